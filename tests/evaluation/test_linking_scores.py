from __future__ import annotations

from itertools import combinations, permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ruentities import Document, Location, Mention
from ruentities.corpora.gold import GoldDocument, GoldMention
from ruentities.corpora.gold_files import gold_document
from ruentities.evaluation.scorers.assignment import best_assignment
from ruentities.evaluation.scorers.linking import (
    Overlap,
    b_cubed,
    ceaf_e,
    muc,
    overlap_across_documents,
    pairwise,
)
from ruentities.evaluation.scorers.scores import Counts

# The gold partition that Bagga and Baldwin (1998) and Luo (2005) both work through, and the
# figures they print: (response, MUC F1, B³ precision, B³ F1, CEAF-e F1, predicted pairs).
KEY = "AAAAABBCCCCC"
TEXTBOOK = [
    pytest.param("AAAAABBBBBBB", 0.947, 0.762, 0.865, 0.733, 31, id="small entity joined"),
    pytest.param("AAAAABBAAAAA", 0.947, 0.583, 0.737, 0.667, 46, id="large entities joined"),
    pytest.param("AAAAAAAAAAAA", 0.900, 0.375, 0.545, 0.294, 66, id="one entity"),
    pytest.param("ABCDEFGHIJKL", 0.000, 1.000, 0.400, 0.178, 0, id="no links"),
    pytest.param("XXXXXYYZZZZZ", 1.000, 1.000, 1.000, 1.000, 21, id="the key renamed"),
]

# Vilain et al. (1995): links found, links in the key, links in the response.
LINKS = [
    ("AAAA", "AABB", (2, 3, 2)),
    ("AABB", "AAAA", (2, 2, 3)),
    ("AAABBB", "AABBCC", (2, 4, 3)),
    ("ABCD", "ABCD", (0, 0, 0)),
]

partitions = st.lists(
    st.tuples(st.sampled_from("ABCDE"), st.sampled_from("vwxyz")), min_size=1, max_size=12
)
matrices = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(-9, 9), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)


def overlap(key: str, response: str) -> Overlap:
    return Overlap.of(list(zip(key, response, strict=True)))


def clusters(ids: list[str]) -> list[set[int]]:
    return [{i for i, other in enumerate(ids) if other == id_} for id_ in dict.fromkeys(ids)]


@pytest.mark.parametrize(("response", "muc_f", "b3_p", "b3_f", "ceaf_f", "pairs"), TEXTBOOK)
def test_published_examples(
    response: str, muc_f: float, b3_p: float, b3_f: float, ceaf_f: float, pairs: int
) -> None:
    laid = overlap(KEY, response)
    assert muc(laid).f1 == pytest.approx(muc_f, abs=0.0005)
    assert b_cubed(laid).precision == pytest.approx(b3_p, abs=0.0005)
    assert b_cubed(laid).f1 == pytest.approx(b3_f, abs=0.0005)
    assert ceaf_e(laid).f1 == pytest.approx(ceaf_f, abs=0.0005)
    assert (pairwise(laid).gold, pairwise(laid).predicted) == (21, pairs)
    assert pairwise(laid).tp == min(21, pairs)


@pytest.mark.parametrize(("key", "response", "links"), LINKS)
def test_muc_counts_links(key: str, response: str, links: tuple[int, int, int]) -> None:
    counts = muc(overlap(key, response))
    assert (counts.tp, counts.gold, counts.predicted) == links


def test_no_links_wanted_and_none_made_is_perfect() -> None:
    laid = overlap("ABC", "XYZ")
    assert (muc(laid).f1, pairwise(laid).f1) == (1, 1)


