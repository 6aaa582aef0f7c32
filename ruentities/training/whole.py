"""A network's weights and states as whole numbers of eight bits, whose products are exact.

Rounding to eight bits with a scale for each output and one for each layer's states is the usual
integer quantization (Jacob et al. 2018). Here the whole numbers stay in single precision, which
holds them exactly as long as no sum of products reaches 2 to the power of 24.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from ruentities.recognition.layers import LARGEST
from ruentities.recognition.model_file import LAYERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# From here on single precision does not hold every whole number.
_EXACT: Final = 2**24
LARGEST_WEIGHT: Final = 127


class Whole(NamedTuple):
    """A linear map in whole numbers.

    Attributes:
        weight: Inputs x outputs.
        scale: What a sum of products is worth, of each output.
    """

    weight: NDArray[np.int8]
    scale: Floats


def rounded(weight: Floats, steps: Floats | float, name: str) -> Whole:
    """Round a linear map to eight bits, an output more coarsely whose sums would not be exact.

    Args:
        weight: Inputs x outputs.
        steps: What one unit of each input is worth, or of all.
        name: What it is called, for the error.

    Raises:
        ValueError: When a sum of products might not be exact.

    >>> whole = rounded(np.array([[0.25], [-1.0]], np.float32), 0.1, "answers")
    >>> whole.weight.tolist(), round(float(whole.scale[0]), 6)
    ([[32], [-127]], 0.000787)
    """
    in_steps = weight * np.reshape(steps, (-1, 1))
    scale = np.maximum(np.abs(in_steps).max(0), 1e-12) / LARGEST_WEIGHT
    # Rounding adds half a step to an input at most.
    room = _EXACT / LARGEST - len(in_steps) / 2 - 1
    scale *= np.maximum(np.abs(in_steps).sum(0) / scale / room, 1)
    whole = np.rint(in_steps / scale)
    worst = int(np.abs(whole).sum(0).max()) * LARGEST
    if worst >= _EXACT:
        raise ValueError(f"{name}: a sum of products may reach {worst}, {_EXACT} is too much")
    return Whole(whole.astype(np.int8), scale.astype(np.float32))


def in_bytes(values: Floats, step: float) -> NDArray[np.int8]:
    """Return values in whole steps, the largest cut off."""
    return np.clip(np.rint(values / step), -LARGEST_WEIGHT, LARGEST_WEIGHT).astype(np.int8)


def real(arrays: Mapping[str, NDArray[np.generic]]) -> dict[str, Floats]:
    """Return what a model's whole numbers are worth: what `ruentities.training.export` was given.

    Args:
        arrays: The model's; see `ruentities.recognition.model_file`.

    Returns:
        Shape and letter vectors, and of each linear map the weight (inputs x outputs) and the
        bias; the gate's bias stands after its weights.
    """

    def floats(name: str) -> Floats:
        return arrays[name].astype(np.float32)

    vector, shape, mean, letter = floats("input_steps")
    made = {
        "shape_vectors": floats("shape_vectors") * shape,
        "letters": floats("letters") * letter,
        "gate": np.append(
            floats("gate") * floats("gate_scale")[0] / floats("first.steps"),
            floats("gate_scale")[1:],
        ),
        "answers.weight": floats("answers.weight")
        * floats("answers.scale")
        / floats("settle.steps")[:, None],
        "answers.bias": floats("answers.bias"),
    }
    rest = made["shape_vectors"].shape[1], made["letters"].shape[1]
    for name, (width, before) in LAYERS.items():
        weight, steps = floats(f"{name}.weight"), floats(f"{name}.steps")
        if before:
            inputs = np.concatenate([floats(f"{each}.steps") for each in before])
        else:
            inputs = np.repeat([vector, shape, mean], [len(weight) // width - sum(rest), *rest])
        made[f"{name}.weight"] = (
            weight * (floats(f"{name}.scale") * steps) / np.tile(inputs, width)[:, None]
        )
        made[f"{name}.bias"] = floats(f"{name}.offset") * steps
    return made
