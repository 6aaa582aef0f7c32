"""Whether threads and processes answer as one thread does: docs/developers/reliability.md.

python -m tests.benchmarks.concurrency --documents 5000
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, get_args

from tqdm import tqdm

from ruentities import Extractor, inflect
from ruentities.corpora.readers import corpus_directory, read
from ruentities.schemes import Corpus
from tests.paths import CORPORA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

FIRST_NAMES = "Анна Борис Вера Глеб Дарья Егор Жанна Захар Инна Кирилл Лидия Матвей".split()
SURNAMES = "Гончаренко Мельник Седых Шевчук Ким Черных Дюма Коваль Руденко Бойко".split()
PLACES = "Тверь Тула Омск Казань Сочи Пермь Рязань Бишкек Женева Гаага Осло Каир".split()
SENTENCES = (
    "В {place} приехала делегация компании «{word}».",
    "{first} {last} рассказала об этом в {place}, сообщает РИА Новости.",
    "Позже {last} {day} мая встретилась с мэром {of_place}.",
    "МИД РФ и правительство {of_place} заявили, что {last} не приедет.",
    "«{word}» открыла завод № {day}0{day}.",
)


@dataclass(frozen=True)
class Outcome:
    """How a way of answering compares with one thread.

    Attributes:
        different: Numbers of the texts with another answer.
        seconds: What it took.
    """

    different: tuple[int, ...]
    seconds: float


def generated() -> Iterator[str]:
    """Made-up news without end, no two alike."""
    for number in count():
        chance = Random(number)
        place = chance.choice(PLACES)
        yield " ".join(
            sentence.format(
                first=chance.choice(FIRST_NAMES),
                last=chance.choice(SURNAMES),
                place=inflect(place, "LOC", "loct"),
                of_place=inflect(place, "LOC", "gent"),
                word="".join(chance.choices("АБВГЛМНОПРСТ", k=2)).title() + f"строй-{number}",
                day=chance.randint(1, 9),
            )
            for sentence in chance.choices(SENTENCES, k=chance.randint(1, 12))
        )


def gold(root: Path) -> Iterator[str]:
    """Every text of the corpora, then the first and the second half of each."""
    texts = [
        document.text
        for corpus in get_args(Corpus)
        if corpus != "jsonl"
        for document in read(corpus, corpus_directory(root, corpus))
    ]
    yield from texts
    for text in texts:
        yield text[: len(text) // 2]
        yield text[len(text) // 2 :]


def compare(texts: Sequence[str], threads: int, n_process: int) -> dict[str, Outcome]:
    """Answer texts in threads, then in processes, then one after the other.

    The threads come first: together they load what they need, and no word is known.
    """

    def timed(answers: Callable[[], Iterable[str]], label: str) -> tuple[list[str], float]:
        start = time.perf_counter()
        bar = tqdm(answers(), label, total=len(texts), unit="doc", disable=not sys.stderr.isatty())
        return list(bar), time.perf_counter() - start

    extractor = Extractor()

    def answer(text: str) -> str:
        return extractor.extract(text).model_dump_json()

    with ThreadPoolExecutor(threads) as pool:
        in_threads = timed(lambda: pool.map(answer, texts), "threads")
    documents = extractor.extract_many(texts, n_process=n_process)
    in_processes = timed(lambda: (doc.model_dump_json() for doc in documents), "processes")
    serial, seconds = timed(lambda: map(answer, texts), "one thread")
    outcomes = {
        name: Outcome(tuple(i for i, one in enumerate(serial) if answers[i] != one), took)
        for name, (answers, took) in (
            (f"{threads} threads", in_threads),
            (f"{n_process} processes", in_processes),
        )
    }
    return {**outcomes, "one thread": Outcome((), seconds)}


def main() -> int:
    """Compare, print, and fail when an answer differs."""
    parser = argparse.ArgumentParser("python -m tests.benchmarks.concurrency", description=__doc__)
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--threads", type=int, default=32)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    options = parser.parse_args()
    source = gold(options.corpora) if options.corpora.is_dir() else generated()
    texts = list(islice(source, options.documents))
    outcomes = compare(texts, options.threads, options.processes)
    kind = "of the corpora" if options.corpora.is_dir() else "made up"
    print(f"{len(texts):,} texts {kind}, {sum(map(len, texts)):,} characters")
    for name, outcome in outcomes.items():
        equal = len(texts) - len(outcome.different)
        print(f"{name}: {equal:,} answers equal byte for byte, {outcome.seconds:.0f} s")
        for number in outcome.different[:10]:
            print(f"  text {number} differs")
    return 1 if any(outcome.different for outcome in outcomes.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
