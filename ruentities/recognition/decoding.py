"""Scores of tags to spans: the best possible tags, and how likely a span is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# Scores count in steps of this much: numpy's own exponential gives other last digits with other
# processors, a table does not.
_STEP: Final = 1 / 256
# Beyond this the exponential is less than a thousandth of the least chance that counts.
_FARTHEST: Final = 21.0
_EXPONENTIALS: Final = np.array(
    [math.exp(-step * _STEP) for step in range(int(_FARTHEST / _STEP) + 1)], np.float32
)
_OUTSIDE: Final = 0
_IMPOSSIBLE: Final = -1e4
_LEAST_CHANCE: Final = 1e-6


def softmax(
    scores: NDArray[np.floating], out: NDArray[np.floating] | None = None
) -> NDArray[np.floating]:
    """Return the probabilities of scores (softmax over the last axis).

    Args:
        scores: Scores of what excludes each other.
        out: What may be written over; may be ``scores``.
    """
    below: NDArray[np.floating] = np.subtract(scores.max(-1, keepdims=True), scores, out=out)
    weights = _exponential(below)
    weights /= weights.sum(-1, keepdims=True)
    return weights


def logistic(odds: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the probabilities of log-odds.

    >>> import numpy as np
    >>> logistic(np.array([0.0, 20.0, -20.0])).round(6).tolist()
    [0.5, 1.0, 0.0]
    """
    smaller = _exponential(np.abs(odds))
    chance: NDArray[np.floating] = np.where(odds < 0, smaller, 1) / (1 + smaller)
    return chance


def _exponential(below: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return e to the power of minus some numbers, none of them negative; they are written over."""
    steps = np.minimum(below, _FARTHEST, out=below)
    steps /= _STEP
    found: NDArray[np.floating] = _EXPONENTIALS.take(np.rint(steps, out=steps).astype(np.intp))
    return found


def best_tags(scores: NDArray[np.floating], allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the best tags that may follow each other.

    Where the best tag of each word by itself is possible, that is the answer. Elsewhere the
    stretch of names, with one word to each side, is decoded by itself (Viterbi).

    Args:
        scores: Score of each tag for each word; tag 0 is O (words x tags).
        allowed: Which tag may follow which (from x to).

    Returns:
        One tag number per word.
    """
    tags: NDArray[np.int64] = scores.argmax(1)
    before = np.concatenate([[_OUTSIDE], tags[:-1]])
    done = 0
    for place in np.flatnonzero(~allowed[before, tags]).tolist():
        if place < done:
            continue
        start = end = place
        while start > done and tags[start - 1] != _OUTSIDE:
            start -= 1
        while end < len(tags) and tags[end] != _OUTSIDE:
            end += 1
        start, end = max(done, start - 1), min(len(tags), end + 1)
        first = tags[start - 1] if start else _OUTSIDE
        tags[start:end] = _viterbi(scores[start:end], allowed, int(first))
        done = end
    return tags


def _viterbi(
    scores: NDArray[np.floating], allowed: NDArray[np.bool_], before: int
) -> NDArray[np.int64]:
    steps = np.where(allowed, 0.0, _IMPOSSIBLE)
    best = scores[0] + steps[before]
    came_from = np.zeros(scores.shape, np.int64)
    for place in range(1, len(scores)):
        paths = best[:, None] + steps
        came_from[place] = paths.argmax(0)
        best = paths.max(0) + scores[place]
    path = np.empty(len(scores), np.int64)
    tag = int(best.argmax())
    for place in range(len(scores) - 1, -1, -1):
        path[place] = tag
        tag = int(came_from[place, tag])
    return path


def span_chance(around: Sequence[tuple[float, float]]) -> float:
    """Return how likely it is that exactly some words are a span, from their words' tags alone.

    Each word goes on with the name with the probability that it does and the one before is in the
    name at all, which is what the probabilities would say if they came from a chain. In a chain no
    word goes on with a name more probably than the word before is in one, so that what the first
    word has of that is left out: «. Ирину» looks like the end of an initial and what follows it.

    Args:
        around: Of each word of the span, the word before it and the word after it, the
            probabilities of the tag that begins a span of its type and of the one that continues
            it, in single precision; zeros where there is no such word.

    >>> round(span_chance([(0.0, 0.0), (0.3, 0.6), (0.0, 0.0)]), 2)
    0.75
    """
    (begun, goes_on), first, *others, (_, ended) = around
    before = float(np.float32(begun + goes_on))
    begun, goes_on = first
    chance, inside = begun / max(1 - max(0.0, goes_on - before), 1e-9), begun + goes_on
    for begun, goes_on in others:
        chance *= min(1.0, goes_on / max(inside, 1e-9))
        inside = begun + goes_on
    return chance * (1 - min(1.0, ended / max(inside, 1e-9)))


def chance_among(tags: NDArray[np.floating], start: int, end: int, begin: int) -> float:
    """Return how likely it is that exactly ``start:end`` is a span of all words that there are.

    Args:
        tags: Probability of each tag for each word (words x tags), in single precision.
        start: First word of the span.
        end: Word after its last.
        begin: Number of the tag that begins a span of its type; the next one continues it.

    >>> import numpy as np
    >>> sure = np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]], np.float32)
    >>> chance_among(sure, 0, 2, 1), chance_among(sure, 0, 1, 1)
    (1.0, 0.0)
    """
    nothing = (0.0, 0.0)
    rows = [(row[begin], row[begin + 1]) for row in tags.tolist()]
    return span_chance([nothing, *rows, nothing][start : end + 2])


def log_odds(chance: float) -> float:
    """Return the log-odds of a probability, which is kept a little away from 0 and 1.

    >>> log_odds(0.5), log_odds(1.0) == log_odds(2.0)
    (0.0, True)
    """
    inner = min(max(chance, _LEAST_CHANCE), 1 - _LEAST_CHANCE)
    return math.log(inner / (1 - inner))
