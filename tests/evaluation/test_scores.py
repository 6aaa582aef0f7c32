from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import astuple, replace
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from ruentities.corpora.gold import GoldDocument, GoldMention
from ruentities.evaluation.scorers.calibration import calibration, reliability
from ruentities.evaluation.scorers.linking import linking_scores
from ruentities.evaluation.scorers.normals import (
    comparison_key,
    normal_scores,
    normal_scores_on_gold_spans,
)
from ruentities.evaluation.scorers.scores import TYPES, Accuracy, ByType, Counts, WeightedCounts
from ruentities.evaluation.scorers.spans import exact_scores, token_scores
from ruentities.kinds import Type
from ruentities.result.document import Document
from ruentities.result.entity import Entity

if TYPE_CHECKING:
    from collections.abc import Callable

ENTITY: TypeAdapter[Entity] = TypeAdapter(Entity)


def marked(notation: str) -> GoldDocument:
    """Read «<PER#1=Анна Анну> в <LOC Твери>»: type, then optional entity and normal form."""
    text, open_, mentions = "", [], []
    for piece in re.split(r"(<(?:PER|ORG|LOC)(?:#\w+)?(?:=[^<>|]*\|)? ?|>)", notation):
        if head := re.fullmatch(r"<(PER|ORG|LOC)(?:#(\w+))?(?:=([^|]*)\|)? ?", piece):
            open_.append((len(text), head))
        elif piece == ">":
            start, head = open_.pop()
            type_ = TYPES[TYPES.index(head[1])]
            mentions.append(GoldMention(start, len(text), type_, bool(open_), head[3], head[2]))
        else:
            text += piece
    ordered = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
    return GoldDocument("jsonl", "made up", text, tuple(ordered))


def answer(document: GoldDocument, *, score: float = 1.0) -> Document:
    """Give the document back as a system's answer; mentions without an entity stand alone."""
    entities: dict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)
    for index, mention in enumerate(document.mentions):
        surface = document.text[mention.start : mention.end]
        entities[mention.type, mention.entity or f"alone{index}"].append(
            {
                "start": mention.start,
                "end": mention.end,
                "text": surface,
                "normal": mention.normal or surface,
                "score": score,
                "nested": mention.nested,
            }
        )
    return Document(
        text=document.text,
        entities=tuple(
            ENTITY.validate_python({"type": type_, "id": id_, "name": id_, "mentions": mentions})
            for (type_, id_), mentions in entities.items()
        ),
    )


# One document of 3 + 1 + 2 mentions in three entities, one of 1 + 1 in two.
DOCUMENTS = (
    marked(
        "<PER#1=Анна Петрова|Анну Петрову> ждут в <LOC#2=Тверь|Твери>. <PER#1=Петрова|Петрова>"
        " ушла из <ORG#3=Банк Волга|Банка Волга>; <ORG#3=Банк Волга|Банк Волга> жалеет"
        " <PER#1=Петрова|Петрову>."
    ),
    marked("<LOC#1=Псков|Псков> встретил <PER#2=Иван Котов|Ивана Котова>."),
)
MENTIONS, TOKENS = 8, 12


def changed(change: Callable[[GoldMention], GoldMention]) -> list[tuple[GoldDocument, Document]]:
    return [
        (gold, answer(replace(gold, mentions=tuple(map(change, gold.mentions)))))
        for gold in DOCUMENTS
    ]


def swap_type(mention: GoldMention) -> GoldMention:
    swapped: dict[Type, Type] = {"PER": "LOC", "LOC": "ORG", "ORG": "PER"}
    return replace(mention, type=swapped[mention.type])


PERFECT = changed(lambda mention: mention)
SHIFTED = changed(lambda mention: replace(mention, start=mention.start + 1, end=mention.end + 1))
SWAPPED = changed(swap_type)
MERGED = changed(lambda mention: replace(mention, type="PER", entity="all"))
ALONE = changed(lambda mention: replace(mention, entity=None))
EMPTY = [(gold, Document(text=gold.text)) for gold in DOCUMENTS]


def counts(scores: ByType[Counts]) -> tuple[float, int, int]:
    total = scores.total
    return total.tp, total.gold, total.predicted


