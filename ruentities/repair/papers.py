"""Rules for papers and addresses: legal forms and requisites, streets."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.kind_nouns import CROSSINGS, LANDMARKS, PARKS
from ruentities.language.morphology import agree, every_form, known_readings, readings
from ruentities.language.names_table import built_in_aliases
from ruentities.language.word_lists import LEGAL_FORMS, REQUISITES, SHORTENED
from ruentities.repair.adjectives import with_place_nouns
from ruentities.repair.books import take_imprints
from ruentities.repair.ground import apart, may_be_genitive, moved
from ruentities.repair.matching import lemma_key
from ruentities.text.marks import QUOTES, is_dot, near
from ruentities.text.spans import Span, covered

if TYPE_CHECKING:
    from ruentities.text.segmentation import Tokens

_QUOTES: Final = QUOTES | {"'"}
_MARKS_OF_PAPERS: Final = frozenset(map(plain, LEGAL_FORMS | REQUISITES | {"/"}))
# Chance that what stands between a legal form and requisites is a company; set by eye.
_TRUST: Final = 0.9
_STREETS: Final = frozenset("улица проспект переулок бульвар набережная шоссе".split())
# «Пр.» and «пер.» shorten other words, too.
_SHORT_STREETS: Final = frozenset("бул наб просп ул".split())
# Those are streets before an adjective: «пер. Садовый», not «пер. Иванова».
_DOUBTFUL_STREETS: Final = frozenset("пер пл пр ш".split())
_SHORT_STREET: Final = re.compile(
    rf"\b(?:{'|'.join(sorted(_SHORT_STREETS | _DOUBTFUL_STREETS))})\.\s?[А-ЯЁ\d]"
)
_STREET_NUMBER: Final = re.compile(r"\d{1,3}(?:-[а-яё]{1,2})?")
_OF_SURNAME: Final = re.compile("(?:[оеё]в|[иы]н)а$|[сц]кого$")
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
        Span(index, index + 1, "ORG", _TRUST)
        for index in tokens.capitals
        if 0 < index < len(tokens) - 1
        and tokens.words[index - 1] in LEGAL_FORMS
        and tokens.words[index].istitle()
        and near(tokens, index - 1, index + 1)
        and _is_requisite(tokens, index + 1)
        and index not in held
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


def _with_shortened_streets(tokens: Tokens, spans: list[Span]) -> list[Span]:
    shortened = _SHORT_STREETS | _DOUBTFUL_STREETS
    if tokens.plain_words.isdisjoint(shortened) or not _SHORT_STREET.search(tokens.text):
        return spans
    streets = []
    for index in range(len(tokens) - 2):
        word = tokens.words[index]
        if word in shortened and is_dot(tokens, index + 1):
            end = _end_of_street(tokens, index)
            if end is not None:
                streets.append(Span(index, end, "LOC", _TRUST))
    if not streets:
        return spans
    held = {index: street for street in streets for index in range(street.start, street.end)}
    crossing = {
        held[index]
        for span in spans
        for index in (span.start, span.end - 1)
        if index in held and (span.start < held[index].start or span.end > held[index].end)
    }
    taken = [street for street in streets if street not in crossing]
    held_by = covered(taken)
    kept = [span for span in spans if span.start not in held_by]
    return apart([*kept, *taken])


def _end_of_street(tokens: Tokens, index: int) -> int | None:
    """Return the index after the name that follows a street's shortened word, or None."""
    start = end = index + 2
    words = tokens.words
    numbered = _STREET_NUMBER.fullmatch(words[start]) is not None
    if numbered:
        end += 1
        end += words[end : end + 1] == ["лет"]
    if end >= len(tokens) or not near(tokens, index + 1, end):
        return None
    name = words[end]
    if len(name) < 3 or not (name.istitle() or (numbered and name.isupper())):
        return None
    known = known_readings(name)
    adjective = any(one.part == "adjective" for one in known)
    square = words[index] == "пл" and any(one.case == "gent" for one in known)
    if words[index] in _DOUBTFUL_STREETS and not (adjective or square):
        return None
    if not numbered and not adjective and words[index] in _SHORT_STREETS:
        # The model knows these by heart.
        return None
    end += 1
    goes_on = adjective and end < len(tokens) and near(tokens, end - 1, end)
    return end + (
        goes_on
        and words[end].istitle()
        and any(
            agree(one, other)
            for one in known_readings(name)
            for other in known_readings(words[end])
        )
    )


