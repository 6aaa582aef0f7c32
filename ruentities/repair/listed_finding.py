"""Rules that find what the table of names has and the model missed or cut."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.kinds import TYPES
from ruentities.language.folding import plain
from ruentities.language.listed_words import is_personal, listed_type
from ruentities.language.morphology import every_form, is_common, known_readings
from ruentities.language.names_table import built_in_aliases, names_of_several_tokens
from ruentities.language.word_lists import CAR_MAKERS, GENERIC_WORDS, GOODS, LEGAL_FORMS
from ruentities.repair.ground import (
    is_direction,
    is_inside_sentence,
    is_verb,
    may_be_genitive,
)
from ruentities.repair.kind_words import is_told, is_work
from ruentities.repair.matching import Pattern, is_form, look_alike
from ruentities.text.marks import near, stands_in_quotes
from ruentities.text.segmentation import words_of
from ruentities.text.spans import Span, covered, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruentities.recognition.recognize import Recognition
    from ruentities.text.segmentation import Tokens

# Chance that a listed word is a name where the model missed it; set by eye.
_TRUST_LISTED: Final = 0.9
# The same of a name of each type; its borders do not matter.
_WORTH: Final[dict[str, Span]] = {kind: Span(0, 0, kind, _TRUST_LISTED) for kind in TYPES}
# Below this what is called by a maker's name is a car or an aircraft: on half of the marked news
# 19 of 25 such are.
_LEAST_BELIEVED_MAKER: Final = 0.3
_LONGEST_ABBREVIATION: Final = 3
# What a body is, said before its name.
_NO_PART: Final = LEGAL_FORMS | {"ЧВК"}
# How many letters a type has, in the table of names of several tokens.
_KIND: Final = 3


def find_listed(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Find names of several tokens that the table has: «Организация Объединённых Наций», «ОПЕК+».

    One that the model found in part is made whole, and has the type that is listed: no person is
    called «Lockheed Martin».
    """
    matches = list(_listed_names(tokens))
    if not matches:
        return spans
    owners = {index: span for span in spans for index in range(span.start, span.end)}
    whole: list[Span] = []
    parts: set[Span] = set()
    for start, end, known in matches:
        found = replace(known.source, start=start, end=end)
        if _says_when(tokens, found):
            continue
        held = {owners[index] for index in range(start, end) if index in owners}
        if [(span.start, span.end) for span in held] == [(start, end)]:
            whole += [replace(span, type=known.source.type) for span in held]
            parts |= held
        elif all(_is_part(tokens, span, found, known) for span in held):
            whole.append(found)
            whole += [
                replace(span, nested=True) for span in held if _is_owner(tokens, span, found, known)
            ]
            parts |= held
    kept = [span for span in spans if span not in parts]
    return in_order([*kept, *whole])


def _says_when(tokens: Tokens, found: Span) -> bool:
    """Whether a listed name ends in an adverb that is the sentence's: «в [России] сегодня»."""
    last, before = tokens.words[found.end - 1], tokens.words[max(0, found.start - 1)]
    return (
        last.islower()
        and tokens.gap(found.end - 1) != ""  # not of «Цензор.нет»
        and not stands_in_quotes(tokens, found)
        and all(one.part == "other" for one in known_readings(last))
        and not (before.isupper() or plain(before) in every_form(GENERIC_WORDS))
    )


def _is_owner(tokens: Tokens, span: Span, whole: Span, known: Pattern) -> bool:
    """Whether a name says whose a body is, in the genitive: «Общественная палата России»."""
    words = tokens.words[span.start : span.end]
    return (
        span.type != "PER"
        and whole.type == "ORG"
        and span.end == whole.end
        and words == list(known.words[-len(words) :])
        and may_be_genitive(words[-1])
        and tokens.gap(span.start) != ""  # not of «ДОМ.РФ»
    )


def _listed_names(tokens: Tokens) -> Iterator[tuple[int, int, Pattern]]:
    """Yield the listed names of several tokens in a text, from left to right, the longest first.

    The few that look like the words at a token are compared at once: of the table's own names no
    number is large, and to read their words for a key takes longer.
    """
    free_from = 0
    words = tokens.words
    for index in _possible_starts(tokens):
        letters = plain(words[index][:2] + words[index + 1][:2])
        begun = _listed(letters[0]).get(letters) if index >= free_from else None
        if begun is None:
            continue
        matching = [
            row
            for row in (tuple(line.split("\t")) for line in begun.splitlines())
            if _stands_at(tokens, index, row[1:])
        ]
        if matching:
            best = max(matching, key=_rank)
            free_from = index + len(best) - 1
            yield index, free_from, _pattern(*best)


def _rank(row: Sequence[str]) -> tuple[int, str]:
    return len(row), row[0]


def _possible_starts(tokens: Tokens) -> Iterator[int]:
    """Yield capitals, and the words before them that may begin a listed place: «сектор Газа»."""
    small = _small_beginnings()
    last = len(tokens) - 1
    for index in tokens.capitals:
        if index and tokens.words[index - 1][:2] in small:
            yield index - 1
        if index < last:
            yield index


def _is_part(tokens: Tokens, span: Span, whole: Span, known: Pattern) -> bool:
    """Whether a name is a listed one cut short; a person is no part but in «Код Дурова».

    Nor is one what goes on without a space: «Битрикс24».
    """
    shorter = span.end - span.start < whole.end - whole.start
    inside = whole.start <= span.start and span.end <= whole.end
    if known.words[1] == ".":
        # «Н. Новгород» is nobody with an initial.
        return inside
    if not inside or not shorter or span.type != "PER":
        return inside and shorter
    if span.end < whole.end and not tokens.gap(span.end):
        return True
    words = known.words[span.start - whole.start : span.end - whole.start]
    return stands_in_quotes(tokens, whole) and words == tuple(tokens.words[span.start : span.end])


