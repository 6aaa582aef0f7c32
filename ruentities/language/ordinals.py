"""Numbers that are adjectives: «155-й бригадой» is the 155-я."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ruentities.kinds import Case, WordGender
    from ruentities.language.form import Form

ORDINAL: Final = re.compile("([0-9]+)-([а-яё]{0,2}[йяюеоум])")
_ORDINAL_NOMINATIVES: Final[dict[WordGender, str]] = {"masc": "й", "femn": "я", "neut": "е"}
# By its last letter: «155-й» of a brigade, of a regiment.
_ORDINAL_CASES: Final[dict[str, dict[WordGender, tuple[Case, ...]]]] = {
    "й": {"masc": ("nomn", "accs"), "femn": ("gent", "datv", "ablt", "loct")},
    "я": {"femn": ("nomn",)},
    "ю": {"femn": ("accs",)},
    "е": {"neut": ("nomn", "accs")},
    "о": {"masc": ("gent",), "neut": ("gent",)},
    "у": {"masc": ("datv",), "neut": ("datv",)},
    "м": {"masc": ("ablt", "loct"), "neut": ("ablt", "loct")},
}
# «3-го», «3-му»: two letters where a consonant stands before the last.
_ORDINAL_ENDINGS: Final = {"о": "го", "у": "му"}

# What the abbreviation of a military unit ends in: a brigade (of the marines), an army, a division;
# a regiment, a corps, a battalion.
_UNITS: Final[tuple[tuple[re.Pattern[str], WordGender], ...]] = (
    (re.compile("[А-ЯЁ][А-ЯЁа-яё]*([Бб][Рр]([Мм][Пп])?|[АД])"), "femn"),
    (re.compile("[А-ЯЁ][А-ЯЁа-яё]*[ПКБ]"), "masc"),
)


def unit_gender(abbreviation: str) -> WordGender | None:
    """Return the gender of a unit that is called by an abbreviation, None where nothing tells.

    >>> unit_gender("ОМБр"), unit_gender("МСП"), unit_gender("ГВДВ")
    ('femn', 'masc', None)
    """
    for ending, gender in _UNITS:
        if ending.fullmatch(abbreviation):
            return gender
    return None


def ordinal_forms(number: str, ending: str) -> tuple[Form, ...]:
    """Return what «155-й» can be: an adjective written with digits.

    Args:
        number: The digits.
        ending: The letters after the hyphen.

    >>> {nominative for nominative, case, *_ in ordinal_forms("155", "й") if case == "ablt"}
    {'155-я'}
    """
    return tuple(
        (f"{number}-{_ORDINAL_NOMINATIVES[gender]}", case, gender, "sing", "adjective", 0.0)
        for gender, cases in _ORDINAL_CASES[ending[-1]].items()
        for case in cases
    )


def ordinal_in_case(number: str, case: Case, gender: WordGender) -> str:
    """Put an adjective written with digits into a case.

    Args:
        number: The digits.
        case: Such as ``"gent"``.
        gender: The gender of its noun.

    >>> ordinal_in_case("155", "datv", "femn"), ordinal_in_case("3", "gent", "masc")
    ('155-й', '3-го')
    """
    last = next(end for end, cases in _ORDINAL_CASES.items() if case in cases.get(gender, ()))
    return f"{number}-{_ORDINAL_ENDINGS.get(last, last)}"
