"""`extract` over a Spark frame, in as many processes as the cluster has cores.

Needs the extra ``ruentities[spark]`` on the driver and on the executors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql.types import (
    ArrayType,
    BooleanType,
    DoubleType,
    IntegerType,
    StringType,
    StructField,
    StructType,
)

from ruentities.extractor import Extractor
from ruentities.integrations.frames import ENTITIES, add_entities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd
    from pyspark.sql import DataFrame

MENTION = StructType(
    [
        StructField("text", StringType(), nullable=False),
        StructField("normal", StringType(), nullable=False),
        StructField("start", IntegerType(), nullable=False),
        StructField("end", IntegerType(), nullable=False),
        StructField("score", DoubleType(), nullable=False),
        StructField("nested", BooleanType(), nullable=False),
        StructField("case", StringType()),
        StructField("reason", StringType(), nullable=False),
        StructField("link_score", DoubleType(), nullable=False),
        StructField("type", StringType(), nullable=False),
    ]
)
# The same as `ruentities.integrations.arrow.ENTITY`; what the latter calls missing is null here.
ENTITY = StructType(
    [
        StructField("id", StringType(), nullable=False),
        StructField("type", StringType(), nullable=False),
        StructField("name", StringType(), nullable=False),
        StructField("aliases", ArrayType(StringType(), containsNull=False), nullable=False),
        StructField("mentions", ArrayType(MENTION, containsNull=False), nullable=False),
        StructField("first", StringType()),
        StructField("middle", StringType()),
        StructField("last", StringType()),
        StructField("gender", StringType()),
        StructField("country", StringType()),
        StructField("wikidata", StringType()),
        StructField("entry_id", StringType()),
        StructField("entry_data", StringType()),
    ]
)


def extract(
    frame: DataFrame, column: str = "text", *, extractor: Extractor | None = None
) -> DataFrame:
    """Return a frame with a column ``entities`` added, an array of `ENTITY` for each row.

    Every row and every other column stays. A text without names has an empty array, a null text
    has null. Each Python process of Spark loads the models once and keeps them for its later
    tasks, and a text is read with one BLAS thread, so that tasks do not get in each other's way.

    Args:
        frame: Any frame.
        column: The column of the texts.
        extractor: An `Extractor` with options, or None for the default one.

    Raises:
        ValueError: When there is no such column, or a column ``entities`` already.
    """
    if column not in frame.columns:
        listed = ", ".join(map(repr, frame.columns))
        raise ValueError(f"column: the frame has no {column!r}, it has {listed}")
    if ENTITIES in frame.columns:
        raise ValueError(f"frame: it has a column {ENTITIES!r} already; rename or drop it")
    reader = extractor or Extractor()

    def read(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        return (add_entities(batch, column, reader) for batch in batches)

    schema = StructType([*frame.schema.fields, StructField(ENTITIES, ArrayType(ENTITY, False))])
    return frame.mapInPandas(read, schema)
