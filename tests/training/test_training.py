"""Training on a tiny corpus, and the trained model's two implementations side by side."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ruentities import Extractor
from ruentities.recognition.encoder import load
from ruentities.recognition.recognize import framed
from ruentities.text.segmentation import tokenize
from tests.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

torch = pytest.importorskip("torch", reason="torch is not installed (extra [train])")

LINES = (
    (
        "Анна Седова живёт в Твери. Седову знают все.",
        [(0, 11, "PER"), (20, 25, "LOC"), (27, 33, "PER")],
    ),
    ("В Туле открыли завод «Молния».", [(2, 6, "LOC"), (22, 28, "ORG")]),
    ("Пётр Громов уехал из Омска.", [(0, 11, "PER"), (21, 26, "LOC")]),
)
RUN = ["--corpus", "jsonl", "--teachers", "1"]
TEXT = "Анна Седова приехала в Омск. Завод «Молния» ждал Седову.\n\nТула"


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root: Path = tmp_path_factory.mktemp("corpora")
    (root / "jsonl").mkdir()
    lines = [
        {
            "name": f"{copy}-{number}",
            "text": text,
            "mentions": [{"start": start, "end": end, "type": kind} for start, end, kind in spans],
        }
        for copy in range(6)
        for number, (text, spans) in enumerate(LINES)
    ]
    (root / "jsonl" / "gold.jsonl").write_text(
        "\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8"
    )
    return root


@pytest.fixture(scope="module")
def with_today(corpora: Path) -> Path:
    """The corpora with today's articles."""
    (corpora / "today").mkdir()
    gold = (corpora / "jsonl" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    places = ("Арзамас", "Боровск", "Вязьма", "Гдов", "Дмитров", "Ельня", "Зарайск", "Кашин")
    lines = [json.loads(gold[number % 3]) | {"name": place} for number, place in enumerate(places)]
    for line in lines:
        line["text"] += f" Об этом пишет газета города {line['name']}."
    (corpora / "today" / "gold.jsonl").write_text(
        "\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8"
    )
    return corpora


def test_todays_articles_come_last(
    with_today: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What knows the published corpora is trained further, for a fold and for good."""
    from ruentities.training import steps
    from ruentities.training.__main__ import main
    from ruentities.training.recipe import TODAY

    # One epoch without the 5,000 papers of the package shows as much as ten with them.
    show = replace(TODAY.show, epochs=1, marked=0)
    monkeypatch.setattr(steps, "TODAY", replace(TODAY, show=show))
    command = [str(with_today), "--out", str(tmp_path), *RUN, "--corpus", "today", "--epochs", "1"]
    assert main([*command, "--fold", "2"]) == 0
    kept = {path.stem for path in tmp_path.glob("*.pt")}
    assert kept == {"teacher1", "beliefs", "published", "student-fold2"}
    assert load(tmp_path / "fold2.npz").heads == ("today",)
    assert main(command) == 0
    assert load(tmp_path / "model.npz").heads == ("today",)
    assert load(tmp_path / "corpora.npz").heads == ("jsonl",)


@pytest.fixture(scope="module")
def model(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from ruentities.training.__main__ import main

    out: Path = tmp_path_factory.mktemp("model")
    assert main([str(corpora), "--out", str(out), *RUN, "--epochs", "10"]) == 0
    return out


def test_a_trained_model_finds_the_names_it_was_shown(model: Path) -> None:
    document = Extractor(scheme="flat", model=model).extract(LINES[0][0])
    found = {(m.start, m.end) for m in document.mentions}
    assert found == {(start, end) for start, end, _ in LINES[0][1]}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C of POSIX")
@pytest.mark.parametrize("finished", [0, 1, 2])
def test_an_interrupted_run_goes_on(
    finished: int, corpora: Path, model: Path, tmp_path: Path
) -> None:
    """Ctrl-C, after so many networks, and once more: the model is that of an unbroken run."""
    # A runner in the background lets Ctrl-C be ignored, which a program inherits.
    heard = "signal.signal(signal.SIGINT, signal.default_int_handler)"
    begun = "runpy.run_module('ruentities.training', run_name='__main__', alter_sys=True)"
    command = [sys.executable, "-c", f"import runpy, signal; {heard}; {begun}"]
    command += [str(corpora), "--out", str(tmp_path), *RUN, "--epochs", "10"]
    given = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=given
    ) as process:
        # The progress of the first network's training, or a network that is finished.
        assert process.stderr
        told = ""
        while ("pack/s" not in told) if not finished else len([*tmp_path.glob("*.pt")]) < finished:
            assert process.poll() is None, told
            told += process.stderr.read(1)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == -signal.SIGINT
    assert errors.rstrip().endswith("KeyboardInterrupt")
    assert not (tmp_path / "model.npz").exists()
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.pt")}
    assert len(kept) >= finished
    again = subprocess.run(command, capture_output=True, encoding="utf-8", env=given, timeout=300)
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    told_kept = re.findall(r"(\w+)\.pt: kept from an earlier run", again.stderr)
    assert len(set(told_kept)) == len(told_kept)
    assert {path.stem for path in kept} >= set(told_kept)
    assert bool(told_kept) == bool(kept)
    assert (tmp_path / "model.npz").read_bytes() == (model / "model.npz").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--epochs", "0"], "--epochs: expected at least 1, got 0"),
        (["--teachers", "-1"], "--teachers: expected at least 0, got -1"),
        (["--epochs", "many"], "--epochs: invalid int value"),
        (["--corpus", "mine"], "--corpus: invalid choice"),
    ],
)
def test_arguments_out_of_range(
    arguments: list[str], told: str, corpora: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from ruentities.training.__main__ import main

    with pytest.raises(SystemExit) as stopped:
        main([str(corpora), "--out", str(corpora / "out"), *arguments])
    assert stopped.value.code == 2
    assert told in capsys.readouterr().err
    assert not (corpora / "out").exists()


def test_training_twice_gives_the_same_model(corpora: Path, tmp_path: Path) -> None:
    from ruentities.training.__main__ import main

    for name in ("one", "other"):
        arguments = [str(corpora), "--out", str(tmp_path / name), "--corpus", "jsonl"]
        assert main([*arguments, "--teachers", "0", "--epochs", "2"]) == 0
    one, other = ((tmp_path / name / "model.npz").read_bytes() for name in ("one", "other"))
    assert one == other


def test_fine_tuning_teaches_a_new_kind_of_name(corpora: Path, tmp_path: Path) -> None:
    from ruentities.training.__main__ import main

    text = "Завод «Молния» ждал Седову."
    arguments = ["--corpus", "jsonl", "--fine-tune", "--epochs", "2"]
    assert main([str(corpora), "--out", str(tmp_path), *arguments]) == 0
    found = Extractor(scheme="flat", model=tmp_path).extract(text).mentions
    assert [mention.text for mention in found] == ["Молния", "Седову"]


def test_a_wider_network_begins_with_the_same_answers(model: Path) -> None:
    from ruentities.corpora.gold import GoldDocument
    from ruentities.training.data import Vocabulary, samples
    from ruentities.training.packs import Words
    from ruentities.training.recipe import STUDENT, TODAY
    from ruentities.training.start import from_model
    from ruentities.training.train import answers
    from ruentities.training.wider import widened

    narrow = from_model(model / "model.npz", ["jsonl"], 0.0).eval()
    vocabulary = Vocabulary()
    (sample,) = samples([GoldDocument("jsonl", "x", TEXT, ())], ["jsonl"], ["jsonl"], vocabulary)
    words = Words(vocabulary)
    wide = widened(narrow, TODAY.sizes).eval()
    assert answers(wide, sample, words).numpy() == pytest.approx(
        answers(narrow, sample, words).numpy(), abs=1e-4
    )
    assert wide.settle.linear.weight.shape[0] > narrow.settle.linear.weight.shape[0]
    with pytest.raises(ValueError, match="cannot be widened"):
        widened(wide, STUDENT.sizes)


def test_torch_and_numpy_agree(model: Path) -> None:
    from ruentities.corpora.gold import GoldDocument
    from ruentities.training.data import Vocabulary, samples
    from ruentities.training.packs import Words
    from ruentities.training.start import from_model
    from ruentities.training.train import answers

    twin = from_model(model / "model.npz", ["jsonl"], 0.0).eval()
    vocabulary = Vocabulary()
    (sample,) = samples([GoldDocument("jsonl", "x", TEXT, ())], ["jsonl"], ["jsonl"], vocabulary)
    words, _ = framed(tokenize(TEXT))
    for caseless in (False, True):
        read = sample.caseless() if caseless else sample
        expected = answers(twin, read, Words(vocabulary)).numpy()
        flags = np.full(len(words), caseless)
        found = load(model).answers(words, "jsonl", flags)
        # The twin's states are no whole numbers.
        assert found.tags[found.rows] == pytest.approx(expected[:, :7], abs=0.2)
        assert found.inner[found.rows] == pytest.approx(expected[:, 7:14], abs=0.2)
        grammar = 1 / (1 + np.exp(-expected[:, 14:]))
        assert found.grammar[found.rows] == pytest.approx(grammar, abs=0.05)


def test_blocks_do_not_show(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = load(model)
    words = framed(tokenize(TEXT))[0] * 30
    whole = encoder.answers(words, "jsonl")
    monkeypatch.setattr("ruentities.recognition.encoder._BLOCK", 50)
    monkeypatch.setattr("ruentities.recognition.encoder._SETTLED", 20)
    blocks = encoder.answers(words, "jsonl")
    assert (blocks.tags == whole.tags).all()
    assert (blocks.grammar == whole.grammar).all()


def test_words_met_before_do_not_show(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ruentities.recognition.layers._KEPT_WORDS", 64)
    monkeypatch.setattr("ruentities.recognition.layers._KEPT_FREQUENT", 20)
    words, _ = framed(tokenize(TEXT))
    fresh = load(model).answers(words, "jsonl").tags
    encoder = load(model)
    for number in range(40):
        encoder.answers([f"слово{number}{i}" for i in range(number)], "jsonl")
        assert (encoder.answers(words, "jsonl").tags == fresh).all()


@pytest.mark.parametrize("content", [b"", b"not an archive", b"PK\x03\x04broken"])
def test_a_file_that_is_no_model_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="is no model of this library"):
        load(path)
