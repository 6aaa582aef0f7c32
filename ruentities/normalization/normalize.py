"""Each mention's nominative form, by a scored choice.

Every agreeing reading of a name has a cost (`ruentities.language.agreement`); what the sentence
says of the case, and what the rest of the document calls the same thing, change the costs; the
cheapest wins. Most names can be read in one way only, so that nothing has to be weighed.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.kinds import CASES, NUMBERS
from ruentities.language.agreement import Analysis, analyses, listed_analyses
from ruentities.language.names_table import Aliases, built_in_aliases
from ruentities.language.person_names import Parts, split_name
from ruentities.language.spelling import respell
from ruentities.language.weights import depends_on_weights, weights
from ruentities.recognition.models import GRAMMEMES
from ruentities.text.letters import reprinted
from ruentities.text.marks import stands_in_quotes
from ruentities.text.segmentation import is_word, read, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.kinds import Case, Gender, Type, WordGender
    from ruentities.recognition.recognize import Recognition
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

_CACHED_NAMES: Final = 20_000
# How much dearer the other gender has to be for a person's gender to be told.
_SURE_GENDER: Final = 2.5
# How much probability the tagger's mistakes may have: no grammeme is impossible.
_DOUBT: Final = 0.08
# No sentence makes up for so much.
_HOPELESS: Final = 4.5

_NO_PARTS: Final = Parts()
# The same people are in the news every day.
_parts = lru_cache(maxsize=_CACHED_NAMES)(split_name)

Nominatives = tuple[str | None, ...]
# Probability of each of `GRAMMEMES` for a word in its sentence, those of cases, genders and numbers
# summing to about 1 at most: an adverb has no case.
Grammar = list[float]


@dataclass(frozen=True, slots=True)
class Name:
    """A mention with its nominative.

    Attributes:
        span: Where it stands.
        normal: Its nominative form.
        words: The nominative of each of its words.
        parts: What the name tells of a person's first, middle and last name; for people only.
        gender: ``"masc"``, ``"femn"`` or None; for people only.
        case: The case it stands in, or None when all its cases are alike.
        margin: How much dearer the best other nominative is; infinite when there is none.
    """

    span: Span
    normal: str
    words: tuple[str, ...]
    parts: Parts
    gender: Gender | None
    case: Case | None
    margin: float


def normalize(
    tokens: Tokens,
    spans: Sequence[Span],
    recognition: Recognition,
    aliases: Aliases | None = None,
) -> list[Name]:
    """Give each span its nominative.

    Args:
        tokens: The whole text.
        spans: The names in it.
        recognition: What the model found in it: the grammar of each word.
        aliases: Names whose nominative is known; the built-in ones by default.

    Returns:
        A `Name` for each span, in the same order.
    """
    indexes, choices, votes = _choices(tokens, spans, recognition, aliases)
    return [
        _name(tokens, span, row, *_elect(chosen, votes[span.type]))
        for span, row, chosen in zip(spans, indexes, choices, strict=True)
    ]


class WeighedReading(NamedTuple):
    """Nominatives of a name's words, its gender and case, and what that costs in its document."""

    words: tuple[str, ...]
    gender: WordGender | None
    case: Case | None
    cost: float


def weighed_readings(
    tokens: Tokens,
    spans: Sequence[Span],
    recognition: Recognition,
    aliases: Aliases | None = None,
) -> list[tuple[WeighedReading, ...]]:
    """Return how each span may be read, the cheapest first; the arguments of `normalize`."""
    indexes, choices, votes = _choices(tokens, spans, recognition, aliases)
    found = []
    for span, row, choice in zip(spans, indexes, choices, strict=True):
        given = tuple([tokens.words[index] for index in row])
        readings = [
            WeighedReading(
                _spelt(given, one.outcome.nominatives, capitals=span.type != "PER"),
                one.reading.gender if span.type == "PER" else None,
                one.reading.case,
                round(cost, 2),
            )
            for one, cost in zip(choice, _costs(choice, votes[span.type]), strict=True)
        ]
        found.append(tuple(sorted(readings, key=lambda reading: reading.cost)))
    return found


