"""The values that every scorer returns, and what every scorer reads from a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ruentities.corpora.gold import GoldDocument, GoldMention
    from ruentities.kinds import Type
    from ruentities.result.document import Document
    from ruentities.result.entity import Mention

    Pairs: TypeAlias = Iterable[tuple[GoldDocument, Document]]
    Span: TypeAlias = tuple[int, int, Type]

TYPES: tuple[Type, ...] = ("PER", "LOC", "ORG")


def harmonic_mean(precision: float, recall: float) -> float:
    """Return F1 (van Rijsbergen 1979), 0 when both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _share(part: float, whole: float, *, nothing_to_do: bool) -> float:
    return part / whole if whole else float(nothing_to_do)


@dataclass(frozen=True, slots=True)
class Counts:
    """What was right, what there was to find and what was found, summed over documents.

    Where there was nothing to find and nothing was found, every figure is 1; any other share
    of nothing is 0.

    Attributes:
        tp: How many items are both in the gold standard and in the prediction.
        gold: How many items are in the gold standard.
        predicted: How many items are in the prediction.
    """

    tp: float = 0
    gold: int = 0
    predicted: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.gold + other.gold, self.predicted + other.predicted)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return _share(self.tp, self.predicted, nothing_to_do=not self.gold)

    @property
    def recall(self) -> float:
        """The share of what there was to find that was found."""
        return _share(self.tp, self.gold, nothing_to_do=not self.predicted)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return harmonic_mean(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class WeightedCounts:
    """As `Counts`, for measures that give partial credit, unlike for precision and recall.

    Attributes:
        correct: Credit for what was predicted, at most ``predicted``.
        predicted: The greatest possible ``correct``.
        recalled: Credit for what is in the gold standard, at most ``gold``.
        gold: The greatest possible ``recalled``.
    """

    correct: float = 0.0
    predicted: int = 0
    recalled: float = 0.0
    gold: int = 0

    def __add__(self, other: WeightedCounts) -> WeightedCounts:
        return WeightedCounts(
            self.correct + other.correct,
            self.predicted + other.predicted,
            self.recalled + other.recalled,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """The share of the credit for what was predicted."""
        return _share(self.correct, self.predicted, nothing_to_do=not self.gold)

    @property
    def recall(self) -> float:
        """The share of the credit for what is in the gold standard."""
        return _share(self.recalled, self.gold, nothing_to_do=not self.predicted)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return harmonic_mean(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How many of the cases are right, summed over documents.

    Attributes:
        correct: How many are right.
        total: How many there are.
    """

    correct: int = 0
    total: int = 0

    def __add__(self, other: Accuracy) -> Accuracy:
        return Accuracy(self.correct + other.correct, self.total + other.total)

    @property
    def value(self) -> float:
        """The share that is right, 1 where there are no cases."""
        return _share(self.correct, self.total, nothing_to_do=True)


Score = TypeVar("Score", Counts, Accuracy)


@dataclass(frozen=True, slots=True)
class ByType(Generic[Score]):
    """A score for each type of entity.

    Attributes:
        per: Of people.
        loc: Of places.
        org: Of organizations.
    """

    per: Score
    loc: Score
    org: Score

    @classmethod
    def of(cls, score: Callable[[Type], Score]) -> ByType[Score]:
        """Ask for the score of each type."""
        return cls(per=score("PER"), loc=score("LOC"), org=score("ORG"))

    @property
    def total(self) -> Score:
        """The score over all types together (micro-average)."""
        return self.per + self.loc + self.org


def same_text(pairs: Pairs) -> Iterator[tuple[GoldDocument, Document]]:
    """Pass the pairs on, each checked to be about one text.

    Raises:
        ValueError: When a predicted document's text differs from the gold text, so that
            offsets in one mean nothing in the other.
    """
    for gold, predicted in pairs:
        if gold.text != predicted.text:
            raise ValueError(f"{gold.corpus}/{gold.name}: the predicted document's text differs")
        yield gold, predicted


def gold_span(mention: GoldMention) -> Span:
    """Return where the mention is and what type it has."""
    return mention.start, mention.end, mention.type


def typed_mentions(document: Document) -> Iterator[tuple[Span, Mention]]:
    """Yield every mention of every entity with where it is and what type it has."""
    for entity in document.entities:
        for mention in entity.mentions:
            yield (mention.start, mention.end, entity.type), mention


def gold_spans(document: GoldDocument, *, nested: bool) -> list[Span]:
    """Return the gold spans, with or without those that lie inside a longer one."""
    return [gold_span(mention) for mention in document.mentions if nested or not mention.nested]


def predicted_spans(document: Document, *, nested: bool) -> list[Span]:
    """Return the predicted spans, with or without those that lie inside a longer one."""
    return [span for span, mention in typed_mentions(document) if nested or not mention.nested]
