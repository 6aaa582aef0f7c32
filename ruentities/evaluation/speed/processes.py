"""What two processes are worth: `extract_many` with one and with two, start and steady state."""

from __future__ import annotations

import multiprocessing
import os
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from tqdm import tqdm

from ruentities import extractor
from ruentities.evaluation.speed.stages import in_fresh_process
from ruentities.evaluation.tables import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

# The texts pass through the processes so often; in the last passes each knows nearly all words.
_PASSES: Final = 8
_STEADY: Final = 2
_COUNTS: Final = (1, 2)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of `extract_many` took.

    Attributes:
        seconds: From the call to the last document, the start of the processes included.
        steady: For the last passes over the texts.
        processor: Processor seconds of all processes in the last passes; None where no /proc
            tells.
    """

    seconds: float
    steady: float
    processor: float | None


def processes(texts: Sequence[str], rounds: int, note: str) -> Table:
    """Compare one process and two.

    Args:
        texts: Real texts.
        rounds: How often each is measured, in turns.
        note: What to say of the machine.
    """
    runs: dict[int, list[Run]] = {count: [] for count in _COUNTS}
    turns = [count for _ in range(rounds) for count in _COUNTS]
    for count in tqdm(turns, desc="speed, processes", unit="run", leave=False, disable=None):
        runs[count].append(in_fresh_process(_run, texts, count))
    whole = {n: _PASSES * len(texts) / median(run.seconds for run in runs[n]) for n in _COUNTS}
    last = _STEADY * len(texts)
    steady = {n: last / median(run.steady for run in runs[n]) for n in _COUNTS}
    spent = {n: [run.processor for run in runs[n] if run.processor is not None] for n in _COUNTS}
    return Table(
        question="speed",
        title="extract_many of ruentities",
        note=(
            f"{note} {len(texts)} documents, {_PASSES} times over; steady are the last {_STEADY} "
            f"times, when every process knows the words. Processor time is that of all processes "
            f"together, whoever else uses the machine. Medians of {rounds} rounds."
        ),
        columns=(
            Column("Processes", "d"),
            Column("Documents/s, with start", ",.1f"),
            Column("to one process", ".2f"),
            Column("Documents/s, steady", ",.1f"),
            Column("steady to one process", ".2f"),
            Column("Processor ms/document, steady", ".2f"),
        ),
        rows=tuple(
            (
                count,
                whole[count],
                whole[count] / whole[1],
                steady[count],
                steady[count] / steady[1],
                median(spent[count]) / last * 1000 if spent[count] else None,
            )
            for count in _COUNTS
        ),
    )


def _run(texts: Sequence[str], n_process: int) -> Run:
    many = [text for _ in range(_PASSES) for text in texts]
    start = time.perf_counter()
    before, spent = start, _spent()
    for number, _ in enumerate(extractor.extract_many(many, n_process=n_process), 1):
        if number == len(many) - _STEADY * len(texts):
            before, spent = time.perf_counter(), _spent()
        elif number == len(many):
            # While the workers are still there.
            after, spent_then = time.perf_counter(), _spent()
    end = time.perf_counter()
    processor = None if spent is None or spent_then is None else spent_then - spent
    return Run(end - start, after - before, processor)


def _spent() -> float | None:
    """Return the processor seconds of this process and of its children."""
    if not Path("/proc/self/stat").exists():
        return None
    ticks = 0
    for number in ("self", *(child.pid for child in multiprocessing.active_children())):
        # After the name in brackets, user and system time are the 12th and the 13th.
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
