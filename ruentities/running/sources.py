"""Texts from files: whole files, lines, JSON Lines, tables; start reading at `read_items`.

What cannot be read takes the place of its text, so that it is told in its turn and the rest goes
on.
"""

from __future__ import annotations

import csv
import glob
import io
import json
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

InputFormat = Literal["text", "lines", "jsonl", "csv"]

STDIN: Final = "-"
# What a folder is searched for.
SUFFIXES: Final[dict[InputFormat, tuple[str, ...]]] = {
    "text": (".txt",),
    "lines": (".txt",),
    "jsonl": (".jsonl", ".ndjson"),
    "csv": (".csv",),
}
_MARK: Final = "\ufeff"
_CYRILLIC: Final = re.compile("[а-яё]", re.IGNORECASE)
# Read as cp1251, a Russian text is mostly Cyrillic letters, and nothing else is.
_MOSTLY: Final = 0.5


@dataclass(frozen=True, slots=True)
class Source:
    """Where texts come from and how they are told apart.

    Attributes:
        format: What a file holds.
        text_field: Which field or column is the text; for rows only.
        id_field: Which one is the id of a text, or None to number the rows.
        encoding: The encoding of the files.
    """

    format: InputFormat = "text"
    text_field: str = "text"
    id_field: str | None = None
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Item:
    """A text of a file, or why there is none.

    Attributes:
        name: What it is called in an error: the file, and the line.
        id: What identifies it in the output.
        text: The text; None where it could not be read.
        problem: Why it could not be read.
    """

    name: str
    id: str
    text: str | None = None
    problem: str = ""


def find_files(patterns: Iterable[str], format_: InputFormat) -> Iterator[str]:
    """Yield the files that some paths, folders and patterns stand for.

    Args:
        patterns: A file, a folder whose files of the format are taken, however deep, or a pattern
            such as ``news/**/*.txt``. What is not there is left as it is, to be told when it is
            read.
        format_: What the files hold.
    """
    for pattern in patterns:
        path = Path(pattern)
        if pattern != STDIN and path.is_dir():
            inside = (str(file) for file in path.rglob("*") if file.suffix in SUFFIXES[format_])
            yield from sorted(inside) or [pattern]
        elif pattern != STDIN and not path.exists() and glob.has_magic(pattern):
            yield from sorted(glob.glob(pattern, recursive=True)) or [pattern]  # noqa: PTH207
        else:
            yield pattern


def read_items(files: Iterable[str], source: Source) -> Iterator[Item]:
    """Yield the texts of files, one after the other, holding one of them at a time.

    Args:
        files: Paths; ``-`` is standard input.
        source: What they hold.
    """
    for file in files:
        name = "<stdin>" if file == STDIN else file
        try:
            with _opened(file, source) as stream:
                if "\n".encode(source.encoding) == b"\n":
                    yield from _READERS[source.format](name, stream, source)
                else:
                    # UTF-16 and its like: lines are told apart by characters, not by bytes.
                    content = io.BytesIO(stream.read().decode(source.encoding).encode())
                    yield from _READERS[source.format](
                        name, content, replace(source, encoding="utf-8")
                    )
        except OSError as error:
            yield Item(name, name, problem=error.strerror or str(error))
        except UnicodeDecodeError as error:
            problem = f"not {source.encoding.upper()} at byte {error.start:,}"
            yield Item(name, name, problem=problem)


def _opened(file: str, source: Source) -> IO[bytes]:
    if file != STDIN:
        path = Path(file)
        if path.is_dir():
            kinds = ", ".join(f"*{suffix}" for suffix in SUFFIXES[source.format])
            raise OSError(f"the folder holds no {kinds}")
        return path.open("rb")
    if sys.stdin is None:
        raise OSError("it is closed")
    return sys.stdin.buffer


def _whole(name: str, stream: IO[bytes], source: Source) -> Iterator[Item]:
    content = stream.read()
    yield _decoded(name, content, source, id_=name)


def _lines(name: str, stream: IO[bytes], source: Source) -> Iterator[Item]:
    for number, line in enumerate(stream, 1):
        yield _decoded(f"{name}:{number}", line.rstrip(b"\r\n"), source)


def _json_lines(name: str, stream: IO[bytes], source: Source) -> Iterator[Item]:
    for item in _lines(name, stream, source):
        if item.text is None or not item.text.strip():
            if item.problem:
                yield item
            continue
        try:
            row = json.loads(item.text)
        except ValueError as error:
            yield Item(item.name, item.id, problem=f"no JSON: {error}")
            continue
        if isinstance(row, dict):
            yield _of_row(item.name, row, source)
        else:
            yield Item(item.name, item.id, problem=f"expected an object, got {type(row).__name__}")


def _table(name: str, stream: IO[bytes], source: Source) -> Iterator[Item]:
    # Bytes of another encoding become lone surrogates, which no text has.
    lines = (line.decode(source.encoding, "surrogateescape") for line in stream)
    rows = csv.DictReader(
        line.removeprefix(_MARK) if i == 0 else line for i, line in enumerate(lines)
    )
    csv.field_size_limit(sys.maxsize)
    try:
        for row in rows:
            place = f"{name}:{rows.line_num}"
            try:
                "".join(map(str, row.values())).encode()
            except UnicodeEncodeError:
                yield Item(place, place, problem=f"not {source.encoding.upper()}")
            else:
                yield _of_row(place, row, source)
    except csv.Error as error:
        yield Item(f"{name}:{rows.line_num}", name, problem=str(error))


_READERS: Final = {"text": _whole, "lines": _lines, "jsonl": _json_lines, "csv": _table}


def _of_row(name: str, row: Mapping[str, object], source: Source) -> Item:
    id_ = name
    if source.id_field is not None:
        if row.get(source.id_field) in (None, ""):
            return Item(name, name, problem=f"it has no {source.id_field!r}")
        id_ = str(row[source.id_field])
    text = row.get(source.text_field)
    if isinstance(text, str):
        return Item(name, id_, text)
    if source.text_field not in row:
        listed = ", ".join(map(str, row))
        return Item(name, id_, problem=f"it has no {source.text_field!r}, only {listed}")
    kind = "null" if text is None else type(text).__name__
    return Item(name, id_, problem=f"{source.text_field!r} is {kind}, no text")


def _decoded(name: str, content: bytes, source: Source, id_: str | None = None) -> Item:
    try:
        text = content.decode(source.encoding).removeprefix(_MARK)
    except UnicodeDecodeError as error:
        problem = f"not {source.encoding.upper()} at byte {error.start:,}; {_advice(content)}"
        return Item(name, id_ or name, problem=problem)
    return Item(name, id_ or name, text)


def _advice(content: bytes) -> str:
    read = content.decode("cp1251", "replace")
    letters = len(_CYRILLIC.findall(read))
    if letters > _MOSTLY * len(read.strip()):
        return "it looks like cp1251: --encoding cp1251"
    return "say which encoding it has: --encoding NAME"


def misread(files: Sequence[str], format_: InputFormat) -> str | None:
    """Return the first of some files whose name says that it holds rows and no text."""
    rows = SUFFIXES["jsonl"] if format_ in ("text", "lines") else ()
    return next((file for file in files if Path(file).suffix in rows), None)
