"""Rules that find names: named elsewhere in the document, places by their common noun."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.morphology import is_common
from ruentities.repair.ground import is_inside_sentence, labels
from ruentities.repair.matching import Beginnings, Pattern, find_patterns
from ruentities.text.spans import Span, covered

if TYPE_CHECKING:
    from ruentities.kinds import Type
    from ruentities.text.segmentation import Tokens

# Chance that a name of the document is meant where the model missed it; set by eye.
_TRUST_FOUND_AGAIN: Final = 0.8
# From this score on a name is looked for again. A person missed is a leak: with .6 four words of
# people found elsewhere stay uncovered on today's folds 1 to 4, with .4 none; F1 is the same.
_LEAST_SCORE: Final[dict[Type, float]] = {"PER": 0.4, "ORG": 0.8, "LOC": 0.8}


def find_again(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Find a name of the document where the model missed it, and the words of people by themselves.

    What is a common word, too, is the name where its capital means something.
    """
    names: dict[tuple[str, ...], Pattern] = {}
    for span in sorted(spans, key=lambda span: -span.score):
        words = tuple(tokens.words[span.start : span.end])
        if span.score < _LEAST_SCORE[span.type]:
            continue
        if all(word[0].isupper() for word in words):
            names.setdefault(words, Pattern(words, span))
        if span.type == "PER" and len(words) > 1:
            for word in filter(_is_telling, words):
                names.setdefault((word,), Pattern((word,), span))
    beginnings = Beginnings(names.values())
    taken = covered(spans)
    starts = beginnings.starts(tokens, taken)
    patterns = beginnings.patterns(tokens, starts)
    found = [
        replace(known.source, start=start, end=end, score=known.source.score * _TRUST_FOUND_AGAIN)
        for start, end, known in find_patterns(tokens, patterns, starts, taken)
        if _is_distinct(known) or is_inside_sentence(tokens, start)
    ]
    return sorted([*spans, *found], key=lambda span: span.order) if found else spans


def _is_telling(word: str) -> bool:
    """Whether a word of a person's name tells who is meant."""
    own = labels(word)
    if "Surn" in own:
        return True
    return len(word) > 2 and word[0].isupper() and not own and not is_common(word)


def _is_distinct(known: Pattern) -> bool:
    """Whether a name cannot be mistaken for a common word with a capital letter."""
    first, *others = known.words
    if others:
        return True
    if known.source.end - known.source.start > 1:
        return "Surn" in labels(first)
    return len(first) > 1 and (first.isupper() or not is_common(first))
