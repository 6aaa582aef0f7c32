"""The document memory: what the other occurrences of a word look like counts, by its stem."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ruentities.recognition.features import remembers, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network makes of the words that are looked at.

    Attributes:
        states: Of each of them (places x hidden).
        places: Their numbers in the text, ascending.
    """

    states: NDArray[np.uint8]
    places: NDArray[np.int64]


def stems_of(
    words: Sequence[str],
    places: NDArray[np.int64],
    caseless: NDArray[np.bool_] | None,
    apart: Sequence[int] = (),
) -> NDArray[np.int64]:
    """Return the number of each word's stem in its text, -1 where none is remembered.

    Args:
        words: All words of the texts.
        places: Which of them are asked about, ascending.
        caseless: Whether each word stands in one-case text.
        apart: Where, among the words, one text ends and another begins.
    """
    asked = [words[place] for place in places.tolist()]
    if caseless is not None:
        # What remembers nothing has no stem.
        asked = [
            "" if low else word for word, low in zip(asked, caseless[places].tolist(), strict=True)
        ]
    stems: list[int] = []
    before = 0
    for start, end in pairwise([0, *np.searchsorted(places, apart).tolist(), len(asked)]):
        numbers: dict[str, int] = {}
        stems += [
            before + numbers.setdefault(stem(word), len(numbers)) if remembers(word) else -1
            for word in asked[start:end]
        ]
        before += len(numbers)
    return np.array(stems, np.int64)


@dataclass(frozen=True, slots=True)
class Memory:
    """For each stem of a text, the maximum of its words' states.

    Attributes:
        most: The maximum (stems x states).
        stems: For each word that is looked at, the row of its stem, -1 where it has none.
    """

    most: NDArray[np.uint8]
    stems: NDArray[np.int64]

    @classmethod
    def of(cls, seen: Seen, stems: NDArray[np.int64]) -> Memory:
        """Remember the words of a text.

        Args:
            seen: The words that are looked at.
            stems: Number of each one's stem, each number from 0 on there; -1 where none is
                remembered.
        """
        known = np.flatnonzero(stems >= 0)
        order = known[np.argsort(stems[known], kind="stable")]
        if not len(order):
            return cls(seen.states[:0], stems)
        counts = np.bincount(stems[known])
        begins = np.cumsum(counts) - counts
        return cls(np.maximum.reduceat(seen.states[order], begins, 0), stems)

    def add(self, sums: Floats, weight: Floats, start: int, beside: NDArray[np.int64]) -> None:
        """Add what is remembered of words in a row to the sums of each and its neighbours.

        Args:
            sums: Of the words that are looked at, from one on (words x outputs).
            weight: Remembered states x outputs of the word after, the word itself and the one
                before.
            start: The first word's number among those that are looked at.
            beside: Which of the words stand right before the next of them.
        """
        stems = self.stems[start : start + len(sums)]
        known = np.flatnonzero(stems >= 0)
        rows, most = stems[known], self.most
        if len(stems) < len(self.stems):
            # Of a long text's stems most are not here.
            asked, rows = np.unique(rows, return_inverse=True)
            most = most[asked]
        products = most.astype(np.float32) @ weight
        width = sums.shape[1]
        followed = np.zeros(len(sums) + 1, np.bool_)
        followed[beside] = True
        before, after = followed[known], followed[known - 1]
        sums[known] += products[rows, width : 2 * width]
        sums[known[before] + 1] += products[rows[before], :width]
        sums[known[after] - 1] += products[rows[after], 2 * width :]
