"""The result: immutable pydantic models of a document, its entities and their mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ruentities.kinds import Case, Gender
from ruentities.kinds import Type as Type
from ruentities.language.inflection import inflect
from ruentities.result import html
from ruentities.result.masked import Pseudonymized, masked
from ruentities.result.pseudonyms import Inventor, Subject
from ruentities.text.storable import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from typing_extensions import Self

Reason = Literal[
    "same name",
    "name parts",
    "initials",
    "surname",
    "first name",
    "patronymic",
    "inflected form",
    "in brackets",
    "alias",
    "acronym",
    "short form",
    "Latin spelling",
]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Mention(_Model):
    """One place in the text where an entity is named.

    Attributes:
        start: Offset of the first character, in code points.
        end: Offset after the last character, in code points.
        text: The characters themselves, ``document.text[start:end]``.
        normal: The nominative form of this mention.
        score: Probability that this is a name of this type with these borders, 0 to 1.
        nested: Whether the mention lies inside a longer one («России» in «МИД России»).
        reason: Why it belongs to its entity: ``"same name"`` when it is called by the entity's
            name, otherwise what ties its name to that one, such as ``"surname"`` or
            ``"acronym"``. docs/linking.md explains them all.
        case: Case that the name stands in, ``"nomn"``, ``"gent"``, ``"datv"``, ``"accs"``,
            ``"ablt"`` or ``"loct"``; None when all its cases are alike.
    """

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    text: str = Field(min_length=1)
    normal: str = Field(min_length=1)
    score: float = Field(ge=0, le=1)
    nested: bool = False
    reason: Reason = "same name"
    case: Case | None = None


class _Named(_Model):
    id: Text
    name: str = Field(min_length=1)
    aliases: tuple[Text, ...] = ()
    wikidata: str | None = Field(default=None, pattern=r"^Q[1-9]\d*$")
    mentions: tuple[Mention, ...] = Field(min_length=1)

    def __str__(self) -> str:
        return self.name


class Person(_Named):
    """A person, with the parts of the name where they are known.

    Attributes:
        type: Always ``"PER"``.
        id: Identifier within the document, ``"PER1"``, ``"PER2"`` and so on in text order.
        name: The fullest nominative form in the document.
        first: First name or its initial, or None.
        middle: Patronymic, middle name or its initial, or None.
        last: Surname, or None.
        gender: ``"masc"`` or ``"femn"``, or None when nothing tells.
        aliases: Other nominative forms the document uses.
        wikidata: Wikidata id, such as ``"Q159"``, where the table of names is sure, or None.
        mentions: Every mention, in text order.
    """

    type: Literal["PER"]
    first: Text | None = None
    middle: Text | None = None
    last: Text | None = None
    gender: Gender | None = None

    def inflect(self, case: Case) -> str:
        """Return the name in a case, such as ``"gent"``; see `ruentities.inflect`.

        >>> from ruentities import extract
        >>> extract("Приехала Анна Мельник.").persons[0].inflect("datv")
        'Анне Мельник'
        """
        return inflect(self.name, self.type, case, self.gender)


class Organization(_Named):
    """An organization. The fields are those of `Person` without the parts of a name."""

    type: Literal["ORG"]

    def inflect(self, case: Case) -> str:
        """Return the name in a case, such as ``"gent"``; see `ruentities.inflect`."""
        return inflect(self.name, self.type, case)


class Location(_Named):
    """A place. The fields are those of `Person` without the parts of a name, and its country.

    Attributes:
        country: ISO 3166-1 alpha-2 code of the country that it is or lies in, where the table of
            names is sure, or None.
    """

    type: Literal["LOC"]
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")

    def inflect(self, case: Case) -> str:
        """Return the name in a case, such as ``"gent"``; see `ruentities.inflect`."""
        return inflect(self.name, self.type, case)


Entity = Annotated[Person | Organization | Location, Field(discriminator="type")]


class Document(_Model):
    """A text and the entities found in it.

    Attributes:
        text: The text as it was given, unchanged.
        entities: Every entity, in the order of first mention.

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

    @model_validator(mode="after")
    def _check_mentions(self) -> Self:
        ids = [entity.id for entity in self.entities]
        if len(set(ids)) != len(ids):
            raise ValueError("entities: two entities share an id")
        for _, mention in self._pairs():
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

    def _pairs(self) -> Iterator[tuple[Person | Organization | Location, Mention]]:
        for entity in self.entities:
            for mention in entity.mentions:
                yield entity, mention

    def _pairs_in_text_order(self) -> list[tuple[Person | Organization | Location, Mention]]:
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
        return tuple(mention for _, mention in self._pairs_in_text_order())

    def to_records(self) -> list[dict[str, Any]]:
        """Return one flat row per mention, in text order, for a data frame.

        Returns:
            Dictionaries with the keys ``id``, ``type``, ``name`` (of the entity), ``text``,
            ``normal``, ``start``, ``end``, ``score``, ``nested`` (of the mention).

        >>> from ruentities import extract
        >>> [row["normal"] for row in extract("Поезд из Твери в Москву.").to_records()]
        ['Тверь', 'Москва']
        """
        return [
            {
                "id": entity.id,
                "type": entity.type,
                "name": entity.name,
                "text": mention.text,
                "normal": mention.normal,
                "start": mention.start,
                "end": mention.end,
                "score": mention.score,
                "nested": mention.nested,
            }
            for entity, mention in self._pairs_in_text_order()
        ]

    def replace(self, fn: Callable[[Mention, Person | Organization | Location], str]) -> str:
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
        parts, done = [], 0
        for entity, mention in self._pairs_in_text_order():
            if mention.start >= done:
                parts += [self.text[done : mention.start], fn(mention, entity)]
                done = mention.end
        return "".join([*parts, self.text[done:]])

    def pseudonymize(
        self, secret: str, *, types: Collection[Type] = ("PER", "ORG", "LOC")
    ) -> Pseudonymized:
        """Return the text with invented names in the place of the real ones.

        All mentions of one entity get one pseudonym, each in the case form that stood there, and
        the same secret gives the same pseudonym in other documents. Words of a mention are also
        replaced where they stand unrecognized.

        Args:
            secret: What the pseudonyms are derived with; whoever has it can try names out.
            types: Which names to replace.

        Raises:
            TypeError: When ``secret`` is not a ``str``.
            ValueError: When ``secret`` is empty, or ``types`` holds something else than types.

        >>> from ruentities import extract
        >>> doc = extract("Ирину Соколову ждут в Казани. Соколова едет из Твери.")
        >>> masked = doc.pseudonymize("пароль", types=["PER"])
        >>> masked.text
        'Аллу Борвазову ждут в Казани. Борвазова едет из Твери.'
        >>> masked.restore() == doc.text
        True
        """
        if not isinstance(secret, str):
            raise TypeError(f"secret: expected str, got {type(secret).__name__}")
        if not secret:
            raise ValueError("secret: expected some text that others do not know, got none")
        if unknown := set(types) - set(get_args(Type)):
            raise ValueError(f"types: {min(unknown)!r} is not one of 'PER', 'ORG', 'LOC'")
        inventor = Inventor(secret, self.text)
        places: list[tuple[int, int, str, str]] = []
        for entity, mention in self._pairs_in_text_order():
            if entity.type in types and (not places or places[-1][1] <= mention.start):
                subject = Subject(
                    **entity.model_dump(
                        include={"type", "name", "first", "middle", "last", "gender"}
                    )
                )
                before = self.text[max(0, mention.start - 40) : mention.start]
                form = inventor.form(subject, mention.text, mention.normal, before)
                places.append((mention.start, mention.end, form, entity.id))
        return masked(self.text, places)

    def to_html(self, *, table: bool = False) -> str:
        """Return the whole text as an HTML fragment with coloured mentions.

        The fragment is self-contained (inline styles, no script) and everything from the
        text is escaped. A mention's tooltip shows its normal form and its entity; all mentions of
        one entity carry its id as ``data-entity``.

        Args:
            table: Whether to list the entities in a table below the text.
        """
        return html.render(self.text, self._html_spans(), rows=self._html_rows() if table else ())

    def _repr_html_(self) -> str:
        return html.render(self.text, self._html_spans(), limit=html.NOTEBOOK_LIMIT)

    def _html_spans(self) -> list[html.Coloured]:
        return [
            html.Coloured(
                start=mention.start,
                end=mention.end,
                type=entity.type,
                entity_id=entity.id,
                title=f"{mention.normal} · {entity.id} {entity.name}",
            )
            for entity, mention in self._pairs_in_text_order()
        ]

    def _html_rows(self) -> list[html.Row]:
        return [
            html.Row(
                entity_id=entity.id,
                type=entity.type,
                name=entity.name,
                count=len(entity.mentions),
                forms=tuple(dict.fromkeys(mention.text for mention in entity.mentions)),
            )
            for entity in self.entities
        ]

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
