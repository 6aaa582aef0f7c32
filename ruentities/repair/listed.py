"""Rules that the table of names settles: what is listed is found, has its type, or is nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.listed_words import is_listed_as_nothing, is_personal, listed_type
from ruentities.language.morphology import every_form, is_common, known_readings
from ruentities.language.names_table import built_in_aliases
from ruentities.language.word_lists import (
    ASSISTANT_NOUNS,
    ASSISTANTS,
    GENERIC_WORDS,
    GOODS,
    PLACE_NOUNS,
    SIDES_OF_THE_WORLD,
)
from ruentities.repair.ground import is_inside_sentence, is_verb, may_be_genitive
from ruentities.repair.matching import (
    Pattern,
    find_patterns,
    known_pattern,
    lemma_key,
    look_alike,
)
from ruentities.text.marks import QUOTES, near, stands_in_quotes
from ruentities.text.spans import Span, covered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruentities.kinds import Type
    from ruentities.text.segmentation import Tokens

# Chance that a listed word is a name where the model missed it; set by eye.
_TRUST_LISTED: Final = 0.9
_LONGEST_ABBREVIATION: Final = 3
# No club is called so: «Шереметьево», «Внуково».
_ENDINGS_OF_PLACES: Final = ("ево", "ёво", "ово")
# «Голосовой помощник «Алиса»»: so far before the name the noun stands at most.
_NOUN_BEFORE: Final = 3


def drop_listed(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """What is listed as no name of the three types is none: «СВО», «Орешник»; nor is «Запад».

    «Восток» in quotes may be anything. Who is once called an assistant is one in all the text.
    """
    assistants = {lemma_key(tokens, span) for span in spans if _is_assistant(tokens, span)}
    return [
        span
        for span in spans
        if not _is_nothing(tokens, span)
        and not (assistants and lemma_key(tokens, span) in assistants)
    ]


def _is_nothing(tokens: Tokens, span: Span) -> bool:
    if span.end - span.start > 1:
        words = tokens.words[span.start : span.end]
        return span.type != "PER" and built_in_aliases().is_nothing(" ".join(words))
    word = tokens.words[span.start]
    if word in SIDES_OF_THE_WORLD:
        return not stands_in_quotes(tokens, span)
    if span.type == "PER" and is_personal(word) and not built_in_aliases().is_nothing(word):
        return False
    return is_listed_as_nothing(word) and not _has_noun(tokens, span, GENERIC_WORDS)


def _is_assistant(tokens: Tokens, span: Span) -> bool:
    """«Колонка с Алисой», «Алиса» in quotes: no person alone is quoted, but «группа «Алиса»» is."""
    before = tokens.words[max(0, span.start - _NOUN_BEFORE) : span.start]
    return lemma_key(tokens, span) in ASSISTANTS and (
        any(plain(word) in every_form(ASSISTANT_NOUNS) for word in before)
        or (_is_quoted(tokens, span) and not _has_noun(tokens, span, GENERIC_WORDS))
    )


def _is_quoted(tokens: Tokens, span: Span) -> bool:
    """Whether a name fills its quotes: not «Алиса» of «Алиса пришла», which somebody says."""
    after = tokens.words[span.end] if span.end < len(tokens) else ""
    return stands_in_quotes(tokens, span) and after in QUOTES


def _has_noun(tokens: Tokens, span: Span, nouns: frozenset[str]) -> bool:
    """Whether a noun before a quoted name says what it is: «завод «Калибр»»."""
    index = span.start - 2
    return (
        index >= 0
        and stands_in_quotes(tokens, span)
        and plain(tokens.words[index]) in every_form(nouns)
    )


def take_listed_types(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """What is listed as an organization and not as a place is one: «саммит в Евросоюзе».

    A club is called like its city, so only an acronym becomes a place («экипаж МКС»), what stands
    without quotes («в Шереметьево») or after a noun for a place («аэропорт «Внуково»»). A person
    is called like anything, except by a word that no person has, «Мосбиржа», or beside a place:
    «из Москвы и Питера».
    """
    places = [span for span in spans if span.type == "LOC"]
    borders = {span.end for span in places}, {span.start for span in places}
    full_names = [span for span in spans if span.type == "PER" and span.end - span.start > 1]
    surnames = {plain(tokens.words[span.end - 1]) for span in full_names}
    agreed = []
    for span in (_without_verb(tokens, span) for span in spans):
        listed = _listed_as(tokens, span)
        if (
            listed
            and listed != span.type
            and (
                _may_become(tokens, span, listed, surnames)
                or (listed == "LOC" and _is_coordinated(tokens, span, *borders))
            )
        ):
            agreed.append(replace(span, type=listed))
        else:
            agreed.append(span)
    return agreed


def _is_coordinated(tokens: Tokens, span: Span, ends: set[int], starts: set[int]) -> bool:
    """Whether «и» joins a name to one of a place, of which the borders are given."""
    before, after = span.start - 1, span.end
    return (before in ends and tokens.words[before] == "и") or (
        after + 1 in starts and tokens.words[after] == "и"
    )


def take_listed_inside(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Names inside names have the types that are listed as well: «центр Сбера»."""
    listed = take_listed_types(tokens, spans)
    return [new if old.nested else old for old, new in zip(spans, listed, strict=True)]


