from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ruentities.cli import main
from ruentities.extractor import Extractor
from ruentities.result.document import Document
from ruentities.running.outputs import aligned, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

ANNA = "Анна Ахматова жила в Ленинграде. Ахматову любили.\r\n"
MINISTRY = "Сергей Лавров возглавлял МИД России."
# Bytes that a pipe holds on Linux, and as many that ``head`` may have read at once.
PIPE = 2 * 65_536

Captured = pytest.CaptureFixture[bytes]


@pytest.fixture
def anna(tmp_path: Path) -> str:
    return written(tmp_path / "анна.txt", ANNA.encode())


@pytest.fixture
def ministry(tmp_path: Path) -> str:
    return written(tmp_path / "a<b&c.txt", MINISTRY.encode())


def written(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return str(path)


def feed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), encoding="ascii"))


def printed(capture: Captured) -> str:
    out, err = capture.readouterr()
    assert err == b""
    return out.decode("utf-8")


def jsonl(*texts: str, ids: Sequence[str]) -> str:
    extractor = Extractor()
    return "".join(
        f'{{"id":{json.dumps(id_, ensure_ascii=False)},'
        f"{extractor.extract(text).model_dump_json()[1:]}\n"
        for id_, text in zip(ids, texts, strict=True)
    )


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "ruentities", *arguments]


def test_jsonl_is_the_models_own_json(anna: str, ministry: str, capsysbinary: Captured) -> None:
    assert main([anna, ministry, "--format", "jsonl"]) == 0
    out = printed(capsysbinary)
    assert out == jsonl(ANNA, MINISTRY, ids=[anna, ministry])
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row.pop("id") for row in rows] == [anna, ministry]
    assert [Document.model_validate(row).text for row in rows] == [ANNA, MINISTRY]


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured
) -> None:
    feed(monkeypatch, ANNA.encode())
    assert main(["--format", "jsonl", *arguments]) == 0
    assert printed(capsysbinary) == jsonl(ANNA, ids=["<stdin>"])


def test_byte_order_mark_is_dropped(tmp_path: Path, capsysbinary: Captured) -> None:
    file = written(tmp_path / "bom.txt", b"\xef\xbb\xbf" + ANNA.encode())
    assert main([file, "--format", "jsonl"]) == 0
    assert printed(capsysbinary) == jsonl(ANNA, ids=[file])


def test_empty_file_is_an_empty_document(tmp_path: Path, capsysbinary: Captured) -> None:
    empty = written(tmp_path / "empty.txt", b"")
    assert main([empty, "--format", "jsonl"]) == 0
    assert printed(capsysbinary) == jsonl("", ids=[empty])


def test_table_is_the_default(anna: str, capsysbinary: Captured) -> None:
    assert main([anna]) == 0
    assert printed(capsysbinary).splitlines() == [
        "TYPE  NAME           MENTIONS  FORMS",
        "PER   Анна Ахматова         2  Анна Ахматова, Ахматову",
        "LOC   Ленинград             1  Ленинграде",
    ]


def test_table_counts_columns_not_characters() -> None:
    rows = [("PER", "И\u0301ра", "1", "И\u0301ру"), ("LOC", "東京", "10", "東京")]
    assert aligned(rows).splitlines() == [
        "PER   И\u0301ра          1  И\u0301ру",
        "LOC   東京        10  東京",
    ]


def test_table_shows_what_a_terminal_would_obey_as_text() -> None:
    assert printable("Нижний\r\n  Нов\u00adгород\x1b[31m") == "Нижний Новгород[31m"


def test_several_files_have_headings(anna: str, ministry: str, capsysbinary: Captured) -> None:
    assert main([anna, ministry]) == 0
    first, second = printed(capsysbinary).split("\n\n")
    assert first.splitlines()[:2] == [anna, "TYPE  NAME           MENTIONS  FORMS"]
    assert second.splitlines()[0] == ministry
    assert "МИД России" in second


def test_html_is_one_page(anna: str, ministry: str, capsysbinary: Captured) -> None:
    assert main([anna, ministry, "--format", "html"]) == 0
    page = printed(capsysbinary)
    assert page.startswith("<!DOCTYPE html>\n<html")
    assert page.endswith("</html>\n")
    for once in ('<meta charset="utf-8">', "<title>", 'content="light dark"', "<body"):
        assert page.count(once) == 1
    extractor = Extractor()
    assert extractor.extract(ANNA).to_html() in page
    assert extractor.extract(MINISTRY).to_html() in page
    assert "a&lt;b&amp;c.txt</h2>" in page


