"""What holds for the longest and worst texts: they are read whole, in linear time."""

from __future__ import annotations

import random
import time

import pytest

from ruentities import extract
from tests.work import calls

NASTY = {
    "empty": "",
    "a letter that Unicode gives no name": "a\U00017000",
    "blank": "  \n",
    "no space": "Абв" * 33_334,
    "capitals": "А" * 100_000,
    "a word of hyphens": "Иван-" * 20_000,
    "combining marks": "а" + "\u0301" * 100_000,
    "opening quotes and brackets": "«(((((" * 1_000,
    "one bracket deep": "«(((((",
    "initials": "А. " * 50_000,
    "opening quotes": "«" * 100_000,
    "closing quotes": "»" * 100_000,
    "straight quotes": '"' * 100_000,
    "quotes in a quote": "«Рога " * 10_000,
    "tags": "<a" * 50_000,
    "references": "&amp" * 25_000,
    "line breaks": "\n" * 100_000,
    "one name": "МИД " * 10_000,
    "exclamations": "!" * 1_000_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_nasty_text(text: str) -> None:
    document = extract(text)
    assert document.text == text
    for mention in document.mentions:
        assert text[mention.start : mention.end] == mention.text


def invented(seed: random.Random) -> str:
    """A surname that hardly another call returns."""
    syllables = ["ва", "бо", "ку", "ди", "ме", "ло", "ра", "ни", "со", "ту", "ше", "гри", "ста"]
    return "".join(seed.choices(syllables, k=4)).capitalize() + seed.choice(["нов", "син", "цов"])


TEMPLATES = {
    "news": (
        "Накануне весь день шёл дождь, и к вечеру вода в реке заметно поднялась, так что движение "
        "по нижней набережной пришлось закрыть. Автобусы пошли в объезд, через старый мост, а "
        "пешеходов пускали по одному и только в сапогах. {name} обещал, что к утру всё откроют, "
        "и уехал в {name}ск. К ночи вода стала спадать, дождь кончился, и люди вернулись домой.\n"
    ),
    "people with one first name": "Выступил Иван {name}. ",
    "one person": "Приехал Пётр Иванов. Иванов и Иванов. ",
    "initials": "А. Б. {name} и В. Г. {name}. ",
    "quoted names": "Компания «{name}» и Министерство обороны {name}ии. ",
    "links": "Иван Петров открыл http://example.org/{name} вчера. ",
}


def filled(template: str, length: int) -> str:
    seed = random.Random(length)
    text = ""
    while len(text) < length:
        text += template.format(name=invented(seed))
    return text


@pytest.mark.slow
def test_time_is_linear_in_length() -> None:
    extract("Пушкин")
    costs = []
    for length in (100_000, 1_000_000):
        text = filled(TEMPLATES["news"], length)
        begun = time.process_time()
        extract(text)
        costs.append((time.process_time() - begun) / length)
    assert costs[1] < 3 * costs[0]


@pytest.mark.slow
@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_work_is_linear_in_length(template: str) -> None:
    extract("Пушкин")
    costs = []
    for length in (5_000, 40_000):
        text = filled(template, length)
        costs.append(calls(extract, text) / length)
    assert costs[1] < 1.5 * costs[0]