def _without_verb(tokens: Tokens, span: Span) -> Span:
    """Cut a name at the verb after a listed word: «[Мосбирже] подешевели»."""
    second = span.start + 1
    if second >= span.end or not is_verb(tokens.words[second]):
        return span
    return replace(span, end=second) if listed_type(tokens.words[span.start]) else span


def _listed_as(tokens: Tokens, span: Span) -> Type | None:
    if span.end - span.start == 1:
        return listed_type(tokens.words[span.start])
    aliases = built_in_aliases()
    key = lemma_key(tokens, span)
    if span.type == "PER":
        return "LOC" if aliases.find("LOC", key) and not aliases.find("PER", key) else None
    other: Type = "LOC" if span.type == "ORG" else "ORG"
    return other if not aliases.find(span.type, key) and aliases.find(other, key) else None


def _may_become(tokens: Tokens, span: Span, listed: Type, surnames: Iterable[str]) -> bool:
    word = tokens.words[span.start]
    if span.end - span.start > 1 and span.type == "PER":
        return True
    if span.type == "PER":
        return not is_personal(word) and not any(look_alike(word, one) for one in surnames)
    return (
        listed == "ORG"
        or word[:2].isupper()
        or not stands_in_quotes(tokens, span)
        or word.endswith(_ENDINGS_OF_PLACES)
        or _has_noun(tokens, span, PLACE_NOUNS)
    )


