"""Linking: do the mentions of one entity, and only those, stand together?

Every measure compares two partitions of the same mentions: those whose start and end are the
same in the gold standard and in the prediction, whatever their types, where the gold standard
links them. How many mentions were missed is recognition's business (`span_scores`). All sums,
numerators and denominators alike, run over all documents before anything is divided
(micro-average); entities reach across documents in `overlap_across_documents` only.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING

from ruentities.evaluation.scorers.assignment import best_assignment
from ruentities.evaluation.scorers.scores import Counts, WeightedCounts, same_text
from ruentities.linking.cross_document import link_documents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.corpora.gold import GoldDocument
    from ruentities.evaluation.scorers.scores import Pairs
    from ruentities.result.document import Document


@dataclass(frozen=True, slots=True)
class Overlap:
    """How two partitions of the same mentions lie over each other.

    Attributes:
        cells: For each pair (gold entity, predicted entity) that share mentions, how many.
        gold: For each gold entity, its number of mentions.
        predicted: For each predicted entity, its number of mentions.
    """

    cells: Counter[tuple[str, str]]
    gold: Counter[str]
    predicted: Counter[str]

    @classmethod
    def of(cls, links: Sequence[tuple[str, str]]) -> Overlap:
        """Lay the partitions over each other.

        Args:
            links: For each mention, the ids of its gold and its predicted entity.
        """
        return cls(
            cells=Counter(links),
            gold=Counter(gold for gold, _ in links),
            predicted=Counter(predicted for _, predicted in links),
        )


@dataclass(frozen=True, slots=True)
class LinkingScores:
    """How well mentions are linked.

    Attributes:
        documents: How many documents have at least one shared linked mention.
        mentions: How many shared linked mentions they have.
        b_cubed: B³, in mentions.
        pairwise: Pairs of mentions of one entity.
        muc: MUC, in links.
        ceaf_e: CEAF-e, in entities.
    """

    documents: int
    mentions: int
    b_cubed: WeightedCounts
    pairwise: Counts
    muc: Counts
    ceaf_e: WeightedCounts

    @property
    def conll(self) -> float:
        """The mean F1 of MUC, B³ and CEAF-e (CoNLL-2012, Pradhan et al. 2012)."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def linking_scores(pairs: Pairs) -> LinkingScores:
    """Score the linking of the mentions that the prediction shares with the gold standard.

    Args:
        pairs: Gold and predicted documents over the same texts.

    Raises:
        ValueError: When the two texts of a pair differ.
    """
    linked = [_links(gold, predicted) for gold, predicted in same_text(pairs)]
    overlaps = [Overlap.of(links) for links in linked if links]
    return LinkingScores(
        documents=len(overlaps),
        mentions=sum(map(len, linked)),
        b_cubed=sum(map(b_cubed, overlaps), WeightedCounts()),
        pairwise=sum(map(pairwise, overlaps), Counts()),
        muc=sum(map(muc, overlaps), Counts()),
        ceaf_e=sum(map(ceaf_e, overlaps), WeightedCounts()),
    )


def overlap_across_documents(pairs: Pairs) -> Overlap:
    """Lay the gold entities of a corpus over what `link_documents` makes of the predicted ones.

    Args:
        pairs: Gold documents whose entities have one id in the whole corpus, each with what was
            found in it.

    Raises:
        ValueError: When the two texts of a pair differ.
    """
    listed = list(same_text(pairs))
    links: list[tuple[str, str]] = []
    answers = link_documents([predicted for _, predicted in listed])
    for (gold, predicted), (_, numbers) in zip(listed, answers, strict=True):
        number_of = {
            entity.id: str(number)
            for entity, number in zip(predicted.entities, numbers, strict=True)
        }
        links += [(id_, number_of[found]) for id_, found in _links(gold, predicted)]
    return Overlap.of(links)


def b_cubed(overlap: Overlap) -> WeightedCounts:
    """B³ (Bagga and Baldwin 1998).

    Each mention's precision is the share of its predicted entity that belongs to its gold
    entity, its recall the share of its gold entity that it meets in the prediction; both are
    averaged over mentions.
    """
    mentions = overlap.cells.total()
    return WeightedCounts(
        correct=sum(n * n / overlap.predicted[p] for (_, p), n in overlap.cells.items()),
        predicted=mentions,
        recalled=sum(n * n / overlap.gold[g] for (g, _), n in overlap.cells.items()),
        gold=mentions,
    )


def pairwise(overlap: Overlap) -> Counts:
    """Pairs of mentions of one entity, as items to find (counts of pairs: Rand 1971)."""
    return Counts(
        tp=_pairs(overlap.cells), gold=_pairs(overlap.gold), predicted=_pairs(overlap.predicted)
    )


def muc(overlap: Overlap) -> Counts:
    """MUC (Vilain et al. 1995): the links that hold entities together.

    An entity of n mentions takes n - 1 links. Of these are found as many as remain when the
    other side's partition cuts the entity to pieces; that count is the same from both sides.
    """
    mentions = overlap.cells.total()
    return Counts(
        tp=mentions - len(overlap.cells),
        gold=mentions - len(overlap.gold),
        predicted=mentions - len(overlap.predicted),
    )


def ceaf_e(overlap: Overlap) -> WeightedCounts:
    """CEAF-e (Luo 2005, with his similarity φ4).

    Gold and predicted entities are paired one to one so that their similarities, twice the
    shared mentions over the mentions of both, sum to the greatest total.
    """
    columns = list(overlap.predicted)
    similarity = [
        [2 * overlap.cells[g, p] / (overlap.gold[g] + overlap.predicted[p]) for p in columns]
        for g in overlap.gold
    ]
    total = sum(similarity[row][column] for row, column in best_assignment(similarity))
    return WeightedCounts(total, len(overlap.predicted), total, len(overlap.gold))


def _links(gold: GoldDocument, predicted: Document) -> list[tuple[str, str]]:
    """Return the gold and predicted entity of each shared linked mention.

    Where several mentions have one start and end, the first on each side stands for it.
    """
    gold_ids: dict[tuple[int, int], str] = {}
    for annotated in gold.mentions:
        if annotated.entity is not None:
            gold_ids.setdefault((annotated.start, annotated.end), annotated.entity)
    predicted_ids: dict[tuple[int, int], str] = {}
    for entity in predicted.entities:
        for mention in entity.mentions:
            predicted_ids.setdefault((mention.start, mention.end), entity.id)
    return [(gold_ids[span], predicted_ids[span]) for span in gold_ids if span in predicted_ids]


def _pairs(sizes: Counter[str] | Counter[tuple[str, str]]) -> int:
    return sum(comb(n, 2) for n in sizes.values())
