"""The model's spans to clean mentions: named rules in one visible, ordered list."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, product
from typing import TYPE_CHECKING, Final, Literal

from ruentities.declension import forms
from ruentities.lexicon import GENERIC_WORDS, LEGAL_FORMS, built_in_aliases, fold, is_initial
from ruentities.matching import Pattern, find_patterns, near, pattern
from ruentities.morphology import readings
from ruentities.recognition import CASES, Recognition, Span
from ruentities.segmentation import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ruentities.document import Type
    from ruentities.lexicon import Lexicon
    from ruentities.segmentation import Tokens

    Rule = Callable[[Tokens, list[Span]], list[Span]]

Scheme = Literal["full", "flat"]

_ADDRESS: Final = re.compile(r"\b(?:[a-z]+://|www\.)\S+|\b[\w.+-]+@[\w-]+\.\w+", re.I)
_WORD: Final = re.compile(r"\w")
_EDGE_WORDS: Final = frozenset("и или а но в во на с со от по из у к для что как это".split())
_CLOSING: Final = {"«": "»", "“": "”", "„": "“", '"': '"'}
_LONGEST_QUOTED: Final = 8

_RUSSIAN: Final = ("России", "РФ", "Федерации")

# How far a name that stands elsewhere in the document is believed where the model missed it.
_TRUST_FOUND_AGAIN: Final = 0.8
_BELIEVABLE: Final = 2.0
_LEAST_SCORE: Final = 0.25
_TRUST_NESTED: Final = 0.95
_TRUST_INITIALS: Final = 0.9
_TRUST_LISTED: Final = 0.9
# Letters that a name and its case forms have in common at the beginning.
_BEGINNING: Final = 4


def repair(tokens: Tokens, recognition: Recognition, scheme: Scheme) -> list[Span]:
    """Turn the model's spans into mentions.

    Args:
        tokens: The whole text.
        recognition: What the model found in it.
        scheme: ``"full"`` joins and nests names as a reader would underline them, ``"flat"``
            leaves the borders to the model.

    Returns:
        Spans in text order, a longer one before what it holds. No two cross.
    """
    seen = {i for span in recognition.spans for i in range(span.start, span.end)}
    found = list(recognition.spans)
    for rule in RULES[scheme]:
        found = rule(tokens, found)
    return [
        span if not seen.isdisjoint(range(span.start, span.end)) else _weigh(span, recognition)
        for span in found
    ]


def _weigh(span: Span, recognition: Recognition) -> Span:
    """Score a name that a rule alone found: the model's own doubts count for something."""
    chance = recognition.chance(span.start, span.end, span.type)
    return replace(span, score=1 - (1 - span.score) * (1 - chance))


