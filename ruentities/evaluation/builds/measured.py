"""The scores of every document by itself, as a file: what two builds are compared by."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Final

from ruentities.evaluation.scorers.documents import OUTERMOST, SPANS
from ruentities.evaluation.scorers.scores import WeightedCounts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.abc import Traversable
    from pathlib import Path

    from ruentities.evaluation.scorers.documents import Scores


@dataclass(frozen=True, slots=True)
class Measured:
    """What a build gets for each document.

    Attributes:
        build: How the build is called.
        scores: For each corpus and name of a document, its scores by measure.
    """

    build: str
    scores: Mapping[str, Mapping[str, Scores]]


# A line is ["build", ...], then ["measures", corpus, measures ...] before a corpus's documents,
# which are [corpus, name, (correct, predicted, recalled, gold) of each measure ...].
_BUILD: Final = "build"
_MEASURES: Final = "measures"
_DIGITS: Final = 6


def are_of_one_gold(one: Scores, other: Scores | None) -> bool:
    """Whether a document's scores of two builds were counted on the same gold mentions."""
    # F1 of spans, unlike the others, is over all of them.
    return other is not None and all(
        one[measure].gold == other[measure].gold
        for measure in (SPANS, OUTERMOST)
        if measure in one and measure in other
    )


def write_measured(measured: Measured, path: Path) -> None:
    """Write scores to a file, JSON Lines, a document a line."""
    rows: list[list[object]] = [[_BUILD, measured.build]]
    for corpus, documents in measured.scores.items():
        measures = list(next(iter(documents.values())))
        rows.append([_MEASURES, corpus, *measures])
        rows += [
            [corpus, name, *([_short(number) for number in astuple(scores[m])] for m in measures)]
            for name, scores in documents.items()
        ]
    lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _short(number: float) -> float:
    return int(number) if number == int(number) else round(number, _DIGITS)


def read_measured(path: Path | Traversable) -> Measured:
    """Read what `write_measured` wrote.

    Raises:
        FileNotFoundError: When there is no such file.
        ValueError: When it holds something else.
    """
    build = ""
    measures: dict[str, list[str]] = {}
    scores: defaultdict[str, dict[str, Scores]] = defaultdict(dict)
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            kind, name, *rest = json.loads(line)
            if kind == _BUILD:
                build = name
            elif kind == _MEASURES:
                measures[name] = rest
            else:
                counts = [WeightedCounts(*numbers) for numbers in rest]
                scores[kind][name] = dict(zip(measures[kind], counts, strict=True))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path}: no scores of documents ({error})") from None
    return Measured(build, dict(scores))
