"""Every way to read the name of a place or an organization: a head, and what agrees with it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.language.analysis import (
    Analysis,
    analysis_of,
    changing_words,
    cheapest,
    same_role,
)
from ruentities.language.cells import DECLINED
from ruentities.language.declension import forms
from ruentities.language.morphology import is_common, known_readings
from ruentities.language.ordinals import ORDINAL, unit_gender
from ruentities.language.rarity import rarity
from ruentities.language.remembered import WORDS, remembered
from ruentities.language.weights import depends_on_weights, weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.kinds import Type
    from ruentities.language.form import Form

_LONGEST_HEAD: Final = 5
# So many of the cheapest readings of the word after the head are asked for a genitive.
_LIKELIEST: Final = 5
# With these endings a word may be more than the dictionary says: «Брянском», «рекою».
_MORE_FORMS: Final = ("ском", "цком", "ою", "ею")
# Of a plural.
_STREETS: Final = frozenset(
    "аллеи бульвары набережные переулки площади проезды проспекты улицы".split()
)
# «Кот-д’Ивуар», «Валь-д’Изер»: what stands before the apostrophe.
_ELIDED: Final = re.compile(".+-[дл]")
# Not «ленин», which would be his.
_ADJECTIVES_END_IN: Final = ("ий", "ый", "ой", "ая", "яя", "ое", "ее")


def headed_analyses(words: tuple[str, ...], kind: Type) -> list[Analysis]:
    """Return the readings of a place's or an organization's name.

    The head and the adjectives before it agree, what follows is left as it is: «Верховному суду
    Пакистана», adjective and head in the dative, then a genitive.

    Args:
        words: The name's words.
        kind: ``"LOC"`` or ``"ORG"``.

    >>> best = min(headed_analyses(("сборной", "России"), "ORG"), key=lambda one: one.cost)
    >>> best.nominatives
    ('сборная', None)
    """
    if len(words) == 1:
        return _lone_heads(words[0], kind)
    found: dict[tuple[int, str | None, str | None, str | None], Analysis] = {}
    w = weights()
    attributes: list[_Attribute] = []
    for head, word in enumerate(words[:_LONGEST_HEAD]):
        if head:
            before = _attribute(words[head - 1], kind)
            if before is None:
                break
            attributes.append(before)
        after = words[head + 1 :]
        if after and _ELIDED.fullmatch(word):
            continue
        odd = _rest_cost(after, kind)
        is_joint = len(after) > 1 and after[0] == "и"
        small = word.islower()
        beside_name = bool(attributes) and not attributes[-1].adjectives
        own: Sequence[Form] = forms(word, kind)
        if attributes and attributes[-1].adjectives:
            own = _agreeing_heads(own, attributes[-1].adjectives, words[head - 1], word)
        adjectives = _adjectives(word, kind) if after else ()
        for form in own:
            _, case, gender, number, role, cost = form
            if small and (role == "fixed" or (role == "adjective" and beside_name)):
                # «в», «на» are no heads, nor is an adjective after a name: «Москву новостную».
                continue
            chosen = _before_head(attributes, form) if attributes else [form]
            if not chosen:
                continue
            if len(chosen) > 1:
                cost = sum([option[5] for option in chosen])
                if kind == "LOC" and not small and role == "noun" and _is_common_noun(form, word):
                    # «Красному Селу»: after an adjective most are.
                    cost -= w.common_noun_as_place
            if number == "plur" or role == "adjective":
                cost += _head_cost(form)
            rest = len(after)
            if is_joint and (other := _joined(after[1], form, kind)):
                chosen += [("и", None, None, None, "fixed", 0.0), other]
                rest -= 2
                cost += other[5] + _rest_cost(after[2:], kind)
            elif rest == 1 and (other := _adjective_after(form, after[0], kind)):
                chosen.append(other)
                rest = 0
                cost += other[5]
            else:
                cost += odd
                if rest == 1 and number == "plur" and word in _STREETS:
                    cost += w.plural_street
            if adjectives and _is_adjectival(form, adjectives):
                if not _is_noun(form, word):
                    continue
                if kind != "ORG" or not _is_genitive_of_place(after[0]):
                    # «сборная России», of which «Россия» is hardly the head.
                    cost += w.noun_like_adjective_as_head
            if head and kind == "ORG" and _is_place(form):
                cost += w.place_as_head_of_body
            key = (head, case, gender, number)
            if key not in found or cost < found[key].cost:
                nominatives = (*[option[0] for option in chosen], *(None,) * rest)
                roles = (*[option[4] for option in chosen], *same_role("fixed", rest))
                read = changing_words(chosen) if len(chosen) > 1 else (0,)
                found[key] = analysis_of((nominatives, roles, case, gender, number, read, cost))
    return list(found.values())


def _lone_heads(word: str, kind: Type) -> list[Analysis]:
    """Return the readings of a name of one word, as half of all names are."""
    found: dict[tuple[str | None, str | None, str | None], Analysis] = {}
    small = word.islower()
    for form in forms(word, kind):
        nominative, case, gender, number, role, cost = form
        if small and role == "fixed":
            continue
        if number == "plur" or role == "adjective":
            cost += _head_cost(form)
        key = (case, gender, number)
        if key not in found or cost < found[key].cost:
            found[key] = analysis_of(((nominative,), (role,), case, gender, number, (0,), cost))
    return list(found.values())


def _joined(word: str, head: Form, kind: Type) -> Form | None:
    """A second head after «и»: «Аргументам и фактам»."""
    if head[1]:
        for form in forms(word, kind):
            if form[1] == head[1] and form[4] != "adjective":
                return form
    return None


def _adjective_after(head: Form, word: str, kind: Type) -> Form | None:
    """An adjective after its noun: «улице Заводской», but not «проспекта Вернадского».

    A surname after a masculine noun stands in the genitive, so that such a one proves nothing.
    """
    _, case, gender, number, role, _ = head
    if case is None or role != "noun" or number != "sing":
        return None
    long = [form for form in _adjectives(word, kind) if form[0].endswith(_ADJECTIVES_END_IN)]
    found = cheapest(long, case, gender, "sing")
    if found is None:
        return None
    known = known_readings(word)
    surname = any("Surn" in reading.labels for reading in known)
    if case in ("gent", "accs") and gender != "femn":
        return None if surname or not known else found
    adjective = any(reading.part == "adjective" for reading in known)
    return None if surname and not adjective else found


@depends_on_weights
@lru_cache(maxsize=WORDS)
def _adjectives(word: str, kind: Type) -> tuple[Form, ...]:
    if _is_no_name(word) and all(one.part != "adjective" for one in known_readings(word)):
        return ()
    return tuple([form for form in forms(word, kind) if form[4] == "adjective"])


def _is_no_name(word: str) -> bool:
    """Whether a word is what the dictionary says, and nothing more.

    Its forms need not be weighed then to tell which there are.
    """
    return (
        word.islower()
        and word.isalpha()
        and not word.endswith(_MORE_FORMS)
        and (bool(known_readings(word)))
    )


def _agreeing_heads(
    own: Sequence[Form], adjectives: Sequence[Form], before: str, word: str
) -> Sequence[Form]:
    """Give a head without cases those of the adjective before it: «36-й ОМБр», «верхним Лоо»."""
    gender = unit_gender(word) if ORDINAL.fullmatch(before.lower()) else None
    if own[0][1] and not gender:
        return own
    found = [] if gender else [*own]
    found += [
        (nominative, adjective_case, adjective_gender, adjective_number, role, cost)
        for nominative, case, _, _, role, cost in own
        if not case
        for _, adjective_case, adjective_gender, adjective_number, _, _ in adjectives
        if gender in (None, adjective_gender)
    ]
    return found or own


def _is_adjectival(form: Form, adjectives: Sequence[Form]) -> bool:
    """Whether a head could be an adjective, so that what follows is its noun: «Красной площади»."""
    nominative, *_, role, cost = form
    return role == "adjective" or any(
        other[0] == nominative or other[5] < cost for other in adjectives
    )


def _is_noun(form: Form, word: str) -> bool:
    """Whether the dictionary has an adjective as a noun, too, which may have a complement."""
    nominative, case, *_, role, _ = form
    return role == "noun" and any(
        reading.part == "noun" and reading.case == case and reading.nominative == nominative
        for reading in known_readings(word)
    )


def _is_common_noun(form: Form, word: str) -> bool:
    """Whether the dictionary has a form, as that of no name, for the word's likeliest in its case.

    Of «Селе» that is «село», not «сель».
    """
    nominative, case, *_ = form
    nouns = [one for one in known_readings(word) if one.part == "noun" and one.case == case]
    likeliest = max(nouns, key=lambda one: one.weight, default=None)
    return likeliest is not None and not likeliest.labels and likeliest.nominative == nominative


@remembered(WORDS)
def _is_name_of_place(nominative: str) -> bool:
    return any("Geox" in one.labels and one.case == "nomn" for one in known_readings(nominative))


@remembered(WORDS)
def _is_genitive_of_place(word: str) -> bool:
    return any("Geox" in one.labels and one.case == "gent" for one in known_readings(word))


def _is_place(form: Form) -> bool:
    """Whether a head is the name of a place, of which a body's name has only a complement."""
    return form[4] == "noun" and _is_name_of_place(form[0])


