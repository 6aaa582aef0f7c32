"""OpenCorpora's dictionary in the files of pymorphy3-dicts-ru, as little of it as is asked for.

pymorphy3 makes an object of each tag, paradigm and ending when it loads them: 6 MB and a tenth of
the start. Here tags and endings stay text, paradigms one array; the automata are the same.
"""

from __future__ import annotations

import json
from array import array
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ruentities.language.strings import Strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What an automaton keeps of a word: its paradigm and the number of the form in it; before them,
# where it knows endings only, how many words have it.
_OF_WORDS: Final = ">HH"
_OF_ENDINGS: Final = ">IHH"
# «е» is written for «ё», but not the other way around.
_SPELT_ALIKE: Final = {"е": "ё"}
# A tag tells nothing of a word together with one of these.
_EXCLUDED: Final = {"plur": "GNdr"}


class Paradigms:
    """The forms of each paradigm: numbers of endings, then of tags, then of what stands before.

    Args:
        rows: Each one's length and its numbers, one after the other.
    """

    def __init__(self, rows: array[int]) -> None:
        self._rows = rows
        self._begins = array("I")
        place = 0
        while place < len(rows):
            self._begins.append(place + 1)
            place += 1 + rows[place]

    def __getitem__(self, number: int) -> array[int]:
        begin = self._begins[number]
        return self._rows[begin : begin + self._rows[begin - 1]]

    def __len__(self) -> int:
        return len(self._begins)


class Dictionary(NamedTuple):
    """The dictionary.

    Attributes:
        words: Automaton of all its words.
        endings: For each beginning that forms may have, the automaton of last letters of words.
        shares: Automaton of how often a word has a tag, in millionths.
        alike: What the automata take for the same letter.
        paradigms: Its paradigms.
        tags: Its tags, as it writes them.
        suffixes: What stands after stems.
        prefixes: What stands before them.
    """

    words: Any
    endings: tuple[tuple[str, Any], ...]
    shares: Any
    alike: Any
    paradigms: Paradigms
    tags: Strings
    suffixes: Strings
    prefixes: Sequence[str]


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """Return the dictionary, loaded once."""
    import pymorphy3_dicts_ru

    try:
        from dawg import IntDAWG, RecordDAWG
    except ImportError:
        # The same in Python, where there is no wheel.
        from dawg_python import IntDAWG, RecordDAWG

    folder = Path(pymorphy3_dicts_ru.get_path())

    def read(name: str) -> Any:
        return json.loads((folder / name).read_text(encoding="utf-8"))

    # Read now, once for all threads.
    _incompatible()
    prefixes = dict(read("meta.json"))["compile_options"]["paradigm_prefixes"]
    words = RecordDAWG(_OF_WORDS).load(str(folder / "words.dawg"))
    endings = [
        RecordDAWG(_OF_ENDINGS).load(str(folder / f"prediction-suffixes-{number}.dawg"))
        for number in range(len(prefixes))
    ]
    rows = array("H")
    # Their number comes first.
    rows.frombytes((folder / "paradigms.array").read_bytes()[rows.itemsize :])
    return Dictionary(
        words,
        tuple(zip(prefixes, endings, strict=True)),
        # What completes a word, a third of this file, stays there.
        IntDAWG().load(str(folder / "p_t_given_w.intdawg")),
        words.compile_replaces(_SPELT_ALIKE),
        Paradigms(rows),
        Strings.of(read("gramtab-opencorpora-int.json")),
        Strings.of(read("suffixes.json")),
        prefixes,
    )


@lru_cache(maxsize=1)
def _incompatible() -> dict[str, frozenset[str]]:
    """Return the grammemes that no word has together with each of them."""
    import pymorphy3_dicts_ru

    path = Path(pymorphy3_dicts_ru.get_path(), "grammemes.json")
    parents = {name: parent for name, parent, *_ in json.loads(path.read_text(encoding="utf-8"))}
    families: dict[str, set[str]] = {}
    for name, parent in parents.items():
        for elder in (parent, parents.get(parent)):
            if elder:
                families.setdefault(elder, set()).add(name)
    found = {}
    for name, parent in parents.items():
        others = set(families.get(parent, ()))
        if excluded := _EXCLUDED.get(name):
            others |= {excluded, *families.get(excluded, ())}
        found[name] = frozenset(others - {name})
    return found


def with_grammemes(own: Iterable[str], wanted: frozenset[str]) -> frozenset[str]:
    """Return grammemes with some others in place of what they exclude.

    >>> sorted(with_grammemes(("NOUN", "sing", "gent"), frozenset({"nomn", "plur"})))
    ['NOUN', 'nomn', 'plur']
    """
    return wanted.union(own).difference(*[_incompatible()[one] for one in wanted])
