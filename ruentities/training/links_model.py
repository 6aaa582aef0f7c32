"""Gold links to decisions, decisions to weights: the log-linear model of linking, fitted in numpy.

For each mention the entities named so far that something speaks for compete with a new one. The
probability of each is proportional to exp(sum of the weights of its features), a new entity's sum
being 0: a conditional logit (McFadden 1974), as mention ranking has it (Denis and Baldridge 2008).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Final

import numpy as np

from ruentities.linking.groups import group_names
from ruentities.linking.reading import Reading
from ruentities.linking.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from ruentities.language.names_table import Aliases
    from ruentities.linking.reading import Candidate, Cluster
    from ruentities.normalization.name import Name
    from ruentities.text.segmentation import Tokens

# Rarer features tell more of the corpus than of the language.
_RAREST: Final = 3
# What a contradiction weighs until gold says otherwise, and what makes one of several less likely:
# gold has few of them, since names that contradict each other seldom meet.
_AGAINST: Final = -3.0
_LESS_LIKELY: Final = -1.5
# A legal form makes no other body, and gold of ten companies is too little to tell.
_LIKELY: Final = 1.5
# So much more than of any other feature is believed of what is expected of these: a dozen
# decisions of gold must not turn it round. Chosen on today's folds 1 to 4 among 1, 5 and 10 times.
_BELIEVED: Final = 5.0
_STEPS: Final = 30
_CONVERGED: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reader decides on a mention.

    Attributes:
        candidates: For each entity that may be meant, its features in the order of their names.
        meant: Which of them is, or -1 for a new entity.
    """

    candidates: tuple[tuple[str, ...], ...]
    meant: int


def decisions(
    tokens: Tokens, names: Sequence[Name], gold: Sequence[str | None], aliases: Aliases
) -> list[Decision]:
    """Read a document as its gold links say, and write down what there was to decide.

    Args:
        tokens: The whole text.
        names: Its mentions with their normal forms, in text order.
        gold: The entity of each; None where the gold does not say: such mentions are left out.
        aliases: What is known of names.
    """
    found: list[Decision] = []
    known = [(name, entity) for name, entity in zip(names, gold, strict=True) if entity is not None]
    first: dict[tuple[str, str], int] = {}
    groups = group_names(tokens, [name for name, _ in known], aliases)
    reading = Reading(tokens, [name for name, _ in known], groups, Weights({}))

    def choose(number: int, candidates: Sequence[Candidate]) -> tuple[Cluster | None, float]:
        name, entity = known[number]
        cluster = reading.meant[first.setdefault((name.span.type, entity), number)]
        if candidates:
            among = [candidate.cluster for candidate in candidates]
            meant = among.index(cluster) if cluster in among else -1
            features = [tuple(sorted(candidate.features)) for candidate in candidates]
            found.append(Decision(tuple(features), meant))
        return cluster, 1.0

    reading.read(choose, every=True)
    return found


