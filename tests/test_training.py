"""Training on a tiny corpus, and the trained model's two implementations side by side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ruentities import Extractor
from ruentities.encoder import load, possible_transitions
from ruentities.recognition import framed
from ruentities.segmentation import tokenize

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
def model(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from ruentities.training.__main__ import main

    out: Path = tmp_path_factory.mktemp("model")
    arguments = [str(corpora), "--out", str(out), "--corpus", "jsonl", "--teachers", "1"]
    assert main([*arguments, "--epochs", "6"]) == 0
    return out


def test_a_trained_model_finds_the_names_it_was_shown(model: Path) -> None:
    document = Extractor(scheme="flat", model=model / "model.npz").extract(LINES[0][0])
    found = {(m.start, m.end) for m in document.mentions}
    assert found == {(start, end) for start, end, _ in LINES[0][1]}


def test_an_interrupted_run_goes_on(
    corpora: Path, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from ruentities.training.__main__ import main

    before = (model / "model.npz").read_bytes()
    arguments = [str(corpora), "--out", str(model), "--corpus", "jsonl", "--teachers", "1"]
    assert main(arguments) == 0
    assert "kept from an earlier run" in capsys.readouterr().err
    assert (model / "model.npz").read_bytes() == before


def test_torch_and_numpy_agree(model: Path) -> None:
    from ruentities.evaluation.gold import GoldDocument
    from ruentities.training.data import Vocabulary, samples
    from ruentities.training.model import Encoder
    from ruentities.training.train import hidden_states, pack_of, word_vectors

    network = Encoder(1)
    network.load_state_dict(torch.load(model / "student.pt", weights_only=True))
    network.ready()
    for weight in network.parameters():
        weight.data = weight.data.half().float()
    vocabulary = Vocabulary()
    (sample,) = samples([GoldDocument("jsonl", "x", TEXT, ())], ["jsonl"], vocabulary)
    with torch.no_grad():
        hidden = hidden_states(
            network, pack_of([sample]), word_vectors(vocabulary.words), vocabulary.words
        )
        expected = network.heads[0](hidden)[: len(sample.words)].numpy()
    words, _ = framed(tokenize(TEXT))
    found = load(model / "model.npz").scores(words, "jsonl")
    assert found == pytest.approx(expected, abs=1e-3)


def test_blocks_do_not_show(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = load(model / "model.npz")
    words = framed(tokenize(TEXT))[0] * 30
    whole = encoder.scores(words, "jsonl")
    monkeypatch.setattr("ruentities.encoder._BLOCK", 50)
    assert encoder.scores(words, "jsonl") == pytest.approx(whole, abs=1e-4)


def test_only_a_name_goes_on() -> None:
    transitions = possible_transitions(("O", "B-PER", "I-PER", "B-ORG", "I-ORG"))
    assert (transitions[:, 2] == 0).tolist() == [False, True, True, False, False]
    assert (transitions[:, 0] == 0).all()


@pytest.mark.parametrize("content", [b"", b"not an archive", b"PK\x03\x04broken"])
def test_a_file_that_is_no_model_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="is no model of this library"):
        load(path)
