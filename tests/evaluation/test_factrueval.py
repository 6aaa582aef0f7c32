"""factRuEval's two tracks: on made-up cases worked out by hand and on the official figures."""

from __future__ import annotations

import json
import os
import shutil
from itertools import combinations, permutations
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruentities.corpora.factrueval_gold import (
    Annotation,
    Attribute,
    Entity,
    Object,
    Span,
    Token,
    read_annotation,
)
from ruentities.evaluation.scorers.factrueval import score_track1, score_track2, total
from ruentities.evaluation.scorers.factrueval_answers import (
    FoundEntity,
    FoundMention,
    read_task1,
    read_task2,
    write_responses,
)
from ruentities.evaluation.scorers.factrueval_pairing import (
    Comparison,
    Pair,
    best_pairing,
    counts,
    folded,
    same_string,
)
from ruentities.evaluation.scorers.scores import TYPES, ByType, Counts
from ruentities.result.document import Document
from ruentities.result.entity import Location, Mention, Organization, Person
from tests.paths import CORPORA, SHARED, TESTS

if TYPE_CHECKING:
    from ruentities.kinds import Type

CORPUS = CORPORA / "factrueval-2016"
VECTORS = Path(os.environ.get("RUENTITIES_FACTRUEVAL_VECTORS") or SHARED / "factrueval_scoring")

Figures: TypeAlias = tuple[float, int, int]  # tp, gold, predicted


def figures(score: Counts) -> tuple[object, int, int]:
    return pytest.approx(score.tp), score.gold, score.predicted


def tokens_of(text: str) -> dict[int, Token]:
    """Words and marks between spaces, numbered from 0."""
    tokens, start = {}, 0
    for number, word in enumerate(text.split(" ")):
        tokens[number] = Token(start, start + len(word), word)
        start += len(word) + 1
    return tokens


def mention(text: str, notation: str) -> Object:
    """``"Org org_descr:0 org_name:1-2"``: a kind, then spans by token number."""
    kind, *parts = notation.split()
    tokens = tokens_of(text)
    spans = []
    for part in parts:
        role, _, numbers = part.partition(":")
        first, _, last = numbers.partition("-")
        covered = range(int(first), int(last or first) + 1)
        ends = tokens[covered[0]].start, tokens[covered[-1]].end
        spans.append(Span(role, *ends, frozenset(covered)))
    return Object(kind, tuple(spans))


def found(text: str, notation: str) -> FoundMention:
    """``"ORG 0-1"``: a type, then token numbers."""
    type_, numbers = notation.split()
    first, _, last = numbers.partition("-")
    tokens = tokens_of(text)
    start, end = tokens[int(first)].start, tokens[int(last or first)].end
    return FoundMention(next(t for t in TYPES if t == type_), start, end)


