"""Arrays that are filled anew for every text.

Memory that a process is given costs more the first time it is touched than a layer's arithmetic,
and what is as large as a layer's states goes back to the system each time it is let go.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import DTypeLike, NDArray


class Scratch:
    """Memory by name, each as much as was ever asked for.

    What is never needed at once has one name, so that it lies in the same memory.

    >>> scratch = Scratch()
    >>> states = scratch.array("states", 3, 2)
    >>> states.shape, np.shares_memory(states, scratch.array("states", 2, 2))
    ((3, 2), True)
    """

    def __init__(self) -> None:
        self._kept: dict[str, NDArray[np.uint8]] = {}

    def array(
        self, name: str, rows: int, width: int, dtype: DTypeLike = np.float32
    ) -> NDArray[Any]:
        """Return an array of any content (rows x width).

        Args:
            name: What it is for; an array asked for before under it is overwritten.
            rows: How many there are.
            width: How long each is.
            dtype: What it holds.
        """
        size = rows * width * np.dtype(dtype).itemsize
        kept = self._kept.get(name)
        if kept is None or len(kept) < size:
            kept = self._kept[name] = np.empty(size, np.uint8)
        return kept[:size].view(dtype).reshape(rows, width)


class Pool:
    """As many `Scratch` as there were ever threads at work at once."""

    def __init__(self) -> None:
        self._free: list[Scratch] = []

    @contextmanager
    def scratch(self) -> Iterator[Scratch]:
        """Lend one that nobody uses."""
        try:
            one = self._free.pop()
        except IndexError:
            one = Scratch()
        try:
            yield one
        finally:
            self._free.append(one)
