"""Each row of docs/natasha.md: natasha's call and ours, on one text in our own words."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from tests.paths import DOCS

pytest.importorskip("natasha")

from ruentities import Document, Extractor, extract
from ruentities.evaluation.natasha_pipeline import Natasha

PAGE = DOCS / "natasha.md"
TEXT = (
    "Глава МИД Финляндии Ирья Лаакконен прилетела в Хельсинки из Таллина. Министр иностранных дел "
    "Эстонии Маргус Каск проводил Лаакконен до самолёта. Ольгу Королёву, которая переводила "
    "переговоры, Каск поблагодарил отдельно. Позднее Королёвой вручили грамоту Союза журналистов "
    "России."
)


@pytest.fixture(scope="module")
def theirs() -> Any:
    return Natasha().extract(TEXT)


@pytest.fixture(scope="module")
def ours() -> Document:
    return extract(TEXT)


def test_flat_mentions_are_natashas_spans(theirs: Any) -> None:
    rows = Extractor(scheme="flat").extract(TEXT).to_records()
    assert [(row["start"], row["end"], row["text"], row["type"]) for row in rows] == [
        (span.start, span.stop, span.text, span.type) for span in theirs.spans
    ]


def test_whole_names_hold_natashas_pieces(theirs: Any, ours: Document) -> None:
    texts = {mention.text for mention in ours.mentions}
    assert {"МИД Финляндии", "Союза журналистов России"} <= texts
    assert not {"МИД Финляндии", "Союза журналистов России"} & {s.text for s in theirs.spans}
    for span in theirs.spans:
        assert any(m.start <= span.start and span.stop <= m.end for m in ours.mentions)


def test_normal_forms_are_the_same_or_better(theirs: Any, ours: Document) -> None:
    normals = {(mention.start, mention.end): mention.normal for mention in ours.mentions}
    differing = {
        span.normal: normals[span.start, span.stop]
        for span in theirs.spans
        if normals.get((span.start, span.stop), span.normal) != span.normal
    }
    assert differing == {"Ольга Королеву": "Ольга Королёва", "Королевой": "Королёва"}


def test_parts_of_names(theirs: Any, ours: Document) -> None:
    facts = {span.normal: span.fact.as_dict for span in theirs.spans if span.fact}
    assert facts["Маргус Каск"] == {"first": "Маргус", "last": "Каск"}
    assert {person.name: (person.first, person.last) for person in ours.persons} == {
        "Ирья Лаакконен": ("Ирья", "Лаакконен"),
        "Маргус Каск": ("Маргус", "Каск"),
        "Ольга Королёва": ("Ольга", "Королёва"),
    }


def test_counts_are_of_people_not_of_forms(theirs: Any, ours: Document) -> None:
    forms = Counter(span.normal for span in theirs.spans if span.type == "PER")
    assert max(forms.values()) == 1
    assert {person.name: len(person.mentions) for person in ours.persons} == {
        "Ирья Лаакконен": 2,
        "Маргус Каск": 2,
        "Ольга Королёва": 2,
    }


def test_names_extractor_on_a_line(theirs: Any) -> None:
    person = extract("Сергею Петровичу Мохову").persons[0]
    assert (person.first, person.middle, person.last) == ("Сергей", "Петрович", "Мохов")


def test_json_reads_back(theirs: Any, ours: Document) -> None:
    assert json.loads(json.dumps(theirs.as_json))["text"] == ours.text
    assert Document.model_validate_json(ours.model_dump_json()) == ours


def test_blank_text_is_an_empty_document() -> None:
    with pytest.raises(ValueError, match=r"zero-size|concatenate"):  # by numpy
        Natasha().extract(" ")
    assert extract(" ").entities == ()


def test_tokens_and_sentences_are_razdels(theirs: Any) -> None:
    import razdel

    assert [t.text for t in theirs.tokens] == [t.text for t in razdel.tokenize(TEXT)]
    assert [s.text for s in theirs.sents] == [s.text for s in razdel.sentenize(TEXT)]


def test_the_page_tells_what_is_not_here() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in ("DatesExtractor", "MoneyExtractor", "AddrExtractor", "doc.syntax"):
        assert f"`{name}`" in page
