"""One schema for documents, whatever they hold and whoever reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pyarrow")

import pyarrow as pa

from ruentities import Extractor, Lexicon
from ruentities.integrations import arrow

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruentities import Document

TEXTS = (
    "Анна Седова приехала в Тверь.",
    "Тихо.",
    "",
    "МИД России молчит 🔥. Лавров тоже.",
    "Вчера мы видели Киа и ушли.",
)
LEXICON = Lexicon([{"name": "Киа", "type": "ORG", "id": "7", "data": {"класс": "B"}}])


@pytest.fixture(scope="module")
def documents() -> list[tuple[str, Document]]:
    found = Extractor(lexicon=LEXICON).extract_many(TEXTS)
    return [(f"d{number}", document) for number, document in enumerate(found)]


def test_the_schemas_are_the_published_ones() -> None:
    """What files of other versions are compared with: a change here is a break."""
    known = "first middle last gender country wikidata entry_id entry_data".split()
    named = "document id type name".split()
    found = "text normal start end score nested case reason link_score".split()
    assert arrow.MENTIONS.names == [*named, *found, *known]
    assert arrow.ENTITIES.names == [*named, "aliases", "mentions", *known]
    assert [(field.name, str(field.type)) for field in arrow.DOCUMENTS][:2] == [
        ("document", "string"),
        ("text", "large_string"),
    ]


def test_rows_are_those_of_the_documents(documents: list[tuple[str, Document]]) -> None:
    mentions = arrow.mentions_table(documents).to_pylist()
    entities = arrow.entities_table(documents).to_pylist()
    nested = arrow.documents_table(documents).to_pylist()
    assert mentions == [
        {"document": id_, **row} for id_, doc in documents for row in doc.to_records()
    ]
    assert entities == [
        {"document": id_, **row} for id_, doc in documents for row in doc.to_entities()
    ]
    assert [row["text"] for row in nested] == list(TEXTS)
    (kia,) = nested[4]["entities"]
    assert (kia["entry_id"], kia["entry_data"]) == ("7", '{"класс": "B"}')
    assert [mention["text"] for mention in kia["mentions"]] == ["Киа"]


@pytest.mark.parametrize(
    ("table", "schema"),
    [
        (arrow.documents_table, arrow.DOCUMENTS),
        (arrow.entities_table, arrow.ENTITIES),
        (arrow.mentions_table, arrow.MENTIONS),
    ],
)
def test_a_column_without_values_keeps_its_type(
    table: Callable[..., Any], schema: Any, documents: list[tuple[str, Document]]
) -> None:
    batches = [table([pair]) for pair in documents] + [table([])]
    assert all(batch.schema == schema for batch in batches)
    assert pa.concat_tables(batches).num_rows == table(documents).num_rows


def test_spark_has_the_same_schema() -> None:
    pytest.importorskip("pyspark")
    from pyspark.sql.pandas.types import to_arrow_type

    from ruentities.integrations import spark

    assert str(to_arrow_type(spark.ENTITY)) == str(arrow.ENTITY)
