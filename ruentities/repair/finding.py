"""Rules that find names: named elsewhere in the document, places by their common noun."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import SHORTEST_BEGINNING, plain
from ruentities.language.latin import is_latin, sound
from ruentities.language.morphology import agree, is_common, known_readings, lemmas
from ruentities.language.remembered import WORDS, remembered
from ruentities.language.word_lists import SAYINGS
from ruentities.repair.ground import is_direction, is_inside_sentence, is_verb, labels
from ruentities.repair.matching import Beginnings, Pattern, find_patterns
from ruentities.repair.surnames import is_post
from ruentities.text.marks import CLOSING_QUOTES, follows_quote, near
from ruentities.text.spans import Span, covered, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ruentities.kinds import Type
    from ruentities.recognition.recognize import Recognition
    from ruentities.text.segmentation import Tokens

# Chance that a name of the document is meant where the model missed it; set by eye.
_TRUST_FOUND_AGAIN: Final = 0.8
# From this score on a name is looked for again. A person missed is a leak: with .4 and .8 five
# words of people found elsewhere stay uncovered on the development folds and today's, with these
# one; F1 on the marked news that a network had not seen is the same.
_LEAST_SCORE: Final[dict[Type, float]] = {"PER": 0.15, "ORG": 0.65, "LOC": 0.65}

# «(далее — «Ветер»)»: from the bracket to the name.
_FARTHEST_ANNOUNCED: Final = 4
# A word that the model believes less than this to be an organization is goods or an abbreviation of
# the same letters: on half of the marked news 34 of 43 such are wrong, above 14 of 35. What is
# quoted may be believed half as much.
_LEAST_BELIEVED_AGAIN: Final = 0.2
# Letters that a common word and its forms share.
_BEGINNING: Final = 4
_SEVERAL: Final = ("nomn", "plur")


def find_again(tokens: Tokens, spans: list[Span], *, recognition: Recognition) -> list[Span]:
    """Find a name of the document where the model missed it, and the words of people by themselves.

    What is a common word, too, is the name where its capital means something. A word that is
    believed less than what is looked for gives way: «[Мороза]» to «Деда Мороза».
    """
    sources: dict[tuple[str, ...], Span] = {}
    capitals = set(tokens.capitals)
    for span in sorted(spans, key=lambda span: -span.score):
        words = tuple(tokens.words[span.start : span.end])
        if span.score < _LEAST_SCORE[span.type]:
            continue
        if capitals.issuperset(range(span.start, span.end)):
            sources.setdefault(words, span)
        if span.type == "PER" and len(words) > 1:
            # «Кеннеди» of «Роберта Кеннеди-младшего» as well
            parts = [part for word in words for part in (word, *word.split("-")[:-1])]
            for word in filter(_is_telling, parts):
                sources.setdefault((word,), span)
            if _may_be_surname(words[-1]):
                sources.setdefault(words[-1:], span)
    announced = set(_announced(tokens, spans))
    lone = [span for span in spans if span.type == "PER" and span.end - span.start == 1]
    weak = {span for span in lone if span.score < _LEAST_SCORE["PER"]}
    weak.update(_halves(tokens, lone, sources))
    taken = covered(spans) - covered(weak)
    # Few free words begin like any of the names, and those names alone are looked for.
    small = any(not words[0][0].isupper() for words in sources)
    indexes = range(len(tokens)) if small else tokens.capitals
    free = {tokens.words[index][:2] for index in indexes if index not in taken}
    free = set(map(plain, free))
    beginnings = Beginnings(
        [Pattern(words, span) for words, span in sources.items() if plain(words[0][:2]) in free]
    )
    starts = beginnings.starts(tokens, taken)
    patterns = beginnings.patterns(tokens, starts)
    matches = list(find_patterns(tokens, patterns, starts, taken))
    begun_small = _small_beginnings(tokens) if matches else frozenset()
    found = [
        _found_again(known.source, start, end)
        for start, end, known in matches
        if _is_meant(tokens, start, known, begun_small)
        and not (known.source.type == "LOC" and is_direction(tokens, start, end))
        and (
            known.source.type != "ORG"
            or known.words in announced
            or _is_believed(tokens, start, end, recognition)
        )
    ]
    taken |= covered(found)
    found += _in_latin(
        tokens, {words: span for words, span in sources.items() if span.type == "PER"}, taken
    )
    if not found:
        return spans
    held = covered(found)
    kept = [
        span for span in spans if span not in weak or held.isdisjoint(range(span.start, span.end))
    ]
    return in_order([*kept, *found])


def _is_believed(tokens: Tokens, start: int, end: int, recognition: Recognition) -> bool:
    """Whether the model believes at all in an organization that is named elsewhere."""
    least = _LEAST_BELIEVED_AGAIN / (2 if follows_quote(tokens, start) else 1)
    return end - start > 1 or recognition.chance(start, end, "ORG") >= least


def _announced(tokens: Tokens, spans: Iterable[Span]) -> Iterator[tuple[str, ...]]:
    """Yield what organizations are called in the brackets after them: «(далее — «Ветер»)»."""
    ends = {span.end for span in spans if span.type == "ORG"}
    opened = {
        index
        for index, word in enumerate(tokens.words if ends else ())
        if word == "(" and not ends.isdisjoint((index, index - 1))
    }
    for span in spans if opened else ():
        if not opened.isdisjoint(range(span.start - _FARTHEST_ANNOUNCED, span.start)):
            yield tuple(tokens.words[span.start : span.end])


def _halves(
    tokens: Tokens, lone: Iterable[Span], names: Mapping[tuple[str, ...], Span]
) -> Iterator[Span]:
    """Yield the words that are a person's name with one beside: «[Шакро] Молодого»."""
    pairs = [
        (span, first)
        for span in lone
        for first in (span.start - 1, span.start)
        if first >= 0
        and first + 1 < len(tokens)
        and all(word[0].isupper() for word in tokens.words[first : first + 2])
        and near(tokens, first, first + 1)
    ]
    # To read a word that no dictionary holds takes longer than to see that no name begins so.
    begun = {_letters(tokens.words[first : first + 2]) for _, first in pairs}
    whole = {
        pair
        for words, source in (names.items() if pairs else ())
        if source.type == "PER" and len(words) == 2 and _letters(words) in begun
        for pair in product(*map(lemmas, words))
    }
    for span, first in pairs if whole else ():
        if not whole.isdisjoint(product(*map(lemmas, tokens.words[first : first + 2]))):
            yield span


