"""A document's mentions and entities as flat rows for tables, all of one shape."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruentities.result.entity import Entity, EntityMention

# What not every entity has; None where it has not.
_SOME: Final = ("first", "middle", "last", "gender", "country", "wikidata")


def mention_records(pairs: Iterable[EntityMention]) -> list[dict[str, Any]]:
    """Return one row per mention, with what is known of its entity.

    Args:
        pairs: Mentions with their entities.
    """
    return [
        {
            "id": entity.id,
            "type": entity.type,
            "name": entity.name,
            "text": mention.text,
            "normal": mention.normal,
            "start": mention.start,
            "end": mention.end,
            "score": mention.score,
            "nested": mention.nested,
            "case": mention.case,
            "reason": mention.reason,
            "link_score": mention.link_score,
            **_known(entity),
        }
        for entity, mention in pairs
    ]


def entity_records(entities: Iterable[Entity]) -> list[dict[str, Any]]:
    """Return one row per entity, with its aliases and the number of its mentions."""
    return [
        {
            "id": entity.id,
            "type": entity.type,
            "name": entity.name,
            "aliases": list(entity.aliases),
            "mentions": len(entity.mentions),
            **_known(entity),
        }
        for entity in entities
    ]


def nested_records(entities: Iterable[Entity]) -> list[dict[str, Any]]:
    """Return one row per entity, with its mentions inside."""
    return [
        {**row, "mentions": [mention.model_dump() for mention in entity.mentions]}
        for row, entity in zip(entity_records(entities), entities, strict=True)
    ]


def _known(entity: Entity) -> dict[str, Any]:
    entry = entity.entry
    data = entry.data if entry else None
    return {
        **{name: getattr(entity, name, None) for name in _SOME},
        "entry_id": entry.id if entry else None,
        "entry_data": None if data is None else json.dumps(data, ensure_ascii=False),
    }