# Text, gold mentions, responses, (tp, gold, predicted).
TRACK1 = [
    pytest.param("Анна Серова", ["Person name:0 surname:1"], ["PER 0-1"], (1, 1, 1), id="exact"),
    pytest.param("Анна Серова", ["Person name:0 surname:1"], ["LOC 0-1"], (0, 1, 1), id="type"),
    pytest.param("Анна Серова", ["Person name:0 surname:1"], [], (0, 1, 0), id="missed"),
    pytest.param("Анна Серова", [], ["PER 0-1"], (0, 0, 1), id="spurious"),
    pytest.param(
        "Анна Серова", ["Person name:0 surname:1"], ["PER 0"], (1 / 2, 1, 1), id="half the name"
    ),
    pytest.param("поёт Анна", ["Person name:1"], ["PER 0-1"], (1 / 2, 1, 1), id="a token more"),
    pytest.param(
        "поёт Анна Серова",
        ["Person name:1 surname:2"],
        ["PER 0-1"],
        (1 / 3, 1, 1),
        id="a token more and one less",
    ),
    pytest.param(
        "партия Весна", ["Org org_descr:0 org_name:1"], ["ORG 1"], (1, 1, 1), id="no descriptor"
    ),
    pytest.param(
        "партия Весна", ["Org org_descr:0 org_name:1"], ["ORG 0-1"], (1, 1, 1), id="descriptor"
    ),
    pytest.param(
        "партия Весна", ["Org org_descr:0 org_name:1"], ["ORG 0"], (0, 1, 1), id="no name"
    ),
    pytest.param("хор Тулы", ["Org org_descr:0 loc_name:1"], ["ORG 1"], (1, 1, 1), id="named so"),
    pytest.param("« Весна »", ["Org org_name:1"], ["ORG 0-2"], (1, 1, 1), id="marks in response"),
    pytest.param("Весна - 2", ["Org org_name:0-2"], ["ORG 0-2"], (1, 1, 1), id="marks in gold"),
    pytest.param(
        "Весна - 2", ["Org org_name:0-2"], ["ORG 0"], (1 / 2, 1, 1), id="marks are not missed"
    ),
    pytest.param("Весна •", ["Org org_name:0"], ["ORG 0-1"], (1 / 2, 1, 1), id="a bullet is"),
    pytest.param("Тула", ["LocOrg loc_name:0"], ["LOC 0"], (1, 1, 1), id="LocOrg is a place"),
    pytest.param("та партия", ["Org org_descr:1"], [], (0, 0, 0), id="nameless and missed"),
    pytest.param("та партия", ["Org org_descr:1"], ["ORG 0-1"], (0, 0, 0), id="nameless and found"),
    pytest.param(
        "хор Тулы",
        ["Org org_name:0 loc_name:1", "LocOrg loc_name:1"],
        ["ORG 0-1"],
        (1, 1, 1),
        id="nested and missed",
    ),
    pytest.param(
        "хор Тулы",
        ["Org org_name:0 loc_name:1", "LocOrg loc_name:1"],
        ["ORG 0-1", "LOC 1"],
        (1, 1, 1),
        id="nested and found",
    ),
    pytest.param(
        "хор Тулы",
        ["Org org_name:0-1"],
        ["ORG 0-1", "LOC 1"],
        (1, 1, 2),
        id="nested where gold has nothing",
    ),
    pytest.param(
        "дом Серовой", ["Location loc_name:0-1", "Person surname:1"], [], (0, 1, 0), id="PER in LOC"
    ),
    pytest.param(
        "юг Тулы", ["Location loc_name:0-1", "LocOrg loc_name:1"], [], (0, 1, 0), id="LOC in LOC"
    ),
    pytest.param(
        "хор Весны", ["Org org_name:0-1", "Org org_name:1"], [], (0, 1, 0), id="ORG in ORG"
    ),
    pytest.param(
        "сад Весны", ["Location loc_name:0-1", "Org org_name:1"], [], (0, 2, 0), id="ORG in LOC"
    ),
    pytest.param(
        "сад Весны", ["LocOrg loc_name:0-1", "Org org_name:1"], [], (0, 1, 0), id="ORG in LocOrg"
    ),
    pytest.param(
        "Анна Серова", ["Person name:0 surname:1", "Person name:0"], [], (0, 2, 0), id="PER in PER"
    ),
    pytest.param(
        "службы Тулы и Орла",
        ["Org org_descr:0 loc_name:1", "Org org_descr:0 loc_name:3"],
        [],
        (0, 2, 0),
        id="crossing is not nesting",
    ),
    pytest.param(
        "Сенат", ["Location loc_name:0", "Org org_name:0"], ["ORG 0"], (1, 1, 1), id="ORG of two"
    ),
    pytest.param(
        "Сенат", ["Location loc_name:0", "Org org_name:0"], ["LOC 0"], (1, 1, 1), id="LOC of two"
    ),
    pytest.param(
        "Сенат",
        ["Location loc_name:0", "Org org_name:0"],
        ["LOC 0", "ORG 0"],
        (1, 1, 1),
        id="both of two",
    ),
    pytest.param(
        "Сенат", ["Location loc_name:0", "Org org_name:0"], [], (0, 1, 0), id="neither of two"
    ),
    pytest.param(
        "Сенат", ["Org org_name:0", "Org org_name:0"], ["ORG 0"], (1, 1, 1), id="twins of a type"
    ),
    pytest.param(
        "хор Весна",
        ["Org org_descr:0 org_name:1", "Org org_name:0-1"],
        ["ORG 0"],
        (1 / 2, 1, 1),
        id="the twin that was found",
    ),
    pytest.param(
        "Анна", ["Person name:0", "Location loc_name:0"], ["PER 0"], (1, 2, 1), id="no ORG of two"
    ),
    pytest.param(
        "посольство Весны",
        ["Org org_descr:0 org_name:1", "Org org_name:1"],
        ["ORG 1"],
        (0, 1, 0),
        id="perfect twice: the very same tokens win",
    ),
    pytest.param(
        "Анна Серова", ["Person name:0 surname:1"], ["PER 0", "PER 0-1"], (1, 1, 2), id="one to one"
    ),
    pytest.param(
        "Анна Серова Вера Орлова",
        ["Person name:0 surname:1", "Person name:2 surname:3"],
        ["PER 0-2", "PER 1"],
        # 2/3 (tp 2, fp 1) and nothing one way; 1/4 (tp 1, fp 2, fn 1) and 1/2 the other.
        (3 / 4, 2, 2),
        id="the better sum, not the best pair first",
    ),
]


