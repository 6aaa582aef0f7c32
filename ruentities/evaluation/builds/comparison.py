"""Two builds on the same documents: which differences are more than chance."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING, Final

import numpy as np

from ruentities.evaluation.builds.measured import are_of_one_gold
from ruentities.evaluation.scorers.documents import summed
from ruentities.evaluation.tables import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ruentities.evaluation.builds.measured import Measured
    from ruentities.evaluation.scorers.documents import Scores
    from ruentities.evaluation.tables import Cell

    Floats = NDArray[np.float64]

_DRAWS: Final = 10_000
_SEED: Final = 0
_LEVEL: Final = (2.5, 97.5)


def compare(before: Measured, after: Measured) -> Table:
    """Compare two builds by a paired bootstrap over documents (Efron and Tibshirani 1993).

    Documents are drawn with replacement, the same ones for both builds, as many as there are.
    A difference is significant when its 95 % interval, from the 2.5th to the 97.5th percentile
    of the draws, does not hold 0.

    Args:
        before: The one build.
        after: The other one.

    Raises:
        ValueError: When they have no document in common, or its gold differs.
    """
    rows: list[tuple[Cell, ...]] = []
    for corpus in before.scores:
        names = [name for name in before.scores[corpus] if name in after.scores.get(corpus, {})]
        if names:
            one, other = ([m.scores[corpus][name] for name in names] for m in (before, after))
            if not all(map(are_of_one_gold, one, other)):
                raise ValueError(f"{corpus}: the two builds were measured on different gold")
            rows += [(corpus, len(names), *row) for row in _differences(one, other)]
    if not rows:
        raise ValueError(f"{before.build} and {after.build} have no document in common")
    return Table(
        question="comparison",
        title=f"{before.build} and {after.build}",
        note=f"Paired bootstrap over documents, {_DRAWS:,} draws: 95 % interval of the difference.",
        columns=(
            Column("Corpus"),
            Column("Documents", ",d"),
            Column("Measure"),
            Column(before.build, ".4f"),
            Column(after.build, ".4f"),
            Column("Difference", "+.4f"),
            Column("from", "+.4f"),
            Column("to", "+.4f"),
            Column("Significant"),
        ),
        rows=tuple(rows),
    )


def _differences(one: Sequence[Scores], other: Sequence[Scores]) -> list[tuple[Cell, ...]]:
    generator = np.random.default_rng(_SEED)
    even = np.full(len(one), 1 / len(one))
    drawn = generator.multinomial(len(one), even, size=_DRAWS).astype(np.float64)
    before, after = summed(one), summed(other)
    rows: list[tuple[Cell, ...]] = []
    for measure in before:
        if measure not in after:
            continue
        drawn_before, drawn_after = (
            _f1(drawn @ np.array([astuple(scores[measure]) for scores in documents]))
            for documents in (one, other)
        )
        low, high = np.percentile(drawn_after - drawn_before, _LEVEL).tolist()
        first, second = before[measure].f1, after[measure].f1
        significant = "better" if low > 0 else "worse" if high < 0 else "no"
        rows.append((measure, first, second, second - first, low, high, significant))
    return rows


def _f1(counts: Floats) -> Floats:
    """Return F1 of (correct, predicted, recalled, gold) in each row, 1 where there is nothing."""
    correct, predicted, recalled, gold = counts.T
    with np.errstate(invalid="ignore", divide="ignore"):
        precision, recall = correct / predicted, recalled / gold
        f1 = 2 * precision * recall / (precision + recall)
    return np.where(predicted + gold == 0, 1.0, np.nan_to_num(f1))
