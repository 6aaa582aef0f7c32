"""``python -m ruentities.evaluation``: every figure by one command."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.evaluation.gold import GoldDocument
    from ruentities.evaluation.questions import Bench
    from ruentities.evaluation.readers import Corpus
    from ruentities.evaluation.tables import Table

_REPOSITORY = Path(__file__).parents[2]
_DOCUMENT = _REPOSITORY / "docs" / "evaluation.md"
_FOLDS = ("dev", "train", "all")
_SYSTEMS = ("ruentities", "natasha")
_WHAT = ("recognition", "normals", "linking", "factrueval", "calibration", "speed")
_THOROUGH_SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
_THOROUGH_COUNTS = (100, 300, 1_000, 3_000, 10_000)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure systems against gold corpora and print the tables, or write the report.

    Args:
        argv: The arguments after the program's name; by default those of the process.

    Returns:
        The exit code: 0, or 1 when the corpora or a file are missing or damaged.

    Raises:
        SystemExit: With code 2 on wrong usage, with 0 after ``--help``.
    """
    given = sys.argv[1:] if argv is None else list(argv)
    try:
        if given[:1] == ["report"]:
            _report(_report_parser().parse_args(given[1:]))
        else:
            _measure(_parser().parse_args(given), given)
    except (OSError, ValueError) as error:
        print(f"ruentities.evaluation: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ruentities.evaluation",
        description="Measure ruentities, and natasha beside it, on annotated corpora.",
        epilog="`report RESULTS.json` writes the tables of a --json file into docs/evaluation.md.",
    )
    parser.add_argument(
        "what", nargs="*", metavar="what", help=f"{', '.join(_WHAT)} (default: all of them)"
    )
    parser.add_argument(
        "--corpora",
        type=Path,
        metavar="DIR",
        help="the folder that holds factrueval-2016, collection5, nerel, slavicner or your own "
        "jsonl; by default the environment variable RUENTITIES_CORPORA",
    )
    parser.add_argument(
        "--system", action="append", choices=_SYSTEMS, help="repeatable (default: both)"
    )
    parser.add_argument(
        "--fold", choices=_FOLDS, default="dev", help="which documents (default: dev)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the tables there, too")
    parser.add_argument(
        "--errors",
        type=_positive,
        nargs="?",
        const=10,
        metavar="N",
        help="print the N most frequent mistakes of each kind instead of tables (default: 10)",
    )
    parser.add_argument(
        "--html", type=Path, metavar="FILE", help="write the mistakes there as a page instead"
    )
    parser.add_argument(
        "--thorough",
        action="store_true",
        help="speed: texts up to ten million characters and ten thousand documents as well",
    )
    return parser


def _report_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ruentities.evaluation report",
        description="Write the tables of a --json file between the markers of a document.",
    )
    parser.add_argument("results", type=Path, metavar="RESULTS.json")
    parser.add_argument("document", type=Path, nargs="?", default=_DOCUMENT, metavar="DOCUMENT")
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return int(text)


def _report(arguments: argparse.Namespace) -> None:
    from ruentities.evaluation.report import fill
    from ruentities.evaluation.tables import read_json

    results = read_json(arguments.results)
    document = arguments.document.read_text(encoding="utf-8")
    arguments.document.write_text(fill(document, results), encoding="utf-8")


def _measure(arguments: argparse.Namespace, given: Sequence[str]) -> None:
    from threadpoolctl import threadpool_limits

    from ruentities.evaluation.questions import Bench
    from ruentities.evaluation.systems import SYSTEMS

    if unknown := set(arguments.what) - set(_WHAT):
        raise ValueError(f"{', '.join(sorted(unknown))}: not one of {', '.join(_WHAT)}")
    names = tuple(dict.fromkeys(arguments.system or _SYSTEMS))
    root = _root(arguments.corpora)
    documents = _documents(root, arguments.fold)
    bench = Bench(root, arguments.fold, documents, [SYSTEMS[name]() for name in names])
    # Several BLAS threads gain nothing on matrices of this size, and figures stay comparable.
    with threadpool_limits(1):
        if arguments.errors or arguments.html:
            _print_mistakes(bench, arguments.errors or 50, arguments.html)
        else:
            _print_tables(bench, names, arguments, given)


