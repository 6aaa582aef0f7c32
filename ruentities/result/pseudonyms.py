"""Invented names that stand in a sentence as the real one did: its case, gender and parts.

A name is invented from a keyed hash (HMAC-SHA256) of the real one, so that equal secrets give equal
pseudonyms and nobody without the secret can try names out. Invented names decline by the paradigms
below; only what case the real name stands in is asked of the morphology.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final, Literal

from ruentities.kinds import CASES
from ruentities.language.folding import plain
from ruentities.language.morphology import readings

if TYPE_CHECKING:
    from collections.abc import Sequence

# Endings in the order of CASES.
_PARADIGMS: Final = {
    "ов": ("ов", "ова", "ову", "ова", "овым", "ове"),
    "ова": ("ова", "овой", "овой", "ову", "овой", "овой"),
    "енко": ("енко",) * 6,
    "": ("", "а", "у", "а", "ом", "е"),
    "а": ("а", "ы", "е", "у", "ой", "е"),
    "ович": ("ович", "овича", "овичу", "овича", "овичем", "овиче"),
    "овна": ("овна", "овны", "овне", "овну", "овной", "овне"),
    "ия": ("ия", "ии", "ии", "ию", "ией", "ии"),
    "ск": ("ск", "ска", "ску", "ск", "ском", "ске"),
    "ово": ("ово", "ова", "ову", "ово", "овом", "ове"),
    "цы": ("цы", "цев", "цам", "цы", "цами", "цах"),
    "и": ("и",) * 6,
    "союз": ("союз", "союза", "союзу", "союз", "союзом", "союзе"),
    "палата": ("палата", "палаты", "палате", "палату", "палатой", "палате"),
    "агентство": ("агентство", "агентства", "агентству", "агентство", "агентством", "агентстве"),
    "курсы": ("курсы", "курсов", "курсам", "курсы", "курсами", "курсах"),
}
_PLACES: Final = {"masc": "ск", "femn": "ия", "neut": "ово", "plur": "цы"}
_BODIES: Final = {"masc": "союз", "femn": "палата", "neut": "агентство", "plur": "курсы"}
# The sounds of a stem, as in «Тамел» and «Белдон»: 30,240 stems, without the roots that one would
# rather not meet.
_SOUNDS: Final = (
    tuple("БВГДЗКЛМНРСТ"),
    tuple("аео"),
    ("в", "г", "д", "з", "л", "м", "н", "р", "т", *"лд лм нд нг нт рв рг рл рм рт зд ст".split()),
    tuple("аеои"),
    tuple("бгдзлмнртв"),
)
_FIRST: Final = {
    "masc": "Антон Богдан Вадим Герман Глеб Денис Захар Игнат Кирилл Макар Марат Назар Прохор "
    "Родион Роман Семён Степан Тарас Эдуард Эльдар",
    "femn": "Алл Галин Дин Инн Карин Клар Ларис Марин Нин Полин Раис Римм Светлан Тамар Ульян Фаин "
    "Эвелин Эльвир Эмм Юлиан",
}
_FATHERS: Final = "Антон Богдан Вадим Герман Глеб Захар Игнат Макар Марат Назар Прохор Роман"
_STEM_LENGTHS: Final = range(3, 12)
# A text of many thousands of names runs out of short stems; then they get longer.
_SHORT_ATTEMPTS: Final = 20
# The cases a preposition takes, the likelier first (Rozental, "Управление в русском языке").
_GOVERNED: Final = {
    **dict.fromkeys(("из", "от", "до", "у", "без", "для", "около", "против", "после"), ("gent",)),
    **dict.fromkeys(("к", "ко", "благодаря", "согласно"), ("datv",)),
    **dict.fromkeys(("через", "про"), ("accs",)),
    **dict.fromkeys(("над", "под", "перед", "между"), ("ablt", "accs")),
    **dict.fromkeys(("в", "во", "на"), ("loct", "accs")),
    **dict.fromkeys(("о", "об", "при"), ("loct",)),
    **dict.fromkeys(("с", "со"), ("ablt", "gent")),
    "по": ("datv",),
    "за": ("ablt", "accs"),
}
_LIKELIER: Final = ("nomn", "gent", "datv", "ablt", "accs", "loct")
_WORD: Final = re.compile(r"\w\.|[\w'’-]+")
_BEFORE: Final = re.compile(r"([а-яё]+)[\s«„\"(]*$", re.IGNORECASE)
_ACRONYM: Final = re.compile("[А-ЯЁA-Z]{2,5}")
# Capitals that are a headline's: an abbreviation is no longer than five letters.
_SHOUTED: Final = re.compile("[А-ЯЁ]{6}")
_PATRONYMIC: Final = re.compile("(?:вич|вна|ична|инична)$")
_UNDECLINED: Final = re.compile("(?:[оеиуюэыa-z]|[иы]х)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is known of the entity that gets a pseudonym.

    Attributes:
        type: ``"PER"``, ``"ORG"`` or ``"LOC"``.
        name: The entity's name.
        first: First name of a person, or None.
        middle: Patronymic of a person, or None.
        last: Surname of a person, or None.
        gender: ``"masc"``, ``"femn"`` or None.
    """

    type: Literal["PER", "ORG", "LOC"]
    name: str
    first: str | None = None
    middle: str | None = None
    last: str | None = None
    gender: str | None = None


