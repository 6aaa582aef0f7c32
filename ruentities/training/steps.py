"""The steps of a run, each of which asks for those before it.

The published corpora come first, today's articles last: they are few, and what has learned from
the published ones alone is trained further, for each fold of today's that is to be tested.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruentities.training.material import NESTED, shown
from ruentities.training.packs import Lessons
from ruentities.training.recipe import TODAY
from ruentities.training.start import begin_as, from_model
from ruentities.training.train import hear_slovnet, teach, train
from ruentities.training.wider import widened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ruentities.training.kept import Kept
    from ruentities.training.material import Material
    from ruentities.training.model import Encoder
    from ruentities.training.packs import Floats
    from ruentities.training.recipe import Recipe

_TODAY = "today"
# What today's convention begins as: names, and names inside names.
_LIKE, _LIKE_INSIDE = "collection5", "nerel"
_SLOVNETS = "collection5"


@dataclass(frozen=True, slots=True)
class Run:
    """What a run has at hand.

    Attributes:
        material: What is learned from.
        kept: Where its networks are kept.
        heads: Names of the tag heads.
        teacher: What teachers are trained by.
        student: What their student is trained by.
        seeds: One for each teacher.
        seed: Of the students.
        begin: A model of the published corpora that today's student begins from, or None to train
            one.
    """

    material: Material
    kept: Kept
    heads: Sequence[str]
    teacher: Recipe
    student: Recipe
    seeds: Sequence[int]
    seed: int
    begin: Path | None = None

    @property
    def published(self) -> list[str]:
        """The heads of the published corpora."""
        return [head for head in self.heads if head != _TODAY]


def todays_student(run: Run, fold: int | None = None) -> Encoder:
    """Return the published corpora's student, trained further on today's articles and marked texts.

    A sample of the published documents goes on being shown, each under its own head, which keeps
    it from learning the few articles by heart.

    Args:
        run: The run.
        fold: The fold of today's articles that it does not see.
    """
    name = "student" if fold is None else f"student-fold{fold}"
    return run.kept.encoder(name, lambda: _trained_further(run, fold))


def _trained_further(run: Run, fold: int | None) -> Encoder:
    material = run.material
    seed = run.seed + (fold or 0)
    start = widened(published_student(run, TODAY.dropout), TODAY.sizes, seed)
    outer, inner = (
        run.heads.index(like if like in run.heads else run.published[0])
        for like in (_LIKE, _LIKE_INSIDE)
    )
    begin_as(start, run.heads.index(_TODAY), outer, inner)
    return train(
        material.samples,
        shown(TODAY.show, seed, material.published, material.without(fold), material.marked),
        material.words,
        Lessons(material.grammar),
        len(run.heads),
        TODAY,
        start=start,
        whole=run.heads.index(_TODAY),
        seed=seed,
    )


def published_student(run: Run, dropout: float = 0.0) -> Encoder:
    """Return the network that has learned from the published corpora alone.

    Args:
        run: The run.
        dropout: Share of hidden states left out, should it be trained further.
    """
    if run.begin is not None:
        return from_model(run.begin, run.heads, dropout)
    return run.kept.encoder("published", lambda: _published(run, run.material.published), dropout)


def sibling(run: Run, unseen: frozenset[int]) -> Encoder:
    """Return a network trained as `published_student` is, which has not seen some documents."""
    seen = [number for number in run.material.published if number not in unseen]
    return run.kept.encoder("sibling", lambda: _published(run, seen))


def _published(run: Run, numbers: Sequence[int]) -> Encoder:
    return _trained(run, run.student, numbers, _beliefs(run) if run.seeds else None, run.seed)


def _beliefs(run: Run) -> list[Floats]:
    """Return what the teachers believe of the published texts, under what they have learned."""
    material = run.material

    def made() -> list[Floats]:
        teachers = [
            run.kept.encoder(
                f"teacher{seed}",
                lambda seed=seed: _trained(run, run.teacher, material.published, None, seed),  # type: ignore[misc]
            )
            for seed in run.seeds
        ]
        texts = [material.documents[number].text for number in material.published]
        samples = [material.samples[number] for number in material.published]
        found = teach(teachers, samples, material.words)
        if _SLOVNETS in run.heads:
            hear_slovnet(found, texts, run.heads.index(_SLOVNETS))
        outer = [run.heads.index(head) for head in run.published]
        inner = [len(run.heads) + run.heads.index(h) for h in run.published if h in NESTED]
        for beliefs in found:
            beliefs[:, [n for n in range(2 * len(run.heads)) if n not in outer + inner]] = 0
        return found

    return run.kept.beliefs("beliefs", made)


def _trained(
    run: Run, recipe: Recipe, numbers: Sequence[int], beliefs: list[Floats] | None, seed: int
) -> Encoder:
    material = run.material
    lessons = Lessons(material.grammar, beliefs)
    epochs = shown(recipe.show, seed, numbers)
    heads = len(run.heads)
    return train(material.samples, epochs, material.words, lessons, heads, recipe, seed=seed)