def fit(
    found: Sequence[Decision],
    prior: float,
    shares: Sequence[float] | None = None,
    fixed: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """Return the weights under which the decisions are likeliest, by Newton's method.

    Args:
        found: The decisions.
        prior: Strength of the prior, a normal distribution around 0: the inverse of its variance.
        shares: How much each decision counts; 1 by default.
        fixed: Weights that are kept; those of other features are returned.
    """
    kept = fixed or {}
    counts: Counter[str] = Counter()
    # Most decisions are alike: each kind is weighed once.
    alike: Counter[Decision] = Counter()
    for decision, share in zip(found, shares or repeat(1.0), strict=False):
        alike[decision] += share  # type: ignore[assignment]
        counts.update([feature for features in decision.candidates for feature in features])
    features = sorted(
        feature
        for feature, count in counts.items()
        if feature not in kept and (count >= _RAREST or _expected(feature))
    )
    found = list(alike)
    column = {feature: index for index, feature in enumerate(features)}
    sizes = np.array([len(decision.candidates) for decision in found])
    starts = np.cumsum(sizes) - sizes
    rows = np.zeros((int(sizes.sum()), len(features)))
    offsets = np.zeros(len(rows))
    number = 0
    for decision in found:
        for candidate in decision.candidates:
            for feature in candidate:
                if feature in column:
                    rows[number, column[feature]] = 1.0
                else:
                    offsets[number] += kept.get(feature, 0.0)
            number += 1
    meant = np.zeros(len(rows))
    for start, decision in zip(starts.tolist(), found, strict=True):
        if decision.meant >= 0:
            meant[start + decision.meant] = 1.0
    counted = np.array(list(alike.values()))
    expected = np.array(list(map(_expected, features)))
    priors = np.where(expected == 0, prior, prior * _BELIEVED)
    weights = _newton(rows, offsets, starts, sizes, meant, counted, expected, priors)
    return dict(zip(features, weights.tolist(), strict=True))


def _expected(feature: str) -> float:
    """Return what a feature is expected to weigh before any gold is seen."""
    if feature.endswith(
        ("listed apart", "one stands inside another", "ORG: branch", "a trade follows")
    ):
        return _AGAINST
    if feature.endswith("said to be a relative"):
        return _AGAINST
    if feature.endswith(
        (
            "a relative",
            "called by the first name before",
            "generation of one alone",
            "surname of the younger",
            "the same but for a generation",
        )
    ):
        return _LESS_LIKELY
    if feature.endswith("without the legal form"):
        return _LIKELY
    is_contradiction = ": another " in feature and not feature.endswith(
        ("spelling", "hyphen", "of the surname", "of the first name")
    )
    return _AGAINST if is_contradiction else 0.0


def _newton(
    rows: NDArray[np.float64],
    offsets: NDArray[np.float64],
    starts: NDArray[np.int64],
    sizes: NDArray[np.int64],
    meant: NDArray[np.float64],
    counted: NDArray[np.float64],
    expected: NDArray[np.float64],
    priors: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Fit the weights.

    Args:
        rows: Candidates x features.
        offsets: What the features weigh that are not fitted, of each candidate.
        starts: First row of each decision.
        sizes: Number of candidates of each decision.
        meant: 1 for each candidate that is meant.
        counted: How much each decision counts.
        expected: What each feature is expected to weigh before any gold is seen.
        priors: Strength of the prior of each feature, as in `fit`.
    """
    share = np.repeat(counted, sizes)
    weights = expected.copy()

    def loss_of(tried: NDArray[np.float64]) -> float:
        return _loss(rows, offsets, starts, sizes, meant, counted, expected, priors, tried)

    loss = loss_of(weights)
    for _ in range(_STEPS):
        chances = _chances(rows @ weights + offsets, starts, sizes)
        gradient = rows.T @ (share * (chances - meant)) + priors * (weights - expected)
        mean = np.add.reduceat(rows * chances[:, None], starts)
        hessian = rows.T @ (rows * (share * chances)[:, None]) - mean.T @ (mean * counted[:, None])
        step = np.linalg.solve(hessian + np.diag(priors), gradient)
        # Far from the optimum a whole step may overshoot.
        scale = 1.0
        while (new := loss_of(weights - scale * step)) > loss:
            scale /= 2
        weights = weights - scale * step
        if loss - new < _CONVERGED * abs(loss):
            break
        loss = new
    return weights


def _chances(
    scores: NDArray[np.float64], starts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> NDArray[np.float64]:
    highest = np.maximum(np.maximum.reduceat(scores, starts), 0.0)
    shares = np.exp(scores - np.repeat(highest, sizes))
    totals = np.add.reduceat(shares, starts) + np.exp(-highest)
    result: NDArray[np.float64] = shares / np.repeat(totals, sizes)
    return result


def _loss(
    rows: NDArray[np.float64],
    offsets: NDArray[np.float64],
    starts: NDArray[np.int64],
    sizes: NDArray[np.int64],
    meant: NDArray[np.float64],
    counted: NDArray[np.float64],
    expected: NDArray[np.float64],
    priors: NDArray[np.float64],
    weights: NDArray[np.float64],
) -> float:
    chances = _chances(rows @ weights + offsets, starts, sizes)
    linked = np.add.reduceat(meant, starts)
    right = np.add.reduceat(meant * chances, starts)
    new = 1 - np.add.reduceat(chances, starts)
    likelihood = np.log(np.maximum(np.where(linked > 0, right, new), 1e-12))
    away = weights - expected
    return float(priors @ away**2 / 2 - counted @ likelihood)
