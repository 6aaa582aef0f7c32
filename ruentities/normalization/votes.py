"""What the other mentions of a document say for the readings of a name."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from ruentities.language.weights import weights
from ruentities.normalization.name import Nominatives

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from ruentities.kinds import Case, Number, WordGender
    from ruentities.language.form import Role

# One sure mention counts nearly half as much as twenty.
_SURE_VOTE: Final = 10.0
# A person named in full tells how a part of that name is read alone, as much as so many logs of
# mentions: log-likelihood of 5,641 names of today's and SlavicNER's gold -481, without it -517.
_FULL_NAME: Final = 5.0

# An `Analysis` as a plain tuple, and what a name can turn out to be: the nominative of each word
# (None for a word left as it is), those that differ (which other mentions vote for), and the
# analyses with these nominatives and one gender, the cheapest first. Plain tuples of text and
# numbers are what Python's garbage collector lets go of: thousands of them are kept.
Reading = tuple[
    Nominatives,
    tuple["Role", ...],
    "Case | None",
    "WordGender | None",
    "Number | None",
    tuple[int, ...],
    float,
]
Outcome = tuple[Nominatives, tuple[str, ...], tuple[Reading, ...]]


@dataclass(slots=True)
class Weighed:
    """An outcome in its sentence: its likeliest reading and what it costs."""

    outcome: Outcome
    reading: Reading
    cost: float


# For each type, how many mentions have a word as the nominative of one of theirs.
Votes = dict[str, defaultdict[str, float]]


def ballot_of(weighed: Sequence[Weighed]) -> dict[str, float]:
    """Tell which nominatives a mention has for its words, the surer the stronger."""
    if len(weighed) == 1:
        return dict.fromkeys(weighed[0].outcome[1], 1.0)
    least = min([one.cost for one in weighed])
    chances = [math.exp(least - one.cost) for one in weighed]
    total = sum(chances)
    ballot: dict[str, float] = defaultdict(float)
    for one, chance in zip(weighed, chances, strict=True):
        _, distinct, _ = one.outcome
        for word in distinct:
            ballot[word] += chance / total
    return ballot


def add_votes(
    weighed: Sequence[Weighed], votes: Mapping[str, float], ballot: Mapping[str, float]
) -> None:
    """Make the nominatives cheaper that other mentions have."""
    w = weights()
    for one in weighed:
        _, distinct, _ = one.outcome
        others = [
            math.log1p(_SURE_VOTE * (votes[word] - ballot[word]))
            for word in distinct
            if votes[word] > ballot[word]
        ]
        one.cost -= w.other_mentions * sum(others)


def named_in_full(weighed: Sequence[Weighed]) -> set[tuple[str, str | None]]:
    """Return the words of a person's full name as they are best read, with the person's gender."""
    best = min(weighed, key=attrgetter("cost"))
    _, distinct, _ = best.outcome
    return {(word, best.reading[3]) for word in distinct}


def add_full_names(
    weighed: Sequence[Weighed], named: Set[tuple[str, str | None]], *, may_act: bool
) -> None:
    """Make cheaper what is part of a full name: «Маску» beside «Илон Маск».

    Args:
        weighed: The outcomes of a name of one word.
        named: What `named_in_full` returned of all full names.
        may_act: Whether a verb beside it shows a gender, so that no oblique case becomes likelier:
            beside «Антон Голубев» «Голубева продала» is his wife.
    """
    for one in weighed:
        _, distinct, _ = one.outcome
        _, _, case, gender, *_ = one.reading
        if may_act and case not in (None, "nomn"):
            continue
        if any((word, gender) in named for word in distinct):
            one.cost -= weights().other_mentions * _FULL_NAME
