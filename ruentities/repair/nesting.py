"""Rules for names inside names: «Министерство обороны России» holds «России»."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.morphology import known_readings, readings
from ruentities.language.names_table import built_in_aliases
from ruentities.repair.ground import is_adjective, may_be_genitive
from ruentities.text.marks import near, stands_in_quotes
from ruentities.text.spans import Span, covered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruentities.kinds import Type
    from ruentities.text.segmentation import Tokens

_RUSSIAN: Final = ("России", "РФ", "Федерации")
# Chance that a place in the genitive inside an organization's name is one; set by eye.
_TRUST_NESTED: Final = 0.95


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


def find_nested(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Places and bodies named inside an organization's name: «Верховный суд Пакистана»."""
    nested = []
    held = covered(span for span in spans if span.nested)
    for span in spans:
        if span.type != "ORG" or span.nested or stands_in_quotes(tokens, span):
            continue
        for index in range(span.start + 1, span.end):
            kind = _nested_type(tokens, index)
            # Nothing is glued to what it belongs to: «ДОМ.РФ».
            if kind and index not in held and tokens.gap(index):
                score = span.score * _TRUST_NESTED
                nested.append(Span(index, index + 1, kind, score, nested=True))
    return sorted([*spans, *nested], key=lambda span: span.order)


def take_inner(
    tokens: Tokens, spans: list[Span], *, inner: Iterable[Span], every: bool
) -> list[Span]:
    """Add the names that the model found inside names.

    Args:
        tokens: The whole text.
        spans: The names so far.
        inner: What the model found inside names.
        every: Whether adjectives count («Иранской» in «Иранской газовой компании»), people,
            beginnings of the name itself («Министерство обороны» in «Министерство обороны
            России») and what stands in quotes («России» in «Единой России»).
    """
    held = covered(span for span in spans if span.nested)
    owners = {
        index: span for span in spans if not span.nested for index in range(span.start, span.end)
    }
    taken = []
    for span in inner:
        outer = owners.get(span.start)
        if (
            outer is not None
            and span.end <= outer.end
            and span.end - span.start < outer.end - outer.start
            and held.isdisjoint(range(span.start, span.end))
            and (every or _stands_by_itself(tokens, outer, span))
        ):
            taken.append(span)
    return sorted([*spans, *taken], key=lambda span: span.order)


def _stands_by_itself(tokens: Tokens, outer: Span, span: Span) -> bool:
    word = tokens.words[span.start]
    if span.start == outer.start or not word[0].isupper():
        return False
    if span.type == "PER" or stands_in_quotes(tokens, outer):
        return False
    if (
        span.end == outer.end
        and span.type == outer.type
        and all(map(is_adjective, tokens.words[outer.start : span.start]))
    ):
        # «Северный Кавказ»: the noun alone is no other place.
        return False
    return span.end - span.start > 1 or not is_adjective(word)


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


def _nested_type(tokens: Tokens, index: int) -> Type | None:
    word = tokens.words[index]
    if not word[0].isupper():
        return None
    aliases = built_in_aliases()
    if word.isupper() and len(word) > 1:
        if aliases.find("LOC", word):
            return "LOC"
        return "ORG" if aliases.find("ORG", word) else None
    if is_adjective(tokens.words[index - 1]):
        return None
    genitives = [r for r in known_readings(word) if r.case == "gent" and "Geox" in r.labels]
    return "LOC" if genitives else None
