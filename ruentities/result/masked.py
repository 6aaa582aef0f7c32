"""A text under pseudonyms, and what is needed to undo it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ruentities.text.described import describe
from ruentities.text.storable import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from typing_extensions import Self

_Place = tuple[int, int, str, str]
_WORD = re.compile(r"\w+")


class Replacement(BaseModel):
    """One place where a name was replaced.

    Attributes:
        start: Offset of the pseudonym's first character in the new text, in code points.
        end: Offset after its last character.
        original: What stood there.
        entity_id: The ``id`` of the entity in the document.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_extra=describe, defer_build=True
    )

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    original: str = Field(min_length=1)
    entity_id: Text


class Pseudonymized(BaseModel):
    """A text whose names are replaced by pseudonyms.

    Attributes:
        text: The new text, to be given away.
        replacements: The key that turns it back, in text order: to be kept, apart from the text.

    Raises:
        ValueError: When two replacements overlap or one lies outside the text.

    >>> from ruentities import extract
    >>> masked = extract("Ирину Соколову ждут в Казани.").pseudonymize("пароль")
    >>> "Соколову" in masked.text, masked.restore()
    (False, 'Ирину Соколову ждут в Казани.')
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_extra=describe, defer_build=True
    )

    text: Text
    replacements: tuple[Replacement, ...]

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        done = 0
        for replacement in self.replacements:
            if not done <= replacement.start < replacement.end <= len(self.text):
                raise ValueError(f"replacements: {replacement} overlaps another or is outside")
            done = replacement.end
        return self

    def restore(self) -> str:
        """Return the text as it was before."""
        parts, done = [], 0
        for replacement in self.replacements:
            parts += [self.text[done : replacement.start], replacement.original]
            done = replacement.end
        return "".join([*parts, self.text[done:]])


def masked(text: str, places: Iterable[_Place]) -> Pseudonymized:
    """Replace places of a text and every other place with the same words.

    A name that was found once is a secret everywhere, so that a mention that was overlooked does
    not give it away.

    Args:
        text: The text.
        places: (start, end, replacement, entity id), in text order, apart from each other.
    """
    listed = list(places)
    swept = sorted([*listed, *_overlooked(text, listed)])
    parts, done, length = [], 0, 0
    replacements = []
    for start, end, form, entity_id in swept:
        parts += [text[done:start], form]
        length += start - done
        replacements.append(
            Replacement(
                start=length,
                end=length + len(form),
                original=text[start:end],
                entity_id=entity_id,
            )
        )
        length += len(form)
        done = end
    new = "".join([*parts, text[done:]])
    return Pseudonymized(text=new, replacements=tuple(replacements))


def _overlooked(text: str, places: list[_Place]) -> Iterator[_Place]:
    forms = {text[start:end]: (form, entity_id) for start, end, form, entity_id in places}
    by_word: dict[str, list[str]] = {}
    for original in sorted(forms, key=len, reverse=True):
        if word := _WORD.search(original):
            by_word.setdefault(word[0], []).append(original)
    borders = [0, *(border for start, end, *_ in places for border in (start, end)), len(text)]
    for start, end in zip(borders[::2], borders[1::2], strict=True):
        done = start
        for word in _WORD.finditer(text, start, end):
            for original in by_word.get(word[0], ()):
                found = word.start() - original.index(word[0])
                after = found + len(original)
                fits = done <= found and after <= end and not _WORD.match(text, after)
                if fits and text.startswith(original, found):
                    yield (found, after, *forms[original])
                    done = after
                    break
