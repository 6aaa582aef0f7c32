"""The training loop: packs of documents, one-cycle AdamW, the last epoch counts."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

import numpy as np
import torch
from torch.nn import BatchNorm1d
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy
from tqdm import tqdm

from ruentities.recognition import slovnet_crf
from ruentities.recognition.models import GRAMMEMES, TAGS, slovnets_grammar
from ruentities.recognition.recognize import framed
from ruentities.recognition.slovnet import name_tagger
from ruentities.text.segmentation import tokenize
from ruentities.training.data import UNTAGGED
from ruentities.training.model import Encoder
from ruentities.training.packs import Lessons, pack_of, packs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from ruentities.training.data import Sample
    from ruentities.training.packs import Floats, Pack, Words
    from ruentities.training.recipe import Recipe

_FORGOTTEN: Final = 0.05
# How much the teachers' beliefs count beside the gold tags, for each convention.
_LESSON: Final = 2.0
_GATE: Final = 0.5
# Less than this the teachers believe of many words that are in no name.
_BELIEVED: Final = 0.2
# Names inside names are few.
_INNER: Final = 2.0


def train(
    samples: Sequence[Sample],
    epochs: Sequence[Sequence[int]],
    words: Words,
    lessons: Lessons,
    heads: int,
    recipe: Recipe,
    *,
    start: Encoder | None = None,
    whole: int | None = None,
    seed: int = 0,
) -> Encoder:
    """Train an encoder from slovnet's weights, or further.

    With the teachers' lessons it is distilled (Hinton, Vinyals, Dean 2015): besides the gold tags
    it learns what they believe under every convention.

    Args:
        samples: The documents.
        epochs: Numbers of the documents that each epoch shows.
        words: What is known of their words.
        lessons: What others believe of each of their words.
        heads: How many tag heads there are.
        recipe: What it is trained by.
        start: Trained already; its sizes, dropout and normalizations stay as they are.
        whole: Number of the tag head that alone will be asked: a word of its documents that is in
            no name need not be looked at. Otherwise only teachers, who answer for every
            convention, tell that a word is in none.
        seed: Of all that is random: the result is the same on the same machine and threads.

    Returns:
        The encoder after the last epoch.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)
    encoder = start or Encoder(heads, recipe.sizes, recipe.dropout)
    if start is None:
        encoder.start_from_slovnet(*_inputs(encoder, pack_of(samples[:20]), words))
    steps = sum(1 for shown in epochs for _ in packs(samples, shown, chance, lessons, recipe))
    chance = random.Random(seed)
    rate = recipe.rate
    optimizer = torch.optim.AdamW(encoder.parameters(), lr=rate, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps)
    short = _has_short_products()
    encoder.train()
    if start is not None:
        for norm in filter(lambda module: isinstance(module, BatchNorm1d), encoder.modules()):
            norm.eval()
    with tqdm(total=steps, unit="pack", mininterval=5) as bar:
        for shown in epochs:
            for pack in packs(samples, shown, chance, lessons, recipe):
                with torch.autocast("cpu", dtype=torch.bfloat16, enabled=short):
                    scores, gate = encoder(*_inputs(encoder, pack, words))
                loss = _loss(scores, pack, heads, recipe.grammar)
                loss = loss + _GATE * _gate_loss(gate, pack, heads, whole)
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
                optimizer.step()
                schedule.step()
                bar.update()
                bar.set_postfix(loss=f"{loss.item():.4f}", refresh=False)
    return encoder.eval()


def answers(encoder: Encoder, sample: Sample, words: Words) -> Tensor:
    """Return a network's scores for the words of one document; see `Encoder.forward`."""
    with torch.no_grad():
        scores: Tensor = encoder(*_inputs(encoder, pack_of([sample]), words))[0]
    return scores[: len(sample.words)]


def _has_short_products() -> bool:
    """Whether the processor multiplies bfloat16: one that does not takes five times as long.

    Older versions of PyTorch do not say.
    """
    capabilities = torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}
    return any(capabilities.get(name) for name in ("amx_bf16", "avx512_bf16", "bf16"))


def _inputs(encoder: Encoder, pack: Pack, words: Words) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    distinct, order = pack.words.unique(return_inverse=True)
    letters = encoder.letters(*words.ngrams(distinct.numpy()))[order]
    vectors = words.vectors[pack.words]
    if encoder.training:
        vectors = vectors * (torch.rand(len(vectors), 1) > _FORGOTTEN)
    return vectors, letters, pack.shapes, pack.stems


def _loss(scores: Tensor, pack: Pack, heads: int, grammar: float) -> Tensor:
    tags = scores[:, : 2 * heads * len(TAGS)].view(len(scores), 2 * heads, len(TAGS))
    gold = pack.tags != UNTAGGED
    own = pack.heads[gold]
    total = cross_entropy(tags[gold, own], pack.tags[gold], reduction="sum")
    total = total + _INNER * cross_entropy(
        tags[gold, heads + own], pack.inner[gold], ignore_index=UNTAGGED, reduction="sum"
    )
    if pack.taught is not None:
        believed = pack.taught[gold].float()
        total = total - _LESSON * (believed * tags[gold].log_softmax(2)).sum()
    if pack.grammar is not None:
        total = total + grammar * binary_cross_entropy_with_logits(
            scores[gold, -len(GRAMMEMES) :], pack.grammar[gold].float(), reduction="sum"
        )
    return total / gold.sum()


def _gate_loss(gate: Tensor, pack: Pack, heads: int, whole: int | None) -> Tensor:
    """How well the gate tells which words are in a name under any convention that will be asked."""
    gold = pack.tags != UNTAGGED
    named = ((pack.tags > 0) | (pack.inner > 0)).float()
    if pack.taught is not None:
        # All tags but O: a convention that the teachers do not know says nothing.
        believed = pack.taught[:, :heads, 1:].float().sum(2).amax(1)
        named = named.maximum(believed * (believed > _BELIEVED))
        judged = gold
    else:
        judged = gold & ((named > 0) | (pack.heads == whole))
    total = binary_cross_entropy_with_logits(gate[judged], named[judged], reduction="sum")
    return total / gold.sum()


def teach(teachers: Sequence[Encoder], samples: Sequence[Sample], words: Words) -> list[Floats]:
    """Return what teachers believe of each word, on average (words x 2 * heads x tags)."""
    lessons = []
    for sample in tqdm(samples, unit="doc"):
        believed = []
        for teacher in teachers:
            scores = answers(teacher, sample, words)[:, : -len(GRAMMEMES)]
            believed.append(scores.view(len(scores), -1, len(TAGS)).softmax(2))
        lessons.append(torch.stack(believed).mean(0).numpy().astype(np.float16))
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
        heard = slovnet_crf.marginals(slovnet.scores(words), slovnet.transitions).tags[:, order]
        lesson[:, head] = (2 * lesson[:, head] + heard) / 3


def read_slovnets_grammar(texts: Sequence[str]) -> list[Floats]:
    """Return what slovnet's morphology tagger believes of each word (words x grammemes)."""
    return [
        slovnets_grammar(framed(tokenize(text))[0]).astype(np.float16)
        for text in tqdm(texts, unit="doc")
    ]
