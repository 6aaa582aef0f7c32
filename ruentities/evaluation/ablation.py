"""``python -m ruentities.evaluation.ablation MODELS``: what each rule of the default scheme brings.

Today's folds 1 to 4, each read by a model that has not seen it; the rules are taken away one at a
time, and what F1 of the spans on all layers loses is the rule's gain.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tqdm import tqdm

from ruentities.corpora.folds import five_folds
from ruentities.corpora.readers import corpus_directory, read
from ruentities.evaluation.scorers.scores import Counts
from ruentities.evaluation.tables import Column, Table, to_text
from ruentities.recognition.casing import capitalize_names
from ruentities.recognition.models import name_model
from ruentities.recognition.recognize import recognize
from ruentities.recognition.wording import read_tokens
from ruentities.repair.rules import BORDERS, rules
from ruentities.schemes import OF_SCHEME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruentities.corpora.gold import GoldDocument
    from ruentities.recognition.recognize import Recognition
    from ruentities.text.segmentation import Tokens

    # A gold document, its tokens, and what a model that has not seen it finds among them.
    Read = tuple[GoldDocument, Tokens, Recognition]

# Fold 0 is looked at once, when a release is measured.
_FOLDS: Final = (1, 2, 3, 4)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser("python -m ruentities.evaluation.ablation")
    parser.add_argument("models", type=Path, help="folder with fold1.npz to fold4.npz")
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    options = parser.parse_args(argv)
    folds = five_folds(read("today", corpus_directory(options.corpora, "today")))
    documents = list(
        chain.from_iterable(
            read_by(folds[fold], options.models / f"fold{fold}.npz") for fold in _FOLDS
        )
    )
    print(to_text(ablation(documents)))
    return 0


def read_by(documents: Iterable[GoldDocument], model: Path) -> list[Read]:
    """Return what a model finds in documents, before any rule."""
    found = name_model(model, OF_SCHEME["full"].head)
    made = []
    for document in documents:
        tokens = read_tokens(document.text)
        recognition = recognize(tokens, found)
        made.append((document, capitalize_names(tokens, recognition.spans), recognition))
    return made


def ablation(documents: Sequence[Read]) -> Table:
    """Return F1 with all rules of the default scheme, with none, and what each one brings."""
    names = [rule.__name__ for rule in BORDERS["full"]]
    whole, bare = _f1(documents, ()), _f1(documents, names)
    gains = [(name, whole - _f1(documents, [name])) for name in tqdm(names, unit="rule")]
    gains.sort(key=lambda gain: -gain[1])
    return Table(
        question="ablation",
        title="What each rule of the default scheme brings: F1 of spans on all layers",
        note=(
            f"Folds 1 to 4 of today's articles, {len(documents)} documents: "
            f"with all rules {whole:.4f}, with none {bare:.4f}."
        ),
        columns=(Column("Rule"), Column("gain", "+.4f")),
        rows=tuple(gains),
    )


def _f1(documents: Iterable[Read], left_out: Sequence[str]) -> float:
    counts = Counts()
    for document, tokens, recognition in documents:
        spans = recognition.spans
        for rule in rules("full", recognition, None, None):
            function = rule.func if isinstance(rule, partial) else rule
            if function.__name__ not in left_out:
                spans = rule(tokens, spans)
        found = {(tokens.starts[s.start], tokens.ends[s.end - 1], s.type) for s in spans}
        gold = {(mention.start, mention.end, mention.type) for mention in document.mentions}
        counts += Counts(len(found & gold), len(gold), len(found))
    return counts.f1


if __name__ == "__main__":
    sys.exit(main())
