"""Names that share a word: each gets its full nominative.

«в Брянской, Липецкой и Тульской областях» names three regions, «106-я и 155-я бригады» two
brigades, «улицы Лесная и Рабочая» two streets, «Марка и Константина Бергманов» two people,
«38 — над Брянской областью, 25 — над Курской» two regions.
"""

from __future__ import annotations

from functools import lru_cache
from operator import add
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.language.declension import forms
from ruentities.language.morphology import known_readings
from ruentities.language.names_table import built_in_aliases
from ruentities.language.remembered import WORDS
from ruentities.language.spelling import respell
from ruentities.normalization.rows import (
    FARTHEST,
    JOINTS,
    SENTENCE_ENDS,
    earlier,
    later,
    named,
    words_of,
)
from ruentities.normalization.shared_surnames import share_surname
from ruentities.text.marks import DASHES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.kinds import Case, Number, Type, WordGender
    from ruentities.normalization.name import Name
    from ruentities.text.segmentation import Tokens

_NUMBERS: Final = frozenset(
    "один два три четыре пять шесть семь восемь девять десять двадцать тридцать сорок".split()
)
_REGION: Final = "область"
_REGIONS: Final = frozenset(
    "область области областью областей областям областями областях обл".split()
)
# What stands before a region that is named without its noun.
_WHERE: Final = frozenset("в во для до из над от территории территорией".split())
# What an accusative of no place and no body ends in.
_ANIMATE: Final = ("ого", "его")
# They are called by a nominative, too: «улица Верхние Поля».
_STREETS: Final = frozenset(
    """
    аллея бульвар линия набережная переулок площадь проезд проспект тракт тупик улица шоссе
    """.split()
)


class Noun(NamedTuple):
    """A noun that several names share.

    Attributes:
        case: Its case.
        singular: Its nominative singular.
        gender: Its gender in the singular.
    """

    case: Case
    singular: str
    gender: WordGender


def share_words(tokens: Tokens, names: Sequence[Name]) -> list[Name]:
    """Give names that share a noun or a surname their full nominatives.

    Args:
        tokens: The whole text.
        names: Its mentions with the nominatives that they have by themselves, in text order.

    Returns:
        The same mentions, with other nominatives where a word is shared.
    """
    found = list(names)
    for number, name in enumerate(names):
        if name.span.end - name.span.start < 2:
            _share_noun_past_number(tokens, found, number)
            continue
        if name.span.type == "PER":
            share_surname(tokens, found, number)
        elif not _share_noun_after(tokens, found, number):
            _share_noun_before(tokens, found, number)
            _share_single_noun(tokens, found, number)
            _share_counted_noun(tokens, found, number)
    _share_region(tokens, found)
    return found


def _share_noun_after(tokens: Tokens, names: list[Name], number: int) -> bool:
    """«Липецкой и Тульской областях»: adjectives in the singular, then a noun in the plural."""
    name = names[number]
    words = words_of(tokens, name)
    kind = name.span.type
    for place, word in enumerate(words[1:], start=1):
        if not _is_adjective(words[place - 1], kind):
            return False
        for noun in _nouns(word, "plur"):
            attributes = _attributes(words[:place], noun, kind)
            # «автономного округа – Югры» is one.
            if attributes and DASHES.isdisjoint(words[place + 1 :]):
                # A full stop stands close: «Тульской обл.»
                rest = range(name.span.start + place + 1, name.span.end)
                gaps = [" " if tokens.gap(index) else "" for index in rest]
                tail = noun.singular + "".join(map(add, gaps, words[place + 1 :]))
                names[number] = named(name, f"{attributes} {tail}", noun.case)
                for other in earlier(tokens, names, number):
                    if len(names[other].words) > 1 and kind == "LOC":
                        # It has a noun, its own or one that it shares with others.
                        break
                    own = _attributes(words_of(tokens, names[other]), noun, kind)
                    if own:
                        names[other] = named(names[other], f"{own} {tail}", noun.case)
                    elif kind != "LOC":
                        break
                return True
    return False


