"""``python -m ruentities.evaluation``: every figure by one command."""

from __future__ import annotations

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
from ruentities.evaluation import tables
from ruentities.evaluation.bench import Bench
from ruentities.evaluation.builds.answers import replaced
from ruentities.evaluation.builds.comparison import compare
from ruentities.evaluation.builds.measured import read_measured, write_measured
from ruentities.evaluation.builds.measuring import measured
from ruentities.evaluation.mistakes import contradictions, finding, pages, raw_news
from ruentities.evaluation.options import (
    MISTAKES,
    MISTAKES_ON_A_PAGE,
    WHAT,
    comparing_parser,
    contradictions_parser,
    measuring_parser,
    report_parser,
)
from ruentities.evaluation.questions.every import QUESTIONS
from ruentities.evaluation.report import fill
from ruentities.evaluation.speed.rates import speed
from ruentities.evaluation.systems import SYSTEMS
from ruentities.schemes import CONVENTIONS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from ruentities.corpora.gold import GoldDocument
    from ruentities.schemes import Corpus

_REPOSITORY = Path(__file__).parents[2]
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
            _report(report_parser().parse_args(given[1:]))
        elif given[:1] == ["compare"]:
            _compare(comparing_parser().parse_args(given[1:]))
        elif given[:1] == ["contradictions"]:
            _contradictions(contradictions_parser().parse_args(given[1:]))
        else:
            arguments = measuring_parser().parse_args(given)
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


def _compare(arguments: argparse.Namespace) -> None:
    before, after = (
        replace(read_measured(path), build=path.stem)
        for path in (arguments.before, arguments.after)
    )
    print(tables.to_text(compare(before, after)))


def _contradictions(arguments: argparse.Namespace) -> None:
    texts = raw_news.read_raw(arguments.texts)
    with threadpool_limits(1):
        answers = list(raw_news.answers(texts, arguments.answers))
    found = contradictions.contradictions(answers)
    print(contradictions.to_text(found, arguments.most))
    print(f"\n{tables.to_text(contradictions.to_table(answers, found))}")


def _report(arguments: argparse.Namespace) -> None:
    results = tables.read_json(arguments.results)
    for path in arguments.documents:
        path.write_text(fill(path.read_text(encoding="utf-8"), results), encoding="utf-8")


def _measure(arguments: argparse.Namespace, given: Sequence[str]) -> None:
    for file in filter(None, (arguments.json, arguments.html, arguments.documents)):
        if not file.parent.is_dir():
            raise FileNotFoundError(f"{file}: its folder does not exist")
    root = _root(arguments.corpora)
    what = list(dict.fromkeys(arguments.what or WHAT))
    bench = Bench(
        root,
        arguments.fold,
        _documents(root, arguments.fold) if what != ["today"] else {},
        [SYSTEMS[name]() for name in dict.fromkeys(arguments.system or SYSTEMS)],
        _todays(root, arguments.folds) if {"today", "leaks"} & {*what} else {},
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
    for what in dict.fromkeys(arguments.what or WHAT):
        answers = _speed(bench, arguments.thorough) if what == "speed" else QUESTIONS[what](bench)
        for table in answers:
            if table.rows:
                print(tables.to_text(table), end="\n\n", flush=True)
                made.append(table)
    if arguments.json:
        command = " ".join(["python -m ruentities.evaluation", *_repeatable(given)])
        tables.write_json(tables.Results(_version(), command, tuple(made)), arguments.json)


def _repeatable(given: Sequence[str]) -> list[str]:
    """Leave the paths of this machine out of the command."""
    left_out = ("--corpora", "--json")
    return [
        "DIR" if before == "--fold-data" else argument
        for before, argument in zip(("", *given), given, strict=False)
        if not argument.startswith(left_out) and before not in left_out
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
        return speed(names, texts, sizes=_THOROUGH_SIZES, counts=_THOROUGH_COUNTS)
    return speed(names, texts)


def _print_mistakes(bench: Bench, limit: int | None, page: Path | None) -> None:
    shown = limit or (MISTAKES_ON_A_PAGE if page else MISTAKES)
    note = bench.note(bench.documents) if bench.documents else bench.todays_note()
    found = {
        system.name: finding.most_frequent(finding.mistakes(bench, system), shown)
        for system in bench.systems
    }
    if page:
        page.write_text(pages.to_html(note, found), encoding="utf-8")
        return
    for name, repeated in found.items():
        print(pages.to_text(name, note, repeated), end="\n\n")


if __name__ == "__main__":
    sys.exit(main())
