"""Every way to read the name of a place or an organization: a head, and what agrees with it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.language.analysis import Analysis, changing_words, cheapest, same_role
from ruentities.language.declension import forms
from ruentities.language.form import Form
from ruentities.language.morphology import is_common, known_readings
from ruentities.language.rarity import rarity
from ruentities.language.weights import weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.kinds import Type

_CACHED_WORDS: Final = 20_000
_LONGEST_HEAD: Final = 5
# So many of the cheapest readings of the word after the head are asked for a genitive.
_LIKELIEST: Final = 5


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
    found: dict[tuple[int, str | None, str | None, str | None], Analysis] = {}
    w = weights()
    for head in range(min(len(words), _LONGEST_HEAD)):
        if head and not _may_precede_head(words[head - 1], kind):
            break
        for form in forms(words[head], kind):
            if form.role == "fixed" and words[head].islower():
                # «в», «на» are no heads.
                continue
            before = [_before_head(word, form, kind) for word in words[:head]]
            after = words[head + 1 :]
            adjectival = bool(after) and _is_adjectival(form, words[head], kind)
            if not all(before) or (adjectival and not _is_noun(form, words[head])):
                continue
            joined = _joined(after, form, kind)
            chosen = [*(option for option in before if option), form, *joined]
            after = after[len(joined) :]
            key = (head, form.case, form.gender, form.number)
            cost = sum(option.cost for option in chosen) + _head_cost(form)
            if adjectival:
                cost += w.noun_like_adjective_as_head
            if head and kind == "ORG" and _is_place(form):
                cost += w.place_as_head_of_body
            cost += _rest_cost(after, kind)
            if key not in found or cost < found[key].cost:
                found[key] = Analysis(
                    (*(option.nominative for option in chosen), *(None,) * len(after)),
                    (*(option.role for option in chosen), *same_role("fixed", len(after))),
                    form.case,
                    form.gender,
                    form.number,
                    changing_words(chosen),
                    cost,
                )
    return list(found.values())


def _joined(after: Sequence[str], head: Form, kind: Type) -> tuple[Form, ...]:
    """A second head after «и»: «Аргументам и фактам»."""
    if len(after) < 2 or after[0] != "и" or head.case is None:
        return ()
    for form in forms(after[1], kind):
        if form.case == head.case and form.role != "adjective":
            return (Form("и", None, None, None, "fixed", 0.0), form)
    return ()


def _is_adjectival(form: Form, word: str, kind: Type) -> bool:
    """Whether a head could be an adjective, so that what follows is its noun: «Красной площади»."""
    return form.role == "adjective" or any(
        other.role == "adjective"
        and (other.nominative == form.nominative or other.cost < form.cost)
        for other in forms(word, kind)
    )


def _is_noun(form: Form, word: str) -> bool:
    """Whether the dictionary has an adjective as a noun, too, which may have a complement."""
    return form.role == "noun" and any(
        reading.part == "noun"
        and reading.case == form.case
        and reading.nominative == form.nominative
        for reading in known_readings(word)
    )


@lru_cache(maxsize=_CACHED_WORDS)
def _is_name_of_place(nominative: str) -> bool:
    return any("Geox" in one.labels and one.case == "nomn" for one in known_readings(nominative))


def _is_place(form: Form) -> bool:
    """Whether a head is the name of a place, of which a body's name has only a complement."""
    return form.role == "noun" and _is_name_of_place(form.nominative)


def _head_cost(form: Form) -> float:
    w = weights()
    cost = w.plural if form.number == "plur" else 0.0
    if form.role == "adjective":
        # «в Грозном», «на Тверской»: an adjective for a head, hardly ever in the neuter.
        cost += w.adjective_as_head
        if form.gender == "neut":
            cost += w.neuter_adjective_as_head
    return cost


def _rest_cost(rest: Sequence[str], kind: Type) -> float:
    """What follows a head does not change, so it is a genitive or has no cases at all.

    «Великих Луках» is no head with something after it.
    """
    if not rest or not rest[0].isalpha():
        return 0.0
    changing = [form for form in forms(rest[0], kind) if form.role != "fixed"][:_LIKELIEST]
    stays = not changing or any(form.case in (None, "nomn", "gent") for form in changing)
    return 0.0 if stays else weights().odd_after_head


def _may_precede_head(word: str, kind: Type) -> bool:
    adjectival = any(form.role == "adjective" for form in forms(word, kind))
    return adjectival or _may_be_fixed(word)


def _before_head(word: str, head: Form, kind: Type) -> Form | None:
    """A word before the head is an adjective that agrees with it, or a name that is fixed."""
    adjectives = [option for option in forms(word, kind) if option.role == "adjective"]
    gender = head.gender if head.number != "plur" else None
    agreeing = cheapest(adjectives, head.case or "nomn", gender, head.number or "sing")
    if agreeing or not _may_be_fixed(word):
        return agreeing
    if word.isupper():
        cost = weights().abbreviation_before_head
    else:
        cost = weights().unchanged_before_head + rarity(word.lower())
    return Form(word.lower(), None, None, None, "fixed", cost)


def _may_be_fixed(word: str) -> bool:
    return word[0].isupper() and not is_common(word)
