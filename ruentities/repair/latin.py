"""Rules for Russian names in Latin letters (tickets, cards, passports) or in both alphabets."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.listed_words import listed_type
from ruentities.language.remembered import WORDS, remembered
from ruentities.language.romanization import latin_labels, spellings
from ruentities.repair.ground import apart, moved
from ruentities.text.marks import near, stands_in_quotes
from ruentities.text.spans import Span, covered, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruentities.text.segmentation import Tokens

_LONGEST_NAME: Final = 3
# Letters of a word's part in another alphabet: «МакSим», «AлSу».
_LONGEST_PART: Final = 2
_FULL_NAME: Final = 2
# Chance that words which all are Russian people's names in Latin letters are one; set by eye.
_TRUST: Final = 0.9
# From this score on the model's organization is one: «Lockheed Martin», «Cubana».
_SURE: Final = 0.8
_SURNAME: Final = re.compile("(?:[oe]v|[yi]n|[ts]k(?:y|iy|ii|i))a?$|ska(?:ya|ia)$|enko$", re.I)
_PLACE_BEFORE: Final = frozenset("в во из на до под около через".split())
_EXONYMS: Final = frozenset(("istanbul", "moscow", "petersburg"))
_TITLES: Final = frozenset(("MISS", "MR", "MRS", "MS"))
# Agencies that a picture's author follows: «REUTERS Ann Lee».
_AGENCIES: Final = frozenset(("AFP", "EPA", "REUTERS"))
# What tells a body from a person: «Elton John Foundation», «Kremlin Pool».
_BODIES: Final = frozenset(
    """
    Agency Airlines Club Foundation Group Institute Media Museum Photoagency Pool Press Records
    Studio University
    """.split()
)
_SHORTEST_PLACE: Final = 4
_PERSONAL: Final = frozenset(("Name", "Patr", "Surn"))


def find_latin(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Russian people and towns in Latin letters are what they are: «IVAN PETROV», «Kazan»."""
    runs = list(_runs(tokens))
    if not runs:
        return spans
    sure = covered(span for span in spans if span.type == "ORG" and span.score >= _SURE)
    people = [
        Span(run[0], run[-1] + 1, "PER", _TRUST)
        for run in runs
        if sure.isdisjoint(run) and _is_person(tokens, run)
    ]
    held = {index for one in people for index in range(one.start, one.end)}
    kept = [
        _typed(tokens, span)
        for span in spans
        if held.isdisjoint(range(span.start, span.end)) or _is_longer(span, held)
    ]
    taken = covered([*kept, *people])
    places = [
        Span(index, index + 1, "LOC", _TRUST)
        for run in runs
        if taken.isdisjoint(run) and all(_is_town(tokens.words[index]) for index in run)
        for index in run
        if not stands_in_quotes(tokens, Span(index, index + 1, "LOC", _TRUST))
    ]
    return apart([*kept, *people, *places])


def with_whole_words(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """No name ends in a word of two alphabets, which is two tokens or three: «МакSим».

    «REGNUMскандал» lacks a space.
    """
    whole = [_whole(tokens, span) for span in spans]
    if whole == spans:
        return spans
    alone = apart([span for span in whole if not span.nested])
    return in_order([*alone, *(span for span in whole if span.nested)])


def _whole(tokens: Tokens, span: Span) -> Span:
    start, end = span.start, span.end
    while _is_inside(tokens, end):
        end += 1
    while _is_inside(tokens, start):
        start -= 1
    return span if end - start == span.end - span.start else moved(span, start, end)


def _is_inside(tokens: Tokens, index: int) -> bool:
    """Whether letters of another alphabet, one or two of them, touch those before a token."""
    if not 0 < index < len(tokens.words) or tokens.starts[index] > tokens.ends[index - 1]:
        return False
    left, right = tokens.words[index - 1], tokens.words[index]
    return (
        left.isalpha()
        and right.isalpha()
        and min(len(left), len(right)) <= _LONGEST_PART
        and index not in tokens.breaks
    )


def _runs(tokens: Tokens) -> Iterator[list[int]]:
    """Yield the indexes of words in Latin letters that stand side by side, each capitalized.

    In a stretch of capitals every word is printed with one, whatever it is read as.
    """
    run: list[int] = []
    shouted = (index for first, end in tokens.caseless for index in range(first, end))
    for index in sorted({*tokens.capitals, *shouted}) if tokens.caseless else tokens.capitals:
        word = tokens.words[index]
        if not (word.isascii() and word.isalpha() and len(word) > 1):
            continue
        if not tokens.text[tokens.starts[index]].isupper():
            continue
        if word.upper() in _TITLES:
            continue
        if run and not _goes_on(tokens, run[-1], index):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _goes_on(tokens: Tokens, last: int, index: int) -> bool:
    """Whether two words stand side by side, as they do on a ticket: «PETROVA/ANNA MRS»."""
    if tokens.words[last] in _AGENCIES:
        return False
    if last + 1 == index:
        return near(tokens, last, index)
    return tokens.text[tokens.ends[last] : tokens.starts[index]] == "/"


def _is_person(tokens: Tokens, run: Sequence[int]) -> bool:
    if len(run) == 1:
        # «на имя SIDOROVA»
        return (
            run[0] > 0 and tokens.words[run[0] - 1] == "имя" and _is_surname(tokens.words[run[0]])
        )
    if len(run) > _LONGEST_NAME:
        return False
    if run[0] and tokens.words[run[0] - 1] in _AGENCIES and near(tokens, run[0] - 1, run[0]):
        return len(run) == _FULL_NAME and all(tokens.words[index].istitle() for index in run)
    rows = [latin_labels(tokens.words[index]) & _PERSONAL for index in run]
    surnames = [
        bool(row - {"Name"}) or _SURNAME.search(tokens.words[index]) is not None
        for index, row in zip(run, rows, strict=True)
    ]
    return any("Name" in row for row in rows) and sum(surnames) >= len(run) - 1


def _is_longer(span: Span, held: set[int]) -> bool:
    """Whether a name has more words than the people found in it: «Ivan Petrov Foundation»."""
    return not held.issuperset(range(span.start, span.end))


def _typed(tokens: Tokens, span: Span) -> Span:
    words = tokens.words[span.start : span.end]
    if span.type == "PER" and len(words) > 1 and not _BODIES.isdisjoint(words):
        return replace(span, type="ORG")
    if span.end - span.start > 1 or span.type == "PER":
        return span
    if span.type == "ORG" and span.score >= _SURE:
        return span
    word = tokens.words[span.start]
    if not (word.isascii() and word.isalpha()):
        return span
    before = tokens.words[span.start - 1].lower() if span.start else ""
    labels = latin_labels(word)
    if before in _PLACE_BEFORE and ("Geox" in labels or word.lower() in _EXONYMS):
        return replace(span, type="LOC")
    if _is_town(word) and not stands_in_quotes(tokens, span):
        return replace(span, type="LOC")
    if _is_surname(word):
        return replace(span, type="PER")
    return span


@remembered(WORDS)
def _is_town(word: str) -> bool:
    """Whether a word is a listed place's name and nothing else: «Sochi», «HAMBURG»."""
    if len(word) < _SHORTEST_PLACE:
        return False
    return word.lower() in _EXONYMS or any(
        listed_type(spelling.capitalize()) == "LOC" for spelling in spellings(word)
    )


def _is_surname(word: str) -> bool:
    """Whether a word can only be a Russian surname."""
    return latin_labels(word) & _PERSONAL == {"Surn"} and _SURNAME.search(word) is not None
