"""Names that are already known, found in a text in every case form."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import (
    LONGEST_ENDING,
    SHORTEST_BEGINNING,
    beginning_of_forms,
    kept_beginnings,
    may_be_form,
    plain,
)
from ruentities.language.morphology import lemmas, readings
from ruentities.text.marks import near

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

_LONGEST_BEGINNING: Final = 60
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A name to look for.

    Attributes:
        words: Its words, in whatever case they stand. Those with a capital need one in the text.
        source: What a match is worth: its type and score; its borders do not matter.
    """

    words: tuple[str, ...]
    source: Span


class Beginnings:
    """Names by what their first words may begin with.

    Args:
        patterns: The names.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._patterns: dict[str, list[Pattern]] = defaultdict(list)
        self._only_capitals = True
        for known in patterns:
            first = known.words[0]
            self._only_capitals &= first[0].isupper()
            letters = plain(first[:_LONGEST_BEGINNING])
            for length in range(min(len(letters), SHORTEST_BEGINNING), len(letters) + 1):
                self._patterns[letters[:length]].append(known)

    def starts(self, tokens: Tokens, taken: set[int]) -> list[int]:
        """Return the free tokens that begin as a form of some name's first word might."""
        indexes = tokens.capitals if self._only_capitals else range(len(tokens))
        return [
            index
            for index in indexes
            if index not in taken and beginning_of_forms(tokens.words[index]) in self._patterns
        ]

    def patterns(self, tokens: Tokens, starts: Iterable[int]) -> list[Pattern]:
        """Return the names that the words at some indexes might begin."""
        begun = dict.fromkeys(beginning_of_forms(tokens.words[index]) for index in starts)
        found = {id(known): known for letters in begun for known in self._patterns[letters]}
        return list(found.values())


def find_patterns(
    tokens: Tokens, patterns: Iterable[Pattern], starts: Iterable[int], taken: set[int]
) -> Iterator[tuple[int, int, Pattern]]:
    """Find names in a text, from left to right, the longest at each token.

    Args:
        tokens: The whole text.
        patterns: The names.
        starts: Indexes of the tokens where they may begin, in ascending order.
        taken: Tokens that are not free.

    Yields:
        First token, token after the last, and the pattern.
    """
    # By the first two words, so that a thousand Ivans are not compared with each Ivan.
    by_words: dict[tuple[str, str], list[Pattern]] = defaultdict(list)
    for known in patterns:
        for key in _keys(known.words[:2]):
            by_words[key].append(known)
    longer = {first for first, second in by_words if second}
    free_from = 0
    for start in starts if by_words else ():
        if start < free_from:
            continue
        keys = _keys(tokens.words[start : start + 1])
        if not longer.isdisjoint(lemmas(tokens.words[start])):
            keys |= _keys(tokens.words[start : start + 2])
        matching = [
            known
            for key in keys & by_words.keys()
            for known in by_words[key]
            if _matches(tokens, start, known.words, taken)
        ]
        if matching:
            best = max(matching, key=_rank)
            free_from = start + len(best.words)
            yield start, free_from, best


def lemma_key(tokens: Tokens, span: Span) -> str:
    """Return what the case forms of a name have in common: the likeliest lemmas of its words."""
    return " ".join(
        readings(word)[0].lemma if readings(word) else word.lower()
        for word in tokens.words[span.start : span.end]
    )


def may_have_key(tokens: Tokens, span: Span, keys: frozenset[str]) -> bool:
    """Whether a name's `lemma_key` may be one of some: a word that no dictionary holds takes long.

    Args:
        tokens: The whole text.
        span: The name.
        keys: The lemmas of names, as `fold` writes them.
    """
    beginnings = _beginnings_of_words(keys)
    for word in tokens.words[span.start : span.end]:
        if word[0].isalnum() and not may_be_form(word, beginnings):
            return False
    return True


@lru_cache(maxsize=16)
def _beginnings_of_words(keys: frozenset[str]) -> frozenset[str]:
    return kept_beginnings(word for key in keys for word in _WORD.findall(key))


def _keys(words: Sequence[str]) -> set[tuple[str, str]]:
    return set(product(lemmas(words[0]), lemmas(words[1]) if len(words) > 1 else ("",)))


def _rank(known: Pattern) -> tuple[int, float, int, str]:
    source = known.source
    return len(known.words), source.score, -source.start, source.type


def look_alike(word: str, known: str) -> bool:
    """Whether two words begin as case forms of one word do, which is cheap to tell.

    >>> look_alike("Республики", "Республика"), look_alike("Решение", "Республика")
    (True, False)
    """
    kept = max(SHORTEST_BEGINNING, min(len(word), len(known)) - LONGEST_ENDING)
    left, right = word[:kept], known[:kept]
    return left == right or plain(left) == plain(right)


def _matches(tokens: Tokens, start: int, words: Sequence[str], taken: set[int]) -> bool:
    end = start + len(words)
    return (
        end <= len(tokens)
        and near(tokens, start, end - 1)
        and taken.isdisjoint(range(start, end))
        and all(map(is_form, tokens.words[start:end], words))
    )


def is_form(word: str, known: str) -> bool:
    """Whether a word in the text may be the same word as a name's, in another case."""
    if known[0].isupper() and not word[0].isupper():
        return False
    if plain(word) == plain(known):
        return True
    if not look_alike(word, known):
        return False
    # A name mostly stands in the nominative where it is known, so that it needs not be read.
    found = lemmas(word)
    return plain(known) in found or not found.isdisjoint(lemmas(known))
