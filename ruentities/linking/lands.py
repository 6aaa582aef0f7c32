"""Bodies that an adjective tells from others of one name: «украинское Минобороны»."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import fold
from ruentities.linking.bodies import owner_of, place_key
from ruentities.linking.groups import Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruentities.normalization.name import Name
    from ruentities.text.segmentation import Tokens

_ADJECTIVE: Final = re.compile("[А-ЯЁа-яё][а-яё]+к(?:ий|ого|ому|им|ом|ая|ой|ую|ое)")
# What adjectives of lands begin with that are not spelt as these.
_SPELT_OTHERWISE: Final = {
    "американск": "сша",
    "английск": "великобритани",
    "британск": "великобритани",
    "греческ": "греци",
    "немецк": "германи",
    "турецк": "турци",
}
# The last letters of «германи», «польш», which adjectives do not have.
_LAST: Final = "иш"


def told_by_lands(
    tokens: Tokens, names: Sequence[Name], groups: Sequence[Group]
) -> Sequence[Group]:
    """Give «украинское Минобороны» the name that the text has of it, «Минобороны Украины».

    Where the text has bodies of that name of other lands alone, it is none of these.

    Args:
        tokens: The whole text.
        names: Its mentions, in text order.
        groups: The name of each.

    Returns:
        The name of each, anew.
    """
    told = {
        number: adjective
        for number, (name, group) in enumerate(zip(names, groups, strict=True))
        if group.form.type == "ORG"
        and len(group.form.words) == 1
        and (start := name.span.start)
        and start not in tokens.breaks
        and _ADJECTIVE.fullmatch(adjective := tokens.words[start - 1])
    }
    if not told:
        return groups
    known = dict.fromkeys(groups)
    owned: dict[str, dict[str, Group]] = defaultdict(dict)
    for group in known:
        if len(group.form.words) > 1 and (owner := owner_of(group.form)):
            owned[group.form.folded[0]].setdefault(owner, group)
    lands = {place_key(group.form) for group in known if group.form.type == "LOC"}
    others: dict[Group, Group] = {}
    meant = list(groups)
    for number, adjective in told.items():
        group = groups[number]
        owners = owned.get(group.form.folded[0])
        land = _land_of(adjective, (*owners, *lands)) if owners else None
        if owners and land:
            other = others.setdefault(
                group, Group(replace(group.form, listed=None, apart=True), [])
            )
            meant[number] = owners.get(land, other)
    return meant if meant == groups else _with_their_names(names, meant)


def _land_of(adjective: str, lands: Iterable[str]) -> str | None:
    """Return which of some lands an adjective is of: «польском» of «польш»."""
    word = fold(adjective)
    for beginning, land in _SPELT_OTHERWISE.items():
        if word.startswith(beginning):
            return land
    return next((land for land in lands if word.startswith(land.rstrip(_LAST))), None)


def _with_their_names(names: Sequence[Name], meant: Sequence[Group]) -> list[Group]:
    """Return groups that hold the mentions which they are told to."""
    held: dict[Group, list[Name]] = defaultdict(list)
    for name, group in zip(names, meant, strict=True):
        held[group].append(name)
    for group, own in held.items():
        group.names = own
    return list(meant)
