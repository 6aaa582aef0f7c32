"""Names that a pattern tells by itself: units by their numbers, colonies, networks, highways."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.kind_nouns import NETWORKS, ROADS, SMALL_NETWORKS, UNITS
from ruentities.language.morphology import every_form, known_readings
from ruentities.repair.marks import closing_mark
from ruentities.text.marks import CLOSING_QUOTES, near
from ruentities.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruentities.text.segmentation import Tokens

# Chance that a pattern is a name: on half of the marked news all 34 units, 12 of 14 colonies, all
# 22 networks called X are.
_TRUST: Final = 0.9
_NUMBERED: Final = re.compile(r"\d{1,4}-(?:[а-яё]{1,3})")
_COLONY: Final = re.compile(r"(?:ИК|СИЗО)-\d+")
_ROAD: Final = re.compile(r"[АМР]-?\d{1,3}")
# «А-22 «Лиса»» may be an aircraft.
_LETTER_OF_CRAFT: Final = "А"
# «3-й гвардейской общевойсковой армии»
_MOST_ADJECTIVES: Final = 3
_INSIDE: Final = ("в", "во")
_LETTERS: Final = ("X", "Х")
_JOINTS: Final = ("и", ",")


def is_colony(word: str) -> bool:
    """Whether a word is a prison called by its number.

    >>> is_colony("ИК-2"), is_colony("Ту-22")
    (True, False)
    """
    return _COLONY.fullmatch(word) is not None


def find_told(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Units, colonies and networks are names: «155-я бригада», «ИК-2», «в соцсети X».

    What the model found in part is made whole: «М-4 «Дон»».
    """
    found = [*_units(tokens), *_words(tokens)]
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
            # «ИК-2 Мордовии»
            changed.update({span: replace(span, type="LOC") for span in held})
    kept = [left for span in spans if (left := changed.get(span, span))]
    return sorted([*kept, *new], key=lambda span: span.order)


def _gives_way(span: Span, found: Span) -> bool:
    """Whether what the model found is a part of a name, or a person that a network is taken for."""
    if span.start < found.start:
        return False
    return span.end <= found.end or (span.type == "PER" and found.type == "ORG")


def _units(tokens: Tokens) -> Iterator[Span]:
    """Yield units called by number, each of «106-й и 155-й дивизий» by itself."""
    units = every_form(UNITS)
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


def _is_adjective(word: str) -> bool:
    return word.islower() and any(one.part == "adjective" for one in known_readings(word)[:1])


def _words(tokens: Tokens) -> Iterator[Span]:
    networks = every_form(NETWORKS)
    for index in tokens.capitals:
        word = tokens.words[index]
        if word in _LETTERS:
            digit = index + 1 < len(tokens) and tokens.words[index + 1].isdigit()
            if index and not digit and plain(tokens.words[index - 1]) in networks:
                yield Span(index, index + 1, "ORG", _TRUST)
        elif not word[-1].isdigit():
            continue
        elif is_colony(word):
            yield Span(index, index + 1, "LOC", _TRUST)
        elif _ROAD.fullmatch(word):
            end = _end_of_road(tokens, index)
            if end is not None:
                yield Span(index, end, "LOC", _TRUST)
    if not tokens.plain_words.isdisjoint(SMALL_NETWORKS):
        for index, word in enumerate(tokens.words):
            if index and word in SMALL_NETWORKS and tokens.words[index - 1].lower() in _INSIDE:
                yield Span(index, index + 1, "ORG", _TRUST)


def _end_of_road(tokens: Tokens, index: int) -> int | None:
    """Return the index after the quoted name of a numbered road, None where it has none."""
    opening = index + 1
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
