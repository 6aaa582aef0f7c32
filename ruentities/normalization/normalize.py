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
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.kinds import CASES, NUMBERS
from ruentities.language.agreement import analyses, listed_analyses
from ruentities.language.analysis import Analysis
from ruentities.language.names_table import Aliases, built_in_aliases
from ruentities.language.weights import depends_on_weights, weights
from ruentities.normalization.coordination import share_words
from ruentities.normalization.name import Name, Nominatives, name_of
from ruentities.normalization.surroundings import people_of, surroundings
from ruentities.recognition.models import GRAMMEMES
from ruentities.text.marks import stands_in_quotes
from ruentities.text.segmentation import is_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ruentities.kinds import Case, Gender, Number, Type, WordGender
    from ruentities.language.form import Role
    from ruentities.normalization.surroundings import Surroundings
    from ruentities.recognition.recognize import Recognition
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

_CACHED_NAMES: Final = 20_000
_CACHED_TABLES: Final = 8
# How much dearer the other gender has to be for a person's gender to be told.
_SURE_GENDER: Final = 2.5
# How much probability the tagger's mistakes may have: no grammeme is impossible.
_DOUBT: Final = 0.08
# One sure mention counts nearly half as much as twenty.
_SURE_VOTE: Final = 10.0
# No sentence makes up for so much.
_HOPELESS: Final = 8.0

_PLACES: Final[dict[str, int]] = {grammeme: place for place, grammeme in enumerate(GRAMMEMES)}

# An `Analysis` as a plain tuple, and what a name can turn out to be: the nominative of each word
# (None for a word left as it is), those that differ (which other mentions vote for), and the
# analyses with these nominatives and one gender, the cheapest first. Plain tuples of text and
# numbers are what Python's garbage collector lets go of: thousands of them are kept.
_Reading = tuple[
    Nominatives,
    tuple["Role", ...],
    "Case | None",
    "WordGender | None",
    "Number | None",
    tuple[int, ...],
    float,
]
_Outcome = tuple[Nominatives, tuple[str, ...], tuple[_Reading, ...]]

# Probability of each of `GRAMMEMES` for a word in its sentence, those of cases, genders and numbers
# summing to about 1 at most: an adverb has no case.
Grammar = list[float]


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
    aliases = aliases or built_in_aliases()
    names = [
        name_of(tokens, span, indexes, *_best(weighed))
        for span, indexes, weighed in _weighed(tokens, spans, recognition, aliases)
    ]
    return share_words(tokens, names)


class WeighedReading(NamedTuple):
    """Nominatives of a name's words, its gender and case, and what that costs in its document."""

    words: tuple[str, ...]
    gender: Gender | None
    case: Case | None
    cost: float


def weighed_readings(
    tokens: Tokens,
    spans: Sequence[Span],
    recognition: Recognition,
    aliases: Aliases | None = None,
) -> list[tuple[WeighedReading, ...]]:
    """Return how each span may be read, the cheapest first; the arguments of `normalize`."""
    found = []
    for options in choices(tokens, spans, recognition, aliases or built_in_aliases()):
        readings = [
            WeighedReading(name.words, name.gender, name.case, round(cost, 2))
            for name, cost in options
        ]
        found.append(tuple(sorted(readings, key=lambda reading: reading.cost)))
    return found


def choices(
    tokens: Tokens, spans: Sequence[Span], recognition: Recognition, aliases: Aliases
) -> Iterator[list[tuple[Name, float]]]:
    """Yield for each span what it can turn out to be, and what each costs to believe.

    Fitting asks for them; see `normalize` for the arguments.
    """
    for span, indexes, weighed in _weighed(tokens, spans, recognition, aliases):
        yield [
            (name_of(tokens, span, indexes, reading, reading.gender, 0.0), one.cost)
            for one in weighed
            for reading in [Analysis(*one.reading)]
        ]


