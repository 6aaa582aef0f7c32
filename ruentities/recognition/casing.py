"""Text in one case, read as if it had been written with capitals where names have them.

The model is told where the case of letters says nothing, and reads «путин прилетел в москву» and
«СОБЯНИН ОТКРЫЛ ПАРК» by the letters themselves. The rules after it go by capitals, which come from
the dictionary and from the names that the model found.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ruentities.language.kind_nouns import HONOURS, NUMBERED_OFFICES
from ruentities.language.morphology import lemmas, readings
from ruentities.language.names_table import built_in_aliases
from ruentities.language.word_lists import (
    LEGAL_FORMS,
    NAME_PARTICLES,
    PLACE_AFTER_HYPHEN,
    SHORTENED,
)
from ruentities.text.marks import CLOSING_QUOTES, is_dot, is_initial_dot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

_NAME_LABELS: Final = frozenset(("Name", "Surn", "Patr", "Geox", "Orgn"))
_LONG: Final = 4
_OF_PEOPLE_AND_PLACES: Final = frozenset(("Name", "Surn", "Patr", "Geox"))
# What kind of place it is has no capital: «Тверская область».
_GEOGRAPHIC: Final = frozenset(
    """
    бульвар город край море область озеро округ остров переулок площадь проспект район
    республика улица шоссе
    """.split()
)
# Share of a word's readings that are names, from which it is written as one.
_NAMED: Final = 0.3
# Fewer long words in capitals may be those of a person alone: «СЕДОВ ПЁТР ИЛЬИЧ родился».
_MOST_NAMES: Final = 4
# «УЛ. ЛЕНИНА», «ИМ. ЛЕНИНА»: the dictionary has them for abbreviations.
_WITH_DOTS: Final = SHORTENED | HONOURS | frozenset("бул гор наб обл пл пос просп респ".split())
# The dictionary knows it for an abbreviation.
_PREPOSITION: Final = "ПО"
_LETTERS_OF_BODIES: Final = LEGAL_FORMS | NUMBERED_OFFICES | {"УФК"}
_VOWEL: Final = re.compile("[АЕЁИОУЫЭЮЯAEIOUY]", re.I)
_LETTERS: Final = re.compile(r"[^\W\d_]")


def restore_case(tokens: Tokens) -> Tokens:
    """Return the tokens with words of one-case text in the case that names would have.

    A text is in lower case when it has no capital at all; a block (a headline, say) is in
    capitals when all its words are.

    >>> from ruentities.text.segmentation import tokenize
    >>> restore_case(tokenize("СОБЯНИН ОТКРЫЛ ПАРК В МОСКВЕ")).words
    ['Собянин', 'открыл', 'парк', 'в', 'Москве']
    >>> restore_case(tokenize("Собянин открыл парк")).words
    ['Собянин', 'открыл', 'парк']
    """
    if tokens.text.islower():
        whole = ((0, len(tokens)),)
        return replace(tokens, words=[_restored(word) for word in tokens.words], caseless=whole)
    shouted = sum(len(word) >= _LONG and word.isupper() for word in tokens.words)
    if not shouted:
        return tokens
    words = list(tokens.words)
    caseless = []
    blocks = pairwise([0, *sorted(tokens.breaks), len(words)])
    for start, end in blocks if shouted < _MOST_NAMES else _stretches(tokens, blocks):
        if _is_shouted(words[start:end]):
            words[start:end] = [
                tokens.words[index]
                if index + 1 < end and is_initial_dot(tokens, index + 1)
                else _restored(tokens.words[index], dotted=is_dot(tokens, index + 1))
                for index in range(start, end)
            ]
            caseless.append((start, end))
        else:
            words[start:end] = [
                _restored_name(word) if len(word) >= _LONG and word.isupper() else word
                for word in words[start:end]
            ]
    return replace(tokens, words=words, caseless=tuple(caseless))


def _stretches(tokens: Tokens, blocks: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the blocks, parted where many words in capitals stand among others.

    «Банк: [ОТДЕЛЕНИЕ ТУЛА БАНКА РОССИИ]//УФК по Тульской области»
    """
    for start, end in blocks:
        begun = index = start
        while index < end:
            after, last, long = index, index, 0
            while after < end and _is_in_capitals(tokens.words[after]):
                after += 1
                if len(tokens.words[after - 1]) >= _LONG:
                    last, long = after, long + 1
            if long >= _MOST_NAMES and (index > start or last < end):
                if begun < index:
                    yield begun, index
                yield index, last
                begun = last
            index = after + 1
        if begun < end:
            yield begun, end


