"""No cache grows without end: what a process remembers has a bound in `remembered`."""

from __future__ import annotations

import functools
import gc
import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

import ruentities
from ruentities.language.remembered import EVERY_WORD, Answers

if TYPE_CHECKING:
    from collections.abc import Callable

_CACHE = type(functools.lru_cache(lambda: None))
# They need what is not installed everywhere, or remember nothing of a text.
_APART = ("corpora", "evaluation", "integrations", "training", "__main__")


def caches() -> dict[str, int | None]:
    """Return the bound of each cache of the library by the name of its function."""
    for module in pkgutil.walk_packages(ruentities.__path__, "ruentities."):
        if not module.name.removeprefix("ruentities.").startswith(_APART):
            import_module(module.name)
    found: list[tuple[Callable[..., object], int | None]] = [
        (one, one.cache_parameters()["maxsize"])
        # Asked for its class, an object of another library may warn.
        for one in gc.get_objects()
        if type(one) is _CACHE
    ]
    found += [(one.function, one.bound) for one in gc.get_objects() if type(one) is Answers]
    return {
        f"{function.__module__}.{function.__qualname__}": bound
        for function, bound in found
        if function.__module__.startswith("ruentities.")
        and not function.__module__.removeprefix("ruentities.").startswith(_APART)
    }


def test_every_cache_has_a_bound() -> None:
    unbounded = {name for name, bound in caches().items() if bound is None or bound > EVERY_WORD}
    assert not unbounded


@pytest.mark.parametrize("name", ["language.morphology.known_readings", "linking.groups.name_form"])
def test_caches_are_found(name: str) -> None:
    assert f"ruentities.{name}" in caches()


def test_what_was_not_asked_for_lately_is_forgotten() -> None:
    asked: list[int] = []

    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    answers = Answers(double, 10)
    for number in range(100):
        assert answers[number] == 2 * number
        # Asked for each time, it is known each time.
        assert answers[0] == 0
        assert len(answers) <= answers.bound // 2
    assert sorted(asked) == list(range(100))
    assert answers[1] == 2
    assert asked[-1] == 1
