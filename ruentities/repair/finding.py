"""Rules over the whole document: names found again, names that are listed, types that agree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.morphology import agree, every_form, is_common, readings
from ruentities.language.names_table import built_in_aliases
from ruentities.language.word_lists import (
    GENERIC_ABBREVIATIONS,
    GENERIC_BODIES,
    GEOGRAPHIC_WORDS,
    LEGAL_FORMS,
)
from ruentities.repair.matching import Beginnings, Pattern, find_patterns, look_alike
from ruentities.repair.people import labels
from ruentities.text.marks import near
from ruentities.text.segmentation import tokenize
from ruentities.text.spans import Span, covered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.kinds import Type
    from ruentities.language.lexicon import Lexicon
    from ruentities.text.segmentation import Tokens

# How far a name that stands elsewhere in the document, or in the alias table, is believed where
# the model missed it.
_TRUST_FOUND_AGAIN: Final = 0.8
_TRUST_LISTED: Final = 0.9
_TRUST_GEOGRAPHY: Final = 0.8
# From this score on a name keeps its type.
_SURE: Final = 0.9
_LONGEST_ABBREVIATION: Final = 3
_SHORTEST_INITIALS: Final = 3
_CACHED_NAMES: Final = 20_000
_CACHED_LEXICONS: Final = 16


def drop_unlikely(spans: Sequence[Span], least: float) -> list[Span]:
    """The best tags of a stretch may still be unlikely: «Лекцию прочла И. И. Фролова»."""
    return standing([span for span in spans if span.score >= least])


def standing(spans: list[Span]) -> list[Span]:
    """Let what was nested in a name that had to go stand by itself."""
    held = covered(span for span in spans if not span.nested)
    return [
        replace(span, nested=False) if span.nested and span.start not in held else span
        for span in spans
    ]


def agree_on_types(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """One name, one type: «Динамо» is not a place once and a club three times."""
    doubtful = [span for span in spans if span.score < _SURE]
    kinds: dict[str, set[Type]] = defaultdict(set)
    outlines = {
        span: _outline(tokens.words[span.start : span.end]) for span in (spans if doubtful else ())
    }
    for span, outline in outlines.items():
        kinds[outline].add(span.type)
    unsure = {outlines[span] for span in doubtful if len(kinds[outlines[span]]) > 1}
    if not unsure:
        return spans
    keys = {span: _key(tokens, span) for span in spans if outlines[span] in unsure}
    weights: dict[str, dict[Type, float]] = defaultdict(lambda: defaultdict(float))
    for span, key in keys.items():
        weights[key][span.type] += span.score
    agreed = []
    for span in spans:
        if span in keys and span.score < _SURE:
            own = weights[keys[span]]
            leading = max(own, key=lambda kind: own[kind])
            agreed.append(
                replace(span, type=leading) if own[leading] > 2 * own[span.type] else span
            )
        else:
            agreed.append(span)
    return agreed


def take_listed_types(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """What is listed as an organization and not as a place is one: «саммит в Евросоюзе».

    A club is called like its city, so only an acronym becomes a place: «экипаж МКС».
    """
    aliases = built_in_aliases()
    agreed = []
    for span in spans:
        other: Type = "LOC" if span.type == "ORG" else "ORG"
        may_change = span.type == "LOC" or (
            span.type == "ORG" and tokens.words[span.start][:2].isupper()
        )
        key = _key(tokens, span) if may_change else ""
        listed = may_change and not aliases.find(span.type, key) and aliases.find(other, key)
        agreed.append(replace(span, type=other) if listed else span)
    return agreed


def take_announced_types(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """What an abbreviation in brackets stands for it is everywhere: «… архив … (РГАЛИ)»."""
    ends = {span.end: span for span in spans}
    aliases = built_in_aliases()
    announced: dict[str, Type] = {}
    for span in spans:
        word = tokens.words[span.start]
        full = ends.get(span.start - 1)
        if (
            full
            and full.type != "PER"
            and tokens.words[span.start - 1] == "("
            and _is_abbreviation(tokens, span)
            and word[0] == tokens.words[full.start][0]
            and not aliases.find("LOC" if full.type == "ORG" else "ORG", word)
        ):
            announced[word] = full.type
    return [
        replace(span, type=announced.get(tokens.words[span.start], span.type))
        if _is_abbreviation(tokens, span)
        else span
        for span in spans
    ]


def _is_abbreviation(tokens: Tokens, span: Span) -> bool:
    word = tokens.words[span.start]
    return span.end - span.start == 1 and len(word) >= _SHORTEST_INITIALS and word.isupper()


def find_again(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Find a name of the document where the model missed it in another case form."""
    names: dict[tuple[str, ...], Pattern] = {}
    surnames: dict[tuple[str, ...], Pattern] = {}
    for span in sorted(spans, key=lambda span: -span.score):
        words = tuple(tokens.words[span.start : span.end])
        if span.score >= _TRUST_FOUND_AGAIN and all(word[0].isupper() for word in words):
            names.setdefault(words, Pattern(words, span))
            if span.type == "PER" and len(words) in (2, 3):
                surnames.setdefault(words[-1:], Pattern(words[-1:], span))
    beginnings = Beginnings([*names.values(), *surnames.values()])
    taken = covered(spans)
    places = beginnings.places(tokens, taken)
    patterns = [known for known in beginnings.patterns(tokens, places) if _is_distinct(known)]
    found = [
        replace(source, start=start, end=end, score=source.score * _TRUST_FOUND_AGAIN)
        for start, end, source in find_patterns(tokens, patterns, places, taken)
    ]
    return sorted([*spans, *found], key=lambda span: span.order) if found else spans


