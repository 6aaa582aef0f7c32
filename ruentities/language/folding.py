"""Keys for comparing words and names: what does not count is folded away."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from ruentities.language.remembered import WORDS
from ruentities.text.letters import folded_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Looking a word up costs far more than its first letters, which case forms have in common.
LONGEST_ENDING: Final = 3
SHORTEST_BEGINNING: Final = 2

# What an ending consists of, and those where й belongs to the stem: «Алтай», «Алтая».
_ENDING_LETTERS: Final = "аеиоуыэюяьй"
_KEPT_ENDINGS: Final = ("ай", "яй", "уй", "юй")
_FLEETING: Final = ("е", "о")
# An ending after a stem that lost a vowel: «Ел-ьцами».
_LONGEST_REST: Final = LONGEST_ENDING + 2
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
    letters = plain(word)
    shortest = min(len(letters), max(SHORTEST_BEGINNING, len(letters) - _LONGEST_REST))
    return not beginnings.isdisjoint(
        [letters[:length] for length in range(shortest, len(letters) + 1)]
    )


def kept_beginnings(nominatives: Iterable[str]) -> frozenset[str]:
    """Return what all case forms of some words begin with.

    Args:
        nominatives: The words, as `plain` writes them.

    >>> sorted(kept_beginnings(["елец", "алтай", "россия"]))
    ['алта', 'ел', 'росс']
    """
    return frozenset(map(_kept_beginning, nominatives))


def _kept_beginning(nominative: str) -> str:
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


@lru_cache(maxsize=WORDS)
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
