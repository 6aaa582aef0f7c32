"""The nominative of a name that the user found."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from ruentities.kinds import Type
from ruentities.normalization.normalize import normalize as normalize_spans
from ruentities.recognition.casing import capitalize_names
from ruentities.recognition.models import name_model
from ruentities.recognition.recognize import recognize
from ruentities.recognition.wording import read_tokens
from ruentities.text.segmentation import is_word
from ruentities.text.spans import Span
from ruentities.text.storable import storable

if TYPE_CHECKING:
    from ruentities.kinds import Case, Gender

# As often is a nominative right that nothing speaks against, and so much surer than the margin says
# is another: of slopes of 1 to 2.5 and of .98 to .995 the best for both today's articles (expected
# calibration error .005; .014 with 1 and .98) and surnames that were not counted (.017; .026).
_SUREST: Final = 0.985
_SLOPE: Final = 1.5
# A surname without a sentence is a man's in one case and a woman's in another, which its letters
# hardly tell: of slopes of .3 to .8 the likeliest for 1,285 such forms that were not counted (.63
# of the nominatives are right, .80 by the other slope).
_HIS_OR_HERS: Final = re.compile("[а-яё-]+(ов|ев|ёв|ин|ын)[ау]", re.IGNORECASE)
_SLOPE_OF_EITHER: Final = 0.55


@dataclass(frozen=True, slots=True)
class NormalForm:
    """The nominative of a name.

    Attributes:
        name: The name in the nominative.
        gender: ``"masc"``, ``"femn"``, or None when nothing tells; for people only.
        case: The case that it was in, or None when all its cases are alike.
        score: Probability that the nominative is right. Below about .9 it is a guess between
            two: «Акиру» may be Акир or Акира.
    """

    name: str
    gender: Gender | None
    case: Case | None
    score: float


def normalize(
    text: str,
    type: Type,  # noqa: A002
    *,
    start: int = 0,
    end: int | None = None,
) -> NormalForm:
    """Put a name into the nominative.

    Args:
        text: The name alone or, better, the text that it stands in: the words around it tell
            its case.
        type: ``"PER"``, ``"ORG"`` or ``"LOC"``.
        start: Offset of the name's first character in the text.
        end: Offset after its last character; by default the end of the text.

    Returns:
        The nominative with the probability that it is right.

    Raises:
        TypeError: When ``text`` is not a ``str``.
        ValueError: When ``type`` is unknown, no word stands between ``start`` and ``end``, or
            ``text`` holds a lone surrogate.

    >>> normalize("Эльвире Набиуллиной", "PER").name
    'Эльвира Набиуллина'
    >>> found = normalize("Дом по Лесной улице снесли.", "LOC", start=7, end=19)
    >>> found.name, found.case
    ('Лесная улица', 'datv')
    """
    if not isinstance(text, str):
        raise TypeError(f"text: expected str, got {text.__class__.__name__}")
    if type not in get_args(Type):
        known = ", ".join(map(repr, get_args(Type)))
        raise ValueError(f"type: {type!r} is not one of {known}")
    storable(text, "text")
    tokens = read_tokens(text)
    first = bisect_right(tokens.ends, max(start, 0))
    last = bisect_left(tokens.starts, len(text) if end is None else end)
    if not any(is_word(word) for word in tokens.words[first:last]):
        raise ValueError(f"start, end: no word stands at {start}:{end} of the text")
    recognition = recognize(tokens, name_model(None, "today"))
    span = Span(first, last, type, score=1.0)
    (name,) = normalize_spans(capitalize_names(tokens, [span]), [span], recognition)
    either = len(tokens.words) == 1 and type == "PER" and _HIS_OR_HERS.fullmatch(tokens.words[0])
    slope = _SLOPE_OF_EITHER if either else _SLOPE
    score = min(_SUREST, 1 / (1 + math.exp(-slope * name.margin)))
    return NormalForm(name.normal, name.gender, name.case, score)
