"""What speaks against a nominative because news texts hardly have it."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.language.remembered import WORDS
from ruentities.language.vectors import frequency
from ruentities.language.weights import weights

if TYPE_CHECKING:
    from ruentities.kinds import Type

_VOWELS: Final = frozenset("аеёиоуыэюя")
_HIS: Final = ("ов", "ев", "ёв", "ин", "ын")
_HERS: Final = ("ова", "ева", "ёва", "ина", "ына")
# Decimal logarithm of how often the commonest names stand in Navec's news.
_COMMONEST: Final = 7.6


def rarity_of_known(word: str, nominative: str) -> float:
    """Return the cost of a nominative of a word that the dictionary has.

    How often the word itself is written proves nothing where it may be another name's form:
    «Анне» is Анна's.
    """
    if _is_as_printed(word, nominative):
        return weights().nominative_as_printed
    count = _count_of_both(nominative)
    if not count:
        return weights().nominative_unseen
    return weights().nominative_seldom * max(0.0, _COMMONEST - math.log10(count))


def rarity_of_guess(word: str, nominative: str, kind: Type) -> float:
    """Return the cost of a nominative of a word that is guessed.

    Places as rare as that are named in the nominative, after «деревня» or «мыс».
    """
    if _is_as_printed(word, nominative):
        w = weights()
        if kind != "PER" or _count(nominative):
            return w.guess_as_printed
        return w.guess_as_printed + w.unseen_as_printed
    return rarity(nominative)


def _is_as_printed(word: str, nominative: str) -> bool:
    return nominative[-1] in _VOWELS and nominative == word.lower()


def rarity(nominative: str) -> float:
    """Return the cost of a nominative that news texts do not have, 0 for one that they have.

    >>> rarity("москва") < rarity("шекхупура")
    True
    """
    return 0.0 if _count_of_both(nominative) else weights().nominative_unseen


def rarity_as_printed(word: str, nominative: str) -> float:
    """Return the cost of a nominative in a vowel that stands so and that news texts do not have."""
    if _is_as_printed(word, nominative) and not _count(nominative):
        return weights().unseen_as_printed
    return 0.0


def _count_of_both(nominative: str) -> int:
    """«Ожегова» is more often his genitive than her nominative: the two count as one name."""
    count = _count(nominative)
    if nominative.endswith(_HIS):
        return max(count, _count(nominative + "а"))
    if nominative.endswith(_HERS):
        return max(count, _count(nominative[:-1]))
    return count


@lru_cache(maxsize=WORDS)
def _count(word: str) -> int:
    return frequency(word) or ("ё" in word and frequency(word.replace("ё", "е"))) or 0
