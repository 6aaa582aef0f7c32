"""Many strings in the memory of one."""

from __future__ import annotations

from array import array
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Strings:
    """Many strings as one, which takes a fifth of the memory of as many objects.

    Args:
        text: All of them, one after the other.
        ends: Where each ends, after a 0.

    >>> list(Strings.of(["и", "ого"]))
    ['и', 'ого']
    """

    def __init__(self, text: str, ends: array[int]) -> None:
        self._text = text
        self._ends = ends

    @classmethod
    def of(cls, strings: Sequence[str]) -> Strings:
        """Put strings together."""
        return cls("".join(strings), array("I", accumulate(map(len, strings), initial=0)))

    def __getitem__(self, number: int) -> str:
        return self._text[self._ends[number] : self._ends[number + 1]]

    def some(self, numbers: Iterable[int]) -> list[str]:
        """Return several of them, in half of the time."""
        text, ends = self._text, self._ends
        return [text[ends[number] : ends[number + 1]] for number in numbers]

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __iter__(self) -> Iterator[str]:
        return map(self._text.__getitem__, map(slice, self._ends, self._ends[1:]))
