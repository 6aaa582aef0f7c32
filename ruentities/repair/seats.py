"""Seats of power: «Кремль» is an organization when it acts, a place when somebody is there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.morphology import known_readings, readings
from ruentities.language.word_lists import EVENT_VERBS, SEATS_OF_POWER
from ruentities.repair.ground import is_verb
from ruentities.repair.matching import lemma_key, may_have_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

_PREPOSITIONS: Final = frozenset(
    """
    в во возле вокруг до за из изо к ко мимо на над напротив около от перед под у через
    """.split()
)
_GERUND: Final = ("ая", "яя", "уя", "ив", "нув")
_INSIDE: Final = ("в", "во")
# «в Кремле бы не предпочли»: so many tokens away is the verb at most.
_NEXT_WORDS: Final = 3


def tell_seats(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Tell by its sentence whether a seat of power acts: «Кремль сообщил», «приём в Кремле»."""
    return [
        replace(span, type="ORG" if _acts(tokens, span) else "LOC")
        if span.type != "PER"
        and may_have_key(tokens, span, SEATS_OF_POWER)
        and lemma_key(tokens, span) in SEATS_OF_POWER
        else span
        for span in spans
    ]


def _acts(tokens: Tokens, span: Span) -> bool:
    index = span.start - 1
    before = tokens.words[index].lower() if index >= 0 and span.start not in tokens.breaks else ""
    if before in _PREPOSITIONS:
        likely = readings(tokens.words[span.end - 1])
        inside = before in _INSIDE and any(reading.case == "loct" for reading in likely)
        # «В Кремле не знают», «сообщили в Кремле»: those who are there act.
        around = (tokens.words[index - 1 : index], tokens.words[span.end : span.end + _NEXT_WORDS])
        return inside and any(map(_they_act, around))
    if before.endswith(_GERUND):
        return False
    # «…», — заявил Кремль» against «Он покинул Кремль».
    return not is_verb(before) or index == 0 or not tokens.words[index - 1][0].isalnum()


def _they_act(words: Sequence[str]) -> bool:
    """Whether words of one clause have a verb in the plural that is not an event's."""
    for word in words:
        if not word[0].isalpha():
            return False
        if is_verb(word):
            verb = known_readings(word)[0]
            return verb.number == "plur" and plain(verb.lemma) not in EVENT_VERBS
    return False
