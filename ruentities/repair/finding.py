"""Rules over the whole document: names found again, names that are listed, types that agree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.lexicon import (
    GENERIC_ABBREVIATIONS,
    GENERIC_BODIES,
    GEOGRAPHIC_WORDS,
    built_in_aliases,
    fold,
)
from ruentities.matching import Pattern, find_patterns, near, pattern
from ruentities.morphology import is_common, readings
from ruentities.recognition import Span, covered
from ruentities.repair.people import labels
from ruentities.segmentation import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruentities.document import Type
    from ruentities.lexicon import Lexicon
    from ruentities.segmentation import Tokens

_LEAST_SCORE: Final = 0.25
# How far a name that stands elsewhere in the document, or in the alias table, is believed where
# the model missed it.
_TRUST_FOUND_AGAIN: Final = 0.8
_TRUST_LISTED: Final = 0.9
_TRUST_GEOGRAPHY: Final = 0.8
# Letters that a name and its case forms have in common at the beginning.
_BEGINNING: Final = 4
_CACHED_NAMES: Final = 20_000


def drop_unlikely(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """The best tags of a stretch may still be unlikely: «Лекцию прочла И. И. Фролова»."""
    return [span for span in spans if span.score >= _LEAST_SCORE]


def agree_on_types(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """One name, one type: «Динамо» is not a place once and a club three times."""
    weights: dict[str, dict[Type, float]] = defaultdict(lambda: defaultdict(float))
    keys = [_key(tokens, span) for span in spans]
    for key, span in zip(keys, spans, strict=True):
        weights[key][span.type] += span.score
    agreed = []
    for key, span in zip(keys, spans, strict=True):
        leading = max(weights[key], key=lambda kind: weights[key][kind])
        clear = weights[key][leading] > 2 * weights[key][span.type]
        agreed.append(replace(span, type=leading) if clear and span.score < 0.9 else span)
    return agreed


def take_listed_types(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """What is listed as an organization and not as a place is one: «саммит в Евросоюзе».

    A club is called like its city, so only an acronym becomes a place: «экипаж МКС».
    """
    aliases = built_in_aliases()
    agreed = []
    for span in spans:
        other: Type = "LOC" if span.type == "ORG" else "ORG"
        key = _key(tokens, span)
        may_change = span.type == "LOC" or (
            span.type == "ORG" and tokens.words[span.start][:2].isupper()
        )
        listed = may_change and not aliases.find(span.type, key) and aliases.find(other, key)
        agreed.append(replace(span, type=other) if listed else span)
    return agreed


def find_again(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Find a name of the document where the model missed it in another case form."""
    patterns: dict[tuple[str, ...], Pattern] = {}
    for span in sorted(spans, key=lambda span: -span.score):
        words = tuple(tokens.words[span.start : span.end])
        if span.score >= _TRUST_FOUND_AGAIN and _is_distinct(words):
            for variant in _variants(words, span.type):
                patterns.setdefault(variant, pattern(variant, span))
    taken = covered(spans)
    found = [
        replace(source, start=start, end=end, score=source.score * _TRUST_FOUND_AGAIN)
        for start, end, source in find_patterns(tokens, patterns.values(), taken)
    ]
    return sorted([*spans, *found], key=lambda span: span.order)


def find_listed(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Find names of several words that the alias table has: «Организация Объединённых Наций».

    One that the model found in part is made whole.
    """
    beginnings = _listed_beginnings()
    near_names = {
        name
        for word in tokens.words
        if word[0].isupper()
        for name in beginnings.get(fold(word)[:_BEGINNING], ())
    }
    patterns = [_known_pattern(kind, name, _TRUST_LISTED) for kind, name in sorted(near_names)]
    owners = {place: span for span in spans for place in range(span.start, span.end)}
    whole = []
    for start, end, source in find_patterns(tokens, patterns, set()):
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
    taken = covered(spans)
    found = [
        Span(place, place + 2, "LOC", _TRUST_GEOGRAPHY)
        for place in range(len(tokens) - 1)
        if tokens.words[place].istitle()
        and taken.isdisjoint((place, place + 1))
        and near(tokens, place, place + 1)
        and _are_one_phrase(tokens.words[place], tokens.words[place + 1])
        and (_is_inside_sentence(tokens, place) or "ск" in tokens.words[place])
    ]
    return sorted([*spans, *found], key=lambda span: span.order)


def _is_inside_sentence(tokens: Tokens, place: int) -> bool:
    """Whether a capital means something: «Тихая улица.» begins a sentence, «Тверская» is one."""
    return place > 0 and place not in tokens.breaks and tokens.words[place - 1] not in ".!?…»"


def _are_one_phrase(adjective: str, noun: str) -> bool:
    return any(
        one.part == "adjective"
        and (one.case, one.number) == (other.case, other.number)
        and one.gender in (None, other.gender)
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
        return word in GENERIC_ABBREVIATIONS
    likely = readings(word)
    # «(далее — Минтруд)»: an adverb is no name either.
    adverb = bool(likely) and word.islower() and likely[0].part == "other"
    return adverb or any(reading.lemma in GENERIC_BODIES for reading in likely)


def find_lexicon(tokens: Tokens, spans: Sequence[Span], lexicon: Lexicon) -> list[Span]:
    """Find the user's names; they win over whatever they overlap, and their score is 1.

    The user vouches for them: that is no estimate of ours.
    """
    patterns = [_known_pattern(entry.type, name, 1.0) for entry in lexicon for name in entry.names]
    found = [
        replace(source, start=start, end=end)
        for start, end, source in find_patterns(tokens, patterns, set())
    ]
    taken = covered(found)
    kept = [span for span in spans if taken.isdisjoint(range(span.start, span.end))]
    held = covered(span for span in kept if not span.nested)
    # What was nested in a name that had to go stands by itself now.
    kept = [replace(span, nested=span.nested and span.start in held) for span in kept]
    return sorted([*kept, *found], key=lambda span: span.order)


@lru_cache(maxsize=1)
def _listed_beginnings() -> dict[str, list[tuple[Type, str]]]:
    """The alias table's names of several words by how they begin: their patterns are costly."""
    beginnings: dict[str, list[tuple[Type, str]]] = defaultdict(list)
    for kind, name in built_in_aliases().several_words:
        beginnings[fold(name)[:_BEGINNING]].append((kind, name))
    return beginnings


@lru_cache(maxsize=_CACHED_NAMES)
def _known_pattern(kind: Type, name: str, trust: float) -> Pattern:
    return pattern(tokenize(name).words, Span(0, 0, kind, trust))


def _key(tokens: Tokens, span: Span) -> str:
    return " ".join(
        readings(word)[0].lemma if readings(word) else word.lower()
        for word in tokens.words[span.start : span.end]
    )


def _variants(words: tuple[str, ...], kind: Type) -> Iterable[tuple[str, ...]]:
    """A name as it stands and, of a person, the surname alone."""
    yield words
    if kind == "PER" and len(words) in (2, 3) and "Surn" in labels(words[-1]):
        yield words[-1:]


def _is_distinct(words: Sequence[str]) -> bool:
    """Whether a name cannot be mistaken for a common word with a capital letter."""
    if len(words) > 1:
        return all(word[0].isupper() for word in words)
    word = words[0]
    if not word[0].isupper() or len(word) < 2:
        return False
    return word.isupper() or not is_common(word)
