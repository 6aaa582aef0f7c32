"""Tables of ``docs/developers/evaluation.md`` and ``README.md``, from the ``--json`` of a run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.evaluation.systems import SYSTEMS
from ruentities.evaluation.tables import Column, Table, to_markdown

if TYPE_CHECKING:
    from ruentities.evaluation.tables import Cell, Results

_FLAT: Final = "Exact-span F1, outermost"
_NESTED: Final = "Exact-span F1, names inside"
_TODAY: Final = "Today's articles: spans"
_BY_FOLD: Final = "Today's articles by fold"
_NOMINATIVES: Final = ("slavicner", "found names")


class _Compared(NamedTuple):
    """A line of the comparison: what it is called, and which figure it shows."""

    name: str
    question: str
    title_begins: str
    row_has: tuple[str, ...]
    column: str


# What a newcomer compares.
_COMPARED: Final = tuple(
    _Compared(*line)
    for line in (
        ("Names in today's news, nested too, exact F1", "today", _TODAY, (), "all"),
        ("The same, the nominative right too", "today", _TODAY, (), "whole"),
        ("Nominatives of inflected names in today's news", "today", _TODAY, (), "inflected"),
        ("Linking in today's news, F1 of pairs", "today", _TODAY, (), "pairwise"),
        ("Share of today's articles without any fault", "today", _TODAY, (), "share"),
        ("Names in fold 0 of them, which nobody read, exact F1", "today", _BY_FOLD, ("0",), "all"),
        ("Share of these without any fault", "today", _BY_FOLD, ("0",), "share"),
        ("Names in Collection5, exact F1", "recognition", _FLAT, ("collection5",), "all"),
        ("Names in factRuEval, exact F1", "recognition", _FLAT, ("factrueval",), "all"),
        ("Names in NEREL, nested too, exact F1", "recognition", _NESTED, ("nerel",), "all"),
        ("Names in SlavicNER, exact F1", "recognition", _FLAT, ("slavicner",), "all"),
        ("The same, inflected nominatives", "normals", "", _NOMINATIVES, "all infl."),
        ("Linking in NEREL, CoNLL F1", "linking", "", ("nerel",), "CoNLL"),
        ("Linking in SlavicNER, CoNLL F1", "linking", "", ("slavicner",), "CoNLL"),
        ("factRuEval's second track, F1", "factrueval", "", ("2",), "all"),
        ("Documents a second, one core", "speed", "Speed", ("documents/s",), "Figure"),
        ("Seconds from start to first answer", "speed", "Speed", ("first answer, s",), "Figure"),
        ("Peak memory, MB", "speed", "Speed", ("peak memory, MB",), "Figure"),
    )
)
_GENERATED = re.compile(r"(<!-- begin (\w+) -->\n).*?(<!-- end \2 -->)", re.DOTALL)


def fill(document: str, results: Results) -> str:
    """Put results between a document's markers; everything else stays as it is.

    Between ``<!-- begin linking -->`` and ``<!-- end linking -->`` go the tables of that
    question, between ``<!-- begin run -->`` and ``<!-- end run -->`` which run they are from. A
    document with markers for the comparison alone, the README, gets that.

    Args:
        document: Markdown.
        results: What was measured.

    Raises:
        ValueError: When the document has no markers for one of the tables, or the results have
            no table for one of its markers.
    """
    marked = {name for _, name, _ in _GENERATED.findall(document)}
    if marked == {"comparison"}:
        generated = {"comparison": to_markdown(_comparison(results)) + "\n\n"}
        return _filled(document, generated)
    generated = {"run": _run(results)}
    for table in results.tables:
        earlier = generated.get(table.question, "")
        generated[table.question] = f"{earlier}{to_markdown(table)}\n\n"
    if odd := marked ^ set(generated):
        raise ValueError(
            f"{', '.join(sorted(odd))}: the document's markers and the results' questions differ"
        )
    return _filled(document, generated)


def _filled(document: str, generated: dict[str, str]) -> str:
    return _GENERATED.sub(lambda found: f"{found[1]}\n{generated[found[2]]}{found[3]}", document)


def _comparison(results: Results) -> Table:
    """Return one line for each thing that a newcomer compares, the systems side by side."""
    rows = [
        (line.name, *(_rounded(_figure(results, line, system)) for system in SYSTEMS))
        for line in _COMPARED
    ]
    columns = (Column("Measure"), *(Column(system, ">") for system in SYSTEMS))
    notes = dict.fromkeys(
        table.note for table in results.tables if table.title.startswith((_TODAY, _FLAT))
    )
    return Table("comparison", "In one run", " ".join(list(notes)[:2]), columns, tuple(rows))


def _figure(results: Results, line: _Compared, system: str) -> Cell:
    wanted = {*line.row_has, system}
    for table in results.tables:
        if table.question == line.question and table.title.startswith(line.title_begins):
            number = [column.name for column in table.columns].index(line.column)
            for row in table.rows:
                if wanted.issubset(row):
                    return row[number]
    raise ValueError(f"{line.question}: the results have no {line.column!r} of {line.name}")


def _rounded(figure: Cell) -> str:
    assert isinstance(figure, float)
    return f"{figure:.3f}" if figure < 1 else f"{figure:.3g}"


def _run(results: Results) -> str:
    return f"ruentities {results.version}, `{results.command}`.\n\n"
