"""What a text says itself of its names, in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ruentities.language.latin import consonants, is_latin
from ruentities.linking.short_forms import initials_of, is_acronym

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruentities.linking.groups import Group
    from ruentities.text.segmentation import Tokens

_OPENING_WORDS: Final = frozenset(("далее", *'-—–«„“"'))
_CLOSING: Final = frozenset('»”“"')
_BEFORE_BRACKET: Final = _CLOSING | {"("}


def bracketed(tokens: Tokens, groups: Sequence[Group]) -> Iterator[tuple[Group, Group]]:
    """Yield the pairs of names of which one explains the other in brackets.

    «Следственный комитет (далее — СК)», «СК (Следственный комитет)», «Томас Хаммарберг (Thomas
    Hammarberg)», but not «Роджер Кроун (Leidos)».
    """
    if "(" not in tokens.words:
        return
    starts = {name.span.start: group for group in groups for name in group.names}
    words = (*tokens.words, "")
    for group in groups:
        for name in group.names:
            if words[name.span.end] not in _BEFORE_BRACKET:
                continue
            inner = _after_bracket(tokens, name.span.end)
            other = starts.get(inner) if inner else None
            if other and other is not group and other.form.type == group.form.type:
                outer_word, word = tokens.words[name.span.start], tokens.words[inner]
                latin = group.form.type == "PER" and _begin_alike(other, group)
                short = group.form.type == "ORG" and (is_acronym(word) or is_acronym(outer_word))
                said = "далее" in tokens.words[name.span.end : inner]
                if latin or short or said or word.lower() in initials_of(group.form.normal):
                    yield group, other


def _begin_alike(latin: Group, group: Group) -> bool:
    if not is_latin(latin.form.key) or is_latin(group.form.key):
        return False
    sounds = [[consonants(word)[:1] for word in name.form.key.split()] for name in (latin, group)]
    return sounds[0] == sounds[1]


def _after_bracket(tokens: Tokens, end: int) -> int:
    """Return the first word inside a bracket that opens right after a name, 0 for none."""
    while end < len(tokens) and tokens.words[end] in _CLOSING:
        end += 1
    if end + 2 >= len(tokens) or tokens.words[end] != "(":
        return 0
    end += 1
    while end < len(tokens) and tokens.words[end] in _OPENING_WORDS:
        end += 1
    return end
