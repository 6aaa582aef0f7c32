"""Names in two alphabets compared by the consonants that a reader hears."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from ruentities.language.remembered import LINKED, remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Value = TypeVar("Value")

# Letters and digraphs to a class of sounds. What transcriptions disagree about is not compared:
# vowels, «h», «j».
_CYRILLIC: Final = {
    **dict(zip("бвгдзклмнпрстф", "bvgdzklmnprstf", strict=True)),
    "ж": "j", "дж": "", "х": "", "ц": "s", "ч": "q", "ш": "q", "щ": "q", "кс": "ks", "тч": "q",
}  # fmt: skip
_LATIN: Final = {
    **dict(zip("bvgdzklmnprstf", "bvgdzklmnprstf", strict=True)),
    "w": "v", "c": "k", "ce": "s", "ci": "s", "cy": "s", "q": "k", "x": "ks", "ph": "f",
    "ck": "k", "ch": "q", "tch": "q", "cz": "q", "sch": "q", "sh": "q", "zh": "j", "th": "t",
    "kh": "", "gh": "g", "dge": "", "ts": "s", "tz": "s", "shch": "q",
}  # fmt: skip
# Of several letters the longest.
_LATIN_SOUNDS, _CYRILLIC_SOUNDS = (
    re.compile("|".join(sorted(table, key=len, reverse=True))) for table in (_LATIN, _CYRILLIC)
)
_REPEATED: Final = re.compile(r"(.)\1+")
# A German «s» is «з» or «ш», a German «z» is «ц»: between two alphabets hissing sounds are one.
_HISSING: Final = str.maketrans("zq", "ss")
# «ch» is «ч», «к» («Biotech», «Байотек») or «х».
_READINGS_OF_CH: Final = ("k", "")
_CYRILLIC_LETTER: Final = re.compile("[а-яё]")
_LEAST: Final = 3


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters: «Gazprom», «Jürgen Klinsmann»."""
    return not _CYRILLIC_LETTER.search(name) and any(character.isalpha() for character in name)


@remembered(LINKED)
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
    words = [consonants(word) for word in re.split("[ -]", name)]
    return " ".join(words) if sum(map(len, words)) >= _LEAST else None


def heard(name: str) -> frozenset[str]:
    """Return under what a name may be met in the other alphabet, nothing for a name too short.

    Rougher than `sound`: a Latin spelling does not say in which language it is to be read.

    Args:
        name: A folded name.

    >>> heard("biontech") & heard("байонтек")
    frozenset({'bntk'})
    >>> heard("jens spahn") == heard("йенс шпан")
    True
    """
    spellings = [name]
    if "ch" in name and is_latin(name):
        spellings += [name.replace("ch", letters) for letters in _READINGS_OF_CH]
    keys = [key for spelling in spellings if (key := sound(spelling)) is not None]
    return frozenset([hissing(key) for key in keys])


def hissing(sounds: str) -> str:
    """Return classes of consonants, hissing ones taken for one, as two alphabets need it.

    >>> hissing(consonants("spahn")) == hissing(consonants("шпан"))
    True
    """
    return _REPEATED.sub(r"\1", sounds.translate(_HISSING))


@remembered(LINKED)
def consonants(word: str) -> str:
    """Return the classes of a folded word's consonants."""
    if is_latin(word):
        sounds = [_LATIN[letters] for letters in _LATIN_SOUNDS.findall(word)]
    else:
        sounds = [_CYRILLIC[letters] for letters in _CYRILLIC_SOUNDS.findall(word)]
    return _REPEATED.sub(r"\1", "".join(sounds))


def spelt(word: str, table: Mapping[str, Value], longest: int) -> Iterator[Value | None]:
    """Yield what the letters of a word stand for, of several letters the longest.

    Args:
        word: The word.
        table: What letters and groups of letters stand for.
        longest: How many letters a group has at most.

    Yields:
        What each group stands for, None for a letter that stands for nothing.
    """
    index = 0
    while index < len(word):
        for length in range(min(longest, len(word) - index), 0, -1):
            piece = word[index : index + length]
            if piece in table:
                yield table[piece]
                index += length
                break
        else:
            yield None
            index += 1
