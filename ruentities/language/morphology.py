"""Readings of a word, known or not, its lemmas and its case forms: the door to pymorphy3."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

from ruentities.language.cells import (
    DECLINED,
    PARTS,
    analyzer,
    forms,
    grammar_of,
    nominative_ending,
    nominative_grammemes,
)
from ruentities.language.dictionary import (
    Reading,
    dictionary_readings,
    guessed_readings,
    spelt_like,
)
from ruentities.language.folding import plain
from ruentities.language.remembered import EVERY_WORD, RARE_WORDS, WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pymorphy3.analyzer import Parse
    from pymorphy3.tagset import OpencorporaTag

    from ruentities.kinds import Case, Number, WordGender

# pymorphy3 takes time quadratic in the length of a word.
_LONGEST_WORD: Final = 60
_CYRILLIC: Final = re.compile("[0-9A-Za-z.'’-]*[\u0400-\u04ff][0-9A-Za-z\u0400-\u04ff.'’-]*")


def readings(word: str) -> tuple[Reading, ...]:
    """Return the readings of a word form, the likeliest first.

    What the dictionary does not hold is read by its letters.

    Args:
        word: One word, in any case. What is too long to be a word, or has no Cyrillic letter,
            has no readings.

    >>> first = readings("Набиуллиной")[0]
    >>> first.nominative, first.gender, sorted(first.labels)
    ('набиуллина', 'femn', ['Surn'])
    """
    return known_readings(word) or _guessed(word)


@lru_cache(maxsize=EVERY_WORD)
def known_readings(word: str) -> tuple[Reading, ...]:
    """Return the readings of a word form that the dictionary holds.

    Where it holds none that takes a tenth of the time that `readings` takes.

    >>> known_readings("Москве") == readings("Москве"), known_readings("Скабеевой")
    (True, ())
    """
    found = dictionary_readings(word.lower()) if _is_readable(word) else ()
    return tuple([one for one in _parsed(word) if one.known]) if found is None else found


@lru_cache(maxsize=RARE_WORDS)
def _guessed(word: str) -> tuple[Reading, ...]:
    """Return what pymorphy3 guesses of a word that the dictionary does not hold."""
    if not _is_readable(word):
        return ()
    return guessed_readings(word.lower()) or tuple(_parsed(word))


def _parsed(word: str) -> list[Reading]:
    lower = word.lower()
    return [_reading(parse, lower) for parse in analyzer().parse(word)]


def _is_readable(word: str) -> bool:
    return len(word) <= _LONGEST_WORD and _CYRILLIC.fullmatch(word) is not None


def agree(adjective: Reading, other: Reading) -> bool:
    """Whether an adjective stands in the case, number and gender of another word.

    >>> new = readings("новом")[0]
    >>> agree(new, readings("доме")[0]), agree(new, readings("домах")[0])
    (True, False)
    """
    return (adjective.case, adjective.number) == (other.case, other.number) and (
        adjective.gender in (None, other.gender)
    )


def is_common(word: str) -> bool:
    """Whether the dictionary knows a word as something else than a name.

    >>> is_common("Лев"), is_common("Собянин")
    (True, False)
    """
    return any(not reading.labels for reading in known_readings(word))


@lru_cache(maxsize=WORDS)
def lemmas(word: str) -> frozenset[str]:
    """Return every form that a word may be a case form of, without ё and in lower case.

    >>> sorted(lemmas("Лаврова"))
    ['лавров', 'лаврова']
    """
    found = {plain(word)}
    for reading in readings(word):
        if reading.part in DECLINED:
            found.add(plain(reading.nominative))
            found.add(plain(reading.lemma))
    return frozenset(found)


@lru_cache(maxsize=64)
def every_form(words: frozenset[str]) -> frozenset[str]:
    """Return every form of some dictionary words, without ё and in lower case.

    To know a word for one of these few is far cheaper than to read it.

    >>> sorted(every_form(frozenset({"шоссе"}))), "озёр".replace("ё", "е") in every_form(
    ...     frozenset({"озеро"})
    ... )
    (['шоссе'], True)
    """
    morph = analyzer()
    found: set[str] = set()
    for word in words:
        held = morph.dictionary.words.similar_items(word, morph.char_substitutes)
        for form, places in held:
            for paradigm, number in places:
                every = forms(paradigm, number, form)
                found.update(every if every[0] == word else ())
        if not held:
            guessed = [one for one in morph.parse(word) if one.normal_form == word]
            found.update(str(form.word) for one in guessed for form in one.lexeme)
    return frozenset(map(plain, found))


def _reading(parse: Parse, lower: str) -> Reading:
    grammar = grammar_of(parse.tag)
    nominative = _nominative(parse) if grammar.part in DECLINED else lower
    return Reading(
        spelt_like(nominative, parse.word, lower),
        parse.normal_form,
        *grammar,
        known=parse.is_known,
        weight=parse.score,
    )


def _nominative(parse: Parse) -> str:
    """Inflect a word; what is read by a paradigm of the dictionary takes its two endings."""
    wanted = nominative_grammemes(parse.tag)
    if "Supr" not in parse.tag.grammemes:
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
        _, known, paradigm, number = first
        ending = nominative_ending(paradigm, number, wanted)
        return word[: len(word) - len(known)] + (ending.of(known) if ending else known)
    # What pymorphy3 says of «Абвг-Деёж»: how it read the left part, or that it does not change.
    if len(first) == 3 and len(methods) == 1 and isinstance(first[2], tuple):
        left, _, right = word.partition("-")
        start = left if first[1] == left else _by_paradigm(left, first[1], wanted)
        end = _by_paradigm(right, first[2], wanted)
        return f"{start}-{end}" if start and end else None
    return None


def _inflected(parse: Parse, wanted: frozenset[str]) -> str | None:
    if "Supr" in parse.tag.grammemes:
        # «Высший суд» does not become the highest one, which has the same grammemes.
        forms = [str(form.word) for form in parse.lexeme if wanted | {"Supr"} <= form.tag.grammemes]
        return max(forms, key=lambda form: len(beginning((form, parse.word))), default=None)
    inflected = parse.inflect(wanted)
    return str(inflected.word) if inflected else None


def case_forms(
    word: str,
    case: Case,
    gender: WordGender | None,
    number: Number,
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
        part = PARTS.get(str(tag.POS))
        if (
            (tag.case, tag.number) != ("nomn", number)
            or not _has_gender(tag, gender)
            or part not in (("adjective",) if adjective else DECLINED)
            or not (parse.is_known or adjective)
        ):
            continue
        wanted = {case, number}
        if part == "adjective" and number == "sing":
            wanted.add(tag.gender)
        if inflected := _inflected(parse, frozenset(wanted)):
            ways[bool(labels & tag.grammemes), part == "noun"].append(inflected)
    return tuple(dict.fromkeys(ways[max(ways)])) if ways else ()


def _has_gender(tag: OpencorporaTag, gender: WordGender | None) -> bool:
    return gender is None or tag.number == "plur" or "ms-f" in tag or tag.gender == gender


def beginning(words: Sequence[str]) -> str:
    """Return the letters that all words begin with.

    >>> beginning(["омск", "омска", "омском"])
    'омск'
    """
    shared = takewhile(lambda letters: len(set(letters)) == 1, zip(*words, strict=False))
    return "".join(letters[0] for letters in shared)
