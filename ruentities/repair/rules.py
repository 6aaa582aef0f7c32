"""The model's spans to clean mentions: named rules in one visible, ordered list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from ruentities.repair.bodies import find_bodies
from ruentities.repair.borders import (
    cut_at_verbs,
    drop_addresses,
    finish_adjectives,
    trim_edges,
    unwrap_legal_forms,
)
from ruentities.repair.finding import (
    agree_on_types,
    drop_generic,
    drop_unlikely,
    find_again,
    find_geography,
    find_lexicon,
    find_listed,
    take_announced_types,
    take_listed_types,
)
from ruentities.repair.marks import balance_quotes, close_pairs, split_brackets
from ruentities.repair.nesting import find_nested, join_bodies, take_inner
from ruentities.repair.people import (
    find_initials,
    join_people,
    split_people,
    take_initials,
    take_neighbours,
)
from ruentities.text.spans import covered

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruentities.language.lexicon import Lexicon
    from ruentities.recognition.recognize import Recognition
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

    Rule = Callable[[Tokens, list[Span]], list[Span]]

Scheme = Literal["full", "flat", "factrueval", "nerel", "slavicner"]

# The annotation convention that the model follows in each scheme.
CONVENTIONS: Final[dict[Scheme, str]] = {
    "full": "collection5",
    "flat": "collection5",
    "factrueval": "factrueval",
    "nerel": "nerel",
    "slavicner": "slavicner",
}

# The schemes that have names inside names.
_NESTED: Final = ("full", "nerel")

# A corpus's own convention is the model's to know, but under none is a name torn in two.
_WHOLE_NAMES: Final[tuple[Rule, ...]] = (
    balance_quotes,
    close_pairs,
    finish_adjectives,
    agree_on_types,
)
# Collection5 counts what stands in brackets as part of a name: «Томас Хаммарберг (Thomas
# Hammarberg)», «Форум стран-экспортеров газа (ФСЭГ)».
_COLLECTION5: Final[tuple[Rule, ...]] = (drop_addresses, *_WHOLE_NAMES)
_OTHERS: Final[tuple[Rule, ...]] = (drop_addresses, trim_edges, *_WHOLE_NAMES)

# Below this score more is wrong than right.
LEAST_SCORE: Final = 0.15

RULES: Final[dict[Scheme, tuple[Rule, ...]]] = {
    "full": (
        drop_addresses,
        trim_edges,
        split_brackets,
        unwrap_legal_forms,
        balance_quotes,
        cut_at_verbs,
        finish_adjectives,
        take_initials,
        join_people,
        take_neighbours,
        split_people,
        find_initials,
        drop_generic,
        agree_on_types,
        take_listed_types,
        take_announced_types,
        find_again,
        find_listed,
        find_geography,
        join_bodies,
        find_bodies,
        find_nested,
    ),
    "flat": _COLLECTION5,
    "factrueval": (*_OTHERS, take_listed_types),
    "nerel": _OTHERS,
    "slavicner": _OTHERS,
}


def repair(
    tokens: Tokens,
    recognition: Recognition,
    scheme: Scheme,
    lexicon: Lexicon | None = None,
    threshold: float = LEAST_SCORE,
) -> list[Span]:
    """Turn the model's spans into mentions.

    Args:
        tokens: The whole text.
        recognition: What the model found in it.
        scheme: ``"full"`` joins and nests names as a reader would underline them, the others
            leave the borders to the model.
        lexicon: Names of the user's own, which win over whatever they overlap.
        threshold: Least score of a mention that is not in the lexicon.

    Returns:
        Spans in text order, a longer one before what it holds. No two cross.
    """
    seen = covered(recognition.spans)
    found = [span for span in recognition.spans if span.score >= min(threshold, LEAST_SCORE)]
    for rule in RULES[scheme]:
        found = rule(tokens, found)
    if scheme in _NESTED:
        found = take_inner(tokens, found, recognition.inner, every=scheme == "nerel")
    weighed = [
        span if not seen.isdisjoint(range(span.start, span.end)) else _weigh(span, recognition)
        for span in found
    ]
    likely = drop_unlikely(weighed, threshold)
    return find_lexicon(tokens, likely, lexicon) if lexicon else likely


def _weigh(span: Span, recognition: Recognition) -> Span:
    """Score a name that a rule alone found: the model's own doubts count for something."""
    chance = recognition.chance(span.start, span.end, span.type)
    return replace(span, score=1 - (1 - span.score) * (1 - chance))