def drop_addresses(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Leave out what lies inside a web or mail address: «http» is no organization."""
    if "://" not in tokens.text and "@" not in tokens.text and "www." not in tokens.text:
        return spans
    addresses = [match.span() for match in _ADDRESS.finditer(tokens.text)]
    return [
        span
        for span in spans
        if not any(
            start < tokens.ends[span.end - 1] and tokens.starts[span.start] < end
            for start, end in addresses
        )
    ]


def trim_edges(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Cut punctuation and small words off the ends: «Сирии и», «Газпром"», «— РИА Новости»."""
    trimmed = []
    for span in spans:
        start, end = span.start, span.end
        while start < end and _is_edge(tokens.words[start]):
            start += 1
        while end > start and _is_edge(tokens.words[end - 1]):
            if _is_initial_dot(tokens, end - 1) and end - 1 > start + 1:
                break
            end -= 1
        if start < end:
            trimmed.append(replace(span, start=start, end=end))
    return trimmed


def split_brackets(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """«Союз пчеловодов Алтая (СПА)»: the abbreviation is a mention of its own."""
    split = []
    for span in spans:
        brackets = [i for i in range(span.start, span.end) if tokens.words[i] in "()"]
        borders = [span.start, *brackets, span.end]
        for before, end in pairwise(borders):
            start = before + (before in brackets)
            if start < end:
                split.append(replace(span, start=start, end=end))
    return split


def unwrap_legal_forms(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Take the name out of «ПАО "Газпром"» and «партия "Единая Россия"»."""
    unwrapped = []
    for span in spans:
        start, end = span.start, span.end
        while span.type == "ORG" and start < end - 1 and _is_wrapping(tokens, start, end):
            start += 1
        if start > span.start and start < end and tokens.words[start] in _CLOSING:
            start += 1
            if tokens.words[end - 1] in _CLOSING.values():
                end -= 1
        unwrapped.append(replace(span, start=start, end=end) if start < end else span)
    return unwrapped


def balance_quotes(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """End a name where its quotes end: «Рога. Копыта», «банк "Открытие"»."""
    balanced: list[Span] = []
    for number, span in enumerate(spans):
        floor = balanced[-1].end if balanced else 0
        ceiling = spans[number + 1].start if number + 1 < len(spans) else len(tokens)
        start, end = span.start, span.end
        inside = tokens.words[start:end]
        if span.type == "ORG" and start > floor and tokens.words[start - 1] in _CLOSING:
            closing = _closing_quote(tokens, start - 1, len(tokens))
            if closing and closing > end and _is_title(tokens, start, closing):
                end = closing
        elif any(word in _CLOSING for word in inside):
            opening = next(i for i in range(start, end) if tokens.words[i] in _CLOSING)
            closing = _closing_quote(tokens, opening, len(tokens))
            if closing is not None and closing >= end and closing < ceiling:
                end = closing + 1
            elif closing is None and opening > start:
                end = opening
        balanced.append(replace(span, start=start, end=end))
    return [span for i, span in enumerate(balanced) if i == 0 or span.start >= balanced[i - 1].end]


def take_initials(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A surname takes its initials along: «А. С. Пушкин», «Пушкин А. С.»."""
    taken: list[Span] = []
    for number, span in enumerate(spans):
        ceiling = spans[number + 1].start if number + 1 < len(spans) else len(tokens)
        floor = taken[-1].end if taken else 0
        start, end = span.start, span.end
        words = [i for i in range(start, end) if _WORD.search(tokens.words[i])]
        begun = words and is_initial(tokens.words[words[0]]) and len(words) > 1
        if span.type == "PER" or (begun and tokens.words[words[-1]].istitle()):
            while start - 2 >= floor and _is_initial_dot(tokens, start - 1) and near(
                tokens, start - 1, start
            ):
                start -= 2
            # «Пушкин А. С.», not «Пушкин. А. Иванов»: only where no surname follows.
            last = end
            while last + 1 < ceiling and _is_initial_dot(tokens, last + 1) and near(
                tokens, last - 1, last + 1
            ):
                last += 2
            if last < len(tokens) and tokens.words[last].istitle() and last < ceiling:
                last = end
            end = last
            kind: Type = "PER"
        else:
            kind = span.type
        taken.append(replace(span, start=start, end=end, type=kind))
    return taken


def join_people(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """«Абдурахмановой» + «Натальи Петровны»: a surname and a first name that agree are one."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if (
            last
            and last.type == span.type == "PER"
            and last.end == span.start
            and near(tokens, span.start - 1, span.start)
            and _make_one_person(tokens, last, span)
        ):
            joined[-1] = replace(last, end=span.end, score=last.score * span.score)
        else:
            joined.append(span)
    return joined


def split_people(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """«Рядом с Путиным Меркель»: two surnames that do not agree are two people."""
    split = []
    for span in spans:
        words = tokens.words[span.start : span.end]
        if (
            span.type == "PER"
            and len(words) == 2
            and all(_labels(word) == {"Surn"} for word in words)
            and not _agree(words)
        ):
            split.append(replace(span, end=span.start + 1))
            split.append(replace(span, start=span.start + 1))
        else:
            split.append(span)
    return split


def take_neighbours(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """A person takes an adjacent surname or patronymic along: «Абдурахмановой Натальи»."""
    taken: list[Span] = []
    for number, span in enumerate(spans):
        ceiling = spans[number + 1].start if number + 1 < len(spans) else len(tokens)
        floor = taken[-1].end if taken else 0
        start, end = span.start, span.end
        if span.type == "PER":
            words = [word for word in tokens.words[start:end] if _WORD.search(word)]
            if start > floor and near(tokens, start - 1, start):
                if _continues(tokens.words[start - 1], words):
                    start -= 1
            if end < ceiling and near(tokens, end - 1, end):
                if _continues(tokens.words[end], words):
                    end += 1
        taken.append(replace(span, start=start, end=end))
    return taken


def agree_on_types(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """One name, one type: «Динамо» is not a place once and a club three times."""
    weights: dict[str, dict[Type, float]] = defaultdict(lambda: defaultdict(float))
    keys = [_key(tokens, span) for span in spans]
    for key, span in zip(keys, spans, strict=True):
        weights[key][span.type] += span.score
    agreed = []
    for key, span in zip(keys, spans, strict=True):
        leading = max(weights[key], key=lambda kind: weights[key][kind])
        clear = weights[key][leading] > 2 * weights[key][span.type]
        agreed.append(replace(span, type=leading) if clear and span.score < 0.9 else span)
    return agreed


def find_initials(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Two initials and a capitalized word are a person, whatever the model says: «А. С. Пушкин».

    The model knows few texts that begin so, and gives such a name an unlikely type.
    """
    found = [
        replace(span, score=1 - (1 - span.score) * (1 - _TRUST_INITIALS))
        if span.type == "PER" and _begins_with_initials(tokens, span.start)
        else span
        for span in spans
    ]
    taken = {place for span in spans for place in range(span.start, span.end)}
    for start in range(len(tokens) - 4):
        if (
            _begins_with_initials(tokens, start)
            and tokens.words[start + 4].istitle()
            and taken.isdisjoint(range(start, start + 5))
        ):
            found.append(Span(start, start + 5, "PER", _TRUST_INITIALS))
    return sorted(found, key=_text_order)


def find_again(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Find a name of the document where the model missed it in another case form."""
    patterns: dict[tuple[str, ...], Pattern] = {}
    for span in sorted(spans, key=lambda span: -span.score):
        words = tuple(tokens.words[span.start : span.end])
        if span.score >= _TRUST_FOUND_AGAIN and _is_distinct(words):
            for variant in _variants(words, span.type):
                patterns.setdefault(variant, pattern(variant, span))
    taken = {place for span in spans for place in range(span.start, span.end)}
    found = [
        replace(source, start=start, end=end, score=source.score * _TRUST_FOUND_AGAIN)
        for start, end, source in find_patterns(tokens, patterns.values(), taken)
    ]
    return sorted([*spans, *found], key=_text_order)


def drop_unlikely(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """The best tags of a stretch may still be unlikely: «Лекцию прочла И. И. Фролова»."""
    return [span for span in spans if span.score >= _LEAST_SCORE]


def find_listed(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Find names of several words that the alias table has: «Организация Объединённых Наций»."""
    taken = {place for span in spans for place in range(span.start, span.end)}
    beginnings = _listed_beginnings()
    near_names = {
        name
        for place, word in enumerate(tokens.words)
        if place not in taken and word[0].isupper()
        for name in beginnings.get(fold(word)[:_BEGINNING], ())
    }
    patterns = [_listed_pattern(kind, name) for kind, name in sorted(near_names)]
    found = [
        replace(source, start=start, end=end)
        for start, end, source in find_patterns(tokens, patterns, taken)
    ]
    return sorted([*spans, *found], key=_text_order)


@lru_cache(maxsize=1)
def _listed_beginnings() -> dict[str, list[tuple[Type, str]]]:
    """The alias table's names of several words by how they begin: their patterns are costly."""
    beginnings: dict[str, list[tuple[Type, str]]] = defaultdict(list)
    for kind, name in built_in_aliases().several_words:
        beginnings[fold(name)[:_BEGINNING]].append((kind, name))
    return beginnings


@lru_cache(maxsize=2048)
def _listed_pattern(kind: Type, name: str) -> Pattern:
    return pattern(tokenize(name).words, Span(0, 0, kind, _TRUST_LISTED))


def join_bodies(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """«Министерство обороны» + «России», «СБ» + «ООН»: one organization, the rest nested."""
    joined: list[Span] = []
    inner: list[Span] = []
    for span in spans:
        body = joined[-1] if joined else None
        if body and span.start == body.end and _belongs_to(tokens, body, span):
            joined[-1] = replace(body, end=span.end, score=body.score * span.score)
            inner.append(replace(span, nested=True))
        else:
            joined.append(span)
    return sorted([*joined, *inner], key=_text_order)


def find_nested(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Places and bodies named inside an organization's name: «Верховный суд Пакистана»."""
    nested = []
    for span in spans:
        if span.type != "ORG" or span.nested or _is_quoted(tokens, span):
            continue
        held = {i for other in spans if other.nested for i in range(other.start, other.end)}
        for place in range(span.start + 1, span.end):
            kind = _nested_type(tokens, place)
            if kind and place not in held:
                score = span.score * _TRUST_NESTED
                nested.append(Span(place, place + 1, kind, score, nested=True))
    return sorted([*spans, *nested], key=_text_order)


RULES: Final[dict[Scheme, tuple[Rule, ...]]] = {
    "full": (
        drop_addresses,
        trim_edges,
        split_brackets,
        unwrap_legal_forms,
        balance_quotes,
        take_initials,
        join_people,
        take_neighbours,
        split_people,
        find_initials,
        drop_unlikely,
        agree_on_types,
        find_again,
        find_listed,
        join_bodies,
        find_nested,
    ),
    "flat": (drop_addresses, trim_edges, split_brackets, drop_unlikely),
}


def find_lexicon(tokens: Tokens, spans: Sequence[Span], lexicon: Lexicon) -> list[Span]:
    """Find the user's names; they win over whatever they overlap, and their score is 1.

    The user vouches for them: that is no estimate of ours.
    """
    patterns = [
        pattern(tokenize(name).words, Span(0, 0, entry.type, 1.0))
        for entry in lexicon
        for name in entry.names
    ]
    found = [
        replace(source, start=start, end=end)
        for start, end, source in find_patterns(tokens, patterns, set())
    ]
    taken = {place for span in found for place in range(span.start, span.end)}
    kept = [
        span for span in spans if taken.isdisjoint(range(span.start, span.end))
    ]
    return sorted([*kept, *found], key=_text_order)


def _text_order(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _is_edge(word: str) -> bool:
    return not _WORD.search(word) or word in _EDGE_WORDS


def _is_initial_dot(tokens: Tokens, place: int) -> bool:
    """Whether a full stop stands right after an initial: the dot of «А.»."""
    return (
        place > 0
        and tokens.words[place] == "."
        and is_initial(tokens.words[place - 1])
        and tokens.starts[place] == tokens.ends[place - 1]
    )


def _begins_with_initials(tokens: Tokens, start: int) -> bool:
    """Whether two initials with their dots stand at ``start``."""
    return (
        start + 3 < len(tokens)
        and _is_initial_dot(tokens, start + 1)
        and _is_initial_dot(tokens, start + 3)
        and near(tokens, start, start + 3)
    )


def _is_wrapping(tokens: Tokens, place: int, end: int) -> bool:
    word = tokens.words[place]
    if word in LEGAL_FORMS:
        return True
    quoted = place + 1 < end and tokens.words[place + 1] in _CLOSING
    return quoted and any(reading.lemma in GENERIC_WORDS for reading in readings(word))


def _closing_quote(tokens: Tokens, opening: int, end: int) -> int | None:
    """Return the place of the quote that closes the one at ``opening``, nested ones skipped."""
    opener = tokens.words[opening]
    closer, depth = _CLOSING[opener], 1
    for place in range(opening + 1, min(end, opening + 2 + _LONGEST_QUOTED)):
        word = tokens.words[place]
        if place in tokens.breaks:
            return None
        if word == closer:
            depth -= 1
            if not depth:
                return place
        elif word == opener:
            depth += 1
    return None


def _is_title(tokens: Tokens, start: int, end: int) -> bool:
    """Whether quoted words are a name, not speech: a name has no verb in it."""
    return not any(
        reading.part == "verb" and reading.known
        for word in tokens.words[start:end]
        for reading in readings(word)[:1]
    )


def _is_quoted(tokens: Tokens, span: Span) -> bool:
    return span.start > 0 and tokens.words[span.start - 1] in _CLOSING


def _continues(word: str, words: Sequence[str]) -> bool:
    """Whether a capitalized word is a part that a person's name still lacks."""
    if not word.istitle() or len(word) < 2:
        return False
    has = {label for other in words for label in _labels(other)}
    labels = _labels(word)
    if "Patr" in labels:
        return "Patr" not in has
    return "Surn" in labels and "Surn" not in has and not any(
        reading.known and not reading.labels for reading in readings(word)
    )


def _make_one_person(tokens: Tokens, one: Span, other: Span) -> bool:
    left = tokens.words[one.start : one.end]
    right = tokens.words[other.start : other.end]
    surnames = [all(_labels(word) <= {"Surn"} for word in words) for words in (left, right)]
    given = [any("Name" in _labels(word) for word in words) for words in (left, right)]
    return (
        (surnames[0] and given[1] or surnames[1] and given[0])
        and not all(surnames)
        and _agree([*left, *right])
    )


def _agree(words: Sequence[str]) -> bool:
    """Whether some case and gender fit all the words of a person's name."""
    rows = [
        [form for form in forms(word, "PER") if form.cost < _BELIEVABLE]
        for word in words
        if _WORD.search(word)
    ]
    return any(
        all(
            any(
                form.case in (None, case)
                and form.gender in (None, gender)
                and form.number in (None, "sing")
                for form in row
            )
            for row in rows
        )
        for case, gender in product(CASES, ("masc", "femn"))
    )


def _labels(word: str) -> set[str]:
    return {
        label
        for reading in readings(word)
        if reading.known
        for label in reading.labels & {"Name", "Patr", "Surn"}
    }


def _key(tokens: Tokens, span: Span) -> str:
    return " ".join(
        readings(word)[0].lemma if readings(word) else word.lower()
        for word in tokens.words[span.start : span.end]
    )


def _variants(words: tuple[str, ...], kind: Type) -> Iterable[tuple[str, ...]]:
    """A name as it stands and, of a person, the surname alone."""
    yield words
    if kind == "PER" and len(words) in (2, 3) and "Surn" in _labels(words[-1]):
        yield words[-1:]


def _is_distinct(words: Sequence[str]) -> bool:
    """Whether a name cannot be mistaken for a common word with a capital letter."""
    if len(words) > 1:
        return all(word[0].isupper() for word in words)
    word = words[0]
    if not word[0].isupper() or len(word) < 2:
        return False
    return word.isupper() or not any(
        reading.known and not reading.labels for reading in readings(word)
    )


def _belongs_to(tokens: Tokens, body: Span, span: Span) -> bool:
    """Whether ``span`` right after the organization ``body`` says whose it is."""
    if body.type != "ORG" or span.type == "PER" or not near(tokens, body.end - 1, body.end):
        return False
    if _is_quoted(tokens, body):
        return False
    aliases = built_in_aliases()
    if aliases.find("ORG", " ".join(tokens.words[body.start : span.end])):
        return True
    if span.type == "ORG" and not tokens.words[span.start].isupper():
        return False
    words = tokens.words[body.start : body.end]
    # «МИД РФ», «Минздрав Татарстана», but not «ООН Сирии»: what is known by itself is nobody's,
    # unless its full name says whose it is, so that it may be somebody else's too.
    standing = aliases.find("ORG", " ".join(words))
    own = standing is None or standing.split()[-1] in _RUSSIAN
    common = any(
        reading.known and not reading.labels and reading.part == "noun"
        for word in words
        for reading in readings(word)
    )
    return own and (common or len(words) == 1) and _may_be_genitive(tokens.words[span.start])


def _may_be_genitive(word: str) -> bool:
    return word.isupper() or any(reading.case == "gent" for reading in readings(word))


def _nested_type(tokens: Tokens, place: int) -> Type | None:
    word = tokens.words[place]
    if not word[0].isupper():
        return None
    aliases = built_in_aliases()
    if word.isupper() and len(word) > 1:
        if aliases.find("LOC", word):
            return "LOC"
        return "ORG" if aliases.find("ORG", word) else None
    before = readings(tokens.words[place - 1])
    if before and before[0].part == "adjective":
        return None
    genitives = [r for r in readings(word) if r.case == "gent" and r.known and "Geox" in r.labels]
    return "LOC" if genitives else None
