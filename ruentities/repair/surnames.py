"""What may be the surname beside initials, or before name and patronymic.

In official order any common word may be one: «Гусь Антонина Львовна», «Беда П. И.».
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import kept_beginnings, may_be_form, plain
from ruentities.language.morphology import is_common, known_readings, readings
from ruentities.language.names_table import built_in_aliases
from ruentities.language.remembered import WORDS, remembered
from ruentities.language.word_lists import (
    CREDITS,
    EPITHETS,
    LEGAL_FORMS,
    POSTS,
    REQUISITES,
    SHORTENED,
)
from ruentities.repair.ground import apart, labels
from ruentities.text.marks import is_initial_dot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

# Chance that words in official order are a person; set by eye.
TRUST: Final = 0.9
_PATRONYMIC: Final = re.compile("(?:[иы]ч|[вч]е?н|[иы]чн)[а-яё]{0,3}$", re.I)
_OF_SURNAMES: Final = re.compile("(?:[оеё]в|ин)(?:[ауе]|ым|ой)$")
LIST_NUMBER: Final = re.compile(r"\d{1,4}")
_NO_SURNAMES: Final = REQUISITES | LEGAL_FORMS
_POSTS: Final = frozenset(map(plain, POSTS | EPITHETS | CREDITS))


@remembered(WORDS)
def is_patronymic(word: str) -> bool:
    """Whether a word is a patronymic: «Ильича», «Маратовне»."""
    return _PATRONYMIC.search(word) is not None and "Patr" in labels(word)


def may_be_surname(tokens: Tokens, index: int) -> bool:
    """Whether a capitalized word can be a surname: no post, no place, no word but a noun."""
    word = tokens.words[index]
    if len(word) < 2 or not (word.istitle() or word.isupper()) or word.isascii():
        return False
    own = labels(word)
    if "Surn" in own:
        return True
    if word.lower() in SHORTENED and tokens.words[index + 1 : index + 2] == ["."]:
        return False
    if "Patr" in own or word in _NO_SURNAMES or is_post(word):
        return False
    known = known_readings(word)
    if any("Abbr" in one.labels for one in known):
        return False
    if any("Geox" in one.labels for one in known):
        # «Орехова И.Д.» is no Орехово.
        nominative = any(one.case == "nomn" for one in known)
        return not nominative and _OF_SURNAMES.search(word.lower()) is not None
    if word.isupper() and any(built_in_aliases().find(kind, word) for kind in ("ORG", "LOC")):
        return False
    parts = ("noun",) if begins_sentence(tokens, index) else ("noun", "adjective")
    return not known or any(one.part in parts for one in known[:2])


def is_known_surname(tokens: Tokens, index: int | None) -> bool:
    """Whether a word is a surname in the dictionary, or no common word at least."""
    return index is not None and (
        "Surn" in labels(tokens.words[index]) or not is_common(tokens.words[index])
    )


@remembered(WORDS)
def is_post(word: str) -> bool:
    """Whether a word is a post, a form of address or an epithet: «директор», «уважаемый»."""
    return may_be_form(word, _beginnings_of_posts()) and any(
        plain(one.lemma) in _POSTS or plain(one.nominative) in _POSTS for one in readings(word)[:3]
    )


@lru_cache(maxsize=1)
def _beginnings_of_posts() -> frozenset[str]:
    return kept_beginnings(_POSTS)


def begins_sentence(tokens: Tokens, index: int) -> bool:
    """Whether the capital of a word may be due to its place; an item of a list begins anew."""
    if index == 0 or index in tokens.breaks:
        return True
    before = tokens.words[index - 1]
    if is_initial_dot(tokens, index - 1):
        return False
    if before in ".)" and index > 1 and LIST_NUMBER.fullmatch(tokens.words[index - 2]):
        return False
    return before in ".!?…»"


def with_people(tokens: Tokens, spans: list[Span], found: Iterable[Span]) -> list[Span]:
    """Return the spans with people that win over what they overlap; a longer name stays longer.

    But not by a common word: «[Составитель] Н. П. Орлова».
    """
    owners = {index: span for span in spans for index in range(span.start, span.end)}
    gone: dict[Span, Span | None] = {}
    added = []
    for one in found:
        held = dict.fromkeys(
            owners[index] for index in range(one.start, one.end) if index in owners
        )
        if any(is_inside(one, span) for span in held):
            continue
        score = max((span.score for span in held if span.type == "PER"), default=0.0)
        one = replace(one, score=1 - (1 - one.score) * (1 - score))
        if len(held) == 1:
            (span,) = held
            before = tokens.words[span.start : one.start]
            common = any(is_post(word) or (is_common(word) and not labels(word)) for word in before)
            longer = span.start <= one.start and span.end == one.end and not common
            if longer and span.type == "PER" and span not in gone:
                gone[span] = replace(span, score=one.score)
                continue
        gone.update(dict.fromkeys(held))
        added.append(one)
    if not gone and not added:
        return spans
    kept = [gone.get(span, span) for span in spans]
    return apart([*(span for span in kept if span), *added])


def is_inside(one: Span, span: Span) -> bool:
    """Whether a person stands inside a longer name of something else."""
    return (
        span.type != "PER"
        and span.start <= one.start
        and one.end <= span.end
        and span.end - span.start > one.end - one.start
    )
