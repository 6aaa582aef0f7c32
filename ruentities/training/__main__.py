"""``python -m ruentities.training CORPORA --out DIR``: train the recognition model."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from ruentities.corpora.folds import FOLDS
from ruentities.schemes import HEADS, Corpus
from ruentities.training.calibrate import calibrate, claims
from ruentities.training.export import export
from ruentities.training.kept import Kept
from ruentities.training.material import read_material, shown
from ruentities.training.packs import Lessons
from ruentities.training.recipe import FINE_TUNING, STUDENT, TEACHER
from ruentities.training.start import from_model
from ruentities.training.steps import Run, published_student, sibling, todays_student
from ruentities.training.train import train

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.training.material import Material
    from ruentities.training.model import Encoder
    from ruentities.training.recipe import Recipe

# Every so-many-th document is kept from the sibling that scores are calibrated on.
_KEPT_FROM_SIBLING = 6


def main(argv: Sequence[str] | None = None) -> int:
    """Train teachers and their student, or train the library's model further.

    Each finished network is kept in the output folder, so that an interrupted run goes on where
    it was.
    """
    options = _options(argv)
    heads = options.corpus
    teacher, recipe = TEACHER, FINE_TUNING if options.fine_tune else STUDENT
    if options.epochs:
        times = 1 if options.fine_tune else STUDENT.show.epochs // TEACHER.show.epochs
        teacher = replace(teacher, show=replace(teacher.show, epochs=options.epochs))
        recipe = replace(recipe, show=replace(recipe.show, epochs=times * options.epochs))
    material = read_material(options.corpora, heads, options.leave_out)
    options.out.mkdir(parents=True, exist_ok=True)
    kept = Kept(options.out, len(heads))
    path = options.out / "model.npz"
    if options.fine_tune:
        _fine_tune(material, kept, heads, recipe, options.seed, path)
    else:
        seeds = range(options.seed + 1, options.seed + 1 + options.teachers)
        begin = options.begin_with
        run = Run(material, kept, heads, teacher, recipe, seeds, options.seed, begin)
        if options.fold is not None:
            path = options.out / f"fold{options.fold}.npz"
            _export_today(run, todays_student(run, options.fold), path)
        else:
            _train(run, path)
    print(f"wrote {path}; use it with Extractor(model={str(path)!r})")
    return 0


def _train(run: Run, path: Path) -> None:
    """Train on everything, and calibrate on what siblings of the students have not seen.

    With today's articles there are two models: theirs, and beside it that of the published corpora.
    """
    has_today = run.heads != run.published
    if run.begin is None:
        _train_published(run, path.with_stem("corpora") if has_today else path)
    if has_today:
        _train_today(run, path)


def _train_published(run: Run, path: Path) -> None:
    material = run.material
    unseen = frozenset(material.published[::_KEPT_FROM_SIBLING])
    judged = [material.samples[n] for n in sorted(unseen)]
    claimed = claims(sibling(run, unseen), judged, material.words)
    calibration = calibrate(claimed, len(run.heads))
    student = published_student(run)
    seen = material.samples, material.words
    export(student, run.heads, path, *seen, calibration, run.published)


def _train_today(run: Run, path: Path) -> None:
    """Train today's student, and for each fold what has not seen it, for calibration and tests."""
    material, heads = run.material, len(run.heads)
    students = [todays_student(run, fold) for fold in range(len(material.folds))]
    claimed = [
        claims(student, [material.samples[n] for n in numbers], material.words)
        for student, numbers in zip(students, material.folds, strict=True)
    ]
    for fold, student in enumerate(students):
        others = [one for number, some in enumerate(claimed) if number != fold for one in some]
        calibration = calibrate(others, heads)
        _export_today(run, student, path.with_stem(f"fold{fold}"), calibration)
    calibration = calibrate([one for some in claimed for one in some], heads)
    _export_today(run, todays_student(run), path, calibration)


def _export_today(
    run: Run, student: Encoder, path: Path, calibration: Sequence[tuple[float, float]] | None = None
) -> None:
    seen = run.material.samples, run.material.words
    export(student, run.heads, path, *seen, calibration, ["today"])


def _fine_tune(
    material: Material, kept: Kept, heads: Sequence[str], recipe: Recipe, seed: int, path: Path
) -> None:
    """Train the library's model further, without teachers."""
    numbers = [*material.published, *material.without(None)]
    unseen = frozenset(numbers[::_KEPT_FROM_SIBLING])

    def further(chosen: Sequence[int]) -> Encoder:
        with as_file(files("ruentities").joinpath("data/model.npz")) as model:
            start = from_model(model, heads, recipe.dropout)
        return train(
            material.samples,
            shown(recipe.show, seed, chosen),
            material.words,
            Lessons(material.grammar),
            len(heads),
            recipe,
            start=start,
            seed=seed,
        )

    other = kept.encoder("sibling", lambda: further([n for n in numbers if n not in unseen]))
    judged = [material.samples[n] for n in sorted(unseen)]
    tuned = kept.encoder("student", lambda: further(numbers))
    calibration = calibrate(claims(other, judged, material.words), len(heads))
    export(tuned, heads, path, material.samples, material.words, calibration)


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m ruentities.training", description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder that holds a folder for each corpus")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument(
        "--corpus",
        action="append",
        choices=get_args(Corpus),
        help="a corpus to learn from; may be repeated (default: the four published ones, and today "
        "where it is at hand)",
    )
    parser.add_argument(
        "--fine-tune",
        action="store_true",
        help="train the model that comes with the library further, without teachers",
    )
    parser.add_argument(
        "--epochs",
        type=int,
        help="of a teacher, a student takes three times as many (default: 10; fine-tuning: 4)",
    )
    parser.add_argument("--teachers", type=int, default=3, help="how many (default: 3)")
    parser.add_argument("--seed", type=int, default=0, help="of all that is random (default: 0)")
    parser.add_argument(
        "--leave-out",
        action="append",
        default=[],
        metavar="PREFIX",
        help="documents not to learn from, by the beginning of CORPUS/NAME: slavicner/brexit; may "
        "be repeated",
    )
    parser.add_argument(
        "--begin-with",
        type=Path,
        metavar="MODEL",
        help="a model of the published corpora that today's begins from (default: train one)",
    )
    parser.add_argument(
        "--fold",
        type=int,
        choices=range(FOLDS),
        help="leave this fold of today's articles out of all training, to test the student on it",
    )
    options = parser.parse_args(argv)
    for name, least in (("epochs", 1), ("teachers", 0)):
        given = getattr(options, name)
        if given is not None and given < least:
            parser.error(f"argument --{name}: expected at least {least}, got {given}")
    at_hand = [head for head in HEADS if head != "today" or (options.corpora / head).is_dir()]
    options.corpus = list(dict.fromkeys(options.corpus or at_hand))
    if options.corpus == ["today"] and not options.fine_tune:
        parser.error("argument --corpus: today alone is only for --fine-tune")
    if options.fine_tune:
        options.teachers = 0
    return options


if __name__ == "__main__":
    sys.exit(main())
