"""Rules that the table of names settles: what is listed has its type, or is nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import SHORTEST_BEGINNING, plain
from ruentities.language.listed_words import is_listed_as_nothing, is_personal, listed_type
from ruentities.language.morphology import every_form, known_readings, lemmas, readings
from ruentities.language.names_table import built_in_aliases
from ruentities.language.word_lists import (
    ANIMALS,
    ASSISTANT_NOUNS,
    ASSISTANTS,
    CALLED,
    COMPANY_NOUNS,
    GENERIC_WORDS,
    LEGAL_FORMS,
    PLACE_NOUNS,
    SIDES_OF_THE_WORLD,
    VIEWINGS,
)
from ruentities.repair.claims import is_aged
from ruentities.repair.ground import is_inside_sentence, is_verb
from ruentities.repair.kind_words import is_club, is_honoured, is_on_stage, is_told
from ruentities.repair.matching import lemma_key, look_alike
from ruentities.repair.place_lists import among_places, borders, is_coordinated, on_routes
from ruentities.repair.skies import born_under_signs, is_shower
from ruentities.repair.written_people import is_nickname
from ruentities.text.marks import is_quoted, near, stands_in_quotes
from ruentities.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruentities.kinds import Type
    from ruentities.text.segmentation import Tokens

# No person is called so: «Як-130», «Олимпиада-2026».
_NUMBERED: Final = re.compile(r"[A-ZА-ЯЁ]\w*-\d")
# No club is called so: «Шереметьево», «Внуково».
_ENDINGS_OF_PLACES: Final = ("ево", "ёво", "ово")
# Whoever the network calls a person is none of Суровикино, as «Суровикина» might be.
_FORM_OF_SURNAME: Final = re.compile(r".+(?:[еёо]в|[иы]н)(?:а|у|ым|ой)?")
_BEGINNING: Final = 4
_NAMING: Final = frozenset("зовут звали назвали окрестили".split())
# «Голосовой помощник «Алиса»»: so far before the name the noun stands at most.
_NOUN_BEFORE: Final = 3


def drop_listed(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """What is listed as no name of the three types is none: «СВО», «Орешник»; nor is «Запад».

    «Восток» in quotes may be anything. Who is once called an assistant or an animal is one in all
    the text.
    """
    nobody = _assistants(tokens)
    called: frozenset[str] = frozenset()
    if _has_animals(tokens):
        animals = [tokens.words[span.start] for span in spans if _is_animal(tokens, span)]
        called = called.union(*map(lemmas, animals))
    nothing = born_under_signs(tokens, spans)
    nothing.update([span for span in spans if _is_nothing(tokens, span)])
    if any(span.type == "PER" for span in nothing):
        people = _people(tokens, spans)
        nothing = {
            span for span in nothing if span.type != "PER" or lemma_key(tokens, span) not in people
        }
    if not nothing and not nobody and not called:
        return spans
    return [
        span
        for span in spans
        if span not in nothing
        and not (nobody and lemma_key(tokens, span) in nobody)
        and not (
            called
            and span.end - span.start == 1
            and span.type != "ORG"
            and not called.isdisjoint(lemmas(tokens.words[span.start]))
        )
    ]


def _people(tokens: Tokens, spans: Iterable[Span]) -> set[str]:
    """Return by what the document calls somebody: «Фазиль [Искандер]», «по кличке Север»."""
    return {
        lemma_key(tokens, replace(span, start=span.end - 1))
        for span in spans
        if span.type == "PER"
        and (
            span.end - span.start > 1
            or is_nickname(tokens, span.start - (span.start > 0 and stands_in_quotes(tokens, span)))
        )
    }


def _is_nothing(tokens: Tokens, span: Span) -> bool:
    if is_shower(tokens, span):
        return True
    if span.type == "PER" and _is_watched(tokens, span):
        return True
    words = tokens.words[span.start : span.end]
    if span.type == "PER" and any(map(_NUMBERED.match, words)):
        return True
    if span.end - span.start > 1:
        return span.type != "PER" and (
            built_in_aliases().is_nothing(" ".join(words))
            or (
                plain(words[0][:_BEGINNING]) in _begun()
                and built_in_aliases().is_nothing(lemma_key(tokens, span))
            )
        )
    word = tokens.words[span.start]
    if word in SIDES_OF_THE_WORLD:
        return not stands_in_quotes(tokens, span)
    if span.type == "PER" and is_personal(word) and not built_in_aliases().is_nothing(word):
        return False
    return is_listed_as_nothing(word) and not (
        _has_noun(tokens, span, GENERIC_WORDS) or _is_company(tokens, span)
    )


@lru_cache(maxsize=1)
def _begun() -> frozenset[str]:
    """Return how names of several words that are nothing begin: «Глобального Юга»."""
    return frozenset(name[:_BEGINNING] for name in built_in_aliases().nothing if " " in name)


def _is_watched(tokens: Tokens, span: Span) -> bool:
    """Whether one watches or reads what is quoted: «посмотрели «Сибиряка»»."""
    verb = span.start - 2
    return (
        verb >= 0
        and is_quoted(tokens, span.start, span.end)
        and tokens.words[verb].islower()
        and any(plain(one.lemma) in VIEWINGS for one in known_readings(tokens.words[verb])[:1])
    )


def _assistants(tokens: Tokens) -> set[str]:
    """Return which assistants a text speaks of: «колонка с Алисой», «Алиса» in quotes."""
    forms = every_form(ASSISTANTS)
    if tokens.plain_words.isdisjoint(forms):
        return set()
    named = (
        Span(index, index + 1, "PER", 1.0)
        for index in tokens.capitals
        if plain(tokens.words[index]) in forms
    )
    return {lemma_key(tokens, span) for span in named if _is_assistant(tokens, span)}


def _is_assistant(tokens: Tokens, span: Span) -> bool:
    """Whether a noun before or quotes tell: no person alone is quoted, but «группа «Алиса»» is."""
    before = tokens.words[max(0, span.start - _NOUN_BEFORE) : span.start]
    return any(plain(word) in every_form(ASSISTANT_NOUNS) for word in before) or (
        is_quoted(tokens, span.start, span.end) and not _has_noun(tokens, span, GENERIC_WORDS)
    )


def _has_animals(tokens: Tokens) -> bool:
    """Whether a text speaks of animals, also in words like «пёс-толстяк»."""
    forms = every_form(ANIMALS)
    return not tokens.plain_words.isdisjoint(forms) or not forms.isdisjoint(
        [word.partition("-")[0] for word in tokens.plain_words if "-" in word]
    )


def _is_animal(tokens: Tokens, span: Span) -> bool:
    """«Кот Вася», «котика зовут Гога»; in «кот Трампа» a person stands in another case."""
    if span.type == "ORG":
        return False
    if span.type == "LOC" and (
        stands_in_quotes(tokens, span) or listed_type(tokens.words[span.start]) is not None
    ):
        return False
    before = span.start - stands_in_quotes(tokens, span)
    if tokens.words[max(0, before - 2) : before - 1] == ["по"]:
        words = tokens.words[max(0, before - 2 - _NOUN_BEFORE) : before - 2]
        return tokens.words[before - 1] in CALLED and any(
            plain(word) in every_form(ANIMALS) for word in words
        )
    if span.end - span.start > 1 or not before or not near(tokens, before - 1, before):
        return False
    noun, name = tokens.words[before - 1], tokens.words[span.start]
    if noun in _NAMING:
        words, first = tokens.words, before - 1
        farthest = max(0, first - _NOUN_BEFORE)
        while first > farthest and near(tokens, first - 1, first) and words[first - 1].isalpha():
            first -= 1
        return any(plain(word) in every_form(ANIMALS) for word in words[first : before - 1])
    noun = noun.partition("-")[0]
    return (
        plain(noun) in every_form(ANIMALS)
        and (noun.islower() or not is_inside_sentence(tokens, before - 1))
        and not any("Surn" in one.labels for one in known_readings(name))
        and any(
            (one.case, one.number) == (other.case, other.number)
            for one in readings(name)
            for other in readings(noun)
        )
    )


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
    is called like anything, except by a word that no person has, «Мосбиржа», by a place's other
    name, «Питер», or beside a place: «из Москвы и Лимы», «Суздаль – Владимир», «сёла Лог и
    Мартыновка». Who has an age or a callsign stays a person: «16-летняя София». A company in
    quotes may have a place's name.
    """
    return _with_listed_types(tokens, spans, spans)