def _weighed(
    tokens: Tokens, spans: Sequence[Span], recognition: Recognition, aliases: Aliases
) -> Iterator[tuple[Span, tuple[int, ...], list[_Weighed]]]:
    """Yield each span with its words and its outcomes, weighed in sentence and document."""
    rows = []
    votes: Votes = {"PER": defaultdict(float), "ORG": defaultdict(float), "LOC": defaultdict(float)}
    ends, starts = people_of(spans)
    outcomes_of = _outcomes_by(aliases)
    for span in spans:
        indexes = _word_indexes(tokens, span)
        outcomes = outcomes_of(tuple([tokens.words[index] for index in indexes]), span.type)
        weighed = _in_sentence(outcomes, indexes, recognition, tokens, span)
        if span.type == "PER" and len(weighed) > 1:
            _add_surroundings(weighed, surroundings(tokens, span, ends, starts))
        ballot = _ballot(weighed)
        for word, vote in ballot.items():
            votes[span.type][word] += vote
        rows.append((span, indexes, weighed, ballot))
    for span, indexes, weighed, ballot in rows:
        if len(weighed) > 1:
            _add_votes(weighed, votes[span.type], ballot)
        yield span, indexes, weighed


@depends_on_weights
@lru_cache(maxsize=_CACHED_TABLES)
def _outcomes_by(aliases: Aliases) -> Callable[[tuple[str, ...], Type], tuple[_Outcome, ...]]:
    """Return what tells of a name's words and its type what they can turn out to be.

    A cache for each table, so that what is kept of a name has plain text for its key.
    """

    @lru_cache(maxsize=_CACHED_NAMES)
    def outcomes(words: tuple[str, ...], kind: Type) -> tuple[_Outcome, ...]:
        agreeing = analyses(words, kind)
        return _grouped((*agreeing, *listed_analyses(words, kind, aliases, agreeing)), kind)

    return outcomes


def _grouped(found: Sequence[Analysis], kind: Type) -> tuple[_Outcome, ...]:
    """Put analyses with the same nominatives and, of a person, the same gender together."""
    grouped: dict[tuple[Nominatives, str | None], list[_Reading]] = defaultdict(list)
    hopeless = min([analysis.cost for analysis in found]) + _HOPELESS
    for analysis in found:
        if analysis.cost <= hopeless:
            gender = analysis.gender if kind == "PER" else None
            grouped[analysis.nominatives, gender].append((*analysis,))
    return tuple(
        [
            (nominatives, tuple({word for word in nominatives if word}), tuple(group))
            for (nominatives, _), group in grouped.items()
        ]
    )


@dataclass(slots=True)
class _Weighed:
    """An outcome in its sentence: its likeliest reading and what it costs."""

    outcome: _Outcome
    reading: _Reading
    cost: float


def _in_sentence(
    outcomes: tuple[_Outcome, ...],
    indexes: tuple[int, ...],
    recognition: Recognition,
    tokens: Tokens,
    span: Span,
) -> list[_Weighed]:
    """Add what the sentence says against each reading, by the words that it reads."""
    if len(outcomes) == 1 == len(outcomes[0][-1]):
        # There is nothing to choose.
        ((_, _, (reading,)),) = outcomes
        return [_Weighed(outcomes[0], reading, reading[-1])]
    quoted = stands_in_quotes(tokens, span)
    alone = span.start == 0 and span.end == len(tokens.words)
    known: dict[tuple[int, ...], tuple[list[Grammar], dict[str, float]]] = {}
    weighed = []
    for outcome in outcomes:
        _, _, readings = outcome
        best, least = readings[0], math.inf
        for reading in readings:
            _, _, case, gender, number, read_words, cost = reading
            if read_words:
                if read_words not in known:
                    known[read_words] = [recognition.grammemes(indexes[i]) for i in read_words], {}
                grammar, surprises = known[read_words]
                for grammeme in (case, gender, number):
                    if grammeme is not None:
                        if grammeme not in surprises:
                            surprises[grammeme] = _surprise(grammar, grammeme, alone=alone)
                        cost += surprises[grammeme]
                # Inside quotes a name mostly stays in the nominative: партии «Единая Россия».
                if quoted and case not in (None, "nomn"):
                    cost += weights().oblique_in_quotes
            if cost < least:
                best, least = reading, cost
        weighed.append(_Weighed(outcome, best, least))
    return weighed


