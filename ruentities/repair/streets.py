"""A rule for streets and the towns of addresses."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.kind_nouns import CROSSINGS, LANDMARKS, PARKS, TEMPLES
from ruentities.language.morphology import agree, every_form, known_readings, readings
from ruentities.language.names_table import built_in_aliases
from ruentities.repair.adjectives import with_place_nouns
from ruentities.repair.ground import apart, labels, may_be_genitive, moved
from ruentities.repair.matching import lemma_key
from ruentities.text.marks import is_dot, near
from ruentities.text.spans import Span, covered

if TYPE_CHECKING:
    from ruentities.text.segmentation import Tokens

# Chance that what is written as a street or a town is one; set by eye.
_TRUST: Final = 0.9
_STREETS: Final = frozenset("улица проспект переулок бульвар набережная шоссе".split())
# «Пр.» and «пер.» shorten other words, too.
_SHORT_STREETS: Final = frozenset("бул наб просп ул".split())
# Those are streets beside an adjective: «пер. Садовый», not «пер. Иванова».
_DOUBTFUL_STREETS: Final = frozenset("пер пл пр ш".split())
_ANY_SHORT_STREETS: Final = _SHORT_STREETS | _DOUBTFUL_STREETS
_WATERS: Final = frozenset("канала реки".split())
_TOWNS: Final = frozenset("г гор дер пгт пос".split())
_SHORT_STREET: Final = re.compile(
    rf"\b(?:{'|'.join(sorted(_ANY_SHORT_STREETS))})\.\s?[А-ЯЁ\d]|[ео]е ш\."
    rf"|\bнаб\.\s(?:{'|'.join(sorted(_WATERS))})"
)
_SHORT_TOWN: Final = re.compile(rf"\b(?:{'|'.join(sorted(_TOWNS))})\.\s?[А-ЯЁ]")
_YEAR: Final = re.compile(r"\d{4}$")
_NUMBER_OF_STREET: Final = re.compile(r"\d{1,2}-(?:я|й|ая|ый|ой|ю|ом|м|го|му)")
_STREET_NUMBER: Final = re.compile(r"\d{1,3}(?:-[а-яё]{1,2})?")
_OF_SURNAME: Final = re.compile("(?:[оеё]в|[иы]н)а$|[сц]кого$")


def take_streets(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A street takes its word along: «улице Азизова», «наб. Фонтанки»; the word alone is none.

    What follows a street's shortened word is its name: «ул. 8 Марта», «ш. Новое». A number before
    it is its own, «2-я Тверская-Ямская ул.», one after it a house's, «ул. Гоголя 5». What follows
    «г.» is a town. An adjective takes its noun along: «Терновская дамба».
    """
    spans = with_place_nouns(tokens, spans)
    named = _with_shortened_streets(tokens, _with_their_words(tokens, spans))
    streets: list[Span] = []
    for span in named:
        if span.end - span.start == 1 and _is_in_address(tokens, span.start):
            span = replace(span, start=span.start - 1, type="LOC")
        if span.type == "LOC" and span.end - span.start > 1:
            span = _without_house(tokens, span)
            last = span.end - 1
            if tokens.words[last - 1] == "Мира" and _is_street(tokens.words[span.start]):
                # «ул. Мира [Собянин]»: the word is no first name in a street.
                streets.append(moved(span, span.start, last))
                if "Surn" not in labels(tokens.words[last]):
                    continue
                span = replace(span, start=last, type="PER")
            if _has_number_before(tokens, span):
                number = span.start - 1
                if streets and streets[-1].start == number:
                    streets.pop()
                if not streets or streets[-1].end <= number:
                    span = replace(span, start=number)
        streets.append(span)
    return _with_towns(tokens, streets)


def _without_house(tokens: Tokens, span: Span) -> Span:
    """Leave a house's number out of a street: «ул. Гоголя 5»."""
    last = span.end - 1
    house = (
        last - span.start > 1
        and tokens.words[last].isdigit()
        and tokens.words[last - 1].istitle()
        and _is_street(tokens.words[span.start])
    )
    return moved(span, span.start, last) if house else span


def _is_in_address(tokens: Tokens, index: int) -> bool:
    """Whether a street without its word stands before a house's number: «2-я Лесная, 15»."""
    word, after = tokens.words[index], tokens.words[index + 1 : index + 3]
    return (
        index > 0
        and word.istitle()
        and word.endswith(("ая", "ой"))
        and _NUMBER_OF_STREET.fullmatch(tokens.words[index - 1]) is not None
        and near(tokens, index - 1, index)
        and len(after) > 1
        and after[0] == ","
        and after[1][0].isdigit()
        # «1-й Крутой, 2-й Яровой»
        and _NUMBER_OF_STREET.fullmatch(after[1]) is None
    )


