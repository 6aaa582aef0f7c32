"""``python -m ruentities.training.surnames``: how well surnames decline that were never counted.

A tenth of a table of surnames is left out of the counts of `ruentities.training.paradigms`, those
that the dictionary has as well; a copy of the package with these counts declines 2,000 of its
forms and gives them their nominatives. Nothing is written.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.evaluation.builds.answers import replaced
from ruentities.evaluation.scorers.calibration import reliability
from ruentities.evaluation.scorers.normals import comparison_key
from ruentities.language.inflection import inflect
from ruentities.normalization.normal_form import normalize
from ruentities.training.made_names import hash_of
from ruentities.training.paradigms import counted, dictionary_names, nicknames, surnames

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruentities.kinds import Case, Gender

_HELD_OUT_OF: Final = 10
_FORMS: Final = 2_000
_SEED: Final = 5
_FIRST_NAMES: Final[dict[Gender, str]] = {"masc": "Олег", "femn": "Анна"}
_HIS: Final = ("ов", "ев", "ёв", "ин", "ын")
_HERS: Final = ("ова", "ева", "ёва", "ина", "ына")


class _Form(NamedTuple):
    """A surname in a case; ``form`` holds several right ones, parted by bars."""

    nominative: str
    form: str
    gender: Gender
    case: Case


def main(argv: Sequence[str] | None = None) -> None:
    """Print the shares that are right, and how far the scores are from them."""
    parser = argparse.ArgumentParser(prog="python -m ruentities.training.surnames")
    parser.add_argument("surnames", type=Path, help="petrovich-ruby's surnames as a table")
    path = parser.parse_args(argv).surnames
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[2:]]
    held_out = {row[0] for row in rows if hash_of(row[0]) % _HELD_OUT_OF == 0}
    known = {name.lower() for name in held_out}
    names = [
        name
        for name in (*dictionary_names(), *nicknames(), *surnames(path, frozenset(held_out)))
        if name.role != "last" or name.forms[0][0] not in known
    ]
    chosen = [row for row in rows if row[0] in held_out]
    random.Random(_SEED).shuffle(chosen)
    with TemporaryDirectory() as folder:
        (Path(folder) / "paradigms.tsv").write_text(counted(names), encoding="utf-8")
        with replaced(Path(folder)) as package:
            code = (
                f"import sys; sys.path.insert(0, {str(package)!r}); "
                "from ruentities.training.surnames import serve; serve()"
            )
            asked = json.dumps(chosen[:_FORMS])
            subprocess.run([sys.executable, "-c", code], input=asked.encode(), check=True)


def serve() -> None:
    """Judge the forms on standard input: nominative, form, gender and case of each."""
    forms = [
        _Form(nominative, form, "femn" if gender == "femn" else "masc", case)
        for nominative, form, gender, case in json.load(sys.stdin.buffer)
    ]
    inflected: list[bool] = []
    back: list[bool] = []
    named: list[tuple[float, bool]] = []
    for number, (nominative, form, gender, case) in enumerate(forms):
        order = -1 if number % 2 else 1
        first = _FIRST_NAMES[gender]
        name = " ".join((first, nominative)[::order])
        declined = inflect(first, "PER", case, gender)
        right = [" ".join((declined, one)[::order]) for one in form.split("|")]
        made = inflect(name, "PER", case, gender)
        inflected.append(any(_same(made, one) for one in right))
        back.append(_same(normalize(made, "PER").name, name))
        named.append(_told(right[0], name))
    alone = [_told(form, nominative) for one in forms for form, nominative in _alone(one)]
    print(f"{len(forms):,} forms of surnames that were not counted")
    for title, right_ones in (
        ("inflect, with a first name", inflected),
        ("normalize, with a first name", [right for _, right in named]),
        ("there and back, with a first name", back),
        ("normalize, alone", [right for _, right in alone]),
    ):
        print(f"{_share(right_ones):.4f} {title}")
    print(f"{reliability(named).error:.3f} expected calibration error, with a first name")
    print(f"{reliability(alone).error:.3f} expected calibration error, alone")


def _alone(one: _Form) -> Iterator[tuple[str, str]]:
    """Yield forms of a name alone, with their nominatives.

    Names are as often in the nominative as not, and a form that may be a man's or a woman's is
    asked for both: the table has ten times as many women in the accusative as men in the dative.
    """
    form = one.form.split("|")[0]
    yield form, one.nominative
    yield one.nominative, one.nominative
    if one.gender == "femn" and one.case == "accs" and one.nominative.endswith(_HERS):
        yield form, one.nominative[:-1]
    elif one.gender == "masc" and one.case in ("gent", "accs") and one.nominative.endswith(_HIS):
        yield form, form


def _told(form: str, nominative: str) -> tuple[float, bool]:
    found = normalize(form, "PER")
    return found.score, _same(found.name, nominative)


def _same(one: str, other: str) -> bool:
    return comparison_key(one) == comparison_key(other)


def _share(right: Iterable[bool]) -> float:
    held = list(right)
    return sum(held) / len(held)


if __name__ == "__main__":
    main()