def _root(given: Path | None) -> Path:
    variable = os.environ.get("RUENTITIES_CORPORA")
    root = given or (Path(variable) if variable else _REPOSITORY.parent / "shared" / "corpora")
    if not root.is_dir():
        raise FileNotFoundError(
            f"{root}: no such folder; name the folder of the corpora with --corpora or in the "
            "environment variable RUENTITIES_CORPORA"
        )
    return root


def _documents(root: Path, fold: str) -> dict[Corpus, list[GoldDocument]]:
    """Read the corpora that are at hand; the fold is one over all of them."""
    from ruentities.evaluation.folds import split
    from ruentities.evaluation.readers import Corpus, corpus_directory, read

    every: list[GoldDocument] = []
    corpora: list[Corpus] = []
    for corpus in get_args(Corpus):
        try:
            directory = corpus_directory(root, corpus)
        except FileNotFoundError as missing:
            if corpus != "jsonl":
                print(f"left out: {missing}", file=sys.stderr)
            continue
        corpora.append(corpus)
        every += read(corpus, directory)
    if not every:
        raise FileNotFoundError(f"{root}: none of the corpora is here")
    train, development = split(every)
    chosen = {"train": train, "dev": development, "all": every}[fold]
    parted = {corpus: [d for d in chosen if d.corpus == corpus] for corpus in corpora}
    return {corpus: documents for corpus, documents in parted.items() if documents}


def _print_tables(
    bench: Bench, names: Sequence[str], arguments: argparse.Namespace, given: Sequence[str]
) -> None:
    from ruentities.evaluation.questions import QUESTIONS
    from ruentities.evaluation.tables import Results, to_text, write_json

    made: list[Table] = []
    for what in dict.fromkeys(arguments.what or _WHAT):
        tables = (
            _speed(bench, names, arguments.thorough) if what == "speed" else QUESTIONS[what](bench)
        )
        for table in tables:
            print(to_text(table), end="\n\n", flush=True)
        made += tables
    if arguments.json:
        command = " ".join(["python -m ruentities.evaluation", *_repeatable(given)])
        write_json(Results(_version(), command, tuple(made)), arguments.json)


def _repeatable(given: Sequence[str]) -> list[str]:
    """Leave the paths of this machine out of the command."""
    return [
        argument
        for before, argument in zip(("", *given), given, strict=False)
        if not argument.startswith(("--corpora", "--json"))
        and before not in ("--corpora", "--json")
    ]


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("ruentities")
    except PackageNotFoundError:
        return "from source"


def _speed(bench: Bench, names: Sequence[str], thorough: bool) -> list[Table]:
    from ruentities.evaluation.speed import speed

    corpus = "collection5" if "collection5" in bench.documents else next(iter(bench.documents))
    texts = [document.text for document in bench.documents[corpus] if document.text.strip()]
    if thorough:
        return speed(names, texts, sizes=_THOROUGH_SIZES, counts=_THOROUGH_COUNTS)
    return speed(names, texts)


def _print_mistakes(bench: Bench, limit: int, page: Path | None) -> None:
    from ruentities.evaluation.errors import mistakes, most_frequent, to_html, to_text

    note = bench.note(bench.documents)
    found = {
        system.name: most_frequent(mistakes(bench, system), limit) for system in bench.systems
    }
    if page:
        page.write_text(to_html(note, found), encoding="utf-8")
        return
    for name, repeated in found.items():
        print(to_text(name, note, repeated), end="\n\n")


if __name__ == "__main__":
    sys.exit(main())
