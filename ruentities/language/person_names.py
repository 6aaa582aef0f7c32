"""The parts of a person's name: first, middle, last, in whatever order they stand."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from ruentities.language.agreement import is_east_asian
from ruentities.language.morphology import known_readings
from ruentities.language.remembered import WORDS, remembered
from ruentities.language.romanization import latin_labels
from ruentities.language.word_lists import NAME_PARTICLES, PATRONYMIC_WORDS
from ruentities.text.marks import is_initial

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.language.form import Role

Part = Literal["first", "middle", "last"]

# «Петров ПП»: without full stops.
_INITIALS: Final = re.compile("[А-ЯЁ]{2}")
_NUMERAL: Final = re.compile(r"[IVXLC]+|\d+")
_PATRONYMIC: Final = re.compile("(?:ович|евич|[иь]ич|овна|евна|ична|инична)$")
_LABELS: Final[dict[str, Part]] = {"Name": "first", "Patr": "middle", "Surn": "last"}

# Orders of parts by the number of words, with what each order costs: «Иванов Пётр Ильич» is
# rarer than «Пётр Ильич Иванов», so that it needs a reason.
_ORDERS: Final[dict[int, tuple[tuple[tuple[Part, ...], float], ...]]] = {
    1: ((("last",), 0.0), (("first",), 0.6), (("middle",), 1.0)),
    2: (
        (("first", "last"), 0.0),
        (("last", "first"), 0.6),
        (("first", "middle"), 0.8),
        (("middle", "first"), 1.2),
    ),
    3: ((("first", "middle", "last"), 0.0), (("last", "first", "middle"), 0.3)),
}
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


# Of what is no person.
NO_PARTS: Final = Parts()


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
    found: dict[Part, list[str]] = {"first": [], "middle": [], "last": []}
    for word, part in zip(words, parts_of_words(words, roles), strict=True):
        if part:
            found[part].append(word)
    return Parts(**{part: " ".join(own) or None for part, own in found.items()})


def parts_of_words(words: tuple[str, ...], roles: tuple[Role, ...]) -> tuple[Part | None, ...]:
    """Tell which part of a person's name each word belongs to, None for a numeral.

    Args:
        words: The name's words in the nominative, without punctuation.
        roles: The part of the name that each word was read as.

    >>> parts_of_words(("Марлинский", "Иван", "Петрович"), ("last", "first", "middle"))
    ('last', 'first', 'middle')
    """
    if is_east_asian(words):
        return ("last", *_same("first", len(words) - 1))
    units = _units(words, roles)
    if not units:
        return (None,) * len(words)
    if len(units) > 3:
        order: tuple[Part, ...] = ("first", *_same("middle", len(units) - 2), "last")
    else:
        order = _likeliest_order(units)
    parts: list[Part | None] = [None] * len(words)
    for (_, _, numbers), part in zip(units, order, strict=True):
        for number in numbers:
            parts[number] = part
    return tuple(parts)


def _likeliest_order(units: Sequence[tuple[str, Role, list[int]]]) -> tuple[Part, ...]:
    best: tuple[Part, ...] = ()
    least = math.inf
    for order, cost in _ORDERS[len(units)]:
        for (text, role, _), part in zip(units, order, strict=True):
            cost += _cost(text, role, part, alone=len(units) == 1)
        if cost < least:
            best, least = order, cost
        if not cost:
            # Nothing speaks against it.
            break
    return best


def _same(part: Part, count: int) -> tuple[Part, ...]:
    return (part,) * count


def _units(words: Sequence[str], roles: Sequence[Role]) -> list[tuple[str, Role, list[int]]]:
    """Join particles to the word they go with; leave out numerals («Иоанн Павел II»)."""
    units: list[tuple[str, Role, list[int]]] = []
    particles: list[int] = []
    for number, (word, role) in enumerate(zip(words, roles, strict=True)):
        is_last = number == len(words) - 1
        if word.lower() in PATRONYMIC_WORDS and units:
            text, _, numbers = units[-1]
            units[-1] = (f"{text} {word}", "middle", [*numbers, number])
        elif word.lower() in NAME_PARTICLES and not is_last and (units or _begins(words, number)):
            particles.append(number)
        elif not _NUMERAL.fullmatch(word):
            units.append((word, "last" if particles else role, [*particles, number]))
            particles = []
    return units


def _begins(words: Sequence[str], number: int) -> bool:
    """Whether a surname begins with a particle: «фон дер Ляйен», but not Бен Аффлек."""
    return words[number].islower() or words[number + 1] in NAME_PARTICLES


@remembered(WORDS)
def known_parts(word: str) -> tuple[Part, ...]:
    """Return the parts of a name that the dictionary knows a nominative as, each once.

    >>> sorted(known_parts("Роман")), sorted(known_parts("Sergeevich"))
    (['first', 'last'], ['middle'])
    """
    if word.isascii():
        known = latin_labels(word)
    else:
        nominatives = [one.labels for one in known_readings(word) if one.case == "nomn"]
        known = frozenset().union(*nominatives)
    return tuple([part for label, part in _LABELS.items() if label in known])


def _cost(text: str, role: Role, part: Part, *, alone: bool) -> float:
    """How badly a word suits a part of the name."""
    if is_initial(text) or _INITIALS.fullmatch(text):
        return 3.0 if part == "last" else 0.0
    if part == role:
        # As it was read, so that no dictionary has to be asked.
        return 0.0
    known = {*known_parts(text), role}
    if part == "first":
        return 0.0 if "first" in known else _NOT_A_FIRST_NAME
    if part == "middle":
        return 0.0 if "middle" in known or _PATRONYMIC.search(text) else _NOT_A_PATRONYMIC
    if "middle" in known and "last" not in known:
        return _NOT_A_PATRONYMIC
    if role == "first":
        return _EITHER if alone and "last" in known else _A_FIRST_NAME_AS_SURNAME
    return 0.0 if "last" in known else _NOT_A_SURNAME
