"""pymorphy3's dictionary: what it says of the words that it holds.

`pymorphy3.MorphAnalyzer.parse` makes an object for each way to read a word and asks it for its
forms, which takes longer than everything else that is done for a new name. What a form is and what
its nominative ends in depends on its paradigm and its number there alone, of which there are few.
"""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.kinds import GENDERS, NUMBERS
from ruentities.language.remembered import WORDS

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.tagset import OpencorporaTag

    from ruentities.kinds import Case, Number, WordGender

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
_GENDERS: Final[dict[str, WordGender]] = {gender: gender for gender in GENDERS}
_NUMBERS: Final[dict[str, Number]] = {number: number for number in NUMBERS}
PARTS: Final = {
    "NOUN": "noun",
    "ADJF": "adjective",
    "PRTF": "adjective",
    "VERB": "verb",
    "PRTS": "verb",
    "INFN": "verb",
}
DECLINED: Final = ("noun", "adjective")
# The grammemes of OpenCorpora (https://opencorpora.org/dict.php?act=gram) that tell of names.
_LABELS: Final = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Abbr", "Fixd"})
_CACHED_TAGS: Final = 10_000
_CACHED_PARADIGMS: Final = 2_000


class Reading(NamedTuple):
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
        animate: Whether it means people or animals.
        known: Whether the dictionary holds the word, rather than a guess by its ending.
        weight: Share of this reading among the word's readings, 0 to 1.
    """

    nominative: str
    lemma: str
    part: str
    case: Case | None
    gender: WordGender | None
    number: Number | None
    labels: frozenset[str]
    animate: bool
    known: bool
    weight: float


class Grammar(NamedTuple):
    """What a tag says; see `Reading`."""

    part: str
    case: Case | None
    gender: WordGender | None
    number: Number | None
    labels: frozenset[str]
    animate: bool


class Ending(NamedTuple):
    """How a form becomes another of its paradigm: letters to cut off, and what to put there."""

    start: int
    end: int
    prefix: str
    suffix: str

    def of(self, form: str) -> str:
        """Return the other form."""
        return f"{self.prefix}{form[self.start : len(form) - self.end]}{self.suffix}"


class Cell(NamedTuple):
    """A form of a paradigm.

    Attributes:
        tag: Its tag, as text.
        grammar: What the tag says.
        nominative: How to make the nominative of it, None where it stays as it is.
        lemma: How to make the dictionary form of it.
        superlative: Whether it is one, which has two nominatives with one tag.
    """

    tag: str
    grammar: Grammar
    nominative: Ending | None
    lemma: Ending
    superlative: bool


def dictionary_readings(word: str) -> tuple[Reading, ...] | None:
    """Return the readings of a word that the dictionary holds, the likeliest first.

    Args:
        word: One word in lower case.

    Returns:
        The same as pymorphy3's answer tells, or None where that needs more than a form's paradigm.

    >>> dictionary_readings("москве")[0].nominative, dictionary_readings("скабеевой")
    ('москва', ())
    """
    morph = analyzer()
    found = [
        (form, cell(paradigm, number))
        for form, forms in morph.dictionary.words.similar_items(word, morph.char_substitutes)
        for paradigm, number in forms
    ]
    if not found:
        return ()
    if any(one.superlative for _, one in found):
        return None
    known = morph.prob_estimator.p_t_given_w
    # What its method `prob` does; it is asked for each reading of each new word.
    weights = [known.get(f"{word}:{one.tag}", 0) / known.MULTIPLIER for _, one in found]
    if not any(weights):
        weights = [1.0 / len(found)] * len(found)
    readings = [
        Reading._make(
            (
                spelt_like(nominative.of(form), form, word) if nominative else word,
                lemma.of(form),
                *grammar,
                True,
                weight,
            )
        )
        for (form, (_, grammar, nominative, lemma, _)), weight in zip(found, weights, strict=True)
    ]
    if len(readings) > 1:
        readings.sort(key=_weight, reverse=True)
    return tuple(readings)


_weight = attrgetter("weight")


def spelt_like(nominative: str, form: str, word: str) -> str:
    """Drop the ё that pymorphy3 put into a text written without it: Королева -> Королев.

    «Петра» -> «Пётр» keeps its ё, which the nominative alone has.
    """
    if form != word and "ё" in form and "ё" not in word:
        return nominative.replace("ё", "е")
    return nominative


@lru_cache(maxsize=WORDS)
def cell(paradigm: int, number: int) -> Cell:
    """Return a form of a paradigm.

    Args:
        paradigm: Number of the paradigm in the dictionary.
        number: Number of the form in it.
    """
    prefix, tag, suffix = _form(paradigm, number)
    first_prefix, _, first_suffix = _form(paradigm, 0)
    grammar = grammar_of(tag)
    declined = grammar.part in DECLINED
    return Cell(
        str(tag),
        grammar,
        nominative_ending(paradigm, number, nominative_grammemes(tag)) if declined else None,
        Ending(len(prefix), len(suffix), first_prefix, first_suffix),
        "Supr" in tag.grammemes,
    )


@lru_cache(maxsize=WORDS)
def nominative_ending(paradigm: int, number: int, wanted: frozenset[str]) -> Ending:
    """Return how to make the nominative of a form.

    It is chosen as pymorphy3's ``inflect`` does: one with all grammemes that are wanted, or with
    those of the form itself when there is none («гора-римский»).

    Args:
        paradigm: Number of the paradigm in the dictionary.
        number: Number of the form in it.
        wanted: Grammemes of the nominative.
    """
    prefix, tag, suffix = chosen = _form(paradigm, number)
    nominatives = [_form(paradigm, other) for other in _nominatives(paradigm)]
    fitting = [form for form in nominatives if wanted <= form[1].grammemes]
    if not fitting:
        wanted = nominative_grammemes(tag)
        fitting = [form for form in nominatives if wanted <= form[1].grammemes]
    if len(fitting) > 1:
        updated = tag.updated_grammemes(wanted)
        chosen = max(
            fitting,
            key=lambda form: (
                len(updated & form[1].grammemes) - 0.1 * len(updated ^ form[1].grammemes)
            ),
        )
    elif fitting:
        (chosen,) = fitting
    return Ending(len(prefix), len(suffix), chosen[0], chosen[2])


@lru_cache(maxsize=_CACHED_TAGS)
def nominative_grammemes(tag: OpencorporaTag) -> frozenset[str]:
    """Return what the nominative of the same number and gender has."""
    grammemes = tag.grammemes
    if "plur" in grammemes:
        return frozenset({"nomn", "plur"})
    shows_gender = "sing" in grammemes and "ms-f" not in grammemes
    return frozenset({"nomn", "sing"} | (grammemes & _GENDERS.keys() if shows_gender else set()))


@lru_cache(maxsize=_CACHED_TAGS)
def grammar_of(tag: OpencorporaTag) -> Grammar:
    """Return what a tag says."""
    grammemes = tag.grammemes
    part, *_ = str(tag).replace(" ", ",").split(",")
    number = _NUMBERS.get(next(iter(grammemes & _NUMBERS.keys()), ""))
    # «Обама» serves both genders, a plural none.
    open_gender = number == "plur" or "ms-f" in grammemes
    return Grammar(
        PARTS.get(part, "other"),
        _CASES.get(next(iter(grammemes & _CASES.keys()), "")),
        None if open_gender else _GENDERS.get(next(iter(grammemes & _GENDERS.keys()), "")),
        number,
        _LABELS & grammemes,
        "anim" in grammemes,
    )


def _form(paradigm: int, number: int) -> tuple[str, OpencorporaTag, str]:
    """Return what stands before the stem of a form, its tag, and what stands after the stem."""
    dictionary = analyzer().dictionary
    row = dictionary.paradigms[paradigm]
    count = len(row) // 3
    return (
        dictionary.paradigm_prefixes[row[2 * count + number]],
        dictionary.gramtab[row[count + number]],
        dictionary.suffixes[row[number]],
    )


@lru_cache(maxsize=_CACHED_PARADIGMS)
def _nominatives(paradigm: int) -> tuple[int, ...]:
    """Return which forms of a paradigm are nominatives, by number."""
    dictionary = analyzer().dictionary
    row = dictionary.paradigms[paradigm]
    count = len(row) // 3
    tags = [dictionary.gramtab[tag] for tag in row[count : 2 * count]]
    return tuple([number for number, tag in enumerate(tags) if "nomn" in tag.grammemes])


@lru_cache(maxsize=1)
def analyzer() -> MorphAnalyzer:
    """Return pymorphy3's analyzer, loaded once."""
    import pymorphy3_dicts_ru
    from pymorphy3 import MorphAnalyzer

    # Without a path it looks through all that is installed, a tenth of the start.
    return MorphAnalyzer(pymorphy3_dicts_ru.get_path(), "ru")