def _has_number_before(tokens: Tokens, span: Span) -> bool:
    """Whether a street's ordinal number stands right before it: «[2-я] Тверская-Ямская ул.»."""
    before = span.start - 1
    return (
        before >= 0
        and tokens.words[before][0].isdigit()
        and near(tokens, before, span.start)
        and _NUMBER_OF_STREET.fullmatch(tokens.words[before]) is not None
        and any(map(_is_street, tokens.words[span.start + 1 : span.end]))
    )


def _is_street(word: str) -> bool:
    return word in _ANY_SHORT_STREETS or plain(word) in every_form(_STREETS)


def _with_towns(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Return the spans with the towns that the model missed after «г.»: «в г. Ирбит»."""
    if tokens.plain_words.isdisjoint(_TOWNS) or not _SHORT_TOWN.search(tokens.text):
        return spans
    held = covered(spans)
    towns = [
        Span(index, index + 1, "LOC", _TRUST)
        for index in tokens.capitals
        if index not in held
        and index > 1
        and tokens.words[index - 2] in _TOWNS
        and is_dot(tokens, index - 1)
        and near(tokens, index - 1, index)
        and _may_be_town(tokens, index)
    ]
    return apart([*spans, *towns]) if towns else spans


def _may_be_town(tokens: Tokens, index: int) -> bool:
    """Whether a word after «г.» is no surname, and no word after a year: «в 1998 г. Совет»."""
    word = tokens.words[index]
    known = known_readings(word)
    place = not known or any("Geox" in one.labels for one in known)
    year = index > 2 and _YEAR.search(tokens.words[index - 3]) is not None
    return place and len(word) > 2 and word.istitle() and not word.isascii() and not year


def _with_their_words(tokens: Tokens, spans: list[Span]) -> list[Span]:
    if tokens.plain_words.isdisjoint(_words_of_places()):
        return spans
    streets = every_form(_STREETS) | _SHORT_STREETS
    taken: list[Span] = []
    for span in spans:
        start = _start_of_street(tokens, span)
        last = taken[-1] if taken else None
        if start is not None:
            if last and last.end > start:
                if last.start < start:
                    taken.append(span)
                    continue
                taken.pop()
            span = replace(span, start=start, type="LOC")
        elif last and _crosses(tokens, last, span, streets):
            span = replace(span, type="LOC")
        taken.append(span)
    return taken


@lru_cache(maxsize=1)
def _words_of_places() -> frozenset[str]:
    return _SHORT_STREETS.union(*map(every_form, (_STREETS, PARKS, LANDMARKS, CROSSINGS, TEMPLES)))


def _crosses(tokens: Tokens, street: Span, span: Span, streets: frozenset[str]) -> bool:
    """Whether «и» joins a person to a street of two: «улиц Кленовой и [Чичерина]»."""
    joint = street.end
    if span.type != "PER" or street.type != "LOC" or span.start != joint + 1:
        return False
    if tokens.words[joint] != "и" or not near(tokens, joint - 1, span.start):
        return False
    # «пересечении улиц Кленовой и Чичерина», «перекрёстке Кленовой и Чичерина»
    first = plain(tokens.words[street.start])
    before = plain(tokens.words[street.start - 1]) if street.start else ""
    crossings = every_form(CROSSINGS)
    return (
        first in crossings
        or before in crossings
        or (first in streets and any(one.number == "plur" for one in known_readings(first)))
    )


def _is_called_after(tokens: Tokens, index: int, span: Span) -> bool:
    """Whether a landmark is called after somebody or something: «пролив Дрейка», «парк Победы».

    The rest alone would name something else.
    """
    noun, word = plain(tokens.words[index]), tokens.words[span.start]
    if span.end - span.start > 1 or not tokens.words[index].islower():
        return False
    known = known_readings(word)
    if noun in every_form(PARKS):
        return any(one.case == "gent" and not one.labels for one in known) and all(
            one.part == "noun" for one in known
        )
    if noun not in every_form(LANDMARKS):
        return False
    if may_be_genitive(noun):
        # «у острова Русского»
        return any(one.case == "gent" and "Surn" in one.labels for one in known) and not any(
            "Geox" in one.labels or one.part == "adjective" for one in known
        )
    return _OF_SURNAME.search(word) is not None or any(
        one.case == "gent" and "Surn" in one.labels for one in known
    )


def _is_temple_of(tokens: Tokens, index: int) -> bool:
    """Whether a temple's noun goes on with whose it is: «часовня Кирика», not «храм Тодай»."""
    known = known_readings(tokens.words[index + 1])
    return (
        plain(tokens.words[index]) in every_form(TEMPLES)
        and bool(known)
        and any(one.case == "gent" for one in known)
        and all(one.case != "nomn" or one.number == "plur" for one in known)
    )


def _is_brought(tokens: Tokens, span: Span) -> bool:
    """Whether somebody may be brought to a temple: «в храм [Ивана] привела мать»."""
    noun = span.start - 1
    return (
        noun > 0
        and span.type == "PER"
        and span.end - span.start == 1
        and plain(tokens.words[noun - 1]) in ("в", "во", "на")
        and any(one.case == "accs" for one in known_readings(tokens.words[noun]))
        and any(one.case == "accs" for one in known_readings(tokens.words[span.start]))
    )


def _start_of_street(tokens: Tokens, span: Span) -> int | None:
    """Return the index of a street's word right before a span, or None."""
    start = span.start - 1
    if start < 0 or not near(tokens, start, span.start):
        return None
    if span.type != "ORG" and plain(tokens.words[start]) in every_form(_STREETS):
        # «на улицах Грузии»
        whose = span.end - span.start == 1 and any(
            one.number == "plur" for one in readings(tokens.words[start])
        )
        known = whose and built_in_aliases().find("LOC", lemma_key(tokens, span))
        return None if known else start
    if span.type == "LOC" and _is_called_after(tokens, start, span):
        return start
    if span.type != "ORG" and _is_temple_of(tokens, start) and not _is_brought(tokens, span):
        return start
    shortened = start > 0 and is_dot(tokens, start) and tokens.words[start - 1] in _SHORT_STREETS
    return start - 1 if shortened else None


def _with_shortened_streets(tokens: Tokens, spans: list[Span]) -> list[Span]:
    if tokens.plain_words.isdisjoint(_ANY_SHORT_STREETS) or not _SHORT_STREET.search(tokens.text):
        return spans
    streets = []
    for index in range(len(tokens) - 1):
        word = tokens.words[index]
        if word in _ANY_SHORT_STREETS and is_dot(tokens, index + 1):
            end = _end_of_street(tokens, index)
            if end is not None:
                streets.append(Span(index, end, "LOC", _TRUST))
            elif word == "ш" and index and _is_of_road(tokens, index - 1):
                streets.append(Span(index - 1, index + 2, "LOC", _TRUST))
    if not streets:
        return spans
    held = {index: street for street in streets for index in range(street.start, street.end)}
    crossing = {
        held[index]
        for span in spans
        for index in (span.start, span.end - 1)
        if index in held and (span.start < held[index].start or span.end > held[index].end)
    }
    taken = [street for street in streets if street not in crossing]
    held_by = covered(taken)
    kept = [span for span in spans if span.start not in held_by]
    return apart([*kept, *taken])


def _end_of_street(tokens: Tokens, index: int) -> int | None:
    """Return the index after the name that follows a street's shortened word, or None."""
    start = end = index + 2
    words = tokens.words
    if start >= len(tokens):
        return None
    if words[index] == "наб":
        # «наб. реки Невы», «наб. Мойки»
        start += words[start] in _WATERS
        named = start < len(tokens) and words[start].istitle() and may_be_genitive(words[start])
        return start + 1 if named and near(tokens, index + 1, start) else None
    numbered = _STREET_NUMBER.fullmatch(words[start]) is not None
    if numbered:
        end += 1
        end += words[end : end + 1] == ["лет"]
    if end >= len(tokens) or not near(tokens, index + 1, end):
        return None
    name = words[end]
    if len(name) < 3 or not (name.istitle() or (numbered and name.isupper())):
        return None
    known = known_readings(name)
    adjective = any(one.part == "adjective" for one in known)
    square = words[index] == "пл" and any(one.case == "gent" for one in known)
    if words[index] in _DOUBTFUL_STREETS and not (adjective or square):
        return None
    if not numbered and not adjective and not any(one.case == "gent" for one in readings(name)):
        return None
    end += 1
    if "Name" in labels(name) and end < len(tokens) and near(tokens, end - 1, end):
        # «ул. Зои Космодемьянской»
        return end + (name != "Мира" and _is_surname_of(words[end]))
    goes_on = adjective and end < len(tokens) and near(tokens, end - 1, end)
    return end + (
        goes_on
        and words[end].istitle()
        and any(
            agree(one, other)
            for one in known_readings(name)
            for other in known_readings(words[end])
        )
    )


def _is_surname_of(word: str) -> bool:
    """Whether a street may be called by a word after a first name: not «ул. Веры Петров снял»."""
    if word == "Люксембург":
        # She has one case in her street's name; the dictionary knows the country alone.
        return True
    return word.istitle() and any(
        one.case == "gent" and one.number == "sing" for one in readings(word)
    )


def _is_of_road(tokens: Tokens, index: int) -> bool:
    """Whether an adjective before «ш.» is a road's name: «Ленинградское ш.»."""
    word = tokens.words[index]
    return (
        word.istitle()
        and word.endswith(("ое", "ее"))
        and near(tokens, index, index + 1)
        and any(one.part == "adjective" for one in readings(word))
    )
