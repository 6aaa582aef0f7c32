"""The command line: texts in; a table, JSON Lines, CSV, Parquet or an HTML page out."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import ExitStack, closing, contextmanager, nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from contextlib import AbstractContextManager
    from typing import BinaryIO

    from ruentities.extractor import Extractor
    from ruentities.language.lexicon import Lexicon
    from ruentities.result.document import Document
    from ruentities.running.sources import Item

_EXAMPLES: Final = """\
examples:
  ruentities article.txt                         a table of the entities
  ruentities news/ -o news.html                  every .txt in a folder, as a page
  ruentities --lines titles.txt --format csv     a text a line; a row a mention
  ruentities --input-format jsonl --text-field body --id-field url \\
      -j 4 -o found.parquet news.jsonl           rows in, rows with their ids out
"""
# Texts of files that are read together or travel to a process at once.
_BATCH: Final = 32
_STDOUT: Final = "<stdout>"
# What a file's name says of its format.
_SUFFIXES: Final = {
    ".csv": "csv",
    ".html": "html",
    ".jsonl": "jsonl",
    ".parquet": "parquet",
    ".txt": "table",
}


class _Unwritable(Exception):  # noqa: N818 - it says what is so
    """The output cannot be written."""


def main(argv: Sequence[str] | None = None) -> int:
    """Extract the entities of every text and write them.

    Args:
        argv: The arguments after the program's name; by default those of the process.

    Returns:
        The exit code: 0; 1 when some text could not be read (it is named; the others are still
        written unless ``--on-error stop``) or the output not be written (what was written before
        stays); 130 after Ctrl-C; 141 when the reader of the output went away.

    Raises:
        SystemExit: With code 2 on wrong usage, with 0 after ``--help`` and ``--version``.
    """
    try:
        parser = _parser()
        return _run(parser, parser.parse_args(argv))
    except BrokenPipeError:
        _discard_output()
        return 141
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    from ruentities import __version__
    from ruentities.running.sources import InputFormat
    from ruentities.schemes import Scheme

    parser = argparse.ArgumentParser(
        prog="ruentities",
        usage="ruentities [options] [FILE ...]",
        description="Find the people, organizations and places that Russian texts name.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add(
        "files",
        metavar="FILE",
        nargs="*",
        default=["-"],
        help="a file, a folder or a pattern ('news/**/*.txt'); standard input when absent or -",
    )
    reading = parser.add_argument_group("input")
    add = reading.add_argument
    add(
        "--input-format",
        choices=get_args(InputFormat),
        default="text",
        help="a text a file (default), a text a line, or rows",
    )
    add("--lines", action="store_true", help="the same as --input-format lines")
    add("--text-field", metavar="NAME", default="text", help="field of the text (default: text)")
    add("--id-field", metavar="NAME", help="field of the id (default: FILE:LINE)")
    add("--encoding", metavar="NAME", default="utf-8", help="of the files (default: utf-8)")
    writing = parser.add_argument_group("output")
    add = writing.add_argument
    add(
        "--format",
        choices=("table", "jsonl", "csv", "parquet", "html"),
        help="default: what the name of FILE says, or else table",
    )
    add("-o", "--output", metavar="FILE", help="default: standard output")
    add(
        "--on-error",
        choices=("skip", "stop"),
        default="skip",
        help="what to do after a text that cannot be read (default: skip); it is named",
    )
    add(
        "--progress",
        action=argparse.BooleanOptionalAction,
        help="show a progress bar (default: on a terminal)",
    )
    finding = parser.add_argument_group("extraction")
    add = finding.add_argument
    add("--scheme", choices=get_args(Scheme), default="full", help="what counts as a mention")
    add("--threshold", metavar="P", type=float, help="least score of a mention, 0 to 1")
    add("--link-threshold", metavar="P", type=float, help="least probability of a link, 0 to 1")
    add("--lexicon", metavar="FILE", help="names of your own: .csv, .json or .jsonl")
    add("--model", metavar="PATH", help="a model that you trained")
    add("-j", "--jobs", metavar="N", type=int, default=1, help="processes (default: 1)")
    parser.add_argument(
        "--explain",
        action="store_true",
        help="instead: why each mention has its borders, its nominative and its entity",
    )
    parser.add_argument("--version", action="version", version=f"ruentities {__version__}")
    return parser


def _run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    from ruentities.running.sources import InputFormat, Source, find_files, misread, read_items

    kind: InputFormat = "lines" if options.lines else options.input_format
    format_ = options.format or _SUFFIXES.get(Path(options.output or "").suffix, "table")
    if rows := misread(options.files, kind):
        parser.error(f"{rows} holds rows of JSON: --input-format jsonl")
    if format_ == "parquet" and not options.output:
        parser.error("--format parquet needs a file: -o FILE")
    if format_ == "parquet" and find_spec("pyarrow") is None:
        parser.error("--format parquet needs pyarrow: pip install pyarrow")
    if options.jobs < 1:
        parser.error(f"-j: expected at least 1, got {options.jobs}")
    extractor = _extractor(parser, options)
    try:
        source = Source(kind, options.text_field, options.id_field, options.encoding)
        "".encode(options.encoding)
    except LookupError:
        parser.error(f"--encoding: there is no {options.encoding!r}")
    files = list(find_files(options.files, kind))
    if options.explain:
        return _explain(extractor, read_items(files, source))
    several = kind != "text" or len(files) > 1
    problems: list[str] = []
    documents = _documents(extractor, read_items(files, source), options, problems)
    try:
        with closing(documents):
            _write(documents, format_, options.output, several)
    except _Unwritable as error:
        if not options.output and sys.stdout is not None:
            _discard_output()
        _complain(options.output or _STDOUT, str(error))
        return 1
    return 1 if problems else 0


def _extractor(parser: argparse.ArgumentParser, options: argparse.Namespace) -> Extractor:
    from ruentities.extractor import Extractor
    from ruentities.linking.link import LEAST_LINK

    link = LEAST_LINK if options.link_threshold is None else options.link_threshold
    try:
        lexicon = _lexicon(options.lexicon) if options.lexicon else None
        extractor = Extractor(
            scheme=options.scheme,
            model=options.model,
            lexicon=lexicon,
            threshold=options.threshold,
            link_threshold=link,
        )
        if options.model:
            # A model that cannot be used is told before any text.
            extractor.extract("")
    except (OSError, ValueError) as error:
        parser.error(str(error))
    return extractor


def _explain(extractor: Extractor, items: Iterator[Item]) -> int:
    code = 0
    for item in items:
        if item.text is None:
            _complain(item.name, item.problem)
            code = 1
        else:
            print(item.id, extractor.explain(item.text), sep="\n\n", end="\n\n")
    return code


def _lexicon(file: str) -> Lexicon:
    import json

    from ruentities.language.lexicon import Lexicon

    path = Path(file)
    if path.suffix == ".csv":
        return Lexicon.from_csv(path)
    content = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".json":
        return Lexicon.model_validate_json(content)
    return Lexicon.from_records(json.loads(line) for line in content.splitlines() if line.strip())


def _documents(
    extractor: Extractor,
    items: Iterator[Item],
    options: argparse.Namespace,
    problems: list[str],
) -> Generator[tuple[str, Document], None, None]:
    """Yield the id and the document of each text; name those that give none in ``problems``."""
    from ruentities.running.answering import Failure
    from ruentities.running.sources import STDIN

    shown = _shows_progress(options)
    answers = extractor.extract_many(
        ((item.text, item) for item in items),
        n_process=options.jobs,
        # What is piped in may come slowly, and is answered as it comes.
        batch_size=1 if STDIN in options.files else _BATCH,
        progress=shown,
        on_error="yield",
        as_tuples=True,
    )
    for answer, item in answers:
        if not isinstance(answer, Failure):
            yield item.id, answer
            continue
        # An answer's error begins with the number of the text, which says less than its name.
        reason = item.problem or str(answer.error).partition(": ")[2]
        with _beside_bar() if shown else nullcontext():
            _complain(item.name, reason)
        problems.append(item.name)
        if options.on_error == "stop":
            return


def _shows_progress(options: argparse.Namespace) -> bool:
    """Whether to show a bar: as asked, or on a terminal that does not show the output."""
    if options.progress is not None:
        return bool(options.progress)
    to_terminal = options.output is None and sys.stdout is not None and sys.stdout.isatty()
    return sys.stderr is not None and sys.stderr.isatty() and not to_terminal


def _beside_bar() -> AbstractContextManager[object]:
    from tqdm import tqdm

    mode: AbstractContextManager[object] = tqdm.external_write_mode(sys.stderr)
    return mode


def _write(
    documents: Iterator[tuple[str, Document]], format_: str, output: str | None, several: bool
) -> None:
    """Write documents.

    Raises:
        _Unwritable: When that fails.
    """
    if format_ == "parquet":
        from ruentities.integrations.arrow import write_parquet

        assert output
        with _writing():
            write_parquet(output, documents)
        return
    from ruentities.running.outputs import OUTPUTS

    with ExitStack() as opened:
        with _writing():
            stream = opened.enter_context(Path(output).open("wb")) if output else _standard_output()
        for part in OUTPUTS[format_](documents, several):
            with _writing():
                # A file's name, unlike its text, can hold what UTF-8 cannot.
                stream.write(part.encode("utf-8", "replace"))
                stream.flush()


def _standard_output() -> BinaryIO:
    if sys.stdout is None:
        raise OSError("it is closed")
    return sys.stdout.buffer


@contextmanager
def _writing() -> Iterator[None]:
    """Turn what goes wrong with the output into `_Unwritable`."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _Unwritable(error.strerror or str(error)) from None


def _discard_output() -> None:
    """Let what is still buffered go somewhere when Python flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(name: str, reason: str) -> None:
    # To nobody when standard error is closed: `print` would take the output instead.
    if sys.stderr is not None:
        print(f"ruentities: {name}: {reason}", file=sys.stderr)
