"""Which row of Navec's vectors belongs to which word, and how often it is met, without the words.

They are in alphabetical order. Kept are every 256th of them and a check of each: a dictionary of
250,000 words takes 40 MB and half a second, this 1 MB, 1.6 with the counts, and no time. A word
that is not there has the check of one of the 256 that it would lie among once in 16 million words.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import partial
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

# Words of a block; the last one is filled up with checks of nothing.
_BLOCK: Final = 256
_BYTES: Final = 4


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of which few differ: half as large as they are.

    Attributes:
        values: The numbers, each once, in ascending order.
        places: Where each stands among them.
    """

    values: NDArray[np.uint32]
    places: NDArray[np.uint16]

    @classmethod
    def of(cls, counts: NDArray[np.uint32]) -> Counts:
        """Return some numbers as such.

        Raises:
            ValueError: When more than 65,536 of them differ.
        """
        values, places = np.unique(counts, return_inverse=True)
        if len(values) > np.iinfo(np.uint16).max + 1:
            raise ValueError(f"{len(values)} counts differ, which is too many")
        return cls(values, places.astype(np.uint16))

    def __getitem__(self, rows: NDArray[np.int64]) -> NDArray[np.uint32]:
        found: NDArray[np.uint32] = self.values[self.places[rows]]
        return found

    def one(self, row: int) -> int:
        """Return the number of a row."""
        return int(self.values[self.places[row]])


class Vocabulary:
    """Words in alphabetical order, each with the number of its row.

    Args:
        begins: The first word of each block; the first of all is empty.
        checks: Check of each word (blocks x words of a block).
        counts: How often each word stands in the news that it comes from.
        source: Checksum of the file that words and counts come from.
    """

    def __init__(
        self, begins: list[str], checks: NDArray[np.uint32], counts: Counts, source: int
    ) -> None:
        self.counts = counts
        self.source = source
        self._block_of = partial(bisect_right, begins)
        self._bytes = checks.astype("<u4").tobytes()
        self._checks = np.frombuffer(self._bytes, "<u4").reshape(checks.shape)

    @classmethod
    def of(cls, words: Sequence[str], counts: NDArray[np.uint32], source: int) -> Vocabulary:
        """Return the vocabulary of some words.

        Args:
            words: In alphabetical order.
            counts: How often each is met, and whatever has rows after them.
            source: Checksum of their file.
        """
        checks = np.zeros((max(1, -(-len(words) // _BLOCK)), _BLOCK), np.uint32)
        checks.reshape(-1)[: len(words)] = [_check(word) for word in words]
        return cls(["", *words[_BLOCK::_BLOCK]], checks, Counts.of(counts), source)

    def rows(self, words: Sequence[str], missing: int) -> NDArray[np.int64]:
        """Return the rows of many words, which is faster than one by one.

        Args:
            words: The words.
            missing: What stands for one that is not there.
        """
        blocks = np.fromiter(map(self._block_of, words), np.int64, len(words)) - 1
        checks = np.fromiter(map(_check, words), np.uint32, len(words))
        same = self._checks[blocks] == checks[:, None]
        places = same.argmax(1)
        there = same[np.arange(len(words)), places]
        return np.where(there, blocks * _BLOCK + places, missing)

    def row(self, word: str) -> int | None:
        """Return a word's row, or None."""
        end = self._block_of(word) * _BLOCK * _BYTES
        check = _check(word).to_bytes(_BYTES, "little")
        place = self._bytes.find(check, end - _BLOCK * _BYTES, end)
        while place % _BYTES:
            if place < 0:
                return None
            place = self._bytes.find(check, place + 1, end)
        return place // _BYTES

    def save(self, path: Path) -> None:
        """Write it; `built_in_vocabulary` reads it."""
        begins = "\n".join(self._block_of.args[0])
        np.savez(
            path,
            begins=np.frombuffer(begins.encode(), np.uint8),
            checks=self._checks,
            values=self.counts.values,
            places=self.counts.places,
            source=np.array(self.source, np.uint64),
        )


def _check(word: str) -> int:
    return crc32(word.encode(errors="surrogatepass"))


def built_in_vocabulary() -> Vocabulary:
    """Return Navec's words, from ``data/vocabulary.npz``.

    Raises:
        ValueError: When the file is missing or damaged.
    """
    resource = files("ruentities").joinpath("data/vocabulary.npz")
    try:
        with as_file(resource) as path, np.load(path) as arrays:
            begins = arrays["begins"].tobytes().decode().split("\n")
            counts = Counts(arrays["values"], arrays["places"])
            return Vocabulary(begins, arrays["checks"], counts, int(arrays["source"]))
    except (OSError, LookupError, ValueError, EOFError, BadZipFile) as error:
        raise ValueError(f"{resource} is damaged ({error}): reinstall ruentities") from error
