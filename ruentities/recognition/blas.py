"""One BLAS thread while names are recognized.

The matrices of one text are small: several threads gain little on an idle machine and cost fifty
times over on a busy one. So the linear algebra of numpy is held to one thread while the network
runs, and then given back what it had.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from threadpoolctl import ThreadpoolController

if TYPE_CHECKING:
    from collections.abc import Iterator

    from threadpoolctl import LibController

_lock = Lock()
_inside = 0
_held: list[tuple[LibController, int]] = []


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold BLAS to one thread; with several texts at once, until the last one ends."""
    global _inside
    with _lock:
        if not _inside:
            # threadpoolctl's own `limit` asks every library everything: a tenth of a short text.
            for library in _libraries():
                threads = library.get_num_threads()
                if threads != 1:
                    library.set_num_threads(1)
                    _held.append((library, threads))
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            while not _inside and _held:
                library, threads = _held.pop()
                library.set_num_threads(threads)


@lru_cache(maxsize=1)
def _libraries() -> list[LibController]:
    found: list[LibController] = ThreadpoolController().select(user_api="blas").lib_controllers
    return found
