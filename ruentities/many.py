"""Many texts, lazily and in order: one after the other, or in worker processes.

Workers are spawned, answer batches, and hold no more of them than `_AHEAD` each, so that memory
does not grow with the number of texts. They end with the iteration, however it ends: exhausted,
closed early, interrupted, or with its process killed.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from concurrent.futures import Future
    from multiprocessing.synchronize import Event

    from ruentities.document import Document

    # Given a text and what to call it in an error.
    Answer = Callable[[str, str], Document]
    Answers = Generator[Document | "Failure", None, None]

# Batches that each worker may be ahead of the consumer.
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Failure:
    """A text that gave no document; see ``on_error`` of `ruentities.extract_many`.

    Attributes:
        index: Number of the text among the texts given, from 0.
        error: What was wrong with it.

    >>> from ruentities import extract_many
    >>> [answer] = extract_many([None], on_error="yield")
    >>> answer
    Failure(index=0, error=TypeError('texts[0]: expected str, got NoneType'))
    """

    index: int
    error: Exception


def in_turn(answer: Answer, texts: Iterable[str]) -> Answers:
    """Answer texts one after the other, each when it is asked for."""
    for index, text in enumerate(texts):
        yield _attempt(answer, index, text)


def in_processes(answer: Answer, texts: Iterable[str], n_process: int, batch_size: int) -> Answers:
    """Answer texts in worker processes, in their order.

    Args:
        answer: Can be pickled; a worker first answers one word with it, to load what it needs.
        texts: The texts; as many as the workers need are read ahead.
        n_process: How many workers there are.
        batch_size: How many texts travel to a worker at once.

    Raises:
        RuntimeError: When a worker died.
    """
    # Imported here: most programs never need them.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    executor = ProcessPoolExecutor(n_process, context, _start_worker, (answer, stop))
    numbered = enumerate(texts)
    waiting: deque[Future[list[Document | Failure]]] = deque()
    broken: Exception | None = None
    done = False
    try:
        while True:
            while not done and len(waiting) < n_process * _AHEAD:
                batch, broken = _next_batch(numbered, batch_size)
                done = broken is not None or len(batch) < batch_size
                if batch:
                    with _uninterrupted():
                        waiting.append(executor.submit(_work, batch))
            if not waiting:
                break
            yield from waiting.popleft().result()
        if broken:
            raise broken
    except BrokenProcessPool as error:
        raise RuntimeError(
            "a worker process died: guard the script's entry with "
            "`if __name__ == '__main__':`, and see whether the memory suffices"
        ) from error
    finally:
        stop.set()
        executor.shutdown(cancel_futures=True)


def raised(answers: Answers) -> Iterator[Document]:
    """Yield the documents up to the first failure, and raise that."""
    with closing(answers):
        for answer in answers:
            if isinstance(answer, Failure):
                raise answer.error
            yield answer


def _attempt(answer: Answer, index: int, text: str) -> Document | Failure:
    try:
        return answer(text, f"texts[{index}]")
    except Exception as error:
        return Failure(index, error)


def _next_batch(
    numbered: Iterator[tuple[int, str]], size: int
) -> tuple[list[tuple[int, str]], Exception | None]:
    """Read a batch, and what the source raised instead of going on."""
    batch: list[tuple[int, str]] = []
    try:
        batch.extend(islice(numbered, size))
    except Exception as error:
        return batch, error
    return batch, None


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let what is started here never see Ctrl-C, which a terminal sends to every process."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_answer: Answer
_stop: Event


def _start_worker(answer: Answer, stop: Event) -> None:
    global _answer, _stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _answer, _stop = answer, stop
    answer("Пушкин", "text")


def _end_with_parent() -> None:
    """A killed parent tells its workers nothing, and they would wait for it for ever."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(batch: list[tuple[int, str]]) -> list[Document | Failure]:
    answers = []
    for index, text in batch:
        if _stop.is_set():
            break
        answers.append(_attempt(_answer, index, text))
    return answers
