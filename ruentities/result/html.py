"""A text with its coloured spans as one self-contained, safe HTML fragment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruentities.result.entity import Entity, EntityMention

NOTEBOOK_LIMIT = 100_000  # characters: a notebook keeps its outputs, and more makes it slow

# Okabe and Ito's palette (2008), told apart by the colour-blind, and each of the three has a
# contrast of at least 3:1 on white and on black alike.
_RGB = {"PER": "0,114,178", "ORG": "213,94,0", "LOC": "0,158,115"}
_WORDS = {"PER": "person", "ORG": "organization", "LOC": "place"}

_UNSELECTABLE = "-webkit-user-select:none;user-select:none"
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_CELL = "padding:.2em .8em .2em 0;text-align:left;vertical-align:top"


@dataclass(frozen=True, slots=True)
class Coloured:
    """A span to colour.

    Attributes:
        start: Offset of the first character, in code points.
        end: Offset after the last character, in code points.
        type: ``"PER"``, ``"ORG"`` or ``"LOC"``, which decides the colour.
        entity_id: What all mentions of one entity share; becomes ``data-entity``.
        title: Plain text of the tooltip.
    """

    start: int
    end: int
    type: Literal["PER", "ORG", "LOC"]
    entity_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """An entity as a line of the table.

    Attributes:
        entity_id: What the mentions of the entity carry; becomes ``data-entity`` here too.
        type: ``"PER"``, ``"ORG"`` or ``"LOC"``.
        name: The entity's name.
        count: How many mentions it has.
        forms: The distinct forms in which the text names it, in text order.
    """

    entity_id: str
    type: Literal["PER", "ORG", "LOC"]
    name: str
    count: int
    forms: tuple[str, ...]


def coloured(pairs: Iterable[EntityMention]) -> list[Coloured]:
    """Return the span of each mention, its tooltip saying whom it names."""
    return [
        Coloured(
            start=mention.start,
            end=mention.end,
            type=entity.type,
            entity_id=entity.id,
            title=f"{mention.normal} · {entity.id} {entity.name}",
        )
        for entity, mention in pairs
    ]


def rows(entities: Iterable[Entity]) -> list[Row]:
    """Return the line of each entity."""
    return [
        Row(
            entity_id=entity.id,
            type=entity.type,
            name=entity.name,
            count=len(entity.mentions),
            forms=tuple(dict.fromkeys(mention.text for mention in entity.mentions)),
        )
        for entity in entities
    ]


def render(
    text: str,
    spans: Sequence[Coloured],
    *,
    limit: int | None = None,
    table: Sequence[Row] = (),
) -> str:
    """Return a text as HTML, its spans coloured and those inside another underlined.

    Everything is escaped, whitespace and line breaks are kept. Control characters that HTML
    forbids (NUL, ESC and the like) and lone surrogates show as U+FFFD. The colours suit light
    and dark pages. Where inline styles are stripped, as on GitHub, the lines, the names (in bold)
    and their labels remain.

    Args:
        text: Any text.
        spans: Nested or apart but never crossing, in text order, a longer one before what it
            holds.
        limit: The most characters of ``text`` to show, or None for all of it. A span is shown
            whole or not at all, and a note tells how much is missing.
        table: The entities to list in a table below the text.

    Returns:
        One ``<div>`` with inline styles, without scripts and without ``id`` attributes, so that a
        page may hold any number of them.
    """
    end = len(text) if limit is None else _cut(text, spans, limit)
    shown = [span for span in spans if span.start < end]
    body = _body(text[:end], shown)
    return (
        f'<div style="line-height:1.8">{_legend(shown)}'
        f'<div lang="ru" style="white-space:pre-wrap;overflow-wrap:anywhere">{body}</div>'
        f"{note(len(text) - end, 'character')}{_table(table)}</div>"
    )


def _cut(text: str, spans: Sequence[Coloured], limit: int) -> int:
    if len(text) <= limit:
        return len(text)
    return next((span.start for span in spans if span.start < limit < span.end), limit)


def _body(text: str, spans: Sequence[Coloured]) -> str:
    parts, done = [], 0
    for position, tag in _tags(spans):
        parts += [_lines(text[done:position]), tag]
        done = position
    return "".join([*parts, _lines(text[done:])])


def _tags(spans: Sequence[Coloured]) -> Iterator[tuple[int, str]]:
    around: list[Coloured] = []
    for span in spans:
        while around and around[-1].end <= span.start:
            yield _closing(around.pop(), nested=bool(around))
        yield span.start, _opening(span, nested=bool(around))
        around.append(span)
    while around:
        yield _closing(around.pop(), nested=bool(around))


def _opening(span: Coloured, *, nested: bool) -> str:
    # Not <mark>: in a notebook it does not trust, JupyterLab leaves it black on a dark page.
    return (
        f'<b data-entity="{_safe(span.entity_id)}" title="{_safe(span.title)}" '
        f'style="{_style(span.type, nested=nested)}">'
    )


def _closing(span: Coloured, *, nested: bool) -> tuple[int, str]:
    return span.end, "</b>" if nested else f"{_label(span.type)}</b>"


def _label(type_: str) -> str:
    # <sup> is what keeps the label apart from the name where styles are stripped.
    style = (
        "font-size:.6em;font-weight:600;opacity:.75;margin-left:.4em;position:static;"
        f"vertical-align:baseline;{_UNSELECTABLE}"
    )
    return f'<sup style="{style}">{type_}</sup>'


def _style(type_: str, *, nested: bool) -> str:
    line = f"font-weight:400;border-bottom:2px solid rgb({_RGB[type_]});"
    if nested:
        return f"{line}background:none"
    return (
        f"{line}background:rgba({_RGB[type_]},.18);padding:.1em .2em;border-radius:.2em;"
        "-webkit-box-decoration-break:clone;box-decoration-break:clone"
    )


def _legend(spans: Sequence[Coloured]) -> str:
    types = {span.type for span in spans}
    if not types:
        return ""
    listed = " ".join(
        f'<span style="margin-right:1em"><b style="{_style(type_, nested=False)}">'
        f"{type_}</b> {word}</span>"
        for type_, word in _WORDS.items()
        if type_ in types
    )
    return f'<div style="font-size:.8em;margin-bottom:.5em;{_UNSELECTABLE}">{listed}</div>'


def note(missing: int, what: str) -> str:
    """Return a line that tells how much is not shown, or nothing where all is."""
    if not missing:
        return ""
    return (
        f'<div style="font-style:italic;opacity:.75;{_UNSELECTABLE}">'
        f"… {missing:,} more {what}{'' if missing == 1 else 's'} not shown</div>"
    )


def joined(fragments: Iterable[str]) -> str:
    """Return fragments one below the other, a line between each two."""
    return '<hr style="margin:1em 0;opacity:.3">'.join(fragments)


def _table(rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    heads = ("type", "name", "mentions", "forms")
    listed = "".join(
        f'<tr data-entity="{_safe(row.entity_id)}" style="background:none">'
        f'<td style="{_CELL}"><b style="{_style(row.type, nested=False)}">'
        f'{row.type}</b></td><td style="{_CELL}">{_line(row.name)}</td>'
        f'<td style="{_CELL}">{row.count}</td>'
        f'<td style="{_CELL}">{", ".join(map(_line, row.forms))}</td></tr>'
        for row in rows
    )
    head = "".join(f'<th style="{_CELL};font-weight:600">{word}</th>' for word in heads)
    return (
        '<table lang="ru" style="border-collapse:collapse;border:none;margin:1em 0 0;'
        f'font-size:.9em;{_UNSELECTABLE}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{listed}</tbody></table>"
    )


def _lines(text: str) -> str:
    """Return a stretch of the text; <br> breaks its lines where white-space is stripped too."""
    return "<br>".join(_safe(line) for line in _LINE_END.split(text))


def _line(text: str) -> str:
    return _safe(" ".join(text.split()))


def _safe(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text), quote=True)
