"""``python -m ruentities.training.paradigms``: count how the dictionary's names are declined.

Writes ``ruentities/data/paradigms.tsv``, which `ruentities.language.paradigms` reads. The names
are those of OpenCorpora's dictionary (https://opencorpora.org, CC BY-SA) as pymorphy3 packs it;
only counts of their endings are kept.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import ruentities
from ruentities.kinds import CASES
from ruentities.language.dictionary import analyzer
from ruentities.language.morphology import beginning
from ruentities.language.tables import END
from ruentities.language.vectors import frequency

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROLES: Final = {"Name": "first", "Patr": "middle", "Surn": "last", "Geox": "place", "Orgn": "body"}
_STEM_END: Final = 3
# Short words end like no others.
_SHORTEST: Final = 4
_RAREST: Final = 5
_LOG_COUNT: Final = 3
_HEADER: Final = """\
# How the names of OpenCorpora's dictionary (https://opencorpora.org, CC BY-SA) are declined,
# counted by python -m ruentities.training.paradigms: role, gender, number and the endings of
# nomn, gent, datv, accs, ablt, loct; then none to three last letters of stems, with their counts.
"""

Pattern = tuple[str, ...]


def main() -> None:
    """Count and write the file."""
    stems: defaultdict[Pattern, Counter[str]] = defaultdict(Counter)
    for pattern, stem, weight in _declined_names():
        for length in range(min(_STEM_END, len(stem)) + 1):
            stems[pattern][stem[len(stem) - length :]] += weight
    lines = [
        f"{' '.join(pattern)}\t{' '.join(f'{end}:{count}' for end, count in sorted(ends.items()))}"
        for pattern, ends in sorted(stems.items(), key=lambda item: -item[1][""])
        if ends[""] >= _RAREST
    ]
    path = Path(ruentities.__file__).parent / "data" / "paradigms.tsv"
    path.write_text(_HEADER + "\n".join([*lines, END]) + "\n", encoding="utf-8")


def _declined_names() -> Iterator[tuple[Pattern, str, int]]:
    """Yield role, gender, number and endings of each known name, its stem, and its weight."""
    dictionary = analyzer().dictionary
    for word, tag, _, paradigm, place in dictionary.iter_known_words():
        roles = [role for label, role in _ROLES.items() if label in tag.grammemes]
        if not roles or not _is_a_lemma(tag) or "-" in word or len(word) < _SHORTEST:
            continue
        cells = dictionary.build_paradigm_info(paradigm)
        prefix, _, suffix = cells[place]
        base = word[len(prefix) : len(word) - len(suffix)]
        forms = [_form(cells, base, tag, case) for case in CASES]
        if not all(forms):
            continue
        stem = beginning(forms)
        endings = [form[len(stem) :].replace("ё", "е") or "-" for form in forms]
        open_gender = "ms-f" in tag.grammemes or tag.number == "plur"
        # A name that news texts have says more than one of ten thousand rare ones.
        weight = 1 + round(_LOG_COUNT * math.log10(1 + frequency(forms[0].replace("ё", "е"))))
        gender = "-" if open_gender else str(tag.gender)
        for role in roles:
            if tag.number == "sing" or role == "last" or "Pltm" in tag.grammemes:
                yield (role, gender, str(tag.number), *endings), stem.replace("ё", "е"), weight
            elif role == "first":
                # Foreign surnames have their plural, a family's, like foreign first names.
                yield ("last", gender, str(tag.number), *endings), stem.replace("ё", "е"), 1


def _is_a_lemma(tag: Any) -> bool:
    return bool(tag.case == "nomn" and tag.POS == "NOUN" and "Abbr" not in tag.grammemes)


def _form(cells: list[tuple[str, Any, str]], base: str, tag: Any, case: str) -> str:
    for prefix, other, suffix in cells:
        if (other.case, other.number, other.gender) == (case, tag.number, tag.gender):
            return prefix + base + suffix
    return ""


if __name__ == "__main__":
    main()
