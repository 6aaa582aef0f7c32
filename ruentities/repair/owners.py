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
from ruentities.repair.ground import RUSSIA, may_be_genitive
from ruentities.repair.lands import land_at_end, with_second_names
from ruentities.text.marks import DASHES, stands_in_quotes
from ruentities.text.spans import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruentities.kinds import Type
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

_AT: Final = frozenset(("в", "на", "по"))
_OF_RIVER: Final = "реки"
_BANK: Final = "берег"


def take_owners(tokens: Tokens, spans: list[Span], *, outermost: bool) -> list[Span]:
    """Add whose a nested body is, where the table has it: «США» in «Конгресса США».

    The model knows names inside names, but none inside these, and now and then misses one: so it
    does branches, «РИА Новости Крым», whose unit somewhere is, «ГСУ СК по Москве», «УФМС [России]
    по Омской области», and lands of several words, «СК [Пермского края]».

    Before all that the two names of a land are joined, «Кемеровской области – Кузбасса», so that a
    body ends in the second.
    """
    if outermost:
        spans = with_second_names(tokens, spans)
    ends = {span.end for span in spans if span.end - span.start == 1 or span.type == "PER"}
    owners: dict[int, Span] = {}
    lands: dict[tuple[int, int], Span] = {}
    parents = []
    for span in spans:
        last = span.end - 1
        if span.type == "LOC" and last - span.start > 1 and _is_bank(tokens, last - 2):
            # «Западный берег реки [Иордан]», but not «наб. реки Мойки» of an address
            owners.setdefault(last, replace(span, start=last, nested=True))
        if span.type != "ORG" or last == span.start:
            continue
        if outermost and not span.nested:
            # «УФМС [России] по Тульской области»
            owners.update(
                (index, replace(span, start=index, end=index + 1, type="LOC", nested=True))
                for index in range(span.start + 1, last)
                if tokens.words[index] in RUSSIA and tokens.words[index - 1].isupper()
            )
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
        elif outermost and (land := land_at_end(tokens, span)):
            lands.setdefault((land.start, land.end), land)
        elif (kind := _owner_type(tokens, last)) and (
            span.nested or (outermost and _is_by_itself(tokens, span, kind))
        ):
            owners[last] = replace(span, start=last, type=kind, nested=True)
    if not owners and not lands:
        return spans
    named = {(span.start, span.end) for span in spans}
    new = [one for one in [*parents, *owners.values()] if (one.start, one.end) not in named]
    # The model may have doubted: what is written so is a land as surely as the body is one.
    kept = [lands.pop((span.start, span.end), span) if span.nested else span for span in spans]
    return in_order([*kept, *new, *(_apart_from(kept, lands.values()) if lands else ())])


def _apart_from(spans: list[Span], lands: Iterable[Span]) -> list[Span]:
    """Return the lands that cross no name and do not end a place that was found."""
    places = {span.end for span in spans if span.type == "LOC"}
    last: dict[int, int] = {}
    first: dict[int, int] = {}
    for span in spans:
        last[span.start] = max(span.end, last.get(span.start, 0))
        first[span.end] = min(span.start, first.get(span.end, span.start))
    return [
        land
        for land in lands
        if land.end not in places
        and all(
            last.get(index, 0) <= land.end and first.get(index, index) >= land.start
            for index in range(land.start + 1, land.end)
        )
    ]


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


def _is_bank(tokens: Tokens, index: int) -> bool:
    """Whether a river's bank is named: «берег реки»."""
    return tokens.words[index + 1] == _OF_RIVER and tokens.words[index].startswith(_BANK)


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
