"""Tags to spans, against the textbook."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from ruentities.recognition.decoding import best_tags, chance_among, softmax
from ruentities.recognition.encoder import possible_transitions
from ruentities.recognition.models import ALLOWED, TAGS

SMALL = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")


def test_only_a_name_goes_on() -> None:
    allowed = possible_transitions(SMALL)
    assert allowed[:, SMALL.index("I-PER")].tolist() == [False, True, True, False, False]
    assert allowed[:, 0].all()


@pytest.mark.parametrize("seed", range(40))
def test_best_tags_are_those_of_all_possible_paths(seed: int) -> None:
    allowed = possible_transitions(SMALL)
    scores = np.random.default_rng(seed).normal(size=(5, len(SMALL))).astype(np.float32)

    def is_possible(path: tuple[int, ...]) -> bool:
        return all(allowed[before, tag] for before, tag in zip((0, *path), path, strict=False))

    paths = filter(is_possible, product(range(len(SMALL)), repeat=5))
    best = max(paths, key=lambda path: sum(scores[place, tag] for place, tag in enumerate(path)))
    found = best_tags(scores, allowed).tolist()
    assert is_possible(tuple(found))
    total = sum(float(scores[place, tag]) for place, tag in enumerate(found))
    # A stretch between words that are surely no names is decoded by itself.
    assert total == pytest.approx(sum(float(scores[p, t]) for p, t in enumerate(best)), abs=1.0)


def test_a_possible_answer_is_left_as_it_is() -> None:
    wanted = ["O", "B-PER", "I-PER", "O", "B-LOC", "B-LOC", "O"]
    scores = np.zeros((len(wanted), len(TAGS)), np.float32)
    scores[range(len(wanted)), [TAGS.index(tag) for tag in wanted]] = 1
    assert [TAGS[tag] for tag in best_tags(scores, ALLOWED)] == wanted


def test_chances_of_spans_that_end_differently_add_up() -> None:
    scores = np.random.default_rng(1).normal(size=(6, len(TAGS))).astype(np.float32)
    believed = softmax(scores)
    begin = TAGS.index("B-LOC")
    total = sum(chance_among(believed, 1, end, begin) for end in range(2, 7))
    assert total == pytest.approx(float(believed[1, begin]), abs=1e-6)
