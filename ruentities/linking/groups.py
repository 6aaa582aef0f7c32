"""The mentions of one name: what is compared when two names are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.language.folding import fold, plain
from ruentities.language.names_table import Listed
from ruentities.language.person_names import NO_PARTS, Parts
from ruentities.language.remembered import LINKED
from ruentities.recognition.features import stem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruentities.kinds import Gender, Type
    from ruentities.language.names_table import Aliases
    from ruentities.normalization.name import Name
    from ruentities.text.segmentation import Tokens

    # Type, folded name, gender, whether the text says that it is not what the table lists.
    _Named = tuple[Type, str, Gender | None, bool]

_STATES: Final = frozenset("штат штата штату штатом штате".split())
_RIVERS: Final = frozenset("река реки реке реку рекой".split())
_APART: Final = _STATES | _RIVERS


class Keys(NamedTuple):
    """By what names that may be one entity's find each other, in any order.

    A set of them would take five times the memory.

    Attributes:
        found_by: Under what a name is found, and for what it looks.
        asks_for: For what else it looks.
    """

    found_by: tuple[str, ...]
    asks_for: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class NameForm:
    """A name as it is compared with others, wherever it stands.

    Attributes:
        type: Its type.
        normal: The normal form.
        key: The normal form without what does not count in a comparison.
        words: The words of the name in the nominative.
        listed: What the table of names knows of it.
        parts: For a person, what the name tells of its parts.
        gender: For a person, the gender that the mentions show.
        apart: Whether the text says that it is not what the table lists («штат Вашингтон»).
        own: Number of the entry of the user's lexicon that it is, or None.
        folded: ``words`` as they are compared.
        stems: What the case forms of each word have in common.
    """

    type: Type
    normal: str
    key: str
    words: tuple[str, ...]
    listed: Listed | None
    parts: Parts
    gender: Gender | None
    apart: bool
    own: int | None
    folded: tuple[str, ...]
    stems: tuple[str, ...]


@lru_cache(maxsize=LINKED)
def name_form(
    kind: Type,
    normal: str,
    words: tuple[str, ...],
    listed: Listed | None,
    first: str | None,
    middle: str | None,
    last: str | None,
    gender: Gender | None,
    apart: bool,
) -> NameForm:
    """Return a name as it is compared; see `NameForm`.

    Args:
        kind: Its type.
        normal: The normal form.
        words: Its words in the nominative.
        listed: What the table of names knows of it.
        first: A person's first name.
        middle: A person's patronymic or middle name.
        last: A person's surname.
        gender: A person's gender.
        apart: Whether the text says that it is not what the table lists.
    """
    given = words or (normal,)
    folded = tuple(map(fold, given))
    # «ЦСКА» is no case form of «ЦСК».
    stems = tuple(
        [word if one.isupper() else stem(word) for one, word in zip(given, folded, strict=True)]
    )
    # Equal ones are one object, since they are kept.
    stems = folded if stems == folded else stems
    return NameForm(
        kind,
        normal,
        fold(normal),
        words,
        listed,
        Parts(first, middle, last) if first or middle or last else NO_PARTS,
        gender,
        apart,
        listed.own if listed else None,
        folded,
        stems,
    )


@dataclass(slots=True, eq=False)
class Group:
    """All mentions of a document that have one normal form.

    Attributes:
        form: Their name, in its best spelling.
        names: The mentions, in text order.
        printed: Of a person's name of one word, which may be misread, its mentions as they stand
            in the text, folded, but for those that stand in the nominative.
    """

    form: NameForm
    names: list[Name]
    printed: tuple[str, ...] = ()


def group_names(tokens: Tokens, names: Iterable[Name], aliases: Aliases) -> list[Group]:
    """Put the mentions of one type, one normal form and one gender together.

    Args:
        tokens: The whole text.
        names: Its mentions with their normal forms, in text order.
        aliases: What is known of names.

    Returns:
        The group of each mention.
    """
    groups: dict[_Named, Group] = {}
    # By the name as it is spelt, which needs no folding.
    seen: dict[tuple[Type, str, Gender | None], Group] = {}
    of = []
    words = tokens.words
    for name in names:
        span, normal, _, _, gender, case, _ = name
        kind = span.type
        spelt = kind, normal, gender
        before = words[span.start - 1].lower() if kind == "LOC" and span.start else ""
        is_plain = span.own is None and before not in _APART
        group = seen.get(spelt) if is_plain else None
        if group is None:
            group = _group(groups, name, before, aliases)
            if is_plain:
                seen[spelt] = group
        else:
            group.names.append(name)
        if kind == "PER" and case != "nomn" and len(group.form.words) < 2:
            shown = words[span.end - 1]
            if shown not in group.printed:
                group.printed += (shown,)
        of.append(group)
    for group in groups.values():
        if group.printed:
            group.printed = tuple(map(plain, group.printed))
    return of


def _group(groups: dict[_Named, Group], name: Name, before: str, aliases: Aliases) -> Group:
    """Return the group of a mention that is not spelt as an earlier one."""
    span, normal, gender = name.span, name.normal, name.gender
    kind = span.type
    key = fold(normal)
    listed = aliases.listed(kind, key)
    if span.own:
        number, _ = span.own
        listed = Listed(aliases.own[number].name, own=number)
    apart = before in _APART and listed is not None and _is_something_else(before, listed)
    named = kind, key, gender, apart
    group = groups.get(named)
    if group:
        group.names.append(name)
        best = min(group.form.normal, normal, key=_shouted_or_without_yo)
        if best != group.form.normal:
            group.form = replace(group.form, normal=best)
        return group
    known = None if apart else listed
    parts = name.parts
    form = name_form(
        kind, normal, name.words, known, parts.first, parts.middle, parts.last, gender, apart
    )
    group = groups[named] = Group(form, [name])
    return group


def _shouted_or_without_yo(normal: str) -> tuple[bool, bool]:
    """Sort key of spellings: «Москва» before «МОСКВА», «Королёв» before «Королев»."""
    return normal.isupper(), "ё" not in normal.lower()


def _is_something_else(before: str, listed: Listed) -> bool:
    """«Штат Вашингтон» is not the listed city, «река Москва» neither."""
    if listed.own is not None:
        return False
    return bool(listed.subdivision) if before in _RIVERS else not listed.subdivision
