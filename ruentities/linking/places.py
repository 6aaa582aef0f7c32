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
    return place in _places_by_stem(place[:1])


@remembered(LINKED)
def first_name_of_place(place: str) -> str:
    """Return the stem of what a place is called first in the table, or the same where it is not.

    >>> first_name_of_place("британ"), first_name_of_place("ветрянк")
    ('великобритан', 'ветрянк')
    """
    listed = _places_by_stem(place[:1]).get(place)
    if listed is None:
        return place
    table = built_in_aliases()
    name = table.name(table.entries["LOC"][listed])
    return stem_of_place(fold(name).split()[0])


@remembered(LINKED)
def _places_by_stem(letter: str) -> dict[str, str]:
    """The listed places of one word that begin with a letter, by their stems.

    To cut all of them at once takes longer than a long article.
    """
    # One by one they would take the place of a text's own words.
    stem_of = unwrap(stem)
    places = names_of_one_word("LOC").get(letter, "").split()
    return {stem_of(place).removesuffix(_PLURAL): place for place in places}
