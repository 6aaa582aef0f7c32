"""What is known of one word of a name: by the dictionary, or as it stands.

Each source adds its forms, with the features that speak against them times their weights
(`ruentities.language.weights`); the cheapest of each kind is kept.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.kinds import CASES
from ruentities.language.cells import DECLINED
from ruentities.language.foreign_names import foreign_names
from ruentities.language.morphology import known_readings, readings
from ruentities.language.rarity import rarity, rarity_as_printed, rarity_of_guess, rarity_of_known
from ruentities.language.weights import depends_on_weights, weights
from ruentities.language.word_lists import BORNE_BY_WOMEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.kinds import Case, Number, Type, WordGender
    from ruentities.language.dictionary import Reading
    from ruentities.language.form import Role

_ROLES: Final[dict[str, Role]] = {"Name": "first", "Patr": "middle", "Surn": "last"}
_PERSONAL: Final = frozenset(_ROLES)
_GIVEN: Final = frozenset(("Name", "Patr"))
_LABELS_OF_TYPE: Final = {
    "PER": _PERSONAL,
    "LOC": frozenset(("Geox",)),
    "ORG": frozenset(("Orgn",)),
}
_MEN_END_IN: Final = frozenset("бвгджзйклмнпрстфхцчшщь")
_WOMEN_HAVE_ANOTHER: Final = ("ов", "ев", "ёв", "ин", "ын", "ий", "ый", "ой")
_MEN_HAVE_ANOTHER: Final = ("ова", "ева", "ёва", "ина", "ына", "ая", "яя")
OBLIQUE_ENDINGS: Final = tuple("еёиуыюь") + tuple(
    "ой ей ёй ым им ом ем ём ам ям ах ях ых их ами ями ыми ими".split()
)
# «Седых» is all cases of a surname, «Ивановых» is several people.
_FIXED_ENDINGS: Final = ("ых", "их")
_FAMILY_ENDINGS: Final = ("овых", "евых", "ёвых", "иных", "ыных", "ских", "цких")
# «Танюш», «Серёж», «Оль»: what is left of names by which people call each other.
_CALLED_ENDINGS: Final = ("ш", "ж", "ь")
_SECOND: Final = ("gent", "loct")
_ADJECTIVE_OR_TOWN: Final = ("ском", "цком")
_ENDINGS_OF_ADJECTIVE: Final[tuple[tuple[str, WordGender], ...]] = (("ий", "masc"), ("ое", "neut"))
# What rulers are counted by, without the ending.
_ORDINALS: Final = frozenset("перв втор трет четвёрт пят шест седьм восьм девят десят".split())
# «Цой» is no adjective.
_ONE_SYLLABLE: Final = 3
_CACHED_KINDS: Final = 500

# What is known of a word, by nominative, case, gender, number and whether it is an adjective:
# the part of a name that it is, and the least cost.
Found = dict[
    tuple[str, "Case | None", "WordGender | None", "Number | None", bool], tuple["Role", float]
]


def add(
    found: Found,
    nominative: str,
    case: Case | None,
    gender: WordGender | None,
    number: Number | None,
    role: Role,
    cost: float,
) -> None:
    """Add a form to what is known of its word, if it is new or cheaper."""
    key = (nominative, case, gender, number, role == "adjective")
    known = found.get(key)
    if known is None:
        found[key] = role, cost
    elif cost < known[1]:
        # What the dictionary knows it as comes first.
        found[key] = known[0], cost


def is_named(known: Sequence[Reading], kind: Type) -> bool:
    """Whether the dictionary knows a word as part of such a name."""
    labels = _LABELS_OF_TYPE[kind]
    return any(not labels.isdisjoint(reading.labels) for reading in known)


def is_abbreviation(word: str, kind: Type) -> bool:
    """Whether a word of a place's or a body's name is or ends in capitals: «МИД», «ИноСМИ»."""
    return kind != "PER" and len(word) > 1 and word[-2:].isupper()


def is_a_form(known: Sequence[Reading], word: str) -> bool:
    """Whether the dictionary knows a word as a case form or the plural of another."""
    lower = word.lower()
    return any(one.lemma != lower for one in known)


def is_no_name(word: str, known: Sequence[Reading]) -> bool:
    """Whether the dictionary has a word, but as no name and no nominative: «сорок», «велика».

    That texts have it says nothing of a name. ``known`` is what the dictionary holds of it.
    """
    return bool(known) and not any(
        one.labels or (one.part in DECLINED and one.case == CASES[0] and one.nominative == word)
        for one in known
    )


def add_dictionary_forms(found: Found, word: str, kind: Type, known: Sequence[Reading]) -> None:
    """What the dictionary has the word as; known is what it holds of it."""
    w = weights()
    abbreviation = is_abbreviation(word, kind)
    may_be_call = kind == "PER" and word.endswith(_CALLED_ENDINGS)
    rare: dict[str, float] = {}
    for reading in known if known or kind == "PER" else readings(word):
        nominative, _, part, case, gender, number, labels, _, is_known, weight = reading
        if part not in DECLINED:
            continue
        # «Наташ, привет!»: the dictionary gives no case to how somebody is called.
        if not case and not (kind == "PER" and "Name" in labels and nominative != word.lower()):
            continue
        if may_be_call and _is_read_as_call(reading, word, known):
            # «Танюш, привет!»: as the genitive of the plural.
            nominative, case, number = reading.lemma, None, "sing"
            gender = next((one.gender for one in known_readings(nominative)), None)
        if kind == "PER" and (gender == "neut" or (number == "plur" and labels & _GIVEN)):
            # No text has a first name or a patronymic in the plural.
            continue
        if abbreviation and (not is_known or len(word) < 4 or "Abbr" in labels):
            continue
        if kind == "PER" and gender == "masc" and case in _SECOND and word.endswith(("у", "ю")):
            # «Ни разу», «в лесу»: people have no second genitive and no locative.
            continue
        # What the dictionary does not know is guessed better below, adjectives and nouns of
        # organizations aside.
        if not is_known and labels:
            continue
        role, cost = _role_and_cost(part, labels, kind, known=is_known)
        if part == "adjective" and kind == "PER" and nominative[:-2] in _ORDINALS:
            # «Екатериной Второй»
            cost = 0.0
        if kind == "LOC" and not labels and role == "noun" and word[0].isupper():
            cost += w.common_noun_as_place
        if nominative not in rare:
            rare[nominative] = rarity_of_known(word, nominative)
        cost += rare[nominative]
        if "Fixd" in labels:
            cost += w.unchanging_by_dictionary
            if kind == "PER" and is_a_form([one for one in known if one.labels], word):
                # «Анне» is Анна's, not one of a name that stays so; «Золя» may be a noun's.
                cost += w.unchanging_though_a_form
            if kind == "PER":
                cost += rarity_as_printed(word, nominative)
                if role == "first" and gender and number and not is_a_form(known, word):
                    # «Джесси Оуэнс» is a man.
                    other: WordGender = "femn" if gender == "masc" else "masc"
                    dearer = cost + w.other_gender_than_post
                    add(found, nominative, None, other, None, role, dearer)
            case, number = None, None if number == "sing" else number
            if kind != "PER":
                # It is read six times, once for each case, and hardly shows a gender.
                weight, gender = min(1.0, weight * len(CASES)), None
        cost -= w.dictionary_share * math.log(weight + 0.05)
        add(found, nominative, case, gender, number, role, cost)


def is_call(word: str, known: Sequence[Reading]) -> bool:
    """Whether a first name stands without its ending, as somebody is called: «Серёж»."""
    return word.endswith(_CALLED_ENDINGS) and any(
        _is_read_as_call(one, word, known) for one in known
    )


def _is_read_as_call(reading: Reading, word: str, known: Sequence[Reading]) -> bool:
    """Whether a reading is that of a first name without its ending.

    «Роман» is no Романа, «Зорин» no Зорина, «Хан» no Хана.
    """
    return (
        "Name" in reading.labels
        and (reading.case, reading.number) == ("gent", "plur")
        and not any(one.case == "nomn" and one.labels & _PERSONAL for one in known)
        and reading.lemma[:-1] in (word.lower(), word.lower().removesuffix("ь"))
    )


def add_foreign_names(found: Found, word: str, known: Sequence[Reading]) -> None:
    """What name of the table the word is; known is what the dictionary holds of it."""
    w = weights()
    for nominative, case, gender in foreign_names(word):
        cost = rarity_of_known(word, nominative) + w.listed_first_name
        if case is None:
            cost += w.unchanging_by_list
            if gender and is_a_form(known, word):
                cost += w.unchanging_list_a_form
        role: Role = "first" if gender else "last"
        add(found, nominative, case, gender, "sing" if case else None, role, cost)


def add_adjective_of_place(found: Found, word: str, kind: Type, known: Sequence[Reading]) -> None:
    """«Купянском» is Купянск's instrumental, and the prepositional of its adjective."""
    if kind == "PER" or not word.endswith(_ADJECTIVE_OR_TOWN) or not known:
        return
    stem = word.lower()[:-2]
    for ending, gender in _ENDINGS_OF_ADJECTIVE:
        cost = weights().guessed_word + rarity(stem + ending)
        add(found, stem + ending, "loct", gender, "sing", "adjective", cost)


