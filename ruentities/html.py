"""A text with its coloured spans as one self-contained, safe HTML fragment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NOTEBOOK_LIMIT = 100_000  # characters: a notebook keeps its outputs, and more makes it slow

# Okabe and Ito's palette (2008), told apart by the colour-blind, and each of the three has a
# contrast of at least 3:1 on white and on black alike.
_RGB = {"PER": "0,114,178", "ORG": "213,94,0", "LOC": "0,158,115"}
_WORDS = {"PER": "person", "ORG": "organization", "LOC": "place"}

_UNSELECTABLE = "-webkit-user-select:none;user-select:none"
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


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


def render(text: str, spans: Sequence[Coloured], *, limit: int | None = None) -> str:
    """Return a text as HTML, its spans coloured and those inside another underlined.

    Everything is escaped, whitespace and line breaks are kept. Control characters that HTML
    forbids (NUL, ESC and the like) and lone surrogates show as U+FFFD. The colours suit light
    and dark pages.

    Args:
        text: Any text.
        spans: Nested or apart but never crossing, in text order, a longer one before what it
            holds.
        limit: The most characters of ``text`` to show, or None for all of it. A span is shown
            whole or not at all, and a note tells how much is missing.

    Returns:
        One ``<div>`` with inline styles, without scripts.
    """
    end = len(text) if limit is None else _cut(text, spans, limit)
    shown = [span for span in spans if span.start < end]
    body = _body(text[:end], shown)
    return (
        f'<div style="line-height:1.8">{_legend(shown)}'
        f'<div lang="ru" style="white-space:pre-wrap;overflow-wrap:anywhere">{body}</div>'
        f"{_note(len(text) - end)}</div>"
    )


def _cut(text: str, spans: Sequence[Coloured], limit: int) -> int:
    if len(text) <= limit:
        return len(text)
    return next((span.start for span in spans if span.start < limit < span.end), limit)


def _body(text: str, spans: Sequence[Coloured]) -> str:
    parts, done = [], 0
    for position, tag in _tags(spans):
        parts += [_safe(text[done:position]), tag]
        done = position
    return "".join([*parts, _safe(text[done:])])


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
    return (
        f'<mark data-entity="{_safe(span.entity_id)}" title="{_safe(span.title)}" '
        f'style="{_style(span.type, nested=nested)}">'
    )


def _closing(span: Coloured, *, nested: bool) -> tuple[int, str]:
    return span.end, "</mark>" if nested else f"{_label(span.type)}</mark>"


def _label(type_: str) -> str:
    style = f"font-size:.6em;font-weight:600;opacity:.75;margin-left:.4em;{_UNSELECTABLE}"
    return f'<span style="{style}">{type_}</span>'


def _style(type_: str, *, nested: bool) -> str:
    line = f"color:inherit;border-bottom:2px solid rgb({_RGB[type_]});"
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
        f'<span style="margin-right:1em"><span style="{_style(type_, nested=False)}">{type_}'
        f"</span> {word}</span>"
        for type_, word in _WORDS.items()
        if type_ in types
    )
    return f'<div style="font-size:.8em;margin-bottom:.5em;{_UNSELECTABLE}">{listed}</div>'


def _note(missing: int) -> str:
    if not missing:
        return ""
    return (
        f'<div style="font-style:italic;opacity:.75;{_UNSELECTABLE}">'
        f"… {missing:,} more character{'' if missing == 1 else 's'} not shown</div>"
    )


def _safe(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text), quote=True)
