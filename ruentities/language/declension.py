"""Every way to read one word of a name, each with its nominative and what it costs to believe.

The cost is a sum of features times weights (`ruentities.language.weights`). Costs are added up over
the words of a name by `ruentities.language.agreement`, which wants them to agree.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final

from ruentities.kinds import CASES
from ruentities.language.form import Form
from ruentities.language.morphology import is_common, known_readings, readings
from ruentities.language.ordinals import ORDINAL, ordinal_forms
from ruentities.language.paradigms import guesses
from ruentities.language.rarity import rarity, rarity_of_guess, rarity_of_known
from ruentities.language.weights import depends_on_weights, weights
from ruentities.language.word_lists import NAME_PARTICLES, PLACE_AFTER_HYPHEN
from ruentities.text.marks import is_initial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruentities.kinds import Type
    from ruentities.language.dictionary import Reading
    from ruentities.language.form import Role
    from ruentities.language.paradigms import Guess


_CYRILLIC: Final = re.compile(r"[а-яё]+(-[а-яё]+)*")
_ROLES: Final[dict[str, Role]] = {"Name": "first", "Patr": "middle", "Surn": "last"}
_LABEL_OF_TYPE: Final = {"LOC": "Geox", "ORG": "Orgn"}
_CACHED_WORDS: Final = 20_000
_MEN_END_IN: Final = frozenset("бвгджзйклмнпрстфхцчшщь")
_WOMEN_HAVE_ANOTHER: Final = ("ов", "ев", "ёв", "ин", "ын", "ий", "ый", "ой")
_MEN_HAVE_ANOTHER: Final = ("ова", "ева", "ёва", "ина", "ына", "ая", "яя")
_OBLIQUE_ENDINGS: Final = tuple("еёиуыюь") + tuple(
    "ой ей ёй ым им ом ем ём ам ям ах ях ых их ами ями ыми ими".split()
)
# «Седых» is all cases of a surname, «Ивановых» is several people.
_FIXED_ENDINGS: Final = ("ых", "их")
_FAMILY_ENDINGS: Final = ("овых", "евых", "ёвых", "иных", "ыных", "ских", "цких")
# «Анною», «Софиею»: as old as it is clear.
_OLD_INSTRUMENTAL: Final = ("ою", "ею")
# A chance below which a paradigm is not considered: it would cost too much to win.
_UNLIKELY: Final = 0.002
_UNLIKELY_OF_KNOWN: Final = 0.01
# Of two parts with a hyphen the readings are not independent, so that each counts less.
_EACH_PART: Final = 0.6
_LIKELIEST: Final = 12
# Names have two at most («Ростов-на-Дону»); each is read by itself, so that there is an end to it.
_MOST_HYPHENS: Final = 8
# «Цой» is no adjective.
_ONE_SYLLABLE: Final = 3
_SHORTEST_STEM: Final = 2
_SHORTEST_STEM_OF_GIVEN: Final = 3


@depends_on_weights
@lru_cache(maxsize=_CACHED_WORDS)
def forms(word: str, kind: Type) -> tuple[Form, ...]:
    """Return the ways to read a word of a name of some type, the cheapest first.

    Args:
        word: The word as it stands in the text.
        kind: Type of the name that it belongs to.

    >>> best = forms("Набиуллиной", "PER")[0]
    >>> best.nominative, best.gender, best.role
    ('набиуллина', 'femn', 'last')
    """
    lower = word.lower()
    if word.count("-") > _MOST_HYPHENS:
        return (Form(lower, None, None, None, "fixed", 0.0),)
    particle, hyphen, name = word.partition("-")
    if hyphen and particle.lower() in NAME_PARTICLES and name:
        # «аль-Асада»: the particle does not change.
        prefix = particle.lower() + hyphen
        return tuple(
            form._replace(nominative=prefix + form.nominative) for form in forms(name, kind)
        )
    if kind != "PER" and (ordinal := ORDINAL.fullmatch(lower)):
        return ordinal_forms(*ordinal.groups())
    if not _CYRILLIC.fullmatch(lower) or (kind == "PER" and is_initial(word)):
        return (Form(lower, None, None, None, "fixed", 0.0),)
    found = [*_dictionary_forms(word, kind), *_unchanged_forms(word, kind)]
    if lower.endswith(_OLD_INSTRUMENTAL):
        found += [form for form in forms(word[:-1] + "й", kind) if form.case == "ablt"]
    if word[0].isupper() and not _is_abbreviation(word, kind):
        found += _guessed_forms(word, kind) if "-" not in word else _hyphenated_forms(word, kind)
    if kind == "PER":
        given = any(form.role == "first" for form in found)
        men = [] if given else [man for form in found for man in _men(form)]
        found += [*(woman for form in found for woman in _women(form)), *men]
    best: dict[tuple[object, ...], Form] = {}
    for form in found:
        agreeing = form.role == "adjective"
        key = (form.nominative, form.case, form.gender, form.number, agreeing)
        known = best.get(key)
        if known is None:
            best[key] = form
        elif form.cost < known.cost:
            # What the dictionary knows it as comes first.
            best[key] = form._replace(role=known.role)
    return tuple(sorted(best.values(), key=lambda form: form.cost))


def _is_named(word: str, kind: Type) -> bool:
    """Whether the dictionary knows the word as part of such a name."""
    return any(_is_label_of(reading, kind) for reading in known_readings(word))


def _is_abbreviation(word: str, kind: Type) -> bool:
    return word.isupper() and len(word) > 1 and kind != "PER"


def _is_label_of(reading: Reading, kind: Type) -> bool:
    if kind == "PER":
        return not reading.labels.isdisjoint(_ROLES)
    return _LABEL_OF_TYPE[kind] in reading.labels


def _dictionary_forms(word: str, kind: Type) -> Iterator[Form]:
    w = weights()
    abbreviation = _is_abbreviation(word, kind)
    for reading in known_readings(word) if kind == "PER" else readings(word):
        if reading.part not in ("noun", "adjective") or not reading.case:
            continue
        if kind == "PER" and (reading.gender == "neut" or _is_several(reading)):
            continue
        if abbreviation and (not reading.known or len(word) < 4 or "Abbr" in reading.labels):
            continue
        # What the dictionary does not know is guessed better below, adjectives and nouns of
        # organizations aside.
        if not reading.known and reading.labels:
            continue
        role, cost = _role_and_cost(reading, kind)
        if kind == "LOC" and not reading.labels and role == "noun" and word[0].isupper():
            cost += w.common_noun_as_place
        fixed = "Fixd" in reading.labels
        weight, gender = reading.weight, reading.gender
        if fixed and kind != "PER":
            # It is read six times, once for each case, and hardly shows a gender.
            weight, gender = min(1.0, weight * len(CASES)), None
        rare = rarity_of_known(word, reading.nominative) + w.unchanging_by_dictionary * fixed
        yield Form(
            reading.nominative,
            None if fixed else reading.case,
            gender,
            None if fixed and reading.number == "sing" else reading.number,
            role,
            cost + rare - w.dictionary_share * math.log(weight + 0.05),
        )


def _is_several(reading: Reading) -> bool:
    """Whether it is the plural of a first name or of a patronymic, which no text has."""
    return reading.number == "plur" and bool(reading.labels & {"Name", "Patr"})


def _role_and_cost(reading: Reading, kind: Type) -> tuple[Role, float]:
    w = weights()
    if kind == "PER":
        for label, role in _ROLES.items():
            if label in reading.labels:
                return role, 0.0
        if reading.part == "adjective":
            return "last", w.adjective_as_surname
        return "noun", w.noun_as_surname
    guess = 0.0 if reading.known else w.guessed_word
    role = "adjective" if reading.part == "adjective" else "noun"
    if _is_label_of(reading, kind) or role == "adjective":
        return role, guess
    if reading.labels & {"Name", "Surn", "Patr"}:
        return role, w.person_as_place + guess
    return role, w.common_noun + guess


def _unchanged_forms(word: str, kind: Type) -> Iterator[Form]:
    """The word as it is: indeclinable, or a nominative that the dictionary does not know."""
    w = weights()
    lower = word.lower()
    if word.islower():
        cost = 0.0 if len(word) < 4 else w.unchanged_small_word
        yield Form(lower, None, None, None, "fixed", cost)
        return
    if word.isupper() and kind != "PER":
        known = any(
            "Abbr" not in reading.labels and _is_label_of(reading, kind)
            for reading in known_readings(word)
        )
        # «МОСКВЕ» is shouted, «АЛРОСА» is not.
        cost = w.unchanged_place_in_capitals if kind == "LOC" else w.unchanged_body_in_capitals
        yield Form(lower, None, None, None, "fixed", cost if known and len(word) > 3 else 0.0)
        return
    role: Role = "last" if kind == "PER" else "noun"
    yield Form(lower, None, None, None, role, w.unchanged)
    if not lower.endswith(_OBLIQUE_ENDINGS):
        yield Form(
            lower, "nomn", None, "sing", role, w.unheard_nominative + rarity_of_guess(word, lower)
        )
    if kind == "PER" and lower.endswith(_FIXED_ENDINGS) and not lower.endswith(_FAMILY_ENDINGS):
        yield Form(lower, None, None, None, role, w.surname_in_ykh)


def _guessed_forms(word: str, kind: Type) -> Iterator[Form]:
    """What the word may be by its last letters.

    A person's name that the dictionary has may be another one's form: «Асию» is no Асий, but
    Асия, «Дубовой» a man as well as Дубова.
    """
    named = _is_named(word, kind)
    given = (
        kind == "PER"
        and named
        and not any(reading.labels & {"Patr", "Surn"} for reading in known_readings(word))
    )
    if (named and kind != "PER") or (kind == "ORG" and is_common(word)):
        return
    w = weights()
    guessed = w.guessed_by_ending
    is_a_form = any(one.nominative != word.lower() for one in known_readings(word))
    if named:
        guessed = w.guessed_though_first_name if given else w.guessed_though_known
    for guess in guesses(word.lower(), kind, _UNLIKELY_OF_KNOWN if named else _UNLIKELY):
        paradigm = guess.paradigm
        if guess.stem < (_SHORTEST_STEM_OF_GIVEN if given else _SHORTEST_STEM) or (
            paradigm.fixed and (paradigm.number == "plur" or given)
        ):
            continue
        yield Form(
            guess.nominative,
            guess.case,
            None if paradigm.fixed and kind != "PER" else paradigm.gender,
            None if paradigm.fixed else paradigm.number,
            _role_of_guess(guess, kind),
            guessed
            + w.unchanging_though_a_form * (paradigm.fixed and is_a_form)
            - w.ending_chance * math.log(guess.chance)
            + rarity_of_guess(word, guess.nominative),
        )


def _role_of_guess(guess: Guess, kind: Type) -> Role:
    """A name that no dictionary has is a surname, unless it looks like her patronymic."""
    if kind != "PER":
        return "noun"
    return (
        "middle" if (guess.paradigm.role, guess.paradigm.gender) == ("middle", "femn") else "last"
    )


def _women(form: Form) -> Iterator[Form]:
    """A surname that ends like a man's does not change when it is a woman's: «Анну Мельник».

    A man's first name is no woman's surname.
    """
    if (
        (form.case, form.gender, form.number) == ("nomn", "masc", "sing")
        and form.role not in ("first", "middle")
        and form.nominative[-1] in _MEN_END_IN
        and (
            not form.nominative.endswith(_WOMEN_HAVE_ANOTHER)
            or len(form.nominative) <= _ONE_SYLLABLE
        )
    ):
        cost = form.cost + weights().woman_with_consonant
        yield form._replace(case=None, gender="femn", number=None, role="last", cost=cost)


def _men(form: Form) -> Iterator[Form]:
    """A surname that ends like a woman's changes like hers: «Олега Дерипаску»."""
    if (
        (form.gender, form.number) == ("femn", "sing")
        and form.case
        and form.role in ("last", "noun")
        and form.nominative[-1] in "ая"
        and not form.nominative.endswith(_MEN_HAVE_ANOTHER)
    ):
        yield form._replace(
            gender="masc", role="last", cost=form.cost + weights().man_with_feminine
        )


