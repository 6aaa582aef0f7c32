"""factRuEval-2016: responses in its official format, and the scores of its first two tracks.

Starostin et al. 2016, «FactRuEval 2016: Evaluation of Named Entity Recognition and Fact
Extraction Systems for Russian». The first track asks for mentions, the second for the entities
of a document with their normalised attributes. Scores follow the official scorer; it searches
its pairings with pruning and ours are exact, so ours can be a little higher.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ruentities.corpora.factrueval_gold import blocks
from ruentities.evaluation.factrueval_tracks import (
    Comparison,
    best_pairing,
    counts,
    folded,
    same_string,
)
from ruentities.evaluation.scores import TYPES, ByType, Counts
from ruentities.result.entity import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ruentities.corpora.factrueval_gold import Annotation, Entity, Object
    from ruentities.kinds import Type
    from ruentities.result.document import Document

_CONTAINERS = {
    "Person": frozenset({"Location", "LocOrg", "Org"}),
    "Location": frozenset({"Location", "LocOrg", "Org"}),
    "LocOrg": frozenset({"LocOrg", "Org"}),
    "Org": frozenset({"Org", "LocOrg"}),
}
# «Ильич», «Петровна», «Али оглы», «ибн Хаттаб», or an initial.
_PATRONYMIC = re.compile(r"(?:[иы]ч|на|оглы|кызы)$|^(?:ибн|бин|бен) |^.$", re.IGNORECASE)
_DESCRIPTORS = frozenset({"org_descr", "loc_descr"})


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A line of a ``.task1`` response.

    Attributes:
        type: ``"PER"``, ``"ORG"`` or ``"LOC"``.
        start: Offset of the first character, in code points.
        end: Offset after the last character.
    """

    type: Type
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """A block of a ``.task2`` response.

    Attributes:
        type: ``"PER"``, ``"ORG"`` or ``"LOC"``.
        attributes: (name, value) pairs: firstname, lastname, patronymic and nickname of PER,
            name of LOC and ORG.
    """

    type: Type
    attributes: tuple[tuple[str, str], ...]


def found_mentions(document: Document) -> tuple[FoundMention, ...]:
    """Return the document's answer to the first track: every mention, nested ones too."""
    found = (
        FoundMention(entity.type, mention.start, mention.end)
        for entity in document.entities
        for mention in entity.mentions
    )
    return tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))


def found_entities(document: Document) -> tuple[FoundEntity, ...]:
    """Return the document's answer to the second track.

    A person gives the known parts of the name, a second given name as another first name; one
    of whom no part is known, a nickname. Aliases are left out: in the second track a name more
    is a claim more.
    """
    found = []
    for entity in document.entities:
        attributes = [("name", entity.name)]
        if isinstance(entity, Person):
            second = entity.middle and not _PATRONYMIC.search(entity.middle)
            parts = (
                ("firstname", entity.first),
                ("firstname" if second else "patronymic", entity.middle),
                ("lastname", entity.last),
            )
            known = [(name, value) for name, value in parts if value]
            attributes = known or [("nickname", entity.name)]
        found.append(FoundEntity(entity.type, tuple(attributes)))
    return tuple(found)


def write_responses(document: Document, directory: Path, name: str) -> None:
    """Write ``name.task1`` and ``name.task2`` for the official scorer.

    Args:
        document: What was found in the document.
        directory: An existing folder.
        name: The document's name in the corpus, such as ``"book_100"``.
    """
    mentions = [f"{m.type} {m.start} {m.end - m.start}\n" for m in found_mentions(document)]
    (directory / f"{name}.task1").write_text("".join(mentions), encoding="utf-8")
    entities = [_block(entity) for entity in found_entities(document)]
    (directory / f"{name}.task2").write_text("\n".join(entities), encoding="utf-8")


def _block(entity: FoundEntity) -> str:
    # A value is one line, whatever line break stood in the name.
    attributes = [f"{name}: {' '.join(value.split())}\n" for name, value in entity.attributes]
    return "".join([f"{entity.type}\n", *attributes])


