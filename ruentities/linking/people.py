"""What speaks for and against two names being one person's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import fold
from ruentities.language.latin import consonants, hissing, is_latin
from ruentities.language.remembered import LINKED, remembered
from ruentities.linking.groups import Keys
from ruentities.linking.words import case_stem, full_names, is_feminine, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruentities.linking.groups import Group, NameForm

_NUMERAL: Final = re.compile(r"[ivxlc]+|\d+")
_PIECE_ENDS: Final = re.compile("[- ]")
# A shorter piece of a double surname is a particle: «аль», «фон».
_SHORTEST_PIECE: Final = 4
_GENERATIONS: Final = {
    "младший": "младший", "мл": "младший", "jr": "младший",
    "старший": "старший", "ст": "старший", "sr": "старший",
}  # fmt: skip
_FEMININE_ENDINGS: Final = frozenset(("а", "у", "ой", "ою"))
_MASCULINE_ENDINGS: Final = frozenset(("", "а", "у", "ым", "ом", "е"))
_ADJECTIVES: Final = ("ий", "ый", "ой", "ая")
# First name, patronymic, surname.
_MOST_WORDS: Final = 3
_PLURAL_ENDS: Final = ("ы", "и", "ие", "ые")
# Likenesses by which a surname may still be the same one.
_SAME_SURNAME: Final = frozenset(("same", "case form", "one letter", "Latin"))


@remembered(LINKED)
def person_keys(form: NameForm) -> Keys:
    """Return under what a person's name is looked for: its words, their stems and sounds."""
    keys: set[str] = set()
    for word in form.folded:
        pieces = [piece for piece in _PIECE_ENDS.split(word) if len(piece) >= _SHORTEST_PIECE]
        for piece in {word, *pieces}:
            if len(piece) > 1 and not _NUMERAL.fullmatch(piece) and piece not in _GENERATIONS:
                keys |= {piece, case_stem(word)}
                sound = hissing(consonants(piece))
                if len(sound) > 1:
                    keys.add(f"~{sound}")
    return Keys(tuple(keys.union(first_name_keys(form))), ())


@remembered(LINKED)
def first_name_keys(form: NameForm) -> tuple[str, ...]:
    """Return those of the keys that come from a first name, which many people share."""
    first = form.parts.first or (form.words[0] if len(form.words) == 1 else None)
    if not first:
        return ()
    folded = fold(first)
    sound = hissing(consonants(folded))
    heard = (f"~{sound}",) if len(sound) > 1 else ()
    return tuple({case_stem(folded), *full_names(folded), *heard})


def person_evidence(one: Group, other: Group) -> tuple[str, ...]:
    """Return what makes two names look like one person's, nothing when nothing does.

    Args:
        one: A person's name.
        other: Another.

    Returns:
        Features, the one to be told as the reason first.
    """
    return _evidence(one.form, one.printed, other.form, other.printed)


@lru_cache(maxsize=LINKED)
def _evidence(
    one: NameForm, printed: tuple[str, ...], other: NameForm, other_printed: tuple[str, ...]
) -> tuple[str, ...]:
    if one.key == other.key:
        return ("same name",)
    if _have_different_numerals(one, other):
        return ()
    short, full = one, other
    if len(one.words) > len(other.words):
        short, full, printed, other_printed = other, one, other_printed, printed
    if len(short.words) < 2:
        return _evidence_of_one_word(short, printed, full, other_printed)
    if generation(short) != generation(full) and fold(_without_generation(short.normal)) == fold(
        _without_generation(full.normal)
    ):
        # A text that has both names in full tells father and son apart by the word.
        return ("the same but for a generation",)
    found = tuple(_evidence_of_parts(short, full))
    if found:
        return found
    return tuple(_evidence_of_words(short, full))


