"""The only door to pymorphy3: readings of a word, its lemmas and its case forms."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse
    from pymorphy3.tagset import OpencorporaTag

    from ruentities.kinds import Case

_CASES: Final[dict[str, Case]] = {
    "nomn": "nomn",
    "gent": "gent",
    "datv": "datv",
    "accs": "accs",
    "ablt": "ablt",
    "loct": "loct",
    "gen2": "gent",
    "acc2": "accs",
    "loc2": "loct",
}
_PARTS: Final = {
    "NOUN": "noun",
    "ADJF": "adjective",
    "PRTF": "adjective",
    "VERB": "verb",
    "PRTS": "verb",
    "INFN": "verb",
}
_DECLINED: Final = ("noun", "adjective")
# The grammemes of OpenCorpora (https://opencorpora.org/dict.php?act=gram) that tell of names.
_LABELS: Final = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Abbr", "Fixd"})
_CACHED_WORDS: Final = 50_000
_CACHED_TAGS: Final = 10_000
# pymorphy3 takes time quadratic in the length of a word.
_LONGEST_WORD: Final = 60
_CYRILLIC: Final = re.compile("[0-9A-Za-z.'’-]*[\u0400-\u04ff][0-9A-Za-z\u0400-\u04ff.'’-]*")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word form.

    Attributes:
        nominative: The nominative of the same number and gender, in lower case.
        lemma: The dictionary form, in lower case.
        part: ``"noun"``, ``"adjective"`` (participles and ordinals too), ``"verb"`` or
            ``"other"``.
        case: ``"nomn"``, ``"gent"``, ``"datv"``, ``"accs"``, ``"ablt"``, ``"loct"`` or None.
        gender: ``"masc"``, ``"femn"``, ``"neut"``, or None where the word leaves it open.
        number: ``"sing"``, ``"plur"`` or None.
        labels: What kind of name it is: any of Name, Surn, Patr, Geox, Orgn, Abbr, Fixd.
        known: Whether the dictionary holds the word, rather than a guess by its ending.
        weight: Share of this reading among the word's readings, 0 to 1.
    """

    nominative: str
    lemma: str
    part: str
    case: Case | None
    gender: str | None
    number: str | None
    labels: frozenset[str]
    known: bool
    weight: float


@lru_cache(maxsize=_CACHED_WORDS)
def readings(word: str) -> tuple[Reading, ...]:
    """Return the readings of a word form, the likeliest first.

    Args:
        word: One word, in any case. What is too long to be a word, or has no Cyrillic letter,
            has no readings.

    >>> first = readings("Набиуллиной")[0]
    >>> first.nominative, first.gender, sorted(first.labels)
    ('набиуллина', 'femn', ['Surn'])
    """
    if len(word) > _LONGEST_WORD or not _CYRILLIC.fullmatch(word):
        return ()
    return tuple(_reading(parse, word.lower()) for parse in analyzer().parse(word))


def plain(word: str) -> str:
    """Return a word in lower case and without ё, to be compared."""
    return word.lower().replace("ё", "е")


def is_common(word: str) -> bool:
    """Whether the dictionary knows a word as something else than a name.

    >>> is_common("Лев"), is_common("Собянин")
    (True, False)
    """
    return any(reading.known and not reading.labels for reading in readings(word))


@lru_cache(maxsize=_CACHED_WORDS)
def lemmas(word: str) -> frozenset[str]:
    """Return every form that a word may be a case form of, without ё and in lower case.

    >>> sorted(lemmas("Лаврова"))
    ['лавров', 'лаврова']
    """
    found = {plain(word)}
    for reading in readings(word):
        if reading.part in _DECLINED:
            found.add(plain(reading.nominative))
            found.add(plain(reading.lemma))
    return frozenset(found)


@lru_cache(maxsize=16)
def every_form(words: frozenset[str]) -> frozenset[str]:
    """Return every form of some dictionary words, without ё and in lower case.

    To know a word for one of these few is far cheaper than to read it.

    >>> sorted(every_form(frozenset({"шоссе"}))), "озёр".replace("ё", "е") in every_form(
    ...     frozenset({"озеро"})
    ... )
    (['шоссе'], True)
    """
    return frozenset(
        plain(form.word)
        for word in words
        for parse in analyzer().parse(word)
        if parse.normal_form == word
        for form in parse.lexeme
    )


def _reading(parse: Parse, lower: str) -> Reading:
    part, case, gender, number, labels = _grammar(parse.tag)
    return Reading(
        nominative=_spelt_like(_nominative(parse) if part in _DECLINED else lower, parse, lower),
        lemma=parse.normal_form,
        part=part,
        case=case,
        gender=gender,
        number=number,
        labels=labels,
        # What was read by a paradigm, and by nothing else, need not be looked for again.
        known=tuple(map(len, parse.methods_stack)) == (4,) or parse.is_known,
        weight=parse.score,
    )


@lru_cache(maxsize=_CACHED_TAGS)
def _grammar(
    tag: OpencorporaTag,
) -> tuple[str, Case | None, str | None, str | None, frozenset[str]]:
    """Return part of speech, case, gender, number and labels of a tag, of which there are few."""
    # «Обама» serves both genders, a plural none.
    gender = None if "ms-f" in tag.grammemes or tag.number == "plur" else tag.gender
    return (
        _PARTS.get(str(tag.POS), "other"),
        _CASES.get(str(tag.case)),
        str(gender) if gender else None,
        str(tag.number) if tag.number else None,
        _LABELS & tag.grammemes,
    )


