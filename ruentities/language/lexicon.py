"""The user's own names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, RootModel

from ruentities.kinds import Type
from ruentities.text.storable import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def _has_a_word(name: str) -> str:
    if not any(character.isalnum() for character in name):
        raise ValueError(f"a name needs a letter or a digit, got {name!r}")
    return name


Spelling = Annotated[Text, AfterValidator(_has_a_word)]


class LexiconEntry(BaseModel):
    """A name that the user knows.

    Attributes:
        name: Canonical name, in the nominative.
        type: ``"PER"``, ``"ORG"`` or ``"LOC"``.
        aliases: Other nominative names of the same entity.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Spelling
    type: Type
    aliases: tuple[Spelling, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical name and the aliases."""
        return (self.name, *self.aliases)


class Lexicon(RootModel[tuple[LexiconEntry, ...]]):
    """Names of the user's own, found in every case form and linked to their canonical name.

    Raises:
        ValueError: When an entry has no name, an unknown type or an unknown key.

    >>> from ruentities import Extractor
    >>> lexicon = Lexicon([{"name": "Рога и копыта", "type": "ORG", "aliases": ["РиК"]}])
    >>> doc = Extractor(lexicon=lexicon).extract("В «Рогах и копытах» обыск. РиК закрыта.")
    >>> doc.organizations[0].name, [mention.text for mention in doc.mentions]
    ('Рога и копыта', ['Рогах и копытах', 'РиК'])
    """

    model_config = ConfigDict(frozen=True)

    if TYPE_CHECKING:
        # For type checkers alone: pydantic gives the keys of a JSON object to a constructor of
        # ours, which fails in its own way for a lexicon that is no list.
        def __init__(self, root: Iterable[LexiconEntry | Mapping[str, object]]) -> None: ...

    def __iter__(self) -> Iterator[LexiconEntry]:  # type: ignore[override]
        return iter(self.root)

    def __len__(self) -> int:
        return len(self.root)
