"""Rules for borders, each alone: what the model says, and what the rule makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ruentities.repair.adjectives import with_place_nouns
from ruentities.repair.borders import finish_adjectives
from ruentities.repair.marks import balance_quotes, close_pairs
from ruentities.repair.official import take_surnames
from ruentities.text.segmentation import tokenize
from ruentities.text.spans import Span
from tests.case_files import parse_cases

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruentities.text.segmentation import Tokens

    Rule = Callable[[Tokens, list[Span]], list[Span]]

# A word of so many letters has no reading.
LONG = "А" + "б" * 61 + "ой"

CASES: list[tuple[Rule, str, str]] = [
    (
        with_place_nouns,
        f"Живёт в [LOC {LONG}] области России.",
        f"Живёт в [LOC {LONG}] области России.",
    ),
    (
        take_surnames,
        "Явился Сыч [PER Антон Ильич].",
        "Явился [PER Сыч Антон Ильич].",
    ),
    (
        take_surnames,
        "Явился Сыч [PER оглы] и ушёл.",
        "Явился Сыч [PER оглы] и ушёл.",
    ),
    (
        balance_quotes,
        "Банк «[ORG Заря] Севера» закрыт.",
        "Банк «[ORG Заря Севера]» закрыт.",
    ),
    (
        balance_quotes,
        "Он сказал: «[ORG Минфин] ответил».",
        "Он сказал: «[ORG Минфин] ответил».",
    ),
    (
        close_pairs,
        'Глава движения "[ORG За чистый берег" (ЗЧБ)] ушёл.',
        'Глава движения [ORG "За чистый берег" (ЗЧБ)] ушёл.',
    ),
    (
        close_pairs,
        'Союз "[ORG Родник" ("Источник"]) распущен.',
        'Союз [ORG "Родник" ("Источник")] распущен.',
    ),
    (
        close_pairs,
        'Палата и "[ORG Расчётный центр"] бастуют.',
        'Палата и "[ORG Расчётный центр]" бастуют.',
    ),
    (
        close_pairs,
        "Бюро (впредь [ORG Росводнадзор)] проверят.",
        "Бюро (впредь [ORG Росводнадзор]) проверят.",
    ),
    (
        close_pairs,
        "Вышел [PER Пётр Зорин (Кузнец]) и запел.",
        "Вышел [PER Пётр Зорин (Кузнец)] и запел.",
    ),
    (
        close_pairs,
        'Пришли [ORG АО "Весна"] и [ORG "Осень"].',
        'Пришли [ORG АО "Весна"] и [ORG "Осень"].',
    ),
    (
        finish_adjectives,
        "Начальник [ORG Управления внешней] политики уволен.",
        "Начальник [ORG Управления внешней политики] уволен.",
    ),
    (
        finish_adjectives,
        "Пожар в [LOC Дальнем лесном] районе.",
        "Пожар в [LOC Дальнем лесном районе].",
    ),
    (
        finish_adjectives,
        "Это [ORG Центральное проектное] конструкторское бюро.",
        "Это [ORG Центральное проектное конструкторское бюро].",
    ),
    (finish_adjectives, "Там [LOC российский] суд.", "Там [LOC российский] суд."),
    (
        finish_adjectives,
        "Министр [ORG Совета безопасности] страны.",
        "Министр [ORG Совета безопасности] страны.",
    ),
    (
        finish_adjectives,
        "Врачи [ORG Второй городской] и губернатор.",
        "Врачи [ORG Второй городской] и губернатор.",
    ),
]


@pytest.mark.parametrize(("rule", "given", "expected"), CASES)
def test_rule(rule: Rule, given: str, expected: str) -> None:
    tokens, spans = _read(given)
    assert rule(tokens, spans) == _read(expected)[1]


def _read(marked: str) -> tuple[Tokens, list[Span]]:
    (case,) = parse_cases(f"## made-up: one rule\n{marked}", "made up")
    tokens = tokenize(case.text)
    return tokens, [
        Span(tokens.starts.index(one.start), tokens.ends.index(one.end) + 1, one.type, score=0.9)
        for one in case.mentions
    ]
