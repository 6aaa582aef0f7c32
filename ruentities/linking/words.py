"""How two words of names compare: the same, a short form, another spelling, or different."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from ruentities.language.latin import consonants, hissing, is_latin
from ruentities.language.remembered import WORDS
from ruentities.language.tables import table
from ruentities.recognition.features import stem
from ruentities.text.marks import is_initial

Likeness = Literal[
    "same", "initial", "short", "beginning", "case form", "one letter", "Latin", "different"
]

# Shorter words are too often a letter apart by chance: «Анна», «Инна».
_SHORTEST_EDITED: Final = 4
_SHORTEST_BEGINNING: Final = 3
_FEWEST_CONSONANTS: Final = 2
_REPEATED: Final = re.compile(r"(.)\1+")
_FEMININE: Final = ("ова", "ева", "ина", "ына", "ая", "яя")


@lru_cache(maxsize=WORDS)
def likeness(one: str, other: str) -> Likeness:
    """Tell how two words, each a part of a person's name, compare.

    Args:
        one: A folded word; of an initial its letter.
        other: The other.

    >>> likeness("миддлтон", "мидлтон"), likeness("влад", "владислав"), likeness("а", "анна")
    ('one letter', 'short', 'initial')
    >>> likeness("джо", "хантер"), likeness("muller", "мюллер")
    ('different', 'Latin')
    """
    if one == other:
        return "same"
    if _is_folded_initial(one) or _is_folded_initial(other):
        return "initial" if one[0] == other[0] else "different"
    if full_names(one) & full_names(other):
        return "short"
    if is_latin(one) != is_latin(other):
        a, b = hissing(consonants(one)), hissing(consonants(other))
        return "Latin" if _sound_alike(a, b) else "different"
    if case_stem(one) == case_stem(other) and is_feminine(one) == is_feminine(other):
        return "case form"
    if _begins(one, other) or _begins(other, one):
        return "beginning"
    return "one letter" if is_another_spelling(one, other) else "different"


def case_stem(word: str) -> str:
    """Return what the case forms of a folded word have in common, of a short one too.

    >>> case_stem("юня") == case_stem("юнь"), case_stem("лаврову")
    (True, 'лавров')
    """
    return stem(word) if len(word) > _SHORTEST_BEGINNING else word.rstrip("аеиоуыьюяй") or word


def _sound_alike(one: str, other: str) -> bool:
    """Whether two words have one sound more or less: «Оганян» and «Ohanian» differ in «г»."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    return len(short) >= _FEWEST_CONSONANTS and any(
        long[:index] + long[index + 1 :] == short for index in range(len(long))
    )


def _begins(one: str, other: str) -> bool:
    return len(one) >= _SHORTEST_BEGINNING and other.startswith(one)


def _is_folded_initial(word: str) -> bool:
    return is_initial(word.capitalize())


def is_feminine(surname: str) -> bool:
    """Whether a folded surname has a woman's ending: «иванова»."""
    return surname.endswith(_FEMININE)


def is_another_spelling(one: str, other: str) -> bool:
    """Whether two words are one letter apart, or sound alike but for their vowels.

    >>> is_another_spelling("миддлтон", "мидлтон"), is_another_spelling("иван", "степан")
    (True, False)
    """
    short, long = sorted(map(_without_doubles, (one, other)), key=len)
    if short == long:
        return True
    if len(short) < _SHORTEST_EDITED or len(long) - len(short) > 1:
        return False
    if is_feminine(one) != is_feminine(other):
        return False
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    rest = short[start:]
    if len(short) < len(long):
        return rest == long[start + 1 :]
    swapped = short[start + 1 : start + 2] + short[start : start + 1] + short[start + 2 :]
    return rest[1:] == long[start + 1 :] or swapped == long[start:]


def _without_doubles(word: str) -> str:
    """Leave out what transcriptions disagree about most: doubled letters, «э» for «е»."""
    return _REPEATED.sub(r"\1", word.replace("э", "е"))


def is_adjective(word: str) -> bool:
    """Whether a folded word ends as adjectives do in the nominative: «советская»."""
    return word.endswith(("ая", "ий", "ый", "ое", "ой"))


def full_names(word: str) -> frozenset[str]:
    """Return the first names that a folded word is short for, itself among them.

    >>> sorted(full_names("влад"))
    ['влад', 'владимир', 'владислав', 'владлен']
    """
    return short_names().get(word) or frozenset((word,))


@lru_cache(maxsize=1)
def short_names() -> dict[str, frozenset[str]]:
    """Return what each short first name is short for, with itself, read once."""
    with table("short_names.tsv") as text:
        rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return {short: frozenset((short, *full.split())) for short, full in rows}
