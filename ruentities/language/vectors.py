"""Navec's word vectors, and how often a word stands in the news that they were made from.

Navec (https://github.com/natasha/navec) comes with natasha: 250,000 words, product-quantized.
"""

from __future__ import annotations

import gzip
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

import numpy as np

from ruentities.natasha_files import member, opened, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_NAVEC: Final = "emb/navec_news_v1_1B_250K_300d_100q.tar"
# How much of a vector each of its centroids is.
_PART: Final = 3


class Rows:
    """Which row belongs to which word, without the words.

    A dictionary of 250,000 words takes 40 MB, their hashes three. That a word which is not there
    has the hash of one that is happens once in 10^14 words.

    Args:
        lines: The words in UTF-8, each with its line end, in the order of their rows: to decode
            them takes longer than to hash them, and all at once they fill memory that stays taken.
    """

    def __init__(self, lines: Iterable[bytes]) -> None:
        hashes = np.fromiter(map(hash, lines), np.int64)
        order = np.argsort(hashes)
        # Arrays of Python's own, whose items are at hand faster than numpy's.
        self._hashes = array("q", hashes[order].tobytes())
        self._rows = array("i", order.astype(np.int32).tobytes())

    def of(self, words: Sequence[str], missing: int) -> NDArray[np.int64]:
        """Return the rows of many words, which is far faster than one by one.

        Args:
            words: The words.
            missing: What stands for one that is not there.
        """
        if not len(self._hashes):
            return np.full(len(words), missing)
        hashes, rows = np.frombuffer(self._hashes, np.int64), np.frombuffer(self._rows, np.int32)
        wanted = np.fromiter(map(_hash, words), np.int64, len(words))
        places = np.searchsorted(hashes[:-1], wanted)
        return np.where(hashes[places] == wanted, rows[places], missing)

    def get(self, word: str) -> int | None:
        """Return a word's row, or None."""
        wanted = _hash(word)
        position = bisect_left(self._hashes, wanted)
        if position < len(self._hashes) and self._hashes[position] == wanted:
            return self._rows[position]
        return None


def _hash(word: str) -> int:
    return hash(word.encode(errors="surrogatepass") + b"\n")


@dataclass(frozen=True, slots=True)
class FileRows:
    """Rows of bytes that stay in their file: most are never asked for.

    Mapped into memory, each would bring its neighbours, until the file is there as a whole.

    Attributes:
        path: The file; it is opened for each text with new words, so that nothing stays open.
        begin: Where the first row begins.
        width: Bytes of a row.
    """

    path: Path
    begin: int
    width: int

    def take(self, rows: NDArray[np.int64]) -> NDArray[np.uint8]:
        """Return some rows (rows x width)."""
        found = []
        with self.path.open("rb", buffering=0) as file:
            for start in (self.begin + rows * self.width).tolist():
                file.seek(start)
                found.append(file.read(self.width))
        return np.frombuffer(b"".join(found), np.uint8).reshape(len(rows), self.width)


@dataclass(frozen=True, slots=True)
class Vectors:
    """Word vectors and the rows of the words that have one.

    Attributes:
        rows: Row of each known lower-case word.
        indexes: For each word, which centroid stands in each of its parts (words x parts).
        codes: The centroids (parts x centroids x width).
        counts: How often each word stands in the news that the vectors were made from.
        unknown: Row of a word that is not known.
    """

    rows: Rows
    indexes: FileRows
    codes: NDArray[np.float32]
    counts: NDArray[np.uint32]
    unknown: int

    def rows_of(self, words: Sequence[str]) -> NDArray[np.int64]:
        """Return the rows of words in any case, falling back from ё to е."""
        lower = [word.lower() for word in words]
        found = self.rows.of(lower, self.unknown)
        for number in np.flatnonzero(found == self.unknown).tolist():
            if "ё" in lower[number]:
                row = self.rows.get(lower[number].replace("ё", "е"))
                found[number] = self.unknown if row is None else row
        return found

    def count(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how often the words of some rows stand in the news that the vectors come from."""
        return np.where(rows == self.unknown, 0, self.counts[rows]).astype(np.int64)

    def of(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the vectors of some rows (rows x width)."""
        parts, centroids, width = self.codes.shape
        chosen = self.indexes.take(rows) + np.arange(parts) * centroids
        found: NDArray[np.float32] = self.codes.reshape(-1, width).take(chosen, 0)
        return found.reshape(len(rows), -1)


def frequency(word: str) -> int:
    """Return how often a lower-case word form stands in Navec's billion words of news."""
    vectors = word_vectors()
    row = vectors.rows.get(word)
    return 0 if row is None else int(vectors.counts[row])


@lru_cache(maxsize=1)
def word_vectors() -> Vectors:
    """Return Navec's word vectors, loaded once."""
    with opened(_NAVEC) as tar:
        vocabulary = gzip.decompress(member(tar, "vocab.bin"))
        path, begin = placed(tar, "pq.bin")
        count = int(np.frombuffer(vocabulary, np.uint32, 1)[0])
        words = vocabulary[4 * (count + 1) :] + b"\n"
        rows, _, parts, centroids = np.fromfile(path, np.uint32, 4, offset=begin).tolist()
        begin += 16
        known = Rows(BytesIO(words))
        codes = np.fromfile(
            path, np.float32, parts * centroids * _PART, offset=begin + rows * parts
        )
        return Vectors(
            rows=known,
            indexes=FileRows(path, begin, parts),
            codes=codes.reshape(parts, centroids, _PART),
            # A copy, lest the whole vocabulary's text be kept for it.
            counts=np.frombuffer(vocabulary, np.uint32, count, offset=4).copy(),
            unknown=words.count(b"\n", 0, words.index(b"<unk>\n")),
        )
