"""What speaks for and against two names being one person's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import fold
from ruentities.language.latin import consonants, is_latin
from ruentities.linking.words import case_stem, full_names, is_feminine, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruentities.linking.groups import Group

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
_PLURAL_ENDS: Final = ("ы", "и", "ие", "ые")
# Likenesses by which a surname may still be the same one.
_SAME_SURNAME: Final = frozenset(("same", "case form", "one letter", "Latin"))


def person_keys(group: Group) -> set[str]:
    """Return under what a person's name is looked for: its words, their stems and sounds."""
    keys: set[str] = set()
    for word in group.folded:
        pieces = [piece for piece in _PIECE_ENDS.split(word) if len(piece) >= _SHORTEST_PIECE]
        for piece in {word, *pieces}:
            if len(piece) > 1 and not _NUMERAL.fullmatch(piece) and piece not in _GENERATIONS:
                keys |= {piece, case_stem(word)}
                sound = consonants(piece)
                if len(sound) > 1:
                    keys.add(f"~{sound}")
    return keys | first_name_keys(group)


def first_name_keys(group: Group) -> set[str]:
    """Return those of the keys that come from a first name, which many people share."""
    first = group.parts.first or (group.words[0] if len(group.words) == 1 else None)
    if not first:
        return set()
    folded = fold(first)
    sound = consonants(folded)
    return {case_stem(folded), *full_names(folded), *([f"~{sound}"] if len(sound) > 1 else ())}


def person_evidence(one: Group, other: Group) -> tuple[str, ...]:
    """Return what makes two names look like one person's, nothing when nothing does.

    Args:
        one: A person's name.
        other: Another.

    Returns:
        Features, the one to be told as the reason first.
    """
    if one.key == other.key:
        return ("same name",)
    if _have_different_numerals(one, other):
        return ()
    short, full = (one, other) if len(one.words) <= len(other.words) else (other, one)
    if len(short.words) < 2:
        return _evidence_of_one_word(short, full)
    found = tuple(_evidence_of_parts(short, full))
    if found:
        return found
    return tuple(_evidence_of_words(short, full))


def _evidence_of_one_word(short: Group, full: Group) -> tuple[str, ...]:
    word = fold(_without_generation(short.normal))
    if len(full.words) < 2:
        if _is_plural_of(word, full.key) or _is_plural_of(full.key, word):
            return ()
        alike = likeness(word, full.key)
        if alike == "different" and (
            _is_printed_as(short, full.key) or _is_printed_as(full, short.key)
        ):
            return ("printed as a form of the name",)
        return (_ALONE[alike],) if alike in _ALONE else ()
    parts = full.parts
    surname = _without_generation(parts.last) if parts.last else parts.middle
    as_first = short.parts.first is not None
    if parts.last and word in pieces(parts.last):
        if word in (fold(parts.last), fold(surname)):
            return ("surname, read as a first name",) if as_first else ("surname",)
        return ("part of surname",)
    if parts.first and word == fold(parts.first):
        return ("first name",) if as_first else ("first name, read as a surname",)
    if word in full.folded:
        return ("a word of the name",)
    if surname and fold(surname) in short.printed:
        return ("printed as the surname",)
    if surname and _is_printed_as(short, fold(surname)):
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


def _is_printed_like(short: Group, full: Group) -> bool:
    surname = full.parts.last
    return len(short.words) == 1 and surname is not None and fold(surname) in short.printed


def _is_printed_as(group: Group, surname: str) -> bool:
    """«Богданову», read as a man's dative, may be the accusative of «Богданова»."""
    endings = _FEMININE_ENDINGS if is_feminine(surname) else _MASCULINE_ENDINGS
    start = surname[:-1] if is_feminine(surname) else surname
    return any(form.startswith(start) and form[len(start) :] in endings for form in group.printed)


def _evidence_of_parts(one: Group, other: Group) -> Iterator[str]:
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


def _evidence_of_words(short: Group, full: Group) -> Iterator[str]:
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


def person_contradictions(one: Group, other: Group) -> Iterator[str]:
    """Yield what speaks against two names being one person's."""
    a, b = one.parts, other.parts
    # «Королёва», read as the genitive of a man, may be the woman whom the text names.
    is_ambiguous = _is_printed_like(one, other) or _is_printed_like(other, one)
    if one.gender and other.gender and one.gender != other.gender and not is_ambiguous:
        yield "another gender"
    if _have_different_numerals(one, other):
        yield "another number"
    generations = generation(one), generation(other)
    if all(generations) and generations[0] != generations[1]:
        yield "another generation"
    if len(one.words) == 1 or len(other.words) == 1:
        # Which part of a name one word is, is a guess.
        return
    if a.first and b.first and _compared(a.first, b.first) == "different":
        yield "another first name"
    if a.middle and b.middle and _compared(a.middle, b.middle) == "different":
        yield "another patronymic"
    if a.last and b.last and _differ(a.last, b.last):
        yield "another surname"


def _have_different_numerals(one: Group, other: Group) -> bool:
    """«Николай I» and «Николай II»."""
    numerals = [
        [word for word in group.folded if _NUMERAL.fullmatch(word)] for group in (one, other)
    ]
    return all(numerals) and numerals[0] != numerals[1]


def generation(group: Group) -> str | None:
    """Return «младший» of «Буш-младший» and «Буш мл.», or None."""
    last = _PIECE_ENDS.split(group.key.rstrip("."))[-1]
    return _GENERATIONS.get(last)


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
