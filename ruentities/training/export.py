"""A trained PyTorch network to the archive that `ruentities.recognition.model_file` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from ruentities.recognition.model_file import FORMAT, LAYERS, seal
from ruentities.recognition.models import TAGS
from ruentities.training.data import shapes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ruentities.training.model import Encoder


def export(
    encoder: Encoder,
    heads: Sequence[str],
    path: Path,
    calibration: Sequence[tuple[float, float]] | None = None,
    only: Sequence[str] | None = None,
) -> None:
    """Write a network's weights in half precision, without pickle.

    Args:
        encoder: The trained network.
        heads: Names of its tag heads.
        path: Where to write, ending in ``.npz``.
        calibration: For each head, slope and offset of a span's log-odds; none by default.
        only: The heads to write; all by default.
    """
    written = [heads.index(head) for head in only or heads]
    # Each head's tags, each head's tags of names inside names, grammemes.
    sets = torch.tensor([*written, *(len(heads) + head for head in written)])
    rows = (sets[:, None] * len(TAGS) + torch.arange(len(TAGS))).flatten()
    rest = torch.arange(2 * len(heads) * len(TAGS), len(encoder.answers.bias))
    rows = torch.cat([rows, rest])
    slopes = calibration or [(1, 0)] * len(heads)
    arrays: dict[str, NDArray[np.generic]] = {
        "format": np.array(FORMAT),
        "tags": np.array(TAGS),
        "heads": np.array([heads[head] for head in written]),
        "shapes": np.array(list(shapes().rows)),
        "shape_vectors": _half(encoder.shape.weight),
        "letters": _half(encoder.letters.weight),
        "gate": _half(torch.cat([encoder.gate.weight[0], encoder.gate.bias])),
        **{key: array for name in LAYERS for key, array in _layer(name, encoder)},
        "answers.weight": _half(encoder.answers.weight[rows].T),
        "answers.bias": _half(encoder.answers.bias[rows]),
        "calibration": np.array([slopes[head] for head in written], np.float16),
    }
    np.savez(path, **arrays)  # type: ignore[arg-type]
    seal(path)


def _half(tensor: torch.Tensor) -> NDArray[np.float16]:
    return np.ascontiguousarray(tensor.detach().numpy().astype(np.float16))


def _layer(name: str, encoder: Encoder) -> Iterator[tuple[str, NDArray[np.float16]]]:
    """Fold normalization into the weights, laid out as `ruentities.recognition.layers.Layer`."""
    layer = getattr(encoder, name)
    norm = layer.norm
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    yield f"{name}.weight", _half((layer.linear.weight * scale[:, None]).T)
    yield f"{name}.bias", _half(norm.bias - norm.running_mean * scale)
