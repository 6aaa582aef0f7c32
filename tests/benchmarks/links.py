"""What it costs to decide who is meant, beside another checkout of the library, in turns.

``python -m tests.benchmarks.links CORPORA [OTHER]``: the folder of the corpora, and another
checkout with its own ``.venv`` in it. Each round starts a process for each version, by turns, that
links 10,000 mentions of one text as one name, as 40 names and as 1,000 names, and then the names
that it found in 250 of today's articles, all met before. Times are processor time, the least of
some repetitions in a process; printed are the medians of the rounds, and those of the ratios of
each round's two processes.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
REPETITIONS = 5
MENTIONS = 10_000
NAMES = (1, 40, 1_000)
ARTICLES = 250
# Names that no reader takes for spellings of each other.
_SYLLABLES = "бад вег гиж дол зум кын лер мош нюф пяк".split()
_NEWS = "news"


def serve() -> None:
    """Print the milliseconds of each kind of text, the news on standard input."""
    import ruentities

    costs = {f"{names:,} names": _of_mentions(names) for names in NAMES}
    pipeline: Any = import_module("ruentities.extractor")
    link = pipeline.link
    given: list[tuple[Any, ...]] = []

    def noted(*arguments: Any) -> Any:
        given.append(arguments)
        return link(*arguments)

    pipeline.link = noted
    for text in json.load(sys.stdin):
        ruentities.extract(text)
    costs[_NEWS] = _least(lambda: [link(*arguments) for arguments in given])
    print(json.dumps(costs))


def _of_mentions(distinct: int) -> float:
    """Return what mentions of so many people cost, by turns in full and by the surname alone."""
    has_rooms = find_spec("ruentities.text") is not None
    # In version 0.1.0 they stood elsewhere, and a name told its parts by the role of each word.
    span_of = import_module("ruentities.text.spans" if has_rooms else "ruentities.recognition").Span
    text_of = import_module(
        "ruentities.text.segmentation" if has_rooms else "ruentities.segmentation"
    )
    name_of = import_module("ruentities.normalization" + ".name" * has_rooms).Name
    link = import_module("ruentities.linking" + ".link" * has_rooms).link
    table = import_module("ruentities.language.names_table" if has_rooms else "ruentities.lexicon")
    words: list[str] = []
    names = []
    for number in range(MENTIONS):
        digits = f"{number % distinct:04}"
        surname = "".join(_SYLLABLES[int(digit)] for digit in digits).capitalize()
        is_full = number // distinct % 2 == 0
        name = ("Иван", surname) if is_full else (surname,)
        parts: Any = ("first", "last")[-len(name) :]
        if has_rooms:
            parts = import_module("ruentities.language.person_names").Parts(
                name[0] if is_full else None, None, surname
            )
        span = span_of(len(words), len(words) + len(name), "PER", 0.9)
        names.append(name_of(span, " ".join(name), name, parts, "masc", None, 1.0))
        words += [*name, "и"]
    tokens = text_of.tokenize(" ".join(words))
    return _least(lambda: link(tokens, names, table.built_in_aliases()))


def _least(work: Callable[[], object]) -> float:
    """Return the least processor time of some work in milliseconds, everything known to it."""
    work()
    # What this benchmark holds ready is no part of what a link costs.
    gc.collect()
    gc.freeze()
    took = []
    for _ in range(REPETITIONS):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took) * 1e3


def main(corpora: str, other: str | None = None) -> None:
    from tqdm import tqdm

    from ruentities.corpora.folds import five_folds
    from ruentities.corpora.readers import corpus_directory, read
    from tests.paths import ROOT

    _, *today = five_folds(read("today", corpus_directory(Path(corpora), "today")))
    articles = [document.text for fold in today for document in fold][:ARTICLES]
    given = json.dumps(articles)
    builds = [(ROOT, sys.executable)]
    if other:
        folder = Path(other).resolve()
        builds.append((folder, str(folder / ".venv" / "bin" / "python")))
    rounds: list[list[dict[str, float]]] = []
    for _ in tqdm(range(ROUNDS), unit="round"):
        rounds.append([])
        for folder, python in builds:
            command = [python, str(Path(__file__).resolve()), "--serve"]
            done = subprocess.run(
                command, input=given, capture_output=True, check=True, text=True, cwd=folder
            )
            rounds[-1].append(json.loads(done.stdout))
    for kind in rounds[0][0]:
        costs = zip(*[[build[kind] for build in one] for one in rounds], strict=True)
        print(f"{kind}:", *(f"{median(several):.1f} ms" for several in costs), end="")
        if other:
            print(f", {median(ours[kind] / theirs[kind] for ours, theirs in rounds):.2f}", end="")
        print()


if __name__ == "__main__":
    serve() if sys.argv[1:] == ["--serve"] else main(*sys.argv[1:])
