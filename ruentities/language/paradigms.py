"""How names are declined that no dictionary holds: one grammar for both directions.

A paradigm is the endings of six cases and what its nominatives end in: ``data/declensions.tsv``,
written by hand. How many known names of each paradigm have a stem that ends in certain letters is
counted by `ruentities.training.paradigms`. Read backwards, table and counts say what an unknown
form may be a form of, and forwards how an unknown name is declined.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from ruentities.kinds import CASES, GENDERS, NUMBERS
from ruentities.language.remembered import WORDS
from ruentities.language.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ruentities.kinds import Case, Number, Type, WordGender

    # The paradigms of each ending, for each type of name.
    Counts = Mapping[tuple[Type, str], Sequence["Observed"]]

NameRole = Literal["first", "middle", "last", "place", "body"]

# What roles the words of a name can have that the sentence's words do not tell.
_ROLES_OF_TYPE: Final[dict[Type, tuple[NameRole, ...]]] = {
    "PER": ("first", "middle", "last"),
    "LOC": ("place",),
    "ORG": ("body",),
}
# What the table of paradigms calls them.
_EMPTY: Final = "-"
_ROLES: Final[dict[str, NameRole]] = {
    role: role for roles in _ROLES_OF_TYPE.values() for role in roles
}
_GENDERS: Final[dict[str, WordGender | None]] = {
    **{gender: gender for gender in GENDERS},
    _EMPTY: None,
}
_NUMBERS: Final[dict[str, Number]] = {number: number for number in NUMBERS}
_LONGEST_STEM_END: Final = 3
_LONGEST_SUFFIX: Final = 4
# Endings are at most so long, and no more letters than that tell of a word.
_LONGEST_ENDING: Final = 6
# How many letters of a stem the last letters of a word hold, for each number of them up to the
# longest suffix, by the length of the ending.
_KEPT: Final = tuple(
    tuple(
        max(0, min(length - ending, _LONGEST_STEM_END)) for length in range(1, 1 + _LONGEST_SUFFIX)
    )
    for ending in range(_LONGEST_ENDING + 1)
)
# «Вуйцику» is to be compared with names in -цику that do not change, not with those in -ику.
_KEPT_UNCHANGING: Final = tuple(range(1, 1 + _LONGEST_SUFFIX))
# What such names end in, whose rivals have an ending.
_OPEN_ENDS: Final = frozenset("аеиоуыэюяь")
_NONE_SEEN: Final = (0,) * _LONGEST_SUFFIX
# How many observations what is known of a shorter suffix is worth.
_PRIOR: Final = 8.0
# So many letters of a stem, seen so often, tell which paradigms are worth a look.
_TELLING: Final = 2
_ENOUGH: Final = 50
# Stands for the letters before them.
_MORE: Final = "…"
# What stands in the conditions of the table; letters that are cut off may hold any vowel.
_CLASSES: Final = {"V": f"[аеёиоуыэюя{_MORE}]", "C": "[бвгджзйклмнпрстфхцчшщ]"}


@dataclass(frozen=True, slots=True)
class Paradigm:
    """How names of one kind are declined.

    Attributes:
        role: What part of a person's name, or ``"place"`` or ``"body"``.
        gender: ``"masc"``, ``"femn"``, ``"neut"``, or None for both and for the plural.
        number: ``"sing"`` or ``"plur"``.
        endings: What follows the stem, in the order of `CASES`.
        condition: What is found at the end of its nominatives.
        fixed: Whether all cases are alike.
    """

    role: NameRole
    gender: WordGender | None
    number: Number
    endings: tuple[str, ...]
    condition: re.Pattern[str]
    fixed: bool


class Guess(NamedTuple):
    """What an unknown form may be.

    Attributes:
        nominative: In lower case.
        paradigm: How it is declined.
        case: Its case, or None when all cases are alike.
        stem: How many letters it has before the ending.
        chance: Probability among all that it may be.
    """

    nominative: str
    paradigm: Paradigm
    case: Case | None
    stem: int
    chance: float


class Observed(NamedTuple):
    """A paradigm that has an ending, and what was seen of it.

    Attributes:
        paradigm: The paradigm.
        case: The case that the ending is of, or None when all cases are alike.
        stems: How many known names have a stem that ends in certain letters.
    """

    paradigm: Paradigm
    case: Case | None
    stems: Mapping[str, int]


def paradigms(source: str) -> dict[str, Paradigm]:
    r"""Read the table of declension.

    Args:
        source: Its lines: role, gender and number, endings, condition, names that decline so.

    Returns:
        Each paradigm by the words that it begins with.

    >>> head = "last masc sing - а у а ым е"
    >>> paradigms("last masc sing\t- а у а ым е\t(ов|ин)$\tЛавров")[head].endings[4]
    'ым'
    """
    found = {}
    for line in source.splitlines():
        if line.startswith("#"):
            continue
        grammar, endings, condition, _ = line.split("\t")
        role, gender, number = grammar.split()
        cases = tuple(ending.replace(_EMPTY, "") for ending in endings.split())
        pattern = "".join(_CLASSES.get(letter, letter) for letter in condition)
        # Outside of square brackets.
        pattern = re.sub("е(?![^[]*])", "[её]", pattern)
        found[f"{grammar} {endings}"] = Paradigm(
            _ROLES[role],
            _GENDERS[gender],
            _NUMBERS[number],
            cases,
            re.compile(pattern),
            len(set(cases)) == 1,
        )
    return found


@lru_cache(maxsize=1)
def counts() -> Counts:
    """Return what was counted, loaded once."""
    with table("declensions.tsv") as grammar:
        lines = paradigms(grammar)
    with table("paradigms.tsv") as counted:
        return _read(lines, counted)


def _read(lines: Mapping[str, Paradigm], counted: str) -> Counts:
    by_ending: dict[tuple[Type, str], list[Observed]] = defaultdict(list)
    stems = dict(line.split("\t") for line in counted.splitlines() if line[0] != "#")
    if unknown := stems.keys() - lines.keys():
        raise ValueError(f"declensions.tsv has no line {min(unknown)!r}")
    for head, paradigm in lines.items():
        seen = {
            intern(ending): int(count)
            for pair in stems.get(head, "").split()
            for ending, _, count in [pair.partition(":")]
        }
        (kind,) = (kind for kind, roles in _ROLES_OF_TYPE.items() if paradigm.role in roles)
        for ending, case in zip(paradigm.endings, CASES, strict=True):
            if not paradigm.fixed or case == "nomn":
                by_ending[kind, ending].append(
                    Observed(paradigm, None if paradigm.fixed else case, seen)
                )
    return dict(by_ending)


def guesses(word: str, kind: Type, least: float = 0.0) -> Iterator[Guess]:
    """Yield what a form may be a form of, by its last letters.

    Args:
        word: One word in lower case.
        kind: Type of the name that it belongs to.
        least: Chance below which a guess is left out.

    >>> best = max(guesses("скабеевой", "PER"), key=lambda guess: guess.chance)
    >>> best.nominative, best.paradigm.gender
    ('скабеева', 'femn')
    """
    tail = word if len(word) <= _LONGEST_ENDING else _MORE + word[-_LONGEST_ENDING:]
    for (paradigm, case, _), ending, chance in _chances(tail, kind, least):
        stem = len(word) - ending
        yield Guess(word[:stem] + paradigm.endings[0], paradigm, case, stem, chance)


def _chances(tail: str, kind: Type, least: float) -> list[tuple[Observed, int, float]]:
    """Return the paradigms that a word with these last letters may have.

    Each with the length of its ending and its chance.

    A longer suffix of the word corrects what a shorter one says: smoothing by a hierarchy of
    Dirichlet priors (MacKay and Peto 1995). The condition of a paradigm is asked for last, of the
    few that are likely: hardly any other stem ends like those that were counted.
    """
    learned = counts()
    spelt, tail = tail, tail.replace("ё", "е")
    possible: list[tuple[Observed, str]] = []
    seen: list[tuple[int, ...]] = []
    for cut in range(len(tail), 0, -1):
        ending = tail[cut:]
        if (kind, ending) in learned:
            every = learned[kind, ending]
            stem = tail[:cut]
            stem_ends = [stem[-kept:] if kept else "" for kept in _KEPT[len(ending)]]
            numbers: Iterable[int] = range(len(every))
            if least:
                numbers = _with_stems(kind, ending, stem[-_TELLING:])
            possible += [(every[number], ending) for number in numbers]
            if ending:
                stems = [every[number].stems.get for number in numbers]
                seen += [tuple(map(count, stem_ends, _NONE_SEEN)) for count in stems]
                continue
            whole_ends = [stem[-kept:] for kept in _KEPT_UNCHANGING]
            for number in numbers:
                paradigm, _, counted = every[number]
                ends = whole_ends if is_open_fixed(paradigm, tail) else stem_ends
                seen.append(tuple(map(counted.get, ends, _NONE_SEEN)))
    chances = [1.0 / len(possible)] * len(possible) if possible else []
    for level in zip(*seen, strict=True):
        times = sum(level)
        if times:
            total = times + _PRIOR
            chances = [
                (count + _PRIOR * chance) / total
                for count, chance in zip(level, chances, strict=True)
            ]
    fitting = [
        (observed, len(ending), chance)
        for (observed, ending), chance in zip(possible, chances, strict=True)
        if chance >= least and _fits(spelt, ending, observed.paradigm)
    ]
    whole = sum([chance for *_, chance in fitting])
    return [(observed, ending, chance / whole) for observed, ending, chance in fitting]


def is_open_fixed(paradigm: Paradigm, name: str) -> bool:
    """Whether a paradigm is that of people's names in a vowel that do not change, and fits one."""
    return paradigm.fixed and paradigm.role in _ROLES_OF_TYPE["PER"] and name[-1:] in _OPEN_ENDS


@lru_cache(maxsize=WORDS)
def _with_stems(kind: Type, ending: str, stem_end: str) -> tuple[int, ...]:
    """Return the paradigms of an ending, by number, that have stems with these last letters.

    The others are hardly likely, unless there are few such stems: then one letter tells, or none.
    """
    every = counts()[kind, ending]
    if len(ending) + len(stem_end) <= _LONGEST_SUFFIX:
        times = [observed.stems.get(stem_end, 0) for observed in every]
        if sum(times) >= _ENOUGH:
            return tuple([number for number, count in enumerate(times) if count])
    if stem_end:
        return _with_stems(kind, ending, stem_end[1:])
    return tuple(range(len(every)))


def _fits(form: str, ending: str, paradigm: Paradigm) -> bool:
    """Whether a form may be one of a paradigm, by its nominative.

    That has the ё of the form where it is the nominative itself.
    """
    nominative = form
    if ending != paradigm.endings[0]:
        nominative = form[: len(form) - len(ending)] + paradigm.endings[0]
    return paradigm.condition.search(nominative) is not None
