from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

pytest.importorskip("spacy", reason="needs spaCy: pip install 'ruentities[spacy]'")

import spacy
from spacy import displacy
from spacy.tokens import DocBin

from ruentities import extract
from ruentities.integrations.spacy import docbin

pytestmark = pytest.mark.filterwarnings("default")  # spaCy's own

TEXT = "МИД России ждёт Ольгу Королёву. Королёва прилетела в Нью-Йорк, а Россия далеко."


@pytest.fixture(scope="module")
def nlp() -> Any:
    made = spacy.blank("ru")
    made.add_pipe("ruentities")
    return made


def test_entities_are_the_outermost_mentions(nlp: Any) -> None:
    doc = nlp(TEXT)
    outermost = [row for row in extract(TEXT).to_records() if not row["nested"]]
    assert [
        (e.start_char, e.end_char, e.label_, e.id_, e._.normal, e._.name) for e in doc.ents
    ] == [
        (row["start"], row["end"], row["type"], row["id"], row["normal"], row["name"])
        for row in outermost
    ]
    assert [(ent.text, ent._.normal, ent._.name) for ent in doc.ents][1:3] == [
        ("Ольгу Королёву", "Ольга Королёва", "Ольга Королёва"),
        ("Королёва", "Королёва", "Ольга Королёва"),
    ]


def test_nested_mentions_are_in_the_group(nlp: Any) -> None:
    doc = nlp(TEXT)
    assert [span.text for span in doc.spans["ruentities"]] == [
        mention.text for mention in extract(TEXT).mentions
    ]
    russia = [span for span in doc.spans["ruentities"] if span._.name == "Россия"]
    assert [span.text for span in russia] == ["России", "Россия"]
    assert len({span.id_ for span in russia}) == 1


def test_merged_entities_keep_what_the_component_set() -> None:
    merging = spacy.blank("ru")
    merging.add_pipe("ruentities")
    merging.add_pipe("merge_entities")
    doc = merging(TEXT)
    assert [(ent.text, ent.id_, ent._.normal, ent._.name) for ent in doc.ents] == [
        (row["text"], row["id"], row["normal"], row["name"])
        for row in extract(TEXT).to_records()
        if not row["nested"]
    ]
    assert {len(ent) for ent in doc.ents} == {1}


def test_ids_of_a_knowledge_base_are_wikidatas_or_the_users() -> None:
    lexicon = [{"name": "Ольга Королёва", "type": "PER", "id": "p7"}]
    nlp = spacy.blank("ru")
    nlp.add_pipe("ruentities", config={"lexicon": lexicon, "threshold": 0.5})
    found = {ent._.name: ent.kb_id_ for ent in nlp(TEXT).ents}
    assert found["Ольга Королёва"] == "p7"
    assert found["Россия"] == "Q159"


def test_documents_are_stored(nlp: Any) -> None:
    documents = [extract(TEXT), extract("🔥 В Твери тихо."), extract("")]
    stored = docbin(documents).to_bytes()
    back = list(DocBin().from_bytes(stored).get_docs(nlp.vocab))
    assert [doc.text for doc in back] == [document.text for document in documents]
    for doc, document in zip(back, documents, strict=True):
        assert [
            (span.start_char, span.end_char, span.label_, span.id_, span._.normal)
            for span in doc.spans["ruentities"]
        ] == [
            (row["start"], row["end"], row["type"], row["id"], row["normal"])
            for row in document.to_records()
        ]


@pytest.mark.parametrize("text", ["", " ", "Тихо.", "Москва-Петербург 🔥Пекин🔥 и т.д."])
def test_any_text_passes(nlp: Any, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    for mention in extract(text).mentions:
        assert any(
            span.start_char <= mention.start and mention.end <= span.end_char
            for span in doc.spans["ruentities"]
        )


def test_scheme_is_a_setting() -> None:
    nlp = spacy.blank("ru")
    nlp.add_pipe("ruentities", config={"scheme": "flat"})
    assert [ent.text for ent in nlp("Министерство обороны России.").ents] == [
        "Министерство обороны",
        "России",
    ]


def test_displacy_pipe_and_storage(nlp: Any) -> None:
    docs = list(nlp.pipe([TEXT, "В Твери тихо."]))
    page = displacy.render(docs[0], style="ent", page=False, jupyter=False)
    assert "Ольгу Королёву" in page
    stored = DocBin(store_user_data=True, docs=docs).to_bytes()
    back = list(DocBin().from_bytes(stored).get_docs(nlp.vocab))
    assert [ent._.name for ent in back[0].ents] == [ent._.name for ent in docs[0].ents]


def test_pipeline_is_saved_and_loaded(nlp: Any, tmp_path: Any) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert [ent.id_ for ent in again(TEXT).ents] == [ent.id_ for ent in nlp(TEXT).ents]


def test_extensions_exist_only_once_the_component_does() -> None:
    code = (
        "import spacy, ruentities.integrations.spacy as ours\n"
        "from spacy.tokens import Span\n"
        "assert not Span.has_extension('normal') and not Span.has_extension('name')\n"
        "spacy.blank('ru').add_pipe('ruentities')\n"
        "assert Span.has_extension('normal') and Span.has_extension('name')\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
