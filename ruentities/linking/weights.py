"""The weights by which evidence is weighed: a data file, and what they make of features."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ruentities.language.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping


@lru_cache(maxsize=1)
def built_in_weights() -> Mapping[str, float]:
    """Return the fitted weight of each feature of ``data/links.tsv``, read once."""
    with table("links.tsv") as text:
        return read_weights(text)


def read_weights(text: str) -> dict[str, float]:
    r"""Read the weights of features.

    Args:
        text: A feature, a tab and its weight on each line; lines with ``#`` are comments.

    >>> read_weights("# made up\nPER: surname\t2.5")
    {'PER: surname': 2.5}
    """
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return {feature: float(weight) for feature, weight in rows}
