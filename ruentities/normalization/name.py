"""A mention with its nominative."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.language.person_names import NO_PARTS, Parts, split_name
from ruentities.language.remembered import NAMES
from ruentities.language.spelling import respell
from ruentities.text.letters import reprinted
from ruentities.text.segmentation import read, visible

if TYPE_CHECKING:
    from ruentities.kinds import Case, Gender, WordGender
    from ruentities.language.analysis import Analysis
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

# Letters of initials without full stops.
_INITIALS: Final = 2
# The same people are in the news every day.
_parts = lru_cache(maxsize=NAMES)(split_name)

Nominatives = tuple[str | None, ...]


class Name(NamedTuple):
    """A mention with its nominative.

    Attributes:
        span: Where it stands.
        normal: Its nominative form.
        words: The nominative of each of its words.
        parts: What the name tells of a person's first, middle and last name; for people only.
        gender: ``"masc"``, ``"femn"`` or None; for people only.
        case: The case it stands in, or None when all its cases are alike.
        margin: How much dearer the best other nominative is; infinite when there is none.
    """

    span: Span
    normal: str
    words: tuple[str, ...]
    parts: Parts
    gender: Gender | None
    case: Case | None
    margin: float


def name_of(
    tokens: Tokens,
    span: Span,
    indexes: tuple[int, ...],
    given: tuple[str, ...],
    reading: Analysis,
    gender: WordGender | None,
    margin: float,
) -> Name:
    """Write a name as it was read: its nominatives in the spelling of the text, and its parts.

    Args:
        tokens: The whole text.
        span: Where the name stands.
        indexes: Where its words stand, without punctuation.
        given: These words.
        reading: How they are read.
        gender: The gender, where that is sure.
        margin: See `Name`.
    """
    words = _spelt(given, reading.nominatives, capitals=span.type != "PER")
    if span.end - span.start > len(indexes):
        words = tuple(
            given[place] if _is_shortened(tokens, index, span.end) else word
            for place, (index, word) in enumerate(zip(indexes, words, strict=True))
        )
    parts = NO_PARTS
    if span.type == "PER":
        parts = _parts_outside_brackets(tokens, span, indexes, words, reading)
        gender = gender or _gender_in_latin(parts)
    if not tokens.respelt.isdisjoint(indexes):
        shown = [tokens.printed(index) for index in indexes]
        words_read, words = words, tuple(map(reprinted, shown, given, words))
        parts = _reprinted_parts(parts, dict(zip(words_read, words, strict=True)))
    if span.type != "PER" or reading.number == "plur" or gender == "neut":
        gender = None
    if len(words) == 1 == span.end - span.start:
        normal = words[0]
    else:
        spelt = dict(zip(indexes, words, strict=True))
        pieces = [spelt.get(span.start, tokens.words[span.start])]
        for index in range(span.start + 1, span.end):
            pieces += [_joint(tokens.gap(index)), spelt.get(index, tokens.words[index])]
        normal = "".join(pieces)
    return Name(span, normal, words, parts, gender, reading.case, margin)


def _parts_outside_brackets(
    tokens: Tokens,
    span: Span,
    indexes: tuple[int, ...],
    words: tuple[str, ...],
    reading: Analysis,
) -> Parts:
    """Return the parts of a name; a former surname is none: «Абрамова (Седова) Ольга»."""
    given = tokens.words[span.start : span.end]
    if "(" not in given or ")" not in given:
        return _parts(words, reading.roles)
    opened, closed = span.start + given.index("("), span.start + given.index(")")
    rows = zip(indexes, words, reading.roles, strict=True)
    kept = [(word, role) for index, word, role in rows if not opened < index < closed]
    return _parts(tuple(word for word, _ in kept), tuple(role for _, role in kept))


def _gender_in_latin(parts: Parts) -> Gender | None:
    """Return what a patronymic in Latin letters tells: «Petr Sergeevich»."""
    if parts.middle is None or not parts.middle.isascii():
        return None
    if parts.middle.endswith("ich"):
        return "masc"
    return "femn" if parts.middle.endswith("na") else None


def _is_shortened(tokens: Tokens, index: int, end: int) -> bool:
    """Whether a common word is cut off by a full stop, so that it has no cases: «просп. Мира»."""
    after = index + 1
    return after < end and tokens.words[after] == "." and tokens.words[index].islower()


def _reprinted_parts(parts: Parts, shown: dict[str, str]) -> Parts:
    first, middle, last = (
        part and " ".join(shown.get(word, word) for word in part.split())
        for part in (parts.first, parts.middle, parts.last)
    )
    return Parts(first, middle, last)


@lru_cache(maxsize=NAMES)
def _spelt(words: tuple[str, ...], nominatives: Nominatives, *, capitals: bool) -> tuple[str, ...]:
    # «Петров ПП»: initials without full stops, where the surname is not in capitals.
    initials = not capitals and any(map(str.istitle, words[:1]))
    spelt = tuple(
        [
            word
            if nominative is None or (initials and len(word) == _INITIALS and word.isupper())
            else respell(word, nominative, capitals=capitals)
            for word, nominative in zip(words, nominatives, strict=True)
        ]
    )
    # Equal ones are one object, since they are kept.
    return words if spelt == words else spelt


@lru_cache(maxsize=1_000)
def _joint(gap: str) -> str:
    """What stands between two tokens of a name, white space made one space."""
    shown = visible(read(gap))
    return " " if shown and not shown.strip() else shown
