"""Where the time of one text goes, stage by stage, and the floor under any pipeline like ours."""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import numpy as np
import razdel
from threadpoolctl import threadpool_limits

from ruentities import extractor
from ruentities.evaluation.tables import Column, Table
from ruentities.language.morphology import readings
from ruentities.recognition.encoder import shipped
from ruentities.recognition.models import name_model
from ruentities.recognition.recognize import recognize
from ruentities.text.segmentation import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_Arguments = ParamSpec("_Arguments")
_Answer = TypeVar("_Answer")

# The names by which `extract` calls what it does, in its order.
_STAGES = ("read_tokens", "recognize", "repair", "normalize", "link")
_FIRST = "Анна Ахматова жила в Ленинграде."
_TRIES = 5


def stages(texts: Sequence[str], note: str) -> Table:
    """Measure the stages of `extract` on texts never seen before."""
    seconds = in_fresh_process(_stage_seconds, texts)
    tokens = count_tokens(texts)
    whole = seconds["extract"]
    rest = whole - sum(seconds[stage] for stage in _STAGES)
    parts = [*((stage, seconds[stage]) for stage in _STAGES), ("the rest", rest)]
    return Table(
        question="speed",
        title="Stages of ruentities",
        note=f"{note} {len(texts)} documents, one round.",
        columns=(Column("Stage"), Column("µs/token", ".2f"), Column("Share", ".1%")),
        rows=tuple((name, took / tokens * 1e6, took / whole) for name, took in parts),
    )


def recognition_beside_slovnet(texts: Sequence[str], note: str) -> Table:
    """Measure tokens to spans: our model, and slovnet's own inference, which natasha uses."""
    new, again, slovnets = in_fresh_process(_recognition_seconds, texts)
    rows = (
        ("ruentities, texts never seen", new),
        ("ruentities, same texts again", again),
        ("slovnet", slovnets),
    )
    return Table(
        question="speed",
        title="From tokens to spans",
        note=f"{note} {len(texts)} documents one by one, the best of {_TRIES} rounds.",
        columns=(
            Column("System"),
            Column("µs/token", ".2f"),
            Column("times slovnet's rate", ".2f"),
        ),
        rows=tuple((name, took * 1e6, slovnets / took) for name, took in rows),
    )


def _recognition_seconds(texts: Sequence[str]) -> tuple[float, float, float]:
    """Return the seconds of a token: of ours, words new and words known, and of slovnet's."""
    from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter

    tagger, segmenter = NewsNERTagger(NewsEmbedding()), Segmenter()
    docs = [Doc(text) for text in texts]
    for doc in docs:
        doc.segment(segmenter)
    tokens = [tokenize(text) for text in texts]
    new: list[float] = []
    again: list[float] = []
    slovnets: list[float] = []
    for _ in range(_TRIES):
        # What it keeps of words goes with the model.
        shipped.cache_clear()
        model = name_model(None, "today")
        recognize(tokenize(_FIRST), model)
        for found in (new, again):
            start = time.perf_counter()
            for words in tokens:
                recognize(words, model)
            found.append(time.perf_counter() - start)
        start = time.perf_counter()
        for doc in docs:
            doc.tag_ner(tagger)
        slovnets.append(time.perf_counter() - start)
    count = count_tokens(texts)
    return min(new) / count, min(again) / count, min(slovnets) / count


def floor(texts: Sequence[str], note: str) -> Table:
    """What no pipeline on razdel and matrix products can do without."""
    tokens, words, rate = in_fresh_process(_floor_figures, texts)
    return Table(
        question="speed",
        title="The floor",
        note=f"{note} The best of {_TRIES}; each word once.",
        columns=(Column("Measure"), Column("Figure", ",.2f")),
        rows=(
            ("razdel.tokenize alone, µs/token", tokens * 1e6),
            ("readings of a new word, µs/word", words * 1e6),
            ("float32 matrix product of numpy, GFLOP/s", rate / 1e9),
        ),
    )


def _floor_figures(texts: Sequence[str]) -> tuple[float, float, float]:
    """Return the seconds of a token and of a word, and floating-point operations a second."""

    def seconds(work: Callable[[], object]) -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    words = {token.text for text in texts for token in razdel.tokenize(text)}
    readings("Тула")
    read = seconds(lambda: [readings(word) for word in words])
    split = min(seconds(lambda: count_tokens(texts)) for _ in range(_TRIES))
    # As many words as a batch holds, as wide as a layer.
    count, width = 4096, 256
    left = np.ones((count, width), np.float32)
    right = np.ones((width, width), np.float32)
    product = min(seconds(lambda: left @ right) for _ in range(_TRIES))
    return split / count_tokens(texts), read / len(words), 2 * count * width * width / product


def _stage_seconds(texts: Sequence[str]) -> dict[str, float]:
    """Time `extract` and, by the names it calls them, its stages. For a process to itself."""
    seconds = dict.fromkeys(("extract", *_STAGES), 0.0)

    def timed(name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(stage)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            answer = stage(*args, **kwargs)
            seconds[name] += time.perf_counter() - start
            return answer

        return wrapped

    extractor.extract(_FIRST)
    for name in seconds:
        setattr(extractor, name, timed(name, getattr(extractor, name)))
    for text in texts:
        extractor.extract(text)
    return seconds


def count_tokens(texts: Sequence[str]) -> int:
    """Return how many tokens razdel makes of some texts."""
    return sum(1 for text in texts for _ in razdel.tokenize(text))


def in_fresh_process(
    function: Callable[_Arguments, _Answer], *args: _Arguments.args, **kwargs: _Arguments.kwargs
) -> _Answer:
    """Call a function in a process of its own, with one BLAS thread."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context, _pin_threads) as executor:
        return executor.submit(function, *args, **kwargs).result()


def _pin_threads() -> None:
    """Pin BLAS to one thread; that this module is imported for it has loaded BLAS by then."""
    threadpool_limits(1)
