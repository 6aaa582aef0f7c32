"""Rules that find names: named elsewhere in the document, listed, the user's own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.morphology import agree, every_form, is_common, readings
from ruentities.language.names_table import built_in_aliases
from ruentities.language.word_lists import (
    GEOGRAPHIC_WORDS,
)
from ruentities.repair.ground import labels, standing
from ruentities.repair.matching import Beginnings, Pattern, find_patterns, look_alike
from ruentities.text.marks import near
from ruentities.text.segmentation import tokenize
from ruentities.text.spans import Span, covered

if TYPE_CHECKING:
    from ruentities.kinds import Type
    from ruentities.language.lexicon import Lexicon
    from ruentities.text.segmentation import Tokens

# Chance that a word is a name where the model missed it: one that stands elsewhere in the
# document, one of the table of names, an adjective before «улица»; set by eye.
_TRUST_FOUND_AGAIN: Final = 0.8
_TRUST_LISTED: Final = 0.9
_TRUST_GEOGRAPHY: Final = 0.8
_LONGEST_ABBREVIATION: Final = 3
_CACHED_NAMES: Final = 20_000
_CACHED_LEXICONS: Final = 16


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
    starts = beginnings.starts(tokens, taken)
    patterns = [known for known in beginnings.patterns(tokens, starts) if _is_distinct(known)]
    found = [
        replace(source, start=start, end=end, score=source.score * _TRUST_FOUND_AGAIN)
        for start, end, source in find_patterns(tokens, patterns, starts, taken)
    ]
    return sorted([*spans, *found], key=lambda span: span.order) if found else spans


def find_listed(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Find names of several words that the alias table has: «Организация Объединённых Наций».

    One that the model found in part is made whole.
    """
    listed = _listed()
    patterns: dict[Pattern, None] = {}
    starts = []
    for index in tokens.capitals:
        seconds = listed.get(plain(tokens.words[index][:2]))
        if seconds and index + 1 < len(tokens):
            like = seconds.get(plain(tokens.words[index + 1][:2]), ())
            begun = [known for known in like if _looks_like(tokens, index, known)]
            if begun:
                patterns.update(dict.fromkeys(begun))
                starts.append(index)
    if not starts:
        return spans
    owners = {index: span for span in spans for index in range(span.start, span.end)}
    whole = []
    for start, end, source in find_patterns(tokens, patterns, starts, set()):
        held = {owners[index] for index in range(start, end) if index in owners}
        found = replace(source, start=start, end=end)
        if all(_is_part(span, found) for span in held):
            whole.append(found)
    parts = {owners[index] for index in covered(whole) if index in owners}
    kept = [span for span in spans if span not in parts]
    return sorted([*kept, *whole], key=lambda span: span.order)


def _is_part(span: Span, whole: Span) -> bool:
    shorter = span.end - span.start < whole.end - whole.start
    inside = whole.start <= span.start and span.end <= whole.end
    return inside and shorter and span.type == whole.type


def find_geography(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A capitalized adjective before a street, a region or a sea: «Тверская улица»."""
    nouns = every_form(GEOGRAPHIC_WORDS)
    starts = [
        index
        for index in tokens.capitals
        if index + 1 < len(tokens)
        and plain(tokens.words[index + 1]) in nouns
        and tokens.words[index].istitle()
        and near(tokens, index, index + 1)
        and (_is_inside_sentence(tokens, index) or "ск" in tokens.words[index])
        and _are_one_phrase(tokens.words[index], tokens.words[index + 1])
    ]
    if not starts:
        return spans
    taken = covered(spans)
    found = [
        Span(index, index + 2, "LOC", _TRUST_GEOGRAPHY)
        for index in starts
        if taken.isdisjoint((index, index + 1))
    ]
    return sorted([*spans, *found], key=lambda span: span.order)


def _is_inside_sentence(tokens: Tokens, index: int) -> bool:
    """Whether a capital means something: «Тихая улица.» begins a sentence, «Тверская» is one."""
    return index > 0 and index not in tokens.breaks and tokens.words[index - 1] not in ".!?…»"


def _are_one_phrase(adjective: str, noun: str) -> bool:
    return any(
        one.part == "adjective" and agree(one, other)
        for one in readings(adjective)
        for other in readings(noun)
        if other.lemma in GEOGRAPHIC_WORDS
    )


def find_lexicon(tokens: Tokens, spans: list[Span], *, lexicon: Lexicon) -> list[Span]:
    """Find the user's names; they win over whatever they overlap, and their score is 1.

    The user vouches for them: that is no estimate of ours.
    """
    names = _user_names(lexicon)
    starts = names.starts(tokens, set())
    patterns = names.patterns(tokens, starts)
    found = [
        replace(source, start=start, end=end)
        for start, end, source in find_patterns(tokens, patterns, starts, set())
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


def _looks_like(tokens: Tokens, index: int, known: Pattern) -> bool:
    words = tokens.words[index : index + len(known.words)]
    return len(words) == len(known.words) and all(map(look_alike, words, known.words))


@lru_cache(maxsize=_CACHED_NAMES)
def _known_pattern(kind: Type, name: str, trust: float) -> Pattern:
    return Pattern(tuple(tokenize(name).words), Span(0, 0, kind, trust))


def _is_distinct(known: Pattern) -> bool:
    """Whether a name cannot be mistaken for a common word with a capital letter."""
    first, *others = known.words
    if others:
        return True
    if known.source.end - known.source.start > 1:
        return "Surn" in labels(first)
    return len(first) > 1 and (first.isupper() or not is_common(first))
