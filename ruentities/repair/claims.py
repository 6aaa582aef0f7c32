"""The first rule: which of the model's claims are likely enough, and whom it half believes in.

A person missed is a leak. Where the model gives a word a tenth of a chance and the sentence says
that somebody is called so, that is somebody: «мальчик Матео», «песня Земфиры».
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ruentities.language.agreement import is_one_person
from ruentities.language.folding import plain
from ruentities.language.morphology import agree, is_common, known_readings, lemmas, readings
from ruentities.language.names_table import built_in_aliases
from ruentities.language.word_lists import NAME_PARTICLES, SAYINGS, TRIALS
from ruentities.repair.ground import follows_blank, is_inside_sentence, labels, standing
from ruentities.repair.rolls import take_rolls
from ruentities.repair.surnames import is_post
from ruentities.text.marks import CLOSING_QUOTES, LONG_DASHES, is_quoted, near
from ruentities.text.spans import Span, covered, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ruentities.kinds import Type
    from ruentities.recognition.recognize import Recognition
    from ruentities.text.segmentation import Tokens

# Chance of a word to be of a person's name from which on a sign in the sentence decides, and from
# which on the word itself is one, as a first name outside quotes is.
_LEAST_BELIEVED: Final = 0.03
_HALF_BELIEVED: Final = 0.1
# Of two words by themselves, that no dictionary holds; one in two is a person.
_PAIR_BELIEVED: Final = 0.3
# Score of who is taken by a sign; set by eye.
_TRUST_SIGN: Final = 0.5
# «Лжецов» is spelt as lies are; the sentence says that somebody is called so.
_OF_SURNAMES: Final = re.compile("[А-ЯЁ][а-яё]{2,}[оеё]в")
# «Котова-старшего»
_SENIOR: Final = re.compile("-(?:млад|стар)ш(?:ий|его|ему|им|ем|ая|ей|ую)$")
_COPULAS: Final = frozenset("был была стал стала оказался оказалась остался осталась".split())
_JOINTS: Final = frozenset(("и", "или"))
# «задержал «Лешего»»: tokens from the verb to the name.
_VERB_BEFORE: Final = 2
_LONGEST_QUOTED: Final = 3
# Not «летняя София», «многолетняя».
_AGED: Final = re.compile("(?:[-0-9иа]|[нт]осто|^сто)летн", re.I)


def weigh_claims(
    tokens: Tokens, spans: list[Span], *, recognition: Recognition, least: Mapping[Type, float]
) -> list[Span]:
    """Drop what is unlikely, but not who is named inside; take whom the model half believes in.

    «правительство Исама Шарафа» may be no organization, but Исам Шараф is somebody.
    """
    kept = standing([span for span in spans if span.score >= least[span.type]])
    believed = recognition.believed("PER", _LEAST_BELIEVED)
    kept = take_rolls(tokens, _with_told(tokens, kept), believed)
    dropped = [span for span in spans if span.score < least[span.type]]
    inside = [one for span in dropped for one in _named_in(tokens, span)]
    held = covered(kept) | covered(inside)
    found = [*inside, *_half_believed(tokens, [*kept, *inside], held, recognition, believed)]
    return in_order([*kept, *found]) if found else kept


def _with_told(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Make people of those whom courts deal with, and of families, wherever one word names them."""
    lone = [span for span in spans if span.end - span.start == 1 and span.type != "PER"]
    told = [
        tokens.words[span.start]
        for span in lone
        if _is_tried(tokens, span.start)
        or _is_family(tokens, span.start)
        or _is_aged_namesake(tokens, span.start)
    ]
    if not told:
        return spans
    names = frozenset().union(*map(lemmas, told))
    return [
        replace(span, type="PER")
        if span.end - span.start == 1 and not names.isdisjoint(lemmas(tokens.words[span.start]))
        else span
        for span in spans
    ]


def is_aged(tokens: Tokens, index: int) -> bool:
    """Whether an age stands before a word, in its case and gender: «16-летняя София»."""
    before = tokens.words[max(0, index - 1)]
    return (
        index > 0
        and "летн" in before
        and _AGED.search(before) is not None
        and near(tokens, index - 1, index)
        and any(
            agree(one, other)
            for one in readings(before.rpartition("-")[2])
            for other in readings(tokens.words[index])
        )
    )


def _is_aged_namesake(tokens: Tokens, index: int) -> bool:
    """Whether somebody's age stands before a first name that is a town's, too: «5-летняя Вена»."""
    return is_aged(tokens, index) and "Name" in labels(tokens.words[index])


