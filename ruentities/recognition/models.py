"""The two models that tell names from other words: the library's own, and natasha's."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from ruentities.kinds import CASES, GENDERS, NUMBERS, TYPES
from ruentities.recognition.decoding import best_tags, log_odds, softmax, span_chance
from ruentities.recognition.encoder import (
    APART,
    Answers,
    load,
    possible_transitions,
    shipped,
)
from ruentities.recognition.model_file import checksum
from ruentities.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from ruentities.recognition.encoder import Encoder

    # What it believes of a text does not depend on those beside it.
    NameModel = Callable[[Sequence["Framed"]], list["Beliefs"]]
    Place = tuple[int, int, int]

TAGS: Final = ("O", *(f"{part}-{kind}" for kind in TYPES for part in "BI"))
GRAMMEMES: Final = (*CASES, *GENDERS, *NUMBERS)

# Collection5's is what slovnet was trained on; the default scheme makes do with it.
_DEFAULT: Final = "today"
_SLOVNETS: Final = ("collection5", _DEFAULT)
_FEATURES: Final[dict[str, dict[str, str]]] = {
    "Case": dict(zip(("Nom", "Gen", "Dat", "Acc", "Ins", "Loc"), CASES, strict=True)),
    "Gender": dict(zip(("Masc", "Fem", "Neut"), GENDERS, strict=True)),
    "Number": dict(zip(("Sing", "Plur"), NUMBERS, strict=True)),
}

# Of a probability.
_DIGITS: Final = 6

# Which tag may follow which.
ALLOWED: Final = possible_transitions(TAGS)


@dataclass(frozen=True, slots=True)
class Framed:
    """A text as the networks read it.

    Attributes:
        words: Its words, full stops around each block.
        frame: Which of them are such full stops.
        caseless: Which of them stand in one-case text; None where none does.
    """

    words: list[str]
    frame: NDArray[np.bool_]
    caseless: NDArray[np.bool_] | None


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What a model believes of the words of a text.

    Attributes:
        tags: The best tag of each word: its number in `TAGS`.
        rows: Row of each word in the following.
        chances: Probability of each tag (rows x tags).
        inner: Score of each for names inside names, or None where the model does not know them.
        grammar: Probability of each grammeme (rows x grammemes).
        spans: Given the first word, the word after the last and the number of the tag that
            begins it, of some spans, the probability of exactly each of them.
    """

    tags: NDArray[np.int64]
    rows: NDArray[np.int64]
    chances: NDArray[np.floating]
    inner: NDArray[np.float32] | None
    grammar: NDArray[np.floating]
    spans: Callable[[Sequence[Place]], list[float]]


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
        if convention not in _SLOVNETS:
            raise ValueError(
                f"model: 'natasha' knows the convention {_SLOVNETS[0]}, not {convention}"
            )
        # Imported where it is asked for: it has its own network and its own decoding.
        from ruentities.recognition.slovnet import grammar_tagger, name_tagger

        name_tagger()
        grammar_tagger()
        return _slovnets_beliefs
    encoder = shipped(_file(convention)) if model is None else load(Path(model))
    answers = 2 * len(encoder.heads) * len(TAGS) + len(GRAMMEMES)
    if encoder.tags != TAGS or len(encoder.bias) != answers:
        raise ValueError(f"model: {model} knows other tags than this version of ruentities")
    if len(encoder.heads) == 1:
        (convention,) = encoder.heads
    if convention not in encoder.heads:
        known = ", ".join(encoder.heads)
        raise ValueError(f"model: {model} knows the conventions {known}, not {convention}")
    return partial(_own_beliefs, encoder, convention)


def _file(convention: str) -> str:
    """Return the name of the model that comes with the library for a convention."""
    return "model" if convention == _DEFAULT else "corpora"


def model_label(model: str | Path | None, convention: str) -> str:
    """Return what tells a model from others: a version of ruentities and the file's checksum.

    Args:
        model: As `name_model` takes it.
        convention: The same.

    Raises:
        FileNotFoundError: When there is no such file.
    """
    if model == "natasha":
        return f"ruentities {VERSION}, natasha's model"
    if model is None:
        with as_file(files("ruentities").joinpath(f"data/{_file(convention)}.npz")) as path:
            return f"ruentities {VERSION}, model {checksum(path)[:8]}"
    return f"ruentities {VERSION}, model {checksum(Path(model))[:8]}"