# Recognition ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pairs", "tokens", "spans"),
    [
        pytest.param(PERFECT, (TOKENS, TOKENS, TOKENS), (MENTIONS,) * 3, id="gold itself"),
        # One character to the right: every mention loses its first token, four gain a stop.
        pytest.param(
            SHIFTED,
            (TOKENS - MENTIONS, TOKENS, TOKENS - MENTIONS + 4),
            (0, MENTIONS, MENTIONS),
            id="shifted offsets",
        ),
        pytest.param(SWAPPED, (0, TOKENS, TOKENS), (0, MENTIONS, MENTIONS), id="swapped types"),
        # What is a person stays right: 4 mentions of 6 tokens.
        pytest.param(MERGED, (6, TOKENS, TOKENS), (4, MENTIONS, MENTIONS), id="everything merged"),
        pytest.param(ALONE, (TOKENS, TOKENS, TOKENS), (MENTIONS,) * 3, id="every mention alone"),
        pytest.param(EMPTY, (0, TOKENS, 0), (0, MENTIONS, 0), id="nothing found"),
    ],
)
def test_recognition_of_known_systems(
    pairs: list[tuple[GoldDocument, Document]],
    tokens: tuple[int, int, int],
    spans: tuple[int, int, int],
) -> None:
    assert counts(token_scores(pairs)) == tokens
    assert counts(exact_scores(pairs)) == spans
    assert counts(exact_scores(pairs, nested=True)) == spans


# Gold, predicted, then (tp, gold, predicted) of PER, LOC and ORG.
TOKEN_CASES = [
    pytest.param(
        "<ORG Министерство обороны <LOC России>> и <PER Сергей Котов>",
        "<ORG Министерство обороны> <LOC России> и Сергей <PER Котов>",
        ((1, 2, 1), (0, 0, 1), (2, 3, 2)),
        id="the outermost mention holds the token",
    ),
    pytest.param(
        "<PER Анна> <PER Котова>",
        "<PER Анна Котова>",
        ((2, 2, 2), (0, 0, 0), (0, 0, 0)),
        id="where a mention begins makes no difference",
    ),
    pytest.param(
        "<ORG Волга-банк> и <ORG «Волга»>",
        "<ORG Волга>-банк и «<ORG Волга>»",
        ((0, 0, 0), (0, 0, 0), (2, 4, 2)),
        id="a token belongs where its first character is",
    ),
    pytest.param("ни о ком", "ни о ком", ((0, 0, 0),) * 3, id="no mentions"),
    pytest.param("", "", ((0, 0, 0),) * 3, id="no text"),
]


@pytest.mark.parametrize(("gold", "predicted", "expected"), TOKEN_CASES)
def test_token_counts(
    gold: str, predicted: str, expected: tuple[tuple[int, int, int], ...]
) -> None:
    scores = token_scores([(marked(gold), answer(marked(predicted)))])
    assert astuple(scores) == expected


EXACT_CASES = [
    pytest.param(
        "<ORG Министерство обороны <LOC России>> и <PER Сергей Котов>",
        "<ORG Министерство обороны> <LOC России> и <PER Сергей Котов>",
        (1, 2, 3),
        (2, 3, 3),
        id="the inner place counts only on all layers",
    ),
    pytest.param(
        "<ORG МИД России>", "<ORG МИД <LOC России>>", (1, 1, 1), (1, 1, 2), id="one layer too many"
    ),
    pytest.param("<ORG Волга>", "<ORG <ORG Волга>>", (1, 1, 1), (1, 1, 2), id="predicted twice"),
]


@pytest.mark.parametrize(("gold", "predicted", "flat", "nested"), EXACT_CASES)
def test_exact_counts(
    gold: str, predicted: str, flat: tuple[int, int, int], nested: tuple[int, int, int]
) -> None:
    pairs = [(marked(gold), answer(marked(predicted)))]
    assert counts(exact_scores(pairs)) == flat
    assert counts(exact_scores(pairs, nested=True)) == nested


def test_counts_of_documents_are_summed_before_dividing() -> None:
    found, missed = (marked(text) for text in ("<LOC Тверь>", "<LOC Псков>, <LOC Омск>, <LOC Уфа>"))
    scores = exact_scores([(found, answer(found)), (missed, Document(text=missed.text))])
    assert (scores.loc.precision, scores.loc.recall, scores.loc.f1) == (1, 0.25, 0.4)


