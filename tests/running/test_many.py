from __future__ import annotations

import math
import multiprocessing
import os
import subprocess
import sys
import time
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruentities import Document, Extractor, Failure, Lexicon, extract, extract_many
from ruentities.running.answering import Steps
from ruentities.running.many import in_processes
from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

TEXTS = (
    "Главой МИД РФ остаётся Сергей Лавров. Лаврова назначили в 2004 году.",
    "",
    "Лаврова выступила в театре города Твери.",
    "В Вышний Волочёк приехала А. П. Соколова из компании «Северные верфи».",
    " \n",
    "Тихо 🔥 <b>Газпром</b>&raquo; и Ангела Меркель",
    "ПЕТРОВ УЕХАЛ В КАЗАНЬ",
    "Верховный суд Пакистана отпустил Асифа Али. " * 40,
)
# Long enough that a worker is still at it when it is killed.
LONG = "Поезд идёт из Твери в Москву. " * 30_000
ANSWERS = {text: extract(text) for text in TEXTS}


class Source:
    """Texts without end that count how many of them were taken."""

    def __init__(self) -> None:
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        for number in count():
            self.taken += 1
            yield f"Поезд номер {number} идёт из Твери в Москву."


@given(
    texts=st.lists(st.sampled_from(TEXTS), max_size=12),
    batch_size=st.integers(1, 40),
)
@settings(max_examples=25)
def test_answers_are_those_of_extract(texts: list[str], batch_size: int) -> None:
    documents = list(extract_many(texts, batch_size=batch_size))
    assert documents == [ANSWERS[text] for text in texts]


@pytest.mark.slow
@pytest.mark.parametrize("batch_size", [1, 100])
def test_processes_give_the_same_in_order(batch_size: int) -> None:
    texts = [*TEXTS, *reversed(TEXTS), *TEXTS[::2]]
    documents = list(extract_many(iter(texts), n_process=2, batch_size=batch_size))
    assert documents == [ANSWERS[text] for text in texts]


@pytest.mark.slow
def test_processes_know_the_options() -> None:
    lexicon = Lexicon.model_validate([{"name": "Северные верфи", "type": "LOC"}])
    extractor = Extractor(scheme="flat", lexicon=lexicon)
    documents = list(extractor.extract_many(TEXTS, n_process=2))
    assert documents == [extractor.extract(text) for text in TEXTS]
    assert documents != list(ANSWERS.values())


def test_takes_one_text_for_one_answer() -> None:
    source = Source()
    documents = extract_many(source, batch_size=1)
    assert source.taken == 0
    for number in range(1, 4):
        assert next(documents) == extract(f"Поезд номер {number - 1} идёт из Твери в Москву.")
        assert source.taken == number


def test_takes_texts_that_are_read_together() -> None:
    source = Source()
    documents = extract_many(source, batch_size=5)
    assert source.taken == 0
    for number in range(1, 7):
        assert next(documents) == extract(f"Поезд номер {number - 1} идёт из Твери в Москву.")
        assert source.taken == (5 if number < 6 else 10)


def test_takes_no_text_after_a_long_one() -> None:
    source = iter(["Тихо.", LONG, "Снег в Омске."])
    next(extract_many(source))
    assert list(source) == ["Снег в Омске."]


@pytest.mark.slow
@pytest.mark.parametrize("progress", [False, True])
def test_processes_take_few_texts_ahead_and_end_when_closed(progress: bool) -> None:
    source = Source()
    documents = extract_many(source, n_process=2, batch_size=3, progress=progress)
    assert source.taken == 0
    assert multiprocessing.active_children() == []
    next(documents)
    assert 0 < source.taken <= 4 * 2 * 3
    assert multiprocessing.active_children() != []
    documents.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


WRONG: tuple[Any, ...] = ("Снег в Омске.", "Тула \ud800", "Дождь в Сочи.", None, "Жара в Уфе.")

processes = pytest.mark.parametrize(
    ("n_process", "batch_size"), [(1, 32), pytest.param(2, 2, marks=pytest.mark.slow)]
)


