"""A document's text with other words in the place of its names."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from ruentities.kinds import Type
from ruentities.result.masked import Pseudonymized, masked
from ruentities.result.pseudonyms import Inventor, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from ruentities.result.entity import Entity, EntityMention, Mention

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
    places: list[tuple[int, int, str, str]] = []
    for entity, mention in pairs:
        if entity.type in wanted and (not places or places[-1][1] <= mention.start):
            subject = Subject(
                **entity.model_dump(include={"type", "name", "first", "middle", "last", "gender"})
            )
            before = text[max(0, mention.start - _BEFORE) : mention.start]
            form = inventor.form(subject, mention.text, mention.normal, before)
            places.append((mention.start, mention.end, form, entity.id))
    return masked(text, places)
