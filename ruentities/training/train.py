"""The training loop: packs of documents, one-cycle AdamW, the best epoch by the last one."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import torch
from torch.nn.functional import cross_entropy
from tqdm import tqdm

from ruentities import crf
from ruentities.network import name_tagger
from ruentities.recognition import framed
from ruentities.segmentation import tokenize
from ruentities.training.data import TAGS, UNTAGGED
from ruentities.training.model import Encoder, letter_vectors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from torch import Tensor

    from ruentities.training.data import Sample

    Floats = NDArray[np.floating]

_PACK: Final = 4000
# Words between documents: as many as the widest stack of convolutions looks ahead.
_BETWEEN: Final = 6
# Share of sentence ends at which a document is cut, and of pieces that lose their full stop.
_CUT: Final = 0.15
_OPEN_END: Final = 0.2
_FORGOTTEN: Final = 0.05
# How much the teachers' beliefs count beside the gold tags, for each convention.
_LESSON: Final = 0.5


@dataclass(frozen=True, slots=True)
class Pack:
    """Several documents one after the other, with room between them."""

    words: Tensor
    shapes: Tensor
    stems: Tensor
    tags: Tensor
    heads: Tensor
    mask: Tensor
    taught: Tensor | None = None


def train(
    samples: Sequence[Sample],
    vocabulary: Sequence[str],
    heads: int,
    *,
    epochs: int = 8,
    rate: float = 1e-3,
    seed: int = 0,
    lessons: Sequence[Floats] | None = None,
) -> Encoder:
    """Train an encoder from slovnet's weights.

    With lessons it is distilled (Hinton, Vinyals, Dean 2015): besides the gold tags it learns
    what several teachers believe under every convention.

    Args:
        samples: The documents.
        vocabulary: The words that the samples' numbers stand for.
        heads: How many tag heads there are.
        epochs: How often each document is seen.
        rate: Highest learning rate of the cycle.
        lessons: For each sample, the teachers' probabilities (words x heads x tags); see `teach`.
        seed: Of all that is random: the result is the same on the same machine and threads.

    Returns:
        The encoder after the last epoch.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)
    encoder = Encoder(heads)
    vectors = word_vectors(vocabulary)
    steps = epochs * (sum(len(s.words) + _BETWEEN for s in samples) // _PACK + 1)
    optimizer = torch.optim.AdamW(encoder.parameters(), lr=rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps + epochs)
    encoder.train()
    with tqdm(total=steps, unit="pack") as bar:
        for _ in range(epochs):
            for pack in _packs(samples, chance, lessons):
                loss = _loss(encoder, pack, vectors, vocabulary)
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
                optimizer.step()
                if schedule.last_epoch < steps + epochs:
                    schedule.step()
                bar.update()
                bar.set_postfix(loss=f"{loss.item():.4f}")
    return encoder.eval()


def hidden_states(encoder: Encoder, pack: Pack, known: Tensor, vocabulary: Sequence[str]) -> Tensor:
    """Return an encoder's hidden states of a pack (words x hidden).

    Args:
        encoder: The network.
        pack: The documents.
        known: Word vectors of the whole vocabulary.
        vocabulary: The words that the pack's numbers stand for.
    """
    distinct, order = pack.words.unique(return_inverse=True)
    letters = letter_vectors(encoder, [vocabulary[i] for i in distinct.tolist()])[order]
    vectors = known[pack.words]
    if encoder.training:
        vectors = vectors * (torch.rand(len(vectors), 1) > _FORGOTTEN)
    states: Tensor = encoder(vectors, letters, pack.shapes, pack.stems, pack.mask)
    return states


def _loss(encoder: Encoder, pack: Pack, known: Tensor, vocabulary: Sequence[str]) -> Tensor:
    hidden = hidden_states(encoder, pack, known, vocabulary)
    gold = pack.tags != UNTAGGED
    total = hidden.new_zeros(())
    for head, linear in enumerate(encoder.heads):
        own = (pack.heads == head) & gold
        if own.any():
            total = total + cross_entropy(
                linear(encoder.dropout(hidden[own])), pack.tags[own], reduction="sum"
            )
        if pack.taught is not None:
            scores = linear(encoder.dropout(hidden[gold])).log_softmax(1)
            total = total - _LESSON * (pack.taught[gold, head] * scores).sum()
    return total / gold.sum()


def teach(
    teachers: Sequence[Encoder], samples: Sequence[Sample], vocabulary: Sequence[str]
) -> list[Floats]:
    """Return what teachers believe of each word, on average (words x heads x tags)."""
    known = word_vectors(vocabulary)
    lessons = []
    with torch.no_grad():
        for sample in tqdm(samples, unit="doc"):
            pack = pack_of([sample])
            believed = []
            for teacher in teachers:
                hidden = hidden_states(teacher, pack, known, vocabulary)
                scores = torch.stack([head(hidden) for head in teacher.heads], 1)
                believed.append(scores.softmax(2))
            mean = torch.stack(believed).mean(0)[: len(sample.words)]
            lessons.append(mean.numpy().astype(np.float16))
    return lessons


def hear_slovnet(lessons: Sequence[Floats], texts: Sequence[str], head: int) -> None:
    """Let slovnet's own tagger teach a convention too, as one voice of three.

    Args:
        lessons: Of each text; see `teach`. They change in place.
        texts: The texts.
        head: Number of the tag head of Collection5, whose convention slovnet follows.
    """
    slovnet = name_tagger()
    assert slovnet.transitions is not None
    order = [slovnet.tags.index(tag) for tag in TAGS]
    for lesson, text in zip(lessons, tqdm(texts, unit="doc"), strict=True):
        words, _ = framed(tokenize(text))
        heard = crf.marginals(slovnet.scores(words), slovnet.transitions).tags[:, order]
        lesson[:, head] = (2 * lesson[:, head] + heard) / 3


def _packs(
    samples: Sequence[Sample], chance: random.Random, lessons: Sequence[Floats] | None
) -> Iterator[Pack]:
    order = list(range(len(samples)))
    chance.shuffle(order)
    chosen: list[Sample] = []
    taught: list[Floats] = []
    size = 0
    for number in order:
        for places in _pieces(samples[number], chance):
            chosen.append(samples[number].part(places))
            if lessons is not None:
                taught.append(lessons[number][places])
            size += len(places) + _BETWEEN
        if size >= _PACK or number == order[-1]:
            pack = pack_of(chosen)
            yield replace(pack, taught=_side_by_side(taught)) if taught else pack
            chosen, taught, size = [], [], 0


def _pieces(sample: Sample, chance: random.Random) -> Iterator[NDArray[np.int64]]:
    """Cut half of the documents here and there at the end of a sentence.

    Articles do not end in a name, so that a network which has only seen whole ones finds no
    Москва in «Анна Ахматова жила в Москве.» Each piece is framed by full stops, as a text is.
    """
    length = len(sample.words)
    stops = np.flatnonzero(sample.stops[1:-2]) + 1
    cuts = [s for s in stops.tolist() if chance.random() < _CUT] if chance.random() < 0.5 else []
    for before, end in pairwise([0, *cuts, length - 1]):
        inside = range(before + 1, end + 1)
        if end < length - 1 and chance.random() < _OPEN_END:
            inside = range(before + 1, end)
        yield np.array([before, *inside, end if end < length - 1 else 0])


def _side_by_side(lessons: Sequence[Floats]) -> Tensor:
    padded = [np.pad(lesson, ((0, _BETWEEN), (0, 0), (0, 0))) for lesson in lessons]
    return torch.tensor(np.concatenate(padded), dtype=torch.float32)


def pack_of(chosen: Sequence[Sample]) -> Pack:
    """Lay some documents one after the other."""
    columns: dict[str, list[np.ndarray]] = {
        name: [] for name in ("words", "shapes", "stems", "tags", "heads", "mask")
    }
    stems = 0
    for sample in chosen:
        for name, values, filler in (
            ("words", sample.words, 0),
            ("shapes", sample.shapes, 0),
            ("stems", np.where(sample.stems < 0, -1, sample.stems + stems), -1),
            ("tags", sample.tags, UNTAGGED),
            ("heads", np.full(len(sample.words), sample.head), -1),
            ("mask", np.ones(len(sample.words), np.float32), 0),
        ):
            gap = np.full(_BETWEEN, filler, values.dtype)
            columns[name] += [values, gap]
        stems += int(sample.stems.max()) + 1
    return Pack(**{name: torch.tensor(np.concatenate(parts)) for name, parts in columns.items()})


def word_vectors(vocabulary: Sequence[str]) -> Tensor:
    """Return the vectors of a vocabulary (words x width)."""
    vectors = name_tagger().vectors
    return torch.tensor(vectors.of(np.array([vectors.row(word) for word in vocabulary])))
