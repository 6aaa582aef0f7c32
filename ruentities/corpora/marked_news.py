"""Texts that were marked for training alone: news, and papers that were written for it.

The news may not be passed on with the library, so that ``marked_news.tsv`` holds of each text its
file in ``raw``, its id, the beginning of its SHA-256 and where its names stand.
"""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Final, cast

from ruentities.corpora.gold import GoldMention
from ruentities.corpora.gold_files import gold_document, integer, read_lines
from ruentities.corpora.jsonl_reader import read_jsonl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ruentities.corpora.gold import GoldDocument
    from ruentities.kinds import Type

_FOLDER: Final = files("ruentities") / "corpora"
_DIGITS: Final = 12


def read_papers() -> list[GoldDocument]:
    """Read the invented papers, lists, letters and sentences, under today's convention."""
    with as_file(_FOLDER.joinpath("papers.jsonl")) as path:
        return list(read_jsonl(path, "today"))


def read_marked_news(raw: Path) -> list[GoldDocument]:
    """Read the marked texts, under the convention of today's articles, without nominatives.

    No text of today's articles is among them, nor one that is nearly the same.

    Args:
        raw: The folder of news without gold, ``FILE.jsonl`` with ``id`` and ``text``.

    Returns:
        The documents in the order of the marks.

    Raises:
        FileNotFoundError: When a file is missing.
        ValueError: When a text is missing or is not the one that was marked.
    """
    marks = _FOLDER.joinpath("marked_news.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in marks.splitlines() if not line.startswith("#")]
    texts = {
        name: _texts(raw / f"{name}.jsonl", {one for file, one, *_ in rows if file == name})
        for name in dict.fromkeys(row[0] for row in rows)
    }
    return [_document(texts[file], file, *row) for file, *row in rows]


def _texts(path: Path, wanted: set[str]) -> dict[str, str]:
    rows = (json.loads(line) for _, line in read_lines(path))
    return {row["id"]: row["text"] for row in rows if row["id"] in wanted}


def _document(texts: dict[str, str], file: str, name: str, digest: str, marks: str) -> GoldDocument:
    where = f"{file}.jsonl: {name}"
    if name not in texts or _digest(texts[name]) != digest:
        raise ValueError(f"{where}: the text that was marked is not there")
    return gold_document("today", name, texts[name], _mentions(marks.split(), where))


def _mentions(marks: Iterable[str], where: str) -> Iterator[GoldMention]:
    for mark in marks:
        start, end, kind = mark.split("-")
        yield GoldMention(integer(start, where), integer(end, where), cast("Type", kind))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:_DIGITS]
