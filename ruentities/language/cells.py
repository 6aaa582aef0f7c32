"""The forms of a paradigm of the dictionary: what each says, and its nominative.

A word of the dictionary is a paradigm and the number of a form in it. What that form is, and what
its nominative ends in, is worked out once for all words.
"""

from __future__ import annotations

from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.kinds import GENDERS, NUMBERS
from ruentities.language.opencorpora import dictionary, with_grammemes
from ruentities.language.remembered import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruentities.kinds import Case, Number, WordGender

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


class _Form(NamedTuple):
    """What stands before the stem of a form, its tag, and what stands after the stem."""

    prefix: str
    tag: Tag
    suffix: str


@lru_cache(maxsize=WORDS)
def cell(paradigm: int, number: int) -> Cell:
    """Return a form of a paradigm.

    Args:
        paradigm: Number of the paradigm in the dictionary.
        number: Number of the form in it.
    """
    own, first = _form(paradigm, number), _form(paradigm, 0)
    lemma = _ending(own, first)
    if own.tag.grammar.part not in DECLINED:
        return Cell(paradigm, number, own.tag, None, lemma)
    nominative = _ending(own, _nominative(paradigm, own, own.tag.nominative))
    return Cell(paradigm, number, own.tag, lemma if nominative == lemma else nominative, lemma)


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
    own = _form(paradigm, number)
    return _ending(own, _nominative(paradigm, own, wanted))


def _ending(form: _Form, other: _Form) -> Ending | None:
    if (form.prefix, form.suffix) == (other.prefix, other.suffix):
        return None
    return Ending(len(form.prefix), len(form.suffix), other.prefix, other.suffix)


def _nominative(paradigm: int, form: _Form, wanted: frozenset[str]) -> _Form:
    """Return the nominative of a form.

    It is chosen as pymorphy3's ``inflect`` does: one with all grammemes that are wanted, or with
    those of the form itself when there is none («гора-римский»).
    """
    nominatives = _nominatives(paradigm)
    return (
        _closest(form.tag, nominatives, wanted)
        or _closest(form.tag, nominatives, form.tag.nominative)
        or form
    )


def _closest(tag: Tag, among: Iterable[_Form], wanted: frozenset[str]) -> _Form | None:
    """Return the form with some grammemes that otherwise is most like one with a tag."""
    fitting = [one for one in among if wanted.issubset(one.tag.grammemes)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    exact = with_grammemes(tag.grammemes, wanted)
    return max(fitting, key=lambda one: likeness(exact, one.tag))


def likeness(wanted: frozenset[str], tag: Tag) -> float:
    """Return how like a tag is to some grammemes, as pymorphy3 counts."""
    return len(wanted.intersection(tag.grammemes)) - 0.1 * len(
        wanted.symmetric_difference(tag.grammemes)
    )


def _form(paradigm: int, number: int) -> _Form:
    read = dictionary()
    row = read.paradigms[paradigm]
    count = len(row) // 3
    return _Form(
        read.prefixes[row[2 * count + number]],
        _tag(row[count + number]),
        intern(read.suffixes[row[number]]),
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
    after = [read.suffixes[suffix] for suffix in row[:count]]
    stem = form[len(before[number]) : len(form) - len(after[number])]
    return [prefix + stem + suffix for prefix, suffix in zip(before, after, strict=True)]


def tags(paradigm: int) -> list[Tag]:
    """Return the tag of each form of a paradigm of the dictionary."""
    row = dictionary().paradigms[paradigm]
    count = len(row) // 3
    return [_tag(number) for number in row[count : 2 * count]]


@lru_cache(maxsize=_CACHED_PARADIGMS)
def _nominatives(paradigm: int) -> tuple[_Form, ...]:
    """Return the nominatives of a paradigm."""
    row = dictionary().paradigms[paradigm]
    count = len(row) // 3
    among = _nominative_tags()
    numbers = [number for number, tag in enumerate(row[count : 2 * count]) if tag in among]
    return tuple([_form(paradigm, number) for number in numbers])


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
        _grammar(grammemes[0], frozenset(grammemes)),
        grammemes,
        _same(_nominative_grammemes(frozenset(grammemes))),
        _NOT_PRODUCTIVE.isdisjoint(grammemes),
        "Supr" in grammemes,
    )


@lru_cache(maxsize=_CACHED_TAGS)
def _same(grammemes: frozenset[str]) -> frozenset[str]:
    """Return one object for all that are alike: Python's garbage collector walks through each."""
    return grammemes


def _nominative_grammemes(grammemes: frozenset[str]) -> frozenset[str]:
    """Return what the nominative of the same number and gender has."""
    if "plur" in grammemes:
        return frozenset({"nomn", "plur"})
    shows_gender = "sing" in grammemes and "ms-f" not in grammemes
    return frozenset({"nomn", "sing"} | (grammemes & _GENDERS.keys() if shows_gender else set()))


def _grammar(part: str, grammemes: frozenset[str]) -> Grammar:
    number = _NUMBERS.get(next(iter(grammemes & _NUMBERS.keys()), ""))
    # «Обама» serves both genders, a plural none.
    open_gender = number == "plur" or "ms-f" in grammemes
    return Grammar(
        PARTS.get(part, "other"),
        _CASES.get(next(iter(grammemes & _CASES.keys()), "")),
        None if open_gender else _GENDERS.get(next(iter(grammemes & _GENDERS.keys()), "")),
        number,
        _same(_LABELS & grammemes),
        "anim" in grammemes,
    )
