"""The forms of a paradigm of the dictionary: what each says, and its nominative.

A word of the dictionary is a paradigm and the number of a form in it. What that form is, and what
its nominative ends in, is worked out once for all words.
"""

from __future__ import annotations

from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from ruentities.kinds import GENDERS, NUMBERS
from ruentities.language.opencorpora import dictionary, with_grammemes
from ruentities.language.remembered import WORDS

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping

    from ruentities.kinds import Case, Number, WordGender

_Told = TypeVar("_Told")

_CASES: Final[dict[str, Case]] = {
    "nomn": "nomn",
    "gent": "gent",
    "datv": "datv",
    "accs": "accs",
    "ablt": "ablt",
    "loct": "loct",
    "gen2": "gent",
    "acc2": "accs",
    "loc2": "loct",
}
_GENDERS: Final[dict[str, WordGender]] = {gender: gender for gender in GENDERS}
_NUMBERS: Final[dict[str, Number]] = {number: number for number in NUMBERS}
PARTS: Final = {
    "NOUN": "noun",
    "ADJF": "adjective",
    "PRTF": "adjective",
    "VERB": "verb",
    "PRTS": "verb",
    "INFN": "verb",
}
DECLINED: Final = ("noun", "adjective")
# The grammemes of OpenCorpora (https://opencorpora.org/dict.php?act=gram) that tell of names.
_LABELS: Final = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Abbr", "Fixd"})
# Words of these are all known: no other is one of them.
_NOT_PRODUCTIVE: Final = frozenset(("NUMR", "NPRO", "PRED", "PREP", "CONJ", "PRCL", "INTJ", "Apro"))
_CACHED_TAGS: Final = 10_000
_CACHED_PARADIGMS: Final = 2_000


class Grammar(NamedTuple):
    """What a tag says; see `ruentities.language.dictionary.Reading`."""

    part: str
    case: Case | None
    gender: WordGender | None
    number: Number | None
    labels: frozenset[str]
    animate: bool


class Tag(NamedTuple):
    """A tag of the dictionary.

    Attributes:
        text: As the dictionary writes it.
        grammar: What it says.
        grammemes: All that it has; a set of them would take six times the memory.
        nominative: What the nominative of the same number and gender has of them.
        productive: Whether words that the dictionary does not hold may have it.
        superlative: Whether it is that of a superlative.
    """

    text: str
    grammar: Grammar
    grammemes: tuple[str, ...]
    nominative: frozenset[str]
    productive: bool
    superlative: bool


class Ending(NamedTuple):
    """How a form becomes another of its paradigm: letters to cut off, and what to put there."""

    start: int
    end: int
    prefix: str
    suffix: str

    def of(self, form: str) -> str:
        """Return the other form."""
        return f"{self.prefix}{form[self.start : len(form) - self.end]}{self.suffix}"


class Cell(NamedTuple):
    """A form of a paradigm.

    Attributes:
        paradigm: Number of the paradigm in the dictionary; -1 of what has none.
        number: Number of the form in it.
        tag: Its tag.
        nominative: How to make the nominative of it, None where it stays as it is.
        lemma: How to make the dictionary form of it, None where it is that; the same object as
            ``nominative`` where one form is both.
    """

    paradigm: int
    number: int
    tag: Tag
    nominative: Ending | None
    lemma: Ending | None


