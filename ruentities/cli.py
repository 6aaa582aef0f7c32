"""The command line: text files in; a table, JSON Lines or an HTML page out."""

from __future__ import annotations

import argparse
import os
import sys
import unicodedata
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruentities.extractor import Extractor
    from ruentities.result.document import Document
    from ruentities.schemes import Scheme

_STDIN = "<stdin>"
_STDOUT = "<stdout>"
_CLOSED = "it is closed"


def main(argv: Sequence[str] | None = None) -> int:
    """Extract the entities of every file and print them.

    Args:
        argv: The arguments after the program's name; by default those of the process.

    Returns:
        The exit code: 0; 1 when some file could not be read (the others are still printed) or
        the output not be written (what was written before stays); 130 after Ctrl-C; 141 when the
        reader of the output went away.

    Raises:
        SystemExit: With code 2 on wrong usage, with 0 after ``--help``.
    """
    try:
        from ruentities.schemes import Scheme

        arguments = _parser(get_args(Scheme)).parse_args(argv)
        return _run(arguments.files, arguments.format, arguments.scheme)
    except BrokenPipeError:
        _discard_output()
        return 141
    except KeyboardInterrupt:
        return 130


def _parser(schemes: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ruentities",
        description="Find the people, organizations and places that Russian texts name.",
    )
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        default=["-"],
        help="UTF-8 text, one document each; standard input when absent or -",
    )
    parser.add_argument(
        "--format",
        choices=tuple(_FORMATS),
        default="table",
        help="one row per entity, one JSON document per line, or one page (default: table)",
    )
    parser.add_argument(
        "--scheme",
        choices=schemes,
        default="full",
        help="whose convention decides what a mention is (default: full)",
    )
    return parser


def _run(files: Sequence[str], format_: str, scheme: Scheme) -> int:
    from ruentities.extractor import Extractor

    if sys.stdout is None:
        _complain(_STDOUT, _CLOSED)
        return 1
    unread: list[str] = []
    documents = _documents(files, Extractor(scheme=scheme), unread)
    for part in _FORMATS[format_](documents, len(files) > 1):
        if not _write(part):
            return 1
    return 1 if unread else 0


def _write(part: str) -> bool:
    """Whether a part of the output was written; if not, why is told."""
    try:
        # A file's name, unlike its text, can hold what UTF-8 cannot.
        sys.stdout.buffer.write(part.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _discard_output()
        _complain(_STDOUT, _reason(error))
        return False
    return True


def _discard_output() -> None:
    """Let what is still buffered go somewhere when Python flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(name: str, reason: str) -> None:
    # To nobody when standard error is closed: `print` would take the output instead.
    if sys.stderr is not None:
        print(f"ruentities: {name}: {reason}", file=sys.stderr)


def _documents(
    files: Sequence[str], extractor: Extractor, unread: list[str]
) -> Iterator[tuple[str, Document]]:
    """Yield each file's name and document; report those that cannot be read into ``unread``."""
    for file in files:
        name = _STDIN if file == "-" else file
        try:
            text = _read(file)
        except (OSError, UnicodeDecodeError) as error:
            _complain(name, _reason(error))
            unread.append(name)
        else:
            yield name, extractor.extract(text)


def _read(file: str) -> str:
    if file == "-" and sys.stdin is None:
        raise OSError(_CLOSED)
    content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    return content.decode("utf-8").removeprefix("\ufeff")


def _reason(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return (
        f"not UTF-8 at byte {error.start:,}; the file must be UTF-8, "
        "convert it for example with: iconv -f CP1251 -t UTF-8"
    )


def _jsonl(documents: Iterable[tuple[str, Document]], several: bool) -> Iterator[str]:
    for _, document in documents:
        yield f"{document.model_dump_json()}\n"


def _table(documents: Iterable[tuple[str, Document]], several: bool) -> Iterator[str]:
    gap = ""
    for name, document in documents:
        heading = f"{gap}{_printable(name)}\n" if several else ""
        yield heading + _aligned(_rows(document))
        gap = "\n"


def _rows(document: Document) -> list[tuple[str, str, str, str]]:
    rows = [("TYPE", "NAME", "MENTIONS", "FORMS")]
    for entity in document.entities:
        forms = dict.fromkeys(_printable(mention.text) for mention in entity.mentions)
        count = str(len(entity.mentions))
        rows.append((entity.type, _printable(entity.name), count, ", ".join(forms)))
    return rows


def _aligned(rows: Sequence[tuple[str, str, str, str]]) -> str:
    names = max(_width(name) for _, name, _, _ in rows)
    return "".join(
        f"{type_:<4}  {name}{' ' * (names - _width(name))}  {count:>8}  {forms}\n"
        for type_, name, count, forms in rows
    )


def _printable(text: str) -> str:
    """Return a text on one line, without what a terminal would obey rather than show."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def _width(text: str) -> int:
    """Return the columns that a text takes in a terminal."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "FW")
        for char in text
    )


def _page(documents: Iterable[tuple[str, Document]], several: bool) -> Iterator[str]:
    yield (
        '<!DOCTYPE html>\n<html lang="ru">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        '<meta name="color-scheme" content="light dark">\n<title>ruentities</title>\n</head>\n'
        '<body style="font-family:system-ui,sans-serif;max-width:50em;margin:2em auto;'
        'padding:0 1em">\n'
    )
    for name, document in documents:
        heading = f"<h2>{escape(_printable(name))}</h2>\n" if several else ""
        yield f"<section>\n{heading}{document.to_html()}\n</section>\n"
    yield "</body>\n</html>\n"


_FORMATS = {"table": _table, "jsonl": _jsonl, "html": _page}
