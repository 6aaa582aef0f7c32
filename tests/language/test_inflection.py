"""Hard names of people in three cases: rare endings, other orders, particles, foreign fathers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ruentities import inflect
from tests.paths import CASE_FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruentities.kinds import Case, Gender

CASES: tuple[Case, ...] = ("gent", "datv", "ablt")


def hard_names() -> Iterator[object]:
    path = CASE_FILES / "declensions-hard" / "people.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            head, *forms = (part.strip() for part in line.split("|"))
            gender, name = head.split(" ", 1)
            marks = [pytest.mark.xfail(strict=True)] if forms[3:] else []
            yield pytest.param(gender, name, tuple(forms[:3]), id=name, marks=marks)


@pytest.mark.parametrize(("gender", "name", "forms"), list(hard_names()))
def test_hard_names(gender: Gender, name: str, forms: tuple[str, ...]) -> None:
    assert tuple(inflect(name, "PER", case, gender) for case in CASES) == forms


@pytest.mark.parametrize(
    "name", ["Марлинский Иван Петрович", "Иван Марлинский", "Марлинский И. П."]
)
def test_the_order_of_parts_is_found(name: str) -> None:
    assert "Марлинским" in inflect(name, "PER", "ablt").split()
