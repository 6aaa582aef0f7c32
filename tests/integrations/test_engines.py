"""10,000 documents in 100 batches to Parquet through four engines: one schema, the same rows.

Spark reads the texts by itself in two workers, Dask in its threads; pyarrow and polars are given
documents. Every file is read back with pyarrow and with DuckDB.
"""

from __future__ import annotations

import os
import shutil
import sys
from itertools import cycle, islice, product
from typing import TYPE_CHECKING, Any, Final

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from ruentities import extract_many
from ruentities.integrations import arrow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ruentities import Document

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]  # the engines' own

BATCHES, SIZE = 100, 100
PEOPLE = "Пётр Громов,Анна Ильинична Ланская,Глеб Нестеренко,Инна Шаповалова,Тимур Галеев".split(
    ","
)
PLACES = "Тверь,Омск,Казань,Самара,Пермь,Рязань,Уфа,Томск,Псков,Курск".split(",")
TITLES = ("Мост", "Рынок", "Музей 🔥", "Порт", "МИД России")


def texts() -> Iterator[str]:
    """Short articles; the first three batches have no name, and so no value in most columns."""
    made = product(TITLES, PEOPLE, PLACES)
    for number, (title, person, place) in enumerate(islice(cycle(made), BATCHES * SIZE)):
        if number < 3 * SIZE:
            yield "Тихо."
        else:
            yield f"{title} № {number}. {person} едет в город {place}."


NAMED: Final = {f"{number:05}": text for number, text in enumerate(texts())}


@pytest.fixture(scope="module")
def documents() -> list[tuple[str, Document]]:
    return list(zip(NAMED, extract_many(NAMED.values()), strict=True))


def batches(documents: list[tuple[str, Document]]) -> Iterator[tuple[str, Any]]:
    for number in range(BATCHES):
        yield f"{number:02}.parquet", documents[number * SIZE : number * SIZE + SIZE]


def check(folder: Path, schema: pa.Schema, expected: pa.Table, files: int = BATCHES) -> None:
    """Every file has the schema, all rows come back through pyarrow and through DuckDB."""
    written = sorted(folder.glob("*.parquet"))
    assert len(written) == files
    # An engine has names of its own for a string; a cast to what is published loses nothing.
    parts = [pq.read_table(file) for file in written]
    assert len({str(part.schema.remove_metadata()) for part in parts}) == 1
    order = [("document", "ascending")]
    if "start" in schema.names:
        order += [("start", "ascending"), ("end", "descending")]
    read = pa.concat_tables(parts).select(schema.names).cast(schema).sort_by(order)
    assert read.equals(expected)
    ordered = ", ".join(f'"{name}" {direction[:-6]}' for name, direction in order)
    query = f"select * from '{folder}/*.parquet' order by {ordered}"
    found = duckdb.sql(query)
    assert found is not None
    again = found.to_arrow_table().select(schema.names)
    assert again.to_pylist() == expected.to_pylist()


def test_pyarrow(documents: list[tuple[str, Document]], tmp_path: Path) -> None:
    for name, batch in batches(documents):
        arrow.write_parquet(tmp_path / name, batch)
    check(tmp_path, arrow.DOCUMENTS, arrow.documents_table(documents))


@pytest.mark.parametrize(
    ("table", "schema"),
    [(arrow.documents_table, arrow.DOCUMENTS), (arrow.mentions_table, arrow.MENTIONS)],
)
def test_polars(
    table: Callable[..., pa.Table],
    schema: pa.Schema,
    documents: list[tuple[str, Document]],
    tmp_path: Path,
) -> None:
    polars = pytest.importorskip("polars")
    for name, batch in batches(documents):
        polars.from_arrow(table(batch)).write_parquet(tmp_path / name)
    check(tmp_path, schema, table(documents))
    back = polars.read_parquet(tmp_path / "*.parquet")
    assert back.to_dicts() == table(documents).to_pylist()


def test_dask(documents: list[tuple[str, Document]], tmp_path: Path) -> None:
    dask = pytest.importorskip("dask.dataframe", reason="needs Dask: pip install 'dask[dataframe]'")
    import pandas as pd

    from ruentities.integrations.frames import mentions

    news = pd.DataFrame({"text": list(NAMED.values())}, index=list(NAMED))
    found = dask.from_pandas(news, npartitions=BATCHES).map_partitions(
        mentions, meta=mentions(pd.DataFrame({"text": []}))
    )
    found.to_parquet(tmp_path, write_index=False)
    check(tmp_path, arrow.MENTIONS, arrow.mentions_table(documents))


def test_spark(documents: list[tuple[str, Document]], tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="needs Spark: pip install 'ruentities[spark]'")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("needs Java, which Spark runs on")
    from pyspark.sql import SparkSession

    from ruentities.integrations import spark

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    news = session.createDataFrame(list(NAMED.items()), "document string, text string")
    found = spark.extract(news.repartitionByRange(BATCHES, "document"))
    found.write.parquet(str(tmp_path / "found"))
    session.stop()
    check(tmp_path / "found", arrow.DOCUMENTS, arrow.documents_table(documents))
