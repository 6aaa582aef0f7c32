"""Names that are made to be learned from: rare ways to decline, and initials in office papers.

News has few surnames like «Гайдамака» and no lists of a commission's members, whose readings have
to be weighed as well.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.kinds import CASES
from ruentities.language.inflection import inflect
from ruentities.training.paradigms import Declined, examples, nicknames

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ruentities.kinds import Case, Gender, Type

FOLDS: Final = 5
# One in so many of petrovich-ruby's forms is learned from: they would outnumber the names in texts,
# of which three in four are men's.
_ONE_IN: Final[dict[Gender, int]] = {"masc": 8, "femn": 24}
_FIRST_NAMES: Final[dict[Gender, tuple[str, ...]]] = {
    "masc": ("Олег", "Пётр", "Иван", "Василий", "Никита"),
    "femn": ("Анна", "Мария", "Ольга", "Любовь", "Наталья"),
}
# What a name without a sentence counts: rare surnames are as frequent here as common ones.
_ALONE: Final = 0.15
_RARE: Final = 0.15
# One in so many feminine nouns of the dictionary is a man's surname: some 50.
_ONE_NOUN_IN: Final = 64
_LONGEST_NOUN: Final = 8
# So many of the surnames in -ов, -ин and -ский stand in each sentence.
_EACH: Final = 12
_INITIALS: Final = ("А.С.", "М. П.", "О.И.", "Н.", "Л.В.", "Е.")
# Sentences for a name with initials: its case, its gender where the sentence shows it.
_SENTENCES: Final[tuple[tuple[Case, Gender | None, str], ...]] = (
    ("nomn", "femn", "Судья {} вынесла приговор."),
    ("nomn", "masc", "Судья {} вынес приговор."),
    ("nomn", "femn", "{} подала заявление в срок."),
    ("nomn", "masc", "В среду {} подал заявление."),
    ("nomn", None, "Судья {} удаляется в совещательную комнату."),
    ("nomn", None, "Редактор: {}"),
    ("nomn", None, "Составил {}."),
    ("nomn", None, "© {}, 2014"),
    ("nomn", None, "Присутствовали: {}"),
    ("nomn", None, "Ответчик — {}"),
    ("nomn", None, "Секретарь {}"),
    ("nomn", None, "Главный бухгалтер {}"),
    ("nomn", None, "{} работает в школе."),
    ("nomn", None, "Сегодня {} ведёт урок."),
    ("nomn", None, "{} знает об этом."),
    ("nomn", None, "Рецензент {}."),
    ("gent", None, "Дело {} закрыто."),
    ("gent", None, "Приговор в отношении {} отменён."),
    ("gent", None, "По задачнику {} учатся до сих пор."),
    ("gent", None, "Адвокат {} просил о снисхождении."),
    ("gent", None, "У {} изъяли документы."),
    ("datv", None, "{} отказано в иске."),
    ("datv", None, "Иск к {} отклонён."),
    ("accs", None, "Суд оштрафовал {}."),
    ("ablt", None, "Договор подписан {}."),
    ("loct", None, "Книга о {} издана в Туле."),
)


class Made(NamedTuple):
    """A text with names.

    Attributes:
        text: The text.
        names: Start, end, type and nominative of each.
        fold: The fold that it is judged in.
        weight: How much it counts beside a name of a real text.
    """

    text: str
    names: list[tuple[int, int, Type, str]]
    fold: int
    weight: float


def made_names(surnames: Path) -> Iterator[Made]:
    """Yield texts with names in some case.

    Args:
        surnames: petrovich-ruby's surnames as a table.
    """
    rows = [line.split("\t") for line in surnames.read_text(encoding="utf-8").splitlines()[2:]]
    yield from _with_first_names(rows)
    grammar = files("ruentities").joinpath("data", "declensions.tsv").read_text(encoding="utf-8")
    for name in examples(grammar):
        if name.role == "last" and name.number == "sing" and name.gender != "neut":
            yield from _in_all_cases(name)
    for name in nicknames():
        noun = name.forms[0][0]
        borne = name.gender == "masc" and noun[-1] in "ая" and len(noun) <= _LONGEST_NOUN
        if borne and hash_of(noun) % _ONE_NOUN_IN == 0:
            yield from _in_all_cases(name)
    yield from _in_sentences(sorted({row[0] for row in rows}))


def fold_of(name: str) -> int:
    """Return the fold that a name is judged in."""
    return hash_of(name) % FOLDS


def hash_of(name: str) -> int:
    """Return a number that depends on a name alone, in every process."""
    return int.from_bytes(sha256(name.encode()).digest(), "big")


def _alone(
    forms: tuple[str, str], nominatives: tuple[str, str], number: int, weight: float
) -> Made:
    """Put a first name and a surname into one text, in one order or the other."""
    order = -1 if number % 2 else 1
    text, normal = " ".join(forms[::order]), " ".join(nominatives[::order])
    return Made(text, [(0, len(text), "PER", normal)], fold_of(nominatives[1]), weight)


def _with_first_names(rows: list[list[str]]) -> Iterator[Made]:
    for nominative, form, gender, case in rows:
        known: Gender = "femn" if gender == "femn" else "masc"
        number = hash_of(f"{form} {case} {gender}")
        if number % _ONE_IN[known] == 0 and "|" not in form:
            number //= _ONE_IN[known]
            named = _FIRST_NAMES[known][number % len(_FIRST_NAMES[known])]
            first = inflect(named, "PER", next(one for one in CASES if one == case), known)
            yield _alone((first, form), (named, nominative), number, _ALONE)


def _in_all_cases(name: Declined) -> Iterator[Made]:
    gender: Gender = "femn" if name.gender == "femn" else "masc"
    nominative = name.forms[0][0].title()
    for case, (form, *_) in zip(CASES, name.forms, strict=True):
        number = hash_of(f"{form} {case}")
        named = _FIRST_NAMES[gender][number % len(_FIRST_NAMES[gender])]
        first = inflect(named, "PER", case, gender)
        yield _alone((first, form.title()), (named, nominative), number, _RARE)


def _in_sentences(surnames: list[str]) -> Iterator[Made]:
    usual = [name for name in surnames if name.endswith(("ов", "ев", "ин", "ский"))]
    for case, shown, sentence in _SENTENCES:
        chosen = sorted(usual, key=lambda name: hash_of(name + sentence))[:_EACH]
        for name, gender in product(chosen, ("masc", "femn")):
            if shown in (None, gender):
                known: Gender = "femn" if gender == "femn" else "masc"
                nominative = name if known == "masc" else _hers(name)
                form = inflect(nominative, "PER", case, known)
                initials = _INITIALS[hash_of(name + case) % len(_INITIALS)]
                first = hash_of(sentence + name) % 2
                text, normal = (
                    f"{initials} {one}" if first else f"{one} {initials}"
                    for one in (form, nominative)
                )
                start = sentence.index("{")
                names: list[tuple[int, int, Type, str]] = [
                    (start, start + len(text), "PER", normal)
                ]
                yield Made(sentence.format(text).replace("..", "."), names, fold_of(name), 1.0)


def _hers(surname: str) -> str:
    return surname[:-2] + "ая" if surname.endswith("ий") else surname + "а"
