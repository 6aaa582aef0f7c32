"""``python -m ruentities.training.readings``: fit the weights by which readings are chosen.

Writes ``ruentities/data/readings.tsv``, which `ruentities.language.weights` reads: the weights of a
log-linear model, fitted by Newton's method to names whose nominative is known. The features are not
computed here again: costs are dual numbers (Clifford 1873), whose slopes are the features, and the
library's own code adds them up.

The names are the mentions of SlavicNER's training part and of today's articles in their documents,
and names made of petrovich-ruby's surnames and of the examples in ``declensions.tsv``. With
``--judge`` the model is judged by cross-validation, documents and surnames apart; with ``--folds``
the weights fitted without each fold are written instead.
"""

from __future__ import annotations

import argparse
import math
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from ruentities.corpora.folds import five_folds, split
from ruentities.corpora.readers import corpus_directory, read
from ruentities.evaluation.scorers.normals import comparison_key
from ruentities.language.names_table import built_in_aliases
from ruentities.language.weights import Weights, replaced, weights
from ruentities.normalization.normalize import choices
from ruentities.recognition.models import name_model
from ruentities.recognition.recognize import recognize
from ruentities.text.segmentation import tokenize
from ruentities.text.spans import Span
from ruentities.training.made_names import FOLDS, fold_of, made_names
from ruentities.training.weight_files import weight_file, write_weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from ruentities.corpora.gold import GoldDocument
    from ruentities.kinds import Type
    from ruentities.recognition.recognize import Recognition
    from ruentities.text.segmentation import Tokens

# How often readings are made anew with the weights fitted to the last ones: the cheapest form of
# each word is chosen before the whole name is weighed.
_ROUNDS: Final = 2
_STEPS: Final = 12
# Ridge toward the weights before: what no name tells about stays as it was.
_RIDGE: Final = 2.0
_HEADER: Final = """\
# What each feature of a reading says against it (ruentities/language/weights.py tells what the
# features are), fitted by python -m ruentities.training.readings.
"""


class Dual(float):
    """A number that knows its slope for each weight; only what costs are made by is defined."""

    slopes: Mapping[int, float]

    def __new__(cls, value: float, slopes: Mapping[int, float]) -> Dual:
        """Make one of a value and its slopes, by the numbers of the weights."""
        self = super().__new__(cls, value)
        self.slopes = slopes
        return self

    def __add__(self, other: float) -> Dual:
        if not isinstance(other, Dual):
            return Dual(float(self) + other, self.slopes)
        slopes = dict(self.slopes)
        for weight, slope in other.slopes.items():
            slopes[weight] = slopes.get(weight, 0.0) + slope
        return Dual(float(self) + float(other), slopes)

    __radd__ = __add__

    def __neg__(self) -> Dual:
        return self * -1.0

    def __sub__(self, other: float) -> Dual:
        return self + -other

    def __rsub__(self, other: float) -> Dual:
        return -self + other

    def __mul__(self, other: float) -> Dual:
        factor = float(other)
        slopes = {weight: slope * factor for weight, slope in self.slopes.items()}
        return Dual(float(self) * factor, slopes)

    __rmul__ = __mul__


@dataclass(frozen=True, slots=True)
class Document:
    """A text with names whose nominatives are known, and the fold that it is judged in."""

    tokens: Tokens
    spans: Sequence[Span]
    normals: Sequence[str]
    recognition: Recognition
    fold: int
    weight: float = 1.0


class Example(NamedTuple):
    """What a name can turn out to be.

    Attributes:
        features: Of each outcome (outcomes x weights).
        right: Whether its nominative is the known one.
        fold: The fold that it is judged in.
        weight: How much it counts.
    """

    features: NDArray[np.float64]
    right: NDArray[np.bool_]
    fold: int
    weight: float


def main(argv: Sequence[str] | None = None) -> None:
    """Fit and write the weights, or judge them by cross-validation."""
    parser = argparse.ArgumentParser(prog="python -m ruentities.training.readings")
    parser.add_argument("corpora", type=Path, help="folder with slavicner and today")
    parser.add_argument("surnames", type=Path, help="petrovich-ruby's surnames as a table")
    parser.add_argument("--judge", action="store_true", help="judge by five folds, write nothing")
    parser.add_argument(
        "--folds",
        type=Path,
        help="folder to write to instead: fold1/readings.tsv and so on, fitted without that fold",
    )
    arguments = parser.parse_args(argv)
    documents = [
        *annotated(arguments.corpora),
        *(_document(*made) for made in made_names(arguments.surnames)),
    ]
    if not (arguments.judge or arguments.folds):
        write_weights(weight_file("readings.tsv"), _HEADER, fit(documents)._asdict())
        return
    for fold in range(FOLDS):
        fitted = fit([one for one in documents if one.fold != fold])
        if arguments.folds:
            path = weight_file("readings.tsv", arguments.folds, fold)
            write_weights(path, _HEADER, fitted._asdict())
        if arguments.judge:
            with replaced(_dual(fitted)):
                held_out = list(examples([one for one in documents if one.fold == fold]))
            print(report(fold, held_out, np.array(fitted)))