def _head_cost(form: Form) -> float:
    w = weights()
    _, _, gender, number, role, _ = form
    cost = w.plural if number == "plur" else 0.0
    if role == "adjective":
        # «в Грозном», «на Тверской»: an adjective for a head, hardly ever in the neuter.
        cost += w.adjective_as_head
        if gender == "neut":
            cost += w.neuter_adjective_as_head
    return cost


def _rest_cost(rest: Sequence[str], kind: Type) -> float:
    """What follows a head does not change, so it is a genitive or has no cases at all.

    «Великих Луках» is no head with something after it.
    """
    if not rest or not rest[0].isalpha() or _may_stay(rest[0], kind):
        return 0.0
    return weights().odd_after_head


def _may_stay(word: str, kind: Type) -> bool:
    """Whether a word is likely a genitive, or a nominative, or has no cases."""
    declined = [one for one in known_readings(word) if one.case and one.part in DECLINED]
    if len(declined) <= _LIKELIEST and _is_no_name(word):
        # All are among the likeliest.
        return not declined or any(
            one.case in ("nomn", "gent") or "Fixd" in one.labels for one in declined
        )
    changing = [case for _, case, _, _, role, _ in forms(word, kind) if role != "fixed"]
    return not changing or any(case in (None, "nomn", "gent") for case in changing[:_LIKELIEST])


