"""The few words that the whole library shares: types of names and their grammar."""

from __future__ import annotations

from typing import Final, Literal

Type = Literal["PER", "ORG", "LOC"]
Gender = Literal["masc", "femn"]
Case = Literal["nomn", "gent", "datv", "accs", "ablt", "loct"]

CASES: Final[tuple[Case, ...]] = ("nomn", "gent", "datv", "accs", "ablt", "loct")
