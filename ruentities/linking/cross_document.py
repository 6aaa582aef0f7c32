"""The same entity in many documents.

What ties and contradicts names is asked as within a document, but less is believed: «Иванов» of two
articles is seldom one man, and every country has a «Верховный суд». A Wikidata id is enough, a
person's first name and surname when nothing contradicts, and a name that no other place or
organization is likely to have.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.language.folding import fold
from ruentities.language.word_lists import GENERIC_BODIES
from ruentities.linking.bodies import body_contradictions
from ruentities.linking.groups import Group, name_form
from ruentities.linking.people import person_contradictions
from ruentities.linking.words import full_names
from ruentities.result.document import Document
from ruentities.result.entity import Person
from ruentities.text.marks import is_initial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruentities.kinds import Type
    from ruentities.result.entity import Entity

    Key = tuple[Type, str]

# So many namesakes are told apart; of more, nobody would be the only one that fits.
_NAMESAKES: Final = 30
# So many names of one entity are compared; more tell nothing new.
_NAMES: Final = 8
_SHORTEST_ACRONYM: Final = 4
_NUMERAL: Final = re.compile(r"\b(?:[IVXLC]+|\d+)\b")
# Every town has them.
_COMMON_PLACES: Final = frozenset(
    """
    бульвар деревня мост набережная округ парк переулок площадь поселок проспект район село
    улица центр шоссе
    """.split()
)


@dataclass(slots=True, eq=False)
class _Known:
    """An entity of the documents so far: its number, its id, the names that it was called by."""

    number: int
    wikidata: str | None = None
    names: list[Group] = field(default_factory=list)


class LinkedEntity(NamedTuple):
    """An entity of a document, with a number that is its own in all documents.

    Attributes:
        number: Entities of the same number are the same.
        entity: The entity as its document has it.
    """

    number: int
    entity: Entity


class LinkedDocument(NamedTuple):
    """A document, with a number for each of its entities.

    Attributes:
        document: The document.
        numbers: The number of each of its entities, in their order.
    """

    document: Document
    numbers: tuple[int, ...]

    @property
    def entities(self) -> tuple[LinkedEntity, ...]:
        """Each entity with its number, in their order."""
        return tuple(map(LinkedEntity, self.numbers, self.document.entities))


def link_documents(documents: Iterable[Document]) -> Iterator[LinkedDocument]:
    """Tell which entities of many documents are the same.

    Each document is answered as soon as it comes, and no answer changes later, so that a stream
    of any length can be read. Time is linear; what is remembered are the names. An entity joins
    another document's when they have one Wikidata id, or

    - are people with the same first name and surname, of no different patronymic or gender; «Влад»
      is «Владислав»;
    - are places or organizations with the same name, except for names that many share: «Верховный
      суд», «Центральный район», abbreviations of two or three letters.

    Two entities of one document stay two.

    Args:
        documents: The documents, such as those of `extract_many`.

    Yields:
        Each document with a number for each of its entities; entities of the same number are the
        same. It unpacks as ``document, numbers``.

    Raises:
        TypeError: At the call, when ``documents`` is a single document; while iterating, when one
            of them is none.

    >>> from ruentities import extract_many
    >>> texts = ["Анна Седова живёт в Питере.", "В Санкт-Петербург едет Анна Седова из Твери."]
    >>> for linked in link_documents(extract_many(texts)):
    ...     print([(one.number, one.entity.name) for one in linked.entities])
    [(0, 'Анна Седова'), (1, 'Питер')]
    [(1, 'Санкт-Петербург'), (0, 'Анна Седова'), (2, 'Тверь')]
    """
    if isinstance(documents, Document):
        raise TypeError("documents: expected several documents, got one; put it in a list")
    if not isinstance(documents, Iterable):
        raise TypeError(
            f"documents: expected an iterable of Document, got {type(documents).__name__}"
        )
    return _link(documents)


def _link(documents: Iterable[Document]) -> Iterator[LinkedDocument]:
    known: dict[Key, list[_Known]] = defaultdict(list)
    numbers = count()
    for document in documents:
        if not isinstance(document, Document):
            raise TypeError(f"documents: expected Document, got {type(document).__name__}")
        taken: set[int] = set()
        answer = []
        for entity in document.entities:
            keys = _keys(entity)
            group = _only_one_that_fits(entity, keys, known, taken) or _Known(next(numbers))
            _remember(entity, group, keys, known)
            taken.add(group.number)
            answer.append(group.number)
        yield LinkedDocument(document, tuple(answer))


def _keys(entity: Entity) -> list[Key]:
    """Under what an entity is looked for: its id, and its names that tell it from others."""
    found = [entity.wikidata] if entity.wikidata else []
    if isinstance(entity, Person):
        first, last = entity.first, entity.last
        if first and last and not is_initial(first):
            found += [f"{full} {fold(last)}" for full in sorted(full_names(fold(first)))]
        elif _NUMERAL.search(entity.name):
            found.append(fold(entity.name))
    else:
        names = (entity.name, *entity.aliases)
        found += [fold(name) for name in names if _is_distinct(entity.type, name)]
    return [(entity.type, key) for key in dict.fromkeys(found)]


def _is_distinct(kind: Type, name: str) -> bool:
    """Whether a name alone says which place or organization it is."""
    if name.isupper() and len(name) < _SHORTEST_ACRONYM:
        return False
    words = fold(name).split()
    if kind == "LOC":
        return _COMMON_PLACES.isdisjoint(words)
    # «Верховный суд» is anybody's, «Верховный суд Пакистана» is not.
    of_somebody = any(word[0].isupper() for word in name.split()[1:])
    return of_somebody or GENERIC_BODIES.isdisjoint(words)


def _only_one_that_fits(
    entity: Entity, keys: list[Key], known: dict[Key, list[_Known]], taken: set[int]
) -> _Known | None:
    for group in known.get((entity.type, entity.wikidata or ""), ()):
        return group if group.number not in taken else None
    fitting = {
        group.number: group
        for key in keys
        for group in known.get(key, ())
        if group.number not in taken and _may_be(entity, group)
    }
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _may_be(entity: Entity, known: _Known) -> bool:
    if entity.wikidata and known.wikidata and entity.wikidata != known.wikidata:
        return False
    name = _name(entity)
    if entity.type == "PER":
        return not any(person_contradictions(name, other) for other in known.names)
    return not any(body_contradictions(name.form, other.form) for other in known.names)


def _name(entity: Entity) -> Group:
    first = middle = last = gender = None
    if isinstance(entity, Person):
        first, middle, last, gender = entity.first, entity.middle, entity.last, entity.gender
    words = tuple(entity.name.split())
    form = name_form(
        entity.type, entity.name, words, None, first, middle, last, gender, apart=False
    )
    return Group(form, [])


def _remember(
    entity: Entity, group: _Known, keys: list[Key], known: dict[Key, list[_Known]]
) -> None:
    group.wikidata = group.wikidata or entity.wikidata
    name = _name(entity)
    told = [(other.form.normal, other.form.gender) for other in group.names]
    if len(told) < _NAMES and (name.form.normal, name.form.gender) not in told:
        group.names.append(name)
    for key in keys:
        if group not in known[key] and len(known[key]) < _NAMESAKES:
            known[key].append(group)
