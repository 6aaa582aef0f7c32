"""Samples to packs: several documents, or pieces of them, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import torch

from ruentities.training.data import UNTAGGED

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from torch import Tensor

    from ruentities.training.data import Sample, Vocabulary
    from ruentities.training.recipe import Recipe

    Floats = NDArray[np.floating]

_PACK: Final = 4000
# Words between documents: as many as the widest layer looks to one side.
_BETWEEN: Final = 2
# Share of pieces that lose their full stop.
_OPEN_END: Final = 0.2


@dataclass(frozen=True, slots=True)
class Lessons:
    """What others believe of each word of each sample.

    Attributes:
        grammar: Probability of each grammeme (words x grammemes), by slovnet's tagger.
        tags: Probability of each tag in each convention, then inside names in each
            (words x 2 * heads x tags), by the teachers, where there are any; zero for a
            convention that they do not know.
    """

    grammar: Sequence[Floats]
    tags: Sequence[Floats] | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """Several documents one after the other, with room between them.

    Attributes:
        words: Number of each word; 0 between documents.
        shapes: Its shape; 0 between documents.
        stems: Its stem's number in the pack, or -1.
        tags: Its tag, or `UNTAGGED`.
        inner: Its tag inside names, or `UNTAGGED`.
        heads: The convention of its tag.
        grammar: The grammar lesson.
        taught: The teachers' lesson.
    """

    words: Tensor
    shapes: Tensor
    stems: Tensor
    tags: Tensor
    inner: Tensor
    heads: Tensor
    grammar: Tensor | None = None
    taught: Tensor | None = None


class Words:
    """What the network is told of a vocabulary's words.

    Args:
        vocabulary: The words.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vectors = torch.tensor(vocabulary.vectors())
        self.buckets, self.begins = vocabulary.letters()

    def ngrams(self, words: NDArray[np.int64]) -> tuple[Tensor, Tensor]:
        """Return the n-gram buckets of some words, and where each word's begin."""
        begins = self.begins[words]
        counts = self.begins[words + 1] - begins
        offsets = np.concatenate([[0], np.cumsum(counts)[:-1]])
        flat = np.repeat(begins - offsets, counts) + np.arange(counts.sum())
        return torch.tensor(self.buckets[flat]), torch.tensor(offsets)


def packs(
    samples: Sequence[Sample],
    shown: Iterable[int],
    chance: random.Random,
    lessons: Lessons,
    recipe: Recipe,
) -> Iterator[Pack]:
    """Yield samples, shuffled, some cut, a share of them as one-case text.

    Args:
        samples: All samples.
        shown: Numbers of those to yield.
        chance: Of all that is random.
        lessons: What others believe of each sample.
        recipe: How many are cut, and shown as one-case text.
    """
    order = list(shown)
    chance.shuffle(order)
    chosen: list[Sample] = []
    grammar: list[Floats] = []
    taught: list[Floats] = []
    size = 0
    for number in order:
        sample = samples[number]
        if chance.random() < recipe.caseless:
            sample = sample.caseless()
        for places in _pieces(sample, chance, recipe.cuts):
            chosen.append(sample.part(places))
            grammar.append(lessons.grammar[number][places])
            if lessons.tags:
                taught.append(lessons.tags[number][places])
            size += len(places) + _BETWEEN
        if size >= _PACK or number == order[-1]:
            yield pack_of(chosen, grammar, taught)
            chosen, grammar, taught, size = [], [], [], 0


def _pieces(
    sample: Sample, chance: random.Random, cuts: Sequence[float]
) -> Iterator[NDArray[np.int64]]:
    """Cut most documents at the end of sentences, some into single ones.

    Articles do not end in a name, so that a network which has only seen whole ones finds no
    Москва in «Анна Ахматова жила в Москве.» Each piece is framed by full stops, as a text is.
    """
    length = len(sample.words)
    stops = np.flatnonzero(sample.stops[1:-2]) + 1
    share = chance.choice(cuts)
    chosen = [place for place in stops.tolist() if chance.random() < share]
    for before, end in pairwise([0, *chosen, length - 1]):
        inside = range(before + 1, end + 1)
        if end < length - 1 and chance.random() < _OPEN_END:
            inside = range(before + 1, end)
        yield np.array([before, *inside, end if end < length - 1 else 0])


def pack_of(
    chosen: Sequence[Sample], grammar: Sequence[Floats] = (), taught: Sequence[Floats] = ()
) -> Pack:
    """Lay some documents one after the other."""
    stems, steps = [], 0
    for sample in chosen:
        stems.append(np.where(sample.stems < 0, -1, sample.stems + steps))
        steps += int(sample.stems.max()) + 1
    heads = [np.full(len(sample.words), sample.head) for sample in chosen]
    return Pack(
        words=_row([sample.words for sample in chosen], 0),
        shapes=_row([sample.shapes for sample in chosen], 0),
        stems=_row(stems, -1),
        tags=_row([sample.tags for sample in chosen], UNTAGGED),
        inner=_row([sample.inner for sample in chosen], UNTAGGED),
        heads=_row(heads, 0),
        grammar=_row(grammar, 0) if grammar else None,
        taught=_row(taught, 0) if taught else None,
    )


def _row(parts: Sequence[NDArray[np.generic]], filler: int) -> Tensor:
    """Lay arrays one after the other with room between them."""
    padded = [
        np.pad(part, [(0, _BETWEEN)] + [(0, 0)] * (part.ndim - 1), constant_values=filler)
        for part in parts
    ]
    return torch.tensor(np.concatenate(padded))