def annotated(corpora: Path) -> Iterator[Document]:
    """Yield the training documents of SlavicNER and today's, but for the first fold of these."""
    slavic, _ = split(read("slavicner", corpus_directory(corpora, "slavicner")))
    for document in slavic:
        yield _gold(document, fold_of(document.name))
    folds = five_folds(read("today", corpus_directory(corpora, "today")))
    for fold, group in enumerate(folds):
        for document in group if fold else ():
            yield _gold(document, fold)


def _gold(document: GoldDocument, fold: int) -> Document:
    names = [
        (mention.start, mention.end, mention.type, mention.normal)
        for mention in document.mentions
        if mention.normal
    ]
    return _document(document.text, names, fold)


def _document(
    text: str, names: Sequence[tuple[int, int, Type, str]], fold: int, weight: float = 1.0
) -> Document:
    tokens = tokenize(text)
    spans = []
    for start, end, kind, _ in names:
        first = bisect_right(tokens.ends, start)
        last = max(bisect_left(tokens.starts, end), first + 1)
        spans.append(Span(first, last, kind, score=1.0))
    recognition = recognize(tokens, name_model(None, "today"))
    normals = [normal for *_, normal in names]
    return Document(tokens, spans, normals, recognition, fold, weight)


def fit(documents: Sequence[Document]) -> Weights:
    """Fit the weights to documents, beginning with the present ones."""
    fitted = weights()
    for _ in range(_ROUNDS):
        with replaced(_dual(fitted)):
            made = list(examples(documents))
        fitted = Weights(*newton(made, np.array(fitted)).tolist())
    return fitted


def _dual(values: Weights) -> Weights:
    return Weights(*(Dual(value, {number: 1.0}) for number, value in enumerate(values)))


def examples(documents: Iterable[Document]) -> Iterator[Example]:
    """Yield what each name can turn out to be, where there is more than one thing."""
    aliases = built_in_aliases()
    documents = list(documents)
    seen = Counter(key for document in documents for key in _keys(document))
    for document in documents:
        found = choices(document.tokens, document.spans, document.recognition, aliases)
        for outcomes, normal, key in zip(found, document.normals, _keys(document), strict=True):
            if len(outcomes) > 1:
                features = np.zeros((len(outcomes), len(Weights._fields)))
                for row, (_, cost) in zip(features, outcomes, strict=True):
                    for weight, slope in getattr(cost, "slopes", {}).items():
                        row[weight] = slope
                wanted = comparison_key(normal)
                right = np.array([comparison_key(name.normal) == wanted for name, _ in outcomes])
                weight = document.weight / math.sqrt(seen[key])
                yield Example(features, right, document.fold, weight)


def _keys(document: Document) -> list[tuple[str, str]]:
    """Return each name with its nominative; one that stands everywhere counts less each time."""
    tokens = document.tokens
    return [
        (tokens.text[tokens.starts[span.start] : tokens.ends[span.end - 1]], normal)
        for span, normal in zip(document.spans, document.normals, strict=True)
    ]


def newton(made: Sequence[Example], start: NDArray[np.float64]) -> NDArray[np.float64]:
    """Maximize the likelihood of the right nominatives, which is that of their likeliest reading.

    Args:
        made: Names with one right outcome at least; others say nothing.
        start: The weights to begin with, toward which a ridge pulls.
    """
    made = [example for example in made if example.right.any() and not example.right.all()]
    values = start.copy()
    for _ in range(_STEPS):
        slope = _RIDGE * (values - start)
        curve = _RIDGE * np.eye(len(values))
        for features, right, _, weight in made:
            chances = _chances(features, values)
            mean = chances @ features
            best = features[np.where(right, chances, -1.0).argmax()]
            slope += weight * (best - mean)
            centred = features - mean
            curve += weight * (centred * chances[:, None]).T @ centred
        step = np.linalg.solve(curve, slope)
        values -= step
        if np.abs(step).max() < 1e-3:
            break
    return values


def _chances(features: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    costs = features @ values
    chances: NDArray[np.float64] = np.exp(costs.min() - costs)
    return chances / chances.sum()


def report(fold: int, made: Sequence[Example], values: NDArray[np.float64]) -> str:
    """Tell how many names that can be read in several ways are read rightly by some weights.

    Args:
        fold: Number of the fold.
        made: Its names.
        values: Weights that were fitted without it.
    """
    readable = [example for example in made if example.right.any()]
    right = sum(bool(one.right[(one.features @ values).argmin()]) for one in readable)
    return f"fold {fold}: {right} of {len(readable)} right, {len(made)} names in all"


if __name__ == "__main__":
    main()
