"""Names that a pattern tells by itself: units by their numbers, colonies, networks, highways."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.kind_nouns import (
    BODIES_BEFORE_LETTERS,
    COLONIES,
    NETWORKS,
    NUMBERED_DISTRICTS,
    ONLY_NETWORKS,
    ROADS,
    SHORT_UNITS,
    SMALL_NETWORKS,
    UNITS,
)
from ruentities.language.morphology import every_form, known_readings
from ruentities.language.names_table import built_in_aliases
from ruentities.language.word_lists import LEGAL_FORMS
from ruentities.repair.garrisons import garrisons
from ruentities.repair.marks import closing_mark
from ruentities.text.marks import CLOSING_QUOTES, near
from ruentities.text.spans import Span, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruentities.text.segmentation import Tokens

# Chance that a pattern is a name: on half of the marked news all 34 units, 12 of 14 colonies, all
# 22 networks called X are.
_TRUST: Final = 0.9
_NUMBERED: Final = re.compile(r"\d{1,4}-(?:[а-яё]{1,3})")
_COLONY: Final = re.compile(r"(?:ИК|СИЗО)-\d+")
_ROAD: Final = re.compile(r"[АМР]-?\d{1,3}")
_LETTERS_OF_ROADS: Final = frozenset("АМР")
# The network of federal roads begins with М-1 and ends with М-12; a text with roads means them.
_HIGHWAY: Final = re.compile(r"М-?(?:[1-9]|1[0-2])(?!\d)")
_GLUED: Final = ("область", "край")
# «А-22 «Лиса»» may be an aircraft.
_LETTER_OF_CRAFT: Final = "А"
# «3-й гвардейской общевойсковой армии»
_MOST_ADJECTIVES: Final = 3
_DISTRICT: Final = re.compile(r"\d{1,2}(?:-[а-яё]{1,3})?")
_PRISONS: Final = frozenset("ИК КП СИЗО ЛИУ".split())
_OF_PRISONS: Final = ("исправительн", "воспитательн", "женск", "мужск")
# «Тульская», «Липецкой»
_OF_PLACE: Final = re.compile(r"[А-ЯЁ][а-яё-]+[сц]к(?:ая|ой|ую|ий|ого|ому|ом)")
_INSIDE: Final = ("в", "во")
_LETTERS: Final = ("X", "Х")
_IN_SMALL: Final = SMALL_NETWORKS | ONLY_NETWORKS
_OF_ARMY: Final = "военн"
_OKRUG: Final = frozenset(("округ",))
# «ВБРР», but not «МЧС-2024»
_ABBREVIATION: Final = re.compile("[A-Z]{2,6}|[А-ЯЁ]{2,6}")
# «партия TOP 09», but not «IBM 30 лет»
_NUMBER: Final = re.compile(r"0\d")
_JOINTS: Final = ("и", ",")


def is_colony(word: str) -> bool:
    """Whether a word is a prison called by its number.

    >>> is_colony("ИК-2"), is_colony("Ту-22")
    (True, False)
    """
    return _COLONY.fullmatch(word) is not None


def find_told(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Units, colonies and networks are names: «155-я бригада», «ИК-2», «в соцсети X», «банк СТБ».

    What the model found in part is made whole: «М-4 «Дон»».
    """
    found = [
        *_units(tokens),
        *garrisons(tokens),
        *_words(tokens),
        *_abbreviations(tokens),
        *_districts(tokens),
        *_commands(tokens),
        *_prisons(tokens),
    ]
    if not found:
        return spans
    owners = {index: span for span in spans for index in range(span.start, span.end)}
    new: list[Span] = []
    changed: dict[Span, Span | None] = {}
    for one in found:
        held = {owners[index] for index in range(one.start, one.end) if index in owners}
        if all(_gives_way(span, one) for span in held):
            new.append(one)
            changed.update(dict.fromkeys(held))
        elif one.type == "LOC":
            # «ИК-2 Мордовии», but not «администрация ИК-2»
            changed.update(
                {span: replace(span, type="LOC") for span in held if span.start == one.start}
            )
    kept = [left for span in spans if (left := changed.get(span, span))]
    return in_order([*kept, *new])


def _gives_way(span: Span, found: Span) -> bool:
    """Whether what the model found is a part of a name, or a person that a network is taken for."""
    if span.start < found.start:
        return False
    return span.end <= found.end or (span.type == "PER" and found.type == "ORG")