@depends_on_weights
@lru_cache(maxsize=_CACHED_KINDS)
def _role_and_cost(
    part: str, labels: frozenset[str], kind: Type, *, known: bool
) -> tuple[Role, float]:
    """Return what part of a name a reading is of, and what speaks against it, but for its word."""
    w = weights()
    if kind == "PER":
        for label, role in _ROLES.items():
            if label in labels:
                return role, 0.0
        if part == "adjective":
            return "last", w.adjective_as_surname
        return "noun", w.noun_as_surname
    guess = 0.0 if known else w.guessed_word
    role = "adjective" if part == "adjective" else "noun"
    if labels & _LABELS_OF_TYPE[kind] or role == "adjective":
        return role, guess
    if labels & _PERSONAL:
        return role, w.person_as_place + guess
    return role, w.common_noun + guess


def add_unchanged_forms(found: Found, word: str, kind: Type, known: Sequence[Reading]) -> None:
    """The word as it is: indeclinable, or a nominative that the dictionary does not know."""
    w = weights()
    lower = word.lower()
    if word == lower:
        cost = 0.0 if len(word) < 4 else w.unchanged_small_word
        add(found, lower, None, None, None, "fixed", cost)
        return
    if kind != "PER" and word[-2:].isupper():
        named = word.isupper() and any(
            "Abbr" not in reading.labels and reading.labels & _LABELS_OF_TYPE[kind]
            for reading in known
        )
        # «МОСКВЕ» is shouted, «АЛРОСА» is not.
        cost = w.unchanged_place_in_capitals if kind == "LOC" else w.unchanged_body_in_capitals
        cost = cost if named and len(word) > 3 else 0.0
        add(found, lower, None, None, None, "fixed", cost)
        return
    role: Role = "last" if kind == "PER" else "noun"
    is_form = kind == "PER" and is_no_name(lower, known)
    add(found, lower, None, None, None, role, w.unchanged + w.unchanging_though_a_form * is_form)
    if not lower.endswith(OBLIQUE_ENDINGS) and not (kind == "PER" and is_call(word, known)):
        cost = w.unheard_nominative + rarity_of_guess(word, lower, kind)
        add(found, lower, "nomn", None, "sing", role, cost)
    if kind == "PER" and lower.endswith(_FIXED_ENDINGS) and not lower.endswith(_FAMILY_ENDINGS):
        add(found, lower, None, None, None, role, w.surname_in_ykh)


