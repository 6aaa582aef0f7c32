"""Named mentions to entities: who is the same, and the fullest name.

A link is made only when one candidate fits: a missed link leaves two entities, a wrong one puts
words into somebody's mouth.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ruentities.linking.bodies import REASONS, brackets
from ruentities.linking.entities import entity
from ruentities.linking.groups import group_names, unite
from ruentities.linking.people import link_people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.kinds import Type
    from ruentities.language.names_table import Aliases
    from ruentities.normalization.normalize import Name
    from ruentities.result.entity import Entity
    from ruentities.text.segmentation import Tokens


def link(tokens: Tokens, names: Sequence[Name], aliases: Aliases) -> tuple[Entity, ...]:
    """Group the mentions of a document into entities.

    Args:
        tokens: The whole text.
        names: Its mentions with their normal forms, in text order.
        aliases: Which names are names of the same thing, and of what.

    Returns:
        Entities in the order of first mention, numbered by type.
    """
    groups = group_names(tokens, names, aliases)
    unite(brackets(tokens, groups))
    link_people(group for group in groups if group.type == "PER")
    for reason in REASONS:
        unite(reason(tokens, groups))
    counts: Counter[Type] = Counter()
    entities = []
    for cluster in {id(group.cluster): group.cluster for group in groups}.values():
        kind = cluster.groups[0].type
        counts[kind] += 1
        entities.append(entity(tokens, cluster, f"{kind}{counts[kind]}", aliases))
    return tuple(entities)
