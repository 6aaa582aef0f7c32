"""Every way to read a whole name whose words agree in case, gender and number.

All words of a person's name agree; in the name of a place or an organization the head and the
adjectives before it do, and what follows stays as it is. What a reading costs to believe is known
from the words alone, so that it is worked out once for each distinct name.
"""

from __future__ import annotations

import math
import re
from itertools import product
from operator import attrgetter
from typing import TYPE_CHECKING, Final, get_args

from ruentities.kinds import CASES, GENDERS, NUMBERS, Gender
from ruentities.language.analysis import Analysis, analysis_of, cheapest, same_role
from ruentities.language.declension import forms
from ruentities.language.folding import plain
from ruentities.language.foreign_names import NAMES_AT_HOME, may_be_foreign_surname
from ruentities.language.headed_names import headed_analyses
from ruentities.language.morphology import is_common, known_readings
from ruentities.language.weights import weights
from ruentities.language.word_lists import FIXED_FIRST_SURNAMES, NAME_PARTICLES, PATRONYMIC_WORDS
from ruentities.text.marks import is_initial

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruentities.kinds import Case, Number, Type
    from ruentities.language.form import Form, Role

_Agreement = tuple["Case", Gender, "Number"]

_THREE: Final = 3
_SYLLABLE: Final = 4
_ONE_SYLLABLE: Final = re.compile("(?=[А-ЯЁ][а-яё])(?i:[^аеёиоуыэюя]*[аеёиоуыэюя][^аеёиоуыэюя]*)")
# A name's last word has an ending.
_TWO_SYLLABLES: Final = re.compile(
    "(?=[А-ЯЁ][а-яё])(?i:[^аеёиоуыэюя]*([аеёиоуыэюя][^аеёиоуыэюя]*){1,2})"
)
# A shorter word after a Korean's or a Chinese's surname is no Russian first name.
_SHORTEST_RUSSIAN: Final = 4
# Syllables of China and Korea, the last with an ending or not. A longer word is no name of theirs,
# and would be tried in all ways to part it.
_ASIAN: Final = re.compile(
    "(?=.{1,12}$)(?i:(чж|цз|дж|[бвгджклмнпстфхцчш])?[аеиоуэюяё](нь|н|й)?)+(ом|ем)?"
)
_SYLLABLE_OF_ASIA: Final = re.compile("(?i:(чж|цз|дж|[бвгджклмнпстфхцчшщ])?[аеиоуэюяё](нь|н|й)?)")
# What no name of theirs ends in: «Ким Чен Соне» is no Соня, «Чжоу Эньлая» no woman.
_NOT_ASIAN: Final = ("ая", "ля", "ня", "яя")
# Nor is its end a woman's name of other peoples: «Ким Чен Соне» is no Сона.
_HER_FIRST_NAME: Final = ("femn", "first")
# Particles that many write with a capital, those of them that a name may begin with.
_CAPITAL_PARTICLES: Final = frozenset("абу аль бин да де дель делла ди ду дю ибн ла ле лос".split())
_FIRST_PARTICLES: Final = frozenset(("абу",))
_GENDERS_OF_PEOPLE: Final[tuple[Gender, ...]] = get_args(Gender)
# Of the words of a person's name; a plural has no gender.
_AGREEMENTS: Final[tuple[_Agreement, ...]] = tuple(
    (case, gender, number)
    for case, gender, number in product(CASES, _GENDERS_OF_PEOPLE, NUMBERS)
    if (gender, number) != ("femn", "plur")
)
_IN_NOMINATIVE: Final = tuple(row for row, (case, *_) in enumerate(_AGREEMENTS) if case == CASES[0])
# The rows of those that a form with a case, a gender and a number fits; None fits any.
_FITTING: Final = {
    (case, gender, number): tuple(
        row
        for row, agreement in enumerate(_AGREEMENTS)
        if case == agreement[0]
        and gender in (None, agreement[1])
        and number in (None, agreement[2])
    )
    for case, gender, number in product(CASES, (None, *GENDERS), (None, *NUMBERS))
}
# No context makes up for so much.
_HOPELESS: Final = 12.0
# So much dearer may a word's other nominative be that is weighed beside the cheapest.
_RIVAL: Final = 3.0
# A first name is among the cheapest readings of its word.
_FEW: Final = 3
# So much as never to win against a reading.
_UNREADABLE: Final = 20.0
_VOWELS: Final = frozenset("аеёиоуыэюя")
# What men's first names end in whose surnames mostly end in a vowel, too: «Паулу», «Кадзуо».
_SOUTHERN: Final = "оу"
_AFTER_HUSHES: Final = ("жа", "ца", "ча", "ша")
# A form that costs more is too far-fetched to show that two words agree.
_BELIEVABLE: Final = 2.6