def _units(tokens: Tokens) -> Iterator[Span]:
    """Yield units called by number, each of «106-й и 155-й дивизий» by itself."""
    units = _words_of_units()
    if tokens.plain_words.isdisjoint(units):
        return
    pending: list[int] = []
    for index, word in enumerate(tokens.words):
        if not _NUMBERED.fullmatch(word):
            continue
        end = index + 1
        while (
            end < len(tokens)
            and end - index <= _MOST_ADJECTIVES
            and plain(tokens.words[end]) not in units
            and _is_adjective(tokens.words[end])
        ):
            end += 1
        if end >= len(tokens):
            return
        if plain(tokens.words[end]) in units and near(tokens, index, end):
            for number in pending:
                yield Span(number, number + 1, "ORG", _TRUST)
            yield Span(index, end + 1, "ORG", _TRUST)
            pending = []
        elif (
            end == index + 1
            and tokens.words[end] in _JOINTS
            and end + 1 < len(tokens)
            and _NUMBERED.fullmatch(tokens.words[end + 1])
        ):
            pending.append(index)
        else:
            pending = []


@lru_cache(maxsize=1)
def _words_of_units() -> frozenset[str]:
    return every_form(UNITS) | SHORT_UNITS


def _abbreviations(tokens: Tokens) -> Iterator[Span]:
    """Yield the abbreviations of what the noun before them tells: «телекомпания НВО»."""
    nouns = every_form(BODIES_BEFORE_LETTERS)
    if tokens.plain_words.isdisjoint(nouns):
        return
    for index in tokens.capitals:
        word, before = tokens.words[index], tokens.words[index - 1] if index else ""
        if (
            word[-1].isupper()
            and plain(before) in nouns
            and not before.isupper()
            and _ABBREVIATION.fullmatch(word)
            and near(tokens, index - 1, index)
            and any(one.number == "sing" for one in known_readings(before))
            and not _is_no_body(word)
            and (end := _end_of_abbreviation(tokens, index)) is not None
        ):
            yield Span(index, end, "ORG", _TRUST)


def _end_of_abbreviation(tokens: Tokens, index: int) -> int | None:
    """Return the index after an abbreviation and its number, None where more may be of the name.

    «TV8», «TRT World» and «АФК «Вектор»» are the model's to know.
    """
    after = index + 1
    if after >= len(tokens) or after in tokens.breaks:
        return after
    following = tokens.words[after]
    if following in CLOSING_QUOTES or (following[0].isalnum() and not tokens.gap(after)):
        return None
    if not tokens.words[index].isascii():
        return after
    if _NUMBER.fullmatch(following):
        return after + 1
    return None if following.isascii() and following[0].isupper() else after


def _is_no_body(word: str) -> bool:
    """Whether an abbreviation is known as a country's, a thing's or a legal form's."""
    table = built_in_aliases()
    return word in LEGAL_FORMS or table.is_nothing(word) or table.find("LOC", word) is not None


def _districts(tokens: Tokens) -> Iterator[Span]:
    """Yield districts called by number: «в 3 микрорайоне», each of «15-м и 16-м микрорайонах»."""
    nouns = every_form(NUMBERED_DISTRICTS)
    if tokens.plain_words.isdisjoint(nouns):
        return
    for index, word in enumerate(tokens.words):
        start = index - 1
        if start < 0 or plain(word) not in nouns or not near(tokens, start, index):
            continue
        number = tokens.words[start]
        # «построили 3 микрорайона»
        counted = number.isdigit() and any(one.case == "gent" for one in known_readings(word))
        if not _DISTRICT.fullmatch(number) or counted:
            continue
        yield Span(start, index + 1, "LOC", _TRUST)
        if start > 1 and tokens.words[start - 1] in _JOINTS:
            other = tokens.words[start - 2]
            if _NUMBERED.fullmatch(other) and near(tokens, start - 2, start):
                yield Span(start - 2, start - 1, "LOC", _TRUST)


def _commands(tokens: Tokens) -> Iterator[Span]:
    """Yield the armies of a part of the country: «Южный военный округ»."""
    nouns = every_form(_OKRUG)
    if _OF_ARMY not in tokens.text or tokens.plain_words.isdisjoint(nouns):
        return
    for index, word in enumerate(tokens.words):
        if (
            word in nouns
            and index > 1
            and tokens.words[index - 1].startswith(_OF_ARMY)
            and (name := tokens.words[index - 2])[0].isupper()
            and near(tokens, index - 2, index)
            and any(one.part == "adjective" for one in known_readings(name))
        ):
            yield Span(index - 2, index + 1, "ORG", _TRUST)


