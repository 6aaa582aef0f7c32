"""Abbreviations that brackets announce: «Союз ткачей (СТ)»."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.kind_nouns import (
    BODIES_BEFORE_LETTERS,
    BODIES_BEFORE_QUOTES,
    BODIES_WITH_COMPLEMENTS,
    PLACES_AFTER_ADJECTIVES,
    PLACES_BEFORE_QUOTES,
    UNITS,
)
from ruentities.language.morphology import every_form
from ruentities.language.names_table import built_in_aliases
from ruentities.language.word_lists import GENERIC_BODIES, GENERIC_WORDS
from ruentities.text.spans import Span, covered, in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.kinds import Type
    from ruentities.text.segmentation import Tokens

_SHORTEST_INITIALS: Final = 3
_NAMED: Final[tuple[Type, ...]] = ("ORG", "LOC")
# With one of them words in small letters may be somebody's name, and so may their abbreviation.
_NOUNS_OF_NAMES: Final = (
    BODIES_BEFORE_LETTERS
    | BODIES_BEFORE_QUOTES
    | BODIES_WITH_COMPLEMENTS
    | GENERIC_BODIES
    | GENERIC_WORDS
    | PLACES_AFTER_ADJECTIVES
    | PLACES_BEFORE_QUOTES
    | UNITS
    | frozenset("армия дума милиция полиция сборная силы флот".split())
)


def with_announced(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Give an abbreviation in brackets the type of what it stands for, there and later."""
    if "(" not in tokens.text:
        return spans
    aliases = built_in_aliases()
    announced: dict[str, Span] = {}
    held = covered(spans)
    found = []
    for full in spans:
        index = full.end + 1
        if full.type == "PER" or tokens.words[full.end : full.end + 3 : 2] != ["(", ")"]:
            continue
        word = tokens.words[index]
        other: Type = "LOC" if full.type == "ORG" else "ORG"
        if _is_abbreviation(word) and _stands_for(word, tokens.words[full.start : full.end]):
            if not aliases.find(other, word):
                announced[word] = full
            if index not in held:
                found.append(replace(full, start=index, end=index + 1))
    common = _common_nouns(tokens, spans)
    if not announced and not found and not common:
        return spans
    kept = [
        replace(span, type=announced[word].type)
        if span.end - span.start == 1 and (word := tokens.words[span.start]) in announced
        else span
        for span in spans
        if span.end - span.start > 1 or tokens.words[span.start] not in common
    ]
    return in_order([*kept, *found])


def _common_nouns(tokens: Tokens, spans: Sequence[Span]) -> frozenset[str]:
    """Return the abbreviations in brackets that stand for what is nobody's name.

    «твёрдые полезные ископаемые (ТПИ)», but not «ассоциация частных инвесторов (АЧИ)».
    """
    held = covered(span for span in spans if span.end - span.start > 1)
    return frozenset(
        word
        for span in spans
        if span.end - span.start == 1
        and span.type != "PER"
        and _is_abbreviation(word := tokens.words[span.start])
        and tokens.words[max(0, span.start - 1) : span.end + 1 : 2] == ["(", ")"]
        and (start := span.start - 1 - len(word)) >= 0
        and held.isdisjoint(range(start, span.start))
        and _is_common(word, tokens.words[start : span.start - 1])
        and not any(built_in_aliases().find(kind, word) for kind in _NAMED)
    )


def _is_common(word: str, words: Sequence[str]) -> bool:
    """Whether small words, none of which is a body's or a place's noun, begin so."""
    return (
        all(map(str.islower, words))
        and "".join([one[0] for one in words]).upper() == word
        and every_form(_NOUNS_OF_NAMES).isdisjoint(map(plain, words))
    )


def _stands_for(word: str, words: Sequence[str]) -> bool:
    """Whether the letters of an abbreviation begin some of the words, in their order."""
    initials = iter("".join([word[0] for word in words]).upper())
    return all(letter in initials for letter in word)


def _is_abbreviation(word: str) -> bool:
    return len(word) >= _SHORTEST_INITIALS and word.isupper()
