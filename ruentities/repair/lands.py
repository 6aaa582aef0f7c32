"""Lands called by several words inside a body's name, and those that have two names at once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.kind_nouns import SECOND_NAMES_OF_LANDS
from ruentities.language.morphology import every_form
from ruentities.repair.ground import moved
from ruentities.text.marks import DASHES, near
from ruentities.text.spans import in_order

if TYPE_CHECKING:
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

# Each second name with the first that it stands beside: «Новосибирская область — Кузбасс» are two.
_TWO_NAMES: Final = re.compile(
    r"(?:.* )?(?:кемеровск\w+ област\w+ кузбасс\w*|чувашск\w+ республик\w+ чуваши\w+"
    r"|(?:осети\w+|рсо) алани\w+|(?:ханты-мансийск\w+ (?:автономн\w+ округ\w*|ао)|хмао) югр\w+)"
)
# After «по», too: «управление по Тульской области».
_LANDS: Final = frozenset(
    "области край края краю крае округа округу округе района району районе обл".split()
)
_COUNTRY: Final = ["Российской", "Федерации"]
_CIRCUITS: Final = ("автономн", "городск", "муниципальн", "федеральн")
# «Народной» and «Карельского» alike, in the genitive and the dative: `is_like_adjective` knows but
# adjectives of towns.
_ADJECTIVE: Final = ("ого", "ему", "ому", "ой", "ом", "его", "ей")
_REPUBLIC: Final = frozenset(("Республики", "Республике"))
# «Республики Северная Осетия – Алания»
_LONGEST_REPUBLIC: Final = 5


def with_second_names(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Join the two names of a land: «[Кемеровской области – Кузбасса]» is one place.

    Bodies that end in the first of them end in the second.
    """
    forms = every_form(SECOND_NAMES_OF_LANDS)
    if tokens.plain_words.isdisjoint(forms):
        return spans
    longer = {span.start for span in spans if span.end - span.start > 1}
    ends = {
        span.end: span.end + 2
        for span in spans
        if span.type == "LOC"
        and span.end + 1 < len(tokens)
        and span.end + 1 not in longer
        and tokens.words[span.end] in DASHES
        and plain(tokens.words[span.end + 1]) in forms
        and near(tokens, span.end - 1, span.end + 1)
        and _is_second_name(tokens, span)
    }
    if not ends:
        return spans
    seconds = {end - 1 for end in ends.values()}
    borders = {(span.start, span.end) for span in spans}
    joined = []
    for span in spans:
        end = ends.get(span.end, span.end) if span.type != "PER" else span.end
        taken = end != span.end and (span.start, end) in borders
        if span.start not in seconds and not taken:
            joined.append(moved(span, span.start, end))
    return in_order(joined)


def _is_second_name(tokens: Tokens, span: Span) -> bool:
    """Whether the word after a land's dash is its other name: «Северная Осетия – Алания»."""
    words = [*tokens.words[span.start : span.end], tokens.words[span.end + 1]]
    return _TWO_NAMES.fullmatch(" ".join(map(plain, words))) is not None


def land_at_end(tokens: Tokens, body: Span) -> Span | None:
    """Return the land of several words that a body's name ends in: «СК [Пермского края]»."""
    start = _start_of_land(tokens, body)
    if start is None or not near(tokens, start, body.end - 1):
        return None
    return replace(body, start=start, type="LOC", nested=True)


def _start_of_land(tokens: Tokens, body: Span) -> int | None:
    words = tokens.words
    last = body.end - 1 - (words[body.end - 1] == ".")
    word = words[last]
    index = last - 1
    if word in _LANDS:
        if word.startswith("округ"):
            if not words[index].startswith(_CIRCUITS):
                return None
            index -= 1
        adjective = index > body.start and _is_adjective(words[index])
        return index if adjective else None
    if words[index : last + 1] == _COUNTRY:
        return index if index > body.start else None
    if word in _REPUBLIC:
        while index > body.start and _is_adjective(words[index]):
            index -= 1
        return index + 1 if index < last - 1 else None
    for index in range(last - 1, max(body.start, body.end - _LONGEST_REPUBLIC - 1), -1):
        if words[index] in _REPUBLIC:
            return index
        if not words[index + 1][0].isupper() and words[index + 1] not in DASHES:
            return None
    return None


def _is_adjective(word: str) -> bool:
    return word[0].isupper() and word.endswith(_ADJECTIVE)
