"""Rules for what a name is of: one name has one type, and a common noun is no name."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import LONGEST_ENDING, plain
from ruentities.language.listed_words import listed_type
from ruentities.language.morphology import every_form, known_readings, readings
from ruentities.language.names_table import built_in_aliases
from ruentities.language.word_lists import (
    COMINGS,
    GENERIC_ABBREVIATIONS,
    GENERIC_BODIES,
    GENERIC_WORDS,
    GOODS,
    LEGAL_FORMS,
    SHIPS_AND_STORMS,
    STAGE_PEOPLE,
)
from ruentities.repair.adjectives import is_body_of_place, is_of_noun, without_sees
from ruentities.repair.announced import with_announced
from ruentities.repair.ground import is_direction, is_inside_sentence, is_makers, is_verb
from ruentities.repair.kind_words import is_kind_of_quoted, is_on_stage, take_quoted_kinds
from ruentities.repair.matching import lemma_key
from ruentities.repair.rolls import of_rolls
from ruentities.repair.tables import fills_cell
from ruentities.text.marks import near, stands_in_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from ruentities.kinds import Case, Type
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

# From this score on a name keeps its type; set by eye.
_SURE: Final = 0.9
# From this score on a place or a body is no person's surname.
_SURE_PLACE: Final = 0.7
_LANDS: Final = frozenset("край область округ район регион республика".split())
_OF_VILLAGES: Final = ("ево", "ёво", "ово", "ино", "ыно")
_SHORTEST_SURNAME: Final = 4
_BODIES: Final = (
    GENERIC_BODIES
    | GENERIC_WORDS
    | frozenset(
        """
        администрация армия ассамблея бюро гвардия дивизия дума инспекция казначейство корпус
        лига милиция палата полиция полк сборная собрание союз федерация флот центробанк штаб
        """.split()
    )
)
_MADE_BY_ONE: Final = GOODS - {"самолёт"}
_UPPER_HOUSE: Final = frozenset(("сенат",))
# A brand inside a common noun: «YouTube-канал», «Telegram-каналы».
_COMPOUND: Final = re.compile("[A-Za-z]+-[а-яё]+")
# «Обжаренный с розмарином стейк»
_PARTICIPLE: Final = re.compile(
    "[а-яё](?:[аеяё]нн|[ую]щ|вш)(?:[ыи]й|[ыио]м|[ая]я|[оеуыи]е|[ое]го|[ое]му|[ое]й|[ую]ю|[ыи]х|[ыи]ми)$"
)
# First names that are what one has for somebody or something, with what says for whom.
_FEELINGS: Final[dict[str, tuple[str, Case]]] = {
    "Вера": ("в", "accs"),
    "Надежда": ("на", "accs"),
    "Любовь": ("к", "datv"),
}


def agree_on_types(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """One name, one type: «Динамо» is not a place once and a club three times."""
    if all(span.score >= _SURE for span in spans):
        return spans
    outlines = [_outline(tokens.words[span.start : span.end]) for span in spans]
    kinds: dict[str, set[Type]] = defaultdict(set)
    for span, outline in zip(spans, outlines, strict=True):
        kinds[outline].add(span.type)
    unsure = {
        outline
        for span, outline in zip(spans, outlines, strict=True)
        if span.score < _SURE and len(kinds[outline]) > 1
    }
    if not unsure:
        return spans
    keys = {
        span: lemma_key(tokens, span)
        for span, outline in zip(spans, outlines, strict=True)
        if outline in unsure
    }
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


def take_told_types(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A name is what the words beside it, or the text elsewhere, tell: «Союз ткачей (СТ)».

    An abbreviation in brackets is what it stands for, there and later. Who came is a person, where
    nobody knows of such a place, and so is the singer or blogger of a name: «певец Artik». What the
    model doubts is what the same name is elsewhere; a person where the text names one in full by
    that surname, or where nothing but a surname is spelt so.
    """
    spans = agree_on_types(tokens, spans)
    surnames = {
        beginning
        for span in spans
        if span.type == "PER" and span.end - span.start > 1
        for beginning in _beginnings(tokens.words[span.end - 1])
    }
    has_stage = not tokens.plain_words.isdisjoint(every_form(STAGE_PEOPLE))
    told = [
        replace(span, type="PER")
        if span.type != "PER"
        and ((has_stage and is_on_stage(tokens, span)) or _is_person(tokens, span, surnames))
        else replace(span, type="ORG")
        if span.type == "LOC" and is_body_of_place(tokens, span)
        else span
        for span in spans
    ]
    return with_announced(tokens, take_quoted_kinds(tokens, told))


