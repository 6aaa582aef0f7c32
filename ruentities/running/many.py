"""Many texts, lazily and in order: one after the other, or in worker processes.

Workers are started when there is work for one more, and not more than `_AHEAD` batches for each
are on their way, so that memory does not grow with the number of texts. They end with the
iteration, however it ends: exhausted, closed early, interrupted, or with its process killed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence, Sized
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, TypeVar, get_args

from ruentities.running.answering import Failure, attempt, next_group

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from ruentities.result.document import Document
    from ruentities.running.answering import Steps
    from ruentities.running.workers import Worker

    Answers = Generator[Document | Failure, None, None]

OnError = Literal["raise", "yield"]
_Answer = TypeVar("_Answer")

# Batches that each worker may be ahead of the consumer.
_AHEAD: Final = 2


def many(
    steps: Steps,
    texts: Iterable[object],
    n_process: int,
    batch_size: int,
    progress: bool,
    on_error: OnError,
    as_tuples: bool,
) -> Iterator[Document | Failure] | Iterator[tuple[Document | Failure, object]]:
    """Answer many texts; `ruentities.Extractor.extract_many` says how.

    Args:
        steps: How they are answered; for several processes it can be pickled.
        texts: The texts.
        n_process: How many processes work.
        batch_size: How many texts at most are answered together, or travel to a process at once.
        progress: Whether to show a progress bar.
        on_error: Whether the error of a text is raised or yielded.
        as_tuples: Whether each text comes in a pair with something that goes with its answer.

    Raises:
        TypeError: When ``texts`` are no several texts or a number is no ``int``.
        ValueError: When a number is less than 1 or ``on_error`` unknown.
    """
    if isinstance(texts, (str, bytes)):
        raise TypeError("texts: expected several texts, got one; use extract(text)")
    if not isinstance(texts, Iterable):
        raise TypeError(f"texts: expected an iterable of str, got {type(texts).__name__}")
    for name, value in (("n_process", n_process), ("batch_size", batch_size)):
        if not isinstance(value, int):
            raise TypeError(f"{name}: expected int, got {type(value).__name__}")
        if value < 1:
            raise ValueError(f"{name}: expected at least 1, got {value}")
    if on_error not in get_args(OnError):
        raise ValueError(f"on_error: {on_error!r} is not one of 'raise', 'yield'")
    contexts: deque[object] = deque()
    alone = _unpaired(texts, contexts) if as_tuples else texts
    answers = (
        in_turn(steps, alone, batch_size)
        if n_process == 1
        else in_processes(steps, alone, n_process, batch_size)
    )
    documents = raised(answers) if on_error == "raise" else answers
    shown = _with_bar(documents, texts) if progress else documents
    return ((document, contexts.popleft()) for document in shown) if as_tuples else shown


def _unpaired(pairs: Iterable[object], contexts: deque[object]) -> Iterator[object]:
    """Yield the texts of pairs, and keep what came with them."""
    for number, pair in enumerate(pairs):
        if not isinstance(pair, Sequence) or isinstance(pair, (str, bytes)) or len(pair) != 2:
            raise TypeError(f"texts[{number}]: expected a pair (text, context), got {pair!r:.60}")
        text, context = pair
        contexts.append(context)
        yield text


def _with_bar(answers: Iterator[_Answer], texts: Iterable[object]) -> Iterator[_Answer]:
    from tqdm.auto import tqdm

    total = len(texts) if isinstance(texts, Sized) else None
    return iter(tqdm(answers, total=total, unit="doc"))


def in_turn(steps: Steps, texts: Iterable[object], batch_size: int) -> Answers:
    """Answer texts one after the other, as many together as take each other no time."""
    numbered = enumerate(texts)
    broken: Exception | None = None
    while not broken:
        group, broken = next_group(numbered, batch_size)
        if not group and not broken:
            return
        yield from attempt(steps, group)
    raise broken


def in_processes(steps: Steps, texts: Iterable[object], n_process: int, batch_size: int) -> Answers:
    """Answer texts in worker processes, in their order.

    A text whose worker died gives a `Failure`; another worker goes on with those after it. Texts
    that a worker answered together when it died are given to another, which takes them one by one.

    Args:
        steps: Can be pickled; the first of them loads what a worker needs.
        texts: The texts; as many as the workers need are read ahead.
        n_process: How many workers there are at most.
        batch_size: How many texts travel to a worker at once, and may be answered together.

    Raises:
        RuntimeError: When a worker cannot start.
    """
    numbered = enumerate(texts)
    team = _Team(steps, n_process, batch_size)
    broken: Exception | None = None
    read = given = 0
    done = False
    try:
        while True:
            while not done and read - given <= (n_process * _AHEAD - 1) * batch_size:
                batch, broken = _next_batch(numbered, batch_size)
                done = broken is not None or len(batch) < batch_size
                read += len(batch)
                team.give(batch)
            if given == read:
                break
            team.receive(wait=given not in team.answers)
            if given in team.answers:
                yield team.answers.pop(given)
                given += 1
        if broken:
            raise broken
    finally:
        team.end()


def raised(answers: Answers) -> Iterator[Document]:
    """Yield the documents up to the first failure, and raise that."""
    with closing(answers):
        for answer in answers:
            if isinstance(answer, Failure):
                raise answer.error
            yield answer


def _next_batch(
    numbered: Iterator[tuple[int, object]], size: int
) -> tuple[list[tuple[int, object]], Exception | None]:
    """Read a batch, and what the source raised instead of going on."""
    batch: list[tuple[int, object]] = []
    try:
        batch.extend(islice(numbered, size))
    except Exception as error:
        return batch, error
    return batch, None


class _Team:
    """Workers, started as they are needed, and those of their answers that nobody took yet."""

    def __init__(self, steps: Steps, size: int, together: int) -> None:
        self.answers: dict[int, Document | Failure] = {}
        self._steps = steps
        self._size = size
        self._together = together
        self._workers: list[Worker] = []

    def give(self, batch: Iterable[tuple[int, object]]) -> None:
        """Let the worker that has least to do answer some texts, a new one rather than a busy."""
        texts = []
        for index, text in batch:
            if isinstance(text, str):
                texts.append((index, text))
            else:
                # It is refused here: it might not survive the journey.
                (self.answers[index],) = attempt(self._steps, [(index, text)])
        if texts:
            if len(self._workers) < self._size and all(worker.texts for worker in self._workers):
                self._start(self._together)
            min(self._workers, key=lambda worker: len(worker.texts)).give(texts)

    def _start(self, together: int) -> None:
        # Imported here: most programs have no workers.
        from ruentities.running.workers import Worker

        self._workers.append(Worker(self._steps, together))

    def receive(self, *, wait: bool) -> None:
        """Take what the workers have sent, or wait until one sends something."""
        from multiprocessing.connection import wait as first_ready

        pipes = [worker.answers for worker in self._workers]
        ready = first_ready(pipes, timeout=None if wait else 0)
        for worker in [worker for worker in self._workers if worker.answers in ready]:
            self._take(worker)

    def _take(self, worker: Worker) -> None:
        """Take what a worker has sent, or let others do what a dead one left undone."""
        try:
            answer = worker.receive()
        except EOFError:
            self._workers.remove(worker)
            lost = worker.lost()
            if lost:
                self.answers[lost.index] = lost
            worker.end()
            if worker.texts:
                # One by one: the text that it died of is among them.
                self._start(1)
                self._workers[-1].give(worker.texts)
        else:
            if answer:
                self.answers[answer[0]] = answer[1]

    def end(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.end()
