"""How fast and how large: ours and natasha on the same texts, each in a process of its own.

A figure of a system comes from a fresh process that answers one short text, then the texts
given, one after the other, with one BLAS thread, so on one core. The caches of words that a
system keeps are then empty at the start and fill as they do in use, and no round profits from
the one before it. Rounds of the systems alternate; a figure is the median of its rounds.
natasha is measured without the cost of turning its answer into our `Document`.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import accumulate, cycle, islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tqdm import tqdm

from ruentities import extractor
from ruentities.evaluation.speed.processes import processes
from ruentities.evaluation.speed.stages import (
    count_tokens,
    floor,
    recognition_beside_slovnet,
    stages,
)
from ruentities.evaluation.tables import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.evaluation.tables import Cell

_FIRST = "Анна Ахматова жила в Ленинграде."
_NATASHA = Path(__file__).parents[1] / "natasha_pipeline.py"
_LOAD = {
    "ruentities": "from ruentities import extract as answer",
    # Run from its file: as a module it would load our package before it.
    "natasha": f"import runpy; answer = runpy.run_path({str(_NATASHA)!r})['Natasha']().extract",
}
# The peak is VmHWM where there is one: on Linux ru_maxrss begins at the parent's memory.
_WORKER = """
import json, sys, time
answer(json.loads(sys.stdin.readline()))
print(flush=True)

def peak():
    try:
        with open("/proc/self/status") as status:
            return next(int(row.split()[1]) * 1024 for row in status if row[:6] == "VmHWM:")
    except FileNotFoundError:
        import resource
        size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return size if sys.platform == "darwin" else size * 1024

seconds, memory = [], [peak()]
for line in sys.stdin:
    text = json.loads(line)
    start = time.perf_counter()
    answer(text)
    seconds.append(time.perf_counter() - start)
    memory.append(peak())
