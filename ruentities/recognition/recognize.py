"""Tokens to typed spans with probabilities, and the grammar of each name in its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from ruentities.kinds import TYPES
from ruentities.recognition.blas import one_thread
from ruentities.recognition.decoding import best_tags, chance_among, softmax
from ruentities.recognition.models import ALLOWED, GRAMMEMES, TAGS, Framed
from ruentities.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from ruentities.kinds import Type
    from ruentities.recognition.models import Beliefs, NameModel
    from ruentities.text.segmentation import Tokens

# What the networks read at the beginning of a text and of each block of it: their training
# texts ran on, so that they expect a sentence to begin after the end of another. Without it
# «Путин прилетел в Москву.» has no Путин, and a headline fuses with the line below.
_FULL_STOP: Final = "."
_BEGINS: Final = {kind: TAGS.index(f"B-{kind}") for kind in TYPES}


@dataclass(frozen=True, slots=True)
class Recognition:
    """What the model found in a text.

    Attributes:
        spans: Outermost names in text order, with the probability of each.
        inner: Names inside them, in text order; none where the model does not know any.
        rows: Row of each token in the following.
        chances: Probability of each tag (rows x tags).
        grammar: Probability of each grammeme (rows x grammemes).
    """

    spans: list[Span]
    inner: list[Span]
    rows: NDArray[np.int64]
    chances: NDArray[np.floating]
    grammar: NDArray[np.floating]

    def chance(self, start: int, end: int, kind: Type) -> float:
        """Return the mean probability of some tokens to belong to a name of a type."""
        begin = _BEGINS[kind]
        belief = self.chances[self.rows[start:end], begin : begin + 2]
        return float(belief.sum()) / (end - start)

    def believed(self, kind: Type, least: float) -> dict[int, float]:
        """Return the tokens that belong to a name of a type with at least some probability, and it.

        Args:
            kind: The type.
            least: The probability.
        """
        begin = _BEGINS[kind]
        begins, goes_on = self.chances[:, begin], self.chances[:, begin + 1]
        chances = begins.take(self.rows) + goes_on.take(self.rows)
        found = np.flatnonzero(chances.astype(np.float64) >= least)
        return dict(zip(found.tolist(), chances[found].tolist(), strict=True))

    def grammemes(self, start: int, end: int) -> list[list[float]]:
        """Return the probability of each grammeme for each of some tokens in a row."""
        found: list[list[float]] = self.grammar[self.rows[start:end]].tolist()
        return found


def recognize(tokens: Tokens, model: NameModel) -> Recognition:
    """Find the names in a text.

    Args:
        tokens: The whole text: the answer for a name depends on what stands around it.
        model: What tells names from other words.

    Returns:
        The spans and what the model believes of each token.
    """
    (found,) = recognize_together([tokens], model)
    return found


def recognize_together(texts: Sequence[Tokens], model: NameModel) -> list[Recognition]:
    """Find the names in several texts, each as if it were alone; one long one takes no less time.

    Args:
        texts: The texts.
        model: What tells names from other words.
    """
    written = [tokens for tokens in texts if tokens.words]
    read = [(tokens, *framed(tokens)) for tokens in written]
    with one_thread():
        believed = model([_as_read(*one) for one in read]) if read else []
    found = (
        _recognition(tokens, rows, beliefs)
        for (tokens, _, rows), beliefs in zip(read, believed, strict=True)
    )
    return [next(found) if tokens.words else _nothing() for tokens in texts]


def _as_read(tokens: Tokens, words: list[str], rows: NDArray[np.int64]) -> Framed:
    frame = np.ones(len(words), np.bool_)
    frame[rows] = False
    caseless = None
    if tokens.caseless:
        caseless = np.zeros(len(words), np.bool_)
        for start, end in tokens.caseless:
            caseless[rows[start:end]] = True
    return Framed(words, frame, caseless)


def _recognition(tokens: Tokens, rows: NDArray[np.int64], believed: Beliefs) -> Recognition:
    found = list(bio_spans(believed.tags[rows], tokens.breaks))
    firsts = rows[np.array([start for start, *_ in found], int)].tolist()
    scores = believed.spans(
        [
            (first, first + end - start, _BEGINS[kind])
            for first, (start, end, kind) in zip(firsts, found, strict=True)
        ]
    )
    spans = [Span(*one, score) for one, score in zip(found, scores, strict=True)]
    inner = _inner_spans(believed, spans, rows)
    return Recognition(spans, inner, believed.rows[rows], believed.chances, believed.grammar)


def _nothing() -> Recognition:
    no_chances, no_grammar = np.empty((0, len(TAGS))), np.empty((0, len(GRAMMEMES)))
    return Recognition([], [], np.empty(0, np.int64), no_chances, no_grammar)


def _inner_spans(believed: Beliefs, spans: Sequence[Span], rows: NDArray[np.int64]) -> list[Span]:
    """Return the names inside names: at least one word shorter, one layer of them."""
    if believed.inner is None:
        return []
    found = []
    # Most names hold none, and to see that is cheap.
    named = set(np.flatnonzero(believed.inner.argmax(1)[believed.rows]).tolist())
    for outer in spans:
        first = int(rows[outer.start])
        last = first + outer.end - outer.start
        if outer.end - outer.start > 1 and not named.isdisjoint(range(first, last)):
            scores = believed.inner[believed.rows[first:last]]
            inside = softmax(scores)
            for start, end, kind in bio_spans(best_tags(scores, ALLOWED)):
                if end - start < outer.end - outer.start:
                    score = chance_among(inside, start, end, _BEGINS[kind])
                    found.append(
                        Span(outer.start + start, outer.start + end, kind, score, nested=True)
                    )
    return found


def framed(tokens: Tokens) -> tuple[list[str], NDArray[np.int64]]:
    """Return the words with a full stop before and after each block, and each token's row."""
    borders = [0, *sorted(tokens.breaks - {0}), len(tokens)]
    words = [_FULL_STOP]
    steps = np.ones(len(tokens), np.int64)
    for start, end in pairwise(borders):
        words += tokens.words[start:end]
        words.append(_FULL_STOP)
        steps[start] += start > 0
    return words, np.cumsum(steps)


def bio_spans(
    tags: NDArray[np.int64], breaks: frozenset[int] = frozenset()
) -> Iterator[tuple[int, int, Type]]:
    """Yield the spans of tag numbers: first word, word after the last, type.

    Args:
        tags: Number in `TAGS` of each word's tag.
        breaks: Words that no span runs over, as in `Tokens`.
    """
    end = 0
    numbers = tags.tolist()
    for start in np.flatnonzero(tags).tolist():
        if start >= end:
            number = numbers[start]
            inside = number + number % 2
            end = start + 1
            while end < len(numbers) and numbers[end] == inside and end not in breaks:
                end += 1
            yield start, end, TYPES[(number - 1) // 2]
