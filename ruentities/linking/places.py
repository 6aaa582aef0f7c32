"""How places are compared whose names stand in other names: «МИД Британии»."""

from __future__ import annotations

from inspect import unwrap
from typing import Final

from ruentities.language.folding import fold
from ruentities.language.names_table import built_in_aliases, names_of_one_word
from ruentities.language.remembered import LINKED, remembered
from ruentities.recognition.features import stem

# Of the genitive: «Нидерландов».
_PLURAL: Final = "ов"


def stem_of_place(place: str) -> str:
    """Return what the case forms of a place have in common.

    >>> stem_of_place("Нидерланды"), stem_of_place("Нидерландов")
    ('нидерланд', 'нидерланд')
    """
    return stem(place).removesuffix(_PLURAL)


def is_place(place: str) -> bool:
    """Whether a stem is that of a listed place of one word."""
    return f"\n{place} " in _places_by_stem(place[:1])


@remembered(LINKED)
def first_name_of_place(place: str) -> str:
    """Return the stem of what a place is called first in the table, or the same where it is not.

    >>> first_name_of_place("британи"), first_name_of_place("ветрянк")
    ('великобритани', 'ветрянк')
    """
    _, _, found = _places_by_stem(place[:1]).partition(f"\n{place} ")
    if not found:
        return place
    listed = found.partition("\n")[0]
    table = built_in_aliases()
    name = table.name(table.entries["LOC"][listed])
    return stem_of_place(fold(name).split()[0])


@remembered(LINKED)
def _places_by_stem(letter: str) -> str:
    """Return the listed places of one word that begin with a letter, a line for each.

    Its stem and itself. To cut all of them at once takes longer than a long article.
    """
    # One by one they would take the place of a text's own words.
    stem_of = unwrap(stem)
    places = {
        stem_of(place).removesuffix(_PLURAL): place
        for letters, begun in names_of_one_word("LOC").items()
        if letters[0] == letter
        for place in begun.split()
    }
    return "".join([*(f"\n{key} {place}" for key, place in places.items()), "\n"])
