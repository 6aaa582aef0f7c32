"""Where a mention's span comes from: the model's span, and the rules that changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.repair.rules import Step
    from ruentities.text.spans import Span


class Changed(NamedTuple):
    """What a rule did to a span.

    Attributes:
        rule: The rule's name.
        before: The spans that it took; none where it found a new one.
        after: The span that it made of them.
    """

    rule: str
    before: tuple[Span, ...]
    after: Span


def lineage(
    span: Span, found: Sequence[Span], steps: Sequence[Step]
) -> tuple[Span | None, tuple[Changed, ...]]:
    """Follow a span back to what the model found.

    Args:
        span: A span that the last rule left.
        found: The model's spans.
        steps: What each rule left, in their order.

    Returns:
        The model's span that it comes from, None where a rule found it, and the rules that
        changed it, in their order.
    """
    changes: list[Changed] = []
    stages = [found, *[step.spans for step in steps]]
    for step, before in zip(reversed(steps), reversed(stages[:-1]), strict=True):
        same = [other for other in before if _place(other) == _place(span)]
        if same:
            span = same[0]
            continue
        kept = set(map(_place, step.spans))
        taken = tuple(
            other
            for other in before
            if other.start < span.end and span.start < other.end and _place(other) not in kept
        )
        changes.append(Changed(step.rule, taken, span))
        if not taken:
            return None, tuple(reversed(changes))
        span = max(taken, key=lambda other: _shared(other, span))
    return span, tuple(reversed(changes))


def _place(span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.type


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
