"""Words as they are meant, where the print alone does not tell: the dictionary decides.

A hyphen at a line end is the word's own or not («Санкт-» / «Петербург», «Моск-» / «вы»), a dash
without spaces joins one name or parts two («Нью–Йорк», «Москва–Сочи»), and a line may end inside a
name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.kinds import CASES
from ruentities.language.agreement import is_one_person
from ruentities.language.foreign_names import foreign_names, may_be_foreign_surname
from ruentities.language.listed_words import may_be_listed
from ruentities.language.morphology import agree, known_readings, lemmas
from ruentities.language.names_table import built_in_aliases
from ruentities.recognition.casing import restore_case
from ruentities.text.segmentation import LINE_HYPHEN, printed, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ruentities.kinds import Type
    from ruentities.text.segmentation import Tokens

# Where a part of a token begins and ends in the text, and how it is read.
_Piece = tuple[int, int, str]

_HYPHENS: Final = "-\u2010\u2011"
_DASHES: Final = re.compile(f"[{_HYPHENS}\u2012-\u2015\u2212]")
# A hyphen and a short dash part names alone, a long one any words.
_INNER_DASH: Final = re.compile(
    f"[{_HYPHENS}\u2012-\u2015\u2212](?<=[^\\W\\d_].)(?=[^\\W\\d_])"
    "(?:(?<=[\u2014\u2015])|(?![a-zа-яё]))"
)
# «АсииБиби»
_GLUED: Final = re.compile(r"(?<![\w-])([А-ЯЁ][а-яё]{2,})([А-ЯЁ][а-яё]{2,})(?![\w-])")
_LINE_END: Final = re.compile("[^\n\r]*(?:\r\n|[\n\r])[^\n\r]*")
_GIVEN: Final = frozenset(("Name", "Patr"))
_FAMILY: Final = frozenset(("Surn", "Patr"))
_OF_PEOPLE: Final = _GIVEN | _FAMILY


def read_tokens(text: str) -> Tokens:
    r"""Split a text into tokens, each word as it is meant and names with their capitals.

    Args:
        text: Any text.

    >>> read_tokens("В Санкт-\nПетербурге и Моск-\nве").words
    ['В', 'Санкт-Петербурге', 'и', 'Москве']
    >>> read_tokens("Матч США—Канада").words
    ['Матч', 'США', '—', 'Канада']
    """
    return restore_case(_with_whole_lines(_with_parted_names(_with_hyphens(tokenize(text)))))


def _with_hyphens(tokens: Tokens) -> Tokens:
    """Give words over line ends the hyphens that are their own."""
    words = list(tokens.words)
    for end in LINE_HYPHEN.finditer(tokens.text):
        index = bisect_right(tokens.starts, end.start()) - 1
        if index >= 0 and end.end() < tokens.ends[index]:
            word = words[index]
            left = len(printed(tokens.text[tokens.starts[index] : end.start()]))
            if _has_hyphen(word[:left], word[left:]):
                words[index] = f"{word[:left]}-{word[left:]}"
    return tokens if words == tokens.words else replace(tokens, words=words)


def _has_hyphen(left: str, right: str) -> bool:
    if right[:1].isupper() and not (left.isupper() and right.isupper()):
        return True
    return not known_readings(left + right) and bool(known_readings(f"{left}-{right}"))


def _with_parted_names(tokens: Tokens) -> Tokens:
    """Make two names of what a dash without spaces holds together, or nothing at all."""
    parted: dict[int, list[int]] = {}
    words = list(tokens.words)
    for dash in _INNER_DASH.finditer(tokens.text):
        index = bisect_right(tokens.starts, dash.start()) - 1
        if index >= 0 and dash.end() < tokens.ends[index]:
            parted.setdefault(index, []).append(dash.start())
    for index, dashes in list(parted.items()):
        whole = _DASHES.sub("-", words[index])
        if _is_one_name(whole, tokens.text[dashes[0]]):
            del parted[index]
            words[index] = whole
        elif len(_DASHES.findall(words[index])) != len(dashes):
            del parted[index]
    tokens = tokens if words == tokens.words else replace(tokens, words=words)
    pieces = {index: list(_pieces(tokens, index, dashes)) for index, dashes in parted.items()}
    for glued in _GLUED.finditer(tokens.text):
        index = bisect_right(tokens.starts, glued.start()) - 1
        if words[index] == glued.group() and _are_glued(glued[1], glued[2]):
            start, middle, end = glued.start(), glued.end(1), glued.end()
            pieces[index] = [(start, middle, glued[1]), (middle, end, glued[2])]
    return _parted(tokens, pieces) if pieces else tokens


def _pieces(tokens: Tokens, index: int, dashes: Sequence[int]) -> Iterator[_Piece]:
    """Cut a token at dashes, given by their offsets."""
    start, end = tokens.starts[index], tokens.ends[index]
    for offset, side in zip([*dashes, end], _DASHES.split(tokens.words[index]), strict=True):
        yield start, offset, side
        if offset < end:
            yield offset, offset + 1, tokens.text[offset]
        start = offset + 1


def _are_glued(left: str, right: str) -> bool:
    """Whether a word is a first name and a surname: «ДональдаТрампа», «АсииБиби», no «ЕваТрейд».

    After a nominative, as brands begin, the dictionary or a table has to know the surname.
    """
    known = known_readings(right)
    if known and not any(one.labels & _OF_PEOPLE for one in known):
        return False
    singular = [one for one in known_readings(left) if one.number != "plur"]
    cases = {one.case for one in singular if "Name" in one.labels}
    cases.update([one.case for one in foreign_names(left.lower()) if one.gender])
    return (
        bool(cases)
        and (
            bool(known)
            or cases.isdisjoint((None, CASES[0]))
            or may_be_foreign_surname(right.lower())
            or built_in_aliases().find("PER", f"{left} {right}") is not None
        )
        and is_one_person([left, right])
    )


def _is_one_name(whole: str, dash: str) -> bool:
    """Whether a word with a hyphen is one name, and not two side by side."""
    if dash in _HYPHENS:
        # That both sides are listed is rare, and cheaper to tell than whether the whole is known.
        sides = [_listed(side) for side in whole.split("-")]
        if not all(sides):
            return True
        if known_readings(whole) or _listed(whole):
            return True
        abbreviated = any(side.isupper() for side in whole.split("-"))
        return not (abbreviated or set.intersection(*sides))
    return bool(known_readings(whole) or _listed(whole))


def _listed(name: str) -> set[Type]:
    kinds: tuple[Type, ...] = ("ORG", "LOC")
    possible = [kind for kind in kinds if may_be_listed(name, kind)]
    if not possible:
        return set()
    aliases, forms = built_in_aliases(), lemmas(name)
    return {kind for kind in possible if any(aliases.find(kind, form) for form in forms)}


def _parted(tokens: Tokens, pieces: Mapping[int, Sequence[_Piece]]) -> Tokens:
    """Put pieces in the place of tokens, given by their numbers."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    moved = []
    for index, word in enumerate(tokens.words):
        moved.append(len(words))
        whole = ((tokens.starts[index], tokens.ends[index], word),)
        for start, end, piece in pieces.get(index, whole):
            starts.append(start)
            ends.append(end)
            words.append(piece)
    return replace(
        tokens,
        starts=starts,
        ends=ends,
        words=words,
        breaks=frozenset(moved[index] for index in tokens.breaks),
        respelt=frozenset(moved[index] for index in tokens.respelt),
    )


def _with_whole_lines(tokens: Tokens) -> Tokens:
    """Leave out the borders of blocks that run through a name inside a sentence."""
    words = tokens.words
    within = {
        index
        for index in tokens.breaks
        if 2 <= index < len(words) - 1
        and index - 1 not in tokens.breaks
        and index + 1 not in tokens.breaks
        and words[index].istitle()
        and words[index - 1].istitle()
        and words[index + 1].islower()
        and _LINE_END.fullmatch(tokens.gap(index))
        and _are_one_name(words[index - 1], words[index])
    }
    return replace(tokens, breaks=tokens.breaks - within) if within else tokens


def _are_one_name(left: str, right: str) -> bool:
    before, after = known_readings(left), known_readings(right)
    if any(one.labels & _GIVEN for one in before):
        surname = not after or any(one.labels & _FAMILY for one in after)
        return surname and is_one_person([left, right])
    return any(
        one.part == "adjective" and "Geox" in other.labels and agree(one, other)
        for one in before
        for other in after
    )
