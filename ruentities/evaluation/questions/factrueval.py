"""The question about the two tracks of factRuEval-2016."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruentities.corpora.factrueval_gold import read_annotation
from ruentities.corpora.readers import corpus_directory
from ruentities.evaluation.questions.columns import BY_TYPE, by_type
from ruentities.evaluation.scorers.factrueval import score_track1, score_track2, total
from ruentities.evaluation.scorers.factrueval_answers import found_entities, found_mentions
from ruentities.evaluation.tables import Column, Table

if TYPE_CHECKING:
    from ruentities.evaluation.bench import Bench
    from ruentities.evaluation.tables import Cell


def factrueval(bench: Bench) -> list[Table]:
    """A table of factRuEval-2016's first track (``-l``) and second track (plain and ``-m``)."""
    if not bench.documents.get("factrueval"):
        return []
    directory = corpus_directory(bench.root, "factrueval")
    annotated = [
        read_annotation(directory, document.name) for document in bench.documents["factrueval"]
    ]
    rows: list[tuple[Cell, ...]] = []
    for track in ("1, -l", "2", "2, -m"):
        for system in bench.systems:
            answers = [found for _, found in bench.pairs(system, "factrueval")]
            scores = total(
                score_track1(gold, found_mentions(answer))
                if track == "1, -l"
                else score_track2(gold, found_entities(answer), ignore_extra=track == "2, -m")
                for gold, answer in zip(annotated, answers, strict=True)
            )
            rows.append((track, system.name, *by_type(scores)))
    return [
        Table(
            question="factrueval",
            title="factRuEval-2016, tracks 1 and 2: F1",
            note=bench.note(["factrueval"]),
            columns=(Column("Track"), Column("System"), *BY_TYPE),
            rows=tuple(rows),
        )
    ]
