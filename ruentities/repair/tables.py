"""People in the columns of a table whose head says whom they hold: «№ | ФИО | подпись»."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from ruentities.repair.surnames import TRUST, is_post
from ruentities.text.marks import near
from ruentities.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruentities.text.segmentation import Tokens

# Who stands in tables of papers that we read; what a firm or a department may be, too, is left out:
# «ответственный», «участник» (nothing lost on two lists of 160 papers).
_HEADS: Final = frozenset(
    (
        "ф.и.о;ф.и.о.;ф. и. о.;фамилия;фамилия, имя;фамилия, инициалы;фамилия и инициалы;фио;"
        "больной;водитель;воспитанник;врач;дежурный;игрок;мастер;пациент;преподаватель;"
        "работник;сотрудник;студент;тренер;ученик;учащийся;учитель;хозяин"
    ).split(";")
)
_BORDERS: Final = ("\t", "|", ";")
WORDS_OF_HEADS: Final = frozenset(head.partition(",")[0] for head in _HEADS) | {"ф"}
# What fills a cell where nobody does, or is a table's sum, in the same papers.
NOBODY: Final = frozenset(
    """
    вакансия вакант вакантно всего дата имя итог итого нет остаток отсутствует подпись резерв
    """.split()
)
_LONGEST: Final = 3


def in_columns(tokens: Tokens) -> Iterator[Span]:
    """Yield who stands alone in a cell under «Фамилия» or «ФИО»: a common word, too, is a surname.

    Lines with as many cells as the head belong to its table.
    """
    text = tokens.text
    if tokens.plain_words.isdisjoint(WORDS_OF_HEADS):
        return
    for border in (one for one in _BORDERS if one in text):
        column = cells = 0
        place = 0
        for line in text.split("\n"):
            parts = line.split(border)
            if len(parts) > 1:
                heads = [
                    number for number, part in enumerate(parts) if part.strip().lower() in _HEADS
                ]
                if heads:
                    column, cells = heads[0], len(parts)
                elif len(parts) == cells:
                    start = place + sum(len(part) + 1 for part in parts[:column])
                    yield from _person(tokens, start, start + len(parts[column]))
            else:
                cells = 0
            place += len(line) + 1


def _person(tokens: Tokens, start: int, end: int) -> Iterator[Span]:
    """Yield the person that the characters of a cell name, if they do."""
    first = bisect_left(tokens.starts, start)
    last = bisect_left(tokens.starts, end)
    names = [word for word in tokens.words[first:last] if word != "."]
    if (
        names
        and len(names) <= _LONGEST
        and near(tokens, first, last - 1)
        and all(word.istitle() for word in names)
        and names[0].lower() not in NOBODY
        and all(not word.isascii() and not is_post(word) for word in names)
        and max(map(len, names)) > 1
    ):
        yield Span(first, last, "PER", TRUST)


def fills_cell(tokens: Tokens, span: Span) -> bool:
    """Whether a name is all that a cell between bars or tabs holds: «| 2 | Дуб | + |»."""
    text = tokens.text
    start, end = tokens.starts[span.start], tokens.ends[span.end - 1]
    while start > 0 and text[start - 1] == " ":
        start -= 1
    while end < len(text) and text[end] == " ":
        end += 1
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return (before in _BORDERS and after in (*_BORDERS, "", "\n")) or (
        after in _BORDERS and before in ("", "\n")
    )


def ends_cell(tokens: Tokens, end: int) -> bool:
    """Whether the next column begins at a token, two spaces or a tab away at least."""
    gap = tokens.gap(end) if end < len(tokens) else ""
    return "\n" not in gap and ("\t" in gap or (len(gap) > 1 and gap.isspace()))
