"""Rules for scores: how far a name is believed that a rule found, and which are too unlikely."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ruentities.repair.ground import standing
from ruentities.text.spans import covered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruentities.kinds import Type
    from ruentities.recognition.recognize import Recognition
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span


def drop_unlikely(_: Tokens, spans: list[Span], *, least: Mapping[Type, float]) -> list[Span]:
    """The best tags of a stretch may still be unlikely: «Лекцию прочла И. И. Фролова»."""
    return standing([span for span in spans if span.score >= least[span.type]])


def weigh_found(_: Tokens, spans: list[Span], *, recognition: Recognition) -> list[Span]:
    """Score a name that a rule alone found: the model's own doubts count for something."""
    seen = covered(recognition.spans)
    return [
        span if not seen.isdisjoint(range(span.start, span.end)) else _weighed(span, recognition)
        for span in spans
    ]


def _weighed(span: Span, recognition: Recognition) -> Span:
    chance = recognition.chance(span.start, span.end, span.type)
    return replace(span, score=1 - (1 - span.score) * (1 - chance))
