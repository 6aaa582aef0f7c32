from __future__ import annotations

import json
import pickle
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from ruentities import Extractor, Lexicon, Scheme

if TYPE_CHECKING:
    from collections.abc import Callable

# Every thread comes to `extract` at once, before anything is loaded. What it prints: each data
# file that was opened, and the answers.
THREADS = """
import json, sys, threading
from ruentities import extract

opened = []

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        opened.append(arguments[0])

count = int(sys.argv[1])
start = threading.Barrier(count)
answers = []

def work():
    start.wait()
    answers.append(extract("Главой МИД РФ остаётся Сергей Лавров.").model_dump_json())

threads = [threading.Thread(target=work) for _ in range(count)]
sys.addaudithook(watch)
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
data = [path for path in opened if not path.endswith((".py", ".pyc"))]
print(json.dumps({"opened": data, "answers": answers}))
"""

LEXICON = Lexicon.model_validate([{"name": "Рога и копыта", "type": "ORG", "aliases": ["РиК"]}])
TEXT = "В «Рогах и копытах» был Сергей Лавров, глава МИД РФ."


def test_threads_load_each_file_once(run_script: Callable[..., str]) -> None:
    one, two, eight = (json.loads(run_script(THREADS, count)) for count in "128")
    files = Counter(one["opened"])
    assert any(path.endswith(".tar") for path in files)
    assert Counter(two["opened"]) == files
    assert Counter(eight["opened"]) == files
    assert two["answers"] == one["answers"] * 2
    assert eight["answers"] == one["answers"] * 8


@pytest.mark.parametrize("scheme", ["full", "flat"])
@pytest.mark.parametrize("lexicon", [None, LEXICON])
def test_pickle_holds_the_options_alone(scheme: Scheme, lexicon: Lexicon | None) -> None:
    extractor = Extractor(scheme=scheme, lexicon=lexicon)
    answer = extractor.extract(TEXT)
    content = pickle.dumps(extractor)
    assert len(content) < 2_000
    twin = pickle.loads(content)
    assert (twin.scheme, twin.lexicon) == (scheme, lexicon)
    assert twin.extract(TEXT) == answer
