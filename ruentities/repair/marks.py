"""Rules for the quotes and brackets around and inside a name."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ruentities.language.word_lists import LEGAL_FORMS
from ruentities.repair.ground import apart, before_next, is_verb, moved
from ruentities.text.marks import CLOSING_QUOTES

if TYPE_CHECKING:
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

_LONGEST_QUOTED: Final = 8
# «Научно-производственный центр «Лад»»
_MOST_KIND_WORDS: Final = 5
_BRACKETS: Final = frozenset("()")
_CLOSING: Final = {**CLOSING_QUOTES, "(": ")", "<": ">"}
_PAIRED: Final = frozenset([*_CLOSING, *_CLOSING.values()])
_STRAIGHT: Final = '"'
_CODES: Final = frozenset(("УК", "ГК"))
_ARTICLE: Final = re.compile("(?i:стат(?:ь|ей)|част[ьи])")


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


def balance_quotes(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """End a name where its quotes end: «Рога. Копыта», «банк "Открытие"»."""
    balanced: list[Span] = []
    for span, ceiling in before_next(tokens, spans):
        floor = balanced[-1].end if balanced else 0
        start, end = span.start, span.end
        inside = tokens.words[start:end]
        if span.type == "ORG" and start > floor and tokens.words[start - 1] in CLOSING_QUOTES:
            closing = closing_mark(tokens, start - 1, len(tokens))
            if closing and closing > end and _is_title(tokens, start, closing):
                end = closing
        elif not CLOSING_QUOTES.keys().isdisjoint(inside):
            opening = next(i for i in range(start, end) if tokens.words[i] in CLOSING_QUOTES)
            # «филиал «Южный» АО «Банк»
            unclosed = _without_partner(tokens, start, end)[1]
            if unclosed is not None and tokens.words[unclosed] in CLOSING_QUOTES:
                opening = unclosed
            closing = closing_mark(tokens, opening, len(tokens))
            if closing is not None and closing >= end and closing < ceiling:
                end = closing + 1
            elif closing is None and opening > start:
                end = opening
        balanced.append(moved(span, start, end))
    return apart(balanced)


def close_pairs(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A name that holds one of two quotes or brackets holds both: «"Рога и копыта" (РиК)».

    One at its edge is not of the name.
    """
    closed: list[Span] = []
    for span, ceiling in before_next(tokens, spans):
        floor = closed[-1].end if closed else 0
        start, end = span.start, span.end
        unopened, unclosed = _without_partner(tokens, start, end)
        if unopened == end - 1 > start:
            end -= 1
        elif unopened is not None and start > floor and opens(tokens, start - 1):
            start -= 1
        if unclosed == end - 1 > start:
            end -= 1
        elif unclosed is not None:
            closing = closing_mark(tokens, unclosed, ceiling)
            end = end if closing is None else closing + 1
        closed.append(moved(span, start, end))
    return closed


def take_outer_quotes(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A company with a legal form has all that its outer quotes hold: «ООО «Фирма «Лад»»»."""
    taken: list[Span] = []
    for span in spans:
        outer = _outer_start(tokens, span) if span.type == "ORG" else None
        if outer is not None:
            while taken and taken[-1].start >= outer:
                taken.pop()
            span = replace(span, start=outer, end=_inner_end(tokens, span))
        taken.append(span)
    return apart(taken)


def _outer_start(tokens: Tokens, span: Span) -> int | None:
    """Return where a name begins whose inner quotes were found: «ООО «[Фирма «Лад]»»."""
    inner = span.start - 1
    if inner < 2 or not opens(tokens, inner):
        return None
    for index in range(inner - 1, max(0, inner - 1 - _MOST_KIND_WORDS), -1):
        if index + 1 in tokens.breaks:
            return None
        if not tokens.words[index][0].isalnum():
            first = index + 1
            is_kind = first < inner and tokens.words[first][0].isupper()
            is_form = tokens.words[index - 1] in LEGAL_FORMS
            if not (is_kind and is_form and opens(tokens, index)):
                return None
            return None if any(map(is_verb, tokens.words[first:inner])) else first
    return None


def _inner_end(tokens: Tokens, span: Span) -> int:
    """Return where the inner quotes end; one mark may close both: «Фирма «Лад»», «Фирма «Лад»."""
    closing = closing_mark(tokens, span.start - 1, len(tokens))
    return span.end if closing is None or closing + 1 < span.end else closing + 1


def closing_mark(
    tokens: Tokens, opening: int, end: int, longest: int = _LONGEST_QUOTED
) -> int | None:
    """Return the index of what closes the quote or bracket at ``opening``, nested ones skipped."""
    opener = tokens.words[opening]
    closer, depth = _CLOSING[opener], 1
    for index in range(opening + 1, min(end, opening + 2 + longest)):
        word = tokens.words[index]
        if index in tokens.breaks:
            return None
        if word == closer:
            depth -= 1
            if not depth:
                return index
        elif word == opener:
            depth += 1
    return None


def is_form_of_body(tokens: Tokens, index: int) -> bool:
    """Whether a legal form before quotes tells a body in them: not «ИП «Петрова Мария»».

    «УК» and «ГК» are codes after an article: «по статье 228 УК».
    """
    word, before = tokens.words[index], tokens.words[index - 1] if index else ""
    if word in _CODES and (before.isdigit() or _ARTICLE.match(before)):
        return False
    return word in LEGAL_FORMS and word != "ИП"


def _without_partner(tokens: Tokens, start: int, end: int) -> tuple[int | None, int | None]:
    """Return the first mark that closes what nothing opens, and the last that is left open."""
    unopened: int | None = None
    opened: list[int] = []
    for index in range(start, end):
        if tokens.words[index] not in _PAIRED:
            continue
        if opens(tokens, index):
            opened.append(index)
        elif opened:
            opened.pop()
        elif unopened is None:
            unopened = index
    return unopened, opened[-1] if opened else None


def opens(tokens: Tokens, index: int) -> bool:
    """Whether a mark opens; a straight quote does where a word touches it on the right alone."""
    mark = tokens.words[index]
    if mark != _STRAIGHT:
        return mark in _CLOSING
    touches = index + 1 < len(tokens) and not tokens.gap(index + 1)
    free = index == 0 or tokens.gap(index) or tokens.words[index - 1] in _CLOSING
    return touches and bool(free)


def _is_title(tokens: Tokens, start: int, end: int) -> bool:
    """Whether quoted words are a name, not speech: a name has no verb in it."""
    return not any(is_verb(word) for word in tokens.words[start:end])