@given(partitions)
def test_every_measure_follows_its_definition(links: list[tuple[str, str]]) -> None:
    laid = Overlap.of(links)
    gold, predicted = ([link[side] for link in links] for side in (0, 1))
    keys, responses = clusters(gold), clusters(predicted)

    own_key = [key for i in range(len(links)) for key in keys if i in key]
    own_response = [response for i in range(len(links)) for response in responses if i in response]
    shared = [len(k & r) for k, r in zip(own_key, own_response, strict=True)]
    assert b_cubed(laid).recalled == pytest.approx(
        sum(n / len(key) for n, key in zip(shared, own_key, strict=True))
    )
    assert b_cubed(laid).correct == pytest.approx(
        sum(n / len(response) for n, response in zip(shared, own_response, strict=True))
    )

    together = [
        (gold[i] == gold[j], predicted[i] == predicted[j])
        for i, j in combinations(range(len(links)), 2)
    ]
    assert pairwise(laid).tp == sum(a and b for a, b in together)
    assert pairwise(laid).gold == sum(a for a, _ in together)
    assert pairwise(laid).predicted == sum(b for _, b in together)

    for wholes, cutters in ((keys, responses), (responses, keys)):
        pieces = [sum(bool(whole & cutter) for cutter in cutters) for whole in wholes]
        assert muc(laid).tp == sum(len(w) - n for w, n in zip(wholes, pieces, strict=True))

    few, many = sorted((keys, responses), key=len)
    assert ceaf_e(laid).correct == pytest.approx(
        max(
            sum(2 * len(a & b) / (len(a) + len(b)) for a, b in zip(few, order, strict=True))
            for order in permutations(many, len(few))
        )
    )


@given(partitions)
def test_exchanging_the_sides_exchanges_precision_and_recall(links: list[tuple[str, str]]) -> None:
    there, back = Overlap.of(links), Overlap.of([(b, a) for a, b in links])
    for measure in (b_cubed, pairwise, muc, ceaf_e):
        one, other = measure(there), measure(back)
        assert 0 <= one.f1 <= 1
        assert (one.precision, one.f1) == pytest.approx((other.recall, other.f1))


@given(partitions)
def test_the_gold_partition_itself_is_perfect(links: list[tuple[str, str]]) -> None:
    laid = Overlap.of([(gold, gold) for gold, _ in links])
    for measure in (b_cubed, pairwise, muc, ceaf_e):
        assert measure(laid).f1 == 1


@given(matrices)
@example([[3, 5, 0], [-7, 6, -8], [6, -6, 1]])  # wrong unless rows are repriced too
@example([[0, 0, -1, -1], [1, 0, 0, -1], [1, 1, -1, -1], [0, 1, 1, -1]])
def test_assignment_is_one_to_one_complete_and_as_good_as_any(weights: list[list[int]]) -> None:
    pairs = best_assignment(weights)
    rows, columns = zip(*pairs, strict=True)
    n, m = len(weights), len(weights[0])
    assert len(set(rows)) == len(set(columns)) == len(pairs) == min(n, m)
    wide = weights if n <= m else list(zip(*weights, strict=True))
    assert sum(weights[row][column] for row, column in pairs) == max(
        sum(line[column] for line, column in zip(wide, order, strict=True))
        for order in permutations(range(max(n, m)), min(n, m))
    )


def test_entities_reach_across_documents() -> None:
    def answer(name: str) -> tuple[GoldDocument, Document]:
        gold = gold_document("nerel", name, name, [GoldMention(0, len(name), "LOC", entity="Q1")])
        mention = Mention(start=0, end=len(name), text=name, type="LOC", normal=name, score=1.0)
        place = Location(type="LOC", id="LOC1", name=name, mentions=(mention,))
        return gold, Document(text=name, entities=(place,))

    laid = overlap_across_documents([answer("Вязы"), answer("Вязы"), answer("Дубы")])
    assert sorted(laid.predicted.values()) == [1, 2]
    assert laid.gold == {"Q1": 3}
    assert pairwise(laid) == Counts(tp=1, gold=3, predicted=1)


@pytest.mark.parametrize("weights", [[], [[]], [[], []]])
def test_nothing_to_assign(weights: list[list[float]]) -> None:
    assert best_assignment(weights) == []
