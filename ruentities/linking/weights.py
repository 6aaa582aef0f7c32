"""The weights by which evidence is weighed: a data file, and what they make of features."""

from __future__ import annotations

from functools import lru_cache
from math import exp, fsum
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.language.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ruentities.kinds import Type

# Several hundred sets of features occur in the news; of so many are kept the sums.
_CACHED_SUMS: Final = 4_000


class Evidence(NamedTuple):
    """What speaks for and against a name meaning an entity, wherever it stands.

    Attributes:
        features: Names of what was found.
        score: Sum of their weights.
        is_contradicted: Whether something speaks against it.
    """

    features: tuple[str, ...]
    score: float
    is_contradicted: bool


class Weights:
    """What each feature weighs.

    Args:
        of_features: The weight of each; whatever is not in it weighs nothing.

    Attributes:
        evidence: Weighs what was found: `Evidence` of a type, of what ties two names and of what
            speaks against their being one entity's. The same findings give the same value.
        total: Weighs features of a type that the text around a mention shows.
    """

    def __init__(self, of_features: Mapping[str, float]) -> None:
        self._of = of_features
        self.evidence: Callable[[Type, tuple[str, ...], tuple[str, ...]], Evidence]
        self.total: Callable[[Type, tuple[str, ...]], float]
        # A cache of its own for each set of weights, which goes when they go.
        self.evidence = lru_cache(maxsize=_CACHED_SUMS)(self._evidence)
        self.total = lru_cache(maxsize=_CACHED_SUMS)(self._total)

    def _evidence(self, kind: Type, tied: tuple[str, ...], against: tuple[str, ...]) -> Evidence:
        features = tuple([f"{kind}: {feature}" for feature in (*tied, *against)])
        score = fsum([self._of.get(feature, 0.0) for feature in features])
        return Evidence(features, score, bool(against))

    def _total(self, kind: Type, features: tuple[str, ...]) -> float:
        return fsum([self._of.get(f"{kind}: {feature}", 0.0) for feature in features])


@lru_cache(maxsize=1)
def built_in_weights() -> Weights:
    """Return the fitted weight of each feature of ``data/links.tsv``, read once."""
    with table("links.tsv") as text:
        return Weights(read_weights(text))


def read_weights(text: str) -> dict[str, float]:
    r"""Read the weights of features.

    Args:
        text: A feature, a tab and its weight on each line; lines with ``#`` are comments.

    >>> read_weights("# made up\nPER: surname\t2.5")
    {'PER: surname': 2.5}
    """
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return {feature: float(weight) for feature, weight in rows}


# Most names are decided by the same few pieces of evidence.
@lru_cache(maxsize=1_000)
def probabilities(scores: tuple[float, ...]) -> tuple[float, ...]:
    """Return the probability of each candidate, that of a new entity being the rest.

    Args:
        scores: Their scores; a new entity's is 0.

    >>> probabilities((0.0,))
    (0.5,)
    """
    highest = max((0.0, *scores))
    shares = [exp(score - highest) for score in scores]
    total = exp(-highest) + sum(shares)
    # The last bits of exp differ between processors.
    return tuple([round(share / total, 4) for share in shares])