@processes
def test_a_text_that_cannot_be_read_is_told_after_those_before_it(
    n_process: int, batch_size: int
) -> None:
    for texts, error, index in ((WRONG, ValueError, 1), (WRONG[2:], TypeError, 1)):
        documents = extract_many(texts, n_process=n_process, batch_size=batch_size)
        assert next(documents).text == texts[0]
        with pytest.raises(error, match=rf"^texts\[{index}\]: "):
            next(documents)
        assert list(documents) == []
        assert multiprocessing.active_children() == []


@processes
def test_a_text_that_cannot_be_read_does_not_stop_the_stream(
    n_process: int, batch_size: int
) -> None:
    answers = list(
        extract_many(WRONG, n_process=n_process, batch_size=batch_size, on_error="yield")
    )
    failures = [answer for answer in answers if isinstance(answer, Failure)]
    assert [(answer.index, type(answer.error)) for answer in failures] == [
        (1, ValueError),
        (3, TypeError),
    ]
    documents = [answer for answer in answers if isinstance(answer, Document)]
    assert [document.text for document in documents] == [WRONG[0], WRONG[2], WRONG[4]]


@processes
def test_what_came_with_a_text_goes_with_its_answer(n_process: int, batch_size: int) -> None:
    pairs = [(text, {"row": number}) for number, text in enumerate((*WRONG, math.nan))]
    answers = list(
        extract_many(
            pairs, n_process=n_process, batch_size=batch_size, on_error="yield", as_tuples=True
        )
    )
    assert [context for _, context in answers] == [context for _, context in pairs]
    failed = [context["row"] for answer, context in answers if isinstance(answer, Failure)]
    assert failed == [1, 3, 5]
    documents = extract_many(pairs[2:3], n_process=n_process, as_tuples=True)
    assert [(document.text, context["row"]) for document, context in documents] == [(WRONG[2], 2)]


def test_what_is_no_pair_is_named() -> None:
    wrong: Any = [("Снег в Омске.", 1), "Дождь"]
    with pytest.raises(TypeError, match=r"^texts\[1\]: expected a pair .* got 'Дождь'"):
        list(extract_many(wrong, as_tuples=True))


@processes
def test_an_error_of_the_source_is_passed_on_after_its_texts(
    n_process: int, batch_size: int
) -> None:
    def broken() -> Iterator[str]:
        yield from ("Снег в Омске.", "Дождь в Сочи.", "Жара в Уфе.")
        raise OSError("диск")

    documents = extract_many(broken(), n_process=n_process, batch_size=batch_size)
    assert [next(documents).locations[0].name for _ in range(3)] == ["Омск", "Сочи", "Уфа"]
    with pytest.raises(OSError, match="диск"):
        next(documents)
    assert multiprocessing.active_children() == []


SENT = ("Снег в Омске.", "Дождь в Сочи.", LONG, "Жара в Уфе.", "Град в Орле.", "Лёд в Чите.")


def with_killed_worker(documents: Iterator[Any]) -> Iterator[Any]:
    """Yield what comes, one of the two workers being killed at the long text."""
    yield next(documents)
    yield next(documents)
    first, _ = sorted(multiprocessing.active_children(), key=lambda worker: worker.pid or 0)
    first.kill()
    yield from documents


@pytest.mark.slow
def test_a_killed_worker_is_an_error_that_names_its_text() -> None:
    documents = with_killed_worker(extract_many(iter(SENT), n_process=2, batch_size=1))
    assert [next(documents).text for _ in range(2)] == list(SENT[:2])
    with pytest.raises(RuntimeError, match=r"^texts\[2\]: .* was killed \(SIGKILL\).*memory"):
        next(documents)
    assert multiprocessing.active_children() == []


@pytest.mark.slow
def test_a_killed_worker_takes_one_text_with_it() -> None:
    answers = extract_many(iter(SENT), n_process=2, batch_size=1, on_error="yield")
    first, second, failure, *rest = with_killed_worker(answers)
    assert isinstance(failure, Failure)
    assert failure.index == 2
    assert [first, second, *rest] == [extract(text) for text in SENT if text is not LONG]
    assert multiprocessing.active_children() == []


