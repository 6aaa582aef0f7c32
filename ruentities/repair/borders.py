"""Rules for where a name begins and ends: edges, brackets, quotes, legal forms."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ruentities.lexicon import CLOSING_QUOTES, GENERIC_WORDS, LEGAL_FORMS
from ruentities.matching import is_initial_dot
from ruentities.morphology import known_readings, readings
from ruentities.segmentation import is_word

if TYPE_CHECKING:
    from ruentities.recognition import Span
    from ruentities.segmentation import Tokens

_ADDRESS: Final = re.compile(r"\b(?:[a-z]+://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.\w+", re.I)
_EDGE_WORDS: Final = frozenset("и или а но в во на с со от по из у к для что как это".split())
_ANY_QUOTE: Final = frozenset([*CLOSING_QUOTES, *CLOSING_QUOTES.values()])
_LONGEST_QUOTED: Final = 8
_BRACKETS: Final = frozenset("()")
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
    if (start, end) == (span.start, span.end):
        return span
    return replace(span, start=start, end=end)


def drop_addresses(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Leave out what lies inside a web or mail address: «http» is no organization."""
    if "://" not in tokens.text and "@" not in tokens.text and "www." not in tokens.text:
        return spans
    addresses = [match.span() for match in _ADDRESS.finditer(tokens.text)]
    ends = [end for _, end in addresses]
    kept = []
    for span in spans:
        # Addresses stand in order and apart: the first that ends later is the one to look at.
        number = bisect_right(ends, tokens.starts[span.start])
        if number == len(ends) or addresses[number][0] >= tokens.ends[span.end - 1]:
            kept.append(span)
    return kept


def trim_edges(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Cut punctuation and small words off the ends: «Сирии и», «Газпром"», «— РИА Новости»."""
    trimmed = []
    for span in spans:
        start, end = span.start, span.end
        while start < end and _is_edge(tokens.words[start]):
            start += 1
        while end > start and _is_edge(tokens.words[end - 1]):
            if is_initial_dot(tokens, end - 1) and end - 1 > start + 1:
                break
            end -= 1
        if start < end:
            trimmed.append(moved(span, start, end))
    return trimmed


def split_brackets(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """«Союз пчеловодов Алтая (СПА)»: the abbreviation is a mention of its own."""
    split = []
    for span in spans:
        if _BRACKETS.isdisjoint(tokens.words[span.start : span.end]):
            split.append(span)
            continue
        brackets = [i for i in range(span.start, span.end) if tokens.words[i] in _BRACKETS]
        borders = [span.start, *brackets, span.end]
        for before, end in pairwise(borders):
            start = before + (before in brackets)
            if start < end:
                split.append(replace(span, start=start, end=end))
    return split


def unwrap_legal_forms(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Take the name out of «ПАО "Газпром"» and «партия "Единая Россия"»."""
    unwrapped = []
    for span in spans:
        start, end = span.start, span.end
        while span.type == "ORG" and start < end - 1 and _is_wrapping(tokens, start, end):
            start += 1
        if start > span.start and start < end and tokens.words[start] in CLOSING_QUOTES:
            start += 1
            if tokens.words[end - 1] in CLOSING_QUOTES.values():
                end -= 1
        unwrapped.append(moved(span, start, end) if start < end else span)
    return unwrapped


def cut_at_verbs(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A name outside quotes has no verb: «Организация Объединённых Наций призвала к миру»."""
    cut = []
    for span in spans:
        end = span.end
        if span.type == "ORG" and _ANY_QUOTE.isdisjoint(tokens.words[span.start : end + 1]):
            verbs = (i for i in range(span.start + 1, end) if _is_verb(tokens.words[i]))
            end = next(verbs, end)
        cut.append(moved(span, span.start, end))
    return cut


def balance_quotes(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """End a name where its quotes end: «Рога. Копыта», «банк "Открытие"»."""
    balanced: list[Span] = []
    for number, span in enumerate(spans):
        floor = balanced[-1].end if balanced else 0
        ceiling = spans[number + 1].start if number + 1 < len(spans) else len(tokens)
        start, end = span.start, span.end
        inside = tokens.words[start:end]
        if span.type == "ORG" and start > floor and tokens.words[start - 1] in CLOSING_QUOTES:
            closing = _closing_quote(tokens, start - 1, len(tokens))
            if closing and closing > end and _is_title(tokens, start, closing):
                end = closing
        elif not CLOSING_QUOTES.keys().isdisjoint(inside):
            opening = next(i for i in range(start, end) if tokens.words[i] in CLOSING_QUOTES)
            closing = _closing_quote(tokens, opening, len(tokens))
            if closing is not None and closing >= end and closing < ceiling:
                end = closing + 1
            elif closing is None and opening > start:
                end = opening
        balanced.append(moved(span, start, end))
    return apart(balanced)


def apart(spans: list[Span]) -> list[Span]:
    """Return the spans, in text order, that do not run into an earlier one that stays."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: span.order):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _is_edge(word: str) -> bool:
    return not is_word(word) or word in _EDGE_WORDS


def _is_wrapping(tokens: Tokens, place: int, end: int) -> bool:
    word = tokens.words[place]
    if word in LEGAL_FORMS:
        return True
    quoted = place + 1 < end and tokens.words[place + 1] in CLOSING_QUOTES
    return quoted and any(reading.lemma in GENERIC_WORDS for reading in readings(word))


def _closing_quote(tokens: Tokens, opening: int, end: int) -> int | None:
    """Return the place of the quote that closes the one at ``opening``, nested ones skipped."""
    opener = tokens.words[opening]
    closer, depth = CLOSING_QUOTES[opener], 1
    for place in range(opening + 1, min(end, opening + 2 + _LONGEST_QUOTED)):
        word = tokens.words[place]
        if place in tokens.breaks:
            return None
        if word == closer:
            depth -= 1
            if not depth:
                return place
        elif word == opener:
            depth += 1
    return None


def _is_title(tokens: Tokens, start: int, end: int) -> bool:
    """Whether quoted words are a name, not speech: a name has no verb in it."""
    return not any(_is_verb(word) for word in tokens.words[start:end])


def _is_verb(word: str) -> bool:
    if not word.islower() or word.endswith(_NO_VERB):
        return False
    return any(reading.part == "verb" for reading in known_readings(word)[:1])
