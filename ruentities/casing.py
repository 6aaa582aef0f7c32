"""Text in one case, read as if it had been written with capitals where names have them.

The recognition model learned from edited news: it finds nothing in «путин прилетел в москву» and
takes «СОБЯНИН ОТКРЫЛ ПАРК» for one organization. Where the letters' case says nothing, the
dictionary says which words are names.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ruentities.lexicon import built_in_aliases
from ruentities.morphology import readings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.segmentation import Tokens

_NAME_LABELS: Final = frozenset(("Name", "Surn", "Patr", "Geox", "Orgn"))
_LONG: Final = 4
# Share of a word's readings that are names, from which it is written as one.
_NAMED: Final = 0.3
_LETTERS: Final = re.compile(r"[^\W\d_]")


def restore_case(tokens: Tokens) -> Tokens:
    """Return the tokens with words of one-case text in the case that names would have.

    A text is in lower case when it has no capital at all; a block (a headline, say) is in
    capitals when all its words are.

    >>> from ruentities.segmentation import tokenize
    >>> restore_case(tokenize("СОБЯНИН ОТКРЫЛ ПАРК В МОСКВЕ")).words
    ['Собянин', 'открыл', 'парк', 'в', 'Москве']
    >>> restore_case(tokenize("Собянин открыл парк")).words
    ['Собянин', 'открыл', 'парк']
    """
    if tokens.text.islower():
        return replace(tokens, words=[_restored(word) for word in tokens.words])
    if not any(len(word) >= _LONG and word.isupper() for word in tokens.words):
        return tokens
    words = list(tokens.words)
    for start, end in pairwise([0, *sorted(tokens.breaks), len(words)]):
        if _is_shouted(words[start:end]):
            words[start:end] = [_restored(word) for word in words[start:end]]
    return replace(tokens, words=words)


def _is_shouted(words: Sequence[str]) -> bool:
    # Most blocks show by their first words that they are not.
    if any(not word.isupper() and _LETTERS.search(word) for word in words):
        return False
    spelt = [word for word in words if word.isupper()]
    return len(spelt) > 1 and any(
        len(word) >= _LONG and not _is_abbreviation(word) for word in spelt
    )


def _restored(word: str) -> str:
    upper = word.upper()
    if word == upper and _is_abbreviation(word):
        return word
    named = sum(reading.weight for reading in readings(word) if reading.labels & _NAME_LABELS)
    if len(word) > 1 and named > _NAMED:
        return "-".join(part.capitalize() for part in word.split("-"))
    return word.lower()


def _is_abbreviation(word: str) -> bool:
    """Whether capitals are how a word is always written: «США», «МЧС»."""
    if len(word) < 2:
        return False
    aliases = built_in_aliases()
    return any("Abbr" in reading.labels for reading in readings(word)) or any(
        (name := aliases.find(kind, word)) and name.isupper() for kind in ("ORG", "LOC")
    )
