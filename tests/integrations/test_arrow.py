"""One schema for documents, whatever they hold and whoever reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pyarrow")

import pyarrow as pa
import pyarrow.parquet as pq

from ruentities import Extractor, Lexicon, extract_many
from ruentities.integrations import arrow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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


@pytest.mark.slow
def test_a_hundred_batches_are_one_table_to_everybody(tmp_path: Path) -> None:
    duckdb, pandas, polars = map(pytest.importorskip, ("duckdb", "pandas", "polars"))
    texts = [f"{TEXTS[number % 4]} № {number}" for number in range(10_000)]
    documents = [(str(n), doc) for n, doc in enumerate(extract_many(texts))]
    for number in range(100):
        batch = documents[number * 100 : number * 100 + 100]
        arrow.write_parquet(tmp_path / f"{number:02}.parquet", batch)
        pq.write_table(arrow.mentions_table(batch), tmp_path / f"mentions-{number:02}.parquet")
    nested, flat = str(tmp_path / "[0-9]*.parquet"), str(tmp_path / "mentions-*.parquet")
    files = sorted(tmp_path.glob("[0-9]*.parquet"))
    assert {str(pq.read_schema(file)) for file in files} == {str(arrow.DOCUMENTS)}
    expected = arrow.documents_table(documents)
    assert pa.concat_tables(map(pq.read_table, files)).equals(expected)
    rows = arrow.mentions_table(documents).to_pylist()
    assert polars.read_parquet(flat, glob=True).to_dicts() == rows
    assert polars.read_parquet(nested, glob=True)["document"].to_list() == [
        id_ for id_, _ in documents
    ]
    frames = [pandas.read_parquet(file, dtype_backend="pyarrow") for file in files]
    assert len(pandas.concat(frames)) == 10_000
    assert duckdb.sql(f"select * from '{flat}'").to_arrow_table().to_pylist() == rows
    entities = duckdb.sql(f"select sum(len(entities)) from '{nested}'").fetchall()[0][0]
    assert entities == sum(len(doc.entities) for _, doc in documents)
