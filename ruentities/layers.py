"""The layers of the recognition network in numpy; what the first makes of a word is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Final

import numpy as np

from ruentities.evidence import ngrams

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ruentities.evidence import Shapes
    from ruentities.network import Vectors

    Floats = NDArray[np.float32]

# Follows a word that stands in one-case text.
CASELESS_MARK: Final = "\0"

# Words whose first layer is kept; when there is no more room, the most frequent of them, so that
# the words of a block always find some.
_KEPT_WORDS: Final = 16_384
_KEPT_FREQUENT: Final = 10_240
# How many are computed at once: always the same number, the words along the axis where OpenBLAS
# treats all alike, so that a word's numbers do not depend on its company.
_AT_ONCE: Final = 16


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
            around: The states of each word and its neighbours; see `ruentities.network.windows`.
                Farther ones than the layer reads do not count.
        """
        farther = (around.shape[1] - len(self.weight)) // 2
        return relu(around[:, farther : farther + len(self.weight)] @ self.weight, self.bias)


def spread(states: Floats, places: NDArray[np.int64], words: int) -> Floats:
    """Return the states of all words: of some words those given, of all others zero."""
    every = np.zeros((words, states.shape[1]), np.float32)
    every[places] = states
    return every


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
        if len(self._rows) + len(new) > _KEPT_WORDS:
            self._forget()
            new = [word for word in dict.fromkeys(words) if word not in self._rows]
        inputs = np.zeros((-(-len(new) // _AT_ONCE) * _AT_ONCE, self._weight.shape[1]), np.float32)
        inputs[: len(new)] = self._inputs(new)
        first = len(self._rows)
        for start in range(0, len(new), _AT_ONCE):
            parts = (self._weight @ inputs[start : start + _AT_ONCE].T).T[: len(new) - start]
            self._parts[first + start : first + start + len(parts)] = parts
        self._rows.update(zip(new, range(first, first + len(new)), strict=True))
        return list(map(self._rows.get, words))

    def _forget(self) -> None:
        """Keep the words that are most frequent in news."""
        words = sorted(self._rows, key=lambda word: -self.vectors.count(_plain(word)))
        kept = words[:_KEPT_FREQUENT]
        self._parts[: len(kept)] = self._parts[[self._rows[word] for word in kept]]
        self._rows = {word: row for row, word in enumerate(kept)}

    def _inputs(self, words: list[str]) -> Floats:
        plain = [_plain(word) for word in words]
        rows = np.array([self.vectors.row(word) for word in plain])
        shapes = [
            self.shapes.row(word, caseless=key is not word)
            for key, word in zip(words, plain, strict=True)
        ]
        buckets, begins = ngrams(plain)
        letters = np.add.reduceat(self.letters.take(buckets, 0), begins[:-1], 0)
        letters /= np.diff(begins)[:, None]
        return np.hstack([self.vectors.of(rows), self.shape_vectors[shapes], letters])


def _plain(key: str) -> str:
    return key.removesuffix(CASELESS_MARK)
