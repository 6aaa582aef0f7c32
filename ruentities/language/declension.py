"""Every way to read one word of a name, each with its nominative and what it costs to believe.

The cost is a sum of features times weights (`ruentities.language.weights`). Costs are added up over
the words of a name by `ruentities.language.agreement`, which wants them to agree.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from ruentities.language.found_forms import (
    OBLIQUE_ENDINGS,
    Found,
    add,
    add_adjective_of_place,
    add_dictionary_forms,
    add_foreign_names,
    add_other_gender,
    add_unchanged_forms,
    is_abbreviation,
    is_named,
)
from ruentities.language.guessed_forms import add_guessed_forms
from ruentities.language.morphology import known_readings
from ruentities.language.ordinals import ORDINAL, ordinal_forms
from ruentities.language.rarity import rarity
from ruentities.language.remembered import NAMES
from ruentities.language.weights import depends_on_weights, weights
from ruentities.language.word_lists import NAME_PARTICLES, PLACE_AFTER_HYPHEN
from ruentities.text.marks import is_initial

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruentities.kinds import Type
    from ruentities.language.dictionary import Reading
    from ruentities.language.form import Form

_CYRILLIC: Final = re.compile(r"[а-яё]+(-[а-яё]+)*")
# «Анною», «Софиею»: as old as it is clear.
_OLD_INSTRUMENTAL: Final = ("ою", "ею")
# Of two parts with a hyphen the readings are not independent, so that each counts less.
_EACH_PART: Final = 0.6
_LIKELIEST: Final = 12
# Of several parts, what joins the last to those before.
JOINING: Final = NAME_PARTICLES | {"и"}
# Names have two at most («Ростов-на-Дону»); each is read by itself, so that there is an end to it.
_MOST_HYPHENS: Final = 8


@depends_on_weights
@lru_cache(maxsize=NAMES)
def forms(word: str, kind: Type, *, foreign: bool = True) -> tuple[Form, ...]:
    """Return the ways to read a word of a name of some type, the cheapest first.

    Args:
        word: The word as it stands in the text.
        kind: Type of the name that it belongs to.
        foreign: Whether it may be a name of the table of foreign names.

    >>> forms("Набиуллиной", "PER")[0][:-1]
    ('набиуллина', 'gent', 'femn', 'sing', 'last')
    """
    lower = word.lower()
    if word.count("-") > _MOST_HYPHENS:
        return ((lower, None, None, None, "fixed", 0.0),)
    particle, hyphen, name = word.partition("-")
    if hyphen and particle.lower() in NAME_PARTICLES and name:
        # «аль-Асада»: the particle does not change.
        prefix = particle.lower() + hyphen
        return tuple([(prefix + form[0], *form[1:]) for form in forms(name, kind)])
    if kind != "PER" and name.partition("-")[0] in PLACE_AFTER_HYPHEN:
        # «Стратфорда-на-Эйвоне»: the first part alone changes.
        rest = (hyphen + name).lower()
        return tuple([(form[0] + rest, *form[1:]) for form in forms(particle, kind)])
    if kind != "PER" and (ordinal := ORDINAL.fullmatch(lower)):
        return ordinal_forms(*ordinal.groups())
    if not _CYRILLIC.fullmatch(lower) or (kind == "PER" and is_initial(word)):
        return ((lower, None, None, None, "fixed", 0.0),)
    known = known_readings(word)
    found: Found = {}
    add_dictionary_forms(found, word, kind, known)
    add_adjective_of_place(found, word, kind, known)
    if foreign and kind == "PER" and word[0].isupper():
        add_foreign_names(found, lower, known)
    add_unchanged_forms(found, word, kind, known)
    if lower.endswith(_OLD_INSTRUMENTAL):
        for form in forms(word[:-1] + "й", kind):
            if form[1] == "ablt":
                add(found, *form)
    if word[0].isupper() and not is_abbreviation(word, kind):
        if hyphen:
            for form in _hyphenated_forms(word, kind, known):
                add(found, *form)
        else:
            add_guessed_forms(found, word, kind, known)
    if kind == "PER":
        add_other_gender(found)
    return tuple(
        sorted(
            [
                (nominative, case, gender, number, role, cost)
                for (nominative, case, gender, number, _), (role, cost) in found.items()
            ],
            key=_cost,
        )
    )


_cost = itemgetter(5)


def _hyphenated_forms(word: str, kind: Type, known: Sequence[Reading]) -> Iterator[Form]:
    """«Мусина-Пушкина»: both parts change; «Нью-Йорка»: the last."""
    if is_named(known, kind):
        return
    left, _, right = word.rpartition("-")
    joint = "-"
    before, hyphen, particle = left.rpartition("-")
    if hyphen and particle in JOINING:
        # «Саифа-ул-Мулука», «Ортеги-и-Гассета»
        left, joint = before, f"-{particle}-"
    w = weights()
    cost = w.unchanged_before_hyphen + rarity(left.lower())
    if left.endswith(OBLIQUE_ENDINGS) or _is_inflected(left):
        cost += w.inflected_before_hyphen
    fixed: Form = (left.lower(), None, None, None, "fixed", cost)
    for one, other in product((*forms(left, kind)[:_LIKELIEST], fixed), forms(right, kind)):
        nominative, case, gender, number, _, one_cost = one
        other_nominative, other_case, other_gender, other_number, role, other_cost = other
        if (
            (case == other_case or None in (case, other_case))
            and (gender == other_gender or None in (gender, other_gender))
            and (number == other_number or None in (number, other_number))
        ):
            yield (
                f"{nominative}{joint}{other_nominative}",
                case or other_case,
                gender or other_gender,
                number or other_number,
                "noun" if kind != "PER" else role,
                w.hyphen + _EACH_PART * (one_cost + other_cost),
            )


def _is_inflected(word: str) -> bool:
    """«Франка»: the dictionary has the word, but as no nominative."""
    known = known_readings(word)
    lower = word.lower()
    return bool(known) and all(reading.nominative != lower for reading in known)
