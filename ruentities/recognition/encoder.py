"""The library's own recognition model, run in numpy.

The network is described in `ruentities.training.model`, its twin in PyTorch, and measured in
``docs/developers/model.md``. Its weights come from `ruentities.recognition.model_file`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Final

import numpy as np

from ruentities.language.vectors import word_vectors
from ruentities.recognition.decoding import logistic
from ruentities.recognition.features import Shapes
from ruentities.recognition.layers import (
    CASELESS_MARK,
    NO_WORD,
    FirstLayer,
    Layer,
    single,
    sums_of_some,
)
from ruentities.recognition.memory import Memory, Seen, stems_of
from ruentities.recognition.model_file import LAYERS, read_arrays
from ruentities.recognition.scratch import Pool

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ruentities.recognition.scratch import Scratch

    Floats = NDArray[np.float32]

# Log-odds of a word to be in a name below which it is not looked at further.
UNNAMED: Final = -4.5
# Score of O there.
_SURE: Final = 8.0
# Probability of each grammeme there.
_UNKNOWN_GRAMMAR: Final = 0.5

# Between two texts: as many words as a layer reads to each side.
APART: Final = (NO_WORD, NO_WORD)

# Words computed at once: bounds the memory, whatever the length of the text.
_BLOCK: Final = 1024
# Of those that are looked at: about as many as two such blocks have.
_SETTLED: Final = 512
# Of the layer with the most inputs: they fit into the processor's second cache.
_ROWS: Final = 128


@dataclass(frozen=True, slots=True)
class Answers:
    """What the network says of each word of a text.

    Attributes:
        rows: Row of each word in the following, 0 of all that are not looked at.
        tags: Score of each tag (rows x tags).
        inner: Score of each tag for a name inside a name (rows x tags).
        grammar: Probability of each grammeme (rows x grammemes).
    """

    rows: NDArray[np.int64]
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
    _second: Layer = field(init=False)
    _memory_weight: NDArray[np.int8] = field(init=False)
    _heads: list[tuple[Floats, Floats, Floats]] = field(init=False)
    _pool: Pool = field(init=False, default_factory=Pool)

    def __post_init__(self) -> None:
        def keep(name: str, value: object) -> None:
            object.__setattr__(self, name, value)

        narrow, wide, remember = (self.layers[name] for name in ("narrow", "wide", "remember"))
        scale = np.concatenate([narrow.scale, wide.scale])
        offset = np.concatenate([narrow.offset, wide.offset])
        # The two read the same words: what comes after their products is one.
        keep("_second", replace(wide, scale=scale, offset=offset))
        # What is read of the state and of the memory, of three words each.
        by_neighbour = remember.weight.reshape(remember.width, 2, -1, len(remember.scale))
        states, memory = by_neighbour[:, 0], by_neighbour[:, 1].transpose(1, 0, 2)
        remember = replace(remember, weight=states.reshape(-1, len(remember.scale)))
        keep("layers", {**self.layers, "remember": remember})
        keep("_memory_weight", np.ascontiguousarray(memory).reshape(len(memory), -1))
        keep("_heads", [self._head(number) for number in range(len(self.heads))])

    def _head(self, number: int) -> tuple[Floats, Floats, Floats]:
        """Return weight, scale and bias of the answers under one convention."""
        width, heads = len(self.tags), len(self.heads)
        inner = (heads + number) * width
        columns = np.r_[
            number * width : (number + 1) * width,
            inner : inner + width,
            2 * heads * width : len(self.bias),
        ]
        weight = np.ascontiguousarray(self.weight[:, columns])
        return weight, self.scale[columns], self.bias[columns]

    def answers(
        self, words: Sequence[str], head: str, caseless: NDArray[np.bool_] | None = None
    ) -> Answers:
        """Return what the network says of each word.

        Args:
            words: All words of one text, since what a word's other occurrences look like counts;
                or of several, `APART` between them: each one's answers are the same then.
            head: Name of an annotation convention.
            caseless: Whether each word stands in one-case text; none does by default.
        """
        keys = words
        if caseless is not None:
            keys = [
                word.lower() + CASELESS_MARK if low else word
                for word, low in zip(words, caseless.tolist(), strict=True)
            ]
        width = len(self.tags)
        weight, scale, bias = self._heads[self.heads.index(head)]
        with self._pool.scratch() as scratch:
            seen = self._seen(keys, scratch)
            stems = stems_of(words, seen.places, caseless, _between(words))
            memory = Memory.of(seen, stems)
            rows = np.zeros(len(words), np.int64)
            rows[seen.places] = np.arange(1, len(seen.places) + 1)
            # One array for each, so that none outlives its use: a long text's are large.
            tags, inner, grammar = (
                np.empty((len(seen.places) + 1, answers), np.float32)
                for answers in (width, width, len(bias) - 2 * width)
            )
            tags[0] = inner[0] = unnamed(width, 1, width)
            grammar[0] = _UNKNOWN_GRAMMAR
            for start in range(0, len(seen.places), _SETTLED):
                end = min(start + _SETTLED, len(seen.places))
                states = self._settled(seen, memory, start, end, scratch)
                scores = states @ weight
                scores *= scale
                scores += bias
                tags[start + 1 : end + 1] = scores[:, :width]
                inner[start + 1 : end + 1] = scores[:, width : 2 * width]
                grammar[start + 1 : end + 1] = logistic(scores[:, 2 * width :])
        return Answers(rows, tags, inner, grammar)

    def _seen(self, words: Sequence[str], scratch: Scratch) -> Seen:
        """Return what the network knows before the memory of the words that are looked at."""
        before = self.first.reach + self.layers["wide"].reach + self.layers["last"].reach
        # Whole numbers from 0 to 255, so that those of a long text take a fourth of the room; what
        # is not filled takes none.
        states = np.empty((len(words), len(self.layers["last"].scale)), np.uint8)
        places = []
        done = 0
        for start in range(0, max(len(words), 1), _BLOCK):
            left = max(0, start - before)
            some, at = self._last(words[left : start + _BLOCK + before], scratch)
            first, last = np.searchsorted(at, (start - left, start - left + _BLOCK))
            states[done : done + last - first] = some[first:last]
            places.append(at[first:last] + left)
            done += last - first
        return Seen(states[:done], np.concatenate(places))

    def _last(self, words: Sequence[str], scratch: Scratch) -> tuple[Floats, NDArray[np.int64]]:
        """Return the states of the layer before the memory, and the words that have them."""
        narrow, wide, last = (self.layers[name] for name in ("narrow", "wide", "last"))
        inputs, reach = len(narrow.weight) // narrow.width, wide.reach
        padded = scratch.array("states", len(words) + 2 * reach, inputs)
        padded[:reach] = padded[len(words) + reach :] = 0
        first = padded[reach : len(words) + reach]
        self.first(words, first, scratch)
        between = _between(words)
        first[between] = 0
        odds = first @ self.gate
        odds *= self.gate_scale[0]
        odds += self.gate_scale[1]
        odds[between] = UNNAMED
        places = np.flatnonzero(odds > UNNAMED)
        second = scratch.array("sums", len(places), len(self._second.scale))
        neighbours = places[:, None] + np.arange(wide.width)
        inner = slice((reach - narrow.reach) * inputs, (reach + narrow.reach + 1) * inputs)
        parted = len(narrow.scale)
        # Where the next layer's products come when nobody needs them any more.
        narrow_weight = single(narrow.weight, scratch, "products")
        wide_weight = single(wide.weight, scratch)
        for start in range(0, len(places), _ROWS):
            some = neighbours[start : start + _ROWS]
            around = scratch.array("neighbours", some.size, inputs)
            padded.take(some.ravel(), 0, around, "clip")
            around = around.reshape(len(some), -1)
            sums = second[start : start + _ROWS]
            np.matmul(around[:, inner], narrow_weight, out=sums[:, :parted])
            np.matmul(around, wide_weight, out=sums[:, parted:])
            self._second.whole(sums)
        # In the place of the first layer's, which nobody asks any more.
        states = scratch.array("states", len(places), len(last.scale))
        beside = np.flatnonzero(np.diff(places) == 1)
        sums_of_some(second, beside, last.weight, states, scratch)
        return last.whole(states), places

    def _settled(
        self, seen: Seen, memory: Memory, start: int, end: int, scratch: Scratch
    ) -> Floats:
        """Return the last states of some of the words that are looked at (words x hidden)."""
        remember, settle = self.layers["remember"], self.layers["settle"]
        reach = remember.reach + settle.reach
        left, right = max(0, start - reach), min(len(seen.places), end + reach)
        states = scratch.array("states", right - left, seen.states.shape[1])
        states[:] = seen.states[left:right]
        beside = np.flatnonzero(np.diff(seen.places[left:right]) == 1)
        sums = scratch.array("sums", len(states), len(remember.scale))
        sums_of_some(states, beside, remember.weight, sums, scratch)
        memory.add(sums, single(self._memory_weight, scratch), left, beside)
        remember.whole(sums)
        settled = scratch.array("states", len(states), len(settle.scale))
        sums_of_some(sums, beside, settle.weight, settled, scratch)
        return settle.whole(settled)[start - left : end - left]


def _between(words: Sequence[str]) -> list[int]:
    """Return where nothing stands, between texts."""
    if NO_WORD not in words:
        return []
    return [index for index, word in enumerate(words) if not word]


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
            arrays[f"{name}.weight"].astype(np.int8, copy=False),
            floats(f"{name}.scale"),
            floats(f"{name}.offset"),
            width,
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
            arrays["letters"].astype(np.int8, copy=False),
            float(steps[3] / steps[2]),
            layers.pop("first"),
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
