"""Rules for names in official order: a surname before its initials, or before name and patronymic.

Courts, offices and lists print names so, and any common word may be the surname: «Гусь Антонина
Львовна», «Беда П. И.».
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.agreement import is_one_person
from ruentities.language.folding import plain
from ruentities.language.morphology import is_common, known_readings, readings
from ruentities.language.names_table import built_in_aliases
from ruentities.language.word_lists import (
    EPITHETS,
    FIXED_FIRST_SURNAMES,
    PATRONYMIC_WORDS,
    POSTS,
)
from ruentities.repair.ground import apart, labels
from ruentities.text.marks import is_initial, is_initial_dot, near
from ruentities.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruentities.text.segmentation import Tokens

# Chance that such an order of words is a person; set by eye.
TRUST: Final = 0.9
_PATRONYMIC: Final = re.compile("(?:[иы]ч|[вч]е?н|[иы]чн)[а-яё]{0,3}$", re.I)
# Tokens from a surname to the bracket that closes after its former one.
_BRACKETED: Final = 3
_LONGEST_FATHER: Final = 3
_LIST_NUMBER: Final = re.compile(r"\d{1,4}")


def is_known_surname(tokens: Tokens, index: int | None) -> bool:
    """Whether the word at ``index``, if any, is a surname that the dictionary knows, or rare."""
    return index is not None and (
        "Surn" in labels(tokens.words[index]) or not is_common(tokens.words[index])
    )


def take_surnames(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A name with its patronymic, or initials alone, take the surname before: «Гуся Петра Ильича».

    So do they where the model took it for something else: «Кривой Пётр Ильич».
    """
    taken: list[Span] = []
    for span in spans:
        index = _surname_before(tokens, span) if span.type == "PER" else None
        while index is not None and taken and taken[-1].end > index:
            last = taken[-1]
            if last.end - last.start > 1 or last.start < index:
                index = None
            else:
                taken.pop()
        taken.append(span if index is None else replace(span, start=index))
    return taken


def _surname_before(tokens: Tokens, span: Span) -> int | None:
    """Return the index of the surname before a name that lacks one, or None."""
    index = span.start - 1
    if index < 0 or not near(tokens, index, span.start) or not _lacks_surname(tokens, span):
        return None
    if tokens.words[index] == ")" and index >= _BRACKETED and tokens.words[index - 2] == "(":
        # A former surname: «Абрамова (Сидорова) Ольга Ивановна».
        former = may_be_surname(tokens, index - 1)
        index -= _BRACKETED
        if not former or index + 1 in tokens.breaks:
            return None
    return index if may_be_surname(tokens, index) and _fits(tokens, index, span) else None


def _lacks_surname(tokens: Tokens, span: Span) -> bool:
    words = tokens.words[span.start : span.end]
    names = [word for word in words if word not in ".-" and word.lower() not in PATRONYMIC_WORDS]
    if all(map(is_initial, names)):
        return True
    return len(names) == 2 and (is_patronymic(names[1]) or len(names) < len(words))


def is_patronymic(word: str) -> bool:
    """Whether a word is a patronymic: «Ильича», «Маратовне»."""
    return _PATRONYMIC.search(word) is not None and "Patr" in labels(word)


def may_be_surname(tokens: Tokens, index: int) -> bool:
    """Whether a capitalized word can be a surname: no post, no place, no word but a noun."""
    word = tokens.words[index]
    if len(word) < 2 or not (word.istitle() or word.isupper()) or word.isascii():
        return False
    own = labels(word)
    if "Surn" in own:
        return True
    if "Patr" in own or _is_post(word):
        return False
    known = known_readings(word)
    if any("Geox" in one.labels or "Abbr" in one.labels for one in known):
        return False
    if word.isupper() and any(built_in_aliases().find(kind, word) for kind in ("ORG", "LOC")):
        return False
    return not known or any(one.part in ("noun", "adjective") for one in known[:2])


def _is_post(word: str) -> bool:
    return any(
        plain(one.lemma) in _POSTS or plain(one.nominative) in _POSTS for one in readings(word)[:3]
    )


_POSTS: Final = frozenset(map(plain, POSTS | EPITHETS))


def _fits(tokens: Tokens, index: int, span: Span) -> bool:
    """Whether a word agrees with the name after it, or is one that need not."""
    word = tokens.words[index]
    names = [one for one in tokens.words[span.start : span.end] if one not in ".-"]
    if all(map(is_initial, names)):
        return not _begins_sentence(tokens, index) or is_known_surname(tokens, index)
    if plain(word) in FIXED_FIRST_SURNAMES:
        return True
    cases = {one.case for one in known_readings(word)} & {
        one.case for one in readings(names[1]) if "Patr" in one.labels and one.number == "sing"
    }
    if _begins_sentence(tokens, index) and not is_known_surname(tokens, index):
        # «Портрет Анны Ильиничны»: whose, not who.
        return bool(cases)
    return bool(cases) or is_one_person([word, *names])