@pytest.mark.parametrize(("text", "gold", "response", "expected"), TRACK1)
def test_track1(text: str, gold: list[str], response: list[str], expected: Figures) -> None:
    objects = tuple(mention(text, notation) for notation in gold)
    annotation = Annotation("", tokens_of(text), objects, ())

    scores = score_track1(annotation, [found(text, notation) for notation in response])

    assert figures(scores.total) == expected


def test_which_of_two_on_the_same_tokens_counts_is_a_matter_of_type() -> None:
    text = "Сенат"
    objects = (mention(text, "Location loc_name:0"), mention(text, "Org org_name:0"))
    annotation = Annotation("", tokens_of(text), objects, ())

    place = score_track1(annotation, [found(text, "LOC 0")])
    both = score_track1(annotation, [found(text, "LOC 0"), found(text, "ORG 0")])

    assert (place.loc, place.org) == (Counts(1, 1, 1), Counts())
    assert (both.loc, both.org) == (Counts(), Counts(1, 1, 1))


ANNA = ("PER", [("firstname", "Анна"), ("lastname", "Серова")])
NESTED_IN_ORG = ["Org org_name:0-1", "LocOrg loc_name:1"]

# Gold (type, attributes with alternatives), response, (tp, gold, predicted), tp with -m.
TRACK2 = [
    pytest.param(ANNA, [ANNA], (1, 1, 1), 1, id="exact"),
    pytest.param(ANNA, [("LOC", ANNA[1])], (0, 1, 1), 0, id="type"),
    pytest.param(ANNA, [], (0, 1, 0), 0, id="missed"),
    pytest.param(ANNA, [("PER", [("lastname", "Серова")])], (1 / 2, 1, 1), 1 / 2, id="a part"),
    pytest.param(
        ANNA, [("PER", [("firstname", "Серова")])], (0, 1, 1), 0, id="value under another name"
    ),
    pytest.param(
        ANNA,
        [("PER", [*ANNA[1], ("patronymic", "Ильинична")])],
        (2 / 3, 1, 1),
        1,
        id="an attribute more",
    ),
    pytest.param(
        ANNA,
        [("PER", [*ANNA[1], ("lastname", "Орлова"), ("lastname", "Титова")])],
        (2 / 4, 1, 1),
        1,
        id="each wrong value is an attribute more",
    ),
    pytest.param(
        ANNA,
        [("PER", [("firstname", "Анна")]), ("PER", [("lastname", "Серова")])],
        (1 / 2, 1, 2),
        1 / 2,
        id="a person split in two",
    ),
    pytest.param(
        ("LOC", [("name", "РФ|Россия")]), [("LOC", [("name", "россия")])], (1, 1, 1), 1, id="any"
    ),
    pytest.param(
        ("LOC", [("name", "РФ|Россия")]),
        [("LOC", [("name", "Россия")]), ("LOC", [("name", "РФ")])],
        (1, 1, 2),
        1,
        id="a place split in two",
    ),
    pytest.param(
        ("PER", [("firstname", "Анна"), ("firstname", "Мария")]),
        [("PER", [("firstname", "Анна")])],
        (1 / 2, 1, 1),
        1 / 2,
        id="two attributes of a name",
    ),
    pytest.param(("LOC", []), [("LOC", [("name", "Тула")])], (0, 0, 1), 0, id="no attributes"),
]


def entity(type_: Type, attributes: list[tuple[str, str]], objects: tuple[Object, ...]) -> Entity:
    known = (Attribute(name, frozenset(values.split("|"))) for name, values in attributes)
    return Entity(type_, tuple(known), objects)


