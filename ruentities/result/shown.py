"""Several documents, shown in a notebook one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruentities.result import html
from ruentities.result.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterable


class Shown:
    """Documents as a notebook shows them; `show` makes it."""

    def __init__(self, documents: tuple[Document, ...]) -> None:
        self._documents = documents

    def __repr__(self) -> str:
        return "\n".join(map(repr, self._documents))

    def _repr_html_(self) -> str:
        left = html.NOTEBOOK_LIMIT
        parts: list[str] = []
        for number, document in enumerate(self._documents):
            if left <= 0:
                parts.append(html.note(len(self._documents) - number, "document"))
                break
            parts.append(document.to_html(limit=left))
            left -= len(document.text)
        return html.joined(parts)


def show(documents: Document | Iterable[Document]) -> Shown:
    """Show documents in a notebook: as the last line of a cell, or given to ``display``.

    Args:
        documents: One or several, such as a list or what `extract_many` gives, which is read to
            its end. After 100,000 characters the rest is counted.

    >>> from ruentities import extract_many
    >>> show(extract_many(["Снег в Омске.", "Тихо."]))
    <Document, 13 characters: 0 persons, 0 organizations, 1 location, 1 mention>
    <Document, 5 characters: 0 persons, 0 organizations, 0 locations, 0 mentions>
    """
    return Shown((documents,) if isinstance(documents, Document) else tuple(documents))
