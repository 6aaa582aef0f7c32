"""The question about recognition; every corpus is scored in its own convention."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ruentities.evaluation.questions.columns import BY_TYPE, by_type
from ruentities.evaluation.scorers.spans import exact_scores, token_scores
from ruentities.evaluation.tables import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ruentities.corpora.gold import GoldDocument
    from ruentities.evaluation.bench import Bench
    from ruentities.evaluation.scorers.scores import ByType, Counts
    from ruentities.evaluation.tables import Cell
    from ruentities.result.document import Document
    from ruentities.schemes import Corpus


def recognition(bench: Bench) -> list[Table]:
    """Tables of `token_scores` and `exact_scores`: outermost names, nested ones, one-case text."""
    every = bench.among()
    return [
        _recognition_table(bench, "Token-level I/O F1", every, token_scores),
        _recognition_table(bench, "Exact-span F1, outermost names", every, exact_scores),
        _recognition_table(
            bench,
            "Exact-span F1, names inside names too",
            bench.among(lambda convention: convention.nested),
            lambda pairs: exact_scores(pairs, nested=True),
        ),
        _one_case_table(bench),
    ]


def _recognition_table(
    bench: Bench,
    title: str,
    present: Sequence[Corpus],
    score: Callable[[Iterable[tuple[GoldDocument, Document]]], ByType[Counts]],
) -> Table:
    return Table(
        question="recognition",
        title=title,
        note=bench.note(present),
        columns=(Column("Corpus"), Column("System"), *BY_TYPE),
        rows=tuple(
            (corpus, system.name, *by_type(score(bench.pairs(system, corpus, own_scheme=True))))
            for corpus in present
            for system in bench.systems
        ),
    )


def _one_case_table(bench: Bench) -> Table:
    """A table of `exact_scores` on texts whose letters are all small, or all capitals."""
    present = bench.among(lambda convention: convention.one_case)
    rows: list[tuple[Cell, ...]] = []
    for corpus in present:
        for name, change in (("small", str.lower), ("capitals", str.upper)):
            gold = [
                replace(document, text=change(document.text))
                for document in _same_length(bench.documents[corpus], change)
            ]
            for system in bench.systems:
                extract = system.extract_like(corpus)
                pairs = [(document, extract(document.text)) for document in gold]
                rows.append((corpus, name, system.name, *by_type(exact_scores(pairs))))
    return Table(
        question="recognition",
        title="Exact-span F1, outermost names, one-case text",
        note=bench.note(present),
        columns=(Column("Corpus"), Column("Letters"), Column("System"), *BY_TYPE),
        rows=tuple(rows),
    )


def _same_length(
    documents: Iterable[GoldDocument], change: Callable[[str], str]
) -> Iterable[GoldDocument]:
    """Leave out texts in which a letter becomes two: «ß» in capitals would move the names."""
    return (document for document in documents if len(change(document.text)) == len(document.text))