@pytest.mark.parametrize(("gold", "response", "expected", "tp_without_extra"), TRACK2)
def test_track2(
    gold: tuple[Type, list[tuple[str, str]]],
    response: list[tuple[Type, list[tuple[str, str]]]],
    expected: Figures,
    tp_without_extra: float,
) -> None:
    only = mention("Имя", "Person name:0")
    annotation = Annotation("", tokens_of("Имя"), (only,), (entity(*gold, (only,)),))
    entities = [FoundEntity(type_, tuple(attributes)) for type_, attributes in response]

    assert figures(score_track2(annotation, entities).total) == expected
    lenient = score_track2(annotation, entities, ignore_extra=True).total
    assert figures(lenient) == (tp_without_extra, *expected[1:])


# Text, gold mentions, which of them are those of the entity, whether it counts when missed.
ENTITIES = [
    ("хор Тулы", NESTED_IN_ORG, [1], False),
    ("хор Тулы в Туле", [*NESTED_IN_ORG, "LocOrg loc_name:3"], [1, 2], True),
    ("тульский хор", ["LocOrg geo_adj:0"], [0], False),
    ("тульский хор в Туле", ["LocOrg geo_adj:0", "LocOrg loc_name:3"], [0, 1], True),
    ("хор", ["Org org_descr:0"], [0], False),
    ("хор и хор Весна", ["Org org_descr:0", "Org org_descr:2 org_name:3"], [0, 1], True),
    # Every reason alone, never two of them together.
    ("хор Тулы и город", [*NESTED_IN_ORG, "LocOrg loc_descr:3"], [1, 2], True),
    # Here what lies between the outermost tokens lies inside, unlike in the first track.
    (
        "службы Тулы и Орла",
        ["Org org_descr:0 loc_name:1", "Org org_descr:0 loc_name:3"],
        [0],
        False,
    ),
    ("службы Тулы и Орла", ["Org org_descr:0 loc_name:1", "Org org_descr:0 loc_name:3"], [1], True),
    # A Location can lie in a Location, a LocOrg cannot; an organization in neither but a LocOrg.
    ("юг Тулы", ["Location loc_name:0-1", "Location loc_name:1"], [1], False),
    ("юг Тулы", ["Location loc_name:0-1", "LocOrg loc_name:1"], [1], True),
    ("сад Весны", ["Location loc_name:0-1", "Org org_name:1"], [1], True),
    ("сад Весны", ["LocOrg loc_name:0-1", "Org org_name:1"], [1], False),
    ("дом Серовой", ["Location loc_name:0-1", "Person surname:1"], [1], False),
]


@pytest.mark.parametrize(("text", "mentions", "own", "counts_"), ENTITIES)
def test_which_entities_count(
    text: str, mentions: list[str], own: list[int], counts_: bool
) -> None:
    objects = tuple(mention(text, notation) for notation in mentions)
    members = tuple(objects[i] for i in own)
    gold = entity(members[0].type, [("name", "Имя")], members)
    annotation = Annotation("", tokens_of(text), objects, (gold,))
    answer = FoundEntity(gold.type, (("name", "Имя"),))

    assert figures(score_track2(annotation, []).total) == (0, int(counts_), 0)
    assert figures(score_track2(annotation, [answer]).total) == (counts_, counts_, counts_)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("я", "ю", False),
        ("ян", "ян", True),
        ("я", "ян", True),
        ("лавров", "лаврова", True),
        ("лавров", "лаврону", False),
        ("лавров", "ларвов", False),
        ("смирнов1", "смирно22", False),
        ("смирновых", "смирнов", True),
        ("абдулаев1", "абдулла", False),
        ("министерство", "министерству а", False),
        ("министерство", "министерства", True),
        ("", "я", False),
        ("", "ян", False),
    ],
)
def test_strings_are_the_same_but_for_a_slip_of_the_pen(a: str, b: str, same: bool) -> None:
    assert same_string(a, b) is same
    assert same_string(b, a) is same


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" ЁЛКА ", "елка"),
        ("«Заря» „Заря“ ”Заря”", '"заря" "заря" "заря"'),
        ("О’Хара О`Хара О‘Хара", "о'хара о'хара о'хара"),
        ("Ростов – на — Дону", "ростов-на-дону"),
        ("А . С . Орлов , мл .", "а. с. орлов, мл."),
        ("Тула ( область )", "тула (область)"),
    ],
)
def test_folding(text: str, expected: str) -> None:
    assert folded(text) == expected


