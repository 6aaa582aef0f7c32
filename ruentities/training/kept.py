"""What a run has finished, kept in its folder: one that is interrupted goes on where it was."""

from __future__ import annotations

import sys
from dataclasses import astuple, dataclass, field
from typing import TYPE_CHECKING, Any

import torch

from ruentities.training.model import Encoder
from ruentities.training.recipe import Sizes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ruentities.training.packs import Floats


@dataclass(frozen=True, slots=True)
class Kept:
    """The folder of a run.

    Attributes:
        folder: The folder; it exists.
        heads: How many annotation conventions its networks know.
    """

    folder: Path
    heads: int
    _met: set[str] = field(default_factory=set)

    def encoder(self, name: str, make: Callable[[], Encoder], dropout: float = 0.0) -> Encoder:
        """Return a network, made where there is none yet.

        Args:
            name: Of its file.
            make: Trains it.
            dropout: Share of hidden states left out, should it be trained further.
        """

        def made() -> tuple[tuple[int, ...], dict[str, torch.Tensor]]:
            encoder = make()
            return astuple(encoder.sizes), encoder.state_dict()

        sizes, weights = self._kept(name, made)
        encoder = Encoder(self.heads, Sizes(*sizes), dropout)
        encoder.load_state_dict(weights)
        return encoder.eval()

    def beliefs(self, name: str, make: Callable[[], list[Floats]]) -> list[Floats]:
        """Return what teachers believe of some documents, asked where it is not known yet."""
        found = self._kept(name, lambda: [torch.tensor(array) for array in make()])
        return [tensor.numpy() for tensor in found]

    def _kept(self, name: str, make: Callable[[], Any]) -> Any:
        path = self.folder / f"{name}.pt"
        if path.exists():
            if name not in self._met:
                print(f"{path}: kept from an earlier run", file=sys.stderr)
        else:
            made = make()
            # A run that is interrupted while it writes leaves no half of a file.
            half = path.with_suffix(".part")
            torch.save(made, half)
            half.replace(path)
        self._met.add(name)
        return torch.load(path, weights_only=True)
