"""The question about today's articles: everything that a user sees of them, by source and fold."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Final

from ruentities.corpora.today import source_groups
from ruentities.evaluation.builds.measured import are_of_one_gold, read_measured
from ruentities.evaluation.builds.measuring import todays_scores
from ruentities.evaluation.scorers import documents as measures
from ruentities.evaluation.scorers.documents import GIVEN, summed
from ruentities.evaluation.tables import Column, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruentities.evaluation.bench import Bench
    from ruentities.evaluation.scorers.documents import Scores
    from ruentities.evaluation.tables import Cell

    # For each system, the scores of each document.
    Systems = Mapping[str, Mapping[str, Scores]]

# What commit cf2da44, the last before today's articles were at hand, gets for each document.
_BASELINE: Final = "evaluation/cf2da44.jsonl"

# The columns of a table: heading, measure.
_TYPES: Final = ("PER", "LOC", "ORG")
_FOUND: Final = (
    *((type_, f"{measures.SPANS} {type_}") for type_ in _TYPES),
    ("all", measures.SPANS),
    ("outermost", measures.OUTERMOST),
    ("whole", measures.WHOLE),
    ("nominatives", measures.NOMINATIVES),
    ("inflected", measures.INFLECTED),
    ("B³", measures.B_CUBED),
    ("pairwise", measures.PAIRWISE),
)
_OUTERMOST: Final = (
    *((type_, f"{measures.OUTERMOST} {type_}") for type_ in _TYPES),
    ("all", measures.OUTERMOST),
)
_GIVEN: Final = tuple(
    (name, f"{GIVEN}{measure}")
    for name, measure in (
        ("nominatives", measures.NOMINATIVES),
        ("inflected", measures.INFLECTED),
        ("B³", measures.B_CUBED),
        ("pairwise", measures.PAIRWISE),
    )
)
_SHORT: Final = (
    ("PER", f"{measures.SPANS} PER"),
    ("LOC", f"{measures.SPANS} LOC"),
    ("ORG", f"{measures.SPANS} ORG"),
    ("all", measures.SPANS),
    ("whole", measures.WHOLE),
    ("inflected", measures.INFLECTED),
    ("pairwise", measures.PAIRWISE),
)


def today(bench: Bench) -> list[Table]:
    """Tables of `document_scores` and `scores_given_mentions`: all, by source, by fold."""
    if not bench.today:
        return []
    systems: dict[str, Mapping[str, Scores]] = {
        system.name: todays_scores(bench, system) for system in bench.systems
    }
    every = [gold.name for documents in bench.today.values() for gold in documents]
    stored = baseline()
    if all(
        are_of_one_gold(systems[bench.systems[0].name][name], stored.get(name)) for name in every
    ):
        systems["cf2da44"] = stored
    groups = source_groups(bench.root)
    by_source = {
        group: [name for name in every if groups[name] == group]
        for group in dict.fromkeys(groups.values())
    }
    by_fold = {
        f"{number}": [gold.name for gold in documents] for number, documents in bench.today.items()
    }
    whole = {"": every}
    return [
        _table(
            bench,
            "Today's articles: spans on all layers, nominatives, links",
            systems,
            whole,
            _FOUND,
        ),
        _table(bench, "Today's articles: outermost spans, F1", systems, whole, _OUTERMOST),
        _table(bench, "Today's articles: on gold mentions", systems, whole, _GIVEN),
        _table(bench, "Today's articles by source", systems, by_source, _SHORT, "Source"),
        _table(bench, "Today's articles by fold", systems, by_fold, _SHORT, "Fold"),
    ]


def baseline() -> Mapping[str, Scores]:
    """Return what commit cf2da44 gets for each of today's articles."""
    return read_measured(files("ruentities").joinpath(_BASELINE)).scores["today"]


def _table(
    bench: Bench,
    title: str,
    systems: Systems,
    parts: Mapping[str, Sequence[str]],
    columns: Sequence[tuple[str, str]],
    part_name: str | None = None,
) -> Table:
    """Return a row for each part and system, over the documents of the part."""
    rows: list[tuple[Cell, ...]] = []
    counted = any(measure == measures.WHOLE for _, measure in columns)
    for part, names in parts.items():
        for system, scores in systems.items():
            total = summed(scores[name] for name in names)
            cells: list[Cell] = [part, len(names)] if part_name else []
            cells += [system, *(total[measure].f1 for _, measure in columns)]
            if counted:
                cells += [int(total[measures.FAULTLESS].correct), total[measures.FAULTLESS].f1]
            rows.append(tuple(cells))
    heads = [Column(part_name), Column("Documents", ",d")] if part_name else []
    heads += [Column("System"), *(Column(name, ".3f") for name, _ in columns)]
    if counted:
        heads += [Column("faultless", ",d"), Column("share", ".3f")]
    return Table("today", title, bench.todays_note(), tuple(heads), tuple(rows))
