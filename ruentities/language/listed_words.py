"""Names of one word that the table lists, in whatever case they stand, and compounds like them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from ruentities.language.declension import forms
from ruentities.language.folding import (
    SHORTEST_BEGINNING,
    beginnings_of,
    fold,
    is_cyrillic,
    kept_beginning,
    may_be_form_of,
    plain,
)
from ruentities.language.morphology import is_common, known_readings
from ruentities.language.names_table import built_in_aliases, names_of_one_word
from ruentities.language.remembered import LINKED, WORDS, remembered

if TYPE_CHECKING:
    from ruentities.kinds import Type
    from ruentities.language.names_table import Aliases

_TYPES: Final[tuple[Type, ...]] = ("ORG", "LOC")
_PERSONAL: Final = frozenset(("Name", "Surn", "Patr"))
# «Газа» is no form of «ГАЗ»: endings of so short names are not believed.
_SHORTEST_DECLINED: Final = 4
# Bodies written as one word, in every case: «Мособлсуду», «Якутскэнерго», «РосДорБанком».
_COMPOUND: Final = re.compile(
    r"[А-ЯЁ][А-ЯЁа-яё]{2,}(?:(?:суд|избирком|надзор|водоканал|энергосбыт|гортранс|банк)(?:а|у|ом|е)?"
    r"|(?:прокуратур|дум)(?:а|ы|е|у|ой)|компани(?:я|и|ю|ей)|энерго)"
)

# Prisons, whoever acts there: «в ИК-2 сочли».
_PRISON: Final = re.compile(r"(?:ИК|КП|ЛИУ|СИЗО|УФИЦ)-\d+")
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
    if fold(word) in aliases.entries[kind]:
        return (word.lower(),)
    return _declined(word, kind, aliases)


def _declined(word: str, kind: Type, aliases: Aliases) -> tuple[str, ...]:
    """Return the listed names that a word which is none itself may be a case form of."""
    listed = aliases.entries[kind]
    if aliases is built_in_aliases() and not may_be_listed(word, kind, _SHORTEST_DECLINED):
        return ()
    found = dict.fromkeys([form[0] for form in forms(word[0].upper() + word[1:], kind)])
    return tuple([one for one in found if len(one) >= _SHORTEST_DECLINED and fold(one) in listed])


@remembered(WORDS)
def listed_type(word: str) -> Type | None:
    """Return the type of a name of one word where the table or its making leaves no doubt.

    >>> listed_type("Минцифры"), listed_type("Мособлсуде"), listed_type("Внуково")
    ('ORG', 'ORG', 'LOC')
    """
    aliases, key = built_in_aliases(), fold(word)
    as_it_stands = [kind for kind in _TYPES if key in aliases.entries[kind]]
    found = as_it_stands or [kind for kind in _TYPES if _declined(word, kind, aliases)]
    if found:
        return found[0] if len(found) == 1 else None
    if _PRISON.fullmatch(word):
        return "LOC"
    return "ORG" if _COMPOUND.fullmatch(word) and not is_common(word) else None


@remembered(WORDS)
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
    if word.isupper() or not may_be_listed(word, None) or listed_type(word):
        return False
    return any(aliases.is_nothing(nominative) for nominative, *_ in forms(word, "ORG"))


def may_be_listed(word: str, kind: Type | None, shortest: int = 1) -> bool:
    """Whether a word may be a case form of a listed one, which is far cheaper than to read it.

    Args:
        word: The word.
        kind: Type of the listed ones, None for those that are names of nothing.
        shortest: How many letters those have at least.

    >>> may_be_listed("Мосбирже", "ORG"), may_be_listed("Собакой", "ORG")
    (True, False)
    """
    key = plain(word)
    begun = _names_begun(key[:SHORTEST_BEGINNING])
    mark = _mark(kind)
    for beginning in beginnings_of(key):
        start = begun.find(f"\n{beginning} ")
        if start >= 0:
            for marked in begun[start + len(beginning) + 2 : begun.index("\n", start + 1)].split():
                name = marked[1:]
                if (
                    marked[0] == mark
                    and len(name) >= shortest
                    and (not is_cyrillic(name) or may_be_form_of(key, name))
                ):
                    return True
    return False


@remembered(LINKED)
def _names_begun(letters: str) -> str:
    """Return the listed names of one word that begin with two letters, by their forms' beginning.

    A line for each beginning, with marks of the names' types before these: a dictionary of all of
    them would be a megabyte of short words.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for kind in (*_TYPES, None):
        for name in names_of_one_word(kind).get(letters, "").split():
            found[kept_beginning(name)].append(_mark(kind) + name)
    lines = [f"\n{beginning} {' '.join(names)}" for beginning, names in found.items()]
    return "".join([*lines, "\n"])


def _mark(kind: Type | None) -> str:
    return kind[0] if kind else "-"


def is_personal(word: str) -> bool:
    """Whether the dictionary knows a word as part of a person's name."""
    return any(not _PERSONAL.isdisjoint(reading.labels) for reading in known_readings(word))
