"""Rules for where a name begins and ends: edges, legal forms, verbs, adjectives."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import kept_beginnings, may_be_form, plain
from ruentities.language.morphology import agree, known_readings, readings
from ruentities.language.word_lists import GENERIC_WORDS, LEGAL_FORMS, WORDY_LEGAL_FORMS
from ruentities.repair.ground import before_next, moved
from ruentities.text.marks import CLOSING_QUOTES, is_initial_dot
from ruentities.text.segmentation import is_word

if TYPE_CHECKING:
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

_ADDRESS: Final = re.compile(r"\b(?:[a-z]+://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.\w+", re.I)
_WORDY_FORMS: Final = frozenset(map(plain, WORDY_LEGAL_FORMS))
# «Общество с ограниченной ответственностью» and what may stand before it.
_LONGEST_FORM: Final = 8
_LONGEST_PHRASE: Final = 3
# Shorter ones are «с», «со».
_LONG: Final = 4
_EDGE_WORDS: Final = frozenset("и или а но в во на с со от по из у к для что как это".split())
_ANY_QUOTE: Final = frozenset([*CLOSING_QUOTES, *CLOSING_QUOTES.values()])


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


def unwrap_legal_forms(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Take the name out of «ПАО "Газпром"», «Акционерное общество "Заря"», «партия "Весна"»."""
    unwrapped = []
    for span in spans:
        start, end = span.start, span.end
        if span.type == "ORG":
            while start < end - 1 and _is_wrapping(tokens, start, end):
                start += 1
            quote = _quote_after_form(tokens, start)
            if quote is not None and quote >= end:
                continue
            start = quote or start
        elif span.type == "PER":
            # «ИП Скворцов С.Н.»
            start += tokens.words[start] in LEGAL_FORMS and start < end - 1
        while start > span.start and start < end - 1 and tokens.words[start] == "'":
            start += 1
        if start > span.start and start < end and tokens.words[start] in CLOSING_QUOTES:
            start += 1
            if tokens.words[end - 1] in CLOSING_QUOTES.values():
                end -= 1
        unwrapped.append(moved(span, start, end) if start < end else span)
    return unwrapped


def _quote_after_form(tokens: Tokens, start: int) -> int | None:
    """Return the index of the quote after a legal form in words at ``start``, or None."""
    index = start
    longest = min(len(tokens), start + _LONGEST_FORM)
    while index < longest and _is_wordy_form(tokens.words[index]):
        index += 1
    quoted = start < index < len(tokens) and tokens.words[index] in CLOSING_QUOTES
    return index if quoted else None


def _is_wordy_form(word: str) -> bool:
    if len(word) >= _LONG and not may_be_form(word, kept_beginnings(_WORDY_FORMS)):
        return False
    return word.isalpha() and any(
        plain(reading.lemma) in _WORDY_FORMS for reading in readings(word)
    )


def finish_adjectives(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """No name of several words ends in an adjective whose noun follows: «Управление внешней».

    The annotators of all four corpora hardly ever part the two. A place of one word may be an
    adjective in some of them: «российский суд».
    """
    finished = []
    for span, ceiling in before_next(tokens, spans):
        end = span.end
        if span.type == "ORG" or (span.type == "LOC" and span.end - span.start > 1):
            end = _end_of_phrase(tokens, end, ceiling)
        finished.append(moved(span, span.start, end))
    return finished


def _end_of_phrase(tokens: Tokens, end: int, ceiling: int) -> int:
    """Return the index after the noun that the adjective before ``end`` belongs to, or ``end``."""
    word = tokens.words[end - 1]
    found = readings(word) if word.islower() else known_readings(word)
    if not all(one.part == "adjective" for one in found):
        return end
    for index in range(end, min(ceiling, end + _LONGEST_PHRASE)):
        word = tokens.words[index]
        # The dictionary has «и» for a noun.
        if not word.islower() or len(word) == 1 or index in tokens.breaks:
            break
        found = tuple(
            [one for one in known_readings(word) if any(agree(other, one) for other in found)]
        )
        if any(one.part == "noun" for one in found):
            return index + 1
    return end


def _is_edge(word: str) -> bool:
    return not is_word(word) or word in _EDGE_WORDS


def _is_wrapping(tokens: Tokens, index: int, end: int) -> bool:
    word = tokens.words[index]
    if word in LEGAL_FORMS:
        return True
    quoted = index + 1 < end and tokens.words[index + 1] in CLOSING_QUOTES
    return quoted and any(reading.lemma in GENERIC_WORDS for reading in readings(word))