print(json.dumps([seconds, memory]))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one process did.

    Attributes:
        first: Seconds from the start of the interpreter to the answer to the first short text.
        seconds: For each further text, the seconds it took.
        memory: Peak memory in bytes after the first answer, then after each further text.
    """

    first: float
    seconds: tuple[float, ...]
    memory: tuple[int, ...]


def run(system: str, texts: Sequence[str]) -> Run:
    """Let a system answer texts in a process of its own.

    Args:
        system: ``"ruentities"`` or ``"natasha"``.
        texts: None of them blank, which natasha does not take.

    Raises:
        RuntimeError: When the process fails; its message is on standard error.
    """
    root = Path(extractor.__file__).parents[1]
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    # A library that is installed is compiled already; ours is by its first run.
    given = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    path = os.pathsep.join([str(root), *filter(None, [os.environ.get("PYTHONPATH")])])
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", f"{_LOAD[system]}\n{_WORKER}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**given, **threads, "PYTHONPATH": path},
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"{json.dumps(_FIRST)}\n")
        process.stdin.flush()
        answered = process.stdout.readline()
        first = time.perf_counter() - start
        output, _ = process.communicate("".join(f"{json.dumps(text)}\n" for text in texts))
    if not answered or process.returncode:
        raise RuntimeError(f"{system}: its process ended with code {process.returncode}")
    seconds, memory = json.loads(output)
    return Run(first, tuple(seconds), tuple(memory))


def speed(
    systems: Sequence[str],
    texts: Sequence[str],
    *,
    rounds: int = 5,
    sizes: Sequence[int] = (1_000, 10_000, 100_000, 1_000_000),
    counts: Sequence[int] = (100, 300, 1_000),
) -> list[Table]:
    """Measure speed and memory.

    Args:
        systems: ``"ruentities"``, ``"natasha"`` or both.
        texts: Real texts, none of them blank.
        rounds: How often throughput and start are measured. The processes take half as many
            rounds, rounded up, what is about growth and stages one.
        sizes: Lengths of texts to measure, in characters, ascending.
        counts: Numbers of documents after which to look at our speed and memory, ascending.
    """
    ours = "ruentities" in systems
    note = f"{machine()}; one core unless said otherwise."
    tables = [
        _throughput(systems, texts, rounds, note),
        _growth_with_length(systems, texts, sizes, note),
    ]
    if ours:
        tables += [
            _growth_with_documents(texts, counts, note),
            processes(texts, (rounds + 1) // 2, note),
            stages(texts, note),
            floor(texts, note),
        ]
    if ours and "natasha" in systems:
        tables.append(recognition_beside_slovnet(texts, note))
    return tables


def machine() -> str:
    """Name the machine as far as speed depends on it: processor, cores, versions."""
    processor = platform.processor()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        rows = (row.partition(":") for row in cpuinfo.read_text(encoding="utf-8").splitlines())
        processor = next((value.strip() for key, _, value in rows if "model name" in key), "")
    cores = os.cpu_count() or 1
    return f"{processor or platform.machine()}, {cores} cores, Python {platform.python_version()}"


def _alternate(
    systems: Sequence[str], texts: Sequence[str], rounds: int, label: str
) -> dict[str, list[Run]]:
    runs: dict[str, list[Run]] = {system: [] for system in systems}
    turns = [system for _ in range(rounds) for system in systems]
    for system in tqdm(turns, desc=f"speed, {label}", unit="run", leave=False, disable=None):
        runs[system].append(run(system, texts))
    return runs


def _throughput(systems: Sequence[str], texts: Sequence[str], rounds: int, note: str) -> Table:
    """Every round answers the texts twice: once new, once with all their words known."""
    runs = _alternate(systems, [*texts, *texts], rounds, "throughput")
    tokens = count_tokens(texts)
    new = {name: median(sum(r.seconds[: len(texts)]) for r in made) for name, made in runs.items()}
    again = {
        name: median(sum(r.seconds[len(texts) :]) for r in made) for name, made in runs.items()
    }
    first = {name: median(r.first for r in made) for name, made in runs.items()}
    memory = {name: median(r.memory[-1] for r in made) for name, made in runs.items()}
    rows: list[tuple[Cell, ...]] = []
    measures: list[tuple[str, dict[str, float]]] = [
        ("documents/s", {name: len(texts) / seconds for name, seconds in new.items()}),
        ("tokens/s", {name: tokens / seconds for name, seconds in new.items()}),
        ("tokens/s, same texts again", {name: tokens / took for name, took in again.items()}),
        ("first answer, s", first),
        ("peak memory, MB", {name: size / 1e6 for name, size in memory.items()}),
    ]
    for measure, figures in measures:
        base = figures.get("natasha")
        rows += [
            (measure, name, figures[name], figures[name] / base if base else None)
            for name in systems
        ]
    return Table(
        question="speed",
        title="Speed, start and memory",
        note=f"{note} {len(texts)} documents, {tokens:,} tokens; medians of {rounds} rounds.",
        columns=(
            Column("Measure"),
            Column("System"),
            Column("Figure", ",.2f"),
            Column("to natasha's", ".2f"),
        ),
        rows=tuple(rows),
    )


def _growth_with_length(
    systems: Sequence[str], texts: Sequence[str], sizes: Sequence[int], note: str
) -> Table:
    """One text of each size, cut from the texts in a row, the shortest first, all of them twice."""
    whole = _text_of_length(texts, max(sizes))
    runs = _alternate(systems, [whole[:size] for size in sizes] * 2, 1, "length")
    rows: list[tuple[Cell, ...]] = []
    for number, size in enumerate(sizes):
        for name, (made,) in runs.items():
            new, again = made.seconds[number], made.seconds[len(sizes) + number]
            memory = made.memory[number + 1]
            rows.append((size, name, new, new / size * 1e6, again / size * 1e6, memory / 1e6))
    return Table(
        question="speed",
        title="Growth with the length of a text",
        note=f"{note} One text of each length, the shortest first, then all of them again; one "
        "round.",
        columns=(
            Column("Characters", ",d"),
            Column("System"),
            Column("Seconds", ",.3f"),
            Column("µs/character", ",.2f"),
            Column("µs/character, again", ",.2f"),
            Column("Peak memory, MB", ",.0f"),
        ),
        rows=tuple(rows),
    )


def _text_of_length(texts: Sequence[str], size: int) -> str:
    enough = size // min(map(len, texts)) + 1
    return "\n\n".join(islice(cycle(texts), enough))[:size]


def _growth_with_documents(texts: Sequence[str], counts: Sequence[int], note: str) -> Table:
    many = list(islice(cycle(texts), max(counts)))
    (made,) = _alternate(["ruentities"], many, 1, "documents")["ruentities"]
    seconds = [0.0, *accumulate(made.seconds)]
    rows = []
    for before, count in zip((0, *counts), counts, strict=False):
        rate = (count - before) / (seconds[count] - seconds[before])
        rows.append((count, rate, made.memory[count] / 1e6))
    return Table(
        question="speed",
        title="Growth of ruentities with the number of documents",
        note=f"{note} {len(texts)} different documents, over and over, one round.",
        columns=(
            Column("Documents", ",d"),
            Column("Documents/s since the row above", ",.1f"),
            Column("Peak memory, MB", ",.0f"),
        ),
        rows=tuple(rows),
    )
