"""What the recognition model is told of a word besides its vector: letters, shape and stem."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from zlib import crc32

# Hashed character n-grams, in the manner of fastText (Bojanowski et al. 2017).
BUCKETS: Final = 30_000
_SHORTEST: Final = 2
_LONGEST: Final = 5
_LONGEST_WORD: Final = 40
_CACHED_WORDS: Final = 50_000

_ENDING: Final = re.compile(
    "(?<=...)(?:[аяоеи]ми|ого|его|ому|ему|[оеыи]й|[оеыи]м|[ая]х|[ая]м|ую|юю|ая|яя|ое|ее|ые|ие"
    "|[иь]ю|[аяоеёыиуюьй])$"
)


@lru_cache(maxsize=_CACHED_WORDS)
def ngrams(word: str) -> tuple[int, ...]:
    """Return the buckets of a word's character n-grams, its beginning and end marked.

    Args:
        word: One word; case does not count.

    >>> ngrams("Тула") == ngrams("тула"), len(ngrams("тула"))
    (True, 14)
    """
    marked = f"<{word.lower()[:_LONGEST_WORD]}>"
    return tuple(
        crc32(marked[start : start + length].encode()) % BUCKETS
        for length in range(_SHORTEST, _LONGEST + 1)
        for start in range(len(marked) - length + 1)
    )


@lru_cache(maxsize=_CACHED_WORDS)
def stem(word: str) -> str:
    """Return what the case forms of a word have in common, roughly.

    >>> {stem(form) for form in ("Путин", "Путина", "Путину", "Путиным")}
    {'путин'}
    """
    return _ENDING.sub("", word.lower().replace("ё", "е"))


def remembers(word: str) -> bool:
    """Whether a word's other occurrences in the document may say what it is: capitalized ones."""
    return len(word) > 1 and word[0].isupper()
