from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

IMPORT = """
import json, locale, logging, os, random, signal, sys, threading, warnings

def state():
    loggers = [logging.getLogger(name) for name in logging.Logger.manager.loggerDict]
    return {
        "warnings": [str(filter) for filter in warnings.filters],
        "handlers": str([logger.handlers for logger in [logging.getLogger(), *loggers]
                         if logger.handlers]),
        "level": logging.getLogger().level,
        "locale": locale.setlocale(locale.LC_ALL),
        "random": str(random.getstate()),
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "recursion": sys.getrecursionlimit(),
        "hooks": str([sys.excepthook, sys.displayhook, signal.getsignal(signal.SIGINT)]),
        "threads": threading.active_count(),
    }

events = []
opened = []

def watch(event, arguments):
    if event.startswith("socket."):
        events.append(event)
    elif event == "open" and isinstance(arguments[0], str):
        opened.append(arguments[0])

before = state()
sys.addaudithook(watch)
import ruentities
print(json.dumps({
    "changed": [key for key, value in state().items() if value != before[key]],
    "sockets": events,
    "opened": opened,
    "modules": sorted(sys.modules),
}))
"""

OFFLINE = """
import sys

def refuse(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.")):
        raise RuntimeError(event)

sys.addaudithook(refuse)
from ruentities import extract
print(extract("Анна Ахматова жила в Ленинграде.").model_dump_json())
"""


def test_import_is_light_and_quiet(run_script: Callable[..., str]) -> None:
    seen = json.loads(run_script(IMPORT))
    assert seen["changed"] == []
    assert seen["sockets"] == []
    packages = {name.partition(".")[0] for name in seen["modules"]}
    assert packages.isdisjoint(
        {"numpy", "pydantic", "natasha", "pymorphy3", "torch", "pandas", "tqdm"}
    )
    assert packages.isdisjoint({"multiprocessing", "concurrent"}), "only many processes need them"
    data = [path for path in seen["opened"] if path.endswith((".tar", ".tsv", ".dawg", ".npz"))]
    assert data == []
    assert not [path for path in seen["opened"] if "/data/" in path.replace("\\", "/")]


def test_extract_works_offline(run_script: Callable[..., str]) -> None:
    document = json.loads(run_script(OFFLINE))
    assert [entity["name"] for entity in document["entities"]] == ["Анна Ахматова", "Ленинград"]
