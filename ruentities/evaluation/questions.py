"""The questions about quality: each runs a scorer over a fold and returns tables.

Every corpus is scored in its own convention, as its reader keeps it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tqdm import tqdm

from ruentities.corpora.factrueval_gold import read_annotation
from ruentities.corpora.readers import corpus_directory
from ruentities.evaluation.attribute_scores import COLUMNS, attribute_scores
from ruentities.evaluation.calibration import calibration
from ruentities.evaluation.factrueval import (
    found_entities,
    found_mentions,
    score_track1,
    score_track2,
    total,
)
from ruentities.evaluation.linking_tables import linking
from ruentities.evaluation.normal_scores import (
    doubtful_normals,
    normal_scores,
    normal_scores_on_gold_spans,
)
from ruentities.evaluation.scores import Accuracy, gold_span
from ruentities.evaluation.span_scores import exact_scores, token_scores
from ruentities.evaluation.tables import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ruentities.corpora.gold import GoldDocument
    from ruentities.evaluation.bench import Bench
    from ruentities.evaluation.normal_scores import NormalAccuracy
    from ruentities.evaluation.scores import ByType, Counts, Span
    from ruentities.evaluation.systems import System
    from ruentities.evaluation.tables import Cell
    from ruentities.kinds import Type
    from ruentities.result.document import Document
    from ruentities.schemes import Corpus

_SHARE = ".3f"
_COUNT = ",d"


def gold_names(document: GoldDocument) -> list[Span]:
    """Return the mentions whose normal form is scored: see `normal_scores`."""
    return [
        gold_span(mention)
        for mention in document.mentions
        if mention.normal is not None
        and next(filter(str.isalpha, document.text[mention.start : mention.end]), "").isupper()
    ]


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
        columns=(Column("Corpus"), Column("System"), *_BY_TYPE),
        rows=tuple(
            (corpus, system.name, *_by_type(score(bench.pairs(system, corpus, own_scheme=True))))
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
                rows.append((corpus, name, system.name, *_by_type(exact_scores(pairs))))
    return Table(
        question="recognition",
        title="Exact-span F1, outermost names, one-case text",
        note=bench.note(present),
        columns=(Column("Corpus"), Column("Letters"), Column("System"), *_BY_TYPE),
        rows=tuple(rows),
    )


def _same_length(
    documents: Iterable[GoldDocument], change: Callable[[str], str]
) -> Iterable[GoldDocument]:
    """Leave out texts in which a letter becomes two: «ß» in capitals would move the names."""
    return (document for document in documents if len(change(document.text)) == len(document.text))


_BY_TYPE = tuple(Column(name, _SHARE) for name in ("PER", "LOC", "ORG", "all", "P", "R"))


def _by_type(scores: ByType[Counts]) -> tuple[Cell, ...]:
    f1 = (scores.per.f1, scores.loc.f1, scores.org.f1, scores.total.f1)
    return (*f1, scores.total.precision, scores.total.recall)


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
                Column("Names", _COUNT),
                *(Column(name, _SHARE) for name in ("PER", "LOC", "ORG", "all")),
                Column("Inflected", _COUNT),
                *(Column(f"{name} infl.", _SHARE) for name in ("PER", "LOC", "ORG", "all")),
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
                Column("Values", _COUNT),
                *(Column(name, _SHARE) for name in (*COLUMNS, "all")),
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
    for document in tqdm(gold, desc=f"{system.name}, gold names", unit="doc", leave=False):
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
            rows.append((track, system.name, *_by_type(scores)))
    return [
        Table(
            question="factrueval",
            title="factRuEval-2016, tracks 1 and 2: F1",
            note=bench.note(["factrueval"]),
            columns=(Column("Track"), Column("System"), *_BY_TYPE),
            rows=tuple(rows),
        )
    ]


def calibrations(bench: Bench) -> list[Table]:
    """Tables of `calibration`, of the systems whose scores claim to be probabilities."""
    present = bench.among()
    judged = bench.among(lambda convention: convention.scored)
    scored = [
        (corpus, system.name, calibration(bench.pairs(system, corpus, own_scheme=True)))
        for corpus in present
        for system in bench.systems
        if system.calibrated
    ]
    if not scored:
        return []
    bins = ("Score above", "up to", "Mean score", "Right")
    return [
        Table(
            question="calibration",
            title="Expected calibration error of the outermost names",
            note=bench.note(present),
            columns=(
                Column("Corpus"),
                Column("System"),
                Column("Mentions", _COUNT),
                Column("Error", _SHARE),
                Column("By chance", _SHARE),
            ),
            rows=tuple(
                (corpus, name, found.mentions, found.error, found.by_chance)
                for corpus, name, found in scored
            ),
        ),
        Table(
            question="calibration",
            title="How often a mention with a given score is right",
            note=bench.note(judged),
            columns=(
                Column("Corpus"),
                Column("System"),
                *(Column(name, _SHARE if name[0] in "MR" else ".1f") for name in bins),
                Column("Mentions", _COUNT),
            ),
            rows=tuple(
                (corpus, name, bin_.above, bin_.up_to, bin_.score, bin_.accuracy, bin_.mentions)
                for corpus, name, found in scored
                if corpus in judged
                for bin_ in found.bins
            ),
        ),
    ]


QUESTIONS: dict[str, Callable[[Bench], list[Table]]] = {
    "recognition": recognition,
    "normals": normals,
    "linking": linking,
    "factrueval": factrueval,
    "calibration": calibrations,
}
