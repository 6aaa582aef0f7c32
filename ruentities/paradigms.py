"""How names are declined that no dictionary holds, learned from those that one holds.

A paradigm is the endings of six cases. How many known names of each paradigm have a stem that
ends in certain letters is counted by `ruentities.training.paradigms`; read backwards, the counts
say what an unknown form may be a form of, and forwards how an unknown name is declined.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, cast

from ruentities.kinds import CASES
from ruentities.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruentities.kinds import Case, Type

    # The paradigms of each ending, for each type of name.
    Counts = Mapping[tuple[Type, str], Sequence["Observed"]]

NameRole = Literal["first", "middle", "last", "place", "body"]

# What roles the words of a name can have that the sentence's words do not tell.
_ROLES_OF_TYPE: Final[dict[Type, tuple[NameRole, ...]]] = {
    "PER": ("first", "middle", "last"),
    "LOC": ("place",),
    "ORG": ("body",),
}
_LONGEST_STEM_END: Final = 3
_LONGEST_SUFFIX: Final = 4
# How many observations what is known of a shorter suffix is worth.
_PRIOR: Final = 8.0
_CACHED_WORDS: Final = 20_000
_EMPTY: Final = "-"


@dataclass(frozen=True, slots=True)
class Paradigm:
    """How names of one kind are declined.

    Attributes:
        role: What part of a person's name, or ``"place"`` or ``"body"``.
        gender: ``"masc"``, ``"femn"``, ``"neut"``, or None for both and for the plural.
        number: ``"sing"`` or ``"plur"``.
        endings: What follows the stem, in the order of `CASES`.
    """

    role: NameRole
    gender: str | None
    number: str
    endings: tuple[str, ...]

    @property
    def fixed(self) -> bool:
        """Whether all cases are alike."""
        return len(set(self.endings)) == 1


@dataclass(frozen=True, slots=True)
class Guess:
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


@dataclass(frozen=True, slots=True)
class Observed:
    """A paradigm that has an ending, and what was seen of it.

    Attributes:
        paradigm: The paradigm.
        case: The case that the ending is of, or None when all cases are alike.
        stems: How many known names have a stem that ends in certain letters.
    """

    paradigm: Paradigm
    case: Case | None
    stems: Mapping[str, int]


def read_counts(source: str) -> Counts:
    """Return the counts that a file's contents give.

    Args:
        source: Lines of a paradigm, a tab, and stem ends with their counts; see
            `ruentities.training.paradigms`.
    """
    by_ending: dict[tuple[Type, str], list[Observed]] = defaultdict(list)
    for line in source.splitlines():
        if line.startswith("#"):
            continue
        head, _, observed = line.partition("\t")
        role, gender, number, *endings = head.split()
        paradigm = Paradigm(
            cast("NameRole", role),
            None if gender == _EMPTY else gender,
            number,
            tuple(ending.replace(_EMPTY, "") for ending in endings),
        )
        stems: Counter[str] = Counter()
        for pair in observed.split():
            stem, _, count = pair.partition(":")
            for start in range(len(stem) + 1):
                stems[stem[start:]] += int(count)
        (kind,) = (kind for kind, roles in _ROLES_OF_TYPE.items() if role in roles)
        for ending, case in zip(paradigm.endings, CASES, strict=True):
            if not paradigm.fixed or case == "nomn":
                by_ending[kind, ending].append(
                    Observed(paradigm, None if paradigm.fixed else case, stems)
                )
    return dict(by_ending)


@lru_cache(maxsize=1)
def counts() -> Counts:
    """Return the counts that come with the library, loaded once."""
    with table("paradigms.tsv") as text:
        return read_counts(text)


@lru_cache(maxsize=_CACHED_WORDS)
def guesses(word: str, kind: Type) -> tuple[Guess, ...]:
    """Return what a form may be a form of, by its last letters.

    Args:
        word: One word in lower case.
        kind: Type of the name that it belongs to.

    >>> best = max(guesses("скабеевой", "PER"), key=lambda guess: guess.chance)
    >>> best.nominative, best.paradigm.gender
    ('скабеева', 'femn')
    """
    learned = counts()
    folded = word.replace("ё", "е")
    possible = [
        (ending, observed)
        for cut in range(len(word), 0, -1)
        for ending in [folded[cut:]]
        if (observed := learned.get((kind, ending)))
    ]
    count = sum(len(observed) for _, observed in possible)
    chances = [1.0 / count] * count if count else []
    for length in range(1, _LONGEST_SUFFIX + 1):
        seen = [
            one.stems.get(stem_end, 0)
            for ending, observed in possible
            for stem_end in [_stem_end(folded, ending, length)]
            for one in observed
        ]
        total = sum(seen) + _PRIOR
        chances = [
            (times + _PRIOR * chance) / total for times, chance in zip(seen, chances, strict=True)
        ]
    every = [(len(word) - len(ending), one) for ending, observed in possible for one in observed]
    return tuple(
        Guess(word[:stem] + one.paradigm.endings[0], one.paradigm, one.case, stem, chance)
        for (stem, one), chance in zip(every, chances, strict=True)
    )


def _stem_end(word: str, ending: str, length: int) -> str:
    """Return the letters before an ending that the last ``length`` letters of a word hold."""
    stem = word[: len(word) - len(ending)]
    kept = min(length - len(ending), _LONGEST_STEM_END)
    return stem[-kept:] if kept > 0 else ""
