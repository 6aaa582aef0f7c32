"""The examples of the pages run, and what the pages point to is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ruentities.cli import main

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]

_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#)(?P<target>[^)#\s]+)")

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def fences(page: Path, info: str) -> list[tuple[int, str]]:
    """The line and the code of each block that is marked so."""
    text = page.read_text(encoding="utf-8")
    return [
        (text.count("\n", 0, block.start("code")), block["code"])
        for block in _FENCE.finditer(text)
        if block["info"].strip() == info
    ]


@pages
def test_python_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for line, code in fences(page, "python"):
        # As many empty lines before it as there are lines above, for the traceback.
        exec(compile("\n" * line + code, str(page), "exec"), namespace)


@pages
def test_links_lead_somewhere(page: Path) -> None:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    targets = [link["target"] for link in _LINK.finditer(text)]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_readme_has_python() -> None:
    assert any("extract(" in code for _, code in fences(README, "python"))


def test_readme_has_two_commands_of_one_line() -> None:
    commands = [code.splitlines() for _, code in fences(README, "bash")]
    assert [len(lines) for lines in commands] == [1, 1]
    (run,), (test,) = commands
    assert "-m venv" in run
    assert "docs/example.txt" in run
    assert "-m venv" in test
    assert ".[test]" in test
    assert "pytest" in test


def test_the_example_in_the_readme_is_what_the_command_prints(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    assert main([str(ROOT / "docs" / "example.txt")]) == 0
    ((_, shown),) = fences(README, "text")
    assert shown.strip() == capsysbinary.readouterr().out.decode().strip()


def test_the_example_of_linking_is_what_its_code_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    page = ROOT / "docs" / "linking.md"
    (_, code), *_ = fences(page, "python")
    exec(compile(code, str(page), "exec"), {"__name__": "__main__"})
    ((_, shown),) = fences(page, "text")
    printed = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert shown.splitlines() == printed