def _is_requisite(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    if word in REQUISITES:
        return True
    return word in ("р", "к", "л") and tokens.words[index + 1 : index + 2] == ["/"]


def take_streets(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A street takes its word along: «улице Азизова», «наб. Фонтанки»; the word alone is none.

    What follows a street's shortened word is its name: «ул. 8 Марта», «ш. Новое». An adjective
    takes its noun along: «Терновская дамба».
    """
    spans = with_place_nouns(tokens, spans)
    return _with_shortened_streets(tokens, _with_their_words(tokens, spans))


def _with_their_words(tokens: Tokens, spans: list[Span]) -> list[Span]:
    streets = every_form(_STREETS) | _SHORT_STREETS
    if tokens.plain_words.isdisjoint(
        streets | every_form(PARKS) | every_form(LANDMARKS) | every_form(CROSSINGS)
    ):
        return spans
    taken: list[Span] = []
    for span in spans:
        start = _start_of_street(tokens, span)
        last = taken[-1] if taken else None
        if start is not None:
            if last and last.end > start:
                if last.start < start:
                    taken.append(span)
                    continue
                taken.pop()
            span = replace(span, start=start, type="LOC")
        elif last and _crosses(tokens, last, span, streets):
            span = replace(span, type="LOC")
        taken.append(span)
    return taken


def _crosses(tokens: Tokens, street: Span, span: Span, streets: frozenset[str]) -> bool:
    """Whether «и» joins a person to a street of two: «улиц Кленовой и [Чичерина]»."""
    joint = street.end
    if span.type != "PER" or street.type != "LOC" or span.start != joint + 1:
        return False
    if tokens.words[joint] != "и" or not near(tokens, joint - 1, span.start):
        return False
    # «пересечении улиц Кленовой и Чичерина», «перекрёстке Кленовой и Чичерина»
    first = plain(tokens.words[street.start])
    before = plain(tokens.words[street.start - 1]) if street.start else ""
    crossings = every_form(CROSSINGS)
    return (
        first in crossings
        or before in crossings
        or (first in streets and any(one.number == "plur" for one in known_readings(first)))
    )


def _is_called_after(tokens: Tokens, index: int, span: Span) -> bool:
    """Whether a landmark is called after somebody or something: «пролив Дрейка», «парк Победы».

    The rest alone would name something else.
    """
    noun, word = plain(tokens.words[index]), tokens.words[span.start]
    if span.end - span.start > 1 or not tokens.words[index].islower():
        return False
    known = known_readings(word)
    if noun in every_form(PARKS):
        return any(one.case == "gent" and not one.labels for one in known) and all(
            one.part == "noun" for one in known
        )
    if noun not in every_form(LANDMARKS) or may_be_genitive(noun):
        # «у острова Русского»
        return False
    return _OF_SURNAME.search(word) is not None or any(
        one.case == "gent" and "Surn" in one.labels for one in known
    )


def _start_of_street(tokens: Tokens, span: Span) -> int | None:
    """Return the index of a street's word right before a span, or None."""
    start = span.start - 1
    if start < 0 or not near(tokens, start, span.start):
        return None
    if span.type != "ORG" and plain(tokens.words[start]) in every_form(_STREETS):
        # «на улицах Грузии»
        whose = span.end - span.start == 1 and any(
            one.number == "plur" for one in readings(tokens.words[start])
        )
        known = whose and built_in_aliases().find("LOC", lemma_key(tokens, span))
        return None if known else start
    if span.type == "LOC" and _is_called_after(tokens, start, span):
        return start
    shortened = start > 0 and is_dot(tokens, start) and tokens.words[start - 1] in _SHORT_STREETS
    return start - 1 if shortened else None
