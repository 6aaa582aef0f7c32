"""A nominative name in another case: the reverse of `ruentities.normalization.normalize`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, get_args

from ruentities.kinds import CASES, Case, Gender, Type
from ruentities.language.agreement import analyses, is_east_asian
from ruentities.language.declension import JOINING
from ruentities.language.folding import plain
from ruentities.language.foreign_names import may_be_foreign_surname
from ruentities.language.morphology import case_forms, known_readings, readings
from ruentities.language.ordinals import ORDINAL, ordinal_in_case
from ruentities.language.paradigm_table import NameRole
from ruentities.language.paradigms import guesses
from ruentities.language.person_names import known_parts, parts_of_words
from ruentities.language.remembered import NAMES
from ruentities.language.spelling import spelt
from ruentities.language.vectors import frequency
from ruentities.language.word_lists import (
    NAME_PARTICLES,
    PATRONYMIC_WORDS,
    PLACE_AFTER_HYPHEN,
)
from ruentities.text.marks import is_initial
from ruentities.text.segmentation import is_word, tokenize

if TYPE_CHECKING:
    from ruentities.kinds import Number, WordGender
    from ruentities.language.analysis import Analysis
    from ruentities.language.person_names import Part

_DASH: Final = re.compile(r"(?<=\w)( [—–-] )(?=[А-ЯЁ])")
_SURNAMES: Final = ("ов", "ев", "ёв", "ин", "ын", "ий", "ый", "ой")
# Surnames of men that are no nouns, though a noun may be spelt so: «Мамин», «Гусев».
_NO_NOUNS: Final = ("ов", "ев", "ёв", "ин", "ын")
# «Пётр Второй»: the table tells him from «Цой» by the letters before.
_HIS_ADJECTIVES: Final = "ой"
_NEUTER: Final = ("ово", "ево", "ёво", "ино")
# What a place or a body that does not change has to be likelier than one that does: every
# word can be read as unchanged.
_FIXED: Final = 1.3
# A first name that the dictionary knows is one: «Маргарет Тэтчер» is no man of two surnames.
_UNNAMED: Final = 6.0
_LABELS: Final[dict[Type, frozenset[str]]] = {
    "PER": frozenset(("Name", "Surn", "Patr")),
    "LOC": frozenset(("Geox",)),
    "ORG": frozenset(("Orgn",)),
}
_LABELS_OF_PART: Final[dict[Part, frozenset[str]]] = {
    "first": frozenset(("Name",)),
    # «Иоанн Павел II»: a second first name stands where a patronymic may.
    "middle": frozenset(("Patr", "Name")),
    "last": frozenset(("Surn",)),
}


def inflect(name: str, type: Type, case: Case, gender: Gender | None = None) -> str:  # noqa: A002
    """Put a name into a case.

    Args:
        name: A name in the nominative.
        type: ``"PER"``, ``"ORG"`` or ``"LOC"``.
        case: ``"nomn"``, ``"gent"``, ``"datv"``, ``"accs"``, ``"ablt"`` or ``"loct"``.
        gender: Of a person whose name does not tell it: «Мельник» declines for a man only.

    Returns:
        The name in that case. What does not change («США», «Гюго», initials, what follows the
        head of an organization's name) stays as it is.

    Raises:
        TypeError: When ``name`` is not a ``str``.
        ValueError: When ``type``, ``case`` or ``gender`` is none of these.

    >>> inflect("Ольга Скабеева", "PER", "datv"), inflect("Нижний Новгород", "LOC", "loct")
    ('Ольге Скабеевой', 'Нижнем Новгороде')
    >>> inflect("Мельник", "PER", "gent", "masc"), inflect("Мельник", "PER", "gent", "femn")
    ('Мельника', 'Мельник')
    >>> inflect("Министерство обороны России", "ORG", "ablt")
    'Министерством обороны России'
    """
    _check(name, type, case, gender)
    return _cached(name, type, case, gender)


def _check(name: str, kind: str, case: str, gender: str | None) -> None:
    if not isinstance(name, str):
        raise TypeError(f"name: expected str, got {type(name).__name__}")
    for argument, value, known in (
        ("type", kind, get_args(Type)),
        ("case", case, CASES),
        ("gender", gender, (*get_args(Gender), None)),
    ):
        if value not in known:
            raise ValueError(f"{argument}: {value!r} is not one of {', '.join(map(repr, known))}")


@lru_cache(maxsize=NAMES)
def _cached(name: str, kind: Type, case: Case, gender: Gender | None) -> str:
    if kind == "LOC" and len(pieces := _DASH.split(name)) > 1:
        # «Северная Осетия — Алания», «Папуа — Новая Гвинея»
        pieces[::2] = [_cached(one, kind, case, gender) for one in pieces[::2]]
        return "".join(pieces)
    tokens = tokenize(name)
    indexes = [index for index, word in enumerate(tokens.words) if is_word(word)]
    words = tuple(tokens.words[index] for index in indexes)
    if case == "nomn" or not words:
        return name
    reading = nominative_reading(words, kind, gender)
    parts: tuple[Part | None, ...] = (None,) * len(words)
    if reading and kind == "PER":
        parts = parts_of_words(words, reading.roles)
    written, done = [], 0
    for number, index in enumerate(indexes):
        written += [
            name[done : tokens.starts[index]],
            _inflected(words, number, reading, parts[number], kind, case)
            if reading
            else words[number],
        ]
        done = tokens.ends[index]
    return "".join([*written, name[done:]])


def nominative_reading(
    words: tuple[str, ...], kind: Type, gender: Gender | None
) -> Analysis | None:
    """Return the likeliest analysis of the words as a nominative."""
    lower = tuple(map(plain, words))
    fitting = [
        analysis
        for analysis in analyses(words, kind)
        if analysis.case in (None, "nomn")
        and gender in (None, analysis.gender or gender)
        and not (gender and kind == "PER" and analysis.number == "plur")
        and all(
            nominative is None or plain(nominative) == word
            for nominative, word in zip(analysis.nominatives, lower, strict=True)
        )
    ]
    is_named = kind == "PER" and len(words) > 1 and any("first" in known_parts(w) for w in words)
    best = min(
        fitting,
        key=lambda one: (
            one.cost
            + (_FIXED if one.case is None else 0.0)
            + (_UNNAMED if is_named and "first" not in one.roles else 0.0)
        ),
        default=None,
    )
    return best and best._replace(gender=best.gender or gender)


def _inflected(
    words: tuple[str, ...],
    number: int,
    reading: Analysis,
    part: Part | None,
    kind: Type,
    case: Case,
) -> str:
    word, nominative = words[number], reading.nominatives[number]
    if kind == "PER":
        if nominative is None or part is None or not _declines(words, number, reading):
            return word
    elif (
        nominative is None
        or number not in reading.read
        or reading.case is None
        or reading.roles[number] == "fixed"
    ):
        return word
    if case == "accs" and reading.gender != "femn" and not _ends_like_hers(word, kind):
        # People are animate, whatever their surname means otherwise; nothing else is.
        case = "gent" if kind == "PER" else "nomn"
    agreement = _Agreement(
        kind,
        case,
        reading.gender,
        reading.number or "sing",
        adjective=reading.roles[number] == "adjective",
        part=part,
    )
    return spelt(word, _declined(word.lower(), agreement))


def _declines(words: tuple[str, ...], number: int, reading: Analysis) -> bool:
    """Whether a word of a person's name is no initial, no particle and no father's name."""
    word = words[number]
    if is_initial(word) or word.islower() or reading.roles[number] == "fixed":
        return False
    if set(word.lower().split("-")) & set(PATRONYMIC_WORDS):
        return False
    if number + 1 == len(words):
        return True
    return not is_east_asian(words) and words[number + 1].lower() not in PATRONYMIC_WORDS


def _ends_like_hers(word: str, kind: Type) -> bool:
    """«Никиту», «Обаму»: men who are declined like women."""
    return kind == "PER" and word[-1] in "ая"


@dataclass(frozen=True, slots=True)
class _Agreement:
    """What a word is put into.

    Attributes:
        kind: Type of the name.
        case: The case.
        gender: Gender of the whole, None where the words fit any.
        number: ``"sing"`` or ``"plur"``.
        adjective: Whether the word is an adjective before its head.
        part: Of a person's name, which part the word belongs to.
    """

    kind: Type
    case: Case
    gender: WordGender | None
    number: Number
    adjective: bool
    part: Part | None


def _declined(word: str, agreement: _Agreement) -> str:
    if agreement.gender and (ordinal := ORDINAL.fullmatch(word)):
        return ordinal_in_case(ordinal[1], agreement.case, agreement.gender)
    known = _known(word, agreement)
    if known:
        return max(known, key=lambda form: frequency(form.replace("ё", "е")))
    first, hyphen, rest = word.partition("-")
    if hyphen:
        if rest.split("-")[0] in PLACE_AFTER_HYPHEN:
            return f"{_declined(first, agreement)}-{rest}"
        first, hyphen, last = word.rpartition("-")
        before, joint, particle = first.rpartition("-")
        if joint and particle in JOINING:
            # «Ортега-и-Гассет»
            first, hyphen = before, f"-{particle}-"
        if first in NAME_PARTICLES or not _declines_before_hyphen(first, last, agreement):
            return f"{first}{hyphen}{_declined(last, agreement)}"
        return f"{_declined(first, agreement)}{hyphen}{_declined(last, agreement)}"
    return _guessed(word, agreement)


def _known(word: str, agreement: _Agreement) -> tuple[str, ...]:
    """Decline a word as the dictionary does.

    A surname that the dictionary does not know as one is declined like the noun that it is, if a
    man's: «Гуся», «Осетра». Women's and adjectives follow the table: «Родиной», «Мустафиной».
    """
    labels = _LABELS[agreement.kind]
    nouns = True
    if agreement.part:
        labels = _LABELS_OF_PART[agreement.part]
        known = [
            reading
            for reading in known_readings(word)
            if reading.case == "nomn" and reading.gender in (None, agreement.gender)
        ]
        # «Чайка» declines whoever bears it, whatever the dictionary says of women.
        named = any(
            reading.labels & labels and not ("Fixd" in reading.labels and _is_declinable(word))
            for reading in known
        )
        nouns = (
            agreement.part == "last"
            and agreement.gender == "masc"
            and not word.endswith(_NO_NOUNS)
            and any(reading.part == "noun" and not reading.labels for reading in known)
        )
        if not named and not nouns and agreement.number == "sing":
            if not word.endswith(_HIS_ADJECTIVES) or all(one.part != "adjective" for one in known):
                return ()
            agreement = replace(agreement, adjective=True)
    return case_forms(
        word,
        agreement.case,
        agreement.gender,
        agreement.number,
        labels=labels,
        adjective=agreement.adjective,
    )


def _is_declinable(word: str) -> bool:
    """Whether a surname in -а, -я declines: in the dictionary for men, or listed; not «Дюма»."""
    if word[-1] not in "ая":
        return False
    return any(
        reading.case == "nomn" and reading.gender == "masc" and "Fixd" not in reading.labels
        for reading in known_readings(word)
    ) or may_be_foreign_surname(word)


def _declines_before_hyphen(first: str, last: str, agreement: _Agreement) -> bool:
    """«Салтыкова-Щедрина», «Каменском-Уральским», «Анны-Марии», but «Жан-Клода», «Нью-Йорка»."""
    labels = {label for reading in known_readings(first) for label in reading.labels}
    if agreement.kind == "PER":
        return "Surn" in labels or first.endswith(_SURNAMES) or agreement.gender == "femn"
    adjective = any(reading.part == "adjective" for reading in readings(last))
    return adjective or first.endswith(_NEUTER)


def _guessed(word: str, agreement: _Agreement) -> str:
    """Decline a word that no dictionary holds like most that end like it."""
    # «Реджеп Тайип Эрдоган»: a second first name stands where a patronymic may.
    roles = {"middle": ("middle", "first"), None: get_args(NameRole)}.get(
        agreement.part, (agreement.part,)
    )
    fitting = [
        guess
        for guess in guesses(word, agreement.kind)
        if guess.cases[0] in (None, "nomn")
        and plain(guess.nominative) == plain(word)
        and guess.paradigm.number == agreement.number
        and agreement.gender in (None, guess.paradigm.gender or agreement.gender)
        and guess.paradigm.role in roles
    ]
    if not fitting:
        return word
    best = max(fitting, key=lambda guess: (guess.paradigm.role == agreement.part, guess.chance))
    return word[: best.stem] + best.paradigm.endings[CASES.index(agreement.case)]
