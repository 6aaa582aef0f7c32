"""A real local Spark session with two Python workers."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pyspark", reason="needs Spark: pip install 'ruentities[spark]'")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("needs Java, which Spark runs on", allow_module_level=True)

import pandas as pd
from pyspark.sql import DataFrame, SparkSession

from ruentities import Extractor
from ruentities.integrations import spark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]  # Spark's own


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    made = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "500")
        .getOrCreate()
    )
    yield made
    made.stop()


def frame_of(session: SparkSession, texts: list[str | None], parts: int = 2) -> DataFrame:
    rows = [(number, text) for number, text in enumerate(texts)]
    return session.createDataFrame(rows, "number int, text string").repartition(parts, "number")


def plain(rows: Iterable[Any]) -> dict[int, Any]:
    return {
        row["number"]: None
        if row["entities"] is None
        else [entity.asDict(recursive=True) for entity in row["entities"]]
        for row in rows
    }


def test_rows_columns_and_nulls_stay(session: SparkSession) -> None:
    frame = frame_of(session, ["Ирину ждут в Твери.", None, "", "Тихо."])
    read = spark.extract(frame)
    assert read.columns == ["number", "text", "entities"]
    found = plain(read.collect())
    assert [[entity["name"] for entity in found[n] or []] for n in range(4)] == [
        ["Ирина", "Тверь"],
        [],
        [],
        [],
    ]
    assert (found[1], found[2], found[3]) == (None, [], [])


def test_schema_is_declared(session: SparkSession) -> None:
    read = spark.extract(frame_of(session, ["Анна"]))
    assert read.schema["entities"].dataType.elementType == spark.ENTITY


def test_entities_are_queried_in_sql(session: SparkSession) -> None:
    texts: list[str | None] = ["Из Твери в Омск.", "В Омске тихо.", "Тихо."]
    spark.extract(frame_of(session, texts)).createOrReplaceTempView("articles")
    rows = session.sql(
        "select entity.name, count(*) as articles from articles "
        "lateral view explode(entities) as entity group by entity.name order by entity.name"
    ).collect()
    assert [tuple(row) for row in rows] == [("Омск", 2), ("Тверь", 1)]


def test_options_reach_the_workers(session: SparkSession) -> None:
    frame = frame_of(session, ["Министерство обороны России."])
    found = plain(spark.extract(frame, extractor=Extractor(scheme="flat")).collect())
    assert [entity["name"] for entity in found[0]] == ["Министерство обороны", "Россия"]


def test_a_worker_loads_the_model_once(session: SparkSession) -> None:
    def opened(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        from ruentities.integrations.frames import add_entities

        opens: list[str] = sys.__dict__.setdefault("_opens", [])
        if not hasattr(sys, "_watched"):
            sys._watched = True  # type: ignore[attr-defined]
            sys.addaudithook(
                lambda event, args: (
                    opens.append(str(args[0]))
                    if event == "open" and str(args[0]).endswith(("model.npz", "words.dawg"))
                    else None
                )
            )
        for batch in batches:
            add_entities(batch)
            yield pd.DataFrame({"pid": [os.getpid()], "opens": [len(opens)]})

    frame = frame_of(session, ["Из Твери в Омск."] * 40, parts=8)
    for _ in range(2):
        rows = frame.mapInPandas(opened, "pid int, opens int").collect()
        loads: dict[int, set[int]] = {}
        for row in rows:
            loads.setdefault(row["pid"], set()).add(row["opens"])
        assert len(rows) == 8
        assert len(loads) <= 2
        assert all(len(counts) == 1 for counts in loads.values())


@pytest.mark.parametrize(
    ("names", "column", "message"),
    [
        ("number int, text string", "body", "has no 'body', it has 'number', 'text'"),
        ("number int, entities string", "entities", "column 'entities' already"),
    ],
)
def test_wrong_columns_are_named(
    session: SparkSession, names: str, column: str, message: str
) -> None:
    frame = session.createDataFrame([(1, "Анна")], names)
    with pytest.raises(ValueError, match=message):
        spark.extract(frame, column)
