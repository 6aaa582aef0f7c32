"""The layers of the recognition network in numpy; what the first makes of a word is kept.

Weights and states are whole numbers of eight bits. Weights are kept as such, a fourth of single
precision's memory, and are multiplied in single precision. No sum of products reaches 2 to the
power of 24, so that every product is exact (`ruentities.training.whole` checks it): no answer
depends on the processor, on the order of adding, or on what stands beside a text.
"""

from __future__ import annotations

import math
from array import array
from dataclasses import InitVar, dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING, Final

import numpy as np

from ruentities.recognition.features import ngrams

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ruentities.language.vectors import Vectors
    from ruentities.recognition.features import Shapes
    from ruentities.recognition.scratch import Scratch

    Floats = NDArray[np.float32]
    Bytes = NDArray[np.int8]

# Follows a word that stands in one-case text.
CASELESS_MARK: Final = "\0"
# Stands between two texts: nothing, as beyond the ends of one.
NO_WORD: Final = ""

# Words whose first layer is kept; when there is no more room, the most frequent of them, so that
# the words of a block always find some.
_KEPT_WORDS: Final = 16_384
_KEPT_FREQUENT: Final = 10_240
# What they are made of fits into the processor's second cache, and leaves no hole in the memory.
_LEARNT_AT_ONCE: Final = 128
# States are whole numbers from 0 to this, what the first layer reads from minus this to this.
LARGEST: Final = 255
# What is kept of a word are sums of products in steps, so that three of them have sixteen bits.
_LARGEST_KEPT: Final = 32767 // 3
# Of the largest sum that the weights allow no word in 16,000 of NEREL's reaches a twentieth.
_LIKELY: Final = 1 / 24


@dataclass(frozen=True, slots=True)
class Layer:
    """A convolution and ReLU; normalization is folded into the weights.

    Attributes:
        weight: Neighbours and their inputs, the leftmost neighbour first, x outputs; whole
            numbers.
        scale: What a sum of products counts in the units of the next states, of each output.
        offset: Added then, of each output.
        width: How many words are read, the word itself in the middle.
    """

    weight: Bytes
    scale: Floats
    offset: Floats
    width: int

    @property
    def reach(self) -> int:
        """How many words to each side count."""
        return self.width // 2

    def whole(self, sums: Floats) -> Floats:
        """Return sums of products as states, in place: scaled, rounded, none below zero."""
        sums *= self.scale
        sums += self.offset
        np.rint(sums, out=sums)
        return np.clip(sums, 0, LARGEST, out=sums)


def single(weight: Bytes, scratch: Scratch, name: str = "weights") -> Floats:
    """Return weights in single precision, until others are asked for under the same name."""
    # 80 µs for all layers of a text (12 numbers a nanosecond), where single precision kept for
    # good would be 2.9 MB more.
    numbers: Floats = scratch.array(name, *weight.shape)
    np.copyto(numbers, weight)
    return numbers


def sums_of_some(
    states: Floats, beside: NDArray[np.int64], weight: Bytes, out: Floats, scratch: Scratch
) -> None:
    """Sum a layer's products for some words of a text, the states of all others being zero.

    Most neighbours are such others, and are not multiplied.

    Args:
        states: Of these words (words x inputs).
        beside: Which of them stand right before the next of them.
        weight: The layer's, which reads three words.
        out: Takes the sums (words x outputs).
        scratch: For what is between.
    """
    inputs, outputs = states.shape[1], out.shape[1]
    left, own, right = single(weight, scratch).reshape(3, inputs, outputs)
    np.matmul(states, own, out=out)
    neighbours = scratch.array("neighbours", len(beside), inputs)
    products = scratch.array("products", len(beside), outputs)
    for part, of, to in ((left, beside, beside + 1), (right, beside + 1, beside)):
        # Without a mode that cannot fail numpy fills a copy first.
        states.take(of, 0, neighbours, "clip")
        np.matmul(neighbours, part, out=products)
        out[to] += products


