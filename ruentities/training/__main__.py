"""``python -m ruentities.training CORPORA --out DIR``: train the recognition model."""

from __future__ import annotations

import argparse
import sys
from dataclasses import astuple, replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import torch
from tqdm import tqdm

from ruentities.corpora.folds import split
from ruentities.corpora.readers import corpus_directory, read
from ruentities.schemes import CONVENTIONS, HEADS, Corpus
from ruentities.training.calibrate import calibrate
from ruentities.training.data import Vocabulary, samples
from ruentities.training.export import export
from ruentities.training.model import Encoder
from ruentities.training.packs import Lessons, Words
from ruentities.training.recipe import FINE_TUNING, STUDENT, TEACHER, Sizes
from ruentities.training.start import from_model
from ruentities.training.train import hear_slovnet, read_slovnets_grammar, teach, train

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruentities.corpora.gold import GoldDocument

# Every so-many-th training document is kept from the sibling that scores are calibrated on.
_KEPT_FROM_SIBLING = 6


def main(argv: Sequence[str] | None = None) -> int:
    """Train teachers and their student, or train the library's model further.

    Each finished network is kept in the output folder, so that an interrupted run goes on where
    it was.
    """
    options = _options(argv)
    learned = _documents(options)
    heads = list(options.corpus)
    teacher, student = TEACHER, FINE_TUNING if options.fine_tune else STUDENT
    if options.epochs:
        teacher = replace(teacher, epochs=options.epochs)
        times = 1 if options.fine_tune else STUDENT.epochs // TEACHER.epochs
        student = replace(student, epochs=times * options.epochs)
    vocabulary = Vocabulary()
    nested = [row.corpus for row in CONVENTIONS if row.nested]
    every = samples(learned, heads, nested, vocabulary)
    words = Words(vocabulary)
    texts = [document.text for document in learned]
    grammar = read_slovnets_grammar(texts)
    options.out.mkdir(parents=True, exist_ok=True)

    def kept(name: str, make: Callable[[], Encoder]) -> Encoder:
        path = options.out / f"{name}.pt"
        if path.exists():
            print(f"{path}: kept from an earlier run", file=sys.stderr)
        else:
            made = make()
            # A run that is interrupted while it writes leaves no half of a network.
            half = path.with_suffix(".part")
            torch.save((astuple(made.sizes), made.state_dict()), half)
            half.replace(path)
        sizes, weights = torch.load(path, weights_only=True)
        encoder = Encoder(len(heads), Sizes(*sizes), dropout=0.0)
        encoder.load_state_dict(weights)
        return encoder.eval()

    def taught(chosen: Sequence[int], lessons: Lessons) -> Encoder:
        """Return a student, or the library's model trained further, on some of the documents."""
        start = None
        if options.fine_tune:
            with as_file(files("ruentities").joinpath("data/model.npz")) as path:
                start = from_model(path, heads, student.dropout)
        return train(
            [every[i] for i in chosen],
            words,
            Lessons(
                [lessons.grammar[i] for i in chosen],
                [lessons.tags[i] for i in chosen] if lessons.tags else None,
            ),
            len(heads),
            student,
            start=start,
            seed=options.seed,
        )

    seeds = range(options.seed + 1, options.seed + 1 + options.teachers)
    teachers = [
        kept(
            f"teacher{seed}",
            lambda seed=seed: train(  # type: ignore[misc]
                every, words, Lessons(grammar), len(heads), teacher, seed=seed
            ),
        )
        for seed in seeds
    ]
    tags = teach(teachers, every, words) if teachers else None
    if tags and "collection5" in heads:
        hear_slovnet(tags, texts, heads.index("collection5"))
    lessons = Lessons(grammar, tags)
    places = range(len(every))
    seen = [place for place in places if place % _KEPT_FROM_SIBLING]
    sibling = kept("sibling", lambda: taught(seen, lessons))
    unseen = every[::_KEPT_FROM_SIBLING]
    final = kept("student", lambda: taught(places, lessons))
    path = options.out / "model.npz"
    export(final, heads, path, calibrate(sibling, unseen, words, len(heads)))
    print(f"wrote {path}; use it with Extractor(model={str(options.out)!r})")
    return 0


def _documents(options: argparse.Namespace) -> list[GoldDocument]:
    """Read the training fold, without what is to be left out."""
    documents = [
        document
        for corpus in options.corpus
        for document in tqdm(
            read(corpus, corpus_directory(options.corpora, corpus)), corpus, unit="doc"
        )
    ]
    learned, _ = split(documents)
    left_out = tuple(options.leave_out)
    return [
        document
        for document in learned
        if not f"{document.corpus}/{document.name}".startswith(left_out)
    ]


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m ruentities.training", description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder that holds a folder for each corpus")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument(
        "--corpus",
        action="append",
        choices=get_args(Corpus),
        help="a corpus to learn from; may be repeated (default: the four published ones)",
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
    options = parser.parse_args(argv)
    for name, least in (("epochs", 1), ("teachers", 0)):
        given = getattr(options, name)
        if given is not None and given < least:
            parser.error(f"argument --{name}: expected at least {least}, got {given}")
    options.corpus = list(dict.fromkeys(options.corpus or HEADS))
    if options.fine_tune:
        options.teachers = 0
    return options


if __name__ == "__main__":
    sys.exit(main())
