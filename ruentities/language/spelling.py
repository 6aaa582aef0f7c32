"""A word's other forms, written as the word itself is: capitals and ё."""

from __future__ import annotations

from ruentities.language.morphology import beginning


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
    """
    parts, nominals = word.split("-"), nominative.split("-")
    if len(parts) == len(nominals) > 1:
        pairs = zip(parts, nominals, strict=True)
        return "-".join(respell(part, nominal, capitals=capitals) for part, nominal in pairs)
    if word.isascii():
        return word
    shouted = word.isupper() and len(word) > 1
    if shouted and (word.lower() == nominative and capitals):
        return word
    if shouted:
        return nominative.capitalize()
    kept = 0
    for own, other in zip(map(str.lower, word), nominative, strict=False):
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


def spelt(word: str, form: str) -> str:
    """Write a case form as the nominative is written: capitals kept, ё only where it was.

    >>> spelt("Королев", "королёва"), spelt("Пётр", "петра"), spelt("НАТО", "нато")
    ('Королева', 'Петра', 'НАТО')
    """
    if form == word.lower():
        return word
    if "ё" not in word.lower():
        stem = len(beginning((word.lower(), form.replace("ё", "е"))))
        form = form[:stem].replace("ё", "е") + form[stem:]
    return "-".join(
        part.capitalize() if own[0].isupper() else part
        for own, part in zip(word.split("-"), form.split("-"), strict=True)
    )
