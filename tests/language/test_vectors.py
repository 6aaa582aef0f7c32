"""Navec's vectors and counts: which row is whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ruentities.language.vectors import FileRows, Rows, frequency, word_vectors

if TYPE_CHECKING:
    from pathlib import Path


def test_frequency_counts_news() -> None:
    assert frequency("москва") > frequency("небраска") > 0
    assert frequency("небраск") == 0
    assert frequency("абракадабренко") == 0


def test_each_word_has_its_row_and_no_other_word_has_one() -> None:
    words = [f"{first}{second}" for first in "абвг" for second in "дежзи"]
    rows = Rows([f"{word}\n".encode() for word in words])
    assert [rows.get(word) for word in words] == list(range(len(words)))
    assert [rows.get(word.upper()) for word in words] == [None] * len(words)
    assert Rows([]).get("а") is None


def test_a_word_unknown_with_yo_is_looked_up_without() -> None:
    vectors = word_vectors()
    assert vectors.rows.get("матвиёнко") is None
    assert vectors.rows_of(["Матвиёнко"])[0] == vectors.rows.get("матвиенко")
    assert vectors.rows_of(["Абракадабрёнко"])[0] == vectors.unknown


def test_rows_are_read_from_their_file(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    path.write_bytes(bytes(range(20)))
    rows = FileRows(path, 2, 3)
    assert rows.take(np.array([4, 0, 4])).tolist() == [[14, 15, 16], [2, 3, 4], [14, 15, 16]]
    assert rows.take(np.array([], np.int64)).shape == (0, 3)
