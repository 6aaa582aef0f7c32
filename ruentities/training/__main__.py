"""``python -m ruentities.training CORPORA --out DIR``: train the recognition model."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import torch
from tqdm import tqdm

from ruentities.encoder import HEADS
from ruentities.evaluation.folds import split
from ruentities.evaluation.readers import Corpus, corpus_directory, read
from ruentities.training.data import Vocabulary, samples
from ruentities.training.export import export
from ruentities.training.model import Encoder
from ruentities.training.train import hear_slovnet, teach, train

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Train teachers and their student; write ``model.npz``.

    Each finished network is kept in the output folder, so that an interrupted run goes on where
    it was.
    """
    options = _options(argv)
    documents = [
        document
        for corpus in options.corpus
        for document in tqdm(
            read(corpus, corpus_directory(options.corpora, corpus)), corpus, unit="doc"
        )
    ]
    learned, _ = split(documents)
    heads = [head for head in HEADS if head in options.corpus]
    heads += [corpus for corpus in options.corpus if corpus not in heads]
    vocabulary = Vocabulary()
    every = samples(learned, heads, vocabulary)
    words = vocabulary.words
    options.out.mkdir(parents=True, exist_ok=True)

    def network(name: str, **how: object) -> Encoder:
        path = options.out / f"{name}.pt"
        if path.exists():
            print(f"{path}: kept from an earlier run", file=sys.stderr)
            encoder = Encoder(len(heads))
            encoder.load_state_dict(torch.load(path, weights_only=True))
            return encoder.ready()
        encoder = train(every, words, len(heads), **how)  # type: ignore[arg-type]
        torch.save(encoder.state_dict(), path)
        return encoder

    seeds = range(options.seed + 1, options.seed + 1 + options.teachers)
    teachers = [network(f"teacher{seed}", epochs=options.epochs, seed=seed) for seed in seeds]
    lessons = teach(teachers, every, words) if teachers else None
    if lessons and "collection5" in heads:
        texts = [document.text for document in learned]
        hear_slovnet(lessons, texts, heads.index("collection5"))
    student = network("student", epochs=options.epochs + 2, seed=options.seed, lessons=lessons)
    export(student, heads, options.out / "model.npz", options.temperature)
    print(f"wrote {options.out / 'model.npz'}; use it with Extractor(model=...)")
    return 0


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
    parser.add_argument("--epochs", type=int, default=7, help="of a teacher (default: 7)")
    parser.add_argument("--teachers", type=int, default=2, help="how many (default: 2)")
    parser.add_argument("--seed", type=int, default=0, help="of all that is random (default: 0)")
    parser.add_argument("--temperature", type=float, default=1.0, help="of the scores (default: 1)")
    options = parser.parse_args(argv)
    options.corpus = options.corpus or list(HEADS)
    return options


if __name__ == "__main__":
    sys.exit(main())
