"""Rules for names inside names: «Министерство обороны России» holds «России»."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.kind_nouns import (
    BODIES_WITH_COMPLEMENTS,
    DEDICATED_PLACES,
    HONOURS,
    MISSIONS,
    SEATED,
    SPEAKING_PARTS,
    UNITS,
    WAYS,
)
from ruentities.language.listed_words import listed_nominatives
from ruentities.language.morphology import every_form, known_readings, readings
from ruentities.language.names_table import built_in_aliases
from ruentities.language.word_lists import LEGAL_FORMS
from ruentities.repair.adjectives import end_of_phrase, is_attribute, is_of_noun
from ruentities.repair.borders import trim_edges
from ruentities.repair.complements import end_of_complements
from ruentities.repair.ground import EDGE_WORDS, RUSSIA, is_reported_to, may_be_genitive, moved
from ruentities.repair.latin import with_whole_words
from ruentities.repair.offices import gives_passports, is_of_town, with_offices
from ruentities.repair.told import is_colony
from ruentities.text.marks import DASHES, is_dot, is_initial_dot, is_quoted, near, stands_in_quotes
from ruentities.text.spans import Span, covered, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from ruentities.text.segmentation import Tokens

_DIRECTION: Final = "направлени"
_RAILWAY: Final = ("дорог", "МЖД", "РЖД", "ОЖД")
_YEARS: Final = re.compile(r"\d+-летия")
_OF_YEARS: Final = "-летия"
# Chance that a place's noun, a name in the genitive and what stands between are one name.
_TRUST_HONOUR: Final = 0.9
_GROUP: Final = "группировки"
_TROOPS: Final = "войск"
_BANK: Final = frozenset(("банк",))
_THEATRES: Final = frozenset(("театр",))
_RUSSIAN: Final = RUSSIA | {"Федерации"}


def join_bodies(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """«Министерство обороны» + «России», «СБ» + «ООН»: one organization, the rest nested.

    So are towns and the road between them, «трасса Омск — Тюмень», and the parts of a word of two
    alphabets: «МакSим».
    """
    joined: list[Span] = []
    inner: list[Span] = []
    whole = _with_ways(tokens, with_whole_words(tokens, spans))
    for span in with_offices(tokens, _with_honours(tokens, whole)):
        if span.nested:
            inner.append(span)
            continue
        if len(joined) > 1 and _is_in_brackets(tokens, joined[-1]):
            between = joined[-1]
            if _interrupts(tokens, joined[-2], between.start, span):
                inner.append(replace(joined.pop(), nested=True))
        body = joined[-1] if joined else None
        if body and (
            (span.start == body.end and _belongs_to(tokens, body, span))
            or (span.start == body.end + 1 and _is_attached(tokens, body, span))
            or is_of_town(tokens, body, span)
            or gives_passports(tokens, body, span)
            or (span.start == body.end + 3 and _interrupts(tokens, body, body.end + 1, span))
        ):
            joined[-1] = replace(body, end=span.end, score=body.score * span.score)
            inner.append(replace(span, nested=True))
        elif body and _is_of_group(tokens, body, span):
            joined[-1] = replace(body, end=span.end + 1, score=body.score * span.score)
            inner.append(replace(span, nested=True))
        else:
            joined.append(span)
    return in_order([*joined, *inner])


def _with_ways(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Join the towns at the ends of a road: «трасса [Омск — Тюмень]»."""
    if tokens.plain_words.isdisjoint(every_form(WAYS)):
        return spans
    joined: list[Span] = []
    ends: list[Span] = []
    way: int | None = None
    for span in spans:
        goes_on = (
            way is not None
            and (span.type, span.nested) == ("LOC", False)
            and span.start == joined[way].end + 1
            and tokens.words[span.start - 1] in DASHES
            and span.start - 1 not in tokens.breaks
        )
        if way is not None and goes_on:
            first = joined[way]
            if not ends or ends[-1].end <= first.start:
                ends.append(replace(first, nested=True))
            ends.append(replace(span, nested=True))
            joined[way] = replace(first, end=span.end)
            continue
        joined.append(span)
        if not span.nested:
            way = len(joined) - 1 if _is_on_way(tokens, span) else None
    return in_order([*joined, *ends])


