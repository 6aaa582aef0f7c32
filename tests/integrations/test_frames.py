from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("pandas")

import pandas as pd

from ruentities import Extractor, extract
from ruentities.integrations.frames import add_entities


def test_every_row_and_its_index_stay() -> None:
    frame = pd.DataFrame({"text": ["В Твери.", None, "", float("nan")]}, index=[7, 3, 5, 1])
    read = add_entities(frame)
    assert list(read.index) == [7, 3, 5, 1]
    assert [entity["name"] for entity in read["entities"][7]] == ["Тверь"]
    assert [read["entities"][number] for number in (3, 5, 1)] == [None, [], None]
    assert list(frame.columns) == ["text"]


def test_entities_are_rows_of_one_shape_with_their_mentions() -> None:
    doc = extract("МИД России ждёт Ольгу Королёву.")
    (entities,) = add_entities(pd.DataFrame({"text": [doc.text]}))["entities"]
    assert len({tuple(entity) for entity in entities}) == 1
    for row, nested in zip(doc.to_entities(), entities, strict=True):
        assert nested == {**row, "mentions": nested["mentions"]}
        assert len(nested["mentions"]) == row["mentions"]


def test_options_and_another_column() -> None:
    frame = pd.DataFrame({"body": ["Министерство обороны России."]})
    read = add_entities(frame, "body", Extractor(scheme="flat"))
    assert [entity["name"] for entity in read["entities"][0]] == ["Министерство обороны", "Россия"]


def test_an_empty_frame() -> None:
    assert list(add_entities(pd.DataFrame({"text": []}))["entities"]) == []


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        ({"body": ["Анна"]}, KeyError, "text"),
        ({"text": ["Анна"], "entities": [1]}, ValueError, "'entities' already"),
        ({"text": [1]}, TypeError, "expected str"),
    ],
)
def test_what_is_refused(content: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        add_entities(pd.DataFrame(content))
