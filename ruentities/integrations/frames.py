"""A pandas frame of texts in, the same frame with its entities out: what engines call per batch.

Spark has `ruentities.integrations.spark`; Dask's ``map_partitions`` and Ray Data's ``map_batches``
take `add_entities` as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruentities.extractor import Extractor
from ruentities.result.records import nested_records

if TYPE_CHECKING:
    import pandas as pd

ENTITIES = "entities"


def add_entities(
    frame: pd.DataFrame, column: str = "text", extractor: Extractor | None = None
) -> pd.DataFrame:
    """Return a frame with a column ``entities`` added, a list of dictionaries for each row.

    They are of one shape, `ruentities.integrations.arrow.ENTITY`: what only people have (the parts
    of a name, the gender) or only places (the country) is None elsewhere.

    No row is lost: a text without names has an empty list, a missing text (None, NaN) has None.
    Models are loaded once per process, however often this is called in it.

    Args:
        frame: Any frame.
        column: The column of the texts.
        extractor: An `Extractor` with options, or None for the default one.

    Raises:
        KeyError: When there is no such column.
        ValueError: When there is a column ``entities`` already.
        TypeError: When a text is neither a ``str`` nor missing.

    >>> import pandas as pd
    >>> frame = add_entities(pd.DataFrame({"text": ["Ирину Седову ждут в Твери.", None]}))
    >>> [entity["name"] for entity in frame["entities"][0]], frame["entities"][1]
    (['Ирина Седова', 'Тверь'], None)
    """
    if ENTITIES in frame:
        raise ValueError(f"frame: it has a column {ENTITIES!r} already; rename or drop it")
    extractor = extractor or Extractor()
    missing = frame[column].isna()
    documents = extractor.extract_many(frame[column][~missing])
    found = [None if absent else nested_records(next(documents).entities) for absent in missing]
    # An object column, so that None stays None.
    return frame.assign(**{ENTITIES: _objects(found, frame)})


def mentions(
    frame: pd.DataFrame, column: str = "text", extractor: Extractor | None = None
) -> pd.DataFrame:
    """Return a frame of the mentions, flat, with the types of `ruentities.integrations.arrow`.

    Whatever the texts hold, even nothing, the columns and their types are the same, so that parts
    that were read apart are written as one table. Needs the extra ``ruentities[arrow]``.

    Args:
        frame: Any frame; its index says in the column ``document`` which text a mention is of.
            A missing text has no mentions.
        column: The column of the texts.
        extractor: An `Extractor` with options, or None for the default one.

    >>> import pandas as pd
    >>> found = mentions(pd.DataFrame({"text": ["Тихо.", "Жара в Уфе."]}, index=["a", "b"]))
    >>> found[["document", "normal"]].values.tolist(), str(found["middle"].dtype)
    ([['b', 'Уфа']], 'string[pyarrow]')
    """
    import pandas as pd

    from ruentities.integrations.arrow import mentions_table

    texts = frame[column].dropna()
    extractor = extractor or Extractor()
    found = zip(map(str, texts.index), extractor.extract_many(texts), strict=True)
    flat: pd.DataFrame = mentions_table(found).to_pandas(types_mapper=pd.ArrowDtype)
    return flat


def _objects(values: list[Any], frame: pd.DataFrame) -> pd.Series[Any]:
    import pandas as pd

    return pd.Series(values, index=frame.index, dtype=object)
