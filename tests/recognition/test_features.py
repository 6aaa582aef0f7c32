"""What the network is told of a word, against slovnet's own."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from slovnet.shape import word_shape

from ruentities.recognition.features import ngrams
from ruentities.recognition.slovnet import name_tagger

LETTERS = "аяёАЯЁіazAZé09²-+—'«»!.,…№🔥ǅß"


@given(st.text(LETTERS, min_size=1, max_size=6))
@example("СИЗО-6")
@example("Нью-Йорк")
@example("+7")
@example("?!")
def test_shapes_are_slovnets(word: str) -> None:
    shapes = name_tagger().shapes
    assert shapes.row(word) == shapes.rows[word_shape(word)]


@given(st.lists(st.text("абвa-", min_size=1, max_size=50), min_size=1, max_size=5))
def test_a_words_ngrams_do_not_depend_on_its_company(words: list[str]) -> None:
    buckets, begins = ngrams(words)
    for number, word in enumerate(words):
        alone, _ = ngrams([word])
        assert buckets[begins[number] : begins[number + 1]].tolist() == alone.tolist()