def _share_single_noun(tokens: Tokens, names: list[Name], number: int) -> None:
    """«Иркутская, Томская область», «улице Заводской и Советской»: the noun in the singular."""
    name = names[number]
    if name.span.type != "LOC":
        return
    words = words_of(tokens, name)
    is_last = next(earlier(tokens, names, number), None) is not None
    for noun in _nouns(words[-1], "sing") if is_last else ():
        if _attributes(words[:-1], noun, "LOC"):
            for other in earlier(tokens, names, number):
                own = _own_attribute(tokens, names[other], noun)
                if not own or not JOINTS.issuperset(
                    tokens.words[names[other].span.end : names[number].span.start]
                ):
                    break
                names[other] = named(names[other], f"{own} {noun.singular}", noun.case)
                number = other
            return
    is_first = next(later(tokens, names, number), None) is not None
    for noun in _nouns(words[0], "sing") if is_first else ():
        if _attributes(words[1:], noun, "LOC"):
            for other in later(tokens, names, number):
                own = _own_attribute(tokens, names[other], noun)
                if not own:
                    break
                names[other] = named(names[other], f"{noun.singular} {own}", noun.case)
            return


def _own_attribute(tokens: Tokens, other: Name, noun: Noun) -> str | None:
    """Return the nominative of a name that is an adjective alone and no place by itself."""
    words = words_of(tokens, other)
    if len(words) > 1:
        return None
    known = known_readings(words[0])
    if known and not any(reading.part == "adjective" for reading in known):
        return None
    return _attributes(words, noun, "LOC")


def _share_noun_past_number(tokens: Tokens, names: list[Name], number: int) -> None:
    """«Псковской (14) и Тверской (10) областями»: the noun follows the last number in brackets."""
    name = names[number]
    if name.span.type != "LOC":
        return
    end = name.span.end
    opening, count, closing, last = (*tokens.words[end : end + 4], *[""] * 4)[:4]
    if not (opening == "(" and count.isdigit() and closing == ")"):
        return
    for noun in _nouns(last, "plur") if last else ():
        own = _attributes(words_of(tokens, name), noun, "LOC")
        if own:
            names[number] = named(name, f"{own} {noun.singular}", noun.case)
            for other in earlier(tokens, names, number):
                before = _attributes(words_of(tokens, names[other]), noun, "LOC")
                if before is None:
                    return
                names[other] = named(names[other], f"{before} {noun.singular}", noun.case)
            return


def _share_noun_before(tokens: Tokens, names: list[Name], number: int) -> None:
    """«улицы Лесная и Рабочая», «сборными России и Канады»: a noun in the plural comes first."""
    name = names[number]
    words = words_of(tokens, name)
    row = list(later(tokens, names, number)) if words[0][0].islower() else []
    for noun in _nouns(words[0], "plur") if row else ():
        begin = _start_of_complement(names, number)
        if noun.singular in _STREETS:
            # «улиц Верхние Поля и Заречная», but «сборными по хоккею СССР и Канады».
            begin = 1
            row = [other for other in row if not _has_street(words_of(tokens, names[other]))]
        elif name.span.type == "LOC":
            # «сектора Газа и Западного берега»
            row = [other for other in row if not words_of(tokens, names[other])[-1].islower()]
        own = _complement(words[begin:], noun, name.span.type)
        others = [
            _complement(words_of(tokens, names[other]), noun, name.span.type) for other in row
        ]
        if own and all(others):
            head = " ".join([noun.singular, *words[1:begin]])
            for other, complement in zip((number, *row), (own, *others), strict=True):
                names[other] = named(names[other], f"{head} {complement}", noun.case)
            return


def _start_of_complement(names: Sequence[Name], number: int) -> int:
    """Return which word of a name begins its last genitive: a nested name is one as a whole."""
    span = names[number].span
    for other in names[number + 1 :]:
        if other.span.start >= span.end:
            break
        if other.span.end == span.end and other.span.start > span.start:
            return other.span.start - span.start
    return span.end - span.start - 1


def _share_counted_noun(tokens: Tokens, names: list[Name], number: int) -> None:
    """«38 — над Брянской областью, 25 — над Курской»: numbers part names that share a noun."""
    name = names[number]
    words = words_of(tokens, name)
    if name.span.type != "LOC" or not _is_adjective(words[0], "LOC"):
        return
    for noun in _nouns(words[-1], "sing"):
        if not _attributes(words[:-1], noun, "LOC"):
            continue
        for others in (range(number - 1, -1, -1), range(number + 1, len(names))):
            beside = name
            for other in others:
                if not _are_counted(tokens, beside, names[other]):
                    break
                beside = names[other]
                attribute = words_of(tokens, beside)
                if len(attribute) == 1 and (own := _attributes(attribute, noun, "LOC")):
                    names[other] = named(beside, f"{own} {noun.singular}", noun.case)


