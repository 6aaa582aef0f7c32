"""The table of names: its form, and that it is sure where it answers."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

from ruentities import extract
from ruentities.language.folding import fold
from ruentities.language.names_table import built_in_aliases

ROWS = [
    line.split("\t")
    for line in files("ruentities").joinpath("data/names.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_columns() -> None:
    for kind, name, wikidata, code, aliases in ROWS:
        assert kind in ("LOC", "ORG", "PER", "NONE")
        assert re.fullmatch(r"(Q[1-9]\d*)?", wikidata), name
        assert re.fullmatch(r"([A-Z]{2}(-[A-Z]{2,3})?)?", code), name
        assert kind == "LOC" or not code, name
        for alias in (name, *aliases.split(" | ")) if aliases else (name,):
            assert alias == alias.strip() != "", name
            assert fold(alias), name


def test_no_name_and_no_id_twice() -> None:
    names = Counter(
        (kind, key)
        for kind, name, _, _, aliases in ROWS
        for key in {fold(alias) for alias in (name, *filter(None, aliases.split(" | ")))}
    )
    ids = Counter(wikidata for _, _, wikidata, _, _ in ROWS if wikidata)
    codes = Counter(code for _, _, _, code, _ in ROWS if "-" in code)
    for counted in (names, ids, codes):
        assert [key for key, count in counted.items() if count > 1] == []


def test_what_is_nothing_is_nothing_else() -> None:
    aliases = built_in_aliases()
    nothing = [row for row in ROWS if row[0] == "NONE"]
    assert nothing
    for _, name, *others in nothing:
        assert others == ["", "", ""], name
        assert aliases.is_nothing(name)
        assert not aliases.find("ORG", name), name
        assert not aliases.find("LOC", name), name


def test_every_subject_of_russia_has_an_id() -> None:
    subjects = [row for row in ROWS if row[3].startswith("RU-")]
    assert len(subjects) == 83
    assert all(wikidata for _, _, wikidata, _, _ in subjects)


def test_the_table_stays_small() -> None:
    # Every start reads it all, at about 1.7 ms and .15 MB for each 1,000 rows.
    assert len(ROWS) < 12_000
    assert sum(map(len, ROWS)) == 5 * len(ROWS)


def test_ids_and_countries_reach_the_document() -> None:
    document = extract("Из Казани в Париж вылетели эксперты ООН и Владимир Путин.")
    ids = {entity.name: entity.wikidata for entity in document.entities}
    assert ids == {"Казань": "Q900", "Париж": "Q90", "ООН": "Q1065", "Владимир Путин": "Q7747"}
    assert [place.country for place in document.locations] == ["RU", "FR"]


def test_no_id_where_the_table_is_not_sure() -> None:
    document = extract("Владимир Пугин из Малых Вязов прочёл «Вестник мельника». Путин спал.")
    assert [(entity.name, entity.wikidata) for entity in document.entities] == [
        (entity.name, None) for entity in document.entities
    ]
    assert document.entities
