"""What speaks for and against two names being one place's or one organization's."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import fold
from ruentities.language.kind_nouns import HONOURS
from ruentities.language.latin import heard, is_latin, sound
from ruentities.language.names_table import built_in_aliases
from ruentities.language.remembered import LINKED, remembered
from ruentities.language.word_lists import GENERIC_WORDS, LEGAL_FORMS, TRADES
from ruentities.linking.groups import Keys
from ruentities.linking.places import first_name_of_place, is_place, stem_of_place
from ruentities.linking.short_forms import (
    BLEND_BEGINNING,
    LONGEST_NAME,
    SHORTEST_TAIL,
    has_blend,
    initials_of,
    institution_of,
    is_acronym,
    is_blend,
)
from ruentities.linking.words import is_adjective, is_another_spelling
from ruentities.recognition.features import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruentities.linking.groups import NameForm

_FORMS: Final = frozenset(map(str.lower, LEGAL_FORMS)) | frozenset(
    """
    ag co company corp corporation gmbh holdings inc limited llc ltd nv plc sa the аг инк холдингс
    """.split()
)
_DIGITS: Final = re.compile(r"\d+")
_KINDS: Final = frozenset(
    """
    бульвар край море набережная область озеро океан переулок пролив проспект улица хребет шоссе
    автономный город государство деревня дворец аэропорт вокзал долина завод залив муниципальный
    округ остров парк площадь поселок проезд район регион республика республики река село сектор
    станция станица штат церковь храм федеральный королевство княжество эмират губерния графство
    """.split()
)
_COUNTRY_ENDS: Final = frozenset("федерация федерации".split())
_REGIONS: Final = frozenset("области края округа района республики федерации".split())


@remembered(LINKED)
def body_keys(form: NameForm) -> Keys:
    """Return under what the name of a body or place is found, and for what it looks.

    Two names are compared when one is found under what the other looks for.

    Args:
        form: The name.
    """
    kind, normal, key, stems = form.type, form.normal, form.key, form.stems
    words = key.split()
    whole = {key, f"~{' '.join(stems)}", *[f"={sounds}" for sounds in heard(key)]}
    if not words:
        return Keys(tuple(whole), ())
    if form.listed:
        whole.add(f"@{fold(form.listed.name)}")
    if content := _content(form):
        whole.add(f"#{content}")
    if len(words) == 1:
        whole.add(f"+{key[:BLEND_BEGINNING]}")
        # Of a word that ends another one no place is called.
        ends = range(2, len(key) - SHORTEST_TAIL + 1) if kind == "ORG" else ()
        parts = {key[start:] for start in ends}
        return Keys(tuple(whole), tuple(parts - whole))
    parts = {f"+{words[0][:BLEND_BEGINNING]}", *initials_of(normal), *_cores(key)}
    for size in range(1, min(len(words), LONGEST_NAME)):
        parts |= {" ".join(words[:size]), " ".join(words[-size:])}
    if kind == "ORG":
        (whole if _is_named_after(words) else parts).add(f"^{words[-1]}")
        whole |= {f"№{number}" for number in _DIGITS.findall(key)}
        # «Тверской облсуд», «Тверской областной суд»
        end = words[-1][-BLEND_BEGINNING:]
        found = [f"&{one}|{other[:BLEND_BEGINNING]}|{end}" for one, other in pairwise(words)]
        whole.add(found.pop())
        parts |= {*found}
    if kind == "ORG" and (owner := _owner(normal) or institution_of(normal)):
        owned = _owner_key(owner)
        rest = words[: -len(owner.split())]
        initials = initials_of(" ".join(rest))
        parts |= {*initials, *[f"{letters}|{owned}" for letters in initials]}
        parts |= {f"+{words[0][:BLEND_BEGINNING]}|{owned}"}
        if len(rest) == 1:
            whole |= {f"{words[0]}|{owned}", f"+{words[0][:BLEND_BEGINNING]}|{owned}"}
    return Keys(tuple(whole), tuple(parts - whole))


@lru_cache(maxsize=LINKED)
def body_evidence(one: NameForm, other: NameForm) -> tuple[str, ...]:
    """Return what makes two names look like one body's or place's, nothing when nothing does.

    Args:
        one: A name of an organization or a place.
        other: Another of the same type.

    Returns:
        Features, the one to be told as the reason first.
    """
    return tuple(_evidence(one, other))


def _evidence(one: NameForm, other: NameForm) -> Iterator[str]:
    if one.apart != other.apart or not one.words or not other.words:
        return
    if one.listed and other.listed and one.listed.name == other.listed.name:
        yield "alias"
    if one.key == other.key:
        yield "same name"
        return
    if _DIGITS.findall(one.key) != _DIGITS.findall(other.key):
        return
    short, full = (one, other) if len(one.key) <= len(other.key) else (other, one)
    owned = _owner(full.normal) if one.type == "ORG" else ""
    if f"({short.key})" in full.key:
        yield "in brackets"
    acronyms = [is_acronym(form.normal) for form in (short, full)]
    if acronyms[0]:
        letters = short.key.replace("-", "")
        rest = " ".join(full.normal.split()[: -len(owned.split())]) if owned else ""
        if letters in initials_of(full.normal):
            yield "acronym"
        elif rest and letters in initials_of(rest):
            yield "acronym without the owner"
    elif one.type == "ORG" and _same_owners(short, full):
        yield "acronym with the owner"
    a, b = short.key.split(), full.key.split()
    if len(a) < len(b):
        yield from _inclusions(short, full, a, b, owned)
    if (
        short.stems == full.stems
        and not all(acronyms)
        and is_adjective(a[-1]) == is_adjective(b[-1])
    ):
        yield "case form"
    elif is_latin(short.key) != is_latin(full.key):
        if not heard(short.key).isdisjoint(heard(full.key)):
            yield "Latin spelling"
    elif not any(acronyms) and sound(short.key) and sound(short.key) == sound(full.key):
        yield "sounds alike"
    elif (
        len(a) == len(b)
        and not any(acronyms)
        and all(x == y or is_another_spelling(x, y) for x, y in zip(a, b, strict=True))
    ):
        yield "another spelling"
    if short.key.replace("-", " ").replace(".", "") == full.key.replace("-", " ").replace(".", ""):
        yield "another hyphen"
    elif (content := _content(one)) and content == _content(other):
        yield "same words but for the kind"
    if one.type == "LOC":
        return
    if len(a) == 1 < len(b) and a[0] not in b and is_blend(a[0], b):
        yield "blend"
    elif len(a) == 2 < len(b) and is_blend(a[0], b) and stem(a[-1]) == stem(b[-1]):
        yield "acronym with the owner"
    elif (len(b) == 1 < len(a) and is_blend(b[0], a)) or has_blend(a, b):
        yield "blend"
    if len(a) == len(b) == 1 and len(a[0]) >= SHORTEST_TAIL and b[0].endswith(a[0]):
        yield "end of the word"


def _is_named_after(words: Sequence[str]) -> bool:
    return any(word.strip(".") in HONOURS for word in words)


def _inclusions(
    short: NameForm, full: NameForm, a: Sequence[str], b: Sequence[str], owned: str
) -> Iterator[str]:
    alone = "acronym" if is_acronym(short.normal) else "one word" if len(a) == 1 else "words"
    if tuple(a) == tuple(b[: len(a)]):
        rest = " ".join(full.normal.split()[len(a) :])
        if rest == owned:
            yield f"{alone} without the owner"
            if _owner_key(owned) == "росси":
                yield "the owner is Russia"
        elif b[len(a)].strip(".") in HONOURS:
            yield "core"
        elif all(word.strip(".") in _FORMS for word in b[len(a) :]):
            yield "without the legal form"
        elif fold(rest) in built_in_aliases().entries["LOC"]:
            yield "branch"
        elif b[len(a)] in TRADES:
            yield "a trade follows"
        elif rest[0].isupper() or rest[0] in '«"':
            yield f"{alone} that begin it, more names follow"
        else:
            yield f"{alone} that begin it"
    elif tuple(a) == tuple(b[-len(a) :]):
        kinds = b[: -len(a)]
        if all(word.strip(".") in _FORMS for word in kinds):
            yield "without the legal form"
        elif all(word in GENERIC_WORDS or word in _KINDS for word in kinds):
            yield f"{alone} without the kind"
        elif full.normal.split()[-len(a)][0] in '«"':
            yield "its name in quotes"
        elif full.normal.split()[-len(a)][0].isupper():
            yield f"{alone} that end it, capitalized"
        else:
            yield f"{alone} that end it"
    elif short.key in _cores(full.key):
        yield "core"
    elif set(short.stems) <= set(full.stems):
        # Who it is named after, or its number, tells which one: «центр Чумакова», «155-я бригада».
        is_named = _is_named_after(b) and a[-1] == b[-1]
        yield "core" if is_named or _DIGITS.search(short.key) else "some of its words"


@lru_cache(maxsize=LINKED)
def body_contradictions(one: NameForm, other: NameForm) -> tuple[str, ...]:
    """Return what speaks against two names being one body's or place's."""
    return tuple(_contradictions(one, other))


def _contradictions(one: NameForm, other: NameForm) -> Iterator[str]:
    if one.listed and other.listed and one.listed.name != other.listed.name:
        yield "listed apart"
    if one.key == other.key:
        return
    if _DIGITS.findall(one.key) != _DIGITS.findall(other.key):
        yield "another number"
    owners = owner_of(one), owner_of(other)
    if all(owners) and owners[0] != owners[1]:
        yield "another owner"


def _cores(key: str) -> frozenset[str]:
    """What is left of a name without whom it is named after, legal forms, a generic word."""
    words = key.split()
    for index, word in enumerate(words):
        if index and word.strip(".") in HONOURS:
            words = words[:index]
            break
    named = " ".join(words)
    start = next((i for i, word in enumerate(words) if word not in _FORMS), 0)
    words = words[start:]
    while len(words) > 1 and words[-1].strip(".") in _FORMS:
        words.pop()
    rest = words[1:] if len(words) > 1 and words[0] in GENERIC_WORDS else words
    return frozenset((named, " ".join(words), " ".join(rest)))


@remembered(LINKED)
def _content(form: NameForm) -> str:
    """What is left of a name without the words for its kind, in one order, case forms alike."""
    # «Советская» is no «Советский проезд»: an adjective shows the gender of what it names.
    kept = [
        word if is_adjective(word) else word_stem
        for word, word_stem in zip(form.folded, form.stems, strict=True)
        if word.strip(".") not in _KINDS
    ]
    return " ".join(sorted(kept))


@remembered(LINKED)
def _owner(normal: str) -> str:
    """Return whom a body belongs to, by the end of its name: «России», «Курской области».

    A place in the nominative is no owner: «РБК Украина», «Реал Мадрид».
    """
    words = normal.split()
    if len(words) < 2:
        return ""
    if words[-1].lower() in _REGIONS and len(words) > 2 and words[-2][0].isupper():
        return " ".join(words[-2:])
    word = fold(words[-1])
    if not words[-1][0].isupper() or is_latin(word) or not is_place(stem_of_place(word)):
        return ""
    is_nominative = word in built_in_aliases().entries["LOC"] and not words[-1].isupper()
    return "" if is_nominative and _declines(word) else words[-1]


def _declines(word: str) -> bool:
    """«Украина», but not «Перу», «Чили»: those stand unchanged where they own."""
    return not word.endswith(("у", "и", "о", "е"))


def place_key(form: NameForm) -> str:
    """Return a key of a place, to be compared with that of an owner."""
    return first_name_of_place(form.stems[0])


def owner_of(form: NameForm) -> str:
    """Return a key of the place that a body belongs to by its name, or an empty string."""
    owner = _owner(form.normal) if form.type == "ORG" else ""
    return _owner_key(owner) if owner else ""


@remembered(LINKED)
def _owner_key(owner: str) -> str:
    words = owner.split()
    if owner == "РФ" or fold(words[-1]) in _COUNTRY_ENDS:
        return "росси"
    return first_name_of_place(stem_of_place(words[0]))


def _same_owners(one: NameForm, other: NameForm) -> bool:
    """«МИД Пакистана» and «Министерство иностранных дел Пакистана», «СК РФ» and «СК России»."""
    owners = [_owner(form.normal) or institution_of(form.normal) for form in (one, other)]
    if not all(owners) or _owner_key(owners[0]) != _owner_key(owners[1]):
        return False
    a, b = (
        group.normal.split()[: -len(owner.split())]
        for group, owner in zip((one, other), owners, strict=True)
    )
    if not a or not b:
        return False
    if fold(" ".join(a)) == fold(" ".join(b)):
        return True
    return any(
        len(x) == 1 and is_acronym(x[0]) and fold(x[0]) in initials_of(" ".join(y))
        for x, y in ((a, b), (b, a))
    )
