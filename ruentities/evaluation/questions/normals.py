"""The question about normal forms, on given and on found names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tqdm import tqdm

from ruentities.corpora.factrueval_gold import read_annotation
from ruentities.corpora.readers import corpus_directory
from ruentities.evaluation.questions.columns import COUNT, SHARE
from ruentities.evaluation.scorers.attributes import COLUMNS, attribute_scores
from ruentities.evaluation.scorers.normals import (
    doubtful_normals,
    gold_names,
    normal_scores,
    normal_scores_on_gold_spans,
)
from ruentities.evaluation.scorers.scores import Accuracy
from ruentities.evaluation.tables import Column, Table

if TYPE_CHECKING:
    from ruentities.evaluation.bench import Bench
    from ruentities.evaluation.scorers.normals import NormalAccuracy
    from ruentities.evaluation.systems import System
    from ruentities.evaluation.tables import Cell
    from ruentities.kinds import Type
    from ruentities.schemes import Corpus


def normals(bench: Bench) -> list[Table]:
    """Tables of `normal_scores_on_gold_spans`, `normal_scores` and `attribute_scores`."""
    present = bench.among(lambda convention: convention.normals)
    rows: list[tuple[Cell, ...]] = []
    for corpus in present:
        scored = [
            (system.name, _on_gold_spans(bench, system, corpus), normal_scores(pairs))
            for system in bench.systems
            for pairs in [bench.pairs(system, corpus)]
        ]
        rows += [(corpus, "gold names", name, *_accuracy(given)) for name, (given, _), _ in scored]
        rows += [(corpus, "sound gold", name, *_accuracy(sound)) for name, (_, sound), _ in scored]
        rows += [(corpus, "found names", name, *_accuracy(own.found)) for name, _, own in scored]
        doubtful = doubtful_normals(bench.documents[corpus])
        rows += [
            (corpus, "found, sound gold", system.name, *_accuracy(sound_found.found))
            for system in bench.systems
            for sound_found in [normal_scores(bench.pairs(system, corpus), doubtful)]
        ]
        rows += [
            (corpus, "end to end", name, *_accuracy(own.end_to_end)) for name, _, own in scored
        ]
    return [
        Table(
            question="normals",
            title="Normal forms: share that is right",
            note=f"{bench.note(present)} Inflected: the normal form is not the form in the text.",
            columns=(
                Column("Corpus"),
                Column("On"),
                Column("System"),
                Column("Names", COUNT),
                *(Column(name, SHARE) for name in ("PER", "LOC", "ORG", "all")),
                Column("Inflected", COUNT),
                *(Column(f"{name} infl.", SHARE) for name in ("PER", "LOC", "ORG", "all")),
            ),
            rows=tuple(rows),
        ),
        *_attributes(bench),
    ]


def _attributes(bench: Bench) -> list[Table]:
    documents = bench.documents.get("factrueval", ())
    if not documents:
        return []
    directory = corpus_directory(bench.root, "factrueval")
    annotated = [(gold.text, read_annotation(directory, gold.name)) for gold in documents]
    rows: list[tuple[Cell, ...]] = []
    for system in bench.systems:
        scores = attribute_scores(annotated, system.describe)
        right = sum(score.correct for score in scores.values())
        total = sum(score.total for score in scores.values())
        shares = [scores[column].value for column in COLUMNS]
        rows.append((system.name, total, *shares, Accuracy(right, total).value))
    return [
        Table(
            question="normals",
            title="factRuEval's attributes on gold mentions: share that is right",
            note=bench.note(["factrueval"]),
            columns=(
                Column("System"),
                Column("Values", COUNT),
                *(Column(name, SHARE) for name in (*COLUMNS, "all")),
            ),
            rows=tuple(rows),
        )
    ]


def _on_gold_spans(
    bench: Bench, system: System, corpus: Corpus
) -> tuple[NormalAccuracy, NormalAccuracy]:
    """Score all gold names, and those whose gold is not doubtful.

    All names of a document are asked for at once, since they tell of each other.
    """
    gold = bench.documents[corpus]
    found: dict[tuple[str, int, int, Type], str] = {}
    for document in tqdm(
        gold, desc=f"{system.name}, gold names", unit="doc", leave=False, disable=None
    ):
        names = gold_names(document)
        answers = system.normalize(document.text, names)
        for (start, end, type_), normal in zip(names, answers, strict=True):
            found[document.text, start, end, type_] = normal
    doubtful = doubtful_normals(gold)
    return (
        normal_scores_on_gold_spans(gold, lambda *name: found[name]),
        normal_scores_on_gold_spans(gold, lambda *name: found[name], doubtful),
    )


def _accuracy(accuracy: NormalAccuracy) -> tuple[Cell, ...]:
    return tuple(
        cell
        for part in (accuracy.all, accuracy.inflected)
        for cell in (
            part.total.total,
            *(score.value for score in (part.per, part.loc, part.org, part.total)),
        )
    )
