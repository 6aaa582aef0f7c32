"""A model of this library as a PyTorch network again, to be trained further."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import torch

from ruentities.recognition.model_file import LAYERS, read_arrays
from ruentities.recognition.models import GRAMMEMES, TAGS
from ruentities.training.model import Encoder, Layer
from ruentities.training.recipe import Sizes
from ruentities.training.whole import real

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from torch import Tensor

    Arrays = dict[str, NDArray[np.float32]]

# A convention that the model does not know begins as the first of these that it knows.
_LIKE: Final = ("today", "collection5")


def from_model(path: Path, heads: Sequence[str], dropout: float) -> Encoder:
    """Return a network with the weights of a model that `ruentities.training.export` wrote.

    Args:
        path: The model.
        heads: Names of the tag heads wanted; one that the model lacks begins as today's or
            Collection5's, or as the model's first.
        dropout: Share of hidden states left out in training.
    """
    whole = read_arrays(path)
    arrays = real(whole)
    outputs = {name: len(arrays[f"{name}.bias"]) for name in LAYERS}
    sizes = Sizes(
        first=outputs["first"],
        wide=outputs["wide"],
        last=outputs["last"],
        memory=outputs["remember"],
        settle=outputs["settle"],
    )
    encoder = Encoder(len(heads), sizes, dropout)
    with torch.no_grad():
        encoder.shape.weight.copy_(_tensor(arrays, "shape_vectors"))
        encoder.letters.weight.copy_(_tensor(arrays, "letters"))
        gate = _tensor(arrays, "gate")
        encoder.gate.weight.copy_(gate[None, :-1])
        encoder.gate.bias.copy_(gate[-1:])
        for name in LAYERS:
            _set(arrays, name, getattr(encoder, name))
        known = [str(head) for head in whole["heads"]]
        like = next((head for head in _LIKE if head in known), known[0])
        sets = [known.index(head if head in known else like) for head in heads]
        # Names inside names come after all conventions' names.
        sets += [len(known) + number for number in sets]
        rows = [row for one in sets for row in range(one * len(TAGS), (one + 1) * len(TAGS))]
        grammar = 2 * len(known) * len(TAGS)
        rows += range(grammar, grammar + len(GRAMMEMES))
        encoder.answers.weight.copy_(_tensor(arrays, "answers.weight").T[rows])
        encoder.answers.bias.copy_(_tensor(arrays, "answers.bias")[rows])
    return encoder


def begin_as(encoder: Encoder, head: int, outer: int, inner: int) -> Encoder:
    """Let a head that has learned nothing yet begin as others; return the network.

    Args:
        encoder: The network; it changes in place.
        head: Number of the head.
        outer: Number of that which its names begin as.
        inner: Number of that which its names inside names begin as.
    """
    with torch.no_grad():
        for to, like in ((head, outer), (encoder.heads + head, encoder.heads + inner)):
            for parameter in (encoder.answers.weight, encoder.answers.bias):
                sets = parameter[: 2 * encoder.heads * len(TAGS)].unflatten(0, (-1, len(TAGS)))
                sets[to] = sets[like]
    return encoder


def _tensor(arrays: Arrays, name: str) -> Tensor:
    return torch.tensor(arrays[name])


def _set(arrays: Arrays, name: str, layer: Layer) -> None:
    """Unfold what `ruentities.training.export` folded: the normalization only adds the bias."""
    layer.linear.weight.copy_(_tensor(arrays, f"{name}.weight").T)
    layer.norm.weight.fill_((1 + layer.norm.eps) ** 0.5)
    layer.norm.bias.copy_(_tensor(arrays, f"{name}.bias"))