def _choices(
    tokens: Tokens, spans: Sequence[Span], recognition: Recognition, aliases: Aliases | None
) -> tuple[list[tuple[int, ...]], list[list[_Weighed]], Votes]:
    """Return the words of each span, what it can turn out to be, and the votes of all."""
    aliases = aliases or built_in_aliases()
    indexes = [_word_indexes(tokens, span) for span in spans]
    choices = []
    votes: Votes = {"PER": defaultdict(float), "ORG": defaultdict(float), "LOC": defaultdict(float)}
    for span, row in zip(spans, indexes, strict=True):
        outcomes = _outcomes(tuple([tokens.words[index] for index in row]), span.type, aliases)
        quoted = stands_in_quotes(tokens, span)
        chosen = _in_context(outcomes, row, recognition, quoted=quoted)
        _vote(chosen, votes[span.type])
        choices.append(chosen)
    return indexes, choices, votes


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a name can turn out to be, and the readings by which it does.

    Attributes:
        nominatives: Nominative of each word, None for a word left as it is.
        distinct: Those that differ, which other mentions vote for.
        readings: The analyses with these nominatives and one gender, the cheapest first.
    """

    nominatives: Nominatives
    distinct: tuple[str, ...]
    readings: tuple[Analysis, ...]


@depends_on_weights
@lru_cache(maxsize=_CACHED_NAMES)
def _outcomes(words: tuple[str, ...], kind: Type, aliases: Aliases) -> tuple[_Outcome, ...]:
    grouped: dict[tuple[Nominatives, str | None], list[Analysis]] = defaultdict(list)
    agreeing = analyses(words, kind)
    found = (*agreeing, *listed_analyses(words, kind, aliases, agreeing))
    least = min(analysis.cost for analysis in found)
    for analysis in found:
        if analysis.cost > least + _HOPELESS:
            continue
        gender = analysis.gender if kind == "PER" else None
        grouped[analysis.nominatives, gender].append(analysis)
    return tuple(
        _Outcome(nominatives, tuple({word for word in nominatives if word}), tuple(group))
        for (nominatives, _), group in grouped.items()
    )


@dataclass(frozen=True, slots=True)
class _Weighed:
    """An outcome in its sentence: its likeliest reading and what it costs."""

    outcome: _Outcome
    reading: Analysis
    cost: float


def _in_context(
    outcomes: tuple[_Outcome, ...],
    indexes: tuple[int, ...],
    recognition: Recognition,
    *,
    quoted: bool,
) -> list[_Weighed]:
    """Add what the sentence says against each reading, by the words that it reads."""
    if len(outcomes) == 1 == len(outcomes[0].readings):
        # There is nothing to choose.
        (reading,) = outcomes[0].readings
        return [_Weighed(outcomes[0], reading, reading.cost)]
    known: dict[tuple[int, ...], dict[str, float]] = {}
    weighed = []
    for outcome in outcomes:
        best, least = outcome.readings[0], math.inf
        for reading in outcome.readings:
            cost = reading.cost
            read_words = reading.read
            if read_words:
                if read_words not in known:
                    known[read_words] = _surprises(
                        [recognition.grammemes(indexes[i]) for i in read_words]
                    )
                surprises = known[read_words]
                for grammeme in (reading.case, reading.gender, reading.number):
                    if grammeme is not None:
                        cost += surprises[grammeme]
                # Inside quotes a name mostly stays in the nominative: партии «Единая Россия».
                if quoted and reading.case not in (None, "nomn"):
                    cost += weights().oblique_in_quotes
            if cost < least:
                best, least = reading, cost
        weighed.append(_Weighed(outcome, best, least))
    return weighed


def _surprises(grammar: Sequence[Grammar]) -> dict[str, float]:
    """Cost of each grammeme: less than 0 when the words have it more often than any word."""
    mean = grammar[0]
    if len(grammar) > 1:
        mean = [sum(column) / len(grammar) for column in zip(*grammar, strict=True)]
    w = weights()
    return {
        grammeme: -w.case_in_sentence * math.log(len(CASES) * (chance + _DOUBT))
        if grammeme in CASES
        else -(w.number_in_sentence if grammeme in NUMBERS else w.gender_in_sentence)
        * math.log(2 * (chance + 2 * _DOUBT))
        for grammeme, chance in zip(GRAMMEMES, mean, strict=True)
    }


# For each type, how many mentions have a word as the nominative of one of theirs.
Votes = dict[str, defaultdict[str, float]]


def _vote(choice: Sequence[_Weighed], votes: defaultdict[str, float]) -> None:
    """Let a mention vote for the nominatives of its words, the surer the stronger."""
    if len(choice) == 1:
        for word in choice[0].outcome.distinct:
            votes[word] += 1.0
        return
    least = min([one.cost for one in choice])
    chances = [math.exp(least - one.cost) for one in choice]
    total = sum(chances)
    for one, chance in zip(choice, chances, strict=True):
        for word in one.outcome.distinct:
            votes[word] += chance / total


def _elect(
    choice: Sequence[_Weighed], votes: defaultdict[str, float]
) -> tuple[Analysis, WordGender | None, float]:
    """Return the best reading, its gender where that is sure, and the margin of its name."""
    if len(choice) == 1:
        return choice[0].reading, choice[0].reading.gender, math.inf
    costs = _costs(choice, votes)
    least = min(costs)
    best = choice[costs.index(least)]
    margin = rival = math.inf
    for one, cost in zip(choice, costs, strict=True):
        if one.outcome.nominatives != best.outcome.nominatives:
            margin = min(margin, cost - least)
        elif one is not best:
            rival = min(rival, cost - least)
    # «Седых», «Порошенко»: the same form for a man and a woman, so that the gender is open.
    gender = best.reading.gender if rival > _SURE_GENDER else None
    return best.reading, gender, margin


def _costs(choice: Sequence[_Weighed], votes: defaultdict[str, float]) -> list[float]:
    """Return what each outcome costs once the other mentions have voted."""
    vote = weights().other_mentions
    return [
        one.cost - vote * sum([math.log1p(votes[word]) for word in one.outcome.distinct])
        for one in choice
    ]


def _word_indexes(tokens: Tokens, span: Span) -> tuple[int, ...]:
    """Return the span's words, without punctuation."""
    words = tokens.words
    return tuple(
        [i for i in range(span.start, span.end) if words[i][0].isalnum() or is_word(words[i])]
    )