def _is_in_capitals(word: str) -> bool:
    return word.isupper() or not _LETTERS.search(word)


def capitalize_names(tokens: Tokens, spans: Iterable[Span]) -> Tokens:
    """Return the tokens with the words of names in one-case text as names are written.

    The model may know a name that the dictionary does not: «скабеева». Of an organization only
    the first word is sure to have a capital.
    """
    if not tokens.caseless:
        return tokens
    words = list(tokens.words)
    ranges = [range(start, end) for start, end in tokens.caseless]
    for span in spans:
        if any(span.start in block for block in ranges):
            for index in range(span.start, span.end):
                shortened = words[index] in _WITH_DOTS and is_dot(tokens, index + 1)
                if words[index].islower() and not shortened and _has_capital(words, index, span):
                    words[index] = _capitalized(words[index])
    return replace(tokens, words=words)


def _has_capital(words: Sequence[str], index: int, span: Span) -> bool:
    """Whether a word of a name has a capital: not «область», «фон», «обороны»; «ПАО Сбербанк»."""
    word = words[index]
    if span.type == "ORG":
        before = words[index - 1] if index else ""
        return index == span.start or before in CLOSING_QUOTES or before in LEGAL_FORMS
    if span.type == "LOC" and index > span.start:
        return len(word) >= _LONG and _GEOGRAPHIC.isdisjoint(lemmas(word))
    return word not in NAME_PARTICLES


def _restored_name(word: str) -> str:
    """Restore a name that alone is in capitals: «Премьер-министр МИШУСТИН», «г. МОСКВА»."""
    if word.isascii() or _is_abbreviation(word):
        return word
    found = readings(word)
    named = sum(one.weight for one in found if one.known and one.labels & _OF_PEOPLE_AND_PLACES)
    return _capitalized(word) if named > _NAMED else word


def _is_shouted(words: Sequence[str]) -> bool:
    # Most blocks show by their first words that they are not.
    if any(not word.isupper() and _LETTERS.search(word) for word in words):
        return False
    spelt = [word for word in words if word.isupper()]
    return len(spelt) > 1 and any(
        len(word) >= _LONG and not _is_abbreviation(word) for word in spelt
    )


def _restored(word: str, *, dotted: bool = False) -> str:
    upper = word.upper()
    if word == _PREPOSITION or (dotted and word.lower() in _WITH_DOTS):
        return word.lower()
    if word == upper and _is_abbreviation(word):
        return word
    named = sum(reading.weight for reading in readings(word) if reading.labels & _NAME_LABELS)
    if len(word) > 1 and named > _NAMED:
        return _capitalized(word)
    return word.lower()


def _capitalized(word: str) -> str:
    if word[0].isdigit():
        # «58-я»: the letters are its ending.
        return word
    first, *rest = word.lower().split("-")
    parts = (part if part in PLACE_AFTER_HYPHEN else part.capitalize() for part in rest)
    return "-".join([first.capitalize(), *parts])


def _is_abbreviation(word: str) -> bool:
    """Whether capitals are how a word is always written: «США», «МЧС»."""
    if len(word) < 2:
        return False
    if word in _LETTERS_OF_BODIES or (
        word.isalpha() and len(word) <= _LONG and not _VOWEL.search(word)
    ):
        return True
    aliases = built_in_aliases()
    return any("Abbr" in reading.labels for reading in readings(word)) or any(
        (name := aliases.find(kind, word)) and name.isupper() for kind in ("ORG", "LOC")
    )
