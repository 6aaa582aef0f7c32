"""Wikidata ids against gold links."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruentities import Document, Location, Mention, Organization
from ruentities.corpora.gold import GoldDocument, GoldMention
from ruentities.corpora.gold_files import gold_document
from ruentities.evaluation.bench import Bench
from ruentities.evaluation.questions.every import QUESTIONS
from ruentities.evaluation.scorers.scores import Counts
from ruentities.evaluation.scorers.wikidata import wikidata_scores
from ruentities.evaluation.systems import System

TEXT = "Из Твери в Казань, из Казани в Омск, а Союз дома."


def gold(corpus: str = "nerel") -> GoldDocument:
    def mention(words: str, id_: str | None) -> GoldMention:
        start = TEXT.index(words)
        return GoldMention(start, start + len(words), "LOC", entity=id_)

    mentions = [
        mention("Твери", "Q1"),
        mention("Казань", "Q2"),
        mention("Казани", "Q2"),
        mention("Омск", None),
    ]
    return gold_document(corpus, "a", TEXT, mentions)


def place(number: int, wikidata: str | None, *words: str) -> Location:
    mentions = tuple(
        Mention(
            start=TEXT.index(word),
            end=TEXT.index(word) + len(word),
            text=word,
            type="LOC",
            normal=word,
            score=1.0,
        )
        for word in words
    )
    return Location(
        type="LOC", id=f"LOC{number}", name=words[0], wikidata=wikidata, mentions=mentions
    )


def test_counts_are_of_linked_mentions_with_gold_borders() -> None:
    union = Organization(
        type="ORG",
        id="ORG1",
        name="Союз",
        wikidata="Q9",
        mentions=(Mention(start=39, end=43, text="Союз", type="ORG", normal="Союз", score=1.0),),
    )
    found = Document(
        text=TEXT,
        entities=(
            place(1, "Q2", "Казань", "Казани"),
            place(2, None, "Твери"),
            place(3, "Q4", "Омск"),
            union,
        ),
    )
    scores = wikidata_scores([(gold(), found)])
    assert scores.loc == Counts(tp=2, gold=3, predicted=2)
    assert scores.per == scores.org == Counts()


def test_a_wrong_id_is_an_answer() -> None:
    found = Document(text=TEXT, entities=(place(1, "Q1", "Твери", "Казань"),))
    assert wikidata_scores([(gold(), found)]).total == Counts(tp=1, gold=2, predicted=2)


@pytest.mark.parametrize(
    ("wikidata", "expected"),
    [("Q2", [("LOC", 2, 2, 1.0, 1.0), ("all", 2, 2, 1.0, 1.0)]), (None, [])],
)
def test_the_table_leaves_out_systems_without_ids(
    wikidata: str | None, expected: list[tuple[object, ...]]
) -> None:
    answer = Document(text=TEXT, entities=(place(1, wikidata, "Казань", "Казани"),))
    system = System(
        "s", lambda _: answer, lambda _: lambda _: answer, lambda _, s: [], lambda _, s: [], False
    )
    table = QUESTIONS["linking"](Bench(Path(), "dev", {"nerel": [gold()]}, [system]))[2]
    assert [row[2:] for row in table.rows] == expected