def _surprise(grammar: Sequence[Grammar], grammeme: str, *, alone: bool) -> float:
    """Cost of a grammeme: less than 0 when the words have it more often than any word.

    Of a name alone the tagger knows no more than its letters.
    """
    place = _PLACES[grammeme]
    count = len(grammar)
    chance = sum([row[place] for row in grammar]) / count if count > 1 else grammar[0][place]
    w = weights()
    if grammeme in CASES:
        return -(w.case_alone if alone else w.case_in_sentence) * math.log(
            len(CASES) * (chance + _DOUBT)
        )
    if grammeme in NUMBERS:
        weight = w.number_alone if alone else w.number_in_sentence
    else:
        weight = w.gender_alone if alone else w.gender_in_sentence
    return -weight * math.log(2 * (chance + 2 * _DOUBT))


def _add_surroundings(weighed: Sequence[_Weighed], beside: Surroundings) -> None:
    """Add what the words beside a person's name say against each outcome."""
    w = weights()
    for one in weighed:
        _, _, case, gender, number, *_ = one.reading
        if case not in (None, "nomn"):
            one.cost += w.oblique_at_beginning * beside.is_first
            one.cost += w.oblique_after_mark * beside.after_mark
            one.cost += w.oblique_after_saying * beside.after_saying
            one.cost += w.oblique_before_verb * beside.before_verb
            one.cost += w.oblique_as_subject * (beside.is_first and beside.before_verb)
        elif beside.verb_gender and gender and beside.verb_gender != gender:
            one.cost += w.other_gender_than_verb
        if beside.post_cases and case:
            if case not in beside.post_cases:
                one.cost += w.other_case_than_post
            elif beside.after_woman and gender == "masc":
                one.cost += w.other_gender_than_post
        if beside.after_family and number == "plur":
            one.cost += w.family_after_its_noun


# For each type, how many mentions have a word as the nominative of one of theirs.
Votes = dict[str, defaultdict[str, float]]


def _ballot(weighed: Sequence[_Weighed]) -> dict[str, float]:
    """Tell which nominatives a mention has for its words, the surer the stronger."""
    if len(weighed) == 1:
        return dict.fromkeys(weighed[0].outcome[1], 1.0)
    least = min([one.cost for one in weighed])
    chances = [math.exp(least - one.cost) for one in weighed]
    total = sum(chances)
    ballot: dict[str, float] = defaultdict(float)
    for one, chance in zip(weighed, chances, strict=True):
        _, distinct, _ = one.outcome
        for word in distinct:
            ballot[word] += chance / total
    return ballot


def _add_votes(
    weighed: Sequence[_Weighed], votes: Mapping[str, float], ballot: Mapping[str, float]
) -> None:
    """Make the nominatives cheaper that other mentions have."""
    w = weights()
    for one in weighed:
        _, distinct, _ = one.outcome
        others = [
            math.log1p(_SURE_VOTE * (votes[word] - ballot[word]))
            for word in distinct
            if votes[word] > ballot[word]
        ]
        one.cost -= w.other_mentions * sum(others)


def _best(weighed: Sequence[_Weighed]) -> tuple[Analysis, WordGender | None, float]:
    """Return the best reading, its gender where that is sure, and the margin of its name."""
    best = min(weighed, key=attrgetter("cost"))
    reading = Analysis(*best.reading)
    if len(weighed) == 1:
        return reading, reading.gender, math.inf
    nominatives, _, _ = best.outcome
    margin = rival = math.inf
    for one in weighed:
        if one.outcome[0] != nominatives:
            margin = min(margin, one.cost - best.cost)
        elif one is not best:
            rival = min(rival, one.cost - best.cost)
    # «Седых», «Порошенко»: the same form for a man and a woman, so that the gender is open.
    gender = reading.gender if rival > _SURE_GENDER else None
    return reading, gender, margin


def _word_indexes(tokens: Tokens, span: Span) -> tuple[int, ...]:
    """Return the span's words, without punctuation."""
    words = tokens.words
    return tuple(
        [i for i in range(span.start, span.end) if words[i][0].isalnum() or is_word(words[i])]
    )
