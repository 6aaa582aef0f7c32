"""``python -m ruentities.training.paradigms``: count how known names are declined.

Writes ``ruentities/data/paradigms.tsv``, which `ruentities.language.paradigms` reads. The names
are those of OpenCorpora's dictionary (https://opencorpora.org, CC BY-SA) as pymorphy3 packs it and,
where their file is given, the surnames of petrovich-ruby (MIT); only counts of their endings are
kept. What a name may decline like is told by ``ruentities/data/declensions.tsv``.
"""

from __future__ import annotations

import argparse
import itertools
import math
import re
from collections import Counter, defaultdict
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pymorphy3_dicts_ru
from pymorphy3 import MorphAnalyzer

import ruentities
from ruentities.kinds import CASES
from ruentities.language.folding import plain
from ruentities.language.paradigm_table import LINE, ROLES_OF_TYPE, Paradigm, paradigms
from ruentities.language.paradigms import is_open_fixed
from ruentities.language.tables import END
from ruentities.language.vectors import frequency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_ROLES: Final = {"Name": "first", "Patr": "middle", "Surn": "last", "Geox": "place", "Orgn": "body"}
_STEM_END: Final = 3
# Of names in a vowel that do not change all letters are the stem's: as many tell as of a stem and
# its ending.
_STEM_END_UNCHANGING: Final = 4
# Short words end like no others.
_SHORTEST: Final = 4
_LOG_COUNT: Final = 3
# Nouns and adjectives with these grammemes are names, or no words; words with these endings are
# declined as nouns, which surnames are not.
_NOT_WORDS: Final = frozenset(
    {*_ROLES, "Trad", "Abbr", "Apro", "Anum", "Supr", "Fixd", "ms-f", "Subx"}
)
_OF_SURNAMES: Final = (
    *("ов", "ев", "ёв", "ин", "ын", "ский", "цкий"),
    *("ова", "ева", "ёва", "ина", "ына", "ская", "цкая"),
)
# Men bear nouns that end so: «Сорока». Of a woman the dictionary tells it by itself. Those in -ка
# after a consonant are mostly made of others («книжонка», «ставка»): nobody's names.
_BORNE_BY_MEN: Final = re.compile("(?<![бвгджзйклмнпрстфхцчшщ]к)а$")
# How much a name says that the table of declension gives as an example.
_EXAMPLE: Final = 5
_HEADER: Final = """\
# How many names of OpenCorpora's dictionary (https://opencorpora.org, CC BY-SA) and of
# petrovich-ruby's surnames (MIT) decline like each line of declensions.tsv, counted by
# python -m ruentities.training.paradigms: the beginnings of these lines, then, for each type and
# last letter of stems, none to three last letters, four of those in a vowel that do not change,
# each with the numbers of the lines above and how many names they are.
"""


class Declined(NamedTuple):
    """A name whose forms are known.

    Attributes:
        role: ``"first"``, ``"middle"``, ``"last"``, ``"place"`` or ``"body"``.
        gender: ``"masc"``, ``"femn"``, ``"neut"``, or None for both and for the plural.
        number: ``"sing"`` or ``"plur"``.
        forms: In lower case, for each of `CASES` those that are right, none where nothing is
            known.
        weight: How much the name says.
    """

    role: str
    gender: str | None
    number: str
    forms: tuple[tuple[str, ...], ...]
    weight: int


def main(argv: Sequence[str] | None = None) -> None:
    """Count and write the file."""
    parser = argparse.ArgumentParser(prog="python -m ruentities.training.paradigms")
    parser.add_argument("--surnames", type=Path, help="petrovich-ruby's surnames as a table")
    arguments = parser.parse_args(argv)
    names = [*dictionary_names(), *nicknames()]
    if arguments.surnames:
        names += surnames(arguments.surnames)
    path = Path(ruentities.__file__).parent / "data" / "paradigms.tsv"
    path.write_text(counted(names), encoding="utf-8")


def counted(names: Iterable[Declined]) -> str:
    """Return the table of how many names decline in which way."""
    grammar = files("ruentities").joinpath("data", "declensions.tsv").read_text(encoding="utf-8")
    ways: defaultdict[tuple[str, str], list[tuple[str, Paradigm]]] = defaultdict(list)
    for head, paradigm in paradigms(grammar).items():
        ways[paradigm.role, paradigm.number].append((head, paradigm))
    names = itertools.chain(names, examples(grammar))
    stems: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        for head, paradigm in ways[name.role, name.number]:
            stem = _stem(name, paradigm)
            if stem is not None:
                unchanging = is_open_fixed(paradigm, stem)
                longest = _STEM_END_UNCHANGING if unchanging else _STEM_END
                for length in range(min(longest, len(stem)) + 1):
                    stems[head][stem[len(stem) - length :]] += name.weight
    return written(stems)


def written(stems: Mapping[str, Mapping[str, int]]) -> str:
    """Return the table of how often the stems of each paradigm end in some letters.

    Args:
        stems: The counts of each end by the beginning of the paradigm's line.
    """
    heads = sorted(stems, key=lambda head: -stems[head][""])
    kinds: dict[str, str] = {role: kind for kind, roles in ROLES_OF_TYPE.items() for role in roles}
    by_end: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for number, head in enumerate(heads):
        for end, count in stems[head].items():
            by_end[kinds[head.split()[0]], end].append(f"{number}:{count}")
    by_letter: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for (kind, end), counts in sorted(by_end.items()):
        by_letter[kind, end[-1:]].append(f"{end} {' '.join(counts)}\t")
    lines = [f"{LINE}\t{head}" for head in heads]
    lines += [f"{kind}\t{letter}\t{''.join(ends)}" for (kind, letter), ends in by_letter.items()]
    return _HEADER + "\n".join([*lines, END]) + "\n"


