"""Each mention's nominative form, by a scored choice.

Every agreeing reading of a name has a cost (`ruentities.agreement`); what the sentence says of
the case, and what the rest of the document calls the same thing, change the costs; the cheapest
wins.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.agreement import Analysis, analyses, listed_analyses
from ruentities.declension import respell
from ruentities.lexicon import Aliases, built_in_aliases
from ruentities.matching import stands_in_quotes
from ruentities.recognition import Grammar, Span, read_grammar
from ruentities.segmentation import is_word, read, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.declension import Role
    from ruentities.document import Type
    from ruentities.segmentation import Tokens

_CACHED_NAMES: Final = 20_000
# How much dearer the other gender has to be for a person's gender to be told.
_SURE_GENDER: Final = 2.5
_INFLECTED_IN_QUOTES: Final = 0.7
_VOTE: Final = 1.5
_CASE: Final = 0.85
_GENDER: Final = 0.32
_DOUBT: Final = 0.08


@dataclass(frozen=True, slots=True)
class Name:
    """A mention with its nominative.

    Attributes:
        span: Where it stands.
        normal: Its nominative form.
        words: The nominative of each of its words.
        roles: The part of the name that each word is.
        gender: ``"masc"``, ``"femn"`` or None; for people only.
    """

    span: Span
    normal: str
    words: tuple[str, ...]
    roles: tuple[Role, ...]
    gender: str | None


def normalize(tokens: Tokens, spans: Sequence[Span], aliases: Aliases | None = None) -> list[Name]:
    """Give each span its nominative.

    Args:
        tokens: The whole text.
        spans: The names in it.
        aliases: Names whose nominative is known; the built-in ones by default.

    Returns:
        A `Name` for each span, in the same order.
    """
    aliases = aliases or built_in_aliases()
    places = [_word_places(tokens, span) for span in spans]
    grammar = read_grammar(tokens, sorted({place for row in places for place in row}))
    choices = []
    for span, row in zip(spans, places, strict=True):
        options = _options(tuple(tokens.words[place] for place in row), span.type, aliases)
        quoted = stands_in_quotes(tokens, span)
        choices.append(_in_context(options, [grammar[place] for place in row], quoted=quoted))
    votes = _votes(spans, choices)
    return [
        _name(tokens, span, row, _elect(span.type, costs, votes))
        for span, row, costs in zip(spans, places, choices, strict=True)
    ]


@lru_cache(maxsize=_CACHED_NAMES)
def _options(words: tuple[str, ...], kind: Type, aliases: Aliases) -> tuple[Analysis, ...]:
    return (*analyses(words, kind), *listed_analyses(words, kind, aliases))


Costs = list[tuple[Analysis, float]]


def _in_context(options: Sequence[Analysis], grammar: Sequence[Grammar], *, quoted: bool) -> Costs:
    """Add what the sentence says against each analysis, by the words that it reads."""
    costs = []
    known: dict[tuple[tuple[int, ...], str], float] = {}
    for analysis in options:
        read_words = analysis.read
        cost = analysis.cost
        if read_words:
            for grammeme in (analysis.case, analysis.gender, analysis.number):
                if grammeme is None:
                    continue
                key = (read_words, grammeme)
                if key not in known:
                    known[key] = _surprise(grammeme, [grammar[i] for i in read_words])
                cost += known[key]
            # Inside quotes a name mostly stays in the nominative: партии «Единая Россия».
            if quoted and analysis.case not in (None, "nomn"):
                cost += _INFLECTED_IN_QUOTES
        costs.append((analysis, cost))
    return costs


def _surprise(grammeme: str, grammar: Sequence[Grammar]) -> float:
    """Cost of a grammeme: less than 0 when the words have it more often than any word."""
    weight = sum(word.weight(grammeme) for word in grammar) / len(grammar)
    if grammeme in _CASES:
        return -_CASE * math.log(6 * (weight + _DOUBT))
    return -_GENDER * math.log(2 * (weight + 2 * _DOUBT))


_CASES: Final = frozenset(("nomn", "gent", "datv", "accs", "ablt", "loct"))
Votes = dict[tuple[str, str], float]


def _votes(spans: Sequence[Span], choices: Sequence[Costs]) -> Votes:
    """Let every mention vote for the nominatives of its words, the surer the stronger."""
    votes: Votes = defaultdict(float)
    for span, costs in zip(spans, choices, strict=True):
        least = min(cost for _, cost in costs)
        chances = [(analysis, math.exp(least - cost)) for analysis, cost in costs]
        total = sum(chance for _, chance in chances)
        for analysis, chance in chances:
            for nominative in set(analysis.nominatives) - {None}:
                votes[span.type, str(nominative)] += chance / total
    return votes


def _elect(kind: Type, costs: Costs, votes: Votes) -> Analysis:
    def final(choice: tuple[Analysis, float]) -> float:
        analysis, cost = choice
        support = sum(math.log1p(votes[kind, word]) for word in analysis.nominatives if word)
        return cost - _VOTE * support

    best = min(costs, key=final)
    rivals = [
        final(choice)
        for choice in costs
        if choice[0].nominatives == best[0].nominatives and choice[0].gender != best[0].gender
    ]
    # «Седых», «Порошенко»: the same form for a man and a woman, so that the gender is open.
    unsure = rivals and min(rivals) - final(best) < _SURE_GENDER
    return replace(best[0], gender=None) if unsure else best[0]


def _word_places(tokens: Tokens, span: Span) -> tuple[int, ...]:
    """Return the span's words, without punctuation."""
    return tuple(i for i in range(span.start, span.end) if is_word(tokens.words[i]))


def _name(tokens: Tokens, span: Span, places: tuple[int, ...], analysis: Analysis) -> Name:
    words = {
        place: tokens.words[place]
        if nominative is None
        else respell(tokens.words[place], nominative, capitals=span.type != "PER")
        for place, nominative in zip(places, analysis.nominatives, strict=True)
    }
    parts = []
    for place in range(span.start, span.end):
        if place > span.start:
            gap = visible(read(tokens.gap(place)))
            parts.append(" " if gap.strip() == "" and gap else gap)
        parts.append(words.get(place, tokens.words[place]))
    gender = analysis.gender if span.type == "PER" and analysis.number != "plur" else None
    return Name(span, "".join(parts), tuple(words.values()), analysis.roles, gender)
