"""Text to tokens with exact offsets: razdel over a same-length reading of the text.

The text itself is never altered. Tags, character references and emoji would otherwise stick to
the words beside them («Газпром&raquo;», «Пекин🔥»), so razdel is given a *reading* in which each
of them is blanked out or replaced by what it stands for, character for character in the same
place.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import razdel

from ruentities.text.letters import has_other_letters, russian_letters, without_twins
from ruentities.text.lines import JOINT, breaks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,1000}>")
_BLOCK_TAG = re.compile(r"</?(?:br|p|div|h[1-6]|li|ul|ol|t[rdh]|table|blockquote|article)\b", re.I)
_REFERENCE = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_PICTOGRAM = re.compile("[\u2190-\u21ff\u2300-\u2bff\ufe00-\ufe0f\u200d\U0001f000-\U0001faff]")
# Invisible inside a word: stress and other combining marks, soft hyphens, direction marks.
_INVISIBLE = re.compile(
    "[\u0300-\u036f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
# As exporters of chats leave it: «**Тула**», «[Тула](https://t.me/tula)».
_MARKDOWN = re.compile(
    r"(?<!\*)\*\*(?!\*)|(?<!_)__(?!_)|\[(?=[^][\n]{1,200}\]\(https?:)|\]\(https?:[^\s()]{1,1000}\)"
)
# A row of a table whose columns bars part, and one of quoted cells.
_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*\r?$", re.M)
_QUOTED_ROW = re.compile(r'^"[^"\n]*"(?:[,;]"[^"\n]*")+[ \t]*\r?$', re.M)
_SPACED_COMMA = re.compile(r",\s|\s,|\d,\d")
_CELL_BORDER = re.compile('"[,;]"')
# A word that goes on after a line end: «Моск-», next line «вы».
LINE_HYPHEN = re.compile(
    r"[-\u00ad\u2010\u2011\u00ac](?<=[^\W\d_].)[ \t]*(?:\r\n|[\n\r\x85\u2028])[ \t]*(?=[^\W\d_])"
)
_EDGES = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# What razdel makes of nearly every text takes one pattern: letters or digits with dashes between
# them, decimal fractions, the signs at a sentence's end, any other sign by itself.
_WORD = "а-яёА-ЯЁa-zA-Z0-9"
_DASH = "‑–—−-"
_ATOM = "(?:[а-яёА-ЯЁ]+|[a-zA-Z]+|[0-9]+)"
# An initial keeps its full stop: «сдал Котов А..», «где Котов А.?».
_INITIALS_DOT = r"(?<=[\s.][А-ЯЁ])\.(?=[.?!](?![.?!…]))"
_TOKEN = re.compile(
    rf"{_ATOM}(?:[{_DASH}]{_ATOM}|(?<=[0-9])[.,][0-9]+)*|{_INITIALS_DOT}|[.?!…]+|\S"
)
# A sign that may take more, so that razdel itself is asked about the run it stands in.
_ODD = re.compile(
    rf"""[^\s{_WORD}](?:
      (?<![].,;:?!…«»“”„"'’()[%№{_DASH}])  # it has rules of its own, or is a letter we do not know
    | (?<=[{_DASH}])(?:(?<=\S.)(?![{_WORD}])|(?<![{_WORD}].)(?=\S))  # «-слово», but not « - »
    | (?<=[.,])(?<!\S.)(?=[0-9])  # «1 .2»
    | (?<=[;:])(?=[()])  # a smile
    | (?<=[a-zA-Z]!)  # «Yahoo!»
    )""",
    re.X,
)
_SPACE = re.compile(r"\s+")

# razdel joins a run without spaces piece by piece, in quadratic time: «!!!!!!…» of one megabyte
# would take a minute. No word is this long, so such a run is read in slices.
_LONGEST_RUN = 4096
_LONG_RUN = re.compile(rf"\S{{{_LONGEST_RUN}}}")


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text.

    Attributes:
        text: The whole text, unchanged.
        starts: Offset of each token's first character.
        ends: Offset after each token's last character.
        words: Each token as a reader sees it: no stress marks, soft hyphens or direction marks.
        breaks: Indexes of tokens that begin a new block of text (a paragraph, a line after a
            headline, a table cell). No name runs over such a border.
        caseless: First token, and token after the last, of each stretch of one-case text.
        respelt: Indexes of the tokens that are read in other letters than they are printed in.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    words: list[str]
    breaks: frozenset[int]
    caseless: tuple[tuple[int, int], ...] = ()
    respelt: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def capitals(self) -> list[int]:
        """The numbers of the tokens that begin with a capital letter, as names do."""
        return [index for index, word in enumerate(self.words) if word[0].isupper()]

    @cached_property
    def plain_words(self) -> frozenset[str]:
        """All words in lower case and without ё, once each: a rule that none concerns is quick."""
        together = "\n".join(set(self.words)).lower().replace("ё", "е")
        return frozenset(together.split("\n"))

    def gap(self, index: int) -> str:
        """Return what stands between token ``index`` and the one before it."""
        return self.text[self.ends[index - 1] : self.starts[index]] if index else ""

    def printed(self, index: int) -> str:
        """Return a token in the letters that the text has: «Сергѣй» where the word is «Сергей»."""
        text = self.text[self.starts[index] : self.ends[index]]
        shown = printed(text)
        if "-" in self.words[index] and "-" not in shown:
            return visible(LINE_HYPHEN.sub("-", text))
        return shown


def tokenize(text: str) -> Tokens:
    """Split a text into tokens.

    Args:
        text: Any text.

    Returns:
        razdel's tokens of the text's reading, with offsets into the text as given; only that a
        number does not take the mark after it, «По данным [112], 49-летний», and an initial keeps
        its full stop, «сдал Котов [А][.].».

    >>> tokens = tokenize("В Пеки&shy;не🔥 жа&#769;рко.")
    >>> tokens.words
    ['В', 'Пеки', 'не', 'жа', 'рко', '.']
    >>> tokenize("Пу́тин прие́хал").words
    ['Путин', 'приехал']
    """
    reading = read(text)
    # Numbers, not objects: a long text's would take more room than all its words.
    borders = array("q")
    for start, end in _pieces(reading):
        _add_borders(borders, reading, start, end)
    starts, ends = borders[::2], borders[1::2]
    # Equal words are one object: a long text has far fewer words than tokens.
    same: dict[str, str] = {}
    words = [
        same.setdefault(word := reading[start:end], word)
        for start, end in zip(starts, ends, strict=True)
    ]
    if _INVISIBLE.search(reading):
        for index, word in enumerate(words):
            if _INVISIBLE.search(word):
                words[index] = visible(word) or "."
                bare = word.strip(_EDGES) or word
                starts[index] += word.index(bare)
                ends[index] = starts[index] + len(bare)
    respelt = frozenset(
        index
        for index, word in enumerate(words if has_other_letters(text) else ())
        if word != printed(text[starts[index] : ends[index]])
    )
    return Tokens(text, starts, ends, words, breaks(reading, starts), respelt=respelt)


def words_of(name: str) -> list[str]:
    """Return the words of a listed name: what `tokenize` gives, in a tenth of the time.

    >>> words_of("Папуа — Новая Гвинея"), words_of("Mail.ru")
    (['Папуа', '—', 'Новая', 'Гвинея'], ['Mail', '.', 'ru'])
    """
    return tokenize(name).words if _ODD.search(name) else _TOKEN.findall(name)


def read(text: str) -> str:
    r"""Return the text with tags, character references and emoji blanked, in the same length.

    So are the marks between the cells of a table.

    >>> read("<b>Газпром</b>&raquo;🔥")
    '   Газпром    »      \t'
    """
    reading = text
    if "<" in reading:
        reading = _TAG.sub(_blank_tag, reading)
    if "&" in reading:
        reading = _REFERENCE.sub(_blank_reference, reading)
    if "**" in reading or "__" in reading or "](" in reading:
        reading = _MARKDOWN.sub(_blank, reading)
    if "|" in reading:
        reading = _ROW.sub(_cells, reading)
    if '","' in reading or '";"' in reading:
        reading = _QUOTED_ROW.sub(_quoted_cells, reading)
    if "," in reading and _is_csv(reading):
        reading = reading.replace(",", "\t")
    reading = LINE_HYPHEN.sub(_joined, russian_letters(reading))
    # A tab: nobody's name goes on after a pictogram («Франция🇫🇷Испания»).
    return _CONTROL.sub(" ", _PICTOGRAM.sub("\t", reading))


def visible(word: str) -> str:
    """Return a word without marks that a reader does not see as letters.

    >>> visible("Пу\u0301тин"), visible("Газ\u00adпром")
    ('Путин', 'Газпром')
    """
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", word))


def printed(word: str) -> str:
    r"""Return a word as a reader sees it in print: on one line, without what only looks like it.

    >>> printed("Моск-\nвы"), printed("Сергѣй"), printed("Mосква")
    ('Москвы', 'Сергѣй', 'Москва')
    """
    return visible(without_twins(LINE_HYPHEN.sub("", word)))


def is_word(token: str) -> bool:
    """Whether a token has a letter or a digit in it."""
    return token[:1].isalnum() or any(map(str.isalnum, token))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _is_csv(text: str) -> bool:
    """Whether each line is cells between commas: «Тула,Ромашка», but not «Тула, Ромашка»."""
    lines = text.strip().splitlines()
    commas = lines[0].count(",") if len(lines) > 1 else 0
    return commas > 0 and all(
        line.count(",") == commas and not _SPACED_COMMA.search(line) for line in lines
    )


def _cells(match: re.Match[str]) -> str:
    return match.group().replace("|", "\t")


def _quoted_cells(match: re.Match[str]) -> str:
    return _CELL_BORDER.sub("\t\t\t", match.group()).replace('"', " ")


def _joined(match: re.Match[str]) -> str:
    return JOINT.ljust(len(match.group()), JOINT[0])


def _blank_tag(match: re.Match[str]) -> str:
    tag = match.group()
    return ("\n" if _BLOCK_TAG.match(tag) else " ") + " " * (len(tag) - 1)


def _blank_reference(match: re.Match[str]) -> str:
    reference = match.group()
    # Imported here: its table of 2,000 characters is for pages of the web.
    from html import unescape

    character = unescape(reference)
    if len(character) != 1:
        return reference
    if character in "\u00a0\u00ad":
        character = " "
    return character + " " * (len(reference) - 1)


def _pieces(reading: str) -> Iterator[tuple[int, int]]:
    start = 0
    for run in _LONG_RUN.finditer(reading):
        yield start, run.end()
        start = run.end()
    yield start, len(reading)


def _add_borders(borders: array[int], reading: str, start: int, end: int) -> None:
    """Add the borders of the tokens that razdel makes of a part of the text."""
    for odd in _ODD.finditer(reading, start, end):
        if odd.start() < start:
            continue
        first = odd.start()
        while first > start and not reading[first - 1].isspace():
            first -= 1
        space = _SPACE.search(reading, first, end)
        last = space.start() if space else end
        borders.extend(_plain_borders(reading, start, first))
        # razdel's rules look no further than the character before and after the run.
        before = reading[max(start - 1, 0) : first].rstrip()[-1:]
        after = reading[space.end() : space.end() + 1] if space else ""
        if reading[last - 1] in ".," and reading[last - 2 : last - 1].isdigit():
            # «112, 49-летний» is no fraction.
            after = ""
        shift = first - len(before) - 1
        for token in razdel.tokenize(f"{before} {reading[first:last]} {after}"):
            if first <= shift + token.start < last:
                borders.extend((shift + token.start, shift + token.stop))
        start = last
    borders.extend(_plain_borders(reading, start, end))


def _plain_borders(reading: str, start: int, end: int) -> Iterator[int]:
    return chain.from_iterable(map(re.Match.span, _TOKEN.finditer(reading, start, end)))
