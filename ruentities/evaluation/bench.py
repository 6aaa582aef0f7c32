"""Gold documents beside the systems that answer them: what every question is asked of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tqdm import tqdm

from ruentities.schemes import CONVENTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from ruentities.corpora.gold import GoldDocument
    from ruentities.evaluation.systems import System
    from ruentities.result.document import Document
    from ruentities.schemes import Convention, Corpus

_FOLDS = {"dev": "Development fold", "train": "Training fold", "all": "All documents"}


@dataclass(frozen=True, slots=True)
class Bench:
    """Gold documents and the systems that answer them, each asked once for each text.

    Attributes:
        root: The folder of all corpora.
        fold: ``"dev"``, ``"train"`` or ``"all"``.
        documents: The documents of that fold.
        systems: Whom to ask.
    """

    root: Path
    fold: str
    documents: Mapping[Corpus, Sequence[GoldDocument]]
    systems: Sequence[System]
    _answers: dict[tuple[Callable[[str], Document], Corpus], list[Document]] = field(
        default_factory=dict
    )

    def pairs(
        self, system: System, corpus: Corpus, *, own_scheme: bool = False
    ) -> list[tuple[GoldDocument, Document]]:
        """Return the documents of a corpus with what a system finds in them."""
        extract = system.extract_like(corpus) if own_scheme else system.extract
        gold = self.documents[corpus]
        if (extract, corpus) not in self._answers:
            bar = tqdm(gold, desc=f"{system.name}, {corpus}", unit="doc", leave=False)
            self._answers[extract, corpus] = [extract(document.text) for document in bar]
        return list(zip(gold, self._answers[extract, corpus], strict=True))

    def among(self, chosen: Callable[[Convention], bool] = lambda _: True) -> list[Corpus]:
        """Return the corpora at hand whose convention is so."""
        return [row.corpus for row in CONVENTIONS if self.documents.get(row.corpus) and chosen(row)]

    def note(self, corpora: Iterable[Corpus]) -> str:
        """Say which documents a table is about."""
        counts = [f"{corpus} {len(self.documents[corpus])}" for corpus in corpora]
        return f"{_FOLDS[self.fold]}: {', '.join(counts)} documents."