def _own_beliefs(encoder: Encoder, head: str, texts: Sequence[Framed]) -> list[Beliefs]:
    words: list[str] = []
    begins = []
    for text in texts:
        words += APART if words else ()
        begins.append(len(words))
        words += text.words
    borders = [(begin, begin + len(text.words)) for begin, text in zip(begins, texts, strict=True)]
    caseless = None
    if any(text.caseless is not None for text in texts):
        caseless = np.zeros(len(words), np.bool_)
        for (start, end), text in zip(borders, texts, strict=True):
            caseless[start:end] = False if text.caseless is None else text.caseless
    answers = encoder.answers(words, head, caseless)
    if caseless is not None:
        # What the dictionary makes of the case is a second opinion on words without one.
        answers = _with_second(answers, encoder.answers(words, head))
    for (start, end), text in zip(borders, texts, strict=True):
        # Before «Ирину ждут» it would pass for the end of an initial.
        answers.rows[start:end][text.frame] = 0
    scores: NDArray[np.floating] = answers.tags
    best = best_tags(scores.take(answers.rows, 0), ALLOWED)
    tags = softmax(scores, out=scores)
    slope, offset = encoder.calibration[encoder.heads.index(head)].tolist()
    return [
        Beliefs(
            tags=best[start:end],
            rows=answers.rows[start:end],
            chances=tags,
            inner=answers.inner,
            grammar=answers.grammar,
            spans=partial(_calibrated, tags, answers.rows[start:end], slope, offset),
        )
        for start, end in borders
    ]


def _with_second(answers: Answers, second: Answers) -> Answers:
    """Return answers with the mean of two scores of each tag, a row for each word."""
    rows = answers.rows
    tags = (answers.tags[rows] + second.tags[second.rows]) / 2
    every = np.arange(1, len(rows) + 1)
    return Answers(
        every,
        np.concatenate([answers.tags[:1], tags]),
        np.concatenate([answers.inner[:1], answers.inner[rows]]),
        np.concatenate([answers.grammar[:1], answers.grammar[rows]]),
    )


def _calibrated(
    tags: NDArray[np.floating],
    rows: NDArray[np.int64],
    slope: float,
    offset: float,
    spans: Sequence[Place],
) -> list[float]:
    # A full stop of the frame stands before the first word and after the last. The words of all
    # spans are read at once: span by span it takes as long as all the rest.
    places = [place for start, end, _ in spans for place in range(start - 1, end + 1)]
    begins = np.array(
        [begin for start, end, begin in spans for _ in range(start - 1, end + 1)], int
    )
    at = rows[np.array(places, int)]
    around = list(zip(tags[at, begins].tolist(), tags[at, begins + 1].tolist(), strict=True))
    found = []
    done = 0
    for start, end, _ in spans:
        claimed = log_odds(span_chance(around[done : done + end - start + 2]))
        done += end - start + 2
        # Exponential and logarithm give other last digits with other processors.
        found.append(round(1 / (1 + math.exp(-slope * claimed - offset)), _DIGITS))
    return found


def _slovnets_beliefs(texts: Sequence[Framed]) -> list[Beliefs]:
    # Its products are not exact: each text by itself.
    return [_slovnets_belief(text.words) for text in texts]


def _slovnets_belief(words: Sequence[str]) -> Beliefs:
    from ruentities.recognition import slovnet_crf
    from ruentities.recognition.slovnet import name_tagger

    tagger = name_tagger()
    assert tagger.transitions is not None
    order = [tagger.tags.index(tag) for tag in TAGS]
    scores = tagger.scores(words)[:, order]
    transitions = tagger.transitions[np.ix_(order, order)]
    chain = slovnet_crf.marginals(scores, transitions)
    return Beliefs(
        tags=slovnet_crf.best_tags(scores, transitions),
        rows=np.arange(len(words)),
        chances=chain.tags,
        inner=None,
        grammar=slovnets_grammar(words),
        spans=lambda spans: [
            min(1.0, chain.span(start, end, begin, begin + 1)) for start, end, begin in spans
        ],
    )


def slovnets_grammar(words: Sequence[str]) -> NDArray[np.float64]:
    """Return the probability of each grammeme for each word (words x grammemes)."""
    from ruentities.recognition.slovnet import grammar_tagger

    return softmax(grammar_tagger().scores(words)).astype(np.float64) @ _tag_grammemes()


@lru_cache(maxsize=1)
def _tag_grammemes() -> NDArray[np.float64]:
    """Return which grammemes each tag of the morphology tagger carries (tags x grammemes)."""
    from ruentities.recognition.slovnet import grammar_tagger

    tags = grammar_tagger().tags
    carried = np.zeros((len(tags), len(GRAMMEMES)))
    for row, tag in enumerate(tags):
        for feature in tag.split("|")[1:]:
            name, _, value = feature.partition("=")
            grammeme = _FEATURES.get(name, {}).get(value)
            if grammeme:
                carried[row, GRAMMEMES.index(grammeme)] = 1
    return carried
