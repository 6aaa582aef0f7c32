"""Initials: whose they are, and which are nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.language.word_lists import INITIALS_OF_WORDS
from ruentities.repair.ground import follows_blank
from ruentities.repair.surnames import (
    TRUST,
    begins_sentence,
    is_known_surname,
    is_post,
    may_be_surname,
)
from ruentities.text.marks import is_initial, is_initial_dot, near
from ruentities.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruentities.text.segmentation import Tokens

# «J. R. R. Tolkien» has the most that somebody has.
_MOST_LATIN: Final = 3
# Legal forms and postscripts.
_LATIN: Final = frozenset(("PS", "PPS", "SA", "NV", "BV", "AG"))
# Three initials and their dots, and two.
_MASK: Final = 6
_TWO: Final = 4


class _Run(NamedTuple):
    """Initials with their dots, and the words beside them that may be their surname.

    Attributes:
        start: Index of the first initial.
        end: Index after the last dot.
        before: Index of the capitalized word right before, or None.
        after: Index of the capitalized word right after, or None.
    """

    start: int
    end: int
    before: int | None
    after: int | None


def is_label(tokens: Tokens, span: Span) -> bool:
    """Whether initials are those of words, or a letter stands after a number: «М.П.», «5А»."""
    words = tokens.words
    if len(words[span.start]) > 1 or any(len(word) > 1 for word in words[span.start : span.end]):
        return False
    if span.end - span.start > 1 and all(map(str.isalpha, words[span.start : span.end])):
        # Letters of a heading, each apart: «П Р И К А З».
        return True
    start = end = span.start
    while end + 1 < len(tokens) and is_initial_dot(tokens, end + 1) and near(tokens, end, end + 1):
        end += 2
    if _stand_for_words(tokens, start, end):
        return True
    while start > 1 and is_initial_dot(tokens, start - 1) and near(tokens, start - 1, start):
        start -= 2
    if _stand_for_words(tokens, start, end):
        return True
    glued = span.start > 0 and not tokens.gap(span.start) and words[span.start - 1].isdigit()
    return glued and span.end - span.start == 1


def with_initials(tokens: Tokens) -> list[Span]:
    """Return the people with initials: «Иванов И.И. Петров П.П.», «Вс. Иванов», «Гуся П.П.».

    The model knows few texts that begin so, and cuts «И.И. Петров» out of a list.
    """
    return [person for chain in _chains(_runs(tokens)) for person in _people(tokens, chain)]


def _runs(tokens: Tokens) -> Iterator[_Run]:
    free_from = 0
    for index in tokens.capitals:
        if index < free_from or not is_initial(tokens.words[index]):
            continue
        end = index
        while (
            end + 1 < len(tokens)
            and is_initial_dot(tokens, end + 1)
            # Only the next pair: what stands before it is known to touch.
            and near(tokens, max(index, end - 1), end + 1)
        ):
            end += 2
        if end > index:
            free_from = end
            before = index - 1 if _is_beside(tokens, index - 1, index) else None
            after = end if end < len(tokens) and _is_beside(tokens, end, end) else None
            yield _Run(index, end, before, after)


def _is_beside(tokens: Tokens, index: int, border: int) -> bool:
    """Whether the word at ``index`` touches initials at ``border`` and is written as a surname."""
    if index < 0 or not near(tokens, border - 1, border):
        return False
    word = tokens.words[index]
    return len(word) > 1 and not is_initial(word) and (word.istitle() or word.isupper())


def _chains(runs: Iterable[_Run]) -> Iterator[list[_Run]]:
    """Yield the runs that share the words between them: «Иванов И.И. Петров П.П.»."""
    chain: list[_Run] = []
    for run in runs:
        if chain and (chain[-1].after is None or chain[-1].after != run.before):
            yield chain
            chain = []
        chain.append(run)
    if chain:
        yield chain


def _people(tokens: Tokens, chain: Sequence[_Run]) -> list[Span]:
    """Return the people that a chain of initials and surnames names, where the order is sure."""
    first, last = chain[0], chain[-1]
    if len(chain) == 1 and not _is_telling(tokens, first):
        return []
    if any(_is_abbreviation(tokens, run) for run in chain):
        return []
    words = _stand_for_words(tokens, first.start, first.end)
    before = first.before is not None and may_be_surname(tokens, first.before)
    after = last.after is not None and may_be_surname(tokens, last.after)
    if before and after:
        before, after = (
            is_known_surname(tokens, first.before),
            is_known_surname(tokens, last.after),
        )
    if words and not _belong_to_surname(tokens, first if before else None, last if after else None):
        return []
    if before and not after:
        return [Span(run.start - 1, run.end, "PER", TRUST) for run in chain]
    if after and not before:
        return [Span(run.start, run.end + 1, "PER", TRUST) for run in chain]
    if not before and len(chain) == 1 and first.end - first.start == _MASK:
        # A court's mask for a whole name: «П.А.Н.»
        return [Span(first.start, first.end, "PER", TRUST)]
    return []


def _is_abbreviation(tokens: Tokens, run: _Run) -> bool:
    """Whether Latin letters with dots are no initials: «F.A.C.C.T.», «S.A.», «P.S.»."""
    letters = "".join(tokens.words[run.start : run.end : 2])
    return letters.isascii() and (len(letters) > _MOST_LATIN or letters in _LATIN)


def _belong_to_surname(tokens: Tokens, before: _Run | None, after: _Run | None) -> bool:
    """Whether initials that may stand for words do not, since a surname stands at one side.

    «Барсук М.П.», not «Подпись М.П.»; «М.П. Котов», but after «Ф.И.О.» stands a form's answer.
    """
    if before:
        index = before.start - 1
        return is_known_surname(tokens, index) or not begins_sentence(tokens, index)
    return (
        after is not None
        and after.end - after.start == _TWO
        and is_known_surname(tokens, after.after)
    )


def _stand_for_words(tokens: Tokens, start: int, end: int) -> bool:
    """Whether initials are those of words, once or side by side: «Ф.И.О.», «М.П.    М.П.»."""
    letters = "".join(tokens.words[start:end:2])
    half = letters[: len(letters) // 2]
    return letters in INITIALS_OF_WORDS or (half in INITIALS_OF_WORDS and half * 2 == letters)


def _is_telling(tokens: Tokens, run: _Run) -> bool:
    """Whether initials are sure to be some: two of them, or a shortened first name.

    So is one that begins a sentence with a surname, «А. Котова пишет», or stands between the head
    of a line and a surname, «Фото А. Котова», or signs: «____ / А. Соль».
    """
    if run.end - run.start > 2 or len(tokens.words[run.start]) > 1:
        return True
    if follows_blank(tokens, run.start):
        return True
    if run.after is None or not is_known_surname(tokens, run.after):
        return False
    if run.before is None:
        end = run.after + 1
        goes_on = end < len(tokens) and tokens.words[end].islower() and end not in tokens.breaks
        return goes_on and begins_sentence(tokens, run.start)
    return begins_sentence(tokens, run.before) and is_post(tokens.words[run.before])
