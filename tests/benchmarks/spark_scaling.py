"""Articles per second through Spark by the number of local workers, for docs/scaling.md.

python tests/benchmarks/spark_scaling.py --articles 2000 --workers 1 2
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from itertools import cycle, islice
from typing import TYPE_CHECKING

import pandas as pd
from pyspark.sql import SparkSession

from ruentities import extract
from ruentities.integrations.frames import add_entities
from tests.paths import DOCS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NEWS = DOCS / "news.jsonl"


def timed(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Processor seconds and mentions of each batch, once the models are loaded."""
    extract("Пушкин")
    for batch in batches:
        start = time.process_time()
        found = add_entities(batch)["entities"]
        mentions = sum(len(entity["mentions"]) for entities in found for entity in entities)
        seconds = time.process_time() - start
        yield pd.DataFrame({"seconds": [seconds], "mentions": [mentions]})


def measure(texts: list[str], workers: int) -> tuple[float, float, int]:
    """Seconds, seconds of the workers' processors, mentions."""
    session = (
        SparkSession.builder.master(f"local[{workers}]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "200")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    frame = session.createDataFrame([(text,) for text in texts], "text string")
    frame = frame.repartition(workers * 4).cache()
    frame.count()
    schema = "seconds double, mentions long"
    frame.limit(workers * 50).repartition(workers).mapInPandas(timed, schema).collect()
    start = time.perf_counter()
    rows = frame.mapInPandas(timed, schema).collect()
    wall = time.perf_counter() - start
    session.stop()
    return wall, sum(row["seconds"] for row in rows), sum(row["mentions"] for row in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    os.environ["PYSPARK_PYTHON"] = sys.executable
    lines = NEWS.read_text(encoding="utf-8").splitlines()
    news = cycle(json.loads(line)["text"] for line in lines)
    # A number in each, so that no two are equal.
    texts = [f"{text} № {n}." for n, text in enumerate(islice(news, options.articles))]
    print(f"{len(texts):,} articles, {sum(map(len, texts)):,} characters")
    for workers in options.workers:
        wall, busy, mentions = measure(texts, workers)
        print(
            f"{workers} workers: {wall:.1f} s, {len(texts) / wall:.0f} articles/s, "
            f"{1000 * busy / len(texts):.1f} ms of processor time an article, "
            f"{mentions:,} mentions"
        )


if __name__ == "__main__":
    main()
