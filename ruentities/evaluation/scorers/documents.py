"""Every measure of one document by itself, so that documents can be summed, chosen and drawn.

A measure is a `WeightedCounts`: F1 of spans, the share of normal forms and B³ are summed over
documents and divided in one way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ruentities.evaluation.scorers.linking import Overlap, b_cubed, pairwise
from ruentities.evaluation.scorers.normals import comparison_key
from ruentities.evaluation.scorers.scores import (
    TYPES,
    WeightedCounts,
    gold_spans,
    predicted_spans,
    same_text,
    typed_mentions,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruentities.corpora.gold import GoldDocument
    from ruentities.evaluation.scorers.scores import Span
    from ruentities.result.document import Document

    # What a system gets for one document, or for several together, by the name of the measure.
    Scores = dict[str, WeightedCounts]

OUTERMOST: Final = "outermost"
SPANS: Final = "spans"
WHOLE: Final = "whole"
NOMINATIVES: Final = "nominatives"
INFLECTED: Final = "inflected"
B_CUBED: Final = "B³"
PAIRWISE: Final = "pairwise"
FAULTLESS: Final = "faultless"
# Before the name of a measure: on the mentions of the gold standard, given as such.
GIVEN: Final = "given "


def span_scores(gold: GoldDocument, predicted: Document) -> Scores:
    """Score the outermost spans: start, end and type; all together and by type.

    Raises:
        ValueError: When the texts differ.
    """
    list(same_text([(gold, predicted)]))
    return _span_scores(
        OUTERMOST, gold_spans(gold, nested=False), predicted_spans(predicted, nested=False)
    )


def nested_span_scores(gold: GoldDocument, predicted: Document) -> Scores:
    """Score the spans on all layers."""
    return _span_scores(
        SPANS, gold_spans(gold, nested=True), predicted_spans(predicted, nested=True)
    )


def normal_scores(gold: GoldDocument, predicted: Document) -> Scores:
    """Score the normal forms of the mentions whose span and type are right.

    *Inflected* are those whose normal form is not the form in the text.
    """
    return _normal_scores(gold, {span: m.normal for span, m in typed_mentions(predicted)})


def linking_scores(gold: GoldDocument, predicted: Document) -> Scores:
    """Score the linking of the mentions whose span and type are right."""
    return _linking_scores(_overlap(gold, predicted))


def document_scores(gold: GoldDocument, predicted: Document) -> Scores:
    """Score everything that a user sees of a document.

    Besides the scores above: *whole*, F1 of mentions whose span, type and normal form are right;
    *faultless*, whether every span, type, normal form and link is right and nothing more is
    found.

    Args:
        gold: The gold standard, which gives every mention a normal form and an entity.
        predicted: What was found.

    Raises:
        ValueError: When the texts differ.
    """
    normals = {span: mention.normal for span, mention in typed_mentions(predicted)}
    wanted = gold_spans(gold, nested=True)
    right = sum(
        _is_right(mention.normal, normals.get(span))
        for span, mention in zip(wanted, gold.mentions, strict=True)
    )
    overlap = _overlap(gold, predicted)
    one_to_one = len(overlap.cells) == len(overlap.gold) == len(overlap.predicted)
    faultless = right == len(wanted) == len(normals) and one_to_one
    return {
        **span_scores(gold, predicted),
        **nested_span_scores(gold, predicted),
        WHOLE: WeightedCounts(right, len(normals), right, len(wanted)),
        **_normal_scores(gold, normals),
        **_linking_scores(overlap),
        FAULTLESS: WeightedCounts(faultless, 1, faultless, 1),
    }


def scores_given_mentions(gold: GoldDocument, answers: Sequence[tuple[str, str]]) -> Scores:
    """Score normal forms and linking where the mentions of the gold standard were given.

    Args:
        gold: The gold standard.
        answers: For each of its mentions the normal form and the id of the entity.
    """
    spans = gold_spans(gold, nested=True)
    normals = {span: normal for span, (normal, _) in zip(spans, answers, strict=True)}
    links = [
        (mention.entity, found)
        for mention, (_, found) in zip(gold.mentions, answers, strict=True)
        if mention.entity is not None
    ]
    scores = _normal_scores(gold, normals) | _linking_scores(Overlap.of(links))
    return {f"{GIVEN}{measure}": counts for measure, counts in scores.items()}


def _overlap(gold: GoldDocument, predicted: Document) -> Overlap:
    """Lay the gold entities over the predicted ones, on the mentions found with their types."""
    found = {
        (mention.start, mention.end, entity.type): entity.id
        for entity in predicted.entities
        for mention in entity.mentions
    }
    return Overlap.of(
        [
            (mention.entity, found[span])
            for span, mention in zip(gold_spans(gold, nested=True), gold.mentions, strict=True)
            if mention.entity is not None and span in found
        ]
    )


def _linking_scores(overlap: Overlap) -> Scores:
    pairs = pairwise(overlap)
    return {
        B_CUBED: b_cubed(overlap),
        PAIRWISE: WeightedCounts(pairs.tp, pairs.predicted, pairs.tp, pairs.gold),
    }


def _normal_scores(gold: GoldDocument, answers: dict[Span, str]) -> Scores:
    """Score the normal forms of mentions with gold borders: of all, and of the inflected ones."""
    right = total = right_inflected = inflected = 0
    for mention in gold.mentions:
        answer = answers.get((mention.start, mention.end, mention.type))
        if answer is None or mention.normal is None:
            continue
        is_right = _is_right(mention.normal, answer)
        text = gold.text[mention.start : mention.end]
        is_inflected = comparison_key(mention.normal) != comparison_key(text)
        total += 1
        right += is_right
        inflected += is_inflected
        right_inflected += is_right and is_inflected
    return {
        NOMINATIVES: WeightedCounts(right, total, right, total),
        INFLECTED: WeightedCounts(right_inflected, inflected, right_inflected, inflected),
    }


def summed(scores: Iterable[Scores]) -> Scores:
    """Add up the scores of documents, measure by measure."""
    total: dict[str, WeightedCounts] = {}
    for score in scores:
        for measure, counts in score.items():
            total[measure] = total.get(measure, WeightedCounts()) + counts
    return total


def _span_scores(name: str, wanted: Sequence[Span], found: Sequence[Span]) -> Scores:
    shared = set(wanted) & set(found)
    scores = {}
    for type_ in (None, *TYPES):
        right, gold, predicted = (
            sum(type_ in (None, span[2]) for span in spans) for spans in (shared, wanted, found)
        )
        called = f"{name} {type_}" if type_ else name
        scores[called] = WeightedCounts(right, predicted, right, gold)
    return scores


def _is_right(wanted: str | None, answer: str | None) -> bool:
    return (
        wanted is not None
        and answer is not None
        and comparison_key(wanted) == comparison_key(answer)
    )
