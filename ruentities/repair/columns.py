"""Where a person's name ends on paper: at a line, a column, a plus, a short word, a post before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.morphology import is_common, known_readings
from ruentities.language.word_lists import NAME_PARTICLES, PATRONYMIC_WORDS
from ruentities.repair.ground import is_inside_sentence, labels, moved
from ruentities.repair.surnames import is_patronymic, is_post
from ruentities.text.marks import is_dot, is_initial

if TYPE_CHECKING:
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

# Narrower gaps are of justified text; set by eye.
_COLUMN: Final = "   "
# A surname and a first name.
_SHORTEST_IN_COLUMN: Final = 2
# «вм.», «л.», «кв.»: longer ones may be said of somebody, «младший».
_LONGEST_SHORT: Final = 3
_PARTICLES: Final = NAME_PARTICLES | PATRONYMIC_WORDS.keys() | {"мл", "ст", "паша", "хан", "бей"}


def parted(tokens: Tokens, span: Span) -> list[Span]:
    """Part a person from what stands on the next line, in the next column or before the name.

    «Фурнье [л.] 5», «Седов + Анна», «Седов Пётр   Тула», «[Старосту] Эллу Котову», «[Деж].: Чен».

    Args:
        tokens: The whole text.
        span: What the model found.

    Returns:
        What is left of it, in text order; nothing where no name is.
    """
    if span.type != "PER":
        return [span]
    borders = [index for index in range(span.start + 1, span.end - 1) if _parts(tokens, index)]
    starts = [span.start, *(index + 1 for index in borders)]
    pieces = zip(starts, [*borders, span.end], strict=True)
    return [
        one
        for start, end in pieces
        if start < end
        for one in _parted(tokens, moved(span, start, end))
    ]


def _parts(tokens: Tokens, index: int) -> bool:
    """Whether a plus or a post in another column parts two people: «Седов      Мастер     Чен».

    A post may be a surname before a patronymic or after a first name: «Пётр   Король   Ильич».
    """
    word, after = tokens.words[index], tokens.words[index + 1]
    if word == "+":
        return True
    return (
        word.istitle()
        and tokens.gap(index).startswith(_COLUMN)
        and tokens.gap(index + 1).startswith(_COLUMN)
        and is_post(word)
        and not labels(word)
        and not is_patronymic(after)
        and "Name" not in labels(tokens.words[index - 1])
    )


def _parted(tokens: Tokens, span: Span) -> list[Span]:
    """Part a person from another line or column, a short word or a post, no plus inside it."""
    if span.end - span.start == 1:
        colon = tokens.words[span.end + 1 : span.end + 2] == [":"]
        short = colon and is_dot(tokens, span.end) and not labels(tokens.words[span.start])
        return [] if short else [span]
    start, end = span.start, _end_of_line(tokens, span)
    line = end
    end = _before_short_words(tokens, start, end)
    start += end - start > 1 and _is_post_of_sentence(tokens, start)
    found = [moved(span, start, end)]
    if line < span.end and tokens.words[line].istitle():
        return [*found, replace(span, start=line)]
    if end - start > _SHORTEST_IN_COLUMN:
        gap = tokens.gap(end - 1)
        if len(gap) > 1 and gap.isspace() and _is_only_town(tokens.words[end - 1]):
            return [moved(span, start, end - 1), replace(span, start=end - 1, end=end, type="LOC")]
    return found


def _end_of_line(tokens: Tokens, span: Span) -> int:
    """Return where a name ends that another line goes on after; it may be wrapped itself."""
    for index in range(span.start + 1, span.end):
        if "\n" in tokens.gap(index):
            word = tokens.words[index]
            small = word.islower() and word not in _PARTICLES
            names = tokens.words[span.start : index]
            initials = sum(map(is_initial, names))
            whole = len(names) > 1 and (
                (initials and not is_initial(names[0]) and not is_initial(word))
                or "Surn" in labels(names[-1])
                or (initials and len(names[-1]) > 1)
            )
            if small or (whole and not is_patronymic(word) and not is_initial(word)):
                return index
    return span.end


def _before_short_words(tokens: Tokens, start: int, end: int) -> int:
    """Return where a name ends before short words with dots, one word of it left."""
    while end - start > 1:
        word = end - 1 - (tokens.words[end - 1] == ".")
        if word == start or not _is_short_word(tokens, word):
            break
        end = word
    return end


def _is_short_word(tokens: Tokens, index: int) -> bool:
    """Whether a small word with its dot is no part of a name: «вм.»."""
    word = tokens.words[index]
    return (
        word.islower()
        and len(word) <= _LONGEST_SHORT
        and word not in _PARTICLES
        and is_dot(tokens, index + 1)
        and not is_dot(tokens, index)
    )


def _is_post_of_sentence(tokens: Tokens, start: int) -> bool:
    """Whether a sentence begins with a post, and a name follows: «Старосту Эллу Котову»."""
    word = tokens.words[start]
    return (
        not is_inside_sentence(tokens, start)
        and word.istitle()
        and is_post(word)
        and is_common(word)
        and not labels(word)
        and ("Name" in labels(tokens.words[start + 1]) or is_initial(tokens.words[start + 1]))
    )


def _is_only_town(word: str) -> bool:
    found = [one.labels for one in known_readings(word)]
    return bool(found) and all("Geox" in own for own in found)
