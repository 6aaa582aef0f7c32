"""``python -m ruentities.evaluation.declensions``: hand-written names in six cases.

A folder holds ``people.txt``, ``places.txt``, ``organizations.txt`` or some of them. Each line is a
name in the nominative, genitive, dative, accusative, instrumental and prepositional, parted by
bars; ``masc``, ``femn`` or ``plur`` may stand before it. A form in brackets may be another name's
form, so that nobody could tell its nominative from it alone: it is only asked for, never given.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ruentities.evaluation.scorers.normals import comparison_key
from ruentities.evaluation.systems import SYSTEMS
from ruentities.evaluation.tables import Column, Table, to_text
from ruentities.kinds import CASES
from ruentities.language.inflection import inflect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruentities.evaluation.systems import System
    from ruentities.evaluation.tables import Cell
    from ruentities.kinds import Case, Gender, Type

FILES: Final[dict[Type, str]] = {"PER": "people", "LOC": "places", "ORG": "organizations"}
_MARKS: Final[dict[str, Gender | None]] = {"masc": "masc", "femn": "femn", "plur": None}


@dataclass(frozen=True, slots=True)
class Declension:
    """A name in its six cases.

    Attributes:
        type: What it names.
        gender: Given where the name does not tell it.
        forms: In the order of `ruentities.language.paradigms.CASES`.
        telling: For each form, whether its nominative can be told from it alone.
    """

    type: Type
    gender: Gender | None
    forms: tuple[str, ...]
    telling: tuple[bool, ...]

    @property
    def name(self) -> str:
        """The nominative."""
        return self.forms[0]

    def inflected(self, case: Case) -> str:
        """Return what the library makes of it in a case."""
        return inflect(self.name, self.type, case, self.gender)


def read_declensions(directory: Path) -> Iterator[Declension]:
    """Read the names of a folder.

    Args:
        directory: It holds some of the files named in `FILES`.

    Raises:
        ValueError: When a line has other than six forms, naming the file and the line.
    """
    for kind, file in FILES.items():
        path = directory / f"{file}.txt"
        if not path.is_file():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line or line.startswith("#"):
                continue
            mark, _, rest = line.partition(" ")
            forms = [form.strip() for form in (rest if mark in _MARKS else line).split("|")]
            if len(forms) != len(CASES):
                raise ValueError(f"{path.name}:{number}: six forms expected, not {line!r}")
            yield Declension(
                kind,
                _MARKS.get(mark),
                tuple(form.strip("()") for form in forms),
                tuple(not form.startswith("(") for form in forms),
            )


def score(names: Sequence[Declension], system: System) -> Table:
    """Count how many nominatives of single forms a system gets right, and the library's forms.

    Args:
        names: The names.
        system: Whom to ask for nominatives; case forms are the library's own.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for name in names:
        for case, form, telling in zip(CASES, name.forms, name.telling, strict=True):
            own = name.inflected(case)
            counts[name.type, "cases"] += 1
            counts[name.type, "cases right"] += own == form
            if telling:
                counts[name.type, "trips"] += 1
                counts[name.type, "trips right"] += _is_right(system, own, name)
        for form in {form for form, told in zip(name.forms, name.telling, strict=True) if told}:
            right = _is_right(system, form, name)
            for what in ("forms", "oblique")[: 1 if form == name.name else 2]:
                counts[name.type, what] += 1
                counts[name.type, f"{what} right"] += right
    rows: list[tuple[Cell, ...]] = []
    named = [kind for kind in FILES if counts[kind, "cases"]]
    for title, kinds in (*((kind, [kind]) for kind in named), ("all", named)):
        total = {what: sum(counts[kind, what] for kind in kinds) for _, what in counts}
        shares = [total[f"{what} right"] / total[what] for what in ("forms", "oblique", "trips")]
        share = total["cases right"] / total["cases"]
        inflected = share if system.name == "ruentities" else None
        rows.append((title, system.name, total["forms"], *shares, inflected))
    return Table(
        question="declensions",
        title="Names alone: share that is right",
        note=f"{len(names)} names in six cases.",
        columns=(
            Column("Type"),
            Column("System"),
            Column("Forms", ",d"),
            Column("Nominatives", ".3f"),
            Column("of oblique forms", ".3f"),
            Column("There and back", ".3f"),
            Column("Case forms", ".3f"),
        ),
        rows=tuple(rows),
    )


def _is_right(system: System, form: str, name: Declension) -> bool:
    (answer,) = system.normalize(form, [(0, len(form), name.type)])
    return comparison_key(answer) == comparison_key(name.name)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table of each system.

    Args:
        argv: The arguments after the program's name; by default those of the process.

    Returns:
        The exit code.
    """
    parser = argparse.ArgumentParser(
        prog="python -m ruentities.evaluation.declensions",
        description="Score nominatives and case forms on hand-written names.",
    )
    parser.add_argument("directory", type=Path, help="such as tests/cases/declensions")
    parser.add_argument(
        "--system", action="append", choices=tuple(SYSTEMS), help="repeatable (default: both)"
    )
    arguments = parser.parse_args(argv)
    names = list(read_declensions(arguments.directory))
    for system in dict.fromkeys(arguments.system or SYSTEMS):
        print(to_text(score(names, SYSTEMS[system]())), end="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
