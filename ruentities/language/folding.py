"""Keys for comparing words and names: what does not count is folded away."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from ruentities.language.remembered import WORDS, remembered
from ruentities.text.letters import folded_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Looking a word up costs far more than its first letters, which case forms have in common.
LONGEST_ENDING: Final = 3
SHORTEST_BEGINNING: Final = 2
# A form is at most so much longer than the nominative («Пушкиными»), or shorter («Мытищ»).
LONGER: Final = 3
_SHORTER: Final = 2

# What an ending consists of, and those where й belongs to the stem: «Алтай», «Алтая».
_ENDING_LETTERS: Final = "аеиоуыэюяьй"
_KEPT_ENDINGS: Final = ("ай", "яй", "уй", "юй")
_FLEETING: Final = ("е", "о")
# An ending after a stem that lost a vowel: «Ел-ьцами».
_LONGEST_REST: Final = LONGEST_ENDING + 2
# What a nominative and its case forms end in, after the letters that they have in common («Рог-а»
# and «Рог-ов», «Рога» and «Рога-м»): a form that passes is looked up, which is a hundred times as
# dear.
_NOMINATIVE: Final = frozenset(["", *"а я о е ь й ы и ий ый ой ая яя ое ее ые ие ья ье ьи".split()])
_OBLIQUE: Final = frozenset(
    """а я о е у ю ы и ь й ой ей ою ею ом ем ам ям ами ями ах ях ов ев ого его ому ему ым им ых их
    ыми ими го му м ми х ех емя ую юю ий ый ая ое ее ые ие ья ье ьи ью ьей ьем ьям ьями
    ьях ьмя""".split()
) | {""}
_VOWELS: Final = str.maketrans("", "", "аеёиоуыэюяйь")
_FOLDED: Final = re.compile("[а-щы-я]+")
_QUOTES: Final = re.compile("[«»“”„‟\"'‘’`]")
_HYPHENS: Final = re.compile("[-‐-―−]")
_MARKS: Final = re.compile("[«»“”„‟\"'‘’`‐-―−-]")


def plain(word: str) -> str:
    """Return a word in lower case and without ё, to be compared.

    >>> plain("Королёв")
    'королев'
    """
    return word.lower().replace("ё", "е")


def beginning_of_forms(word: str) -> str:
    """Return what is left of a word without the longest ending that it may have, to be compared.

    >>> beginning_of_forms("Мосбирже"), beginning_of_forms("Ом")
    ('мосби', 'ом')
    """
    return plain(word[: max(SHORTEST_BEGINNING, len(word) - LONGEST_ENDING)])


def may_be_form(word: str, beginnings: frozenset[str]) -> bool:
    """Whether a word may be a case form of one of some words, which is far cheaper than to read it.

    Args:
        word: The word.
        beginnings: Of those words; see `kept_beginnings`.
    """
    return not beginnings.isdisjoint(beginnings_of(plain(word)))


def beginnings_of(key: str) -> list[str]:
    """Return what a nominative may begin with that a word is a case form of; see `kept_beginning`.

    Args:
        key: The word, as `plain` writes it.
    """
    shortest = min(len(key), max(SHORTEST_BEGINNING, len(key) - _LONGEST_REST))
    return [key[:length] for length in range(shortest, len(key) + 1)]


def may_be_form_of(key: str, known: str) -> bool:
    """Whether a word ends as a case form of a name's word may, which is cheap to tell."""
    if key == known or "-" in known:
        return True
    if not -_SHORTER <= len(key) - len(known) <= LONGER or not is_cyrillic(known):
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


def is_cyrillic(key: str) -> bool:
    """Whether a word begins with a Cyrillic letter."""
    return "\u0400" <= key[0] <= "\u04ff"


def kept_beginnings(nominatives: Iterable[str]) -> frozenset[str]:
    """Return what all case forms of some words begin with.

    Args:
        nominatives: The words, as `plain` writes them.

    >>> sorted(kept_beginnings(["елец", "алтай", "россия"]))
    ['алта', 'ел', 'росс']
    """
    return frozenset(map(kept_beginning, nominatives))


def kept_beginning(nominative: str) -> str:
    """Return what all case forms of a word begin with."""
    if nominative.endswith(_KEPT_ENDINGS):
        return nominative[:-1]
    stem = nominative.rstrip(_ENDING_LETTERS)
    ending = nominative[len(stem) :]
    if ending in ("", "ь"):
        # A vowel may go out of it: «Торжок», «Торжка».
        stem = stem[:-2] if stem[-2:-1] in _FLEETING else stem
    elif len(ending) == 1 and stem[-2:-1] not in _ENDING_LETTERS:
        # One may come into it: «Сосенки», «Сосенок».
        stem = stem[:-1]
    return stem if len(stem) >= SHORTEST_BEGINNING else nominative[:SHORTEST_BEGINNING]


def beginning(words: Sequence[str]) -> str:
    """Return the letters that all words begin with.

    >>> beginning(["омск", "омска", "омском"])
    'омск'
    """
    shared = takewhile(lambda letters: len(set(letters)) == 1, zip(*words, strict=False))
    return "".join(letters[0] for letters in shared)


def fold(name: str) -> str:
    """Return a key for comparing names: case, ё, quotes, dashes and spaces do not count.

    >>> fold("Банк «Санкт – Петербург»") == fold('банк "Санкт-Петербург"')
    True
    >>> fold("Сергѣй Ивановъ") == fold("Сергей Иванов")
    True
    """
    lower = name.lower()
    return lower if _FOLDED.fullmatch(lower) else _folded(name)


def is_folded(lower: str) -> bool:
    """Whether nothing is folded in a word in lower case, as in most nominatives."""
    return _FOLDED.fullmatch(lower) is not None


@remembered(WORDS)
def _folded(name: str) -> str:
    return " ".join(folded_lines(name).split())


def folded_lines(text: str) -> str:
    r"""Return a text of names as `fold` compares them, its spaces and line ends kept.

    >>> folded_lines("«Зенит»\nОрёл")
    'зенит\nорел'
    """
    folded = folded_letters(plain(text))
    return _with_hyphens(_QUOTES.sub("", folded)) if _MARKS.search(folded) else folded


def _with_hyphens(text: str) -> str:
    """Make dashes hyphens without spaces: a pattern that begins with them tries every space."""
    parts = _HYPHENS.split(text)
    ends = [part.rstrip() for part in parts[:-1]] + parts[-1:]
    return "-".join(ends[:1] + [part.lstrip() for part in ends[1:]])
