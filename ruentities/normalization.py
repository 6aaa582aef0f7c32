"""Each mention's nominative form, by a scored choice.

The words of a name agree in case, gender and number (its head and what stands before it, for a
place or an organization). Every reading of the whole name that agrees is an `Analysis` with a
cost; what the sentence says of the case, and what the rest of the document calls the same
thing, change the costs; the cheapest wins.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final

from ruentities.declension import Form, forms, respell
from ruentities.lexicon import FIXED_FIRST_SURNAMES, Aliases, built_in_aliases
from ruentities.matching import stands_in_quotes
from ruentities.models import CASES
from ruentities.recognition import read_grammar
from ruentities.segmentation import is_word, read, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruentities.declension import Role
    from ruentities.document import Type
    from ruentities.recognition import Grammar, Recognition, Span
    from ruentities.segmentation import Tokens

_CACHED_NAMES: Final = 20_000
_LONGEST_HEAD: Final = 5
_LONGEST_LISTED: Final = 4
# How much dearer the other gender has to be for a person's gender to be told.
_SURE_GENDER: Final = 2.5
_INFLECTED_IN_QUOTES: Final = 0.7
# News names more men than women.
_FEMININE: Final = 0.4
_VOTE: Final = 1.5
# A place or an organization seldom has a plural name.
_PLURAL: Final = 0.7
_ODD_REST: Final = 1.5
# A capitalized word before the head that does not change: «Ак Барсу».
_FIXED_BEFORE_HEAD: Final = 2.0


@dataclass(frozen=True, slots=True)
class Analysis:
    """One agreeing reading of a name's words.

    Attributes:
        nominatives: Nominative of each word, in lower case; None for a word left as it is.
        roles: Part of the name that each word is.
        case: Case of the name, or None when nothing in it changes.
        gender: Gender, or None when the words fit any.
        number: ``"sing"`` or ``"plur"``, or None.
        cost: How hard it is to believe.
    """

    nominatives: tuple[str | None, ...]
    roles: tuple[Role, ...]
    case: str | None
    gender: str | None
    number: str | None
    cost: float


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
    places = [_word_places(tokens, span) for span in spans]
    grammar = read_grammar(recognition, sorted({place for row in places for place in row}))
    choices = []
    for span, row in zip(spans, places, strict=True):
        words = tuple(tokens.words[place] for place in row)
        quoted = stands_in_quotes(tokens, span)
        costs = [
            (analysis, analysis.cost + _context_cost(analysis, row, grammar, quoted=quoted))
            for analysis in (
                *analyses(words, span.type),
                *_listed_analyses(words, span.type, aliases or built_in_aliases()),
            )
        ]
        choices.append(costs)
    votes = _votes(spans, choices)
    return [
        _name(tokens, span, row, _elect(span.type, costs, votes))
        for span, row, costs in zip(spans, places, choices, strict=True)
    ]


@lru_cache(maxsize=_CACHED_NAMES)
def analyses(words: tuple[str, ...], kind: Type) -> tuple[Analysis, ...]:
    """Return the agreeing readings of a name's words, the cheapest of each agreement.

    >>> best = analyses(("Эльвире", "Набиуллиной"), "PER")[0]
    >>> best.nominatives, best.gender
    (('эльвира', 'набиуллина'), 'femn')
    >>> analyses(("Министерству", "обороны", "Франции"), "ORG")[0].nominatives
    ('министерство', None, None)
    """
    found = _person_analyses(words) if kind == "PER" else _headed_analyses(words, kind)
    return tuple(sorted(found, key=lambda analysis: analysis.cost)) or (_unchanged(words),)


def _unchanged(words: tuple[str, ...]) -> Analysis:
    return Analysis((None,) * len(words), _same("fixed", len(words)), None, None, None, 9.0)


def _same(role: Role, count: int) -> tuple[Role, ...]:
    return (role,) * count


def _person_analyses(words: tuple[str, ...]) -> list[Analysis]:
    """All words of a person's name agree: «Анне Ивановой» is dative and feminine in both."""
    options = [forms(word, "PER") for word in words]
    if len(words) > 1 and words[0].lower() in FIXED_FIRST_SURNAMES:
        # «Ким Чен Ына»: only the last word of a Korean or Chinese name changes.
        options[:-1] = [
            (Form(word.lower(), None, None, None, "last" if i == 0 else "first", 0.0),)
            for i, word in enumerate(words[:-1])
        ]
    found = []
    for case, gender, number in product(CASES, ("masc", "femn"), ("sing", "plur")):
        if number == "plur" and gender == "femn":
            continue
        fitting = [_cheapest(row, case, gender, number) for row in options]
        if all(fitting):
            chosen = [form for form in fitting if form]
            open_gender = number == "plur" or all(form.gender is None for form in chosen)
            found.append(
                Analysis(
                    tuple(form.nominative for form in chosen),
                    tuple(form.role for form in chosen),
                    case,
                    None if open_gender else gender,
                    number,
                    sum(form.cost for form in chosen)
                    + (1.0 if number == "plur" else _FEMININE if gender == "femn" else 0.0),
                )
            )
    return found


