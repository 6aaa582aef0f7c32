"""Two people whom nothing but a space parts: «Сын [Ольги] [Никита]», «звонок [Седова] [Дубову]»."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ruentities.language.agreement import is_one_person
from ruentities.language.declension import forms
from ruentities.language.listed_words import listed_type
from ruentities.language.morphology import known_readings, lemmas
from ruentities.language.names_table import built_in_aliases
from ruentities.language.word_lists import NAME_PARTICLES, PATRONYMIC_WORDS
from ruentities.repair.ground import labels
from ruentities.repair.surnames import is_patronymic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from ruentities.kinds import Case, Type
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

# Whose relative somebody is stands before the relative's name.
_RELATIVES: Final = frozenset(
    "бабушка брат внук внучка вдова дед дочь дядя жена мама мать муж отец сестра сын тётя".split()
)
# Of men; «-ому» and «-ему» end so, too. What costs more is no likely reading of a surname.
_GENITIVES: Final = ("а", "я", "ого", "его")
_DATIVES: Final = ("у", "ю")
_BELIEVABLE: Final = 2.6
# Letters that the case forms of a surname share.
_BEGINNING: Final = 3
_NO_SURNAMES: Final = NAME_PARTICLES | PATRONYMIC_WORDS.keys()


def apart_from_neighbours(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Part two people who stand side by side.

    They are whose something is and whom it is to («письмо Седова Дубову»), a relative in the
    nominative after the genitive of whose relative he is, or two whose surnames the text or the
    table has, the second alone or after his first name. Where somebody works is nobody, either.
    """
    several = [span for span in spans if span.type == "PER" and span.end - span.start > 1]
    if not several:
        return spans
    named = _Named(tokens, spans)
    parted = []
    for span in spans:
        is_several = span.type == "PER" and span.end - span.start > 1
        if is_several and (kind := _employer_type(tokens, span)):
            first = span.start + 1
            parted.append(replace(span, end=first, type=kind))
            span = replace(span, start=first)
        border = _border(tokens, span, named) if is_several else None
        if border is None:
            parted.append(span)
        else:
            parted += [replace(span, end=border), replace(span, start=border)]
    return parted


def _employer_type(tokens: Tokens, span: Span) -> Type | None:
    """Return what a listed name in the genitive before somebody's is: «глава [Минцифры] Седов»."""
    word, after = tokens.words[span.start : span.start + 2]
    if not after.istitle() or word.isascii() or labels(word) or "nomn" in _cases(word):
        return None
    kind = listed_type(word)
    # «дом Софии Седовой»
    return kind if kind == "ORG" or (kind == "LOC" and _cases(word) == {"gent"}) else None


class _Named:
    """How the people of a text are named.

    Attributes:
        alone: The words that name somebody by themselves.
        surnames: How often names of several words end with a word, by how it begins.
        pairs: How two words of names of more than two begin: «Энрике [Пенья Ньето]».
    """

    def __init__(self, tokens: Tokens, spans: Iterable[Span]) -> None:
        self.alone: set[str] = set()
        self.surnames: dict[str, Counter[str]] = defaultdict(Counter)
        self.pairs: set[tuple[str, str]] = set()
        for span in spans:
            if span.type != "PER":
                continue
            *others, last = tokens.words[span.start : span.end]
            if not others:
                self.alone.add(last)
                continue
            self.surnames[last[:_BEGINNING]][last] += 1
            if len(others) > 1:
                self.pairs.update(pairwise([word[:_BEGINNING] for word in (*others, last)]))


def _border(tokens: Tokens, span: Span, named: _Named) -> int | None:
    """Return where the second of two people begins, None where there is one."""
    words = tokens.words
    if span.start and words[span.start - 1] in _RELATIVES and _is_of_relative(tokens, span):
        return span.end - 1
    for index in range(span.start + 1, span.end):
        before, word = words[index - 1 : index + 1]
        if not (before.istitle() and word.istitle()) or "Name" in labels(before):
            continue
        begun = built_in_aliases().first_words("PER", (before, word))
        if not lemmas(before).isdisjoint(begun):
            # A listed name begins so: «Санаэ Такаити».
            continue
        if index + 1 == span.end:
            pair = before[:_BEGINNING], word[:_BEGINNING]
            second = "Name" not in labels(word) and _is_surname(word, named, least=2)
            if second and pair not in named.pairs and _is_surname(before, named):
                return index
        elif (
            "Name" in labels(word)
            and (after := words[index + 1]).istitle()
            and not is_patronymic(after)
            and after.lower() not in _NO_SURNAMES
            and (before in named.alone or _is_surname(before, named))
        ):
            return index
    return span.end - 1 if _are_two(words[span.start : span.end]) else None


def _are_two(words: Sequence[str]) -> bool:
    """Whether a name's last word is whom something is to, and the others whose it is."""
    *_, before, last = ("", *words)
    return (
        before.endswith(_GENITIVES)
        and last.endswith(_DATIVES)
        and last.istitle()
        and _is_surname_in(last, "datv")
        and _is_surname_in(before, "gent")
        and not is_one_person((before, last))
    )


def _is_surname_in(word: str, case: Case) -> bool:
    return any(
        own == case and role == "last" and cost < _BELIEVABLE
        for _, own, _, _, role, cost in forms(word, "PER")
    )


def _is_of_relative(tokens: Tokens, span: Span) -> bool:
    """Whether a first name in the nominative ends what begins in the genitive."""
    *whose, name = tokens.words[span.start : span.end]
    return (
        "Name" in labels(name)
        and _cases(name) == {"nomn"}
        and all("gent" in (cases := _cases(word)) and "nomn" not in cases for word in whose)
    )


def _cases(word: str) -> Set[str]:
    return {one.case for one in known_readings(word) if one.case and one.number == "sing"}


def _is_surname(word: str, named: _Named, least: int = 1) -> bool:
    """Whether a word ends the name of somebody who is listed, or is named in full in the text."""
    if word.lower() in _NO_SURNAMES or is_patronymic(word):
        return False
    own = lemmas(word)
    if any(map(built_in_aliases().has_surname, own)):
        return True
    return any(
        not own.isdisjoint(lemmas(other)) and (other != word or count >= least)
        for other, count in named.surnames.get(word[:_BEGINNING], {}).items()
    )
