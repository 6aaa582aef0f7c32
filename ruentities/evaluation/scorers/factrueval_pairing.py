"""How factRuEval-2016 compares strings and pairs what was found with what there is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruentities.evaluation.scorers.assignment import best_assignment
from ruentities.evaluation.scorers.scores import ByType, Counts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruentities.kinds import Type

Pair = tuple[int, int]

_FOLDED = str.maketrans(
    dict.fromkeys("«»“”„‟", '"') | dict.fromkeys("‘’‚‛`", "'") | dict.fromkeys("‐‑‒–—―", "-")
    | {"ё": "е"}
)  # fmt: skip
_LOOSE_SPACE = re.compile(r"\s+(?=[,.)])|\s+(?=-)|(?<=[-(])\s+")


def folded(text: str) -> str:
    """Return the form in which the second track compares strings.

    Lower case without ё, one kind of double quote, of single quote and of dash; no space
    before a comma, a full stop or a closing bracket, around a hyphen, after an opening bracket.

    >>> folded(" Театр «Ёлка» ( Ростов - на - Дону ) ")
    'театр "елка" (ростов-на-дону)'
    """
    return _LOOSE_SPACE.sub("", text.strip().lower().translate(_FOLDED))


def same_string(a: str, b: str) -> bool:
    """Whether two folded strings are equal but for a slip of the pen.

    Their Levenshtein distance may be 1 where the longer has 2 to 8 characters, 2 where it has
    more.

    >>> same_string("лавров", "лаврова"), same_string("лавров", "лаврову а")
    (True, False)
    """
    if a == b:
        return True
    longer = max(len(a), len(b))
    allowed = 0 if longer < 2 else 1 if longer < 9 else 2
    return abs(len(a) - len(b)) <= allowed and _distance(a, b) <= allowed


def _distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, start=1):
        previous, row = row, [i]
        for j, right in enumerate(b):
            substituted = previous[j] + (left != right)
            row.append(min(substituted, previous[j + 1] + 1, row[j] + 1))
    return row[-1]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What there is in a document, what was found, and how well they fit.

    Attributes:
        gold: The type of each gold item.
        counted: Whether it counts. One that does not costs nothing when it is missed, nor does
            a response that is paired with it.
        response: The type of each response.
        qualities: (gold item, response) -> how well they fit, above 0 to 1; pairs that do not
            fit at all are absent. Perfect pairs are taken in this order.
    """

    gold: tuple[Type, ...]
    counted: tuple[bool, ...]
    response: tuple[Type, ...]
    qualities: Mapping[Pair, float]


def counts(comparison: Comparison, pairs: list[Pair]) -> ByType[Counts]:
    """Return true positives, gold and response counts per type under a pairing."""

    def of(type_: Type) -> Counts:
        ours = [pair for pair in pairs if comparison.gold[pair[0]] == type_]
        right = [pair for pair in ours if comparison.counted[pair[0]]]
        return Counts(
            tp=sum(comparison.qualities[pair] for pair in right),
            gold=sum(
                gold == type_ and counted
                for gold, counted in zip(comparison.gold, comparison.counted, strict=True)
            ),
            predicted=comparison.response.count(type_) - (len(ours) - len(right)),
        )

    return ByType.of(of)


def best_pairing(comparison: Comparison) -> list[Pair]:
    """Pair gold items with responses, one to one: perfect pairs first, then for the best F1.

    F1 is a ratio, 2·tp / (counted gold + responses - responses paired with what does not
    count), so no pair has a worth of its own. But a pairing reaches the F1 f exactly when
    2·tp + f·(responses paired with what does not count) reaches f·(counted gold + responses),
    and there each pair adds its part: its quality where the gold item counts, f/2 where it
    does not. The assignment for the last f gives a better f until it is the best (Dinkelbach
    1967).
    """
    perfect = _perfect_pairs(comparison.qualities)
    golds = {gold for gold, _ in perfect}
    responses = {response for _, response in perfect}
    rest = {
        (gold, response): quality
        for (gold, response), quality in comparison.qualities.items()
        if gold not in golds and response not in responses
    }
    f1 = _f1(comparison, perfect)
    while True:
        worth = {
            # Never 0: where F1 is 0 whatever is paired, an excused response is still excused.
            pair: quality if comparison.counted[pair[0]] else max(f1 / 2, 1e-6)
            for pair, quality in rest.items()
        }
        pairs = [*perfect, *_heaviest(worth)]
        last, f1 = f1, _f1(comparison, pairs)
        if f1 <= last + 1e-12:
            return pairs


def _perfect_pairs(qualities: Mapping[Pair, float]) -> list[Pair]:
    by_gold: dict[int, int] = {}
    taken = set()
    for (gold, response), quality in qualities.items():
        if quality == 1 and gold not in by_gold and response not in taken:
            by_gold[gold] = response
            taken.add(response)
    return list(by_gold.items())


def _f1(comparison: Comparison, pairs: list[Pair]) -> float:
    return counts(comparison, pairs).total.f1


def _heaviest(worth: Mapping[Pair, float]) -> list[Pair]:
    golds = sorted({gold for gold, _ in worth})
    responses = sorted({response for _, response in worth})
    weights = [[worth.get((gold, response), 0.0) for response in responses] for gold in golds]
    pairs = [(golds[row], responses[column]) for row, column in best_assignment(weights)]
    return [pair for pair in pairs if pair in worth]