def _is_person(tokens: Tokens, span: Span, surnames: Set[str]) -> bool:
    return span.end - span.start == 1 and (
        (span.type == "LOC" and _came(tokens, span.start))
        or (
            (
                span.score < _SURE_PLACE
                or (span.type == "LOC" and not known_readings(tokens.words[span.start]))
            )
            and _is_surname(tokens, span, surnames)
        )
    )


def _is_surname(tokens: Tokens, span: Span, surnames: Set[str]) -> bool:
    word = tokens.words[span.start]
    if not word.istitle() or stands_in_quotes(tokens, span) or listed_type(word):
        return False
    if word.endswith(_OF_VILLAGES):
        return False
    known = known_readings(word)
    if known:
        # «— Собянин», not «в Марксе».
        return (
            span.type == "LOC"
            and all("Surn" in one.labels for one in known)
            and any((one.case, one.gender) == ("nomn", "masc") for one in known)
        )
    return not surnames.isdisjoint(_beginnings(word))


def _beginnings(word: str) -> set[str]:
    """What some other case form of a word may begin with."""
    key = plain(word)
    least = max(_SHORTEST_SURNAME, len(key) - LONGEST_ENDING)
    return {key[:length] for length in range(least, len(key) + 1)}


def _came(tokens: Tokens, index: int) -> bool:
    word, before = tokens.words[index], tokens.words[max(0, index - 1)]
    # What the name is has to be asked anyway, what stands before it has not.
    if not index or index in tokens.breaks or known_readings(word) or not is_verb(before):
        return False
    verb = known_readings(before)[0]
    return verb.gender is not None and plain(verb.lemma) in COMINGS and listed_type(word) is None


