"""Abbreviations that brackets announce: «Союз ткачей (СТ)»."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.names_table import built_in_aliases
from ruentities.text.spans import Span, covered, in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.kinds import Type
    from ruentities.text.segmentation import Tokens

_SHORTEST_INITIALS: Final = 3


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
    if not announced and not found:
        return spans
    kept = [
        replace(span, type=announced[word].type)
        if span.end - span.start == 1 and (word := tokens.words[span.start]) in announced
        else span
        for span in spans
    ]
    return in_order([*kept, *found])


def _stands_for(word: str, words: Sequence[str]) -> bool:
    """Whether the letters of an abbreviation begin some of the words, in their order."""
    initials = iter("".join([word[0] for word in words]).upper())
    return all(letter in initials for letter in word)


def _is_abbreviation(word: str) -> bool:
    return len(word) >= _SHORTEST_INITIALS and word.isupper()
