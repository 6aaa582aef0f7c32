"""How names are declined that no dictionary holds: one grammar for both directions.

A paradigm is the endings of six cases and what its nominatives end in: ``data/declensions.tsv``,
written by hand. How many known names of each paradigm have a stem that ends in certain letters is
counted by `ruentities.training.paradigms`. Read backwards, table and counts say what an unknown
form may be a form of, and forwards how an unknown name is declined.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import repeat
from operator import mul
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.language.paradigm_table import MORE, ROLES_OF_TYPE, Paradigm, counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruentities.kinds import Case, Type

# So many last letters of a word are looked at, so many of its stem; but «Вуйцику» is to be compared
# with names in -цику that do not change, not with those in -ику.
_LONGEST_SUFFIX: Final = 4
_LONGEST_STEM_END: Final = 3
# Endings are at most so long, and no more letters than that tell of a word.
_LONGEST_ENDING: Final = 6
# What such names end in, whose rivals have an ending.
_OPEN_ENDS: Final = frozenset("аеиоуыэюяь")
# How many observations what is known of a shorter suffix is worth.
_PRIOR: Final = 8.0
# So many letters of a stem, seen so often, tell which paradigms are worth a look.
_TELLING: Final = 2
_ENOUGH: Final = 50
# Endings after such letters: half of all are met again in a hundred articles.
_CACHED_ENDINGS: Final = 2_000


class Guess(NamedTuple):
    """What an unknown form may be.

    Attributes:
        nominative: In lower case.
        paradigm: How it is declined.
        cases: Which cases it may be, None alone when all are alike.
        stem: How many letters it has before the ending.
        chance: Probability of each of these among all that it may be.
    """

    nominative: str
    paradigm: Paradigm
    cases: tuple[Case | None, ...]
    stem: int
    chance: float


class _Places(NamedTuple):
    """Paradigms that an ending may be of, as columns: many words end alike.

    Attributes:
        numbers: Their numbers.
        places: The ending, the paradigm, and the cases that the ending is of.
        sizes: How many cases these are.
    """

    numbers: tuple[int, ...]
    places: tuple[tuple[str, Paradigm, tuple[Case | None, ...]], ...]
    sizes: tuple[int, ...]


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
    tail = word if len(word) <= _LONGEST_ENDING else MORE + word[-_LONGEST_ENDING:]
    possible, chances = _possible(tail.replace("ё", "е"), kind, least)
    fitting = [
        (ending, paradigm, cases, chance)
        for (ending, paradigm, cases), chance in zip(possible, chances, strict=True)
        if chance >= least and _fits(tail, ending, paradigm)
    ]
    whole = sum([chance * len(cases) for _, _, cases, chance in fitting])
    for ending, paradigm, cases, chance in fitting:
        stem = len(word) - len(ending)
        yield Guess(word[:stem] + paradigm.endings[0], paradigm, cases, stem, chance / whole)


def _possible(
    tail: str, kind: Type, least: float
) -> tuple[list[tuple[str, Paradigm, tuple[Case | None, ...]]], list[float]]:
    """Return the endings that a word with these last letters may have, with the chance of each.

    What was counted is looked up by the letters, for all paradigms at once: most of it has left the
    processor's memory since it was last used.
    """
    paradigms, stems = counts()[kind]
    found: list[tuple[str, Paradigm, tuple[Case | None, ...]]] = []
    sizes: list[int] = []
    # How many known names decline so and have the same last letter, the same two, three and four.
    levels: tuple[list[int], ...] = ([], [], [], [])
    for cut in range(len(tail), 0, -1):
        stem, ending = tail[:cut], tail[cut:]
        if ending not in paradigms:
            continue
        numbers, places, own = _likely(kind, ending, stem[-_TELLING:] if least else None)
        found += places
        sizes += own
        length = len(ending)
        for level, seen in enumerate(levels, 1 - length):
            counted = stems[stem[-min(level, _LONGEST_STEM_END) :] if level > 0 else ""]
            seen += map(counted.get, numbers, repeat(0))
        if not ending and kind == "PER" and tail[-1] in _OPEN_ENDS:
            unchanging = stems[stem[-_LONGEST_SUFFIX:]]
            for place, (number, (_, paradigm, _)) in enumerate(
                zip(numbers, places, strict=True), len(levels[-1]) - len(numbers)
            ):
                if paradigm.fixed:
                    levels[-1][place] = unchanging.get(number, 0)
    return found, _chances(sizes, levels)


def _chances(sizes: Sequence[int], levels: Iterable[Sequence[int]]) -> list[float]:
    """Return the chance of each ending and paradigm, in each of its cases.

    A longer suffix of the word corrects what a shorter one says: smoothing by a hierarchy of
    Dirichlet priors (MacKay and Peto 1995).

    Args:
        sizes: How many cases each has.
        levels: How often each was counted, by suffixes of one letter and more.
    """
    chances = [1.0 / max(1, sum(sizes))] * len(sizes)
    for level in levels:
        times = sum(map(mul, level, sizes))
        if times:
            total = times + _PRIOR
            chances = [
                (count + _PRIOR * chance) / total
                for count, chance in zip(level, chances, strict=True)
            ]
    return chances


def is_open_fixed(paradigm: Paradigm, name: str) -> bool:
    """Whether a paradigm is that of people's names in a vowel that do not change, and fits one."""
    return paradigm.fixed and paradigm.role in ROLES_OF_TYPE["PER"] and name[-1:] in _OPEN_ENDS


@lru_cache(maxsize=_CACHED_ENDINGS)
def _likely(kind: Type, ending: str, stem_end: str | None) -> _Places:
    """Return the paradigms of an ending that have stems with some last letters, None for all.

    The others are hardly likely, unless there are few such stems: then one letter tells, or none.
    """
    paradigms, stems = counts()[kind]
    likely = paradigms[ending]
    for begin in range(0 if stem_end is None else len(stem_end) + 1):
        end = stem_end[begin:] if stem_end else ""
        if len(ending) + len(end) <= _LONGEST_SUFFIX:
            counted = stems[end]
            some = [one for one in likely if one[0] in counted]
            if sum([counted[number] * len(cases) for number, _, cases in some]) >= _ENOUGH:
                likely = some
                break
    return _Places(
        tuple([number for number, _, _ in likely]),
        tuple([(ending, paradigm, cases) for _, paradigm, cases in likely]),
        tuple([len(cases) for _, _, cases in likely]),
    )


def _fits(form: str, ending: str, paradigm: Paradigm) -> bool:
    """Whether a form may be one of a paradigm, by its nominative.

    That has the ё of the form where it is the nominative itself.
    """
    nominative = form
    if ending != paradigm.endings[0]:
        nominative = form[: len(form) - len(ending)] + paradigm.endings[0]
    return paradigm.fits(nominative)
