"""Each mention's nominative form, by a scored choice.

Every agreeing reading of a name has a cost (`ruentities.language.agreement`); what the sentence
says of the case, and what the rest of the document calls the same thing, change the costs; the
cheapest wins. Most names can be read in one way only, so that nothing has to be weighed.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.kinds import CASES, NUMBERS
from ruentities.language.agreement import analyses
from ruentities.language.analysis import analysis_of
from ruentities.language.names_table import Aliases, built_in_aliases
from ruentities.language.spelling import respell
from ruentities.language.weights import depends_on_weights, weights
from ruentities.normalization.coordination import share_words
from ruentities.normalization.name import Name, name_of
from ruentities.normalization.outcomes import outcomes_by
from ruentities.normalization.surroundings import people_of, surroundings
from ruentities.normalization.votes import (
    Weighed,
    add_full_names,
    add_votes,
    ballot_of,
    named_in_full,
)
from ruentities.recognition.models import GRAMMEMES
from ruentities.text.marks import DASHES, stands_in_quotes
from ruentities.text.segmentation import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruentities.kinds import Case, Gender, WordGender
    from ruentities.language.analysis import Analysis
    from ruentities.normalization.surroundings import Surroundings
    from ruentities.normalization.votes import Outcome, Votes
    from ruentities.recognition.recognize import Recognition
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

# How much dearer the other gender has to be for a person's gender to be told.
_SURE_GENDER: Final = 2.5
# How much probability the tagger's mistakes may have: no grammeme is impossible.
_DOUBT: Final = 0.08
# A place with a second name has so many tokens: «Осетия — Алания».
_WITH_SECOND: Final = 3

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
        _with_second_name(tokens, name_of(tokens, span, indexes, given, *_best(weighed)))
        for span, indexes, given, weighed in _weighed(tokens, spans, recognition, aliases)
    ]
    return share_words(tokens, names)


def _with_second_name(tokens: Tokens, name: Name) -> Name:
    """Give a place's second name the case of the first: «в Северной Осетии — Алании»."""
    span = name.span
    if span.type != "LOC" or span.end - span.start < _WITH_SECOND:
        return name
    given = tokens.words[span.start : span.end]
    dash = next((place for place, word in enumerate(given) if word in DASHES), 0)
    second = tuple(given[dash + 1 :])
    if not dash or not second or not all(map(is_word, second)):
        return name
    found = analyses(second, "LOC")
    fitting = [one for one in found if one.case is None or name.case in (None, one.case)]
    if fitting and fitting[0].case is None:
        # «области» is a genitive, too: what «Кузбассе» can be alone decides.
        fitting = [*(one for one in found if one.case), *fitting]
    if not fitting:
        return name
    words = [
        respell(word, nominative) if nominative else word
        for word, nominative in zip(second, fitting[0].nominatives, strict=True)
    ]
    tail = " ".join(name.words[-len(words) :])
    if not name.normal.endswith(tail):
        return name
    normal = name.normal.removesuffix(tail) + " ".join(words)
    return name._replace(normal=normal, words=(*name.words[: -len(words)], *words))


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
    for span, indexes, given, weighed in _weighed(tokens, spans, recognition, aliases):
        yield [
            (name_of(tokens, span, indexes, given, reading, reading.gender, 0.0), one.cost)
            for one in weighed
            for reading in [analysis_of(one.reading)]
        ]


def _weighed(
    tokens: Tokens, spans: Sequence[Span], recognition: Recognition, aliases: Aliases
) -> Iterator[tuple[Span, tuple[int, ...], tuple[str, ...], list[Weighed]]]:
    """Yield each span with its words and its outcomes, weighed in sentence and document."""
    rows = []
    votes: Votes = {"PER": defaultdict(float), "ORG": defaultdict(float), "LOC": defaultdict(float)}
    named: set[tuple[str, str | None]] = set()
    ends, starts = people_of(spans)
    outcomes_of = outcomes_by(aliases)
    for span in spans:
        indexes = _word_indexes(tokens, span)
        given = tuple([tokens.words[index] for index in indexes])
        outcomes = outcomes_of(given, span.type)
        weighed = _in_sentence(outcomes, indexes, recognition, tokens, span)
        may_act = False
        if span.type == "PER" and len(weighed) > 1:
            beside = surroundings(tokens, span, ends, starts)
            _add_surroundings(weighed, beside)
            may_act = beside.may_act
        ballot = ballot_of(weighed)
        for word, vote in ballot.items():
            votes[span.type][word] += vote
        if span.type == "PER" and len(indexes) > 1:
            named |= named_in_full(weighed)
        rows.append((span, indexes, given, weighed, ballot, may_act))
    for span, indexes, given, weighed, ballot, may_act in rows:
        if len(weighed) > 1:
            add_votes(weighed, votes[span.type], ballot)
            if span.type == "PER" and len(indexes) == 1 and named:
                add_full_names(weighed, named, may_act=may_act)
        yield span, indexes, given, weighed