def _nominative(parse: Parse) -> str:
    """Inflect a word; what is read by a paradigm of the dictionary takes its two endings.

    Two thirds of the time of reading a word went into asking pymorphy3 for all its forms.
    """
    wanted = _nominative_grammemes(parse.tag)
    if "Supr" not in parse.tag:
        nominative = _by_paradigm(parse.word, parse.methods_stack, wanted)
        if nominative:
            return nominative
    return _inflected(parse, wanted) or str(parse.word)


def _by_paradigm(
    word: str, methods: Sequence[tuple[Any, ...]], wanted: frozenset[str]
) -> str | None:
    """Return the nominative of a word, or of two with a hyphen that agree, by its endings."""
    first = methods[0]
    if len(first) == 4 and word.endswith(first[1]):
        _, known, paradigm, index = first
        before, after, prefix, suffix = _nominative_ending(paradigm, index, wanted)
        stem = known[before : len(known) - after]
        return f"{word[: len(word) - len(known)]}{prefix}{stem}{suffix}"
    # What pymorphy3 says of «Абвг-Деёж»: how it read the left part, or that it does not change.
    if len(first) == 3 and len(methods) == 1 and isinstance(first[2], tuple):
        left, _, right = word.partition("-")
        start = left if first[1] == left else _by_paradigm(left, first[1], wanted)
        end = _by_paradigm(right, first[2], wanted)
        return f"{start}-{end}" if start and end else None
    return None


def _inflected(parse: Parse, wanted: frozenset[str]) -> str | None:
    if "Supr" in parse.tag:
        # «Высший суд» does not become the highest one, which has the same grammemes.
        forms = [str(form.word) for form in parse.lexeme if wanted | {"Supr"} <= form.tag.grammemes]
        return max(forms, key=lambda form: len(beginning((form, parse.word))), default=None)
    inflected = parse.inflect(wanted)
    return str(inflected.word) if inflected else None


def case_forms(
    word: str,
    case: str,
    gender: str | None,
    number: str,
    *,
    labels: frozenset[str],
    adjective: bool,
) -> tuple[str, ...]:
    """Put a nominative into a case, in every way that the dictionary knows.

    Args:
        word: A nominative in lower case.
        case: Such as ``"gent"``.
        gender: The gender to agree with, or None for any.
        number: ``"sing"`` or ``"plur"``.
        labels: What kind of name it is best read as.
        adjective: Whether it is an adjective; of adjectives those are known, too, that the
            dictionary does not hold.

    >>> case_forms("иванова", "datv", "femn", "sing", labels=frozenset({"Surn"}), adjective=False)
    ('ивановой',)
    """
    ways: dict[tuple[bool, bool], list[str]] = defaultdict(list)
    for parse in analyzer().parse(word):
        tag = parse.tag
        part = _PARTS.get(str(tag.POS))
        if (
            (tag.case, tag.number) != ("nomn", number)
            or not _has_gender(tag, gender)
            or part not in (("adjective",) if adjective else _DECLINED)
            or not (parse.is_known or adjective)
        ):
            continue
        wanted = {case, number}
        if part == "adjective" and number == "sing":
            wanted.add(tag.gender)
        if inflected := _inflected(parse, frozenset(wanted)):
            ways[bool(labels & tag.grammemes), part == "noun"].append(inflected)
    return tuple(dict.fromkeys(ways[max(ways)])) if ways else ()


def _has_gender(tag: OpencorporaTag, gender: str | None) -> bool:
    return gender is None or tag.number == "plur" or "ms-f" in tag or tag.gender == gender


def beginning(words: Sequence[str]) -> str:
    """Return the letters that all words begin with.

    >>> beginning(["омск", "омска", "омском"])
    'омск'
    """
    shared = takewhile(lambda letters: len(set(letters)) == 1, zip(*words, strict=False))
    return "".join(letters[0] for letters in shared)


@lru_cache(maxsize=_CACHED_WORDS)
def _nominative_ending(
    paradigm: int, index: int, wanted: frozenset[str]
) -> tuple[int, int, str, str]:
    """Return how much of a form to cut off at both ends, and what to put there.

    The form is chosen as pymorphy3's ``inflect`` does: one with all grammemes that are wanted, or
    with those of the form itself when there is none («гора-римский»).
    """
    forms = analyzer().dictionary.build_paradigm_info(paradigm)
    prefix, tag, suffix = forms[index]
    if not any(wanted <= form[1].grammemes for form in forms):
        wanted = _nominative_grammemes(tag)
    updated = tag.updated_grammemes(wanted)
    nominative = max(
        (form for form in forms if wanted <= form[1].grammemes),
        key=lambda form: len(updated & form[1].grammemes) - 0.1 * len(updated ^ form[1].grammemes),
        default=forms[index],
    )
    return len(prefix), len(suffix), nominative[0], nominative[2]


@lru_cache(maxsize=_CACHED_TAGS)
def _nominative_grammemes(tag: OpencorporaTag) -> frozenset[str]:
    wanted = {"nomn", tag.number or "sing"}
    if tag.number == "sing" and tag.gender and "ms-f" not in tag.grammemes:
        wanted.add(tag.gender)
    return frozenset(wanted)


def _spelt_like(nominative: str, parse: Parse, lower: str) -> str:
    """Drop the ё that pymorphy3 put into a text written without it: Королева -> Королев.

    «Петра» -> «Пётр» keeps its ё, which the nominative alone has.
    """
    if parse.word != lower and "ё" in parse.word and "ё" not in lower:
        return nominative.replace("ё", "е")
    return nominative


@lru_cache(maxsize=1)
def analyzer() -> MorphAnalyzer:
    """Return pymorphy3's analyzer, loaded once."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")
