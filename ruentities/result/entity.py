"""What a document is made of: entities and their mentions, immutable pydantic models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ruentities.kinds import Case, Gender, Type
from ruentities.language.lexicon_entry import LexiconEntry
from ruentities.text.described import describe
from ruentities.text.storable import Text

if TYPE_CHECKING:
    from collections.abc import Callable

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
    "short first name",
    "spelling",
]


class Model(BaseModel):
    """A frozen model that refuses what it does not know."""

    # What checks and writes it is built when it is first asked for: no answer needs it.
    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_extra=describe, defer_build=True
    )


_Model = TypeVar("_Model", bound=Model)

# What a model consists of, set as pydantic's own code does it: half of the time of
# ``object.__setattr__``, which looks each of them up by its name.
_keep_values = vars(BaseModel)["__dict__"].__set__
_keep_names = vars(BaseModel)["__pydantic_fields_set__"].__set__
_keep_extra = vars(BaseModel)["__pydantic_extra__"].__set__
_keep_private = vars(BaseModel)["__pydantic_private__"].__set__


def maker(model: type[_Model]) -> Callable[[dict[str, Any]], _Model]:
    """Return what makes a model of values that need no check, as those that come from the tokens.

    `pydantic.BaseModel.model_construct` does the same for any model, in the time of a check.

    Args:
        model: Which one.

    Returns:
        A function of all its fields in its order, of the right types, which are kept.
    """
    # A set for each mention would be larger than the mention.
    names = set(model.model_fields)
    new = object.__new__

    def make(fields: dict[str, Any]) -> _Model:
        one = new(model)
        _keep_values(one, fields)
        _keep_names(one, names)
        _keep_extra(one, None)
        _keep_private(one, None)
        return one

    return make


class Mention(Model):
    """One place in the text where an entity is named.

    Attributes:
        start: Offset of the first character, in code points.
        end: Offset after the last character, in code points.
        text: The characters themselves, ``document.text[start:end]``.
        type: ``"PER"``, ``"ORG"`` or ``"LOC"``, as its entity's.
        normal: The nominative form of this mention.
        score: Probability that this is a name of this type with these borders, 0 to 1.
        nested: Whether the mention lies inside a longer one («России» in «МИД России»).
        reason: Why it belongs to its entity: ``"same name"`` when it is called by the entity's
            name, otherwise what ties its name to that one, such as ``"surname"`` or
            ``"acronym"``. docs/linking.md explains them all.
        link_score: Probability that it belongs to its entity, 0 to 1: that of all whom the text
            names, and of somebody new, this one is meant. 1 where there was nothing to choose.
        case: Case that the name stands in, ``"nomn"``, ``"gent"``, ``"datv"``, ``"accs"``,
            ``"ablt"`` or ``"loct"``; None when all its cases are alike.
    """

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    text: str = Field(min_length=1)
    type: Type
    normal: str = Field(min_length=1)
    score: float = Field(ge=0, le=1)
    nested: bool = False
    reason: Reason = "same name"
    link_score: float = Field(default=1.0, ge=0, le=1)
    case: Case | None = None

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<Mention {self.type} {self.start}:{self.end} {self.text!r} = {self.normal!r}>"


class _Named(Model):
    """What people, organizations and places have in common.

    Attributes:
        id: Identifier within the document, such as ``"ORG1"``, numbered in text order.
        name: The fullest nominative form in the document.
        aliases: Other nominative forms the document uses.
        wikidata: Wikidata id, such as ``"Q159"``, where the table of names is sure, or None.
        mentions: Every mention, in text order.
        entry: The entry of your `Lexicon` that it is, with its ``id`` and ``data``, or None.
    """

    id: Text
    name: str = Field(min_length=1)
    aliases: tuple[Text, ...] = ()
    wikidata: str | None = Field(default=None, pattern=r"^Q[1-9]\d*$")
    mentions: tuple[Mention, ...] = Field(min_length=1)
    entry: LexiconEntry | None = None

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, values: Any) -> Any:
        """Give the mentions of documents that 0.1 wrote the type of their entity."""
        mentions = values.get("mentions") if isinstance(values, dict) else None
        if not isinstance(mentions, list | tuple) or not any(
            isinstance(mention, dict) and "type" not in mention for mention in mentions
        ):
            return values
        typed = [
            {"type": values.get("type"), **mention} if isinstance(mention, dict) else mention
            for mention in mentions
        ]
        return {**values, "mentions": typed}

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        count = len(self.mentions)
        return f"<{type(self).__name__} {self.name!r}, {count} mention{'' if count == 1 else 's'}>"


def _inflect(name: str, kind: Type, case: Case, gender: Gender | None = None) -> str:
    # Imported here: to find names does not take it.
    from ruentities.language.inflection import inflect

    return inflect(name, kind, case, gender)


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
        entry: The entry of your `Lexicon` that it is, with its ``id`` and ``data``, or None.
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
        return _inflect(self.name, self.type, case, self.gender)


class Organization(_Named):
    """An organization. The fields are those of `Person` without the parts of a name.

    Attributes:
        type: Always ``"ORG"``.
    """

    type: Literal["ORG"]

    def inflect(self, case: Case) -> str:
        """Return the name in a case, such as ``"gent"``; see `ruentities.inflect`."""
        return _inflect(self.name, self.type, case)


class Location(_Named):
    """A place. The fields are those of `Person` without the parts of a name, and its country.

    Attributes:
        type: Always ``"LOC"``.
        country: ISO 3166-1 alpha-2 code of the country that it is or lies in, where the table of
            names is sure, or None.
    """

    type: Literal["LOC"]
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")

    def inflect(self, case: Case) -> str:
        """Return the name in a case, such as ``"gent"``; see `ruentities.inflect`."""
        return _inflect(self.name, self.type, case)


Entity = Annotated[Person | Organization | Location, Field(discriminator="type")]

# An entity and one of its mentions.
EntityMention = tuple[Entity, Mention]
