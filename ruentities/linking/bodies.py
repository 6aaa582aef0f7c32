"""Which names are names of one place or organization.

Each reason is a generator of the evidence that it finds among all names of a document; a name
joins another only when a reason offers it just one entity.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import fold
from ruentities.language.word_lists import GENERIC_WORDS, LEGAL_FORMS
from ruentities.linking.groups import Evidence
from ruentities.linking.latin import consonants, is_latin, sound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ruentities.linking.groups import Group
    from ruentities.text.segmentation import Tokens

    Reasoning = Callable[[Tokens, Sequence[Group]], Iterator[Evidence]]

_LONGEST_ACRONYM: Final = 8
_SMALL_WORDS: Final = frozenset("и по в на о об при для с со у к за из".split())
_OPENING_WORDS: Final = frozenset(("далее", *'-—–«„“"'))
_CLOSING: Final = frozenset('»”“"')
_FORMS: Final = frozenset(map(str.lower, LEGAL_FORMS)) | frozenset(
    "ag co company corp corporation gmbh group holdings inc limited llc ltd nv plc sa".split()
)
_NAMED_AFTER: Final = frozenset(("имени", "им"))


def aliases(tokens: Tokens, groups: Sequence[Group]) -> Iterator[Evidence]:
    """«РФ» and «Россия»: the table of names says so."""
    first: dict[tuple[str, str], Group] = {}
    for group in groups:
        if group.listed:
            other = first.setdefault((group.type, group.listed.name), group)
            if other is not group:
                yield Evidence(group, other, "alias")


def brackets(tokens: Tokens, groups: Sequence[Group]) -> Iterator[Evidence]:
    """«Следственный комитет (далее — СК)», «СК (Следственный комитет)»: the text says so itself."""
    if "(" not in tokens.words:
        return
    starts = {name.span.start: group for group in groups for name in group.names}
    for group in groups:
        for name in group.names:
            inner = _after_bracket(tokens, name.span.end)
            other = starts.get(inner) if inner else None
            if other and other is not group and other.type == group.type:
                outer_word, word = tokens.words[name.span.start], tokens.words[inner]
                latin = group.type == "PER" and _begin_alike(other, group)
                short = group.type == "ORG" and (is_acronym(word) or is_acronym(outer_word))
                said = "далее" in tokens.words[name.span.end : inner]
                if latin or short or said or word.lower() in _initials(group.normal):
                    yield Evidence(other, group, "in brackets")


def _begin_alike(latin: Group, group: Group) -> bool:
    """«Thomas Hammarberg» and «Томас Хаммарберг», but not «Leidos» and «Роджер Кроун»."""
    if not is_latin(latin.key) or is_latin(group.key):
        return False
    sounds = [[consonants(word)[:1] for word in name.key.split()] for name in (latin, group)]
    return sounds[0] == sounds[1]


def _after_bracket(tokens: Tokens, end: int) -> int:
    """Return the first word inside a bracket that opens right after a name, 0 for none."""
    while end < len(tokens) and tokens.words[end] in _CLOSING:
        end += 1
    if end + 2 >= len(tokens) or tokens.words[end] != "(":
        return 0
    end += 1
    while end < len(tokens) and tokens.words[end] in _OPENING_WORDS:
        end += 1
    return end


def acronyms(tokens: Tokens, groups: Sequence[Group]) -> Iterator[Evidence]:
    """«СКР» and «Следственный комитет России»: the letters are the words' first ones."""
    short = defaultdict(list)
    for group in groups:
        if is_acronym(group.normal):
            short[group.type, group.normal.lower()].append(group)
    if not short:
        return
    for other in groups:
        if len(other.words) > 1:
            for letters in _initials(other.normal):
                for group in short.get((other.type, letters), ()):
                    yield Evidence(group, other, "acronym")


