"""The commands that time the worst inputs and watch memory, on very little."""

from __future__ import annotations

import random
from itertools import islice, pairwise

import pytest

from tests.benchmarks.soak import articles, resident, soak
from tests.benchmarks.worst_inputs import PIECES, SHAPES, Cost, made, main, table


@pytest.mark.parametrize("name", [*PIECES, *SHAPES, "news"])
def test_inputs_have_their_length(name: str) -> None:
    text = made(name, random.Random(1), 3_000)
    assert 2_900 < len(text) < 5_000
    assert text.encode()


@pytest.mark.parametrize(
    ("name", "new"), [("new people", True), ("words of two letters", True), ("one person", False)]
)
def test_words_are_new_where_the_name_says_so(name: str, new: bool) -> None:
    first, second = (made(name, random.Random(seed), 500) for seed in (1, 2))
    assert (first != second) == new


def test_the_worst_comes_first_and_news_last() -> None:
    costs = {"a": Cost(4, 9, 4), "b": Cost(8, 2, 8), "news": Cost(2, 1, 2)}
    names = [row.split("|")[1].strip() for row in table(costs).splitlines()[2:]]
    assert names == ["a", "b", "news"]
    assert "| a | 4.0 | 2.0 | 9.0 | 9.0 | 4.0 | 2.0 |" in table(costs)


@pytest.mark.slow
def test_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--characters", "2000", "--rounds", "1", "--input", "spaces"]) == 0
    assert "\nOf 1 inputs the worst takes 0." in capsys.readouterr().out


def test_memory_is_told_at_every_tenth() -> None:
    texts = iter([f"Снег в Омске, {number}." for number in range(30)])
    told = list(soak(texts, 25))
    assert [number for number, _ in told] == [2, 5, 7, 10, 12, 15, 17, 20, 22, 25]
    assert all(0 < size < 1.1 * resident() for _, size in told)
    assert len(list(texts)) == 5


def test_articles_are_all_different_and_name_new_people() -> None:
    many = list(islice(articles(random.Random(1)), 50))
    assert len(set(many)) == 50
    assert all(len(set(one.split()) - set(two.split())) > 20 for one, two in pairwise(many))
