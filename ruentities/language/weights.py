"""What each feature of a reading says against it: the weights of a log-linear model.

The cost of a reading is the sum of its features, each times its weight: a negative
log-probability up to a constant. Weights are fitted by `ruentities.training.readings` on names
whose nominative is known and stand in ``data/readings.tsv``; a weight below 0 speaks for a reading.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from ruentities.language.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from functools import _lru_cache_wrapper

_Cached = TypeVar("_Cached", bound="_lru_cache_wrapper[Any]")

_forgotten_with_weights: Final[list[Callable[[], None]]] = []


class Weights(NamedTuple):
    """The features by name; see the comments for what is counted.

    Features without a number beside them are 1 where they hold.
    """

    # The nominative in a billion words of news: not there; how much rarer than the commonest
    # (difference of decimal logarithms).
    nominative_unseen: float
    nominative_seldom: float
    # The dictionary: negative log-share of this reading among the word's.
    dictionary_share: float
    # What the dictionary knows a word of a person's name as, if not as such a name.
    noun_as_surname: float
    adjective_as_surname: float
    # What it knows a word of a place's or an organization's name as, if not as such.
    common_noun: float
    common_noun_as_place: float
    person_as_place: float
    guessed_word: float
    # By the ending: the word is in no dictionary, or known as such a name in another reading; the
    # negative log-chance of the paradigm by the counts.
    guessed_by_ending: float
    guessed_though_known: float
    ending_chance: float
    # A word left as it is: against its ending; as a nominative that nobody has heard of; a surname
    # in -ых, -их; a small word; a known place, or organization, in capitals.
    unchanged: float
    unheard_nominative: float
    surname_in_ykh: float
    unchanged_small_word: float
    unchanged_place_in_capitals: float
    unchanged_body_in_capitals: float
    # A woman whose surname ends in a consonant; whose surname is a man's first name; a man whose
    # surname the dictionary has as a woman's or as a feminine noun.
    woman_with_consonant: float
    woman_with_mans_first_name: float
    man_with_feminine: float
    # A surname with a hyphen; its first part does not change; though it looks inflected.
    hyphen: float
    unchanged_before_hyphen: float
    inflected_before_hyphen: float
    # The whole name of a person: of a woman, of a family.
    woman: float
    family: float
    # The surname of a Korean or a Chinese before a Russian first name, not declined.
    undeclined_family_name: float
    # The whole name of a place or an organization: in the plural; an adjective for its head, that
    # in the neuter; a word before the head that does not change; after the head something that is
    # no genitive.
    plural: float
    adjective_as_head: float
    neuter_adjective_as_head: float
    unchanged_before_head: float
    odd_after_head: float
    # A name of the table of names, as it stands there; that agrees, too.
    listed: float
    listed_and_agreeing: float
    # The sentence: log-odds of the reading's case, of its gender and of its number by the tagger;
    # an oblique case right after an opening quote.
    case_in_sentence: float
    gender_in_sentence: float
    number_in_sentence: float
    oblique_in_quotes: float
    # The document: for each of the nominative's words, log of how many mentions have it.
    other_mentions: float


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the weights, loaded once.

    >>> weights().unheard_nominative > 0
    True
    """
    return _used[-1] if _used else _shipped()


_used: Final[list[Weights]] = []


@lru_cache(maxsize=1)
def _shipped() -> Weights:
    with table("readings.tsv") as text:
        return read_weights(text)


def read_weights(text: str) -> Weights:
    """Read lines of a feature and its weight."""
    pairs = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return Weights(**{name: float(weight) for name, weight in pairs})


def depends_on_weights(cached: _Cached) -> _Cached:
    """Decorate a cached function whose answers change with the weights."""
    _forgotten_with_weights.append(cached.cache_clear)
    return cached


@contextmanager
def replaced(other: Weights) -> Iterator[None]:
    """Weigh by other weights for a while, as fitting and cross-validation do.

    Args:
        other: The weights.
    """
    _used.append(other)
    _forget()
    try:
        yield
    finally:
        _used.pop()
        _forget()


def _forget() -> None:
    weights.cache_clear()
    for forget in _forgotten_with_weights:
        forget()
