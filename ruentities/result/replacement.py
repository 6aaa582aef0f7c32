"""A document's text with other words in the place of its names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, get_args

from ruentities.kinds import Type
from ruentities.language.folding import plain
from ruentities.language.morphology import lemmas
from ruentities.result.masked import Pseudonymized, masked
from ruentities.result.pseudonyms import Inventor, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from ruentities.result.entity import Entity, EntityMention, Mention

    Place = tuple[int, int, str, str]

# A word of a person's name; either side of a hyphen, too.
_WORD: Final = re.compile(r"[A-ZА-ЯЁ][^\W\d_]{2,}")
# How much of the text before a mention an inventor is shown: a preposition and an opening quote.
_BEFORE = 40


def replaced(
    text: str, pairs: Iterable[EntityMention], fn: Callable[[Mention, Entity], str]
) -> str:
    """Return a text with every outermost mention replaced.

    Args:
        text: The text.
        pairs: Its mentions with their entities, in text order, a longer one before what it holds.
        fn: Given a mention and its entity, returns what stands in its place.
    """
    parts, done = [], 0
    for entity, mention in pairs:
        if mention.start >= done:
            parts += [text[done : mention.start], fn(mention, entity)]
            done = mention.end
    return "".join([*parts, text[done:]])


def pseudonymized(
    text: str, pairs: Iterable[EntityMention], secret: str, types: Type | Collection[Type]
) -> Pseudonymized:
    """Return a text with invented names in the place of the real ones.

    Args:
        text: The text.
        pairs: Its mentions with their entities, in text order, a longer one before what it holds.
        secret: What the pseudonyms are derived with.
        types: Which names to replace, one type or several.

    Raises:
        TypeError: When ``secret`` is not a ``str``.
        ValueError: When ``secret`` is empty, or ``types`` holds something else than types.
    """
    if not isinstance(secret, str):
        raise TypeError(f"secret: expected str, got {type(secret).__name__}")
    if not secret:
        raise ValueError("secret: expected some text that others do not know, got none")
    wanted = {types} if isinstance(types, str) else set(types)
    if unknown := wanted - set(get_args(Type)):
        raise ValueError(f"types: {min(unknown)!r} is not one of 'PER', 'ORG', 'LOC'")
    inventor = Inventor(secret, text)
    found = list(pairs)
    places: list[Place] = []
    for entity, mention in found:
        if entity.type in wanted and (not places or places[-1][1] <= mention.start):
            before = text[max(0, mention.start - _BEFORE) : mention.start]
            form = inventor.form(_subject(entity), mention.text, mention.normal, before)
            places.append((mention.start, mention.end, form, entity.id))
    if "PER" in wanted:
        places = sorted([*places, *_words_left(text, found, inventor)])
    return masked(text, places)


def _subject(entity: Entity) -> Subject:
    return Subject(
        **entity.model_dump(include={"type", "name", "first", "middle", "last", "gender"})
    )


def _words_left(text: str, pairs: Iterable[EntityMention], inventor: Inventor) -> Iterator[Place]:
    """Yield the words of people's names, in any form, that stand outside of every mention.

    A common word with a capital may be one: after «Пётр Дуб» what is «Дуба» is told by nobody.
    """
    named: dict[str, tuple[Entity, str]] = {}
    borders = [0]
    for entity, mention in pairs:
        if mention.start >= borders[-1]:
            borders += [mention.start, mention.end]
        if entity.type == "PER":
            for word in _WORD.findall(mention.normal):
                named.setdefault(plain(word), (entity, word))
    borders.append(len(text))
    for left, right in zip(borders[::2], borders[1::2], strict=True):
        for word in _WORD.finditer(text, left, right) if named else ():
            known = sorted(named.keys() & lemmas(word[0]))
            if known:
                entity, normal = named[known[0]]
                before = text[max(0, word.start() - _BEFORE) : word.start()]
                form = inventor.form(_subject(entity), word[0], normal, before)
                yield word.start(), word.end(), form, entity.id
