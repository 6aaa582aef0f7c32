"""One BLAS thread while names are recognized.

The matrices of one text are small: several threads gain little on an idle machine and cost fifty
times over on a busy one, and their number shows in the last digit of a score. So the linear
algebra of numpy is held to one thread while the network runs, and then given back what it had.
What the network keeps of a word would otherwise depend on who met it first.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from threadpoolctl import ThreadpoolController

if TYPE_CHECKING:
    from collections.abc import Iterator

_lock = Lock()
_inside = 0
_held: Any = None


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold BLAS to one thread; with several texts at once, until the last one ends."""
    global _inside, _held
    with _lock:
        if not _inside:
            _held = _controller().limit(limits=1, user_api="blas")
            _held.__enter__()
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside:
                _held.__exit__(None, None, None)


@lru_cache(maxsize=1)
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
