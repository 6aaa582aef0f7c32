"""The library's own recognition model, run in numpy.

The network is described in `ruentities.training.model`, its twin in PyTorch, and measured in
``docs/model.md``. Its weights come from `ruentities.model_file`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Final

import numpy as np

from ruentities.evidence import Shapes, remembers, stem
from ruentities.layers import CASELESS_MARK, FirstLayer, Layer
from ruentities.model_file import LAYERS, read_arrays
from ruentities.network import word_vectors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

HEADS: Final = ("factrueval", "collection5", "nerel", "slavicner")

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
        keys = words
        if caseless is not None:
            keys = [
                word.lower() + CASELESS_MARK if low else word
                for word, low in zip(words, caseless.tolist(), strict=True)
            ]
        memory = _Memory(_stems(words, caseless))
        if len(words) <= _BLOCK:
            states = self._states(keys)
            memory.look(states, 0)
            scores = self._settled(states, memory, 0) @ weight + bias
        else:
            scores = self._scores_in_blocks(keys, memory, weight, bias)
        grammar = scores[:, 2 * width :]
        return Answers(scores[:, :width], scores[:, width : 2 * width], 1 / (1 + np.exp(-grammar)))

    def _scores_in_blocks(
        self, words: Sequence[str], memory: _Memory, weight: Floats, bias: Floats
    ) -> Floats:
        """Read a long text twice: for the memory, then with it, each block with its neighbours."""
        before = self.first.layer.reach + self.layers["second"].reach + self.layers["last"].reach
        after = self.layers["remember"].reach + self.layers["settle"].reach
        for start in range(0, len(words), _BLOCK):
            left = max(0, start - before)
            states = self._states(words[left : start + _BLOCK + before])
            memory.look(states[start - left : start - left + _BLOCK], start)
        scores = np.empty((len(words), len(bias)), np.float32)
        for start in range(0, len(words), _BLOCK):
            left = max(0, start - before - after)
            states = self._states(words[left : start + _BLOCK + before + after])
            settled = self._settled(states, memory, left)[start - left :][:_BLOCK]
            scores[start : start + _BLOCK] = settled @ weight + bias
        return scores

    def _states(self, words: Sequence[str]) -> Floats:
        """Return what the network knows of each word before the memory."""
        return self.layers["last"](self.layers["second"](self.first(words)))

    def _settled(self, states: Floats, memory: _Memory, start: int) -> Floats:
        layer = self.layers["remember"]
        own = states.shape[1]
        parts = states @ layer.weight[:own]
        memory.recall(parts, layer.weight[own:], start)
        return self.layers["settle"](layer.finish(parts))


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
        ValueError: When the file is no such archive, of another format, or damaged.
    """
    return _encoder(read_arrays(path))


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