def analyses(words: tuple[str, ...], kind: Type) -> tuple[Analysis, ...]:
    """Return the agreeing readings of a name's words, the cheapest of each agreement first.

    >>> best = analyses(("Эльвире", "Набиуллиной"), "PER")[0]
    >>> best.nominatives, best.gender
    (('эльвира', 'набиуллина'), 'femn')
    >>> analyses(("Министерству", "обороны", "Франции"), "ORG")[0].nominatives
    ('министерство', None, None)
    """
    if not words:  # A name of marks alone, which a user's lexicon may have.
        return (_unchanged(words),)
    found = _person_analyses(words) if kind == "PER" else headed_analyses(words, kind)
    return _believable(found) or (_unchanged(words),)


def is_one_person(words: Sequence[str]) -> bool:
    """Whether some case and gender fit all words of a person's name.

    >>> is_one_person(["Абдурахмановой", "Наталье"]), is_one_person(["Путиным", "Меркель"])
    (True, False)
    """
    rows = [[form for form in forms(word, "PER") if form[5] < _BELIEVABLE] for word in words]
    return any(
        all(cheapest(row, case, gender, "sing") for row in rows)
        for case, gender in product(CASES, _GENDERS_OF_PEOPLE)
    )


def _believable(found: Iterable[Analysis]) -> tuple[Analysis, ...]:
    ordered = sorted(found, key=attrgetter("cost"))
    hopeless = ordered[0].cost + _HOPELESS if ordered else math.inf
    return tuple([one for one in ordered if one.cost < hopeless])


def _unchanged(words: tuple[str, ...]) -> Analysis:
    return Analysis(
        (None,) * len(words), same_role("fixed", len(words)), None, None, None, (), _UNREADABLE
    )


def _person_analyses(words: tuple[str, ...]) -> list[Analysis]:
    """All words of a person's name agree: «Анне Ивановой» is dative and feminine in both."""
    w = weights()
    options = _options(words)
    southern = len(words) > 1 and [
        nominative
        for nominative, case, _, _, role, _ in options[0]
        if role == "first"
        and not case
        and nominative == words[0].lower()
        and nominative[-1] in _SOUTHERN
    ]
    several = sum([not word.islower() and not is_initial(word) for word in words]) > 1
    found = []
    bound = math.inf
    for case, gender, number in _agreements(options):
        extra = w.family if number == "plur" else w.woman if gender == "femn" else 0.0
        fitting = [_cheapest_of_each(row, case, gender, number) for row in options]
        for agreeing in product(*fitting):
            nominatives, cases, genders, _, roles, costs = zip(*agreeing, strict=True)
            cost = sum(costs) + extra
            if "first" not in roles:
                cost += w.without_first_name * several
            elif number == "plur" and len(words) > 1:
                # «Хосе Герры» is one man.
                continue
            if southern and nominatives[0] in southern and _is_open(nominatives[-1]):
                cost += w.vowel_after_unchanging
            if cost >= bound:
                continue
            changing = tuple([place for place, one in enumerate(cases) if one])
            if not changing and case != CASES[0]:
                continue
            bound = min(bound, cost + _HOPELESS)
            found.append(
                analysis_of(
                    (
                        nominatives,
                        roles,
                        case if changing else None,
                        gender if number == "sing" and any(genders) else None,
                        number,
                        changing or tuple(range(len(words))),
                        cost,
                    )
                )
            )
    return found


def _is_open(surname: str) -> bool:
    """Whether a surname ends in a vowel, and not like the genitive of «Гонсалвеш» or «Кёвеш»."""
    return surname[-1] in _VOWELS and not surname.endswith(_AFTER_HUSHES)


def _agreements(options: Sequence[Sequence[Form]]) -> list[_Agreement]:
    """Return in which ways words may agree: those of their cases, and the nominatives.

    Where no word has the case, they would stay as they are in each case alike.
    """
    rows = set(_IN_NOMINATIVE)
    for row in options:
        for _, case, gender, number, _, _ in row:
            if case:
                rows.update(_FITTING[case, gender, number])
    return [_AGREEMENTS[row] for row in sorted(rows)]


def _cheapest_of_each(
    row: Iterable[Form], case: Case, gender: Gender, number: Number
) -> tuple[Form, ...]:
    """Return which of some forms, the cheapest first, may be chosen where words agree so.

    The cheapest that fits, and the next with another nominative: «Кочерги» need not be a surname
    that stays so.
    """
    first: tuple[Form, ...] = ()
    cheapest, least = "", math.inf
    for form in row:
        nominative, own_case, own_gender, own_number, _, cost = form
        if (
            (own_case is None or own_case == case)
            and (own_gender is None or own_gender == gender)
            and (own_number is None or own_number == number)
        ):
            if not first:
                first = (form,)
                cheapest, least = nominative, cost
            elif (
                nominative != cheapest
                and cost < least + _RIVAL
                and plain(nominative) != plain(cheapest)
            ):
                return *first, form
    return first


