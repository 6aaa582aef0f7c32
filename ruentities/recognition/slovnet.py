"""The convolutional taggers that natasha's wheel carries, run in numpy.

Architecture and weights are slovnet's (https://github.com/natasha/slovnet): a word vector from
Navec (https://github.com/natasha/navec, product-quantized) beside a vector for the word's shape,
then three convolutions of width 3, each with ReLU and batch normalization, then a linear layer.
natasha itself is not imported: its package on disk holds the files.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ruentities.language.vectors import word_vectors
from ruentities.natasha_files import lines, member, opened
from ruentities.recognition.features import Shapes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ruentities.language.vectors import Vectors

_NER: Final = "model/slovnet_ner_news_v1.tar"
_MORPH: Final = "model/slovnet_morph_news_v1.tar"

# A token's answer depends on three neighbours on each side: one per convolution.
_HALO: Final = 3
# Tokens computed at once: bounds the memory, whatever the length of the text.
_BLOCK: Final = 4096


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
        rows = self.vectors.rows_of(words)
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


def _load(name: str) -> Tagger:
    with opened(name) as tar:
        model = json.loads(member(tar, "model.json"))
        tags = tuple(lines(tar, "vocabs/tag.gz"))
        shapes = Shapes(lines(tar, "vocabs/shape.gz"))

        def array(weight: dict[str, Any]) -> NDArray[np.float32]:
            data = member(tar, f"arrays/{weight['array']}.bin")
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
