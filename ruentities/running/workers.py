"""Worker processes that answer texts, and what a text that gave no answer leaves.

Two pipes lead to each worker: no socket, no lock, no thread on this side. A worker sends each
answer as soon as it is made, and ends when its pipe does, however the process that asked ended.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections import deque
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Final

from ruentities.running.answering import Failure, attempt, next_group

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection

    from ruentities.result.document import Document
    from ruentities.running.answering import Steps

# Seconds that a worker's listening thread may wait for its computing one: at Python's 5 ms, one
# process could not send to a dozen workers.
_SWITCH: Final = 5e-4
# Objects made since garbage was last looked for. An answer leaves none that refers to itself, and
# Python's own 700 have all that is kept of words walked through again and again.
_ALLOCATIONS: Final = 50_000
_UNGUARDED: Final = ": guard the script's entry with `if __name__ == '__main__':`"
_SIGKILL: Final = ", as the system does when memory runs out: use fewer processes"


class Worker:
    """A process that answers texts, as seen from the one that asks.

    Args:
        steps: Can be pickled; the first of them loads what it needs.
        together: How many texts it may answer together.

    Attributes:
        texts: What it was given and has not answered yet, the oldest first.
        answers: Where its answers arrive.
    """

    def __init__(self, steps: Steps, together: int) -> None:
        # Imported here: most programs never need it.
        from multiprocessing import get_context

        context = get_context("spawn")
        theirs, self._questions = context.Pipe(duplex=False)
        self.answers, answers = context.Pipe(duplex=False)
        self.texts: deque[tuple[int, str]] = deque()
        self._together = together
        self._started = False
        self._sent = 0
        self._process = context.Process(
            target=_work, args=(steps, together, theirs, answers), daemon=True
        )
        with _uninterrupted():
            self._process.start()
        theirs.close()
        answers.close()

    def give(self, texts: Sequence[tuple[int, str]]) -> None:
        """Give it numbered texts to answer; one that has not started yet gets them later."""
        self.texts.extend(texts)
        if self._started:
            self._send(list(texts))

    def receive(self) -> tuple[int, Document | Failure] | None:
        """Take what it has sent: an answer to its oldest text, or None for having started.

        Raises:
            EOFError: When it died.
            RuntimeError: When it died before it had started.
        """
        try:
            answer: Document | Failure | None = self.answers.recv()
        except (EOFError, OSError):
            if self._started:
                raise EOFError from None
            fate = self._fate()
            advice = _UNGUARDED if fate.startswith("ended") else ""
            raise RuntimeError(f"a worker process could not start, it {fate}{advice}") from None
        if answer is None:
            self._started = True
            self._send(list(self.texts))
            return None
        self._sent -= 1
        index, _ = self.texts.popleft()
        return index, answer

    def lost(self) -> Failure | None:
        """Take the text that it was at when it died, if it was at any and at no others."""
        if not self._sent or self._together > 1:
            return None
        index, _ = self.texts.popleft()
        fate = f"texts[{index}]: the worker process that read it {self._fate()}"
        return Failure(index, RuntimeError(fate))

    def _fate(self) -> str:
        """Tell how it came to its end."""
        self._process.join()
        code = self._process.exitcode or 0
        if code >= 0:
            return f"ended with code {code}"
        # A real-time signal has a number only.
        named = {number.value: number.name for number in signal.Signals}.get(-code, -code)
        return f"was killed ({named})" + _SIGKILL * (named == "SIGKILL")

    def end(self) -> None:
        """End it, whatever it is at: it holds nothing that is not here."""
        self._process.kill()
        self._process.join()
        self._questions.close()
        self.answers.close()

    def _send(self, texts: list[tuple[int, str]]) -> None:
        # That it died is told by its answers' pipe, behind the last answer.
        with suppress(OSError):
            self._questions.send(texts)
            self._sent += len(texts)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let what is started here never see Ctrl-C, which a terminal sends to every process."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # multiprocessing's own helper, which it starts beside the first process, unblocks the signal.
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(steps: Steps, together: int, questions: Connection, answers: Connection) -> None:
    """Be a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.setswitchinterval(_SWITCH)
    gc.set_threshold(_ALLOCATIONS)
    batches: SimpleQueue[list[tuple[int, str]]] = SimpleQueue()
    Thread(target=_listen, args=(questions, batches), daemon=True).start()
    with suppress(BrokenPipeError):
        answers.send(None)
        while True:
            numbered = iter(batches.get())
            while group := next_group(numbered, together)[0]:
                for found in attempt(steps, group):
                    answers.send(found)


def _listen(questions: Connection, batches: SimpleQueue[list[tuple[int, str]]]) -> None:
    """Take texts while others are answered, and end with the process that sends them."""
    try:
        while True:
            batches.put(questions.recv())
    except (EOFError, OSError):
        os._exit(0)
