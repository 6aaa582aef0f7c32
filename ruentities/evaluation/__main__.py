"""``python -m ruentities.evaluation``: every figure by one command."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from threadpoolctl import threadpool_limits

from ruentities.corpora.folds import five_folds, split
from ruentities.corpora.readers import corpus_directory, read
from ruentities.evaluation import contradictions, errors, raw_news, speed, tables
from ruentities.evaluation.answers import replaced
from ruentities.evaluation.bench import Bench
from ruentities.evaluation.comparison import compare
from ruentities.evaluation.measured import read_measured, write_measured
from ruentities.evaluation.measuring import measured
from ruentities.evaluation.questions import QUESTIONS
from ruentities.evaluation.report import fill
from ruentities.evaluation.systems import SYSTEMS
from ruentities.evaluation.todays_tables import today
from ruentities.schemes import CONVENTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.corpora.gold import GoldDocument
    from ruentities.schemes import Corpus

_REPOSITORY = Path(__file__).parents[2]
_DOCUMENTS = [_REPOSITORY / "docs" / "evaluation.md", _REPOSITORY / "README.md"]
_QUESTIONS = {"today": today, **QUESTIONS}
_WHAT = (*_QUESTIONS, "speed")
_THOROUGH_SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
_THOROUGH_COUNTS = (100, 300, 1_000, 3_000, 10_000)
# Fold 0 is looked at once, at the end.
_LOOKED_AT = [1, 2, 3, 4]
_MISTAKES = 10
_MISTAKES_ON_A_PAGE = 50


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
        elif given[:1] == ["compare"]:
            _compare(_compare_parser().parse_args(given[1:]))
        elif given[:1] == ["contradictions"]:
            _contradictions(_contradictions_parser().parse_args(given[1:]))
        else:
            arguments = _parser().parse_args(given)
            if arguments.data:
                return _with_data(arguments.data, given)
            _measure(arguments, given)
    except (OSError, ValueError) as error:
        print(f"ruentities.evaluation: {error}", file=sys.stderr)
        return 1
    return 0


def _with_data(data: Path, given: Sequence[str]) -> int:
    """Measure by a copy of this package with other data files."""
    others = [
        argument
        for before, argument in zip(("", *given), given, strict=False)
        if not argument.startswith("--data") and before != "--data"
    ]
    with replaced(data) as folder:
        code = (
            f"import sys; sys.path.insert(0, {str(folder)!r}); "
            f"from ruentities.evaluation.__main__ import main; sys.exit(main({others!r}))"
        )
        root = {"RUENTITIES_CORPORA": str(_root(None))}
        return subprocess.run(
            [sys.executable, "-c", code], env=os.environ | root, check=False
        ).returncode


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ruentities.evaluation",
        description="Measure ruentities, and natasha beside it, on annotated corpora.",
        epilog="`report RESULTS.json` writes the tables of a --json file into the docs and README; "
        "`contradictions TEXTS` lists where answers to raw news contradict each other.",
    )
    parser.add_argument(
        "what",
        nargs="*",
        type=_question,
        metavar="what",
        help=f"{', '.join(_WHAT)} (default: all of them)",
    )
    parser.add_argument(
        "--corpora",
        type=Path,
        metavar="DIR",
        help="the folder that holds factrueval-2016, collection5, nerel, slavicner or your own "
        "jsonl; by default the environment variable RUENTITIES_CORPORA",
    )
    parser.add_argument(
        "--system", action="append", choices=tuple(SYSTEMS), help="repeatable (default: both)"
    )
    parser.add_argument(
        "--fold",
        choices=("dev", "train", "all"),
        default="dev",
        help="which documents (default: dev)",
    )
    parser.add_argument(
        "--folds",
        type=_folds,
        default=_LOOKED_AT,
        metavar="NUMBERS",
        help="which folds of today's articles (default: 1234, since fold 0 is for the end)",
    )
    parser.add_argument(
        "--data",
        type=Path,
        metavar="PATH",
        help="a model's .npz, or a folder of data files, instead of the library's own",
    )
    parser.add_argument(
        "--fold-data",
        type=Path,
        metavar="DIR",
        help="the same for each fold of today's articles: DIR/fold1.npz or DIR/fold1 and so on",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the tables there, too")
    parser.add_argument(
        "--documents",
        type=Path,
        metavar="FILE",
        help="write the scores of each document there instead, for `compare`",
    )
    parser.add_argument(
        "--errors",
        type=_positive,
        nargs="?",
        const=_MISTAKES,
        metavar="N",
        help=f"print the N most frequent mistakes of each kind instead of tables (default: "
        f"{_MISTAKES})",
    )
    parser.add_argument(
        "--html",
        type=Path,
        metavar="FILE",
        help=f"write the mistakes there as a page instead (default: {_MISTAKES_ON_A_PAGE} of each)",
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
    parser.add_argument("documents", type=Path, nargs="*", default=_DOCUMENTS, metavar="DOCUMENT")
    return parser


def _compare_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ruentities.evaluation compare",
        description="Tell which differences between two --documents files are more than chance.",
    )
    parser.add_argument("before", type=Path, metavar="BEFORE")
    parser.add_argument("after", type=Path, metavar="AFTER")
    return parser


def _compare(arguments: argparse.Namespace) -> None:
    before, after = (
        replace(read_measured(path), build=path.stem)
        for path in (arguments.before, arguments.after)
    )
    print(tables.to_text(compare(before, after)))


def _contradictions_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ruentities.evaluation contradictions",
        description="List where answers to raw texts contradict each other, the most frequent "
        "first, and count them by kind.",
    )
    parser.add_argument(
        "texts",
        type=Path,
        metavar="TEXTS",
        help="a JSON Lines file of objects with a `text`, or a folder of *.jsonl and *.txt",
    )
    parser.add_argument(
        "--answers",
        type=Path,
        metavar="FILE",
        help="keep the answers there, and go on after those that it has",
    )
    parser.add_argument(
        "--most", type=_positive, default=20, metavar="N", help="rows of each kind (default: 20)"
    )
    return parser


def _contradictions(arguments: argparse.Namespace) -> None:
    texts = raw_news.read_raw(arguments.texts)
    with threadpool_limits(1):
        answers = list(raw_news.answers(texts, arguments.answers))
    found = contradictions.contradictions(answers)
    print(contradictions.to_text(found, arguments.most))
    print(f"\n{tables.to_text(contradictions.to_table(answers, found))}")


def _folds(text: str) -> list[int]:
    if not set(text) <= set("01234"):
        raise argparse.ArgumentTypeError(f"{text!r}: digits of folds expected, 0 to 4")
    return sorted({int(digit) for digit in text})


def _question(text: str) -> str:
    if text not in _WHAT:
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(_WHAT)}")
    return text


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return int(text)


def _report(arguments: argparse.Namespace) -> None:
    results = tables.read_json(arguments.results)
    for path in arguments.documents:
        path.write_text(fill(path.read_text(encoding="utf-8"), results), encoding="utf-8")


def _measure(arguments: argparse.Namespace, given: Sequence[str]) -> None:
    for file in filter(None, (arguments.json, arguments.html, arguments.documents)):
        if not file.parent.is_dir():
            raise FileNotFoundError(f"{file}: its folder does not exist")
    root = _root(arguments.corpora)
    what = list(dict.fromkeys(arguments.what or _WHAT))
    bench = Bench(
        root,
        arguments.fold,
        _documents(root, arguments.fold) if what != ["today"] else {},
        [SYSTEMS[name]() for name in dict.fromkeys(arguments.system or SYSTEMS)],
        _todays(root, arguments.folds) if "today" in what else {},
        arguments.fold_data,
    )
    # Several BLAS threads gain nothing on matrices of this size.
    with threadpool_limits(1):
        if arguments.documents:
            write_measured(measured(bench, bench.systems[0]), arguments.documents)
        elif arguments.errors or arguments.html:
            _print_mistakes(bench, arguments.errors, arguments.html)
        else:
            _print_tables(bench, arguments, given)


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
    every: list[GoldDocument] = []
    corpora: list[Corpus] = []
    for corpus in [row.corpus for row in CONVENTIONS if row.corpus != "today"]:
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
    if not chosen:
        raise ValueError(f"the {fold} fold of so few documents is empty; take --fold all")
    parted = {corpus: [d for d in chosen if d.corpus == corpus] for corpus in corpora}
    return {corpus: documents for corpus, documents in parted.items() if documents}


def _todays(root: Path, folds: Sequence[int]) -> dict[int, list[GoldDocument]]:
    """Read some folds of today's articles, none where they are not at hand."""
    if not (root / "today").is_dir():
        return {}
    parts = five_folds(read("today", corpus_directory(root, "today")))
    return {number: parts[number] for number in folds if parts[number]}


