"""What caches hold after many texts: python -m tests.benchmarks.caches news.jsonl

The file has a JSON object a line, its text under "text". For each cache of a thousand entries or
more: how often it was asked, for how many different things, how many answers had to be made and the
microseconds that one took, those of the caches below included; then how many thousands would have
had to be made if the cache had been bounded otherwise. A cache below one that is bounded otherwise
would be asked otherwise, so that what is changed has to be counted anew.
"""

from __future__ import annotations

import argparse
import functools
import json
import time
from array import array
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ruentities.language import remembered
from ruentities.language.remembered import Answers

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

_BOUNDS: Final = (1_000, 2_000, 4_000, 8_000, 16_000, 32_000)
_SMALLEST: Final = 1_000
_bounded_by = functools.lru_cache
_watched: list[Watched] = []


class Watched:
    """A cached function that keeps what it was asked for.

    Args:
        function: The function.
        bound: The bound of its cache.
    """

    def __init__(self, function: Callable[..., Any], bound: int) -> None:
        functools.update_wrapper(self, function)
        self.name = f"{function.__module__}.{function.__qualname__}"
        self.bound = bound
        self.asked = array("I")
        self.numbers: dict[Hashable, int] = {}
        self.seconds = 0.0
        self._function = function
        self.made = 0
        self._cached = Answers(self._made, bound)
        _watched.append(self)

    def __call__(self, *given: Hashable, **named: Hashable) -> Any:
        """Answer as the function does."""
        question = (given, tuple(named.items()))
        self.asked.append(self.numbers.setdefault(question, len(self.numbers)))
        return self._cached[question]

    def cache_clear(self) -> None:
        """Forget what was answered, as other weights make it wrong."""
        self._cached = Answers(self._made, self.bound)

    def _made(self, question: tuple[Sequence[Hashable], Sequence[tuple[str, Hashable]]]) -> Any:
        self.made += 1
        given, named = question
        start = time.perf_counter()
        try:
            return self._function(*given, **dict(named))
        finally:
            self.seconds += time.perf_counter() - start

    def made_if(self, bound: int) -> int:
        """Return how many answers would have had to be made with another bound."""
        made: list[int] = []
        answers = Answers(made.append, bound)
        for number in self.asked:
            answers[number]
        return len(made)


def _watching(maxsize: Any = 128, typed: bool = False) -> Any:
    """Do what `functools.lru_cache` does, and watch our caches."""

    def watch(function: Callable[..., Any]) -> Any:
        ours = function.__module__.startswith("ruentities.")
        if ours and isinstance(maxsize, int) and maxsize >= _SMALLEST:
            return Watched(function, maxsize)
        return _bounded_by(maxsize, typed)(function)

    return _bounded_by(maxsize) if callable(maxsize) else watch


def _texts(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def main() -> None:
    """Read the texts and print the table, the dearest caches first."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.caches",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("news", type=Path)
    parser.add_argument("--documents", type=int, default=20_000)
    options = parser.parse_args()
    decorators: tuple[Any, Any] = functools, remembered
    decorators[0].lru_cache = decorators[1].remembered = _watching
    from ruentities import extract_many

    for _ in extract_many(islice(_texts(options.news), options.documents)):
        pass
    columns = " ".join(f"{bound:>7,}" for bound in _BOUNDS)
    print(f"{'':50} {'bound':>6} {'asked':>9} {'differ':>7} {'made':>7} {'µs':>5}  if {columns}")
    for one in sorted(_watched, key=lambda one: -one.seconds):
        if one.made:
            other = " ".join(f"{one.made_if(bound) / 1000:7.1f}" for bound in _BOUNDS)
            each = one.seconds / one.made * 1e6
            print(
                f"{one.name.removeprefix('ruentities.'):50} {one.bound:6,} {len(one.asked):9,}"
                f" {len(one.numbers):7,} {one.made:7,} {each:5.0f}     {other}"
            )


if __name__ == "__main__":
    main()
