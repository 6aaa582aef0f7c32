"""What pymorphy3's dictionary says of a word, and what it guesses by a word's letters.

`pymorphy3.MorphAnalyzer.parse` makes an object for each way to read a word and asks it for its
forms, which takes longer than everything else that is done for a new name. Here a reading is a form
of a paradigm (`ruentities.language.cells`), and the answers are the same.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.language.cells import analyzer, cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruentities.kinds import Case, Number, WordGender
    from ruentities.language.cells import Cell

    # What stands before a form in its word, the form, what it is of its paradigm, how likely it is.
    Found = tuple[str, str, Cell, float]

_PLAIN: Final = re.compile("[а-яё]+")
# A guess after a prefix that any word may have; after other letters, or by the last ones.
_KNOWN_PREFIX: Final = 0.75
_GUESSED: Final = 0.5
# What a prefix leaves of a word, how long it is if it is none that is known, and the words that are
# guessed by their last letters.
_SHORTEST_REST: Final = 3
_LONGEST_PREFIX: Final = 5
_SHORTEST_WORD: Final = 4
_LONGEST_SUFFIX: Final = 5
# More, «недонедо…», part in two ways each.
_MOST_PREFIXES: Final = 3


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


# Faster than by name: tens of thousands are made for a hundred articles.
_reading = partial(tuple.__new__, Reading)
_score = itemgetter(3)


def dictionary_readings(word: str) -> tuple[Reading, ...] | None:
    """Return the readings of a word that the dictionary holds, the likeliest first.

    Args:
        word: One word in lower case.

    Returns:
        The same as pymorphy3's answer tells, or None where that needs more than a form's paradigm.

    >>> dictionary_readings("москве")[0].nominative, dictionary_readings("скабеевой")
    ('москва', ())
    """
    found = _held(word)
    if len(found) > 1:
        found = _weighed(word, found)
    return _readings(word, found, known=True)


def guessed_readings(word: str) -> tuple[Reading, ...] | None:
    """Return the readings that pymorphy3 guesses of a word that the dictionary does not hold.

    Args:
        word: One word in lower case.

    Returns:
        The same as its answer tells, or None where that needs more than forms of paradigms.

    >>> guessed_readings("скабеевой")[0].nominative
    'скабеева'
    """
    if len(word) < _SHORTEST_WORD or not _PLAIN.fullmatch(word):
        return None
    found = _guessed(word)
    return _readings(word, _weighed(word, found), known=False) if found else None


def _readings(word: str, found: Sequence[Found], *, known: bool) -> tuple[Reading, ...] | None:
    readings = []
    # Most cases have one nominative: equal words are one object.
    same = {word: word}
    for prefix, form, (_, tag, nominative, lemma), weight in found:
        if "Supr" in tag.grammemes:
            # There are two nominatives with one tag.
            return None
        changed = prefix + (nominative.of(form) if nominative else form)
        first = changed
        if lemma is not nominative:
            first = prefix + (lemma.of(form) if lemma else form)
        if prefix + form != word:
            changed = spelt_like(changed, prefix + form, word)
        changed, first = same.setdefault(changed, changed), same.setdefault(first, first)
        readings.append(_reading((changed, first, *tag.grammar, known, weight)))
    return tuple(readings)


def _held(word: str) -> list[Found]:
    """Return what the dictionary holds of a word."""
    morph = analyzer()
    return [
        ("", form, cell(*place), 1.0)
        for form, places in morph.dictionary.words.similar_items(word, morph.char_substitutes)
        for place in places
    ]


def _weighed(word: str, found: Sequence[Found]) -> list[Found]:
    """Sort readings by how often pymorphy3 counted each, or give all their share where it did not.

    What its method `prob` does; it is asked for each reading of each new word.
    """
    counted = analyzer().prob_estimator.p_t_given_w
    shares = [counted.get(f"{word}:{one.tag.text}", 0) for _, _, one, _ in found]
    if not any(shares):
        whole = 1.0 / sum([score for *_, score in found])
        return [(prefix, form, one, score * whole) for prefix, form, one, score in found]
    weighed = [
        (prefix, form, one, share / counted.MULTIPLIER)
        for (prefix, form, one, _), share in zip(found, shares, strict=True)
    ]
    return sorted(weighed, key=_score, reverse=True)


def _guessed(word: str, prefixes: int = _MOST_PREFIXES) -> list[Found]:
    """Return what a word may be that begins or ends as words do that the dictionary holds.

    It is one of them after a prefix that any word may have, or else after other letters, or ends
    like some of them.

    Args:
        word: In small letters.
        prefixes: How many such prefixes it may have.
    """
    seen: set[tuple[str, int, str]] = set()
    found: list[Found] = []
    for prefix, rest in _after_known_prefixes(word) if prefixes else ():
        likely = _held(rest) or _guessed(rest, prefixes - 1)
        if not likely:
            return []
        found += _unseen(
            [
                (prefix + start, form, one, score * _KNOWN_PREFIX)
                for start, form, one, score in _weighed(rest, likely)
            ],
            seen,
        )
    if found:
        return found
    for length in range(1, 1 + min(_LONGEST_PREFIX, len(word) - _SHORTEST_REST)):
        held = [
            (word[:length], form, one, score * _GUESSED)
            for _, form, one, score in _held(word[length:])
        ]
        found += _unseen(held, seen)
    if len(word) >= _SHORTEST_WORD:
        found += sorted(_by_last_letters(word, seen), key=_score, reverse=True)
    return found


def _unseen(found: Iterable[Found], seen: set[tuple[str, int, str]]) -> Iterator[Found]:
    """Yield the readings that unknown words may have, each once."""
    for one in found:
        prefix, form, place, _ = one
        key = prefix + form, place.paradigm, place.tag.text
        if place.tag.productive and key not in seen:
            seen.add(key)
            yield one


def _after_known_prefixes(word: str) -> Iterator[tuple[str, str]]:
    prefixes = _known_prefixes()
    if word.startswith(prefixes):
        for prefix in prefixes:
            if word.startswith(prefix) and len(word) >= len(prefix) + _SHORTEST_REST:
                yield prefix, word[len(prefix) :]


@lru_cache(maxsize=1)
def _known_prefixes() -> tuple[str, ...]:
    """Return the prefixes that any word may have, the longest first: «псевдо»."""
    from pymorphy3.lang.ru.config import KNOWN_PREFIXES

    return tuple(sorted(KNOWN_PREFIXES, key=len, reverse=True))


def _by_last_letters(word: str, seen: set[tuple[str, int, str]]) -> Iterator[Found]:
    """Yield what words are that end in the same letters, the more the better."""
    morph = analyzer()
    tables = zip(
        morph.dictionary.paradigm_prefixes, morph.dictionary.prediction_suffixes_dawgs, strict=True
    )
    for prefix, table in reversed([*tables]):
        if not word.startswith(prefix):
            continue
        for length in range(_LONGEST_SUFFIX, 0, -1):
            start = word[:-length]
            rows = [
                (start + suffix, cell(paradigm, number), count)
                for suffix, places in table.similar_items(word[-length:], morph.char_substitutes)
                for count, paradigm, number in places
            ]
            whole = sum([count for _, one, count in rows if one.tag.productive])
            if whole:
                # One more than were counted, as pymorphy3 has it.
                yield from _unseen(
                    [("", form, one, _GUESSED * count / (1 + whole)) for form, one, count in rows],
                    seen,
                )
                break


def spelt_like(nominative: str, form: str, word: str) -> str:
    """Drop the ё that pymorphy3 put into a text written without it: Королева -> Королев.

    «Петра» -> «Пётр» keeps its ё, which the nominative alone has.
    """
    if form != word and "ё" in form and "ё" not in word:
        return nominative.replace("ё", "е")
    return nominative
