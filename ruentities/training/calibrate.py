"""How much to believe the network's scores: Platt scaling of a span's log-odds.

A network is too sure of the documents that it learned from, so that the slope and the offset are
fitted on documents that a sibling of it, trained alike, has not seen (Platt 1999; Guo et al. 2017).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ruentities.recognition.decoding import best_tags, log_odds, softmax, span_chance
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


def calibrate(
    judged: Iterable[tuple[Encoder, Sequence[Sample]]], words: Words, heads: int
) -> list[tuple[float, float]]:
    """Return the slope and the offset of each convention's log-odds.

    Of a small corpus few spans are unseen, so that its fit is drawn to that of all together.

    Args:
        judged: Networks trained like the one whose scores are to be calibrated, and documents
            that each did not learn from.
        words: What is known of their words.
        heads: How many conventions there are.
    """
    odds: list[list[float]] = [[] for _ in range(heads)]
    right: list[list[bool]] = [[] for _ in range(heads)]
    for network, sample in ((network, sample) for network, unseen in judged for sample in unseen):
        scores = answers(network, sample, words).numpy()
        own = scores[:, sample.head * len(TAGS) : (sample.head + 1) * len(TAGS)]
        believed = softmax(own)
        gold = set(bio_spans(np.where(sample.tags == UNTAGGED, 0, sample.tags)))
        for span in bio_spans(best_tags(own, ALLOWED)):
            start, end, kind = span
            chance = span_chance(believed, start, end, TAGS.index(f"B-{kind}"))
            odds[sample.head].append(log_odds(chance))
            right[sample.head].append(span in gold)
    together = fit(np.concatenate(odds), np.concatenate(right))
    return [fit(np.array(x), np.array(y), together) for x, y in zip(odds, right, strict=True)]


def fit(
    odds: NDArray[np.float64],
    right: NDArray[np.bool_],
    prior: tuple[float, float] = (1.0, 0.0),
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