@lru_cache(maxsize=WORDS)
def cell(paradigm: int, number: int) -> Cell:
    """Return a form of a paradigm.

    Args:
        paradigm: Number of the paradigm in the dictionary.
        number: Number of the form in it.
    """
    row = dictionary().paradigms[paradigm]
    tag = _tag(row[len(row) // 3 + number])
    lemma = _ending(row, number, 0)
    if tag.grammar.part not in DECLINED:
        return Cell(paradigm, number, tag, None, lemma)
    nominative = _ending(row, number, _nominative(paradigm, number, tag, tag.nominative))
    return Cell(paradigm, number, tag, lemma if nominative == lemma else nominative, lemma)


@lru_cache(maxsize=_CACHED_TAGS)
def unchanging(tag: str) -> Cell:
    """Return the form of what has no paradigm: a number, an initial, what cannot be read.

    Args:
        tag: Its tag, as the dictionary would write it.
    """
    return Cell(-1, 0, _read_tag(tag), None, None)


def nominative_ending(paradigm: int, number: int, wanted: frozenset[str]) -> Ending | None:
    """Return how to make a nominative of a form that has other grammemes than its tag tells.

    Args:
        paradigm: Number of the paradigm in the dictionary.
        number: Number of the form in it.
        wanted: Grammemes of the nominative.
    """
    row = dictionary().paradigms[paradigm]
    tag = _tag(row[len(row) // 3 + number])
    return _ending(row, number, _nominative(paradigm, number, tag, wanted))


def _ending(row: array[int], number: int, other: int) -> Ending | None:
    """Return how a form becomes another of its paradigm, None where both are alike."""
    count = len(row) // 3
    suffix, other_suffix = row[number], row[other]
    prefix, other_prefix = row[2 * count + number], row[2 * count + other]
    if suffix == other_suffix and prefix == other_prefix:
        return None
    read = dictionary()
    return Ending(
        len(read.prefixes[prefix]),
        len(read.suffixes[suffix]),
        read.prefixes[other_prefix],
        intern(read.suffixes[other_suffix]),
    )


def _nominative(paradigm: int, number: int, tag: Tag, wanted: frozenset[str]) -> int:
    """Return the number of a form's nominative.

    It is chosen as pymorphy3's ``inflect`` does: one with all grammemes that are wanted, or with
    those of the form itself when there is none («гора-римский»).
    """
    fitting = _with_grammemes(paradigm, wanted)
    if not fitting:
        wanted = tag.nominative
        fitting = _with_grammemes(paradigm, wanted)
    if len(fitting) < 2:
        return fitting[0] if fitting else number
    # The one that otherwise is most like the form.
    exact = with_grammemes(tag.grammemes, wanted)
    row = dictionary().paradigms[paradigm]
    count = len(row) // 3
    return max(fitting, key=lambda one: likeness(exact, _tag(row[count + one])))


@lru_cache(maxsize=_CACHED_PARADIGMS)
def _with_grammemes(paradigm: int, wanted: frozenset[str]) -> tuple[int, ...]:
    """Return the numbers of a paradigm's nominatives that have some grammemes."""
    row = dictionary().paradigms[paradigm]
    count = len(row) // 3
    among = _nominative_tags()
    return tuple(
        [
            number
            for number, tag in enumerate(row[count : 2 * count])
            if tag in among and wanted.issubset(_tag(tag).grammemes)
        ]
    )


def likeness(wanted: frozenset[str], tag: Tag) -> float:
    """Return how like a tag is to some grammemes, as pymorphy3 counts."""
    return len(wanted.intersection(tag.grammemes)) - 0.1 * len(
        wanted.symmetric_difference(tag.grammemes)
    )


def forms(paradigm: int, number: int, form: str) -> list[str]:
    """Return every form of a word.

    Args:
        paradigm: Number of the paradigm in the dictionary; -1 of what has none.
        number: Number of the form in it.
        form: The form.
    """
    if paradigm < 0:
        return [form]
    read = dictionary()
    row = read.paradigms[paradigm]
    count = len(row) // 3
    before = [read.prefixes[prefix] for prefix in row[2 * count :]]
    after = read.suffixes.some(row[:count])
    stem = form[len(before[number]) : len(form) - len(after[number])]
    return [prefix + stem + suffix for prefix, suffix in zip(before, after, strict=True)]


def tags(paradigm: int) -> list[Tag]:
    """Return the tag of each form of a paradigm of the dictionary."""
    row = dictionary().paradigms[paradigm]
    count = len(row) // 3
    return [_tag(number) for number in row[count : 2 * count]]


@lru_cache(maxsize=1)
def _nominative_tags() -> frozenset[int]:
    return frozenset(number for number, tag in enumerate(dictionary().tags) if "nomn" in tag)


@lru_cache(maxsize=_CACHED_TAGS)
def _tag(number: int) -> Tag:
    """Return a tag by its number in the dictionary."""
    return _read_tag(dictionary().tags[number])


def _read_tag(text: str) -> Tag:
    grammemes = tuple(map(intern, text.replace(" ", ",", 1).split(",")))
    return Tag(
        text,
        _grammar(grammemes),
        grammemes,
        _same(frozenset(_nominative_grammemes(grammemes))),
        _NOT_PRODUCTIVE.isdisjoint(grammemes),
        "Supr" in grammemes,
    )


@lru_cache(maxsize=_CACHED_TAGS)
def _same(grammemes: frozenset[str]) -> frozenset[str]:
    """Return one object for all that are alike: Python's garbage collector walks through each."""
    return grammemes


def _nominative_grammemes(grammemes: tuple[str, ...]) -> list[str]:
    """Return what the nominative of the same number and gender has."""
    if "plur" in grammemes:
        return ["nomn", "plur"]
    shows_gender = "sing" in grammemes and "ms-f" not in grammemes
    return ["nomn", "sing", *filter(_GENDERS.get, grammemes if shows_gender else ())]


def _grammar(grammemes: tuple[str, ...]) -> Grammar:
    number = _told(_NUMBERS, grammemes)
    # «Обама» serves both genders, a plural none.
    open_gender = number == "plur" or "ms-f" in grammemes
    return Grammar(
        PARTS.get(grammemes[0], "other"),
        _told(_CASES, grammemes),
        None if open_gender else _told(_GENDERS, grammemes),
        number,
        _same(_LABELS.intersection(grammemes)),
        "anim" in grammemes,
    )


def _told(known: Mapping[str, _Told], grammemes: tuple[str, ...]) -> _Told | None:
    """Return what the one grammeme of some that a tag may have says."""
    return next(filter(None, map(known.get, grammemes)), None)
