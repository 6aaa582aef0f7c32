"""Threads, tasks, forked and spawned processes: every answer is the one of a single thread."""

from __future__ import annotations

import asyncio
import json
import pickle
from itertools import islice
from threading import Barrier, Thread
from typing import TYPE_CHECKING

import pytest

from ruentities import Document, Extractor, Lexicon
from tests.benchmarks.concurrency import compare, generated

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = (
    "Главой МИД РФ остаётся Сергей Лавров. Лаврова назначили в 2004 году.",
    "",
    "В «Рогах и копытах» был Сергей Лавров, глава МИД РФ. РиК закрыта.",
    "ПЕТРОВ УЕХАЛ В КАЗАНЬ",
    "Верховный суд Пакистана отпустил Асифа Али. " * 40,
    *islice(generated(), 20),
)
LEXICON = Lexicon.model_validate([{"name": "Рога и копыта", "type": "ORG", "aliases": ["РиК"]}])
SERIAL = [Extractor().extract(text).model_dump_json() for text in TEXTS]


@pytest.mark.slow
def test_32_threads_on_one_extractor() -> None:
    extractor = Extractor()
    start = Barrier(32)
    answers: dict[int, list[str]] = {}

    def work(number: int) -> None:
        # Each begins elsewhere, so that the same and different texts meet.
        start.wait()
        order = [*range(number % len(TEXTS), len(TEXTS)), *range(number % len(TEXTS))]
        found = {place: extractor.extract(TEXTS[place]).model_dump_json() for place in order}
        answers[number] = [found[place] for place in range(len(TEXTS))]

    threads = [Thread(target=work, args=(number,)) for number in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(answers.values()) == [SERIAL] * 32


def test_tasks_in_threads() -> None:
    async def answers() -> list[Document]:
        extractor = Extractor()
        return await asyncio.gather(*(asyncio.to_thread(extractor.extract, t) for t in TEXTS))

    assert [document.model_dump_json() for document in asyncio.run(answers())] == SERIAL


@pytest.mark.slow
def test_threads_and_processes_on_many_texts() -> None:
    """The short version of ``python -m tests.benchmarks.concurrency``."""
    outcomes = compare(list(islice(generated(), 300)), threads=32, n_process=4)
    assert {name: outcome.different for name, outcome in outcomes.items()} == {
        "32 threads": (),
        "4 processes": (),
        "one thread": (),
    }


# Everything is loaded, then processes begin. They get the extractor and a document and give back
# what they make of them.
PROCESSES = """
import json, multiprocessing, sys, warnings
from ruentities import Document, Extractor, Lexicon

def work(extractor, lexicon, document):
    assert extractor.lexicon == lexicon
    again = extractor.extract(document.text)
    assert again == document
    return extractor, lexicon, document, again.model_dump_json()

if __name__ == "__main__":
    # Python warns of every fork of a program with threads, BLAS having some.
    warnings.simplefilter("ignore", DeprecationWarning)
    texts, entries = json.loads(sys.argv[2])
    lexicon = Lexicon(entries)
    extractor = Extractor(lexicon=lexicon)
    documents = [extractor.extract(text) for text in texts]
    with multiprocessing.get_context(sys.argv[1]).Pool(2) as pool:
        tasks = [(extractor, lexicon, document) for document in documents]
        back = pool.starmap(work, tasks, chunksize=1)
    for document, (its, lexicon_back, document_back, answer) in zip(documents, back, strict=True):
        assert (its.scheme, its.lexicon, its.threshold) == ("full", lexicon, extractor.threshold)
        assert lexicon_back == lexicon and hash(lexicon_back) == hash(lexicon)
        assert document_back == document
        assert document_back.model_dump_json() == document.model_dump_json() == answer
    print(json.dumps([document.model_dump_json() for document in documents]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_processes_begun_after_loading(method: str, run_script: Callable[..., str]) -> None:
    import multiprocessing

    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} here")
    given = json.dumps([TEXTS, LEXICON.model_dump()])
    answers = json.loads(run_script(PROCESSES, method, given))
    extractor = Extractor(lexicon=LEXICON)
    assert answers == [extractor.extract(text).model_dump_json() for text in TEXTS]


def test_pickled_documents_are_the_same_to_the_byte() -> None:
    for text, answer in zip(TEXTS, SERIAL, strict=True):
        document = Extractor().extract(text)
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            twin = pickle.loads(pickle.dumps(document, protocol))
            assert twin == document
            assert twin.model_dump_json() == answer