def test_scheme_reaches_the_extractor(ministry: str, capsysbinary: Captured) -> None:
    assert main([ministry, "--format", "jsonl", "--scheme", "flat"]) == 0
    assert Extractor(scheme="flat").extract(MINISTRY).model_dump_json()[1:] in printed(capsysbinary)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("missing.txt", None, "No such file or directory"),
        (".", None, "the folder holds no *.txt"),
        ("no*.txt", None, "No such file or directory"),
        ("cp1251.txt", "да: Тверь".encode("cp1251"), "not UTF-8 at byte 0; it looks like cp1251"),
        ("cut.txt", "\ufeffТверь".encode()[:-1], "not UTF-8 at byte 11"),
        ("surrogate.txt", b"abc \xed\xa0\x80", "not UTF-8 at byte 4"),
        ("utf16.txt", "Тверь".encode("utf-16"), "not UTF-8 at byte 0"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not UTF-8 at byte 0"),
        ("utf8.txt.gz", gzip.compress("Тверь".encode()), "not UTF-8 at byte 1"),
    ],
)
def test_bad_file_is_reported_and_the_others_printed(
    name: str,
    content: bytes | None,
    reason: str,
    anna: str,
    tmp_path: Path,
    capsysbinary: Captured,
) -> None:
    (tmp_path / "bad").mkdir()
    bad = tmp_path / "bad" / name
    if content is not None:
        written(bad, content)
    assert main(["--format", "jsonl", str(bad), anna]) == 1
    out, err = capsysbinary.readouterr()
    assert out.decode() == jsonl(ANNA, ids=[anna])
    assert err.decode().startswith(f"ruentities: {bad}: {reason}")
    assert err.count(b"\n") == 1
    assert (b"--encoding" in err) == ("UTF-8" in reason)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--format", "xml"], "invalid choice: 'xml'"),
        (["--scheme", "bsnlp"], "invalid choice: 'bsnlp'"),
        (["--no-such-option"], "unrecognized arguments"),
        (["news.jsonl"], "news.jsonl holds rows of JSON: --input-format jsonl"),
        (["--format", "parquet"], "--format parquet needs a file: -o FILE"),
        (["--encoding", "cp9999"], "--encoding: there is no 'cp9999'"),
        (["-j", "0"], "-j: expected at least 1, got 0"),
        (["--threshold", "2"], "threshold: expected 0 to 1, got 2.0"),
        (["--model", "nowhere.npz"], "model: nowhere.npz does not exist"),
        (["--model", __file__], "is no model of this library"),
        (["--lexicon", "nowhere.csv"], "nowhere.csv"),
    ],
)
def test_wrong_usage(arguments: list[str], why: str, capsysbinary: Captured) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    told = capsysbinary.readouterr().err.decode()
    assert told.startswith("usage: ruentities")
    assert why in told


def test_interrupt_ends_quietly(monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured) -> None:
    class Interrupted(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(Interrupted()))
    assert main([]) == 130
    assert printed(capsysbinary) == ""


def test_process_writes_utf8_whatever_the_locale() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    process = subprocess.run(
        command("--format", "jsonl"),
        input=ANNA.encode(),
        capture_output=True,
        env=environment,
        check=True,
    )
    assert process.stderr == b""
    assert process.stdout.decode() == jsonl(ANNA, ids=["<stdin>"])


def test_process_ends_quietly_when_its_reader_goes_away(anna: str) -> None:
    with subprocess.Popen(
        command("--format", "jsonl", anna, anna),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


def shell(line: str, *files: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a line of shell, "$@" being the command on some files with JSON Lines as output."""
    return subprocess.run(
        ["sh", "-c", line, "sh", *command("--format", "jsonl", *files)], capture_output=True
    )


posix = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell and its devices")


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is full")
@pytest.mark.parametrize("format_", ["table", "jsonl", "html"])
def test_full_disk(format_: str, anna: str) -> None:
    process = shell('"$@" > /dev/full', anna, "--format", format_)
    assert process.returncode == 1
    assert process.stderr == b"ruentities: <stdout>: No space left on device\n"


@posix
def test_what_was_written_before_the_disk_was_full_stays(anna: str, tmp_path: Path) -> None:
    """A limit on the size of files does what a full disk does, after some of the output."""
    written_to = tmp_path / "out.jsonl"
    whole = jsonl(ANNA, ids=[anna]).encode()
    blocks = len(whole * 2) // 512 + 1
    line = f'ulimit -f {blocks}; trap "" XFSZ; "$@" > {written_to}'
    process = shell(line, *[anna] * 9)
    assert process.returncode == 1
    assert process.stderr == b"ruentities: <stdout>: File too large\n"
    assert written_to.read_bytes().startswith(whole * 2)
    assert len(written_to.read_bytes()) <= blocks * 512 < len(whole * 9)


@posix
def test_head_takes_what_it_wants(anna: str) -> None:
    # More than fits into a pipe: what is written cannot end before ``head`` does.
    many = 1 + PIPE // len(jsonl(ANNA, ids=[anna]).encode())
    process = shell('{ "$@"; echo "code $?" >&2; } | head -n 1', *[anna] * many)
    assert process.stdout == jsonl(ANNA, ids=[anna]).encode()
    assert process.stderr == b"code 141\n"


@posix
@pytest.mark.parametrize(
    ("line", "name"), [('"$@" >&-', "<stdout>"), ('"$@" - <&-', "<stdin>")], ids=["out", "in"]
)
def test_closed_stream(line: str, name: str, anna: str) -> None:
    process = shell(line, anna)
    assert process.returncode == 1
    assert process.stdout == (jsonl(ANNA, ids=[anna]).encode() if name == "<stdin>" else b"")
    assert process.stderr == f"ruentities: {name}: it is closed\n".encode()


@posix
def test_complaints_never_stand_in_the_output(anna: str) -> None:
    process = shell('"$@" 2>&-', "/no/such/file", anna)
    assert process.returncode == 1
    assert process.stdout == jsonl(ANNA, ids=[anna]).encode()


@posix
@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="root may read everything")
def test_unreadable_file(anna: str, tmp_path: Path) -> None:
    secret = written(tmp_path / "secret.txt", b"")
    Path(secret).chmod(0)
    process = shell('"$@"', secret, anna)
    assert process.returncode == 1
    assert process.stdout == jsonl(ANNA, ids=[anna]).encode()
    assert process.stderr == f"ruentities: {secret}: Permission denied\n".encode()
