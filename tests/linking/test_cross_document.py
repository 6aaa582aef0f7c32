"""The same entity in many documents."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

from ruentities import Document, Location, Mention, Organization, Person, link_documents
from ruentities.linking.known import KnownEntities, best
from ruentities.linking.weights import built_in_weights, probabilities
from tests.work import calls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruentities import Type


def mention(name: str, kind: Type) -> tuple[Mention, ...]:
    return (Mention(start=0, end=len(name), text=name, type=kind, normal=name, score=1.0),)


def person(name: str, **fields: Any) -> Document:
    parts = name.split()
    middle = parts[1] if len(parts) == 3 else None
    first = parts[0] if len(parts) > 1 else None
    known = {"first": first, "middle": middle, "last": parts[-1], **fields}
    mentions = mention(name, "PER")
    entity = Person(type="PER", id="PER1", name=name, mentions=mentions, **known)
    return Document(text=name, entities=(entity,))


def place(name: str, **fields: Any) -> Document:
    mentions = mention(name, "LOC")
    entity = Location(type="LOC", id="LOC1", name=name, mentions=mentions, **fields)
    return Document(text=name, entities=(entity,))


def body(name: str, **fields: Any) -> Document:
    mentions = mention(name, "ORG")
    entity = Organization(type="ORG", id="ORG1", name=name, mentions=mentions, **fields)
    return Document(text=name, entities=(entity,))


def numbers(*documents: Document) -> list[int]:
    return [number for _, answer in link_documents(documents) for number in answer]


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ([person("Анна Седова"), person("Анна Седова")], [0, 0]),
        ([person("Анна Седова"), person("Анна Юрьевна Седова")], [0, 0]),
        ([person("Анна Ю Седова"), person("Анна Юрьевна Седова")], [0, 0]),
        ([person("Анна Юрьевна Седова"), person("Анна Павловна Седова")], [0, 1]),
        ([person("Саша Седых", gender="masc"), person("Саша Седых", gender="femn")], [0, 1]),
        ([person("Влад Седых"), person("Владислав Седых")], [0, 0]),
        ([person("Влад Седых"), person("Владлен Седых"), person("Иван Седых")], [0, 0, 1]),
        ([person("Буш-младший", first="Джордж"), person("Буш-старший", first="Джордж")], [0, 1]),
        ([person("Седова"), person("Седова")], [0, 1]),
        ([person("А Седова"), person("А Седова")], [0, 1]),
        ([person("Николай II", first="Николай", last=None)] * 2, [0, 0]),
        # Two fit, so the third one is neither.
        (
            [
                person("Анна Юрьевна Седова"),
                person("Анна Павловна Седова"),
                person("Анна Седова"),
            ],
            [0, 1, 2],
        ),
        ([place("Питер", wikidata="Q656"), place("Ленинград", wikidata="Q656")], [0, 0]),
        ([place("Георгия", wikidata="Q230"), place("Георгия", wikidata="Q1428")], [0, 1]),
        ([place("Малые Вязы"), place("Малые Вязы")], [0, 0]),
        ([place("Центральный район"), place("Центральный район")], [0, 1]),
        ([body("Вымпелстрой"), body("Вымпелстрой")], [0, 0]),
        ([body("Вымпел", aliases=("ВМПЛ",)), body("ВМПЛ")], [0, 0]),
        ([body("Верховный суд"), body("Верховный суд")], [0, 1]),
        ([body("Верховный суд Перу"), body("Верховный суд Перу")], [0, 0]),
        ([body("МВД"), body("МВД")], [0, 1]),
        ([body("Ростов"), place("Ростов")], [0, 1]),
    ],
)
def test_what_is_the_same(documents: list[Document], expected: list[int]) -> None:
    assert numbers(*documents) == expected


PAVLOVNA = person("Анна Павловна Седова")
YURYEVNA = person("Анна Юрьевна Седова")


@pytest.mark.parametrize(
    ("earlier", "new", "reasons", "least", "most"),
    [
        # A full name is one person's, unless the text says otherwise.
        ([PAVLOVNA], PAVLOVNA, ["same name"], 0.98, 1),
        ([PAVLOVNA], person("Анна Седова"), ["name parts"], 0.8, 0.98),
        ([person("Влад Седых")], person("Владислав Седых"), ["short: first name"], 0.8, 0.98),
        # A namesake with another patronymic is not even asked about.
        ([PAVLOVNA], YURYEVNA, [], 0, 0),
        ([YURYEVNA, PAVLOVNA], PAVLOVNA, ["same name"], 0.98, 1),
        # Two fit: neither is likelier than half.
        ([PAVLOVNA, YURYEVNA], person("Анна Седова"), ["name parts", "name parts"], 0.3, 0.5),
        # A surname alone, or with initials, is anybody's in another text.
        ([person("Анна Седова"), person("Вера Седова")], person("Седова"), [], 0, 0),
        ([person("А Седова")], person("А Седова"), [], 0, 0),
        ([person("А П Седова")], person("А П Седова"), [], 0, 0),
        ([person("Анна Седова")], person("А Седова"), [], 0, 0),
        # A body of one country is none of another country's.
        ([body("Минфин Австрии")], body("Минфин Германии"), [], 0, 0),
        ([body("Минфин Австрии")], body("Минфин Австрии"), ["same name"], 0.9, 0.99),
        # A place, less sure than a person: many bear one name.
        ([place("Малые Вязы")], place("Малые Вязы"), ["same name"], 0.9, 0.99),
        ([place("Питер", wikidata="Q656")], place("Ленинград", wikidata="Q656"), ["id"], 1, 1),
    ],
)
def test_why_it_is_the_same_and_how_sure_that_is(
    earlier: list[Document], new: Document, reasons: list[str], least: float, most: float
) -> None:
    known = KnownEntities(built_in_weights())
    for document in earlier:
        (entity,) = document.entities
        known.add(entity, best(known.candidates(entity, set())))
    (entity,) = new.entities
    candidates = known.candidates(entity, set())
    assert len(candidates) == len(reasons)
    for candidate, reason in zip(candidates, reasons, strict=True):
        assert any(feature.endswith(reason) for feature in candidate.features)
    chances = probabilities(tuple([candidate.score for candidate in candidates]))
    assert all(least <= chance <= most for chance in chances)
    # Whoever is likelier than half is meant, nobody else.
    meant = best(candidates)
    assert [candidate.known for candidate in candidates if meant is candidate.known] == [
        candidate.known
        for candidate, chance in zip(candidates, chances, strict=True)
        if chance >= 0.5
    ]


def test_two_entities_of_one_document_stay_two() -> None:
    one, two = (person("Анна Седова").persons[0] for _ in range(2))
    both = Document(
        text="Анна Седова",
        entities=(one, two.model_copy(update={"id": "PER2"})),
    )
    assert numbers(person("Анна Седова"), both) == [0, 0, 1]


def test_documents_are_read_one_by_one() -> None:
    def endless() -> Iterator[Document]:
        while True:
            yield place("Малые Вязы")

    assert [answer for _, answer in islice(link_documents(endless()), 3)] == [(0,)] * 3


def test_work_is_linear() -> None:
    documents = [person(f"Анна Павловна Седова{i % 3_000}") for i in range(12_000)]
    assert max(numbers(*documents)) == 2_999
    fewer = [person(f"Анна Павловна Седова{i % 300}") for i in range(1_200)]
    assert calls(numbers, *documents) < 12 * calls(numbers, *fewer)


def test_namesakes_without_end_take_linear_work() -> None:
    documents = [person(f"Анна Н{i} Седова") for i in range(5_000)]
    assert calls(numbers, *documents) < 12 * calls(numbers, *documents[:500])


@pytest.mark.parametrize("wrong", [place("Омск"), 1, None])
def test_one_document_is_refused_at_the_call(wrong: Any) -> None:
    with pytest.raises(TypeError, match="documents: expected"):
        link_documents(wrong)


def test_what_is_no_document_is_refused_when_it_comes() -> None:
    answers = link_documents([place("Омск"), "Омск"])  # type: ignore[list-item]
    next(answers)
    with pytest.raises(TypeError, match="documents: expected Document, got str"):
        next(answers)


def test_entities_come_with_their_numbers() -> None:
    linked = list(link_documents([person("Анна Седова"), place("Тула"), person("Анна Седова")]))
    assert [(one.number, one.entity.name) for document in linked for one in document.entities] == [
        (0, "Анна Седова"),
        (1, "Тула"),
        (0, "Анна Седова"),
    ]
