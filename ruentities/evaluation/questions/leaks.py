"""The question about people's names that are missed: what pseudonymization would give away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruentities.evaluation.questions.columns import COUNT
from ruentities.evaluation.scorers.leaks import Leaks, leaks
from ruentities.evaluation.tables import Column, Table

if TYPE_CHECKING:
    from ruentities.evaluation.bench import Bench
    from ruentities.evaluation.tables import Cell


def uncovered(bench: Bench) -> list[Table]:
    """A table of `leaks` in the default scheme: each corpus, today's articles, all together."""
    present = bench.among()
    rows: list[tuple[Cell, ...]] = []
    for system in bench.systems:
        parts: dict[str, Leaks] = {corpus: leaks(bench.pairs(system, corpus)) for corpus in present}
        if bench.today:
            answers = bench.todays_answers(system)
            parts["today"] = leaks((gold, answer.document) for gold, answer in answers)
        every = tuple(leak for part in parts.values() for leak in part.found)
        together = Leaks(sum(part.words for part in parts.values()), every)
        for name, part in (*parts.items(), ("all", together)):
            figures = (part.words, len(part.found), len(part.found) / max(part.words, 1) * 1000)
            rows.append((name, system.name, *figures, part.known))
    notes = ([bench.note(present)] if present else []) + (
        [bench.todays_note()] if bench.today else []
    )
    return [
        Table(
            question="leaks",
            title="Words of people's names that no mention covers",
            note=" ".join(notes),
            columns=(
                Column("Corpus"),
                Column("System"),
                Column("Words", COUNT),
                Column("Uncovered", COUNT),
                Column("in 1,000", ".1f"),
                Column("of people found elsewhere", COUNT),
            ),
            rows=tuple(rows),
        )
    ]
