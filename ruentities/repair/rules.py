"""The model's spans to clean mentions: named rules in one visible, ordered list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.kinds import TYPES
from ruentities.repair.borders import (
    drop_addresses,
    finish_adjectives,
    take_edges,
    trim_edges,
)
from ruentities.repair.claims import weigh_claims
from ruentities.repair.finding import (
    find_again,
)
from ruentities.repair.latin import find_latin
from ruentities.repair.listed import drop_listed, take_listed_inside, take_listed_types
from ruentities.repair.listed_finding import find_listed, find_listed_words
from ruentities.repair.marks import balance_quotes, close_pairs, split_brackets
from ruentities.repair.nesting import join_bodies, take_inner
from ruentities.repair.official import take_surnames
from ruentities.repair.owners import take_owners
from ruentities.repair.papers import cut_requisites
from ruentities.repair.people import (
    take_neighbours,
)
from ruentities.repair.scores import drop_unlikely, weigh_found
from ruentities.repair.seats import tell_seats
from ruentities.repair.streets import take_streets
from ruentities.repair.types import (
    agree_on_types,
    drop_generic,
    take_told_types,
)
from ruentities.repair.written_people import find_people
from ruentities.schemes import OF_SCHEME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ruentities.kinds import Type
    from ruentities.recognition.recognize import Recognition
    from ruentities.repair.own_names import OwnNames
    from ruentities.schemes import Scheme
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

    Rule = Callable[[Tokens, list[Span]], list[Span]]

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

# Score of a mention below which more is wrong than right, on the four corpora's development folds.
_LEAST_SCORE: Final[dict[Type, float]] = dict.fromkeys(TYPES, 0.15)
# What the network claims is less often right where names stand in names: of organizations and
# places below .35 140 of 197 are wrong on 3,700 marked texts that it had not learned from; NEREL,
# too, gains. A person missed is a leak.
_LEAST_CLAIM: Final[dict[Type, float]] = {"PER": 0.15, "ORG": 0.35, "LOC": 0.35}

# What each scheme does to the borders and types of names, in order.
BORDERS: Final[dict[Scheme, tuple[Callable[..., list[Span]], ...]]] = {
    "full": (
        drop_addresses,
        finish_adjectives,
        trim_edges,
        split_brackets,
        cut_requisites,
        take_streets,
        balance_quotes,
        take_neighbours,
        find_people,
        take_surnames,
        find_latin,
        drop_generic,
        take_edges,
        drop_listed,
        take_told_types,
        take_listed_types,
        find_again,
        find_listed,
        find_listed_words,
        tell_seats,
        join_bodies,
    ),
    "flat": _COLLECTION5,
    "factrueval": (*_OTHERS, take_listed_types),
    "nerel": _OTHERS,
    "slavicner": _OTHERS,
}

# Those that ask how far the model believes in what it did not take.
_ASKING: Final = (find_again, find_listed_words)


def rules(
    scheme: Scheme, recognition: Recognition, own: OwnNames | None, threshold: float | None
) -> tuple[Rule, ...]:
    """Return every rule of a scheme in the order in which they apply.

    Args:
        scheme: As `repair` takes it.
        recognition: What the model found in the text.
        own: The names of the user's lexicon.
        threshold: As `repair` takes it.
    """
    nested = OF_SCHEME[scheme].nested
    claim = _LEAST_CLAIM if nested else _LEAST_SCORE
    least = _LEAST_SCORE
    if threshold is not None:
        least = dict.fromkeys(TYPES, threshold)
        claim = {kind: min(threshold, claim[kind]) for kind in TYPES}
    inner: tuple[Rule, ...] = (
        partial(take_inner, inner=recognition.inner, adjectives=scheme != "full"),
        take_listed_inside,
        partial(take_owners, outermost=scheme == "full"),
    )
    found: tuple[Rule, ...] = ()
    if own:
        # Imported here: most programs have no lexicon.
        from ruentities.repair.own_names import find_own_names

        found = (partial(find_own_names, recognition=recognition, names=own, nested=nested),)
    # Whom a corpus counts as people is the model's to know.
    first: Rule = partial(drop_unlikely, least=claim)
    if scheme == "full":
        first = partial(weigh_claims, recognition=recognition, least=claim)
    return (
        first,
        *(
            partial(rule, recognition=recognition) if rule in _ASKING else rule
            for rule in BORDERS[scheme]
        ),
        *(inner if nested else ()),
        partial(weigh_found, recognition=recognition),
        partial(drop_unlikely, least=least),
        *found,
    )


class Step(NamedTuple):
    """What a rule made of the spans.

    Attributes:
        rule: Its name.
        spans: The spans after it.
    """

    rule: str
    spans: list[Span]


def repair(
    tokens: Tokens,
    recognition: Recognition,
    scheme: Scheme,
    own: OwnNames | None = None,
    threshold: float | None = None,
) -> list[Span]:
    """Turn the model's spans into mentions.

    Args:
        tokens: The whole text.
        recognition: What the model found in it.
        scheme: ``"full"`` joins and nests names as a reader would underline them, the others
            leave the borders to the model.
        own: The names of a lexicon, which win over what they overlap.
        threshold: Least score of a mention that is not in the lexicon; None for the scheme's.

    Returns:
        Spans in text order, a longer one before what it holds. No two cross.
    """
    spans = recognition.spans
    for step in steps(tokens, recognition, scheme, own, threshold):
        spans = step.spans
    return spans


def steps(
    tokens: Tokens,
    recognition: Recognition,
    scheme: Scheme,
    own: OwnNames | None = None,
    threshold: float | None = None,
) -> Iterator[Step]:
    """Yield each rule's name with the spans that it leaves; `repair` returns the last ones.

    The arguments are those of `repair`.
    """
    spans = recognition.spans
    for rule in rules(scheme, recognition, own, threshold):
        spans = rule(tokens, spans)
        function = rule.func if isinstance(rule, partial) else rule
        yield Step(function.__name__, spans)
