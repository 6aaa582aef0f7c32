"""The windowed CRF against the textbook's, over every path or over the whole chain."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ruentities.recognition import slovnet_crf

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# O, B, I
TRANSITIONS = np.array([[0.7, -0.5, -6.0], [-1.8, 0.4, 3.0], [-2.1, 0.2, 2.5]], np.float32)
B, I = 1, 2  # noqa: E741 - the tags' own names


def chain(length: int, seed: int, scale: float = 3.0) -> Floats:
    scores = np.random.default_rng(seed).normal(0, scale, (length, 3)).astype(np.float32)
    # The words that frame a text are never part of a name.
    scores[[0, -1]] = [20, 0, 0]
    return scores


def score(scores: Floats, path: tuple[int, ...]) -> float:
    steps = pairwise(path)
    return float(
        sum(scores[place, tag] for place, tag in enumerate(path))
        + sum(TRANSITIONS[before, after] for before, after in steps)
    )


@pytest.mark.parametrize("seed", range(5))
def test_short_chain_agrees_with_all_paths(seed: int) -> None:
    scores = chain(8, seed)
    paths = list(product(range(3), repeat=8))
    weights = np.array([score(scores, path) for path in paths])
    chances = np.exp(weights - weights.max())
    chances /= chances.sum()
    assert tuple(slovnet_crf.best_tags(scores, TRANSITIONS)) == paths[int(weights.argmax())]
    found = slovnet_crf.marginals(scores, TRANSITIONS)
    for place, tag in product(range(8), range(3)):
        right = sum(c for c, path in zip(chances, paths, strict=True) if path[place] == tag)
        assert found.tags[place, tag] == pytest.approx(right, abs=1e-6)
    for start, end in [(1, 2), (2, 5), (3, 7)]:
        right = sum(
            c
            for c, path in zip(chances, paths, strict=True)
            if (path[start] == B or (path[start] == I and path[start - 1] == 0))
            and all(tag == I for tag in path[start + 1 : end])
            and path[end] != I
        )
        assert found.span(start, end, B, I) == pytest.approx(right, abs=1e-6)


def whole_chain_marginals(scores: Floats) -> NDArray[np.float64]:
    """Forward-backward over the whole chain at once, in logarithms."""

    def forward(scores: Floats, transitions: Floats) -> NDArray[np.float64]:
        rows = [scores[0].astype(np.float64)]
        for row in scores[1:]:
            paths = rows[-1][:, None] + transitions
            top = paths.max(0)
            rows.append(row + top + np.log(np.exp(paths - top).sum(0)))
        return np.array(rows)

    both = forward(scores, TRANSITIONS) + forward(scores[::-1], TRANSITIONS.T)[::-1] - scores
    chances = np.exp(both - both.max(1, keepdims=True))
    return np.asarray(chances / chances.sum(1, keepdims=True))


@pytest.mark.parametrize("length", [63, 64, 65, 500])
def test_windows_agree_with_the_whole_chain(length: int) -> None:
    scores = chain(length, seed=length)
    found = slovnet_crf.marginals(scores, TRANSITIONS)
    assert found.tags == pytest.approx(whole_chain_marginals(scores), abs=1e-6)


def test_windows_find_the_best_path_of_the_whole_chain() -> None:
    scores = chain(1000, seed=7)
    best = np.zeros((1000, 3), np.int64)
    row = scores[0].astype(np.float64)
    for place in range(1, 1000):
        paths = row[:, None] + TRANSITIONS
        best[place] = paths.argmax(0)
        row = paths.max(0) + scores[place]
    path = [int(row.argmax())]
    for place in range(999, 0, -1):
        path.append(int(best[place, path[-1]]))
    assert slovnet_crf.best_tags(scores, TRANSITIONS).tolist() == path[::-1]
