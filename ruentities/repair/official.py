"""Rules for names in official order: a surname before name and patronymic, a comma after it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.agreement import is_one_person
from ruentities.language.folding import plain
from ruentities.language.morphology import known_readings, readings
from ruentities.language.word_lists import FIXED_FIRST_SURNAMES, PATRONYMIC_WORDS
from ruentities.repair.ground import apart, labels
from ruentities.repair.surnames import (
    LIST_NUMBER,
    PATRONYMIC,
    TRUST,
    begins_sentence,
    is_known_surname,
    is_patronymic,
    is_post,
    may_be_surname,
    with_people,
)
from ruentities.text.marks import is_initial, is_initial_dot, near
from ruentities.text.spans import Span, covered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruentities.text.segmentation import Tokens

# Tokens from a surname to the bracket that closes after its former one.
_BRACKETED: Final = 3
_LONGEST_FATHER: Final = 3


def take_surnames(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A name with its patronymic, or initials alone, take the surname before: «Гуся Петра Ильича».

    So do they where the model took it for something else: «Кривой Пётр Ильич».
    """
    taken: list[Span] = []
    for span in _with_patronymics(tokens, spans):
        index = _surname_before(tokens, span) if span.type == "PER" else None
        while index is not None and taken and taken[-1].end > index:
            last = taken[-1]
            if last.end - last.start > 1 or last.start < index:
                index = None
            else:
                taken.pop()
        taken.append(span if index is None else replace(span, start=index))
    return taken


def _with_patronymics(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Return the spans with each first name and patronymic that the model missed."""
    found = [
        Span(index - 1, index + 1, "PER", TRUST)
        for index in tokens.capitals
        if index
        and PATRONYMIC.search(tokens.words[index])
        and near(tokens, index - 1, index)
        and "Name" in labels(tokens.words[index - 1])
        and tokens.words[index - 1][0].isupper()
        and is_patronymic(tokens.words[index])
        and is_one_person(tokens.words[index - 1 : index + 1])
    ]
    if not found:
        return spans
    held = covered(spans)
    free = [one for one in found if held.isdisjoint(range(one.start, one.end))]
    return apart([*spans, *free])


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
    if names and all(map(is_initial, names)):
        return True
    return len(names) == 2 and (is_patronymic(names[1]) or len(names) < len(words))


def _fits(tokens: Tokens, index: int, span: Span) -> bool:
    """Whether a word agrees with the name after it, or is one that need not."""
    word = tokens.words[index]
    names = [one for one in tokens.words[span.start : span.end] if one not in ".-"]
    if all(map(is_initial, names)):
        return not begins_sentence(tokens, index) or is_known_surname(tokens, index)
    if plain(word) in FIXED_FIRST_SURNAMES:
        return True
    cases = {one.case for one in known_readings(word)} & {
        one.case for one in readings(names[1]) if "Patr" in one.labels and one.number == "sing"
    }
    if begins_sentence(tokens, index) and not is_known_surname(tokens, index):
        # «Портрет Анны Ильиничны»: whose, not who.
        return bool(cases)
    return bool(cases) or _stays(word, names[1]) or is_one_person([word, *names])


def _stays(word: str, patronymic: str) -> bool:
    """Whether a man's noun stays as it is for a woman: «Гром Вере Павловне»."""
    woman = any("Patr" in one.labels and one.gender == "femn" for one in readings(patronymic))
    return woman and any(
        one.part == "noun" and (one.case, one.gender) == ("nomn", "masc")
        for one in known_readings(word)
    )


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
    return with_people(spans, found) if found else spans


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
        and not is_post(word)
        and any(one.part == "noun" for one in readings(word)[:2])
    )


def take_commas(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A line that begins with a surname and a comma names one person: «Галкин, И. И.»."""
    found = []
    for index in [0, *sorted(tokens.breaks)]:
        if index + 1 < len(tokens) and LIST_NUMBER.fullmatch(tokens.words[index]):
            index += 2
        if index + 2 < len(tokens) and tokens.words[index + 1] == ",":
            end = _end_after_comma(tokens, index)
            if end:
                found.append(Span(index, end, "PER", TRUST))
    return with_people(spans, found) if found else spans


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
