"""The recognition network in PyTorch: the twin of `ruentities.encoder`, which runs it in numpy.

slovnet's three convolutions, started from its published weights, beside a wider branch; character
n-grams; then a *document memory*: for each capitalized word the maximum of its hidden states over
all words of the same stem in the document, and two more convolutions. One linear head per
annotation convention.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import torch
from torch import nn

from ruentities.evidence import BUCKETS, ngrams
from ruentities.network import name_tagger
from ruentities.training.data import TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from ruentities.network import Convolution

LETTERS: Final = 64
_FIRST, _NARROW, _WIDE, _LAST, _MEMORY = 256, 128, 128, 192, 192
_SLOVNET_LAST: Final = 64


class Encoder(nn.Module):
    """Words of packed documents to a score for each tag.

    Args:
        heads: How many annotation conventions there are.
        dropout: Share of hidden states left out in training.
    """

    def __init__(self, heads: int, dropout: float = 0.3) -> None:
        super().__init__()
        slovnet = name_tagger()
        width = slovnet.vectors.codes.shape[0] * slovnet.vectors.codes.shape[2]
        shapes, shape_width = slovnet.shape_vectors.shape
        self.letters = nn.EmbeddingBag(BUCKETS, LETTERS, mode="mean")
        nn.init.normal_(self.letters.weight, std=0.1)
        self.shape = nn.Embedding(shapes, shape_width)
        self.first = nn.Conv1d(width + shape_width + LETTERS, _FIRST, 3, padding=1)
        self.narrow = nn.Conv1d(_FIRST, _NARROW, 3, padding=1)
        self.wide = nn.Conv1d(_FIRST, _WIDE, 5, padding=2)
        self.last = nn.Conv1d(_NARROW + _WIDE, _LAST, 3, padding=1)
        self.remember = nn.Conv1d(2 * _LAST, _MEMORY, 3, padding=1)
        self.settle = nn.Conv1d(_MEMORY, _MEMORY, 3, padding=1)
        self.norms = nn.ModuleList(
            nn.BatchNorm1d(size) for size in (_FIRST, _NARROW + _WIDE, _LAST, _MEMORY, _MEMORY)
        )
        self.heads = nn.ModuleList(nn.Linear(_MEMORY, len(TAGS)) for _ in range(heads))
        self.dropout = nn.Dropout(dropout)
        self._start_from_slovnet()

    def forward(
        self, vectors: Tensor, letters: Tensor, shapes: Tensor, stems: Tensor, mask: Tensor
    ) -> Tensor:
        """Return the hidden states that the heads read.

        Args:
            vectors: Word vectors (words x width).
            letters: Character vectors (words x `LETTERS`).
            shapes: Shape numbers (words).
            stems: Number of each word's stem among all documents in the pack, -1 for none.
            mask: 0 for the words between documents, else 1 (words).

        Returns:
            Hidden states (words x hidden).
        """
        mask = mask[None, None]
        x = torch.cat([vectors, self.shape(shapes), letters], 1).T[None] * mask
        x = self._layer(0, self.first(self.dropout(x)), mask)
        x = self._layer(1, torch.cat([self.narrow(x), self.wide(x)], 1), mask)
        x = self._layer(2, self.last(self.dropout(x)), mask)
        x = torch.cat([x, self._memory(x, stems)], 1)
        x = self._layer(3, self.remember(self.dropout(x)), mask)
        x = self._layer(4, self.settle(self.dropout(x)), mask)
        return x[0].T

    def ready(self) -> Encoder:
        """Return the network itself, after its weights were loaded: nothing is left to set."""
        self._unset.clear()
        return self.eval()

    def _layer(self, number: int, summed: Tensor, mask: Tensor) -> Tensor:
        active = torch.relu(summed)
        if number in self._unset:
            self._set_norm(self.norms[number], self._unset.pop(number), active)
        normed: Tensor = self.norms[number](active)
        return normed * mask

    def _set_norm(self, norm: nn.Module, layer: Convolution, active: Tensor) -> None:
        """Give a normalization the weights with which it does what slovnet's layer did.

        slovnet's is known as one scale and one shift; ours sees the first batch's mean and
        deviation, and undoes them.
        """
        size = len(layer.bias)
        with torch.no_grad():
            mean, deviation = active.mean((0, 2))[:size], active.std((0, 2))[:size]
            scale, shift = torch.tensor(layer.scale), torch.tensor(layer.shift)
            norm.weight[:size] = (scale * deviation).clamp(-3, 3)
            norm.bias[:size] = (shift + mean * scale).clamp(-3, 3)

    def _memory(self, x: Tensor, stems: Tensor) -> Tensor:
        known = stems >= 0
        states = x[0].T[known]
        numbers = stems[known]
        size = int(stems.max()) + 1 if known.any() else 0
        most = states.new_full((size, states.shape[1]), -1e4)
        most = most.scatter_reduce(0, numbers[:, None].expand(-1, states.shape[1]), states, "amax")
        out = x.new_zeros(x.shape[2], x.shape[1])
        out[known] = most[numbers]
        return out.T[None]

    def _start_from_slovnet(self) -> None:
        slovnet = name_tagger()
        first, second, third = slovnet.layers
        with torch.no_grad():
            self.shape.weight.copy_(torch.tensor(slovnet.shape_vectors))
            inputs = self.first.in_channels - LETTERS
            _copy(self.first, first.weight, inputs, _FIRST)
            self.first.weight[:, inputs:].mul_(0.3)
            _copy(self.narrow, second.weight, _FIRST, _NARROW)
            _copy(self.last, third.weight, _NARROW, _SLOVNET_LAST)
            self.last.weight[:_SLOVNET_LAST, _NARROW:].mul_(0.1)
            for conv, layer in ((self.first, first), (self.narrow, second), (self.last, third)):
                conv.bias[: len(layer.bias)] = torch.tensor(layer.bias)
        # Set on the first batch; see `_set_norm`.
        self._unset = dict(enumerate((first, second, third)))


def _copy(conv: nn.Conv1d, weight: object, inputs: int, outputs: int) -> None:
    kernel = torch.tensor(weight).reshape(3, inputs, outputs)
    conv.weight[:outputs, :inputs] = kernel.permute(2, 1, 0)


def letter_vectors(encoder: Encoder, words: Sequence[str]) -> Tensor:
    """Return the character vectors of some words (words x `LETTERS`)."""
    rows = [ngrams(word) for word in words]
    offsets = [0]
    for row in rows[:-1]:
        offsets.append(offsets[-1] + len(row))
    flat = torch.tensor([bucket for row in rows for bucket in row])
    vectors: Tensor = encoder.letters(flat, torch.tensor(offsets))
    return vectors