def test_an_excuse_is_worth_half_of_f1() -> None:
    # Nine pairs are right, the tenth response fits a gold item that counts by q, and one that
    # does not. Taken as right: 2 (9 + q) / (10 + 10). As excused: 18 / (10 + 9) = .947.
    def pairs(q: float) -> list[Pair]:
        sure = {(i, i): 1.0 for i in range(9)}
        types: tuple[Type, ...] = ("ORG",) * 11
        counted = (True,) * 10 + (False,)
        return best_pairing(
            Comparison(types, counted, types[:10], sure | {(9, 9): q, (10, 9): 0.1})
        )

    assert (10, 9) in pairs(0.47)
    assert (9, 9) in pairs(0.48)


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    golds, responses = draw(st.integers(0, 4)), draw(st.integers(0, 4))
    types: tuple[Type, ...] = ("ORG",) * 4
    cells = [(i, j) for i in range(golds) for j in range(responses)]
    values = draw(st.lists(st.sampled_from([0, 0.1, 0.25, 0.5, 0.9]), min_size=16, max_size=16))
    return Comparison(
        gold=types[:golds],
        counted=tuple(draw(st.booleans()) for _ in range(golds)),
        response=types[:responses],
        qualities={cell: q for cell, q in zip(cells, values, strict=False) if q},
    )


def every_pairing(comparison: Comparison) -> list[list[Pair]]:
    golds, responses = range(len(comparison.gold)), range(len(comparison.response))
    tried = (
        list(zip(chosen, order, strict=True))
        for size in range(min(len(golds), len(responses)) + 1)
        for chosen in combinations(golds, size)
        for order in permutations(responses, size)
    )
    return [pairs for pairs in tried if all(pair in comparison.qualities for pair in pairs)]


@given(comparisons())
def test_no_pairing_has_a_better_f1(comparison: Comparison) -> None:
    pairs = best_pairing(comparison)

    assert pairs in [sorted(tried) for tried in every_pairing(comparison)]
    # Nothing to find and nothing claimed counts as 1, which no pairing may aim at.
    reached = [
        2 * score.tp / (score.gold + score.predicted or 1)
        for score in (counts(comparison, tried).total for tried in every_pairing(comparison))
    ]
    score = counts(comparison, pairs).total
    assert 2 * score.tp / (score.gold + score.predicted or 1) == pytest.approx(max(reached))


def test_perfect_pairs_come_first() -> None:
    # Without them 0.9 + 0.9 would be the better sum.
    comparison = Comparison(
        ("ORG", "ORG"), (True, True), ("ORG", "ORG"), {(0, 0): 1.0, (0, 1): 0.9, (1, 0): 0.9}
    )
    assert best_pairing(comparison) == [(0, 0)]


def test_responses_are_excused_even_where_nothing_can_be_right() -> None:
    comparison = Comparison(
        ("ORG", "ORG"), (False, False), ("ORG", "ORG"), {(0, 1): 0.5, (1, 0): 0.5}
    )
    assert best_pairing(comparison) == [(0, 1), (1, 0)]


def test_reading_the_gold_files() -> None:
    gold = read_annotation(TESTS / "factrueval", "exhibition")

    assert (len(gold.tokens), gold.tokens[7]) == (27, Token(30, 33, "Лён"))
    assert [mention.kind for mention in gold.objects].count("Project") == 0
    assert gold.objects[1] == Object(
        "Org",
        (Span("org_descr", 26, 28, frozenset({5})), Span("org_name", 30, 33, frozenset({7}))),
    )
    assert gold.objects[7].spans[0].tokens == {22, 23}
    assert [entity.type for entity in gold.entities] == ["LOC", "ORG", "PER", "ORG", "ORG", "ORG"]
    assert gold.entities[1].attributes == (
        Attribute(
            "name",
            frozenset({"Лён", '"Лён"', "АО Лён", "Лён АО", 'АО "Лён"', '"Лён" АО'}),
        ),
    )
    assert gold.entities[2].attributes == (
        Attribute("firstname", frozenset({"Вера"})),
        Attribute("patronymic", frozenset({"Ильинична"})),
        Attribute("lastname", frozenset({"Громова"})),
    )
    assert gold.entities[4].objects == (gold.objects[7],)


