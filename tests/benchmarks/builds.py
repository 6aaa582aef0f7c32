"""This build beside another and natasha: the same texts, in turns, on one core.

``python -m tests.benchmarks.builds ../other`` takes another checkout, with its own ``.venv`` in
it, and prints medians and their ratios to that build's. Times are processor time, so that who else
uses the machine counts less; only the ratios of one run mean anything.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from tqdm import tqdm

from ruentities.corpora.folds import split
from ruentities.corpora.readers import corpus_directory, read
from tests.paths import CORPORA, ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONG: Final = 1_000_000
# Processor seconds, and megabytes.
_MEASURES: Final = {
    "import": "import",
    "first": "start to first answer",
    "new": "texts never seen",
    "known": "the same texts, words known",
    "memory": "peak memory of these",
    "long": "a million characters",
    "long_memory": "peak memory of that",
}
_OURS: Final = """
import ruentities
imported = time.process_time() - begun
from ruentities import extract, extract_many
"""
_PIPELINE: Final = str(ROOT / "ruentities" / "evaluation" / "natasha_pipeline.py")
_NATASHA: Final = f"""
import runpy
extract = runpy.run_path({_PIPELINE!r})["Natasha"]().extract
imported = time.process_time() - begun
extract_many = lambda texts: map(extract, texts)
"""
_WORK: Final = """
import json, sys
texts, long = json.load(sys.stdin)

def peak():
    with open("/proc/self/status") as status:
        return next(int(row.split()[1]) / 1024 for row in status if row[:6] == "VmHWM:")

def seconds(work):
    start = time.process_time()
    work()
    return time.process_time() - start

extract("Анна Ахматова жила в Ленинграде.")
found = {"import": imported, "first": time.process_time()}
if long:
    found = {"long": seconds(lambda: extract(long)), "long_memory": peak()}
else:
    found["new"] = seconds(lambda: [extract(text) for text in texts])
    list(extract_many(texts))
    found["known"] = seconds(lambda: list(extract_many(texts)))
    found["memory"] = peak()
print(json.dumps(found))
"""


@dataclass(frozen=True)
class Build:
    """What is measured.

    Attributes:
        name: What it is called in the table.
        python: The interpreter that has it.
        folder: Where it runs.
        load: The code that loads it.
    """

    name: str
    python: Path
    folder: Path
    load: str


def measure(build: Build, texts: Sequence[str], long: str) -> dict[str, float]:
    """Measure a build in a process of its own.

    Args:
        build: The build.
        texts: The texts.
        long: A long text to read instead of them; none when empty.

    Raises:
        RuntimeError: When the process fails; its message is on standard error.
    """
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    # A library that is installed is compiled already; a checkout is by its first run.
    given = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [build.python, "-c", f"import time\nbegun = time.process_time()\n{build.load}{_WORK}"],
        input=json.dumps([texts, long]),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        cwd=build.folder,
        env={**given, **threads},
    )
    if done.returncode:
        raise RuntimeError(f"{build.name}: its process ended with code {done.returncode}")
    found: dict[str, float] = json.loads(done.stdout)
    return found


def compare(builds: Sequence[Build], texts: Sequence[str], rounds: int) -> None:
    """Measure builds in turns and print each one's medians, and their ratios to the first one's."""
    long = "\n\n".join(islice(cycle(texts), _LONG // min(map(len, texts)) + 1))[:_LONG]
    runs: dict[str, list[dict[str, float]]] = {build.name: [] for build in builds}
    turns = [build for _ in range(rounds) for build in builds]
    for build in tqdm(turns, unit="run", disable=not sys.stderr.isatty()):
        runs[build.name].append(measure(build, texts, "") | measure(build, texts[:1], long))
    first = builds[0].name
    for key, called in _MEASURES.items():
        medians = {name: median(run[key] for run in made) for name, made in runs.items()}
        figures = "  ".join(
            f"{name} {figure:8.3f} ({figure / medians[first]:.2f})"
            for name, figure in medians.items()
        )
        print(f"{called:28}  {figures}")


def main() -> None:
    """Compare."""
    parser = argparse.ArgumentParser("python -m tests.benchmarks.builds", description=__doc__)
    parser.add_argument("other", type=Path, help="folder of another checkout, .venv in it")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    options = parser.parse_args()
    other = options.other.resolve()
    _, held_out = split(read("collection5", corpus_directory(options.corpora, "collection5")))
    texts = [document.text for document in held_out]
    here = Path(sys.executable)
    builds = [
        Build(other.name, other / ".venv/bin/python", other, _OURS),
        Build("natasha", here, ROOT, _NATASHA),
        Build("this", here, ROOT, _OURS),
    ]
    print(f"{len(texts)} texts, {sum(map(len, texts)):,} characters, {options.rounds} rounds")
    compare(builds, texts, options.rounds)


if __name__ == "__main__":
    main()
