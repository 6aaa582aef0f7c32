"""What the recognition model is told of a word besides its vector: letters, shape and stem."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from ruentities.language.folding import plain
from ruentities.language.remembered import WORDS, remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

# Hashed character n-grams, in the manner of fastText (Bojanowski et al. 2017).
BUCKETS: Final = 30_000
_SHORTEST: Final = 2
_LONGEST: Final = 5
_LONGEST_WORD: Final = 40
# Of FNV-1a's hash, here over characters.
_PRIME: Final = np.uint32(16777619)

_RUSSIAN: Final = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")
_LATIN: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
# How slovnet names the shape of a punctuation mark.
_MARK: Final = "PUNCT_"
# Shapes of words in one-case text, where the case of a letter says nothing.
CASELESS: Final = {"RU": "RU_caseless", "EN": "EN_caseless"}

_ENDING: Final = re.compile(
    "(?<=...)(?:[аяоеи]ми|ого|его|ому|ему|[оеыи]й|[оеыи]м|[ая]х|[ая]м|ую|юю|ая|яя|ое|ее|ые|ие"
    "|[иь]ю|[аяоеёыиуюьй])$"
)


def ngrams(words: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the buckets of the words' character n-grams, beginning and end marked.

    Args:
        words: Words; case does not count.

    Returns:
        The buckets of all words, one word after the other, and where each word's begin, with
        the end of the last.

    >>> buckets, begins = ngrams(["Тула", "тула"])
    >>> begins.tolist(), bool((buckets[:14] == buckets[14:]).all())
    ([0, 14, 28], True)
    """
    marked = [f"<{word.lower()[:_LONGEST_WORD]}>" for word in words]
    sizes = np.array([len(word) for word in marked])
    ends = np.cumsum(sizes)
    codes = np.frombuffer("".join(marked).encode("utf-32-le"), np.uint32)
    left = np.repeat(ends, sizes) - np.arange(len(codes))
    buckets = np.empty((len(codes), _LONGEST - _SHORTEST + 1), np.int64)
    hashes = codes * _PRIME
    following = np.append(codes, np.zeros(_LONGEST, np.uint32))
    for length in range(2, _LONGEST + 1):
        hashes = (hashes ^ following[length - 1 : length - 1 + len(codes)]) * _PRIME
        buckets[:, length - _SHORTEST] = (hashes ^ (hashes >> np.uint32(15))) % np.uint32(BUCKETS)
    # Beyond the end of its word nothing counts.
    kept = left[:, None] >= np.arange(_SHORTEST, _LONGEST + 1)
    counts = np.add.reduceat(kept.sum(1), ends - sizes)
    return buckets[kept], np.concatenate([[0], np.cumsum(counts)])


class Shapes:
    """slovnet's word shapes: the script and case of a word, or which punctuation mark it is.

    Args:
        names: Names of the shapes, such as ``"RU_Xx"`` or ``"PUNCT_,"``, in the order of the
            numbers that stand for them.

    >>> shapes = Shapes(["<pad>", "RU_Xx", "RU_xx", "RU_caseless", "NUM", "PUNCT_!", "OTHER"])
    >>> [shapes.row(word) for word in ("Тула", "тула", "1944", "!", "🔥")]
    [1, 2, 4, 5, 6]
    >>> shapes.row("Тула", caseless=True)
    3
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.rows = {name: row for row, name in enumerate(names)}
        self._marks = {name[len(_MARK) :] for name in self.rows if name.startswith(_MARK)}

    def row(self, word: str, *, caseless: bool = False) -> int:
        """Return the number of a word's shape.

        Args:
            word: One word.
            caseless: Whether it stands in text of one case.
        """
        first = word[0]
        script = "RU" if first in _RUSSIAN else "EN" if first in _LATIN else None
        if script:
            name = CASELESS[script] if caseless else f"{script}_{_outline(word)}"
        elif first.isdecimal() or (first in "+-" and word[1:2].isdecimal()):
            name = "NUM"
        elif first in self._marks:
            name = f"{_MARK}{word if word in self._marks else 'OTHER'}"
        else:
            name = "OTHER"
        return self.rows[name]


def _outline(word: str) -> str:
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX"
    if word.islower():
        return "xx"
    if _is_title(word):
        return "Xx"
    left, _, right = word.partition("-")
    return "Xx-Xx" if _is_title(left) and _is_title(right) else "OTHER"


def _is_title(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()


@remembered(WORDS)
def stem(word: str) -> str:
    """Return what the case forms of a word have in common, roughly.

    >>> {stem(form) for form in ("Путин", "Путина", "Путину", "Путиным")}
    {'путин'}
    """
    return _ENDING.sub("", plain(word))


def remembers(word: str) -> bool:
    """Whether a word's other occurrences in the document may say what it is: capitalized ones."""
    return len(word) > 1 and word[0].isupper()
