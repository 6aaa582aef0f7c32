"""Schools, hospitals and offices by number or town: «школа № 8 г. Курска», «лицей пос. Лесной»."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.kind_nouns import (
    BODIES_WITH_COMPLEMENTS,
    NUMBERED_BODIES,
    NUMBERED_CHILDRENS,
    NUMBERED_OFFICES,
    NUMBERED_UNITS,
    OFFICES_OF_TOWNS,
    SEATED,
    SHORT_SETTLEMENTS,
    TOLD_OF_TOWNS,
)
from ruentities.language.morphology import agree, every_form, known_readings
from ruentities.repair.ground import apart, is_verb, may_be_genitive
from ruentities.repair.marks import closing_mark, is_form_of_body, opens
from ruentities.text.marks import CLOSING_QUOTES, is_dot, near, stands_in_quotes
from ruentities.text.spans import Span, covered, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruentities.text.segmentation import Tokens

# Chance that a body's noun with a number or a town is a name where the model missed it; set by eye.
_TRUST: Final = 0.9
_CITY: Final = frozenset(("г", "гор"))
# «дом культуры с. Лог»
_OFFICES: Final = (
    BODIES_WITH_COMPLEMENTS
    | NUMBERED_BODIES
    | NUMBERED_CHILDRENS
    | OFFICES_OF_TOWNS
    | SEATED
    | TOLD_OF_TOWNS
    | frozenset("дворец дом совет хозяйство".split())
)
# Who gave a passport, with all that tells where: «УФМС России по Тульской обл. в Ленинском районе».
_PASSPORT_OFFICES: Final = frozenset("ОФМС ОУФМС УФМС ФМС".split())
_OF_WHERE: Final = "по"
_WHERE: Final = frozenset(("в", "во", _OF_WHERE))
_DEPARTMENT: Final = "отдел"
_TWO_LETTERS: Final = frozenset((("г", "о"), ("м", "о"), ("р", "п")))
# «отделение почтовой связи № 5», «отдел полиции № 3»
_MOST_GENITIVES: Final = 2
# «центральная городская клиническая больница № 3»
_MOST_ADJECTIVES: Final = 3
# What tells the kind of a school or hospital: no «наша школа № 5».
_KIND: Final = re.compile(
    "(?i:вечерн|воскресн|городск|детск|инфекционн|клиническ|коррекционн|краев|межрайонн|музыкальн"
    "|начальн(?!ик)|областн|общеобразовательн|основн|пожарн|психиатрическ|районн|республиканск|сельск"
    "|специальн|спортивн|средн|стоматологическ|судебн|художественн|центральн)[а-яё]+"
    "|[А-ЯЁ][а-яё-]+[сц]к[а-яё]{2,3}"
)
# «КОГПОБУ», «ГАУДО»
_FORM: Final = re.compile("[А-ЯЁ]{1,6}(?:АУ|БУ|КУ|ОУ|УЗ|УДО|БУК)")
# «Лицей № 4 имени Героя Советского Союза И. П. Седова»
_LONGEST_QUOTED: Final = 20
_CHILDRENS: Final = re.compile("(?i:детск|судебн)[а-яё]+")


def with_offices(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Add bodies that their number or town tells, and make whole what the model cut.

    «детский сад № 40», «отдел полиции № 3», «администрация с. Лог». Whose they are is joined
    afterwards.
    """
    spans = _with_quoted(tokens, spans)
    alone = [span for span in spans if not span.nested]
    found = [*_numbered(tokens), *_of_passports(tokens), *_of_towns(tokens, alone)]
    if not found:
        return spans
    owners = {index: span for span in alone for index in range(span.start, span.end)}
    new: list[Span] = []
    gone: set[Span] = set()
    for one in found:
        held = {owners[index] for index in range(one.start, one.end) if index in owners}
        if all(span.type == "ORG" for span in held):
            start = min([one.start, *(span.start for span in held)])
            end = max([one.end, *(span.end for span in held)])
            new.append(Span(start, end, "ORG", max([_TRUST, *(span.score for span in held)])))
            gone |= held
    nested = [span for span in spans if span.nested]
    whole = apart([*(span for span in alone if span not in gone), *new])
    return in_order([*whole, *nested])