@pytest.mark.parametrize(
    "score", [token_scores, exact_scores, normal_scores, linking_scores, calibration]
)
def test_documents_over_different_texts_are_refused(score: Callable[..., object]) -> None:
    with pytest.raises(ValueError, match="jsonl/made up"):
        score([(marked("<LOC Тверь>"), Document(text="Тверь "))])


# Normal forms --------------------------------------------------------------------------------

KEYS = [
    ("Королёв", "КОРОЛЕВ", True),
    ("Банк «Волга»", 'Банк "Волга"', True),
    ("Банк «Волга»", "Банк Волга", True),
    ("Йошкар-Ола", "Йошкар–Ола", True),
    ("Нижний\u00a0 Новгород ", "Нижний\nНовгород", True),
    ("Петров", "Петрова", False),
    ("Йошкар-Ола", "Йошкар Ола", False),
    ("Нижний Новгород", "НижнийНовгород", False),
    ("Юлий", "Юлии", False),
]


@pytest.mark.parametrize(("one", "other", "same"), KEYS)
def test_comparison_key(one: str, other: str, same: bool) -> None:
    assert (comparison_key(one) == comparison_key(other)) is same


@pytest.mark.parametrize(
    ("pairs", "found", "found_inflected", "end_to_end", "end_to_end_inflected"),
    [
        pytest.param(PERFECT, (8, 8), (5, 5), (8, 8), (5, 5), id="gold itself"),
        pytest.param(SHIFTED, (0, 0), (0, 0), (0, 8), (0, 5), id="shifted offsets"),
        pytest.param(SWAPPED, (0, 0), (0, 0), (0, 8), (0, 5), id="swapped types"),
        pytest.param(MERGED, (4, 4), (3, 3), (4, 8), (3, 5), id="everything merged"),
        pytest.param(EMPTY, (0, 0), (0, 0), (0, 8), (0, 5), id="nothing found"),
        pytest.param(
            changed(lambda mention: replace(mention, normal=None)),
            (3, 8),
            (0, 5),
            (3, 8),
            (0, 5),
            id="the form in the text for the normal form",
        ),
    ],
)
def test_normal_forms_of_known_systems(
    pairs: list[tuple[GoldDocument, Document]],
    found: tuple[int, int],
    found_inflected: tuple[int, int],
    end_to_end: tuple[int, int],
    end_to_end_inflected: tuple[int, int],
) -> None:
    scores = normal_scores(pairs)
    assert astuple(scores.found.all.total) == found
    assert astuple(scores.found.inflected.total) == found_inflected
    assert astuple(scores.end_to_end.all.total) == end_to_end
    assert astuple(scores.end_to_end.inflected.total) == end_to_end_inflected


def test_only_names_with_a_normal_form_count() -> None:
    gold = marked("<PER=Котов|«Котова»>, <PER=демократ|демократов>, <LOC=24|24>, <LOC Тверь>")
    assert astuple(normal_scores([(gold, answer(gold))]).found.all) == ((1, 1), (0, 0), (0, 0))


def test_a_difference_that_the_key_folds_is_no_inflection() -> None:
    gold = marked("<ORG=Банк Волга|БАНК «ВОЛГА»> и <LOC=Орёл|Орел> у <LOC=Орёл|Орла>")
    scores = normal_scores([(gold, answer(gold))])
    assert astuple(scores.found.inflected) == ((0, 0), (1, 1), (0, 0))


def test_a_normalizer_is_asked_for_gold_spans() -> None:
    asked = []

    def first_word(text: str, start: int, end: int, type_: Type) -> str:
        asked.append((text[start:end], type_))
        return text[start:end].split()[0]

    text = "<PER=Иван Котов|Ивана Котова> в <LOC=Омск|Омск>, <LOC=омич|омичи>, <ORG=Банк|Банке>"
    scores = normal_scores_on_gold_spans([marked(text)], first_word)
    assert asked == [("Ивана Котова", "PER"), ("Омск", "LOC"), ("Банке", "ORG")]
    assert astuple(scores.all) == ((0, 1), (1, 1), (0, 1))
    assert astuple(scores.inflected) == ((0, 1), (0, 0), (0, 1))


