"""Annotated documents to what the network reads: word numbers, shapes, stems and tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from slovnet.shape import SHAPES, word_shape

from ruentities.evidence import remembers, stem
from ruentities.recognition import TYPES, framed
from ruentities.segmentation import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from ruentities.evaluation.gold import GoldDocument

TAGS: Final = ("O", *(f"{part}-{kind}" for kind in TYPES for part in "BI"))
# The tag of a word that no loss is counted on: a full stop that frames a block.
UNTAGGED: Final = -100
_STOPS: Final = frozenset((".", "!", "?", "…"))
# Row 0 is padding, as in slovnet.
_SHAPE_ROWS: Final = {shape: row for row, shape in enumerate(SHAPES, 1)}


@dataclass(frozen=True, slots=True)
class Sample:
    """One document as arrays over its framed words.

    Attributes:
        words: Number of each word in the vocabulary.
        shapes: Number of each word's shape.
        stems: Number of each word's stem within the document, or -1 where none is remembered.
        tags: Tag number of each word, or `UNTAGGED`.
        stops: Whether each word is a full stop or another end of a sentence.
        head: Which tag head it trains.
    """

    words: NDArray[np.int64]
    shapes: NDArray[np.int64]
    stems: NDArray[np.int64]
    tags: NDArray[np.int64]
    stops: NDArray[np.bool_]
    head: int

    def part(self, places: NDArray[np.int64]) -> Sample:
        """Return some of the words as a document of their own."""
        columns = {
            name: getattr(self, name)[places]
            for name in ("words", "shapes", "stems", "tags", "stops")
        }
        return Sample(**columns, head=self.head)


class Vocabulary:
    """Numbers of the words met so far."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, word: str) -> int:
        """Return the number of a word, a new one where it is new."""
        return self.numbers.setdefault(word, len(self.numbers))

    @property
    def words(self) -> list[str]:
        """The words in the order of their numbers."""
        return list(self.numbers)


def samples(
    documents: Iterable[GoldDocument], heads: Sequence[str], vocabulary: Vocabulary
) -> list[Sample]:
    """Turn annotated documents into samples.

    Args:
        documents: The documents.
        heads: Names of the tag heads; each corpus has one.
        vocabulary: Grows by the words met.

    Returns:
        One sample per document, in the same order.
    """
    return [_sample(document, heads.index(document.corpus), vocabulary) for document in documents]


def _sample(document: GoldDocument, head: int, vocabulary: Vocabulary) -> Sample:
    tokens = tokenize(document.text)
    words, places = framed(tokens)
    tags = np.full(len(words), UNTAGGED)
    tags[places] = TAGS.index("O")
    for mention in document.mentions:
        if mention.nested:
            continue
        inside = [
            places[i]
            for i in range(len(tokens))
            if tokens.starts[i] < mention.end and mention.start < tokens.ends[i]
        ]
        for order, place in enumerate(inside):
            tags[place] = TAGS.index(f"{'I' if order else 'B'}-{mention.type}")
    stems: dict[str, int] = {}
    return Sample(
        words=np.array([vocabulary.number(word.lower()) for word in words]),
        shapes=np.array([_SHAPE_ROWS[word_shape(word)] for word in words]),
        stems=np.array(
            [stems.setdefault(stem(w), len(stems)) if remembers(w) else -1 for w in words]
        ),
        tags=tags,
        stops=np.array([word in _STOPS for word in words]),
        head=head,
    )
