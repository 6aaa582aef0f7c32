"""What the kind of word before quotes says of the name in them: «ЖК «Родина»», «поезд «Аврора»»."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from ruentities.language.folding import plain
from ruentities.language.kind_nouns import (
    BODIES_BEFORE_QUOTES,
    HONOURS,
    MATCHES,
    PLACES_BEFORE_QUOTES,
    WORKS_AND_EVENTS,
)
from ruentities.language.listed_words import listed_type
from ruentities.language.morphology import every_form, known_readings, lemmas, readings
from ruentities.language.word_lists import GENERIC_WORDS, SHIPS_AND_STORMS, STAGE_PEOPLE
from ruentities.repair.ground import is_verb
from ruentities.repair.marks import closing_mark, is_form_of_body, opens
from ruentities.text.marks import (
    CLOSING_QUOTES,
    DASHES,
    follows_quote,
    is_dot,
    is_quoted,
    near,
    stands_in_quotes,
)
from ruentities.text.spans import Span, covered, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from ruentities.text.segmentation import Tokens

    Kind = Literal["LOC", "ORG", "work", "vehicle", "make"]

# Units with a number have a name all the same.
_KINDS_OF_BODIES: Final = (BODIES_BEFORE_QUOTES | GENERIC_WORDS) - {
    "батальон",
    "бригада",
    "группа",
    "группировка",
    "отряд",
    "партия",
}
# Chance that what stands in quotes after a place's noun is one where the model missed it: on half
# of the marked news 10 of 12.
_TRUST: Final = 0.9
# «воздушных судов «Росавиа»»: aircraft have no names.
_AIR: Final = "воздушн"
# «ракетный комплекс «Тополь»», but not «жилой комплекс «Тополь»»
_WEAPON: Final = re.compile("ракетн|зенитн|корабельн|артиллер|миномётн")
# «торговые центры «Заря» и «Луч»», but not «культурный центр «Заря»»: on the marked news 14 of 15.
_IN_BUILDING: Final = re.compile("(?i:торгов|офисн|делов|жил|спортивн|развлекательн)")
_BUILDINGS: Final = ("комплекс", "центр")
# «станция «Мир»» is a vehicle.
_SPACE: Final = ("орбитальн", "космическ", "межпланетн", "спутников")
_JOINTS: Final = frozenset(", и – —".split())
# «артист РТ»
_LONGEST_LAND: Final = 3
# «блогеров: Kuma, Recrent, …»: tokens of ten names.
_LONGEST_LIST: Final = 20
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
    parted: set[Span] = set()
    found: list[Span] = []
    for start, end, kind in _quoted(tokens):
        name = by_start.get(start)
        parts = {one for index in range(start, end) if (one := by_start.get(index))}
        if kind == "ORG" and _are_parts(parts, held & {*range(start, end)}, end - start):
            # «авиаполк «Нормандия — Неман»»
            found.append(Span(start, end, kind, _TRUST))
            parted |= parts
        elif name is None:
            free = held.isdisjoint(range(start, end))
            if free and (kind == "ORG" or (kind == "LOC" and _is_name(tokens, start))):
                found.append(Span(start, end, kind, _TRUST))
        elif name.end != end or (name.type == "PER" and kind not in ("ORG", "vehicle")):
            continue
        elif kind == "ORG" or kind == "LOC":
            if kind == "ORG" or name.type == "LOC" or _is_name(tokens, start):
                changed[name] = replace(name, type=kind)
        elif kind == "make":
            if name.type == "LOC" and end - start == 1 and _is_name(tokens, start):
                changed[name] = None
        elif kind == "work" and not _is_name(tokens, start):
            # «подкасты «Коммерсанта»»
            continue
        elif name.type != "LOC" or (kind == "vehicle" and _is_one_place(tokens, name)):
            changed[name] = None
    if not changed and not found:
        return spans
    gone = {tuple(_lemmas(tokens, span)) for span, left in changed.items() if left is None}
    kept = [
        left
        for span in spans
        if span not in parted
        and (left := changed.get(span, span))
        # What is a ship once is one in quotes in all the text: «механик «Ловцова»».
        and not (
            gone
            and span not in changed
            and stands_in_quotes(tokens, span)
            and _is_one_of(tokens, span, gone)
        )
    ]
    return in_order([*kept, *found])


def _are_parts(spans: set[Span], held: set[int], length: int) -> bool:
    """Whether what the model found in quotes of a length are parts of what they hold."""
    own = covered(spans)
    return bool(spans) and own == held and all(one.end - one.start < length for one in spans)


def is_told(tokens: Tokens, span: Span) -> bool:
    """Whether a noun before its quotes tells what a name is, whatever else is called so."""
    return stands_in_quotes(tokens, span) and _kind_before(tokens, span.start - 1) is not None


def is_work(tokens: Tokens, start: int) -> bool:
    """Whether what is quoted from an index on is a work or an event: «вирус «Медуза»»."""
    return follows_quote(tokens, start) and _kind_before(tokens, start - 1) == "work"


def is_kind_of_quoted(tokens: Tokens, span: Span, begun: Set[int]) -> bool:
    """Whether a body is but the kind of the one in quotes: «[Музыкальный театр] «Лира»».

    Args:
        tokens: The whole text.
        span: The name of the body.
        begun: Where organizations begin.
    """
    opening = span.end
    if opening + 1 not in begun or tokens.words[opening] not in CLOSING_QUOTES:
        return False
    if not opens(tokens, opening) or opening in tokens.breaks:
        return False
    *adjectives, noun = tokens.words[span.start : span.end]
    return (
        bool(adjectives)
        and plain(noun) in every_form(_KINDS_OF_BODIES)
        and all(any(one.part == "adjective" for one in known_readings(word)) for word in adjectives)
        and not stands_in_quotes(tokens, span)
    )


def is_on_stage(tokens: Tokens, span: Span) -> bool:
    """Whether singers or bloggers are called so: «певец Artik», «блогеров: Kuma, Recrent»."""
    name = tokens.words[span.start]
    index = _before_list(tokens, span.start) if name.isascii() else span.start
    noun = tokens.words[index - 1] if index else ""
    if plain(noun) not in every_form(STAGE_PEOPLE) or not near(tokens, index - 1, index):
        return False
    if name.isascii():
        # «популярные у блогеров: YouTube и TikTok»
        return index == span.start or listed_type(name) != "ORG"
    if listed_type(name) is not None or (name.isupper() and len(name) <= _LONGEST_LAND):
        return False
    cases = {one.case for one in readings(noun)}
    # «артисты Тульской филармонии»
    return all(
        any(one.case in cases for one in readings(word))
        for word in tokens.words[span.start : span.end]
    )


def is_club(tokens: Tokens, span: Span) -> bool:
    """Whether a city in quotes plays: «примет «Химки»» in a text of matches."""
    return (
        is_quoted(tokens, span.start, span.end)
        and not tokens.plain_words.isdisjoint(every_form(MATCHES))
        and listed_type(tokens.words[span.start]) == "LOC"
        and not is_told(tokens, span)
    )


def is_honoured(tokens: Tokens, start: int) -> bool:
    """Whether something has the name in somebody's honour: «академия им. [Фрунзе]»."""
    index = start - 1 - is_dot(tokens, start - 1)
    return index >= 0 and tokens.words[index] in HONOURS and near(tokens, index, start)


