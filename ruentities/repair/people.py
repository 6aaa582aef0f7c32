"""Rules for people's names: initials, surnames beside first names, two people in a row."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.agreement import is_one_person
from ruentities.language.morphology import is_common
from ruentities.repair.ground import before_next, labels, moved
from ruentities.text.marks import is_initial, is_initial_dot, near
from ruentities.text.segmentation import is_word
from ruentities.text.spans import Span, covered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.text.segmentation import Tokens

_PATRONYMIC: Final = re.compile("(?:[иы]ч|[вч]е?н)[а-яё]{0,3}$")
# Chance that two initials before a capitalized word are a person; set by eye.
_TRUST_INITIALS: Final = 0.9


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


def find_initials(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Two initials and a capitalized word are a person, whatever the model says: «А. С. Пушкин».

    The model knows few texts that begin so, and gives such a name an unlikely type, or takes the
    initials alone: «По учебнику С. И. Ожегова».
    """
    taken = covered(spans)
    found = []
    for span in spans:
        known = span
        if span.type == "PER" and _begins_with_initials(tokens, span.start):
            last = span.start + 4
            if span.end == last < len(tokens) and last not in taken and _is_surname(tokens, last):
                known = replace(known, end=last + 1)
            known = replace(known, score=1 - (1 - span.score) * (1 - _TRUST_INITIALS))
        found.append(known)
    taken = covered(found)
    for start in filter(lambda index: is_initial(tokens.words[index]), tokens.capitals):
        indexes = range(start, start + 5)
        if (
            indexes.stop <= len(tokens)
            and _begins_with_initials(tokens, start)
            and _is_surname(tokens, start + 4)
            and taken.isdisjoint(indexes)
        ):
            found.append(Span(start, start + 5, "PER", _TRUST_INITIALS))
            taken.update(indexes)
    return sorted(found, key=lambda span: span.order)


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
                start -= _continues(tokens.words[start - 1], words)
            if end < ceiling and near(tokens, end - 1, end):
                end += _continues(tokens.words[end], words)
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
    words = [word for word in words if is_word(word)]
    return len(words) > 1 and is_initial(words[0]) and words[-1].istitle()


def _is_lone_initial(tokens: Tokens, span: Span) -> bool:
    return (
        span.end == span.start + 1 and span.end < len(tokens) and is_initial_dot(tokens, span.end)
    )


def _begins_with_initials(tokens: Tokens, start: int) -> bool:
    """Whether two initials with their dots stand at ``start``."""
    return (
        start + 3 < len(tokens)
        and is_initial_dot(tokens, start + 1)
        and is_initial_dot(tokens, start + 3)
        and near(tokens, start, start + 3)
    )


def _is_surname(tokens: Tokens, index: int) -> bool:
    return tokens.words[index].istitle() and near(tokens, index - 1, index)


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


def _continues(word: str, words: Sequence[str]) -> bool:
    """Whether a capitalized word is a part that a person's name still lacks."""
    if not word.istitle() or len(word) < 2:
        return False
    has = frozenset().union(*map(labels, words))
    if "Surn" in has and ("Patr" in has or not _PATRONYMIC.search(word)):
        return False
    own = labels(word)
    if "Patr" in own:
        return "Patr" not in has
    return "Surn" in own and "Surn" not in has and not is_common(word)
