"""A trained PyTorch network to the archive that `ruentities.encoder` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from slovnet.shape import SHAPES

from ruentities.encoder import FORMAT
from ruentities.training.data import TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from torch import nn

    from ruentities.training.model import Encoder


def export(encoder: Encoder, heads: Sequence[str], path: Path, temperature: float = 1.0) -> None:
    """Write a network's weights in half precision, without pickle.

    Args:
        encoder: The trained network.
        heads: Names of its tag heads.
        path: Where to write, ending in ``.npz``.
        temperature: What the scores are divided by, so that probabilities are calibrated.
    """
    narrow, wide = encoder.narrow, encoder.wide
    second = np.concatenate([np.pad(_kernel(narrow), ((1, 1), (0, 0), (0, 0))), _kernel(wide)], 2)
    arrays: dict[str, NDArray[np.generic]] = {
        "format": np.array(FORMAT),
        "tags": np.array(TAGS),
        "shapes": np.array(["<pad>", *SHAPES]),
        "heads": np.array(heads),
        "shape_vectors": _half(encoder.shape.weight),
        "letters": _half(encoder.letters.weight),
        **_layer("first", _kernel(encoder.first), [encoder.first], encoder.norms[0]),
        **_layer("second", second, [narrow, wide], encoder.norms[1]),
        **_layer("last", _kernel(encoder.last), [encoder.last], encoder.norms[2]),
        **_layer("remember", _kernel(encoder.remember), [encoder.remember], encoder.norms[3]),
        **_layer("settle", _kernel(encoder.settle), [encoder.settle], encoder.norms[4]),
    }
    for name, head in zip(heads, encoder.heads, strict=True):
        arrays[f"{name}.weight"] = _half(head.weight.T / temperature)
        arrays[f"{name}.bias"] = _half(head.bias / temperature)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def _kernel(conv: nn.Conv1d) -> NDArray[np.float32]:
    """Neighbours x inputs x outputs."""
    return conv.weight.detach().permute(2, 1, 0).numpy()


def _half(tensor: torch.Tensor) -> NDArray[np.float16]:
    return tensor.detach().numpy().astype(np.float16)


def _layer(
    name: str, kernel: NDArray[np.float32], convs: Sequence[nn.Conv1d], norm: nn.Module
) -> dict[str, NDArray[np.generic]]:
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    shift = norm.bias - norm.running_mean * scale
    bias = torch.cat([conv.bias for conv in convs])
    return {
        f"{name}.weight": kernel.reshape(-1, kernel.shape[2]).astype(np.float16),
        f"{name}.bias": _half(bias),
        f"{name}.scale": scale.detach().numpy(),
        f"{name}.shift": shift.detach().numpy(),
    }
