"""Every question about quality by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruentities.evaluation.questions.calibration import calibrations
from ruentities.evaluation.questions.factrueval import factrueval
from ruentities.evaluation.questions.leaks import uncovered
from ruentities.evaluation.questions.linking import linking
from ruentities.evaluation.questions.normals import normals
from ruentities.evaluation.questions.recognition import recognition
from ruentities.evaluation.questions.today import today

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruentities.evaluation.bench import Bench
    from ruentities.evaluation.tables import Table

QUESTIONS: dict[str, Callable[[Bench], list[Table]]] = {
    "today": today,
    "recognition": recognition,
    "normals": normals,
    "linking": linking,
    "leaks": uncovered,
    "factrueval": factrueval,
    "calibration": calibrations,
}
