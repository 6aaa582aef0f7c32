"""Folds: which gold documents to choose on, and which to train on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING

from ruentities.language.folding import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruentities.corpora.gold import GoldDocument

# Of cross-validation.
FOLDS = 5

_ONE_IN = 7
_SHINGLE = 5
_SHARED = 0.2
_WINDOW = 20


def split(documents: Iterable[GoldDocument]) -> tuple[list[GoldDocument], list[GoldDocument]]:
    """Split gold documents into a training and a development part, the same on every machine.

    About one document in seven is for development. Near-duplicates stay together, across
    corpora too, and go where the hash (SHA-256) of the alphabetically first name among them
    says.

    The fold is meant over all corpora together: read them all, split, then take the corpus
    you want. With fewer corpora only the near-duplicates among those given are grouped, and a
    document whose twin in an absent corpus has an earlier name may change sides. It seldom
    does: the hash is over the name alone, and NEREL's copies of Collection5's texts nearly all
    kept their names. On the training parts each of the four corpora split alone gives exactly
    its share of the whole fold.

    Args:
        documents: Gold of any corpora, in any order; (corpus, name) is unique.

    Returns:
        (training, development), each in the order of (name, corpus).
    """
    train: list[GoldDocument] = []
    development: list[GoldDocument] = []
    for group in near_duplicates(documents):
        (train if _number(group) % _ONE_IN else development).extend(group)
    return sorted(train, key=_order), sorted(development, key=_order)


def five_folds(documents: Iterable[GoldDocument]) -> list[list[GoldDocument]]:
    """Split gold documents into five parts for cross-validation, the same on every machine.

    Near-duplicates stay together and go where the hash (SHA-256) of the alphabetically first
    name among them says.

    Args:
        documents: Gold, of today's articles all of it, in any order; (corpus, name) is unique.

    Returns:
        Five folds, each in the order of (name, corpus).
    """
    folds: list[list[GoldDocument]] = [[] for _ in range(FOLDS)]
    for group in near_duplicates(documents):
        folds[_number(group) % FOLDS].extend(group)
    return [sorted(fold, key=_order) for fold in folds]


def _number(group: Sequence[GoldDocument]) -> int:
    return int.from_bytes(sha256(group[0].name.encode()).digest(), "big")


def near_duplicates(documents: Iterable[GoldDocument]) -> list[list[GoldDocument]]:
    """Group the documents that repeat one text.

    Two documents belong together when they share a fifth of the distinct five-word shingles
    (Broder, 1997) of the shorter one, so that a cut or lightly edited copy is found as well;
    groups are closed under this relation. An exact inverted index counts the shared shingles.
    A document is compared with the last twenty that have the same shingle, which keeps the
    cost linear in the text however often a phrase occurs.

    Args:
        documents: Gold of any corpora, in any order.

    Returns:
        Groups of one or more documents. Within a group and among groups (by their first
        document) the order is that of (name, corpus).
    """
    ordered = sorted(documents, key=_order)
    sizes: list[int] = []
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    shared: Counter[tuple[int, int]] = Counter()
    for number, document in enumerate(ordered):
        shingles = _shingles(document.text)
        sizes.append(len(shingles))
        for shingle in shingles:
            held = holders[shingle]
            shared.update((earlier, number) for earlier in held[-_WINDOW:])
            held.append(number)

    first = list(range(len(ordered)))

    def root(number: int) -> int:
        while first[number] != number:
            first[number] = first[first[number]]
            number = first[number]
        return number

    for (one, other), count in shared.items():
        if count >= _SHARED * min(sizes[one], sizes[other]):
            low, high = sorted((root(one), root(other)))
            first[high] = low
    groups: defaultdict[int, list[GoldDocument]] = defaultdict(list)
    for number, document in enumerate(ordered):
        groups[root(number)].append(document)
    return list(groups.values())


def _order(document: GoldDocument) -> tuple[str, str]:
    return document.name, document.corpus


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", plain(text))
    size = max(1, min(_SHINGLE, len(words)))
    return set(zip(*(words[start:] for start in range(size)), strict=False))
