"""A rule for names in official order: a surname before name and patronymic, or initials."""

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
    TRUST,
    begins_sentence,
    is_known_surname,
    is_patronymic,
    is_post,
    may_be_surname,
)
from ruentities.text.letters import CONSONANTS
from ruentities.text.marks import is_initial, is_initial_dot, near
from ruentities.text.spans import Span, covered

if TYPE_CHECKING:
    from ruentities.text.segmentation import Tokens

# Two initials and their dots.
_TWO_INITIALS: Final = 4
_TRADERS: Final = frozenset(("ИП", "КФХ"))
# Tokens from a surname to the bracket that closes after its former one.
_BRACKETED: Final = 3


def take_surnames(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A name with its patronymic, or initials alone, take the surname before: «Гуся Петра Ильича».

    So do they where the model took it for something else: «Кривой Пётр Ильич».
    """
    taken: list[Span] = []
    for span in _with_patronymics(tokens, spans):
        index = _surname_before(tokens, span, taken) if span.type == "PER" else None
        while index is not None and taken and taken[-1].end > index:
            last = taken[-1]
            before = tokens.words[last.start : index]
            if last.end - max(last.start, index) > 1 or not all(map(_is_item, before)):
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
        and is_patronymic(tokens.words[index])
        and near(tokens, index - 1, index)
        and "Name" in labels(tokens.words[index - 1])
        and tokens.words[index - 1][0].isupper()
        and is_one_person(tokens.words[index - 1 : index + 1])
    ]
    if not found:
        return spans
    held = covered(spans)
    free = [one for one in found if held.isdisjoint(range(one.start, one.end))]
    return apart([*spans, *free])


def _surname_before(tokens: Tokens, span: Span, earlier: list[Span]) -> int | None:
    """Return the index of the surname before a name that lacks one, or None."""
    index = span.start - 1
    if index < 0 or not _lacks_surname(tokens, span):
        if index >= _BRACKETED and tokens.words[index] == ")":
            return _before_former(tokens, span)
        return _surname_of_item(tokens, span, earlier) if earlier else None
    if not near(tokens, index, span.start):
        return index if earlier and _goes_on(tokens, earlier[-1], span) else None
    if tokens.words[index].islower():
        return (
            index
            if _is_shouted(tokens, index) and _fits_in_capitals(tokens, index, span, earlier)
            else None
        )
    if tokens.words[index] == ")" and index >= _BRACKETED and tokens.words[index - 2] == "(":
        # A former surname: «Абрамова (Сидорова) Ольга Ивановна».
        former = may_be_surname(tokens, index - 1)
        index -= _BRACKETED
        if not former or index + 1 in tokens.breaks:
            return None
    return index if may_be_surname(tokens, index) and _fits(tokens, index, span) else None


def _before_former(tokens: Tokens, span: Span) -> int | None:
    """Return the index of a surname before a former one and a first name, or None.

    «Орлова (Мухина) Вера»
    """
    index = span.start - 1 - _BRACKETED
    one_person = (
        span.end - span.start == 1
        and tokens.words[index + 1] == "("
        and tokens.breaks.isdisjoint(range(index + 1, span.end))
        and "Name" in labels(tokens.words[span.start])
        and may_be_surname(tokens, index)
        and may_be_surname(tokens, index + 2)
        and is_known_surname(tokens, index)
        and is_one_person([tokens.words[index], tokens.words[span.start]])
    )
    return index if one_person else None


def _goes_on(tokens: Tokens, last: Span, span: Span) -> bool:
    """Whether a surname stands alone on the line before its name and patronymic."""
    words = tokens.words[last.start : span.end]
    return (
        (last.type, last.end, last.end - last.start) == ("PER", span.start, 1)
        and "\n" in tokens.gap(last.start)
        and is_patronymic(words[-1])
        and tokens.gap(span.start).strip(" \r") == "\n"
        and is_known_surname(tokens, last.start)
        and is_one_person(words)
    )


def _surname_of_item(tokens: Tokens, span: Span, earlier: list[Span]) -> int | None:
    """Return the index of the surname of a first name that ends an item of a list of people.

    «Пирог Светлана» after «Седова Анна»: the line before ends in a person of several words.
    """
    index = span.start - 1
    word = tokens.words[index]
    # The last one may touch the first name itself.
    line = next((one for one in reversed(earlier[-2:]) if one.end <= index), None)
    if line is None or line.type != "PER" or line.end - line.start == 1:
        return None
    before = tokens.words[line.end : index]
    ends_line = span.end == len(tokens) or "\n" in tokens.gap(span.end)
    if not (
        ends_line
        and "\n" in tokens.gap(line.end)
        and span.end - span.start == 1
        and near(tokens, index, span.start)
        and "Name" in labels(tokens.printed(span.start).title())
        and all(_is_item(one) or one.islower() for one in before)
        and (not before or _is_item(before[-1]))
        and tokens.text[tokens.starts[index]].isupper()
        and not is_post(word)
    ):
        return None
    nominative = any((one.part, one.case) == ("noun", "nomn") for one in known_readings(word))
    return index if nominative else None


def _is_item(word: str) -> bool:
    """Whether a word is of an item's number, not of a name: «2. Сокол»."""
    return word in ".)" or LIST_NUMBER.fullmatch(word) is not None


def _is_shouted(tokens: Tokens, index: int) -> bool:
    """Whether a common word stands in a block of capitals."""
    return tokens.text[tokens.starts[index]].isupper() and not is_post(tokens.words[index])


def _fits_in_capitals(tokens: Tokens, index: int, span: Span, earlier: list[Span]) -> bool:
    """Whether a common word in a block of capitals is the surname of the name after it.

    «НАГРАДИТЬ СОКОЛА ПЕТРА ИЛЬИЧА», not «ПАМЯТИ ПЕТРА ИЛЬИЧА»: a genitive says whose something is
    unless it is the accusative of who is meant.
    """
    word, patronymic = tokens.words[index], tokens.words[span.end - 1]
    parts = {
        one.part
        for one in known_readings(word)
        if (one.case, one.number) == ("nomn", "sing") and _is_listed(tokens, index, span, earlier)
    }
    if not is_patronymic(patronymic):
        # «ЖАБА К.К.», but not «РАЗДЕЛ А.»
        return (
            "noun" in parts
            and span.end - span.start >= _TWO_INITIALS
            and is_initial_dot(tokens, span.end - 1)
        )
    if not known_readings(word):
        return True
    names = tokens.words[span.start : span.end]
    if "Surn" in labels(word) and is_one_person([word, *names]):
        # «СКВОРЦОВ ПЁТР ИЛЬИЧ» has no starlings.
        return True
    own, others = (
        {(one.case, one.gender) for one in known_readings(word) if one.number == "sing"}
        for word in (word, patronymic)
    )
    if all(case != "gent" for case, _ in others) and _stays(word, patronymic):
        return True
    if not parts.isdisjoint(("noun", "adjective")) and any(case == "nomn" for case, _ in others):
        # «ИП ЛОСЬ ПЁТР ИЛЬИЧ»
        return True
    return any(
        case not in ("nomn", "gent") and not own.isdisjoint({(case, gender), (case, None)})
        for case, gender in others
        if case != "accs" or gender == "femn" or ("gent", gender) in own
    )


def _is_listed(tokens: Tokens, index: int, span: Span, earlier: list[Span]) -> bool:
    """Whether a name is an item of a list of people, or «ИП» says whose firm it is.

    «1. КОТ АРТЁМ ПАВЛОВИЧ», «БЫЛИ: ТКАЧ Л.П., ЖАБА К.К.»: at the head of a line «ЮБИЛЯР ПЁТР ИЛЬИЧ»
    is written so, too.
    """
    if index == 0:
        return False
    before = tokens.words[index - 1]
    if before in (".", ")"):
        return index > 1 and LIST_NUMBER.fullmatch(tokens.words[index - 2]) is not None
    if before == ":":
        following = tokens.words[span.end : span.end + 1]
        return is_patronymic(tokens.words[span.end - 1]) or following == [","]
    if before == ",":
        last = earlier[-1] if earlier else None
        return last is not None and (last.type, last.end) == ("PER", index - 1)
    return before in _TRADERS


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
    """Whether a man's noun or an unknown surname stays for a woman: «Гром Вере Павловне»."""
    woman = any("Patr" in one.labels and one.gender == "femn" for one in readings(patronymic))
    known = known_readings(word)
    return woman and (
        any(one.part == "noun" and (one.case, one.gender) == ("nomn", "masc") for one in known)
        or (not known and word[-1].lower() in CONSONANTS)
    )
