"""A rule for the parts of a person's name that the model leaves outside."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.agreement import is_one_person
from ruentities.language.morphology import is_common, known_readings, readings
from ruentities.repair.ground import (
    before_next,
    begins_after_initial,
    is_inside_sentence,
    labels,
    moved,
)
from ruentities.repair.two_people import apart_from_neighbours
from ruentities.text.marks import near

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.kinds import Case
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

_PATRONYMIC: Final = re.compile("(?:[иы]ч|[вч]е?н)[а-яё]{0,3}$")
_LONGEST_SMALL_WORD: Final = 2
_INITIALS: Final = re.compile("[А-ЯЁ]{2}")
_BEFORE_ITEM: Final = frozenset(",;:•–—-")
_AFTER_ITEM: Final = frozenset(",;.")
# Below this a place right after a first name is oftener a surname; set by eye.
_DOUBTED: Final = 0.75
_NOUN_AND_NAME: Final = 3
# Tokens between a first name and its surname: «Анна [(Нюта)] Седова».
_SHORT_NAME: Final = 3
# A woman whose name the dictionary knows as a month alone.
_MAYA: Final[dict[str, Case]] = {
    "Мая": "nomn",
    "Маи": "gent",
    "Мае": "datv",
    "Маю": "accs",
    "Маей": "ablt",
}


def take_neighbours(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A person takes an adjacent surname or patronymic along: «Абдурахмановой Натальи».

    So does a first name what is hardly believed to be a place: «Джордж Вашингтон». Whom something
    is of and to are two: «письмо [Шольца] [Путину]».
    """
    taken: list[Span] = []
    whole = _with_short_names(tokens, apart_from_neighbours(tokens, spans))
    for span, ceiling in before_next(tokens, _with_places(tokens, whole)):
        floor = taken[-1].end if taken else 0
        start, end = span.start, span.end
        if span.type == "PER":
            start += _says_who(tokens, start, end)
            while start > floor and _is_given_name(tokens, start - 1, start):
                start -= 1
            words = tokens.words[start:end]
            if start > floor and near(tokens, start - 1, start):
                start -= _is_small_surname(tokens, start - 1) or _continues(
                    tokens.words[start - 1], words, before=True
                )
            if end < ceiling and near(tokens, end - 1, end):
                end += (
                    _is_small_surname(tokens, end)
                    or _continues(tokens.words[end], words, before=False)
                    or _are_initials(tokens, start, end)
                )
        taken.append(moved(span, start, end))
    return taken