class Inventor:
    """Invents names for the entities of one text, none of which occurs in it.

    Args:
        secret: Equal secrets give equal names, whatever the text; only where an invented name
            would repeat another one or a word of the text is the next one taken.
        text: The text that the names will stand in.
    """

    def __init__(self, secret: str, text: str) -> None:
        self._secret = secret.encode()
        words = set(re.findall(r"\w+", text.lower()))
        self._beginnings = {word[:length] for word in words for length in _STEM_LENGTHS}
        self._given: dict[tuple[str, str], str] = {}

    def form(self, subject: Subject, text: str, normal: str, before: str) -> str:
        """Return the pseudonym of an entity as it stands in the place of one mention.

        Args:
            subject: The entity.
            text: The mention as it stands.
            normal: Its nominative.
            before: What stands before it in the text.
        """
        case = _case(text, normal, before)
        if subject.type == "PER":
            form = self._person(subject, normal, case)
        elif subject.type == "ORG":
            form = self._organization(subject, text, normal, case)
        else:
            form = self._place(subject, text, normal, case)
        return form.upper() if text.isupper() and _SHOUTED.search(text) else form

    def _person(self, subject: Subject, normal: str, case: str) -> str:
        gender = subject.gender or "masc"
        last = subject.last or subject.name
        written: dict[str, str] = {}
        for word in _WORD.findall(normal):
            role = _role(word, subject, initials="first" in written)
            if role in written:
                continue
            if role == "last":
                ending = {"masc": "ов", "femn": "ова"}[gender]
                stem = self._stem("PER", last)
                ending = ending if _declines(last, subject.gender) else "енко"
                written[role] = _inflected(stem, ending, case)
                continue
            if role == "first":
                stem, ending = self._first(subject, gender), "" if gender == "masc" else "а"
            else:
                stem = self._one_of(_FATHERS.split(), "middle", subject.middle or subject.name)
                ending = "ович" if gender == "masc" else "овна"
            whole = _inflected(stem, ending, case)
            written[role] = f"{whole[0]}." if word.endswith(".") else whole
        # A user's document may hold a name without a word.
        return " ".join(written.values()) or self._stem("PER", last)

    def _organization(self, subject: Subject, text: str, normal: str, case: str) -> str:
        stem = self._stem("ORG", subject.name)
        gender = _gender(normal)
        if _ACRONYM.fullmatch(text) or gender is None:
            return stem.upper()
        return f"{_inflected('', _BODIES[gender], case).capitalize()} {stem}"

    def _place(self, subject: Subject, text: str, normal: str, case: str) -> str:
        gender = None if _ACRONYM.fullmatch(text) else _gender(normal)
        ending = _PLACES[gender] if gender else "и"
        return _inflected(self._stem("LOC", subject.name), ending, case)

    def _first(self, subject: Subject, gender: str) -> str:
        return self._one_of(_FIRST[gender].split(), gender, subject.first or subject.name)

    def _stem(self, kind: str, real: str) -> str:
        def invented(attempt: int) -> str:
            number = self._number(key[0], key[1], attempt)
            sounds = []
            for choice in _SOUNDS if attempt < _SHORT_ATTEMPTS else (*_SOUNDS, *_SOUNDS[1:]):
                number, index = divmod(number, len(choice))
                sounds.append(choice[index])
            return "".join(sounds)

        key = kind, _key(real)
        if key not in self._given:
            self._given[key] = next(filter(self._is_new, map(invented, count())))
            self._beginnings.add(self._given[key].lower())
        return self._given[key]

    def _one_of(self, names: Sequence[str], kind: str, real: str) -> str:
        start = self._number(kind, _key(real), 0) % len(names)
        ordered = [*names[start:], *names[:start]]
        return next((name for name in ordered if self._is_new(name)), ordered[0])

    def _is_new(self, stem: str) -> bool:
        return stem.lower() not in self._beginnings

    def _number(self, kind: str, real: str, attempt: int) -> int:
        message = f"{kind}\0{real}\0{attempt}".encode()
        return int.from_bytes(hmac.digest(self._secret, message, "sha256")[:8], "big")


def _role(word: str, subject: Subject, *, initials: bool) -> str:
    if word.endswith("."):
        return "middle" if initials else "first"
    for role, part in (("first", subject.first), ("middle", subject.middle)):
        if part and _key(word) in _key(part).split():
            return role
    return "middle" if _PATRONYMIC.search(word) and subject.last != word else "last"


def _inflected(stem: str, ending: str, case: str) -> str:
    return stem + _PARADIGMS[ending][CASES.index(case)]


def _declines(last: str, gender: str | None) -> bool:
    """Whether a surname changes in the oblique cases: a woman's does when it ends in -а or -я."""
    if gender is None or _UNDECLINED.search(last):
        return False
    return gender == "masc" or last[-1] in "ая"


def _case(text: str, normal: str, before: str) -> str:
    possible = set(CASES)
    words, normals = text.split(), normal.split()
    for word, nominative in zip(words, normals, strict=len(words) == len(normals)):
        cases = {
            reading.case
            for reading in readings(word)
            if reading.case and _key(reading.nominative) == _key(nominative)
        }
        possible = (possible & cases) or possible
    if len(possible) == len(CASES):
        possible = {"nomn"} if text == normal else possible - {"nomn"}
    preposition = _BEFORE.search(before)
    governed = _GOVERNED.get(preposition[1].lower(), ()) if preposition else ()
    return next(case for case in (*governed, *_LIKELIER) if case in possible)


def _gender(normal: str) -> str | None:
    """Return the gender of a name's head, ``"plur"``, or None for what does not decline."""
    for word in normal.split():
        for reading in readings(word):
            if reading.part == "noun" and reading.case == "nomn" and "Fixd" not in reading.labels:
                return "plur" if reading.number == "plur" else reading.gender
    return None


def _key(name: str) -> str:
    return " ".join(plain(name).split())
