"""A word's other forms, written as the word itself is: capitals and ё."""

from __future__ import annotations

from typing import Final

from ruentities.language.folding import beginning
from ruentities.language.morphology import known_readings

# «на», «де»: shorter parts of a hyphened name are no words of their own.
_SHORTEST: Final = 3


def respell(word: str, nominative: str, *, capitals: bool = True) -> str:
    """Write a nominative as the text writes the word: capitals and ё kept.

    Args:
        word: The word in the text.
        nominative: Its nominative in lower case.
        capitals: Whether a word all in capitals may be an abbreviation, which stays as it is.

    >>> respell("Лавровым", "лавров"), respell("Салтыкову-Щедрину", "салтыков-щедрин")
    ('Лавров', 'Салтыков-Щедрин')
    >>> respell("МОСКВЕ", "москва"), respell("США", "сша")
    ('Москва', 'США')
    >>> respell("РОСТОВУ-НА-ДОНУ", "ростов-на-дону")
    'Ростов-на-Дону'
    """
    if "-" in word and word.count("-") == nominative.count("-"):
        parts, nominals = word.split("-"), nominative.split("-")
        if word.isupper() and _is_name(nominative):
            # «САНКТ-ПЕТЕРБУРГЕ», «РОСТОВ-НА-ДОНУ» are no abbreviations.
            first, *rest = (nominal.capitalize() for nominal in nominals)
            shown = [one.lower() if len(one) < _SHORTEST else one for one in rest]
            return "-".join([first, *shown])
        pairs = zip(parts, nominals, strict=True)
        return "-".join([respell(part, nominal, capitals=capitals) for part, nominal in pairs])
    if word.isascii():
        return word
    shouted = word.isupper() and len(word) > 1
    if shouted and word.lower() == nominative and capitals:
        return word
    if shouted:
        return nominative.capitalize()
    lower = word.lower()
    if lower.startswith(nominative):
        return word[: len(nominative)]
    kept = 0
    for own, other in zip(lower, nominative, strict=False):
        if own != other and {own, other} != {"е", "ё"}:
            break
        kept += 1
    start = word[:kept]
    if "ё" in nominative[:kept]:
        # «Пётр» from «Петра»: the vowel changes with the case; «Королёв» from «Королёва» does not.
        start = "".join(
            other if own == "е" and other == "ё" else own
            for own, other in zip(start, nominative, strict=False)
        )
    return start + nominative[kept:]


def _is_name(nominative: str) -> bool:
    """Whether the dictionary has a word with hyphens, or its first part, as a name."""
    return any(
        reading.labels and "Abbr" not in reading.labels
        for word in (nominative, nominative.split("-")[0])
        for reading in known_readings(word)
    )


def spelt(word: str, form: str) -> str:
    """Write a case form as the nominative is written: capitals kept, ё only where it was.

    >>> spelt("Королев", "королёва"), spelt("Пётр", "петра"), spelt("НАТО", "нато")
    ('Королева', 'Петра', 'НАТО')
    >>> spelt("ВкусВилл", "вкусвилла")
    'ВкусВилла'
    """
    if form == word.lower():
        return word
    if "ё" not in word.lower():
        stem = len(beginning((word.lower(), form.replace("ё", "е"))))
        form = form[:stem].replace("ё", "е") + form[stem:]
    return "-".join(
        _with_capitals(own, part)
        for own, part in zip(word.split("-"), form.split("-"), strict=True)
    )


def _with_capitals(word: str, form: str) -> str:
    if word.isupper() and len(word) > 1:
        return form.capitalize()
    kept = len(beginning((word.lower(), form)))
    return word[:kept] + form[kept:]
