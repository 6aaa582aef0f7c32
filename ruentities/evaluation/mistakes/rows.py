"""What a list of contradictions consists of: rows with their excerpts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ruentities.evaluation.mistakes.raw_news import Answer

_AROUND: Final = 40
_SHOWN: Final = 3
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Where something was answered.

    Attributes:
        name: Of the document.
        text: The text around it, white space made even.
        answer: What is said of it there.
    """

    name: str
    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class Row:
    """One contradiction.

    Attributes:
        subject: The surface or the name that it is about.
        readings: What was answered, and how often, the most frequent first.
        count: How many answers stand against the others; rows are ordered by it.
        excerpts: One for each of the readings that are shown.
        told: How many of these their texts bear out, so that nothing is wrong.
        against: How many answers, of whatever reading, their texts speak against.
    """

    subject: str
    readings: tuple[tuple[str, int], ...]
    count: int
    excerpts: tuple[Excerpt, ...]
    told: int = 0
    against: int = 0


class Tally:
    """Readings of one subject, counted, with the first excerpt of each."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.excerpts: dict[str, Excerpt] = {}

    def add(self, answer: Answer, start: int, end: int, reading: str) -> None:
        """Count a reading of what stands at some offsets of a text."""
        self.counts[reading] += 1
        if reading not in self.excerpts:
            self.excerpts[reading] = Excerpt(answer.name, _around(answer.text, start, end), reading)

    def row(self, subject: str, count: int, told: int = 0, against: int = 0) -> Row:
        """Return the row of a subject, so many of whose answers are concerned."""
        readings = self.counts.most_common()
        excerpts = tuple(self.excerpts[reading] for reading, _ in readings[:_SHOWN])
        return Row(subject, tuple(readings), count, excerpts, told, against)


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return _SPACE.sub(" ", f"{before}[{text[start:end]}]{after}")
