"""The convolutional taggers that natasha's wheel carries, run in numpy.

Architecture and weights are slovnet's (https://github.com/natasha/slovnet): a word vector from
Navec (https://github.com/natasha/navec, product-quantized) beside a vector for the word's shape,
then three convolutions of width 3, each with ReLU and batch normalization, then a linear layer.
natasha itself is not imported: its package on disk holds the files.
"""

from __future__ import annotations

import gzip
import json
import tarfile
import zlib
from array import array
from bisect import bisect_left
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ruentities.recognition.features import Shapes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_NAVEC: Final = "emb/navec_news_v1_1B_250K_300d_100q.tar"
_NER: Final = "model/slovnet_ner_news_v1.tar"
_MORPH: Final = "model/slovnet_morph_news_v1.tar"

# A token's answer depends on three neighbours on each side: one per convolution.
_HALO: Final = 3
# Tokens computed at once: bounds the memory, whatever the length of the text.
_BLOCK: Final = 4096


class Rows:
    """Which row belongs to which word, without the words.

    A dictionary of 250,000 words takes 40 MB, their hashes three. That a word which is not there
    has the hash of one that is happens once in 10^14 words.

    Args:
        words: The words, in the order of their rows.
    """

    def __init__(self, words: Sequence[str]) -> None:
        hashes = np.fromiter(map(hash, words), np.int64, len(words))
        order = np.argsort(hashes)
        # Arrays of Python's own, whose items are at hand faster than numpy's.
        self._hashes = array("q", hashes[order].tobytes())
        self._rows = array("i", order.astype(np.int32).tobytes())

    def get(self, word: str) -> int | None:
        """Return a word's row, or None."""
        wanted = hash(word)
        place = bisect_left(self._hashes, wanted)
        if place < len(self._hashes) and self._hashes[place] == wanted:
            return self._rows[place]
        return None


