"""The library's own recognition model, run in numpy.

The network is described in `ruentities.training.model`, its twin in PyTorch, and measured in
``docs/model.md``. Its weights are a ``.npz`` archive of plain arrays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import as_file, files
from threading import Lock
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile

import numpy as np

from ruentities.evidence import Shapes, ngrams, remembers, stem
from ruentities.network import word_vectors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ruentities.network import Vectors

    Floats = NDArray[np.float32]

FORMAT: Final = 2
HEADS: Final = ("factrueval", "collection5", "nerel", "slavicner")
LAYERS: Final = ("first", "second", "last", "remember", "settle")

# Words computed at once: bounds the memory, whatever the length of the text.
_BLOCK: Final = 4096
# Words whose first layer is kept; when there is no more room, the most frequent of them, so that
# the words of a block always find some.
_KEPT_WORDS: Final = 12_288
_KEPT_FREQUENT: Final = 7_168
# How many are computed at once: always the same number, the words along the axis where OpenBLAS
# treats all alike, so that a word's numbers do not depend on its company.
_AT_ONCE: Final = 16
# Marks a word that stands in one-case text.
_CASELESS: Final = "\0"


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


@dataclass(frozen=True, slots=True)
class Answers:
    """What the network says of each word of a text.

    Attributes:
        tags: Score of each tag (words x tags).
        inner: Score of each tag for a name inside a name (words x tags).
        grammar: Probability of each grammeme (words x grammemes).
    """

    tags: Floats
    inner: Floats
    grammar: NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Encoder:
    """The network.

    Attributes:
        tags: The tags, in the order of the scores.
        heads: Names of the annotation conventions.
        first: What the first layer makes of each word.
        layers: The others by name.
        weight: Of the linear map that reads the answers (hidden x answers): each convention's
            tags, those of names inside names, grammemes.
        bias: The same map's.
        calibration: For each convention, slope and offset of the log-odds of a span.
    """

    tags: tuple[str, ...]
    heads: tuple[str, ...]
    first: FirstLayer
    layers: dict[str, Layer]
    weight: Floats
    bias: Floats
    calibration: Floats

    def answers(
        self, words: Sequence[str], head: str, caseless: NDArray[np.bool_] | None = None
    ) -> Answers:
        """Return what the network says of each word.

        Args:
            words: All words of one text: what a word's other occurrences look like counts.
            head: Name of an annotation convention.
            caseless: Whether each word stands in one-case text; none does by default.
        """
        width, number = len(self.tags), self.heads.index(head)
        inner = len(self.heads) * width
        columns = np.r_[number * width : (number + 1) * width, inner : len(self.bias)]
        weight, bias = self.weight[:, columns], self.bias[columns]
        stems = _stems(words, caseless)
        keys = words
        if caseless is not None:
            keys = [
                word.lower() + _CASELESS if low else word
                for word, low in zip(words, caseless.tolist(), strict=True)
            ]
        scores = np.empty((len(words), len(bias)), np.float32)
        memory = _Memory(stems)
        blocks = range(0, len(words), _BLOCK)
        states = self._states(keys[:_BLOCK]) if len(blocks) == 1 else None
        if states is not None:
            memory.look(states, 0)
            scores = self._settled(states, memory, 0) @ weight + bias
        else:
            before = self.first.layer.reach + sum(
                self.layers[name].reach for name in ("second", "last")
            )
            after = sum(self.layers[name].reach for name in ("remember", "settle"))
            for start in blocks:
                left = max(0, start - before)
                states = self._states(keys[left : start + _BLOCK + before])
                memory.look(states[start - left : start - left + _BLOCK], start)
            for start in blocks:
                left = max(0, start - before - after)
                states = self._states(keys[left : start + _BLOCK + before + after])
                settled = self._settled(states, memory, left)[start - left :][:_BLOCK]
                scores[start : start + _BLOCK] = settled @ weight + bias
        grammar = scores[:, 2 * width :]
        return Answers(scores[:, :width], scores[:, width : 2 * width], 1 / (1 + np.exp(-grammar)))

    def _states(self, words: Sequence[str]) -> Floats:
        """Return what the network knows of each word before the memory."""
        return self.layers["last"](self.layers["second"](self.first(words)))

    def _settled(self, states: Floats, memory: _Memory, start: int) -> Floats:
        layer = self.layers["remember"]
        own = states.shape[1]
        parts = states @ layer.weight[:own]
        memory.recall(parts, layer.weight[own:], start)
        return self.layers["settle"](layer.finish(parts))


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
            parts = self._parts[np.array(rows)]
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
    return key.removesuffix(_CASELESS)


def _stems(words: Sequence[str], caseless: NDArray[np.bool_] | None) -> NDArray[np.int64]:
    """Return the number of each word's stem in the text, -1 where none is remembered."""
    numbers: dict[str, int] = {}
    stems = np.array(
        [numbers.setdefault(stem(word), len(numbers)) if remembers(word) else -1 for word in words]
    )
    if caseless is not None:
        stems[caseless] = -1
    return stems


