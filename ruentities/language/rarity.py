"""What speaks against a nominative because news texts hardly have it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from ruentities.language.remembered import WORDS, remembered
from ruentities.language.vectors import frequency
from ruentities.language.weights import weights

if TYPE_CHECKING:
    from ruentities.kinds import Type
    from ruentities.language.paradigm_table import Paradigm

_VOWELS: Final = frozenset("аеёиоуыэюя")
_HIS: Final = ("ов", "ев", "ёв", "ин", "ын")
_HERS: Final = ("ова", "ева", "ёва", "ина", "ына")
# Decimal logarithm of how often the commonest names stand in Navec's news.
_COMMONEST: Final = 7.6

_OF_ADJECTIVES: Final = "го"
# Words that Navec's news have less than a hundred times are counted as never seen.
_HARDLY_SEEN: Final = 10
# What names end in that a plural may be: «Чумаков», «Скрипалей».
_LIKE_PLURALS: Final = ("ов", "ев", "ей", "ам", "ям", "ах", "ях")
# What a singular ends in after the stem of its family, by the endings of that.
_SINGULARS: Final[dict[tuple[str, ...], str]] = {
    ("ы", "ов", "ам"): "",
    ("и", "ов", "ам"): "",
    ("и", "ей", "ам"): "",
    ("и", "ей", "ям"): "ь",
    ("и", "ев", "ям"): "й",
    ("ьи", "ьев", "ьям"): "ей",
    ("и", "", "ам"): "а",
    ("ы", "", "ам"): "а",
    ("ки", "ок", "кам"): "ка",
}


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


def support_of_guess(
    word: str, nominative: str, stem: str, paradigm: Paradigm, *, is_known: bool
) -> float:
    """Return what news texts say against a guess by how often they have its other forms.

    Args:
        word: In lower case.
        nominative: What it would be a form of.
        stem: What the word begins with before its ending.
        paradigm: How it would decline.
        is_known: Whether the dictionary has the word.
    """
    w = weights()
    if paradigm.number == "plur":
        # «Ротенбергов» is a form of Ротенберги, if somebody is a Ротенберг.
        singular = _SINGULARS.get(paradigm.endings[:3])
        seen = singular is not None and _count(stem + singular) and not _count(nominative)
        return -w.nominative_unseen if seen else 0.0
    if nominative == word:
        if word.endswith(_LIKE_PLURALS) and not _is_seen_declined(stem, paradigm):
            return w.only_as_printed
        return 0.0
    printed = _count(word)
    if not printed or paradigm.endings[1].endswith(_OF_ADJECTIVES):
        # «Крамского» tells Крамской from Крамский no better.
        return 0.0
    count = _count_of_both(nominative)
    if count and is_known:
        # «О'Тула»: what is counted is the town.
        return 0.0
    return w.nominative_rarer * max(0.0, math.log10(printed / (_HARDLY_SEEN + count)))


def _is_seen_declined(stem: str, paradigm: Paradigm) -> bool:
    return any(_count(stem + paradigm.endings[number]) for number in (1, 4))


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


@remembered(WORDS)
def _count(word: str) -> int:
    return frequency(word) or ("ё" in word and frequency(word.replace("ё", "е"))) or 0
