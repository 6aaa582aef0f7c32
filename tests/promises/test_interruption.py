"""Workers end with their program, however it ends. Each case is a program of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="signals and process groups of POSIX"),
]

# It says when it is going: once workers answer, or while they start.
PROGRAM = """
import os, signal, sys
from ruentities import extract_many

def tell(place):
    if place == {going}:
        print("going", flush=True)

def texts():
    for number in range(10**9):
        tell(f"text {{number}}")
        yield "Поезд идёт из Твери в Москву. " * 10

def consume():
    answers = extract_many(texts(), n_process=2, batch_size=4)
    for number, document in enumerate(answers):
        tell(f"document {{number}}")
        {body}

if __name__ == "__main__":
    # `nohup` and some runners let signals be ignored or blocked, which a program inherits. Here
    # alone: workers run the lines above, too.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    consume()
"""
STARTING = "text 7"
STARTED = "document 8"


@pytest.fixture
def program(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    """A program that reads an endless stream, in a process group of its own, once it is going."""
    script = tmp_path / "program.py"
    body, going = request.param
    script.write_text(PROGRAM.format(body=body, going=repr(going)), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    with process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "going\n", process.communicate()[1]
            yield process
        finally:
            if has_processes(process.pid):
                os.killpg(process.pid, signal.SIGKILL)


def has_processes(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def assert_group_ends(group: int, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while has_processes(group):
        assert time.monotonic() < deadline, "a process is left"
        time.sleep(0.1)


@pytest.mark.parametrize("program", [("pass", STARTING), ("pass", STARTED)], indirect=True)
@pytest.mark.parametrize("delay", [0, 0.3, 1])
def test_interrupted(program: subprocess.Popen[str], delay: float) -> None:
    """Ctrl-C reaches every process of a terminal; one says so, and all end."""
    time.sleep(delay)
    os.killpg(program.pid, signal.SIGINT)
    _, errors = program.communicate(timeout=30)
    assert program.returncode == -signal.SIGINT
    assert errors.count("KeyboardInterrupt") == 1, errors
    assert "Process" not in errors
    assert_group_ends(program.pid)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("program", [("pass", STARTED)], indirect=True)
def test_no_worker_ever_sees_an_interrupt(program: subprocess.Popen[str]) -> None:
    children = Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text().split()
    workers = [
        child
        for child in children
        if "resource_tracker" not in Path(f"/proc/{child}/cmdline").read_text()
    ]
    assert len(workers) == 2
    for worker in workers:
        status = Path(f"/proc/{worker}/status").read_text()
        blocked = int(re.search(r"^SigBlk:\t(\w+)$", status, re.MULTILINE)[1], 16)  # type: ignore[index]
        assert blocked >> (signal.SIGINT - 1) & 1


# What the consumer does at its twentieth document, and the code that its program ends with.
STOPS = {
    "return": 0,
    "globals().update(kept=answers); return": 0,
    "answers.close()": 0,
    "sys.exit(3)": 3,
    "os._exit(4)": 4,
    "1 / 0": 1,
}


@pytest.mark.parametrize(
    ("program", "code"),
    [((f"if number == 20: {stop}", STARTED), code) for stop, code in STOPS.items()],
    indirect=["program"],
)
def test_consumer_stops(program: subprocess.Popen[str], code: int) -> None:
    _, errors = program.communicate(timeout=30)
    assert program.returncode == code
    assert ("ZeroDivisionError" in errors) == (code == 1), errors
    assert errors == "" or code == 1
    assert_group_ends(program.pid)


@pytest.mark.parametrize("program", [("pass", STARTING), ("pass", STARTED)], indirect=True)
@pytest.mark.parametrize("end", ["SIGKILL", "SIGTERM", "SIGHUP"])
def test_killed(program: subprocess.Popen[str], end: str) -> None:
    number = signal.Signals[end]
    program.send_signal(number)
    # What Python says in a worker that was being started is Python's own.
    program.communicate(timeout=30)
    assert program.returncode == -number
    assert_group_ends(program.pid)
