"""No socket is opened, here or in the workers: every way to use the library, sockets forbidden."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


# The hook is set before the first import, in each worker too, which imports this script.
SCRIPT = """
import os, socket, sys

def refuse(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        os._exit(99)

def is_forbidden():
    child = os.fork()
    if not child:
        socket.socket()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 99

sys.addaudithook(refuse)
with open(sys.argv[1], "a") as seen:
    seen.write(f"{__name__} {is_forbidden()}\\n")

import ruentities
from ruentities.cli import main

if __name__ == "__main__":
    texts = ["Анна Ахматова жила в Ленинграде.", "В Москве был Сергей Лавров.", "Тихо."] * 20
    documents = [ruentities.extract(text) for text in texts]
    many = ruentities.extract_many(texts, n_process=2, batch_size=4, progress=False)
    assert list(many) == documents
    assert ruentities.Extractor(model="natasha", scheme="flat").extract(texts[0]).entities
    assert documents[0].to_html(table=True) and documents[0]._repr_html_()
    assert documents[0].pseudonymize("secret").restore() == texts[0]
    assert ruentities.link_documents(documents[:3])
    assert ruentities.normalize("Анной Ахматовой", "PER")
    for format_ in ("table", "jsonl", "html"):
        assert main([sys.argv[2], "--format", format_]) == 0
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="tries out what is forbidden in a fork")
def test_nothing_opens_a_socket(run_script: Callable[..., str], tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    output = run_script(SCRIPT, str(seen), str(ROOT / "docs" / "example.txt"))
    assert "Ярославль" in output
    assert "</html>" in output
    processes = ["__main__ True", "__mp_main__ True", "__mp_main__ True"]
    assert sorted(seen.read_text().splitlines()) == processes
