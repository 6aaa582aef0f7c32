"""Keys for comparing words and names: what does not count is folded away."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ruentities.text.letters import folded_letters

# Looking a word up costs far more than its first letters, which case forms have in common.
LONGEST_ENDING: Final = 3
SHORTEST_BEGINNING: Final = 2

_QUOTES: Final = re.compile("[«»“”„‟\"'‘’`]")
_HYPHENS: Final = re.compile(r"\s*[-‐-―−]\s*")
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


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Return a key for comparing names: case, ё, quotes, dashes and spaces do not count.

    >>> fold("Банк «Санкт – Петербург»") == fold('банк "Санкт-Петербург"')
    True
    >>> fold("Сергѣй Ивановъ") == fold("Сергей Иванов")
    True
    """
    return " ".join(folded_lines(name).split())


def folded_lines(text: str) -> str:
    r"""Return a text of names as `fold` compares them, its spaces and line ends kept.

    >>> folded_lines("«Зенит»\nОрёл")
    'зенит\nорел'
    """
    folded = folded_letters(plain(text))
    return _HYPHENS.sub("-", _QUOTES.sub("", folded)) if _MARKS.search(folded) else folded
