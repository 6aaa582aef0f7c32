"""The mentions of one name: what is compared when two names are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import fold, plain
from ruentities.language.names_table import Listed
from ruentities.recognition.features import stem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruentities.kinds import Gender, Type
    from ruentities.language.names_table import Aliases
    from ruentities.language.person_names import Parts
    from ruentities.normalization.name import Name
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
        printed: For a person, the last words of the mentions as they stand in the text, folded,
            but for those that stand in the nominative.
        apart: Whether the text says that it is not what the table lists («штат Вашингтон»).
        own: Number of the entry of the user's lexicon that it is, or None.
        folded: ``words`` as they are compared.
        stems: What the case forms of each word have in common.
    """

    type: Type
    normal: str
    key: str
    names: list[Name]
    words: tuple[str, ...]
    listed: Listed | None
    parts: Parts
    gender: Gender | None
    printed: set[str] = field(default_factory=set)
    apart: bool = False
    own: int | None = field(init=False)
    folded: tuple[str, ...] = field(init=False)
    stems: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.own = self.listed.own if self.listed else None
        self.folded = tuple([fold(word) for word in self.words]) or (self.key,)
        # «ЦСКА» is no case form of «ЦСК».
        self.stems = tuple(
            [
                word if given.isupper() else stem(word)
                for given, word in zip(self.words or (self.normal,), self.folded, strict=True)
            ]
        )


def group_names(tokens: Tokens, names: Iterable[Name], aliases: Aliases) -> list[Group]:
    """Put the mentions of one type, one normal form and one gender together.

    Args:
        tokens: The whole text.
        names: Its mentions with their normal forms, in text order.
        aliases: What is known of names.

    Returns:
        The groups in the order of first mention.
    """
    groups: dict[tuple[Type, str, Gender | None, bool], Group] = {}
    for name in names:
        kind, gender = name.span.type, name.gender
        key = fold(name.normal)
        listed = aliases.entries.get((kind, key))
        if name.span.own:
            number, _ = name.span.own
            listed = Listed(aliases.own[number].name, own=number)
        apart = (
            kind == "LOC"
            and listed is not None
            and listed.own is None
            and _is_something_else(tokens, name.span.start, listed)
        )
        group = groups.get((kind, key, gender, apart))
        if group:
            group.names.append(name)
            if name.normal != group.normal:
                group.normal = min(group.normal, name.normal, key=_shouted_or_without_yo)
        else:
            group = groups[kind, key, gender, apart] = Group(
                kind,
                name.normal,
                key,
                [name],
                name.words,
                None if apart else listed,
                name.parts,
                gender,
                apart=apart,
            )
        if kind == "PER" and name.case != "nomn":
            group.printed.add(plain(tokens.words[name.span.end - 1]))
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
