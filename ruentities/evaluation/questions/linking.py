"""The question about links: within documents, across documents, to Wikidata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruentities.evaluation.questions.columns import COUNT, SHARE
from ruentities.evaluation.scorers.linking import (
    b_cubed,
    linking_scores,
    overlap_across_documents,
    pairwise,
)
from ruentities.evaluation.scorers.wikidata import wikidata_scores
from ruentities.evaluation.tables import Column, Table

if TYPE_CHECKING:
    from ruentities.evaluation.bench import Bench
    from ruentities.evaluation.tables import Cell


def linking(bench: Bench) -> list[Table]:
    """Tables of `linking_scores`, `overlap_across_documents` and `wikidata_scores`."""
    return [_within(bench), _across(bench), _wikidata(bench)]


def _within(bench: Bench) -> Table:
    present = bench.among(lambda convention: convention.ids != "none")
    rows: list[tuple[Cell, ...]] = []
    for corpus in present:
        for system in bench.systems:
            scores = linking_scores(bench.pairs(system, corpus))
            rows.append(
                (
                    corpus,
                    system.name,
                    scores.mentions,
                    scores.b_cubed.precision,
                    scores.b_cubed.recall,
                    scores.b_cubed.f1,
                    scores.pairwise.f1,
                    scores.muc.f1,
                    scores.ceaf_e.f1,
                    scores.conll,
                )
            )
    measures = ("B³ P", "B³ R", "B³", "pairwise", "MUC", "CEAF-e", "CoNLL")
    return Table(
        question="linking",
        title="Linking of the mentions that have gold borders",
        note=bench.note(present),
        columns=(
            Column("Corpus"),
            Column("System"),
            Column("Mentions", COUNT),
            *(Column(name, SHARE) for name in measures),
        ),
        rows=tuple(rows),
    )


def _across(bench: Bench) -> Table:
    present = bench.among(lambda convention: convention.ids in ("corpus", "wikidata"))
    rows: list[tuple[Cell, ...]] = []
    for corpus in present:
        for system in bench.systems:
            overlap = overlap_across_documents(bench.pairs(system, corpus))
            b3, pairs = b_cubed(overlap), pairwise(overlap)
            shares = (b3.precision, b3.recall, b3.f1, pairs.precision, pairs.recall, pairs.f1)
            rows.append((corpus, system.name, len(overlap.gold), *shares))
    measures = ("B³ P", "B³ R", "B³", "pairs P", "pairs R", "pairs")
    return Table(
        question="linking",
        title="Linking across documents of the mentions that have gold borders",
        note=bench.note(present),
        columns=(
            Column("Corpus"),
            Column("System"),
            Column("Entities", COUNT),
            *(Column(name, SHARE) for name in measures),
        ),
        rows=tuple(rows),
    )


def _wikidata(bench: Bench) -> Table:
    present = bench.among(lambda convention: convention.ids == "wikidata")
    rows: list[tuple[Cell, ...]] = []
    for corpus in present:
        for system in bench.systems:
            scores = wikidata_scores(bench.pairs(system, corpus))
            parts = (scores.per, scores.loc, scores.org, scores.total)
            for name, part in zip(("PER", "LOC", "ORG", "all"), parts, strict=True):
                if part.predicted:
                    counted = (part.gold, part.predicted)
                    coverage = part.predicted / part.gold
                    rows.append((corpus, system.name, name, *counted, part.precision, coverage))
    return Table(
        question="linking",
        title="Wikidata ids of the mentions that have gold borders",
        note=f"{bench.note(present)} Systems that give no ids are left out.",
        columns=(
            Column("Corpus"),
            Column("System"),
            Column("Type"),
            Column("Mentions", COUNT),
            Column("With an id", COUNT),
            Column("Right", SHARE),
            Column("Coverage", SHARE),
        ),
        rows=tuple(rows),
    )