@dataclass(slots=True)
class FirstLayer:
    """The first layer, whose work is a function of the word alone: kept for the last words.

    Attributes:
        vectors: Word vectors, in whole numbers.
        shapes: Number of a word's shape in ``shape_vectors``.
        shape_vectors: Vectors of word shapes (shapes x width), in whole numbers.
        letters: Vectors of character n-grams (buckets x width), in whole numbers.
        letter_scale: What their mean counts in the units of the layer's inputs.
        layer: The convolution over them, of three words.
    """

    vectors: Vectors
    shapes: Shapes
    shape_vectors: Floats
    letters: Bytes
    letter_scale: float
    layer: InitVar[Layer]
    _rows: dict[str, int] = field(default_factory=lambda: {NO_WORD: 0})
    _free: array[int] = field(default_factory=lambda: array("i", range(1, _KEPT_WORDS)))
    _counts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(_KEPT_WORDS, np.int64))
    _parts: NDArray[np.int16] = field(init=False)
    _weight: Bytes = field(init=False)
    _layer: Layer = field(init=False)
    _step: float = field(init=False)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self, layer: Layer) -> None:
        inputs = len(layer.weight) // layer.width
        self._weight = layer.weight.reshape(layer.width, inputs, -1)
        # Of each word what it adds to the one after it, to itself, and to the one before it.
        self._parts = np.empty((_KEPT_WORDS * layer.width, self._weight.shape[2]), np.int16)
        # No word adds nothing, and is never forgotten.
        self._parts[: layer.width] = 0
        self._counts[0] = np.iinfo(np.int64).max
        # A power of two, by which division is exact. A byte of -128 has no absolute value.
        sums = np.abs(self._weight.astype(np.int16)).sum((0, 1))
        most = float(sums.max()) * LARGEST * _LIKELY
        self._step = 2.0 ** max(0, math.ceil(math.log2(max(most / _LARGEST_KEPT, 1.0))))
        self._layer = replace(layer, scale=layer.scale * np.float32(self._step))

    @property
    def reach(self) -> int:
        """How many words to each side count."""
        return self._layer.reach

    def __call__(self, words: Sequence[str], out: Floats, scratch: Scratch) -> None:
        """Compute the states of some words in a row.

        Args:
            words: The words.
            out: Takes the states (words x outputs).
            scratch: For what is between.
        """
        with self._lock:
            found = list(map(self._rows.get, words))
            if None in found:
                found = self._learn(words, scratch)
            sums = scratch.array("neighbours", len(words), out.shape[1], np.int16)
            near = scratch.array("products", len(words), out.shape[1], np.int16)
            rows = np.array(found, np.int64) * self._layer.width
            self._parts.take(rows + 1, 0, sums, "clip")
            self._parts.take(rows, 0, near, "clip")
            sums[1:] += near[:-1]
            self._parts.take(rows + 2, 0, near, "clip")
            sums[:-1] += near[1:]
        np.copyto(out, sums)
        self._layer.whole(out)

    def _learn(self, words: Sequence[str], scratch: Scratch) -> list[int | None]:
        new = [word for word in dict.fromkeys(words) if word not in self._rows]
        if len(new) > len(self._free):
            self._forget()
            new = [word for word in dict.fromkeys(words) if word not in self._rows]
        for start in range(0, len(new), _LEARNT_AT_ONCE):
            self._learn_some(new[start : start + _LEARNT_AT_ONCE], scratch)
        return list(map(self._rows.get, words))

    def _learn_some(self, new: list[str], scratch: Scratch) -> None:
        plain = [word.removesuffix(CASELESS_MARK) for word in new]
        vectors = self.vectors.rows_of(plain)
        shapes = [
            self.shapes.row(word, caseless=key is not word)
            for key, word in zip(new, plain, strict=True)
        ]
        inputs = np.hstack(
            [self.vectors.of(vectors), self.shape_vectors[shapes], self._means(plain)]
        )
        rows = self._free[: len(new)]
        parts = np.empty((len(new), *self._weight[:, 0].shape), np.float32)
        # One neighbour's weights at a time take a third of the room.
        for neighbour, weight in enumerate(self._weight):
            np.matmul(inputs, single(weight, scratch), out=parts[:, neighbour])
        parts /= np.float32(self._step)
        np.rint(parts, out=parts)
        np.clip(parts, -_LARGEST_KEPT, _LARGEST_KEPT, out=parts)
        self._parts.reshape(_KEPT_WORDS, *parts.shape[1:])[rows] = parts
        self._counts[rows] = self.vectors.count(vectors)
        # Last, lest an interruption leave words without numbers.
        del self._free[: len(new)]
        self._rows.update(zip(new, rows, strict=True))

    def _forget(self) -> None:
        """Make room: keep the words that are most frequent in news."""
        words = list(self._rows)
        counts = self._counts[list(self._rows.values())]
        rarer = np.argsort(-counts, kind="stable")[_KEPT_FREQUENT:]
        self._free.extend(self._rows.pop(words[place]) for place in rarer.tolist())

    def _means(self, words: Sequence[str]) -> Floats:
        """Return the mean of the vectors of each word's n-grams (words x width)."""
        buckets, begins = ngrams(words)
        counts = np.diff(begins)
        found = self.letters.take(buckets, 0).astype(np.float32)
        ones = np.ones(counts.max(initial=0), np.float32)
        means = np.empty((len(words), found.shape[1]), np.float32)
        # A product for each word takes half as long as one np.add.reduceat for all.
        for mean, start, count in zip(means, begins[:-1].tolist(), counts.tolist(), strict=True):
            np.dot(ones[:count], found[start : start + count], mean)
        means /= counts[:, None].astype(np.float32)
        means *= np.float32(self.letter_scale)
        np.rint(means, out=means)
        return np.clip(means, -LARGEST, LARGEST, out=means)
