"""What a user knows of one name: an entry of a lexicon.

It stands by itself because every entity may have one; few programs need more of a lexicon.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    JsonValue,
    Tag,
)

from ruentities.kinds import Gender, Type
from ruentities.text.described import describe
from ruentities.text.storable import Text


def _checked(name: str) -> str:
    if not any(character.isalnum() for character in name):
        raise ValueError(f"a name needs a letter or a digit, got {name!r}")
    return " ".join(name.split())


Spelling = Annotated[Text, AfterValidator(_checked)]


# Told apart first, so that an unknown type is one error and not two.
Types = Annotated[
    Annotated[Type, Tag("one")] | Annotated[tuple[Type, ...], Field(min_length=1), Tag("several")],
    Discriminator(lambda types: "one" if isinstance(types, str) else "several"),
]


class LexiconEntry(BaseModel):
    """A person, an organization or a place that the user knows.

    Attributes:
        name: Canonical name in the nominative, as it shall come back; white space in it is one
            space.
        type: ``"PER"``, ``"ORG"`` or ``"LOC"``; or several of them, and the sentence decides.
        aliases: Other nominative names of the same entity.
        id: Its identifier elsewhere.
        gender: Of a person, ``"masc"`` or ``"femn"``; None to be told from the name.
        data: Whatever else belongs to it; it comes back with the entity.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_extra=describe, defer_build=True
    )

    name: Spelling
    type: Types
    aliases: tuple[Spelling, ...] = ()
    id: Text | None = None
    gender: Gender | None = None
    data: dict[str, JsonValue] | None = None

    # A dictionary has no hash.
    def __hash__(self) -> int:
        return hash((self.name, self.type, self.aliases, self.id, self.gender))

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical name and the aliases."""
        return (self.name, *self.aliases)

    @property
    def types(self) -> tuple[Type, ...]:
        """Its type, or all of them."""
        return self.type if isinstance(self.type, tuple) else (self.type,)
