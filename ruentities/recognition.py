"""Tokens to typed spans with probabilities, and the grammar of each name in its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from ruentities import crf
from ruentities.encoder import load, possible_transitions, shipped
from ruentities.network import grammar_tagger, name_tagger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from ruentities.kinds import Type
    from ruentities.segmentation import Tokens

# What the networks read at the beginning of a text and of each block of it: their training
# texts ran on, so that they expect a sentence to begin after the end of another. Without it
# «Путин прилетел в Москву.» has no Путин, and a headline fuses with the line below.
_FULL_STOP: Final = "."

TYPES: Final[tuple[Type, ...]] = ("PER", "ORG", "LOC")
_SLOVNETS: Final = "collection5"

CASES: Final = ("nomn", "gent", "datv", "accs", "ablt", "loct")
GENDERS: Final = ("masc", "femn", "neut")
NUMBERS: Final = ("sing", "plur")

_FEATURES: Final = {
    "Case": dict(zip(("Nom", "Gen", "Dat", "Acc", "Ins", "Loc"), CASES, strict=True)),
    "Gender": dict(zip(("Masc", "Fem", "Neut"), GENDERS, strict=True)),
    "Number": dict(zip(("Sing", "Plur"), NUMBERS, strict=True)),
}
_GRAMMEMES: Final = (*CASES, *GENDERS, *NUMBERS)


@dataclass(frozen=True, slots=True)
class Span:
    """A name among the tokens.

    Attributes:
        start: Number of its first token.
        end: Number of the token after its last.
        type: ``"PER"``, ``"ORG"`` or ``"LOC"``.
        score: Probability that exactly this span is a name of this type.
        nested: Whether it lies inside a longer span.
    """

    start: int
    end: int
    type: Type
    score: float
    nested: bool = False

    @property
    def order(self) -> tuple[int, int]:
        """Sort key of text order: a longer span before what it holds."""
        return self.start, -self.end


def covered(spans: Iterable[Span]) -> set[int]:
    """Return the numbers of the tokens that some span holds."""
    return {place for span in spans for place in range(span.start, span.end)}


@dataclass(frozen=True, slots=True)
class Recognition:
    """What the model found in a text.

    Attributes:
        spans: Flat spans in text order, with the CRF's probability of each.
        chances: For each type, the probability of each token to belong to a name of it.
    """

    spans: list[Span]
    chances: dict[Type, NDArray[np.float64]]

    def chance(self, start: int, end: int, kind: Type) -> float:
        """Return the mean probability of some tokens to belong to a name of a type."""
        return float(self.chances[kind][start:end].mean())


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the words around a token say of its case, gender and number.

    Attributes:
        weights: Probability of each grammeme (``CASES``, then ``GENDERS``, then ``NUMBERS``),
            each of the three groups summing to at most 1: an adverb has no case.
    """

    weights: dict[str, float]

    def weight(self, grammeme: str) -> float:
        """Return the probability of a grammeme such as ``"gent"``."""
        return self.weights[grammeme]


@dataclass(frozen=True, slots=True)
class NameModel:
    """A model that tells names from other words.

    Attributes:
        tags: O, and B and I of each type.
        transitions: Score of one tag after another (from x to).
        scores: Gives each word of a text a score for each tag (words x tags).
    """

    tags: tuple[str, ...]
    transitions: NDArray[np.float32]
    scores: Callable[[Sequence[str]], NDArray[np.float32]]


