"""Units of bodies, called by what they do: «начальник [управления информации] Минтранса»."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.language.kind_nouns import SPEAKING_PARTS, UNITS_OF_BODIES
from ruentities.language.morphology import every_form, known_readings
from ruentities.language.remembered import WORDS, remembered
from ruentities.repair.ground import moved
from ruentities.text.marks import near, stands_in_quotes
from ruentities.text.spans import Span, in_order

if TYPE_CHECKING:
    from ruentities.text.segmentation import Tokens

# Chance that a unit before its body is one where the model missed it: on the marked news 12 of 12.
_TRUST: Final = 0.9
# «управления регулирования перевозок и международного сотрудничества»
_LONGEST: Final = 8
# The noun of a unit and two words of what it does: «управление АСВ» may be what it does.
_SHORTEST: Final = 3


def with_units(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Add the units that the model left out before whose they are; `join_bodies` joins them.

    What a unit does gets its noun back: «[управления] делами президента».
    """
    spans = [_with_noun(tokens, span) for span in spans]
    found = []
    floor = 0
    for span in spans:
        start = _start_of_unit(tokens, span, floor) if span.type == "ORG" else span.start
        if start < span.start:
            found.append(Span(start, span.start, "ORG", _TRUST))
        floor = span.end
    return in_order([*spans, *found]) if found else spans


def _with_noun(tokens: Tokens, span: Span) -> Span:
    """Return a body's name, with the noun before it where it begins with what a unit does."""
    noun = span.start - 1
    if span.type != "ORG" or noun < 0 or not tokens.words[span.start].islower():
        return span
    units = every_form(UNITS_OF_BODIES)
    if tokens.words[noun] not in units or tokens.words[span.start] in units:
        return span
    return moved(span, noun, span.end) if near(tokens, noun, span.start) else span


def _start_of_unit(tokens: Tokens, span: Span, floor: int) -> int:
    """Return the index of the noun of the unit right before a body, or the body's first."""
    start = span.start
    first = max(floor, start - _LONGEST)
    # Before most bodies there is none; in no form do they have a ё.
    if _nouns().isdisjoint(tokens.words[first:start]) or stands_in_quotes(tokens, span):
        return start
    for index in range(start - 1, first - 1, -1):
        word = tokens.words[index]
        if not word.islower() or not near(tokens, index, index + 1):
            break
        if word in every_form(SPEAKING_PARTS):
            return index if index == start - 1 else start
        if word in every_form(UNITS_OF_BODIES) and start - index >= _SHORTEST:
            return index
        if not _is_of_chain(word):
            break
    return start


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    return every_form(SPEAKING_PARTS) | every_form(UNITS_OF_BODIES)


@remembered(WORDS)
def _is_of_chain(word: str) -> bool:
    """Whether a word may say what a unit does: a genitive, its adjective, or «и»."""
    # The dictionary has «в» for a noun.
    return word == "и" or (
        len(word) > 2
        and any(
            one.case == "gent" and one.part in ("noun", "adjective") for one in known_readings(word)
        )
    )
