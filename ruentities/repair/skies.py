"""Meteors and signs of the zodiac, which are called like people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.morphology import every_form
from ruentities.language.names_table import built_in_aliases
from ruentities.language.word_lists import SHOWERS, SIGNS_OF_THE_ZODIAC

if TYPE_CHECKING:
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

# They say less by themselves.
_OTHER_SIGNS: Final = frozenset("близнец весы лев рак рыба".split())
_SEVERAL_SIGNS: Final = 3
_NOUN_AND_NAME: Final = 2


def is_born_under_sign(tokens: Tokens, span: Span) -> bool:
    """Whether signs of the zodiac are listed: «Тельцов, Скорпионов и [Стрельцов]»."""
    signs = every_form(SIGNS_OF_THE_ZODIAC)
    word = plain(tokens.words[span.start])
    if span.end - span.start > 1 or not (word in signs or word in every_form(_OTHER_SIGNS)):
        return False
    return len(tokens.plain_words & signs) >= _SEVERAL_SIGNS


def is_shower(tokens: Tokens, span: Span) -> bool:
    """Whether meteors are meant: «пик Леонид», «Леонид» in a text that has «Леониды»."""
    showers = f"{plain(tokens.words[span.end - 1])}ы"
    if span.end - span.start > _NOUN_AND_NAME or showers not in built_in_aliases().nothing:
        return False
    before = tokens.words[span.end - 2] if span.end > 1 else ""
    return plain(before) in every_form(SHOWERS) or (
        span.end - span.start == 1 and showers in tokens.plain_words
    )
