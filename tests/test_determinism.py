"""What was read before, and by how many threads, does not show in an answer, to the last digit."""

from __future__ import annotations

import subprocess
import sys

from threadpoolctl import threadpool_limits

from ruentities import extract, normalize

TEXT = "Анна Ахматова жила в Ленинграде. Ахматову любили."
ALONE = f"from ruentities import extract; print(extract({TEXT!r}).model_dump_json())"


def test_an_answer_is_that_of_a_fresh_process() -> None:
    with threadpool_limits(2):
        for words in ("Ахматова", "Анна в Ленинграде", "Жила Ахматову. Любили в Ленинграде Анну"):
            normalize(words, "PER")
            extract(words)
    command = [sys.executable, "-X", "utf8", "-c", ALONE]
    fresh = subprocess.run(command, capture_output=True, check=True).stdout.decode().strip()
    assert extract(TEXT).model_dump_json() == fresh