@pytest.mark.slow
def test_texts_that_were_read_together_are_read_again_one_by_one() -> None:
    answers = extract_many(iter(SENT), n_process=2, batch_size=3, on_error="yield")
    assert list(with_killed_worker(answers)) == [extract(text) for text in SENT]
    assert multiprocessing.active_children() == []


def read(text: object, called: str) -> Any:
    return text


def recognize(texts: Sequence[Any]) -> Any:
    if "взрыв" in texts:
        os._exit(3)
    return texts


def document(tokens: Any, recognition: Any) -> Any:
    return recognition


@pytest.mark.slow
@pytest.mark.parametrize("batch_size", [1, 2, 8])
def test_the_text_that_ends_its_worker_is_told_from_those_read_with_it(batch_size: int) -> None:
    steps = Steps(read, recognize, document)
    texts = ["раз", "два", "взрыв", "три", "взрыв", "взрыв", "четыре"]
    answers: list[Any] = list(in_processes(steps, texts, 2, batch_size))
    failed = {answer.index for answer in answers if isinstance(answer, Failure)}
    assert failed == {2, 4, 5}
    assert [answers[number] for number in (0, 1, 3, 6)] == ["раз", "два", "три", "четыре"]


@pytest.mark.slow
def test_killed_idle_workers_take_nothing_with_them() -> None:
    source = Source()
    documents = extract_many(source, n_process=2, batch_size=1)
    next(documents)
    # What was read ahead is answered long before this.
    time.sleep(3)
    for worker in multiprocessing.active_children():
        worker.kill()
        worker.join()
    for number in range(1, 9):
        assert next(documents).text.startswith(f"Поезд номер {number} ")
    documents.close()  # type: ignore[attr-defined]


@pytest.mark.slow
def test_a_worker_killed_while_it_starts_is_an_error() -> None:
    def killing() -> Iterator[str]:
        yield "Снег в Омске."
        (worker,) = multiprocessing.active_children()
        worker.kill()
        yield "Дождь в Сочи."

    with pytest.raises(RuntimeError, match=r"could not start, it was killed \(SIGKILL\)"):
        next(extract_many(killing(), n_process=2, batch_size=1))
    assert multiprocessing.active_children() == []


@pytest.mark.slow
def test_no_more_workers_than_work() -> None:
    documents = extract_many(WRONG[2:4], n_process=4, on_error="yield")
    assert isinstance(next(documents), Document)
    assert len(multiprocessing.active_children()) == 1
    assert isinstance(next(documents), Failure)
    assert list(documents) == []
    assert list(extract_many([], n_process=4)) == []


UNGUARDED = """
from ruentities import extract_many

print(list(extract_many(["Снег в Омске."], n_process=2)))
"""


@pytest.mark.slow
def test_a_script_without_a_guard_is_told_of_it(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(UNGUARDED, encoding="utf-8")
    process = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert process.returncode == 1
    assert process.stdout == ""
    assert process.stderr.splitlines()[-1] == (
        "RuntimeError: a worker process could not start, it ended with code 1: "
        "guard the script's entry with `if __name__ == '__main__':`"
    )


@pytest.mark.parametrize(
    ("as_generator", "shown"), [(False, "2/2"), (True, "2doc")], ids=["list", "generator"]
)
def test_progress_is_shown_on_standard_error(
    as_generator: bool, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = ["Снег в Омске.", "Дождь в Сочи."]
    documents = extract_many((text for text in texts) if as_generator else texts, progress=True)
    assert [document.text for document in documents] == texts
    output = capsys.readouterr()
    assert shown in output.err
    assert output.out == ""


def test_no_progress_unless_asked(capsys: pytest.CaptureFixture[str]) -> None:
    list(extract_many(["Снег в Омске."]))
    assert capsys.readouterr() == ("", "")


SCRIPT = """
from ruentities import extract_many

if __name__ == "__main__":
    for document in extract_many(["Снег в Омске.", "Дождь в Сочи."], n_process=2, batch_size=1):
        print(document.locations[0].name)
"""


@pytest.mark.slow
def test_processes_work_from_a_script(run_script: Callable[..., str]) -> None:
    assert run_script(SCRIPT) == "Омск\nСочи\n"
