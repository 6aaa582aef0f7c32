"""Annotated documents to what the network reads: word numbers, shapes, stems and tags."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from ruentities.language.vectors import word_vectors
from ruentities.recognition.features import CASELESS, Shapes, ngrams, remembers, stem
from ruentities.recognition.models import TAGS
from ruentities.recognition.recognize import framed
from ruentities.recognition.slovnet import name_tagger
from ruentities.text.segmentation import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from ruentities.corpora.gold import GoldDocument, GoldMention
    from ruentities.text.segmentation import Tokens

# The tag of a word that no loss is counted on: a full stop that frames a block.
UNTAGGED: Final = -100
_STOPS: Final = frozenset((".", "!", "?", "…"))


@dataclass(frozen=True, slots=True)
class Sample:
    """One document as arrays over its framed words.

    Attributes:
        words: Number of each word in the vocabulary.
        shapes: Number of each word's shape.
        stems: Number of each word's stem within the document, or -1 where none is remembered.
        tags: Tag number of each word, or `UNTAGGED`.
        inner: The same for the outermost of the names inside names; `UNTAGGED` outside of names,
            and everywhere where the corpus does not annotate them.
        stops: Whether each word is a full stop or another end of a sentence.
        head: Which tag head it trains.
    """

    words: NDArray[np.int64]
    shapes: NDArray[np.int64]
    stems: NDArray[np.int64]
    tags: NDArray[np.int64]
    inner: NDArray[np.int64]
    stops: NDArray[np.bool_]
    head: int

    def part(self, places: NDArray[np.int64]) -> Sample:
        """Return some of the words as a document of their own."""
        columns = {
            column.name: getattr(self, column.name)[places]
            for column in fields(self)
            if column.name != "head"
        }
        return Sample(**columns, head=self.head)

    def caseless(self) -> Sample:
        """Return the document as it looks in one-case text."""
        rows = shapes().rows
        caseless = np.array(
            [
                rows[CASELESS[name[:2]]] if name[:2] in CASELESS else row
                for name, row in rows.items()
            ]
        )
        return replace(self, shapes=caseless[self.shapes], stems=np.full_like(self.stems, -1))


@lru_cache(maxsize=1)
def shapes() -> Shapes:
    """Return slovnet's word shapes, and those of words in one-case text."""
    return Shapes([*name_tagger().shapes.rows, *CASELESS.values()])


class Vocabulary:
    """Numbers of the words met so far."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, word: str) -> int:
        """Return the number of a word, a new one where it is new."""
        return self.numbers.setdefault(word, len(self.numbers))

    def vectors(self) -> NDArray[np.float32]:
        """Return the words' vectors (words x width)."""
        known = word_vectors()
        return known.of(known.rows_of(list(self.numbers)))

    def letters(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the buckets of all words' n-grams, and where each word's begin (words + 1)."""
        return ngrams(list(self.numbers))


def samples(
    documents: Iterable[GoldDocument],
    heads: Sequence[str],
    nested: Iterable[str],
    vocabulary: Vocabulary,
) -> list[Sample]:
    """Turn annotated documents into samples.

    Args:
        documents: The documents.
        heads: Names of the tag heads; each corpus has one.
        nested: Corpora that annotate names inside names.
        vocabulary: Grows by the words met.

    Returns:
        One sample per document, in the same order.
    """
    layered = frozenset(nested)
    return [
        _sample(document, heads.index(document.corpus), vocabulary, document.corpus in layered)
        for document in documents
    ]


def _sample(document: GoldDocument, head: int, vocabulary: Vocabulary, nested: bool) -> Sample:
    tokens = tokenize(document.text)
    words, places = framed(tokens)
    outer = [mention for mention in document.mentions if not mention.nested]
    tags = np.full(len(words), UNTAGGED)
    tags[places] = TAGS.index("O")
    inner = np.full(len(words), UNTAGGED)
    for mention in outer:
        inside = _inside(mention, tokens, places)
        _tag(tags, inside, mention)
        if nested:
            inner[inside] = TAGS.index("O")
    for mention in _second_layer(document.mentions) if nested else ():
        _tag(inner, _inside(mention, tokens, places), mention)
    stems: dict[str, int] = {}
    return Sample(
        words=np.array([vocabulary.number(word.lower()) for word in words]),
        shapes=np.array([shapes().row(word) for word in words]),
        stems=np.array(
            [stems.setdefault(stem(w), len(stems)) if remembers(w) else -1 for w in words]
        ),
        tags=tags,
        inner=inner,
        stops=np.array([word in _STOPS for word in words]),
        head=head,
    )


def _inside(mention: GoldMention, tokens: Tokens, places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the places of the framed words that a mention touches."""
    first = bisect_right(tokens.ends, mention.start)
    return places[first : bisect_left(tokens.starts, mention.end)]


def _tag(tags: NDArray[np.int64], inside: NDArray[np.int64], mention: GoldMention) -> None:
    tags[inside] = TAGS.index(f"I-{mention.type}")
    tags[inside[:1]] = TAGS.index(f"B-{mention.type}")


def _second_layer(mentions: Sequence[GoldMention]) -> list[GoldMention]:
    """Return the outermost of the names inside names, which do not overlap."""
    layer: list[GoldMention] = []
    for mention in mentions:
        if mention.nested and (not layer or mention.start >= layer[-1].end):
            layer.append(mention)
    return layer
