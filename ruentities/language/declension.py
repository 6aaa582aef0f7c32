"""Every way to read one word of a name, each with its nominative and what it costs to believe.

Costs are negative log-probabilities in spirit: a name the dictionary knows is free, a guess by
the ending costs more, a nominative that no news text contains costs more still. They are added up
over the words of a name by `ruentities.normalization.normalize`, which wants them to agree.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from ruentities.kinds import CASES
from ruentities.language.morphology import is_common, known_readings, readings
from ruentities.language.paradigms import guesses
from ruentities.language.vectors import frequency
from ruentities.language.word_lists import NAME_PARTICLES, PLACE_AFTER_HYPHEN
from ruentities.text.marks import is_initial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruentities.kinds import Case, Number, Type, WordGender
    from ruentities.language.dictionary import Reading
    from ruentities.language.paradigms import Guess

Role = Literal["first", "middle", "last", "noun", "adjective", "fixed"]

_CYRILLIC: Final = re.compile(r"[а-яё]+(-[а-яё]+)*")
_ROLES: Final[dict[str, Role]] = {"Name": "first", "Patr": "middle", "Surn": "last"}
_LABEL_OF_TYPE: Final = {"LOC": "Geox", "ORG": "Orgn"}
_CACHED_WORDS: Final = 20_000

# What a word costs that the dictionary does not know, and one that it knows otherwise.
_UNKNOWN: Final = 0.65
_KNOWN_OTHERWISE: Final = 1.4
_LOG_CHANCE: Final = 0.67
_UNLIKELY: Final = 0.002
_UNSEEN: Final = 2.0
_HIS: Final = ("ов", "ев", "ёв", "ин", "ын")
_HERS: Final = ("ова", "ева", "ёва", "ина", "ына")
_SELDOM: Final = 1.07
_LOG_COUNT: Final = 0.14
_HER_PATRONYMIC: Final = ("вна", "чна", "шна")
_MEN_END_IN: Final = frozenset("бвгджзйклмнпрстфхцчшщь")
_WOMEN_HAVE_ANOTHER: Final = ("ов", "ев", "ёв", "ин", "ын", "ий", "ый", "ой")
_MEN_HAVE_ANOTHER: Final = ("ова", "ева", "ёва", "ина", "ына", "ая", "яя")
_WOMAN: Final = 0.1
_MAN: Final = 0.8
# The word as it stands, against all that its letters say.
_STUBBORN: Final = 6.0
# The same, taken for a nominative.
_ODD_NOMINATIVE: Final = 2.8
_OBLIQUE_ENDINGS: Final = tuple("еёиуыюь") + tuple(
    "ой ей ёй ым им ом ем ём ам ям ах ях ых их ами ями ыми ими".split()
)
# «Седых» is all cases of a surname, «Ивановых» is several people.
_FIXED_ENDINGS: Final = ("ых", "их")
_FAMILY_ENDINGS: Final = ("овых", "евых", "ёвых", "иных", "ыных", "ских", "цких")
_FIXED: Final = 0.8
# A place is seldom called by a common noun alone: «Перу» is no pen.
_COMMON_PLACE: Final = 0.7
_FIXED_LEFT: Final = 1.5
_TWO_PARTS: Final = 0.3
_EACH_PART: Final = 0.6
_LIKELIEST: Final = 12
_FIXED_NOUN: Final = 2.5
_SHORTEST_STEM: Final = 2
_SHORTEST_STEM_OF_GIVEN: Final = 3


class Form(NamedTuple):
    """One way to read one word of a name.

    Attributes:
        nominative: In lower case, of the same number and gender.
        case: The case it stands in, or None when the word has one form for all.
        gender: ``"masc"``, ``"femn"``, ``"neut"`` or None when it fits any.
        number: ``"sing"``, ``"plur"`` or None when it fits any.
        role: What part of a name it is; ``"fixed"`` when it does not change.
        cost: How hard it is to believe, 0 for a name the dictionary knows.
    """

    nominative: str
    case: Case | None
    gender: WordGender | None
    number: Number | None
    role: Role
    cost: float


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
    particle, hyphen, name = word.partition("-")
    if hyphen and particle.lower() in NAME_PARTICLES and name:
        # «аль-Асада»: the particle does not change.
        prefix = particle.lower() + hyphen
        return tuple(
            form._replace(nominative=prefix + form.nominative) for form in forms(name, kind)
        )
    if not _CYRILLIC.fullmatch(lower) or (kind == "PER" and is_initial(word)):
        return (Form(lower, None, None, None, "fixed", 0.0),)
    found = [*_dictionary_forms(word, kind), *_unchanged_forms(word, kind)]
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
        if key not in best or form.cost < best[key].cost:
            best[key] = form
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
            cost += _COMMON_PLACE
        fixed = "Fixd" in reading.labels
        weight, gender = reading.weight, reading.gender
        if fixed and kind != "PER":
            # It is read six times, once for each case, and hardly shows a gender.
            weight, gender = min(1.0, weight * len(CASES)), None
        yield Form(
            reading.nominative,
            None if fixed else reading.case,
            gender,
            None if fixed and reading.number == "sing" else reading.number,
            role,
            cost + rarity(reading.nominative) - 0.2 * math.log(weight + 0.05),
        )


def _is_several(reading: Reading) -> bool:
    """Whether it is the plural of a first name or of a patronymic, which no text has."""
    return reading.number == "plur" and bool(reading.labels & {"Name", "Patr"})


def _role_and_cost(reading: Reading, kind: Type) -> tuple[Role, float]:
    if kind == "PER":
        for label, role in _ROLES.items():
            if label in reading.labels:
                return role, 0.0
        return ("last", 1.0) if reading.part == "adjective" else ("noun", 1.5)
    guess = 0.0 if reading.known else 0.7
    role = "adjective" if reading.part == "adjective" else "noun"
    if _is_label_of(reading, kind) or role == "adjective":
        return role, guess
    if reading.labels & {"Name", "Surn", "Patr"}:
        return role, 1.6 + guess
    return role, 0.3 + guess


def _unchanged_forms(word: str, kind: Type) -> Iterator[Form]:
    """The word as it is: indeclinable, or a nominative that the dictionary does not know."""
    lower = word.lower()
    if word.islower():
        yield Form(lower, None, None, None, "fixed", 0.0 if len(word) < 4 else _FIXED_NOUN)
        return
    if word.isupper() and kind != "PER":
        known = any(
            "Abbr" not in reading.labels and _is_label_of(reading, kind)
            for reading in known_readings(word)
        )
        # «МОСКВЕ» is shouted, «АЛРОСА» is not.
        cost = 2.5 if kind == "LOC" else 1.0
        yield Form(lower, None, None, None, "fixed", cost if known and len(word) > 3 else 0.0)
        return
    role: Role = "last" if kind == "PER" else "noun"
    yield Form(lower, None, None, None, role, _STUBBORN)
    if not lower.endswith(_OBLIQUE_ENDINGS):
        yield Form(lower, "nomn", None, "sing", role, _ODD_NOMINATIVE + rarity(lower))
    if kind == "PER" and lower.endswith(_FIXED_ENDINGS) and not lower.endswith(_FAMILY_ENDINGS):
        yield Form(lower, None, None, None, role, _FIXED)


def _guessed_forms(word: str, kind: Type) -> Iterator[Form]:
    """What the word may be by its last letters, unless the dictionary has it as such a name.

    A first name there may be another one's form: «Асию» is no Асий, but Асия.
    """
    named = _is_named(word, kind)
    given = (
        kind == "PER"
        and named
        and not any(reading.labels & {"Patr", "Surn"} for reading in known_readings(word))
    )
    if (named and not given) or (kind == "ORG" and is_common(word)):
        return
    for guess in guesses(word.lower(), kind, _UNLIKELY):
        paradigm = guess.paradigm
        if guess.stem < (_SHORTEST_STEM_OF_GIVEN if given else _SHORTEST_STEM) or (
            paradigm.fixed and paradigm.number == "plur"
        ):
            continue
        yield Form(
            guess.nominative,
            guess.case,
            None if paradigm.fixed and kind != "PER" else paradigm.gender,
            None if paradigm.fixed else paradigm.number,
            _role_of_guess(guess, kind),
            (_KNOWN_OTHERWISE if given else _UNKNOWN)
            - _LOG_CHANCE * math.log(guess.chance)
            + rarity(guess.nominative),
        )


def _role_of_guess(guess: Guess, kind: Type) -> Role:
    """«Статкевич» is a surname, «Статкевична» is none."""
    if kind != "PER":
        return "noun"
    return "middle" if guess.nominative.endswith(_HER_PATRONYMIC) else "last"


def _women(form: Form) -> Iterator[Form]:
    """A surname that ends like a man's does not change when it is a woman's: «Анну Мельник»."""
    if (
        (form.case, form.gender, form.number) == ("nomn", "masc", "sing")
        and form.role != "middle"
        and form.nominative[-1] in _MEN_END_IN
        and not form.nominative.endswith(_WOMEN_HAVE_ANOTHER)
    ):
        cost = form.cost + _WOMAN
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
        yield form._replace(gender="masc", role="last", cost=form.cost + _MAN)


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
    cost = _FIXED_LEFT + rarity(left.lower())
    if left.endswith(_OBLIQUE_ENDINGS):
        cost += _FIXED_LEFT
    fixed = Form(left.lower(), None, None, None, "fixed", cost)
    for one, other in product((*forms(left, kind)[:_LIKELIEST], fixed), forms(right, kind)):
        if _together(one, other):
            yield Form(
                f"{one.nominative}-{other.nominative}",
                one.case or other.case,
                one.gender or other.gender,
                one.number or other.number,
                "noun" if kind != "PER" else other.role,
                _TWO_PARTS + _EACH_PART * (one.cost + other.cost),
            )


def _together(one: Form, other: Form) -> bool:
    # Asked for each of hundreds of pairs of a new name: no loop over the three.
    return (
        (one.case == other.case or None in (one.case, other.case))
        and (one.gender == other.gender or None in (one.gender, other.gender))
        and (one.number == other.number or None in (one.number, other.number))
    )


@lru_cache(maxsize=_CACHED_WORDS)
def rarity(nominative: str) -> float:
    """Cost of a nominative by how rarely news texts have it, 0 for a common one.

    >>> rarity("москва") < rarity("шекхупура")
    True
    """
    count = _count(nominative)
    # «Ожегова» is more often his genitive than her nominative: the two count as one name.
    if nominative.endswith(_HIS):
        count = max(count, _count(nominative + "а"))
    elif nominative.endswith(_HERS):
        count = max(count, _count(nominative[:-1]))
    if not count:
        return _UNSEEN
    return max(0.0, _SELDOM - _LOG_COUNT * math.log10(count))


def _count(word: str) -> int:
    return frequency(word) or ("ё" in word and frequency(word.replace("ё", "е"))) or 0
