"""The options of ``python -m ruentities.evaluation``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from ruentities.evaluation.questions.every import QUESTIONS
from ruentities.evaluation.systems import SYSTEMS

WHAT: Final = (*QUESTIONS, "speed")
# How many mistakes of each kind are shown.
MISTAKES: Final = 10
MISTAKES_ON_A_PAGE: Final = 50
# Fold 0 is looked at once, at the end.
_LOOKED_AT: Final = [1, 2, 3, 4]
_REPOSITORY: Final = Path(__file__).parents[2]
_DOCUMENTS: Final = [
    _REPOSITORY / "docs" / "developers" / "evaluation.md",
    _REPOSITORY / "README.md",
]


def measuring_parser() -> argparse.ArgumentParser:
    """Return the parser of measuring."""
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
        help=f"{', '.join(WHAT)} (default: all of them)",
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
        const=MISTAKES,
        metavar="N",
        help=f"print the N most frequent mistakes of each kind instead of tables (default: "
        f"{MISTAKES})",
    )
    parser.add_argument(
        "--html",
        type=Path,
        metavar="FILE",
        help=f"write the mistakes there as a page instead (default: {MISTAKES_ON_A_PAGE} of each)",
    )
    parser.add_argument(
        "--thorough",
        action="store_true",
        help="speed: texts up to ten million characters and ten thousand documents as well",
    )
    return parser


def report_parser() -> argparse.ArgumentParser:
    """Return the parser of ``report``."""
    parser = argparse.ArgumentParser(
        prog="python -m ruentities.evaluation report",
        description="Write the tables of a --json file between the markers of a document.",
    )
    parser.add_argument("results", type=Path, metavar="RESULTS.json")
    parser.add_argument("documents", type=Path, nargs="*", default=_DOCUMENTS, metavar="DOCUMENT")
    return parser


def comparing_parser() -> argparse.ArgumentParser:
    """Return the parser of ``compare``."""
    parser = argparse.ArgumentParser(
        prog="python -m ruentities.evaluation compare",
        description="Tell which differences between two --documents files are more than chance.",
    )
    parser.add_argument("before", type=Path, metavar="BEFORE")
    parser.add_argument("after", type=Path, metavar="AFTER")
    return parser


def contradictions_parser() -> argparse.ArgumentParser:
    """Return the parser of ``contradictions``."""
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


def _question(text: str) -> str:
    if text not in WHAT:
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(WHAT)}")
    return text


def _folds(text: str) -> list[int]:
    if not set(text) <= set("01234"):
        raise argparse.ArgumentTypeError(f"{text!r}: digits of folds expected, 0 to 4")
    return sorted({int(digit) for digit in text})


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return int(text)
