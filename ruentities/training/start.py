"""A model of this library as a PyTorch network again, to be trained further."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import torch

from ruentities.model_file import read_arrays
from ruentities.models import GRAMMEMES, TAGS
from ruentities.training.model import Encoder, Layer, Sizes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from torch import Tensor

    Arrays = dict[str, NDArray[np.generic]]

# A convention that the model does not know begins as this one.
_LIKE: Final = "collection5"


def from_model(path: Path, heads: Sequence[str], dropout: float) -> Encoder:
    """Return a network with the weights of a model that `ruentities.training.export` wrote.

    Args:
        path: The model.
        heads: Names of the tag heads wanted; one that the model lacks begins as Collection5's,
            or as the model's first.
        dropout: Share of hidden states left out in training.
    """
    arrays = read_arrays(path)
    widths = {name: arrays[f"{name}.widths"].tolist() for name in ("first", "second", "last")}
    sizes = Sizes(
        first=widths["first"][0][1],
        wide=widths["second"][1][1],
        last=widths["last"][0][1],
        memory=int(arrays["remember.widths"][0][1]),
        settle=int(arrays["settle.widths"][0][1]),
    )
    encoder = Encoder(len(heads), sizes, dropout)
    with torch.no_grad():
        encoder.shape.weight.copy_(_tensor(arrays, "shape_vectors"))
        encoder.letters.weight.copy_(_tensor(arrays, "letters"))
        _set(arrays, "first", encoder.first)
        _set(arrays, "second", encoder.narrow, encoder.wide)
        for name in ("last", "remember", "settle"):
            _set(arrays, name, getattr(encoder, name))
        known = [str(head) for head in arrays["heads"]]
        like = _LIKE if _LIKE in known else known[0]
        rows = [
            row
            for head in heads
            for place in [known.index(head if head in known else like)]
            for row in range(place * len(TAGS), (place + 1) * len(TAGS))
        ]
        rest = len(TAGS) + len(GRAMMEMES)
        rows += range(len(known) * len(TAGS), len(known) * len(TAGS) + rest)
        encoder.answers.weight.copy_(_tensor(arrays, "answers.weight").T[rows])
        encoder.answers.bias.copy_(_tensor(arrays, "answers.bias")[rows])
    return encoder


def _tensor(arrays: Arrays, name: str) -> Tensor:
    return torch.tensor(arrays[name].astype("float32"))


def _set(arrays: Arrays, name: str, *layers: Layer) -> None:
    """Unfold what `ruentities.training.export` folded: the normalizations only add the bias."""
    weight, bias = _tensor(arrays, f"{name}.weight"), _tensor(arrays, f"{name}.bias")
    column = row = 0
    for layer in layers:
        kernel = layer.kernel()
        outputs, width, inputs = kernel.shape
        part = weight[:, column : column + width * outputs]
        kernel.copy_(part.view(inputs, width, outputs).permute(2, 1, 0))
        layer.norm.weight.fill_((1 + layer.norm.eps) ** 0.5)
        layer.norm.bias.copy_(bias[row : row + outputs])
        column += width * outputs
        row += outputs
