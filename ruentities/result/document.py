"""The result: a text with its entities."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from pydantic import model_validator

from ruentities.result.entity import Entity, Location, Model, Organization, Person
from ruentities.result.records import entity_records, mention_records
from ruentities.text.storable import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from typing_extensions import Self

    from ruentities.kinds import Type
    from ruentities.result.entity import EntityMention, Mention
    from ruentities.result.masked import Pseudonymized


class Document(Model):
    """A text and the entities found in it.

    Attributes:
        text: The text as it was given, unchanged.
        entities: Every entity, in the order of first mention.
        model: What found them, such as ``"ruentities 0.2.0, model 1a2b3c4d"``; None when that is
            not known.

    Raises:
        ValueError: When a mention's ``text`` is not ``text[start:end]``, two mentions cross, or
            two entities share an ``id``, or some text holds a lone surrogate.

    >>> from ruentities import extract
    >>> doc = extract("Анна Ахматова жила в Ленинграде.")
    >>> doc
    <Document, 32 characters: 1 person, 0 organizations, 1 location, 2 mentions>
    >>> doc.persons[0].name, doc.locations[0].name
    ('Анна Ахматова', 'Ленинград')
    """

    text: Text
    entities: tuple[Entity, ...] = ()
    model: Text | None = None

    @model_validator(mode="after")
    def _check_mentions(self) -> Self:
        ids = [entity.id for entity in self.entities]
        if len(set(ids)) != len(ids):
            raise ValueError("entities: two entities share an id")
        for entity, mention in self._pairs():
            if mention.type != entity.type:
                raise ValueError(f"mention {mention.text!r}: its entity is no {mention.type}")
            found = self.text[mention.start : mention.end]
            if found != mention.text or mention.end > len(self.text):
                raise ValueError(
                    f"mention {mention.text!r}: text[{mention.start}:{mention.end}] is {found!r}"
                )
        open_ends: list[int] = []
        for mention in self.mentions:
            while open_ends and open_ends[-1] <= mention.start:
                open_ends.pop()
            if open_ends and open_ends[-1] < mention.end:
                raise ValueError(f"mention {mention.text!r} at {mention.start} crosses another")
            open_ends.append(mention.end)
        return self

    def _pairs(self) -> Iterator[EntityMention]:
        return ((entity, mention) for entity in self.entities for mention in entity.mentions)

    def _in_text_order(self) -> list[EntityMention]:
        return sorted(self._pairs(), key=lambda pair: (pair[1].start, -pair[1].end))

    @property
    def persons(self) -> tuple[Person, ...]:
        """The people, in the order of first mention."""
        return tuple(entity for entity in self.entities if isinstance(entity, Person))

    @property
    def organizations(self) -> tuple[Organization, ...]:
        """The organizations, in the order of first mention."""
        return tuple(entity for entity in self.entities if isinstance(entity, Organization))

    @property
    def locations(self) -> tuple[Location, ...]:
        """The places, in the order of first mention."""
        return tuple(entity for entity in self.entities if isinstance(entity, Location))

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Every mention of every entity in text order, a longer one before what it holds."""
        return tuple(mention for _, mention in self._in_text_order())

    def to_records(self) -> list[dict[str, Any]]:
        """Return one flat row per mention, in text order, for a data frame.

        Returns:
            Dictionaries with the keys ``id``, ``type``, ``name`` (of the entity), ``text``,
            ``normal``, ``start``, ``end``, ``score``, ``nested``, ``case``, ``reason``,
            ``link_score`` (of the mention), and ``first``, ``middle``, ``last``, ``gender``,
            ``country``, ``wikidata``, ``entry_id``, ``entry_data`` (of the entity, None where it
            has none; the data as JSON).

        >>> from ruentities import extract
        >>> [row["normal"] for row in extract("Поезд из Твери в Москву.").to_records()]
        ['Тверь', 'Москва']
        """
        return mention_records(self._in_text_order())

    def to_entities(self) -> list[dict[str, Any]]:
        """Return one row per entity, in the order of first mention, for a data frame.

        Returns:
            Dictionaries with the keys ``id``, ``type``, ``name``, ``aliases``, ``mentions`` (how
            many there are), and those of `to_records` that tell of an entity.

        >>> from ruentities import extract
        >>> rows = extract("Тверь ждёт. В Твери тихо.").to_entities()
        >>> [(row["name"], row["mentions"]) for row in rows]
        [('Тверь', 2)]
        """
        return entity_records(self.entities)

    def entity_of(self, mention: Mention) -> Entity:
        """Return the entity that a mention of this document names.

        Raises:
            ValueError: When this document has no such mention.

        >>> from ruentities import extract
        >>> doc = extract("Анне Ивановой из Твери вручили премию.")
        >>> [str(doc.entity_of(mention)) for mention in doc.mentions]
        ['Анна Иванова', 'Тверь']
        """
        for entity in self.entities:
            starts = [other.start for other in entity.mentions]
            first, last = bisect_left(starts, mention.start), bisect_right(starts, mention.start)
            if mention in entity.mentions[first:last]:
                return entity
        raise ValueError(f"mention: {mention!r} is none of this document")

    def replace(self, fn: Callable[[Mention, Entity], str]) -> str:
        """Return the text with every outermost mention replaced.

        Args:
            fn: Given a mention and its entity, returns what stands in its place. Mentions
                inside a longer one go with it and are not asked for.

        Returns:
            The new text. The document itself does not change.

        >>> from ruentities import extract
        >>> doc = extract("Ирину Соколову ждут в Казани.")
        >>> doc.replace(lambda mention, entity: f"[{entity.id}]")
        '[PER1] ждут в [LOC1].'
        >>> from ruentities import inflect
        >>> people = {"PER1": "Анна Белова"}
        >>> doc.replace(
        ...     lambda mention, entity: inflect(people[entity.id], "PER", mention.case or "nomn")
        ...     if entity.id in people
        ...     else mention.text
        ... )
        'Анну Белову ждут в Казани.'
        """
        from ruentities.result.replacement import replaced

        return replaced(self.text, self._in_text_order(), fn)

    def pseudonymize(
        self, secret: str, *, types: Type | Collection[Type] = ("PER", "ORG", "LOC")
    ) -> Pseudonymized:
        """Return the text with invented names in the place of the real ones.

        All mentions of one entity get one pseudonym, each in the case form that stood there, and
        the same secret gives the same pseudonym in other documents. Words of a mention are also
        replaced where they stand unrecognized, those of people in any form.

        Args:
            secret: What the pseudonyms are derived with; whoever has it can try names out.
            types: Which names to replace, one type or several.

        Raises:
            TypeError: When ``secret`` is not a ``str``.
            ValueError: When ``secret`` is empty, or ``types`` holds something else than types.

        >>> from ruentities import extract
        >>> doc = extract("Ирину Соколову ждут в Казани. Соколова едет из Твери.")
        >>> masked = doc.pseudonymize("пароль", types="PER")
        >>> masked.text
        'Аллу Борвазову ждут в Казани. Борвазова едет из Твери.'
        >>> masked.restore() == doc.text
        True
        """
        from ruentities.result.replacement import pseudonymized

        return pseudonymized(self.text, self._in_text_order(), secret, types)

    def to_html(self, *, table: bool = False, limit: int | None = None) -> str:
        """Return the whole text as an HTML fragment with coloured mentions.

        The fragment is self-contained (inline styles, no script) and everything from the
        text is escaped. A mention's tooltip shows its normal form and its entity; all mentions of
        one entity carry its id as ``data-entity``.

        Args:
            table: Whether to list the entities in a table below the text.
            limit: The most characters of the text to show; by default all of it. A note tells
                how many are missing.
        """
        # Imported here, as `html` of Python's: most documents are never shown.
        from ruentities.result import html

        spans = html.coloured(self._in_text_order())
        return html.render(
            self.text, spans, limit=limit, table=html.rows(self.entities) if table else ()
        )

    def _repr_html_(self) -> str:
        from ruentities.result import html

        return self.to_html(limit=html.NOTEBOOK_LIMIT)

    def __repr__(self) -> str:
        counts = (
            (len(self.persons), "person"),
            (len(self.organizations), "organization"),
            (len(self.locations), "location"),
            (len(self.mentions), "mention"),
        )
        listed = ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts)
        return f"<Document, {len(self.text):,} characters: {listed}>"

    __str__ = __repr__
