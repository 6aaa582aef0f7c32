"""Linear-chain CRF in numpy: best tags, and the probability of any span.

Lafferty, McCallum, Pereira: Conditional Random Fields (2001); forward-backward with scaling
after Rabiner (1989). A long chain is cut into overlapping windows that are computed side by
side: over an overlap of 24 tokens a chain forgets where it began (each step divides what is
left of the influence by more than ten), so the answer is the whole chain's to float precision,
and the number of numpy calls does not grow with the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CORE: Final = 64
_OVERLAP: Final = 24


@dataclass(frozen=True, slots=True)
class Marginals:
    """What a chain believes of each position.

    Attributes:
        tags: Probability of each tag at each position (positions x tags).
        next_tags: What the rest of the chain gives each tag of the next position: the chance of
            tag y after tag x is ``transitions[x, y] * next_tags[position, y]`` up to a constant
            (positions x tags).
        transitions: Exponentials of the CRF's transitions (from x to).
    """

    tags: NDArray[np.float64]
    next_tags: NDArray[np.float64]
    transitions: NDArray[np.float64]

    def span(self, start: int, end: int, begin: int, inside: int) -> float:
        """Return the probability that exactly ``start:end`` is a span.

        Args:
            start: First position, at least 1.
            end: Position after the last.
            begin: Tag that begins a span of the type (B-PER, say).
            inside: Tag that continues it (I-PER), and begins it too where nothing precedes.

        Returns:
            Probability that a span of the type begins at ``start``, goes on up to ``end`` and
            not further.
        """
        before = sum(
            float(self.tags[start - 1, tag]) * self._goes_on(start - 1, tag, inside)
            for tag in (begin, inside)
        )
        begun = float(self.tags[start, begin])
        gone_on = max(0.0, float(self.tags[start, inside]) - before)
        for position in range(start, end - 1):
            gone_on = begun * self._goes_on(position, begin, inside) + gone_on * self._goes_on(
                position, inside, inside
            )
            begun = 0.0
        last = end - 1
        return begun * (1 - self._goes_on(last, begin, inside)) + gone_on * (
            1 - self._goes_on(last, inside, inside)
        )

    def _goes_on(self, position: int, tag: int, inside: int) -> float:
        onward = self.transitions[tag] * self.next_tags[position]
        return float(onward[inside] / onward.sum())


def best_tags(scores: NDArray[np.float32], transitions: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the most probable tag sequence (Viterbi), one tag number per position."""
    windows, cores = _windows(scores)
    count, length, tags = windows.shape
    best = windows[:, 0].astype(np.float64)
    came_from = np.zeros((length, count, tags), np.int64)
    for step in range(1, length):
        paths = best[:, :, None] + transitions
        came_from[step] = paths.argmax(1)
        best = paths.max(1) + windows[:, step]
    tag = best.argmax(1)
    path = np.empty((count, length), np.int64)
    rows = np.arange(count)
    for step in range(length - 1, -1, -1):
        path[:, step] = tag
        tag = came_from[step][rows, tag]
    return path[cores]


def marginals(scores: NDArray[np.float32], transitions: NDArray[np.float32]) -> Marginals:
    """Return the marginal probabilities of a chain (forward-backward).

    Args:
        scores: Score of each tag at each position (positions x tags).
        transitions: Score of one tag after another (from x to).

    Returns:
        Probabilities of tags, and what spans need.
    """
    windows, cores = _windows(scores)
    likelihood = np.exp(windows - windows.max(2, keepdims=True), dtype=np.float64)
    step_to = np.exp(transitions, dtype=np.float64)
    count, length, tags = windows.shape
    forward = np.empty((count, length, tags))
    forward[:, 0] = likelihood[:, 0]
    for step in range(1, length):
        ahead = (forward[:, step - 1] @ step_to) * likelihood[:, step]
        forward[:, step] = ahead / ahead.sum(1, keepdims=True)
    backward = np.ones((count, length, tags))
    onward = np.ones((count, length, tags))
    for step in range(length - 2, -1, -1):
        onward[:, step] = likelihood[:, step + 1] * backward[:, step + 1]
        back = onward[:, step] @ step_to.T
        backward[:, step] = back / back.sum(1, keepdims=True)
    node = forward * backward
    node /= node.sum(2, keepdims=True)
    return Marginals(node[cores], onward[cores], step_to)


def _windows(
    scores: NDArray[np.float32],
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Cut a chain into overlapping windows; return them and which of their cells count.

    The cells beyond the chain's ends repeat its first and last position: the chain is framed
    by full stops, whose tag is never in doubt.
    """
    length = len(scores)
    count = -(-length // _CORE)
    starts = np.arange(count)[:, None] * _CORE
    positions = starts + np.arange(-_OVERLAP, _CORE + _OVERLAP)
    inner = (positions >= starts) & (positions < starts + _CORE) & (positions < length)
    return scores[positions.clip(0, length - 1)], inner
