"""The library's own recognition model, run in numpy.

The network is described in `ruentities.training.model`, its twin in PyTorch, and measured in
``docs/training.md``. Its weights are a ``.npz`` archive of plain arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile

import numpy as np
from slovnet.shape import word_shape

from ruentities.evidence import ngrams, remembers, stem
from ruentities.network import Convolution, word_vectors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ruentities.network import Vectors

FORMAT: Final = 1
HEADS: Final = ("factrueval", "collection5", "nerel", "slavicner")
LAYERS: Final = ("first", "second", "last", "remember", "settle")

# Words computed at once, and how far a word's hidden state looks on each side: up to the memory
# the convolutions reach 1 + 2 + 1 words, after it 1 + 1 more.
_BLOCK: Final = 4096
_HALO: Final = 4
_HALO_AFTER_MEMORY: Final = 2
_IMPOSSIBLE: Final = -1e4


@dataclass(frozen=True, slots=True)
class Encoder:
    """A network that gives each word of a text a score for each tag, for each convention.

    Attributes:
        vectors: Word vectors.
        tags: The tags, in the order of the scores.
        shapes: Row of each word shape in ``shape_vectors``.
        shape_vectors: Vectors of word shapes (shapes x width).
        letters: Vectors of character n-grams (buckets x width).
        layers: The convolutions by name.
        heads: Weight (hidden x tags) and bias of each convention's linear layer.
    """

    vectors: Vectors
    tags: tuple[str, ...]
    shapes: dict[str, int]
    shape_vectors: NDArray[np.float32]
    letters: NDArray[np.float32]
    layers: dict[str, Convolution]
    heads: dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]

    def scores(self, words: Sequence[str], head: str) -> NDArray[np.float32]:
        """Return the score of each tag for each word (words x tags).

        Args:
            words: All words of one text: what a word's other occurrences look like counts.
            head: Name of an annotation convention.
        """
        weight, bias = self.heads[head]
        memory = _Memory.of(words)
        if len(words) <= _BLOCK:
            states = self._states(words)
            memory.look(states, 0)
            return self._settled(states, memory, 0) @ weight + bias
        starts = range(0, len(words), _BLOCK)
        for start in starts:
            states, left = self._block(words, start, _HALO)
            memory.look(states[start - left : start - left + _BLOCK], start)
        out = np.empty((len(words), len(self.tags)), np.float32)
        for start in starts:
            states, left = self._block(words, start, _HALO + _HALO_AFTER_MEMORY)
            settled = self._settled(states, memory, left)
            out[start : start + _BLOCK] = (
                settled[start - left : start - left + _BLOCK] @ weight + bias
            )
        return out

    def _block(
        self, words: Sequence[str], start: int, halo: int
    ) -> tuple[NDArray[np.float32], int]:
        left = max(0, start - halo)
        return self._states(words[left : start + _BLOCK + halo]), left

    def _states(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return what the network knows of each word before the memory."""
        numbers: dict[str, int] = {}
        order = np.array([numbers.setdefault(word, len(numbers)) for word in words])
        hidden = self.layers["first"].of_words(self._inputs(list(numbers)), order)
        return self.layers["last"](self.layers["second"](hidden))

    def _settled(
        self, states: NDArray[np.float32], memory: _Memory, start: int
    ) -> NDArray[np.float32]:
        remembered = memory.recall(start, start + len(states), states.shape[1])
        hidden = self.layers["remember"](np.hstack([states, remembered]))
        return self.layers["settle"](hidden)

    def _inputs(self, words: list[str]) -> NDArray[np.float32]:
        rows = np.array([self.vectors.row(word) for word in words])
        shapes = np.array([self.shapes[word_shape(word)] for word in words])
        buckets = [ngrams(word) for word in words]
        counts = np.array([len(row) for row in buckets])
        flat = np.fromiter((bucket for row in buckets for bucket in row), np.int64)
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        letters = np.add.reduceat(self.letters[flat], starts, 0) / counts[:, None]
        return np.hstack(
            [self.vectors.of(rows), self.shape_vectors[shapes], letters], dtype=np.float32
        )


@dataclass(slots=True)
class _Memory:
    """For each stem of a text, the maximum of its words' states."""

    stems: NDArray[np.int64]
    most: NDArray[np.float32] | None = None

    @classmethod
    def of(cls, words: Sequence[str]) -> _Memory:
        numbers: dict[str, int] = {}
        return cls(
            np.array(
                [
                    numbers.setdefault(stem(word), len(numbers)) if remembers(word) else -1
                    for word in words
                ]
            )
        )

    def look(self, states: NDArray[np.float32], start: int) -> None:
        if self.most is None:
            size = int(self.stems.max()) + 1
            self.most = np.full((size, states.shape[1]), -np.inf, np.float32)
        stems = self.stems[start : start + len(states)]
        known = np.flatnonzero(stems >= 0)
        if len(known):
            order = known[np.argsort(stems[known], kind="stable")]
            sorted_stems = stems[order]
            begins = np.flatnonzero(np.diff(sorted_stems, prepend=-1))
            most = np.maximum.reduceat(states[order], begins, 0)
            rows = sorted_stems[begins]
            self.most[rows] = np.maximum(self.most[rows], most)

    def recall(self, start: int, end: int, width: int) -> NDArray[np.float32]:
        stems = self.stems[start:end]
        out = np.zeros((len(stems), width), np.float32)
        known = stems >= 0
        if known.any() and self.most is not None:
            out[known] = self.most[stems[known]]
        return out


def possible_transitions(tags: Sequence[str]) -> NDArray[np.float32]:
    """Return scores of one tag after another: I-X follows B-X and I-X alone."""
    out = np.zeros((len(tags), len(tags)), np.float32)
    for column, tag in enumerate(tags):
        if tag.startswith("I-"):
            out[:, column] = [
                0.0 if before[2:] == tag[2:] and before != "O" else _IMPOSSIBLE for before in tags
            ]
    return out


def load(path: Path) -> Encoder:
    """Read a model.

    Args:
        path: A ``.npz`` archive that ``python -m ruentities.training`` wrote.

    Raises:
        FileNotFoundError: When there is no such file.
        ValueError: When the file is no such archive, or of another format.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        found = int(arrays["format"])
    except FileNotFoundError:
        raise
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise ValueError(f"model: {path} is no model of this library: {error}") from error
    if found != FORMAT:
        raise ValueError(f"model: {path} has format {found}, this version reads {FORMAT}")
    single = {
        name: array.astype(np.float32) if array.dtype == np.float16 else array
        for name, array in arrays.items()
    }
    return Encoder(
        vectors=word_vectors(),
        tags=tuple(str(tag) for tag in arrays["tags"]),
        shapes={str(shape): row for row, shape in enumerate(arrays["shapes"])},
        shape_vectors=single["shape_vectors"],
        letters=single["letters"],
        layers={
            name: Convolution(
                *(single[f"{name}.{part}"] for part in ("weight", "bias", "scale", "shift"))
            )
            for name in LAYERS
        },
        heads={
            str(head): (single[f"{head}.weight"], single[f"{head}.bias"])
            for head in arrays["heads"]
        },
    )


@lru_cache(maxsize=1)
def shipped() -> Encoder:
    """Return the model that comes with the library, loaded once."""
    with as_file(files("ruentities").joinpath("data/model.npz")) as path:
        return load(path)
