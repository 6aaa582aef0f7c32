"""Gold names that still stand in a pseudonymized text.

The figures of docs/anonymization.md: python tests/promises/test_leaks.py
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from ruentities import extract
from ruentities.corpora.folds import split
from ruentities.corpora.readers import corpus_directory, read
from tests.paths import CORPORA

if TYPE_CHECKING:
    from pathlib import Path

    from ruentities.corpora.gold import GoldDocument
    from ruentities.schemes import Corpus

PUBLIC: tuple[Corpus, ...] = ("factrueval", "collection5", "nerel", "slavicner")


def survives(name: str, text: str) -> bool:
    """Whether a name stands in a text as whole words."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def development(root: Path) -> list[GoldDocument]:
    """The development fold of the corpora."""
    return split(
        document for corpus in PUBLIC for document in read(corpus, corpus_directory(root, corpus))
    )[1]


def leaks(document: GoldDocument) -> tuple[Counter[str], Counter[str], list[str]]:
    """Gold names by type; those that survive; those that survive although they were found.

    Only names that begin with a capital letter: some corpora mark «демократы» as well.
    """
    doc = extract(document.text)
    masked = doc.pseudonymize("secret")
    assert masked.restore() == document.text
    found = {(mention.start, mention.end) for mention in doc.mentions if not mention.nested}
    names: Counter[str] = Counter()
    survivors: Counter[str] = Counter()
    betrayed = []
    for gold in document.mentions:
        name = document.text[gold.start : gold.end]
        if gold.nested or not name[0].isupper():
            continue
        names[gold.type] += 1
        if survives(name, masked.text):
            survivors[gold.type] += 1
            if (gold.start, gold.end) in found:
                betrayed.append(name)
    return names, survivors, betrayed


@pytest.mark.slow
@pytest.mark.corpora
@pytest.mark.skipif(not CORPORA.is_dir(), reason="no corpora here")
def test_no_gold_name_survives_where_it_was_found() -> None:
    documents = development(CORPORA)
    names: Counter[str] = Counter()
    survivors: Counter[str] = Counter()
    for document in documents:
        every, left, betrayed = leaks(document)
        assert betrayed == [], document.name
        names += every
        survivors += left
    assert survivors["PER"] / names["PER"] < 0.015
    assert survivors["LOC"] / names["LOC"] < 0.025
    assert survivors["ORG"] / names["ORG"] < 0.04


def main() -> None:
    names: Counter[str] = Counter()
    survivors: Counter[str] = Counter()
    betrayed: list[str] = []
    documents = development(CORPORA)
    for document in documents:
        every, left, found = leaks(document)
        names += every
        survivors += left
        betrayed += found
    print(f"{len(documents)} documents; found and still there: {len(betrayed)} {betrayed[:9]}")
    for type_, count in sorted(names.items()):
        share = survivors[type_] / count
        print(f"{type_}: {survivors[type_]:,} of {count:,} names survive, {share:.1%}")


if __name__ == "__main__":
    main()