def _name(
    tokens: Tokens,
    span: Span,
    indexes: tuple[int, ...],
    reading: Analysis,
    gender: WordGender | None,
    margin: float,
) -> Name:
    given = tuple([tokens.words[index] for index in indexes])
    words = _spelt(given, reading.nominatives, capitals=span.type != "PER")
    parts = _parts(words, reading.roles) if span.type == "PER" else _NO_PARTS
    if not tokens.respelt.isdisjoint(indexes):
        shown = [tokens.printed(index) for index in indexes]
        words_read, words = words, tuple(map(reprinted, shown, given, words))
        parts = _reprinted_parts(parts, dict(zip(words_read, words, strict=True)))
    if span.type != "PER" or reading.number == "plur" or gender == "neut":
        gender = None
    if len(words) == 1 == span.end - span.start:
        normal = words[0]
    else:
        spelt = dict(zip(indexes, words, strict=True))
        pieces = [spelt.get(span.start, tokens.words[span.start])]
        for index in range(span.start + 1, span.end):
            pieces += [_joint(tokens.gap(index)), spelt.get(index, tokens.words[index])]
        normal = "".join(pieces)
    return Name(span, normal, words, parts, gender, reading.case, margin)


def _reprinted_parts(parts: Parts, shown: dict[str, str]) -> Parts:
    first, middle, last = (
        part and " ".join(shown.get(word, word) for word in part.split())
        for part in (parts.first, parts.middle, parts.last)
    )
    return Parts(first, middle, last)


@lru_cache(maxsize=_CACHED_NAMES)
def _spelt(words: tuple[str, ...], nominatives: Nominatives, *, capitals: bool) -> tuple[str, ...]:
    return tuple(
        word if nominative is None else respell(word, nominative, capitals=capitals)
        for word, nominative in zip(words, nominatives, strict=True)
    )


@lru_cache(maxsize=1_000)
def _joint(gap: str) -> str:
    """What stands between two tokens of a name, white space made one space."""
    shown = visible(read(gap))
    return " " if shown and not shown.strip() else shown
