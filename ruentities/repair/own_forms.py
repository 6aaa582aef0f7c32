"""Whether a word in a text is a case form of a word that the user gave.

First what is cheap: `stem` and `stems` find the few words of a lexicon that it may be a form of,
`may_be_form` looks at its ending, and only then `is_form` asks the dictionary.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.kinds import TYPES
from ruentities.language.folding import plain
from ruentities.language.morphology import is_common, readings
from ruentities.language.paradigms import guesses
from ruentities.language.remembered import WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

# Case forms of a word differ in so many of its last letters at most.
_LONGEST_ENDING: Final = 3
_SHORTEST_STEM: Final = 2
# A form is at most so much longer than the nominative («Пушкиными»), or shorter («Мытищ»).
_LONGER: Final = 3
_SHORTER: Final = 2
# Longer ones in capitals are words in capitals, and may be written in small letters: «СБЕРБАНК».
_LONGEST_ABBREVIATION: Final = 5
# What a nominative and its case forms end in, after the letters that they have in common («Рог-а»
# and «Рог-ов», «Рога» and «Рога-м»): a form that passes is looked up, which is a hundred times as
# dear.
_NOMINATIVE: Final = frozenset(["", *"а я о е ь й ы и ий ый ой ая яя ое ее ые ие ья ье ьи".split()])
_OBLIQUE: Final = frozenset(
    """а я о е у ю ы и ь й ой ей ою ею ом ем ам ям ами ями ах ях ов ев ого его ому ему ым им ых их
    ыми ими го му м ми х ех емя ую юю ий ый ая ое ее ые ие ья ье ьи ью ьей ьем ьям ьями
    ьях ьмя""".split()
) | {""}
# «Лев» and «Льва», «День» and «Дня».
_SHORT_WITH_FLEETING: Final = re.compile("[бвгджзклмнпрстфхцчшщ][ео][бвгджзклмнпрстфхцчшщ]ь?")
_VOWELS: Final = str.maketrans("", "", "аеёиоуыэюяйь")


def stem(key: str) -> str:
    """What the case forms of a word have in common at least."""
    first, hyphen, _ = key.partition("-")
    if hyphen and first:
        # «Каменск-Уральский», «Каменска-Уральского».
        return stem(first)
    if not _is_cyrillic(key):
        return key
    if _SHORT_WITH_FLEETING.fullmatch(key):
        return key[0]
    return key[: max(_SHORTEST_STEM, len(key) - _LONGEST_ENDING)]


@lru_cache(maxsize=WORDS)
def stems(word: str) -> tuple[str, ...]:
    """Return what a word in a text may have in common with the nominative."""
    key = plain(word)
    first, hyphen, _ = key.partition("-")
    key = first if hyphen and first else key
    if not _is_cyrillic(key):
        return (key,)
    least = max(1, len(key) - _LONGEST_ENDING - _LONGER)
    return tuple([key[:length] for length in range(least, len(key) + 1)])


def _is_cyrillic(key: str) -> bool:
    return "\u0400" <= key[0] <= "\u04ff"


def is_spelt_alike(word: str, known: str, shown: bool) -> bool:
    """Whether a word has the capitals that a name's word has."""
    if not shown or not known[0].isupper():
        return True
    if known.isupper() and 1 < len(known) <= _LONGEST_ABBREVIATION:
        # «ОН» is not «Он пришёл».
        return word[:2].isupper() or (word[0].isupper() and not is_common(word))
    return word[0].isupper()


def may_be_form(key: str, known: str) -> bool:
    """Whether a word ends as a case form of a name's word may, which is cheap to tell."""
    if key == known or "-" in known:
        return True
    if not -_SHORTER <= len(key) - len(known) <= _LONGER or not _is_cyrillic(known):
        return False
    common = next(
        (i for i, (a, b) in enumerate(zip(key, known, strict=False)) if a != b),
        min(len(key), len(known)),
    )
    ending, nominative = key[common:], known[common:]
    if nominative in _NOMINATIVE and ending in _OBLIQUE:
        return True
    # «Орёл» and «Орла», «Химки» and «Химок».
    consonants = nominative.translate(_VOWELS)
    return bool(consonants) and consonants == ending.translate(_VOWELS)[: len(consonants)]


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


@lru_cache(maxsize=WORDS)
def _lemmas(word: str) -> frozenset[str]:
    return frozenset(reading.lemma for reading in readings(word))


@lru_cache(maxsize=WORDS)
def _nominatives(word: str) -> frozenset[str]:
    """Return what a word may be a case form of, by the dictionary or by its letters."""
    known = {plain(reading.nominative) for reading in readings(word)}
    return frozenset(known) | {
        plain(guess.nominative) for kind in TYPES for guess in guesses(word.lower(), kind)
    }
