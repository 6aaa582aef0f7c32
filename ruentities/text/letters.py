"""Letters of other alphabets and times, read as today's Russian ones in the same length.

A reading serves the analysis alone: offsets and what is printed stay the text's own.
"""

from __future__ import annotations

import re
from typing import Final

# Latin letters that look Cyrillic are Cyrillic in a word that has Cyrillic letters: «Mосква».
_TWINS: Final = str.maketrans("ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху")
# And the other way round where that leaves no Cyrillic word: «Metа» whose last letter is ours.
_LATIN_TWINS: Final = str.maketrans("АВСЕНКМОРТХУасеорху", "ABCEHKMOPTXYaceopxy")
# So does the i of «Андрiй», though its twin is no letter of Russian; 0 and 3 among letters are
# misprints: «Иван0в», «3инаида», but not «3го» or «3этажный».
_ALMOST: Final = str.maketrans("iI03", "иИОЗ")
_MIXED: Final = re.compile("[a-zA-Z](?:(?<=[а-яёА-ЯЁ].)|(?=[а-яёА-ЯЁ]))")
_ALMOST_MIXED: Final = re.compile("[iI](?:(?<=[а-яёА-ЯЁ].)|(?=[а-яёА-ЯЁ]))")
_LETTERS: Final = re.compile("[a-zA-Zа-яёА-ЯЁ]+")
_DIGIT: Final = re.compile(
    r"[03](?=[а-яё])(?:(?<=[А-ЯЁа-яё].)|(?<!\w.)(?:(?<=0)(?=[а-яё]{2})|(?=[аиоуя][а-яё]{2})))"
)

# Ukrainian, Belarusian, Kazakh, Kyrgyz, Tatar, Bashkir, Tajik and pre-1918 letters.
_FOREIGN: Final = str.maketrans(
    "ѣѢіІѳѲѵѴїЇєЄґҐўЎқҚғҒұҰүҮөӨәӘңҢһҺҗҖҳҲҷҶӣӢӯӮҙҘҫҪҡҠ",
    "еЕиИфФиИиИеЕгГуУкКгГуУуУоОаАнНхХжЖхХчЧиИуУзЗсСкК",
)
_ANY_FOREIGN: Final = re.compile("[ѢѣІіѲѳѴѵЇїЄєҐґЎўҚқҒғҰұҮүӨөӘәҢңҺһҖҗҲҳҶҷӢӣӮӯҘҙҪҫҠҡ]")

_OLD_LETTER: Final = re.compile("[ѣѢѳѲѵѴ]")
_FINAL_SIGN: Final = re.compile(r"ъ\b")
# Two words in a final ъ, or one beside an і, are no chance: one alone is «Коммерсантъ».
_LEAST_OLD_WORDS: Final = 2
_OLD_ENDING: Final = re.compile(r"(?<=[а-яё]{2})(?:аго|яго|ыя)\b")
_TODAYS_ENDING: Final = {"аго": "ого", "яго": "его", "ыя": "ые"}
_NO_OLD_ENDING: Final = re.compile("(?:чик|тоб|сант|сантъ)(?:аго|яго)$", re.I)
CONSONANTS: Final = frozenset("бвгджзклмнпрстфхцчшщ")
# Combining, so that it stays in its word; it joins with no letter into another.
_UNSEEN: Final = "\u034f"


def russian_letters(text: str) -> str:
    """Return a text in the letters of today's Russian, character for character.

    >>> russian_letters("Андрiй, Сағынтаев, Сергѣй"), russian_letters("iPhone и IBM")
    ('Андрий, Сагынтаев, Сергей', 'iPhone и IBM')
    """
    old = _is_old(text)
    if _ANY_FOREIGN.search(text):
        text = text.translate(_FOREIGN)
    if _MIXED.search(text):
        text = _LETTERS.sub(_in_one_alphabet, text)
    if _DIGIT.search(text):
        text = _DIGIT.sub(_letter, text)
    if old:
        text = _OLD_ENDING.sub(_todays_ending, _FINAL_SIGN.sub(_UNSEEN, text))
    return text


def has_other_letters(text: str) -> bool:
    """Whether some letter of a text may be read as another that does not look the same."""
    return (
        _ANY_FOREIGN.search(text) is not None
        or _ALMOST_MIXED.search(text) is not None
        or ("ъ" in text and _is_old(text))
    )


def without_twins(text: str) -> str:
    """Return a text without the letters and digits that only look like what is meant.

    >>> without_twins("Mосква"), without_twins("Metа").isascii(), without_twins("Андрiй")
    ('Москва', True, 'Андрiй')
    """
    if _MIXED.search(text):
        text = _LETTERS.sub(_twins, text)
    return _DIGIT.sub(_letter, text) if _DIGIT.search(text) else text


def folded_letters(text: str) -> str:
    """Return a lower-case text as it is compared: «сергѣй» and «сергей» are one, «иванъ» too.

    >>> folded_letters("иванъ ѳедоровъ")
    'иван федоров'
    """
    if _ANY_FOREIGN.search(text):
        text = text.translate(_FOREIGN)
    if _MIXED.search(text):
        text = _LETTERS.sub(_in_one_alphabet, text)
    return _FINAL_SIGN.sub("", text) if "ъ" in text else text


def reprinted(printed: str, word: str, form: str) -> str:
    """Write another form of a word in the letters in which the word itself is printed.

    Args:
        printed: The word as printed.
        word: Its reading.
        form: The other form, spelt as the reading is.

    >>> reprinted("Жұманғарину", "Жумангарину", "Жумангарин")
    'Жұманғарин'
    >>> reprinted("Ивановымъ", "Ивановым", "Иванов")
    'Ивановъ'
    """
    start = ""
    for own, other, letter in zip(word, form, printed, strict=False):
        if own != other and not {own, other} <= {"е", "ё"}:
            break
        start += other if other == "ё" else letter
    sign = "ъ" if printed[-1:] == "ъ" and form[-1:].lower() in CONSONANTS else ""
    return start + form[len(start) :] + sign


def _is_old(text: str) -> bool:
    if _OLD_LETTER.search(text):
        return True
    if "ъ" not in text:
        return False
    least = 1 if "і" in text or "І" in text else _LEAST_OLD_WORDS
    return len(_FINAL_SIGN.findall(text)) >= least


def _todays_ending(match: re.Match[str]) -> str:
    ending = match.group()
    before = match.string[max(0, match.start() - 4) : match.end()]
    return ending if _NO_OLD_ENDING.search(before) else _TODAYS_ENDING[ending]


def _in_one_alphabet(match: re.Match[str]) -> str:
    word = match.group()
    if _MIXED.search(word):
        cyrillic, latin = word.translate(_TWINS).translate(_ALMOST), word.translate(_LATIN_TWINS)
        return next((one for one in (cyrillic, latin) if not _MIXED.search(one)), word)
    return word


def _twins(match: re.Match[str]) -> str:
    word, meant = match.group(), _in_one_alphabet(match)
    if meant.isascii():
        return meant
    return word if _MIXED.search(meant) else word.translate(_TWINS)


def _letter(match: re.Match[str]) -> str:
    letter = match.group().translate(_ALMOST)
    start = match.start()
    return letter.lower() if start and match.string[start - 1].isalpha() else letter