def _stem(name: Declined, paradigm: Paradigm) -> str | None:
    """Return the stem of a name, without ё, or None where it does not decline in this way."""
    if paradigm.gender and name.gender != paradigm.gender:
        return None
    nominative = plain(name.forms[0][0])
    ending = paradigm.endings[0]
    if not nominative.endswith(ending) or not paradigm.fits(name.forms[0][0].lower()):
        return None
    stem = nominative[: len(nominative) - len(ending)]
    for forms, other in zip(name.forms, paradigm.endings, strict=True):
        if forms and stem + other not in map(plain, forms):
            return None
    return stem


def dictionary_names() -> Iterator[Declined]:
    """Yield the names of OpenCorpora's dictionary."""
    dictionary = _analyzer().dictionary
    for word, tag, _, paradigm, number in dictionary.iter_known_words():
        roles = [role for label, role in _ROLES.items() if label in tag.grammemes]
        if not roles or not _is_a_lemma(tag) or "-" in word or len(word) < _SHORTEST:
            continue
        cells = dictionary.build_paradigm_info(paradigm)
        prefix, _, suffix = cells[number]
        base = word[len(prefix) : len(word) - len(suffix)]
        forms = tuple((_form(cells, base, tag, case),) for case in CASES)
        if not all(form for (form,) in forms):
            continue
        plural = tag.number == "plur"
        genders = (
            [None] if plural else ["masc", "femn"] if "ms-f" in tag.grammemes else [tag.gender]
        )
        weight = _weight(word)
        for role in roles:
            if not plural or role == "last" or "Pltm" in tag.grammemes:
                for gender in genders:
                    yield Declined(role, gender, str(tag.number), forms, weight)
            elif role == "first":
                # Foreign surnames have their plural, a family's, like foreign first names.
                yield Declined("last", None, "plur", forms, 1)


def examples(grammar: str) -> Iterator[Declined]:
    """Yield the examples that the table of declension gives of itself."""
    for head, paradigm in paradigms(grammar).items():
        (line,) = (
            one for one in grammar.splitlines() if one.replace("\t", " ").startswith(f"{head} ")
        )
        for name in line.split("\t")[3].split(", "):
            ending = paradigm.endings[0]
            if name != "-" and plain(name).endswith(ending):
                stem = name[: len(name) - len(ending)].lower()
                forms = ((name.lower(),), *((stem + other,) for other in paradigm.endings[1:]))
                yield Declined(paradigm.role, paradigm.gender, paradigm.number, forms, _EXAMPLE)


def nicknames() -> Iterator[Declined]:
    """Yield the dictionary's nouns and adjectives, declined as surnames of people.

    A surname that no list has is mostly a word: «Коломиец», «Осадчий», «Кочерга». Of the words in
    -ов and -ин, surnames decline otherwise, and so few adjectives and nouns are so long a list of
    names.
    """
    for parse_word, tag, _, paradigm, number in _analyzer().dictionary.iter_known_words():
        adjective = tag.POS == "ADJF"
        if (
            len(parse_word) < _SHORTEST
            or "-" in parse_word
            or tag.case != "nomn"
            or tag.number != "sing"
            or tag.POS not in ("NOUN", "ADJF")
            or tag.gender not in ("masc", "femn")
            or tag.grammemes & _NOT_WORDS
            or parse_word.endswith(_OF_SURNAMES)
        ):
            continue
        borne_by_men = tag.gender == "femn" and not adjective
        if borne_by_men and not _BORNE_BY_MEN.search(parse_word):
            continue
        cells = _analyzer().dictionary.build_paradigm_info(paradigm)
        prefix, _, suffix = cells[number]
        base = parse_word[len(prefix) : len(parse_word) - len(suffix)]
        forms = {case: _form(cells, base, tag, case) for case in CASES}
        if all(forms.values()):
            if tag.gender == "masc":
                # People are animate.
                forms["accs"] = forms["gent"]
            gender = "masc" if borne_by_men else tag.gender
            yield Declined("last", gender, "sing", tuple((form,) for form in forms.values()), 1)


def surnames(path: Path, left_out: frozenset[str] = frozenset()) -> Iterator[Declined]:
    """Yield the surnames of a table: nominative, form, gender, case.

    Args:
        path: The table. Several right forms are parted by bars.
        left_out: Nominatives that are not to be learned from.
    """
    known: defaultdict[tuple[str, str], dict[str, tuple[str, ...]]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines()[2:]:
        nominative, form, gender, case = line.split("\t")
        if nominative not in left_out and "-" not in nominative:
            known[nominative.lower(), gender][case] = tuple(form.lower().split("|"))
    for (nominative, gender), forms in known.items():
        cases = tuple((nominative,) if case == "nomn" else forms.get(case, ()) for case in CASES)
        yield Declined("last", gender, "sing", cases, _weight(nominative))


@lru_cache(maxsize=1)
def _analyzer() -> MorphAnalyzer:
    return MorphAnalyzer(pymorphy3_dicts_ru.get_path(), "ru")


def _weight(name: str) -> int:
    """A name that news texts have says more than one of ten thousand rare ones."""
    return 1 + round(_LOG_COUNT * math.log10(1 + frequency(plain(name))))


def _is_a_lemma(tag: Any) -> bool:
    return bool(tag.case == "nomn" and tag.POS == "NOUN" and "Abbr" not in tag.grammemes)


def _form(cells: list[tuple[str, Any, str]], base: str, tag: Any, case: str) -> str:
    for prefix, other, suffix in cells:
        if (other.case, other.number, other.gender) == (case, tag.number, tag.gender):
            return prefix + base + suffix
    return ""


if __name__ == "__main__":
    main()
