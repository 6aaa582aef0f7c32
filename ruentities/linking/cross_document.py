"""The same entity in many documents: `link_documents`; who may be meant is told by `known`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from ruentities.linking.known import KnownEntities, best
from ruentities.linking.weights import built_in_weights
from ruentities.result.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruentities.result.entity import Entity


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
    of any length can be read. Time is linear; what is remembered are the names. The evidence is
    that of one document, weighed by the same fitted weights: an entity joins the likeliest of the
    earlier ones when that is likelier than somebody new and than half. It is looked for among
    those that share

    - a Wikidata id;
    - for people, a surname and a first name or what that is short for («Влад», «Владислав»);
    - for places and organizations a name, but for those that many have: «Верховный суд»,
      «Центральный район», abbreviations of two or three letters.

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
    known = KnownEntities(built_in_weights())
    for document in documents:
        if not isinstance(document, Document):
            raise TypeError(f"documents: expected Document, got {type(document).__name__}")
        taken: set[int] = set()
        answer = []
        for entity in document.entities:
            meant = known.add(entity, best(known.candidates(entity, taken)))
            taken.add(meant.number)
            answer.append(meant.number)
        yield LinkedDocument(document, tuple(answer))