@pytest.mark.parametrize(
    ("coref", "expected"),
    [
        ("name РФ\nname Россия", [("name", "РФ|Россия")]),
        ("firstname Анна\nfirstname1 Мария", [("firstname", "Анна"), ("firstname", "Мария")]),
        ("wikidata Q1\ndescriptor город", []),
        ("descriptor город\nname Тула", [("name", "Тула|город Тула|Тула город")]),
        ("lastname \n", [("lastname", "")]),
    ],
)
def test_reading_attributes(tmp_path: Path, coref: str, expected: list[tuple[str, str]]) -> None:
    (tmp_path / "x.tokens").write_text("1 0 4 Тула\n", encoding="utf-8")
    (tmp_path / "x.spans").write_text("7 loc_name 0 4 1 1  # 1 Тула\n", encoding="utf-8")
    (tmp_path / "x.objects").write_text("8 Location 7 # Тула\n", encoding="utf-8")
    (tmp_path / "x.coref").write_text(f"9 8\n{coref}\n\n", encoding="utf-8")

    gold = read_annotation(tmp_path, "x")

    assert gold.entities == (entity("LOC", expected, gold.objects),)


def test_a_whole_document() -> None:
    folder = TESTS / "factrueval"
    gold = read_annotation(folder, "exhibition")
    mentions = read_task1(folder / "exhibition.task1")
    entities = read_task2(folder / "exhibition.task2")

    # Вера Ильинична 2/3, Громову 1; Туле 1, Тулы excused as nested; «Лён» 1, Союз 1/2, хор
    # excused as nameless, администрации missed.
    first = score_track1(gold, mentions)
    assert figures(first.per) == (5 / 3, 2, 2)
    assert figures(first.loc) == (1, 1, 1)
    assert figures(first.org) == (3 / 2, 3, 2)
    # Вера Громова with a nickname more and a patronymic less 2/4, Громову nobody; Тула 1;
    # АО "Лён" 1, Администрация Тулы 1, Союз 0, the choir is a descriptor only.
    second = score_track2(gold, entities)
    assert figures(second.per) == (2 / 4, 1, 2)
    assert figures(second.loc) == (1, 1, 1)
    assert figures(second.org) == (2, 3, 3)
    assert figures(score_track2(gold, entities, ignore_extra=True).per) == (2 / 3, 1, 2)
    assert figures(total([second, second]).total) == (7, 10, 12)
    assert score_track2(gold, []) == ByType(Counts(0, 1), Counts(0, 1), Counts(0, 3))


@pytest.mark.parametrize("ending", ["tokens", "spans", "objects", "coref"])
def test_damaged_gold_is_an_error(tmp_path: Path, ending: str) -> None:
    folder = shutil.copytree(TESTS / "factrueval", tmp_path / "gold")
    path = folder / f"exhibition.{ending}"
    path.unlink()

    with pytest.raises(FileNotFoundError, match=ending):
        read_annotation(folder, "exhibition")


@pytest.mark.parametrize("ending", ["tokens", "spans", "objects"])
def test_a_short_line_is_an_error(tmp_path: Path, ending: str) -> None:
    folder = shutil.copytree(TESTS / "factrueval", tmp_path / "gold")
    (folder / f"exhibition.{ending}").write_text("\n101 LocOrg\n", encoding="utf-8")

    with pytest.raises(ValueError, match=rf"{ending}:2: \d fields expected"):
        read_annotation(folder, "exhibition")


