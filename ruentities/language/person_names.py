"""The parts of a person's name: first, middle, last."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from ruentities.language.declension import forms
from ruentities.language.word_lists import FIXED_FIRST_SURNAMES, NAME_PARTICLES, PATRONYMIC_WORDS
from ruentities.text.marks import is_initial

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.language.declension import Role

Part = Literal["first", "middle", "last"]

_NUMERAL: Final = re.compile(r"[IVXLC]+|\d+")

# Orders of parts by the number of words, with what each order costs: «Иванов Пётр Ильич» is
# rarer than «Пётр Ильич Иванов», so that it needs a reason.
_ORDERS: Final[dict[int, tuple[tuple[tuple[Part, ...], float], ...]]] = {
    1: ((("last",), 0.0), (("first",), 0.6), (("middle",), 1.0)),
    2: ((("first", "last"), 0.0), (("last", "first"), 0.6), (("first", "middle"), 0.8)),
    3: ((("first", "middle", "last"), 0.0), (("last", "first", "middle"), 0.3)),
}
# What a reading costs at most that the dictionary has.
_KNOWN: Final = 2.1
_NOT_A_FIRST_NAME: Final = 1.0
_NOT_A_PATRONYMIC: Final = 1.5
_NOT_A_SURNAME: Final = 0.5
_A_FIRST_NAME_AS_SURNAME: Final = 1.2
# «Джонсон» is a first name in the dictionary, too.
_EITHER: Final = 0.5


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a name in the nominative, None where unknown; initials keep no dot."""

    first: str | None = None
    middle: str | None = None
    last: str | None = None


def split_name(words: tuple[str, ...], roles: tuple[Role, ...]) -> Parts:
    """Tell the parts of a person's name apart.

    Args:
        words: The name's words in the nominative, without punctuation.
        roles: The part of the name that each word was read as when it was put there.

    >>> split_name(("Лев", "Николаевич", "Толстой"), ("first", "middle", "last"))
    Parts(first='Лев', middle='Николаевич', last='Толстой')
    >>> split_name(("Ким", "Чен", "Ын"), ("last", "first", "last"))
    Parts(first='Чен Ын', middle=None, last='Ким')
    """
    if len(words) > 1 and words[0].lower() in FIXED_FIRST_SURNAMES:
        return Parts(first=" ".join(words[1:]), last=words[0])
    units = _units(words, roles)
    if not units:
        return Parts()
    if len(units) > 3:
        middle = " ".join(text for text, _ in units[1:-1])
        return Parts(units[0][0], middle, units[-1][0])
    order = min(
        _ORDERS[len(units)],
        key=lambda option: (
            option[1]
            + sum(
                _cost(text, role, part, alone=len(units) == 1)
                for (text, role), part in zip(units, option[0], strict=True)
            )
        ),
    )[0]
    return Parts(**{part: text for part, (text, _) in zip(order, units, strict=True)})


def _units(words: Sequence[str], roles: Sequence[Role]) -> list[tuple[str, Role]]:
    """Join particles to the word they go with; leave out numerals («Иоанн Павел II»)."""
    units: list[tuple[str, Role]] = []
    particles: list[str] = []
    for left, (word, role) in enumerate(zip(words, roles, strict=True), start=1 - len(words)):
        if word.lower() in PATRONYMIC_WORDS and units:
            units[-1] = (f"{units[-1][0]} {word}", "middle")
        elif word.lower() in NAME_PARTICLES and units and left:
            particles.append(word)
        elif not _NUMERAL.fullmatch(word):
            units.append((" ".join([*particles, word]), "last" if particles else role))
            particles = []
    return units


def _cost(text: str, role: Role, part: Part, *, alone: bool) -> float:
    """How badly a word suits a part of the name."""
    if is_initial(text):
        return 3.0 if part == "last" else 0.0
    known = {form.role for form in forms(text, "PER") if form.cost < _KNOWN} | {role}
    if part == "first":
        return 0.0 if "first" in known else _NOT_A_FIRST_NAME
    if part == "middle":
        return 0.0 if "middle" in known else _NOT_A_PATRONYMIC
    if "middle" in known and "last" not in known:
        return _NOT_A_PATRONYMIC
    if role == "first":
        return _EITHER if alone and "last" in known else _A_FIRST_NAME_AS_SURNAME
    return 0.0 if "last" in known else _NOT_A_SURNAME
