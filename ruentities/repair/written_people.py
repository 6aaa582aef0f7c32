"""A rule for people whom their writing tells, whatever the sentence: papers, lists, court masks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

from ruentities.language.agreement import is_one_person
from ruentities.language.folding import plain
from ruentities.language.kind_nouns import HONOURS
from ruentities.language.listed_words import listed_type
from ruentities.language.morphology import every_form, is_common, known_readings
from ruentities.language.word_lists import PATRONYMIC_WORDS
from ruentities.repair.ground import labels
from ruentities.repair.initials import is_label, with_initials
from ruentities.repair.surnames import (
    LIST_NUMBER,
    TRUST,
    begins_sentence,
    is_known_surname,
    is_patronymic,
    is_post,
    may_be_surname,
    with_people,
)
from ruentities.repair.tables import in_columns
from ruentities.text.marks import CLOSING_QUOTES, follows_quote, is_initial_dot, near
from ruentities.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruentities.text.segmentation import Tokens

_LONGEST_FATHER: Final = 3
_LONGEST_NICKNAME: Final = 3
_LONGEST_NAME: Final = 3
# Words of two people.
_SHORTEST_PAIRS: Final = 4
_MASKED: Final = re.compile(r"[А-ЯЁ][а-яё]*\*{3,}[а-яё]*")
_KNOWN_AS: Final = frozenset(("известный", "известная"))
# Words from a person's name to «известный как»: «в сети более».
_FARTHEST_KNOWN_AS: Final = 6
_CELL_BORDERS: Final = frozenset("\t,")
_NICKNAMES: Final = frozenset("кличка ник никнейм позывной прозвище псевдоним".split())


def find_people(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """People whom their writing tells win over what they overlap; initials of words are nobody.

    The model knows few papers and lists: «Иванов И.И. Петров П.П.», «Алиев Рауф Ислам оглы»,
    «Галкин, Олег Ильич», «А***в Б.В.», «с позывным „Сирень“».
    """
    kept = [span for span in spans if not is_label(tokens, span)]
    found = [
        *with_initials(tokens),
        *_with_fathers(tokens),
        *_before_commas(tokens),
        *_in_cells(tokens),
        *in_columns(tokens),
        *_masked(tokens),
        *_nicknames(tokens),
        *_known_as(tokens, kept),
        *_with_nicknames(tokens),
        *_honoured(tokens),
        *_pairs(tokens),
    ]
    return with_people(tokens, kept, found) if found else kept


def _with_fathers(tokens: Tokens) -> Iterator[Span]:
    """Yield names with «оглы» or «кызы»: «Гасанова Рауфа Ислам оглы», «Асанбек уулу Бакыт»."""
    for index in _father_words(tokens):
        start = index
        while index - start < _LONGEST_FATHER and _goes_on(tokens, start - 1, start):
            start -= 1
        end = index + 1
        # A name that begins with the father's goes on with the own one.
        if end < len(tokens) and _goes_on(tokens, end, end):
            end += 1
        # «Спортсмен Асанбек уулу Бакыт»
        word = tokens.words[start]
        start += begins_sentence(tokens, start) and is_common(word) and not labels(word)
        if start < index and tokens.words[start].istitle():
            yield Span(start, end, "PER", TRUST)


def _father_words(tokens: Tokens) -> Iterator[int]:
    if not tokens.plain_words.isdisjoint(PATRONYMIC_WORDS):
        for index, word in enumerate(tokens.words):
            if word in PATRONYMIC_WORDS:
                yield index


def _goes_on(tokens: Tokens, index: int, border: int) -> bool:
    word = tokens.words[index] if index >= 0 else ""
    known = known_readings(word)[:2]
    return (
        len(word) > 1
        and (word.istitle() or word.isupper())
        and near(tokens, border - 1, border)
        and not is_post(word)
        and (not known or any(one.part == "noun" for one in known))
    )


def _before_commas(tokens: Tokens) -> Iterator[Span]:
    """Yield the people whom a line begins with, surname and comma first: «Галкин, И. И.»."""
    for index in [0, *sorted(tokens.breaks)]:
        if index + 1 < len(tokens) and LIST_NUMBER.fullmatch(tokens.words[index]):
            index += 2
        if index + 2 < len(tokens) and tokens.words[index + 1] == ",":
            end = _end_after_comma(tokens, index)
            if end:
                yield Span(index, end, "PER", TRUST)


def _in_cells(tokens: Tokens) -> Iterator[Span]:
    """Yield people whose surname and name have a column each, as the table's head says."""
    if not {"фамилия", "имя"} <= tokens.plain_words:
        return
    borders = sorted(tokens.breaks)
    headed = False
    for start, after in pairwise([0, *borders, len(tokens)]):
        if tokens.words[start : start + 1] == ["Фамилия"] and after < len(tokens):
            headed = tokens.words[after] == "Имя" and tokens.gap(after) in _CELL_BORDERS
        elif headed and (start == 0 or "\n" in tokens.gap(start)):
            end = after + 1
            if (
                after - start == 1
                and end <= len(tokens)
                and tokens.gap(after) in _CELL_BORDERS
                and (end == len(tokens) or end in tokens.breaks)
                and tokens.words[start].istitle()
                and tokens.words[after].istitle()
            ):
                yield Span(start, end, "PER", TRUST)


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