class _Attribute(NamedTuple):
    """A word before the head: an adjective that agrees with it, or a name that is fixed."""

    adjectives: tuple[Form, ...]
    fixed: Form | None


def _attribute(word: str, kind: Type) -> _Attribute | None:
    """Return what a word may be before a head, None when it may be nothing of the kind."""
    adjectives = _adjectives(word, kind)
    fixed: Form | None = None
    # Of «ИК-2 Мордовии» the number is the head.
    if _may_be_fixed(word) and not word[-1].isdigit():
        if word.isupper():
            cost = weights().abbreviation_before_head
        else:
            cost = weights().unchanged_before_head + rarity(word.lower())
        fixed = (word.lower(), None, None, None, "fixed", cost)
    return _Attribute(adjectives, fixed) if adjectives or fixed else None


def _before_head(attributes: Sequence[_Attribute], head: Form) -> list[Form]:
    """Return the cheapest forms of what stands before a head, then the head; none where one fails.

    An adjective that agrees is preferred to a name that is fixed.
    """
    _, case, gender, number, _, _ = head
    if number == "plur":
        gender = None
    chosen = []
    for adjectives, fixed in attributes:
        agreeing = cheapest(adjectives, case or "nomn", gender, number or "sing") or fixed
        if agreeing is None:
            return []
        chosen.append(agreeing)
    return [*chosen, head]


def _may_be_fixed(word: str) -> bool:
    return word[0].isupper() and not is_common(word)
