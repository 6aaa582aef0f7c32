"""Names that share a word: each gets its full nominative.

«в Брянской, Липецкой и Тульской областях» names three regions, «106-я и 155-я бригады» two
brigades, «улицы Лесная и Рабочая» two streets, «Марка и Константина Бергманов» two people,
«38 — над Брянской областью, 25 — над Курской» two regions.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.language.declension import forms
from ruentities.language.morphology import known_readings
from ruentities.language.spelling import respell
from ruentities.text.segmentation import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruentities.kinds import Case, Number, Type, WordGender
    from ruentities.language.form import Form
    from ruentities.normalization.name import Name
    from ruentities.text.segmentation import Tokens

_CACHED_WORDS: Final = 20_000
# A row of names that share a word is not longer, in tokens between two of them.
_FARTHEST: Final = 8
_SENTENCE_ENDS: Final = frozenset(".!?…;")
_JOINTS: Final = frozenset((",", "и", "или"))
_NUMBERS: Final = frozenset(
    "один два три четыре пять шесть семь восемь девять десять двадцать тридцать сорок".split()
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
            _share_surname(tokens, found, number)
        elif not _share_noun_after(tokens, found, number):
            _share_noun_before(tokens, found, number)
            _share_counted_noun(tokens, found, number)
    return found


def _words(tokens: Tokens, name: Name) -> list[str]:
    return tokens.words[name.span.start : name.span.end]


def _share_noun_after(tokens: Tokens, names: list[Name], number: int) -> bool:
    """«Липецкой и Тульской областях»: adjectives in the singular, then a noun in the plural."""
    name = names[number]
    words = _words(tokens, name)
    for place, word in enumerate(words[1:], start=1):
        for noun in _nouns(word, "plur"):
            attributes = _attributes(words[:place], noun, name.span.type)
            if attributes:
                # A full stop stands close: «Тульской обл.»
                rest = [word if word == "." else f" {word}" for word in words[place + 1 :]]
                tail = "".join([noun.singular, *rest])
                names[number] = _named(name, f"{attributes} {tail}", noun.case)
                for earlier in _earlier(tokens, names, number):
                    own = _attributes(_words(tokens, names[earlier]), noun, name.span.type)
                    if own is None:
                        break
                    names[earlier] = _named(names[earlier], f"{own} {tail}", noun.case)
                return True
    return False


def _share_noun_past_number(tokens: Tokens, names: list[Name], number: int) -> None:
    """«Псковской (14) и Тверской (10) областями»: the noun follows the last number in brackets."""
    name = names[number]
    end = name.span.end
    opening, count, closing, last = (*tokens.words[end : end + 4], *[""] * 4)[:4]
    if name.span.type != "LOC" or not (opening == "(" and count.isdigit() and closing == ")"):
        return
    for noun in _nouns(last, "plur") if last else ():
        own = _attributes(_words(tokens, name), noun, "LOC")
        if own:
            names[number] = _named(name, f"{own} {noun.singular}", noun.case)
            for earlier in _earlier(tokens, names, number):
                before = _attributes(_words(tokens, names[earlier]), noun, "LOC")
                if before is None:
                    return
                names[earlier] = _named(names[earlier], f"{before} {noun.singular}", noun.case)
            return


def _share_noun_before(tokens: Tokens, names: list[Name], number: int) -> None:
    """«улицы Лесная и Рабочая», «сборными России и Канады»: a noun in the plural comes first."""
    name = names[number]
    words = _words(tokens, name)
    nouns = _nouns(words[0], "plur")
    later = list(_later(tokens, names, number)) if nouns else []
    for noun in nouns if later else ():
        own = _complement(words[-1:], noun, name.span.type)
        others = [
            _complement(_words(tokens, names[other]), noun, name.span.type) for other in later
        ]
        if own and all(others):
            head = " ".join([noun.singular, *words[1:-1]])
            for other, complement in zip((number, *later), (own, *others), strict=True):
                names[other] = _named(names[other], f"{head} {complement}", noun.case)
            return


def _share_counted_noun(tokens: Tokens, names: list[Name], number: int) -> None:
    """«38 — над Брянской областью, 25 — над Курской»: numbers part names that share a noun."""
    name = names[number]
    words = _words(tokens, name)
    if name.span.type != "LOC":
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
                attribute = _words(tokens, beside)
                if len(attribute) == 1 and (own := _attributes(attribute, noun, "LOC")):
                    names[other] = _named(beside, f"{own} {noun.singular}", noun.case)


def _are_counted(tokens: Tokens, one: Name, other: Name) -> bool:
    """Whether two places stand in one sentence, a number between them."""
    start, end = sorted((one.span, other.span), key=lambda span: span.start)
    between = range(start.end, end.start)
    words = [tokens.words[index] for index in between]
    return (
        other.span.type == "LOC"
        and len(words) <= _FARTHEST
        and any(map(_is_number, words))
        and not any(word[-1] in _SENTENCE_ENDS for word in words)
        and tokens.breaks.isdisjoint(between)
    )


def _is_number(word: str) -> bool:
    return word.isdigit() or any(reading.lemma in _NUMBERS for reading in known_readings(word))


def _share_surname(tokens: Tokens, names: list[Name], number: int) -> None:
    """«Марка и Константина Бергманов»: first names in the singular, a surname in the plural."""
    name = names[number]
    words = _words(tokens, name)
    if len(words) != 2 or not all(map(is_word, words)):
        return
    (*_, before) = (-1, *_earlier(tokens, names, number))
    if before < 0:
        return
    given = [_given_name(_words(tokens, names[before])[0]), _given_name(words[0])]
    families = [form for form in forms(words[1], "PER") if form.number == "plur"]
    for one, other, family in ((a, b, c) for a in given[0] for b in given[1] for c in families):
        if one.case == other.case == family.case:
            for position, form in ((before, one), (number, other)):
                surname = _of_one(family.nominative, form.gender)
                if surname is None:
                    return
                first = respell(_words(tokens, names[position])[0], form.nominative)
                last = respell(words[1], surname)
                named = _named(names[position], f"{first} {last}", form.case)
                names[position] = replace(
                    named,
                    parts=replace(named.parts, first=first, middle=None, last=last),
                    gender=None if form.gender == "neut" else form.gender,
                )
            return


def _given_name(word: str) -> list[Form]:
    return [form for form in forms(word, "PER") if form.role == "first" and form.number == "sing"]


def _of_one(family: str, gender: WordGender | None) -> str | None:
    """Return the surname of a man or a woman of a family: Бергманы -> Бергман."""
    stem = family[:-1]
    ways = {"masc": [stem, stem + "ь", stem + "а", stem + "й"], "femn": [stem + "а", stem]}
    if family.endswith(("ие", "ые")):
        ways = {"masc": [family[:-1] + "й"], "femn": [stem[:-1] + "ая"]}
    for surname in ways.get(gender or "", []):
        if any(
            form.number == "sing" and form.nominative == surname
            for form in forms(surname.capitalize(), "PER")
        ):
            return surname
    return None


def _earlier(tokens: Tokens, names: Sequence[Name], number: int) -> Iterator[int]:
    """Yield the names of the same type before a name, the nearest first, in its sentence."""
    start, kind = names[number].span.start, names[number].span.type
    for other in range(number - 1, -1, -1):
        span = names[other].span
        between = range(span.end, start)
        if span.end > start:
            continue
        if (
            span.type != kind
            or len(between) > _FARTHEST
            or not between
            or any(i in tokens.breaks or tokens.words[i][-1] in _SENTENCE_ENDS for i in between)
        ):
            return
        if kind != "LOC" and not _JOINTS.issuperset(tokens.words[span.end : start]):
            return
        yield other
        start = span.start


def _later(tokens: Tokens, names: Sequence[Name], number: int) -> Iterator[int]:
    """Yield the names of the same type that «,» and «и» join to a name before them."""
    end, kind = names[number].span.end, names[number].span.type
    for other in range(number + 1, len(names)):
        span = names[other].span
        if span.start < end:
            continue
        if span.type != kind or tokens.words[end : span.start] not in (["и"], [","], ["или"]):
            return
        yield other
        end = span.end


@lru_cache(maxsize=_CACHED_WORDS)
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
        fitting = [
            form.nominative
            for form in forms(word, kind)
            if form.role == "adjective"
            and (form.case, form.number) == (noun.case, "sing")
            and form.gender in (None, noun.gender)
        ]
        if not fitting:
            return None
        nominatives.append(respell(word, fitting[0]))
    return " ".join(nominatives)


def _complement(words: Sequence[str], noun: Noun, kind: Type) -> str | None:
    """Return what stands after a shared noun: an adjective of its gender, or a genitive."""
    if not words[0][0].isupper():
        return None
    for case in (noun.case, "nomn"):
        adjective = _attributes(words, noun._replace(case=case), kind)
        if adjective:
            return adjective
    genitive = any(form.case in (None, "gent") for form in forms(words[0], kind))
    return " ".join(words) if genitive else None


def _named(name: Name, normal: str, case: Case | None) -> Name:
    return replace(name, normal=normal, words=tuple(normal.split()), case=case)
