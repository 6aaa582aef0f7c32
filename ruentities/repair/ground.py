"""The ground floor of repair: what several rules ask of spans and words."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.language.listed_words import listed_type
from ruentities.language.morphology import known_readings, readings
from ruentities.language.remembered import WORDS, remembered
from ruentities.text.marks import is_dot, is_initial_dot
from ruentities.text.spans import covered, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

# No name begins or ends with these.
EDGE_WORDS: Final = frozenset(
    "и или а но в во на с со от по из у к для за про при без что как это".split()
)
# Whose bodies are, at their names' ends.
RUSSIA: Final = frozenset(("России", "РФ"))
# Agencies whose names stay as they are where somebody tells them something.
_REPORTERS: Final = frozenset(("РБК", "ТАСС"))
_PRONOUNS: Final = frozenset("он она они его её ей ему им их".split())
_PERSONAL: Final = frozenset(("Name", "Patr", "Surn"))
_MODEL: Final = re.compile(r"[A-ZА-Я]{1,3}-?\d{2,4}[A-Za-z]{0,4}\b")
_DIRECTION: Final = "направлени"
_MOST_DIRECTIONS: Final = 5
# The dictionary has no adjective of most towns: «Купянском».
_ADJECTIVE: Final = re.compile(r"[А-ЯЁ][а-яё-]+[нсц]к(?:ом|ого|ому|им|ое|ий)")
# No form of a verb that the dictionary knows ends so: such words need not be looked up.
_NO_VERB: Final = (
    "в",
    "зы",
    "ры",
    "ая",
    "ее",
    "ие",
    "ии",
    "ия",
    "ое",
    "ые",
    "ый",
    "ого",
    "ому",
    "ства",
)


def moved(span: Span, start: int, end: int) -> Span:
    """Return a span with other borders."""
    if start == span.start and end == span.end:
        return span
    return replace(span, start=start, end=end)


def before_next(tokens: Tokens, spans: Sequence[Span]) -> Iterator[tuple[Span, int]]:
    """Yield each span, and where the next one or else nothing begins: so far it has room."""
    return zip(spans, [*[span.start for span in spans[1:]], len(tokens)], strict=False)


def apart(spans: list[Span]) -> list[Span]:
    """Return the spans, in text order, that do not run into an earlier one that stays."""
    kept: list[Span] = []
    end = 0
    for span in in_order(spans):
        if span.start >= end:
            kept.append(span)
            end = span.end
    return kept


def standing(spans: list[Span]) -> list[Span]:
    """Let what was nested in a name that had to go stand by itself."""
    if not any(span.nested for span in spans):
        return spans
    held = covered(span for span in spans if not span.nested)
    return [
        replace(span, nested=False) if span.nested and span.start not in held else span
        for span in spans
    ]


def is_verb(word: str) -> bool:
    """Whether a word is likeliest a verb."""
    if not word.islower() or word.endswith(_NO_VERB):
        return False
    return any(reading.part == "verb" for reading in known_readings(word)[:1])


def may_be_genitive(word: str) -> bool:
    """Whether a word can say whose something is; an abbreviation always can."""
    return word.isupper() or any(reading.case == "gent" for reading in readings(word))


@remembered(WORDS)
def labels(word: str) -> frozenset[str]:
    """Return the parts of a person's name that the dictionary knows a word as."""
    return _shared(frozenset().union(*[one.labels for one in known_readings(word)]) & _PERSONAL)


@lru_cache(maxsize=8)
def _shared(found: frozenset[str]) -> frozenset[str]:
    """Return one object for equal sets: there are eight."""
    return found


def is_inside_sentence(tokens: Tokens, index: int) -> bool:
    """Whether a capital means something: «Тихая улица.» begins a sentence, «Тверская» is one."""
    return index > 0 and index not in tokens.breaks and tokens.words[index - 1] not in ".!?…»"


def begins_after_initial(tokens: Tokens, index: int) -> bool:
    """Whether a small word begins the sentence after an initial: «Ивана Г. Он упал».

    «Эдгар А. По» ends in his surname where no dative follows.
    """
    word = tokens.words[index].lower()
    if (word not in EDGE_WORDS and word not in _PRONOUNS) or not is_initial_dot(tokens, index - 1):
        return False
    if is_dot(tokens, index + 1):
        # «Редактор — Седов Р.И.»
        return False
    if word != "по":
        return True
    after = tokens.words[index + 1 : index + 2]
    return any(one.case == "datv" for next_word in after for one in known_readings(next_word))


def is_reported_to(tokens: Tokens, index: int) -> bool:
    """Whether a body right before an agency told it something: «сообщили в МЧС [ТАСС]»."""
    before, word = tokens.words[index - 1 : index + 1] if index else ("", "")
    return word in _REPORTERS and (before.isupper() or listed_type(before) == "ORG")


def is_makers(tokens: Tokens, index: int) -> bool:
    """Whether a word in Latin letters is part of what goods are called: «Airbus A320»."""
    word = tokens.words[index]
    return (
        word.isascii()
        and word[0].isupper()
        and index + 1 < len(tokens)
        and index + 1 not in tokens.breaks
        and _MODEL.match(tokens.text, tokens.starts[index + 1]) is not None
    )


def is_direction(tokens: Tokens, start: int, end: int) -> bool:
    """Whether an adjective tells a direction, which is no place: «на Купянском направлении»."""
    last = end - 1
    if end < len(tokens) and not tokens.words[last].startswith(_DIRECTION):
        last += 1
        # «на Купянском и Краснолиманском направлениях»
        while (
            last + 2 < min(len(tokens), end + 2 * _MOST_DIRECTIONS)
            and tokens.words[last] in (",", "и")
            and is_like_adjective(tokens.words[last + 1])
        ):
            last += 2
    return (
        last > start
        and last not in tokens.breaks
        and tokens.words[last].startswith(_DIRECTION)
        and is_like_adjective(tokens.words[last - 1])
    )


def is_like_adjective(word: str) -> bool:
    """Whether a word with a capital ends as adjectives of places do: «Купянском»."""
    return _ADJECTIVE.fullmatch(word) is not None


def follows_blank(tokens: Tokens, index: int) -> bool:
    """Whether a word stands where a paper is signed: «_____ / Перец /», «______ (Соль)»."""
    before = index - 1 - (tokens.words[index - 1] in ("/", "("))
    return (
        before > 1
        and tokens.words[before - 2 : before + 1] == ["_"] * 3
        and tokens.breaks.isdisjoint(range(before + 1, index + 1))
    )
