"""The tables of ``docs/evaluation.md``, from the ``--json`` of a run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruentities.evaluation.tables import to_markdown

if TYPE_CHECKING:
    from ruentities.evaluation.tables import Results

_GENERATED = re.compile(r"(<!-- begin (\w+) -->\n).*?(<!-- end \2 -->)", re.DOTALL)


def fill(document: str, results: Results) -> str:
    """Put results between a document's markers; everything else stays as it is.

    Between ``<!-- begin linking -->`` and ``<!-- end linking -->`` go the tables of that
    question, between ``<!-- begin run -->`` and ``<!-- end run -->`` which run they are from.

    Args:
        document: Markdown.
        results: What was measured.

    Raises:
        ValueError: When the document has no place for one of the tables, or the results have
            no table for one of its places.
    """
    generated = {"run": _run(results)}
    for table in results.tables:
        earlier = generated.get(table.question, "")
        generated[table.question] = f"{earlier}{to_markdown(table)}\n\n"
    places = {place for _, place, _ in _GENERATED.findall(document)}
    if odd := places ^ set(generated):
        raise ValueError(
            f"{', '.join(sorted(odd))}: the document's markers and the results' questions differ"
        )
    return _GENERATED.sub(lambda found: f"{found[1]}\n{generated[found[2]]}{found[3]}", document)


def _run(results: Results) -> str:
    return f"ruentities {results.version}, `{results.command}`.\n\n"
