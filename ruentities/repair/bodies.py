"""A rule for bodies called by a common noun and whose they are: «правительство Грузии»."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.morphology import every_form, readings
from ruentities.repair.ground import may_be_genitive
from ruentities.text.marks import near
from ruentities.text.spans import Span

if TYPE_CHECKING:
    from ruentities.kinds import Type
    from ruentities.text.segmentation import Tokens

# Nouns that name one body together with the place or the organization that has it. «Власти» and
# «президент» are people, «войска» may be anybody's.
_OF_A_PLACE: Final = frozenset(
    """
    администрация армия генпрокуратура генштаб госдепартамент дума капитолий кабмин комиссия
    комитет конгресс консульство мэрия министерство парламент полиция посольство правительство
    прокуратура рада сборная сейм сенат совет суд университет
    """.split()
)
_OF_A_BODY: Final = frozenset(
    """
    аппарат администрация генштаб департамент комиссия комитет палата политбюро пресс-служба
    управление факультет
    """.split()
)
_BODIES: Final[dict[Type, frozenset[str]]] = {
    "PER": frozenset(),
    "LOC": _OF_A_PLACE,
    "ORG": _OF_A_BODY,
}
# Chance that such a noun belongs to the name; set by eye.
_TRUST: Final = 0.9


def find_bodies(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A common noun and the name after it: «парламент Грузии», «пресс-служба МЧС»."""
    found: list[Span] = []
    held_until = 0
    for span in spans:
        head = span.start - 1
        if span.start >= held_until and head >= held_until and _is_body(tokens, head, span):
            found.append(Span(head, span.end, "ORG", span.score * _TRUST))
            found.append(replace(span, nested=True))
        else:
            found.append(span)
        held_until = max(held_until, span.end)
    return found


def _is_body(tokens: Tokens, head: int, span: Span) -> bool:
    word = tokens.words[head]
    return (
        (word.islower() or word.istitle())
        and plain(word) in every_form(_BODIES[span.type])
        and near(tokens, head, span.start)
        and may_be_genitive(tokens.words[span.start])
        and any(reading.lemma in _BODIES[span.type] for reading in readings(word)[:1])
    )