def find_listed(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Find names of several tokens that the table has: «Организация Объединённых Наций», «ОПЕК+».

    One that the model found in part is made whole, and has the type that is listed: no person is
    called «Lockheed Martin».
    """
    patterns: dict[Pattern, None] = {}
    starts = []
    for index in _possible_starts(tokens):
        first = plain(tokens.words[index][:2])
        seconds = _listed(first[0]).get(first)
        if seconds and index + 1 < len(tokens):
            like = seconds.get(plain(tokens.words[index + 1][:2]), ())
            begun = [known for known in like if _looks_like(tokens, index, known)]
            if begun:
                patterns.update(dict.fromkeys(begun))
                starts.append(index)
    if not starts:
        return spans
    owners = {index: span for span in spans for index in range(span.start, span.end)}
    whole: list[Span] = []
    parts: set[Span] = set()
    for start, end, known in find_patterns(tokens, patterns, starts, set()):
        found = replace(known.source, start=start, end=end)
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
    return sorted([*kept, *whole], key=lambda span: span.order)


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


def _possible_starts(tokens: Tokens) -> list[int]:
    """Capitals, and the words before them that may begin a listed place: «сектор Газа»."""
    small = _small_beginnings()
    starts = []
    for index in tokens.capitals:
        if index and plain(tokens.words[index - 1][:2]) in small:
            starts.append(index - 1)
        starts.append(index)
    return starts


def _is_part(tokens: Tokens, span: Span, whole: Span, known: Pattern) -> bool:
    """Whether a name is a listed one cut short; a person is no part but in «Код Дурова».

    Nor is one what goes on without a space: «Битрикс24».
    """
    shorter = span.end - span.start < whole.end - whole.start
    inside = whole.start <= span.start and span.end <= whole.end
    if not inside or not shorter or span.type != "PER":
        return inside and shorter
    if span.end < whole.end and not tokens.gap(span.end):
        return True
    words = known.words[span.start - whole.start : span.end - whole.start]
    return stands_in_quotes(tokens, whole) and words == tuple(tokens.words[span.start : span.end])


def find_listed_words(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Find names of one word that the table has and that nothing else is called by: «Минцифры»."""
    taken = covered(spans)
    found = [
        Span(index, index + 1, listed, _TRUST_LISTED)
        for index in sorted({*tokens.capitals, *_small_capitals(tokens)})
        if index not in taken
        and (listed := listed_type(tokens.words[index]))
        and _stands_for_itself(tokens, index)
    ]
    return sorted([*spans, *found], key=lambda span: span.order) if found else spans


def _small_capitals(tokens: Tokens) -> list[int]:
    """Where listed names stand that begin with a small letter: «xAI», «eBay»."""
    names = {name for name in _begun_small() if name in tokens.text}
    return [index for index, word in enumerate(tokens.words) if word in names] if names else []


@lru_cache(maxsize=1)
def _begun_small() -> tuple[str, ...]:
    names = {listed.name for listed in built_in_aliases().entries.values()}
    small = (name for name in names if name[0].islower() and " " not in name)
    return tuple(sorted(name for name in small if not name.islower()))


def _stands_for_itself(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    if word.isupper() and len(word) <= _LONGEST_ABBREVIATION:
        return False
    if is_personal(word):
        return False
    if is_common(word) and not is_inside_sentence(tokens, index) and not _they_act(tokens, index):
        return False
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
        and built_in_aliases().find("ORG", word) is not None
        and any((one.case, one.number) == ("nomn", "plur") for one in known_readings(word))
    )


@lru_cache(maxsize=256)
def _listed(letter: str) -> dict[str, dict[str, list[Pattern]]]:
    """The table's names of several tokens that begin with a letter, by how the first two begin.

    «СБ ООН» is left to the model: it knows abbreviations, and `join_bodies` joins them.
    """
    names: dict[str, dict[str, list[Pattern]]] = defaultdict(lambda: defaultdict(list))
    for kind, name in _by_letter().get(letter, ()):
        known = known_pattern(kind, name, _TRUST_LISTED)
        if len(known.words) > 1:
            first, second = known.words[:2]
            # Numbers stand beside names: «с Россией 1 к 8».
            if (
                (
                    len(first) > _LONGEST_ABBREVIATION
                    or not first.isupper()
                    or not second[0].isalnum()
                )
                and (kind == "LOC" or not first.islower())
                and not name.endswith(tuple(f" {digit}" for digit in range(10)))
            ):
                names[plain(first[:2])][plain(second[:2])].append(known)
    return {first: dict(seconds) for first, seconds in names.items()}


@lru_cache(maxsize=1)
def _by_letter() -> dict[str, list[tuple[Type, str]]]:
    """The table's names of several tokens by their first letter: the tokens of all are many."""
    names = defaultdict(list)
    for kind, name in built_in_aliases().several_tokens:
        names[plain(name[0])].append((kind, name))
    return dict(names)


@lru_cache(maxsize=1)
def _small_beginnings() -> frozenset[str]:
    return frozenset(
        name[:2]
        for kind, name in built_in_aliases().several_tokens
        if kind == "LOC" and name[0].islower()
    )


def _looks_like(tokens: Tokens, index: int, known: Pattern) -> bool:
    end = index + len(known.words)
    words = tokens.words[index:end]
    return (
        len(words) == len(known.words)
        and all(map(look_alike, words, known.words))
        and near(tokens, index, end - 1)
    )