def _is_family(tokens: Tokens, index: int) -> bool:
    """Whether several are called so, in the nominative: «граждане Скрипали»."""
    noun, word = tokens.words[max(0, index - 1)], tokens.words[index]
    plural = ("nomn", "plur")
    return (
        index not in tokens.breaks
        and noun.islower()
        and is_post(noun)
        and {(one.case, one.number) for one in known_readings(noun)} == {plural}
        and any((one.case, one.number) == plural for one in readings(word))
        and not any("Geox" in one.labels for one in known_readings(word))
        and built_in_aliases().find("LOC", word) is None
    )


def _named_in(tokens: Tokens, span: Span) -> Iterator[Span]:
    """Yield who is named in full at the end of what is no name: «Клуб [Олега Седова]»."""
    start = span.end
    while start > span.start and tokens.words[start - 1].istitle():
        start -= 1
    while start < span.end and "Name" not in labels(tokens.words[start]):
        start += 1
    if (
        span.type != "PER"
        and span.end - start > 1
        and near(tokens, start, span.end - 1)
        and is_one_person(tokens.words[start : span.end])
    ):
        yield Span(start, span.end, "PER", _TRUST_SIGN)


def _half_believed(
    tokens: Tokens,
    spans: Sequence[Span],
    held: set[int],
    recognition: Recognition,
    believed: Mapping[int, float],
) -> Iterator[Span]:
    """Yield free words that the model takes for a person's a little, with a sign."""
    people = covered(span for span in spans if span.type == "PER")
    free = [index for index in believed if index not in held and tokens.words[index][0].isupper()]
    called = {index for index in free if _is_called_somebody(tokens, index)}
    # What is an animal or a ship once is one in all the text: «кота Барсика».
    others: frozenset[str] = frozenset()
    if not called:
        named = (index for index in free if _is_of_another(tokens, index))
        others = others.union(*(lemmas(tokens.words[index]) for index in named))
    done = 0
    for index in free:
        word = tokens.words[index]
        beside = not people.isdisjoint((index - 1, index + 1))
        if index < done or beside or len(word) < 2 or not others.isdisjoint(lemmas(word)):
            continue
        chance = believed[index]
        pair = index + 1 not in held and _is_pair(tokens, index, chance, recognition)
        if pair or _has_sign(tokens, index, chance, people, called):
            done = index + 1 + pair
            may_begin = index in called and index - 1 not in held
            start = index - (may_begin and _is_epithet(tokens, index - 1))
            yield Span(start, done, "PER", _TRUST_SIGN)


def _is_pair(tokens: Tokens, index: int, chance: float, recognition: Recognition) -> bool:
    """Whether two words that are nothing else are half believed: «Невероятный Бёрт Уандерстоун»."""
    after = index + 1
    return (
        chance >= _PAIR_BELIEVED
        and after < len(tokens)
        and near(tokens, index, after)
        and all(map(_is_only_name, tokens.words[index : after + 1]))
        and recognition.chance(after, after + 1, "PER") >= _PAIR_BELIEVED
    )


def _is_only_name(word: str) -> bool:
    """Whether the dictionary knows a Russian word as a personal name, or not at all."""
    return (
        word.istitle() and not word.isascii() and (bool(labels(word)) or not known_readings(word))
    ) and not is_common(word)


def _has_sign(
    tokens: Tokens, index: int, chance: float, people: set[int], called: set[int]
) -> bool:
    word = tokens.words[index]
    if not word[0].isupper() or word.isascii() or word.isupper():
        return False
    if chance >= _HALF_BELIEVED and follows_blank(tokens, index):
        return True
    given = "Name" in labels(word) and not _is_of_goods(tokens, index)
    if given and is_aged(tokens, index):
        return True
    if given or not is_common(word) or _OF_SURNAMES.fullmatch(word):
        if index in called:
            return True
        if given and (_is_joined(tokens, index, people) or _speaks(tokens, index)):
            return True
        if _SENIOR.search(word):
            return True
    elif _is_tried(tokens, index):
        return True
    if chance < _HALF_BELIEVED:
        return False
    if chance >= _PAIR_BELIEVED and _is_only_name(word) and _became(tokens, index):
        return True
    if not NAME_PARTICLES.isdisjoint(word.split("-")[1:-1]):
        # «Грин-де-Вальд»
        return True
    return given and not is_common(word) and not _fills_quotes(tokens, index)