def _with_short_names(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Join a first name to its surname over how it is shortened: «Анна (Нюта) Седова»."""
    if "(" not in tokens.plain_words:
        return spans
    joined: list[Span] = []
    for span in spans:
        first = span.start - 1 - _SHORT_NAME
        if first >= 0 and _is_short_name(tokens, span, first):
            while joined and joined[-1].start > first:
                joined.pop()
            if joined and joined[-1].end > first:
                first = joined.pop().start
            span = replace(span, start=first)
        joined.append(span)
    return joined


def _is_short_name(tokens: Tokens, span: Span, first: int) -> bool:
    """Whether brackets with one word part a surname from a first name."""
    words = tokens.words[first : span.start]
    return (
        span.type == "PER"
        and words[1::2] == ["(", ")"]
        and words[2].istitle()
        and "Name" in labels(words[0])
        and near(tokens, first, span.start)
        and "Patr" not in labels(tokens.words[span.start])
    )


def _says_who(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a noun with a sentence's capital says who is named: «[Балерина] Нина Котова»."""
    words = tokens.words[start:end]
    return (
        len(words) == _NOUN_AND_NAME
        and not is_inside_sentence(tokens, start)
        and is_common(words[0])
        and not labels(words[0])
        and "Name" in labels(words[1])
        and not is_common(words[1])
        and words[2].istitle()
        and len(words[2]) > 1
        and "Patr" not in labels(words[2])
        and any(one.animate for one in known_readings(words[0]))
        and is_one_person(words[1:])
    )


def _with_places(tokens: Tokens, spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and _is_torn(tokens, joined[-1], span):
            score = max(joined[-1].score, span.score)
            joined[-1] = replace(joined[-1], end=span.end, score=score)
        elif (
            joined
            and span.type == "LOC"
            and span.score < _DOUBTED
            and span.end - span.start == 1
            and joined[-1].type == "PER"
            and joined[-1].end == span.start == joined[-1].start + 1
            and _is_given_name(tokens, span.start - 1, span.start)
        ):
            joined[-1] = replace(joined[-1], end=span.end)
        else:
            joined.append(span)
    return joined


def _is_torn(tokens: Tokens, first: Span, last: Span) -> bool:
    """Whether a name and a surname beside it were taken for two: «[Асада] [Юсуфова]»."""
    name, surname = tokens.words[first.start], tokens.words[last.start]
    return (
        first.type == last.type == "PER"
        and first.end == last.start == first.start + 1
        and last.end - last.start == 1
        and near(tokens, first.start, last.start)
        and (_is_given(name, surname) or ("Surn" in labels(name) and _is_given(surname, name)))
        and name.istitle()
        and surname.istitle()
        and is_one_person((name, surname))
    )


def _is_given(name: str, surname: str) -> bool:
    return "Name" in labels(name) and "Name" not in labels(surname)


def _is_given_name(tokens: Tokens, index: int, border: int) -> bool:
    """Whether a first name stands before: «Роберта Габриэля [Мугабе]», «Сабах [аль-Сабах]»."""
    word, after = tokens.words[index], tokens.words[border]
    if not word.istitle() or not near(tokens, index, border):
        return False
    if after[0].islower():
        return is_inside_sentence(tokens, index)
    given = {one.case for one in known_readings(word) if "Name" in one.labels}
    cases = {one.case for one in known_readings(after)}
    return bool(given) and not is_common(word) and (not cases or not given.isdisjoint(cases))


def _are_initials(tokens: Tokens, start: int, end: int) -> bool:
    """Whether two capitals after a lone surname end an item of a list: «Иванов ИИ, Петров ПП»."""
    words = tokens.words
    return (
        end - start == 1
        and _INITIALS.fullmatch(words[end]) is not None
        and (start == 0 or start in tokens.breaks or words[start - 1] in _BEFORE_ITEM)
        and (end + 1 == len(words) or end + 1 in tokens.breaks or words[end + 1] in _AFTER_ITEM)
        and "Surn" in labels(words[start])
    )


def _is_small_surname(tokens: Tokens, index: int) -> bool:
    """Whether a conjunction or preposition with a capital is a surname: «Но Гван Чхоль», «Ван И».

    In a headline every word may have one.
    """
    word = tokens.words[index]
    if not word.istitle() or len(word) > _LONGEST_SMALL_WORD:
        return False
    known = known_readings(word)
    if not known or known[0].part != "other":
        return False
    around = [tokens.words[i] for i in (index - 1, index + 1) if 0 <= i < len(tokens)]
    if index in tokens.breaks or begins_after_initial(tokens, index):
        return False
    return any(word.islower() for word in around)


def _continues(word: str, words: Sequence[str], *, before: bool) -> bool:
    """Whether a capitalized word is a part that a person's name still lacks."""
    if not word.istitle() or len(word) < 2:
        return False
    has = frozenset().union(*map(labels, words))
    lone = len(words) == 1 and not has & {"Name", "Patr"}
    if (
        before
        and lone
        and not word.isascii()
        and not (known_readings(word) or known_readings(words[0]))
    ):
        # Two words that no dictionary knows, the first left out: «Коффи [Коджа]».
        return True
    if before and lone and _is_given_name_of(word, words[0]):
        # «Марта Петрова приехала»: the model takes a month for no name.
        return True
    if "Surn" in has and ("Patr" in has or not _PATRONYMIC.search(word)):
        return False
    own = labels(word)
    if "Patr" in own:
        return "Patr" not in has
    return "Surn" in own and "Surn" not in has and not is_common(word)


def _is_given_name_of(name: str, surname: str) -> bool:
    """Whether a first name stands in the case and gender of a surname: not «роман Толстого»."""
    family = {(one.case, one.gender) for one in readings(surname)}
    if name in _MAYA:
        return (_MAYA[name], "femn") in family
    given = {(one.case, one.gender) for one in known_readings(name) if "Name" in one.labels}
    return not given.isdisjoint(family)
