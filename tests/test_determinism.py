"""What was read before, and by how many threads, does not show in an answer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import ruentities
from ruentities.blas import one_thread
from ruentities.encoder import load

ANSWER = """
from ruentities import extract
print(extract("Анна Ахматова жила в Ленинграде. Ахматову любили.").model_dump_json())
"""
MET_BEFORE = """
from threadpoolctl import threadpool_limits
from ruentities.models import name_model
from ruentities.recognition import recognize
from ruentities.segmentation import tokenize
with threadpool_limits(2):
    for words in ("Ахматова", "Анна в Ленинграде", "Жила Ахматову. Любили в Ленинграде Анну"):
        recognize(tokenize(words), name_model(None, "collection5"))
"""


def answer(program: str) -> str:
    command = [sys.executable, "-X", "utf8", "-c", program]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def test_an_answer_is_that_of_a_fresh_process() -> None:
    assert answer(MET_BEFORE + ANSWER) == answer(ANSWER)


def test_a_words_numbers_do_not_depend_on_its_company() -> None:
    path = Path(ruentities.__file__).parent / "data" / "model.npz"
    words = [f"слово{number}" for number in range(1500)]
    at_once, one_by_one = load(path).first, load(path).first
    with one_thread():
        for start, end in ((0, 1), (1, 2), (2, 20), (20, 53), (53, 420)):
            one_by_one(words[start:end])
        assert (one_by_one(words) == at_once(words)).all()