def _became(tokens: Tokens, index: int) -> bool:
    """Whether a post and a verb say who got it: «конструктором был Королёв»."""
    return (
        index > 1
        and index not in tokens.breaks
        and tokens.words[index - 1] in _COPULAS
        and is_post(tokens.words[index - 2])
        and any(one.case == "ablt" for one in known_readings(tokens.words[index - 2]))
    )


def _is_of_goods(tokens: Tokens, index: int) -> bool:
    """Whether a first name goes on as no person's name does: «Ладу Гранту»."""
    after = index + 1
    if after >= len(tokens) or not near(tokens, index, after):
        return False
    word = tokens.words[after]
    thing = is_common(word) and not labels(word)
    return word.istitle() and (thing or not is_one_person(tokens.words[index : after + 1]))


def _fills_quotes(tokens: Tokens, index: int) -> bool:
    """Whether nothing but names is quoted: a ship, a film or a rocket may be called so."""
    start, end = index, index + 1
    while start > 0 and index - start < _LONGEST_QUOTED and tokens.words[start - 1].istitle():
        start -= 1
    while end < len(tokens) and end - index < _LONGEST_QUOTED and tokens.words[end].istitle():
        end += 1
    return is_quoted(tokens, start, end)


def _is_called_somebody(tokens: Tokens, index: int) -> bool:
    """Whether the noun before says who is called so: «мальчик Матео», «граждане Скрипали»."""
    noun = index - 1 - _is_epithet(tokens, index - 1)
    if noun > 0 and tokens.words[noun] in LONG_DASHES:
        noun -= 1
    return (
        noun >= 0
        and index not in tokens.breaks
        and (tokens.words[noun].islower() or not is_inside_sentence(tokens, noun))
        and is_post(tokens.words[noun])
        and _agrees(tokens.words[noun], tokens.words[index])
    )


def _is_of_another(tokens: Tokens, index: int) -> bool:
    """Whether the noun before says that it is no person who is called so: «медведицу Машу»."""
    noun = tokens.words[index - 1] if index else ""
    known = known_readings(noun)[:1] if noun.islower() else ()
    return (
        any(one.part == "noun" for one in known)
        and not is_post(noun)
        and _agrees(noun, tokens.words[index])
    )


def _agrees(noun: str, word: str) -> bool:
    """Whether a word, which may be a plural, stands in the case of a noun."""
    known = {(one.case, one.number) for one in known_readings(noun)}
    own = {(one.case, one.number) for one in readings(word) if one.part == "noun"}
    return not own or not known.isdisjoint(own)


def _is_epithet(tokens: Tokens, index: int) -> bool:
    """Whether a word with a capital, inside a sentence, says what the next one is: «Чёрный Пит»."""
    return (
        is_inside_sentence(tokens, index)
        and tokens.words[index].istitle()
        and near(tokens, index, index + 1)
        and any(
            one.part == "adjective" and other.part == "noun" and agree(one, other)
            for one in known_readings(tokens.words[index])
            for other in readings(tokens.words[index + 1])
        )
    )


def _is_joined(tokens: Tokens, index: int, people: set[int]) -> bool:
    """Whether «и» or «или» joins a word to the person before: «Дима Ом или Слава»."""
    return index - 2 in people and tokens.words[index - 1] in _JOINTS


def _speaks(tokens: Tokens, index: int) -> bool:
    """Whether who says something is called so, not what there is: «Вера спросила мать»."""
    verb = known_readings(tokens.words[index + 1])[:1] if index + 1 < len(tokens) else ()
    return any(
        one.part == "verb"
        and plain(one.lemma) in SAYINGS
        and any(
            (own.case, own.gender) == ("nomn", one.gender)
            for own in known_readings(tokens.words[index])
            if "Name" in own.labels
        )
        for one in verb
    )


def _is_tried(tokens: Tokens, index: int) -> bool:
    """Whether somebody is quoted with whom courts deal: «приговорил «Итальянца»»."""
    if index < _VERB_BEFORE or index + 1 >= len(tokens):
        return False
    if CLOSING_QUOTES.get(tokens.words[index - 1]) != tokens.words[index + 1]:
        return False
    known = known_readings(tokens.words[index])
    if not any((one.animate, one.case) == (True, "accs") for one in known):
        return False
    verb = known_readings(tokens.words[index - _VERB_BEFORE])
    return all(one.case != "nomn" for one in known) and any(
        one.part == "verb" and plain(one.lemma) in TRIALS for one in verb[:1]
    )
