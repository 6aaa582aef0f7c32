"""The mentions of one name, and what is being put together of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.language.folding import fold
from ruentities.language.names_table import Listed
from ruentities.language.person_names import Parts
from ruentities.text.marks import is_initial

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruentities.kinds import Gender, Type
    from ruentities.language.names_table import Aliases
    from ruentities.normalization.normalize import Name
    from ruentities.result.entity import Reason
    from ruentities.text.segmentation import Tokens

_STATES: Final = frozenset("штат штата штату штатом штате".split())
_RIVERS: Final = frozenset("река реки реке реку рекой".split())


@dataclass(slots=True, eq=False)
class Group:
    """All mentions of a document that have one normal form.

    Attributes:
        type: Their type.
        normal: The normal form, in its best spelling.
        key: The normal form without what does not count in a comparison.
        names: The mentions, in text order.
        words: The words of the name in the nominative.
        listed: What the table of names knows of it.
        parts: For a person, what the name tells of its parts.
        gender: For a person, the gender that the mentions show.
        cluster: What the group belongs to.
    """

    type: Type
    normal: str
    key: str
    names: list[Name]
    words: tuple[str, ...]
    listed: Listed | None
    parts: Parts
    gender: Gender | None
    cluster: Cluster = field(init=False)

    def __post_init__(self) -> None:
        own = self.listed.own if self.listed else None
        self.cluster = Cluster([self], [], self.parts, self.gender, own)


@dataclass(slots=True, eq=False)
class Cluster:
    """Groups that name one entity.

    Attributes:
        groups: The names.
        evidence: Why they are together, one piece less than there are groups.
        parts: For a person, all that is known of the name.
        gender: For a person, the gender that some mention shows.
        own: Number of the entry of the user's lexicon that it is, or None.
    """

    groups: list[Group]
    evidence: list[Evidence]
    parts: Parts
    gender: Gender | None
    own: int | None


class Evidence(NamedTuple):
    """A reason to believe that two names name one entity."""

    name: Group
    other: Group
    reason: Reason


def group_names(tokens: Tokens, names: Iterable[Name], aliases: Aliases) -> list[Group]:
    """Put the mentions of one type, one normal form and one gender together.

    Args:
        tokens: The whole text.
        names: Its mentions with their normal forms, in text order.
        aliases: What is known of names.

    Returns:
        The groups in the order of first mention.
    """
    groups: dict[tuple[Type, str, str | None], Group] = {}
    for name in names:
        kind = name.span.type
        key = fold(name.normal)
        listed = aliases.entries.get((kind, key))
        kept_apart: str | None = name.gender
        if name.span.own:
            number, _ = name.span.own
            listed = Listed(aliases.own[number].name, own=number)
        elif kind == "LOC" and listed and _is_something_else(tokens, name.span.start, listed):
            listed, kept_apart = None, "something else"
        group = groups.get((kind, key, kept_apart))
        if group:
            group.names.append(name)
            if name.normal != group.normal:
                group.normal = min(group.normal, name.normal, key=_shouted_or_without_yo)
        else:
            groups[kind, key, kept_apart] = Group(
                kind, name.normal, key, [name], name.words, listed, name.parts, name.gender
            )
    return list(groups.values())


def _shouted_or_without_yo(normal: str) -> tuple[bool, bool]:
    """Sort key of spellings: «Москва» before «МОСКВА», «Королёв» before «Королев»."""
    return normal.isupper(), "ё" not in normal.lower()


def _is_something_else(tokens: Tokens, start: int, listed: Listed) -> bool:
    """«Штат Вашингтон» is not the listed city, «река Москва» neither."""
    before = tokens.words[start - 1].lower() if start else ""
    if before in _STATES:
        return not listed.subdivision
    return before in _RIVERS and bool(listed.subdivision)


def unite(evidence: Iterable[Evidence]) -> None:
    """Join each name with the only other entity that evidence offers it, if there is only one."""
    offered: dict[int, dict[int, Evidence]] = {}
    for piece in evidence:
        if may_be_one(piece.name.cluster, piece.other.cluster):
            offered.setdefault(id(piece.name), {}).setdefault(id(piece.other.cluster), piece)
    for candidates in offered.values():
        if len(candidates) == 1:
            (only,) = candidates.values()
            # An earlier piece may have joined them by now, or one of them to another.
            if may_be_one(only.name.cluster, only.other.cluster):
                join(only)


def may_be_one(one: Cluster, other: Cluster) -> bool:
    """Whether two clusters are two, and not different entries of the user's lexicon."""
    return one is not other and (None in (one.own, other.own) or one.own == other.own)


def join(piece: Evidence) -> None:
    """Make one cluster of two, the smaller one moving, and remember why."""
    kept, moved = piece.other.cluster, piece.name.cluster
    parts = fuller(kept.parts, moved.parts)
    if len(kept.groups) < len(moved.groups):
        kept, moved = moved, kept
    kept.groups += moved.groups
    kept.evidence += [*moved.evidence, piece]
    kept.parts = parts
    kept.gender = kept.gender or moved.gender
    kept.own = moved.own if kept.own is None else kept.own
    for group in moved.groups:
        group.cluster = kept


def fuller(one: Parts, other: Parts) -> Parts:
    """Return what two names of one person tell of its parts, the first one's where they differ."""
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
