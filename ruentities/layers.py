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
_KEPT_WORDS: Final = 12_288
_KEPT_FREQUENT: Final = 7_168
# How many are computed at once: always the same number, the words along the axis where OpenBLAS
# treats all alike, so that a word's numbers do not depend on its company.
_AT_ONCE: Final = 16


@dataclass(frozen=True, slots=True)
class Layer:
    """A convolution of several widths, and ReLU; normalization is folded into the weights.

    Attributes:
        weight: Inputs x all widths' neighbours and outputs: for each width in turn, for each
            neighbour from the leftmost on, its outputs.
        bias: Added before ReLU, of all outputs.
        widths: Width and number of outputs of each convolution.
    """

    weight: Floats
    bias: Floats
    widths: tuple[tuple[int, int], ...]

    @property
    def reach(self) -> int:
        """How many words to each side count."""
        return max(width for width, _ in self.widths) // 2

    def __call__(self, x: Floats) -> Floats:
        """Return the next states (words x outputs); beyond the ends stands zero."""
        return self.finish(x @ self.weight)

    def finish(self, parts: Floats) -> Floats:
        """Sum each word's and its neighbours' parts (words x neighbours and outputs)."""
        out = np.empty((len(parts), len(self.bias)), np.float32)
        column = row = 0
        for width, size in self.widths:
            here = out[:, column : column + size]
            middle = width // 2
            here[:] = parts[:, row + middle * size : row + (middle + 1) * size]
            for place in range(width):
                part = parts[:, row + place * size : row + (place + 1) * size]
                step = place - middle
                if step < 0:
                    here[-step:] += part[:step]
                elif step > 0:
                    here[:-step] += part[step:]
            column += size
            row += width * size
        out += self.bias
        return np.maximum(out, 0, out=out)


@dataclass(slots=True)
class FirstLayer:
    """The first layer, whose work is a function of the word alone: kept for the last words.

    Attributes:
        vectors: Word vectors.
        shapes: Number of a word's shape in ``shape_vectors``.
        shape_vectors: Vectors of word shapes (shapes x width).
        letters: Vectors of character n-grams (buckets x width).
        layer: The convolution over them.
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
        self._parts = np.empty((_KEPT_WORDS, self.layer.weight.shape[1]), np.float32)
        self._weight = np.ascontiguousarray(self.layer.weight.T)

    def __call__(self, words: Sequence[str]) -> Floats:
        """Return the states of some words in a row (words x outputs)."""
        with self._lock:
            rows = list(map(self._rows.get, words))
            if None in rows:
                rows = self._learn(words)
            parts = self._parts[np.array(rows, np.int64)]
        return self.layer.finish(parts)

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
        letters = np.add.reduceat(self.letters[buckets], begins[:-1], 0)
        letters /= np.diff(begins)[:, None]
        return np.hstack([self.vectors.of(rows), self.shape_vectors[shapes], letters])


def _plain(key: str) -> str:
    return key.removesuffix(CASELESS_MARK)
