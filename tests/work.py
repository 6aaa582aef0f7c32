"""How much work something takes, counted: a noisy machine does not change it."""

from __future__ import annotations

from cProfile import Profile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def calls(function: Callable[..., object], *arguments: object) -> int:
    """Return how many function calls it takes to call a function."""
    profile = Profile()
    profile.runcall(function, *arguments)
    return sum(entry.callcount for entry in profile.getstats())
