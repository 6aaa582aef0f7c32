"""Tokens are razdel's own but for some marks, and blocks of text are told apart."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
import razdel
from hypothesis import given, settings
from hypothesis import strategies as st

from ruentities.corpora.readers import corpus_directory, read
from ruentities.text.segmentation import read as reading_of
from ruentities.text.segmentation import tokenize, visible
from tests.paths import CORPORA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Every kind of character that a rule of razdel's tells from others, the likelier ones first.
PIECES = [
    *["слово", "Слово", "word", "5", "12", "А", "x", "yahoo", "Yahoo", " ", " ", " "],
    *"‑–—−-.,;:!?…'\"«»“”„‘’()[]{}}%№/\\_*=+#$&^|~`<>@§°",
    *["\n", "\u00a0", "\t", "--", "**", ":)", ";-)", "...", "?!", "т.е.", "Ту-154", "1,5", "1/2"],
    *["é", "ß", "ſ", "K", "İ", "Δ", "ᲀ", "٣", "²", "Ⅳ", "ё", "Ё", "中", "і", "ў"],
]


# razdel takes «5, 6» and «2010. 37» for the beginnings of fractions.
NUMBER_AND_MARK = re.compile(r"(.*\d)([.,])", re.S)


def razdels(reading: str) -> Iterator[tuple[int, int, str]]:
    """The borders and texts of razdel's tokens, marks before a gap apart from their numbers."""
    for token in razdel.tokenize(reading):
        number = NUMBER_AND_MARK.fullmatch(token.text)
        if number and reading[token.stop : token.stop + 1].isspace():
            yield token.start, token.stop - 1, number[1]
            yield token.stop - 1, token.stop, number[2]
        else:
            yield token.start, token.stop, token.text


def parted(tokens: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Tokens whose two marks are two: the first may be an initial's, «сдал Котов А..»."""
    for start, stop, text in tokens:
        if text in ("..", ".?", ".!"):
            yield start, start + 1, "."
            yield start + 1, stop, text[1:]
        else:
            yield start, stop, text


def assert_tokens_are_razdels(text: str) -> None:
    tokens = tokenize(text)
    reading = reading_of(text)
    expected = list(parted(razdels(reading)))
    found = list(parted(zip(tokens.starts, tokens.ends, tokens.words, strict=True)))
    if visible(reading) == reading:
        assert found == expected
    else:  # invisible edges are cut off, which no token is lost by
        assert len(found) == len(expected)


@given(st.one_of(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.text(max_size=30)))
@settings(max_examples=2_000)
def test_tokens_are_razdels(text: str) -> None:
    assert_tokens_are_razdels(text)


def test_an_initial_keeps_its_full_stop() -> None:
    assert tokenize("Сдал Котов А.. Где Котов А.? Конец..").words == [
        *["Сдал", "Котов", "А", ".", ".", "Где", "Котов", "А", ".", "?", "Конец", ".."]
    ]


def test_a_number_does_not_take_the_mark_after_it() -> None:
    assert tokenize("Канал 78, 30 лет. М-1. 5,5 км").words == [
        *["Канал", "78", ",", "30", "лет", ".", "М-1", ".", "5,5", "км"]
    ]


@pytest.mark.corpora
@pytest.mark.skipif(not CORPORA.is_dir(), reason="no corpora here")
@pytest.mark.parametrize("corpus", ["factrueval", "collection5", "nerel", "slavicner"])
def test_tokens_of_corpora_are_razdels(corpus: str) -> None:
    for document in read(corpus, corpus_directory(CORPORA, corpus)):  # type: ignore[arg-type]
        assert_tokens_are_razdels(document.text)


@pytest.mark.parametrize(
    ("text", "first_words"),
    [
        ("Выборы в Туле\nАнна Ким победила.", ["Анна"]),
        ("Выборы в Туле\r\n\r\nАнна Ким победила.", ["Анна"]),
        ("Тула\tКазань\u2028Омск \n Орёл", ["Казань", "Омск", "Орёл"]),
        ("  Тула  и  Омск\n", []),
        ("Длинная строка\nпродолжается\nв третьей и\nв четвёртой.\n\nНовый абзац", ["Новый"]),
        (
            "Матчи сезона команда стала проводить на главной арене города.\n"
            "Автором гола стал вчера на этой арене юный нападающий Пётр\nГромов, их капитан.",
            [],
        ),
        ("Матч прошёл на арене города.\nГол забил Пётр Громов, их капитан.", ["Гол"]),
        ("Париж🔥Лион<br>Ницца<b>Канны</b>", ["Лион", "Ницца"]),
        ("Фото: О. Мухин / РБК Тула ждёт (Фото: ТАСС) Омск", ["Тула", "Омск"]),
        ("Фото: РИА Новости Крым", []),
    ],
)
def test_blocks_begin_after_line_ends(text: str, first_words: list[str]) -> None:
    tokens = tokenize(text)
    assert [tokens.words[index] for index in sorted(tokens.breaks)] == first_words


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["слово ", "слово", "-а ", "- ", "5. ", "!", "_", "-", "(", "слово-", "a!", " \n", "\u0301"],
)
def test_time_is_linear(piece: str) -> None:
    """Sixteen times the text may take no more than forty times as long."""

    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        begun = time.process_time()
        tokenize(text)
        return time.process_time() - begun

    assert seconds(320_000) < 40 * max(seconds(20_000), 0.001)
