"""Gold documents beside the systems that answer them: what every question is asked of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tqdm import tqdm

from ruentities.evaluation.builds.answers import answer, answers_with, fold_data
from ruentities.schemes import CONVENTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from ruentities.corpora.gold import GoldDocument
    from ruentities.evaluation.builds.answers import Answer
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
        today: Today's articles by the number of their fold.
        fold_data: A folder with the data, for each fold, that has not seen it: ``fold0`` and so
            on, as `answers_with` takes it. None where the library's own has not.
    """

    root: Path
    fold: str
    documents: Mapping[Corpus, Sequence[GoldDocument]]
    systems: Sequence[System]
    today: Mapping[int, Sequence[GoldDocument]] = field(default_factory=dict)
    fold_data: Path | None = None
    _todays_answers: dict[str, list[Answer]] = field(default_factory=dict)
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
            bar = tqdm(gold, desc=f"{system.name}, {corpus}", unit="doc", leave=False, disable=None)
            self._answers[extract, corpus] = [extract(document.text) for document in bar]
        return list(zip(gold, self._answers[extract, corpus], strict=True))

    def todays_answers(self, system: System) -> list[tuple[GoldDocument, Answer]]:
        """Return today's articles, fold by fold, with a system's answers.

        Raises:
            FileNotFoundError: When a fold has no data.
            ValueError: When its data are damaged.
        """
        if system.name not in self._todays_answers:
            found: list[Answer] = []
            for number, gold in self.today.items():
                if self.fold_data and system.fitted:
                    found += answers_with(fold_data(self.fold_data, number), gold)
                else:
                    bar = tqdm(
                        gold, desc=f"{system.name}, today, fold {number}", leave=False, disable=None
                    )
                    found += [answer(system, document) for document in bar]
            self._todays_answers[system.name] = found
        every = [document for gold in self.today.values() for document in gold]
        return list(zip(every, self._todays_answers[system.name], strict=True))

    def among(self, chosen: Callable[[Convention], bool] = lambda _: True) -> list[Corpus]:
        """Return the corpora at hand whose convention is so."""
        return [row.corpus for row in CONVENTIONS if self.documents.get(row.corpus) and chosen(row)]

    def note(self, corpora: Iterable[Corpus]) -> str:
        """Say which documents a table is about."""
        counts = [f"{corpus} {len(self.documents[corpus])}" for corpus in corpora]
        return f"{_FOLDS[self.fold]}: {', '.join(counts)} documents."

    def todays_note(self) -> str:
        """Say which of today's articles a table is about, and what answers them."""
        folds = ", ".join(map(str, self.today))
        count = sum(map(len, self.today.values()))
        note = f"Today's articles, folds {folds}: {count} documents."
        if self.fold_data:
            note += " ruentities answers each fold by data that have not seen it."
        return note