def _cheapest(row: Iterable[Form], case: str, gender: str | None, number: str) -> Form | None:
    for form in row:
        if (
            form.case in (None, case)
            and (form.gender is None or gender is None or form.gender == gender)
            and form.number in (None, number)
        ):
            return form
    return None


def _headed_analyses(words: tuple[str, ...], kind: Type) -> list[Analysis]:
    """The head and the adjectives before it agree, what follows is left as it is.

    «Верховному суду Пакистана»: adjective and head in the dative, then a genitive.
    """
    found: dict[tuple[int, str | None, str | None, str | None], Analysis] = {}
    for head in range(min(len(words), _LONGEST_HEAD)):
        rest = len(words) - head - 1
        for form in forms(words[head], kind):
            before = [_before_head(word, form, kind) for word in words[:head]]
            if not all(before) or (form.role == "adjective" and rest):
                continue
            chosen = [*(option for option in before if option), form]
            key = (head, form.case, form.gender, form.number)
            cost = sum(option.cost for option in chosen) + _head_cost(form)
            cost += _rest_cost(words[head + 1 :], kind)
            if key not in found or cost < found[key].cost:
                found[key] = Analysis(
                    (*(option.nominative for option in chosen), *(None,) * rest),
                    (*(option.role for option in chosen), *_same("fixed", rest)),
                    form.case,
                    form.gender,
                    form.number,
                    cost,
                )
    return list(found.values())


def _head_cost(form: Form) -> float:
    cost = _PLURAL if form.number == "plur" else 0.0
    if form.role == "adjective":
        # «в Грозном», «на Тверской»: an adjective for a head, hardly ever in the neuter.
        cost += 1.5 if form.gender != "neut" else 2.5
    return cost


def _rest_cost(rest: Sequence[str], kind: Type) -> float:
    """What follows a head does not change, so it is a genitive or has no cases at all.

    «Великих Луках» is no head with something after it.
    """
    if not rest or not rest[0].istitle():
        return 0.0
    stays = any(form.case in (None, "nomn", "gent") for form in forms(rest[0], kind)[:4])
    return 0.0 if stays else _ODD_REST


def _before_head(word: str, head: Form, kind: Type) -> Form | None:
    """A word before the head is an adjective that agrees with it, or a name that is fixed."""
    adjectives = [option for option in forms(word, kind) if option.role == "adjective"]
    gender = head.gender if head.number != "plur" else None
    agreeing = _cheapest(adjectives, head.case or "nomn", gender, head.number or "sing")
    if agreeing or not word[0].isupper():
        return agreeing
    return Form(word.lower(), None, None, None, "fixed", _FIXED_BEFORE_HEAD)


@lru_cache(maxsize=_CACHED_NAMES)
def _listed_analyses(words: tuple[str, ...], kind: Type, aliases: Aliases) -> list[Analysis]:
    """A name that the alias table has: «Газпром нефти» -> «Газпром нефть»."""
    if not 1 < len(words) <= _LONGEST_LISTED:
        return []
    options = [
        list(dict.fromkeys([word.lower(), *(form.nominative for form in forms(word, kind))]))[:4]
        for word in words
    ]
    return [
        Analysis(nominatives, _same("noun", len(words)), None, None, None, 0.0)
        for nominatives in product(*options)
        # The built-in people decline as others do, and so show their gender.
        if (name := aliases.find(kind, " ".join(nominatives)))
        and (kind != "PER" or (kind, name) in aliases.own)
    ]


def _context_cost(
    analysis: Analysis, places: Sequence[int], grammar: dict[int, Grammar], *, quoted: bool
) -> float:
    """What the sentence says against an analysis, by the words that the analysis reads."""
    read_places = [
        place
        for place, nominative in zip(places, analysis.nominatives, strict=True)
        if nominative is not None
    ]
    if not read_places:
        return 0.0
    cost = 0.0
    if analysis.case:
        weight = sum(grammar[place].weight(analysis.case) for place in read_places)
        cost -= math.log(weight / len(read_places) + 0.03)
        # Inside quotes a name mostly stays in the nominative: партии «Единая Россия».
        cost += _INFLECTED_IN_QUOTES if quoted and analysis.case != "nomn" else 0.0
    for grammeme in (analysis.gender, analysis.number):
        if grammeme:
            weight = sum(grammar[place].weight(grammeme) for place in read_places)
            cost -= 0.4 * math.log(weight / len(read_places) + 0.05)
    return cost


Votes = dict[tuple[str, str], float]


def _votes(spans: Sequence[Span], choices: Sequence[Sequence[tuple[Analysis, float]]]) -> Votes:
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


def _elect(kind: Type, costs: Sequence[tuple[Analysis, float]], votes: Votes) -> Analysis:
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
