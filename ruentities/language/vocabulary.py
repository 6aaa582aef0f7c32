"""Which row of Navec's vectors belongs to which word, without the words.

They are in alphabetical order. Kept are every 64th of them and a check of each: a dictionary of
250,000 words takes 40 MB and half a second, this one megabyte and no time. A word that is not there
has the check of one of the 64 that it would lie among once in 60 million words.
"""

from __future__ import annotations

from bisect import bisect_right
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
_BLOCK: Final = 64
_BYTES: Final = 4


class Vocabulary:
    """Words in alphabetical order, each with the number of its row.

    Args:
        begins: The first word of each block; the first of all is empty.
        checks: Check of each word (blocks x words of a block).
        source: Checksum of the file that the words come from.
    """

    def __init__(self, begins: list[str], checks: NDArray[np.uint32], source: int) -> None:
        self.source = source
        self._block_of = partial(bisect_right, begins)
        self._bytes = checks.astype("<u4").tobytes()
        self._checks = np.frombuffer(self._bytes, "<u4").reshape(checks.shape)

    @classmethod
    def of(cls, words: Sequence[str], source: int) -> Vocabulary:
        """Return the vocabulary of some words.

        Args:
            words: In alphabetical order.
            source: Checksum of their file.
        """
        checks = np.zeros((max(1, -(-len(words) // _BLOCK)), _BLOCK), np.uint32)
        checks.reshape(-1)[: len(words)] = [_check(word) for word in words]
        return cls(["", *words[_BLOCK::_BLOCK]], checks, source)

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
            source=np.array(self.source, np.uint32),
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
            return Vocabulary(begins, arrays["checks"], int(arrays["source"]))
    except (OSError, LookupError, ValueError, EOFError, BadZipFile) as error:
        raise ValueError(f"{resource} is damaged ({error}): reinstall ruentities") from error
