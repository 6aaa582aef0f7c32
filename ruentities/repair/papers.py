"""A rule for papers: legal forms, requisites and marks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.morphology import known_readings
from ruentities.language.word_lists import LEGAL_FORMS, POSTS, REQUISITES, SHORTENED
from ruentities.repair.adjectives import end_of_phrase
from ruentities.repair.books import take_imprints
from ruentities.repair.ground import apart, moved
from ruentities.text.marks import QUOTES, is_dot, near
from ruentities.text.spans import Span, covered

if TYPE_CHECKING:
    from ruentities.text.segmentation import Tokens

_QUOTES: Final = QUOTES | {"'"}
_MARKS_OF_PAPERS: Final = frozenset(map(plain, LEGAL_FORMS | REQUISITES | {"/"}))
# Chance that what stands between a legal form and requisites is a company; set by eye.
_TRUST: Final = 0.9
# After these stands nothing but a name; «УК» is a code, too, «АО» a region.
_FIRMS: Final = frozenset("ГСК ЗАО КФХ МУП ОАО ООО ПАО СНТ ТСЖ ТСН ЧОП".split())
_HEADING: Final = "Фамилия"
_PAGE: Final = re.compile(r"[А-ЯЁ]?[\d.,–—-]*")
_CASE_OR_CLASS: Final = re.compile(r"\d{1,2}[А-ЯЁ]|[А-ЯЁ]?\d+-\d[\d/-]*")


def cut_requisites(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A name stands between its legal form and its requisites: «ООО [Вектор] ИНН 7701234567».

    What the model missed there, or took for a place, is one: «АО Гранит ОГРН 1027700000000».
    «ИП Седов С.Н.» is a person, «М.: Колос, 2004» a town and a house. Marks are nobody: «корп. 2»,
    «С. 15», «4Б».
    """
    spans = take_imprints(tokens, [span for span in spans if not _is_mark(tokens, span)])
    if tokens.plain_words.isdisjoint(_MARKS_OF_PAPERS):
        return apart(spans)
    held = covered(spans)
    cut = [
        Span(index, _end_of_firm(tokens, index, held), "ORG", _TRUST)
        for index in tokens.capitals
        if 0 < index < len(tokens) - 1
        and tokens.words[index - 1] in LEGAL_FORMS
        and tokens.words[index].istitle()
        and near(tokens, index - 1, index)
        and index not in held
        and (
            (near(tokens, index, index + 1) and _is_requisite(tokens, index + 1))
            or _is_firm(tokens, index)
        )
    ]
    for span in spans:
        start, end = span.start, span.end
        while start < end - 1 and span.type != "LOC" and tokens.words[start] in LEGAL_FORMS:
            start += 1
            start += tokens.words[start] in _QUOTES and start < end - 1
        if span.type != "PER":
            inside = (i for i in range(span.start, end) if _is_requisite(tokens, i))
            end = next(inside, end)
        if end > start:
            framed = start > 0 and tokens.words[start - 1] in LEGAL_FORMS and end < len(tokens)
            if span.type == "LOC" and framed and _is_requisite(tokens, end):
                span = replace(span, type="ORG")
            cut.append(moved(span, start, end))
    return apart(cut)


def _is_firm(tokens: Tokens, index: int) -> bool:
    """Whether a noun, or its adjective, says after a legal form what a firm is called: «ТСЖ Уют».

    «ООО Директор Седов» has none.
    """
    known = known_readings(tokens.words[index])
    return tokens.words[index - 1] in _FIRMS and all(
        one.part in ("noun", "adjective")
        and (one.case == "nomn" or one.part == "adjective" or one is not known[0])
        and plain(one.lemma) not in POSTS
        for one in known
    )


def _end_of_firm(tokens: Tokens, index: int, held: set[int]) -> int:
    """Return where a firm's name ends: «ООО [Свой дом]»."""
    after = index + 1
    if after in held:
        return after
    return end_of_phrase(tokens, known_readings(tokens.words[index]), after, after + 1)


def _is_mark(tokens: Tokens, span: Span) -> bool:
    """Whether a shortened word, a page, a class or a heading is taken: «корп. 2», «С. 15», «4Б»."""
    first = tokens.words[span.start]
    small = first.lower()
    if len(first) > 1 and first.isalpha() and first != _HEADING and small not in SHORTENED:
        return False
    words = tokens.words[span.start : span.end]
    dot = span.start + 1
    if small in SHORTENED and is_dot(tokens, dot):
        return span.end <= dot + 1
    if span.type == "LOC":
        return False
    printed = "".join(words)
    if len(first) == 1 and _PAGE.fullmatch(printed):
        if span.end - span.start > 1 and words[1].isdigit() and not tokens.gap(dot):
            # «А101» is a builder.
            return False
        after = span.end + (span.end == dot and is_dot(tokens, dot))
        following = tokens.words[after] if after < len(tokens) else ""
        return printed != first + "." * (len(words) - 1) or following[:1].isdigit()
    if first == _HEADING and span.type == "PER":
        return True
    return bool(_CASE_OR_CLASS.fullmatch(printed)) and (span.type == "PER" or "-" in printed)


def _is_requisite(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    if word in REQUISITES:
        return True
    return word in ("р", "к", "л") and tokens.words[index + 1 : index + 2] == ["/"]
