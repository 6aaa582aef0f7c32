"""Adjectives of places: with a place's noun they are a name, with another noun they are nothing.

«Терновская дамба» is one, «смоленский губернатор» and «митрополит Тульский» hold none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.kind_nouns import (
    BODIES_OF_PLACES,
    PLACES_AFTER_ADJECTIVES,
    PRELATES,
    SHORT_BODIES_OF_PLACES,
)
from ruentities.language.morphology import agree, every_form, known_readings, readings
from ruentities.repair.ground import before_next, is_inside_sentence, moved
from ruentities.text.marks import follows_quote, near, stands_in_quotes
from ruentities.text.spans import Span, covered, in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.language.dictionary import Reading
    from ruentities.text.segmentation import Tokens

_LONGEST_PHRASE: Final = 3
_ENDINGS: Final = tuple(
    """
    ий ый ой ая яя ое ее ые ие ого его ому ему ым им ом ем ую юю ых их ыми ими
    """.split()
)
# Chance that an adjective with a capital and a noun are a place that the model missed; set by eye.
_TRUST: Final = 0.9
# «Иволгинский», but no «Третий мост»
_OF_PLACE: Final = re.compile(r"[А-ЯЁ][а-яё-]+[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое)")
# «в Промышленном районе», but no «Наш район», «в Новом районе»
_DISTRICT: Final = "район"
_OF_DISTRICT: Final = re.compile(r"[А-ЯЁ][а-яё-]{2,}н(?:ый|ого|ому|ым|ом)")
# «г. о.», «м. о.»: городской, муниципальный округ.
_SHORTENED: Final = frozenset("гм")
_SHORTENED_LENGTH: Final = 4


def end_of_phrase(tokens: Tokens, found: Sequence[Reading], end: int, ceiling: int) -> int:
    """Return the index after the noun in small letters that an adjective belongs to, or ``end``.

    Args:
        tokens: The whole text.
        found: How the word before ``end`` can be read.
        end: Where its noun is looked for, behind other adjectives of it.
        ceiling: How far.
    """
    if not found or not all(one.part == "adjective" for one in found):
        return end
    for index in range(end, min(ceiling, end + _LONGEST_PHRASE)):
        word = tokens.words[index]
        # The dictionary has «и» for a noun.
        if not word.islower() or len(word) == 1 or index in tokens.breaks:
            break
        found = tuple(
            [one for one in known_readings(word) if any(agree(other, one) for other in found)]
        )
        if any(one.part == "noun" for one in found):
            return index + 1
    return end


def with_place_nouns(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Give an adjective the noun of a place that it belongs to: «[Терновской дамбы]»."""
    taken = []
    for span, ceiling in before_next(tokens, spans):
        end = _end_of_place(tokens, span, ceiling)
        taken.append(span if end is None else replace(span, end=end, type="LOC"))
    return _with_missed_places(tokens, taken)


def _with_missed_places(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Add what an adjective of a place's and its noun name: «в Иволгинский дацан»."""
    nouns = every_form(PLACES_AFTER_ADJECTIVES)
    if tokens.plain_words.isdisjoint(nouns):
        return spans
    held = covered(spans)
    found = []
    for index in tokens.capitals:
        noun = index + 1
        if index in held or noun in held or noun >= len(tokens):
            continue
        word = plain(tokens.words[noun])
        if word not in nouns or not (
            _OF_PLACE.fullmatch(tokens.words[index])
            or (
                word.startswith(_DISTRICT)
                and _OF_DISTRICT.fullmatch(tokens.words[index])
                and not follows_quote(tokens, index)
            )
        ):
            continue
        if is_inside_sentence(tokens, index) and tokens.words[noun].islower():
            adjective = Span(index, noun, "LOC", _TRUST)
            if near(tokens, index, noun) and _end_of_noun(tokens, adjective, noun + 1) > noun:
                found.append(Span(index, noun + 1, "LOC", _TRUST))
    return in_order([*spans, *found]) if found else spans


def _end_of_place(tokens: Tokens, span: Span, ceiling: int) -> int | None:
    end = span.start + 1 + _SHORTENED_LENGTH
    words = tokens.words[span.start + 1 : end]
    if span.type != "ORG" and words[1:] == [".", "о", "."] and words[0] in _SHORTENED:
        adjective = readings(tokens.words[span.start])[:1]
        near_by = span.end <= end <= ceiling and near(tokens, span.start, end - 1)
        return end if near_by and any(one.part == "adjective" for one in adjective) else None
    if not _is_adjective(tokens, span):
        return None
    end = _end_of_noun(tokens, span, ceiling)
    places = every_form(PLACES_AFTER_ADJECTIVES)
    return end if end > span.end and plain(tokens.words[end - 1]) in places else None


def is_of_noun(tokens: Tokens, span: Span) -> bool:
    """Whether a place is but the adjective of a common noun: «[Смоленский] губернатор»."""
    return (
        span.type == "LOC"
        and _is_adjective(tokens, span)
        and _end_of_noun(tokens, span, len(tokens)) > span.end
    )


def is_attribute(tokens: Tokens, index: int) -> bool:
    """Whether a word is but an adjective of the next one: «[Соединённых] Штатов»."""
    word = tokens.words[index]
    if not word.endswith(_ENDINGS) or not near(tokens, index, index + 1):
        return False
    known = known_readings(word)
    return all(one.part == "adjective" for one in known) and any(
        other.part == "noun" and agree(one, other)
        for one in known
        for other in known_readings(tokens.words[index + 1])
    )


def _is_adjective(tokens: Tokens, span: Span) -> bool:
    if span.type == "ORG" or span.end - span.start > 1 or stands_in_quotes(tokens, span):
        return False
    word = tokens.words[span.start]
    if not word.endswith(_ENDINGS) or span.end == len(tokens):
        return False
    if not tokens.words[span.end].islower():
        return False
    # A word of very many letters has no reading.
    first = readings(word)[:1]
    return word.istitle() and not word.isascii() and any(one.part == "adjective" for one in first)


def _end_of_noun(tokens: Tokens, span: Span, ceiling: int) -> int:
    found = [one for one in readings(tokens.words[span.start]) if one.part == "adjective"]
    end = end_of_phrase(tokens, found, span.end, ceiling)
    return end if near(tokens, span.start, end - 1) else span.end


def without_sees(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Leave out of what a prelate has the title: «митрополит Тульский и Ефремовский [Алексий]»."""
    prelates = every_form(PRELATES)
    if tokens.plain_words.isdisjoint(prelates):
        return spans
    left = []
    for span in spans:
        start = span.start
        while span.type != "ORG" and start < span.end and _is_see(tokens, start, prelates):
            start += 1
        if start < span.end:
            left.append(moved(span, start, span.end))
    return left


def _is_see(tokens: Tokens, index: int, prelates: frozenset[str]) -> bool:
    noun = index - 1
    if noun > 1 and tokens.words[noun] == "и":
        noun -= 2
    if noun < 0 or plain(tokens.words[noun]) not in prelates or not near(tokens, noun, index):
        return False
    return any(
        one.part == "adjective" and agree(one, other)
        for one in readings(tokens.words[index])
        for other in known_readings(tokens.words[noun])
    )


def is_body_of_place(tokens: Tokens, span: Span) -> bool:
    """Whether an adjective tells where a body is, so that it is no place: «Тульский цирк»."""
    first, last = tokens.words[span.start], tokens.words[span.end - 1]
    return (
        span.end - span.start > 1
        and _OF_PLACE.fullmatch(first) is not None
        and (last in SHORT_BODIES_OF_PLACES or plain(last) in every_form(BODIES_OF_PLACES))
    )
