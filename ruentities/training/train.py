"""The training loop: packs of documents, one-cycle AdamW, the best epoch by the last one."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import torch
from torch.nn.functional import cross_entropy
from tqdm import tqdm

from ruentities.network import name_tagger
from ruentities.training.data import UNTAGGED
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
    vectors = _word_vectors(vocabulary)
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


def _loss(encoder: Encoder, pack: Pack, vectors: Tensor, vocabulary: Sequence[str]) -> Tensor:
    distinct, order = pack.words.unique(return_inverse=True)
    letters = letter_vectors(encoder, [vocabulary[i] for i in distinct.tolist()])[order]
    known = vectors[pack.words]
    if encoder.training:
        known = known * (torch.rand(len(known), 1) > _FORGOTTEN)
    hidden = encoder(known, letters, pack.shapes, pack.stems, pack.mask)
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
    vectors = _word_vectors(vocabulary)
    lessons = []
    with torch.no_grad():
        for sample in tqdm(samples, unit="doc"):
            pack = pack_of([sample])
            distinct, order = pack.words.unique(return_inverse=True)
            words = [vocabulary[i] for i in distinct.tolist()]
            believed = []
            for teacher in teachers:
                letters = letter_vectors(teacher, words)[order]
                hidden = teacher(vectors[pack.words], letters, pack.shapes, pack.stems, pack.mask)
                believed.append(torch.stack([head(hidden).softmax(1) for head in teacher.heads], 1))
            mean = torch.stack(believed).mean(0)[: len(sample.words)]
            lessons.append(mean.numpy().astype(np.float16))
    return lessons


def _packs(
    samples: Sequence[Sample], chance: random.Random, lessons: Sequence[Floats] | None
) -> Iterator[Pack]:
    order = list(range(len(samples)))
    chance.shuffle(order)
    chosen: list[int] = []
    size = 0
    for number in order:
        chosen.append(number)
        size += len(samples[number].words) + _BETWEEN
        if size >= _PACK or number == order[-1]:
            pack = pack_of([samples[i] for i in chosen])
            yield (
                pack
                if lessons is None
                else replace(pack, taught=_side_by_side([lessons[i] for i in chosen]))
            )
            chosen, size = [], 0


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


def _word_vectors(vocabulary: Sequence[str]) -> Tensor:
    vectors = name_tagger().vectors
    return torch.tensor(vectors.of(np.array([vectors.row(word) for word in vocabulary])))
