"""Rules for where a name begins and ends: addresses, edges, adjectives."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.kind_nouns import (
    BODIES_WITH_COMPLEMENTS,
    CROSSINGS,
    SETTLEMENTS,
    SHORT_SETTLEMENTS,
)
from ruentities.language.listed_words import listed_type
from ruentities.language.morphology import every_form, known_readings, readings
from ruentities.language.names_table import built_in_aliases
from ruentities.repair.adjectives import end_of_phrase
from ruentities.repair.columns import parted
from ruentities.repair.complements import end_of_complements, with_their_beginnings
from ruentities.repair.ground import (
    EDGE_WORDS,
    RUSSIA,
    before_next,
    begins_after_initial,
    is_inside_sentence,
    is_like_adjective,
    is_reported_to,
    is_verb,
    labels,
    may_be_genitive,
    moved,
)
from ruentities.repair.marks import take_outer_quotes
from ruentities.repair.matching import lemma_key
from ruentities.repair.told import find_told
from ruentities.repair.units import with_units
from ruentities.text.marks import is_dot, is_initial, is_initial_dot, stands_in_quotes
from ruentities.text.segmentation import is_word
from ruentities.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.kinds import Type
    from ruentities.text.segmentation import Tokens

_ADDRESS: Final = re.compile(r"\b(?:[a-z]+://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.\w+", re.I)
# Longer than conjunctions and prepositions.
_LONGEST_SMALL_WORD: Final = 3
_GOING_ON: Final = ([","], [";"], [":"])
# «Петра I»
_NUMERALS: Final = frozenset("IVX")
_DOMAINS: Final = frozenset("ru рф com net org io tv info su".split())
_CORPORATIONS: Final = frozenset(("Co", "Corp", "Inc"))
_TITLES: Final = frozenset(
    f"{word}-{end}" for word in ("г", "гр") for end in "н на ну ном не ка ки ку кой ке не".split()
)
# «северной Индией»
_SIDE: Final = re.compile("(?:северн|южн|западн|восточн|центральн)(?:ая|ой|ую|ый|ого|ому|ом|ым|ое)")
_DISTRICTS: Final = frozenset(("округ", "район"))
# After an adjective they need no complement: not «Красная площадь», «Новая улица», «Старый мост».
_WHOLE_AFTER_ADJECTIVES: Final = _DISTRICTS | frozenset(
    "край море область океан пролив республика".split()
)
_RULING: Final = frozenset(("администрация", "правительство"))
_OF_YEARS: Final = "-лети"
_BANK: Final = frozenset(("банк",))
# Somewhere that is told elsewhere.
_SOMEWHERE: Final = frozenset(
    "региона региону столицы столице республики республике страны стране".split()
)
_LANDS: Final = RUSSIA | {"ДНР", "ЛНР"}
# «Telegram-бот Wallet», «ИИ-стратегии Авито»
_MADE_OF: Final = re.compile("(?:[A-Z][A-Za-z]+|[А-ЯЁ]{2,})-[а-яё]{3,}")
# «московского ГУ», but not «королевских ВВС»
_OF_PLACE: Final = re.compile("(?!королев|военн|сухопут)[а-яё]{3,}ск(?:ий|ого|ому|им|ом|ая|ой|ую)")
# Shortened words at the end of a name, whose dot is the name's.
_DOTTED: Final[dict[Type, tuple[str, ...]]] = {
    "PER": ("мл", "ст"),
    "LOC": ("обл", "респ", "ул", "пер", "пл", "пр", "просп", "наб", "бул"),
    "ORG": ("обл", "респ"),
}


def drop_addresses(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Leave out what lies inside a web or mail address: «http» is no organization."""
    if "://" not in tokens.text and "@" not in tokens.text and "www." not in tokens.text:
        return spans
    addresses = [match.span() for match in _ADDRESS.finditer(tokens.text)]
    ends = [end for _, end in addresses]
    kept = []
    for span in spans:
        # Addresses stand in order and apart: the first that ends later is the one to look at.
        number = bisect_right(ends, tokens.starts[span.start])
        if number == len(ends) or addresses[number][0] >= tokens.ends[span.end - 1]:
            kept.append(span)
    return kept


