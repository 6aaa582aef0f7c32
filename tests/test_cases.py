"""The hand-written cases of ``tests/cases``: what `extract` must find in each text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from ruentities import Document, Extractor
from tests.case_files import Case, read_cases
from tests.paths import CASE_FILES as FOLDER

if TYPE_CHECKING:
    from ruentities import Scheme

KNOWN_FAILURES = FOLDER / "known-failures.txt"
CASES = [
    pytest.param(case, id=f"{path.stem}/{case.id}")
    for path in sorted(FOLDER.glob("*.txt"))
    if path != KNOWN_FAILURES
    for case in read_cases(path)
]
FAILING = [pytest.param(case, id=case.id) for case in read_cases(KNOWN_FAILURES)]


@cache
def extractor(scheme: Scheme) -> Extractor:
    return Extractor(scheme=scheme)


def notes(document: Document, case: Case) -> list[str]:
    """What was found, in the notation of the cases, saying only as much as the case asserts."""
    wanted = {(mention.start, mention.end): mention for mention in case.mentions}
    reasons = {(found.start, found.end): found.reason for found in document.mentions}
    lines = []
    for row in document.to_records():
        expected = wanted.get((row["start"], row["end"]))
        line = f"{row['start']}:{row['end']} {row['type']} {row['text']}"
        line += " (nested)" if row["nested"] else ""
        line += f" = {row['normal']}" if expected is None or expected.normal else ""
        line += f" > {row['name']}" if expected is None or expected.entity else ""
        line += f" ~ {reasons[row['start'], row['end']]}" if expected and expected.why else ""
        lines.append(line)
    return lines


def wanted_notes(case: Case) -> list[str]:
    return [
        f"{mention.start}:{mention.end} {mention.type} {case.text[mention.start : mention.end]}"
        + (" (nested)" if mention.nested else "")
        + (f" = {mention.normal}" if mention.normal else "")
        + (f" > {mention.entity}" if mention.entity else "")
        + (f" ~ {mention.why}" if mention.why else "")
        for mention in case.mentions
    ]


def check(case: Case) -> None:
    document = extractor(case.scheme).extract(case.text)
    assert notes(document, case) == wanted_notes(case)
    for entity in {(mention.type, mention.entity) for mention in case.mentions if mention.entity}:
        ids = {row["id"] for row in document.to_records() if (row["type"], row["name"]) == entity}
        assert len(ids) == 1, f"{entity} is {sorted(ids)}"
    for expected in case.persons:
        (person,) = [
            person for person in document.persons if expected.name in (person.name, *person.aliases)
        ]
        found = {key: getattr(person, key) for key, _ in expected.parts}
        assert found == dict(expected.parts)


@pytest.mark.parametrize("case", CASES)
def test_case(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", FAILING)
@pytest.mark.xfail(raises=AssertionError)
def test_known_failure(case: Case) -> None:
    check(case)