def _hyphenated_forms(word: str, kind: Type) -> Iterator[Form]:
    """«Мусина-Пушкина»: both parts change; «Нью-Йорка»: the last; «Ростова-на-Дону»: the first."""
    first, _, rest = word.partition("-")
    if rest.split("-")[0] in PLACE_AFTER_HYPHEN:
        for form in forms(first, kind):
            yield form._replace(nominative=f"{form.nominative}-{rest.lower()}")
        return
    if _is_named(word, kind):
        return
    left, _, right = word.rpartition("-")
    w = weights()
    cost = w.unchanged_before_hyphen + rarity(left.lower())
    if left.endswith(_OBLIQUE_ENDINGS):
        cost += w.inflected_before_hyphen
    fixed = Form(left.lower(), None, None, None, "fixed", cost)
    for one, other in product((*forms(left, kind)[:_LIKELIEST], fixed), forms(right, kind)):
        if _together(one, other):
            yield Form(
                f"{one.nominative}-{other.nominative}",
                one.case or other.case,
                one.gender or other.gender,
                one.number or other.number,
                "noun" if kind != "PER" else other.role,
                w.hyphen + _EACH_PART * (one.cost + other.cost),
            )


def _together(one: Form, other: Form) -> bool:
    # Asked for each of hundreds of pairs of a new name: no loop over the three.
    return (
        (one.case == other.case or None in (one.case, other.case))
        and (one.gender == other.gender or None in (one.gender, other.gender))
        and (one.number == other.number or None in (one.number, other.number))
    )
