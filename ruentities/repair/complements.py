"""How far a body's name goes in small letters: «[театр] юного зрителя», «Совет мира [и труда]»."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.kind_nouns import (
    BODIES_WITH_COMPLEMENTS,
    HONOURS,
    NO_COMPLEMENTS,
    NO_SUBJECTS,
    SHORT_SETTLEMENTS,
)
from ruentities.language.morphology import every_form, known_readings
from ruentities.language.remembered import WORDS, remembered
from ruentities.language.word_lists import DEDICATED, POSTS
from ruentities.repair.ground import moved
from ruentities.text.marks import is_dot, near, stands_in_quotes

if TYPE_CHECKING:
    from ruentities.kinds import Case
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

# Adjectives before a noun: «высшего профессионального образования».
_MOST_ADJECTIVES: Final = 3
_OBJECTS: Final[dict[str, Case]] = {"в": "loct", "с": "ablt"}
# «следственный отдел на транспорте»
_ON_TRANSPORT: Final = ["на", "транспорте"]
# «обращения с военнопленными», «расследованию инцидентов с безопасностью»
_DOINGS: Final = ("нию", "ния", "ний", "ниям", "связям", "инцидентов")
_GENITIVE: Final[frozenset[Case]] = frozenset(("gent",))
_DATIVE: Final[frozenset[Case]] = frozenset(("datv",))


def end_of_complements(tokens: Tokens, span: Span, ceiling: int) -> int:
    """Return the index after what else a body's name says of what it does.

    Args:
        tokens: The whole text.
        span: The name as it was found.
        ceiling: Index of the token where the next name begins.
    """
    end = span.end
    if end >= ceiling or stands_in_quotes(tokens, span) or not _is_body(tokens, span):
        return end
    if tokens.words[end : end + 2] == _ON_TRANSPORT and end + 2 <= ceiling:
        return end + 2
    last = tokens.words[end - 1]
    # Of «810-й бригады и спецназа» the second is another body.
    cases = frozenset() if plain(last) in every_form(BODIES_WITH_COMPLEMENTS) else _cases(last)
    if tokens.words[end] == "по":
        subject = _subject(tokens, end, ceiling)
        if subject == end:
            return end
        end, cases = subject, _DATIVE
    elif not _cases(last):
        return end
    return _with_joined(tokens, end, ceiling, cases)


def _is_body(tokens: Tokens, span: Span) -> bool:
    bodies = every_form(BODIES_WITH_COMPLEMENTS)
    return any(plain(word) in bodies for word in tokens.words[span.start : span.end])


def _subject(tokens: Tokens, end: int, ceiling: int) -> int:
    """Return the index after «по» and what a body is for, or ``end``."""
    after = _phrase(tokens, end + 1, ceiling, _DATIVE)
    if after is None or plain(tokens.words[after - 1]) in every_form(NO_SUBJECTS):
        return end
    return after


def _with_joined(tokens: Tokens, end: int, ceiling: int, cases: frozenset[Case]) -> int:
    """Return the index after the items of a list in one case, which ends with «и» and its last."""
    index = end = _with_genitives(tokens, end, ceiling)
    while index + 1 < ceiling and tokens.words[index] in (",", "и"):
        if "gent" in _cases(tokens.words[index - 1]):
            # «по вопросам национальной безопасности, обороны и разведки»
            cases |= _GENITIVE
        after = _phrase(tokens, index + 1, ceiling, cases)
        if after is None:
            return end
        after = _with_genitives(tokens, after, ceiling)
        if tokens.words[index] == "и":
            end = after
        index = after
    return _with_its_object(tokens, end, ceiling)


def _with_its_object(tokens: Tokens, end: int, ceiling: int) -> int:
    """Return the index after what is done in or with: «по регулированию [в энергетике]»."""
    case = _OBJECTS.get(tokens.words[end]) if end + 1 < ceiling else None
    if case is None or not tokens.words[end - 1].endswith(_DOINGS):
        return end
    after = _phrase(tokens, end + 1, ceiling, frozenset((case,)))
    return end if after is None else _with_genitives(tokens, after, ceiling)


def _with_genitives(tokens: Tokens, end: int, ceiling: int) -> int:
    """Return the index after the genitives that follow: «защите [окружающей среды]»."""
    while _cases(tokens.words[end - 1]):
        after = _phrase(tokens, end, ceiling, _GENITIVE)
        if after is None:
            return end
        end = after
    return end


def _phrase(tokens: Tokens, index: int, ceiling: int, cases: frozenset[Case]) -> int | None:
    """Return the index after a noun in one of some cases and the adjectives before it, or None."""
    for place in range(index, min(ceiling, index + _MOST_ADJECTIVES + 1)):
        word = tokens.words[place]
        if not near(tokens, index - 1, place):
            return None
        if not cases.isdisjoint(_cases(word)):
            # «Совет депутатов [пос.] Лесной»
            shortened = word in SHORT_SETTLEMENTS and is_dot(tokens, place + 1)
            return None if shortened or _is_no_complement(word) else place + 1
        if cases.isdisjoint(_cases_of_adjective(word)):
            return None
    return None


@remembered(WORDS)
def _cases(word: str) -> frozenset[Case]:
    """Return the cases in which a small word may be a noun; none where it is likelier no noun."""
    known = known_readings(word) if word.islower() and len(word) > 2 else ()
    if not known or known[0].part != "noun":
        return frozenset()
    return frozenset(one.case for one in known if one.part == "noun" and one.case)


@remembered(WORDS)
def _cases_of_adjective(word: str) -> frozenset[Case]:
    known = known_readings(word) if word.islower() else ()
    return frozenset(one.case for one in known if one.part == "adjective" and one.case)


@remembered(WORDS)
def _is_no_complement(word: str) -> bool:
    """Whether a noun begins something else: another body, its head, the land it is in."""
    known = known_readings(word)[0]
    if known.animate and known.number == "sing":
        return True
    lemma = plain(known.lemma)
    return lemma in _others()


@lru_cache(maxsize=1)
def _others() -> frozenset[str]:
    return frozenset(map(plain, BODIES_WITH_COMPLEMENTS | NO_COMPLEMENTS | POSTS))


def with_their_beginnings(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A noun before may have genitives, each with adjectives: «театр юного зрителя имени …»."""
    if tokens.plain_words.isdisjoint(HONOURS):
        return spans
    begun = []
    floor = 0
    for span in spans:
        start = span.start
        if span.type == "ORG" and not HONOURS.isdisjoint(tokens.words[start + 1 : span.end]):
            start = _start_of_dedicated(tokens, start, floor)
        begun.append(moved(span, start, span.end))
        floor = span.end
    return begun


def _start_of_dedicated(tokens: Tokens, start: int, floor: int) -> int:
    """Return the index of the noun that the genitive at ``start`` belongs to, or ``start``."""
    word = tokens.words[start]
    if not word.islower() or not any(
        (one.part, one.case) == ("noun", "gent") for one in known_readings(word)
    ):
        return start
    index = start - 1
    while index > floor and any(
        (one.part, one.case) == ("adjective", "gent") for one in known_readings(tokens.words[index])
    ):
        index -= 1
    if index < floor or not tokens.breaks.isdisjoint(range(index + 1, start + 1)):
        return start
    nouns = {plain(one.lemma) for one in known_readings(tokens.words[index]) if one.part == "noun"}
    return start if nouns.isdisjoint(DEDICATED) else index