def _evidence_of_one_word(
    short: NameForm, printed: tuple[str, ...], full: NameForm, full_printed: tuple[str, ...]
) -> tuple[str, ...]:
    word = fold(_without_generation(short.normal))
    if len(full.words) < 2:
        if _is_plural_of(word, full.key) or _is_plural_of(full.key, word):
            return ()
        alike = likeness(word, full.key)
        if alike in _ALONE:
            return (_ALONE[alike],)
        if full.key in printed or short.key in full_printed:
            return ("printed as the surname",)
        if _is_printed_as(printed, full.key) or _is_printed_as(full_printed, short.key):
            return ("printed as a form of the name",)
        return ()
    parts = full.parts
    surname = _without_generation(parts.last) if parts.last else parts.middle
    as_first = short.parts.first is not None
    if parts.last and word in pieces(parts.last):
        if word in (fold(parts.last), fold(surname or "")):
            if generation(short) == "младший" and generation(full) is None:
                # «Кейн-младший» beside «Роберт Кейн» is rather his son.
                return ("surname of the younger",)
            return ("surname, read as a first name",) if as_first else ("surname",)
        return ("part of surname",)
    if parts.first and word == fold(parts.first):
        return ("first name",) if as_first else ("first name, read as a surname",)
    if word in full.folded:
        return ("a word of the name",)
    if surname and fold(surname) in printed:
        return ("printed as the surname",)
    if surname and _is_printed_as(printed, fold(surname)):
        return ("printed as a form of the surname",)
    for part, names in ((surname, _OF_SURNAME), (parts.first, _OF_FIRST_NAME)):
        folded = fold(part) if part else ""
        if folded and not _is_plural_of(word, folded):
            alike = likeness(word, folded)
            if alike in names:
                return (names[alike],)
    return ()


_ALONE: Final = {
    "case form": "case form",
    "short": "short first name",
    "one letter": "another spelling",
    "Latin": "Latin spelling",
}
_OF_SURNAME: Final = {
    "same": "surname",
    "case form": "case form of the surname",
    "one letter": "another spelling of the surname",
    "Latin": "surname in Latin letters",
}
_OF_FIRST_NAME: Final = {
    "short": "short first name",
    "case form": "case form of the first name",
    "beginning": "beginning of the first name",
    "one letter": "another spelling of the first name",
    "Latin": "first name in Latin letters",
}


def _is_printed_like(printed: tuple[str, ...], full: NameForm) -> bool:
    return bool(printed) and full.parts.last is not None and fold(full.parts.last) in printed


def _is_printed_as(printed: tuple[str, ...], surname: str) -> bool:
    """«Богданову», read as a man's dative, may be the accusative of «Богданова»."""
    endings = _FEMININE_ENDINGS if is_feminine(surname) else _MASCULINE_ENDINGS
    start = surname[:-1] if is_feminine(surname) else surname
    return any(form.startswith(start) and form[len(start) :] in endings for form in printed)


def _evidence_of_parts(one: NameForm, other: NameForm) -> Iterator[str]:
    """Compare two names of several words part by part."""
    a, b = one.parts, other.parts
    first, middle = _compared(a.first, b.first), _compared(a.middle, b.middle)
    last = _compared(a.last and _without_generation(a.last), b.last and _without_generation(b.last))
    if (
        a.last
        and b.last
        and last not in _SAME_SURNAME
        and not pieces(a.last).isdisjoint(pieces(b.last))
    ):
        last = "part"
    if first == "different" or middle == "different":
        return
    if first == "one letter" and one.gender and other.gender and one.gender != other.gender:
        # «Евгений Тихонович» is no misspelt «Евгения Волянская».
        return
    if last in _SAME_SURNAME or last == "part":
        basis = "name parts" if first != "initial" and middle != "initial" else "initials"
    elif last == "unknown" and first not in ("unknown", "initial"):
        basis = "patronymic" if a.middle or b.middle else "first name without a surname"
    else:
        return
    for part, alike in (("first name", first), ("surname", last), ("patronymic", middle)):
        if alike not in ("same", "unknown", "initial"):
            yield f"{alike}: {part}"
    yield basis
    if first == "unknown" and last != "unknown":
        yield "no first name"


def _evidence_of_words(short: NameForm, full: NameForm) -> Iterator[str]:
    """Compare two names of several words whose parts were told apart otherwise."""
    if set(short.folded) <= set(full.folded):
        yield "same words" if len(short.words) == len(full.words) else "words of the name"
    elif len(short.words) < len(full.words) and set(short.stems) <= set(full.stems):
        yield "case form: words of the name"
        yield "words of the name"
    elif len(short.words) == len(full.words):
        alike = [likeness(*pair) for pair in zip(short.folded, full.folded, strict=True)]
        if all(one in ("same", "case form") for one in alike) or short.stems == full.stems:
            yield "case form"
        elif all(one in ("same", "Latin") for one in alike) and "Latin" in alike:
            yield "Latin spelling"
        elif alike.count("different") == 0 and "initial" not in alike:
            yield "another spelling"
    elif is_latin(short.key) != is_latin(full.key) and {*map(consonants, short.folded)} <= {
        *map(consonants, full.folded)
    }:
        yield "Latin spelling"


