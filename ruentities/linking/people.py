"""Which names are names of one person.

Fuller names come first, so that a surname finds the full name wherever it stands. Each reason is
a small function that looks at one name and one person. Reasons of one tier are equally good: a
name joins a person when the first tier that fits anybody fits nobody else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from ruentities.language.folding import fold
from ruentities.linking.groups import Evidence, join, may_be_one
from ruentities.recognition.features import stem
from ruentities.text.marks import is_initial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ruentities.language.person_names import Parts
    from ruentities.linking.groups import Cluster, Group
    from ruentities.result.entity import Reason

    Tier = tuple[tuple[Reason, Callable[[Group, Cluster], bool]], ...]

# So many people of one surname or first name are told apart in one document.
_NAMESAKES: Final = 30
_NUMERAL: Final = re.compile(r"[IVXLC]+|\d+")
_FEMININE: Final = ("ова", "ева", "ёва", "ина", "ына", "ая", "яя")
_PIECE_ENDS: Final = re.compile("[- ]")


def link_people(groups: Iterable[Group]) -> None:
    """Join the names of each person, where only one person fits.

    Where two reasons of a tier hold, the later one is told.

    Args:
        groups: The people's names.
    """
    known: dict[str, list[Group]] = defaultdict(list)
    for group in sorted(groups, key=_fullness):
        near = {
            id(other.cluster): other.cluster
            for word in _asked_for(group)
            for other in known.get(word, ())
            if _may_be(group, other.cluster)
        }
        for tier in _tiers(group) if near else ():
            evidence = {
                number: Evidence(group, cluster.groups[0], reason)
                for number, cluster in near.items()
                for reason, fits in tier
                if fits(group, cluster)
            }
            if len(evidence) == 1:
                join(*evidence.values())
            if evidence:
                break
        for word in _known_by(group):
            others = known[word]
            if len(others) < _NAMESAKES and all(o.cluster is not group.cluster for o in others):
                others.append(group)


def _may_be(group: Group, cluster: Cluster) -> bool:
    compatible = not group.gender or not cluster.gender or group.gender == cluster.gender
    return compatible and may_be_one(group.cluster, cluster)


def has_same_name(group: Group, cluster: Cluster) -> bool:
    """«Лавров» whose gender nothing shows, and «Лавров» who is a man."""
    return any(other.key == group.key for other in cluster.groups)


def agrees_in_parts(group: Group, cluster: Cluster) -> bool:
    """«Лев Николаевич Толстой» and «Толстой Лев»: every part that both have is the same."""
    return _agree_in_parts(group, cluster)


def agrees_in_initials(group: Group, cluster: Cluster) -> bool:
    """«Л. Толстой» and «Лев Толстой»."""
    initials = _has_initials(group.parts) or _has_initials(cluster.parts)
    return initials and _agree_in_parts(group, cluster)


def has_patronymic(group: Group, cluster: Cluster) -> bool:
    """«Лев Николаевич» and «Лев Толстой»: a patronymic in the place of a surname."""
    parts, known = group.parts, cluster.parts
    return (
        parts.last is None
        and parts.first is not None
        and parts.middle is not None
        and known.last is not None
        and _agree(parts.first, known.first)
        and known.first is not None
        and _agree(parts.middle, known.middle)
    )


def is_surname(group: Group, cluster: Cluster) -> bool:
    """«Толстой» alone; what looks like a patronymic is a surname where there is no other."""
    return any(_is(group, other.parts.last or other.parts.middle) for other in cluster.groups)


def is_first_name(group: Group, cluster: Cluster) -> bool:
    """«Лев» alone."""
    return any(_is(group, other.parts.first) for other in cluster.groups)


def is_part_of_surname(group: Group, cluster: Cluster) -> bool:
    """«Щедрин» alone, of «Салтыков-Щедрин»; «Асад» of «аль-Асад»."""
    return cluster.parts.last is not None and group.key in _pieces(cluster.parts.last)


def is_inflected_form(group: Group, cluster: Cluster) -> bool:
    """«Ратманского» or «Алексея Ратманского», whose nominative was not recognized."""
    if len(group.words) == 1:
        word = group.words[0]
        return any(
            known and _have_one_stem(word, known)
            for other in cluster.groups
            for known in (other.parts.last, other.words[0] if len(other.words) == 1 else None)
        )
    return any(
        len(other.words) == len(group.words) and all(map(_have_one_stem, group.words, other.words))
        for other in cluster.groups
    )


def _have_one_stem(word: str, known: str) -> bool:
    """Whether two words may be case forms of one; a man's surname and a woman's are not."""
    if stem(word) != stem(known):
        return False
    return word == known or _is_feminine(word) == _is_feminine(known)


def _is_feminine(surname: str) -> bool:
    return surname.endswith(_FEMININE)


_SAME: Final[Tier] = (("same name", has_same_name),)
_SURNAME: Final[Tier] = (("surname", is_surname),)
_FIRST_NAME: Final[Tier] = (("first name", is_first_name),)
_INFLECTED: Final[Tier] = (("inflected form", is_inflected_form),)
_OF_FULL_NAMES: Final[tuple[Tier, ...]] = (
    _SAME,
    (("name parts", agrees_in_parts), ("initials", agrees_in_initials)),
    (("patronymic", has_patronymic),),
    _SURNAME,
    _INFLECTED,
)
_OF_SURNAMES: Final[tuple[Tier, ...]] = (
    _SAME,
    _SURNAME,
    _FIRST_NAME,
    (("surname", is_part_of_surname),),
    _INFLECTED,
)
_OF_FIRST_NAMES: Final[tuple[Tier, ...]] = (_SAME, _FIRST_NAME, _SURNAME, _INFLECTED)


def _tiers(group: Group) -> tuple[Tier, ...]:
    if len(group.words) > 1:
        return _OF_FULL_NAMES
    return _OF_FIRST_NAMES if group.parts.first else _OF_SURNAMES


def _fullness(group: Group) -> tuple[bool, float, int, bool]:
    """Sort key: the most parts first, initials count half; without a surname last."""
    parts = group.parts
    full = sum(
        0 if part is None else 0.5 if is_initial(part) else 1
        for part in (parts.first, parts.middle, parts.last)
    )
    return parts.last is None, -full, -len(group.words), group.gender is None


def _asked_for(group: Group) -> set[str]:
    """The folded words and stems under which a group looks for a person."""
    parts = group.parts
    if len(group.words) == 1:
        return {group.key, stem(group.words[0])}
    if parts.last:
        return {*_pieces(parts.last), stem(parts.last)}
    return {fold(parts.first)} if parts.first else set()


def _known_by(group: Group) -> set[str]:
    """The folded words and stems under which others find a group."""
    parts = group.parts
    words: set[str] = set()
    surname = parts.last or parts.middle
    if surname:
        words |= {*_pieces(surname), stem(surname)}
    if parts.first and not is_initial(parts.first):
        words.add(fold(parts.first))
    return words


def _pieces(surname: str) -> set[str]:
    whole = fold(surname)
    if "-" not in whole and " " not in whole:
        return {whole}
    return {whole, *(piece for piece in _PIECE_ENDS.split(whole) if len(piece) > 3)}


def _is(group: Group, part: str | None) -> bool:
    return part is not None and fold(part) == group.key


def _has_initials(parts: Parts) -> bool:
    return any(part is not None and is_initial(part) for part in (parts.first, parts.middle))


def _agree_in_parts(group: Group, cluster: Cluster) -> bool:
    parts, known = group.parts, cluster.parts
    return (
        (parts.last is not None or parts.first is not None)
        and (parts.last is None) == (known.last is None)
        and _agree_in_surname(parts.last, known.last)
        and _agree(parts.first, known.first)
        and _agree(parts.middle, known.middle)
        and {_numeral(other) for other in cluster.groups} <= {_numeral(group), None}
    )


def _agree_in_surname(one: str | None, other: str | None) -> bool:
    """Equal, or one is a part of the other: «Ирина Саишвили-Чантурия»."""
    if one is None or other is None:
        return one is other
    return fold(one) in _pieces(other) or fold(other) in _pieces(one)


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two values of a part may be the same: equal, unknown, or one's initial."""
    if one is None or other is None:
        return True
    a, b = fold(one), fold(other)
    return a == b or ((is_initial(one) or is_initial(other)) and a[0] == b[0])


def _numeral(group: Group) -> str | None:
    """«II» of «Николай II»."""
    return next((word for word in group.words if _NUMERAL.fullmatch(word)), None)