@pytest.mark.parametrize("line", ["PER 1", "PER 1 2 3", "PER a 2", "PER -1 2", "per 1 2"])
def test_a_damaged_task1_is_an_error(tmp_path: Path, line: str) -> None:
    path = tmp_path / "x.task1"
    path.write_text(f"LOC 0 4\n{line}\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"x\.task1"):
        read_task1(path)


@pytest.mark.parametrize("block", ["PER\nlastname Серова", "Person\nlastname: Серова"])
def test_a_damaged_task2_is_an_error(tmp_path: Path, block: str) -> None:
    path = tmp_path / "x.task2"
    path.write_text(f"LOC\nname: Тула\n\n{block}\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"x\.task2"):
        read_task2(path)


def at(text: str, words: str, kind: Type, *, nested: bool = False) -> Mention:
    start = text.index(words)
    end = start + len(words)
    return Mention(
        start=start, end=end, text=words, type=kind, normal=words, score=0.9, nested=nested
    )


def test_writing_responses(tmp_path: Path) -> None:
    text = "Вера Ильинична\nГромова, мэр Тулы, поёт с Графом в хоре Тулы."
    choir = "хоре Тулы"
    inside = Mention(
        start=len(text) - 5,
        end=len(text) - 1,
        text="Тулы",
        type="LOC",
        normal="Тула",
        score=0.9,
        nested=True,
    )
    vera = "Вера Ильинична\nГромова"
    document = Document(
        text=text,
        entities=(
            Person(
                type="PER",
                id="PER1",
                name="Вера Ильинична Громова",
                first="Вера",
                middle="Ильинична",
                last="Громова",
                mentions=(at(text, vera, "PER"),),
            ),
            Location(
                type="LOC", id="LOC1", name="Тула", mentions=(at(text, "Тулы", "LOC"), inside)
            ),
            Person(type="PER", id="PER2", name="Граф", mentions=(at(text, "Графом", "PER"),)),
            Organization(
                type="ORG",
                id="ORG1",
                name="Хор\nТулы",
                aliases=("ХТ",),
                mentions=(at(text, choir, "ORG"),),
            ),
        ),
    )

    write_responses(document, tmp_path, "x")

    assert (tmp_path / "x.task1").read_text(encoding="utf-8") == (
        "PER 0 22\nLOC 28 4\nPER 41 6\nORG 50 9\nLOC 55 4\n"
    )
    assert (tmp_path / "x.task2").read_text(encoding="utf-8") == (
        "PER\nfirstname: Вера\npatronymic: Ильинична\nlastname: Громова\n\n"
        "LOC\nname: Тула\n\n"
        "PER\nnickname: Граф\n\n"
        "ORG\nname: Хор Тулы\n"
    )
    assert read_task1(tmp_path / "x.task1")[1] == FoundMention("LOC", 28, 32)
    assert read_task2(tmp_path / "x.task2")[2] == FoundEntity("PER", (("nickname", "Граф"),))


def test_nothing_found_is_an_answer(tmp_path: Path) -> None:
    write_responses(Document(text="Ничего."), tmp_path, "x")

    assert (read_task1(tmp_path / "x.task1"), read_task2(tmp_path / "x.task2")) == ((), ())


@pytest.mark.corpora
@pytest.mark.skipif(not CORPUS.is_dir(), reason="factRuEval-2016 is not among the corpora")
@pytest.mark.skipif(not VECTORS.is_dir(), reason="the official figures are absent")
@pytest.mark.parametrize("scoring", ["track1_l", "track2", "track2_m"])
def test_official_figures(scoring: str) -> None:
    expected = json.loads((VECTORS / "expected.json").read_text(encoding="utf-8"))[scoring]

    def score(name: str) -> ByType[Counts]:
        gold = read_annotation(CORPUS, name)
        if scoring == "track1_l":
            return score_track1(gold, read_task1(VECTORS / "task1" / f"{name}.task1"))
        response = read_task2(VECTORS / "task2" / f"{name}.task2")
        return score_track2(gold, response, ignore_extra=scoring == "track2_m")

    scores = {name: score(name) for name in expected["documents"]}

    assert len(scores) == 122
    for name, official in expected["documents"].items():
        ours = scores[name].total
        assert [ours.tp, ours.gold, ours.predicted] == pytest.approx(official, abs=0.01), name
    summed = total(scores.values())
    for type_, ours in zip(
        ("PER", "LOC", "ORG", "OVERALL"),
        (summed.per, summed.loc, summed.org, summed.total),
        strict=True,
    ):
        official = expected["total"][type_]
        assert (ours.gold, ours.predicted) == (official["n_gold"], official["n_response"])
        assert ours.tp == pytest.approx(official["tp"], abs=0.01)
        assert ours.precision == pytest.approx(official["precision"], abs=0.0001)
        assert ours.recall == pytest.approx(official["recall"], abs=0.0001)
        assert ours.f1 == pytest.approx(official["f1"], abs=0.0001)
