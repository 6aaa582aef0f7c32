"""What the evaluation says: tables of figures, for the terminal, for Markdown and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

if TYPE_CHECKING:
    from pathlib import Path

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its heading.
        format: How its numbers are printed, a format specification such as ``".3f"``.
    """

    name: str
    format: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to one question.

    Attributes:
        question: Which of the evaluation's questions it belongs to, such as ``"linking"``.
        title: What the figures are.
        note: On what they were measured: the fold and its documents, or the machine.
        columns: One for each cell of a row.
        rows: Unrounded figures; None where there is none.
    """

    question: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that one run measured.

    Attributes:
        version: The version of ruentities.
        command: The arguments that repeat the run.
        tables: In the order in which they were printed.
    """

    version: str
    command: str
    tables: tuple[Table, ...]


_JSON = TypeAdapter(Results)


def write_json(results: Results, path: Path) -> None:
    """Write results to a file, UTF-8, ending in a line break."""
    path.write_bytes(_JSON.dump_json(results, indent=1) + b"\n")


def read_json(path: Path) -> Results:
    """Read what `write_json` wrote.

    Raises:
        FileNotFoundError: When there is no such file.
        ValueError: When it holds something else.
    """
    try:
        return _JSON.validate_json(path.read_bytes())
    except ValidationError as error:
        raise ValueError(
            f"{path}: not the --json output of an evaluation: {error.errors()[0]['msg']}"
        ) from None


def to_text(table: Table) -> str:
    """Lay a table out for a terminal: title and note above it, columns aligned.

    >>> columns = (Column("System"), Column("F1", ".3f"))
    >>> print(to_text(Table("q", "Names", "2 documents", columns, (("ours", 0.5), ("b", None)))))
    Names
    2 documents
    System     F1
    ours    0.500
    b           –
    """
    lines = _cells(table)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    aligned = [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, _right(table), strict=True)
        ).rstrip()
        for line in lines
    ]
    return "\n".join([table.title, table.note, *aligned])


def to_markdown(table: Table) -> str:
    """Write a table in Markdown: title in bold, note below it, then the figures."""
    head, *body = [[cell.replace("|", "\\|") for cell in line] for line in _cells(table)]
    rule = ["---:" if right else "---" for right in _right(table)]
    lines = [f"| {' | '.join(line)} |" for line in (head, rule, *body)]
    return "\n".join([f"**{table.title}**", "", table.note, "", *lines])


def _cells(table: Table) -> list[list[str]]:
    return [
        [column.name for column in table.columns],
        *(
            [_printed(cell, column) for cell, column in zip(row, table.columns, strict=True)]
            for row in table.rows
        ),
    ]


def _printed(cell: Cell, column: Column) -> str:
    if cell is None:
        return "–"
    return cell if isinstance(cell, str) else format(cell, column.format)


def _right(table: Table) -> list[bool]:
    """Tell which columns hold numbers, to be aligned on the right."""
    return [bool(column.format) for column in table.columns]
