"""Troops called by the number of their post: «в/ч 53790», «войсковая часть № 12345»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ruentities.language.morphology import every_form, known_readings
from ruentities.text.marks import near
from ruentities.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruentities.text.segmentation import Tokens

# Chance that such a number is a unit's; set by eye.
_TRUST: Final = 0.9
# The noun after «войсковая»: «войсковая часть 53790»
_PARTS: Final = frozenset(("часть",))
_OF_TROOPS: Final = "войсков"
_POST: Final = re.compile(r"\d{4,5}")


def garrisons(tokens: Tokens) -> Iterator[Span]:
    """Yield units called by the number of their post: «в/ч 53790», «войсковая часть № 12345»."""
    parts = every_form(_PARTS)
    if tokens.plain_words.isdisjoint(parts | {"ч"}):
        return
    words = tokens.words
    for index, word in enumerate(words):
        short = word in ("ч", "Ч") and words[index - 2 : index] in (["в", "/"], ["В", "/"])
        if not short and not (
            word.lower() in parts and index and words[index - 1].lower().startswith(_OF_TROOPS)
        ):
            continue
        start = index - 1 - short
        marked = words[index + 1 : index + 2] == ["№"]
        number = index + 1 + marked
        if (
            number < len(tokens)
            and _POST.fullmatch(words[number])
            and near(tokens, start, number)
            and (marked or not _is_counted(tokens, number))
        ):
            yield Span(start, number + 1, "ORG", _TRUST)


def _is_counted(tokens: Tokens, number: int) -> bool:
    """Whether a number says how many or when: «10000 человек», «2020 года»."""
    after = number + 1
    return (
        after < len(tokens)
        and after not in tokens.breaks
        and tokens.words[after].islower()
        and any(
            one.part == "noun" and one.case == "gent" for one in known_readings(tokens.words[after])
        )
    )