def _prisons(tokens: Tokens) -> Iterator[Span]:
    """Yield prisons with «№»: «исправительная колония №14», «Тульская ИК № 2»."""
    if "№" not in tokens.text:
        return
    for index, word in enumerate(tokens.words):
        start, end = index - 1, index + 2
        if word != "№" or start < 0 or end > len(tokens) or not tokens.words[index + 1].isdigit():
            continue
        noun = tokens.words[start]
        if noun not in _PRISONS and plain(noun) not in every_form(COLONIES):
            continue
        while start > 0 and _is_of_prison(tokens.words[start - 1]):
            start -= 1
        if near(tokens, start, end - 1) and (start < index - 1 or noun in _PRISONS):
            yield Span(start, end, "LOC", _TRUST)


def _is_of_prison(word: str) -> bool:
    return word.lower().startswith(_OF_PRISONS) or _OF_PLACE.fullmatch(word) is not None


def _is_adjective(word: str) -> bool:
    return word.islower() and any(one.part == "adjective" for one in known_readings(word)[:1])


def _words(tokens: Tokens) -> Iterator[Span]:
    networks = every_form(NETWORKS)
    roads = every_form(ROADS)
    on_roads = not tokens.plain_words.isdisjoint(roads)
    glued = "#" in tokens.text
    for index in tokens.capitals:
        word = tokens.words[index]
        if len(word) > 1 and not word[-1].isdigit() and not glued:
            continue
        if word in _LETTERS:
            digit = index + 1 < len(tokens) and tokens.words[index + 1].isdigit()
            if index and not digit and plain(tokens.words[index - 1]) in networks:
                yield Span(index, index + 1, "ORG", _TRUST)
        elif is_colony(word) or _is_glued(tokens, index):
            yield Span(index, index + 1, "LOC", _TRUST)
        elif word[0] in _LETTERS_OF_ROADS and (number := _number_of_road(tokens, index)):
            end = _end_of_road(tokens, number)
            if end is None and on_roads and _is_bare_road(tokens, index, roads):
                end = number
            if end is not None:
                yield Span(index, end, "LOC", _TRUST)
    if not tokens.plain_words.isdisjoint(_IN_SMALL):
        for index, word in enumerate(tokens.words):
            if word in ONLY_NETWORKS or (
                index and word in SMALL_NETWORKS and tokens.words[index - 1].lower() in _INSIDE
            ):
                yield Span(index, index + 1, "ORG", _TRUST)


def _is_glued(tokens: Tokens, index: int) -> bool:
    """Whether a region's name is a hashtag: «#Красноярскийкрай»."""
    return index > 0 and tokens.words[index - 1] == "#" and tokens.words[index].endswith(_GLUED)


def _number_of_road(tokens: Tokens, index: int) -> int | None:
    """Return the index after a road's number, which may be a token by itself: «М-4», «М4»."""
    word = tokens.words[index]
    if _ROAD.fullmatch(word):
        return index + 1
    after = index + 1
    if index and not tokens.gap(index):
        # «Х-47М2 «Кинжал»»
        return None
    glued = len(word) == 1 and after < len(tokens) and not tokens.gap(after)
    return after + 1 if glued and _ROAD.fullmatch(word + tokens.words[after]) else None


def _is_bare_road(tokens: Tokens, index: int, roads: frozenset[str]) -> bool:
    """Whether a number without a name is a road's: «на трассе А-107», «затор на М-4»."""
    if index and plain(tokens.words[index - 1]) in roads:
        return True
    word = "".join(tokens.words[index : index + 2]) if len(tokens.words[index]) == 1 else ""
    return _HIGHWAY.match(word or tokens.words[index]) is not None


def _end_of_road(tokens: Tokens, opening: int) -> int | None:
    """Return the index after the quoted name of a numbered road, None where it has none."""
    index = opening - 1 - (tokens.words[opening - 1].isdigit())
    if tokens.words[index][0] == _LETTER_OF_CRAFT and not (
        index and plain(tokens.words[index - 1]) in every_form(ROADS)
    ):
        return None
    if opening >= len(tokens) or tokens.words[opening] not in CLOSING_QUOTES:
        return None
    if opening in tokens.breaks or not tokens.gap(opening):
        return None
    closing = closing_mark(tokens, opening, len(tokens))
    return None if closing is None else closing + 1