# Linking -------------------------------------------------------------------------------------

# Entities of 3, 2 and 1 mentions in one document, of 1 and 1 in the other.
LINKING_CASES = [
    pytest.param(PERFECT, (1, 1), (1, 1), (1, 1), (1, 1), id="gold itself"),
    pytest.param(SWAPPED, (1, 1), (1, 1), (1, 1), (1, 1), id="types do not matter"),
    pytest.param(
        MERGED,
        ((9 + 4 + 1) / 6 / 8 + (1 + 1) / 2 / 8, 1),
        (4 / 16, 1),
        (3 / 6, 1),
        ((2 * 3 / 9 + 2 / 3) / 2, (2 * 3 / 9 + 2 / 3) / 5),
        id="everything merged",
    ),
    pytest.param(
        ALONE,
        (1, 5 / 8),
        (0, 0),
        (0, 0),
        ((2 / 4 + 2 / 3 + 3) / 8, (2 / 4 + 2 / 3 + 3) / 5),
        id="every mention alone",
    ),
]


@pytest.mark.parametrize(("pairs", "b_cubed", "pairwise", "muc", "ceaf_e"), LINKING_CASES)
def test_linking_of_known_systems(
    pairs: list[tuple[GoldDocument, Document]],
    b_cubed: tuple[float, float],
    pairwise: tuple[float, float],
    muc: tuple[float, float],
    ceaf_e: tuple[float, float],
) -> None:
    scores = linking_scores(pairs)
    assert (scores.documents, scores.mentions) == (2, 8)
    for measured, expected in (
        (scores.b_cubed, b_cubed),
        (scores.pairwise, pairwise),
        (scores.muc, muc),
        (scores.ceaf_e, ceaf_e),
    ):
        assert (measured.precision, measured.recall) == pytest.approx(expected)
    assert scores.conll == pytest.approx((scores.muc.f1 + scores.b_cubed.f1 + scores.ceaf_e.f1) / 3)


@pytest.mark.parametrize("pairs", [SHIFTED, EMPTY])
def test_nothing_shared_leaves_nothing_to_link(pairs: list[tuple[GoldDocument, Document]]) -> None:
    scores = linking_scores(pairs)
    assert (scores.documents, scores.mentions, scores.b_cubed) == (0, 0, WeightedCounts())


def test_linking_is_judged_on_shared_linked_mentions_only() -> None:
    gold = marked("<PER#1 Котов> и <PER#2 Котов> у <PER#1 Котова>, <PER Котову>, <LOC#3 Омск>")
    predicted = marked("<PER#7 Котов> и <PER#7 Котов> у <PER#7 Котова>, <PER#7 Котову>, Омск")
    unlinked = marked("<LOC Омск>")
    scores = linking_scores([(gold, answer(predicted)), (unlinked, answer(unlinked))])
    assert (scores.documents, scores.mentions) == (1, 3)
    assert scores.pairwise == Counts(tp=1, gold=1, predicted=3)


# Calibration ---------------------------------------------------------------------------------


def test_calibration_error_by_hand() -> None:
    table = reliability([(0.95, True), (0.97, False), (0.15, False), (0.13, False), (0.5, True)])
    assert [(bin_.above, bin_.up_to, bin_.mentions) for bin_ in table.bins] == [
        (0.1, 0.2, 2),
        (0.4, 0.5, 1),
        (0.9, 1.0, 2),
    ]
    assert [bin_.accuracy for bin_ in table.bins] == [0, 1, 0.5]
    assert [bin_.score for bin_ in table.bins] == pytest.approx([0.14, 0.5, 0.96])
    assert table.error == pytest.approx((2 * 0.14 + 1 * 0.5 + 2 * 0.46) / 5)


def test_error_by_chance_is_what_perfect_scores_show() -> None:
    chance = random.Random(1)
    scores = [chance.choice([0.25, 0.55, 0.85]) for _ in range(600)]
    errors = [
        reliability([(score, chance.random() < score) for score in scores]).error
        for _ in range(300)
    ]
    table = reliability([(score, True) for score in scores])
    assert table.by_chance == pytest.approx(sum(errors) / len(errors), rel=0.05)


