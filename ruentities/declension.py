"""Every way to read one word of a name, each with its nominative and what it costs to believe.

Costs are negative log-probabilities in spirit: a name the dictionary knows is free, a guess by
the ending costs more, a nominative that no news text contains costs more still. They are added up
over the words of a name by `ruentities.normalization`, which wants them to agree.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final, Literal

from ruentities.lexicon import is_initial
from ruentities.morphology import Reading, readings
from ruentities.network import frequency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruentities.document import Type

Role = Literal["first", "middle", "last", "noun", "adjective", "fixed"]

_CYRILLIC: Final = re.compile(r"[а-яё]+(-[а-яё]+)*")
_ROLES: Final[dict[str, Role]] = {"Name": "first", "Patr": "middle", "Surn": "last"}
_LABEL_OF_TYPE: Final = {"LOC": "Geox", "ORG": "Orgn"}
_CACHED_WORDS: Final = 20_000

# A word that ends so is hardly a nominative that the dictionary does not know,
_OBLIQUE_ENDINGS: Final = ("ой", "ей", "ым", "им", "ом", "ем", "ам", "ах")
# nor an indeclinable surname of a woman.
_DECLINED_ENDINGS: Final = (*_OBLIQUE_ENDINGS, "ов", "ев")

# Endings of nouns that no dictionary holds: (ending, of the nominative, cases, gender, number,
# what the stem ends in). «Ына» -> «Ын», «Неваде» -> «Невада».
_CONSONANT: Final = r"[бвгджзклмнпрстфхцчшщ]"
_ENDINGS: Final = (
    ("а", "", "gent accs", "masc", _CONSONANT),
    ("у", "", "datv", "masc", _CONSONANT),
    ("ом", "", "ablt", "masc", _CONSONANT),
    ("ем", "", "ablt", "masc", r"[жцчшщ]"),
    ("е", "", "loct", "masc", _CONSONANT),
    ("я", "й", "gent accs", "masc", r"[аеиоу]"),
    ("ю", "й", "datv", "masc", r"[аеиоу]"),
    ("ем", "й", "ablt", "masc", r"[аеиоу]"),
    ("я", "ь", "gent accs", "masc", r"[лнрт]"),
    ("ю", "ь", "datv", "masc", r"[лнрт]"),
    ("ем", "ь", "ablt", "masc", r"[лнрт]"),
    ("ы", "а", "gent", None, r"[бвдзлмнпрстфц]"),
    ("и", "а", "gent", None, r"[гжкхчшщ]"),
    ("е", "а", "datv loct", None, _CONSONANT),
    ("у", "а", "accs", None, _CONSONANT),
    ("ой", "а", "ablt", None, _CONSONANT),
    ("и", "я", "gent datv loct", "femn", r"и"),
    ("и", "я", "gent", "femn", r"[лнрт]"),
    ("ю", "я", "accs", "femn", r"[илнрт]"),
    ("ей", "я", "ablt", "femn", r"[илнрт]"),
    ("и", "ь", "gent datv loct", "femn", r"[внлрт]"),
)


@dataclass(frozen=True, slots=True)
class Form:
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
    case: str | None
    gender: str | None
    number: str | None
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
    if not _CYRILLIC.fullmatch(lower) or (kind == "PER" and is_initial(word)):
        return (Form(lower, None, None, None, "fixed", 0.0),)
    found = [*_dictionary_forms(word, kind), *_unchanged_forms(word, kind)]
    if not _is_named(word, kind):
        found += _ending_forms(lower, kind)
        found += _hyphenated_forms(word, kind)
    best: dict[tuple[object, ...], Form] = {}
    for form in found:
        agreeing = form.role == "adjective"
        key = (form.nominative, form.case, form.gender, form.number, agreeing)
        if key not in best or form.cost < best[key].cost:
            best[key] = form
    return tuple(sorted(best.values(), key=lambda form: form.cost))


def _is_named(word: str, kind: Type) -> bool:
    """Whether the dictionary knows the word as part of such a name."""
    return any(_is_label_of(reading, kind) for reading in readings(word) if reading.known)


def _is_label_of(reading: Reading, kind: Type) -> bool:
    if kind == "PER":
        return not reading.labels.isdisjoint(_ROLES)
    return _LABEL_OF_TYPE[kind] in reading.labels


def _dictionary_forms(word: str, kind: Type) -> Iterator[Form]:
    abbreviation = word.isupper() and len(word) > 1 and kind != "PER"
    for reading in readings(word):
        if reading.part not in ("noun", "adjective") or not reading.case:
            continue
        if kind == "PER" and reading.gender == "neut":
            continue
        if abbreviation and (not reading.known or len(word) < 4 or "Abbr" in reading.labels):
            continue
        role, cost = _role_and_cost(reading, kind)
        yield Form(
            reading.nominative,
            reading.case,
            reading.gender,
            reading.number,
            role,
            cost + _rarity(reading.nominative) - 0.2 * math.log(reading.weight + 0.05),
        )


def _role_and_cost(reading: Reading, kind: Type) -> tuple[Role, float]:
    guess = 0.0 if reading.known else 0.7
    if kind == "PER":
        for label, role in _ROLES.items():
            if label in reading.labels:
                return role, guess
        if reading.part == "adjective":
            return "last", 1.0 + guess
        return "noun", 1.5 + guess
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
        yield Form(lower, None, None, None, "fixed", 0.0 if len(word) < 4 else 1.0)
        return
    if word.isupper() and kind != "PER":
        known = any(
            reading.known and "Abbr" not in reading.labels and _is_label_of(reading, kind)
            for reading in readings(word)
        )
        yield Form(lower, None, None, None, "fixed", 2.5 if known and len(word) > 3 else 0.0)
        return
    role: Role = "last" if kind == "PER" else "noun"
    named = 2.5 if _is_named(word, kind) else 0.0
    if lower[-1] in "оеёиуыэю":
        # «Порошенко» and «Тбилиси» hardly change; «Мельнику» and «Неваде» have.
        cost = {"о": 0.5, "э": 0.5, "е": 2.0}.get(lower[-1], 1.5)
        yield Form(lower, None, None, "sing", role, named + cost + _rarity(lower))
    elif lower[-1] in "ая":
        yield Form(lower, "nomn", None, "sing", role, named + 1.4 + _rarity(lower))
        yield Form(lower, None, None, "sing", role, 5.5)
    else:
        declined = lower.endswith(_DECLINED_ENDINGS)
        for case in ("nomn",) if kind == "PER" else ("nomn", "accs"):
            cost = 2.0 if lower.endswith(_OBLIQUE_ENDINGS) else 0.7
            yield Form(lower, case, "masc", "sing", role, named + cost + _rarity(lower))
        cost = 1.2 if kind == "PER" and not declined else 4.0
        yield Form(lower, None, "femn", "sing", role, cost + _rarity(lower))
        yield Form(lower, None, "masc", "sing", role, 5.0 + _rarity(lower))


def _hyphenated_forms(word: str, kind: Type) -> Iterator[Form]:
    """Both parts of a double name change: «Мусина-Пушкина», «Каменске-Уральском»."""
    if word.count("-") != 1:
        return
    left, right = word.split("-")
    for one, other in product(forms(left, kind)[:12], forms(right, kind)[:12]):
        if _together(one, other):
            yield Form(
                f"{one.nominative}-{other.nominative}",
                one.case or other.case,
                one.gender or other.gender,
                one.number or other.number,
                "noun" if kind != "PER" else other.role,
                0.3 + 0.6 * (one.cost + other.cost),
            )


def _together(one: Form, other: Form) -> bool:
    pairs = (one.case, other.case), (one.gender, other.gender), (one.number, other.number)
    return all(a is None or b is None or a == b for a, b in pairs)


def _ending_forms(lower: str, kind: Type) -> Iterator[Form]:
    role: Role = "last" if kind == "PER" else "noun"
    for ending, nominal, cases, gender, before in _ENDINGS:
        stem = lower.removesuffix(ending)
        if stem == lower or (len(stem) < 2 and kind != "PER") or not re.search(before + "$", stem):
            continue
        nominative = stem + nominal
        for case in cases.split():
            yield Form(nominative, case, gender, "sing", role, 1.7 + _rarity(nominative))


def _rarity(nominative: str) -> float:
    """Cost of a nominative by how rarely news texts have it, from 0 (common) to 1 (never)."""
    count = frequency(nominative) or frequency(nominative.replace("ё", "е"))
    return max(0.0, 1.0 - 0.2 * math.log10(1 + count))


def respell(word: str, nominative: str, *, capitals: bool = True) -> str:
    """Write a nominative as the text writes the word: capitals and ё kept.

    Args:
        word: The word in the text.
        nominative: Its nominative in lower case.
        capitals: Whether a word all in capitals may be an abbreviation, which stays as it is.

    >>> respell("Лавровым", "лавров"), respell("Салтыкову-Щедрину", "салтыков-щедрин")
    ('Лавров', 'Салтыков-Щедрин')
    >>> respell("МОСКВЕ", "москва"), respell("США", "сша")
    ('Москва', 'США')
    """
    parts, nominals = word.split("-"), nominative.split("-")
    if len(parts) == len(nominals) > 1:
        pairs = zip(parts, nominals, strict=True)
        return "-".join(respell(part, nominal, capitals=capitals) for part, nominal in pairs)
    if word.isascii():
        return word
    shouted = word.isupper() and len(word) > 1
    if shouted and (word.lower() == nominative and capitals):
        return word
    if shouted:
        return nominative.capitalize()
    kept = 0
    for own, other in zip(word, nominative, strict=False):
        if own.lower() != other and {own.lower(), other} != {"е", "ё"}:
            break
        kept += 1
    # «Пётр» from «Петра»: the vowel changes with the case; «Королёв» from «Королёва» does not.
    start = "".join(
        other if own == "е" and other == "ё" else own
        for own, other in zip(word[:kept], nominative, strict=False)
    )
    return start + nominative[kept:]