def add_other_gender(found: Found) -> None:
    """A woman whose surname ends like a man's, and a man whose surname ends like a woman's."""
    w = weights()
    given = {nominative for (nominative, *_), (role, _) in found.items() if role == "first"}
    for (nominative, case, gender, number, _), (role, cost) in list(found.items()):
        if number != "sing":
            continue
        if case == "nomn" and role in ("last", "noun") and nominative[-1] in "ая":
            # «Анне Купала»: many leave it as it is.
            add(found, nominative, None, gender, None, "last", cost + w.undeclined_surname)
        if gender == "masc":
            # «Анну Мельник» does not change; a man's first name is no woman's surname.
            if (
                case == "nomn"
                and role not in ("first", "middle")
                and nominative[-1] in _MEN_END_IN
                and (
                    not nominative.endswith(_WOMEN_HAVE_ANOTHER) or len(nominative) <= _ONE_SYLLABLE
                )
            ):
                woman = cost
                if nominative not in BORNE_BY_WOMEN:
                    woman = cost + w.woman_with_consonant
                add(found, nominative, None, "femn", None, "last", woman)
        # «Олега Дерипаску» changes like hers.
        elif (
            gender == "femn"
            and case
            and nominative not in given
            and role in ("last", "noun")
            and nominative[-1] in "ая"
            and (role == "noun" or not nominative.endswith(_MEN_HAVE_ANOTHER))
        ):
            add(found, nominative, case, "masc", number, "last", cost + w.man_with_feminine)