@pytest.mark.parametrize("tenth", range(1, 11))
def test_a_score_on_a_border_is_in_the_bin_below(tenth: int) -> None:
    (bin_,) = reliability([(tenth / 10, True)]).bins
    assert bin_.up_to == tenth / 10


def test_score_zero_has_a_bin() -> None:
    assert reliability([(0.0, False)]).bins[0].up_to == 0.1


@pytest.mark.parametrize(
    ("pairs", "error"),
    [
        pytest.param(PERFECT, 0, id="sure and right"),
        pytest.param(SWAPPED, 1, id="sure and wrong"),
        pytest.param(MERGED, 0.5, id="sure and right every second time"),
        pytest.param(EMPTY, 0, id="nothing found"),
    ],
)
def test_calibration_of_known_systems(
    pairs: list[tuple[GoldDocument, Document]], error: float
) -> None:
    assert calibration(pairs).error == error


def test_calibration_of_inner_mentions_is_asked_for() -> None:
    gold = marked("<ORG МИД <LOC России>> и <ORG банк России>")
    predicted = marked("<ORG МИД <LOC России>> и <ORG банк <LOC России>>")
    pairs = [(gold, answer(predicted, score=0.5))]
    outer, every = calibration(pairs), calibration(pairs, nested=True)
    assert (outer.mentions, outer.error) == (2, 0.5)
    assert (every.mentions, every.error) == (4, 0.25)


# Values --------------------------------------------------------------------------------------


def test_every_type_has_its_place() -> None:
    assert set(TYPES) == set(get_args(Type))
    assert astuple(ByType.of(lambda type_: Counts(gold=TYPES.index(type_)))) == (
        (0, 0, 0),
        (0, 1, 0),
        (0, 2, 0),
    )


@pytest.mark.parametrize(
    ("measured", "figures"),
    [
        (Counts(0, 0, 0), (1, 1, 1)),
        (Counts(0, 3, 0), (0, 0, 0)),
        (Counts(0, 0, 3), (0, 0, 0)),
        (Counts(2, 4, 2), (1, 0.5, 2 / 3)),
        (WeightedCounts(), (1, 1, 1)),
        (WeightedCounts(correct=1.5, predicted=2, recalled=1.0, gold=4), (0.75, 0.25, 0.375)),
    ],
)
def test_precision_recall_and_f1(
    measured: Counts | WeightedCounts, figures: tuple[float, float, float]
) -> None:
    assert (measured.precision, measured.recall, measured.f1) == pytest.approx(figures)


def test_accuracy_of_no_cases() -> None:
    assert (Accuracy().value, Accuracy(0, 2).value, Accuracy(1, 2).value) == (1, 0, 0.5)


words = st.lists(st.tuples(st.sampled_from(["", *TYPES]), st.sampled_from("abc")), max_size=8)


def sentence(tags: list[tuple[str, str]]) -> GoldDocument:
    pieces = (f"<{type_}#{type_}{entity} Омск>" if type_ else "Омск" for type_, entity in tags)
    document = marked(" ".join(pieces))
    return replace(document, text=document.text.ljust(100))


@given(words, words)
def test_scores_lie_between_nothing_and_everything(
    one: list[tuple[str, str]], other: list[tuple[str, str]]
) -> None:
    size = min(len(one), len(other))
    gold, predicted = sentence(one[:size]), sentence(other[:size])
    there, back = [(gold, answer(predicted))], [(predicted, answer(gold))]
    for measure in (token_scores, exact_scores):
        forth, reverse = measure(there).total, measure(back).total
        assert 0 <= forth.f1 <= 1
        assert (forth.precision, forth.f1) == pytest.approx((reverse.recall, reverse.f1))
    for scores in (linking_scores(there), linking_scores([(gold, answer(gold))])):
        assert 0 <= scores.conll <= 1
    assert 0 <= calibration(there).error <= 1


@given(words)
def test_gold_against_itself_is_perfect(tags: list[tuple[str, str]]) -> None:
    gold = sentence(tags)
    pairs = [(gold, answer(gold))]
    assert token_scores(pairs).total.f1 == exact_scores(pairs, nested=True).total.f1 == 1
    assert normal_scores(pairs).end_to_end.all.total.value == 1
    assert calibration(pairs).error == 0
