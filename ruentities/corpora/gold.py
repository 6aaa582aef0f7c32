"""The one form that every gold corpus is read into."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruentities.kinds import Type


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention as a corpus annotates it.

    Attributes:
        start: Offset of the first character, in code points.
        end: Offset after the last character, in code points.
        type: ``"PER"``, ``"ORG"`` or ``"LOC"``.
        nested: Whether it lies inside a longer gold mention.
        normal: Its nominative form, where the corpus gives one.
        entity: Id of its entity, where the corpus links mentions; equal ids in one document
            mean one entity.
    """

    start: int
    end: int
    type: Type
    nested: bool = False
    normal: str | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity with its attributes, as factRuEval-2016's second track annotates them.

    Attributes:
        type: ``"PER"``, ``"ORG"`` or ``"LOC"``.
        attributes: (name, value) pairs in the file's order, such as ``("lastname", "Лавров")``.
    """

    type: Type
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """An annotated document.

    Attributes:
        corpus: ``"factrueval"``, ``"collection5"``, ``"nerel"``, ``"slavicner"``,
            ``"today"`` or ``"jsonl"``.
        name: The file's name within the corpus, the same on every machine.
        text: The text that the offsets count in.
        mentions: In text order, a longer one before what it holds.
        entities: Entities with attributes, where the corpus gives them.
    """

    corpus: str
    name: str
    text: str
    mentions: tuple[GoldMention, ...]
    entities: tuple[GoldEntity, ...] = field(default=())
