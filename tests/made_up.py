"""News without end, with new names in it: sentences of our own, and some about invented people."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tests.case_files import read_cases
from tests.paths import ROOT

if TYPE_CHECKING:
    import random

_SYLLABLES = "ва бо ку ди ме ло ра ни со ту ше гри ста".split()
_FIRST = "Анна Вера Галина Марта Олег Пётр Рустам Тимур Фёдор Яков".split()
# {a} to {d} are invented anew each time, {name} is a first name.
_ABOUT_INVENTED = """
Директор завода «{a}» {name} {b}нов рассказал, что новый цех откроют осенью.
Накануне {a}син встретился с жителями посёлка {b} и обещал провести туда газ.
В городе {a}ске выбрали мэра, им стал предприниматель {name} {b}цов.
Министерство культуры {a}ии объявило конкурс на лучший памятник реке {b}.
Компания «{a}» подала в суд на {b}нова, бывшего главу её отделения в {c}ске.
По словам {a}совой, артисты театра «{b}» уедут на гастроли в {c} и {d}ово.
""".strip().splitlines()


def word(seed: random.Random, syllables: int = 4) -> str:
    """A word that hardly another call returns, with a capital."""
    return "".join(seed.choices(_SYLLABLES, k=syllables)).capitalize()


def article(seed: random.Random, invented: int = 2) -> str:
    """Eight sentences of news, and some about invented people and places."""
    sentences = [
        *seed.sample(_sentences(), 8),
        *(
            template.format(name=seed.choice(_FIRST), **{key: word(seed) for key in "abcd"})
            for template in seed.choices(_ABOUT_INVENTED, k=invented)
        ),
    ]
    seed.shuffle(sentences)
    return " ".join(sentences)


@lru_cache(maxsize=1)
def _sentences() -> tuple[str, ...]:
    """The sentences of the tutorial's news, of the example and of the cases."""
    lines = (ROOT / "docs" / "news.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    texts.append((ROOT / "docs" / "example.txt").read_text(encoding="utf-8"))
    for path in sorted((ROOT / "tests" / "cases").glob("*.txt")):
        if path.stem != "dirty":
            texts += [case.text for case in read_cases(path)]
    found = [part for text in texts for part in re.split(r"(?<=[.!?])\s+|\n+", text)]
    return tuple(dict.fromkeys(part for part in found if re.match(r"[А-Я].{30,}[.!?]$", part)))