def read_task1(path: Path) -> tuple[FoundMention, ...]:
    """Read a response to the first track: ``TYPE start length`` a line.

    Raises:
        FileNotFoundError: When there is no such file.
        ValueError: When a line does not follow the format; the message says which.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        match line.split():
            case []:
                continue
            case [type_, start, length] if start.isdecimal() and length.isdecimal():
                mention = FoundMention(_type(type_, path), int(start), int(start) + int(length))
                found.append(mention)
            case _:
                raise ValueError(f"{path}:{number}: TYPE start length expected, not {line!r}")
    return tuple(found)


def read_task2(path: Path) -> tuple[FoundEntity, ...]:
    """Read a response to the second track: a type, then ``attribute: value`` lines.

    Raises:
        FileNotFoundError: When there is no such file.
        ValueError: When a block does not follow the format; the message says which line.
    """
    found = []
    for type_, *lines in blocks(path.read_text(encoding="utf-8")):
        attributes = []
        for line in lines:
            name, colon, value = line.partition(":")
            if not colon:
                raise ValueError(f"{path}: «attribute: value» expected, not {line!r}")
            attributes.append((name.strip(), value.strip()))
        found.append(FoundEntity(_type(type_, path), tuple(attributes)))
    return tuple(found)


def _type(text: str, path: Path) -> Type:
    for type_ in TYPES:
        if text == type_:
            return type_
    raise ValueError(f"{path}: {text!r} is none of {', '.join(TYPES)}")


def score_track1(gold: Annotation, response: Sequence[FoundMention]) -> ByType[Counts]:
    """Score the mentions found in one document, as the official scorer does with ``-l``.

    A response is the set of tokens it covers, compared with the tokens of a gold mention of the
    same type. Tokens that name count, the others («партия», «мэр») may be in the response or
    not; a token outside the gold mention is an error. The quality of a pair is tp / (tp + fp +
    fn) in tokens, and the sum of qualities is ``tp`` of the document. Gold mentions without a
    name and those inside a longer one cost nothing when missed. Punctuation is not looked at.

    Args:
        gold: The annotation.
        response: What was found.

    Returns:
        The counts of each type, to be added over documents.
    """
    covered = [
        frozenset(
            id_
            for id_, token in gold.tokens.items()
            if found.start <= token.start and token.end <= found.end and not token.is_punctuation
        )
        for found in response
    ]
    marks = frozenset(id_ for id_, token in gold.tokens.items() if token.is_punctuation)
    qualities = {
        (i, j): quality
        for i, mention in enumerate(gold.objects)
        for j, tokens in enumerate(covered)
        if response[j].type == mention.type
        and (quality := _mention_quality(mention, tokens, marks)) > 0
    }
    # «СССР» is perfect for itself and for the «посольство СССР» around it: itself first.
    same = {(i, j) for i, j in qualities if gold.objects[i].tokens - marks == covered[j]}
    comparison = Comparison(
        gold=tuple(mention.type for mention in gold.objects),
        counted=_counted_mentions(gold.objects),
        response=tuple(found.type for found in response),
        qualities={
            pair: qualities[pair] for pair in sorted(qualities, key=lambda p: p not in same)
        },
    )
    pairs = best_pairing(comparison)
    counted = _counted_mentions(gold.objects, paired=frozenset(i for i, _ in pairs))
    return counts(replace(comparison, counted=counted), pairs)


def _mention_quality(mention: Object, tokens: frozenset[int], punctuation: frozenset[int]) -> float:
    needed = mention.naming_tokens or mention.tokens
    tp = len(needed & tokens)
    fp = len(tokens - mention.tokens)
    fn = len(needed - tokens - punctuation)
    return tp / (tp + fp + fn) if tp else 0.0


def _counted_mentions(
    objects: Sequence[Object], paired: frozenset[int] = frozenset()
) -> tuple[bool, ...]:
    """Tell which mentions count, given which ones have a response.

    On the same tokens one of a type counts, and of an organization and something else the
    organization, unless only the other one was found.
    """
    rivals: dict[frozenset[int], dict[Type, int]] = {}
    for i in sorted(_eligible(objects), key=lambda i: i not in paired):
        rivals.setdefault(objects[i].tokens, {}).setdefault(objects[i].type, i)
    counted: set[int] = set()
    for by_type in rivals.values():
        organization = by_type.pop("ORG", None)
        others = frozenset(by_type.values())
        if organization is None:
            counted |= others
        elif organization in paired or not others & paired:
            counted.add(organization)
        else:
            counted |= others & paired
    return tuple(i in counted for i in range(len(objects)))


def _eligible(objects: Sequence[Object]) -> list[int]:
    """Return the mentions that have a name and do not lie inside a longer one."""
    tokens = [mention.tokens for mention in objects]
    return [
        i
        for i, mention in enumerate(objects)
        if mention.naming_tokens
        and not any(
            # The first track forgets what is a LocOrg before it looks at what holds a place.
            other.kind in _CONTAINERS["Location" if mention.type == "LOC" else mention.kind]
            and tokens[i] < tokens[j]
            for j, other in enumerate(objects)
        )
    ]


def score_track2(
    gold: Annotation, response: Sequence[FoundEntity], *, ignore_extra: bool = False
) -> ByType[Counts]:
    """Score the entities found in one document by their normalised attributes.

    The quality of a pair of one type is the number of gold attributes found, over those, the
    gold attributes not found and the attributes found that gold lacks; the sum of qualities is
    ``tp`` of the document. An attribute is found when one of its values is, but for a slip of
    the pen. Entities without attributes cost nothing when missed, nor do those of which every
    mention lies inside a longer one, or every one is an adjective, or every one a descriptor.

    Args:
        gold: The annotation.
        response: What was found.
        ignore_extra: Attributes that gold lacks cost nothing, as with ``-m``.

    Returns:
        The counts of each type, to be added over documents.
    """
    known = [
        [(attribute.name, tuple(map(folded, attribute.values))) for attribute in entity.attributes]
        for entity in gold.entities
    ]
    claimed = [[(name, folded(value)) for name, value in found.attributes] for found in response]
    qualities = {
        (i, j): quality
        for i, entity in enumerate(gold.entities)
        for j, found in enumerate(response)
        if entity.type == found.type
        and (quality := _entity_quality(known[i], claimed[j], ignore_extra=ignore_extra)) > 0
    }
    comparison = Comparison(
        gold=tuple(entity.type for entity in gold.entities),
        counted=tuple(_is_counted_entity(entity, gold.objects) for entity in gold.entities),
        response=tuple(found.type for found in response),
        qualities=qualities,
    )
    return counts(comparison, best_pairing(comparison))


def _entity_quality(
    known: Sequence[tuple[str, tuple[str, ...]]],
    claimed: Sequence[tuple[str, str]],
    *,
    ignore_extra: bool,
) -> float:
    matches = [
        (i, j)
        for i, (name, values) in enumerate(known)
        for j, (claimed_name, claim) in enumerate(claimed)
        if name == claimed_name and any(same_string(claim, value) for value in values)
    ]
    found = len({i for i, _ in matches})
    extra = 0 if ignore_extra else len(claimed) - len({j for _, j in matches})
    return found / (len(known) + extra) if found else 0.0


def _is_counted_entity(entity: Entity, objects: Sequence[Object]) -> bool:
    mentions = entity.objects
    kinds = [{span.kind for span in mention.spans} for mention in mentions]
    return bool(entity.attributes) and not (
        all(_is_within(mention, objects) for mention in mentions)
        or all(of_mention == {"geo_adj"} for of_mention in kinds)
        or all(of_mention <= _DESCRIPTORS for of_mention in kinds)
    )


def _is_within(mention: Object, objects: Sequence[Object]) -> bool:
    start, end = mention.interval
    return any(
        other.kind in _CONTAINERS[mention.kind]
        and other.interval[0] <= start
        and end <= other.interval[1]
        and other.interval != mention.interval
        for other in objects
    )


def total(scores: Iterable[ByType[Counts]]) -> ByType[Counts]:
    """Add up the scores of many documents."""
    listed = list(scores)
    return ByType(
        per=sum((score.per for score in listed), Counts()),
        loc=sum((score.loc for score in listed), Counts()),
        org=sum((score.org for score in listed), Counts()),
    )
