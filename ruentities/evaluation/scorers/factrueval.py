"""factRuEval-2016: the scores of its first two tracks.

Starostin et al. 2016, «FactRuEval 2016: Evaluation of Named Entity Recognition and Fact
Extraction Systems for Russian». The first track asks for mentions, the second for the entities
of a document with their normalised attributes. Scores follow the official scorer; it searches
its pairings with pruning and ours are exact, so ours can be a little higher.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ruentities.evaluation.scorers.factrueval_pairing import (
    Comparison,
    best_pairing,
    counts,
    folded,
    same_string,
)
from ruentities.evaluation.scorers.scores import ByType, Counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruentities.corpora.factrueval_gold import Annotation, Entity, Object
    from ruentities.evaluation.scorers.factrueval_answers import FoundEntity, FoundMention
    from ruentities.kinds import Type

_CONTAINERS = {
    "Person": frozenset({"Location", "LocOrg", "Org"}),
    "Location": frozenset({"Location", "LocOrg", "Org"}),
    "LocOrg": frozenset({"LocOrg", "Org"}),
    "Org": frozenset({"Org", "LocOrg"}),
}
_DESCRIPTORS = frozenset({"org_descr", "loc_descr"})


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
