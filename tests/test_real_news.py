"""Real news: a well-known article, and thousands of texts that nothing may break on."""

from __future__ import annotations

from typing import get_args

import pytest

from ruentities import Document, Extractor, Scheme, extract
from ruentities.corpora.readers import corpus_directory, read
from ruentities.schemes import Corpus
from tests.paths import CORPORA, SHARED

ARTICLE = SHARED / "examples" / "lavrov_ria_2015.txt"


@pytest.mark.slow
@pytest.mark.corpora
@pytest.mark.skipif(not CORPORA.is_dir(), reason="no corpora here")
@pytest.mark.parametrize("corpus", [name for name in get_args(Corpus) if name != "jsonl"])
def test_every_text_of_the_corpora_gives_a_document(corpus: Corpus) -> None:
    extractors = [Extractor(scheme=scheme) for scheme in get_args(Scheme)[:2]]
    for gold in read(corpus, corpus_directory(CORPORA, corpus))[::3]:
        for extractor in extractors:
            document = extractor.extract(gold.text)
            assert Document.model_validate(document.model_dump()) == document


@pytest.fixture(scope="module")
def article() -> Document:
    if not ARTICLE.is_file():
        pytest.skip("the article is not here")
    return extract(ARTICLE.read_bytes().decode())


def test_the_minister_is_one_person(article: Document) -> None:
    (person,) = article.persons
    assert (person.name, person.first, person.last) == ("Сергей Лавров", "Сергей", "Лавров")
    assert person.gender == "masc"
    assert [mention.text for mention in person.mentions] == [
        "Сергей Лавров",
        "Сергей Лавров",
        "Лавров",
    ]


def test_each_place_is_one_location(article: Document) -> None:
    assert {place.name for place in article.locations} == {
        "Россия",
        "Сирия",
        "Ирак",
        "США",
        "Москва",
    }
    (russia,) = [place for place in article.locations if place.name == "Россия"]
    assert {mention.text for mention in russia.mentions} == {"России", "Россия", "РФ"}


def test_each_body_is_one_organization(article: Document) -> None:
    assert {body.name for body in article.organizations} >= {
        "ООН",
        "СБ ООН",
        "МИД РФ",
        "Исламское государство",
        "Джебхат ан-Нусра",
    }
    (state,) = [body for body in article.organizations if "ИГИЛ" in body.aliases]
    assert {mention.text for mention in state.mentions} == {"Исламское государство", "ИГИЛ", "ИГ"}


def test_nothing_else_is_an_organization(article: Document) -> None:
    assert len(article.organizations) == 5


def test_adjectives_and_peoples_are_no_names(article: Document) -> None:
    covered = {place for m in article.mentions for place in range(m.start, m.end)}
    for word in ("российской", "сирийского", "курды", "американскими"):
        assert article.text.index(word) not in covered
