"""The library's own recognition model, run in numpy.

The network is described in `ruentities.training.model`, its twin in PyTorch, and measured in
``docs/developers/model.md``. Its weights come from `ruentities.recognition.model_file`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Final

import numpy as np

from ruentities.language.vectors import word_vectors
from ruentities.recognition.decoding import logistic
from ruentities.recognition.features import Shapes, remembers, stem
from ruentities.recognition.layers import CASELESS_MARK, FirstLayer, Layer
from ruentities.recognition.model_file import LAYERS, read_arrays
from ruentities.recognition.slovnet import windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# Log-odds of a word to be in a name below which it is not looked at further.
UNNAMED: Final = -4.5
# Score of O there.
_SURE: Final = 8.0
# Probability of each grammeme there.
_UNKNOWN_GRAMMAR: Final = 0.5

# Words computed at once: bounds the memory, whatever the length of the text.
_BLOCK: Final = 4096


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
        gate: The linear map from that to the log-odds that a word is in a name, in whole numbers.
        gate_scale: What a sum of products counts in log-odds, and what is added then.
        layers: The others by name.
        weight: Of the linear map that reads the answers (hidden x answers), in whole numbers:
            each convention's tags, each convention's tags of names inside names, grammemes.
        scale: What a sum of products counts in each answer's score.
        bias: What is added then.
        calibration: For each convention, slope and offset of the log-odds of a span.
    """

    tags: tuple[str, ...]
    heads: tuple[str, ...]
    first: FirstLayer
    gate: Floats
    gate_scale: Floats
    layers: dict[str, Layer]
    weight: Floats
    scale: Floats
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
        keys = words
        if caseless is not None:
            keys = [
                word.lower() + CASELESS_MARK if low else word
                for word, low in zip(words, caseless.tolist(), strict=True)
            ]
        width, number = len(self.tags), self.heads.index(head)
        inner = (len(self.heads) + number) * width
        columns = np.r_[
            number * width : (number + 1) * width,
            inner : inner + width,
            2 * len(self.heads) * width : len(self.bias),
        ]
        weight, scale, bias = self.weight[:, columns], self.scale[columns], self.bias[columns]
        # One array for each, so that none outlives its use: of a long text they are the largest.
        answers = Answers(
            np.tile(unnamed(width, 1, width), (len(words), 1)),
            np.tile(unnamed(width, 1, width), (len(words), 1)),
            np.full((len(words), len(bias) - 2 * width), _UNKNOWN_GRAMMAR, np.float32),
        )
        for settled in self._settled_blocks(keys, _Memory(_stems(words, caseless))):
            scores = settled.states @ weight
            scores *= scale
            scores += bias
            answers.tags[settled.places] = scores[:, :width]
            answers.inner[settled.places] = scores[:, width : 2 * width]
            answers.grammar[settled.places] = logistic(scores[:, 2 * width :])
        return answers

    def _settled_blocks(self, words: Sequence[str], memory: _Memory) -> Iterator[_Seen]:
        """Yield the last states of the words that are looked at, with their places in the text.

        A long text is read twice: for the memory, then with it, each block with its neighbours.
        """
        if len(words) <= _BLOCK:
            seen = self._seen(words)
            memory.look(seen, 0)
            yield _Seen(self._settled(seen, memory, 0), seen.places)
            return
        before = self.first.layer.reach + self.layers["wide"].reach + self.layers["last"].reach
        after = self.layers["remember"].reach + self.layers["settle"].reach
        for start in range(0, len(words), _BLOCK):
            left = max(0, start - before)
            seen = self._seen(words[left : start + _BLOCK + before])
            memory.look(seen.part(start - left, start - left + _BLOCK), start)
        for start in range(0, len(words), _BLOCK):
            left = max(0, start - before - after)
            seen = self._seen(words[left : start + _BLOCK + before + after])
            settled = _Seen(self._settled(seen, memory, left), seen.places)
            inside = settled.part(start - left, start - left + _BLOCK)
            yield _Seen(inside.states, start + inside.places)

    def _seen(self, words: Sequence[str]) -> _Seen:
        """Return what the network knows before the memory of the words that are looked at."""
        first = self.first(words)
        odds = first @ self.gate
        odds *= self.gate_scale[0]
        odds += self.gate_scale[1]
        places = np.flatnonzero(odds > UNNAMED)
        around = windows(first, self.layers["wide"].reach)[places]
        second = np.hstack([self.layers["narrow"](around), self.layers["wide"](around)])
        return _Seen(self.layers["last"].of_some(second, places), places)

    def _settled(self, seen: _Seen, memory: _Memory, start: int) -> Floats:
        """Return the last states of the words that are looked at (places x hidden)."""
        remember, settle = self.layers["remember"], self.layers["settle"]
        states = np.hstack([seen.states, memory.recall(seen, start)])
        states = remember.of_some(states, seen.places)
        return settle.of_some(states, seen.places)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the network makes of the words that are looked at, of some in a row.

    Attributes:
        states: Of each of them (places x hidden).
        places: Their numbers in the row, ascending.
    """

    states: Floats
    places: NDArray[np.int64]

    def part(self, start: int, end: int) -> _Seen:
        """Return those of a part of the row alone."""
        first, last = np.searchsorted(self.places, (start, end))
        return _Seen(self.states[first:last], self.places[first:last] - start)


def _stems(words: Sequence[str], caseless: NDArray[np.bool_] | None) -> NDArray[np.int64]:
    """Return the number of each word's stem in the text, -1 where none is remembered."""
    numbers: dict[str, int] = {}
    stems = np.array(
        [numbers.setdefault(stem(word), len(numbers)) if remembers(word) else -1 for word in words],
        np.int64,
    )
    if caseless is not None:
        stems[caseless] = -1
    return stems


