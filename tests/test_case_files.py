from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.case_files import Case, Expected, ExpectedPerson, parse_cases, read_cases
from tests.paths import CASE_FILES

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted(CASE_FILES.glob("*.txt"))


def parse_one(source: str) -> Case:
    (case,) = parse_cases(source, "made-up.txt")
    return case


def test_nested_mentions_with_normals_and_entities() -> None:
    case = parse_one(
        "## mid: why\nВ [ORG МИД [LOC РФ = РФ] > МИД РФ] и [PER Лаврова = Лавров > Сергей Лавров]."
    )
    assert case.text == "В МИД РФ и Лаврова."
    assert case.mentions == (
        Expected(2, 8, "ORG", None, "МИД РФ", nested=False),
        Expected(6, 8, "LOC", "РФ", None, nested=True),
        Expected(11, 18, "PER", "Лавров", "Сергей Лавров", nested=False),
    )


def test_header_and_directives() -> None:
    case = parse_one(
        "## lavrov-1: two: colons\n@ scheme flat\n"
        "@ person Сергей Лавров: first=Сергей, middle=, gender=masc\n[PER Сергей Лавров]"
    )
    assert (case.id, case.reason, case.scheme) == ("lavrov-1", "two: colons", "flat")
    parts = (("first", "Сергей"), ("middle", None), ("gender", "masc"))
    assert case.persons == (ExpectedPerson("Сергей Лавров", parts),)
    assert case.text == "Сергей Лавров"


def test_preamble_line_breaks_and_several_cases() -> None:
    first, second = parse_cases(
        "# a preamble\n\n## a: x\nодин\n\nдва\n\n## b: y\n\n\n", "made-up.txt"
    )
    assert (first.text, second.text) == ("один\n\nдва", "")
    assert (first.scheme, first.persons, first.mentions) == ("full", (), ())


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        (r"\[Москва\]", "[Москва]"),
        (r"Мо\u00adсква\u0000", "Мо\xadсква\0"),
        (r"\\ и \#", "\\ и #"),
        (r"\## заголовок", "## заголовок"),
        (r"\@ ник", "@ ник"),
        ("2 = 2 > 1, а\n= > ", "2 = 2 > 1, а\n= > "),
        ("🔥 <b>[LOC Пекин]</b>", "🔥 <b>Пекин</b>"),
    ],
)
def test_characters_outside_the_notation(marked: str, text: str) -> None:
    assert parse_one(f"## a: x\n{marked}").text == text


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("## a: x\nда\n[LOC Москва", r"made-up\.txt:3: a '\[LOC' that is never closed"),
        ("## a: x\nдa\nнет]", r"made-up\.txt:3: a '\]' that closes nothing"),
        ("## a: x\n[PLACE Москва]", r"made-up\.txt:2: neither a mention nor an escape: '\[PLACE"),
        ("## a: x\n@ scheme flat\n\\н", r"made-up\.txt:3: neither a mention nor an escape"),
        ("## a: x\n[LOC Москва ]", r"made-up\.txt:2: a mention is empty or borders on a space"),
        ("## a: x\n[LOC ]", r"made-up\.txt:2: a mention is empty or borders on a space"),
        ("## a: x\n[LOC Москва  = Москва]", r"made-up\.txt:2: a mention is empty or borders"),
        ("## без двоеточия\n", r"made-up\.txt:1: not '## id: reason'"),
        ("# a\n## a: x\n\n## a: y\n", r"made-up\.txt:4: a second case 'a'"),
        ("# a\nМосква\n## a: x\n", r"made-up\.txt:2: text before the first"),
        ("## a: x\n@ scheme other\n", r"made-up\.txt:2: unknown directive: '@ scheme other'"),
        ("## a: x\n@ person Лавров: name=Лавров\n", r"made-up\.txt:2: not a part of a person"),
    ],
)
def test_broken_notation_names_file_and_line(source: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_cases(source, "made-up.txt")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_shipped_files_are_well_formed(path: Path) -> None:
    for case in read_cases(path):
        for outer in case.mentions:
            for inner in case.mentions:
                crosses = outer.start < inner.start < outer.end < inner.end
                assert not crosses, case.id
        names = {mention.normal for mention in case.mentions}
        names |= {mention.entity for mention in case.mentions}
        for person in case.persons:
            assert person.name in names, f"{case.id}: no mention is {person.name!r}"


def test_ids_are_unique_over_all_files() -> None:
    ids = Counter(case.id for path in FILES for case in read_cases(path))
    assert [name for name, count in ids.items() if count > 1] == []
    assert len(ids) >= 190


def test_a_reason_stands_last() -> None:
    case = parse_one("## lavrov: why\n[PER Лавров > Сергей Лавров ~ surname] и [LOC РФ ~ alias]")
    assert [(found.entity, found.why) for found in case.mentions] == [
        ("Сергей Лавров", "surname"),
        (None, "alias"),
    ]
