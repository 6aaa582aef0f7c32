"""The entity that a cluster of names is: its fullest name, its ids, its mentions with reasons."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from ruentities.language.folding import fold
from ruentities.linking.bodies import is_acronym
from ruentities.result.entity import Location, Mention, Organization, Person
from ruentities.text.marks import is_initial

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.language.names_table import Aliases, Listed
    from ruentities.linking.groups import Cluster, Group
    from ruentities.normalization.normalize import Name
    from ruentities.result.entity import Entity, Reason
    from ruentities.text.segmentation import Tokens


def entity(tokens: Tokens, cluster: Cluster, number: str, aliases: Aliases) -> Entity:
    """Return the entity of a cluster.

    Args:
        tokens: The whole text.
        cluster: Its names.
        number: Its identifier in the document.
        aliases: Which of the names are the user's own.
    """
    groups = cluster.groups
    if len(groups) > 1:
        groups = sorted(groups, key=lambda group: group.names[0].span.start)
    entry = None if cluster.own is None else aliases.own[cluster.own]
    head = _head(groups, entry.name if entry else None)
    name = entry.name if entry else head.normal
    reasons = _reasons(cluster, head)
    if name != head.normal:
        reasons[id(head)] = "alias"
    pairs = [(mention, reasons[id(group)]) for group in groups for mention in group.names]
    if len(groups) > 1:
        pairs.sort(key=lambda pair: pair[0].span.start)
    normals = dict.fromkeys([mention.normal for mention, _ in pairs])
    normals.pop(name, None)
    mentions = tuple([_mention(tokens, mention, reason) for mention, reason in pairs])
    common: dict[str, Any] = {
        "id": number,
        "name": name,
        "aliases": tuple(normals),
        "mentions": mentions,
        "entry": entry,
    }
    listed = _listed(groups)
    wikidata = listed.wikidata if listed else None
    if head.type == "LOC":
        country = listed.country if listed else None
        return Location(type="LOC", wikidata=wikidata, country=country, **common)
    if head.type == "ORG":
        return Organization(type="ORG", wikidata=wikidata, **common)
    parts, gender = cluster.parts, (entry.gender if entry else None) or cluster.gender
    return Person(
        type="PER",
        wikidata=wikidata,
        first=parts.first,
        middle=parts.middle,
        last=parts.last,
        gender=gender,
        **common,
    )


def _head(groups: Sequence[Group], own: str | None) -> Group:
    """Return the group that the entity is called by, or that is nearest to the user's name."""
    if len(groups) == 1:
        return groups[0]
    return max(groups, key=lambda group: (group.normal == own, _rank(group)))


def _rank(group: Group) -> tuple[bool, bool, bool, int, bool, int]:
    """The fullest name has a surname and the most words; Latin and abbreviated ones come last."""
    normal = group.normal
    words = [word for word in normal.split() if not is_initial(word.strip("."))]
    canonical = group.listed is not None and fold(group.listed.name) == group.key
    plain = not is_acronym(normal)
    surname = group.parts.last is not None
    return plain, not normal.isascii(), surname, len(words), canonical, len(normal)


def _reasons(cluster: Cluster, head: Group) -> dict[int, Reason]:
    """Tell for each name by what evidence it hangs together with the entity's name."""
    reasons: dict[int, Reason] = {id(head): "same name"}
    if not cluster.evidence:
        return reasons
    near: dict[int, list[tuple[Group, Reason]]] = defaultdict(list)
    for name, other, reason in cluster.evidence:
        near[id(name)].append((other, reason))
        near[id(other)].append((name, reason))
    reached = [head]
    for group in reached:
        for other, reason in near[id(group)]:
            if id(other) not in reasons:
                reasons[id(other)] = reason
                reached.append(other)
    return reasons


def _listed(groups: Sequence[Group]) -> Listed | None:
    """Return what the table says when all listed names are one thing's."""
    found = {group.listed.name: group.listed for group in groups if group.listed}
    return next(iter(found.values())) if len(found) == 1 else None


def _mention(tokens: Tokens, name: Name, reason: Reason) -> Mention:
    span = name.span
    start, end = tokens.starts[span.start], tokens.ends[span.end - 1]
    return Mention(
        start=start,
        end=end,
        text=tokens.text[start:end],
        type=span.type,
        normal=name.normal,
        score=span.score,
        nested=span.nested,
        case=name.case,
        reason=reason,
    )
