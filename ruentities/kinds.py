"""The few words that the whole library shares: types of names and their grammar."""

from __future__ import annotations

from typing import Final, Literal

Type = Literal["PER", "ORG", "LOC"]
Case = Literal["nomn", "gent", "datv", "accs", "ablt", "loct"]
Number = Literal["sing", "plur"]
# A person's gender, and a word's, which may be neuter.
Gender = Literal["masc", "femn"]
WordGender = Literal["masc", "femn", "neut"]

TYPES: Final[tuple[Type, ...]] = ("PER", "ORG", "LOC")
CASES: Final[tuple[Case, ...]] = ("nomn", "gent", "datv", "accs", "ablt", "loct")
NUMBERS: Final[tuple[Number, ...]] = ("sing", "plur")
GENDERS: Final[tuple[WordGender, ...]] = ("masc", "femn", "neut")
