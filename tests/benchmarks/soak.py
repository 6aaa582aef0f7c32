"""Memory over many documents: python -m tests.benchmarks.soak --documents 100000

The documents are short news with new names in each, so that the caches of words never stop being
asked for what they do not hold. The caches are bounded; they are filled by texts full of new words
before the first document, those of pairs of names by the first half of the run. Printed is the
resident memory at each tenth, which fails when it has grown by more than the margin since the half.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from ruentities import extract, extract_many
from tests.made_up import article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_INVENTED = 6  # sentences about invented people and places in each document
_FILLING = 100, 300  # texts, and sentences with new words in each: more than the caches hold


def resident(process: int | str = "self") -> float:
    """Resident memory of a process in MB; where there is no /proc, the most that this one had."""
    status = Path(f"/proc/{process}/status")
    if status.exists():
        found = re.search(r"^VmRSS:\s+(\d+) kB", status.read_text(encoding="utf-8"), re.MULTILINE)
        assert found
        return int(found[1]) * 1024 / 1e6
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def soak(texts: Iterator[str], documents: int) -> Iterator[tuple[int, float]]:
    """Read texts as a user does, and tell at each tenth what memory is in use.

    Args:
        texts: The texts; as many are taken as `documents` says.
        documents: How many, at least ten.

    Yields:
        How many were read, and the resident memory in MB.
    """
    answers = extract_many(islice(texts, documents))
    tenths = {documents * part // 10 for part in range(1, 11)}
    for number in tqdm(range(1, documents + 1), unit="doc", disable=None):
        next(answers).model_dump_json()
        if number in tenths:
            yield number, resident()


def articles(seed: random.Random) -> Iterator[str]:
    """News without end, no two alike."""
    while True:
        yield article(seed, _INVENTED)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.soak",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--margin", type=float, default=0.02, help="of the memory at half the run")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    seed = random.Random(options.seed)
    texts, invented = _FILLING
    for _ in range(texts):
        extract(article(seed, invented))
    print(f"{resident():,.0f} MB with full caches")
    start = time.process_time()
    sizes = []
    for number, size in soak(articles(seed), options.documents):
        rate = number / (time.process_time() - start)
        print(f"{number:>9,} documents: {size:,.0f} MB, {rate:,.0f} documents/s", flush=True)
        sizes.append(size)
    grown = max(sizes) / sizes[len(sizes) // 2 - 1] - 1
    print(f"At most {grown:+.1%} since half of the run; {options.margin:.0%} is allowed.")
    return int(grown > options.margin)


if __name__ == "__main__":
    sys.exit(main())
