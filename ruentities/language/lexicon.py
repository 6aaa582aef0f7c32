"""The user's own names: what stands in a lexicon, and how one is read from a table."""

from __future__ import annotations

import csv
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pydantic import ConfigDict, RootModel
from pydantic import ValidationError as _Invalid

from ruentities.language.lexicon_entry import LexiconEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from typing_extensions import Self

# What separates several types or aliases in one cell of a table.
_BETWEEN: Final = "|"
_LISTS: Final = ("type", "aliases")


class Lexicon(RootModel[tuple[LexiconEntry, ...]]):
    """Names of the user's own, found in every case form and linked to their entry.

    Raises:
        ValueError: When an entry has no name, an unknown type or an unknown key.

    >>> from ruentities import Extractor
    >>> lexicon = Lexicon([{"name": "Рога и копыта", "type": "ORG", "aliases": ["РиК"], "id": "7"}])
    >>> doc = Extractor(lexicon=lexicon).extract("В «Рогах и копытах» обыск. РиК закрыта.")
    >>> doc.organizations[0].name, [mention.text for mention in doc.mentions]
    ('Рога и копыта', ['Рогах и копытах', 'РиК'])
    >>> doc.organizations[0].entry.id
    '7'
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    if TYPE_CHECKING:
        # For type checkers alone: pydantic gives the keys of a JSON object to a constructor of
        # ours, which fails in its own way for a lexicon that is no list.
        def __init__(self, root: Iterable[LexiconEntry | Mapping[str, object]]) -> None: ...

    @classmethod
    def from_records(cls, records: Iterable[Mapping[str, Any]]) -> Self:
        """Return a lexicon of rows, such as those of a data frame.

        Args:
            records: Rows with ``name`` and ``type``, and ``aliases``, ``id`` and ``gender`` where
                they are known; what else a row has goes into ``data``. Several types or aliases
                are a list, or one text with ``|`` between them. None, NaN and empty text are no
                value.

        Raises:
            ValueError: When a row is no entry; it is named by its number, from 0.

        >>> rows = [{"name": "Лада Гранта", "type": "ORG", "aliases": "Гранта|LADA", "class": "B"}]
        >>> (entry,) = Lexicon.from_records(rows)
        >>> entry.aliases, entry.data
        (('Гранта', 'LADA'), {'class': 'B'})
        """
        return cls([_entry(row, f"row {number}") for number, row in enumerate(records)])

    @classmethod
    def from_csv(
        cls, path: str | Path, *, encoding: str = "utf-8-sig", delimiter: str = ","
    ) -> Self:
        """Return the lexicon that a table holds, its columns as in `from_records`.

        Args:
            path: A file whose first line names the columns.
            encoding: Its encoding; by default UTF-8, with a byte order mark or without.
            delimiter: What separates its columns.

        Raises:
            FileNotFoundError: When there is no such file.
            ValueError: When a line is no entry, which is named by its number, or the file has
                another encoding.
        """
        with Path(path).open(encoding=encoding, newline="") as file:
            rows = csv.DictReader(file, delimiter=delimiter)
            return cls([_entry(row, f"{path}, line {rows.line_num}") for row in rows])

    # A lexicon is its entries; what is kept beside them is made anew wherever it arrives.
    def __reduce__(self) -> tuple[type[Self], tuple[tuple[LexiconEntry, ...]]]:
        return type(self), (self.root,)

    # A cache asks for it at every text.
    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(self.root)

    def __iter__(self) -> Iterator[LexiconEntry]:  # type: ignore[override]
        return iter(self.root)

    def __len__(self) -> int:
        return len(self.root)

    def __repr__(self) -> str:
        return f"<Lexicon, {len(self):,} {'entry' if len(self) == 1 else 'entries'}>"

    __str__ = __repr__


def _entry(row: Mapping[str, Any], called: str) -> LexiconEntry:
    given = {key: value for key, value in row.items() if not _is_missing(value)}
    for field in _LISTS:
        if isinstance(given.get(field), str):
            parts = tuple(part.strip() for part in given[field].split(_BETWEEN))
            given[field] = parts if field == "aliases" or len(parts) > 1 else parts[0]
    if isinstance(given.get("id"), int):
        given["id"] = str(given["id"])
    other = {key: given.pop(key) for key in [*given] if key not in LexiconEntry.model_fields}
    try:
        if other:
            given["data"] = {**given.get("data", {}), **other}
        return LexiconEntry(**given)
    except (_Invalid, TypeError) as error:
        raise ValueError(f"{called}: {error}") from None


def _is_missing(value: object) -> bool:
    """Whether a cell is empty: None, NaN (the one value that is not itself) or empty text."""
    return value is None or value == "" or value != value
