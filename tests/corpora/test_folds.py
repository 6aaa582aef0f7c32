"""The development fold keeps copies together and never moves."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from ruentities.corpora.folds import five_folds, near_duplicates, split
from ruentities.corpora.gold import GoldDocument
from ruentities.corpora.readers import corpus_directory, read
from tests.paths import CORPORA

if TYPE_CHECKING:
    from ruentities.schemes import Corpus

NAMES: tuple[Corpus, ...] = ("factrueval", "collection5", "nerel", "slavicner")

STORY = (
    "Совет Синегорска вечером утвердил бюджет города на будущий год и отложил спор о мосте "
    "через реку Ветрянку до весны, когда инженеры обещают закончить второй проект опор."
)
OTHER = (
    "Марта Дуб выиграла забег вокруг озера и посвятила победу своему первому тренеру, который "
    "двадцать лет назад привёл её на старый стадион возле мельницы."
)


def _document(name: str, text: str, corpus: str = "jsonl") -> GoldDocument:
    return GoldDocument(corpus, name, text, ())


def _random_documents(count: int) -> list[GoldDocument]:
    dice = random.Random(7)
    return [
        _document(f"{n}.txt", " ".join(f"слово{dice.randrange(9999)}" for _ in range(40)))
        for n in range(count)
    ]


# What is done to a copy of the story, and whether it is still the same text.
COPIES = [
    ("the same", STORY, True),
    ("in capitals, without punctuation", STORY.upper().replace(",", ""), True),
    ("cut to the first half", STORY[: len(STORY) // 2], True),
    ("with a word changed", STORY.replace("вечером", "утром"), True),
    ("inside a longer text", f"{OTHER} {STORY} {OTHER.upper()}", True),
    ("another story", OTHER, False),
    ("one phrase in common", f"{OTHER} Бюджет города на будущий год и отложил.", False),
    ("the same words in another order", " ".join(reversed(STORY.split())), False),
    ("nothing", "", False),
]


@pytest.mark.parametrize(
    ("copy", "same"), [case[1:] for case in COPIES], ids=[c[0] for c in COPIES]
)
def test_near_duplicates(copy: str, same: bool) -> None:
    groups = near_duplicates([_document("a", STORY, "nerel"), _document("b", copy, "slavicner")])
    assert len(groups) == (1 if same else 2)


def test_a_chain_of_copies_is_one_group() -> None:
    first, second, third = STORY, f"{STORY} {OTHER}", OTHER
    documents = [_document("c", second), _document("b", third), _document("a", first)]
    assert [[doc.name for doc in group] for group in near_duplicates(documents)] == [
        ["a", "b", "c"]
    ]


def test_many_copies_are_one_group_though_few_are_compared() -> None:
    (group,) = near_duplicates(_document(f"{n:03}", STORY) for n in range(100))
    assert len(group) == 100


def test_short_texts_are_compared_whole() -> None:
    texts = {"a": "Да.", "b": "да", "c": "нет"}
    groups = near_duplicates(_document(name, text) for name, text in texts.items())
    assert [[doc.name for doc in group] for group in groups] == [["a", "b"], ["c"]]


def test_fold_is_what_it_always_was() -> None:
    # Pinned: a changed hash would put documents that were trained on into the development fold.
    _, development = split(_random_documents(40))
    names = [document.name for document in development]
    assert names == ["17.txt", "18.txt", "23.txt", "28.txt", "34.txt", "36.txt"]


def test_fold_does_not_depend_on_the_order() -> None:
    documents = _random_documents(200)
    shuffled = random.Random(3).sample(documents, len(documents))
    assert split(documents) == split(shuffled)


def test_split_is_a_partition_of_about_a_seventh() -> None:
    documents = _random_documents(1000)
    train, development = split(documents)
    assert Counter(train + development) == Counter(documents)
    assert 100 < len(development) < 200


def test_copies_go_where_the_first_name_goes() -> None:
    documents = _random_documents(60)
    copies = [_document(f"{doc.name} copy", doc.text, "nerel") for doc in documents]
    sides = [{doc.name for doc in side} for side in split([*copies, *documents])]
    assert [{f"{name} copy" for name in side if "copy" not in name} for side in sides] == [
        {name for name in side if "copy" in name} for side in sides
    ]
    assert {doc.name for doc in split(documents)[1]} <= sides[1]


def test_five_folds_are_what_they_always_were() -> None:
    # Pinned: a changed hash would test a student on what its teachers have seen.
    folds = [[document.name for document in fold] for fold in five_folds(_random_documents(12))]
    assert folds == [
        ["3.txt", "7.txt"],
        ["8.txt"],
        ["0.txt", "1.txt", "11.txt", "6.txt"],
        ["10.txt", "2.txt", "4.txt"],
        ["5.txt", "9.txt"],
    ]


def test_five_folds_keep_copies_together() -> None:
    documents = _random_documents(60)
    copies = [_document(f"{doc.name} copy", doc.text) for doc in documents]
    folds = five_folds([*copies, *documents])
    assert Counter(doc for fold in folds for doc in fold) == Counter([*documents, *copies])
    for fold in folds:
        names = {doc.name for doc in fold}
        assert {name.removesuffix(" copy") for name in names} <= names


@pytest.fixture(scope="module")
def gold() -> list[GoldDocument]:
    if not CORPORA.is_dir():
        pytest.skip("the gold corpora are absent")
    return [doc for corpus in NAMES for doc in read(corpus, corpus_directory(CORPORA, corpus))]


@pytest.mark.slow
@pytest.mark.corpora
def test_fold_of_the_corpora(gold: list[GoldDocument]) -> None:
    train, development = split(gold)
    assert len(train) + len(development) == len(gold)
    total, held = (Counter(doc.corpus for doc in docs) for docs in (gold, development))
    for corpus in NAMES:
        assert 0.1 <= held[corpus] / total[corpus] <= 0.2
    names = {(doc.corpus, doc.name) for doc in development}
    for group in near_duplicates(gold):
        assert len({(doc.corpus, doc.name) in names for doc in group}) == 1


@pytest.mark.slow
@pytest.mark.corpora
def test_nerel_copies_of_collection5_are_found(gold: list[GoldDocument]) -> None:
    mixed = [group for group in near_duplicates(gold) if len({doc.corpus for doc in group}) > 1]
    assert len(mixed) >= 70


@pytest.mark.slow
@pytest.mark.corpora
@pytest.mark.parametrize("corpus", NAMES)
def test_one_corpus_alone_has_its_share_of_the_fold(
    gold: list[GoldDocument], corpus: Corpus
) -> None:
    whole = split(gold)[1]
    alone = split(doc for doc in gold if doc.corpus == corpus)[1]
    assert alone == [doc for doc in whole if doc.corpus == corpus]
