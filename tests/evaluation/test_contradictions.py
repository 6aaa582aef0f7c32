"""Contradictions of answers to raw news: each kind, and answers that are kept and gone on with."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from ruentities.evaluation.__main__ import main
from ruentities.evaluation.mistakes.contradictions import KINDS, Kind, contradictions
from ruentities.evaluation.mistakes.raw_news import Answer, Found, RawText, answers, read_raw

if TYPE_CHECKING:
    from pathlib import Path

# Kind; a text with its mentions as [surface|type nominative|gender], and how often it is repeated;
# the rows: subject and count.
CASES: list[tuple[Kind, list[str], list[tuple[str, int]]]] = [
    (
        "several readings",
        ["[Минцифры|ORG Минцифры]", "В [Минцифры|ORG Минцифра]", *["[Минцифры|ORG Минцифры]"] * 3],
        [("Минцифры", 1)],
    ),
    ("several readings", ["В [Туле|LOC Тула]", "О [Туле|PER Туля]"], []),
    ("several readings", ["[Краснодар|LOC Краснодар]"] * 4 + ["«[Краснодар|ORG Краснодар]»"], []),
    ("several readings", ["[Кремль|ORG Кремль]"] * 4 + ["В [Кремль|LOC Кремль]"], []),
    (
        "nominative never printed",
        ["в [Угальде|LOC Угальд]"] * 4 + ["из [Угальды|LOC Угальд]"] * 2,
        [("LOC Угальд", 6)],
    ),
    ("nominative never printed", ["в [Твери|LOC Тверь]"] * 6, []),
    (
        "nominative never printed",
        ["в [Угальде|LOC Угальд]"] * 6 + ["[УГАЛЬД|LOC Угальд]"],
        [],
    ),
    (
        "one ending apart",
        ["[Егор Лапшин|PER Егор Лапшин] и [Егора Лапшина|PER Егора Лапшин]"],
        [("PER Егор Лапшин / Егора Лапшин", 1)],
    ),
    ("one ending apart", ["[Россия|LOC Россия], [Ростов|LOC Ростов], [Рим|LOC Рим]"], []),
    (
        "two genders",
        ["[Ю Чо|PER Ю Чо|masc]", "[Ю Чо|PER Ю Чо|femn]", "[Ю Чо|PER Ю Чо|masc]", "[Ю|PER Ю|femn]"],
        [("Ю Чо", 1)],
    ),
    (
        "missed at a sentence's start",
        ["Это [Луч|ORG Луч]."] * 5 + ["Да. Луч горел.", "Лучи."],
        [("Луч", 1)],
    ),
    # Missed in mid-sentence too: nothing is known of it.
    ("missed at a sentence's start", ["Это [Луч|ORG Луч]."] * 5 + ["Это Луч. Луч?"], []),
    ("missed in capitals", ["Это [Луч|ORG Луч]."] * 5 + ["ГОРИТ ЛУЧ"], [("Луч", 1)]),
    ("missed in quotes", ["Это [Луч|ORG Луч]."] * 5 + ["Клуб «Луч»"], [("Луч", 1)]),
    (
        "cut off",
        [
            "[ОПЕК|ORG ОПЕК]+ и [Sova|ORG Sova].ru, [Рига|LOC Рига]3",
            "[Рига|LOC Рига]. [Псков|LOC Псков]-[Тверь|LOC Тверь]",
        ],
        [("ОПЕК+", 1), ("Sova.ru", 1), ("Рига3", 1)],
    ),
]


def answer(name: str, marked: str) -> Answer:
    """Read a text in the notation above; equal nominatives are one entity."""
    text, found = "", []
    entities: dict[tuple[str, str], int] = {}
    for before, surface, type_, normal, gender in re.findall(
        r"([^[]*)(?:\[(.+?)\|(PER|LOC|ORG) (.+?)(?:\|(.+?))?\]|$)", marked
    ):
        text += before
        if surface:
            number = entities.setdefault((type_, normal), len(entities))
            start, end = len(text), len(text) + len(surface)
            found.append(Found(start, end, type_, normal, number, gender or None))
            text += surface
    return Answer(name, text, tuple(found))


@pytest.mark.parametrize(("kind", "texts", "rows"), CASES)
def test_kinds(kind: Kind, texts: list[str], rows: list[tuple[str, int]]) -> None:
    found = contradictions([answer(str(number), text) for number, text in enumerate(texts)])
    assert tuple(found) == KINDS
    assert [(row.subject, row.count) for row in found[kind]] == rows
    for row in found[kind]:
        assert row.excerpts
        assert all("[" in excerpt.text for excerpt in row.excerpts)


# A name is read in two ways, five times as the first says; what the texts say of the last answer.
TOLD = [
    ("told", "Ждут [Вагнер|PER Вагнер]", "ЧВК [Вагнер|ORG Вагнер]", (1, 1, 0)),
    ("against", "В [Россия|LOC Россия]", "город [Россия|ORG Россия]", (1, 0, 1)),
    ("open", "В [Россия|LOC Россия]", "где [Россия|ORG Россия]", (1, 0, 0)),
    ("verb", "[Саша|PER Саша|masc] тут", "[Саша|PER Саша Ли|femn] и Оля Ли", (1, 1, 0)),
    ("form", "[Котова|PER Котов|masc] ждут", "[Котова|PER Котова|femn] с Котовой", (1, 1, 0)),
]


@pytest.mark.parametrize(
    ("usual", "rare", "told"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD]
)
def test_what_the_text_tells(usual: str, rare: str, told: tuple[int, int, int]) -> None:
    found = contradictions([answer("0", ". ".join([usual] * 5)), answer("1", rare)])
    (row,) = found["several readings"]
    assert (row.count, row.told, row.against) == told


def test_a_run_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    texts = [RawText("1", "Жил в Туле."), RawText("2", "Жил в Орле."), RawText("3", "Нет.")]
    kept = tmp_path / "answers.jsonl"
    whole = list(answers(texts, kept))
    assert [[one.normal for one in answer.found] for answer in whole] == [["Тула"], ["Орёл"], []]
    lines = kept.read_bytes().splitlines(keepends=True)
    other = json.dumps({"name": "1", "found": [[6, 10, "LOC", "Тула!", 0, None]]}) + "\n"
    kept.write_bytes(other.encode() + lines[1][:9])
    again = list(answers(texts, kept))
    assert again[0].found[0].normal == "Тула!"
    assert again[1:] == whole[1:]
    assert kept.read_bytes().splitlines(keepends=True)[1:] == lines[1:]
    with pytest.raises(ValueError, match=r"keeps an answer to '1', not to '2'"):
        list(answers(texts[1:], kept))


def test_what_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Два", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"id": 7, "text": "Раз"}\n\n{"text": ""}\n', "utf-8")
    line_3 = f"{tmp_path / 'a.jsonl'}, line 3"
    assert read_raw(tmp_path) == [("7", "Раз"), (line_3, ""), ("b.txt", "Два")]
    (tmp_path / "a.jsonl").write_text('{"id": 7}\n', "utf-8")
    with pytest.raises(ValueError, match=r"a\.jsonl, line 1: expected an object with the string"):
        read_raw(tmp_path)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text('{"text": "Жил в Туле."}\n', "utf-8")
    assert main(["contradictions", str(file)]) == 0
    assert "1 texts, 1 mentions" in capsys.readouterr().out
    assert main(["contradictions", str(tmp_path / "none.jsonl")]) == 1
    assert "no such file" in capsys.readouterr().err
