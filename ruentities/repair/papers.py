"""Rules for papers and addresses: requisites, masks, labels, words of letters and digits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.morphology import every_form
from ruentities.language.word_lists import LEGAL_FORMS, REQUISITES
from ruentities.repair.ground import apart, moved
from ruentities.text.marks import near
from ruentities.text.spans import Span, covered

if TYPE_CHECKING:
    from ruentities.kinds import Type
    from ruentities.text.segmentation import Tokens

# Chance that what stands between a legal form and requisites is a company; set by eye.
_TRUST: Final = 0.9
_STREETS: Final = frozenset("улица проспект переулок бульвар набережная шоссе".split())
# «Пр.» and «пер.» shorten other words, too.
_SHORT_STREETS: Final = frozenset("бул наб просп ул".split())
_DOMAINS: Final = frozenset("ru рф РФ su com net org info io me tv biz media online news".split())
# Shortened words at the end of a name, whose dot is the name's: «Трамп-мл.», «Самарская обл.»
_DOTTED: Final[dict[Type, tuple[str, ...]]] = {
    "PER": ("мл", "ст"),
    "LOC": ("обл", "респ"),
    "ORG": (),
}


def cut_requisites(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A company's name ends where its requisites begin: «Вектор ИНН 7701234567», «Альфа р/с».

    What stands between a legal form and them is one: «АО Гранит ОГРН 1027700000000».
    """
    held = covered(spans)
    cut = [
        Span(index, index + 1, "ORG", _TRUST)
        for index in tokens.capitals
        if 0 < index < len(tokens) - 1
        and tokens.words[index - 1] in LEGAL_FORMS
        and tokens.words[index].istitle()
        and near(tokens, index - 1, index + 1)
        and _is_requisite(tokens, index + 1)
        and index not in held
    ]
    for span in spans:
        end = span.end
        if span.type != "PER":
            inside = (i for i in range(span.start, end) if _is_requisite(tokens, i))
            end = next(inside, end)
        if end > span.start:
            cut.append(moved(span, span.start, end))
    return apart(cut)


def _is_requisite(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    if word in REQUISITES:
        return True
    return word in ("р", "к", "л") and tokens.words[index + 1 : index + 2] == ["/"]


def _is_glued(tokens: Tokens, index: int) -> bool:
    """Whether a token touches the one before, a letter a digit: «5А», «Х5»."""
    if index <= 0 or index >= len(tokens) or tokens.gap(index) or index in tokens.breaks:
        return False
    left, right = tokens.words[index - 1][-1], tokens.words[index][0]
    return left.isalnum() and right.isalnum() and left.isdigit() != right.isdigit()


def keep_words_whole(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """No name begins or ends inside a word: «Х5 Group», «COP29», «NEWS.ru», «Трамп-мл.».

    Russian letters before digits are glued in print: «в Украине3 марта».
    """
    whole: list[Span] = []
    for number, span in enumerate(spans):
        start, end = span.start, span.end
        ceiling = spans[number + 1].start if number + 1 < len(spans) else len(tokens)
        if span.type == "ORG" and _is_glued(tokens, start) and tokens.words[start - 1].isdigit():
            start -= not whole or whole[-1].end < start
        last = tokens.words[end - 1]
        if end < ceiling:
            if _is_glued(tokens, end) and (last.isascii() or len(last) == 1):
                end = _end_of_brand(tokens, end + 1, ceiling)
                span = replace(span, type="ORG" if span.type == "PER" else span.type)
            elif _is_domain(tokens, end, ceiling):
                end += 2
            elif _is_dot(tokens, end) and last.rpartition("-")[2] in _DOTTED[span.type]:
                end += 1
        whole.append(moved(span, start, end))
    return whole


def _end_of_brand(tokens: Tokens, index: int, ceiling: int) -> int:
    """Return the index after the words in Latin letters that go on at ``index``: «Х5 Group»."""
    while index < ceiling and _is_latin(tokens, index):
        index += 1
    return index


def _is_latin(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    return near(tokens, index - 1, index) and word.isascii() and word[0].isupper()


def _is_domain(tokens: Tokens, index: int, ceiling: int) -> bool:
    return (
        index + 1 < ceiling
        and tokens.words[index] == "."
        and tokens.words[index + 1] in _DOMAINS
        and not tokens.gap(index)
        and not tokens.gap(index + 1)
    )


def take_streets(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A street takes its word along: «улице Азизова», «наб. Фонтанки»; the word alone is none."""
    taken: list[Span] = []
    for span in spans:
        start = _start_of_street(tokens, span)
        last = taken[-1] if taken else None
        if start is not None:
            if last and last.end > start:
                if last.start < start:
                    taken.append(span)
                    continue
                taken.pop()
            span = replace(span, start=start, type="LOC")
        taken.append(span)
    return taken


def _start_of_street(tokens: Tokens, span: Span) -> int | None:
    """Return the index of a street's word right before a span, or None."""
    start = span.start - 1
    if start < 0 or not near(tokens, start, span.start):
        return None
    if span.type != "ORG" and plain(tokens.words[start]) in every_form(_STREETS):
        return start
    shortened = start > 0 and _is_dot(tokens, start) and tokens.words[start - 1] in _SHORT_STREETS
    return start - 1 if shortened else None


def _is_dot(tokens: Tokens, index: int) -> bool:
    return index < len(tokens) and tokens.words[index] == "." and not tokens.gap(index)
