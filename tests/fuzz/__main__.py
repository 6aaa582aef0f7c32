"""Look for an input that breaks a promise: python -m tests.fuzz --minutes 30 --seed 1.

Every target (tests/fuzz/targets.py) gets its share of the time in short rounds, each with a seed of
its own, so that the same seed tries the same inputs in the same order. With --atheris inputs are
chosen by what code they reach (pip install atheris), each target in a process of its own.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
import traceback
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from tqdm import tqdm

from tests.fuzz.targets import TARGETS, Target

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ROUND = 100  # inputs
_RUNS = re.compile(r"^Done (\d+) (?:runs )?in", re.MULTILINE)


@dataclass(slots=True)
class Tally:
    """What came of one target.

    Attributes:
        inputs: How many inputs were tried.
        telling: How many of them had anything to show: names, a document that is valid.
        seconds: How long it took.
        failures: Of each failing round, the smallest input that fails and how.
    """

    inputs: int = 0
    telling: int | None = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)


def fuzz(targets: Mapping[str, Target], minutes: float, first_seed: int) -> dict[str, Tally]:
    """Try each target for its share of the time, and for one round at least.

    Args:
        targets: What to try.
        minutes: How long, in all.
        first_seed: The first round's seed; the next round's is one more.

    Returns:
        What came of each target.
    """
    tallies = {name: Tally() for name in targets}
    begun = time.monotonic()
    with tqdm(desc="fuzz", unit=" inputs", disable=None) as bar:
        for number in count():
            # Whichever had the least time is next: an input of one takes longer than of another.
            # What failed would only fail again.
            whole = [name for name, tally in tallies.items() if not tally.failures]
            name = min(whole, key=lambda name: tallies[name].seconds, default="")
            late = time.monotonic() - begun > 60 * minutes
            if not name or (late and tallies[name].seconds):
                return tallies
            before = tallies[name].inputs
            _try(targets[name], first_seed + number, tallies[name])
            bar.update(tallies[name].inputs - before)
    raise AssertionError("numbers do not end")


def _try(target: Target, number: int, tally: Tally) -> None:
    smallest: tuple[Any, ...] = ()

    @seed(number)
    @settings(
        max_examples=_ROUND,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(target.inputs)
    def holds(arguments: tuple[Any, ...]) -> None:
        nonlocal smallest
        tally.inputs += 1
        try:
            told = target.holds(*arguments)
        except BaseException:
            # While an input is being made smaller, the last one that fails is the smallest.
            smallest = arguments
            raise
        tally.telling = (tally.telling or 0) + told

    start = time.monotonic()
    try:
        holds()
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        tally.failures.append(
            f"seed {number}, smallest input: {smallest!r}\n"
            f"{type(error).__name__}: {error}\n"
            f"at {place.filename}:{place.lineno}: {place.line}"
        )
    tally.seconds += time.monotonic() - start


def guided(names: Sequence[str], minutes: float, number: int) -> dict[str, Tally]:
    """Let atheris choose the inputs, each target for its share of the time.

    Args:
        names: Names of targets.
        minutes: How long, in all.
        number: The seed.

    Returns:
        What came of each target.
    """
    tallies = {}
    share = max(1, round(60 * minutes / len(names)))
    for name in tqdm(names, desc="atheris", unit=" targets", disable=None):
        start = time.monotonic()
        command = [sys.executable, "-m", "tests.fuzz.guided", name, str(share), str(number)]
        process = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace")
        done = _RUNS.search(process.stderr)
        tally = Tally(int(done[1]) if done else 0, None, time.monotonic() - start)
        if process.returncode:
            tally.failures.append(f"{process.stdout}\n{process.stderr[-4000:]}")
        tallies[name] = tally
    return tallies


def table(tallies: Mapping[str, Tally]) -> str:
    """The tallies as Markdown."""
    every = list(tallies.values())
    told = [tally.telling for tally in every if tally.telling is not None]
    total = Tally(
        sum(tally.inputs for tally in every),
        sum(told) if told else None,
        sum(tally.seconds for tally in every),
        [failure for tally in every for failure in tally.failures],
    )
    head = [
        "| target | inputs | with something to show | failures | seconds |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    return "\n".join([*head, *(_row(*item) for item in {**tallies, "all": total}.items())])


def _row(name: str, tally: Tally) -> str:
    told = "" if tally.telling is None else f"{tally.telling:,}"
    failures = len(tally.failures)
    return f"| {name} | {tally.inputs:,} | {told} | {failures} | {tally.seconds:,.0f} |"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", choices=TARGETS, action="append", help="only this one")
    parser.add_argument("--atheris", action="store_true", help="choose inputs by coverage")
    options = parser.parse_args(arguments)
    names = options.target or list(TARGETS)
    if options.atheris:
        tallies = guided(names, options.minutes, options.seed)
    else:
        tallies = fuzz({name: TARGETS[name] for name in names}, options.minutes, options.seed)
    print(table(tallies))
    for name, tally in tallies.items():
        for failure in tally.failures:
            print(f"\n{name}, {failure}")
    return int(any(tally.failures for tally in tallies.values()))


if __name__ == "__main__":
    sys.exit(main())
