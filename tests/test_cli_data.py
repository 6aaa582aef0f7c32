"""Every option of the installed command, on files as users have them."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ruentities import Extractor, Lexicon, __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

COMMAND = Path(sys.executable).with_name("ruentities")
UFA, OMSK, TULA = "Жара в Уфе.", "Снег в Омске.", "Анна Седова живёт в Туле."
BODY = "Министерство обороны России молчит."

pytestmark = pytest.mark.skipif(not COMMAND.exists(), reason="the command is not installed")


def run(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([COMMAND, *arguments], input=given, capture_output=True)


def rows(process: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    assert process.stderr == b""
    assert process.returncode == 0
    return [json.loads(line) for line in process.stdout.splitlines()]


def ids(process: subprocess.CompletedProcess[bytes]) -> list[tuple[str, str]]:
    return [(row["id"], row["text"]) for row in rows(process)]


def json_lines(path: Path, objects: Iterable[object]) -> Path:
    lines = (json.dumps(one, ensure_ascii=False) for one in objects)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_help_and_version() -> None:
    shown = run("--help").stdout.decode()
    assert len(shown.splitlines()) < 55
    assert "examples:" in shown
    assert run("--version").stdout.decode() == f"ruentities {__version__}\n"


@pytest.mark.parametrize("option", [["--lines"], ["--input-format", "lines"]])
def test_a_text_a_line(option: list[str], tmp_path: Path) -> None:
    path = tmp_path / "titles.txt"
    path.write_bytes(f"\ufeff{UFA}\r\n{OMSK}\n".encode())
    assert ids(run(*option, "--format", "jsonl", path)) == [(f"{path}:1", UFA), (f"{path}:2", OMSK)]
    given = path.read_bytes()
    assert ids(run(*option, "--format", "jsonl", given=given))[1] == ("<stdin>:2", OMSK)


def test_lines_that_are_piped_in_are_answered_as_they_come() -> None:
    command = [str(COMMAND), "--lines", "--format", "jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for text in (UFA, OMSK):
            process.stdin.write(f"{text}\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["text"] == text
        process.stdin.close()


def test_rows_of_json_with_their_ids(tmp_path: Path) -> None:
    path = json_lines(tmp_path / "a.jsonl", [{"id": 7, "body": UFA}, {"id": "x", "body": OMSK}])
    options = ("--input-format", "jsonl", "--text-field", "body", "--format", "jsonl")
    assert ids(run(*options, "--id-field", "id", path)) == [("7", UFA), ("x", OMSK)]
    assert ids(run(*options, path)) == [(f"{path}:1", UFA), (f"{path}:2", OMSK)]


def test_rows_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'url,text\na,"{UFA}\n{OMSK}"\nb,{TULA}\n', encoding="utf-8-sig")
    found = ids(run("--input-format", "csv", "--id-field", "url", "--format", "jsonl", path))
    assert found == [("a", f"{UFA}\n{OMSK}"), ("b", TULA)]


def test_folders_and_patterns(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    files = [tmp_path / "a.txt", tmp_path / "deep" / "b.txt"]
    for file, text in zip(files, (UFA, OMSK), strict=True):
        file.write_text(text, encoding="utf-8")
    (tmp_path / "c.html").write_text(TULA, encoding="utf-8")
    expected = [(str(files[0]), UFA), (str(files[1]), OMSK)]
    assert ids(run("--format", "jsonl", tmp_path)) == expected
    assert ids(run("--format", "jsonl", tmp_path / "**" / "*.txt")) == expected


def test_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(UFA, encoding="cp1251")
    assert "--encoding cp1251" in run(path).stderr.decode()
    assert ids(run("--encoding", "cp1251", "--format", "jsonl", path)) == [(str(path), UFA)]
    path.write_text(f"{UFA}\n{OMSK}", encoding="utf-16")
    options = ("--encoding", "utf-16", "--format", "jsonl")
    assert ids(run(*options, "--lines", path)) == [(f"{path}:1", UFA), (f"{path}:2", OMSK)]
    path.write_bytes(b"\xff\xfe\x00")
    assert "not UTF-16 at byte 2" in run(*options, path).stderr.decode()


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [
        ("jsonl", '{"id":"a.txt:1"'),
        ("csv", "document,id,type,name,text"),
        ("html", "<!DOCTYPE html>"),
        ("txt", "a.txt:1\nTYPE"),
    ],
)
def test_the_name_of_the_output_says_its_format(suffix: str, begins: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{UFA}\n{OMSK}", encoding="utf-8")
    out = tmp_path / f"found.{suffix}"
    process = subprocess.run(
        [COMMAND, "--lines", "a.txt", "-o", out], cwd=tmp_path, capture_output=True, check=True
    )
    assert (process.stdout, process.stderr) == (b"", b"")
    assert out.read_text(encoding="utf-8").startswith(begins)


def test_csv_has_a_row_for_each_mention(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{TULA}\nТихо.\n{UFA}", encoding="utf-8")
    out = run("--lines", "--format", "csv", path).stdout.decode()
    found = [(row["document"], row["normal"]) for row in csv.DictReader(out.splitlines())]
    assert found == [(f"{path}:1", "Анна Седова"), (f"{path}:1", "Тула"), (f"{path}:3", "Уфа")]


def test_scheme_threshold_model_and_processes_reach_the_extractor(tmp_path: Path) -> None:
    path = json_lines(tmp_path / "a.jsonl", [{"text": BODY}, {"text": TULA}])
    options = ("--input-format", "jsonl", "--format", "jsonl")
    for given, extractor in (
        (["--scheme", "flat"], Extractor(scheme="flat")),
        (["--threshold", "0.99"], Extractor(threshold=0.99)),
        (["--link-threshold", "0.99"], Extractor(link_threshold=0.99)),
        (["--model", "natasha", "--scheme", "flat"], Extractor(model="natasha", scheme="flat")),
        (["-j", "2"], Extractor()),
    ):
        found = rows(run(*options, *given, path))
        for row, text in zip(found, (BODY, TULA), strict=True):
            assert row["entities"] == extractor.extract(text).model_dump(mode="json")["entities"]


@pytest.mark.parametrize("suffix", ["csv", "json", "jsonl"])
def test_a_lexicon(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"names.{suffix}"
    entry = {"name": "Киа", "type": "ORG", "id": "7"}
    if suffix == "csv":
        path.write_text("name,type,id\nКиа,ORG,7\n", encoding="utf-8")
    elif suffix == "json":
        path.write_text(Lexicon([entry]).model_dump_json(), encoding="utf-8")
    else:
        json_lines(path, [entry])
    given = "Вчера мы видели Киа и ушли.".encode()
    (row,) = rows(run("--lexicon", path, "--format", "jsonl", given=given))
    assert [(found["name"], found["entry"]["id"]) for found in row["entities"]] == [("Киа", "7")]


BROKEN: dict[int, tuple[str, str]] = {
    2: ('{"id": 2, "text": "Жара', "no JSON: "),
    3: ('{"id": 3, "text": null}', "'text' is null, no text"),
    4: ('{"id": 4, "body": "Жара"}', "it has no 'text', only id, body"),
    5: ('{"text": "Жара в Уфе."}', "it has no 'id'"),
    6: ('{"id": 6, "text": "\\ud800"}', "lone surrogate"),
    7: ("[1, 2]", "expected an object, got list"),
    8: ('{"id": 8, "text": 8}', "'text' is int, no text"),
}


def test_broken_rows_are_named_and_skipped_or_stop(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"id": 1, "text": UFA}), json.dumps({"id": 9, "text": OMSK})
    lines = [good[0], *(line for line, _ in BROKEN.values()), good[1]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with path.open("ab") as file:
        file.write('{"id": 10, "text": "Тула"}\n'.encode("cp1251"))
    options = ("--input-format", "jsonl", "--id-field", "id", "--format", "jsonl", "--on-error")
    process = run(*options, "skip", path)
    assert process.returncode == 1
    assert [json.loads(line)["id"] for line in process.stdout.splitlines()] == ["1", "9"]
    told = process.stderr.decode().splitlines()
    for complaint, (number, (_, why)) in zip(told, BROKEN.items(), strict=False):
        assert complaint.startswith(f"ruentities: {path}:{number}: ")
        assert why in complaint
    assert "not UTF-8" in told[-1]
    assert len(told) == len(BROKEN) + 1
    process = run(*options, "stop", path)
    assert process.returncode == 1
    assert [json.loads(line)["id"] for line in process.stdout.splitlines()] == ["1"]
    assert len(process.stderr.splitlines()) == 1


def test_progress_is_shown_when_asked_for_alone(tmp_path: Path) -> None:
    path = tmp_path / "titles.txt"
    path.write_text("Снег в Омске.\nДождь в Туле.\n", encoding="utf-8")
    assert b"2doc" in run("--lines", "--progress", path).stderr
    assert run("--lines", "--no-progress", path).stderr == b""


def test_explained(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Анну Седову ждут в Омске.", encoding="utf-8")
    told = run("--explain", path).stdout.decode()
    assert "Анну Седову" in told
    assert "Анна Седова" in told


@pytest.mark.slow
def test_ten_thousand_rows_with_twenty_broken_ones(tmp_path: Path) -> None:
    duckdb, pandas, polars = map(pytest.importorskip, ("duckdb", "pandas", "polars"))
    pytest.importorskip("pyarrow")
    path, out = tmp_path / "news.jsonl", tmp_path / "out.parquet"
    lines = [json.dumps({"id": n, "text": f"Поезд {n} едет в Тверь."}) for n in range(10_000)]
    for number in range(0, 10_000, 500):
        lines[number] = lines[number][:-2]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    process = run(
        *("--input-format", "jsonl", "--text-field", "text", "--id-field", "id", "-j", "2"),
        *("--on-error", "skip", "--progress", "-o", out, path),
    )
    assert process.returncode == 1
    told = process.stderr.decode()
    named = [line for line in told.replace("\r", "\n").splitlines() if "no JSON" in line]
    assert [
        f"{path}:{number + 1}: " in line
        for number, line in zip(range(0, 10_000, 500), named, strict=True)
    ] == [True] * 20
    assert "10000doc" in told
    kept = [str(number) for number in range(10_000) if number % 500]
    assert len(kept) == 9_980
    assert pandas.read_parquet(out)["document"].tolist() == kept
    assert polars.read_parquet(out)["document"].to_list() == kept
    counted = duckdb.sql(
        f"select e.name, count(*) from (select unnest(entities) e from '{out}') group by e.name"
    ).fetchall()
    assert ("Тверь", 9_980) in counted
