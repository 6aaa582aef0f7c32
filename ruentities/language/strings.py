"""Many strings in the memory of one."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# By so many first letters the names of a table lie.
_LETTERS: Final = 2


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


class Numbered(Mapping[str, int]):
    """Names and a number of each, as lines of text: a dictionary takes three times the memory.

    >>> rows = Numbered()
    >>> for name, number in [("тула", 3), ("тверь", 4), ("тула", 7)]:
    ...     rows.add(name, number)
    >>> rows["тула"], rows.get("орёл"), "тверь" in rows, list(rows)
    (7, None, True, ['тула', 'тверь'])
    """

    def __init__(self) -> None:
        self._lines: dict[str, str] = {}

    def add(self, name: str, number: int) -> None:
        """Give a name without tabs and line ends a number; of two the last one counts."""
        letters = name[:_LETTERS]
        self._lines[letters] = f"{self._lines.get(letters, chr(10))}{name}\t{number}\n"

    def __getitem__(self, key: str) -> int:
        lines = self._lines.get(key[:_LETTERS], "")
        start = lines.rfind(f"\n{key}\t")
        if start < 0:
            raise KeyError(key)
        return int(lines[start + len(key) + 2 : lines.index("\n", start + 1)])

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and f"\n{key}\t" in self._lines.get(key[:_LETTERS], "")

    def __iter__(self) -> Iterator[str]:
        for lines in self._lines.values():
            yield from dict.fromkeys(line.partition("\t")[0] for line in lines[1:-1].split("\n"))

    def __len__(self) -> int:
        return sum(1 for _ in self)