def _masked(tokens: Tokens) -> Iterator[Span]:
    """Yield surnames that a court masks, with their initials: «А***в Б.В.»."""
    # One sign is found far sooner than three.
    if "*" not in tokens.text:
        return
    for mask in _MASKED.finditer(tokens.text):
        start = bisect_left(tokens.starts, mask.start())
        end = bisect_right(tokens.starts, mask.end() - 1)
        while (
            end + 1 < len(tokens)
            and is_initial_dot(tokens, end + 1)
            and near(tokens, end - 1, end + 1)
        ):
            end += 2
        if start < end:
            yield Span(start, end, "PER", TRUST)


def _nicknames(tokens: Tokens) -> Iterator[Span]:
    """Yield what is announced as one: «под кличкой «Лисичка»», «по имени Тоха», «он же Пух»."""
    if tokens.plain_words.isdisjoint(every_form(_NICKNAMES) | {"же", "имени"}):
        return
    for index in tokens.capitals:
        quoted = follows_quote(tokens, index)
        if not is_nickname(tokens, index - quoted) or not near(tokens, index - quoted, index):
            continue
        after = tokens.words[index + 1 : index + 1 + _LONGEST_NICKNAME]
        if quoted:
            closing = CLOSING_QUOTES[tokens.words[index - 1]]
            if closing in after:
                yield Span(index, index + 1 + after.index(closing), "PER", TRUST)
        else:
            more = takewhile(str.istitle, after)
            end = index + 1 + sum(1 for _ in more)
            while not near(tokens, index, end - 1):
                end -= 1
            yield Span(index, end, "PER", TRUST)


def is_nickname(tokens: Tokens, index: int) -> bool:
    """Whether what begins at ``index`` is announced: «по кличке», «по имени», «он же»."""
    noun = index - 1
    return (
        noun >= 0
        and (
            plain(tokens.words[noun]) in every_form(_NICKNAMES)
            or _is_same(tokens.words, noun)
            or (tokens.words[noun] == "имени" and _is_somebodys(tokens.words, noun))
        )
        and near(tokens, noun, index)
    )


def _is_somebodys(words: Sequence[str], name: int) -> bool:
    """Whether «по имени» follows no thing's noun: not «река по имени Волга»."""
    known = known_readings(words[name - 2]) if name > 1 else ()
    somebody = not known or any(one.animate or one.part != "noun" for one in known)
    return somebody and words[name - 1 : name] == ["по"]


