"""What was read before, and by how many threads, does not show in an answer."""

from __future__ import annotations

import os
import subprocess
import sys
from inspect import signature
from pathlib import Path

import numpy as np
import pytest

from tests.paths import DOCS

ANSWER = """
from ruentities import extract
print(extract("Анна Ахматова жила в Ленинграде. Ахматову любили.").model_dump_json())
"""
ARTICLE = f"""
from pathlib import Path
from ruentities import extract
print(extract(Path({str(DOCS / "example.txt")!r}).read_text(encoding="utf-8")).model_dump_json())
"""
# Sets of instructions that numpy has loops of its own for, and this processor has.
# Older versions of numpy only print them.
LOOPS: list[str] = (
    np.show_config(mode="dicts")["SIMD Extensions"]["found"]
    if "mode" in signature(np.show_config).parameters
    else []
)
MET_BEFORE = """
from threadpoolctl import threadpool_limits
from ruentities.recognition.models import name_model
from ruentities.recognition.recognize import recognize
from ruentities.text.segmentation import tokenize
with threadpool_limits(2):
    for words in ("Ахматова", "Анна в Ленинграде", "Жила Ахматову. Любили в Ленинграде Анну"):
        recognize(tokenize(words), name_model(None, "today"))
"""


COMPANY = """
from pathlib import Path
import numpy as np
import ruentities
from ruentities.recognition.blas import one_thread
from ruentities.recognition.encoder import load
from ruentities.recognition.scratch import Scratch
path = Path(ruentities.__file__).parent / "data" / "model.npz"
words = [f"слово{number}" for number in range(1500)]
at_once, one_by_one = load(path), load(path)

def states(network, words):
    out = np.empty((len(words), len(network.gate)), np.float32)
    network.first(words, out, Scratch())
    return out

with one_thread():
    for start, end in ((0, 1), (1, 2), (2, 20), (20, 53), (53, 420)):
        states(one_by_one, words[start:end])
    print((states(one_by_one, words) == states(at_once, words)).all())
"""


def answer(program: str, **environment: str) -> str:
    command = [sys.executable, "-X", "utf8", "-c", program]
    variables = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, check=True, env=variables).stdout.decode()


def test_an_answer_is_that_of_a_fresh_process() -> None:
    assert answer(MET_BEFORE + ANSWER) == answer(ANSWER)


def test_a_words_numbers_do_not_depend_on_its_company() -> None:
    assert answer(COMPANY) == "True\n"


@pytest.mark.parametrize(
    ("kernels", "instructions"),
    [("Nehalem", "sse4_2"), ("Haswell", "avx2"), ("Zen", "avx2"), ("SkylakeX", "avx512f")],
)
def test_kernels_of_other_processors_give_the_same_answer(kernels: str, instructions: str) -> None:
    processor = Path("/proc/cpuinfo")
    if not (processor.exists() and instructions in processor.read_text()):
        pytest.skip(f"OpenBLAS's kernels for {kernels} need {instructions}")
    assert answer(ARTICLE, OPENBLAS_CORETYPE=kernels) == answer(ARTICLE)


@pytest.mark.parametrize("left_out", range(len(LOOPS)))
def test_loops_for_other_processors_give_the_same_answer(left_out: int) -> None:
    without = " ".join(LOOPS[left_out:])
    assert answer(ARTICLE, NPY_DISABLE_CPU_FEATURES=without) == answer(ARTICLE)
