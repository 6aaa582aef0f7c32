from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING, Any

import pydantic
import pytest
from pydantic import ValidationError

from ruentities.result.document import Document
from ruentities.result.entity import Location, Mention, Organization, Person
from ruentities.result.shown import show
from tests.paths import DOCS

if TYPE_CHECKING:
    from ruentities.kinds import Type

# Written anew with:
# python -c "import json; from ruentities.result.document import Document as D; print(json.dumps(D.model_json_schema(), ensure_ascii=False, indent=2))" > docs/schema.json  # noqa: E501
SCHEMA = DOCS / "schema.json"

TEXT = "МИД России ждёт Ольгу Королёву. Королёва в России."


def mention(start: int, end: int, type_: Type, normal: str, *, nested: bool = False) -> Mention:
    return Mention(
        start=start,
        end=end,
        text=TEXT[start:end],
        type=type_,
        normal=normal,
        score=0.9,
        nested=nested,
    )


@pytest.fixture
def document() -> Document:
    return Document(
        text=TEXT,
        entities=(
            Organization(
                type="ORG",
                id="ORG1",
                name="МИД России",
                mentions=(mention(0, 10, "ORG", "МИД России"),),
            ),
            Location(
                type="LOC",
                id="LOC1",
                name="Россия",
                mentions=(
                    mention(4, 10, "LOC", "Россия", nested=True),
                    mention(43, 49, "LOC", "Россия"),
                ),
            ),
            Person(
                type="PER",
                id="PER1",
                name="Ольга Королёва",
                first="Ольга",
                last="Королёва",
                gender="femn",
                aliases=("Королёва",),
                mentions=(
                    mention(16, 30, "PER", "Ольга Королёва"),
                    mention(32, 40, "PER", "Королёва"),
                ),
            ),
        ),
    )


def changed(document: Document, entity: int, **fields: Any) -> dict[str, Any]:
    content = document.model_dump()
    content["entities"][entity].update(fields)
    return content


def test_entities_by_type(document: Document) -> None:
    assert [str(person) for person in document.persons] == ["Ольга Королёва"]
    assert [str(organization) for organization in document.organizations] == ["МИД России"]
    assert [str(location) for location in document.locations] == ["Россия"]


def test_mentions_come_in_text_order_longer_first(document: Document) -> None:
    spans = [(found.start, found.end) for found in document.mentions]
    assert spans == [(0, 10), (4, 10), (16, 30), (32, 40), (43, 49)]
    assert all(TEXT[found.start : found.end] == found.text for found in document.mentions)


def test_models_are_frozen_and_hashable(document: Document) -> None:
    for model in (document, document.persons[0], document.mentions[0]):
        with pytest.raises(ValidationError, match="frozen"):
            model.text = "другой"  # type: ignore[union-attr]
    assert hash(document) == hash(document.model_copy())


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "PER"},
        {"type": "MISC"},
        {"first": "у места нет имени"},
        {"name": ""},
        {"mentions": []},
        {"mentions": None},
        {"mentions": [{"start": 4, "end": 10, "text": "Россия", "normal": "Россия", "score": 1}]},
        {"mentions": [{"start": 4, "end": 11, "text": "России", "normal": "Россия", "score": 1}]},
        {"mentions": [{"start": 4, "end": 10, "text": "России", "normal": "Россия", "score": 2}]},
        {"mentions": [{"start": 4, "end": 10, "text": "России", "normal": "", "score": 1}]},
        {"mentions": [{"start": -46, "end": 10, "text": "России", "normal": "Рос", "score": 1}]},
        {"mentions": [{"start": 99, "end": 105, "text": "России", "normal": "Рос", "score": 1}]},
        {"mentions": [{"start": 49, "end": 51, "text": ".", "normal": "Рос", "score": 1}]},
    ],
)
def test_what_is_refused(document: Document, fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Document.model_validate(changed(document, 1, **fields))


def test_wrong_slice_is_named(document: Document) -> None:
    content = document.model_dump()
    content["text"] = f" {TEXT}"
    with pytest.raises(ValidationError, match=r"'МИД России': text\[0:10\] is ' МИД Росси'"):
        Document.model_validate(content)


def test_duplicate_ids_are_refused(document: Document) -> None:
    with pytest.raises(ValidationError, match="share an id"):
        Document.model_validate(changed(document, 1, id="ORG1"))


def test_type_is_required(document: Document) -> None:
    content = document.model_dump()
    del content["entities"][0]["type"]
    with pytest.raises(ValidationError, match="discriminator"):
        Document.model_validate(content)


@pytest.mark.parametrize("exclude", [None, "exclude_defaults", "exclude_none", "exclude_unset"])
def test_json_round_trip(document: Document, exclude: str | None) -> None:
    options: dict[str, Any] = {exclude: True} if exclude else {}
    back = Document.model_validate_json(document.model_dump_json(**options))
    assert back == document
    assert [type(entity) for entity in back.entities] == [Organization, Location, Person]


def test_python_round_trips(document: Document) -> None:
    assert Document.model_validate(document.model_dump(exclude_defaults=True)) == document
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(document, protocol)) == document


