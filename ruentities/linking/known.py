"""The entities of the documents so far, and which of them an entity of the next one may be.

What ties and contradicts names is asked and weighed as within a document. Less is believed, since
«Иванов» of two articles is seldom one man and every country has a «Верховный суд»: such names are
not looked for, and that the other document is another one has weights of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.language.folding import fold
from ruentities.language.word_lists import GENERIC_BODIES
from ruentities.linking.bodies import body_contradictions, body_evidence
from ruentities.linking.groups import Group, name_form
from ruentities.linking.link import LEAST_LINK
from ruentities.linking.people import person_contradictions, person_evidence
from ruentities.linking.weights import probabilities
from ruentities.linking.words import full_names
from ruentities.result.entity import Person
from ruentities.text.marks import is_initial

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from ruentities.kinds import Gender, Type
    from ruentities.linking.weights import Weights
    from ruentities.result.entity import Entity

    Key = tuple[Type, str]

# So many namesakes are told apart; of more, nobody would be the likeliest by far.
_NAMESAKES: Final = 30
# So many names of one entity are compared; more tell nothing new.
_NAMES: Final = 8
_SHORTEST_ACRONYM: Final = 4
# One Wikidata id is one thing, whatever the weights.
SAME_ID: Final = ("the same Wikidata id",)
_SURE: Final = 20.0
# What there is to weigh besides the names.
_IN_ANOTHER: Final[tuple[str, ...]] = ("in another document",)
_ONE_OF_SEVERAL: Final = (*_IN_ANOTHER, "one of several in other documents")
_NO_PARTS: Final = None, None, None
_NUMERAL: Final = re.compile(r"\b(?:[IVXLC]+|\d+)\b")
# Every town has them.
_COMMON_PLACES: Final = frozenset(
    """
    бульвар деревня мост набережная округ парк переулок площадь поселок проспект район село
    улица центр шоссе
    """.split()
)


@dataclass(slots=True, eq=False)
class Known:
    """An entity of the documents so far.

    Attributes:
        number: Its number, counted over all documents.
        wikidata: Its Wikidata id, if some document tells it.
        names: The names that it was called by.
    """

    number: int
    wikidata: str | None = None
    names: list[Group] = field(default_factory=list)


class KnownCandidate(NamedTuple):
    """An earlier entity that an entity may be.

    Attributes:
        known: The earlier one.
        features: What speaks for and against it, by the names that the weights have.
        score: Sum of all weights: the logarithm of how much likelier than a new entity.
    """

    known: Known
    features: tuple[str, ...]
    score: float


class KnownEntities:
    """The entities of the documents so far.

    Args:
        weights: What each feature weighs.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._by_key: dict[Key, list[Known]] = defaultdict(list)
        self._count = 0

    def candidates(self, entity: Entity, taken: Set[int]) -> list[KnownCandidate]:
        """Return which earlier entities an entity may be.

        Args:
            entity: An entity of the document that is being read.
            taken: Numbers of those that other entities of this document are.
        """
        near = {
            known.number: known
            for key in _keys(entity)
            for known in self._by_key.get(key, ())
            if known.number not in taken
        }
        if not near:
            return []
        for known in near.values() if entity.wikidata else ():
            if known.wikidata == entity.wikidata:
                return [KnownCandidate(known, SAME_ID, _SURE)]
        name, *others = _names(entity)
        # In another text a name alone is too little to outweigh what contradicts it.
        possible = [known for known in near.values() if not _is_contradicted(entity, name, known)]
        around = _ONE_OF_SEVERAL if len(possible) > 1 else _IN_ANOTHER
        more = self._weights.total(entity.type, around)
        candidates = []
        for known in possible:
            evidence = self._weights.evidence(
                entity.type, _tied(entity, (name, *others), known), ()
            )
            features = (*evidence.features, *[f"{entity.type}: {one}" for one in around])
            candidates.append(KnownCandidate(known, features, evidence.score + more))
        return candidates

    def add(self, entity: Entity, known: Known | None) -> Known:
        """Remember an entity.

        Args:
            entity: An entity of the document that is being read.
            known: Which of the earlier ones it is, None for a new one.

        Returns:
            That one, or the new one.
        """
        if known is None:
            known = Known(self._count)
            self._count += 1
        known.wikidata = known.wikidata or entity.wikidata
        told = {(other.form.normal, other.form.gender) for other in known.names}
        for name in _names(entity):
            if (name.form.normal, name.form.gender) not in told and len(known.names) < _NAMES:
                known.names.append(name)
        for key in _keys(entity):
            others = self._by_key[key]
            if len(others) < _NAMESAKES and known not in others:
                others.append(known)
        return known


