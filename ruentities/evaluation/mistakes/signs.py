"""Whether a text itself tells which of two readings of a name is meant there.

Only what stands in the text is asked: a noun that says what is named («авиакомпания «Россия»»),
the verb after a person, another case form of the same name, the word that two names share.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.evaluation.scorers.normals import comparison_key
from ruentities.language.declension import forms
from ruentities.language.folding import fold, plain
from ruentities.language.morphology import known_readings
from ruentities.language.word_lists import GENERIC_WORDS, PLACE_NOUNS

if TYPE_CHECKING:
    from ruentities.evaluation.mistakes.raw_news import Answer, Found
    from ruentities.kinds import Type

_OF_BODIES: Final = GENERIC_WORDS | frozenset(
    """
    ао авиакомпания ансамбль бренд издание марка ооо оао пао полузащитник приют фк хк цена чвк
    """.split()
)
_OF_PLACES: Final = PLACE_NOUNS | frozenset(
    """
    город набережная озеро площадь пгт проспект район регион санаторий улица
    """.split()
)
_NOUN_BEFORE: Final = re.compile(r"(?P<noun>[\w-]+)\s+(?P<quote>[«\"“„]?)\Z")
_VERB_AFTER: Final = re.compile(r"\s+(?P<verb>[а-яё]+(?:л|ла|лся|лась))\b")
_CAPITALIZED: Final = re.compile(r"\b[А-ЯЁ][а-яё]+\b")
# A shared word is not farther than this many characters, and has so many letters of its stem.
_FARTHEST: Final = 80
_STEM: Final = 4


def is_told(answer: Answer, where: Found, reading: Found, rival: Found) -> bool:
    """Return whether the text tells that a name is one reading and not the other.

    Args:
        answer: The text.
        where: The mention in it.
        reading: What the name may be there, with its type, nominative and gender.
        rival: What else it may be.
    """
    if reading.type != rival.type:
        return _type_told(answer.text, where) == reading.type
    if len(reading.normal.split()) != len(rival.normal.split()):
        return _is_shared(answer.text, where, reading, rival)
    if reading.type != "PER":
        return False
    genders = reading.gender, rival.gender
    if all(genders) and genders[0] != genders[1]:
        verb = _VERB_AFTER.match(answer.text, where.end)
        if verb and _gender(verb["verb"]) == reading.gender:
            return True
    return _is_printed(answer.text, where, reading.normal, rival.normal)


def _type_told(text: str, where: Found) -> Type | None:
    before = _NOUN_BEFORE.search(text, max(0, where.start - _FARTHEST), where.start)
    if not before:
        return None
    for reading in known_readings(before["noun"])[:1] or (None,):
        lemma = plain(reading.lemma if reading else before["noun"].lower())
        if lemma in _OF_BODIES and (before["quote"] or before["noun"].isupper()):
            return "ORG"
        if lemma in _OF_PLACES:
            return "LOC"
        if reading and reading.animate and reading.part == "noun" and not before["quote"]:
            return "PER"
    return None


def _gender(verb: str) -> str | None:
    genders = {reading.gender for reading in known_readings(verb) if reading.part == "verb"}
    return genders.pop() if len(genders) == 1 else None


def _is_shared(text: str, where: Found, reading: Found, rival: Found) -> bool:
    """«Ирина и Юрий Вершковы»: the words that a reading has more stand beside its name."""
    more = set(fold(reading.normal).split()) - set(fold(rival.normal).split())
    around = fold(text[max(0, where.start - _FARTHEST) : where.end + _FARTHEST])
    surface = fold(text[where.start : where.end])
    return bool(more) and all(
        word[:_STEM] in around for word in more if word[:_STEM] not in surface
    )


def _is_printed(text: str, where: Found, normal: str, rival: str) -> bool:
    """Whether the text has a case form that one nominative has and the other has not."""
    own, other = comparison_key(normal).split(), comparison_key(rival).split()
    surface = text[where.start : where.end].split()
    for word, rivals in zip(own, other, strict=True):
        if word == rivals:
            continue
        for form in _CAPITALIZED.findall(text):
            if form not in surface and form[:_STEM].lower() == word[:_STEM]:
                nominatives = _nominatives(form)
                if word in nominatives and rivals not in nominatives:
                    return True
    return False


@lru_cache(maxsize=20_000)
def _nominatives(word: str) -> frozenset[str]:
    return frozenset(comparison_key(nominative) for nominative, *_ in forms(word, "PER"))
