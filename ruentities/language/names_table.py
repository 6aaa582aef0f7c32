"""The table of names: which names are names of the same thing, and of what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.kinds import TYPES
from ruentities.language.folding import fold, folded_lines, is_folded
from ruentities.language.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruentities.kinds import Type
    from ruentities.language.lexicon import Lexicon
    from ruentities.language.lexicon_entry import LexiconEntry

# Lexicons in use at once, each with a table of its own.
_CACHED_TABLES: Final = 8


class Listed(NamedTuple):
    """What is known of a name.

    Attributes:
        name: Canonical name.
        wikidata: Id of what it names, or None.
        country: Of a place, ISO 3166-1 alpha-2 code of its country, or None.
        subdivision: Of a subject of Russia or a state of the USA, its ISO 3166-2 code, or None.
        own: Of a name of the user's, the number of its entry in the lexicon, or None.
    """

    name: str
    wikidata: str | None = None
    country: str | None = None
    subdivision: str | None = None
    own: int | None = None


# A `Listed` as a plain tuple, which Python's garbage collector lets go of: there are thousands.
_Row = tuple[str, str | None, str | None, str | None, int | None]


@dataclass(frozen=True, eq=False)
class Aliases:
    """Which names are names of the same thing, and of what.

    Attributes:
        entries: What is known of each type's names, folded: the values of a `Listed`.
        several_tokens: Type and name of the places and organizations that are more than one token.
        nothing: Folded names of what is no person, organization or place: «СВО», «Орешник».
        own: The user's entries, which entities are called by in any case.
    """

    entries: Mapping[Type, Mapping[str, _Row]]
    several_tokens: tuple[tuple[Type, str], ...] = ()
    nothing: frozenset[str] = frozenset()
    own: tuple[LexiconEntry, ...] = ()

    def find(self, kind: Type, name: str) -> str | None:
        """Return the canonical name of a nominative name, or None when it is not listed.

        >>> built_in_aliases().find("LOC", "РФ")
        'Россия'
        """
        row = self.entries[kind].get(fold(name))
        return row[0] if row else None

    def entry(self, kind: Type, name: str) -> Listed | None:
        """Return what is known of a nominative name, or None when it is not listed.

        >>> built_in_aliases().entry("LOC", "Питер")[:4]
        ('Санкт-Петербург', 'Q656', 'RU', 'RU-SPE')
        """
        return self.listed(kind, fold(name))

    def listed(self, kind: Type, key: str) -> Listed | None:
        """Return what is known of a nominative name that is folded already, or None."""
        row = self.entries[kind].get(key)
        return Listed._make(row) if row else None

    def first_words(self, kind: Type, words: Sequence[str]) -> Sequence[str]:
        """Return how listed names begin of which some words may be case forms, by their letters.

        A form begins with the letter that its nominative begins with.

        Args:
            kind: Type of the names.
            words: As many as such a name has.

        >>> sorted(built_in_aliases().first_words("ORG", ["Единой", "России"]))
        ['единая']
        """
        letters = "".join([word[0] for word in words]).lower()
        if not is_folded(letters):
            letters = "".join([fold(word.lower())[:1] for word in words])
        return _first_words(self, kind).get(letters, "").split()

    def has_surname(self, word: str) -> bool:
        """Whether a listed person's name ends with a word.

        >>> built_in_aliases().has_surname("Лекорню"), built_in_aliases().has_surname("Лекорнем")
        (True, False)
        """
        return fold(word) in self._surnames

    @cached_property
    def _surnames(self) -> frozenset[str]:
        return frozenset(name.rpartition(" ")[2] for name in self.entries["PER"])

    def is_nothing(self, name: str) -> bool:
        """Whether a nominative name is listed as that of no person, organization or place.

        >>> built_in_aliases().is_nothing("БПЛА"), built_in_aliases().is_nothing("ООН")
        (True, False)
        """
        return fold(name) in self.nothing

    def with_lexicon(self, lexicon: Lexicon) -> Aliases:
        """Return a table in which the user's entries come first."""
        own: dict[Type, dict[str, _Row]] = {kind: {} for kind in TYPES}
        # Of two entries with one name the first one has it.
        for number, entry in reversed(list(enumerate(lexicon))):
            for kind, name in product(entry.types, entry.names):
                own[kind][fold(name)] = (entry.name, None, None, None, number)
        return replace(
            self,
            entries={kind: {**self.entries[kind], **own[kind]} for kind in TYPES},
            nothing=self.nothing.difference(*own.values()),
            own=tuple(lexicon),
        )


@lru_cache(maxsize=_CACHED_TABLES * len(TYPES))
def _first_words(aliases: Aliases, kind: Type) -> dict[str, str]:
    """Return how the names of a type begin by the first letters of their words.

    Text with spaces: tuples would be thousands of objects for Python's garbage collector.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in aliases.entries[kind]:
        words = name.split()
        found["".join([word[0] for word in words])].update(words[:1])
    return {letters: " ".join(sorted(first)) for letters, first in found.items()}


@lru_cache(maxsize=1)
def built_in_aliases() -> Aliases:
    """Return the curated table of ``data/names.tsv``, read once."""
    with table("names.tsv") as text:
        return _read_aliases(text)


def _read_aliases(text: str) -> Aliases:
    entries: dict[Type, dict[str, _Row]] = {kind: {} for kind in TYPES}
    several_tokens: list[tuple[Type, str]] = []
    nothing: list[str] = []
    # All names are folded in one go: one by one takes longer than everything else here.
    for line, folded in zip(text.splitlines(), folded_lines(text).splitlines(), strict=True):
        if not line or line[0] == "#":
            continue
        kind, name, wikidata, code, aliases = line.split("\t")
        _, key, _, _, keys = folded.split("\t")
        if kind == "NONE":
            nothing.append(key)
            continue
        type_: Type = "LOC" if kind == "LOC" else "ORG" if kind == "ORG" else "PER"
        names = entries[type_]
        country, subdivision = code[:2] or None, code if len(code) > 2 else None
        row = (name, wikidata or None, country, subdivision, None)
        names[key] = row
        for alias in keys.split(" | ") if keys else ():
            names[alias] = row
        if type_ != "PER":
            printed = [name, *aliases.split(" | ")] if aliases else [name]
            several_tokens += [(type_, one) for one in printed if _has_several_tokens(one)]
    return Aliases(entries, tuple(several_tokens), frozenset(nothing))


def _has_several_tokens(name: str) -> bool:
    """Whether a name is more than one token: «Единая Россия», «NEWS.ru», «ОПЕК+»."""
    return " " in name or "." in name or name[-1] in "+0123456789"
