"""Line ends: which are borders of blocks, and which only stand where a line was full.

A blank line, a tab and a form feed are borders always. A single line end is a border between a
headline and what follows it, or between the items of a list; in text that was wrapped at some
width it is a space. Where a site's line ends were lost, the end of a photograph's credit is one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What the reading has where a hyphen and a line end stand in a word.
JOINT: Final = "\u00ad\u00ad"
_WIDE_SPACE: Final = re.compile(r"\s(?:\s+|(?<! ))")
_LINE_END: Final = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_WORD: Final = re.compile(r"\S{1,100}")
# What cannot end a sentence: a preposition, a conjunction, an initial.
_OPEN_END: Final = re.compile(
    r"(?:^|\s)(?:(?:в|во|на|с|со|из|к|ко|у|о|об|от|до|по|за|под|над|при|про|для|без|через|между"
    r"|и|а|но|или|что|как|им)|[А-ЯЁ]\.)$"
)
_LONGEST_OPEN: Final = 10
_FIELD: Final = re.compile(r"\s*[\w.-]+:\s")
_PARAGRAPH_END: Final = re.compile(r"[.!?…:;»\"”)]$")
# «а)», «ул.», «гр.»; any other word before a dot may end a sentence that the line end is in.
_MARK: Final = re.compile(r"[а-яё]\)|(?:гр|ул|пер|пл|пр|просп|наб|ш|г|гор|д|п|пос|с|ст|х)\.")
# What a paper is, in capitals over its text, after whose it is: «АРБИТРАЖНЫЙ СУД», next line
# «ОПРЕДЕЛЕНИЕ».
_TITLES: Final = frozenset(
    """
    АКТ ВЫПИСКА ДОВЕРЕННОСТЬ ДОГОВОР ЖАЛОБА ЗАКЛЮЧЕНИЕ ЗАЯВЛЕНИЕ ИЗВЕЩЕНИЕ КОНТРАКТ ОПРЕДЕЛЕНИЕ
    ОТЧЁТ ОТЧЕТ ПИСЬМО ПОВЕСТКА ПОСТАНОВЛЕНИЕ ПРЕДПИСАНИЕ ПРЕТЕНЗИЯ ПРИГОВОР ПРИКАЗ ПРОТОКОЛ РАПОРТ
    РАСПОРЯЖЕНИЕ РЕШЕНИЕ СПИСОК СПРАВКА УВЕДОМЛЕНИЕ УКАЗ УСТАВ ХАРАКТЕРИСТИКА ХОДАТАЙСТВО
    """.split()
)
# «(Фото: Олег Седов / РБК) Глава региона», «Фото: Getty Images Украина ждёт»; agencies that
# today's articles name without brackets, not their editions («РБК Тренды»);
# and anyone in Latin letters («Фото: Unsplash Праздник придумали …»).
_CREDIT: Final = re.compile(
    r"""\(Фото:\s[^()]{1,100}\)(?=\s+[«"A-ZА-ЯЁ])
    | Фото:\s(?:[^\n()/]{1,60}/\s*){0,3}
      (?:ТАСС|РБК|РИА\sНовости|Интерфакс|Коммерсантъ?|Reuters|AFP|EPA|Getty\sImages
        |Global\s[Ll]ook\sPress|Shutterstock|Telegram|ZUMA)
      (?!\s+(?:Вино|Деньги|Инвестиции|Компании|Крипто|Крым|Недвижимость|Спорт|Стиль|ТВ|Тренды
        |Connect|Europe|FM|Life|News|Photo|Pictures|Pro|TV)\b)
      (?=\s+[«"A-ZА-ЯЁ])
    | Фото:\s(?:[^\n()/]{1,60}/\s*){0,3}(?!Sputnik)[A-Za-z][A-Za-z. ]{1,30}(?<!\s)(?=\s+[«А-ЯЁ])
    """,
    re.X,
)
# A text is hard-wrapped when its lines go on in mid-sentence, that is with a small letter.
_WRAPPED_SHARE: Final = 0.2
# In a wrapped text a line so much shorter than the others of its block ends on purpose; mail and
# PDF lines differ by less. By eye on wrapped development documents.
_SHORT: Final = 0.7
# Lines of a text that was wrapped for reading: by eye, as the next two.
_NARROWEST: Final = 20
_WIDEST: Final = 120
_PROSE: Final = 0.4


@dataclass(frozen=True, slots=True)
class _LineEnd:
    """A single line end.

    Attributes:
        index: Token that begins the next line.
        line: The line before it.
        next_word: The first word of the next line.
        item: Whether that word is a list's mark.
    """

    index: int
    line: str
    next_word: str
    item: bool = False

    @property
    def parts_fields(self) -> bool:
        """Whether both lines are fields of a form or a letter's head: «Кому: …», «Тема: …»."""
        return self.next_word[-1:] == ":" and _FIELD.match(self.line) is not None

    @property
    def parts_title(self) -> bool:
        """Whether a paper's title stands before or begins after it."""
        return self.line.strip() in _TITLES or (self.next_word in _TITLES and not self.goes_on)

    @property
    def goes_on(self) -> bool:
        """Whether the next line begins in mid-sentence."""
        if self.item:
            return False
        return (
            self.next_word[:1].islower() or _OPEN_END.search(self.line[-_LONGEST_OPEN:]) is not None
        )

    def is_full(self, width: float) -> bool:
        """Whether the next word would have gone over a width."""
        return len(self.line) + 1 + len(self.next_word) > width


def breaks(reading: str, starts: Sequence[int]) -> frozenset[int]:
    """Return the indexes of the tokens that begin a new block of a text.

    Args:
        reading: The text as the tokens were cut out of it.
        starts: Offset of each token's first character.
    """
    found: set[int] = set()
    blocks: list[tuple[list[_LineEnd], str]] = []
    for ends, last in _blocks(reading, starts, found):
        if ends:
            blocks.append((ends, last))
    lines = [end for ends, _ in blocks for end in ends]
    marks = _marks_of_items(lines)
    if marks:
        blocks = [
            ([replace(end, item=end.next_word in marks) for end in ends], last)
            for ends, last in blocks
        ]
        lines = [end for ends, _ in blocks for end in ends]
    wrapped = sum(end.goes_on for end in lines) > _WRAPPED_SHARE * len(lines)
    borders = _borders_of_wrapped if wrapped else _borders
    for ends, last in blocks:
        found.update(end.index for end in borders(ends, last))
    if "Фото:" in reading:
        found.update(bisect_left(starts, credit.end()) for credit in _CREDIT.finditer(reading))
    return frozenset(found)


def _marks_of_items(lines: Sequence[_LineEnd]) -> set[str]:
    """Return what begins the items of lists in small letters: «а)», and «ул.» on several lines."""
    marked = Counter(end.next_word for end in lines if _MARK.fullmatch(end.next_word))
    return {word for word, times in marked.items() if times > 1 or word.endswith(")")}


def _blocks(
    reading: str, starts: Sequence[int], found: set[int]
) -> Iterator[tuple[list[_LineEnd], str]]:
    """Yield the single line ends of each block and its last line; the blocks' starts are found."""
    ends: list[_LineEnd] = []
    begun = 0
    for gap in _WIDE_SPACE.finditer(reading):
        index = bisect_left(starts, gap.start())
        line_ends = len(_LINE_END.findall(gap.group()))
        is_border = line_ends > 1 or "\t" in gap.group() or "\f" in gap.group()
        if not line_ends and not is_border:
            continue
        line = _last_line(reading[begun : gap.start()])
        begun = gap.end()
        if not 0 < index < len(starts):
            continue
        if is_border:
            found.add(index)
            yield ends, line
            ends = []
        else:
            word = _WORD.match(reading, gap.end())
            ends.append(_LineEnd(index, line, word.group() if word else ""))
    yield ends, _last_line(reading[begun:].rstrip())


def _last_line(line: str) -> str:
    """Return what stands after the last word that was hyphenated over a line end."""
    return line.rpartition(JOINT)[2]


def _width(ends: Sequence[_LineEnd], last: str) -> int:
    """Return the length of a block's longest line; one without a space cannot be wrapped."""
    return max(
        (len(line) for line in (*(end.line for end in ends), last) if " " in line), default=0
    )


def _borders_of_wrapped(ends: Sequence[_LineEnd], last: str) -> list[_LineEnd]:
    """Return the line ends of a block of wrapped text that are no spaces."""
    width = _SHORT * _width(ends, last)
    return [
        end
        for end in ends
        if end.parts_title or (not end.goes_on and (end.parts_fields or not end.is_full(width)))
    ]


def _borders(ends: Sequence[_LineEnd], last: str) -> list[_LineEnd]:
    """Return the borders in a block of a text whose lines hardly ever begin in mid-sentence."""
    open_ends = [end for end in ends if end.parts_title or not end.goes_on]
    if not _is_prose(ends, last):
        return open_ends
    return [
        end
        for end in open_ends
        if end.parts_title or end.parts_fields or len(end.line) < _NARROWEST
    ]


def _is_prose(ends: Sequence[_LineEnd], last: str) -> bool:
    """Whether the lines of a block are full, and sentences, not headlines or items."""
    width = _width(ends, last)
    if (
        width > _WIDEST
        or not _PARAGRAPH_END.search(last)
        or not all(end.is_full(width) for end in ends)
    ):
        return False
    words = [word for line in (*(end.line for end in ends), last) for word in line.split()]
    return sum(word[0].islower() for word in words) >= _PROSE * len(words)
