"""Scores document by document, and which differences between two builds are more than chance."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from ruentities.corpora.gold import GoldMention
from ruentities.corpora.gold_files import gold_document
from ruentities.corpora.today import source_groups
from ruentities.evaluation.__main__ import main
from ruentities.evaluation.builds.answers import Answer, answer, answers_with, fold_data, replaced
from ruentities.evaluation.builds.comparison import compare
from ruentities.evaluation.builds.measured import Measured, read_measured, write_measured
from ruentities.evaluation.scorers.documents import document_scores, scores_given_mentions
from ruentities.evaluation.scorers.scores import WeightedCounts
from ruentities.evaluation.systems import natasha, ruentities
from ruentities.result.document import Document
from ruentities.result.entity import Location, Mention, Organization, Person
from tests.paths import HOUSE, TESTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ruentities.kinds import Type

TEXT = "Мэрия Твери ждёт Марту Дуб. Дуб едет из Казани."
# What gold and each answer say: words, type, normal form, entity.
Named = tuple[str, str, str, str]
GOLD: list[Named] = [
    ("Мэрия Твери", "ORG", "Мэрия Твери", "1"),
    ("Твери", "LOC", "Тверь", "2"),
    ("Марту Дуб", "PER", "Марта Дуб", "3"),
    ("Дуб едет", "PER", "Дуб", "3"),
    ("Казани", "LOC", "Казань", "4"),
]
MODELS = {"PER": Person, "ORG": Organization, "LOC": Location}
TYPES: dict[str, Type] = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words.removesuffix(" едет"))


GOLD_DOCUMENT = gold_document(
    "today",
    "001",
    TEXT,
    [GoldMention(*span(words), TYPES[t], normal=n, entity=e) for words, t, n, e in GOLD],
)


def document(found: Sequence[Named]) -> Document:
    groups: dict[tuple[str, str], list[Mention]] = {}
    for words, type_, normal, entity in found:
        start, end = span(words)
        mention = Mention(
            start=start,
            end=end,
            text=TEXT[start:end],
            type=TYPES[type_],
            normal=normal,
            score=1.0,
            nested=words == "Твери",
        )
        groups.setdefault((type_, entity), []).append(mention)
    entities = [
        MODELS[type_](type=type_, id=id_, name=group[0].normal, mentions=group)
        for (type_, id_), group in groups.items()
    ]
    return Document(text=TEXT, entities=tuple(entities))


# An answer, a measure, and its (correct, predicted, recalled, gold).
SCORES: list[tuple[str, list[Named], str, tuple[float, int, float, int]]] = [
    ("right", GOLD, "spans", (5, 5, 5, 5)),
    ("right", GOLD, "outermost", (4, 4, 4, 4)),
    ("right", GOLD, "whole", (5, 5, 5, 5)),
    ("right", GOLD, "nominatives", (5, 5, 5, 5)),
    ("right", GOLD, "inflected", (3, 3, 3, 3)),
    ("right", GOLD, "pairwise", (1, 1, 1, 1)),
    ("right", GOLD, "faultless", (1, 1, 1, 1)),
    ("one missed", GOLD[:-1], "spans", (4, 4, 4, 5)),
    ("one missed", GOLD[:-1], "whole", (4, 4, 4, 5)),
    ("one missed", GOLD[:-1], "nominatives", (4, 4, 4, 4)),
    ("one missed", GOLD[:-1], "faultless", (0, 1, 0, 1)),
    ("too many", [*GOLD, ("едет", "PER", "едет", "9")], "spans", (5, 6, 5, 5)),
    ("too many", [*GOLD, ("едет", "PER", "едет", "9")], "faultless", (0, 1, 0, 1)),
    ("normal", [*GOLD[:4], ("Казани", "LOC", "Казаня", "4")], "spans", (5, 5, 5, 5)),
    ("normal", [*GOLD[:4], ("Казани", "LOC", "Казаня", "4")], "whole", (4, 5, 4, 5)),
    ("normal", [*GOLD[:4], ("Казани", "LOC", "Казаня", "4")], "inflected", (2, 3, 2, 3)),
    ("normal", [*GOLD[:4], ("Казани", "LOC", "Казаня", "4")], "faultless", (0, 1, 0, 1)),
    ("ё and case", [*GOLD[:4], ("Казани", "LOC", "КАЗАНЬ", "4")], "faultless", (1, 1, 1, 1)),
    ("type", [*GOLD[:4], ("Казани", "ORG", "Казань", "4")], "spans LOC", (1, 1, 1, 2)),
    ("type", [*GOLD[:4], ("Казани", "ORG", "Казань", "4")], "nominatives", (4, 4, 4, 4)),
    ("split", [*GOLD[:3], ("Дуб едет", "PER", "Дуб", "5"), GOLD[4]], "pairwise", (0, 0, 0, 1)),
    ("split", [*GOLD[:3], ("Дуб едет", "PER", "Дуб", "5"), GOLD[4]], "faultless", (0, 1, 0, 1)),
    ("nothing", [], "spans", (0, 0, 0, 5)),
    ("nothing", [], "faultless", (0, 1, 0, 1)),
]


@pytest.mark.parametrize(("_", "found", "measure", "expected"), SCORES)
def test_scores_of_a_document(
    _: str, found: list[Named], measure: str, expected: tuple[float, int, float, int]
) -> None:
    assert document_scores(GOLD_DOCUMENT, document(found))[measure] == WeightedCounts(*expected)


def test_scores_where_gold_mentions_were_given() -> None:
    answers = [(m.normal or "", m.entity or "") for m in GOLD_DOCUMENT.mentions]
    right = scores_given_mentions(GOLD_DOCUMENT, answers)
    assert right["given inflected"] == WeightedCounts(3, 3, 3, 3)
    assert right["given pairwise"] == WeightedCounts(1, 1, 1, 1)
    wrong = scores_given_mentions(GOLD_DOCUMENT, [("х", "одна")] * 5)
    assert wrong["given nominatives"] == WeightedCounts(0, 5, 0, 5)
    assert wrong["given pairwise"] == WeightedCounts(1, 10, 1, 1)


# ------------------------------------------------------------------------------- two builds


def build(name: str, right: Sequence[int], gold: int = 10) -> Measured:
    """A build that has so many of ten spans right in each document."""
    return Measured(
        name,
        {"today": {f"{i}": {"spans": WeightedCounts(n, 10, n, gold)} for i, n in enumerate(right)}},
    )


VERDICTS = [
    ([5, 6, 7, 8], [5, 6, 7, 8], 0.0, "no"),
    ([5, 6, 7, 8], [6, 7, 8, 9], 0.1, "better"),
    ([6, 7, 8, 9], [5, 6, 7, 8], -0.1, "worse"),
    # As much won as lost.
    ([5, 6, 7, 8], [6, 5, 8, 7], 0.0, "no"),
    # One document alone.
    ([5, 6, 7, 8], [5, 6, 7, 10], 0.05, "no"),
]


@pytest.mark.parametrize(("before", "after", "difference", "verdict"), VERDICTS)
def test_differences_that_are_more_than_chance(
    before: list[int], after: list[int], difference: float, verdict: str
) -> None:
    (row,) = compare(build("a", before), build("b", after)).rows
    corpus, documents, measure, _, _, found, low, high, significant = row
    assert (corpus, documents, measure, significant) == ("today", 4, "spans", verdict)
    assert found == pytest.approx(difference)
    assert isinstance(low, float)
    assert isinstance(high, float)
    assert low - 1e-9 <= difference <= high + 1e-9


def test_builds_on_different_gold_are_refused() -> None:
    with pytest.raises(ValueError, match="different gold"):
        compare(build("a", [5, 6]), build("b", [5, 6], gold=11))
    with pytest.raises(ValueError, match="no document in common"):
        compare(build("a", [5]), Measured("b", {"nerel": {}}))


def test_scores_are_kept_in_a_file(tmp_path: Path) -> None:
    measured = build("a", [5, 6])
    write_measured(measured, tmp_path / "a.jsonl")
    assert read_measured(tmp_path / "a.jsonl") == measured


@pytest.mark.parametrize("content", ["{}", "[1]", '["today","1",[1,2]]', "no"])
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match="no scores of documents"):
        read_measured(tmp_path / "a.jsonl")


# -------------------------------------------------------------------------- answers, with data


@pytest.mark.parametrize("make", [ruentities, natasha])
def test_a_system_links_given_mentions(make: object) -> None:
    found: Answer = answer(make(), GOLD_DOCUMENT)  # type: ignore[operator]
    assert [normal for normal, _ in found.given][1::3] == ["Тверь", "Казань"]
    ids = [id_ for _, id_ in found.given]
    assert len({ids[1], ids[4]}) == 2


def test_a_fold_is_answered_with_its_data(tmp_path: Path) -> None:
    shutil.copy(HOUSE / "data" / "model.npz", tmp_path / "fold1.npz")
    here = answer(ruentities(), GOLD_DOCUMENT)
    assert answers_with(fold_data(tmp_path, 1), [GOLD_DOCUMENT]) == [here]
    with pytest.raises(FileNotFoundError, match="no fold2"):
        fold_data(tmp_path, 2)


def test_damaged_data_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.npz").write_bytes(b"no model")
    with pytest.raises(ValueError, match="damaged"):
        answers_with(tmp_path, [GOLD_DOCUMENT])


def test_data_that_the_library_does_not_know_are_refused(tmp_path: Path) -> None:
    (tmp_path / "modle.npz").write_bytes(b"")
    with pytest.raises(ValueError, match="no data file modle"), replaced(tmp_path):
        pass


def test_sources_of_todays_articles(tmp_path: Path) -> None:
    assert source_groups(TESTS / "gold") == {"001": "agencies"}
    (tmp_path / "today").mkdir()
    (tmp_path / "today" / "sources.tsv").write_text("name\tsource\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 1: 4 fields"):
        source_groups(tmp_path)


# ------------------------------------------------------------------------------- the command


def test_today_is_asked_about_and_two_builds_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = ["today", "--corpora", str(TESTS / "gold"), "--folds", "01234"]
    assert main(common) == 0
    printed = capsys.readouterr().out
    for title in ("spans on all layers", "on gold mentions", "by source", "by fold"):
        assert title in printed
    # The stored figures are of other texts.
    assert "cf2da44" not in printed
    for system in ("ruentities", "natasha"):
        file = tmp_path / f"{system}.jsonl"
        assert main([*common, "--system", system, "--documents", str(file)]) == 0
    files = [str(tmp_path / f"{system}.jsonl") for system in ("natasha", "ruentities")]
    assert main(["compare", *files]) == 0
    assert "natasha and ruentities" in capsys.readouterr().out


def test_fold_0_is_not_looked_at_unless_it_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["today", "--corpora", str(TESTS / "gold"), "--system", "ruentities"]
    assert main(arguments) == 0
    # The one document is in fold 2.
    assert "folds 2: 1 documents" in capsys.readouterr().out
    assert main([*arguments, "--folds", "0"]) == 0
    assert capsys.readouterr().out == ""