def _letters(words: Sequence[str]) -> str:
    """Return how words begin, which their case forms have in common."""
    return plain(" ".join([word[:SHORTEST_BEGINNING] for word in words]))


def _found_again(source: Span, start: int, end: int) -> Span:
    return replace(source, start=start, end=end, score=source.score * _TRUST_FOUND_AGAIN)


def _in_latin(
    tokens: Tokens, people: Mapping[tuple[str, ...], Span], taken: set[int]
) -> Iterator[Span]:
    """Yield where people of the document stand in Latin letters: «Джо Роган», «Joe Rogan»."""
    free = [
        index
        for index in tokens.capitals
        if index not in taken and len(tokens.words[index]) > 2 and tokens.words[index].isascii()
    ]
    if not free:
        return
    sounds: dict[str, Span] = {}
    for known, span in people.items():
        name = " ".join(known).lower()
        if not is_latin(name) and (heard := sound(name)):
            sounds.setdefault(heard, span)
    done, unread = 0, frozenset(free)
    for index in free:
        for length in (3, 2, 1):
            end = index + length
            words = tokens.words[index:end]
            if (
                index >= done
                and end <= len(tokens)
                and all(word.isascii() and word[0].isupper() for word in words)
                and near(tokens, index, end - 1)
                and (source := sounds.get(sound(" ".join(words).lower()) or ""))
            ):
                # «Бёрт Седов», «Burt Siedow»: the surname may sound otherwise.
                first = length == 1 < source.end - source.start
                if first and sound(words[0].lower()) == sound(tokens.words[source.start].lower()):
                    end += end in unread and near(tokens, index, end)
                yield _found_again(source, index, end)
                done = end


