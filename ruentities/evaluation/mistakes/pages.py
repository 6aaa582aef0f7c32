"""Mistakes laid out for a terminal and as a page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruentities.evaluation.mistakes.finding import Kind, Mistake, Repeated


def to_text(system: str, note: str, found: Mapping[Kind, Sequence[Repeated]]) -> str:
    """Lay the mistakes of a system out for a terminal."""
    lines = [f"Mistakes of {system}", note]
    for kind, repeated in found.items():
        lines += ["", kind.capitalize()]
        for one in repeated:
            mistake, context = one.mistake, one.mistake.context
            lines += [
                f"{one.count:5}  {mistake.text}: {_verdict(mistake)}",
                f"       {context.before}[{context.text}]{context.after}  ({context.document})",
            ]
    return "\n".join(lines)


def _verdict(mistake: Mistake) -> str:
    return f"{mistake.expected or 'nothing'} → {mistake.answer or 'nothing'}"


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Mistakes</title>
<style>
body {{ font-family: system-ui, sans-serif; margin: 2em; }}
table {{ border-collapse: collapse; margin-bottom: 2em; }}
th, td {{ border-bottom: 1px solid #ccc; padding: .3em .6em; text-align: left; }}
td:first-child {{ text-align: right; }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def to_html(note: str, systems: Mapping[str, Mapping[Kind, Sequence[Repeated]]]) -> str:
    """Return the mistakes of systems as a page that needs nothing else.

    Args:
        note: On what documents they were made.
        systems: For each system by name, what `most_frequent` returns.
    """
    parts = []
    for system, found in systems.items():
        parts.append(f"<h1>Mistakes of {escape(system)}</h1>\n<p>{escape(note)}</p>")
        for kind, repeated in found.items():
            heads = ("Times", "Name", "Expected", "Answer", "First time", "Document")
            head = "".join(f"<th>{name}</th>" for name in heads)
            rows = "\n".join(_row(one) for one in repeated)
            parts.append(
                f"<h2>{kind.capitalize()}</h2>\n<table>\n<tr>{head}</tr>\n{rows}\n</table>"
            )
    return _PAGE.format(body="\n".join(parts))


def _row(repeated: Repeated) -> str:
    mistake, context = repeated.mistake, repeated.mistake.context
    marked = f"{escape(context.before)}<mark>{escape(context.text)}</mark>{escape(context.after)}"
    named = map(escape, (mistake.text, mistake.expected, mistake.answer))
    cells = (str(repeated.count), *named, marked, escape(context.document))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
