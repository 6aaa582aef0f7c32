"""What a word may be that the dictionary does not hold: by its parts, its beginning, its end.

What pymorphy3 guesses, in its order, by its tables, without its objects.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from ruentities.language.cells import cell, unchanging
from ruentities.language.dictionary import Found, as_readings, held, weighed
from ruentities.language.opencorpora import dictionary
from ruentities.language.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruentities.language.cells import Tag
    from ruentities.language.dictionary import Reading

_CYRILLIC: Final = re.compile("[а-яё]")
_INITIALS: Final = frozenset("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯ")
_UNREAD: Final = "UNKN"
_ADVERB: Final = "ADVB"
# A guess after a prefix that any word may have; after other letters, or by the last ones; of a word
# with a hyphen, with a particle; an initial, an adverb like «по-нашему».
_KNOWN_PREFIX: Final = 0.75
_GUESSED: Final = 0.5
_HYPHENATED: Final = 0.75
_WITH_PARTICLE: Final = 0.9
_INITIAL: Final = 0.1
_OF_MANNER: Final = 0.7
_PARTICLES: Final = ("-то", "-ка", "-таки", "-де", "-тко", "-тка", "-с", "-ста")
_MANNER: Final = "по-"
_DATIVE: Final = frozenset(("ADJF", "sing", "datv"))
# What a prefix leaves of a word, how long it is if it is none that is known, and the words that are
# guessed by their last letters.
_SHORTEST_REST: Final = 3
_LONGEST_PREFIX: Final = 5
_SHORTEST_WORD: Final = 4
_LONGEST_SUFFIX: Final = 5
# More, «недонедо…», part in two ways each.
_MOST_PREFIXES: Final = 3
# What two words with a hyphen have in common that both change.
_PARTS_OF_SPEECH: Final = frozenset(
    "NOUN ADJF ADJS COMP VERB INFN PRTF PRTS GRND NUMR ADVB NPRO PRED PREP CONJ PRCL INTJ".split()
)
_SHARED: Final = _PARTS_OF_SPEECH.union(
    "sing plur nomn gent datv accs ablt loct voct gen1 gen2 acc2 loc1 loc2".split(),
    "1per 2per 3per pres past futr".split(),
)
_SAME_CASE: Final = {"gen1": "gent", "loc1": "loct"}

_weight = attrgetter("weight")


def guessed_readings(word: str) -> tuple[Reading, ...]:
    """Return the readings of a word that the dictionary does not hold, the likeliest first.

    Args:
        word: One word in any case.

    >>> guessed_readings("Скабеевой")[0].nominative
    'скабеева'
    """
    lower = word.lower()
    found = _initials(lower) if word in _INITIALS else guessed(lower)
    return as_readings(lower, weighed(lower, found), known=False)


def ways(word: str) -> list[Found]:
    """Return how a word in lower case is read, whether the dictionary holds it or not."""
    return weighed(word, held(word) or guessed(word))


def guessed(word: str, prefixes: int = _MOST_PREFIXES) -> list[Found]:
    """Return what a word may be that begins or ends as words do that the dictionary holds.

    It is one of them after a prefix that any word may have, or else after other letters, or ends
    like some of them.

    Args:
        word: In small letters.
        prefixes: How many such prefixes it may have.
    """
    if not _CYRILLIC.search(word):
        return [Found("", word, unchanging(_UNREAD), 1.0)]
    if "-" in word and (found := _hyphenated(word, prefixes)):
        return found
    seen: set[tuple[str, int, str]] = set()
    found = []
    for prefix, rest in _after_known_prefixes(word) if prefixes else ():
        likely = [
            _after(prefix, one, one.weight * _KNOWN_PREFIX) for one in _read(rest, prefixes - 1)
        ]
        found += _unseen(likely, seen)
    if found:
        return found
    for length in range(1, 1 + min(_LONGEST_PREFIX, len(word) - _SHORTEST_REST)):
        known = [_after(word[:length], one, one.weight * _GUESSED) for one in held(word[length:])]
        found += _unseen(known, seen)
    if len(word) >= _SHORTEST_WORD:
        found += sorted(_by_last_letters(word, seen), key=_weight, reverse=True)
    return found or [Found("", word, unchanging(_UNREAD), 1.0)]


def _read(word: str, prefixes: int) -> list[Found]:
    return weighed(word, held(word) or guessed(word, prefixes))


def _after(prefix: str, one: Found, weight: float) -> Found:
    """Return a way to read a word after a prefix."""
    if one.left:
        return one._replace(left=_after(prefix, one.left, one.left.weight), weight=weight)
    return one._replace(prefix=prefix + one.prefix, weight=weight)


def _initials(letter: str) -> list[Found]:
    tags = [
        f"NOUN,anim,{gender},Sgtm,{label},Fixd,Abbr,Init sing,{case}"
        for label in ("Name", "Patr")
        for gender in ("masc", "femn")
        for case in ("nomn", "gent", "datv", "accs", "ablt", "loct")
    ]
    return [Found("", letter, unchanging(tag), _INITIAL) for tag in tags]


def _hyphenated(word: str, prefixes: int) -> list[Found]:
    """Return how a word is read by what stands before and after its hyphen."""
    for particle in _PARTICLES:
        if word.endswith(particle) and word != particle:
            rest = _read(word.removesuffix(particle), prefixes)
            return [
                one._replace(particle=one.particle + particle, weight=one.weight * _WITH_PARTICLE)
                for one in rest
            ]
    if word.startswith(_MANNER) and any(
        _DATIVE.issubset(one.tag.grammemes) for one in _read(word.removeprefix(_MANNER), prefixes)
    ):
        return [Found("", word, unchanging(_ADVERB), _OF_MANNER)]
    left, _, right = word.partition("-")
    if not left or not right or "-" in right or word.startswith(known_prefixes()):
        return []
    lefts, rights = _read(left, prefixes), _readable(_read(right, prefixes))
    common = [_common(one.tag) for one in rights]
    found = [
        other._replace(left=one, weight=one.weight * _HYPHENATED)
        for one in _readable(lefts)
        for other, shared in zip(rights, common, strict=True)
        if _common(one.tag) == shared
    ]
    return found + [_after(f"{left}-", one, one.weight * _HYPHENATED) for one in rights]


def _readable(found: Sequence[Found]) -> list[Found]:
    return [one for one in found if not _PARTS_OF_SPEECH.isdisjoint(one.tag.grammemes)]


def _common(tag: Tag) -> frozenset[str]:
    return frozenset(_SAME_CASE.get(one, one) for one in tag.grammemes if one in _SHARED)


def _unseen(found: Iterable[Found], seen: set[tuple[str, int, str]]) -> Iterator[Found]:
    """Yield the readings that unknown words may have, each once."""
    for one in found:
        tag = one.tag
        key = one.word, one.cell.paradigm, tag.text
        if tag.productive and key not in seen:
            seen.add(key)
            yield one


def _after_known_prefixes(word: str) -> Iterator[tuple[str, str]]:
    prefixes = known_prefixes()
    if word.startswith(prefixes):
        for prefix in prefixes:
            if word.startswith(prefix) and len(word) >= len(prefix) + _SHORTEST_REST:
                yield prefix, word[len(prefix) :]


@lru_cache(maxsize=1)
def known_prefixes() -> tuple[str, ...]:
    """Return the prefixes that any word may have, the longest first: «псевдо»."""
    with table("prefixes.tsv") as text:
        prefixes = [line for line in text.splitlines() if line and line[0] != "#"]
    return tuple(sorted(prefixes, key=len, reverse=True))


def _by_last_letters(word: str, seen: set[tuple[str, int, str]]) -> Iterator[Found]:
    """Yield what words are that end in the same letters, the more the better."""
    read = dictionary()
    for prefix, endings in reversed(read.endings):
        if not word.startswith(prefix):
            continue
        for length in range(_LONGEST_SUFFIX, 0, -1):
            start = word[:-length]
            rows = [
                (start + suffix, cell(paradigm, number), count)
                for suffix, places in endings.similar_items(word[-length:], read.alike)
                for count, paradigm, number in places
            ]
            whole = sum([count for _, one, count in rows if one.tag.productive])
            if whole:
                # One more than were counted, as pymorphy3 has it.
                yield from _unseen(
                    [
                        Found("", form, one, _GUESSED * count / (1 + whole))
                        for form, one, count in rows
                    ],
                    seen,
                )
                break
