"""Russian names in Latin letters, read back.

Passports, ICAO, GOST and BGN write them each a bit otherwise, and none keeps every letter.
"""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING, Final

from ruentities.language.latin import spelt
from ruentities.language.morphology import known_readings
from ruentities.language.remembered import WORDS, remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

# What Latin letters may stand for; of several letters the longest are tried.
_LETTERS: Final[dict[str, tuple[str, ...]]] = {
    **{
        latin: (russian,)
        for latin, russian in zip("abvgdzkmoprstufw", "абвгдзкмопрстуфв", strict=True)
    },
    "shch": ("щ",), "sch": ("щ",), "zh": ("ж",), "kh": ("х",), "ts": ("ц",), "tc": ("ц",),
    "ch": ("ч",), "sh": ("ш",), "yu": ("ю",), "iu": ("ю", "ью"), "ju": ("ю",),
    "ya": ("я",), "ia": ("я", "ия", "ья"), "ja": ("я",), "yo": ("ё",), "io": ("ё", "ио"),
    "ye": ("е", "ье"), "ie": ("ие", "ье"), "ii": ("ий",), "iy": ("ий",), "yy": ("ый",),
    "iya": ("ия", "ья"), "iia": ("ия",), "eya": ("ея",), "tch": ("ч",),
    "sky": ("ский",), "skiy": ("ский",), "ski": ("ский",), "aya": ("ая",), "aia": ("ая",),
    "oy": ("ой",), "oi": ("ой",), "ey": ("ей",), "ei": ("ей",), "ay": ("ай",), "ai": ("ай",),
    "y": ("ы", "й"), "i": ("и",), "j": ("й", "ж"), "h": ("х", "г"), "x": ("кс",), "c": ("ц", "к"),
    "q": ("к",), "e": ("е", "э"), "l": ("л", "ль"), "n": ("н", "нь"),
}  # fmt: skip
_LONGEST: Final = 4
# A soft sign at the end is not written: Tver, Igor.
_SOFT: Final = frozenset("рвтсдзмп")
_TRIED: Final = 32
_SHORTEST: Final = 3
_LONGEST_WORD: Final = 20
_NAMES: Final = frozenset(("Name", "Patr", "Surn", "Geox"))


@remembered(WORDS)
def latin_labels(word: str) -> frozenset[str]:
    """Return what kinds of Russian names a word in Latin letters may be.

    Args:
        word: One word, in any case.

    Returns:
        Of ``"Name"``, ``"Patr"``, ``"Surn"`` and ``"Geox"`` those that the dictionary has for one
        of its Russian spellings; none for a word of another language.

    >>> sorted(latin_labels("KUZNETSOVA")), sorted(latin_labels("Tver")), latin_labels("Bank")
    (['Surn'], ['Geox'], frozenset())
    """
    if not (_SHORTEST <= len(word) <= _LONGEST_WORD and word.isascii() and word.isalpha()):
        return frozenset()
    return frozenset(
        label
        for spelling in spellings(word)
        for reading in known_readings(spelling)
        if reading.case == "nomn"
        for label in reading.labels & _NAMES
    )


def spellings(word: str) -> Iterator[str]:
    """Yield what a word in Latin letters may be in Russian ones, in small letters.

    >>> list(spellings("Sochi"))
    ['сочи']
    """
    options = []
    for letters in spelt(word.lower(), _LETTERS, _LONGEST):
        if letters is None:
            return
        options.append(letters)
    for chosen in islice(product(*options), _TRIED):
        spelling = "".join(chosen)
        yield spelling
        if spelling[-1] in _SOFT:
            yield f"{spelling}ь"
