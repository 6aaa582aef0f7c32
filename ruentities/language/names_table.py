"""The table of names: which names are names of the same thing, and of what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ruentities.language.folding import fold, folded_lines
from ruentities.language.tables import table

if TYPE_CHECKING:
    from ruentities.kinds import Type
    from ruentities.language.lexicon import Lexicon


class Listed(NamedTuple):
    """What is known of a name.

    Attributes:
        name: Canonical name.
        wikidata: Id of what it names, or None.
        country: Of a place, ISO 3166-1 alpha-2 code of its country, or None.
        subdivision: Of a subject of Russia or a state of the USA, its ISO 3166-2 code, or None.
    """

    name: str
    wikidata: str | None = None
    country: str | None = None
    subdivision: str | None = None


@dataclass(frozen=True, eq=False)
class Aliases:
    """Which names are names of the same thing, and of what.

    Attributes:
        entries: What is known, by type and folded name.
        several_words: Type and name of the places and organizations that are more than one word.
        own: Canonical names that the user gave, which entities are called by in any case.
    """

    entries: dict[tuple[Type, str], Listed]
    several_words: tuple[tuple[Type, str], ...] = ()
    own: frozenset[tuple[Type, str]] = frozenset()

    def find(self, kind: Type, name: str) -> str | None:
        """Return the canonical name of a nominative name, or None when it is not listed.

        >>> built_in_aliases().find("LOC", "РФ")
        'Россия'
        """
        listed = self.entry(kind, name)
        return listed.name if listed else None

    def entry(self, kind: Type, name: str) -> Listed | None:
        """Return what is known of a nominative name, or None when it is not listed.

        >>> built_in_aliases().entry("LOC", "Питер")
        Listed(name='Санкт-Петербург', wikidata='Q656', country='RU', subdivision='RU-SPE')
        """
        return self.entries.get((kind, fold(name)))

    def with_lexicon(self, lexicon: Lexicon) -> Aliases:
        """Return a table in which the user's entries come first."""
        own = {
            (entry.type, fold(name)): Listed(entry.name)
            for entry in lexicon
            for name in entry.names
        }
        return replace(
            self,
            entries={**self.entries, **own},
            own=frozenset((entry.type, entry.name) for entry in lexicon),
        )


@lru_cache(maxsize=1)
def built_in_aliases() -> Aliases:
    """Return the curated table of ``data/names.tsv``, read once."""
    with table("names.tsv") as text:
        return _read_aliases(text)


def _read_aliases(text: str) -> Aliases:
    entries: dict[tuple[Type, str], Listed] = {}
    several_words: list[tuple[Type, str]] = []
    # All names are folded in one go: one by one takes longer than everything else here.
    for line, folded in zip(text.splitlines(), folded_lines(text).splitlines(), strict=True):
        if line and line[0] != "#":
            kind, name, wikidata, code, aliases = line.split("\t")
            _, key, _, _, keys = folded.split("\t")
            type_: Type = "LOC" if kind == "LOC" else "ORG" if kind == "ORG" else "PER"
            country, subdivision = code[:2] or None, code if len(code) > 2 else None
            listed = Listed(name, wikidata or None, country, subdivision)
            entries[type_, key] = listed
            for alias in keys.split(" | ") if keys else ():
                entries[type_, alias] = listed
            if type_ != "PER" and (" " in name or " " in aliases):
                names = [name, *aliases.split(" | ")]
                several_words += [(type_, alias) for alias in names if " " in alias]
    return Aliases(entries, tuple(several_words))