def test_json_has_the_fields_only(document: Document) -> None:
    content = json.loads(document.model_dump_json())
    assert set(content) == {"text", "entities", "model"}
    assert content["entities"][2]["gender"] == "femn"


@pytest.mark.skipif(
    tuple(map(int, pydantic.VERSION.split(".")[:2])) < (2, 10),
    reason="an older pydantic says the same in other words",
)
def test_json_schema_is_the_published_one() -> None:
    assert Document.model_json_schema() == json.loads(SCHEMA.read_text(encoding="utf-8"))


def test_every_field_is_described() -> None:
    schema = Document.model_json_schema()
    models = [schema, *schema["$defs"].values()]
    described = [model for model in models if "properties" in model]
    assert len(described) == 6
    for model in described:
        for name, field in model["properties"].items():
            assert field.get("description"), f"{model['title']}.{name}"
        assert "Attributes" not in model["description"]


def test_records_are_flat_and_in_text_order(document: Document) -> None:
    records = document.to_records()
    assert [(row["id"], row["text"]) for row in records] == [
        ("ORG1", "МИД России"),
        ("LOC1", "России"),
        ("PER1", "Ольгу Королёву"),
        ("PER1", "Королёва"),
        ("LOC1", "России"),
    ]
    assert records[1] == {
        "id": "LOC1",
        "type": "LOC",
        "name": "Россия",
        "text": "России",
        "normal": "Россия",
        "start": 4,
        "end": 10,
        "score": 0.9,
        "nested": True,
        "case": None,
        "reason": "same name",
        "link_score": 1.0,
        **dict.fromkeys("first middle last gender country wikidata".split()),
        **dict.fromkeys(("entry_id", "entry_data")),
    }


def test_entities_are_flat_rows_of_one_shape(document: Document) -> None:
    rows = document.to_entities()
    assert len({tuple(row) for row in rows}) == 1
    assert [(row["name"], row["mentions"]) for row in rows] == [
        ("МИД России", 1),
        ("Россия", 2),
        ("Ольга Королёва", 2),
    ]
    assert rows[2]["aliases"] == ["Королёва"]
    assert set(rows[2]) - {"aliases", "mentions"} <= set(document.to_records()[0])


def test_a_mention_leads_to_its_entity(document: Document) -> None:
    assert [str(document.entity_of(found)) for found in document.mentions] == [
        "МИД России",
        "Россия",
        "Ольга Королёва",
        "Ольга Королёва",
        "Россия",
    ]
    with pytest.raises(ValueError, match="is none of this document"):
        Document(text=TEXT).entity_of(document.mentions[0])


