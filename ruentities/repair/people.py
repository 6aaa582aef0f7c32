"""Rules for people's names: initials, surnames beside first names, two people in a row."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.agreement import is_one_person
from ruentities.language.morphology import is_common, known_readings, readings
from ruentities.repair.ground import before_next, labels, moved
from ruentities.text.marks import is_initial, is_initial_dot, near
from ruentities.text.segmentation import is_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.kinds import Case
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

_PATRONYMIC: Final = re.compile("(?:[иы]ч|[вч]е?н)[а-яё]{0,3}$")
# A woman whose name the dictionary knows as a month alone.
_MAYA: Final[dict[str, Case]] = {
    "Мая": "nomn",
    "Маи": "gent",
    "Мае": "datv",
    "Маю": "accs",
    "Маей": "ablt",
}


def take_initials(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A surname takes its initials along: «А. С. Пушкин», «Пушкин А. С.»."""
    taken: list[Span] = []
    # A lone initial is part of somebody's name: «А.» before «С. Пушкин».
    spans = [span for span in spans if not _is_lone_initial(tokens, span)]
    for span, ceiling in before_next(tokens, spans):
        floor = taken[-1].end if taken else 0
        start, end = span.start, span.end
        end += end < ceiling and is_initial_dot(tokens, end)
        if span.type == "PER" or _begins_with_initial(tokens.words[start:end]):
            while (
                start - 2 >= floor
                and is_initial_dot(tokens, start - 1)
                and near(tokens, start - 1, start)
            ):
                start -= 2
            # «Пушкин А. С.», not «Пушкин. А. Иванов»: only where no surname follows.
            last = end
            while (
                last + 1 < ceiling
                and is_initial_dot(tokens, last + 1)
                and near(tokens, last - 1, last + 1)
            ):
                last += 2
            if last < ceiling and tokens.words[last].istitle():
                last = end
            taken.append(replace(moved(span, start, last), type="PER"))
        else:
            taken.append(moved(span, start, end))
    return taken


def join_people(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """«Абдурахмановой» + «Натальи Петровны»: a surname and a first name that agree are one."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if (
            last
            and span.type == "PER"
            and (last.type == "PER" or _is_lone_surname(tokens, last))
            and last.end == span.start
            and near(tokens, span.start - 1, span.start)
            and _make_one_person(tokens, last, span)
        ):
            joined[-1] = replace(span, start=last.start, score=last.score * span.score)
        else:
            joined.append(span)
    return joined


def _is_lone_surname(tokens: Tokens, span: Span) -> bool:
    """Whether a word that the model took for something else can only be a surname."""
    return span.end - span.start == 1 and labels(tokens.words[span.start]) == {"Surn"}


def take_neighbours(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A person takes an adjacent surname or patronymic along: «Абдурахмановой Натальи»."""
    taken: list[Span] = []
    for span, ceiling in before_next(tokens, spans):
        floor = taken[-1].end if taken else 0
        start, end = span.start, span.end
        if span.type == "PER":
            words = tokens.words[start:end]
            if start > floor and near(tokens, start - 1, start):
                start -= _continues(tokens.words[start - 1], words, before=True)
            if end < ceiling and near(tokens, end - 1, end):
                end += _continues(tokens.words[end], words, before=False)
        taken.append(moved(span, start, end))
    return taken


def split_people(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Two surnames are two people: «с Путиным Меркель», «правнучка Брюсова Анна Ланская»."""
    split = []
    for span in spans:
        words = tokens.words[span.start : span.end]
        if span.type == "PER" and all(map(is_word, words)) and _are_two_people(words):
            split.append(replace(span, end=span.start + 1))
            split.append(replace(span, start=span.start + 1))
        else:
            split.append(span)
    return split


def _are_two_people(words: Sequence[str]) -> bool:
    if len(words) < 2 or labels(words[0]) != {"Surn"}:
        return False
    last = labels(words[-1])
    if len(words) == 2:
        return last == {"Surn"} and not is_one_person(words)
    # Only a patronymic may follow surname and first name.
    foreign = words[-1].islower() or words[-1].endswith(("ич", "ича", "ичу", "ичем", "иче"))
    given = labels(words[1])
    return "Name" in given and "Surn" not in given and not last & {"Name", "Patr"} and not foreign


def _begins_with_initial(words: Sequence[str]) -> bool:
    """Whether words are a person's name by their looks: «А. Ким»."""
    return len(words) > 2 and is_initial(words[0]) and words[1] == "." and words[-1].istitle()


def _is_lone_initial(tokens: Tokens, span: Span) -> bool:
    return (
        span.end == span.start + 1 and span.end < len(tokens) and is_initial_dot(tokens, span.end)
    )


def _make_one_person(tokens: Tokens, one: Span, other: Span) -> bool:
    left = tokens.words[one.start : one.end]
    right = tokens.words[other.start : other.end]
    surnames = [all(labels(word) <= {"Surn"} for word in words) for words in (left, right)]
    given = [any("Name" in labels(word) for word in words) for words in (left, right)]
    return (
        ((surnames[0] and given[1]) or (surnames[1] and given[0]))
        and not all(surnames)
        and is_one_person(list(filter(is_word, [*left, *right])))
    )


def _continues(word: str, words: Sequence[str], *, before: bool) -> bool:
    """Whether a capitalized word is a part that a person's name still lacks."""
    if not word.istitle() or len(word) < 2:
        return False
    has = frozenset().union(*map(labels, words))
    lone = len(words) == 1 and not has & {"Name", "Patr"}
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
