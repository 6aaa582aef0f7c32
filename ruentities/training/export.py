"""A trained PyTorch network to the archive that `ruentities.recognition.model_file` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import torch

from ruentities.language.vectors import word_vectors
from ruentities.recognition.layers import LARGEST
from ruentities.recognition.model_file import FORMAT, LAYERS, seal
from ruentities.recognition.models import TAGS
from ruentities.training.data import shapes
from ruentities.training.train import answers
from ruentities.training.whole import LARGEST_WEIGHT, in_bytes, rounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ruentities.training.data import Sample
    from ruentities.training.model import Encoder, Layer
    from ruentities.training.packs import Words

# Documents on which is looked how large the states become.
_LOOKED_AT: Final = 200
# In one document of so many the largest state of a channel is cut off.
_CUT: Final = 100
# The range of a channel that never says much is at least the largest one's over this.
_LEAST: Final = 50
# How far a channel's step is its own, not its layer's: 0 and 1 lose .002 of F1, .5 nothing
# (exact spans of the development folds).
_OWN: Final = 0.5
# The mean of letters is smaller than they are: this share of their largest is cut off.
_MEAN: Final = 0.25


def export(
    encoder: Encoder,
    heads: Sequence[str],
    path: Path,
    seen: Sequence[Sample],
    words: Words,
    calibration: Sequence[tuple[float, float]] | None = None,
    only: Sequence[str] | None = None,
) -> None:
    """Write a network in whole numbers, without pickle.

    Args:
        encoder: The trained network.
        heads: Names of its tag heads.
        path: Where to write, ending in ``.npz``.
        seen: Documents that show how large its states become.
        words: What is known of their words.
        calibration: For each head, slope and offset of a span's log-odds; none by default.
        only: The heads to write; all by default.

    Raises:
        ValueError: When a product might not be exact.
    """
    written = [heads.index(head) for head in only or heads]
    # Each head's tags, each head's tags of names inside names, grammemes.
    sets = torch.tensor([*written, *(len(heads) + head for head in written)])
    rows = (sets[:, None] * len(TAGS) + torch.arange(len(TAGS))).flatten()
    rest = torch.arange(2 * len(heads) * len(TAGS), len(encoder.answers.bias))
    rows = torch.cat([rows, rest])
    slopes = calibration or [(1, 0)] * len(heads)
    letters = _array(encoder.letters.weight)
    input_steps = (
        _largest(word_vectors().codes) / LARGEST,
        _largest(_array(encoder.shape.weight)) / LARGEST_WEIGHT,
        _largest(letters) * _MEAN / LARGEST,
        _largest(letters) / LARGEST_WEIGHT,
    )
    steps = _state_steps(encoder, seen, words)
    sizes = encoder.vector_width, encoder.shape.embedding_dim, letters.shape[1]
    inputs = np.repeat(np.array(input_steps[:3], np.float32), sizes)
    gate = rounded(_array(encoder.gate.weight).T, steps["first"], "gate")
    last = rounded(_array(encoder.answers.weight[rows]).T, steps["settle"], "answers")
    arrays: dict[str, NDArray[np.generic]] = {
        "format": np.array(FORMAT),
        "tags": np.array(TAGS),
        "heads": np.array([heads[head] for head in written]),
        "shapes": np.array(list(shapes().rows)),
        "shape_vectors": in_bytes(_array(encoder.shape.weight), input_steps[1]),
        "letters": in_bytes(letters, input_steps[3]),
        "input_steps": np.array(input_steps, np.float32),
        "gate": gate.weight[:, 0],
        "gate_scale": np.array([gate.scale[0], encoder.gate.bias.item()], np.float32),
        **{
            key: array
            for name, (width, before) in LAYERS.items()
            for read in [np.concatenate([steps[each] for each in before]) if before else inputs]
            for key, array in _layer(
                name, getattr(encoder, name), np.tile(read, width), steps[name]
            )
        },
        "answers.weight": last.weight,
        "answers.scale": last.scale,
        "answers.bias": _array(encoder.answers.bias[rows]),
        "calibration": np.array([slopes[head] for head in written], np.float32),
    }
    np.savez(path, **arrays)  # type: ignore[arg-type]
    seal(path)


def _state_steps(
    encoder: Encoder, seen: Sequence[Sample], words: Words
) -> dict[str, NDArray[np.float32]]:
    """Return what one unit of each state is worth, by layer.

    A step for each channel would suit the states, one for all the weights of the next layer: it
    is the geometric mean of both (Xiao et al. 2023).
    """
    most: dict[str, list[NDArray[np.float32]]] = {name: [] for name in LAYERS}
    hooks = [
        getattr(encoder, name).register_forward_hook(
            lambda _layer, _inputs, states, name=name: most[name].append(_array(states.amax(0)))
        )
        for name in LAYERS
    ]
    for sample in seen[:: max(1, len(seen) // _LOOKED_AT)]:
        answers(encoder, sample, words)
    for hook in hooks:
        hook.remove()
    steps = {}
    for name, found in most.items():
        each = np.sort(np.stack(found), 0)[-1 - len(found) // _CUT]
        each = np.maximum(each, each.max() / _LEAST)
        steps[name] = (each**_OWN * each.max() ** (1 - _OWN)).astype(np.float32) / LARGEST
    return steps


def _largest(values: NDArray[np.float32]) -> float:
    return float(np.abs(values).max())


def _array(tensor: torch.Tensor) -> NDArray[np.float32]:
    array: NDArray[np.float32] = np.ascontiguousarray(tensor.detach().numpy())
    return array


def _layer(
    name: str, layer: Layer, inputs: NDArray[np.float32], steps: NDArray[np.float32]
) -> Iterator[tuple[str, NDArray[np.generic]]]:
    """Fold normalization into the weights, laid out as `ruentities.recognition.layers.Layer`."""
    norm = layer.norm
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    whole = rounded(_array(layer.linear.weight * scale[:, None]).T, inputs, name)
    yield f"{name}.weight", whole.weight
    yield f"{name}.scale", whole.scale / steps
    yield f"{name}.offset", _array(norm.bias - norm.running_mean * scale) / steps
    yield f"{name}.steps", steps