def name_model(model: str | Path | None, convention: str) -> NameModel:
    """Return a model, loaded.

    Args:
        model: None for the one that comes with the library, ``"natasha"`` for slovnet's of
            natasha's wheel, or the path of one that you trained.
        convention: Name of the annotation convention, which counts for a model that knows
            several.

    Raises:
        FileNotFoundError: When there is no such file.
        ValueError: When the file is no model, or the model does not know the convention.
    """
    if model == "natasha":
        if convention != _SLOVNETS:
            raise ValueError(f"model: 'natasha' knows the convention {_SLOVNETS}, not {convention}")
        tagger = name_tagger()
        assert tagger.transitions is not None
        return NameModel(tagger.tags, tagger.transitions, tagger.scores)
    encoder = shipped() if model is None else load(Path(model))
    if len(encoder.heads) == 1:
        (convention,) = encoder.heads
    if convention not in encoder.heads:
        known = ", ".join(encoder.heads)
        raise ValueError(f"model: {model} knows the conventions {known}, not {convention}")
    return NameModel(
        encoder.tags,
        possible_transitions(encoder.tags),
        partial(encoder.scores, head=convention),
    )


def recognize(tokens: Tokens, model: NameModel) -> Recognition:
    """Find the names in a text.

    Args:
        tokens: The whole text: the answer for a name depends on what stands around it.
        model: What tells names from other words.

    Returns:
        The spans and what the model believes of each token.
    """
    if not tokens.words:
        return Recognition([], {})
    words, places = framed(tokens)
    scores = model.scores(words)
    tags = model.tags
    names = [tags[number] for number in crf.best_tags(scores, model.transitions)[places]]
    chain = crf.marginals(scores, model.transitions)
    spans = []
    for start, end, kind in _bio_spans(names, tokens.breaks):
        first = int(places[start])
        begin, inside = tags.index(f"B-{kind}"), tags.index(f"I-{kind}")
        score = chain.span(first, first + end - start, begin, inside)
        spans.append(Span(start, end, kind, min(1.0, score)))
    inside_tags = chain.tags[places]
    chances: dict[Type, NDArray[np.float64]] = {
        kind: inside_tags[:, tags.index(f"B-{kind}")] + inside_tags[:, tags.index(f"I-{kind}")]
        for kind in TYPES
    }
    return Recognition(spans, chances)


def read_grammar(tokens: Tokens, wanted: Sequence[int]) -> dict[int, Grammar]:
    """Read the grammar of some tokens in their sentences.

    Args:
        tokens: The whole text.
        wanted: Numbers of the tokens to read.

    Returns:
        The grammar of each wanted token.
    """
    if not wanted:
        return {}
    words, places = framed(tokens)
    scores = grammar_tagger().scores(words)[places[list(wanted)]].astype(np.float64)
    chances = np.exp(scores - scores.max(1, keepdims=True))
    chances /= chances.sum(1, keepdims=True)
    weights = chances @ _tag_grammemes()
    return {
        token: Grammar(dict(zip(_GRAMMEMES, row.tolist(), strict=True)))
        for token, row in zip(wanted, weights, strict=True)
    }


def framed(tokens: Tokens) -> tuple[list[str], NDArray[np.int64]]:
    """Return the words with a full stop before and after each block, and each token's place."""
    words = [_FULL_STOP]
    places = np.empty(len(tokens), np.int64)
    for index, word in enumerate(tokens.words):
        if index in tokens.breaks:
            words.append(_FULL_STOP)
        places[index] = len(words)
        words.append(word)
    words.append(_FULL_STOP)
    return words, places


def _bio_spans(tags: Sequence[str], breaks: frozenset[int]) -> Iterator[tuple[int, int, Type]]:
    start, kind = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        if kind and (tag != f"I-{kind}" or index in breaks):
            yield start, index, kind  # type: ignore[misc]
            kind = ""
        if not kind and tag != "O":
            start, kind = index, tag[2:]


@lru_cache(maxsize=1)
def _tag_grammemes() -> NDArray[np.float64]:
    """Return which grammemes each tag of the morphology tagger carries (tags x grammemes)."""
    tags = grammar_tagger().tags
    carried = np.zeros((len(tags), len(_GRAMMEMES)))
    for row, tag in enumerate(tags):
        for feature in tag.split("|")[1:]:
            name, _, value = feature.partition("=")
            grammeme = _FEATURES.get(name, {}).get(value)
            if grammeme:
                carried[row, _GRAMMEMES.index(grammeme)] = 1
    return carried
