"""How much to believe the network's scores: Platt scaling of a span's log-odds.

A network is too sure of the documents that it learned from, so that the slope and the offset are
fitted on documents that a sibling of it, trained alike, has not seen (Platt 1999; Guo et al. 2017).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from ruentities.recognition.decoding import best_tags, chance_among, log_odds, softmax
from ruentities.recognition.models import ALLOWED, TAGS
from ruentities.recognition.recognize import bio_spans
from ruentities.training.data import UNTAGGED
from ruentities.training.train import answers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from ruentities.training.data import Sample
    from ruentities.training.model import Encoder
    from ruentities.training.packs import Words

_NEWTON_STEPS: Final = 25
# Keeps a convention with few spans near what holds for all conventions.
_PRIOR: Final = 10.0
# Slope and offset of odds that are what they claim to be.
_AS_CLAIMED: Final = (1.0, 0.0)


class Claim(NamedTuple):
    """A span that a network believes in.

    Attributes:
        head: Number of the convention.
        odds: The log-odds that it claims.
        right: Whether the gold has the span.
    """

    head: int
    odds: float
    right: bool


def claims(network: Encoder, unseen: Iterable[Sample], words: Words) -> list[Claim]:
    """Return what a network claims of documents that it did not learn from.

    Args:
        network: Trained like the one whose scores are to be calibrated.
        unseen: The documents.
        words: What is known of their words.
    """
    found = []
    for sample in unseen:
        scores = answers(network, sample, words).numpy()
        own = scores[:, sample.head * len(TAGS) : (sample.head + 1) * len(TAGS)]
        believed = softmax(own)
        gold = set(bio_spans(np.where(sample.tags == UNTAGGED, 0, sample.tags)))
        for span in bio_spans(best_tags(own, ALLOWED)):
            start, end, kind = span
            chance = chance_among(believed, start, end, TAGS.index(f"B-{kind}"))
            found.append(Claim(sample.head, log_odds(chance), span in gold))
    return found


def calibrate(claimed: Sequence[Claim], heads: int) -> list[tuple[float, float]]:
    """Return the slope and the offset of each convention's log-odds.

    Of a small corpus few spans are unseen, so that its fit is drawn to that of all together.

    Args:
        claimed: What networks trained alike claim; see `claims`.
        heads: How many conventions there are.
    """

    def fitted(some: Sequence[Claim], prior: tuple[float, float]) -> tuple[float, float]:
        odds = np.array([claim.odds for claim in some])
        return fit(odds, np.array([claim.right for claim in some]), prior)

    ordered = sorted(claimed, key=lambda claim: claim.head)
    together = fitted(ordered, _AS_CLAIMED)
    return [fitted([one for one in ordered if one.head == n], together) for n in range(heads)]


def fit(
    odds: NDArray[np.float64],
    right: NDArray[np.bool_],
    prior: tuple[float, float] = _AS_CLAIMED,
) -> tuple[float, float]:
    """Return slope and offset of a logistic regression (Newton's method).

    Args:
        odds: Log-odds that were claimed.
        right: Whether each claim was right.
        prior: What they are near when there are few claims.

    >>> slope, offset = fit(np.array([2.0] * 100), np.array([True] * 88 + [False] * 12))
    >>> round(float(1 / (1 + np.exp(-slope * 2 - offset))), 2)
    0.88
    """
    expected = np.array(prior)
    weights = expected.copy()
    inputs = np.stack([odds, np.ones(len(odds))], 1) if len(odds) else np.zeros((0, 2))
    for _ in range(_NEWTON_STEPS):
        claimed = 1 / (1 + np.exp(-inputs @ weights))
        gradient = inputs.T @ (claimed - right) + _PRIOR * (weights - expected)
        curve = (inputs.T * (claimed * (1 - claimed))) @ inputs + _PRIOR * np.eye(2)
        weights = weights - np.linalg.solve(curve, gradient)
    return float(weights[0]), float(weights[1])