def _with_quoted(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Make whole what the quotes after a legal form hold: «ГБУЗ «[Больница им. Н. Н. Седова]»».

    Towns and people that the model found in it are nested.
    """
    found = list(_after_forms(tokens))
    if not found:
        return spans
    inside = {index: whole for whole in found for index in range(whole.start, whole.end)}
    borders = {(span.start, span.end) for span in spans}
    held = [inside.get(span.start) or inside.get(span.end - 1) for span in spans]
    crossed = {
        whole for whole, span in zip(held, spans, strict=True) if whole and not whole.holds(span)
    }
    # What is in a longer name already is not named once more.
    within = {index for span in spans for index in range(span.start + 1, span.end)}
    new = {
        whole
        for whole in found
        if whole not in crossed
        and (whole.start, whole.end) not in borders
        and whole.start not in within
    }
    kept: list[Span] = []
    for whole, span in zip(held, spans, strict=True):
        if whole not in new:
            kept.append(span)
        elif _stays_inside(tokens, span):
            kept.append(replace(span, nested=True))
    return in_order([*kept, *new])


def _stays_inside(tokens: Tokens, span: Span) -> bool:
    if span.type == "PER":
        return span.end - span.start > 1
    return (
        span.type == "LOC"
        and not stands_in_quotes(tokens, span)
        and may_be_genitive(tokens.words[span.start])
    )


def _after_forms(tokens: Tokens) -> Iterator[Span]:
    following = [*tokens.words[1:], ""]
    for index in tokens.capitals:
        if following[index] not in CLOSING_QUOTES:
            continue
        word, opening = tokens.words[index], index + 1
        if opening + 1 == len(tokens) or not opens(tokens, opening):
            # «"Север ООО" и "Юг"»
            continue
        if not is_form_of_body(tokens, index) and not _FORM.fullmatch(word):
            continue
        closing = closing_mark(tokens, opening, len(tokens), _LONGEST_QUOTED)
        if closing is None:
            continue
        words = tokens.words[opening + 1 : closing]
        if len(words) > 1 and words[0][0].isupper() and not any(map(is_verb, words)):
            yield Span(opening + 1, closing, "ORG", _TRUST)


def is_of_town(tokens: Tokens, body: Span, town: Span) -> bool:
    """Whether a shortened word joins a body to its town: «школа № 8 [г. Курска]».

    «Прокуратура края г. Тула» may be where it sits: unless its noun or its number stands right
    before, a city has to be in the genitive.
    """
    if (body.type, town.type) != ("ORG", "LOC") or stands_in_quotes(tokens, body):
        return False
    start = _start_of_settlement(tokens, town.start)
    # The model may have left the shortened word in the body: «администрация [г.]о. Химки».
    if not start <= body.end < town.start or not near(tokens, start - 1, town.start):
        return False
    last = tokens.words[start - 1]
    if last.isdigit() or _is_office(last):
        return True
    return any(map(_is_office, tokens.words[body.start : body.end])) and (
        tokens.words[start] not in _CITY or may_be_genitive(tokens.words[town.start])
    )


def gives_passports(tokens: Tokens, body: Span, place: Span) -> bool:
    """Whether a place is where a passport's office is: «УФМС России [по г. Москве]».

    «В» may say where something happened, unless a department or «по» stands before it: not «ФМС
    задержала в [Сочи]», but «отдел УФМС в [Сочи]».
    """
    if (body.type, place.type) != ("ORG", "LOC") or body.end > place.start:
        return False
    words = tokens.words[body.start : body.end]
    if _PASSPORT_OFFICES.isdisjoint(words):
        return False
    start = _start_of_settlement(tokens, place.start)
    if tokens.words[start - 1] in _WHERE:
        start -= 1
        if tokens.words[start] != _OF_WHERE and not (
            _OF_WHERE in words or words[0].lower().startswith(_DEPARTMENT)
        ):
            return False
    return start <= body.end < place.start and near(tokens, start - 1, place.start)


def _of_passports(tokens: Tokens) -> Iterator[Span]:
    if tokens.plain_words.isdisjoint(map(str.lower, _PASSPORT_OFFICES)):
        return
    for index in tokens.capitals:
        if tokens.words[index] in _PASSPORT_OFFICES:
            yield Span(index, index + 1, "ORG", _TRUST)


def _start_of_settlement(tokens: Tokens, index: int) -> int:
    """Return where the shortened word before a town begins, or ``index``: «[г. о.] Шахты»."""
    start = index - 1 - is_dot(tokens, index - 1)
    if start < 0:
        return index
    if start > 1 and is_dot(tokens, start - 1):
        pair = (tokens.words[start - 2], tokens.words[start])
        if pair in _TWO_LETTERS:
            return start - 2
    dotted = is_dot(tokens, start + 1) and start + 1 < index
    return start if dotted and tokens.words[start] in SHORT_SETTLEMENTS else index


def _is_office(word: str) -> bool:
    return word in NUMBERED_OFFICES or plain(word) in every_form(_OFFICES)


def _numbered(tokens: Tokens) -> Iterator[Span]:
    """Yield what a noun and a number name: «городская больница № 3», «СОШ №12»."""
    if "№" not in tokens.text:
        return
    for index, word in enumerate(tokens.words):
        if word != "№" or not 0 < index < len(tokens) - 1:
            continue
        noun = _noun_before(tokens, index)
        end = _end_of_number(tokens, index + 1)
        if end is not None and noun is not None:
            start = _with_kinds(tokens, noun)
            if near(tokens, start, index + 1):
                yield Span(start, end, "ORG", _TRUST)
                if any(one.number == "plur" for one in known_readings(tokens.words[noun])):
                    yield from _further(tokens, end)


def _further(tokens: Tokens, joint: int) -> Iterator[Span]:
    """Yield the further numbers of several bodies: «школ № 5[, № 7] и [№ 12]»."""
    while joint + 2 < len(tokens) and tokens.words[joint] in (",", "и"):
        mark = joint + 1
        if tokens.words[mark] != "№" or not near(tokens, joint - 1, mark + 1):
            return
        end = _end_of_number(tokens, mark + 1)
        if end is None or _counts(tokens, end):
            return
        yield Span(mark, end, "ORG", _TRUST)
        joint = end


def _counts(tokens: Tokens, index: int) -> bool:
    """Whether a number is of what stands after it: «№ 9 [автобуса]», «№ 12 [Иванов]»."""
    if index >= len(tokens) or index in tokens.breaks:
        return False
    word = tokens.words[index]
    if word in SHORT_SETTLEMENTS:
        return False
    known = known_readings(word)
    return word[0].isupper() or (bool(known) and all(one.part == "noun" for one in known))


def _end_of_number(tokens: Tokens, index: int) -> int | None:
    """Return the index after a number and its letter, «17[а]», «17[-б]», or None."""
    if not tokens.words[index].isdigit():
        return None
    end = index + 1
    if end >= len(tokens) or tokens.gap(end) or end in tokens.breaks:
        return end
    hyphen = tokens.words[end] == "-" and end + 1 < len(tokens) and not tokens.gap(end + 1)
    letter = tokens.words[end + hyphen]
    if not letter[0].isalnum():
        return end
    return end + hyphen + 1 if len(letter) == 1 and letter.isalpha() else None


def _noun_before(tokens: Tokens, index: int) -> int | None:
    """Return where the noun of a body with a number stands, genitives after it, or None."""
    before = index - 1
    word = tokens.words[before]
    if word in NUMBERED_OFFICES or plain(word) in every_form(NUMBERED_BODIES):
        return before
    if plain(word) in every_form(NUMBERED_CHILDRENS):
        told = before > 0 and _CHILDRENS.fullmatch(tokens.words[before - 1])
        return before if told else None
    for place in range(before, max(0, before - _MOST_GENITIVES), -1):
        if not any(one.case == "gent" for one in known_readings(tokens.words[place])):
            return None
        if plain(tokens.words[place - 1]) in every_form(NUMBERED_UNITS):
            return place - 1
    return None


def _of_towns(tokens: Tokens, spans: list[Span]) -> Iterator[Span]:
    """Yield the nouns that the model left out before a town: «[администрация] с. Лог»."""
    held = covered(spans)
    for span in spans:
        if span.type != "LOC":
            continue
        noun = _start_of_settlement(tokens, span.start) - 1
        if noun < 0 or noun + 1 == span.start or noun in held:
            continue
        word = plain(tokens.words[noun])
        start = _with_kinds(tokens, noun)
        if word not in every_form(OFFICES_OF_TOWNS) and (
            start == noun or word not in every_form(TOLD_OF_TOWNS)
        ):
            continue
        one = any(reading.number == "sing" for reading in known_readings(word))
        if one and near(tokens, start, span.start):
            yield Span(start, noun + 1, "ORG", _TRUST)


def _with_kinds(tokens: Tokens, noun: int) -> int:
    """Return the index of the first adjective before a noun that tells its kind or town."""
    start = noun
    known = known_readings(tokens.words[noun])
    while start > max(0, noun - _MOST_ADJECTIVES):
        word = tokens.words[start - 1]
        if start in tokens.breaks or not _KIND.fullmatch(word):
            break
        if not tokens.words[noun].isupper() and not any(
            one.part == "adjective" and agree(one, other)
            for one in known_readings(word)
            for other in known
        ):
            break
        start -= 1
    return start