def _in_sentence(
    outcomes: tuple[Outcome, ...],
    indexes: tuple[int, ...],
    recognition: Recognition,
    tokens: Tokens,
    span: Span,
) -> list[Weighed]:
    """Add what the sentence says against each reading, by the words that it reads."""
    if len(outcomes) == 1 == len(outcomes[0][-1]):
        # There is nothing to choose.
        ((_, _, (reading,)),) = outcomes
        return [Weighed(outcomes[0], reading, reading[-1])]
    quoted = stands_in_quotes(tokens, span)
    prices = _prices(alone=span.start == 0 and span.end == len(tokens.words))
    rows = recognition.grammemes(span.start, span.end)
    known: dict[tuple[int, ...], tuple[list[Grammar], dict[str, float]]] = {}
    weighed = []
    for outcome in outcomes:
        _, _, readings = outcome
        best, least = readings[0], math.inf
        for reading in readings:
            _, _, case, gender, number, read_words, cost = reading
            if read_words:
                if read_words not in known:
                    known[read_words] = [rows[indexes[i] - span.start] for i in read_words], {}
                grammar, surprises = known[read_words]
                for grammeme in (case, gender, number):
                    if grammeme is not None:
                        surprise = surprises.get(grammeme)
                        if surprise is None:
                            surprise = surprises[grammeme] = _surprise(grammar, *prices[grammeme])
                        cost += surprise
                # Inside quotes a name mostly stays in the nominative: партии «Единая Россия».
                if quoted and case not in (None, "nomn"):
                    cost += weights().oblique_in_quotes
            if cost < least:
                best, least = reading, cost
        weighed.append(Weighed(outcome, best, least))
    return weighed


def _surprise(
    grammar: Sequence[Grammar], place: int, weight: float, usual: int, doubt: float
) -> float:
    """Cost of a grammeme: less than 0 when the words have it more often than any word.

    Args:
        grammar: Of the words.
        place: The grammeme's in it.
        weight: Its weight.
        usual: Of how many it is one, each as likely.
        doubt: How much probability the tagger's mistakes may have.
    """
    count = len(grammar)
    chance = sum([row[place] for row in grammar]) / count if count > 1 else grammar[0][place]
    return -weight * math.log(usual * (chance + doubt))


@depends_on_weights
@lru_cache(maxsize=2)
def _prices(*, alone: bool) -> dict[str, tuple[int, float, int, float]]:
    """Return the place and the price of each grammeme; see `_surprise`.

    Args:
        alone: Whether a name stands without a sentence: of it the tagger knows no more than its
            letters.
    """
    w = weights()
    case = w.case_alone if alone else w.case_in_sentence
    number = w.number_alone if alone else w.number_in_sentence
    gender = w.gender_alone if alone else w.gender_in_sentence
    prices: dict[str, tuple[int, float, int, float]] = {}
    for place, grammeme in enumerate(GRAMMEMES):
        if grammeme in CASES:
            prices[grammeme] = place, case, len(CASES), _DOUBT
        else:
            prices[grammeme] = place, number if grammeme in NUMBERS else gender, 2, 2 * _DOUBT
    return prices


def _add_surroundings(weighed: Sequence[Weighed], beside: Surroundings) -> None:
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
            fits = case in beside.post_cases
            one.cost += w.other_case_than_post * (not fits)
            # Of a man tells what agrees with his name alone.
            if (fits or beside.post_gender == "masc") and gender not in (None, beside.post_gender):
                one.cost += w.other_gender_than_post * bool(beside.post_gender)
        if beside.after_family and number == "plur":
            one.cost += w.family_after_its_noun


def _best(weighed: Sequence[Weighed]) -> tuple[Analysis, WordGender | None, float]:
    """Return the best reading, its gender where that is sure, and the margin of its name."""
    best = min(weighed, key=attrgetter("cost"))
    reading = analysis_of(best.reading)
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
