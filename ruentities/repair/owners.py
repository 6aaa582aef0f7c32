"""A rule for whose a body is: the owner at the end of its name, and the parent of a branch."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.kind_nouns import CLUBS_OF_CITIES
from ruentities.language.listed_words import listed_type
from ruentities.language.morphology import lemmas, readings
from ruentities.language.names_table import built_in_aliases
from ruentities.repair.ground import may_be_genitive
from ruentities.text.marks import DASHES, stands_in_quotes
from ruentities.text.spans import in_order

if TYPE_CHECKING:
    from ruentities.kinds import Type
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

_AT: Final = frozenset(("в", "на", "по"))


def take_owners(tokens: Tokens, spans: list[Span], *, outermost: bool) -> list[Span]:
    """Add whose a nested body is, where the table has it: «США» in «Конгресса США».

    The model knows names inside names, but none inside these, and now and then misses one: so it
    does branches, «РИА Новости Крым», and whose unit somewhere is, «ГСУ СК по Москве».
    """
    ends = {span.end for span in spans if span.end - span.start == 1 or span.type == "PER"}
    owners: dict[int, Span] = {}
    parents = []
    for span in spans:
        last = span.end - 1
        if span.type != "ORG" or last == span.start:
            continue
        if span.nested and _is_unit_somewhere(tokens, span):
            index = span.start + 1
            owners.setdefault(index, replace(span, start=index, end=index + 1, nested=True))
        if not tokens.gap(last):
            continue
        if outermost and (parent := _parent_of_branch(tokens, span)):
            parents.append(parent)
            owners[last] = replace(span, start=last, type="LOC", nested=True)
        elif span.end in ends:
            continue
        elif (kind := _owner_type(tokens, last)) and (
            span.nested or (outermost and _is_by_itself(tokens, span, kind))
        ):
            owners[last] = replace(span, start=last, type=kind, nested=True)
    if not owners:
        return spans
    named = {(span.start, span.end) for span in spans}
    new = [one for one in [*parents, *owners.values()] if (one.start, one.end) not in named]
    return in_order([*spans, *new])


def _is_unit_somewhere(tokens: Tokens, span: Span) -> bool:
    """Whether letters stand for a unit, its body and where it is: «ГСУ СК по Москве»."""
    words = tokens.words[span.start : span.start + 3]
    return (
        span.end - span.start > len(words) == 3
        and words[2] == "по"
        and words[0].isupper()
        and words[1].isupper()
        and listed_type(words[1]) != "LOC"
    )


def _parent_of_branch(tokens: Tokens, span: Span) -> Span | None:
    """Return whose branch in a place a body is: «[РИА Новости] Крым», «[АиФ] — Санкт-Петербург».

    Clubs are none: «Реал Мадрид».
    """
    last = span.end - 1
    place = tokens.words[last]
    if not place[0].isupper() or listed_type(place) != "LOC":
        return None
    if any(one.case == "gent" for one in readings(place)):
        return None
    end = last - (tokens.words[last - 1] in DASHES)
    words = tokens.words[span.start : end]
    if not words or not _clubs().isdisjoint((plain(words[0]), *lemmas(words[0]))):
        return None
    listed = built_in_aliases().find("ORG", " ".join(words)) or (
        len(words) == 1 and listed_type(words[0]) == "ORG"
    )
    return replace(span, end=end, nested=True) if listed else None


@lru_cache(maxsize=1)
def _clubs() -> frozenset[str]:
    return frozenset(map(plain, CLUBS_OF_CITIES))


def _is_by_itself(tokens: Tokens, span: Span, owner: Type) -> bool:
    """Whether a name's last word is no half of another: «ВКС России», but not «Новой Каховки».

    A body's owner follows a small word: «управление Росавиации», but not «НИУ ВШЭ».
    """
    before = tokens.words[span.end - 2]
    return (
        tokens.words[span.end - 1][0].isupper()
        and before.isalpha()
        and not before.isascii()
        and (owner == "LOC" or before.islower())
        and not stands_in_quotes(tokens, span)
        and not any(one.part == "adjective" for one in readings(before)[:1])
    )


def _owner_type(tokens: Tokens, index: int) -> Type | None:
    """Return the type of a listed name that may own a body: a place, or the «РАН» of «ИКИ РАН»."""
    before, word = tokens.words[index - 1 : index + 1]
    if before in _AT:
        return "LOC" if listed_type(word) == "LOC" else None
    kind = listed_type(word) if may_be_genitive(word) else None
    return kind if kind == "LOC" or word.isupper() or before.islower() else None
