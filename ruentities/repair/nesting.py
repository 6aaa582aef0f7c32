"""Rules for names inside names: «Министерство обороны России» holds «России»."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.listed_words import listed_type
from ruentities.language.morphology import readings
from ruentities.language.names_table import built_in_aliases
from ruentities.repair.borders import trim_edges
from ruentities.repair.ground import may_be_genitive
from ruentities.text.marks import near, stands_in_quotes
from ruentities.text.spans import Span, covered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruentities.kinds import Type
    from ruentities.text.segmentation import Tokens

_RUSSIAN: Final = ("России", "РФ", "Федерации")


def join_bodies(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """«Министерство обороны» + «России», «СБ» + «ООН»: one organization, the rest nested."""
    joined: list[Span] = []
    inner: list[Span] = []
    for span in spans:
        body = joined[-1] if joined else None
        if body and span.start == body.end and _belongs_to(tokens, body, span):
            joined[-1] = replace(body, end=span.end, score=body.score * span.score)
            inner.append(replace(span, nested=True))
        else:
            joined.append(span)
    return sorted([*joined, *inner], key=lambda span: span.order)


def take_inner(tokens: Tokens, spans: list[Span], *, inner: Iterable[Span]) -> list[Span]:
    """Add the names that the model found inside names, at each place where no other is."""
    held = covered(span for span in spans if span.nested)
    owners = {
        index: span for span in spans if not span.nested for index in range(span.start, span.end)
    }
    taken = []
    for span in trim_edges(tokens, list(inner)):
        outer = owners.get(span.start)
        if (
            outer is not None
            and not outer.type == span.type == "PER"  # «Крылова (Сидорова) Ольга» is one person
            and span.end <= outer.end
            and span.end - span.start < outer.end - outer.start
            and held.isdisjoint(range(span.start, span.end))
        ):
            taken.append(span)
    return sorted([*spans, *taken], key=lambda span: span.order)


def take_owners(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Add whose a nested body is, where the table has it: «США» in «Конгресса США».

    The model knows names inside names, but none inside these.
    """
    ends = {span.end for span in spans if span.end - span.start == 1}
    owners = [
        replace(span, start=span.end - 1, type=kind)
        for span in spans
        if span.nested and span.type == "ORG" and span.end - span.start > 1
        if span.end not in ends and tokens.gap(span.end - 1)
        if (kind := _owner_type(tokens.words[span.end - 1]))
    ]
    return sorted([*spans, *owners], key=lambda span: span.order) if owners else spans


def _owner_type(word: str) -> Type | None:
    """Return the type of a listed name that may own a body: a place, or the «РАН» of «ИКИ РАН»."""
    kind = listed_type(word) if may_be_genitive(word) else None
    return kind if kind == "LOC" or word.isupper() else None


def _belongs_to(tokens: Tokens, body: Span, span: Span) -> bool:
    """Whether ``span`` right after the organization ``body`` says whose it is."""
    if body.type != "ORG" or span.type == "PER" or not near(tokens, body.end - 1, body.end):
        return False
    if stands_in_quotes(tokens, body):
        return False
    aliases = built_in_aliases()
    if aliases.find("ORG", " ".join(tokens.words[body.start : span.end])):
        return True
    if span.type == "ORG" and not tokens.words[span.start].isupper():
        return False
    words = tokens.words[body.start : body.end]
    # «МИД РФ», «Минздрав Татарстана», but not «ООН Сирии»: what is known by itself is nobody's,
    # unless its full name says whose it is, so that it may be somebody else's too.
    standing = aliases.find("ORG", " ".join(words))
    own = standing is None or standing.split()[-1] in _RUSSIAN
    common = any(
        reading.known and not reading.labels and reading.part == "noun"
        for word in words
        for reading in readings(word)
    )
    return own and (common or len(words) == 1) and may_be_genitive(tokens.words[span.start])
