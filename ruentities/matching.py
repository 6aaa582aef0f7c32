"""Names that are already known, found in a text in every case form."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ruentities.lexicon import CLOSING_QUOTES, fold
from ruentities.morphology import lemmas

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruentities.recognition import Span
    from ruentities.segmentation import Tokens


_BEGINNING: Final = 2


@dataclass(frozen=True, slots=True)
class Pattern:
    """A name to look for.

    Attributes:
        words: For each word, the forms that a case form of it may go back to.
        capitals: For each word, whether it has to be written with a capital.
        source: What a match is worth: its type and score; its place does not matter.
    """

    words: tuple[frozenset[str], ...]
    capitals: tuple[bool, ...]
    source: Span


def pattern(words: Sequence[str], source: Span) -> Pattern:
    """Return the pattern of a name's words, in whatever case they stand."""
    return Pattern(
        tuple(lemmas(word) for word in words),
        tuple(word[0].isupper() for word in words),
        source,
    )


def find_patterns(
    tokens: Tokens, patterns: Iterable[Pattern], taken: set[int]
) -> Iterator[tuple[int, int, Span]]:
    """Find names in a text, from left to right, the longest at each place.

    Args:
        tokens: The whole text.
        patterns: The names.
        taken: Tokens that are not free.

    Yields:
        First token, token after the last, and the pattern's source.
    """
    index: dict[str, list[Pattern]] = defaultdict(list)
    for known in patterns:
        for lemma in known.words[0] if known.words else ():
            index[lemma].append(known)
    # Looking a word up costs far more than its first letters, which case forms have in common.
    beginnings = {lemma[:_BEGINNING] for lemma in index}
    free_from = 0
    for start, word in enumerate(tokens.words):
        if start < free_from or start in taken or fold(word[:_BEGINNING]) not in beginnings:
            continue
        matching = [
            known
            for lemma in lemmas(word)
            for known in index.get(lemma, ())
            if _matches(tokens, start, known, taken)
        ]
        if matching:
            best = max(matching, key=lambda known: (len(known.words), known.source.score))
            free_from = start + len(best.words)
            yield start, free_from, best.source


def near(tokens: Tokens, start: int, end: int) -> bool:
    """Whether nothing but spaces separates the tokens ``start`` to ``end``, both included."""
    return all(
        place not in tokens.breaks and not tokens.gap(place).strip()
        for place in range(start + 1, end + 1)
    )


def stands_in_quotes(tokens: Tokens, span: Span) -> bool:
    """Whether a quote opens right before a span."""
    return span.start > 0 and tokens.words[span.start - 1] in CLOSING_QUOTES


def _matches(tokens: Tokens, start: int, known: Pattern, taken: set[int]) -> bool:
    end = start + len(known.words)
    return (
        end <= len(tokens)
        and near(tokens, start, end - 1)
        and all(
            place not in taken
            and (tokens.words[place][0].isupper() or not capital)
            and not lemmas(tokens.words[place]).isdisjoint(wanted)
            for place, wanted, capital in zip(
                range(start, end), known.words, known.capitals, strict=True
            )
        )
    )