@remembered(WORDS)
def _is_telling(word: str) -> bool:
    """Whether a word of a person's name tells who is meant."""
    own = labels(word)
    if "Surn" in own:
        return True
    return len(word) > 2 and word[0].isupper() and not own and not is_common(word)


def _may_be_surname(word: str) -> bool:
    """Whether a word that may be anything ends a name as a surname does: «Мо [Фара]»."""
    return len(word) > 2 and word.istitle() and not word.isascii() and not is_post(word)


def _small_beginnings(tokens: Tokens) -> frozenset[str]:
    """Return how the words in small letters begin."""
    return frozenset(plain(word[:_BEGINNING]) for word in set(tokens.words) if word.islower())


def _is_meant(tokens: Tokens, start: int, known: Pattern, small: frozenset[str]) -> bool:
    """Whether a word or more are the name: what is a common word, too, has to show it."""
    if len(known.words) > 1 or known.source.type != "PER" or _is_telling(known.words[0]):
        return _is_distinct(known) or is_inside_sentence(tokens, start)
    if known.source.end - known.source.start == 1:
        if _is_distinct(known) or is_inside_sentence(tokens, start):
            return True
    elif _is_someone(tokens, start):
        return True
    return _is_only_name(tokens, start, small)


def _is_only_name(tokens: Tokens, index: int, small: frozenset[str]) -> bool:
    """Whether a common word at a sentence's head is a name, since it stands nowhere small.

    «Гриб поехал» where nobody eats «грибы», but not «Лето было», «Фары машины».
    """
    if is_inside_sentence(tokens, index) or plain(tokens.words[index][:_BEGINNING]) in small:
        return False
    known = known_readings(tokens.words[index])
    after = tokens.words[index + 1] if index + 1 < len(tokens) else ""
    others = known_readings(after)
    return not (
        any(
            one.part == "other" or one.gender == "neut" or (one.case, one.number) == _SEVERAL
            for one in known
        )
        or all(one.number == "plur" for one in known)
        or any((one.part, one.case) == ("noun", "gent") for one in others[:1])
        or any(
            one.part == "adjective" and other.part == "noun" and agree(one, other)
            for one in known
            for other in others
        )
    )


def _is_someone(tokens: Tokens, index: int) -> bool:
    """Whether a common word is somebody: «тренер Фары», «Лето услышал»; no «Короткий путь»."""
    known = known_readings(tokens.words[index])
    if all(one.part == "other" for one in known):
        return False
    after = tokens.words[index + 1] if index + 1 < len(tokens) else ""
    nouns = known_readings(after)
    if any(
        one.part == "adjective" and other.part == "noun" and agree(one, other)
        for one in known
        for other in nouns
    ):
        return False
    if is_inside_sentence(tokens, index):
        return tokens.words[index - 1] not in CLOSING_QUOTES
    if not is_verb(after):
        return False
    verb = nouns[0]
    subjects = [one for one in known if one.case == "nomn" and one.part == "noun"]
    if verb.number != "sing" or plain(verb.lemma) in SAYINGS:
        return plain(verb.lemma) in SAYINGS
    # No summer is masculine: «Лето услышал».
    return verb.gender is not None and all(one.gender != verb.gender for one in subjects)


def _is_distinct(known: Pattern) -> bool:
    """Whether a name cannot be mistaken for a common word with a capital letter."""
    first, *others = known.words
    if others:
        return True
    if known.source.end - known.source.start > 1:
        return "Surn" in labels(first) or not known_readings(first)
    return len(first) > 1 and (first.isupper() or not is_common(first))