def person_contradictions(one: Group, other: Group) -> tuple[str, ...]:
    """Return what speaks against two names being one person's."""
    a, b = one.form, other.form
    # «Королёва», read as the genitive of a man, may be the woman whom the text names.
    is_ambiguous = a.gender != b.gender and (
        _is_printed_like(one.printed, b) or _is_printed_like(other.printed, a)
    )
    return _contradictions(a, b, is_ambiguous)


@lru_cache(maxsize=LINKED)
def _contradictions(one: NameForm, other: NameForm, is_ambiguous: bool) -> tuple[str, ...]:
    return tuple(_against(one, other, is_ambiguous=is_ambiguous))


def _against(one: NameForm, other: NameForm, *, is_ambiguous: bool) -> Iterator[str]:
    a, b = one.parts, other.parts
    if one.gender and other.gender and one.gender != other.gender and not is_ambiguous:
        yield "another gender"
    if _have_different_numerals(one, other):
        yield "another number"
    generations = generation(one), generation(other)
    if all(generations) and generations[0] != generations[1]:
        yield "another generation"
    # «Джонс» alone may be «Джонс-младший», «Рой Джонс» is rather his father.
    elif generations[0] != generations[1] and min(len(one.words), len(other.words)) > 1:
        yield "generation of one alone"
    if len(one.words) == 1 or len(other.words) == 1:
        # Which part of a name one word is, is a guess.
        return
    if a.first and b.first and _compared(a.first, b.first) == "different":
        yield "another first name"
    if a.middle and b.middle and _compared(a.middle, b.middle) == "different":
        yield "another patronymic"
    if a.last and b.last and _differ(a.last, b.last):
        yield "another surname"


def _have_different_numerals(one: NameForm, other: NameForm) -> bool:
    """«Николай I» and «Николай II»."""
    numerals = [[word for word in form.folded if _NUMERAL.fullmatch(word)] for form in (one, other)]
    return all(numerals) and numerals[0] != numerals[1]


def generation(form: NameForm) -> str | None:
    """Return «младший» of «Буш-младший» and «Буш мл.», or None."""
    last = _PIECE_ENDS.split(form.key.rstrip("."))[-1]
    return _GENERATIONS.get(last)


def has_surname(form: NameForm) -> bool:
    """Whether a name has one; what kings and saints are called besides is an adjective."""
    last = form.parts.last
    # More words are rather a king's in full: «Абдалла ибн Абдель Азиз Аль Сауд».
    is_short = 1 < len(form.words) <= _MOST_WORDS
    return last is not None and is_short and not last.endswith(_ADJECTIVES)


def _without_generation(surname: str) -> str:
    """«Буш» of «Буш-младший»."""
    start, dash, end = surname.rpartition("-")
    return start if dash and fold(end) in _GENERATIONS else surname


def _compared(one: str | None, other: str | None) -> str:
    if one is None or other is None:
        return "unknown"
    return likeness(fold(one), fold(other))


def _differ(one: str, other: str) -> bool:
    alike = likeness(fold(one), fold(other))
    return alike == "different" and pieces(one).isdisjoint(pieces(other))


def pieces(surname: str) -> frozenset[str]:
    """Return a folded surname and the parts of a double one that may stand alone.

    >>> sorted(pieces("Салтыков-Щедрин"))
    ['салтыков', 'салтыков-щедрин', 'щедрин']
    """
    whole = fold(surname)
    if "-" not in whole and " " not in whole:
        return frozenset((whole,))
    parts = _PIECE_ENDS.split(whole)
    return frozenset(
        (
            whole,
            *[
                piece
                for piece in parts
                if len(piece) >= _SHORTEST_PIECE and piece not in _GENERATIONS
            ],
        )
    )


def _is_plural_of(family: str, surname: str) -> bool:
    """«Ротенберги» are not «Ротенберг»: a family is an entity of its own."""
    for end in _PLURAL_ENDS:
        if family.endswith(end) and not surname.endswith(end):
            base = family[: -len(end)]
            return surname == base or (surname[-2:] in _ADJECTIVES and surname[:-2] == base)
    return False
