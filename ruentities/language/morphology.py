"""Readings of a word, known or not, its lemmas and its case forms."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Final

from ruentities.kinds import GENDERS
from ruentities.language.cells import DECLINED, forms
from ruentities.language.dictionary import Reading, dictionary_readings, inflected, lexeme
from ruentities.language.folding import plain
from ruentities.language.opencorpora import dictionary
from ruentities.language.remembered import EVERY_WORD, RARE_WORDS, WORDS, remembered
from ruentities.language.unknown_words import guessed_readings, ways

if TYPE_CHECKING:
    from ruentities.kinds import Case, Number, WordGender
    from ruentities.language.cells import Tag

# A word is parted in every way.
_LONGEST_WORD: Final = 60
_GENDERS: Final = frozenset(GENDERS)
_CYRILLIC: Final = re.compile("[0-9A-Za-z.'’-]*[\u0400-\u04ff][0-9A-Za-z\u0400-\u04ff.'’-]*")


def readings(word: str) -> tuple[Reading, ...]:
    """Return the readings of a word form, the likeliest first.

    What the dictionary does not hold is read by its letters.

    Args:
        word: One word, in any case. What is too long to be a word, or has no Cyrillic letter,
            has no readings.

    >>> first = readings("Набиуллиной")[0]
    >>> first.nominative, first.gender, sorted(first.labels)
    ('набиуллина', 'femn', ['Surn'])
    """
    return known_readings(word) or _guessed(word)


@remembered(EVERY_WORD)
def known_readings(word: str) -> tuple[Reading, ...]:
    """Return the readings of a word form that the dictionary holds.

    Where it holds none that takes a tenth of the time that `readings` takes.

    >>> known_readings("Москве") == readings("Москве"), known_readings("Скабеевой")
    (True, ())
    """
    return dictionary_readings(word.lower()) if _is_readable(word) else ()


@remembered(RARE_WORDS)
def _guessed(word: str) -> tuple[Reading, ...]:
    """Return what is guessed of a word that the dictionary does not hold."""
    return guessed_readings(word) if _is_readable(word) else ()


def _is_readable(word: str) -> bool:
    return len(word) <= _LONGEST_WORD and _CYRILLIC.fullmatch(word) is not None


def agree(adjective: Reading, other: Reading) -> bool:
    """Whether an adjective stands in the case, number and gender of another word.

    >>> new = readings("новом")[0]
    >>> agree(new, readings("доме")[0]), agree(new, readings("домах")[0])
    (True, False)
    """
    return (adjective.case, adjective.number) == (other.case, other.number) and (
        adjective.gender in (None, other.gender)
    )


def is_common(word: str) -> bool:
    """Whether the dictionary knows a word as something else than a name.

    >>> is_common("Лев"), is_common("Собянин")
    (True, False)
    """
    return any(not reading.labels for reading in known_readings(word))


@remembered(WORDS)
def lemmas(word: str) -> frozenset[str]:
    """Return every form that a word may be a case form of, without ё and in lower case.

    >>> sorted(lemmas("Лаврова"))
    ['лавров', 'лаврова']
    """
    found = {plain(word)}
    for reading in readings(word):
        if reading.part in DECLINED:
            found.add(plain(reading.nominative))
            found.add(plain(reading.lemma))
    return frozenset(found)


@lru_cache(maxsize=64)
def every_form(words: frozenset[str]) -> frozenset[str]:
    """Return every form of some dictionary words, without ё and in lower case.

    To know a word for one of these few is far cheaper than to read it.

    >>> sorted(every_form(frozenset({"шоссе"}))), "озёр".replace("ё", "е") in every_form(
    ...     frozenset({"озеро"})
    ... )
    (['шоссе'], True)
    """
    read = dictionary()
    found: set[str] = set()
    for word in words:
        held = read.words.similar_items(word, read.alike)
        for form, places in held:
            if form == word:
                # As the first form of its paradigms.
                first = [(paradigm, number) for paradigm, number in places if not number]
                found.update(*[forms(paradigm, number, form) for paradigm, number in first])
        if not held:
            guessed = [one for one in ways(word) if one.lemma == word]
            found.update(form for one in guessed for form, _ in lexeme(one))
    # A set of a set is half as large as that of an iterator; many words are in several.
    return frozenset({intern(plain(form)) for form in found})


def case_forms(
    word: str,
    case: Case,
    gender: WordGender | None,
    number: Number,
    *,
    labels: frozenset[str],
    adjective: bool,
) -> tuple[str, ...]:
    """Put a nominative into a case, in every way that the dictionary knows.

    Args:
        word: A nominative in lower case.
        case: Such as ``"gent"``.
        gender: The gender to agree with, or None for any.
        number: ``"sing"`` or ``"plur"``.
        labels: What kind of name it is best read as.
        adjective: Whether it is an adjective; of adjectives those are known, too, that the
            dictionary does not hold.

    >>> case_forms("иванова", "datv", "femn", "sing", labels=frozenset({"Surn"}), adjective=False)
    ('ивановой',)
    """
    inflections: dict[tuple[bool, bool], list[str]] = defaultdict(list)
    known = bool(known_readings(word))
    for one in ways(word):
        tag = one.tag
        part = tag.grammar.part
        if (
            not {"nomn", number}.issubset(tag.grammemes)
            or not _has_gender(tag, gender)
            or part not in (("adjective",) if adjective else DECLINED)
            or not (known or adjective)
        ):
            continue
        wanted: set[str] = {case, number}
        if part == "adjective" and number == "sing":
            wanted |= _GENDERS.intersection(tag.grammemes)
        if form := inflected(one, frozenset(wanted)):
            inflections[not labels.isdisjoint(tag.grammemes), part == "noun"].append(form)
    return tuple(dict.fromkeys(inflections[max(inflections)])) if inflections else ()


def _has_gender(tag: Tag, gender: WordGender | None) -> bool:
    return gender is None or not {"plur", "ms-f", gender}.isdisjoint(tag.grammemes)
