"""Names that stand in a row: «в Брянской, Липецкой и Тульской областях»."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruentities.kinds import Case
    from ruentities.normalization.name import Name
    from ruentities.text.segmentation import Tokens

# A row of names that share a word is not longer, in tokens between two of them.
FARTHEST: Final = 8
SENTENCE_ENDS: Final = frozenset(".!?…;")
JOINTS: Final = frozenset((",", "и", "или"))


def words_of(tokens: Tokens, name: Name) -> list[str]:
    """Return the tokens of a name."""
    return tokens.words[name.span.start : name.span.end]


def earlier(tokens: Tokens, names: Sequence[Name], number: int) -> Iterator[int]:
    """Yield the names of the same type before a name, the nearest first, in its sentence."""
    start, kind = names[number].span.start, names[number].span.type
    for other in range(number - 1, -1, -1):
        span = names[other].span
        between = range(span.end, start)
        if span.end > start:
            continue
        if (
            span.type != kind
            or len(between) > FARTHEST
            or not between
            or any(i in tokens.breaks or tokens.words[i][-1] in SENTENCE_ENDS for i in between)
        ):
            return
        if kind != "LOC" and not JOINTS.issuperset(tokens.words[span.end : start]):
            return
        yield other
        start = span.start


def later(tokens: Tokens, names: Sequence[Name], number: int) -> Iterator[int]:
    """Yield the names of the same type that «,» and «и» join to a name before them."""
    end, kind = names[number].span.end, names[number].span.type
    for other in range(number + 1, len(names)):
        span = names[other].span
        if span.start < end:
            continue
        if span.type != kind or tokens.words[end : span.start] not in (["и"], [","], ["или"]):
            return
        yield other
        end = span.end


def named(name: Name, normal: str, case: Case | None) -> Name:
    """Return a name with another nominative."""
    return name._replace(normal=normal, words=tuple(normal.split()), case=case)
