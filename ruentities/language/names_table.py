"""The table of names: which names are names of the same thing, and of what."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from io import StringIO
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.kinds import TYPES
from ruentities.language.folding import SHORTEST_BEGINNING, fold, folded_lines, is_folded
from ruentities.language.strings import Numbered, Strings
from ruentities.language.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruentities.kinds import Type
    from ruentities.language.lexicon import Lexicon
    from ruentities.language.lexicon_entry import LexiconEntry

# What the table calls what is no name of the three types.
_NOTHING: Final = "NONE"
# Between two aliases.
_BETWEEN: Final = " | "
# Types whose names of several tokens are looked for, folded as all of the table.
_SEVERAL: Final = ("loc", "org")
# Between a row's columns.
_TABS: Final = 4
# Where a row's name begins, after its type.
_NAME: Final = 4
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


@dataclass(frozen=True, eq=False)
class Aliases:
    """Which names are names of the same thing, and of what.

    Attributes:
        entries: For each type's names, folded, the number of the row that tells what it is; after
            the last one those of the user's entries are counted.
        rows: The table's lines, unread until somebody asks: there are thousands.
        several_tokens: The rows of places and organizations that have names of more than one token,
            by the first letters of these.
        begun_small: The rows whose names begin with a small letter.
        nothing: Folded names of what is no person, organization or place: «СВО», «Орешник».
        own: The user's entries, which entities are called by in any case.
    """

    entries: Mapping[Type, Mapping[str, int]]
    rows: Strings
    several_tokens: Mapping[str, array[int]]
    begun_small: Sequence[int]
    nothing: frozenset[str] = frozenset()
    own: tuple[LexiconEntry, ...] = ()

    def find(self, kind: Type, name: str) -> str | None:
        """Return the canonical name of a nominative name, or None when it is not listed.

        >>> built_in_aliases().find("LOC", "РФ")
        'Россия'
        """
        number = self.entries[kind].get(fold(name))
        return None if number is None else self.name(number)

    def entry(self, kind: Type, name: str) -> Listed | None:
        """Return what is known of a nominative name, or None when it is not listed.

        >>> built_in_aliases().entry("LOC", "Питер")[:4]
        ('Санкт-Петербург', 'Q656', 'RU', 'RU-SPE')
        """
        return self.listed(kind, fold(name))

    def listed(self, kind: Type, key: str) -> Listed | None:
        """Return what is known of a nominative name that is folded already, or None."""
        number = self.entries[kind].get(key)
        return None if number is None else self.row(number)

    def name(self, number: int) -> str:
        """Return the canonical name of a row."""
        own = number - len(self.rows)
        return self.own[own].name if own >= 0 else self.rows[number].split("\t", 2)[1]

    def row(self, number: int) -> Listed:
        """Return what a row tells.

        Args:
            number: As `entries` has it.
        """
        own = number - len(self.rows)
        if own >= 0:
            return Listed(self.own[own].name, own=own)
        _, name, wikidata, code, _ = self.rows[number].split("\t")
        return Listed(name, wikidata or None, code[:2] or None, code if len(code) > 2 else None)

    def first_words(self, kind: Type, words: Sequence[str]) -> Sequence[str]:
        """Return how listed names begin of which some words may be case forms, by their letters.

        A form begins with the letter that its nominative begins with.

        Args:
            kind: Type of the names.
            words: As many as such a name has, two or more.

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
        own: dict[Type, dict[str, int]] = {kind: {} for kind in TYPES}
        # Of two entries with one name the first one has it.
        for number, entry in reversed(list(enumerate(lexicon))):
            for kind, name in product(entry.types, entry.names):
                own[kind][fold(name)] = len(self.rows) + number
        return replace(
            self,
            entries={kind: {**self.entries[kind], **own[kind]} for kind in TYPES},
            nothing=self.nothing.difference(*own.values()),
            own=tuple(lexicon),
        )


@lru_cache(maxsize=_CACHED_TABLES * len(TYPES))
def _first_words(aliases: Aliases, kind: Type) -> dict[str, str]:
    """Return how a type's names of several words begin by the first letters of their words.

    Text with spaces: tuples would be thousands of objects for Python's garbage collector.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in aliases.entries[kind]:
        if " " in name:
            words = name.split()
            found["".join([word[0] for word in words])].add(words[0])
    return {letters: " ".join(sorted(first)) for letters, first in found.items()}


@lru_cache(maxsize=len(TYPES) + 1)
def names_of_one_word(kind: Type | None) -> Mapping[str, str]:
    """Return the table's names of one word by their first two letters, folded, spaces between.

    What is made of them is made by these, when a text has a word that begins so.

    Args:
        kind: Their type, None for the names of nothing.
    """
    aliases = built_in_aliases()
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in aliases.nothing if kind is None else aliases.entries[kind]:
        if " " not in name:
            found[name[:SHORTEST_BEGINNING]].append(name)
    return {letters: " ".join(begun) for letters, begun in found.items()}


@lru_cache(maxsize=1)
def built_in_aliases() -> Aliases:
    """Return the curated table of ``data/names.tsv``, read once."""
    with table("names.tsv") as text:
        return _read_aliases(text)


def _read_aliases(text: str) -> Aliases:
    entries = {kind.lower(): Numbered() for kind in (*TYPES, _NOTHING)}
    several_tokens: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    begun_small: list[int] = []
    ends = array("I", [0])
    end = 0
    # All names are folded in one go, which one by one takes longer than everything else here; lines
    # come one by one, lest all of them leave holes in the memory.
    for number, (line, folded) in enumerate(
        zip(StringIO(text), StringIO(folded_lines(text)), strict=True)
    ):
        end += len(line)
        ends.append(end)
        if line[0] in "#\n":
            continue
        if folded.count("\t") != _TABS:
            raise ValueError(f"line {number + 1} has not {_TABS + 1} columns")
        kind, key, known = folded.split("\t", 2)
        of_kind = entries[kind]
        of_kind.add(key, number)
        # Most have no aliases, and one token: what follows is for the others.
        if known[-2] != "\t":
            for alias in known[:-1].rpartition("\t")[2].split(_BETWEEN):
                of_kind.add(alias, number)
        if line[_NAME].islower():
            begun_small.append(number)
        if (" " in line or _has_several_tokens(key)) and kind in _SEVERAL:
            for letter in {name[0] for name in names_of_several_tokens(line)}:
                several_tokens[letter].append(number)
    nothing = frozenset(entries[_NOTHING.lower()])
    of_types = {kind: entries[kind.lower()] for kind in TYPES}
    return Aliases(of_types, Strings(text, ends), dict(several_tokens), begun_small, nothing)


def names_of_several_tokens(row: str) -> list[str]:
    """Return those of a row's names, as they are printed, that are more than one token."""
    _, name, _, _, aliases = row.rstrip("\n").split("\t")
    names = [name, *aliases.split(_BETWEEN)] if aliases else [name]
    return [one for one in names if _has_several_tokens(one)]


def _has_several_tokens(name: str) -> bool:
    """Whether a name is more than one token: «Единая Россия», «NEWS.ru», «ОПЕК+»."""
    return " " in name or "." in name or name[-1] in "+0123456789"