def find_listed_words(tokens: Tokens, spans: list[Span], *, recognition: Recognition) -> list[Span]:
    """Find names of one word that the table has and that nothing else is called by: «Минцифры»."""
    taken = covered(spans)
    found = [
        Span(index, index + 1, listed, _TRUST_LISTED)
        for index in sorted({*tokens.capitals, *_small_capitals(tokens)})
        if index not in taken
        and (listed := listed_type(tokens.words[index]))
        and _stands_for_itself(tokens, index)
        and not (
            plain(tokens.words[index]) in every_form(CAR_MAKERS)
            and recognition.chance(index, index + 1, "ORG") < _LEAST_BELIEVED_MAKER
        )
        # «лодка «Саратов»»
        and not (listed == "LOC" and is_told(tokens, Span(index, index + 1, listed, 1.0)))
    ]
    return in_order([*spans, *found]) if found else spans


def _small_capitals(tokens: Tokens) -> list[int]:
    """Where listed names stand that begin with a small letter: «xAI», «eBay»."""
    names, folded = _begun_small()
    if tokens.plain_words.isdisjoint(folded):
        return []
    return [index for index, word in enumerate(tokens.words) if word in names]


@lru_cache(maxsize=1)
def _begun_small() -> tuple[frozenset[str], frozenset[str]]:
    """Return those names, and how `plain` writes them."""
    aliases = built_in_aliases()
    every = (aliases.name(number) for number in aliases.begun_small)
    names = frozenset(name for name in every if " " not in name and not name.islower())
    return names, frozenset(map(plain, names))


def _stands_for_itself(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    if word.isupper() and len(word) <= _LONGEST_ABBREVIATION:
        return False
    if is_work(tokens, index) or is_personal(word) or is_direction(tokens, index, index + 1):
        return False
    if is_common(word):
        if not is_inside_sentence(tokens, index) and not _they_act(tokens, index):
            return False
        if known_readings(word)[0].part != "noun" and listed_type(word) == "ORG":
            # «Эта зима», not «ЭТА».
            return word.isupper()
    # «Apple Watch», «автомобиль Toyota»: goods are called by their maker's name.
    if index and plain(tokens.words[index - 1]) in every_form(GOODS):
        return False
    beside = [tokens.words[i] for i in (index - 1, index + 1) if 0 <= i < len(tokens)]
    return not (word.isascii() and any(one[0].isascii() and one[0].isalnum() for one in beside))


def _they_act(tokens: Tokens, index: int) -> bool:
    """«Госуслуги обновили приложение»: a plural that is listed as it stands, before a verb."""
    word = tokens.words[index]
    return (
        index + 1 < len(tokens)
        and is_verb(tokens.words[index + 1])
        and listed_type(word) is not None
        and any((one.case, one.number) == ("nomn", "plur") for one in known_readings(word))
    )


def _letters(first: str, second: str) -> str:
    """Return how two words begin: two letters of each, which all case forms have in common."""
    return plain(first[:2] + second[:2])


def _pattern(kind: str, *words: str) -> Pattern:
    return Pattern(words, _WORTH[kind])


@lru_cache(maxsize=256)
def _listed(letter: str) -> dict[str, str]:
    """The table's names of several tokens that begin with a letter, by how the first two begin.

    A line for each, tabs between its type and its tokens: thousands of tuples would be walked
    through by Python's garbage collector.

    «СБ ООН» is left to the model: it knows abbreviations, and `join_bodies` joins them.
    """
    names = defaultdict(list)
    aliases = built_in_aliases()
    rows = {
        number
        for first, begun in aliases.several_tokens.items()
        if plain(first) == letter
        for number in begun
    }
    for row in map(aliases.rows.__getitem__, sorted(rows)):
        kind = row[:_KIND]
        for name in names_of_several_tokens(row):
            words = words_of(name) if plain(name[0]) == letter else ()
            if len(words) > 1:
                first, second = words[:2]
                if (
                    (
                        len(first) > _LONGEST_ABBREVIATION
                        or not first.isupper()
                        or not second.isupper()
                    )
                    # «ПАО [Газпром]»
                    and first not in _NO_PART
                    and (kind == "LOC" or not first.islower())
                    # Numbers stand beside names: «с Россией 1 к 8».
                    and not (name[-1].isdigit() and name[-2] == " ")
                ):
                    names[_letters(first, second)].append("\t".join([kind, *words]))
    return {letters: "\n".join(begun) for letters, begun in names.items()}


@lru_cache(maxsize=1)
def _small_beginnings() -> frozenset[str]:
    """How places begin that begin with a small letter, two letters of each."""
    aliases = built_in_aliases()
    begun = (
        (letter, aliases.rows[number])
        for letter, numbers in aliases.several_tokens.items()
        if letter.islower()
        for number in numbers
    )
    return frozenset(
        name[:2]
        for letter, row in begun
        if row.startswith("LOC")
        for name in names_of_several_tokens(row)
        if name[0] == letter
    )


def _stands_at(tokens: Tokens, index: int, name: Sequence[str]) -> bool:
    """Whether the words at an index are a name in some case."""
    end = index + len(name)
    words = tokens.words[index:end]
    return (
        len(words) == len(name)
        # The last first: of «Федеральная служба …» there are dozens.
        and all(map(look_alike, reversed(words), reversed(name)))
        and near(tokens, index, end - 1)
        and all(map(is_form, words, name))
    )
