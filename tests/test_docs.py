"""The examples of the pages run, and what the pages point to is there."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel

from ruentities import Document, Location, Mention, Organization, Person, extract
from ruentities.cli import main
from tests.paths import DOCS, ROOT

if TYPE_CHECKING:
    from pathlib import Path

README = ROOT / "README.md"
RUSSIAN = sorted((DOCS / "ru").glob("*.md"))
PAGES = [README, ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md")), *sorted(DOCS.glob("dev*/*.md"))]

_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#)(?P<target>[^)#\s]+)")
# Marked "python" or "pycon" a block runs; these are shown only: commands, formats, output.
_COMMENT = re.compile(r"\s+# .*")
SHOWN = {"bash", "console", "json", "sql", "text"}
NEEDS = {
    "crossings.md": ("cassis",),
    "index.md": ("pandas",),
    "scoring.md": ("nervaluate", "seqeval"),
    "test-data.md": ("faker", "mimesis", "transliterate"),
    "service.md": ("fastapi",),
    "scaling.md": ("pyspark", "dask", "pyarrow"),
    "spacy.md": ("spacy",),
    "tables.md": ("pandas", "polars", "pyarrow"),
}


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


pages = pytest.mark.parametrize("page", [*PAGES, *RUSSIAN], ids=name_of)
languages = pytest.mark.parametrize("folder", [DOCS, DOCS / "ru"], ids=name_of)


def fences(page: Path, info: str) -> list[tuple[int, str]]:
    """The line and the code of each block that is marked so."""
    text = page.read_text(encoding="utf-8")
    return [
        (text.count("\n", 0, block.start("code")), block["code"])
        for block in _FENCE.finditer(text)
        if block["info"].strip() == info
    ]


@pytest.mark.parametrize(
    "page",
    [
        # What others warn of is theirs.
        pytest.param(
            page, marks=pytest.mark.filterwarnings("default") if page.name in NEEDS else ()
        )
        for page in PAGES
    ],
    ids=name_of,
)
def test_python_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in NEEDS.get(page.name, ()):
        pytest.importorskip(package, reason=f"{page.name} needs {package}")
    if page.name == "scaling.md" and not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java")
    monkeypatch.chdir(ROOT)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    for block in _FENCE.finditer(page.read_text(encoding="utf-8")):
        line = block.string.count("\n", 0, block.start("code"))
        code, info = block["code"], block["info"].strip()
        if info == "python":
            # As many empty lines before it as there are lines above, for the traceback.
            exec(compile("\n" * line + code, str(page), "exec"), namespace)
        elif info == "pycon":
            test = doctest.DocTestParser().get_doctest(code, namespace, page.name, str(page), line)
            runner.run(test, out=sys.stderr.write, clear_globs=False)
            namespace = test.globs
        else:
            assert info in SHOWN, f"line {line}: a block of {info!r} would not be run"
    assert runner.summarize(verbose=False).failed == 0


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
    assert main([str(DOCS / "example.txt")]) == 0
    ((_, shown),) = fences(README, "text")
    assert shown.strip() == capsysbinary.readouterr().out.decode().strip()


def test_every_page_for_users_is_there_in_russian() -> None:
    assert [page.name for page in RUSSIAN] == sorted(page.name for page in DOCS.glob("*.md"))


@pytest.mark.parametrize("page", RUSSIAN, ids=name_of)
def test_a_russian_page_has_the_code_of_the_english_one(page: Path) -> None:
    """So that it has run: comments may be Russian, the rest is the same."""
    twin = DOCS / page.name
    for info in ("python", "pycon", "sql", "json"):
        ours, theirs = (
            [_COMMENT.sub("", code) for _, code in fences(one, info)] for one in (page, twin)
        )
        assert ours == theirs


@pytest.mark.parametrize("page", RUSSIAN, ids=name_of)
def test_the_two_languages_point_to_each_other(page: Path) -> None:
    assert f"[English](../{page.name})" in page.read_text(encoding="utf-8")
    assert f"[По-русски](ru/{page.name})" in (DOCS / page.name).read_text(encoding="utf-8")


@languages
def test_mentions_are_what_the_page_says(folder: Path) -> None:
    page = (folder / "mentions.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+[.]) \| (.+) \|$", page, re.MULTILINE)
    assert len(rows) == 16
    for text, listed in rows:
        expected = re.findall(r"(PER|ORG|LOC) ([^,()]+?)(?=[,)]| \(|$)", listed)
        nested = re.findall(r"\((?:PER|ORG|LOC) (.+?)\)", listed)
        records = extract(text).to_records()
        assert [(row["type"], row["text"]) for row in records] == expected
        assert [row["text"] for row in records if row["nested"]] == nested


@languages
def test_every_field_is_on_the_page_of_the_output(folder: Path) -> None:
    page = (folder / "output.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`([a-z_]+)[`(]", page))
    for model in (Document, Person, Organization, Location, Mention):
        methods = {name for name in vars(model) if name[0] != "_"} - set(vars(BaseModel))
        assert {*model.model_fields, *methods} <= told


@languages
def test_the_example_of_linking_is_what_its_code_prints(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    page = folder / "linking.md"
    (_, code), *_ = fences(page, "python")
    exec(compile(code, str(page), "exec"), {"__name__": "__main__"})
    ((_, shown),) = fences(page, "text")
    printed = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert shown.splitlines() == printed


def test_where_a_wrong_name_is_mended_is_there() -> None:
    page = (DOCS / "developers" / "contributing.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:[a-z_]+/)+[\w.-]*)`", page)
    assert named
    for path in named:
        files = (ROOT / path, ROOT / "ruentities" / path, ROOT / "ruentities" / f"{path}.py")
        assert any(file.exists() for file in files), path
