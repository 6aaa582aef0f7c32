"""Whether a word in a text is a case form of a word that the user gave.

First what is cheap: `stem` and `stems` find the few words of a lexicon that it may be a form of,
`language.folding.may_be_form_of` looks at its ending, and only then `is_form` asks the dictionary.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ruentities.kinds import TYPES
from ruentities.language.folding import LONGER, is_cyrillic, plain
from ruentities.language.morphology import is_common, readings
from ruentities.language.paradigms import guesses
from ruentities.language.remembered import WORDS, remembered

if TYPE_CHECKING:
    from collections.abc import Sequence

# Case forms of a word differ in so many of its last letters at most.
_LONGEST_ENDING: Final = 3
_SHORTEST_STEM: Final = 2
# Longer ones in capitals are words in capitals, and may be written in small letters: «СБЕРБАНК».
_LONGEST_ABBREVIATION: Final = 5
# «Лев» and «Льва», «День» and «Дня».
_SHORT_WITH_FLEETING: Final = re.compile("[бвгджзклмнпрстфхцчшщ][ео][бвгджзклмнпрстфхцчшщ]ь?")


def stem(key: str) -> str:
    """What the case forms of a word have in common at least."""
    first, hyphen, _ = key.partition("-")
    if hyphen and first:
        # «Каменск-Уральский», «Каменска-Уральского».
        return stem(first)
    if not is_cyrillic(key):
        return key
    if _SHORT_WITH_FLEETING.fullmatch(key):
        return key[0]
    return key[: max(_SHORTEST_STEM, len(key) - _LONGEST_ENDING)]


@remembered(WORDS)
def stems(word: str) -> tuple[str, ...]:
    """Return what a word in a text may have in common with the nominative."""
    key = plain(word)
    first, hyphen, _ = key.partition("-")
    key = first if hyphen and first else key
    if not is_cyrillic(key):
        return (key,)
    least = max(1, len(key) - _LONGEST_ENDING - LONGER)
    return tuple([key[:length] for length in range(least, len(key) + 1)])


def is_spelt_alike(word: str, known: str, shown: bool) -> bool:
    """Whether a word has the capitals that a name's word has."""
    if not shown or not known[0].isupper():
        return True
    if known.isupper() and 1 < len(known) <= _LONGEST_ABBREVIATION:
        # «ОН» is not «Он пришёл».
        return word[:2].isupper() or (word[0].isupper() and not is_common(word))
    return word[0].isupper()


def is_form(word: str, known: str) -> bool:
    """Whether a word in the text may be a case form of a nominative."""
    return plain(word) == known or known in _nominatives(word)


def are_forms(words: Sequence[str], known: Sequence[str]) -> bool:
    """Whether words have the lemmas of a name's, in which not all are nominatives: «Три кота».

    Not asked of people: «Валерии Ивановой» has the lemmas of «Валерий Иванов».
    """
    return all(
        plain(word) == key or not _lemmas(word).isdisjoint(_lemmas(key))
        for word, key in zip(words, known, strict=True)
    )


@remembered(WORDS)
def _lemmas(word: str) -> frozenset[str]:
    return frozenset(reading.lemma for reading in readings(word))


@remembered(WORDS)
def _nominatives(word: str) -> frozenset[str]:
    """Return what a word may be a case form of, by the dictionary or by its letters."""
    known = {plain(reading.nominative) for reading in readings(word)}
    return frozenset(known) | {
        plain(guess.nominative) for kind in TYPES for guess in guesses(word.lower(), kind)
    }
