"""People who share a surname: «Марка и Константина Бергманов», «Дональд и Мелания Трамп»."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.declension import forms
from ruentities.language.spelling import respell
from ruentities.normalization.rows import earlier, named, words_of
from ruentities.text.segmentation import is_word

if TYPE_CHECKING:
    from ruentities.kinds import WordGender
    from ruentities.language.form import Form
    from ruentities.normalization.name import Name
    from ruentities.text.segmentation import Tokens

# A surname that costs more is too far-fetched to be two people's.
_BELIEVABLE: Final = 2.6
# A nominative that costs more is read against its ending.
_READABLE: Final = 4.5
# After these letters «и» is the plural of a hard stem: Мельник, Ткач.
_HARD: Final = frozenset("гкхжшчщ")


def share_surname(tokens: Tokens, names: list[Name], number: int) -> None:
    """Give the people before a person's full name its surname, where it is theirs as well.

    Args:
        tokens: The whole text.
        names: Its mentions; nominatives of those that share a surname are replaced.
        number: The name that has the surname.
    """
    words = words_of(tokens, names[number])
    if len(words) != 2 or not all(map(is_word, words)):
        return
    row = []
    for other in earlier(tokens, names, number):
        if len(words_of(tokens, names[other])) > 1:
            break
        row.append(other)
    if not row:
        return
    given = {other: _given_name(words_of(tokens, names[other])[0]) for other in (number, *row)}
    # «Скрипали» may be a foreign surname, too, of which every one would be a Скрипали.
    for last in sorted(forms(words[1], "PER"), key=lambda form: form[3] != "plur"):
        for own in given[number]:
            chosen = {number: own}
            for other in row:
                fitting = [one for one in given[other] if _share(one, own, last)]
                if not fitting:
                    break
                chosen[other] = fitting[0]
            if len(chosen) > len(row):
                _name_all(tokens, names, chosen, last)
                return


def _share(one: Form, own: Form, last: Form) -> bool:
    """Whether two people named in a row have one surname.

    In the plural it is theirs, in the singular husband's and wife's if both bear it alike.
    """
    _, case, gender, *_ = one
    _, own_case, own_gender, *_ = own
    surname, surname_case, surname_gender, number, _, cost = last
    if number == "plur":
        return case == own_case == surname_case and all(
            _of_one(surname, each) for each in (gender, own_gender)
        )
    return (
        case == own_case
        and gender != own_gender
        and surname_case in (None, own_case)
        and surname_gender in (None, own_gender)
        and cost < _BELIEVABLE
        and _bears(surname, gender, _BELIEVABLE)
    )


def _name_all(tokens: Tokens, names: list[Name], chosen: dict[int, Form], last: Form) -> None:
    family, _, _, number, *_ = last
    for other, (nominative, case, gender, *_) in chosen.items():
        surname = family
        if number == "plur":
            surname = _of_one(family, gender) or family
        words = words_of(tokens, names[other])
        first = respell(words[0], nominative)
        # The spelling of the surname is that of the one who has it.
        surname = respell(words_of(tokens, names[max(chosen)])[1], surname)
        name = named(names[other], f"{first} {surname}", case)
        names[other] = name._replace(
            parts=replace(name.parts, first=first, middle=None, last=surname),
            gender=None if gender == "neut" else gender,
        )


def _bears(surname: str, gender: WordGender | None, most: float) -> bool:
    """Whether people of a gender may have a surname in this nominative."""
    return any(
        nominative == surname
        and case in (None, "nomn")
        and own_gender in (None, gender)
        and cost < most
        for nominative, case, own_gender, _, _, cost in forms(surname.capitalize(), "PER")
    )


def _given_name(word: str) -> list[Form]:
    found = forms(word, "PER")
    return [form for form in found if form[3:5] == ("sing", "first")]


def _of_one(family: str, gender: WordGender | None) -> str | None:
    """Return the surname of a man or a woman of a family: Бергманы -> Бергман."""
    stem = family[:-1]
    if family.endswith(("ие", "ые")):
        men, women = [stem + "й"], [stem[:-1] + "ая"]
    elif family[-1] == "ы" or stem[-1] in _HARD:
        men, women = [stem, stem + "а"], [stem + "а", stem]
    else:
        men, women = [stem + "ь", stem + "й", stem + "я"], [stem + "ь", stem + "й", stem + "я"]
    ways = women if gender == "femn" else men
    return next((surname for surname in ways if _bears(surname, gender, _READABLE)), None)