def _begins_sentence(tokens: Tokens, index: int) -> bool:
    """Whether the capital of a word may be due to its place; an item of a list begins anew."""
    if index == 0 or index in tokens.breaks:
        return True
    before = tokens.words[index - 1]
    if before in ".)" and index > 1 and _LIST_NUMBER.fullmatch(tokens.words[index - 2]):
        return False
    return before in ".!?…»"


def take_fathers(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """«оглы» and «кызы» stand inside a name: «Гасанова Рауфа Ислам оглы», «Асанбек уулу Бакыт»."""
    words = tokens.words
    found = []
    for index in _father_words(tokens):
        start = index
        while index - start < _LONGEST_FATHER and _goes_on(tokens, start - 1, start):
            start -= 1
        end = index + 1
        # A name that begins with the father's goes on with the own one.
        if end < len(tokens) and _goes_on(tokens, end, end):
            end += 1
        if start < index and words[start].istitle():
            found.append(Span(start, end, "PER", TRUST))
    return taken_for_people(spans, found) if found else spans


def _father_words(tokens: Tokens) -> Iterator[int]:
    if any(word in tokens.text for word in PATRONYMIC_WORDS):
        for index, word in enumerate(tokens.words):
            if word in PATRONYMIC_WORDS:
                yield index


def _goes_on(tokens: Tokens, index: int, border: int) -> bool:
    word = tokens.words[index] if index >= 0 else ""
    return (
        len(word) > 1
        and (word.istitle() or word.isupper())
        and near(tokens, border - 1, border)
        and not _is_post(word)
        and any(one.part == "noun" for one in readings(word)[:2])
    )


def take_commas(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A line that begins with a surname and a comma names one person: «Галкин, И. И.»."""
    found = []
    for index in [0, *sorted(tokens.breaks)]:
        if index + 1 < len(tokens) and _LIST_NUMBER.fullmatch(tokens.words[index]):
            index += 2
        if index + 2 < len(tokens) and tokens.words[index + 1] == ",":
            end = _end_after_comma(tokens, index)
            if end:
                found.append(Span(index, end, "PER", TRUST))
    return taken_for_people(spans, found) if found else spans


def _end_after_comma(tokens: Tokens, index: int) -> int | None:
    """Return the index after «Фамилия, Имя Отчество» at ``index``, where that is what stands."""
    first = index + 2
    if not (may_be_surname(tokens, index) and is_known_surname(tokens, index)):
        return None
    end = first
    while end + 1 < len(tokens) and is_initial_dot(tokens, end + 1):
        end += 2
    if end == first:
        if "Name" not in labels(tokens.words[first]) or not is_one_person(
            [tokens.words[index], tokens.words[first]]
        ):
            return None
        end = first + 1
        if end < len(tokens) and is_patronymic(tokens.words[end]):
            end += 1
        elif end < len(tokens) and end not in tokens.breaks:
            return None
    goes_on = end < len(tokens) and near(tokens, end - 1, end) and tokens.words[end].istitle()
    return None if goes_on and is_known_surname(tokens, end) else end


def is_inside(one: Span, span: Span) -> bool:
    """Whether a person stands inside a longer name of something else."""
    return (
        span.type != "PER"
        and span.start <= one.start
        and one.end <= span.end
        and span.end - span.start > one.end - one.start
    )


def taken_for_people(spans: list[Span], found: Iterable[Span]) -> list[Span]:
    """Return the spans with people that win over what they overlap; a longer name stays longer."""
    owners = {index: span for span in spans for index in range(span.start, span.end)}
    gone: dict[Span, Span | None] = {}
    added = []
    for one in found:
        held = dict.fromkeys(
            owners[index] for index in range(one.start, one.end) if index in owners
        )
        if any(is_inside(one, span) for span in held):
            continue
        score = max((span.score for span in held if span.type == "PER"), default=0.0)
        one = replace(one, score=1 - (1 - one.score) * (1 - score))
        if len(held) == 1:
            (span,) = held
            longer = span.start <= one.start and span.end == one.end
            if longer and span.type == "PER" and span not in gone:
                gone[span] = replace(span, score=one.score)
                continue
        gone.update(dict.fromkeys(held))
        added.append(one)
    if not gone and not added:
        return spans
    kept = [gone.get(span, span) for span in spans]
    return apart([*(span for span in kept if span), *added])
