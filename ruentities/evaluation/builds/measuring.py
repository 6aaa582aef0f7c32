"""The scores of each document of a bench: what tables are summed from and builds compared by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ruentities.evaluation.builds.measured import Measured
from ruentities.evaluation.scorers.documents import (
    document_scores,
    linking_scores,
    nested_span_scores,
    normal_scores,
    scores_given_mentions,
    span_scores,
)
from ruentities.evaluation.scorers.normals import gold_names
from ruentities.evaluation.scorers.scores import gold_span
from ruentities.schemes import CONVENTIONS

if TYPE_CHECKING:
    from ruentities.corpora.gold import GoldDocument
    from ruentities.evaluation.bench import Bench
    from ruentities.evaluation.scorers.documents import Scores
    from ruentities.evaluation.systems import System
    from ruentities.result.document import Document
    from ruentities.schemes import Convention


def measured(bench: Bench, system: System) -> Measured:
    """Score every document of a bench: today's articles in full, the others as annotated.

    The other corpora's spans are scored in their own schemes, normal forms and linking, where
    the corpus has them, in the default scheme.
    """
    scores: dict[str, dict[str, Scores]] = {}
    if bench.today:
        scores["today"] = todays_scores(bench, system)
    for convention in CONVENTIONS:
        corpus = convention.corpus
        if bench.documents.get(corpus):
            pairs = bench.pairs(system, corpus, own_scheme=True)
            full = bench.pairs(system, corpus) if _is_read_in_full(convention) else pairs
            scores[corpus] = {
                gold.name: _scores(convention, gold, own, default)
                for (gold, own), (_, default) in zip(pairs, full, strict=True)
            }
    return Measured(system.name, scores)


def todays_scores(bench: Bench, system: System) -> dict[str, Scores]:
    """Score each of today's articles, by its name."""
    return {
        gold.name: document_scores(gold, answer.document)
        | scores_given_mentions(gold, answer.given)
        for gold, answer in bench.todays_answers(system)
    }


def _is_read_in_full(convention: Convention) -> bool:
    return convention.normals or convention.ids != "none"


def _scores(convention: Convention, gold: GoldDocument, own: Document, default: Document) -> Scores:
    scores = span_scores(gold, own)
    if convention.nested:
        scores |= nested_span_scores(gold, own)
    if convention.normals:
        names = set(gold_names(gold))
        named = tuple(m for m in gold.mentions if gold_span(m) in names)
        scores |= normal_scores(replace(gold, mentions=named), default)
    if convention.ids != "none":
        scores |= linking_scores(gold, default)
    return scores
