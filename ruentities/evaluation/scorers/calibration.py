"""Calibration: is a mention with score .9 right nine times out of ten?"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, pi, sqrt
from typing import TYPE_CHECKING

from ruentities.evaluation.scorers.scores import gold_spans, same_text, typed_mentions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruentities.evaluation.scorers.scores import Pairs

BINS = 10


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """The mentions whose score lies in one interval.

    Attributes:
        above: Lower border of the interval; a score equal to it is in the bin below.
        up_to: Upper border of the interval, included.
        mentions: How many mentions there are, at least 1.
        score: Their mean score.
        accuracy: The share of them that is right.
    """

    above: float
    up_to: float
    mentions: int
    score: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far scores are from the share of mentions that is right.

    Attributes:
        bins: The reliability table: the intervals that hold mentions, ascending.
    """

    bins: tuple[ReliabilityBin, ...]

    @property
    def mentions(self) -> int:
        """How many mentions were scored."""
        return sum(bin_.mentions for bin_ in self.bins)

    @property
    def error(self) -> float:
        """The expected calibration error, 0 to 1: 0 is best, and the value for no mentions."""
        gaps = sum(bin_.mentions * abs(bin_.accuracy - bin_.score) for bin_ in self.bins)
        return gaps / self.mentions if self.mentions else 0.0

    @property
    def by_chance(self) -> float:
        """The error that perfect scores would have on average, with as few mentions.

        The share that is right strays from the probability by sqrt(2p(1 - p) / πn) on average
        (normal approximation).
        """
        gaps = sum(
            sqrt(2 * bin_.score * (1 - bin_.score) * bin_.mentions / pi) for bin_ in self.bins
        )
        return gaps / self.mentions if self.mentions else 0.0


def calibration(pairs: Pairs, *, nested: bool = False) -> Calibration:
    """Compare ``Mention.score`` with how often a mention is right.

    Expected calibration error (Naeini et al. 2015, Guo et al. 2017): scores are sorted into ten
    intervals of equal width; the error is the mean distance of mean score and accuracy in an
    interval, weighted by its mentions. A mention is right when the gold standard has its start,
    end and type.

    Args:
        pairs: Gold and predicted documents over the same texts.
        nested: Judge the mentions of all layers, not only the outermost ones.

    Raises:
        ValueError: When the two texts of a pair differ.
    """
    return reliability(
        (mention.score, span in right)
        for gold, predicted in same_text(pairs)
        for right in [set(gold_spans(gold, nested=nested))]
        for span, mention in typed_mentions(predicted)
        if nested or not mention.nested
    )


def reliability(judged: Iterable[tuple[float, bool]]) -> Calibration:
    """Build the reliability table of scores, each with whether its mention is right."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for score, right in judged:
        bins[max(ceil(score * BINS) - 1, 0)].append((score, right))
    return Calibration(
        tuple(
            ReliabilityBin(
                above=index / BINS,
                up_to=(index + 1) / BINS,
                mentions=len(held),
                score=sum(score for score, _ in held) / len(held),
                accuracy=sum(right for _, right in held) / len(held),
            )
            for index, held in enumerate(bins)
            if held
        )
    )
