"""A trained network with more channels that begins by answering as it did."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING, Final

import torch

from ruentities.recognition.model_file import LAYERS
from ruentities.training.model import Encoder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruentities.training.recipe import Sizes

# What begins as before: these see or have no new channels.
_KEPT: Final = ("shape", "letters", "gate")


def widened(encoder: Encoder, sizes: Sizes, seed: int = 0) -> Encoder:
    """Return a network with more channels in its later layers.

    The old channels do not hear the new ones at first, which are as random as in a network that
    has learned nothing, so that every answer is the old one (Chen, Goodfellow, Shlens 2016).

    Args:
        encoder: A trained network.
        sizes: Channels wanted, none fewer than it has, the same in the first layer.
        seed: Of the new channels.

    Raises:
        ValueError: When the network has more channels, or others in its first layer.
    """
    fewer = any(a > b for a, b in zip(astuple(encoder.sizes), astuple(sizes), strict=True))
    if fewer or encoder.sizes.first != sizes.first:
        raise ValueError(f"a network of {encoder.sizes} cannot be widened to {sizes}")
    torch.manual_seed(seed)
    wide = Encoder(encoder.heads, sizes, encoder.dropout.share)
    with torch.no_grad():
        for name in _KEPT:
            getattr(wide, name).load_state_dict(getattr(encoder, name).state_dict())
        old, new = _outputs(encoder), _outputs(wide)
        for name, (_, before) in LAYERS.items():
            narrow, layer = getattr(encoder, name), getattr(wide, name)
            weight, places = layer.kernel(), _places(before, old, new)
            weight[: old[name]] = 0
            weight[: old[name], :, places or slice(None)] = narrow.kernel()
            for key, value in narrow.norm.state_dict().items():
                if value.ndim:
                    layer.norm.state_dict()[key][: old[name]] = value
        wide.answers.weight.zero_()[:, : encoder.sizes.settle] = encoder.answers.weight
        wide.answers.bias.copy_(encoder.answers.bias)
    return wide


def _outputs(encoder: Encoder) -> dict[str, int]:
    return {name: len(getattr(encoder, name).norm.weight) for name in LAYERS}


def _places(before: tuple[str, ...], old: Mapping[str, int], new: Mapping[str, int]) -> list[int]:
    """Return where the old channels of the layers before stand among the new network's."""
    places: list[int] = []
    start = 0
    for name in before:
        places += range(start, start + old[name])
        start += new[name]
    return places
