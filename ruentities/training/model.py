"""The recognition network in PyTorch: the twin of `ruentities.recognition.encoder` in numpy.

Layers over the words of a text, each a convolution, batch normalization and ReLU. The first three
hold slovnet's, from whose published weights they start; beside them stand channels of our own.
After the first a *gate* tells which words may be in a name; to the later layers all others are
zero. After the third comes the *document memory*: for each capitalized word the maximum of the
hidden states of all words of the same stem in the document, and two more layers. One linear map
reads all answers off the last state: the tags of each annotation convention, those of names inside
names under each, and the grammar of the word in its sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import torch
from torch import nn
from torch.nn import functional

from ruentities.recognition.encoder import UNNAMED, unnamed
from ruentities.recognition.features import BUCKETS
from ruentities.recognition.models import GRAMMEMES, TAGS
from ruentities.recognition.slovnet import name_tagger
from ruentities.training.data import shapes

if TYPE_CHECKING:
    from torch import Tensor

    from ruentities.recognition.slovnet import Convolution
    from ruentities.training.recipe import Sizes

LETTERS: Final = 64
# Harder than later, so that what is left out then is not missed.
_UNNAMED_IN_TRAINING: Final = -3.5
_POOL: Final = 1 << 24
# Channels that slovnet has.
_FIRST, _NARROW, _LAST = 256, 128, 64


class Dropout(nn.Module):
    """Dropout whose masks are slices of one pool of random bits: drawing them anew costs a fifth.

    Args:
        share: Of the states that are left out.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share
        self.register_buffer("pool", torch.rand(_POOL) >= share, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """Return the states, some of them zero while training."""
        if not self.training:
            return x
        begin = int(torch.randint(_POOL - x.numel(), ()))
        kept = self.pool[begin : begin + x.numel()].view(x.shape)
        return x * kept * (1 / (1 - self.share))


class Layer(nn.Module):
    """Convolution over neighbouring words, batch normalization, ReLU.

    Args:
        inputs: Channels of a word before.
        outputs: Channels after.
        width: How many neighbours are read, the word itself in the middle.
    """

    def __init__(self, inputs: int, outputs: int, width: int) -> None:
        super().__init__()
        self.width = width
        self.linear = nn.Linear(width * inputs, outputs, bias=False)
        self.norm = nn.BatchNorm1d(outputs)

    def summed(self, x: Tensor, places: Tensor) -> Tensor:
        """Return the convolution alone, of the words in some places (places x outputs)."""
        reach = self.width // 2
        padded = functional.pad(x, (0, 0, reach, reach))
        windows = torch.cat([padded[places + i] for i in range(self.width)], 1)
        out: Tensor = self.linear(windows)
        return out

    def forward(self, x: Tensor, places: Tensor) -> Tensor:
        """Return the next states of the words in some places, zero elsewhere (words x outputs)."""
        states = torch.relu(self.norm(self.summed(x, places).float()))
        return states.new_zeros(len(x), states.shape[1]).index_copy(0, places, states)

    def kernel(self) -> Tensor:
        """Return the weights as outputs x neighbours x inputs."""
        return self.linear.weight.view(len(self.linear.weight), self.width, -1)


class Encoder(nn.Module):
    """Words of packed documents to every answer.

    Args:
        heads: How many annotation conventions there are.
        sizes: Channels of each layer.
        dropout: Share of hidden states left out in training.
    """

    def __init__(self, heads: int, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        slovnet = name_tagger()
        self.vector_width = slovnet.vectors.codes.shape[0] * slovnet.vectors.codes.shape[2]
        known_shapes, shape_width = slovnet.shape_vectors.shape
        self.letters = nn.EmbeddingBag(BUCKETS, LETTERS, mode="mean")
        nn.init.normal_(self.letters.weight, std=0.1)
        self.shape = nn.Embedding(len(shapes().rows), shape_width)
        with torch.no_grad():
            self.shape.weight[:known_shapes] = torch.tensor(slovnet.shape_vectors)
        inputs = self.vector_width + shape_width + LETTERS
        self.first = Layer(inputs, sizes.first, 3)
        self.narrow = Layer(sizes.first, _NARROW, 3)
        self.wide = Layer(sizes.first, sizes.wide, 5)
        self.last = Layer(_NARROW + sizes.wide, sizes.last, 3)
        self.remember = Layer(2 * sizes.last, sizes.memory, 3)
        self.settle = Layer(sizes.memory, sizes.settle, 3)
        self.heads = heads
        self.sizes = sizes
        self.gate = nn.Linear(sizes.first, 1)
        self.answers = nn.Linear(sizes.settle, 2 * heads * len(TAGS) + len(GRAMMEMES))
        self.dropout = Dropout(dropout)

    def forward(
        self, vectors: Tensor, letters: Tensor, shapes: Tensor, stems: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return every answer's scores: each convention's tags, its inner tags, grammemes.

        Args:
            vectors: Word vectors (words x width); zero between documents.
            letters: Character vectors (words x `LETTERS`).
            shapes: Shape numbers (words); 0 between documents.
            stems: Number of each word's stem among all documents in the pack, -1 for none.

        Returns:
            Scores (words x (2 * heads * tags + grammemes)), and the log-odds that a word is in a
            name under any convention (words).
        """
        drop = self.dropout
        every = shapes.nonzero()[:, 0]
        x = torch.cat([vectors, self.shape(shapes), letters], 1) * (shapes > 0)[:, None]
        x = self.first(drop(x), every)
        gate = self.gate(x)[:, 0].float()
        places = every
        if self.sizes.skips:
            threshold = _UNNAMED_IN_TRAINING if self.training else UNNAMED
            places = ((gate > threshold) & (shapes > 0)).nonzero()[:, 0]
            stems = torch.full_like(stems, -1).index_copy(0, places, stems[places])
        x = torch.cat([self.narrow(x, places), self.wide(x, places)], 1)
        x = self.last(drop(x), places)
        x = torch.cat([x, remembered(x, stems)], 1)
        x = self.remember(drop(x), places)
        x = self.settle(drop(x), places)
        scores = self.answers(drop(x[places])).float()
        others = torch.tensor(unnamed(scores.shape[1], 2 * self.heads, len(TAGS))).expand(
            len(x), -1
        )
        return others.index_copy(0, places, scores), gate

    def start_from_slovnet(
        self, vectors: Tensor, letters: Tensor, shapes: Tensor, stems: Tensor
    ) -> None:
        """Set the first three layers so that they do what slovnet's do.

        slovnet normalizes after ReLU, we before it, so that ours can be folded into the weights:
        its scales go into the weights of the next layer, and our normalizations undo the mean and
        deviation of some first words.

        Args:
            vectors: Of these words, as in `forward`.
            letters: The same.
            shapes: The same.
            stems: Not used.
        """
        first, second, third = name_tagger().layers
        every = shapes.nonzero()[:, 0]
        with torch.no_grad():
            nn.init.zeros_(self.gate.weight)
            nn.init.zeros_(self.gate.bias)
            x = torch.cat([vectors, self.shape(shapes), letters], 1) * (shapes > 0)[:, None]
            width = self.vector_width + self.shape.embedding_dim
            ours = self.first.kernel()
            ours[:_FIRST, :, width:] *= 0.3
            _copy(self.first, first, width, _FIRST)
            x = _begin(self.first, x, every, torch.tensor(first.bias))
            bias = _copy(self.narrow, second, _FIRST, _NARROW, after=first)
            x = torch.cat([_begin(self.narrow, x, every, bias), _begin(self.wide, x, every)], 1)
            self.last.kernel()[:_LAST, :, _NARROW:] *= 0.1
            bias = _copy(self.last, third, _NARROW, _LAST, after=second)
            _begin(self.last, x, every, bias)


def remembered(x: Tensor, stems: Tensor) -> Tensor:
    """Return for each word the maximum of the states of its stem, zero where it has none."""
    known = stems >= 0
    states, numbers = x[known], stems[known]
    size = int(stems.max()) + 1 if len(numbers) else 0
    most = states.new_zeros((size, x.shape[1]))
    most = most.scatter_reduce(
        0, numbers[:, None].expand(-1, x.shape[1]), states, "amax", include_self=False
    )
    out = torch.zeros_like(x)
    out[known] = most[numbers]
    return out


def _copy(
    layer: Layer, slovnets: Convolution, inputs: int, outputs: int, after: Convolution | None = None
) -> Tensor:
    """Copy slovnet's weights into the first channels; return its bias with them."""
    kernel = torch.tensor(slovnets.weight).reshape(3, inputs, outputs).permute(2, 0, 1)
    bias = torch.tensor(slovnets.bias)
    if after:
        bias = bias + kernel.sum(1) @ torch.tensor(after.shift)
        kernel = kernel * torch.tensor(after.scale)
    layer.kernel()[:outputs, :, :inputs] = kernel
    layer.kernel()[:outputs, :, inputs:] *= 0.3
    return bias


def _begin(layer: Layer, x: Tensor, places: Tensor, bias: Tensor | None = None) -> Tensor:
    """Let a layer's normalization only add a bias, for these words; return its states."""
    summed = layer.summed(x, places)
    if bias is not None:
        size = len(bias)
        layer.norm.weight[:size] = summed.std(0)[:size]
        layer.norm.bias[:size] = bias + summed.mean(0)[:size]
    states = torch.relu(
        functional.batch_norm(summed, None, None, layer.norm.weight, layer.norm.bias, True)
    )
    return states.new_zeros(len(x), states.shape[1]).index_copy(0, places, states)
