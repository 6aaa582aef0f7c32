"""No cache grows without end: what a process remembers has a bound in `remembered`."""

from __future__ import annotations

import functools
import gc
import pkgutil
from importlib import import_module

import pytest

import ruentities
from ruentities.language.remembered import EVERY_WORD

_CACHE = type(functools.lru_cache(lambda: None))
# They need what is not installed everywhere, or remember nothing of a text.
_APART = ("corpora", "evaluation", "integrations", "training", "__main__")


def caches() -> dict[str, int | None]:
    """Return the bound of each cache of the library by the name of its function."""
    for module in pkgutil.walk_packages(ruentities.__path__, "ruentities."):
        if not module.name.removeprefix("ruentities.").startswith(_APART):
            import_module(module.name)
    return {
        f"{one.__module__}.{one.__qualname__}": one.cache_parameters()["maxsize"]
        for one in gc.get_objects()
        # Asked for its class, an object of another library may warn.
        if type(one) is _CACHE
        and one.__module__.startswith("ruentities.")
        and not one.__module__.removeprefix("ruentities.").startswith(_APART)
    }


def test_every_cache_has_a_bound() -> None:
    unbounded = {name for name, bound in caches().items() if bound is None or bound > EVERY_WORD}
    assert not unbounded


@pytest.mark.parametrize("name", ["language.morphology.known_readings", "linking.groups.name_form"])
def test_caches_are_found(name: str) -> None:
    assert f"ruentities.{name}" in caches()
