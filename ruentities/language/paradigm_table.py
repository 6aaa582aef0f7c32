"""Paradigms of names: their endings, written by hand, and how many names of each are known."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from ruentities.kinds import CASES, GENDERS, NUMBERS
from ruentities.language.remembered import WORDS, Answers
from ruentities.language.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruentities.kinds import Case, Number, Type, WordGender

NameRole = Literal["first", "middle", "last", "place", "body"]

# What roles the words of a name can have that the sentence's words do not tell.
ROLES_OF_TYPE: Final[dict[Type, tuple[NameRole, ...]]] = {
    "PER": ("first", "middle", "last"),
    "LOC": ("place",),
    "ORG": ("body",),
}
# What marks a line of ``declensions.tsv`` in the table of counts.
LINE: Final = "="
# What the table of paradigms calls them.
_EMPTY: Final = "-"
_ROLES: Final[dict[str, NameRole]] = {
    role: role for roles in ROLES_OF_TYPE.values() for role in roles
}
_GENDERS: Final[dict[str, WordGender | None]] = {
    **{gender: gender for gender in GENDERS},
    _EMPTY: None,
}
_NUMBERS: Final[dict[str, Number]] = {number: number for number in NUMBERS}
_NONE: Final[Mapping[int, int]] = MappingProxyType({})
# Stands for the letters before them.
MORE: Final = "…"
# What stands in the conditions of the table; letters that are cut off may hold any vowel.
_CLASSES: Final = {"V": f"[аеёиоуыэюя{MORE}]", "C": "[бвгджзйклмнпрстфхцчшщ]"}


@dataclass(frozen=True, slots=True)
class Paradigm:
    """How names of one kind are declined.

    Attributes:
        role: What part of a person's name, or ``"place"`` or ``"body"``.
        gender: ``"masc"``, ``"femn"``, ``"neut"``, or None for both and for the plural.
        number: ``"sing"`` or ``"plur"``.
        endings: What follows the stem, in the order of `CASES`.
        condition: What is found at the end of its nominatives, a pattern; see `fits`.
        fixed: Whether all cases are alike.
    """

    role: NameRole
    gender: WordGender | None
    number: Number
    endings: tuple[str, ...]
    condition: str
    fixed: bool

    def fits(self, nominative: str) -> bool:
        """Whether a nominative is one of this paradigm, by its last letters."""
        return _condition(self.condition).search(nominative) is not None


@lru_cache(maxsize=256)
def _condition(pattern: str) -> re.Pattern[str]:
    """Compile a condition when it is first asked for: all of them take as long as the counts."""
    return re.compile(pattern)


# A paradigm that has an ending: its number, itself, and the cases that the ending is of, None alone
# when all are alike.
Place = tuple[int, Paradigm, tuple["Case | None", ...]]


class Counts(NamedTuple):
    """What was counted of the names of a type.

    Attributes:
        paradigms: For each ending those that have it.
        stems: For each ending of a stem how many known names have it, by number of the paradigm.
    """

    paradigms: Mapping[str, Sequence[Place]]
    stems: Mapping[str, Mapping[int, int]]


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
            pattern,
            len(set(cases)) == 1,
        )
    return found


@lru_cache(maxsize=1)
def counts() -> Mapping[Type, Counts]:
    """Return what was counted, loaded once."""
    with table("declensions.tsv") as grammar:
        lines = paradigms(grammar)
    with table("paradigms.tsv") as counted:
        return _read(lines, counted)


def _read(lines: Mapping[str, Paradigm], counted: str) -> Mapping[Type, Counts]:
    numbers = {head: number for number, head in enumerate(lines)}
    order: list[int] = []
    by_last_letter: dict[Type, dict[str, str]] = {kind: {} for kind in ROLES_OF_TYPE}
    types: dict[str, Type] = {kind: kind for kind in ROLES_OF_TYPE}
    for line in counted.splitlines():
        mark, _, rest = line.partition("\t")
        if mark == LINE:
            if rest not in numbers:
                raise ValueError(f"declensions.tsv has no line {rest!r}")
            order.append(numbers[rest])
        elif mark in types:
            if rest.count(" ") != rest.count(":"):
                raise ValueError(f"a count of {rest[:1]!r} has not two numbers")
            by_last_letter[types[mark]][rest[:1].strip()] = rest
    return {
        kind: Counts(_by_ending(lines, roles), _stems(by_last_letter[kind], order))
        for kind, roles in ROLES_OF_TYPE.items()
    }


def _by_ending(
    lines: Mapping[str, Paradigm], roles: Sequence[NameRole]
) -> Mapping[str, Sequence[Place]]:
    endings: dict[str, list[Place]] = defaultdict(list)
    for number, paradigm in enumerate(lines.values()):
        if paradigm.role in roles:
            cases: dict[str, tuple[Case | None, ...]] = {}
            for ending, case in zip(paradigm.endings, CASES, strict=True):
                cases[ending] = (None,) if paradigm.fixed else (*cases.get(ending, ()), case)
            for ending, own in cases.items():
                endings[ending].append((number, paradigm, own))
    return dict(endings)


def _stems(lines: Mapping[str, str], order: Sequence[int]) -> Mapping[str, Mapping[int, int]]:
    """Return how often each paradigm was counted by the letters that a stem ends in.

    Counts are read when they are first asked for: a dictionary for each of 8,500 ends is two
    megabytes and a thirtieth of the start.

    Args:
        lines: What was counted, by the last letter.
        order: The number of each counted paradigm.
    """

    def counted(end: str) -> Mapping[int, int]:
        line = lines.get(end[-1:], "")
        start = line.find(f"\t{end} ")
        if start < 0:
            return _NONE
        pairs = line[start + len(end) + 2 : line.find("\t", start + 1)].replace(":", " ")
        numbers = map(int, pairs.split())
        return dict(zip(map(order.__getitem__, numbers), numbers, strict=True))

    return Answers(counted, WORDS)