def drop_generic(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A bare common noun names nobody, whatever its capital: «Министерство внесёт проект».

    Nor does one at a sentence's head that the text names nobody by elsewhere: «Москвича нашли»,
    an adjective of a common noun, or a see: «смоленский губернатор», «митрополит Тульский».
    """
    listed = of_rolls(tokens, spans)
    begun = {span.start for span in spans if span.type == "ORG"}
    return [
        span
        for span in without_sees(tokens, spans)
        if not (
            span.type == "ORG"
            and (_names_nobody(tokens, span) or is_kind_of_quoted(tokens, span, begun))
        )
        and not (span.type == "LOC" and is_direction(tokens, span.start, span.end))
        and not is_of_noun(tokens, span)
        and not _is_land(tokens, span)
        and not (span.type != "ORG" and _is_aboard(tokens, span))
        and not (
            span.type == "PER"
            and span.start not in listed
            and _is_only_capitalized(tokens, span, spans)
        )
        and not (span.type == "PER" and _is_feeling(tokens, span))
    ]


def _is_aboard(tokens: Tokens, span: Span) -> bool:
    """Whether a ship is called so, in Latin letters: «паром Estonia»."""
    return (
        span.start > 0
        and tokens.words[span.start].isascii()
        and near(tokens, span.start - 1, span.start)
        and plain(tokens.words[span.start - 1]) in every_form(SHIPS_AND_STORMS)
    )


def _is_land(tokens: Tokens, span: Span) -> bool:
    """Whether a land is but called one: «МВД по [Республике]»."""
    return (
        span.type == "LOC"
        and span.end - span.start == 1
        and plain(tokens.words[span.start]) in every_form(_LANDS)
        and not stands_in_quotes(tokens, span)
    )


def _is_only_capitalized(tokens: Tokens, span: Span, spans: Sequence[Span]) -> bool:
    """Whether a person is but a noun or participle with a sentence's capital."""
    word = tokens.words[span.start]
    if span.end - span.start > 1 or not word.istitle() or word.isascii():
        return False
    if is_inside_sentence(tokens, span.start) or stands_in_quotes(tokens, span):
        return False
    if fills_cell(tokens, span):
        return False
    if plain(word) in every_form(STAGE_PEOPLE):
        # «Тиктокера»: the dictionary has few of them.
        return True
    found = known_readings(word)
    if not found or any(one.labels for one in found):
        return False
    if not _PARTICIPLE.search(word) and any(one.part != "noun" for one in found):
        return False
    if any(built_in_aliases().has_surname(one.lemma) for one in found):
        return False
    begins = _outline([word])
    return not any(
        _outline([other]) == begins
        for one in spans
        if one is not span
        for other in tokens.words[one.start : one.end]
    )


def _is_feeling(tokens: Tokens, span: Span) -> bool:
    """Whether a noun at a sentence's head has its object: «Вера в себя», no «Вера в Туле»."""
    word = tokens.words[span.start]
    after = tokens.words[span.end : span.end + 2]
    if word not in _FEELINGS or span.end - span.start > 1 or len(after) < 2:
        return False
    preposition, case = _FEELINGS[word]
    cases = {one.case for one in known_readings(after[1])}
    return (
        after[0] == preposition
        and case in cases
        and "loct" not in cases
        and near(tokens, span.start, span.end + 1)
        and not is_inside_sentence(tokens, span.start)
    )


def _names_nobody(tokens: Tokens, span: Span) -> bool:
    word = tokens.words[span.start]
    if span.end - span.start > 1:
        # «двигатели Pratt & Whitney PW1500G»
        return _is_phrase(tokens, span) or (
            word.isascii() and word.istitle() and is_makers(tokens, span.end - 1)
        )
    return (
        (_is_generic(word) and not _is_upper_house(tokens, span.start))
        or _COMPOUND.fullmatch(word) is not None
        or is_makers(tokens, span.start)
        or _is_on_goods(tokens, span.start)
    )


def _is_on_goods(tokens: Tokens, index: int) -> bool:
    """Whether a name in Latin letters says whose make one thing is: «телефон Samsung».

    Several are the maker's, and an aircraft is an airline's: «смартфоны Samsung», «самолёт DHL».
    """
    return (
        index > 0
        and tokens.words[index].isascii()
        and near(tokens, index - 1, index)
        and plain(noun := tokens.words[index - 1]) in every_form(_MADE_BY_ONE)
        and any(one.number == "sing" for one in known_readings(noun)[:1])
    )


def _is_upper_house(tokens: Tokens, index: int) -> bool:
    """Whether a capital inside a sentence tells which house is meant: «большинство в Сенате»."""
    return (
        tokens.words[index].istitle()
        and is_inside_sentence(tokens, index)
        and plain(tokens.words[index]) in every_form(_UPPER_HOUSE)
    )


def _is_phrase(tokens: Tokens, span: Span) -> bool:
    """Whether the one capital of a name is a sentence's: «Единого фронта борьбы нет».

    A body's noun makes it a name all the same, and so does a nominative.
    """
    words = tokens.words[span.start : span.end]
    if not words[0].istitle() or not all(map(str.islower, words[1:])):
        return False
    if is_inside_sentence(tokens, span.start) or stands_in_quotes(tokens, span):
        return False
    first = known_readings(words[0])
    return (
        bool(first)
        and all(one.part == "adjective" and one.case != "nomn" for one in first)
        and not any(plain(word) in every_form(_BODIES) for word in words[1:])
    )


def _is_generic(word: str) -> bool:
    if word.isupper():
        return word in GENERIC_ABBREVIATIONS or word in LEGAL_FORMS
    if word[0].isupper():
        return plain(word) in every_form(GENERIC_BODIES)
    # «(далее — Минтруд)»: an adverb is no name either.
    likely = readings(word)
    return plain(word) in every_form(GENERIC_BODIES) or (bool(likely) and likely[0].part == "other")


def _outline(words: Sequence[str]) -> str:
    """What all case forms of a name have in common: two letters of each word."""
    return plain(" ".join([word[:2] for word in words]))
