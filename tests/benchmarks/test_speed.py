"""The speed command on a few made-up lines: its tables have the right shape and arithmetic."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from ruentities.evaluation.speed.rates import run, speed

if TYPE_CHECKING:
    from ruentities.evaluation.tables import Table

TEXTS = [
    "Марта Дуб приехала из Твери в Казань и выступила в Союзе мельников.",
    "Мэр Твери Олег Ясень поздравил Марту Дуб с победой. Ясень вручил ей медаль.",
]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tables() -> dict[str, Table]:
    made = speed(["ruentities", "natasha"], TEXTS, rounds=1, sizes=(50, 500), counts=(2, 6))
    return {table.title: table for table in made}


def column(table: Table, name: str) -> list[object]:
    number = [column.name for column in table.columns].index(name)
    return [row[number] for row in table.rows]


def numbers(table: Table, name: str) -> list[float]:
    cells = column(table, name)
    return [float(cell) for cell in cells if isinstance(cell, (int, float))]


def test_every_row_fits_its_columns_and_every_figure_is_a_number(
    tables: dict[str, Table],
) -> None:
    for table in tables.values():
        assert table.question == "speed"
        assert "cores" in table.note
        for row in table.rows:
            assert len(row) == len(table.columns)
            assert all(math.isfinite(cell) for cell in row if isinstance(cell, (int, float)))


def test_ratios_are_to_natasha(tables: dict[str, Table]) -> None:
    table = tables["Speed, start and memory"]
    figures, ratios = numbers(table, "Figure"), numbers(table, "to natasha's")
    assert column(table, "System") == ["ruentities", "natasha"] * 5
    assert ratios[1::2] == [1.0] * 5
    assert ratios[::2] == pytest.approx(
        [ours / theirs for ours, theirs in zip(figures[::2], figures[1::2], strict=True)]
    )


def test_growth_is_measured_at_every_size_and_count(tables: dict[str, Table]) -> None:
    assert numbers(tables["Growth with the length of a text"], "Characters") == [50, 50, 500, 500]
    documents = tables["Growth of ruentities with the number of documents"]
    assert numbers(documents, "Documents") == [2, 6]
    assert numbers(documents, "Peak memory, MB") == sorted(numbers(documents, "Peak memory, MB"))


def test_one_and_two_processes(tables: dict[str, Table]) -> None:
    table = tables["extract_many of ruentities"]
    assert numbers(table, "Processes") == [1, 2]
    for name in ("to one process", "steady to one process"):
        assert numbers(table, name)[0] == 1


def test_stages_share_the_whole(tables: dict[str, Table]) -> None:
    shares = numbers(tables["Stages of ruentities"], "Share")
    assert sum(shares) == pytest.approx(1)
    assert all(share > 0 for share in shares)


def test_natasha_alone_has_no_tables_of_ours() -> None:
    made = speed(["natasha"], TEXTS, rounds=1, sizes=(50,), counts=(2,))
    assert [table.title for table in made] == [
        "Speed, start and memory",
        "Growth with the length of a text",
    ]


def test_a_process_that_fails_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="natasha: its process ended with code 1"):
        run("natasha", [" "])
