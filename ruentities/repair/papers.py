"""Rules for papers and addresses: legal forms and requisites, streets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.morphology import every_form, readings
from ruentities.language.names_table import built_in_aliases
from ruentities.language.word_lists import LEGAL_FORMS, REQUISITES
from ruentities.repair.ground import apart, moved
from ruentities.repair.matching import lemma_key
from ruentities.text.marks import QUOTES, near
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


def cut_requisites(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A name stands between its legal form and its requisites: «ООО [Вектор] ИНН 7701234567».

    What the model missed there is one: «АО Гранит ОГРН 1027700000000». «ИП Седов С.Н.» is a person.
    """
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
            cut.append(moved(span, start, end))
    return apart(cut)


def _is_requisite(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    if word in REQUISITES:
        return True
    return word in ("р", "к", "л") and tokens.words[index + 1 : index + 2] == ["/"]


def take_streets(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A street takes its word along: «улице Азизова», «наб. Фонтанки»; the word alone is none."""
    streets = every_form(_STREETS) | _SHORT_STREETS
    if tokens.plain_words.isdisjoint(streets):
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
        taken.append(span)
    return taken


def _start_of_street(tokens: Tokens, span: Span) -> int | None:
    """Return the index of a street's word right before a span, or None."""
    start = span.start - 1
    if start < 0 or not near(tokens, start, span.start):
        return None
    if span.type != "ORG" and plain(tokens.words[start]) in every_form(_STREETS):
        # «на улицах Грузии»
        whose = readings(tokens.words[start])[0].number == "plur" and span.end - span.start == 1
        known = whose and built_in_aliases().find("LOC", lemma_key(tokens, span))
        return None if known else start
    shortened = start > 0 and _is_dot(tokens, start) and tokens.words[start - 1] in _SHORT_STREETS
    return start - 1 if shortened else None


def _is_dot(tokens: Tokens, index: int) -> bool:
    return index < len(tokens) and tokens.words[index] == "." and not tokens.gap(index)
