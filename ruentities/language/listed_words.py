"""Names of one word that the table lists, in whatever case they stand, and compounds like them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.language.declension import forms
from ruentities.language.folding import SHORTEST_BEGINNING, beginning_of_forms
from ruentities.language.morphology import is_common, known_readings
from ruentities.language.names_table import built_in_aliases

if TYPE_CHECKING:
    from ruentities.kinds import Type
    from ruentities.language.names_table import Aliases

_CACHED_WORDS: Final = 20_000
_TYPES: Final[tuple[Type, ...]] = ("ORG", "LOC")
_PERSONAL: Final = frozenset(("Name", "Surn", "Patr"))
# «Газа» is no form of «ГАЗ»: endings of so short names are not believed.
_SHORTEST_DECLINED: Final = 4
# Bodies written as one word, in every case: «Мособлсуду», «Мосгоризбирком», «Якутскэнерго».
_COMPOUND: Final = re.compile(
    r"[А-ЯЁ][а-яё]{2,}(?:(?:суд|избирком|надзор|водоканал|энергосбыт|гортранс)(?:а|у|ом|е)?"
    r"|(?:прокуратур|дум)(?:а|ы|е|у|ой)|энерго)"
)


_DECLINED_ABBREVIATION: Final = re.compile(
    r"(?P<stem>[А-ЯЁ]{2,})-?(?:(?P<person>шник)[а-яё]{0,3}|[а-яё]{1,3})"
)


def listed_nominatives(word: str, kind: Type, aliases: Aliases) -> tuple[str, ...]:
    """Return what a word is in the nominative when that is a listed name of a type.

    A word that is listed as it stands is read so: «Минцифры» is no case form.

    Args:
        word: The word as it stands in the text.
        kind: The type.
        aliases: The table.

    >>> aliases = built_in_aliases()
    >>> listed_nominatives("Мосбирже", "ORG", aliases), listed_nominatives(
    ...     "Минцифры", "ORG", aliases
    ... )
    (('мосбиржа',), ('минцифры',))
    """
    if aliases.find(kind, word):
        return (word.lower(),)
    if aliases is built_in_aliases() and not _begins_like_a_listed_one(word):
        return ()
    found = dict.fromkeys(form.nominative for form in forms(word, kind))
    return tuple(
        nominative
        for nominative in found
        if len(nominative) >= _SHORTEST_DECLINED and aliases.find(kind, nominative)
    )


@lru_cache(maxsize=_CACHED_WORDS)
def listed_type(word: str) -> Type | None:
    """Return the type of a name of one word where the table or its making leaves no doubt.

    >>> listed_type("Минцифры"), listed_type("Мособлсуде"), listed_type("Внуково")
    ('ORG', 'ORG', 'LOC')
    """
    aliases = built_in_aliases()
    as_it_stands = [kind for kind in _TYPES if aliases.find(kind, word)]
    found = as_it_stands or [kind for kind in _TYPES if listed_nominatives(word, kind, aliases)]
    if found:
        return found[0] if len(found) == 1 else None
    return "ORG" if _COMPOUND.fullmatch(word) and not is_common(word) else None


@lru_cache(maxsize=_CACHED_WORDS)
def is_listed_as_nothing(word: str) -> bool:
    """Whether the table says that a word, in whatever case, is no name of the three types.

    >>> is_listed_as_nothing("Орешником"), is_listed_as_nothing("СВО"), is_listed_as_nothing("ООН")
    (True, True, False)
    """
    aliases = built_in_aliases()
    if declined := _DECLINED_ABBREVIATION.fullmatch(word):
        # «ЦОДов»; «ВСУшников» is nobody's name, whatever it is made of.
        return bool(declined["person"]) or aliases.is_nothing(declined["stem"])
    if aliases.is_nothing(word):
        return listed_type(word) is None
    if word.isupper() or not _begins_like_a_listed_one(word) or listed_type(word):
        return False
    return any(aliases.is_nothing(form.nominative) for form in forms(word, "ORG"))


def _begins_like_a_listed_one(word: str) -> bool:
    """Whether a word may be a case form of a listed one, which is far cheaper than to read it."""
    return beginning_of_forms(word) in _beginnings()


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """Return every beginning of a name of one word that the built-in table lists."""
    aliases = built_in_aliases()
    names = {*(name for _, name in aliases.entries), *aliases.nothing}
    return frozenset(
        name[:length]
        for name in names
        if " " not in name
        for length in range(SHORTEST_BEGINNING, len(name) + 1)
    )


def is_personal(word: str) -> bool:
    """Whether the dictionary knows a word as part of a person's name."""
    return any(not _PERSONAL.isdisjoint(reading.labels) for reading in known_readings(word))