def _print_tables(bench: Bench, arguments: argparse.Namespace, given: Sequence[str]) -> None:
    made: list[tables.Table] = []
    for what in dict.fromkeys(arguments.what or _WHAT):
        answers = _speed(bench, arguments.thorough) if what == "speed" else _QUESTIONS[what](bench)
        for table in answers:
            if table.rows:
                print(tables.to_text(table), end="\n\n", flush=True)
                made.append(table)
    if arguments.json:
        command = " ".join(["python -m ruentities.evaluation", *_repeatable(given)])
        tables.write_json(tables.Results(_version(), command, tuple(made)), arguments.json)


def _repeatable(given: Sequence[str]) -> list[str]:
    """Leave the paths of this machine out of the command."""
    return [
        argument
        for before, argument in zip(("", *given), given, strict=False)
        if not argument.startswith(("--corpora", "--json"))
        and before not in ("--corpora", "--json")
    ]


def _version() -> str:
    try:
        return version("ruentities")
    except PackageNotFoundError:
        return "from source"


def _speed(bench: Bench, thorough: bool) -> list[tables.Table]:
    corpus = "collection5" if "collection5" in bench.documents else next(iter(bench.documents))
    texts = [document.text for document in bench.documents[corpus] if document.text.strip()]
    names = [system.name for system in bench.systems]
    if thorough:
        return speed.speed(names, texts, sizes=_THOROUGH_SIZES, counts=_THOROUGH_COUNTS)
    return speed.speed(names, texts)


def _print_mistakes(bench: Bench, limit: int | None, page: Path | None) -> None:
    shown = limit or (_MISTAKES_ON_A_PAGE if page else _MISTAKES)
    note = bench.note(bench.documents) if bench.documents else bench.todays_note()
    found = {
        system.name: errors.most_frequent(errors.mistakes(bench, system), shown)
        for system in bench.systems
    }
    if page:
        page.write_text(errors.to_html(note, found), encoding="utf-8")
        return
    for name, repeated in found.items():
        print(errors.to_text(name, note, repeated), end="\n\n")


if __name__ == "__main__":
    sys.exit(main())
