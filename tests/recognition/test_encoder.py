"""Which words the network looks at beyond its first layer."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from ruentities.recognition.encoder import shipped, unnamed
from ruentities.recognition.layers import sums_of_some
from ruentities.recognition.models import TAGS
from ruentities.recognition.recognize import framed
from ruentities.recognition.scratch import Scratch
from ruentities.recognition.slovnet import windows
from ruentities.text.segmentation import tokenize

CASES = {
    "Вчера Анна Ахматова приехала в Ленинград, чтобы прочитать там новые стихи.": (
        "Анна Ахматова Ленинград",
        "приехала чтобы прочитать там новые",
    ),
    "Жалобу рассмотрит Федеральная служба по надзору в сфере образования, сообщили накануне.": (
        "Федеральная служба по надзору в сфере образования",
        "сообщили",
    ),
}


@pytest.mark.parametrize("text", CASES)
def test_words_of_names_and_few_others(text: str) -> None:
    words, _ = framed(tokenize(text))
    answers = shipped("model").answers(words, "today")
    tags = answers.tags[answers.rows]
    passed_over = (tags == unnamed(len(TAGS), 1, len(TAGS))).all(1)
    looked_at = {word for word, over in zip(words, passed_over, strict=True) if not over}
    names, others = CASES[text]
    assert looked_at >= set(names.split())
    assert looked_at.isdisjoint(others.split())


@pytest.mark.parametrize(
    ("name", "heads"),
    [("model", {"today"}), ("corpora", {"factrueval", "collection5", "nerel", "slavicner"})],
)
def test_each_model_of_the_library_knows_its_conventions(name: str, heads: set[str]) -> None:
    assert set(shipped(name).heads) == heads


def test_the_models_of_the_library_are_small() -> None:
    sizes = [Path(str(files("ruentities") / "data" / f"{n}.npz")) for n in ("model", "corpora")]
    assert sum(path.stat().st_size for path in sizes) < 12_000_000


def test_a_word_that_is_passed_over_is_surely_in_no_name() -> None:
    heads = unnamed(3 * len(TAGS) + 2, 3, len(TAGS))[:-2].reshape(3, -1)
    chances = np.exp(heads) / np.exp(heads).sum(1, keepdims=True)
    assert (chances[:, 0] > 0.99).all()


@pytest.mark.parametrize("seen", [[], [0], [2, 3, 6], [0, 1, 2, 3, 4, 5, 6]])
def test_words_that_are_passed_over_are_zero_to_their_neighbours(seen: list[int]) -> None:
    rows = np.array(seen, np.int64)
    every = np.zeros((7, 3), np.float32)
    every[rows] = 1 + np.arange(3 * len(rows)).reshape(-1, 3)
    weight = np.arange(-4, 14, dtype=np.int8).reshape(9, 2)
    sums = np.empty((len(rows), 2), np.float32)
    sums_of_some(every[rows], np.flatnonzero(np.diff(rows) == 1), weight, sums, Scratch())
    assert (sums == (windows(every, 1) @ weight)[rows]).all()
