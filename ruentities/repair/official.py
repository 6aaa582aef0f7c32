"""Rules for names in official order: a surname before its initials, or before name and patronymic.

Courts, offices and lists print names so, and any common word may be the surname: «Гусь Антонина
Львовна», «Беда П. И.».
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.language.agreement import is_one_person
from ruentities.language.folding import plain
from ruentities.language.morphology import is_common, known_readings, readings
from ruentities.language.names_table import built_in_aliases
from ruentities.language.word_lists import (
    EPITHETS,
    FIXED_FIRST_SURNAMES,
    INITIALS_OF_WORDS,
    PATRONYMIC_WORDS,
    POSTS,
)
from ruentities.repair.ground import apart, labels
from ruentities.text.marks import is_initial, is_initial_dot, near
from ruentities.text.spans import Span, covered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruentities.text.segmentation import Tokens

# Chance that such an order of words is a person; set by eye.
_TRUST: Final = 0.9
_PATRONYMIC: Final = re.compile("(?:[иы]ч|[вч]е?н|[иы]чн)[а-яё]{0,3}$", re.I)
# Tokens from a surname to the bracket that closes after its former one.
_BRACKETED: Final = 3
# Three initials and their dots.
_MASK: Final = 6
_LONGEST_FATHER: Final = 3
_LIST_NUMBER: Final = re.compile(r"\d{1,4}")


class _Run(NamedTuple):
    """Initials with their dots, and the words beside them that may be their surname.

    Attributes:
        start: Index of the first initial.
        end: Index after the last dot.
        before: Index of the capitalized word right before, or None.
        after: Index of the capitalized word right after, or None.
    """

    start: int
    end: int
    before: int | None
    after: int | None


def order_initials(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Give initials to their surname: «Иванов И.И. Петров П.П.», «Вс. Иванов», «Гуся П.П.».

    The model knows few texts that begin so, and cuts «И.И. Петров» out of a list; one that it
    believes in besides is surer. Initials of words and a letter after a number are nobody.
    """
    kept = [span for span in spans if span.type != "PER" or not _is_label(tokens, span)]
    return _taken(kept, _with_initials(tokens))


def _is_label(tokens: Tokens, span: Span) -> bool:
    """Whether initials are those of words, or a letter stands after a number: «М.П.», «5А»."""
    words = tokens.words
    if any(len(word) > 1 for word in words[span.start : span.end]):
        return False
    end = span.start
    while end + 1 < len(tokens) and is_initial_dot(tokens, end + 1) and not tokens.gap(end + 1):
        end += 2
    if _stand_for_words(tokens, span.start, end):
        return True
    glued = span.start > 0 and not tokens.gap(span.start) and words[span.start - 1].isdigit()
    return glued and span.end - span.start == 1