def _are_counted(tokens: Tokens, one: Name, other: Name) -> bool:
    """Whether two places stand in one sentence, a number between them."""
    start, end = sorted((one.span, other.span), key=lambda span: span.start)
    between = range(start.end, end.start)
    words = [tokens.words[index] for index in between]
    return (
        other.span.type == "LOC"
        and len(words) <= FARTHEST
        and any(map(_is_number, words))
        and not any(word[-1] in SENTENCE_ENDS for word in words)
        and tokens.breaks.isdisjoint(between)
    )


def _share_region(tokens: Tokens, names: list[Name]) -> None:
    """«Свет вернули в Тульскую область. В Курской его нет»: far from the noun that it needs.

    Where the text speaks of regions, an adjective is one after a preposition for where, or beside
    another; «на Тверской» is a street.
    """
    if _REGIONS.isdisjoint(tokens.words):
        return
    regions = {n for n, name in enumerate(names) if name.normal.endswith(f" {_REGION}")}
    for number, name in enumerate(names):
        if name.span.type != "LOC" or len(name.words) > 1:
            continue
        before = tokens.words[name.span.start - 1].lower() if name.span.start else ""
        beside = before in JOINTS and number - 1 in regions
        if not beside and before not in _WHERE:
            continue
        for case in ("gent", "datv", "accs", "ablt", "loct"):
            region = Noun(case, _REGION, "femn")
            attribute = _own_attribute(tokens, name, region)
            if attribute and built_in_aliases().find("LOC", f"{attribute} {_REGION}"):
                names[number] = named(name, f"{attribute} {_REGION}", case)
                regions.add(number)
                break


def _is_number(word: str) -> bool:
    return word.isdigit() or any(reading.lemma in _NUMBERS for reading in known_readings(word))


@lru_cache(maxsize=WORDS)
def _nouns(word: str, number: Number) -> tuple[Noun, ...]:
    """Return the nouns that a word is a case form of, in the singular or the plural."""
    found: dict[Noun, None] = {}
    for reading in known_readings(word) if word[0].islower() else ():
        if reading.part == "noun" and reading.number == number and reading.case:
            genders = {
                one.gender
                for one in known_readings(reading.lemma)
                if one.part == "noun" and (one.case, one.number) == ("nomn", "sing")
            }
            (gender, *others) = genders or {None}
            if gender and not others:
                found[Noun(reading.case, reading.lemma, gender)] = None
    return tuple(found)


def _attributes(words: Sequence[str], noun: Noun, kind: Type) -> str | None:
    """Put adjectives in the singular that belong to a noun into the nominative, if they do."""
    nominatives = []
    for word in words:
        if noun.case == "accs" and word.endswith(_ANIMATE):
            # «Торгового дома» is no «дома», though his adjective would fit.
            return None
        fitting = [
            nominative
            for nominative, case, gender, number, role, _ in forms(word, kind)
            if role == "adjective"
            and (case, number) == (noun.case, "sing")
            and gender in (None, noun.gender)
        ]
        if not fitting:
            return None
        nominatives.append(respell(word, fitting[0]))
    return " ".join(nominatives)


def _is_adjective(word: str, kind: Type) -> bool:
    """Whether a word may be an adjective in the singular."""
    found = forms(word, kind)
    return any(role == "adjective" and number == "sing" for *_, number, role, _ in found)


def _complement(words: Sequence[str], noun: Noun, kind: Type) -> str | None:
    """Return what stands after a shared noun: an adjective of its gender, or a genitive."""
    if not words[0][0].isupper():
        return None
    for case in (noun.case, "nomn"):
        adjective = _attributes(words, noun._replace(case=case), kind)
        if adjective:
            return adjective
    cases = (None, "gent", "nomn") if noun.singular in _STREETS else (None, "gent")
    return " ".join(words) if any(case in cases for _, case, *_ in forms(words[0], kind)) else None


def _has_street(words: Sequence[str]) -> bool:
    """«Тихорецкий бульвар», «Аллея Героев» beside «улица Верхние Поля» are no streets so called."""
    return any(reading.lemma in _STREETS for word in words for reading in known_readings(word))
