"""What the nominative of a name costs that was never met, beside an earlier version of the library.

``python -m tests.benchmarks.new_names CORPORA [PYTHON ...]``: the folder of the corpora, and the
interpreters of other versions' environments, to be compared with this one. Each round starts a
process for each version, by turns, that gives every distinct name of today's articles and of
SlavicNER its nominative once; the network that reads a name's grammar is recognition's, and its
time is left out. The least processor time of the rounds counts.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

ROUNDS = 3
_ROOMS = (
    ("text.spans", "Span"),
    ("normalization.normalize", "normalize"),
    ("recognition.models", "name_model"),
    ("recognition.recognize", "recognize"),
    ("text.segmentation", "tokenize"),
)
# Where version 0.1.0 has the same.
_ROOMS_BEFORE = (
    ("recognition", "Span"),
    ("normalization", "normalize"),
    ("models", "name_model"),
    ("recognition", "recognize"),
    ("segmentation", "tokenize"),
)


def serve() -> None:
    """Print the microseconds of a name for the names on standard input, in whatever version."""
    rooms = _ROOMS if find_spec("ruentities.text") else _ROOMS_BEFORE
    span_of, normalize, name_model, recognize, tokenize = (
        getattr(import_module(f"ruentities.{room}"), name) for room, name in rooms
    )
    model = name_model(None, "collection5")
    names = []
    for kind, name in json.load(sys.stdin):
        tokens = tokenize(name)
        span = span_of(0, len(tokens.words), kind, score=1.0)
        names.append((kind, tokens, [span], recognize(tokens, model)))
    first = tokenize("Тихо")
    normalize(first, [span_of(0, 1, "LOC", score=1.0)], recognize(first, model))
    # What this benchmark holds ready is no part of what a name costs.
    gc.collect()
    gc.freeze()
    took = dict.fromkeys(("PER", "LOC", "ORG"), 0.0)
    for kind, tokens, spans, recognition in names:
        start = time.process_time()
        normalize(tokens, spans, recognition)
        took[kind] += time.process_time() - start
    counts = {kind: sum(one[0] == kind for one in names) for kind in took}
    took["all"], counts["all"] = sum(took.values()), len(names)
    print(json.dumps({kind: took[kind] / counts[kind] * 1e6 for kind in took}))


def main(corpora: str, *others: str) -> None:
    from ruentities.corpora.folds import five_folds
    from ruentities.corpora.readers import corpus_directory, read

    folder = Path(corpora)
    _, *today = five_folds(read("today", corpus_directory(folder, "today")))
    gold = [*read("slavicner", corpus_directory(folder, "slavicner")), *chain(*today)]
    names = list(
        {
            (mention.type, document.text[mention.start : mention.end])
            for document in gold
            for mention in document.mentions
        }
    )
    given = json.dumps(sorted(names))
    costs: dict[str, list[dict[str, float]]] = {}
    for _ in range(ROUNDS):
        for python in (sys.executable, *others):
            command = [python, str(Path(__file__).resolve()), "--serve"]
            # Not from this folder: a version is what its environment has.
            done = subprocess.run(
                command, input=given, capture_output=True, check=True, text=True, cwd="/"
            )
            costs.setdefault(python, []).append(json.loads(done.stdout))
    print(f"{len(names):,} distinct names, µs of processor time each, best of {ROUNDS} rounds")
    best = {
        python: {kind: min(one[kind] for one in rounds) for kind in rounds[0]}
        for python, rounds in costs.items()
    }
    for python, own in best.items():
        print(python, *(f"{kind} {cost:.0f}" for kind, cost in own.items()))
        if python != sys.executable:
            ratios = (f"{kind} {best[sys.executable][kind] / own[kind]:.2f}" for kind in own)
            print("  this version's share of that:", *ratios)


if __name__ == "__main__":
    serve() if sys.argv[1:] == ["--serve"] else main(*sys.argv[1:])
