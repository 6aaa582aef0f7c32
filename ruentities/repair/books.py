"""What a bibliography says of a book: where it came out, and at whose house."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from ruentities.language.morphology import known_readings
from ruentities.repair.ground import apart
from ruentities.text.spans import Span, covered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruentities.kinds import Type
    from ruentities.text.segmentation import Tokens

# Chance that what stands there is a publisher; set by eye.
_TRUST: Final = 0.9
# «М.: Наука, 2010», «Казань: Изд-во «Вереск», 2021»; letters are held to, so that a text of colons
# is read once.
_IMPRINT: Final = re.compile(
    r"(?<![\w.])(?P<town>(?P<short>М\.|Л\.|СПб\.?|Пг\.|Мн\.)|[А-ЯЁ][а-яё-]{2,30})\s?:\s"
    r"(?:[Ии]зд(?:-во|ательство)\s)?[«\"]?(?P<house>[А-ЯЁ][\w -]{1,40})[»\"]?,"
    r"\s(?:1[89]|20)\d\d\b(?!\s*г)"
)


def take_imprints(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A book's town and house are a place and a body: «М.: Колос, 2004», «Казань: Вереск, 2021»."""
    found = list(_imprints(tokens)) if ":" in tokens.words else []
    if not found:
        return spans
    held = covered(found)
    kept = [span for span in spans if held.isdisjoint(range(span.start, span.end))]
    return apart([*kept, *found])


def _imprints(tokens: Tokens) -> Iterator[Span]:
    for imprint in _IMPRINT.finditer(tokens.text):
        town = known_readings(imprint["town"])
        if not imprint["short"] and not any("Geox" in one.labels for one in town):
            continue
        if imprint["short"]:
            yield _span(tokens, *imprint.span("town"), "LOC")
        yield _span(tokens, *imprint.span("house"), "ORG")


def _span(tokens: Tokens, start: int, end: int, kind: Type) -> Span:
    return Span(bisect_left(tokens.starts, start), bisect_left(tokens.starts, end), kind, _TRUST)
