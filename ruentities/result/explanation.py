"""Why a document is as it is: for each mention its borders, its nominative, its entity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.linking.link import Option
    from ruentities.normalization.normalize import WeighedReading
    from ruentities.repair.lineage import Changed
    from ruentities.result.document import Document
    from ruentities.result.entity import Entity, Mention
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

# So many ways to read a name, and so many entities that it might mean, are printed.
_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class Change:
    """What a repair rule did to a span.

    Attributes:
        rule: The rule's name, a function of `ruentities.repair`.
        before: The spans that it took, type and text; none where it found a new one.
        after: The span that it made of them.
    """

    rule: str
    before: tuple[str, ...]
    after: str


@dataclass(frozen=True, slots=True)
class MentionExplanation:
    """Why a mention has its borders, its nominative and its entity.

    Attributes:
        mention: The mention.
        entity: What it is a mention of.
        found: The model's span, type and text, or None where a rule found the mention.
        found_score: The model's probability of that span, or None.
        changes: What the rules did to it, in their order.
        readings: How the name may be read, the cheapest first.
        candidates: Whom it might have meant, the likeliest first; none where it is the first name
            of its kind.
    """

    mention: Mention
    entity: Entity
    found: str | None
    found_score: float | None
    changes: tuple[Change, ...]
    readings: tuple[WeighedReading, ...]
    candidates: tuple[Option, ...]

    def __str__(self) -> str:
        mention = self.mention
        lines = [f"{mention.text} [{mention.start}:{mention.end}] {mention.type} {mention.normal}"]
        if self.found is None:
            lines.append("  borders: not the model's")
        else:
            lines.append(f"  borders: the model found {self.found}, score {self.found_score:.2f}")
        for change in self.changes:
            before = " + ".join(change.before) or "nothing"
            lines.append(f"    {change.rule}: {before} -> {change.after}")
        shown = "; ".join(map(_reading, self.readings[:_SHOWN]))
        lines.append(f"  nominative: {shown}")
        entity = self.entity
        chosen = f"{entity.id} {entity.name}"
        lines.append(f"  entity: {chosen} ({mention.reason}, {mention.link_score:.2f})")
        for candidate in self.candidates[:_SHOWN]:
            names, features = ", ".join(candidate.names), ", ".join(candidate.features)
            lines.append(f"    {candidate.probability:.2f} {names}: {features}")
        return "\n".join(lines)


def _reading(reading: WeighedReading) -> str:
    grammar = " ".join(filter(None, (reading.gender, reading.case)))
    words = " ".join(reading.words)
    return f"{words} {reading.cost:.2f}" + (f" ({grammar})" if grammar else "")


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a document is as it is; print it.

    Attributes:
        document: The document.
        mentions: An explanation of each mention, in text order.
    """

    document: Document
    mentions: tuple[MentionExplanation, ...]

    def __str__(self) -> str:
        return "\n\n".join(map(str, self.mentions))


def explanation(
    document: Document,
    tokens: Tokens,
    spans: Sequence[Span],
    lineages: Sequence[tuple[Span | None, tuple[Changed, ...]]],
    readings: Sequence[tuple[WeighedReading, ...]],
    candidates: Sequence[tuple[Option, ...]],
) -> Explanation:
    """Put together what each stage tells.

    Args:
        document: What was found.
        tokens: The whole text.
        spans: The spans of its mentions.
        lineages: Where each comes from.
        readings: How each may be read.
        candidates: Whom each might have meant.
    """

    def shown(span: Span) -> str:
        start, end = tokens.starts[span.start], tokens.ends[span.end - 1]
        return f"{span.type} «{tokens.text[start:end]}»"

    mentions = {
        (mention.start, mention.end, mention.type): (entity, mention)
        for entity in document.entities
        for mention in entity.mentions
    }
    told = []
    for span, (found, changes), read, linked in zip(
        spans, lineages, readings, candidates, strict=True
    ):
        place = tokens.starts[span.start], tokens.ends[span.end - 1], span.type
        entity, mention = mentions[place]
        told.append(
            MentionExplanation(
                mention,
                entity,
                shown(found) if found else None,
                found.score if found else None,
                tuple(
                    [
                        Change(rule, tuple(map(shown, before)), shown(after))
                        for rule, before, after in changes
                    ]
                ),
                read,
                linked,
            )
        )
    return Explanation(document, tuple(told))