def beginnings(tokens: Tokens, groups: Sequence[Group]) -> Iterator[Evidence]:
    """«Министерство обороны» and «Министерство обороны России», «ФСБ» and «ФСБ России».

    One word is only short for more when it is an acronym: «Газпром» is not «Газпром нефть».
    """
    short: dict[str, Group] = {
        group.key: group
        for group in groups
        if group.type == "ORG" and (" " in group.key or is_acronym(group.normal))
    }
    for other in groups if short else ():
        words = other.key.split()
        owner = other.normal.split()[-1]
        if other.type != "ORG" or len(words) < 2 or not owner[0].isupper() or is_latin(words[-1]):
            continue
        beginning = short.get(" ".join(words[:-1]))
        if beginning:
            yield Evidence(beginning, other, "short form")


def same_owners(tokens: Tokens, groups: Sequence[Group]) -> Iterator[Evidence]:
    """«МИД Пакистана» and «Министерство иностранных дел Пакистана», «СК РФ» and «СК России»."""
    short: dict[tuple[str, str], Group] = {}
    for group in groups:
        words = group.normal.split()
        if group.type == "ORG" and len(words) == 2 and is_acronym(words[0]):
            same = short.setdefault((words[0].lower(), _owner(words[1])), group)
            if same is not group:
                yield Evidence(group, same, "alias")
    for other in groups if short else ():
        words = other.normal.split()
        if other.type == "ORG" and len(words) > 2:
            for letters in _initials(" ".join(words[:-1])):
                if found := short.get((letters, _owner(words[-1]))):
                    yield Evidence(found, other, "acronym")


def _owner(word: str) -> str:
    return "россии" if word == "РФ" else fold(word)


def cores(tokens: Tokens, groups: Sequence[Group]) -> Iterator[Evidence]:
    """«Ryanair» and «Ryanair Holdings», «МГУ» and «МГУ имени Ломоносова»."""
    by_key = {group.key: group for group in groups if group.type == "ORG"}
    for other in by_key.values():
        if len(other.words) > 1:
            for core in _cores(other.key):
                if core != other.key and core in by_key:
                    yield Evidence(by_key[core], other, "short form")


def _cores(key: str) -> set[str]:
    """What is left of a name without whom it is named after, legal forms, a generic word."""
    words = key.split()
    for index, word in enumerate(words):
        if index and word.strip(".") in _NAMED_AFTER:
            words = words[:index]
            break
    named = " ".join(words)
    start = next((i for i, word in enumerate(words) if word not in _FORMS), 0)
    words = words[start:]
    while len(words) > 1 and words[-1].strip(".") in _FORMS:
        words.pop()
    rest = words[1:] if len(words) > 1 and words[0] in GENERIC_WORDS else words
    return {named, " ".join(words), " ".join(rest)}


def latin_spellings(tokens: Tokens, groups: Sequence[Group]) -> Iterator[Evidence]:
    """«Gazprom» and «Газпром», «Jürgen Klinsmann» and «Юрген Клинсман»."""
    latin = [group for group in groups if is_latin(group.key)]
    if not latin:
        return
    cyrillic = defaultdict(list)
    for group in groups:
        if not is_latin(group.key):
            cyrillic[group.type, sound(group.key)].append(group)
    for group in latin:
        key = sound(group.key)
        if key:
            for other in cyrillic.get((group.type, key), ()):
                yield Evidence(group, other, "Latin spelling")


REASONS: Final[tuple[Reasoning, ...]] = (
    aliases,
    same_owners,
    acronyms,
    beginnings,
    cores,
    latin_spellings,
)


def is_acronym(word: str) -> bool:
    """Whether a word is an abbreviation by first letters: «МИД», «НАТО», «МГУ»."""
    return word.isupper() and word.isalpha() and 2 <= len(word) <= _LONGEST_ACRONYM


def _initials(normal: str) -> set[str]:
    """The acronyms that a full name can have, small words counted or left out."""
    words = fold(normal).replace("-", " ").split()
    every = "".join(word[0] for word in words)
    main = "".join(word[0] for word in words if word not in _SMALL_WORDS)
    return {every, main}
