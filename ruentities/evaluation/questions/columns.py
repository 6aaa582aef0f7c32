"""The columns that the tables of several questions share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruentities.evaluation.tables import Column

if TYPE_CHECKING:
    from ruentities.evaluation.scorers.scores import ByType, Counts
    from ruentities.evaluation.tables import Cell

SHARE = ".3f"
COUNT = ",d"
BY_TYPE = tuple(Column(name, SHARE) for name in ("PER", "LOC", "ORG", "all", "P", "R"))


def by_type(scores: ByType[Counts]) -> tuple[Cell, ...]:
    """Return the cells of `BY_TYPE`: F1 of each type and of all, precision and recall of all."""
    f1 = (scores.per.f1, scores.loc.f1, scores.org.f1, scores.total.f1)
    return (*f1, scores.total.precision, scores.total.recall)
