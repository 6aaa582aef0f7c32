"""The service of docs/service.md under load: python -m tests.benchmarks.service_load --seconds 600

Needs ``pip install fastapi uvicorn``. Connections are kept busy with articles; in the middle a
worker is killed. Printed are the answers, the errors (each with how long after the kill it came),
the percentiles of the time that an answer took, and the memory of the server at each tenth.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from tests.benchmarks.soak import resident
from tests.made_up import article
from tests.paths import DOCS, ROOT
from tests.test_docs import fences

PORT = 8765
_SENTENCES = 6
_PARTS = 10


def children(pid: int) -> list[int]:
    """The worker processes of a server: not what only waits for others, nor what is dead."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    commands = {
        int(child): Path(f"/proc/{child}/cmdline").read_text(encoding="utf-8") for child in listed
    }
    return [
        child
        for child, command in commands.items()
        if command and "resource_tracker" not in command
    ]


def ask(connection: http.client.HTTPConnection, text: str) -> int:
    body = json.dumps({"text": text})
    connection.request("POST", "/extract", body, {"content-type": "application/json"})
    answer = connection.getresponse()
    answer.read()
    return answer.status


class Load:
    """Connections that ask one article after the other until they are told to stop."""

    def __init__(self, connections: int) -> None:
        self.times: list[float] = []
        self.errors: list[tuple[float, str]] = []
        self.done = threading.Event()
        self.threads = [
            threading.Thread(target=self._work, args=(number,)) for number in range(connections)
        ]

    def _work(self, number: int) -> None:
        seed = random.Random(number)
        # Waiting for a busy machine is no error of the service.
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=300)
        while not self.done.is_set():
            text = article(seed, _SENTENCES)
            begun = time.monotonic()
            try:
                status = ask(connection, text)
            except (OSError, http.client.HTTPException) as error:
                self.errors.append((time.monotonic(), type(error).__name__))
                connection.close()
            else:
                self.times.append(time.monotonic() - begun)
                if status != http.HTTPStatus.OK:
                    self.errors.append((time.monotonic(), str(status)))


def wait_until_ready(server: subprocess.Popen[bytes]) -> None:
    while True:
        assert server.poll() is None, "the server ended"
        try:
            ask(http.client.HTTPConnection("127.0.0.1", PORT, timeout=60), "Тихо.")
        except OSError:
            time.sleep(0.2)
        else:
            return


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    ((_, code),) = fences(DOCS / "service.md", "python")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "app.py").write_text(code, encoding="utf-8")
        # On a machine that others use, too, five seconds without an answer are no death. A dead
        # worker may be noticed as late as that.
        command = (
            f"-m uvicorn app:app --port {PORT} --workers {options.workers} "
            "--timeout-worker-healthcheck 20 --log-level warning"
        )
        server = subprocess.Popen(
            [sys.executable, *command.split()],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        try:
            wait_until_ready(server)
            report(server, options.seconds, options.connections)
        finally:
            server.terminate()
            server.wait()


def report(server: subprocess.Popen[bytes], seconds: float, connections: int) -> None:
    load = Load(connections)
    begun = time.monotonic()
    for thread in load.threads:
        thread.start()
    killed = begun
    for part in range(_PARTS):
        time.sleep(max(0.0, begun + seconds * (part + 1) / _PARTS - time.monotonic()))
        memory = [resident(worker) for worker in children(server.pid)]
        print(f"{part + 1}/{_PARTS}: {len(load.times):,} answers, MB {[round(m) for m in memory]}")
        if part + 1 == _PARTS // 2:
            os.kill(children(server.pid)[0], signal.SIGKILL)
            killed = time.monotonic()
            print("a worker was killed")
    load.done.set()
    for thread in load.threads:
        thread.join()
    ordered = sorted(load.times)
    for share in (0.5, 0.9, 0.99, 0.999):
        print(f"p{share * 100:g}: {ordered[int(share * len(ordered))] * 1e3:,.0f} ms")
    print(f"{len(ordered) / seconds:.0f} answers a second")
    print("errors:", Counter(f"{what}, {when - killed:.0f} s after" for when, what in load.errors))


if __name__ == "__main__":
    main()
