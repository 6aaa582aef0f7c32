"""Documents go through annotators' formats and come back, as far as each format can hold them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from ruentities import extract
from ruentities.corpora import exports
from ruentities.corpora.gold import GoldMention
from ruentities.corpora.gold_files import gold_document
from ruentities.corpora.readers import corpus_directory, read
from tests.paths import CORPORA

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruentities.corpora.gold import GoldDocument
    from ruentities.schemes import Corpus

EMOJI = exports.as_gold(
    "🔥",
    extract("🔥 МИД\nРоссии ждёт Ольгу 👩‍👩‍👧 и Анну Королёву. Королёва в\u2028Твери.\n\n"),
)
# What each format holds besides the outermost mentions and their types.
KEPT: dict[str, tuple[str, ...]] = {
    "conll": (),
    "brat": ("nested", "normal", "entity"),
    "label_studio": ("nested", "normal", "entity"),
    "doccano": ("nested",),
    "docbin": ("nested", "normal", "entity"),
}
CORPORA_READ: tuple[Corpus, ...] = ("factrueval", "collection5", "nerel", "slavicner")

formats = pytest.mark.parametrize("format_", KEPT)


def through(format_: str, golds: list[GoldDocument]) -> list[GoldDocument]:
    """The documents, written and read again."""
    if format_ == "conll":
        return [*exports.from_conll("".join(map(exports.to_conll, golds)))]
    if format_ == "brat":
        return [exports.from_brat(gold.name, gold.text, exports.to_brat(gold)) for gold in golds]
    if format_ == "label_studio":
        return [*exports.from_label_studio(map(exports.to_label_studio, golds))]
    if format_ == "docbin":
        pytest.importorskip("spacy", reason="needs spaCy: pip install 'ruentities[spacy]'")
        return [*exports.from_docbin(exports.to_docbin(golds))]
    return [*exports.from_doccano(map(exports.to_doccano, golds))]


def held(format_: str, gold: GoldDocument) -> list[GoldMention]:
    """What a format can hold of a document; an entity is its first mention's number."""
    kept = KEPT[format_]
    first: dict[str, str] = {}
    return [
        replace(
            mention,
            normal=mention.normal if "normal" in kept else None,
            entity=first.setdefault(mention.entity or f"alone {number}", str(number))
            if "entity" in kept
            else None,
        )
        for number, mention in enumerate(gold.mentions)
        if "nested" in kept or not mention.nested
    ]


def check(format_: str, golds: list[GoldDocument]) -> None:
    for gold, back in zip(golds, through(format_, golds), strict=True):
        assert (back.name, back.text) == (gold.name, gold.text)
        assert held(format_, back) == held(format_, gold)


@formats
def test_text_with_emoji_and_line_ends(format_: str) -> None:
    assert len(EMOJI.mentions) > 4
    check(format_, [EMOJI])


@cache
def hundred() -> list[GoldDocument]:
    found = []
    for corpus in CORPORA_READ:
        documents = read(corpus, corpus_directory(CORPORA, corpus))
        found += documents[:: len(documents) // 25][:25]
    return found


@pytest.mark.corpora
@pytest.mark.skipif(not CORPORA.is_dir(), reason="no gold corpora")
@formats
def test_a_hundred_gold_documents_come_back(format_: str) -> None:
    assert len(hundred()) == 100
    check(format_, hundred())


def test_an_equivalence_of_brat_may_be_called_anything() -> None:
    """What is written is `Equiv`, the one name that other readers of brat's files know."""
    text = "Тула. Тула."
    mentions = [GoldMention(start, start + 4, "LOC", entity="T1") for start in (0, 6)]
    gold = gold_document("jsonl", "a", text, mentions)
    written = exports.to_brat(gold)
    assert written.splitlines()[-1] == "*\tEquiv T1 T2"
    for name in ("Equiv", "Same"):
        back = exports.from_brat("a", text, written.replace("Equiv", name))
        assert [mention.entity for mention in back.mentions] == ["T1", "T1"]


@pytest.mark.parametrize(
    "read_wrong",
    [
        lambda: [
            *exports.from_doccano(['{"name": "a", "text": "Тула", "label": [[0, 4, "GPE"]]}'])
        ],
        lambda: exports.from_brat("a", "Тула", "T1\tGPE 0 4\tТула\n"),
    ],
    ids=["doccano", "brat"],
)
def test_another_label_is_named(read_wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="label: 'GPE' is not one of"):
        read_wrong()
