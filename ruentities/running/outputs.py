"""Documents to what a file or a terminal shows: a table, JSON Lines, CSV, a page."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ruentities.result.document import Document

    # Documents, each with what identifies it.
    Identified = Iterable[tuple[str, Document]]
    # Given documents, and whether they have to be told apart, yields pieces of text.
    Output = Callable[[Identified, bool], Iterator[str]]

_HEADS: Final = ("TYPE", "NAME", "MENTIONS", "FORMS")


def json_lines(documents: Identified, several: bool) -> Iterator[str]:
    """Yield a line for each document, its id before its fields."""
    for id_, document in documents:
        content = document.model_dump_json()
        yield f'{{"id":{json.dumps(id_, ensure_ascii=False)},{content[1:]}\n'


def csv_rows(documents: Identified, several: bool) -> Iterator[str]:
    """Yield a line for each mention, as in `Document.to_records`, after a line of column names."""
    heads: list[str] = []
    for id_, document in documents:
        rows = [{"document": id_, **row} for row in document.to_records()]
        if rows:
            lines = io.StringIO()
            writer = csv.DictWriter(lines, rows[0], lineterminator="\n")
            if not heads:
                heads = [*rows[0]]
                writer.writeheader()
            writer.writerows(rows)
            yield lines.getvalue()


def tables(documents: Identified, several: bool) -> Iterator[str]:
    """Yield a table for each document, a row per entity."""
    gap = ""
    for id_, document in documents:
        heading = f"{gap}{printable(id_)}\n" if several else ""
        yield heading + aligned(_rows(document))
        gap = "\n"


def page(documents: Identified, several: bool) -> Iterator[str]:
    """Yield the pieces of one HTML page."""
    yield (
        '<!DOCTYPE html>\n<html lang="ru">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        '<meta name="color-scheme" content="light dark">\n<title>ruentities</title>\n</head>\n'
        '<body style="font-family:system-ui,sans-serif;max-width:50em;margin:2em auto;'
        'padding:0 1em">\n'
    )
    for id_, document in documents:
        heading = f"<h2>{escape(printable(id_))}</h2>\n" if several else ""
        yield f"<section>\n{heading}{document.to_html()}\n</section>\n"
    yield "</body>\n</html>\n"


OUTPUTS: Final[dict[str, Output]] = {
    "table": tables,
    "jsonl": json_lines,
    "csv": csv_rows,
    "html": page,
}


def _rows(document: Document) -> list[tuple[str, str, str, str]]:
    rows = [_HEADS]
    for entity in document.entities:
        forms = dict.fromkeys(printable(mention.text) for mention in entity.mentions)
        count = str(len(entity.mentions))
        rows.append((entity.type, printable(entity.name), count, ", ".join(forms)))
    return rows


def aligned(rows: Sequence[tuple[str, str, str, str]]) -> str:
    """Return rows as lines whose columns stand under each other in a terminal."""
    names = max(_width(name) for _, name, _, _ in rows)
    return "".join(
        f"{type_:<4}  {name}{' ' * (names - _width(name))}  {count:>8}  {forms}\n"
        for type_, name, count, forms in rows
    )


def printable(text: str) -> str:
    """Return a text on one line, without what a terminal would obey rather than show."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def _width(text: str) -> int:
    """Return the columns that a text takes in a terminal."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "FW")
        for char in text
    )
