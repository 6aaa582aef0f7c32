"""Whom a list of people, a post or a surname's letters tell, where the model doubts or errs."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.listed_words import is_listed_as_nothing, listed_type
from ruentities.language.morphology import is_common, known_readings, readings
from ruentities.repair.ground import is_verb, labels
from ruentities.repair.surnames import LIST_NUMBER, is_post
from ruentities.repair.tables import NOBODY, WORDS_OF_HEADS, ends_cell
from ruentities.text.marks import DASHES, is_dot, is_initial, near, stands_in_quotes
from ruentities.text.spans import Span, covered, in_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from ruentities.text.segmentation import Tokens

# Chance of a word to be a person's name from which on one person beside it in a list decides, and
# people on both sides; set by eye.
_BESIDE_ONE: Final = 0.1
_BETWEEN_TWO: Final = 0.03
# Score of who is taken by a list; set by eye.
_TRUST: Final = 0.5
# «Абдулхаков», «Ёлгин»: towns that are called so are listed or in the dictionary.
_SURNAME: Final = re.compile(r"[А-ЯЁ][а-яё]{2,}(?:[оеё]в|[иы]н)(?:а?-[А-ЯЁ][а-яё]+)?")
# «Сейтаблаевы»: the last letters of most surnames, and «-мл.»; villages are called so, too.
_FAMILY: Final = re.compile(r"[А-ЯЁ][а-яё]{2,}(?:[оеё]в|[иы]н)ы(?:-[Мм]л)?")
# «Твоя А.»
_WHOSE: Final = frozenset("ваш ваша мой моя наш наша твой твоя".split())
_VILLAGES: Final = ("ово", "ево", "ёво", "ино", "ыно")
_JOINTS: Final = frozenset((",", "и", ";"))
# «д.ф.н. Суханов», «Окоёмов (кв. 1, 2, 3)»: so many tokens stand between two people at most.
_FARTHEST: Final = 10
_SHORTEST: Final = 3
_LINE_END: Final = re.compile(r"\n")
_LONGEST_NAME: Final = 6
_SHORT_POSTS: Final = frozenset(
    """
    акад асс вод гр доц ефр зав инж исп консульт мех отв пац подп проф ряд рук серж сост уч
    """.split()
)
# What they rule may be unknown, and stand in any case.
_RULERS: Final = frozenset(
    "глава губернатор канцлер король лидер министр мэр посол президент премьер-министр".split()
)
# Before a dot they say that a place follows.
_OF_PLACES: Final = frozenset(
    "г гор с д дер п пос х хут ст ул пер пл р оз о м мыс мкр р-н пгт рп аул наб б бул ш пр".split()
)


def take_rolls(tokens: Tokens, spans: list[Span], chances: Mapping[int, float]) -> list[Span]:
    """Make people of those whom a list, a post or their letters tell: «Котов, Пузырь, Дуб».

    The model takes a rare surname in a list for a town, and a common word for none: «(Абдулхаков,
    кв. 3)», «вод. Ёлгин».

    Args:
        tokens: The whole text.
        spans: What the model found, in text order.
        chances: Chance of a token to be of a person's name, where it is not small.
    """
    spans = _with_initials(tokens, spans, chances)
    lone = {
        span.start: span
        for span in spans
        if span.type != "PER" and span.end - span.start == 1 and _may_be_somebody(tokens, span)
    }
    held = covered(spans)
    free = [
        index
        for index in tokens.capitals
        if (chances.get(index, 0.0) >= _BETWEEN_TWO or _has_short_post(tokens, index))
        and index not in held
        and _may_be_free(tokens, index)
    ]
    firsts = {span.start: span.end for span in spans if span.type == "PER"}
    in_columns = "   " in tokens.text or "\t" in tokens.text
    alone = in_columns or any(_is_alone(tokens, index) for index in (*lone, *free))
    items = _items(tokens) if alone else []
    rows = _rows(tokens, items, held, firsts, chances) if in_columns else set()
    firsts.update((index, index + 1) for index in rows)
    if not lone and not free and not rows:
        return spans
    lasts = {span.end - 1 for span in spans if span.type == "PER"}
    others = held - covered(span for span in spans if span.type == "PER") - lone.keys()
    people = set(rows)
    candidates = sorted([*lone, *free])
    for index in (*candidates, *reversed(candidates)):
        if index in people:
            continue
        before, after = _item_before(tokens, index), _item_after(tokens, index)
        if tokens.words[index - 1] != "." and not others.isdisjoint((before, after)):
            # «Ровеньки, Луч», but «Ровеньки, вод. Ёлгин»
            continue
        beside = (
            (before in lasts)
            + (after in firsts)
            + lines_beside(tokens, items, index, firsts.keys())
        )
        likely = _BETWEEN_TWO if beside > 1 else _BESIDE_ONE
        surname = index in lone and _SURNAME.fullmatch(tokens.words[index]) is not None
        if (
            (surname and (beside or _is_introduced(tokens, index)))
            or (index in lone and _is_family(tokens, index, chances.get(index, 0.0)))
            or (beside and chances.get(index, 0.0) >= likely)
            or _has_post(tokens, index, found=index in lone)
        ):
            people.add(index)
            firsts[index] = index + 1
            lasts.add(index)
    if not people:
        return spans
    kept = [replace(span, type="PER") if span.start in people else span for span in spans]
    new = (Span(index, index + 1, "PER", _TRUST) for index in people - lone.keys())
    return in_order([*kept, *new])


def _with_initials(tokens: Tokens, spans: list[Span], chances: Mapping[int, float]) -> list[Span]:
    """Give initials the surname before, left or taken for another: «[Звонарь] [Е.]»."""
    joined: list[Span] = []
    for span in spans:
        index = span.start - 1
        last = joined[-1] if joined else None
        whole = last is not None and (last.type, last.start, last.end) == ("PER", index, span.start)
        free = last is None or last.end <= index
        if (
            span.type == "PER"
            and (whole or (free and chances.get(index, 0.0) >= _BETWEEN_TWO))
            and all(word == "." or is_initial(word) for word in tokens.words[span.start : span.end])
            and tokens.words[index].istitle()
            and len(tokens.words[index]) > 1
            and tokens.words[index].lower() not in _WHOSE
            and near(tokens, index, span.start)
        ):
            if whole:
                joined.pop()
            span = replace(span, start=index)
        joined.append(span)
    return joined


def _rows(
    tokens: Tokens,
    items: Sequence[int],
    held: Set[int],
    firsts: Mapping[int, int],
    chances: Mapping[int, float],
) -> set[int]:
    """Return who begins rows of a table without bars, beside rows of two people.

    «Горох      ознакомлен» before «Зубов      ознакомлен» and «Мороз О. П.  болеет»: of a common
    word the same has to be said as of one of them, unless the model half believes it.
    """
    known = dict(firsts)
    for number, index in enumerate(items):
        if index in held or not ends_cell(tokens, index + 1):
            continue
        beside = [*items[max(0, number - 2) : number], *items[number + 1 : number + 3]]
        cells = [known[item] for item in beside if ends_cell(tokens, known.get(item, len(tokens)))]
        word, said = tokens.words[index : index + 2]
        if (
            len(cells) > 1
            and word.lower() not in NOBODY
            and word.lower() not in WORDS_OF_HEADS
            and _may_be_free(tokens, index)
            and (
                not is_common(word)
                or chances.get(index, 0.0) >= _BETWEEN_TWO
                or (said.islower() and any(tokens.words[cell] == said for cell in cells))
            )
        ):
            known[index] = index + 1
    return known.keys() - firsts.keys()


def _may_be_somebody(tokens: Tokens, span: Span) -> bool:
    """Whether a place or body of one word is none that anybody knows."""
    word = tokens.words[span.start]
    return (
        word.istitle()
        and not word.isascii()
        and not word.endswith(_VILLAGES)
        and not stands_in_quotes(tokens, span)
        and not any("Geox" in one.labels for one in known_readings(word))
        and listed_type(word) is None
    )


def _may_be_free(tokens: Tokens, index: int) -> bool:
    """Whether a word that the model leaves out can be a surname in the nominative."""
    word = tokens.words[index]
    if len(word) < _SHORTEST or not word.istitle() or word.isascii() or is_post(word):
        return False
    known = known_readings(word)
    return (
        not known
        or bool(labels(word))
        or any(
            one.part in ("noun", "adjective") and (one.case, one.number) == ("nomn", "sing")
            for one in known[:3]
        )
    ) and not (listed_type(word) or is_listed_as_nothing(word))


def _is_family(tokens: Tokens, index: int, chance: float) -> bool:
    """Whether a verb or a bracket stands before a surname's plural that the model half believes.

    «Жили Ивановы», but not «разъезд Зайцевы»: villages are called so, too.
    """
    return (
        chance >= _BESIDE_ONE
        and _FAMILY.fullmatch(tokens.words[index]) is not None
        and index > 0
        and index not in tokens.breaks
        and (tokens.words[index - 1] == "(" or is_verb(tokens.words[index - 1]))
    )


def _is_introduced(tokens: Tokens, index: int) -> bool:
    """Whether a mark, a post or its short form stands before a surname, and no route goes on."""
    if index + 1 < len(tokens) and tokens.words[index + 1] in DASHES:
        return False
    if index == 0 or index in tokens.breaks:
        return True
    before = tokens.words[index - 1]
    if before == ".":
        short = tokens.words[index - 2] if index > 1 else ""
        return short.islower() and short not in _OF_PLACES
    if before[0].isalpha():
        return before.islower() and is_post(before)
    return before in ",(:;"


def _has_post(tokens: Tokens, index: int, *, found: bool) -> bool:
    """Whether a short post, or that of nobody who rules a land, stands before: «доц. Кнехт»."""
    if index < 2 or index in tokens.breaks:
        return False
    if _has_short_post(tokens, index):
        return True
    before = tokens.words[index - 1]
    known = readings(tokens.words[index]) if found and before.islower() else ()
    return (
        any(one.case == "nomn" for one in known)
        and all(one.case != "gent" for one in known)
        and is_post(before)
        and before not in _RULERS
        and any(one.case == "nomn" for one in known_readings(before))
    )


def _has_short_post(tokens: Tokens, index: int) -> bool:
    return (
        index > 1
        and tokens.words[index - 1] == "."
        and tokens.words[index - 2].lower() in _SHORT_POSTS
        and is_dot(tokens, index - 1)
        and near(tokens, index - 1, index)
    )


def _items(tokens: Tokens) -> list[int]:
    """Return the first words of lines, after their numbers: «2. Сойка — против»."""
    found = []
    ends = [-1, *(match.start() for match in _LINE_END.finditer(tokens.text))]
    for index in dict.fromkeys(bisect_left(tokens.starts, end) for end in ends):
        if index + 2 < len(tokens) and LIST_NUMBER.fullmatch(tokens.words[index]):
            index += 1 + (tokens.words[index + 1] in (".", ")"))
        found.append(index)
    return found


def of_rolls(tokens: Tokens, spans: Sequence[Span]) -> Set[int]:
    """Return where people of one word begin that a post or a list with a line each tells."""
    lone = [span.start for span in spans if span.type == "PER" and span.end - span.start == 1]
    if "\n" not in tokens.text or not lone:
        return {index for index in lone if _has_short_post(tokens, index)}
    items = _items(tokens) if any(_is_alone(tokens, index) for index in lone) else ()
    firsts = {span.start for span in spans if span.type == "PER"}
    return {
        index
        for index in lone
        if _has_short_post(tokens, index) or lines_beside(tokens, items, index, firsts)
    }


def lines_beside(tokens: Tokens, items: Sequence[int], index: int, firsts: Set[int]) -> int:
    """Return how many of the lines before and after a line of one name and a mark are people's."""
    place = bisect_left(items, index)
    if place == len(items) or items[place] != index or not _is_alone(tokens, index):
        return 0
    beside = [*items[max(0, place - 1) : place], *items[place + 1 : place + 2]]
    return sum(item in firsts and _is_marked(tokens, item, index) for item in beside)


