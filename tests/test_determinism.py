"""What was read before, and by how many threads, does not show in an answer."""

from __future__ import annotations

import subprocess
import sys

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