class _Memory:
    """For each stem of a text, the maximum of its words' states; states are never negative."""

    def __init__(self, stems: NDArray[np.int64]) -> None:
        self.stems = stems
        self.most: Floats | None = None

    def look(self, states: Floats, start: int) -> None:
        """Take in the states of the words from ``start`` on."""
        if self.most is None:
            size = int(self.stems.max(initial=-1)) + 1
            self.most = np.zeros((size, states.shape[1]), np.float32)
        stems = self.stems[start : start + len(states)]
        known = np.flatnonzero(stems >= 0)
        if len(known):
            order = known[np.argsort(stems[known], kind="stable")]
            sorted_stems = stems[order]
            begins = np.flatnonzero(np.diff(sorted_stems, prepend=-1))
            rows = sorted_stems[begins]
            most = np.maximum.reduceat(states[order], begins, 0)
            self.most[rows] = np.maximum(self.most[rows], most)

    def recall(self, parts: Floats, weight: Floats, start: int) -> None:
        """Add what is remembered of the words from ``start`` on, through a layer's weights."""
        stems = self.stems[start : start + len(parts)]
        known = np.flatnonzero(stems >= 0)
        if len(known) and self.most is not None:
            distinct, order = np.unique(stems[known], return_inverse=True)
            parts[known] += (self.most[distinct] @ weight)[order]


def possible_transitions(tags: Sequence[str]) -> NDArray[np.bool_]:
    """Return which tag may follow which (from x to): I-X follows B-X and I-X alone."""
    return np.array(
        [
            [not to.startswith("I-") or (before != "O" and before[2:] == to[2:]) for to in tags]
            for before in tags
        ]
    )


def load(path: Path) -> Encoder:
    """Read a model.

    Args:
        path: A ``.npz`` archive that ``python -m ruentities.training`` wrote, or the folder that
            it wrote ``model.npz`` into.

    Raises:
        FileNotFoundError: When there is no such file.
        ValueError: When the file is no such archive, or of another format.
    """
    try:
        return _encoder(read_arrays(path))
    except (EOFError, KeyError, IndexError, BadZipFile) as error:
        raise ValueError(f"model: {path} is no model of this library: {error}") from error


def read_arrays(path: Path) -> dict[str, NDArray[np.generic]]:
    """Read a model's arrays by name; see `load`."""
    if path.is_dir():
        path = path / "model.npz"
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            found = int(archive["format"])
            if found != FORMAT:
                raise ValueError(f"it has format {found}, this version reads {FORMAT}")
            return {name: archive[name] for name in archive.files}
    except FileNotFoundError:
        raise
    except (OSError, EOFError, ValueError, KeyError, BadZipFile, AttributeError) as error:
        raise ValueError(f"model: {path} is no model of this library: {error}") from error


def _encoder(arrays: dict[str, NDArray[np.generic]]) -> Encoder:
    single = {
        name: array.astype(np.float32)
        for name, array in arrays.items()
        if array.dtype == np.float16
    }
    layers = {
        name: Layer(
            single[f"{name}.weight"],
            single[f"{name}.bias"],
            tuple((int(width), int(size)) for width, size in arrays[f"{name}.widths"]),
        )
        for name in LAYERS
    }
    return Encoder(
        tags=tuple(str(tag) for tag in arrays["tags"]),
        heads=tuple(str(head) for head in arrays["heads"]),
        first=FirstLayer(
            word_vectors(),
            Shapes(arrays["shapes"].tolist()),
            single["shape_vectors"],
            single["letters"],
            layers.pop("first"),
        ),
        layers=layers,
        weight=single["answers.weight"],
        bias=single["answers.bias"],
        calibration=single["calibration"],
    )


@lru_cache(maxsize=1)
def shipped() -> Encoder:
    """Return the model that comes with the library, loaded once."""
    with as_file(files("ruentities").joinpath("data/model.npz")) as path:
        return load(path)
