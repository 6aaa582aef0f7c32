"""Navec's vectors and counts: which row is whose."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np

from ruentities.language.vectors import FileRows, Rows, frequency, word_vectors

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_frequency_counts_news() -> None:
    assert frequency("москва") > frequency("небраска") > 0
    assert frequency("небраск") == 0
    assert frequency("абракадабренко") == 0


def test_each_word_has_its_row_and_no_other_word_has_one() -> None:
    words = [f"{first}{second}" for first in "абвг" for second in "дежзи"]
    rows = Rows([word.encode() for word in words])
    assert [rows.get(word) for word in words] == list(range(len(words)))
    assert [rows.get(word.upper()) for word in words] == [None] * len(words)
    assert Rows([]).get("а") is None


def test_a_word_unknown_with_yo_is_looked_up_without() -> None:
    vectors = word_vectors()
    assert vectors.rows.get("матвиёнко") is None
    assert vectors.rows_of(["Матвиёнко"])[0] == vectors.rows.get("матвиенко")
    assert vectors.rows_of(["Абракадабрёнко"])[0] == vectors.unknown


def test_rows_of_a_file_are_read_alike_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rows"
    path.write_bytes(bytes(range(20)))
    descriptor = os.open(path, os.O_RDONLY)
    rows = FileRows(descriptor, 2, 3)
    wanted = [[14, 15, 16], [2, 3, 4], [14, 15, 16]]
    assert rows.take(np.array([4, 0, 4])).tolist() == wanted
    # Windows has no reading at a place.
    monkeypatch.delattr(os, "pread", raising=False)
    assert rows.take(np.array([4, 0, 4])).tolist() == wanted
    os.close(descriptor)
