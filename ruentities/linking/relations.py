"""Which names of a document may be one entity's, and what speaks for it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from ruentities.linking.bodies import body_contradictions, body_evidence, body_keys
from ruentities.linking.brackets import bracketed
from ruentities.linking.people import (
    first_name_keys,
    person_contradictions,
    person_evidence,
    person_keys,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ruentities.linking.groups import Group
    from ruentities.result.entity import Reason
    from ruentities.text.segmentation import Tokens

    Related = tuple[tuple[Group, tuple[str, ...]], ...]

# So many names that share a word are compared with a name; more of one first name, or of one
# first word of organizations, nobody keeps apart in one document.
_MOST: Final = 30

# What a piece of evidence is called in an answer; whatever else ties bodies is a short form.
_REASONS: Final[dict[str, Reason]] = {
    "same name": "same name",
    "in brackets": "in brackets",
    "alias": "alias",
    "name parts": "name parts",
    "same words": "name parts",
    "words of the name": "name parts",
    "a word of the name": "name parts",
    "initials": "initials",
    "surname": "surname",
    "surname, read as a first name": "surname",
    "part of surname": "surname",
    "part: surname": "name parts",
    "first name": "first name",
    "first name, read as a surname": "first name",
    "first name without a surname": "first name",
    "patronymic": "patronymic",
    "short first name": "short first name",
    "beginning of the first name": "short first name",
    "short: first name": "short first name",
    "beginning: first name": "short first name",
    "case form": "inflected form",
    "case form of the surname": "inflected form",
    "printed as the surname": "surname",
    "printed as a form of the surname": "inflected form",
    "printed as a form of the name": "inflected form",
    "case form: words of the name": "inflected form",
    "case form of the first name": "inflected form",
    "case form: first name": "inflected form",
    "case form: surname": "inflected form",
    "another spelling": "spelling",
    "another spelling of the surname": "spelling",
    "another spelling of the first name": "spelling",
    "one letter: first name": "spelling",
    "one letter: surname": "spelling",
    "sounds alike": "spelling",
    "another hyphen": "spelling",
    "Latin spelling": "Latin spelling",
    "surname in Latin letters": "Latin spelling",
    "first name in Latin letters": "Latin spelling",
    "Latin: first name": "Latin spelling",
    "Latin: surname": "Latin spelling",
    "acronym": "acronym",
    "acronym with the owner": "acronym",
    "acronym without the owner": "acronym",
}


def reason(features: Sequence[str]) -> Reason:
    """Return the first of the features that an answer has a word for."""
    return next((_REASONS[feature] for feature in features if feature in _REASONS), "short form")


# So many people of one first name are compared by their surnames, too, which may be misspelt.
_FEW: Final = 8


class Relations:
    """What ties the names of a document to each other.

    Args:
        tokens: The whole text.
        groups: All names in it.
    """

    def __init__(self, tokens: Tokens, groups: Sequence[Group]) -> None:
        self._found_by: defaultdict[tuple[str, str], list[Group]] = defaultdict(list)
        self._asked_by: defaultdict[tuple[str, str], list[Group]] = defaultdict(list)
        self._keys: dict[int, tuple[set[str], set[str]]] = {}
        self._related: dict[int, Related] = {}
        self._pairs: dict[tuple[int, int], tuple[str, ...]] = {}
        for group in groups:
            if group.type == "PER":
                keys = person_keys(group)
                whole, parts = keys, keys
            else:
                whole, parts = body_keys(group)
            self._keys[id(group)] = whole, parts
            for key in whole:
                _add(self._found_by[group.type, key], group)
            for key in parts - whole:
                _add(self._asked_by[group.type, key], group)
        self._nested = set(_nestings(groups))
        self._in_brackets: Mapping[int, list[Group]] = _both_ways(bracketed(tokens, groups))

    def related(self, group: Group) -> Related:
        """Return the names that may be of the same entity, each with the evidence, itself first."""
        found = self._related.get(id(group))
        if found is None:
            found = self._related[id(group)] = tuple(self._look(group))
        return found

    def evidence(self, one: Group, other: Group) -> tuple[str, ...]:
        """Return what makes two names look like one entity's; nothing when nothing does."""
        if one is other:
            return ("same name",)
        pair = (id(one), id(other)) if id(one) < id(other) else (id(other), id(one))
        features = self._pairs.get(pair)
        if features is None:
            evidence = person_evidence if one.type == "PER" else body_evidence
            features = evidence(one, other)
            if other in self._in_brackets.get(id(one), ()):
                features = ("in brackets", *features)
            if (
                one.type == "PER"
                and one.listed
                and other.listed
                and (one.listed.name == other.listed.name)
            ):
                features = ("alias", *features)
            self._pairs[pair] = features
        return features

    def contradictions(self, group: Group, others: Sequence[Group]) -> tuple[str, ...]:
        """Return what speaks against a name being one entity's with others."""
        against = person_contradictions if group.type == "PER" else body_contradictions
        compared = [other for other in others[:_MOST] if other is not group]
        found = {feature for other in compared for feature in against(group, other)}
        # An abbreviation that interrupts a name names the same: «Центр связи (ЦС) ФСБ».
        if any(
            (id(group), id(other)) in self._nested
            and "in brackets" not in self.evidence(group, other)
            for other in compared
        ):
            found.add("one stands inside another")
        return tuple(sorted(found))

    def _look(self, group: Group) -> list[tuple[Group, tuple[str, ...]]]:
        whole, parts = self._keys[id(group)]
        near = {id(group): group}
        several = group.type == "PER" and len(group.words) > 1
        common = first_name_keys(group) if several else set()
        for key in sorted(parts):
            sharing = self._found_by.get((group.type, key), [])
            crowded = key in common and len(sharing) > _FEW
            for other in sharing:
                # Of those who share a first name only whoever is called by it alone may be meant.
                if not crowded or len(other.words) == 1:
                    near[id(other)] = other
        for key in sorted(whole):
            for other in self._asked_by.get((group.type, key), ()):
                near[id(other)] = other
        for other in self._in_brackets.get(id(group), ()):
            near[id(other)] = other
        found = [(other, self.evidence(group, other)) for other in near.values()]
        return [(other, features) for other, features in found if features]


def _add(groups: list[Group], group: Group) -> None:
    if len(groups) < _MOST:
        groups.append(group)


def _nestings(groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    """Yield the ids of two names of which one stands inside the other, both ways."""
    if not any(name.span.nested for group in groups for name in group.names):
        return
    open_names: list[tuple[int, Group]] = []
    listed = sorted(
        ((name.span.order, name.span.end, group) for group in groups for name in group.names),
        key=lambda item: item[0],
    )
    for (start, _), end, group in listed:
        while open_names and open_names[-1][0] <= start:
            open_names.pop()
        for _, outer in open_names:
            yield id(group), id(outer)
            yield id(outer), id(group)
        open_names.append((end, group))


def _both_ways(pairs: Iterable[tuple[Group, Group]]) -> dict[int, list[Group]]:
    found: dict[int, list[Group]] = {}
    for one, other in pairs:
        found.setdefault(id(one), []).append(other)
        found.setdefault(id(other), []).append(one)
    return found
