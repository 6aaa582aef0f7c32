"""Names in two alphabets compared by the consonants that a reader hears."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

# Letters and digraphs to a class of sounds; vowels, semivowels and «h» are not compared. A
# transcription may choose between г and х, в and у, so that what it often confuses is one class.
_CYRILLIC: Final = {
    **dict(zip("бвгдзклмнпрстф", "bvgdzklmnprstf", strict=True)),
    "ж": "j", "дж": "j", "х": "", "ц": "s", "ч": "q", "ш": "q", "щ": "q", "кс": "ks", "тч": "q",
}  # fmt: skip
_LATIN: Final = {
    **dict(zip("bvgdzklmnprstfj", "bvgdzklmnprstfj", strict=True)),
    "w": "v", "c": "k", "ce": "s", "ci": "s", "cy": "s", "q": "k", "x": "ks", "ph": "f",
    "ck": "k", "ch": "q", "tch": "q", "cz": "q", "sch": "q", "sh": "q", "zh": "j", "th": "t",
    "kh": "", "gh": "g", "ge": "j", "gi": "j", "dge": "j", "ts": "s", "tz": "s", "shch": "q",
}  # fmt: skip
_LONGEST_LATIN: Final = 4
_LONGEST_CYRILLIC: Final = 2
_REPEATED: Final = re.compile(r"(.)\1+")
_CYRILLIC_LETTER: Final = re.compile("[а-яё]")
_LEAST: Final = 3


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters: «Gazprom», «Jürgen Klinsmann»."""
    return not _CYRILLIC_LETTER.search(name) and any(character.isalpha() for character in name)


@lru_cache(maxsize=2_000)
def sound(name: str) -> str | None:
    """Return what a Cyrillic name and its Latin spelling have in common.

    Args:
        name: A folded name.

    Returns:
        A key, or None where so few consonants are left that too many names share them.

    >>> sound("гаррет рейсман"), sound("garrett reisman")
    ('grt rsmn', 'grt rsmn')
    >>> sound("яндекс") == sound("yandex"), sound("ява")
    (True, None)
    """
    table, longest = (
        (_LATIN, _LONGEST_LATIN) if is_latin(name) else (_CYRILLIC, _LONGEST_CYRILLIC)
    )
    words = [_consonants(word, table, longest) for word in re.split("[ -]", name)]
    return " ".join(words) if sum(map(len, words)) >= _LEAST else None


def _consonants(word: str, table: dict[str, str], longest: int) -> str:
    found = []
    place = 0
    while place < len(word):
        for length in range(longest, 0, -1):
            piece = word[place : place + length]
            if len(piece) == length and piece in table:
                found.append(table[piece])
                # The vowel of «ce» is heard by what follows it as well.
                place += length
                break
        else:
            place += 1
    return _REPEATED.sub(r"\1", "".join(found))