def nest_initials(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A person with initials inside a longer name is a mention too: «Институт А. Ф. Иоффе РАН»."""
    found = _with_initials(tokens)
    if not found:
        return spans
    outer = {index: s for s in spans if not s.nested for index in range(s.start, s.end)}
    held = covered(span for span in spans if span.nested)
    inside = [
        replace(one, score=one.score * outer[one.start].score, nested=True)
        for one in found
        if one.start in outer
        and _is_inside(one, outer[one.start])
        and held.isdisjoint(range(one.start, one.end))
    ]
    return sorted([*spans, *inside], key=lambda span: span.order)


def _is_inside(one: Span, span: Span) -> bool:
    """Whether a person stands inside a longer name of something else."""
    return (
        span.type != "PER"
        and span.start <= one.start
        and one.end <= span.end
        and span.end - span.start > one.end - one.start
    )


def _with_initials(tokens: Tokens) -> list[Span]:
    return [person for chain in _chains(_runs(tokens)) for person in _people(tokens, chain)]


def _runs(tokens: Tokens) -> Iterator[_Run]:
    free_from = 0
    for index in tokens.capitals:
        if index < free_from or not is_initial(tokens.words[index]):
            continue
        end = index
        while (
            end + 1 < len(tokens)
            and is_initial_dot(tokens, end + 1)
            and near(tokens, index, end + 1)
        ):
            end += 2
        if end > index:
            free_from = end
            before = index - 1 if _is_beside(tokens, index - 1, index) else None
            after = end if end < len(tokens) and _is_beside(tokens, end, end) else None
            yield _Run(index, end, before, after)


def _is_beside(tokens: Tokens, index: int, border: int) -> bool:
    """Whether the word at ``index`` touches initials at ``border`` and is written as a surname."""
    if index < 0 or not near(tokens, border - 1, border):
        return False
    word = tokens.words[index]
    return len(word) > 1 and not is_initial(word) and (word.istitle() or word.isupper())


def _chains(runs: Iterable[_Run]) -> Iterator[list[_Run]]:
    """Yield the runs that share the words between them: «Иванов И.И. Петров П.П.»."""
    chain: list[_Run] = []
    for run in runs:
        if chain and (chain[-1].after is None or chain[-1].after != run.before):
            yield chain
            chain = []
        chain.append(run)
    if chain:
        yield chain


def _people(tokens: Tokens, chain: Sequence[_Run]) -> list[Span]:
    """Return the people that a chain of initials and surnames names, where the order is sure."""
    first, last = chain[0], chain[-1]
    if len(chain) == 1 and not _is_telling(tokens, first):
        return []
    if _stand_for_words(tokens, first.start, first.end):
        return []
    if first.before is None and last.after is None and len(chain) == 1:
        # A court's mask for a whole name: «П.А.Н.»
        masked = first.end - first.start == _MASK
        return [Span(first.start, first.end, "PER", _TRUST)] if masked else []
    before = first.before is not None and may_be_surname(tokens, first.before)
    after = last.after is not None and may_be_surname(tokens, last.after)
    if before and after:
        before, after = (
            _is_known_surname(tokens, first.before),
            _is_known_surname(tokens, last.after),
        )
    if before and not after:
        return [Span(run.start - 1, run.end, "PER", _TRUST) for run in chain]
    if after and not before:
        return [Span(run.start, run.end + 1, "PER", _TRUST) for run in chain]
    return []


def _stand_for_words(tokens: Tokens, start: int, end: int) -> bool:
    """Whether initials are those of words: «Ф.И.О.», «М.П.»."""
    return "".join(tokens.words[start:end:2]) in INITIALS_OF_WORDS


def _is_telling(tokens: Tokens, run: _Run) -> bool:
    """Whether initials are sure to be some: two of them, or a shortened first name."""
    return run.end - run.start > 2 or len(tokens.words[run.start]) > 1


def _is_known_surname(tokens: Tokens, index: int | None) -> bool:
    return index is not None and (
        "Surn" in labels(tokens.words[index]) or not is_common(tokens.words[index])
    )


def take_surnames(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A name with its patronymic, or initials alone, take the surname before: «Гуся Петра Ильича».

    So do they where the model took it for something else: «Кривой Пётр Ильич».
    """
    taken: list[Span] = []
    for span in spans:
        index = _surname_before(tokens, span) if span.type == "PER" else None
        while index is not None and taken and taken[-1].end > index:
            last = taken[-1]
            if last.end - last.start > 1 or last.start < index:
                index = None
            else:
                taken.pop()
        taken.append(span if index is None else replace(span, start=index))
    return taken


def _surname_before(tokens: Tokens, span: Span) -> int | None:
    """Return the index of the surname before a name that lacks one, or None."""
    index = span.start - 1
    if index < 0 or not near(tokens, index, span.start) or not _lacks_surname(tokens, span):
        return None
    if tokens.words[index] == ")" and index >= _BRACKETED and tokens.words[index - 2] == "(":
        # A former surname: «Абрамова (Сидорова) Ольга Ивановна».
        former = may_be_surname(tokens, index - 1)
        index -= _BRACKETED
        if not former or index + 1 in tokens.breaks:
            return None
    return index if may_be_surname(tokens, index) and _fits(tokens, index, span) else None


def _lacks_surname(tokens: Tokens, span: Span) -> bool:
    words = tokens.words[span.start : span.end]
    names = [word for word in words if word not in ".-" and word.lower() not in PATRONYMIC_WORDS]
    if all(map(is_initial, names)):
        return True
    return len(names) == 2 and (is_patronymic(names[1]) or len(names) < len(words))


def is_patronymic(word: str) -> bool:
    """Whether a word is a patronymic: «Ильича», «Маратовне»."""
    return _PATRONYMIC.search(word) is not None and "Patr" in labels(word)


def may_be_surname(tokens: Tokens, index: int) -> bool:
    """Whether a capitalized word can be a surname: no post, no place, no word but a noun."""
    word = tokens.words[index]
    if len(word) < 2 or not (word.istitle() or word.isupper()) or word.isascii():
        return False
    own = labels(word)
    if "Surn" in own:
        return True
    if "Patr" in own or _is_post(word):
        return False
    known = known_readings(word)
    if any("Geox" in one.labels or "Abbr" in one.labels for one in known):
        return False
    if word.isupper() and any(built_in_aliases().find(kind, word) for kind in ("ORG", "LOC")):
        return False
    return not known or any(one.part in ("noun", "adjective") for one in known[:2])


def _is_post(word: str) -> bool:
    return any(
        plain(one.lemma) in _POSTS or plain(one.nominative) in _POSTS for one in readings(word)[:3]
    )


_POSTS: Final = frozenset(map(plain, POSTS | EPITHETS))


def _fits(tokens: Tokens, index: int, span: Span) -> bool:
    """Whether a word agrees with the name after it, or is one that need not."""
    word = tokens.words[index]
    names = [one for one in tokens.words[span.start : span.end] if one not in ".-"]
    if all(map(is_initial, names)):
        return not _begins_sentence(tokens, index) or _is_known_surname(tokens, index)
    if plain(word) in FIXED_FIRST_SURNAMES:
        return True
    cases = {one.case for one in known_readings(word)} & {
        one.case for one in readings(names[1]) if "Patr" in one.labels and one.number == "sing"
    }
    if _begins_sentence(tokens, index) and not _is_known_surname(tokens, index):
        # «Портрет Анны Ильиничны»: whose, not who.
        return bool(cases)
    return bool(cases) or is_one_person([word, *names])


def _begins_sentence(tokens: Tokens, index: int) -> bool:
    """Whether the capital of a word may be due to its place; an item of a list begins anew."""
    if index == 0 or index in tokens.breaks:
        return True
    before = tokens.words[index - 1]
    if before in ".)" and index > 1 and _LIST_NUMBER.fullmatch(tokens.words[index - 2]):
        return False
    return before in ".!?…»"


def take_fathers(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """«оглы» and «кызы» stand inside a name: «Гасанова Рауфа Ислам оглы», «Асанбек уулу Бакыт»."""
    words = tokens.words
    found = []
    for index in _father_words(tokens):
        start = index
        while index - start < _LONGEST_FATHER and _goes_on(tokens, start - 1, start):
            start -= 1
        end = index + 1
        # A name that begins with the father's goes on with the own one.
        if end < len(tokens) and _goes_on(tokens, end, end):
            end += 1
        if start < index and words[start].istitle():
            found.append(Span(start, end, "PER", _TRUST))
    return _taken(spans, found) if found else spans


def _father_words(tokens: Tokens) -> Iterator[int]:
    if any(word in tokens.text for word in PATRONYMIC_WORDS):
        for index, word in enumerate(tokens.words):
            if word in PATRONYMIC_WORDS:
                yield index


def _goes_on(tokens: Tokens, index: int, border: int) -> bool:
    word = tokens.words[index] if index >= 0 else ""
    return (
        len(word) > 1
        and (word.istitle() or word.isupper())
        and near(tokens, border - 1, border)
        and not _is_post(word)
        and any(one.part == "noun" for one in readings(word)[:2])
    )


def take_commas(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A line that begins with a surname and a comma names one person: «Галкин, И. И.»."""
    found = []
    for index in [0, *sorted(tokens.breaks)]:
        if index + 1 < len(tokens) and _LIST_NUMBER.fullmatch(tokens.words[index]):
            index += 2
        if index + 2 < len(tokens) and tokens.words[index + 1] == ",":
            end = _end_after_comma(tokens, index)
            if end:
                found.append(Span(index, end, "PER", _TRUST))
    return _taken(spans, found) if found else spans


def _end_after_comma(tokens: Tokens, index: int) -> int | None:
    """Return the index after «Фамилия, Имя Отчество» at ``index``, where that is what stands."""
    first = index + 2
    if not (may_be_surname(tokens, index) and _is_known_surname(tokens, index)):
        return None
    end = first
    while end + 1 < len(tokens) and is_initial_dot(tokens, end + 1):
        end += 2
    if end == first:
        if "Name" not in labels(tokens.words[first]) or not is_one_person(
            [tokens.words[index], tokens.words[first]]
        ):
            return None
        end = first + 1
        if end < len(tokens) and is_patronymic(tokens.words[end]):
            end += 1
        elif end < len(tokens) and end not in tokens.breaks:
            return None
    goes_on = end < len(tokens) and near(tokens, end - 1, end) and tokens.words[end].istitle()
    return None if goes_on and _is_known_surname(tokens, end) else end


def _taken(spans: list[Span], found: Iterable[Span]) -> list[Span]:
    """Return the spans with people that win over what they overlap; a longer name stays longer."""
    owners = {index: span for span in spans for index in range(span.start, span.end)}
    gone: dict[Span, Span | None] = {}
    added = []
    for one in found:
        held = dict.fromkeys(
            owners[index] for index in range(one.start, one.end) if index in owners
        )
        if any(_is_inside(one, span) for span in held):
            continue
        score = max((span.score for span in held if span.type == "PER"), default=0.0)
        one = replace(one, score=1 - (1 - one.score) * (1 - score))
        if len(held) == 1:
            (span,) = held
            longer = span.start <= one.start and span.end == one.end
            if longer and span.type == "PER" and span not in gone:
                gone[span] = replace(span, score=one.score)
                continue
        gone.update(dict.fromkeys(held))
        added.append(one)
    if not gone and not added:
        return spans
    kept = [gone.get(span, span) for span in spans]
    return apart([*(span for span in kept if span), *added])
