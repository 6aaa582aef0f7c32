"""Weights are written as they are read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import ruentities
from ruentities.linking.weights import read_weights
from ruentities.training.weight_files import weight_file, write_weights

if TYPE_CHECKING:
    import pytest


def test_what_is_written_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = weight_file("links.tsv", tmp_path, fold=3)
    write_weights(path, "# Made up.\n", {"PER: surname": 2.5, "LOC: alias": -1.0})
    text = path.read_text(encoding="utf-8").removesuffix("# end\n")
    assert read_weights(text) == {"PER: surname": 2.5, "LOC: alias": -1.0}
    assert "2 weights" in capsys.readouterr().out


def test_without_folds_the_librarys_own_data_is_meant() -> None:
    assert weight_file("links.tsv") == Path(ruentities.__file__).parent / "data" / "links.tsv"
