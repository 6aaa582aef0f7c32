"""Navec's vectors and counts: which row is whose."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np

from ruentities.language.vectors import FileRows, frequency, word_vectors
from ruentities.language.vocabulary import Vocabulary, built_in_vocabulary
from ruentities.training.vocabulary import navec_vocabulary

if TYPE_CHECKING:
    from pathlib import Path


def test_frequency_counts_news() -> None:
    assert frequency("москва") > frequency("небраска") > 0
    assert frequency("небраск") == 0
    assert frequency("абракадабренко") == 0


def test_each_word_has_its_row_and_no_other_word_has_one() -> None:
    words = [f"{one}{two}{three}" for one in "абвгдежз" for two in "дежзи" for three in "абвгдежз"]
    counts = np.arange(len(words), dtype=np.uint32) // 3
    vocabulary = Vocabulary.of(words, counts, 0)
    others = [*(word.upper() for word in words), "", "а", "яя", "\ud800"]
    assert [vocabulary.row(word) for word in words] == list(range(len(words)))
    assert [vocabulary.row(word) for word in others] == [None] * len(others)
    assert vocabulary.rows(words, -1).tolist() == list(range(len(words)))
    assert vocabulary.rows(others, -1).tolist() == [-1] * len(others)
    assert vocabulary.rows([], -1).tolist() == []
    assert vocabulary.counts[np.array([0, 5, 6])].tolist() == [0, 1, 2]
    assert Vocabulary.of([], counts, 0).row("а") is None


def test_the_vocabulary_is_that_of_natashas_wheel(tmp_path: Path) -> None:
    made = tmp_path / "vocabulary.npz"
    navec_vocabulary().save(made)
    shipped = files("ruentities").joinpath("data/vocabulary.npz")
    with as_file(shipped) as path, np.load(path) as one, np.load(made) as other:
        assert all((one[name] == other[name]).all() for name in one.keys() | other.keys())
    assert built_in_vocabulary().row("москва")


def test_a_word_unknown_with_yo_is_looked_up_without() -> None:
    vectors = word_vectors()
    assert vectors.words.row("матвиёнко") is None
    assert vectors.rows_of(["Матвиёнко"])[0] == vectors.words.row("матвиенко")
    assert vectors.rows_of(["Абракадабрёнко"])[0] == vectors.unknown


def test_rows_are_read_from_their_file(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    path.write_bytes(bytes(range(20)))
    rows = FileRows(path, 2, 3)
    assert rows.take(np.array([4, 0, 4])).tolist() == [[14, 15, 16], [2, 3, 4], [14, 15, 16]]
    assert rows.take(np.array([], np.int64)).shape == (0, 3)
