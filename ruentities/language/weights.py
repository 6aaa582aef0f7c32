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

    # The nominative is not in a billion words of news; of one that the dictionary has, how much
    # rarer it is than the commonest (difference of decimal logarithms); it is the word itself,
    # in a vowel, by the dictionary or by a guess, which is not in the news either. Of a guess: how
    # much rarer it is than the word as printed (the same difference); it is the word itself, which
    # may be a plural, and the news have no other form («Шпигелей»).
    nominative_unseen: float
    nominative_seldom: float
    nominative_as_printed: float
    guess_as_printed: float
    unseen_as_printed: float
    nominative_rarer: float
    only_as_printed: float
    # The dictionary: negative log-share of this reading among the word's; all cases are alike.
    # The table of foreign names: it is one of it, a first name or a surname; that does not change;
    # and is another name's form.
    dictionary_share: float
    unchanging_by_dictionary: float
    listed_first_name: float
    unchanging_by_list: float
    unchanging_list_a_form: float
    # What the dictionary knows a word of a person's name as, if not as such a name.
    noun_as_surname: float
    adjective_as_surname: float
    # What it knows a word of a place's or an organization's name as, if not as such.
    common_noun: float
    common_noun_as_place: float
    person_as_place: float
    guessed_word: float
    # By the ending: the word is in no dictionary, or known as a first name alone, or otherwise, as
    # such a name or as a noun or an adjective with another nominative; without cases, though it is
    # a word's case form («Зори», «Сороку»); the negative log-chance of the paradigm by the counts.
    guessed_by_ending: float
    guessed_though_first_name: float
    guessed_though_known: float
    unchanging_though_a_form: float
    ending_chance: float
    # A word left as it is: against its ending; as a nominative that nobody has heard of; a surname
    # in -ых, -их; a small word; a known place, or organization, in capitals.
    unchanged: float
    unheard_nominative: float
    surname_in_ykh: float
    unchanged_small_word: float
    unchanged_place_in_capitals: float
    unchanged_body_in_capitals: float
    # A woman whose surname ends in a consonant; a man whose surname the dictionary has as a
    # woman's or as a feminine noun.
    woman_with_consonant: float
    man_with_feminine: float
    # A surname in -а, -я that could be declined, but is not.
    undeclined_surname: float
    # A surname with a hyphen; its first part does not change; though it looks inflected.
    hyphen: float
    unchanged_before_hyphen: float
    inflected_before_hyphen: float
    # The whole name of a person: of a woman, of a family, after «семья», «братья» as well; of
    # several words, none a first name.
    woman: float
    family: float
    family_after_its_noun: float
    without_first_name: float
    # The surname of a Korean or a Chinese before a Russian first name, not declined; a surname in a
    # vowel after a first name in -о, -у that does not change («Паулу», «Кадзуо»).
    undeclined_family_name: float
    vowel_after_unchanging: float
    # The whole name of a place or an organization: in the plural; so a street with one word after
    # it («улицы Ленина»); an adjective for its head, in the
    # neuter; an adjective that is a noun, too, with a complement («сборная России»); a place for
    # the head of a body; before the head a word that does not change, an abbreviation («МИД»);
    # after it something that is no genitive.
    plural: float
    plural_street: float
    adjective_as_head: float
    neuter_adjective_as_head: float
    noun_like_adjective_as_head: float
    place_as_head_of_body: float
    unchanged_before_head: float
    abbreviation_before_head: float
    odd_after_head: float
    # A name of the table of names, as it stands there; that agrees, too.
    listed: float
    listed_and_agreeing: float
    # The sentence: log-odds of the reading's case, of its gender and of its number by the tagger,
    # which knows less of a name without a sentence; an oblique case right after an opening quote.
    case_in_sentence: float
    gender_in_sentence: float
    number_in_sentence: float
    case_alone: float
    gender_alone: float
    number_alone: float
    oblique_in_quotes: float
    # The words beside a person's name, against an oblique case: it opens a sentence or a block;
    # stands after a colon, a dash or the copyright sign; after a verb that closes somebody's words
    # («, пишет»); a finite verb follows; that and it opens a sentence. Against a nominative: its
    # gender is not the verb's. Against any case: the noun before, a post, cannot stand in it; it
    # can, but is a woman's («американистка»), or as much: the first name is the other gender's by
    # the dictionary and does not change («Джесси Оуэнс»).
    oblique_at_beginning: float
    oblique_after_mark: float
    oblique_after_saying: float
    oblique_before_verb: float
    oblique_as_subject: float
    other_gender_than_verb: float
    other_case_than_post: float
    other_gender_than_post: float
    # The document: for each of the nominative's words, log of how many other mentions have it,
    # from a tenth of one on.
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