def trim_edges(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Cut punctuation and small words off the ends: «Сирии и», «Газпром"», «— РИА Новости».

    The dot of «Трамп-мл.» and «Самарская обл.» is the name's.
    """
    trimmed = []
    spans = [part for span in spans for part in parted(tokens, span)]
    for span, ceiling in before_next(tokens, spans):
        start, end = span.start, span.end
        end -= span.type == "PER" and end - start > 1 and begins_after_initial(tokens, end - 1)
        while start < end and _is_edge(tokens.words[start]):
            start += 1
        if span.type == "PER" and end - start > 1:
            start += tokens.words[start].lower() in _TITLES
            start += 2 * _is_answer(tokens, start, end)
        # «За Т. Л. Ерёмину проголосовали»
        if span.type == "PER" and end - start > 1 and not is_inside_sentence(tokens, start):
            start += len(tokens.words[start]) > 1 and tokens.words[start].lower() in EDGE_WORDS
        while end > start and _is_edge(tokens.words[end - 1]):
            if is_initial_dot(tokens, end - 1) and end - 1 > start + 1:
                break
            end -= 1
        if start < end:
            # «в Елец ночью»
            end -= span.type == "LOC" and end - start > 1 and _is_adverb(tokens.words[end - 1])
            last = tokens.words[end - 1].rpartition("-")[2]
            # «Седов г. Омск»
            shortened = last == "г" or (span.type != "PER" and last in SHORT_SETTLEMENTS)
            if shortened and end - start > 1 and is_dot(tokens, end):
                # «УФМС России по [гор. Москве]»
                end -= 1 + (end - start > 2 and _is_edge(tokens.words[end - 2]))
            dotted = end < ceiling and is_dot(tokens, end)
            dotted = dotted and (
                _has_dot(span.type, last, alone=end - start == 1)
                or (span.type == "PER" and end - start > 1 and _is_shortened(tokens, end - 1))
            )
            trimmed.append(moved(span, start, end + dotted))
    return trimmed


def _has_dot(kind: Type, word: str, *, alone: bool) -> bool:
    """Whether a name's last word is shortened: «Тверская обл.», «Alina K.»."""
    initial = kind == "PER" and is_initial(word) and word not in _NUMERALS
    return word.lower() in _DOTTED[kind] or (initial and not alone)


def _is_shortened(tokens: Tokens, index: int) -> bool:
    """Whether the full stop of a person's short last word ends no sentence: «Котов Ёр., повар»."""
    word, after = tokens.words[index], tokens.words[index + 2 : index + 3]
    return word.istitle() and len(word) <= _LONGEST_SMALL_WORD and after in _GOING_ON


def _is_answer(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a name begins with a sentence of one word, which is none: «Да. Костя»."""
    return (
        end - start > 2
        and is_dot(tokens, start + 1)
        and not is_initial_dot(tokens, start + 1)
        and bool(known := known_readings(tokens.words[start]))
        and all(one.part == "other" for one in known)
    )


def _without_strangers(tokens: Tokens, span: Span) -> list[Span]:
    """Cut off what is beside a name: «[ИИ-отдел] Авито», «МВД [по региону]», «Тверь [спит]».

    «московский» before an abbreviation says where the body is. A place is parted from the land
    that it is in: «[Лоухский округ] [Карелии]».
    """
    if span.type == "PER" or stands_in_quotes(tokens, span):
        return [span]
    words, start, end = tokens.words, span.start, span.end
    while end - start > 1 and is_verb(words[end - 1]):
        end -= 1
    if span.type == "LOC":
        start, end = _place_alone(tokens, start, end)
        if start == end:
            return []
    if span.type == "ORG" and end - start > 1 and words[end - 1] in _SOMEWHERE:
        # «ГУ МВД по региону», «Минстрой области»
        end -= 1 + (words[end - 2] in EDGE_WORDS and end - start > 2)
    if span.type == "ORG" and end - start > 1:
        if plain(words[start]) in every_form(_BANK):
            start += _is_banks_own(words[start + 1])
        # «в честь 183-летия Сбера»
        start += _OF_YEARS in words[start]
        if "по" in words[start + 1 : end - 1]:
            end = _before_subject(words, start, end)
    if end - start > 1 and (
        (_MADE_OF.fullmatch(words[start]) and words[start + 1][0].isupper())
        or (_OF_PLACE.fullmatch(words[start]) and words[start + 1].isupper())
    ):
        start += not _is_body(words[start])
    if end - start > 1 and (
        _is_land_of(tokens, end - 1) if span.type == "LOC" else is_reported_to(tokens, end - 1)
    ):
        return [moved(span, start, end - 1), moved(span, end - 1, end)]
    return [moved(span, start, end)]


def _place_alone(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Return the borders of a place without common nouns beside it.

    «перекрёстке [Невского проспекта]», «деревне [Лапино]», «[Подольске] собаку». What has no
    capital and is no place's name is none.
    """
    words = tokens.words
    if all(map(str.islower, words[start:end])) and words[start].isalpha():
        listed = end - start == 1 and (_is_town(words[start]) or listed_type(words[start]))
        if (
            not listed
            and not (end - start > 1 and _SIDE.fullmatch(words[start]))
            and not words[start].isascii()
        ):
            return start, start
    if end - start > 1 and all(map(str.islower, words[start + 1 : end])):
        if _is_town(words[start]):
            return start, start + 1
        return start, min(end, start + 2) if _is_whole_place(*words[start : start + 2]) else end
    first = plain(words[start])
    if end - start > 1 and words[start + 1][0].isupper():
        beside = first in every_form(CROSSINGS) or (
            first in every_form(SETTLEMENTS) and "Surn" not in labels(words[start + 1])
        )
        start += beside or _SIDE.fullmatch(words[start]) is not None
    return start, end


def _is_whole_place(first: str, noun: str) -> bool:
    """Whether an adjective and its noun are all of a place: «в [Приморском крае] реки»."""
    return plain(noun) in every_form(_WHOLE_AFTER_ADJECTIVES) and any(
        one.part == "adjective" for one in readings(first)
    )


def _is_town(word: str) -> bool:
    """Whether a word is a place's name and no adjective."""
    known = known_readings(word)
    return (
        any("Geox" in one.labels for one in known)
        and all(one.part == "noun" for one in known)
        and not is_like_adjective(word)
    )


def _before_subject(words: Sequence[str], start: int, end: int) -> int:
    """Return where a name ends that has no subject: «политика [администрации США] по Украине».

    Nor has one in Latin letters: «партнёр [Acme Research] по консалтингу».
    """
    index = words.index("по", start, end)
    rules = plain(words[start]) in every_form(_RULING) and words[index + 1][0].isupper()
    return index if rules or "".join(words[start:index]).isascii() else end


def _is_banks_own(word: str) -> bool:
    """Whether a word is what a bank is called: «банк [Точка]», but «Банк Англии»."""
    known = known_readings(word)
    return (
        word[0].isupper()
        and listed_type(word) != "LOC"
        and (not known or any((one.case, one.number) == ("nomn", "sing") for one in known))
    )


def _is_body(word: str) -> bool:
    return plain(word.rpartition("-")[2]) in every_form(BODIES_WITH_COMPLEMENTS)


def _is_land_of(tokens: Tokens, index: int) -> bool:
    """Whether a word is a land in the genitive, right after a district or a town."""
    before, word = tokens.words[index - 1 : index + 1]
    if not may_be_genitive(word) or not before.isalpha() or before.isascii():
        return False
    listed = built_in_aliases().entry("LOC", lemma_key(tokens, Span(index, index + 1, "LOC", 1.0)))
    if listed is None or not (listed.subdivision or word in _LANDS):
        return False
    if before.islower():
        return plain(before) in every_form(_DISTRICTS)
    return not any(one.part == "adjective" or not one.labels for one in readings(before))


def _is_adverb(word: str) -> bool:
    """Whether a small word, which may be a noun, too, says when or how: «ночью», «зимой»."""
    known = known_readings(word) if word.islower() else ()
    return len(word) > _LONGEST_SMALL_WORD and bool(known) and known[0].part == "other"


def take_edges(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A body takes along what it is and what is glued to it: «театр [комедии имени Акимова]».

    A plus or a domain without a space goes with it: «БРИКС+», «hh.ru». Digits are a date that has
    lost its line end: «захватили ВСУ23 января». What is no part of it stays behind:
    «столичное [ГУ МЧС]».
    """
    alone = [part for span in spans for part in _without_strangers(tokens, span)]
    told = take_outer_quotes(tokens, find_told(tokens, with_units(tokens, alone)))
    begun = with_their_beginnings(tokens, told)
    whole = [
        moved(span, span.start, end_of_complements(tokens, span, ceiling))
        if span.type == "ORG"
        else span
        for span, ceiling in before_next(tokens, begun)
    ]
    return [
        moved(span, span.start, _end_of_glued(tokens, span, ceiling))
        for span, ceiling in before_next(tokens, whole)
    ]


def _end_of_glued(tokens: Tokens, span: Span, ceiling: int) -> int:
    end = span.end
    if end >= ceiling or tokens.gap(end) or span.type != "ORG":
        return end
    word = tokens.words[end]
    if word == "." and tokens.words[end - 1] in _CORPORATIONS:
        # The dot of «Acme Corp. Потом» is the sentence's.
        return end + (end + 1 == len(tokens) or not tokens.words[end + 1][0].isupper())
    if word == "." and end + 1 < ceiling and not tokens.gap(end + 1):
        return end + 2 * (tokens.words[end + 1].lower() in _DOMAINS)
    if word != "+" or (
        end + 1 < len(tokens) and not tokens.gap(end + 1) and tokens.words[end + 1].isalnum()
    ):
        return end
    return end + 1


def finish_adjectives(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """No name of several words ends in an adjective whose noun follows: «Управление внешней».

    The annotators of all four corpora hardly ever part the two. A place of one word may be an
    adjective in some of them: «российский суд».
    """
    finished = []
    for span, ceiling in before_next(tokens, spans):
        end = span.end
        if span.type == "ORG" or (span.type == "LOC" and span.end - span.start > 1):
            word = tokens.words[end - 1]
            found = readings(word) if word.islower() else known_readings(word)
            end = end_of_phrase(tokens, found, end, ceiling)
        finished.append(moved(span, span.start, end))
    return finished


def _is_edge(word: str) -> bool:
    return word in EDGE_WORDS or not (word[0].isalnum() or is_word(word))
