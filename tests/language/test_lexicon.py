from __future__ import annotations

import math
import pickle
from typing import TYPE_CHECKING, Any

import pytest

from ruentities import Extractor, Lexicon, LexiconEntry

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """name,type,aliases,id,gender,since
Лада Гранта,ORG,Гранта|LADA Granta,7,,2011
Заря,ORG|LOC,,,,
Саша Мельник,PER,,15,femn,
"""
ENTRIES = [
    LexiconEntry(
        name="Лада Гранта",
        type="ORG",
        aliases=("Гранта", "LADA Granta"),
        id="7",
        data={"since": "2011"},
    ),
    LexiconEntry(name="Заря", type=("ORG", "LOC")),
    LexiconEntry(name="Саша Мельник", type="PER", id="15", gender="femn"),
]


@pytest.mark.parametrize(
    ("encoding", "delimiter", "arguments"),
    [
        ("utf-8", ",", {}),
        ("utf-8-sig", ",", {}),
        ("cp1251", ";", {"encoding": "cp1251", "delimiter": ";"}),
    ],
)
def test_from_csv(encoding: str, delimiter: str, arguments: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text(TABLE.replace(",", delimiter), encoding=encoding)
    assert list(Lexicon.from_csv(path, **arguments)) == ENTRIES


def test_from_records() -> None:
    rows: list[dict[str, object]] = [
        {
            "name": "Лада Гранта",
            "type": "ORG",
            "aliases": ["Гранта", "LADA Granta"],
            "id": 7,
            "since": "2011",
            "until": math.nan,
        },
        {"name": "Заря", "type": ("ORG", "LOC"), "id": None, "data": None},
        {"name": "Саша Мельник", "type": "PER", "id": "15", "gender": "femn"},
    ]
    assert list(Lexicon.from_records(rows)) == ENTRIES


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Лада,CAR,,,,", r"line 2: (.|\n)*type"),
        (",ORG,,,,", r"line 2: (.|\n)*name"),
        ("Лада,ORG,,,woman,", r"line 2: (.|\n)*gender"),
        ("Лада,ORG,,,,,too many", r"line 2: "),
    ],
)
def test_a_line_that_is_no_entry_is_named(row: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text(f"{TABLE.splitlines()[0]}\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=why):
        Lexicon.from_csv(path)


def test_white_space_in_a_name_is_one_space() -> None:
    assert LexiconEntry(name=" Лада\r\n Гранта\t", type="ORG").name == "Лада Гранта"


def test_a_lexicon_travels_and_is_told_in_one_line() -> None:
    lexicon = Lexicon(ENTRIES)
    hash(lexicon)
    twin = pickle.loads(pickle.dumps(lexicon))
    assert twin == lexicon
    assert hash(twin) == hash(lexicon)
    assert {Extractor(lexicon=lexicon), Extractor(lexicon=twin)} == {Extractor(lexicon=lexicon)}
    assert repr(lexicon) == "<Lexicon, 3 entries>"
    assert Lexicon.model_validate_json(lexicon.model_dump_json()) == lexicon