def _with_listed_types(tokens: Tokens, some: list[Span], spans: list[Span]) -> list[Span]:
    """Give some of the spans the types that are listed."""
    edges = {kind: borders(spans, kind) for kind in ("LOC", "PER")}
    people = frozenset(
        tokens.words[index]
        for one in spans
        if one.type == "PER" and (one.end - one.start > 1 or is_aged(tokens, one.start))
        for index in (one.start, one.end - 1)
    )
    agreed = []
    places = on_routes(tokens, spans) | among_places(tokens, spans)
    for span in (_without_verb(tokens, span) for span in some):
        of_places = span in places
        listed = "LOC" if of_places else _listed_as(tokens, span)
        if (
            listed
            and listed != span.type
            and (
                (
                    _may_become(tokens, span, listed, people)
                    # «Питер и Мария»
                    and not (span.type == "PER" and is_coordinated(tokens, span, *edges["PER"]))
                )
                or of_places
                or (listed == "LOC" and is_coordinated(tokens, span, *edges["LOC"]))
            )
        ):
            agreed.append(replace(span, type=listed))
        else:
            agreed.append(span)
    return agreed


def take_listed_inside(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Names inside names have the types that are listed as well: «центр Сбера»."""
    nested = [span for span in spans if span.nested]
    if not nested:
        return spans
    listed = iter(_with_listed_types(tokens, nested, spans))
    return [next(listed) if span.nested else span for span in spans]


def _without_verb(tokens: Tokens, span: Span) -> Span:
    """Cut a name at the verb after a listed word: «[Мосбирже] подешевели»."""
    second = span.start + 1
    if second >= span.end or not is_verb(tokens.words[second]):
        return span
    return replace(span, end=second) if listed_type(tokens.words[span.start]) else span


def _listed_as(tokens: Tokens, span: Span) -> Type | None:
    if span.type == "LOC" and (_is_company(tokens, span) or is_club(tokens, span)):
        return "ORG"
    if span.end - span.start == 1:
        listed = listed_type(tokens.words[span.start])
    else:
        listed = _listed_otherwise(tokens, span)
    told = listed and (is_told(tokens, span) or is_on_stage(tokens, span))
    return None if told else listed


def _listed_otherwise(tokens: Tokens, span: Span) -> Type | None:
    """Return the type that a name of several words has in the table, where that is another."""
    other: Type = "ORG" if span.type == "LOC" else "LOC"
    aliases, words = built_in_aliases(), tokens.words[span.start : span.end]
    # To read a word that no dictionary holds takes longer than to see that no name begins so.
    begun, firsts = plain(words[0][:SHORTEST_BEGINNING]), aliases.first_words(other, words)
    if not any(one.startswith(begun) and look_alike(words[0], one) for one in firsts):
        return None
    key = lemma_key(tokens, span)
    return other if not aliases.find(span.type, key) and aliases.find(other, key) else None


def _is_company(tokens: Tokens, span: Span) -> bool:
    """Whether a quoted name is what a legal form or a noun says: «СНТ «Рассвет»»."""
    return is_quoted(tokens, span.start, span.end) and (
        _has_noun(tokens, span, COMPANY_NOUNS) or tokens.words[span.start - 2] in LEGAL_FORMS
    )


def _may_become(tokens: Tokens, span: Span, listed: Type, people: frozenset[str]) -> bool:
    word = tokens.words[span.start]
    if span.type == "PER" and (
        is_nickname(tokens, span.start - stands_in_quotes(tokens, span))
        or is_honoured(tokens, span.start)
    ):
        return False
    if span.end - span.start > 1 and span.type == "PER":
        return True
    if span.type == "PER":
        if is_personal(word) and not _is_alias(listed, word):
            return False
        if listed == "LOC" and _FORM_OF_SURNAME.fullmatch(word):
            return False
        return not any(look_alike(word, one) for one in people)
    return (
        listed == "ORG"
        or word[:2].isupper()
        or not stands_in_quotes(tokens, span)
        or word.endswith(_ENDINGS_OF_PLACES)
        or _has_noun(tokens, span, PLACE_NOUNS)
    )


def _is_alias(listed: Type, word: str) -> bool:
    """Whether a word is another name of what is listed, which the table has where it is meant."""
    name = built_in_aliases().find(listed, word)
    return name is not None and plain(name) != plain(word)
