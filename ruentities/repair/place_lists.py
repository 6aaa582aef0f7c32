"""Who stands among places: on a route, in a list of villages, joined to a town by «и»."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.kind_nouns import SETTLED
from ruentities.language.morphology import every_form, known_readings
from ruentities.repair.ground import labels
from ruentities.text.marks import LONG_DASHES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.kinds import Type
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

_JOINTS: Final = LONG_DASHES | {"и"}


def borders(spans: Sequence[Span], kind: Type) -> tuple[set[int], set[int]]:
    """Return where the names of a type end and where they begin."""
    found = [span for span in spans if span.type == kind]
    return {span.end for span in found}, {span.start for span in found}


def on_routes(tokens: Tokens, spans: list[Span]) -> set[Span]:
    """Return who may be towns and stand behind a dash after one: «Суздаль – Владимир – Плёс»."""
    found: set[Span] = set()
    for last, span in pairwise(spans):
        if (
            span.type == "PER"
            and (last.type == "LOC" or last in found)
            and (span.end - span.start, span.start - last.end) == (1, 1)
            and tokens.words[last.end] in LONG_DASHES
            and span.start not in tokens.breaks
            and any("Geox" in one.labels for one in known_readings(tokens.words[span.start]))
            and not (
                span.end < len(tokens)
                and tokens.words[span.end] not in {*LONG_DASHES, ".", ",", ";"}
            )
        ):
            found.add(span)
    return found


def among_places(tokens: Tokens, spans: Sequence[Span]) -> set[Span]:
    """Return who ends a list of what several places are called: «сёла Лог и [Мартыновка]»."""
    found: set[Span] = set()
    nouns = every_form(SETTLED)
    if tokens.plain_words.isdisjoint(nouns):
        return found
    heads: dict[int, bool] = {}
    for span in spans:
        joint = span.start - 1
        if span.type == "LOC" and joint not in heads:
            noun = tokens.words[joint] if joint >= 0 else ""
            heads[span.end] = plain(noun) in nouns and any(
                one.number == "plur" for one in known_readings(noun)
            )
        elif joint in heads and tokens.words[joint] in (",", "и"):
            words = tokens.words[span.start : span.end]
            if heads[joint] and span.type == "PER" and not any(map(_is_first_name, words)):
                found.add(span)
            heads[span.end] = heads[joint] and (span.type == "LOC" or span in found)
    return found


def _is_first_name(word: str) -> bool:
    return "Name" in labels(word)


def is_coordinated(tokens: Tokens, span: Span, ends: set[int], starts: set[int]) -> bool:
    """Whether «и», a route's dash or commas join a name to those whose borders are given."""
    before, after = span.start - 1, span.end
    one_before, one_after = before in ends, after + 1 in starts
    if one_before and one_after and tokens.words[before] == tokens.words[after] == ",":
        return True
    return (one_before and tokens.words[before] in _JOINTS) or (
        one_after and tokens.words[after] in _JOINTS
    )
