"""Linking as a function: what cannot be said in the cases' notation, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from ruentities import Extractor, Lexicon, extract
from ruentities.language.latin import sound
from ruentities.language.names_table import built_in_aliases
from ruentities.language.person_names import Parts
from ruentities.linking.link import link
from ruentities.normalization.name import Name
from ruentities.result.entity import Reason
from ruentities.text.segmentation import Tokens, tokenize
from ruentities.text.spans import Span
from tests.test_cases import CASES
from tests.work import calls

if TYPE_CHECKING:
    from ruentities.kinds import Type


# Names that no reader takes for spellings of each other.
_SYLLABLES = "бад вег гиж дол зум кын лер мош нюф пяк".split()


def people(count: int, distinct: int) -> tuple[Tokens, list[Name]]:
    """So many mentions of so many people, by turns with the full name and the surname alone."""
    words: list[str] = []
    names = []
    for i in range(count):
        surname = "".join(_SYLLABLES[int(digit)] for digit in f"{i % distinct:04}").capitalize()
        name = ("Иван", surname) if i // distinct % 2 == 0 else (surname,)
        parts = Parts("Иван" if len(name) == 2 else None, None, surname)
        span = Span(len(words), len(words) + len(name), "PER", 0.9)
        names.append(Name(span, " ".join(name), name, parts, "masc", None, 1.0))
        words += [*name, "и"]
    return tokenize(" ".join(words)), names


def test_every_reason_has_a_case() -> None:
    shown = {mention.why for case in CASES for mention in case.values[0].mentions}  # type: ignore[union-attr]
    assert shown - {None} == set(get_args(Reason)) - {"inflected form"}


def test_a_misread_form_joins_the_name() -> None:
    names = [
        (("Алексей", "Ратманский"), Parts("Алексей", None, "Ратманский")),
        (("Ратманского",), Parts(last="Ратманского")),
    ]
    tokens = tokenize("Алексей Ратманский и Ратманского")
    spans = [Span(0, 2, "PER", 0.9), Span(3, 4, "PER", 0.9)]
    (person,) = link(
        tokens,
        [
            Name(span, " ".join(words), words, parts, None, None, 1.0)
            for span, (words, parts) in zip(spans, names, strict=True)
        ],
        built_in_aliases(),
    )
    assert [mention.reason for mention in person.mentions] == ["same name", "inflected form"]


def test_a_state_is_not_the_city_of_its_name() -> None:
    document = extract("Он переехал из штата Вашингтон в город Вашингтон.")
    found = {entity.mentions[0].start: entity for entity in document.locations}
    state, city = (found[document.text.index("Вашингтон", place)] for place in (0, 30))
    assert (state.wikidata, state.country) == (None, None)
    assert (city.wikidata, city.country) == ("Q61", "US")


@pytest.mark.parametrize("kind", ["PER", "ORG", "LOC"])
def test_a_users_name_may_be_read_as_a_mark(kind: Type) -> None:
    lexicon = Lexicon([{"name": "&laquo;", "type": kind}])
    (found,) = Extractor(lexicon=lexicon).extract("Здесь стоит &laquo; без пары.").entities
    assert (found.type, found.name) == (kind, "&laquo;")


def test_the_users_name_is_an_alias_of_what_stands_in_the_text() -> None:
    lexicon = Lexicon([{"name": "Рога и копыта", "type": "ORG", "aliases": ["РиК"]}])
    (company,) = Extractor(lexicon=lexicon).extract("РиК закрыта.").organizations
    assert (company.name, company.mentions[0].reason) == ("Рога и копыта", "alias")


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("газпром", "gazprom"),
        ("яндекс", "yandex"),
        ("гаррет рейсман", "garrett reisman"),
        ("юрген клинсман", "jürgen klinsmann"),
        ("антонио таяни", "antonio tajani"),
        ("томас хаммарберг", "thomas hammarberg"),
    ],
)
def test_two_alphabets_sound_alike(cyrillic: str, latin: str) -> None:
    assert sound(cyrillic) == sound(latin) is not None


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [("газпром", "gazprombank"), ("сергей лавров", "sergio larrov"), ("яндекс", "android")],
)
def test_two_alphabets_sound_different(cyrillic: str, latin: str) -> None:
    assert sound(cyrillic) != sound(latin)


@pytest.mark.parametrize("distinct", [1, 40, 1_000])
def test_work_is_linear_in_mentions(distinct: int) -> None:
    tokens, names = people(10_000, distinct)
    entities = link(tokens, names, built_in_aliases())
    assert len(entities) == distinct
    assert sum(len(entity.mentions) for entity in entities) == 10_000
    fewer = calls(link, *people(1_000, max(1, distinct // 10)), built_in_aliases())
    assert calls(link, tokens, names, built_in_aliases()) < 12 * fewer