@dataclass(frozen=True, slots=True)
class Vectors:
    """Word vectors and the rows of the words that have one.

    Attributes:
        rows: Row of each known lower-case word.
        indexes: For each word, which centroid stands in each of its parts (words x parts).
        codes: The centroids (parts x centroids x width).
        counts: How often each word stands in the news that the vectors were made from.
        unknown: Row of a word that is not known.
    """

    rows: Rows
    indexes: NDArray[np.uint8]
    codes: NDArray[np.float32]
    counts: NDArray[np.uint32]
    unknown: int

    def row(self, word: str) -> int:
        """Return the row of a word in any case, falling back from ё to е."""
        lower = word.lower()
        found = self.rows.get(lower)
        if found is None and "ё" in lower:
            found = self.rows.get(lower.replace("ё", "е"))
        return self.unknown if found is None else found

    def count(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how often the words of some rows stand in the news that the vectors come from."""
        return np.where(rows == self.unknown, 0, self.counts[rows]).astype(np.int64)

    def of(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the vectors of some rows (rows x width)."""
        parts, centroids, width = self.codes.shape
        places = self.indexes[rows] + np.arange(parts) * centroids
        found: NDArray[np.float32] = self.codes.reshape(-1, width).take(places, 0)
        return found.reshape(len(rows), -1)


def windows(states: NDArray[np.float32], reach: int) -> NDArray[np.float32]:
    """Return each word's states and its neighbours' (words x neighbours and states), a view.

    Args:
        states: Of all words in a row (words x states); beyond the ends stands zero.
        reach: How many words to each side count.
    """
    words, width = states.shape
    padded = np.zeros((words + 2 * reach, width), np.float32)
    padded[reach : reach + words] = states
    return np.lib.stride_tricks.as_strided(
        padded, (words, (2 * reach + 1) * width), padded.strides, writeable=False
    )


@dataclass(frozen=True, slots=True)
class Convolution:
    """One layer: convolution, ReLU, batch normalization.

    Attributes:
        weight: Inputs of the neighbours, in order, by outputs (width * inputs x outputs).
        bias: Added before ReLU.
        scale: Multiplied after ReLU (batch normalization's two factors in one).
        shift: Added after that.
    """

    weight: NDArray[np.float32]
    bias: NDArray[np.float32]
    scale: NDArray[np.float32]
    shift: NDArray[np.float32]

    def __call__(self, hidden: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the next hidden states (words x outputs); beyond the ends stands zero."""
        reach = len(self.weight) // hidden.shape[1] // 2
        return self._activate(windows(hidden, reach) @ self.weight)

    def of_words(
        self, inputs: NDArray[np.float32], order: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Convolve equal words once: distinct words' inputs, and which word stands where.

        Only for a convolution of width 3.
        """
        width = inputs.shape[1]
        before, here, after = (
            inputs @ self.weight[part * width : (part + 1) * width] for part in range(3)
        )
        summed = here[order]
        summed[1:] += before[order[:-1]]
        summed[:-1] += after[order[1:]]
        return self._activate(summed)

    def _activate(self, summed: NDArray[np.float32]) -> NDArray[np.float32]:
        summed += self.bias
        np.maximum(summed, 0, out=summed)
        summed *= self.scale
        summed += self.shift
        return summed


@dataclass(frozen=True, slots=True)
class Tagger:
    """A network that gives each word of a text a score for each tag.

    Attributes:
        tags: The tags, in the order of the scores.
        vectors: Word vectors.
        shapes: Number of a word's shape in ``shape_vectors``.
        shape_vectors: Vectors of word shapes (shapes x width).
        layers: The convolutions, first to last.
        weight: Of the linear layer (hidden x tags).
        bias: Of the linear layer.
        transitions: The CRF's score of one tag after another (from x to), where it has one.
    """

    tags: tuple[str, ...]
    vectors: Vectors
    shapes: Shapes
    shape_vectors: NDArray[np.float32]
    layers: tuple[Convolution, ...]
    weight: NDArray[np.float32]
    bias: NDArray[np.float32]
    transitions: NDArray[np.float32] | None

    def scores(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return the score of each tag for each word (words x tags)."""
        out = np.empty((len(words), len(self.tags)), np.float32)
        for start in range(0, len(words), _BLOCK):
            left = max(0, start - _HALO)
            hidden = self._hidden(words[left : start + _BLOCK + _HALO])
            block = hidden[start - left : start - left + _BLOCK]
            out[start : start + len(block)] = block @ self.weight + self.bias
        return out

    def _hidden(self, words: Sequence[str]) -> NDArray[np.float32]:
        numbers: dict[str, int] = {}
        order = np.array([numbers.setdefault(word, len(numbers)) for word in words])
        first, *rest = self.layers
        hidden = first.of_words(self._inputs(list(numbers)), order)
        for layer in rest:
            hidden = layer(hidden)
        return hidden

    def _inputs(self, words: list[str]) -> NDArray[np.float32]:
        rows = np.array([self.vectors.row(word) for word in words])
        shapes = np.array([self.shapes.row(word) for word in words])
        return np.hstack([self.vectors.of(rows), self.shape_vectors[shapes]])


@lru_cache(maxsize=1)
def name_tagger() -> Tagger:
    """Return slovnet's name tagger (tags B-PER, I-PER, ..., O), loaded once."""
    return _load(_NER)


@lru_cache(maxsize=1)
def grammar_tagger() -> Tagger:
    """Return slovnet's morphology tagger (tags like NOUN|Case=Gen|...), loaded once."""
    return _load(_MORPH)


def frequency(word: str) -> int:
    """Return how often a lower-case word form stands in Navec's billion words of news."""
    vectors = word_vectors()
    row = vectors.rows.get(word)
    return 0 if row is None else int(vectors.counts[row])


def _package_file(name: str) -> Path:
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("natasha is not installed: pip install 'natasha>=1.6'")
    return Path(spec.submodule_search_locations[0]) / "data" / name


@contextmanager
def _opened(name: str) -> Iterator[tarfile.TarFile]:
    """Open a file of natasha's; what is wrong with it is told with its name and the cure."""
    path = _package_file(name)
    try:
        with tarfile.open(path, "r:") as tar:
            yield tar
    except (OSError, EOFError, LookupError, ValueError, tarfile.TarError, zlib.error) as error:
        raise ValueError(f"{path} is damaged ({error}): reinstall natasha") from error


def _load(name: str) -> Tagger:
    with _opened(name) as tar:
        model = json.loads(_member(tar, "model.json"))
        tags = tuple(_lines(tar, "vocabs/tag.gz"))
        shapes = Shapes(_lines(tar, "vocabs/shape.gz"))

        def array(weight: dict[str, Any]) -> NDArray[np.float32]:
            data = _member(tar, f"arrays/{weight['array']}.bin")
            return np.frombuffer(data, weight["dtype"]).reshape(weight["shape"])

        head = model["head"]
        crf = array(head["crf"]["transitions"])[1:, 1:] if "crf" in head else None
        return Tagger(
            # The first tag is padding, which no text contains.
            tags=tags[1:],
            vectors=word_vectors(),
            shapes=shapes,
            shape_vectors=array(model["emb"]["shape"]["weight"]),
            layers=tuple(
                _convolution(
                    {key: array(layer["conv"][key]) for key in ("weight", "bias")},
                    {key: array(value) for key, value in layer["norm"].items()},
                )
                for layer in model["encoder"]["layers"]
            ),
            weight=array(head["proj"]["weight"])[:, 1:],
            bias=array(head["proj"]["bias"])[1:],
            transitions=crf,
        )


def _convolution(
    conv: dict[str, NDArray[np.float32]], norm: dict[str, NDArray[np.float32]]
) -> Convolution:
    outputs = len(conv["bias"])
    scale = norm["weight"] / norm["std"]
    return Convolution(
        weight=np.ascontiguousarray(conv["weight"].transpose(2, 1, 0).reshape(-1, outputs)),
        bias=conv["bias"],
        scale=scale,
        shift=norm["bias"] - norm["mean"] * scale,
    )


@lru_cache(maxsize=1)
def word_vectors() -> Vectors:
    """Return Navec's word vectors, loaded once."""
    with _opened(_NAVEC) as tar:
        vocabulary = gzip.decompress(_member(tar, "vocab.bin"))
        packed = _member(tar, "pq.bin")
        count = int(np.frombuffer(vocabulary, np.uint32, 1)[0])
        words = vocabulary[4 * (count + 1) :].decode().splitlines()
        rows, _, parts, centroids = (int(size) for size in np.frombuffer(packed, np.uint32, 4))
        known = Rows(words)
        return Vectors(
            rows=known,
            indexes=np.frombuffer(packed, np.uint8, rows * parts, offset=16).reshape(rows, parts),
            codes=np.frombuffer(packed, np.float32, offset=16 + rows * parts).reshape(
                parts, centroids, -1
            ),
            # A copy, lest the whole vocabulary's text be kept for it.
            counts=np.frombuffer(vocabulary, np.uint32, count, offset=4).copy(),
            unknown=words.index("<unk>"),
        )


def _lines(tar: tarfile.TarFile, name: str) -> Iterator[str]:
    yield from gzip.decompress(_member(tar, name)).decode().splitlines()


def _member(tar: tarfile.TarFile, name: str) -> bytes:
    member = tar.extractfile(name)
    if member is None:
        raise ValueError(f"{tar.name!r}: {name} is not a file")
    return member.read()
