"""What a word of a name may be by its last letters, where the dictionary does not tell."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from ruentities.language.found_forms import Found, add, is_a_form, is_call, is_named, is_no_name
from ruentities.language.morphology import is_common, known_readings
from ruentities.language.paradigms import guesses
from ruentities.language.rarity import rarity_of_guess, support_of_guess
from ruentities.language.weights import weights
from ruentities.language.word_lists import FIXED_FIRST_SURNAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.kinds import Number, Type
    from ruentities.language.dictionary import Reading
    from ruentities.language.form import Role
    from ruentities.language.paradigm_table import Paradigm

_FAMILY: Final = frozenset(("Patr", "Surn"))
_MOST_END_IN: Final = tuple("ов ев ёв ин ын ова ева ёва ина ына".split())
_HERS_OR_HIS: Final = "ой"
# «Джорджеску»: such surnames do not change, and none is a form of -еск, -еска or -есок.
_ROMANIAN: Final = re.compile(r".*[аеёиоуыэюя].*еску")
# A chance below which a paradigm is not considered: it would cost too much to win.
_UNLIKELY: Final = 0.002
_UNLIKELY_OF_KNOWN: Final = 0.01
_SHORTEST_STEM: Final = 2
_SHORTEST_STEM_OF_GIVEN: Final = 3


def add_guessed_forms(found: Found, word: str, kind: Type, known: Sequence[Reading]) -> None:
    """What the word may be by its last letters.

    A first name that the dictionary has may be another one's form: «Асию» is no Асий, but Асия.
    Of its surnames only those in -ой may, «Дубовой» being a man as well as Дубова.
    """
    named = is_named(known, kind)
    if (named and kind != "PER") or (kind == "ORG" and is_common(word)):
        return
    if named and is_call(word, known):
        return
    given = named and not any(reading.labels & _FAMILY for reading in known)
    lower = word.lower()
    if named and not given and not lower.endswith(_HERS_OR_HIS):
        return
    w = weights()
    guessed = w.guessed_by_ending
    if kind == "PER" and not known and _ROMANIAN.fullmatch(lower):
        add(found, lower, None, None, None, "last", guessed)
        return
    if named:
        guessed = w.guessed_though_first_name if given else w.guessed_though_known
    told: set[str] = set()
    if not named:
        told = {one.nominative for one in known if not one.labels and one.case}
    names = {one.nominative for one in known if one.labels}
    shortest = _SHORTEST_STEM_OF_GIVEN if given else _SHORTEST_STEM
    rare: dict[str, float] = {}
    for guess in guesses(lower, kind, _UNLIKELY_OF_KNOWN if named else _UNLIKELY):
        nominative, paradigm, cases, stem, chance = guess
        gender = paradigm.gender
        number: Number | None = paradigm.number
        if stem < shortest and nominative not in FIXED_FIRST_SURNAMES:
            continue
        if paradigm.fixed and (number == "plur" or (given and not _is_hers(paradigm, known))):
            continue
        is_usual = nominative.endswith(_MOST_END_IN)
        if nominative not in rare:
            is_open = known and kind == "PER" and not is_usual and nominative not in names
            if is_open and is_no_name(nominative, known_readings(nominative)):
                rare[nominative] = w.nominative_unseen
            else:
                rare[nominative] = rarity_of_guess(word, nominative, kind)
        # «Лыковой»: most surnames end so, whatever adjective is spelt like one of them.
        though_known = told and nominative not in told and not is_usual
        cost = w.guessed_though_known if though_known else guessed
        cost += rare[nominative] - w.ending_chance * math.log(chance)
        if kind == "PER" and not paradigm.fixed:
            cost += support_of_guess(
                lower, nominative, lower[:stem], paradigm, is_known=bool(known)
            )
        if paradigm.fixed:
            number = None
            gender = gender if kind == "PER" else None
            if is_a_form(known, word):
                cost += w.unchanging_though_a_form
        # A name that no dictionary has is a surname, unless it looks like her patronymic.
        role: Role = "noun" if kind != "PER" else "last"
        if (paradigm.role == "middle" and gender == "femn") or (given and paradigm.role == "first"):
            role = paradigm.role
        for case in cases:
            add(found, nominative, case, gender, number, role, cost)


def _is_hers(paradigm: Paradigm, known: Sequence[Reading]) -> bool:
    """Whether a man's first name may be a woman's surname, which stays: «Стеллы Вайс»."""
    return (paradigm.role, paradigm.gender) == ("last", "femn") and all(
        one.gender == "masc" for one in known
    )
