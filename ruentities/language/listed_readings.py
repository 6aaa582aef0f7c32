"""Every way to read a whole name that makes one of the table of names."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Final

from ruentities.language.analysis import Analysis, same_role
from ruentities.language.declension import forms
from ruentities.language.folding import fold
from ruentities.language.listed_words import listed_nominatives
from ruentities.language.weights import weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruentities.kinds import Type
    from ruentities.language.names_table import Aliases

_LONGEST_LISTED: Final = 4
# Not «Захарова», which may be a man's genitive.
_OPEN_END: Final = re.compile("[аеиоуыэюя]$(?<!ова)(?<!ева)(?<!ёва)(?<!ина)(?<!ына)(?<!ая)")
# So many nominatives of each word are looked for in the table.
_LIKELIEST: Final = 4


def listed_analyses(
    words: tuple[str, ...], kind: Type, aliases: Aliases, agreeing: Sequence[Analysis]
) -> tuple[Analysis, ...]:
    """Return the readings that make a name that the alias table has: «Газпром нефти».

    Args:
        words: The name's words.
        kind: Its type.
        aliases: The table.
        agreeing: What `ruentities.language.agreement.analyses` says of the words.

    >>> from ruentities.language.agreement import analyses
    >>> from ruentities.language.names_table import built_in_aliases
    >>> agreeing = analyses(("Единой", "России"), "ORG")
    >>> listed_analyses(("Единой", "России"), "ORG", built_in_aliases(), agreeing)[0].nominatives
    ('единая', 'россия')
    """
    if not 0 < len(words) <= _LONGEST_LISTED:
        return ()
    w = weights()
    if kind == "PER":
        return tuple(_listed_people(words, aliases, agreeing))
    if len(words) == 1:
        options: list[Sequence[str]] = [listed_nominatives(words[0], kind, aliases)]
    else:
        firsts = aliases.first_words(kind, words)
        likely = _likely_nominatives(words[0], kind) if firsts else ()
        first = [one for one in likely if fold(one) in firsts]
        if not first:
            return ()
        options = [first, *(_likely_nominatives(word, kind) for word in words[1:])]
    roles = same_role("noun", len(words))
    found: list[Analysis] = []
    for nominatives in product(*options):
        if fold(" ".join(nominatives)) in aliases.entries[kind]:
            found.append(Analysis(nominatives, roles, None, None, None, (), w.listed))
            # The same name, agreeing, says in which case it is.
            found += [
                reading._replace(nominatives=nominatives, roles=roles, cost=w.listed_and_agreeing)
                for reading in agreeing
                if all(
                    a in (None, b) for a, b in zip(reading.nominatives, nominatives, strict=True)
                )
            ]
    return tuple(found)


def _likely_nominatives(word: str, kind: Type) -> list[str]:
    nominatives = [nominative for nominative, *_ in forms(word, kind)]
    return list(dict.fromkeys([word.lower(), *nominatives]))[:_LIKELIEST]


def _listed_people(
    words: tuple[str, ...], aliases: Aliases, agreeing: Sequence[Analysis]
) -> Iterator[Analysis]:
    """Listed people decline as others do, and so show their gender: «Илона Маска» is Илон Маск."""
    listed = []
    if len(words) == 1 and _OPEN_END.search(words[0].lower()) and aliases.has_surname(words[0]):
        # «Лекорню», «Кулеба»: as it ends, it would be read as somebody else's case form.
        listed = [one for one in agreeing if one.nominatives[0] in (None, words[0].lower())]
    firsts = aliases.first_words("PER", words) if len(words) > 1 else ()
    for reading in agreeing if firsts else ():
        nominatives = reading.nominatives
        if fold(nominatives[0] or words[0]) in firsts:
            pairs = zip(nominatives, words, strict=True)
            if fold(" ".join([one or word for one, word in pairs])) in aliases.entries["PER"]:
                listed.append(reading)
    if listed:
        gain = weights().listed_and_agreeing - min(reading.cost for reading in listed)
        yield from (reading._replace(cost=reading.cost + gain) for reading in listed)