def _before_list(tokens: Tokens, start: int) -> int:
    """Return where a list of names in Latin letters begins, the colon before it with it."""
    index = start
    while index > 1 and start - index < _LONGEST_LIST:
        if tokens.words[index - 1] not in (",", "и") or not tokens.words[index - 2].isascii():
            break
        index -= 2
    return index - (index > 0 and tokens.words[index - 1] == ":")


def _quoted(tokens: Tokens) -> Iterator[tuple[int, int, Kind]]:
    """Yield the names in quotes after a noun that tells what they are: start, end, kind."""
    if not any(mark in tokens.text for mark in CLOSING_QUOTES):
        return
    listed: tuple[int, Kind] | None = None
    for opening, mark in enumerate(tokens.words):
        if mark not in CLOSING_QUOTES or opening + 1 >= len(tokens) or opening in tokens.breaks:
            continue
        if not opens(tokens, opening):
            continue
        kind = _kind_before(tokens, opening)
        several = kind is not None and _is_plural(tokens.words[opening - 1])
        if listed and opening == listed[0] + 2 and tokens.words[opening - 1] in _JOINTS:
            # «стадионы «Заря» (Пермь), «Молния» и «Факел»»
            kind, several = listed[1], True
        if kind is None:
            continue
        end = closing_mark(tokens, opening, len(tokens))
        start = opening + 1
        if end is None or end == start:
            continue
        words = tokens.words[start:end]
        if words[0][0].islower() or any(is_verb(word) for word in words):
            continue
        listed = (_end_with_brackets(tokens, end), kind) if several else None
        yield start, end, kind


def _end_with_brackets(tokens: Tokens, closing: int) -> int:
    """Return the index of a closing quote, or of the bracket that closes what follows it."""
    after = closing + 1
    if after >= len(tokens) or tokens.words[after] != "(":
        return closing
    return closing_mark(tokens, after, len(tokens)) or closing


def _is_name(tokens: Tokens, start: int) -> bool:
    """Whether quotes hold a nominative, not whose something is: «площадки «Московских сезонов»»."""
    known = known_readings(tokens.words[start])
    return not known or any(one.case in (None, "nomn") for one in known)


def _lemmas(tokens: Tokens, span: Span) -> list[frozenset[str]]:
    return [lemmas(word) for word in tokens.words[span.start : span.end]]


def _is_one_of(tokens: Tokens, span: Span, names: set[tuple[frozenset[str], ...]]) -> bool:
    """Whether each word may be a case form of the same word of one of the names."""
    own = _lemmas(tokens, span)
    return any(
        len(own) == len(name) and not any(map(frozenset.isdisjoint, own, name)) for name in names
    )


def _is_one_place(tokens: Tokens, span: Span) -> bool:
    """Whether no route is named: not «поезд «Москва — Сочи»»."""
    return DASHES.isdisjoint(tokens.words[span.start : span.end])


def _is_plural(noun: str) -> bool:
    return any(one.number == "plur" for one in known_readings(noun))


def _kind_before(tokens: Tokens, opening: int) -> Kind | None:
    index = opening - 1
    while index > 0 and (tokens.words[index] == "№" or tokens.words[index].isdigit()):
        # «павильон № 29 «Цветоводство»»
        index -= 1
    if index < 0 or (index and tokens.words[index - 1].startswith(_AIR)):
        return None
    word = tokens.words[index]
    if index and tokens.words[index - 1].lower().startswith(_SPACE):
        return "vehicle"
    if plain(word).startswith("станци") and tokens.words[opening + 1][-1].isdigit():
        # «станция «Луна-25»»
        return "vehicle"
    if index and _WEAPON.search(tokens.words[index - 1]) and word.startswith("комплекс"):
        return "make"
    if index and _IN_BUILDING.match(tokens.words[index - 1]) and word.startswith(_BUILDINGS):
        # «деловой центр «Роснефть»» is the company's.
        return None if listed_type(tokens.words[opening + 1]) == "ORG" else "LOC"
    if is_form_of_body(tokens, index):
        return "ORG"
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
