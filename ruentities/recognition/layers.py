"""The layers of the recognition network in numpy; what the first makes of a word is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Final

import numpy as np

from ruentities.recognition.features import ngrams

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ruentities.language.vectors import Vectors
    from ruentities.recognition.features import Shapes

    Floats = NDArray[np.float32]

# Follows a word that stands in one-case text.
CASELESS_MARK: Final = "\0"

# Words whose first layer is kept; when there is no more room, the most frequent of them, so that
# the words of a block always find some.
_KEPT_WORDS: Final = 16_384
_KEPT_FREQUENT: Final = 10_240
# New words are multiplied so many at a time, always: how OpenBLAS computes a column, and so
# its last digit, depends on how many there are, and no word's numbers shall depend on its company.
# With Haswell's kernels, 24 are too many for all to be computed alike.
_COLUMNS: Final = 16


@dataclass(frozen=True, slots=True)
class Layer:
    """A convolution and ReLU; normalization is folded into the weights.

    Attributes:
        weight: Neighbours and their inputs, the leftmost neighbour first, x outputs.
        bias: Added before ReLU, of all outputs.
        width: How many words are read, the word itself in the middle.
    """

    weight: Floats
    bias: Floats
    width: int

    @property
    def reach(self) -> int:
        """How many words to each side count."""
        return self.width // 2

    def __call__(self, around: Floats) -> Floats:
        """Return the next states of some words (words x outputs).

        Args:
            around: The states of each word and its neighbours; see `gathered`.
                Farther ones than the layer reads do not count.
        """
        farther = (around.shape[1] - len(self.weight)) // 2
        return relu(around[:, farther : farther + len(self.weight)] @ self.weight, self.bias)


def gathered(states: Floats, places: NDArray[np.int64], reach: int) -> Floats:
    """Return each word's states and its neighbours', like `ruentities.recognition.slovnet.windows`.

    Args:
        states: Of some words of a row (places x states); those of all others are zero.
        places: Numbers of these words, ascending.
        reach: How many words to each side count.
    """
    rows = np.zeros(places.max(initial=0) + 2 * reach + 1, np.int64)
    rows[places + reach] = np.arange(1, len(places) + 1)
    with_zero = np.zeros((len(places) + 1, states.shape[1]), np.float32)
    with_zero[1:] = states
    around: Floats = with_zero.take(rows[places[:, None] + np.arange(2 * reach + 1)], 0)
    return around.reshape(len(places), (2 * reach + 1) * states.shape[1])


def relu(sums: Floats, bias: Floats) -> Floats:
    """Add the bias and leave nothing below zero, in place."""
    sums += bias
    return np.maximum(sums, 0, out=sums)


@dataclass(slots=True)
class FirstLayer:
    """The first layer, whose work is a function of the word alone: kept for the last words.

    Attributes:
        vectors: Word vectors.
        shapes: Number of a word's shape in ``shape_vectors``.
        shape_vectors: Vectors of word shapes (shapes x width).
        letters: Vectors of character n-grams (buckets x width).
        layer: The convolution over them, of three words.
    """

    vectors: Vectors
    shapes: Shapes
    shape_vectors: Floats
    letters: Floats
    layer: Layer
    _rows: dict[str, int] = field(default_factory=dict)
    _free: list[int] = field(default_factory=lambda: list(range(_KEPT_WORDS)))
    _counts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(_KEPT_WORDS, np.int64))
    _parts: Floats = field(init=False)
    _weight: Floats = field(init=False)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        inputs = len(self.layer.weight) // self.layer.width
        by_neighbour = self.layer.weight.reshape(self.layer.width, inputs, -1)
        weight = by_neighbour.transpose(0, 2, 1).reshape(-1, inputs)
        self._weight = np.ascontiguousarray(weight)
        self._parts = np.empty((_KEPT_WORDS, len(weight)), np.float32)

    def __call__(self, words: Sequence[str]) -> Floats:
        """Return the states of some words in a row (words x outputs)."""
        with self._lock:
            rows = list(map(self._rows.get, words))
            if None in rows:
                rows = self._learn(words)
            parts = self._parts[np.array(rows, np.int64)]
        left, middle, right = np.split(parts, self.layer.width, 1)
        sums = middle.copy()
        sums[1:] += left[:-1]
        sums[:-1] += right[1:]
        return relu(sums, self.layer.bias)

    def _learn(self, words: Sequence[str]) -> list[int | None]:
        new = [word for word in dict.fromkeys(words) if word not in self._rows]
        if len(new) > len(self._free):
            self._forget()
            new = [word for word in dict.fromkeys(words) if word not in self._rows]
        plain = [word.removesuffix(CASELESS_MARK) for word in new]
        vectors = np.array([self.vectors.row(word) for word in plain])
        shapes = [
            self.shapes.row(word, caseless=key is not word)
            for key, word in zip(new, plain, strict=True)
        ]
        inputs = np.hstack(
            [self.vectors.of(vectors), self.shape_vectors[shapes], self._means(plain)]
        )
        rows = self._free[: len(new)]
        group = np.zeros((_COLUMNS, inputs.shape[1]), np.float32)
        for start in range(0, len(new), _COLUMNS):
            some = inputs[start : start + _COLUMNS]
            group[: len(some)] = some
            products = (self._weight @ group.T).T[: len(some)]
            self._parts[rows[start : start + _COLUMNS]] = products
        self._counts[rows] = self.vectors.count(vectors)
        # Last, lest an interruption leave words without numbers.
        del self._free[: len(new)]
        self._rows.update(zip(new, rows, strict=True))
        return list(map(self._rows.get, words))

    def _forget(self) -> None:
        """Make room: keep the words that are most frequent in news."""
        words = list(self._rows)
        counts = self._counts[list(self._rows.values())]
        rarer = np.argsort(-counts, kind="stable")[_KEPT_FREQUENT:]
        self._free += [self._rows.pop(words[place]) for place in rarer.tolist()]

    def _means(self, words: Sequence[str]) -> Floats:
        """Return the mean of the vectors of each word's n-grams (words x width)."""
        buckets, begins = ngrams(words)
        counts = np.diff(begins)
        found = self.letters.take(buckets, 0)
        ones = np.ones(counts.max(initial=0), np.float32)
        means = np.empty((len(words), found.shape[1]), np.float32)
        # A product for each word takes half as long as one np.add.reduceat for all.
        for mean, start, count in zip(means, begins[:-1].tolist(), counts.tolist(), strict=True):
            np.dot(ones[:count], found[start : start + count], mean)
        means /= counts[:, None]
        return means