def _known_as(tokens: Tokens, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield what a person is known as, in quotes: «Олег Котов, известный как «Гром»»."""
    words = tokens.words
    for span in () if tokens.plain_words.isdisjoint(_KNOWN_AS) else spans:
        last = min(span.end + _FARTHEST_KNOWN_AS, len(tokens) - 3)
        for index in range(span.end, last if span.type == "PER" else 0):
            if words[index] in ".!?…" or index in tokens.breaks:
                break
            closing = CLOSING_QUOTES.get(words[index + 2])
            if plain(words[index]) in _KNOWN_AS and words[index + 1] == "как" and closing:
                start = index + 3
                inside = words[start : start + _LONGEST_NICKNAME + 1]
                if closing in inside[1:]:
                    yield Span(start, start + inside.index(closing), "PER", TRUST)
                break


def _with_nicknames(tokens: Tokens) -> Iterator[Span]:
    """Yield first names and surnames with a nickname in quotes between: «Олег «Гром» Котов»."""
    following = [*tokens.words[1:], ""]
    for index in tokens.capitals:
        if following[index] not in CLOSING_QUOTES:
            continue
        quote = index + 1
        if not tokens.gap(quote):
            # «спецназ "Ахмат" с позывным "Север"»: it closes.
            continue
        closing = CLOSING_QUOTES[tokens.words[quote]]
        inside = tokens.words[quote + 1 : quote + 1 + _LONGEST_NICKNAME]
        last = quote + 2 + inside.index(closing) if closing in inside else len(tokens)
        if (
            last < len(tokens)
            and near(tokens, index, last)
            and _may_be_first(tokens.words[index])
            and may_be_surname(tokens, last)
        ):
            yield Span(index, last + 1, "PER", TRUST)


def _may_be_first(word: str) -> bool:
    """Whether a word is a first name, or one that nobody knows: «Хачатур «Хачо» Аветисов»."""
    return "Name" in labels(word) or (
        word.istitle() and not known_readings(word) and listed_type(word) is None
    )


def _honoured(tokens: Tokens) -> Iterator[Span]:
    """Yield after whom something is called: «имени Анны Седовой», «им. князя Олега Котова»."""
    words = tokens.words
    done = 0
    for index in () if tokens.plain_words.isdisjoint(HONOURS) else tokens.capitals:
        of = index - 1
        while index - of <= _LONGEST_NAME and of > 0 and (words[of] == "." or _is_title(words[of])):
            of -= 1
        if of < 0 or index < done or words[of] not in HONOURS or not near(tokens, of, index):
            continue
        end = index + 1
        while end < len(tokens) and words[end].istitle() and near(tokens, end - 1, end):
            end += 1
        end = _end_of_honoured(words, index, end)
        known = labels(words[index])
        if end - index <= _LONGEST_NAME and (
            (end - index > 1 and "Name" in known) or known == {"Surn"}
        ):
            done = end
            yield Span(index, end, "PER", TRUST)


def _end_of_honoured(words: Sequence[str], start: int, end: int) -> int:
    """Return where another begins after who is honoured.

    «имени Герцена Анна Седова», «имени Анны Котовой Пётр Седов», «имени Герцена Петра Седова»
    """
    for index in range(start + 1, end):
        known = known_readings(words[index])
        if known and not _is_genitive(words[index]):
            return index
        patronymic = index + 1 < end and is_patronymic(words[index + 1])
        if "Name" in labels(words[index]) and labels(words[start]) == {"Surn"} and not patronymic:
            return index
    return end


def _pairs(tokens: Tokens) -> Iterator[Span]:
    """Yield a run's people where first names follow surnames: «Козёл Миша Петрова Катя»."""
    rows = zip(tokens.capitals, tokens.capitals[_SHORTEST_PAIRS - 1 :], strict=False)
    if all(last - first >= _SHORTEST_PAIRS for first, last in rows):
        return
    run: list[int] = []
    for index in [*tokens.capitals, len(tokens)]:
        if run and (
            index >= len(tokens) or index - run[-1] > 1 or not near(tokens, run[-1], index)
        ):
            if len(run) >= _SHORTEST_PAIRS and _is_of_pairs(tokens, run):
                yield from (Span(one, one + 2, "PER", TRUST) for one in run[::2])
            run = []
        run.append(index)


def _is_of_pairs(tokens: Tokens, run: Sequence[int]) -> bool:
    """Whether every second word, and no other, is a first name in the nominative."""
    given = [
        any(
            one.case == "nomn" and "Name" in one.labels
            for one in known_readings(tokens.words[index])
        )
        for index in run
    ]
    return given == [False, True] * (len(run) // 2) and all(
        may_be_surname(tokens, index) for index in run[::2]
    )


def _is_genitive(word: str) -> bool:
    return any((one.case, one.number) == ("gent", "sing") for one in known_readings(word))


def _is_title(word: str) -> bool:
    """Whether a word says who somebody was: «князя», «Святого»."""
    return word not in HONOURS and (word.islower() or is_post(word))


def _is_same(words: Sequence[str], index: int) -> bool:
    """Whether «он же» or «она же» ends at ``index``."""
    return words[index] == "же" and index > 0 and words[index - 1].lower() in ("он", "она")
