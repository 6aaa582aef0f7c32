"""A document's mentions as flat rows for tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruentities.result.entity import EntityMention


def mention_records(pairs: Iterable[EntityMention]) -> list[dict[str, Any]]:
    """Return one row per mention, with what its entity is called.

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
        }
        for entity, mention in pairs
    ]