def test_documents_of_an_earlier_version_are_read(document: Document) -> None:
    content = document.model_dump()
    for entity in content["entities"]:
        for found in entity["mentions"]:
            del found["type"]
    assert Document.model_validate(content) == document


def test_a_mention_has_the_type_of_its_entity(document: Document) -> None:
    content = document.model_dump()
    content["entities"][0]["mentions"][0]["type"] = "LOC"
    with pytest.raises(ValidationError, match="mention 'МИД России': its entity is no LOC"):
        Document.model_validate(content)


def test_records_make_a_pandas_frame(document: Document) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(document.to_records())
    # What is missing is NaN to pandas.
    given = frame.astype(object).where(frame.notna(), None)
    assert given.to_dict("records") == document.to_records()


def test_records_make_a_polars_frame(document: Document) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(document.to_records())
    assert frame.to_dicts() == document.to_records()


def test_replace_asks_for_the_outermost_only(document: Document) -> None:
    asked = []

    def masked(found: Mention, entity: Person | Organization | Location) -> str:
        asked.append((found.text, entity.id))
        return f"<{entity.id}>"

    assert document.replace(masked) == "<ORG1> ждёт <PER1>. <PER1> в <LOC1>."
    assert asked == [
        ("МИД России", "ORG1"),
        ("Ольгу Королёву", "PER1"),
        ("Королёва", "PER1"),
        ("России", "LOC1"),
    ]


def test_replace_with_itself_changes_nothing(document: Document) -> None:
    assert document.replace(lambda found, _: found.text) == TEXT


def test_repr_is_one_line(document: Document) -> None:
    expected = "<Document, 50 characters: 1 person, 1 organization, 1 location, 5 mentions>"
    assert repr(document) == str(document) == expected
    assert repr(document.persons[0]) == "<Person 'Ольга Королёва', 2 mentions>"
    found = document.mentions[1]
    assert (repr(found), str(found)) == ("<Mention LOC 4:10 'России' = 'Россия'>", "России")
    empty = Document(text="\n" * 1234)
    assert repr(empty) == (
        "<Document, 1,234 characters: 0 persons, 0 organizations, 0 locations, 0 mentions>"
    )


def test_html_names_the_entity_of_every_mention(document: Document) -> None:
    fragment = document.to_html()
    assert fragment == document._repr_html_()
    assert fragment.count('data-entity="LOC1"') == 2
    assert 'title="Королёва · PER1 Ольга Королёва"' in fragment


def test_html_table_is_shown_on_demand(document: Document) -> None:
    assert "<table" not in document.to_html()
    shown = document.to_html(table=True)
    assert shown.count('data-entity="PER1"') == 3
    assert "Ольгу Королёву, Королёва</td>" in shown


def test_notebook_view_is_capped_and_to_html_is_not() -> None:
    document = Document(text="слово " * 20_000)
    assert "20,000 more characters not shown" in document._repr_html_()
    assert document.text in document.to_html()


@pytest.mark.parametrize("field", ["id", "name", "aliases", "wikidata"])
def test_what_no_encoding_can_store_is_refused(document: Document, field: str) -> None:
    value = ("\ud800",) if field == "aliases" else "\ud800"
    with pytest.raises(ValidationError, match=r"surrogate|unicode string"):
        Document.model_validate(changed(document, 0, **{field: value}))


def test_a_lone_surrogate_in_the_text_is_named() -> None:
    with pytest.raises(ValidationError, match=r"lone surrogate .* at offset 3"):
        Document(text="МИД\udc00")


def test_documents_are_shown_below_each_other(document: Document) -> None:
    shown = show([document, Document(text="слово " * 20_000), document, document])
    assert repr(show(document)) == repr(document)
    page = shown._repr_html_()
    assert page.startswith(document.to_html())
    assert page.count("<hr ") == 2
    assert "20,050 more characters not shown" in page
    assert "2 more documents not shown" in page