def _with_honours(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Join a place with whose honour it has: «[аэропорт имени Седова]», «[парк 50-летия Перми]»."""
    if tokens.plain_words.isdisjoint(HONOURS) and _OF_YEARS not in tokens.text:
        return spans
    alone = [span for span in spans if not span.nested]
    begun = {span.start: span for span in alone}
    ended = {span.end: span for span in alone}
    held = covered(alone)
    places: list[Span] = []
    for index, word in enumerate(tokens.words):
        if word not in HONOURS and not (word.endswith(_OF_YEARS) and _YEARS.fullmatch(word)):
            continue
        after = index + 1 + is_dot(tokens, index + 1)
        whose, town = begun.get(after), ended.get(index)
        start = (town.start if town else index) - 1
        if (
            whose is not None
            and whose.type != "ORG"
            and (town is None or town.type == "LOC")
            and start >= 0
            and start not in held
            and tokens.breaks.isdisjoint(range(start + 1, whose.end))
            and plain(tokens.words[start]) in every_form(DEDICATED_PLACES)
        ):
            places.append(Span(start, whose.end, "LOC", _TRUST_HONOUR))
    if not places:
        return spans
    inside = covered(places)
    nested = [replace(span, nested=True) if span.start in inside else span for span in spans]
    return in_order([*nested, *places])


def _is_on_way(tokens: Tokens, span: Span) -> bool:
    """Whether the noun of a road stands right before a place or the quotes around it."""
    before = span.start - 1 - stands_in_quotes(tokens, span)
    return span.type == "LOC" and before >= 0 and plain(tokens.words[before]) in every_form(WAYS)


def _is_in_brackets(tokens: Tokens, span: Span) -> bool:
    return (
        span.end - span.start == 1
        and span.start > 0
        and tokens.words[span.start - 1] == "("
        and tokens.words[span.end : span.end + 1] == [")"]
    )


def _interrupts(tokens: Tokens, body: Span, index: int, span: Span) -> bool:
    """Whether an abbreviation parts a body from whose it is: «Верховный суд (ВС) Коми»."""
    return (
        (body.type, body.end, span.start) == ("ORG", index - 1, index + 2)
        and span.type != "PER"
        and tokens.words[index].isupper()
        and len(tokens.words[index]) > 1
        and tokens.words[index - 1 : index + 2 : 2] == ["(", ")"]
        and span.start not in tokens.breaks
        and not stands_in_quotes(tokens, body)
        and not tokens.words[span.start].isascii()
        and may_be_genitive(tokens.words[span.start])
    )


def _is_of_group(tokens: Tokens, body: Span, span: Span) -> bool:
    """Whether quotes hold the group that a unit is of: «1-я армия группировки войск «[Запад]»»."""
    opening = span.start - 1
    after = opening - (tokens.words[opening - 1] == _TROOPS)
    return (
        tokens.words[after - 1] == _GROUP
        and body.type == "ORG"
        and body.end in (after - 1, opening)
        and is_quoted(tokens, span.start, span.end)
        and not every_form(UNITS).isdisjoint(map(plain, tokens.words[body.start : body.end]))
    )


def _is_unit(tokens: Tokens, body: Span) -> bool:
    """Whether a body's name says what it does, so that it is somebody's: «кафедра биологии»."""
    words = tokens.words[body.start : body.end]
    units = every_form(BODIES_WITH_COMPLEMENTS)
    return len(words) > 1 and words[-1].islower() and any(plain(word) in units for word in words)


def _is_attached(tokens: Tokens, body: Span, span: Span) -> bool:
    """Whether «при» or «в» tells at whom or where a body is: «посольство Перу в Чили»."""
    if body.type != "ORG" or not near(tokens, body.end - 1, span.start):
        return False
    preposition = tokens.words[body.end]
    words = tokens.words[body.start : body.end]
    if preposition == "при":
        return span.type == "ORG" and not every_form(BODIES_WITH_COMPLEMENTS).isdisjoint(
            map(plain, words)
        )
    missions = every_form(MISSIONS)
    is_mission = span.type == "LOC" and any(plain(word) in missions for word in words)
    if preposition == "на":
        # «театр на Таганке», «посольство США на Украине»
        theatre = plain(words[-1]) in every_form(_THEATRES)
        return is_mission or (theatre and tokens.words[span.start].istitle())
    if preposition not in ("в", "во") or span.type != "LOC":
        return False
    return is_mission or (
        len(words) > 1 and any(plain(word) in every_form(SEATED) for word in words)
    )


def take_inner(
    tokens: Tokens, spans: list[Span], *, inner: Iterable[Span], adjectives: bool
) -> list[Span]:
    """Add the names that the model found inside names, where no other is but one that holds it.

    Whether adjectives are some, too, is the scheme's to say: «[Курской] области» is one in NEREL.
    """
    held: dict[int, list[Span]] = defaultdict(list)
    for span in spans:
        for index in range(span.start, span.end) if span.nested else ():
            held[index].append(span)
    owners = {
        index: span for span in spans if not span.nested for index in range(span.start, span.end)
    }
    taken = []
    claims = trim_edges(tokens, list(inner))
    people = covered([span for span in claims if span.type == "PER"])
    for claimed in claims:
        outer = owners.get(claimed.start)
        if outer is None:
            continue
        span = moved(claimed, claimed.start, _end_inside(tokens, claimed, outer, people))
        if (
            not outer.type == span.type == "PER"  # «Крылова (Сидорова) Ольга» is one person
            and (span.type == "PER" or span.start not in people)  # «Сергея [Королёва]»
            and span.end <= outer.end
            and span.end - span.start < outer.end - outer.start
            and (adjectives or not _is_adjective(tokens, span, outer))
            and all(one.holds(span) for index in range(span.start, span.end) for one in held[index])
        ):
            taken.append(span)
            for index in range(span.start, span.end):
                held[index].append(span)
    return in_order([*spans, *taken])


def _is_adjective(tokens: Tokens, span: Span, outer: Span) -> bool:
    """Whether a name inside another is but an adjective in it: «[Курской] области»."""
    lone = span.end < outer.end and span.end - span.start == 1
    return is_of_noun(tokens, span) or (lone and is_attribute(tokens, span.start))


def _end_inside(tokens: Tokens, span: Span, outer: Span, people: Set[int]) -> int:
    """Return where a name inside a body ends: «пресс-служба [Союза лыжных гонок России]».

    A person's does not end in initials: «университет имени [О. Е. Седова]»; a body's does not end
    before whose honour it is called in: «кафедра [РЭУ им. О. Е. Седова]».
    """
    if span.type == "PER" and span.end < outer.end and is_initial_dot(tokens, span.end - 1):
        return span.end + tokens.words[span.end].istitle()
    if span.type != "ORG" or span.end >= outer.end or stands_in_quotes(tokens, span):
        return span.end
    word = tokens.words[span.end - 1]
    if word in HONOURS:
        end = span.end + is_dot(tokens, span.end)
        while end < outer.end and end in people:
            end += 1
        return end
    found = readings(word) if word.islower() else known_readings(word)
    end = end_of_phrase(tokens, found, span.end, outer.end)
    end = end_of_complements(tokens, replace(span, end=end), outer.end)
    if end == outer.end or span.start == outer.start:
        return end
    first = plain(tokens.words[outer.start])
    if span.start == outer.start + 1 and first in every_form(SPEAKING_PARTS):
        return outer.end
    return outer.end if _is_owned(tokens.words[end]) else end


def _is_owned(word: str) -> bool:
    """Whether a body goes on with a word, not with what its owner does: «комитет [ГД] по труду»."""
    return word[0].isalnum() and word not in EDGE_WORDS


def _belongs_to(tokens: Tokens, body: Span, span: Span) -> bool:
    """Whether ``span`` right after the organization ``body`` says whose it is."""
    if span.type == "PER" or not near(tokens, body.end - 1, body.end):
        return False
    if is_reported_to(tokens, span.start):
        return False
    if body.type != "ORG":
        last, owner = tokens.words[body.end - 1], tokens.words[span.start]
        # «Павелецкое направление МЖД»
        end = tokens.words[span.end - 1]
        of_railway = last.startswith(_DIRECTION) and end.startswith(_RAILWAY)
        return (of_railway or is_colony(last)) and may_be_genitive(owner)
    if stands_in_quotes(tokens, body):
        return False
    if (
        tokens.words[body.end - 1] in LEGAL_FORMS
        and plain(tokens.words[body.end - 2]) in every_form(_BANK)
        and body.end - body.start > 1
        and tokens.gap(span.start) == " "
    ):
        # «Волго-Вятский банк ПАО Сбербанк»
        return span.type == "ORG"
    if plain(tokens.words[body.end - 1]) in every_form(SPEAKING_PARTS):
        return span.type == "ORG"
    aliases = built_in_aliases()
    if aliases.find("ORG", " ".join(tokens.words[body.start : span.end])):
        return True
    if span.type == "ORG" and not tokens.words[span.start].isupper():
        return _is_unit(tokens, body) and may_be_genitive(tokens.words[span.start])
    words = tokens.words[body.start : body.end]
    # «МИД РФ», «Минздрав Татарстана», but not «ООН Сирии»: what is known by itself is nobody's,
    # unless its full name says whose it is, so that it may be somebody else's too.
    standing = aliases.find("ORG", " ".join(words))
    if standing is None and len(words) == 1:
        # «Газпромбанка США»
        listed = listed_nominatives(words[0], "ORG", aliases)
        standing = next((aliases.find("ORG", nominative) for nominative in listed), None)
    own = standing is None or standing.split()[-1] in _RUSSIAN
    common = any(
        reading.known and not reading.labels and reading.part == "noun"
        for word in words
        for reading in readings(word)
    )
    return own and (common or len(words) == 1) and may_be_genitive(tokens.words[span.start])