class _Memory:
    """For each stem of a text, the maximum of its words' states; states are never negative."""

    def __init__(self, stems: NDArray[np.int64]) -> None:
        self.stems = stems
        self.most: Floats | None = None

    def look(self, seen: _Seen, start: int) -> None:
        """Take in the states of the words from ``start`` on."""
        if self.most is None:
            size = int(self.stems.max(initial=-1)) + 1
            self.most = np.zeros((size, seen.states.shape[1]), np.float32)
        stems = self.stems[start + seen.places]
        known = np.flatnonzero(stems >= 0)
        if len(known):
            order = known[np.argsort(stems[known], kind="stable")]
            sorted_stems = stems[order]
            begins = np.flatnonzero(np.diff(sorted_stems, prepend=-1))
            rows = sorted_stems[begins]
            most = np.maximum.reduceat(seen.states[order], begins, 0)
            self.most[rows] = np.maximum(self.most[rows], most)

    def recall(self, seen: _Seen, start: int) -> Floats:
        """Return what is remembered of each word seen (places x hidden)."""
        remembered = np.zeros(seen.states.shape, np.float32)
        stems = self.stems[start + seen.places]
        known = stems >= 0
        if self.most is not None:
            remembered[known] = self.most[stems[known]]
        return remembered


def unnamed(answers: int, heads: int, tags: int) -> Floats:
    """Return the answers for a word that is not looked at: in no name, its grammar unknown.

    Args:
        answers: How many there are.
        heads: How many of them are sets of tags, those of names inside names among them.
        tags: How many tags each has, O the first.
    """
    row = np.zeros(answers, np.float32)
    row[: heads * tags : tags] = _SURE
    return row


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
        ValueError: When the file is no such archive, of another format, or damaged.
    """
    return _encoder(read_arrays(path))


def _encoder(arrays: dict[str, NDArray[np.generic]]) -> Encoder:
    def floats(name: str) -> Floats:
        return arrays[name].astype(np.float32)

    layers = {
        name: Layer(
            floats(f"{name}.weight"), floats(f"{name}.scale"), floats(f"{name}.offset"), width
        )
        for name, (width, _) in LAYERS.items()
    }
    steps = floats("input_steps")
    vectors = word_vectors()
    return Encoder(
        tags=tuple(str(tag) for tag in arrays["tags"]),
        heads=tuple(str(head) for head in arrays["heads"]),
        first=FirstLayer(
            replace(vectors, codes=np.rint(vectors.codes / steps[0])),
            Shapes(arrays["shapes"].tolist()),
            floats("shape_vectors"),
            arrays["letters"].astype(np.int8),
            float(steps[3] / steps[2]),
            layers["first"],
        ),
        gate=floats("gate"),
        gate_scale=floats("gate_scale"),
        layers=layers,
        weight=floats("answers.weight"),
        scale=floats("answers.scale"),
        bias=floats("answers.bias"),
        calibration=floats("calibration"),
    )


@lru_cache(maxsize=2)
def shipped(name: str) -> Encoder:
    """Return a model that comes with the library, loaded once.

    There are two: a network of this size that knows all conventions knows each of them less well,
    and a text is read under one.

    Args:
        name: ``"model"`` for that of the default scheme, ``"corpora"`` for that of the published
            corpora's conventions.
    """
    with as_file(files("ruentities").joinpath(f"data/{name}.npz")) as path:
        return load(path)
