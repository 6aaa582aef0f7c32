"""What is found in papers that nobody looked at while the library was made, natasha beside it.

``python -m tests.benchmarks.papers [FILE]``: texts in the notation of `tests.case_files`, by
default ``papers-held-out.txt`` beside this file: 160 invented court papers, contracts, lists,
letters and news, marked by the guide before any program had read them. Keep it so: who mends
something reads other texts.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ruentities.corpora.gold import GoldMention
from ruentities.corpora.gold_files import gold_document
from ruentities.evaluation.scorers.documents import document_scores, summed
from ruentities.evaluation.systems import SYSTEMS
from ruentities.evaluation.tables import Column, Table, to_text
from tests.case_files import read_cases

if TYPE_CHECKING:
    from ruentities.corpora.gold import GoldDocument
    from ruentities.evaluation.tables import Cell
    from tests.case_files import Case, Expected

HELD_OUT = Path(__file__).with_name("papers-held-out.txt")
_MEASURES = (
    "spans PER",
    "spans LOC",
    "spans ORG",
    "spans",
    "whole",
    "nominatives",
    "inflected",
    "pairwise",
)


def main(path: Path = HELD_OUT) -> None:
    """Print a row of figures for each system."""
    papers = [_gold(case) for case in read_cases(path)]
    rows: list[tuple[Cell, ...]] = []
    for name, system_of in SYSTEMS.items():
        system = system_of()
        found = [document_scores(gold, system.extract(gold.text)) for gold in papers]
        total = summed(found)
        faultless = sum(one["faultless"].f1 == 1 for one in found)
        rows.append((name, *(total[measure].f1 for measure in _MEASURES), faultless))
    table = Table(
        question="papers",
        title="Papers: spans on all layers, nominatives, links",
        note=f"{path.name}: {len(papers)} texts.",
        columns=(
            Column("System"),
            *(Column(measure, ".3f") for measure in _MEASURES),
            Column("faultless", "d"),
        ),
        rows=tuple(rows),
    )
    print(to_text(table))


def _gold(case: Case) -> GoldDocument:
    return gold_document(
        "jsonl", case.id, case.text, [_mention(case, expected) for expected in case.mentions]
    )


def _mention(case: Case, expected: Expected) -> GoldMention:
    """In a case a name alone is its own nominative, and a nominative the entity's name."""
    normal = expected.normal or case.text[expected.start : expected.end]
    entity = f"{expected.type} {expected.entity or normal}"
    return GoldMention(expected.start, expected.end, expected.type, normal=normal, entity=entity)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
