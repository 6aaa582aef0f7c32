"""Short forms of a body's name: first letters («МИД») or beginnings of words («Минздрав»)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import fold
from ruentities.language.remembered import LINKED, remembered
from ruentities.language.word_lists import NAME_PARTICLES
from ruentities.recognition.features import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_ACRONYM: Final = 10
_SMALL_WORDS: Final = NAME_PARTICLES | frozenset(
    "и по в на о об при для с со у к за из имени э".split()
)
_COMPOUND: Final = re.compile("(?<=[а-я]{3})[оеё](?=[а-я]{5})")
# A name of more words is compared by its first and last ones only.
LONGEST_NAME: Final = 12
BLEND_BEGINNING: Final = 3
SHORTEST_TAIL: Final = 4
_LONGEST_BLEND: Final = 30
# A longer word in capitals is rather shouted.
_LONGEST_INSTITUTION: Final = 5


def is_acronym(word: str) -> bool:
    """Whether a word is an abbreviation by first letters: «МИД», «НАТО», «ЧГСХА»."""
    letters = word.replace("-", "")
    return letters.isupper() and letters.isalpha() and 2 <= len(letters) <= _LONGEST_ACRONYM


@remembered(LINKED)
def initials_of(normal: str) -> frozenset[str]:
    """Return the acronyms that a full name can have, small words counted or left out.

    A word with a prefix may give a letter for each («сельскохозяйственная» gives «сх»).
    """
    words = fold(normal).partition("(")[0].replace("-", " ").split()
    if not words:
        return frozenset()
    main = [word for word in words if word not in _SMALL_WORDS]
    found = {"".join(word[0] for word in words), "".join(word[0] for word in main)}
    for index, word in enumerate(main):
        if (vowel := _COMPOUND.search(word)) is not None:
            letters = [other[0] for other in main]
            letters[index] += word[vowel.end()]
            found.add("".join(letters))
    return frozenset(found)


@lru_cache(maxsize=LINKED)
def _blend(word: str, words: tuple[str, ...]) -> bool:
    """Whether the beginnings of some of the words, in their order, make up the word."""
    reached = {0}
    for index, full in enumerate(words):
        new = set(reached) if index else set()
        for start in reached:
            for size in range(BLEND_BEGINNING, min(len(full), len(word) - start) + 1):
                piece = word[start : start + size]
                if full.startswith(piece):
                    new.add(start + size)
                elif start and stem(full).startswith(stem(word[start:])):
                    new.add(len(word))
        reached = new
    return len(word) in reached


def is_blend(word: str, words: Sequence[str]) -> bool:
    """Whether a folded word is made of the beginnings of words: «минздрав», «госдума».

    >>> is_blend("минздрав", ["министерство", "здравоохранения"])
    True
    """
    if not 2 * BLEND_BEGINNING <= len(word) <= _LONGEST_BLEND or len(words) > LONGEST_NAME:
        return False
    if word[:BLEND_BEGINNING] != words[0][:BLEND_BEGINNING]:
        return False
    return _blend(word, tuple(words))


def has_blend(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a blend begins or ends a name, and the rest is the full one's.

    Args:
        short: Folded words of a name.
        full: Those of a longer one.

    >>> has_blend(["тверской", "облсуд"], ["тверской", "областной", "суд"])
    True
    >>> has_blend(["госагентство", "лесов"], ["государственное", "агентство", "лесов"])
    True
    """
    rest = len(short) - 1
    if not 0 < rest < len(full) - 1:
        return False
    if short[1:] == full[-rest:] and short[0] != full[0]:
        return is_blend(short[0], full[:-rest])
    return short[:-1] == full[:rest] and short[-1] not in full and is_blend(short[-1], full[rest:])


@remembered(LINKED)
def institution_of(normal: str) -> str:
    """Return the abbreviation that ends a name, or an empty string.

    >>> institution_of("Институт проблем рынка РАН"), institution_of("РАН")
    ('РАН', '')
    """
    words = normal.split()
    is_short = len(words) > 1 and len(words[-1]) <= _LONGEST_INSTITUTION
    return words[-1] if is_short and is_acronym(words[-1]) else ""
