"""A name among the tokens."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruentities.kinds import Type

_START: Final = attrgetter("start")
_END: Final = attrgetter("end")


@dataclass(frozen=True, slots=True)
class Span:
    """A name among the tokens.

    Attributes:
        start: Index of its first token.
        end: Index of the token after its last.
        type: ``"PER"``, ``"ORG"`` or ``"LOC"``.
        score: Probability that exactly this span is a name of this type.
        nested: Whether it lies inside a longer span.
        own: Of a name of the user's, the number of its entry in the lexicon and the name that it
            is a form of, as the user gave it; otherwise None.
    """

    start: int
    end: int
    type: Type
    score: float
    nested: bool = False
    own: tuple[int, str] | None = None

    def __hash__(self) -> int:
        # Its borders tell a span from nearly all others of a text, and numbers are quickly hashed.
        return hash((self.start, self.end))

    @property
    def order(self) -> tuple[int, int]:
        """Sort key of text order: a longer span before what it holds."""
        return self.start, -self.end

    def holds(self, other: Span) -> bool:
        """Whether a shorter span lies inside this one."""
        return self.order < other.order and other.end <= self.end


def in_order(spans: Iterable[Span]) -> list[Span]:
    """Return spans in text order, a longer one before what it holds."""
    # Twice by an attribute takes half as long as once by a pair of them.
    return sorted(sorted(spans, key=_END, reverse=True), key=_START)


def covered(spans: Iterable[Span]) -> set[int]:
    """Return the indices of the tokens that some span holds."""
    return {index for span in spans for index in range(span.start, span.end)}
