"""Seats of power: «Кремль» is an organization when it acts, a place when somebody is there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.morphology import known_readings, readings
from ruentities.language.word_lists import (
    EVENT_VERBS,
    PARTS_OF_BUILDINGS,
    SEATS_OF_POWER,
    SENDINGS,
    SPEAKERS,
    TIMES,
    VERBS_OF_PLACE,
)
from ruentities.repair.ground import is_verb
from ruentities.repair.matching import lemma_key, may_have_key

if TYPE_CHECKING:
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

_PREPOSITIONS: Final = frozenset(
    """
    в во возле вокруг до за из изо к ко мимо на над напротив около от перед под у через
    """.split()
)
_GERUND: Final = ("ая", "яя", "уя", "ив", "нув")
_INSIDE: Final = ("в", "во")
# So many tokens after the name is the verb at most: «В Кремле, впрочем, такие слова отвергают».
_NEXT_WORDS: Final = 8
# «заявили 3 июля в Кремле»: so many before it.
_LAST_WORDS: Final = 4
# In the middle of one it follows: «что в Кремле бы не предпочли».
_NEAR: Final = 3
_LONGEST_CLAUSE: Final = 25
_SENTENCE_ENDS: Final = frozenset(".!?…")


def tell_seats(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Tell by its sentence whether a seat of power acts: «Кремль сообщил», «приём в Кремле»."""
    return [
        replace(span, type="ORG" if _acts(tokens, span) else "LOC")
        if span.type != "PER"
        and may_have_key(tokens, span, SEATS_OF_POWER)
        and lemma_key(tokens, span) in SEATS_OF_POWER
        else span
        for span in spans
    ]


def _acts(tokens: Tokens, span: Span) -> bool:
    index = span.start - 1
    before = tokens.words[index].lower() if index >= 0 and span.start not in tokens.breaks else ""
    if before in _PREPOSITIONS:
        # «источник в Кремле», «позвонить в Кремль»: who is there, not where.
        if index and _is_one_of(tokens.words[index - 1], SPEAKERS):
            return True
        if before == "из" and span.end < len(tokens):
            return _is_one_of(tokens.words[span.end], SENDINGS)
        likely = readings(tokens.words[span.end - 1])
        inside = before in _INSIDE and any(reading.case == "loct" for reading in likely)
        return inside and (_acted_before(tokens, index) or _act_after(tokens, index, span.end))
    if before.endswith(_GERUND):
        return False
    if is_verb(before):
        # «Трансляцию вёл Кремль» against «Он покинул Кремль».
        return not _is_one_of(before, VERBS_OF_PLACE)
    return not _is_one_of(before, PARTS_OF_BUILDINGS)


def _acted_before(tokens: Tokens, index: int) -> bool:
    """«сообщили в Кремле», «заявили 3 июля в Кремле»: those who are there act."""
    for word in reversed(tokens.words[max(0, index - _LAST_WORDS) : index]):
        if is_verb(word) and known_readings(word)[0].number:
            return _is_theirs(word)
        if not word.isdigit() and not is_verb(word) and not _is_when(word):
            return False
    return False


def _act_after(tokens: Tokens, index: int, end: int) -> bool:
    """«В Кремле не знают»; at the head of a sentence the verb may come later, after a clause."""
    heads = index == 0 or index in tokens.breaks or tokens.words[index - 1] in _SENTENCE_ENDS
    end, passed = _after_gerund(tokens, end)
    heads = heads or passed
    for place, word in enumerate(tokens.words[end : end + _NEXT_WORDS]):
        if word in _SENTENCE_ENDS or end + place in tokens.breaks:
            return False
        if is_verb(word):
            return _is_theirs(word)
        if not heads and (not word[0].isalpha() or place >= _NEAR):
            return False
        if any(reading.case == "nomn" for reading in readings(word)[:1]) and word[0].isupper():
            # «В Кремле Путин и Лукашенко обсудили договор».
            return False
    return False


def _after_gerund(tokens: Tokens, end: int) -> tuple[int, bool]:
    """Pass over a clause: «в Кремле, комментируя доклад, заявили»."""
    words = tokens.words[end : end + _LONGEST_CLAUSE]
    if len(words) > 1 and words[0] == "," and words[1].endswith(_GERUND):
        for place, word in enumerate(words[2:], start=2):
            if word in _SENTENCE_ENDS:
                break
            if word == "," and is_verb(_word_at(tokens, end + place + 1)):
                return end + place + 1, True
    return end, False


def _word_at(tokens: Tokens, index: int) -> str:
    return tokens.words[index] if index < len(tokens) else ""


def _is_theirs(verb: str) -> bool:
    """Whether a verb is in the plural and not an event's."""
    reading = known_readings(verb)[0]
    return reading.number == "plur" and plain(reading.lemma) not in EVENT_VERBS


def _is_when(word: str) -> bool:
    """«ранее», «июля», «вечером»: what may stand between a verb and where."""
    return any(
        reading.part == "other" or (reading.part == "noun" and plain(reading.lemma) in TIMES)
        for reading in known_readings(word)[:1]
    )


def _is_one_of(word: str, lemmas: frozenset[str]) -> bool:
    return any(plain(reading.lemma) in lemmas for reading in known_readings(word.lower()))
