"""Meteors and signs of the zodiac, which are called like people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.morphology import every_form
from ruentities.language.names_table import built_in_aliases
from ruentities.language.word_lists import SHOWERS, SIGNS_OF_THE_ZODIAC

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

# They say less by themselves.
_OTHER_SIGNS: Final = frozenset("близнец весы лев рак рыба".split())
_SEVERAL_SIGNS: Final = 3
_NOUN_AND_NAME: Final = 2


def born_under_signs(tokens: Tokens, spans: Iterable[Span]) -> set[Span]:
    """Return who is none but a sign in a list of them: «Тельцов, Скорпионов и [Стрельцов]»."""
    signs = every_form(SIGNS_OF_THE_ZODIAC)
    if len(tokens.plain_words & signs) < _SEVERAL_SIGNS:
        return set()
    signs |= every_form(_OTHER_SIGNS)
    return {
        span
        for span in spans
        if span.end - span.start == 1 and plain(tokens.words[span.start]) in signs
    }


def is_shower(tokens: Tokens, span: Span) -> bool:
    """Whether meteors are meant: «пик Леонид», «Леонид» in a text that has «Леониды»."""
    showers = f"{plain(tokens.words[span.end - 1])}ы"
    if span.end - span.start > _NOUN_AND_NAME or showers not in built_in_aliases().nothing:
        return False
    before = tokens.words[span.end - 2] if span.end > 1 else ""
    return plain(before) in every_form(SHOWERS) or (
        span.end - span.start == 1 and showers in tokens.plain_words
    )
