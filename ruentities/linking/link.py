"""Named mentions to entities: who is meant, and the fullest name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from ruentities.linking.entities import entity
from ruentities.linking.groups import group_names
from ruentities.linking.reading import Reading, probabilities
from ruentities.linking.weights import built_in_weights

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruentities.kinds import Type
    from ruentities.language.names_table import Aliases
    from ruentities.linking.groups import Group
    from ruentities.linking.reading import Candidate, Cluster
    from ruentities.normalization.normalize import Name
    from ruentities.result.entity import Entity
    from ruentities.text.segmentation import Tokens

LEAST_LINK: Final = 0.0


def link(
    tokens: Tokens,
    names: Sequence[Name],
    aliases: Aliases,
    threshold: float = LEAST_LINK,
    weights: Mapping[str, float] | None = None,
) -> tuple[Entity, ...]:
    """Group the mentions of a document into entities.

    Args:
        tokens: The whole text.
        names: Its mentions with their normal forms, in text order.
        aliases: Which names are names of the same thing, and of what.
        threshold: Least probability of a link.
        weights: What each piece of evidence weighs; by default as fitted on gold.

    Returns:
        Entities in the order of first mention, numbered by type.
    """

    def choose(
        name: Name, group: Group, candidates: Sequence[Candidate]
    ) -> tuple[Cluster | None, float]:
        if not candidates:
            return None, 1.0
        best = max(candidates, key=_order)
        chances = probabilities([candidate.score for candidate in candidates])
        chance = chances[candidates.index(best)]
        if best.score > 0 and chance >= threshold:
            return best.cluster, chance
        return None, round(1 - sum(chances), 4)

    groups = group_names(tokens, names, aliases)
    of = {id(name): group for group in groups for name in group.names}
    reading = Reading(tokens, groups, built_in_weights() if weights is None else weights)
    clusters = reading.read([(name, of[id(name)]) for name in names], choose)
    counts: Counter[Type] = Counter()
    entities = []
    for cluster in sorted(clusters, key=_first):
        kind = cluster.groups[0].type
        counts[kind] += 1
        entities.append(
            entity(tokens, cluster, f"{kind}{counts[kind]}", aliases, reading.relations)
        )
    return tuple(entities)


def _order(candidate: Candidate) -> tuple[float, int]:
    return candidate.score, -candidate.cluster.first


def _first(cluster: Cluster) -> tuple[int, int]:
    return min(name.span.order for name, _, _ in cluster.names)
