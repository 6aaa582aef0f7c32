"""What is learned from: the published corpora's gold, today's in folds, and marked texts."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tqdm import tqdm

from ruentities.corpora.folds import five_folds, split
from ruentities.corpora.marked_news import read_marked_news, read_papers
from ruentities.corpora.readers import corpus_directory, read
from ruentities.schemes import CONVENTIONS
from ruentities.training.data import Vocabulary, samples
from ruentities.training.packs import Words
from ruentities.training.train import read_slovnets_grammar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ruentities.corpora.gold import GoldDocument
    from ruentities.schemes import Corpus
    from ruentities.training.data import Sample
    from ruentities.training.packs import Floats
    from ruentities.training.recipe import Show

# Corpora that annotate names inside names.
NESTED: Final = tuple(row.corpus for row in CONVENTIONS if row.nested)


@dataclass(frozen=True, slots=True)
class Material:
    """All documents, and which of them are what.

    Attributes:
        documents: The documents.
        samples: The same as the networks read them.
        grammar: What slovnet's tagger believes of their words.
        words: What is known of the words.
        published: Numbers of those from the published corpora, or a user's own, which come first.
        folds: Numbers of today's articles, by fold.
        marked: Numbers of the news and the papers that were marked for training alone.
    """

    documents: Sequence[GoldDocument]
    samples: Sequence[Sample]
    grammar: Sequence[Floats]
    words: Words
    published: Sequence[int]
    folds: Sequence[Sequence[int]]
    marked: Sequence[int]

    def without(self, fold: int | None) -> list[int]:
        """Return the numbers of today's articles, those of one fold left out."""
        return [n for k, numbers in enumerate(self.folds) if k != fold for n in numbers]


def read_material(root: Path, corpora: Sequence[Corpus], left_out: Sequence[str]) -> Material:
    """Read what is learned from.

    Args:
        root: The folder of all corpora.
        corpora: Which to learn from, each under a head of its name.
        left_out: Documents not to learn from, by the beginning of CORPUS/NAME.
    """
    gold = {
        corpus: list(tqdm(read(corpus, corpus_directory(root, corpus)), corpus, unit="doc"))
        for corpus in corpora
    }
    folds = five_folds(gold.pop("today", []))
    raw = root / "raw"
    marked = read_papers() if "today" in corpora else []
    if marked and raw.is_dir():
        marked += read_marked_news(raw)
    learned, _ = split(document for documents in gold.values() for document in documents)
    published = [
        document
        for document in learned
        if not f"{document.corpus}/{document.name}".startswith(tuple(left_out))
    ]
    documents = [*published, *(document for fold in folds for document in fold), *marked]
    vocabulary = Vocabulary()
    numbers = iter(range(len(published), len(documents)))
    return Material(
        documents=documents,
        samples=samples(documents, corpora, NESTED, vocabulary),
        grammar=read_slovnets_grammar([document.text for document in documents]),
        words=Words(vocabulary),
        published=range(len(published)),
        folds=[[next(numbers) for _ in fold] for fold in folds],
        marked=[next(numbers) for _ in marked],
    )


def shown(
    show: Show,
    seed: int,
    published: Sequence[int],
    today: Sequence[int] = (),
    marked: Sequence[int] = (),
) -> list[list[int]]:
    """Return the numbers of the documents that each epoch shows.

    Args:
        show: How many of each kind.
        seed: Of the choice.
        published: Documents of the published corpora.
        today: Today's articles.
        marked: Marked news and papers.
    """
    chance = random.Random(seed)
    count = round(show.published * len(published))
    often = [*show.today * list(today), *show.marked * list(marked)]
    return [[*chance.sample(list(published), count), *often] for _ in range(show.epochs)]
