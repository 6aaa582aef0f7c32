"""What a name can turn out to be, by its words and its type alone."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

from ruentities.language.agreement import analyses
from ruentities.language.listed_readings import listed_analyses
from ruentities.language.remembered import NAMES
from ruentities.language.weights import depends_on_weights

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruentities.kinds import Type
    from ruentities.language.analysis import Analysis
    from ruentities.language.form import Role
    from ruentities.language.names_table import Aliases
    from ruentities.normalization.name import Nominatives
    from ruentities.normalization.votes import Outcome, Reading

_CACHED_TABLES: Final = 8
# No sentence makes up for so much.
_HOPELESS: Final = 8.0


@depends_on_weights
@lru_cache(maxsize=_CACHED_TABLES)
def outcomes_by(aliases: Aliases) -> Callable[[tuple[str, ...], Type], tuple[Outcome, ...]]:
    """Return what tells of a name's words and its type what they can turn out to be.

    A cache for each table, so that what is kept of a name has plain text for its key.
    """

    @lru_cache(maxsize=NAMES)
    def outcomes(words: tuple[str, ...], kind: Type) -> tuple[Outcome, ...]:
        agreeing = analyses(words, kind)
        return _grouped((*agreeing, *listed_analyses(words, kind, aliases, agreeing)), kind)

    return outcomes


def _grouped(found: Sequence[Analysis], kind: Type) -> tuple[Outcome, ...]:
    """Put analyses with the same nominatives and, of a person, the same gender together.

    Equal tuples are one object: these are kept for every name.
    """
    grouped: dict[tuple[Nominatives, str | None], list[Reading]] = defaultdict(list)
    hopeless = min([analysis.cost for analysis in found]) + _HOPELESS
    for nominatives, roles, case, gender, number, read, cost in found:
        if cost <= hopeless:
            group = grouped[nominatives, gender if kind == "PER" else None]
            nominatives = group[0][0] if group else nominatives
            roles, read = _shared(roles, read)
            group.append((nominatives, roles, case, gender, number, read, cost))
    return tuple(
        [
            (nominatives, _distinct(nominatives), tuple(group))
            for (nominatives, _), group in grouped.items()
        ]
    )


@lru_cache(maxsize=NAMES)
def _shared(
    roles: tuple[Role, ...], read: tuple[int, ...]
) -> tuple[tuple[Role, ...], tuple[int, ...]]:
    return roles, read


def _distinct(nominatives: Nominatives) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(filter(None, nominatives)))
    return cast("tuple[str, ...]", nominatives) if words == nominatives else words