def find_listed(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Find names of several words that the alias table has: «Организация Объединённых Наций».

    One that the model found in part is made whole.
    """
    listed = _listed()
    patterns: dict[Pattern, None] = {}
    places = []
    for place in tokens.capitals:
        seconds = listed.get(plain(tokens.words[place][:2]))
        if seconds and place + 1 < len(tokens):
            like = seconds.get(plain(tokens.words[place + 1][:2]), ())
            begun = [known for known in like if _looks_like(tokens, place, known)]
            if begun:
                patterns.update(dict.fromkeys(begun))
                places.append(place)
    if not places:
        return spans
    owners = {place: span for span in spans for place in range(span.start, span.end)}
    whole = []
    for start, end, source in find_patterns(tokens, patterns, places, set()):
        held = {owners[place] for place in range(start, end) if place in owners}
        found = replace(source, start=start, end=end)
        if all(_is_part(span, found) for span in held):
            whole.append(found)
    parts = {owners[place] for place in covered(whole) if place in owners}
    kept = [span for span in spans if span not in parts]
    return sorted([*kept, *whole], key=lambda span: span.order)


def _is_part(span: Span, whole: Span) -> bool:
    shorter = span.end - span.start < whole.end - whole.start
    inside = whole.start <= span.start and span.end <= whole.end
    return inside and shorter and span.type == whole.type


def find_geography(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A capitalized adjective before a street, a region or a sea: «Тверская улица»."""
    nouns = every_form(GEOGRAPHIC_WORDS)
    places = [
        place
        for place in tokens.capitals
        if place + 1 < len(tokens)
        and plain(tokens.words[place + 1]) in nouns
        and tokens.words[place].istitle()
        and near(tokens, place, place + 1)
        and (_is_inside_sentence(tokens, place) or "ск" in tokens.words[place])
        and _are_one_phrase(tokens.words[place], tokens.words[place + 1])
    ]
    if not places:
        return spans
    taken = covered(spans)
    found = [
        Span(place, place + 2, "LOC", _TRUST_GEOGRAPHY)
        for place in places
        if taken.isdisjoint((place, place + 1))
    ]
    return sorted([*spans, *found], key=lambda span: span.order)


def _is_inside_sentence(tokens: Tokens, place: int) -> bool:
    """Whether a capital means something: «Тихая улица.» begins a sentence, «Тверская» is one."""
    return place > 0 and place not in tokens.breaks and tokens.words[place - 1] not in ".!?…»"


def _are_one_phrase(adjective: str, noun: str) -> bool:
    return any(
        one.part == "adjective" and agree(one, other)
        for one in readings(adjective)
        for other in readings(noun)
        if other.lemma in GEOGRAPHIC_WORDS
    )


def drop_generic(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A bare common noun names nobody, whatever its capital: «Министерство внесёт проект»."""
    return [
        span
        for span in spans
        if span.type != "ORG"
        or span.end - span.start > 1
        or not _is_generic(tokens.words[span.start])
    ]


def _is_generic(word: str) -> bool:
    if word.isupper():
        return word in GENERIC_ABBREVIATIONS or word in LEGAL_FORMS
    if word[0].isupper():
        return plain(word) in every_form(GENERIC_BODIES)
    # «(далее — Минтруд)»: an adverb is no name either.
    likely = readings(word)
    return plain(word) in every_form(GENERIC_BODIES) or (bool(likely) and likely[0].part == "other")


def find_lexicon(tokens: Tokens, spans: Sequence[Span], lexicon: Lexicon) -> list[Span]:
    """Find the user's names; they win over whatever they overlap, and their score is 1.

    The user vouches for them: that is no estimate of ours.
    """
    names = _user_names(lexicon)
    places = names.places(tokens, set())
    patterns = names.patterns(tokens, places)
    found = [
        replace(source, start=start, end=end)
        for start, end, source in find_patterns(tokens, patterns, places, set())
    ]
    taken = covered(found)
    kept = standing([span for span in spans if taken.isdisjoint(range(span.start, span.end))])
    return sorted([*kept, *found], key=lambda span: span.order)


@lru_cache(maxsize=_CACHED_LEXICONS)
def _user_names(lexicon: Lexicon) -> Beginnings:
    patterns = (_known_pattern(entry.type, name, 1.0) for entry in lexicon for name in entry.names)
    return Beginnings(known for known in patterns if known.words)


@lru_cache(maxsize=1)
def _listed() -> dict[str, dict[str, list[Pattern]]]:
    """The alias table's names of several words by how the first two begin: they are many.

    «СБ ООН» is left to the model: it knows abbreviations, and `join_bodies` joins them.
    """
    names: dict[str, dict[str, list[Pattern]]] = defaultdict(lambda: defaultdict(list))
    for kind, name in built_in_aliases().several_words:
        known = _known_pattern(kind, name, _TRUST_LISTED)
        first, second = known.words[:2]
        if len(first) > _LONGEST_ABBREVIATION:
            names[plain(first[:2])][plain(second[:2])].append(known)
    return {first: dict(seconds) for first, seconds in names.items()}


def _looks_like(tokens: Tokens, place: int, known: Pattern) -> bool:
    words = tokens.words[place : place + len(known.words)]
    return len(words) == len(known.words) and all(map(look_alike, words, known.words))


@lru_cache(maxsize=_CACHED_NAMES)
def _known_pattern(kind: Type, name: str, trust: float) -> Pattern:
    return Pattern(tuple(tokenize(name).words), Span(0, 0, kind, trust))


def _outline(words: Sequence[str]) -> str:
    """What all case forms of a name have in common: two letters of each word."""
    return plain(" ".join([word[:2] for word in words]))


def _key(tokens: Tokens, span: Span) -> str:
    return " ".join(
        readings(word)[0].lemma if readings(word) else word.lower()
        for word in tokens.words[span.start : span.end]
    )


def _is_distinct(known: Pattern) -> bool:
    """Whether a name cannot be mistaken for a common word with a capital letter."""
    first, *others = known.words
    if others:
        return True
    if known.source.end - known.source.start > 1:
        return "Surn" in labels(first)
    return len(first) > 1 and (first.isupper() or not is_common(first))
