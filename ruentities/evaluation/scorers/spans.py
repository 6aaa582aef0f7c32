"""Recognition: are the right stretches of text marked with the right type?"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from razdel import tokenize

from ruentities.evaluation.scorers.scores import (
    ByType,
    Counts,
    gold_spans,
    predicted_spans,
    same_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruentities.evaluation.scorers.scores import Pairs, Span
    from ruentities.kinds import Type


def token_scores(pairs: Pairs) -> ByType[Counts]:
    """Score recognition token by token, as naeval does for its published tables.

    Texts are cut into razdel's tokens. A token has the type of the outermost mention that its
    first character stands in, or none; where a mention begins makes no difference (I/O tags,
    not B/I/O). For each type, ``tp`` counts the tokens that have it in both documents, ``gold``
    and ``predicted`` those that have it in one; the counts of all documents are summed before
    anything is divided.

    Source: naeval, https://github.com/natasha/naeval, the NER section. Of two outermost
    mentions that cross, the earlier one holds the token.

    Args:
        pairs: Gold and predicted documents over the same texts.

    Raises:
        ValueError: When the two texts of a pair differ.
    """

    def tokens() -> Iterator[tuple[list[Span], list[Span]]]:
        for gold, predicted in same_text(pairs):
            borders = [(token.start, token.stop) for token in tokenize(gold.text)]
            yield (
                _typed_tokens(borders, gold_spans(gold, nested=False)),
                _typed_tokens(borders, predicted_spans(predicted, nested=False)),
            )

    return _counts(tokens())


def exact_scores(pairs: Pairs, *, nested: bool = False) -> ByType[Counts]:
    """Score recognition mention by mention: same start, same end and same type, or wrong.

    The measure of the CoNLL-2003 shared task (Tjong Kim Sang and De Meulder 2003), counted over
    all documents. A span that is predicted twice is right at most as often as the gold standard
    has it.

    Args:
        pairs: Gold and predicted documents over the same texts.
        nested: Compare mentions on all layers. Otherwise only the outermost ones on both
            sides: what lies inside a longer mention is neither asked for nor punished.

    Returns:
        Counts of mentions, per type; ``.total`` is the micro-average.

    Raises:
        ValueError: When the two texts of a pair differ.
    """
    return _counts(
        (gold_spans(gold, nested=nested), predicted_spans(predicted, nested=nested))
        for gold, predicted in same_text(pairs)
    )


def _typed_tokens(borders: list[tuple[int, int]], spans: list[Span]) -> list[Span]:
    """Return the tokens that begin in a span, each with the span's type."""
    typed: list[Span] = []
    position = 0
    for start, end, type_ in sorted(spans, key=lambda span: (span[0], -span[1])):
        while position < len(borders) and borders[position][0] < start:
            position += 1
        while position < len(borders) and borders[position][0] < end:
            typed.append((*borders[position], type_))
            position += 1
    return typed


def _counts(documents: Iterable[tuple[list[Span], list[Span]]]) -> ByType[Counts]:
    right: Counter[Type] = Counter()
    wanted: Counter[Type] = Counter()
    found: Counter[Type] = Counter()
    for gold, predicted in documents:
        wanted.update(type_ for _, _, type_ in gold)
        found.update(type_ for _, _, type_ in predicted)
        both = Counter(gold) & Counter(predicted)
        right.update(type_ for _, _, type_ in both.elements())
    return ByType.of(lambda type_: Counts(right[type_], wanted[type_], found[type_]))
