"""The entities that clusters of names are: fullest names, ids, mentions with reasons."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING, Any

from ruentities.language.folding import fold
from ruentities.language.person_names import Parts
from ruentities.language.remembered import LINKED, remembered
from ruentities.linking.relations import reason
from ruentities.linking.short_forms import is_acronym
from ruentities.result.entity import Location, Mention, Organization, Person, maker
from ruentities.text.marks import is_initial

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from ruentities.kinds import Gender, Type
    from ruentities.language.names_table import Aliases, Listed
    from ruentities.linking.groups import Group, NameForm
    from ruentities.linking.reading import Cluster, Reading
    from ruentities.linking.relations import Relations
    from ruentities.result.entity import Entity, Reason
    from ruentities.text.segmentation import Tokens

_mention, _person = maker(Mention), maker(Person)
_organization, _location = maker(Organization), maker(Location)


def entities(
    tokens: Tokens, meant: Sequence[Cluster], aliases: Aliases, reading: Reading
) -> tuple[Entity, ...]:
    """Return the entities that are meant, in the order of first mention, numbered by type.

    Args:
        tokens: The whole text.
        meant: The entity of each mention.
        aliases: Which of the names are the user's own.
        reading: The document, read.
    """
    counts: Counter[Type] = Counter()
    found = []
    for cluster in dict.fromkeys(meant):
        kind = cluster.groups[0].form.type
        counts[kind] += 1
        found.append(_entity(tokens, cluster, f"{kind}{counts[kind]}", aliases, reading))
    return tuple(found)


def _entity(
    tokens: Tokens, cluster: Cluster, number: str, aliases: Aliases, reading: Reading
) -> Entity:
    groups = cluster.groups
    entry = None if cluster.own is None else aliases.own[cluster.own]
    head = groups[0]
    if len(groups) > 1:
        head = _head(groups, entry.name if entry else None, reading.relations.former)
    form = head.form
    name = entry.name if entry else form.normal
    reasons: dict[Group, Reason] = {head: "same name"}
    if len(groups) > 1:
        _add_reasons(reasons, groups, head, reading.relations)
    if name != form.normal:
        reasons[head] = "alias"
    cluster.numbers.sort()
    normals = dict.fromkeys([reading.names[number].normal for number in cluster.numbers])
    normals.pop(name, None)
    listed = form.listed if len(groups) == 1 else _listed(groups)
    values: dict[str, Any] = {
        "id": number,
        "name": name,
        "aliases": tuple(normals),
        "wikidata": listed.wikidata if listed else None,
        "mentions": _mentions(tokens, cluster, reading, reasons),
        "entry": entry,
        "type": form.type,
    }
    if form.type == "LOC":
        values["country"] = listed.country if listed else None
        return _location(values)
    if form.type == "ORG":
        return _organization(values)
    parts, gender = form.parts, form.gender
    if len(groups) > 1:
        forms = sorted([group.form for group in groups], key=_fullness)
        parts = reduce(fuller, [other.parts for other in forms])
        gender = _gender(groups, head)
    values["first"] = parts.first
    values["middle"] = parts.middle
    values["last"] = parts.last
    values["gender"] = (entry.gender if entry else None) or gender
    return _person(values)


def _head(groups: Sequence[Group], own: str | None, former: Set[Group]) -> Group:
    """Return the group that the entity is called by, or that is nearest to the user's name."""
    return max(
        groups, key=lambda group: (group.form.normal == own, group not in former, _rank(group.form))
    )


@remembered(LINKED)
def _rank(form: NameForm) -> tuple[bool, bool, bool, int, bool, int]:
    """The fullest name has a surname and the most words; Latin and abbreviated ones come last."""
    normal = form.normal
    words = [word for word in normal.split() if not is_initial(word.strip("."))]
    canonical = form.listed is not None and fold(form.listed.name) == form.key
    # «США» is what «Штаты» are called.
    plain = (canonical and form.type == "LOC") or not is_acronym(normal)
    surname = form.parts.last is not None
    return plain, not normal.isascii(), surname, len(words), canonical, len(normal)


def _add_reasons(
    reasons: dict[Group, Reason], groups: Sequence[Group], head: Group, relations: Relations
) -> None:
    """Tell for each name by what evidence it hangs together with the entity's name."""
    members = set(groups)
    reached = [head]
    for group in reached:
        for other, features in relations.related(group).items():
            if other in members and other not in reasons:
                reasons[other] = reason(features)
                reached.append(other)
    for group in groups:
        # A name that too many share was not among those that the head is compared with.
        if group not in reasons:
            reasons[group] = reason(relations.evidence(group, head))


def _gender(groups: Sequence[Group], head: Group) -> Gender | None:
    """Return the gender that most mentions show, if any does.

    A full name is asked first. Where it leaves the gender open («Анналена Бербок»), a surname in
    the nominative shows none either, however much it looks like a man's.
    """
    genders = {group.form.gender for group in groups}
    if len(genders) == 1:
        return head.form.gender
    full: Counter[Gender] = Counter()
    short: Counter[Gender] = Counter()
    is_open = False
    for group in (head, *groups):
        gender, parts = group.form.gender, group.form.parts
        is_full = parts.first is not None and parts.last is not None
        is_open |= is_full and gender is None
        if gender and is_full:
            full[gender] += len(group.names)
        elif gender:
            short[gender] += sum(
                gender == "femn" or not is_open or name.case not in (None, "nomn")
                for name in group.names
            )
    told = full or +short
    return told.most_common(1)[0][0] if told else None


@remembered(LINKED)
def _fullness(form: NameForm) -> tuple[bool, float, int]:
    """Sort key: the most parts first, initials count half; without a surname last."""
    parts = form.parts
    full = sum(
        0 if part is None else 0.5 if is_initial(part) else 1
        for part in (parts.first, parts.middle, parts.last)
    )
    return parts.last is None, -full, -len(form.words)


def fuller(one: Parts, other: Parts) -> Parts:
    """Return what two names of one person tell of its parts, the first one's where they differ."""
    if other.last == one.last and other.first is None and other.middle is None:
        return one
    if other.last and one.last and fold(one.last) != fold(other.last):
        # «Чантурия» and «Саишвили-Чантурия»; of any other two, one is a misread form.
        return replace(one, last=other.last) if fold(one.last) in fold(other.last) else one
    return Parts(
        _better(one.first, other.first),
        _better(one.middle, other.middle),
        one.last or other.last,
    )


def _better(one: str | None, other: str | None) -> str | None:
    return other if one is None or (other is not None and is_initial(one)) else one


def _listed(groups: Sequence[Group]) -> Listed | None:
    """Return what the table says when all listed names are one thing's."""
    listed = [group.form.listed for group in groups]
    found = {one.name: one for one in listed if one}
    return next(iter(found.values())) if len(found) == 1 else None


def _mentions(
    tokens: Tokens, cluster: Cluster, reading: Reading, reasons: Mapping[Group, Reason]
) -> tuple[Mention, ...]:
    text, starts, ends = tokens.text, tokens.starts, tokens.ends
    names, groups, probabilities = reading.names, reading.groups, reading.probabilities
    mentions = []
    for number in cluster.numbers:
        span, normal, _, _, _, case, _ = names[number]
        start, end = starts[span.start], ends[span.end - 1]
        values = {
            "start": start,
            "end": end,
            "text": text[start:end],
            "type": span.type,
            "normal": normal,
            "score": span.score,
            "nested": span.nested,
            "reason": reasons[groups[number]],
            "link_score": probabilities[number],
            "case": case,
        }
        mentions.append(_mention(values))
    return tuple(mentions)
