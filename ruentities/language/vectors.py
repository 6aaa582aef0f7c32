"""Navec's word vectors, and how often a word stands in the news that they were made from.

Navec (https://github.com/natasha/navec) comes with natasha: 250,000 words, product-quantized.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from ruentities.language.vocabulary import Vocabulary, built_in_vocabulary
from ruentities.natasha_files import checksum, opened, placed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_NAVEC: Final = "emb/navec_news_v1_1B_250K_300d_100q.tar"
# How much of a vector each of its centroids is.
_PART: Final = 3


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
        words: Row of each known lower-case word.
        indexes: For each word, which centroid stands in each of its parts (words x parts).
        codes: The centroids (parts x centroids x width).
        unknown: Row of a word that is not known.
    """

    words: Vocabulary
    indexes: FileRows
    codes: NDArray[np.float32]
    unknown: int

    def rows_of(self, words: Sequence[str]) -> NDArray[np.int64]:
        """Return the rows of words in any case, falling back from ё to е."""
        lower = [word.lower() for word in words]
        found = self.words.rows(lower, self.unknown)
        for number in np.flatnonzero(found == self.unknown).tolist():
            if "ё" in lower[number]:
                row = self.words.row(lower[number].replace("ё", "е"))
                found[number] = self.unknown if row is None else row
        return found

    def count(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how often the words of some rows stand in the news that the vectors come from."""
        return np.where(rows == self.unknown, 0, self.words.counts[rows]).astype(np.int64)

    def of(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the vectors of some rows (rows x width)."""
        parts, centroids, width = self.codes.shape
        chosen = self.indexes.take(rows) + np.arange(parts) * centroids
        found: NDArray[np.float32] = self.codes.reshape(-1, width).take(chosen, 0)
        return found.reshape(len(rows), -1)


def frequency(word: str) -> int:
    """Return how often a lower-case word form stands in Navec's billion words of news."""
    vectors = word_vectors()
    row = vectors.words.row(word)
    return 0 if row is None else vectors.words.counts.one(row)


@lru_cache(maxsize=1)
def word_vectors() -> Vectors:
    """Return Navec's word vectors, loaded once."""
    words = built_in_vocabulary()
    with opened(_NAVEC) as tar:
        if checksum(tar, "vocab.bin") != words.source:
            raise ValueError("its words are others")
        path, begin = placed(tar, "pq.bin")
        rows, _, parts, centroids = np.fromfile(path, np.uint32, 4, offset=begin).tolist()
        begin += 16
        codes = np.fromfile(
            path, np.float32, parts * centroids * _PART, offset=begin + rows * parts
        )
        return Vectors(
            words=words,
            indexes=FileRows(path, begin, parts),
            codes=codes.reshape(parts, centroids, _PART),
            # The last two rows are of no words.
            unknown=rows - 2,
        )
