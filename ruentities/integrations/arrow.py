"""Documents as Arrow tables, of one published schema whatever the documents hold.

Needs the extra ``ruentities[arrow]``. The schemas are constants: `DOCUMENTS` has a row for each
document with its entities inside, `ENTITIES` and `MENTIONS` a flat one for each of them. A column
without a value keeps its type, so that batches written one after the other fit together.
"""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from ruentities.result.records import entity_records, nested_records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ruentities.result.document import Document

    # Documents, each with what identifies it.
    Identified = Iterable[tuple[str, Document]]

# What Parquet calls what is in a list: a file comes back with the same schema.
_ITEM: Final = "element"
_always = partial(pa.field, nullable=False)
_names = pa.list_(_always(_ITEM, pa.string()))
_KNOWN: Final = [
    *(pa.field(name, pa.string()) for name in ("first", "middle", "last", "gender")),
    *(pa.field(name, pa.string()) for name in ("country", "wikidata", "entry_id", "entry_data")),
]
_NAMED: Final = [_always(name, pa.string()) for name in ("id", "type", "name")]
_FOUND: Final = [
    _always("text", pa.string()),
    _always("normal", pa.string()),
    _always("start", pa.int32()),
    _always("end", pa.int32()),
    _always("score", pa.float64()),
    _always("nested", pa.bool_()),
    pa.field("case", pa.string()),
    _always("reason", pa.string()),
    _always("link_score", pa.float64()),
]
MENTION: Final = pa.struct([*_FOUND, _always("type", pa.string())])
ENTITY: Final = pa.struct(
    [
        *_NAMED,
        _always("aliases", _names),
        _always("mentions", pa.list_(_always(_ITEM, MENTION))),
        *_KNOWN,
    ]
)
#: A row for each document: its id, its text, its entities with their mentions inside.
DOCUMENTS: Final = pa.schema(
    [
        _always("document", pa.string()),
        _always("text", pa.large_string()),
        _always("entities", pa.list_(_always(_ITEM, ENTITY))),
    ]
)
#: A row for each entity: its document's id, what is known of it, how many mentions it has.
ENTITIES: Final = pa.schema(
    [
        _always("document", pa.string()),
        *_NAMED,
        _always("aliases", _names),
        _always("mentions", pa.int32()),
        *_KNOWN,
    ]
)
#: A row for each mention: its document's id, its entity, what was found, what is known of both.
MENTIONS: Final = pa.schema([_always("document", pa.string()), *_NAMED, *_FOUND, *_KNOWN])

# Documents of which a row group is made: some megabytes of news.
_GROUP: Final = 1_000


def documents_table(documents: Identified) -> pa.Table:
    """Return a row per document, its entities inside, after `DOCUMENTS`.

    >>> from ruentities import extract
    >>> table = documents_table([("a", extract("Жара в Уфе.")), ("b", extract("Тихо."))])
    >>> table["document"].to_pylist(), [len(row) for row in table["entities"].to_pylist()]
    (['a', 'b'], [1, 0])
    """
    return pa.Table.from_pylist(
        [
            {"document": id_, "text": doc.text, "entities": nested_records(doc.entities)}
            for id_, doc in documents
        ],
        schema=DOCUMENTS,
    )


def entities_table(documents: Identified) -> pa.Table:
    """Return a row per entity, after `ENTITIES`."""
    return _flat(documents, lambda doc: entity_records(doc.entities), ENTITIES)


def mentions_table(documents: Identified) -> pa.Table:
    """Return a row per mention, after `MENTIONS`.

    >>> from ruentities import extract
    >>> mentions_table([("a", extract("Жара в Уфе."))])["normal"].to_pylist()
    ['Уфа']
    """
    return _flat(documents, lambda doc: doc.to_records(), MENTIONS)


def write_parquet(path: str | Path, documents: Identified) -> None:
    """Write a row per document, its entities inside, as they come.

    Args:
        path: The file.
        documents: Documents with what identifies them; a thousand are held at a time.

    Raises:
        OSError: When the file cannot be written.
    """
    rest = iter(documents)
    with ParquetWriter(path, DOCUMENTS, compression="zstd") as writer:
        while group := list(islice(rest, _GROUP)):
            writer.write_table(documents_table(group))


def _flat(
    documents: Identified, rows: Callable[[Document], list[dict[str, Any]]], schema: pa.Schema
) -> pa.Table:
    listed = [{"document": id_, **row} for id_, doc in documents for row in rows(doc)]
    return pa.Table.from_pylist(listed, schema=schema)
