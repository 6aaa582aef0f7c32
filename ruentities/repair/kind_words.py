"""What the kind of word before quotes says of the name in them: «ЖК «Родина»», «поезд «Аврора»»."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from ruentities.language.folding import plain
from ruentities.language.kind_nouns import (
    BODIES_BEFORE_QUOTES,
    PLACES_BEFORE_QUOTES,
    WORKS_AND_EVENTS,
)
from ruentities.language.morphology import every_form
from ruentities.language.word_lists import SHIPS_AND_STORMS
from ruentities.repair.ground import is_verb
from ruentities.repair.marks import closing_mark
from ruentities.text.marks import CLOSING_QUOTES, stands_in_quotes
from ruentities.text.spans import Span, covered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruentities.text.segmentation import Tokens

    Kind = Literal["LOC", "ORG", "work", "vehicle", "make"]

# Chance that what stands in quotes after a place's noun is one where the model missed it: on half
# of the marked news 10 of 12.
_TRUST: Final = 0.9
# «воздушных судов «Росавиа»»: aircraft have no names.
_AIR: Final = "воздушн"
# «Ил-103 «Байкал»», but not «М-4 «Дон»»
_MODEL: Final = re.compile(r"(?!ИК|КП)[А-ЯЁ][А-ЯЁа-яё]{1,3}-\d{2,3}")


def take_quoted_kinds(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A quoted name is what the noun before the quotes tells: «ЖК «Родина»» is a place.

    What the model missed is found: «нефтепровод «Дружба»». What is shown, read or sails is
    no name: «сериал «Полиция»», «поезд «Аврора»», nor what an aircraft is called like a place.
    """
    by_start: dict[int, Span] = {}
    for span in spans:
        by_start.setdefault(span.start, span)
    held = covered(spans)
    changed: dict[Span, Span | None] = {}
    found: list[Span] = []
    for start, end, kind in _quoted(tokens):
        name = by_start.get(start)
        if name is None:
            if kind in ("LOC", "ORG") and held.isdisjoint(range(start, end)):
                found.append(Span(start, end, kind, _TRUST))
        elif name.end != end or (name.type == "PER" and kind not in ("ORG", "vehicle")):
            continue
        elif kind == "ORG" or kind == "LOC":
            changed[name] = replace(name, type=kind)
        elif kind == "make":
            if name.type == "LOC" and end - start == 1:
                changed[name] = None
        elif name.type != "LOC" or (kind == "vehicle" and end - start == 1):
            changed[name] = None
    if not changed and not found:
        return spans
    kept = [left for span in spans if (left := changed.get(span, span))]
    return sorted([*kept, *found], key=lambda span: span.order)


def is_told(tokens: Tokens, span: Span) -> bool:
    """Whether a noun before its quotes tells what a name is, whatever else is called so."""
    return stands_in_quotes(tokens, span) and _kind_before(tokens, span.start - 1) is not None


def is_work(tokens: Tokens, start: int) -> bool:
    """Whether what is quoted from an index on is a work or an event: «вирус «Медуза»»."""
    quoted = start > 0 and tokens.words[start - 1] in CLOSING_QUOTES
    return quoted and _kind_before(tokens, start - 1) == "work"


def _quoted(tokens: Tokens) -> Iterator[tuple[int, int, Kind]]:
    """Yield the names in quotes after a noun that tells what they are: start, end, kind."""
    if not any(mark in tokens.text for mark in CLOSING_QUOTES):
        return
    for opening, mark in enumerate(tokens.words):
        if mark not in CLOSING_QUOTES or opening + 1 >= len(tokens) or opening in tokens.breaks:
            continue
        kind = _kind_before(tokens, opening)
        if kind is None:
            continue
        end = closing_mark(tokens, opening, len(tokens))
        start = opening + 1
        if end is None or end == start:
            continue
        words = tokens.words[start:end]
        if words[0][0].islower() or any(is_verb(word) for word in words):
            continue
        yield start, end, kind


def _kind_before(tokens: Tokens, opening: int) -> Kind | None:
    index = opening - 1
    while index > 0 and (tokens.words[index] == "№" or tokens.words[index].isdigit()):
        # «павильон № 29 «Цветоводство»»
        index -= 1
    if index < 0 or (index and tokens.words[index - 1].startswith(_AIR)):
        return None
    word = tokens.words[index]
    return "make" if _MODEL.fullmatch(word) else _kinds().get(plain(word))


@lru_cache(maxsize=1)
def _kinds() -> dict[str, Kind]:
    """Return what every form of the nouns tells."""
    nouns: dict[Kind, frozenset[str]] = {
        "LOC": PLACES_BEFORE_QUOTES,
        "ORG": BODIES_BEFORE_QUOTES,
        "work": WORKS_AND_EVENTS,
        "vehicle": SHIPS_AND_STORMS | {"поезд"},
        "make": frozenset(("вертолёт", "ракета", "самолёт")),
    }
    return {
        form: kind
        for kind, words in nouns.items()
        for form in map(plain, words | every_form(words))
    }