def _is_alone(tokens: Tokens, index: int) -> bool:
    after = index + 1
    if after == len(tokens) or tokens.words[after] in DASHES:
        return True
    return "\n" in tokens.gap(after) or ends_cell(tokens, after)


def _is_marked(tokens: Tokens, item: int, index: int) -> bool:
    """Whether the same dash follows the name in two lines, or none in either."""
    dash = tokens.words[index + 1 : index + 2]
    line = tokens.words[item + 1 : item + 1 + _LONGEST_NAME]
    return dash[0] in line if dash and dash[0] in DASHES else line[:1] != [":"]


def _item_before(tokens: Tokens, index: int) -> int | None:
    """Return the last token of the item before in a list: of «Котов» at «д.ф.н. Дуб»."""
    words, least = tokens.words, max(0, index - _FARTHEST)
    joint = index - 1
    while joint > least and words[joint] == "." and words[joint - 1].islower():
        joint -= 2
    last = joint - 1
    if last < least or words[joint] not in _JOINTS:
        return None
    if words[last] == ")":
        while last > least and words[last] != "(":
            last -= 1
        last -= 1
    broken = any(index in tokens.breaks for index in range(last + 1, index + 1))
    return None if broken or last < 0 else last


def _item_after(tokens: Tokens, index: int) -> int | None:
    """Return the first token of the item after in a list."""
    words, most = tokens.words, min(len(tokens), index + 1 + _FARTHEST)
    joint = index + 1
    if joint < most and words[joint] == "(":
        while joint < most and words[joint] != ")":
            joint += 1
        joint += 1
    first = joint + 1
    if first >= most or words[joint] not in _JOINTS:
        return None
    while first + 2 < most and words[first].islower() and words[first + 1] == ".":
        first += 2
    broken = any(one in tokens.breaks for one in range(index + 1, first + 1))
    return None if broken else first