def best(candidates: Sequence[KnownCandidate]) -> Known | None:
    """Return the earlier entity that is meant, None for a new one."""
    if not candidates:
        return None
    likeliest = max(candidates, key=lambda one: (one.score, -one.known.number))
    chances = probabilities(tuple([one.score for one in candidates]))
    chance = chances[candidates.index(likeliest)]
    return likeliest.known if likeliest.score > 0 and chance >= LEAST_LINK else None


def _tied(entity: Entity, names: Sequence[Group], known: Known) -> tuple[str, ...]:
    """Return what makes an entity look like an earlier one; names in full say most."""
    tied: set[str] = set()
    for name in names:
        for other in known.names:
            if entity.type == "PER":
                tied.update(person_evidence(name, other))
            else:
                tied.update(body_evidence(name.form, other.form))
    # Weaker ties that there are besides are learned of names that have no stronger one.
    if "same name" in tied:
        tied = {"same name"}
    return tuple(sorted(tied))


def _is_contradicted(entity: Entity, name: Group, known: Known) -> bool:
    if entity.wikidata and known.wikidata and entity.wikidata != known.wikidata:
        return True
    if entity.type == "PER":
        return any(person_contradictions(name, other) for other in known.names)
    return any(body_contradictions(name.form, other.form) for other in known.names)


def _keys(entity: Entity) -> list[Key]:
    """Under what an entity is looked for: its id, and its names that tell it from others."""
    found = [entity.wikidata] if entity.wikidata else []
    if isinstance(entity, Person):
        first, last = entity.first, entity.last
        if first and last and not is_initial(first):
            found += [f"{full} {fold(last)}" for full in sorted(full_names(fold(first)))]
        elif _NUMERAL.search(entity.name):
            found.append(fold(entity.name))
    else:
        names = (entity.name, *entity.aliases)
        found += [fold(name) for name in names if _is_distinct(entity.type, name)]
    return [(entity.type, key) for key in dict.fromkeys(found)]


def _is_distinct(kind: Type, name: str) -> bool:
    """Whether a name alone says which place or organization it is."""
    if name.isupper() and len(name) < _SHORTEST_ACRONYM:
        return False
    words = fold(name).split()
    if kind == "LOC":
        return _COMMON_PLACES.isdisjoint(words)
    # «Верховный суд» is anybody's, «Верховный суд Пакистана» is not.
    of_somebody = any(word[0].isupper() for word in name.split()[1:])
    return of_somebody or GENERIC_BODIES.isdisjoint(words)


def _names(entity: Entity) -> list[Group]:
    """Return the names to compare: the fullest, then others that tell a place or a body."""
    if isinstance(entity, Person):
        parts = entity.first, entity.middle, entity.last
        return [_group(entity.type, entity.name, parts, entity.gender)]
    others = [name for name in entity.aliases if _is_distinct(entity.type, name)]
    return [_group(entity.type, name, _NO_PARTS, None) for name in (entity.name, *others[:_NAMES])]


def _group(
    kind: Type, name: str, parts: tuple[str | None, str | None, str | None], gender: Gender | None
) -> Group:
    form = name_form(kind, name, tuple(name.split()), None, *parts, gender, apart=False)
    return Group(form, [])
