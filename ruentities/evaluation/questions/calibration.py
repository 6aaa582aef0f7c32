"""The question about scores: are they probabilities?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruentities.evaluation.questions.columns import COUNT, SHARE
from ruentities.evaluation.scorers.calibration import calibration
from ruentities.evaluation.tables import Column, Table

if TYPE_CHECKING:
    from ruentities.evaluation.bench import Bench


def calibrations(bench: Bench) -> list[Table]:
    """Tables of `calibration`, of the systems whose scores claim to be probabilities."""
    present = bench.among()
    judged = bench.among(lambda convention: convention.scored)
    scored = [
        (corpus, system.name, calibration(bench.pairs(system, corpus, own_scheme=True)))
        for corpus in present
        for system in bench.systems
        if system.calibrated
    ]
    if not scored:
        return []
    bins = ("Score above", "up to", "Mean score", "Right")
    return [
        Table(
            question="calibration",
            title="Expected calibration error of the outermost names",
            note=bench.note(present),
            columns=(
                Column("Corpus"),
                Column("System"),
                Column("Mentions", COUNT),
                Column("Error", SHARE),
                Column("By chance", SHARE),
            ),
            rows=tuple(
                (corpus, name, found.mentions, found.error, found.by_chance)
                for corpus, name, found in scored
            ),
        ),
        Table(
            question="calibration",
            title="How often a mention with a given score is right",
            note=bench.note(judged),
            columns=(
                Column("Corpus"),
                Column("System"),
                *(Column(name, SHARE if name[0] in "MR" else ".1f") for name in bins),
                Column("Mentions", COUNT),
            ),
            rows=tuple(
                (corpus, name, bin_.above, bin_.up_to, bin_.score, bin_.accuracy, bin_.mentions)
                for corpus, name, found in scored
                if corpus in judged
                for bin_ in found.bins
            ),
        ),
    ]
