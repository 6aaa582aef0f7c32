"""Names of the world that the dictionary has not: «Юкка», «Педру», «Долаана»; surnames in -а.

First names, and surnames that their letters do not tell from the genitive of others: «Герра» is
no Герр's.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.language.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ruentities.kinds import Case, Gender

# How names decline by their last letter, women's in a soft sign and a consonant aside: the cases of
# each ending.
_LIKE_A: Final[Mapping[str, Sequence[Case]]] = {
    "а": ("nomn",),
    "ы": ("gent",),
    "и": ("gent",),
    "е": ("datv", "loct"),
    "у": ("accs",),
    "ой": ("ablt",),
    "ей": ("ablt",),
}
_LIKE_YA: Final[Mapping[str, Sequence[Case]]] = {
    "я": ("nomn",),
    "и": ("gent", "datv", "loct"),
    "е": ("datv", "loct"),
    "ю": ("accs",),
    "ей": ("ablt",),
}
_SOFT: Final[Mapping[str, Sequence[Case]]] = {
    "ь": ("nomn",),
    "й": ("nomn",),
    "я": ("gent", "accs"),
    "ю": ("datv",),
    "ем": ("ablt",),
    "е": ("loct",),
    "и": ("loct",),
}
_HARD: Final[Mapping[str, Sequence[Case]]] = {
    "": ("nomn",),
    "а": ("gent", "accs"),
    "у": ("datv",),
    "ом": ("ablt",),
    "ем": ("ablt",),
    "е": ("loct",),
}
_BY_LETTER: Final = {"а": _LIKE_A, "я": _LIKE_YA, "ь": _SOFT, "й": _SOFT}
_DECLINING: Final[Mapping[Gender | None, str]] = {"masc": "айья", "femn": "ая", None: "ая"}
_GENDERS: Final[Mapping[str, Gender | None]] = {"masc": "masc", "femn": "femn", "last": None}
_VOWELS: Final = frozenset("еёиоуыэю")
_LONGEST_ENDING: Final = 2
# By so many the names lie.
_LETTERS: Final = 2

# Men's first names of Russia, Ukraine, Belarus: after them the genitive is the likelier, of
# «Станислава Кучера» as of «Ивана Кошта».
NAMES_AT_HOME: Final = frozenset(
    "александр алексей анатолий андрей антон аркадий арсений артемий артём афанасий богдан борис "
    "вадим валентин валерий василий вениамин виктор виталий влад владимир владислав володимир "
    "всеволод всеслав вячеслав геннадий георгий герасим глеб григорий данила даниил денис дмитрий "
    "дмитро евгений евген егор ефим захар иван игнат игорь илья иннокентий иосиф исаак кирилл "
    "константин кузьма лаврентий лазарь лев леонид лука макар максим матвей микола митрофан михаил "
    "моисей мстислав назар наум никита никифор николай олег олександр олексий остап павел павло "
    "петро пётр платон прохор радий родион роман ростислав савелий самуил святослав семён сергей "
    "сергий станислав степан тарас тимофей тихон трофим фёдор федот филипп фома юлий юрий яков "
    "янка ярослав".split()
)
# Whose names those of a line are, and they themselves, spaces around each.
_Line = tuple["Gender | None", str]


class ForeignName(NamedTuple):
    """What a form of a name is.

    Attributes:
        nominative: In lower case.
        case: None where all cases are alike.
        gender: Whose name it is, None for a surname.
    """

    nominative: str
    case: Case | None
    gender: Gender | None


def foreign_names(word: str) -> Iterator[ForeignName]:
    """Yield the names of the table that a word may be a form of.

    Args:
        word: In lower case.

    >>> [(name.nominative, name.case) for name in foreign_names("юкке")]
    [('юкка', 'datv'), ('юкка', 'loct')]
    >>> list(foreign_names("педру")) == [ForeignName("педру", None, "masc")]
    True
    """
    for length in range(_LONGEST_ENDING + 1):
        stem, ending = word[: len(word) - length], word[len(word) - length :]
        for last, gender in _names(stem):
            nominative = stem + last
            if not last and (stem[-1] in _VOWELS or gender == "femn"):
                if not ending:
                    yield ForeignName(nominative, None, gender)
                continue
            if not gender and ending == last:
                # Many leave the second of two as it is: «Николаса Мадуро Герра».
                yield ForeignName(nominative, None, gender)
            for case in _BY_LETTER.get(last, _HARD).get(ending, ()):
                if case != "nomn" or ending == last:
                    yield ForeignName(nominative, case, gender)


def may_be_foreign_surname(word: str) -> bool:
    """Whether a word is a form of a surname of the table.

    Args:
        word: In lower case.

    >>> may_be_foreign_surname("герры"), may_be_foreign_surname("юкке")
    (True, False)
    """
    return any(not one.gender for one in foreign_names(word))


def _names(stem: str) -> Iterator[tuple[str, Gender | None]]:
    """Yield what names end in whose forms begin with a stem, and whose they are."""
    begins = f" {stem}"
    for gender, names in lines_of_foreign_names().get(stem[:_LETTERS], ()):
        if begins not in names:
            continue
        declining = _DECLINING[gender]
        if stem[-1:] not in declining and f" {stem} " in names:
            yield "", gender
        for last in declining:
            if f" {stem}{last} " in names:
                yield last, gender


@lru_cache(maxsize=1)
def lines_of_foreign_names() -> Mapping[str, Sequence[_Line]]:
    """Return the table's names by what their forms begin with, two letters of it.

    A dictionary of all would have half a megabyte.
    """
    found: dict[tuple[str, Gender | None], list[str]] = {}
    with table("foreign_names.tsv") as text:
        for line in text.splitlines():
            if line[0] == "#":
                continue
            mark, _, names = line.partition("\t")
            gender = _GENDERS[mark]
            for name in names.split():
                stem = name[:-1] if name[-1] in _DECLINING[gender] else name
                found.setdefault((stem[:_LETTERS], gender), []).append(name)
    lines: dict[str, list[_Line]] = {}
    for (letters, gender), begun in found.items():
        lines.setdefault(letters, []).append((gender, f" {' '.join(begun)} "))
    return lines