def _options(words: tuple[str, ...]) -> list[tuple[Form, ...]]:
    """What each word of a person's name can be, where its neighbours leave that open."""
    options = [_person_forms(words, number) for number in range(len(words))]
    if len(words) > 1:
        options[0] = _not_called(options[0], words[0].lower())
        at_home = any(form[0] in NAMES_AT_HOME for row in options for form in row[:_FEW])
        # «Герра Мюллера»: a common noun may stand first.
        own = range(len(words)) if at_home else (0,) if is_common(words[0]) else ()
        for number in own:
            if may_be_foreign_surname(words[number].lower()):
                options[number] = forms(words[number], "PER", foreign=False)
    if is_east_asian(words):
        options[:-1] = [
            (_fixed(word, "first" if number else "last"),) for number, word in enumerate(words[:-1])
        ]
        asian = tuple(
            [
                form
                for form in options[-1]
                if not form[0].endswith(_NOT_ASIAN) and form[2:5:2] != _HER_FIRST_NAME
            ]
        )
        options[-1] = asian or options[-1]
    elif len(words) > 1 and words[0].lower() in FIXED_FIRST_SURNAMES:
        # «Ким Анне Ильиничне», «Ким Виктора Ильича»: the surname may stay as it is.
        cost = weights().undeclined_family_name
        options[0] = (*options[0], (words[0].lower(), None, None, None, "last", cost))
    elif len(words) == _THREE and len(words[1]) <= _SYLLABLE:
        # «Кима Чен Ира»: or the first one, too.
        family = tuple([form for form in options[0] if form[0] in FIXED_FIRST_SURNAMES])
        if family:
            options[:2] = [family, (_fixed(words[1], "first"),)]
    return options


def _not_called(row: tuple[Form, ...], word: str) -> tuple[Form, ...]:
    """Leave out how somebody is called, as hardly by the surname, too: «Марин» is no Марина's."""
    return tuple([form for form in row if form[1] or form[0] == word]) or row


def is_east_asian(words: Sequence[str]) -> bool:
    """Whether a name is Korean, Chinese or Vietnamese, so that only its last word changes.

    It begins with a surname that tells it, or is three syllables in three words.

    >>> is_east_asian(["Ким", "Чен", "Ына"]), is_east_asian(["До", "Хай", "Лонгу"])
    (True, True)
    >>> is_east_asian(["Ким", "Анне", "Ильиничне"]), is_east_asian(["Джон", "Пол", "Джонс"])
    (False, False)
    >>> is_east_asian(["Ян", "Цзечи"]), is_east_asian(["Ян", "Сметана"])
    (True, False)
    """
    listed = len(words) > 1 and words[0].lower() in FIXED_FIRST_SURNAMES
    if len(words) == _THREE and all(map(_ONE_SYLLABLE.fullmatch, words[:-1])):
        if (listed or not _is_known_as(words[0], "Name")) and not _is_known_as(words[2], "Patr"):
            return listed or _TWO_SYLLABLES.fullmatch(words[2]) is not None
        return False
    if not listed or _has_russian_given_name(words[1:]):
        return False
    # «Ян Гус», «Дэн Браун»: or a first name.
    return not _is_known_as(words[0], "Name") or all(map(_ASIAN.fullmatch, words[1:]))


def _has_russian_given_name(words: Sequence[str]) -> bool:
    """«Анна Ильинична», «Виктор»; «Минь Шон» is none: the first of two would be one."""
    first, *others = words
    russian = len(first) >= _SHORTEST_RUSSIAN and not _SYLLABLE_OF_ASIA.fullmatch(first)
    return (russian and _is_known_as(first, "Name", "Patr")) or any(
        _is_known_as(word, "Patr") for word in others
    )


def _is_known_as(word: str, *labels: str) -> bool:
    return any(not reading.labels.isdisjoint(labels) for reading in known_readings(word))


def _fixed(word: str, role: Role, gender: Gender | None = None) -> Form:
    return word.lower(), None, gender, None, role, 0.0


def _person_forms(words: tuple[str, ...], number: int) -> tuple[Form, ...]:
    word = words[number]
    if (number and word in NAME_PARTICLES) or _is_particle(words, number):
        return (_fixed(word, "fixed"),)
    child = word.rpartition("-")[2].lower()
    if number and child in PATRONYMIC_WORDS:
        # «Саид оглы», «Ислам-оглы»: a patronymic that does not change and tells the gender.
        return (_fixed(word, "middle" if "-" in word else "fixed", PATRONYMIC_WORDS[child]),)
    if number + 1 < len(words) and words[number + 1].lower() in PATRONYMIC_WORDS:
        return (_fixed(word, "middle"),)
    return forms(word, "PER")


def _is_particle(words: tuple[str, ...], number: int) -> bool:
    """Whether a word with a capital goes with the next: «Абу Бакра», «Игнацио Ла Руссы»."""
    if number + 1 == len(words):
        return False
    return words[number].lower() in (_CAPITAL_PARTICLES if number else _FIRST_PARTICLES)
