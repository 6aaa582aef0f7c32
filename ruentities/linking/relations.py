"""Which names of a document may be one entity's, and what speaks for it."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from ruentities.linking.announced import FORMER, announced, rulers, said_apart
from ruentities.linking.bodies import (
    body_contradictions,
    body_evidence,
    body_keys,
    owner_of,
    place_key,
)
from ruentities.linking.people import (
    first_name_keys,
    has_surname,
    person_contradictions,
    person_evidence,
    person_keys,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruentities.kinds import Type
    from ruentities.linking.announced import Said
    from ruentities.linking.groups import Group, NameForm
    from ruentities.result.entity import Reason
    from ruentities.text.segmentation import Tokens

    Related = dict[Group, tuple[str, ...]]

# So many names that share a word are compared with a name; more of one first name, or of one
# first word of organizations, nobody keeps apart in one document.
_MOST: Final = 30

# What a piece of evidence is called in an answer; whatever else ties bodies is a short form.
_REASONS: Final[dict[str, Reason]] = {
    "same name": "same name",
    "in brackets": "in brackets",
    "another name in brackets": "in brackets",
    "alias": "alias",
    "said to be called so": "alias",
    "side by side": "in brackets",
    "name parts": "name parts",
    "the same but for a generation": "name parts",
    "same words": "name parts",
    "words of the name": "name parts",
    "a word of the name": "name parts",
    "initials": "initials",
    "surname": "surname",
    "surname, read as a first name": "surname",
    "surname of the younger": "surname",
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


@lru_cache(maxsize=1_000)
def reason(features: tuple[str, ...]) -> Reason:
    """Return the first of the features that an answer has a word for."""
    return next((_REASONS[feature] for feature in features if feature in _REASONS), "short form")


_ITSELF: Final = ("same name",)
# So many people of one first name are compared by their surnames, too, which may be misspelt.
_FEW: Final = 8


class _Index:
    """The names of one type by the keys that several of them share."""

    def __init__(self, kind: Type) -> None:
        self.keys_of = person_keys if kind == "PER" else body_keys
        self.found_by: defaultdict[str, list[Group]] = defaultdict(list)
        self.asked_by: defaultdict[str, list[Group]] = defaultdict(list)
        self._bare_by: dict[str, list[Group]] = {}

    def bare_by(self, key: str) -> list[Group]:
        """Return the names of one word that a key finds, for keys that come from a first name."""
        bare = self._bare_by.get(key)
        if bare is None:
            bare = [group for group in self.found_by[key] if len(group.form.words) == 1]
            self._bare_by[key] = bare
        return bare


class Relations:
    """What ties the names of a document to each other.

    Most names share no key with another name of their document: nothing is looked up for them.

    Args:
        tokens: The whole text.
        groups: All names in it.

    Attributes:
        tied: The names that something may tie to another one.
        former: Those that the text says to be no longer the one.
    """

    def __init__(self, tokens: Tokens, groups: Sequence[Group]) -> None:
        self._tokens = tokens
        self._groups = groups
        self._related: dict[Group, Related] = {}
        said = list(announced(tokens, groups))
        self.former = {other for _, other, feature in said if feature == FORMER}
        self._said = _both_ways(said)
        by_type: dict[Type, list[Group]] = {}
        for group in groups:
            by_type.setdefault(group.form.type, []).append(group)
        self._indexes = {kind: _Index(kind) for kind in by_type}
        self.tied = set(self._said)
        for kind, several in by_type.items():
            if len(several) > 1:
                self._fill(self._indexes[kind], several)

    def _fill(self, index: _Index, groups: Sequence[Group]) -> None:
        """Find out which names of one type share keys, and index those keys."""
        keys_of = index.keys_of
        keys = [keys_of(group.form) for group in groups]
        seen: set[str] = set()
        shared: set[str] = set()
        for found_by, _ in keys:
            if not seen.isdisjoint(found_by):
                shared.update(seen.intersection(found_by))
            seen.update(found_by)
        for _, asks_for in keys:
            if not seen.isdisjoint(asks_for):
                shared.update(seen.intersection(asks_for))
        if not shared:
            return
        for group, (found_by, asks_for) in zip(groups, keys, strict=True):
            if found := shared.intersection(found_by):
                self.tied.add(group)
                for key in found:
                    index.found_by[key].append(group)
            if asked := shared.intersection(asks_for):
                self.tied.add(group)
                for key in asked:
                    index.asked_by[key].append(group)

    def related(self, group: Group) -> Related:
        """Return the names that may be of the same entity with the evidence, itself first."""
        found = self._related.get(group)
        if found is None:
            found = self._look(group) if group in self.tied else {group: _ITSELF}
            self._related[group] = found
        return found

    def evidence(self, one: Group, other: Group) -> tuple[str, ...]:
        """Return what makes two names look like one entity's; nothing when nothing does."""
        if one is other:
            return _ITSELF
        related = self._related.get(other)
        if related is not None and one in related:
            return related[one]
        a, b = one.form, other.form
        is_person = a.type == "PER"
        features = person_evidence(one, other) if is_person else body_evidence(a, b)
        if self._rulers and (
            (one in self._rulers and has_surname(b)) or (other in self._rulers and has_surname(a))
        ):
            features = ()
        if self._said and (said := self._said.get(one, {}).get(other)):
            features = (said, *features)
        if not is_person:
            if self._is_of_the_only_country(a, b, features):
                features = (*features, "no other country is named")
        elif a.listed and b.listed and a.listed.name == b.listed.name:
            features = ("alias", *features)
        return features

    def against(self, group: Group, names: Sequence[Group]) -> tuple[str, ...]:
        """Return what speaks against a name being one more of those of an entity.

        Args:
            group: The name.
            names: The names of the entity.
        """
        found: tuple[str, ...] = ()
        for other in names[:_MOST]:
            if other is not group:
                found += self._contradictions(group, other)
        return tuple(sorted(set(found))) if found else ()

    def _is_of_the_only_country(
        self, one: NameForm, other: NameForm, features: Sequence[str]
    ) -> bool:
        """«Минюст» of a text that names the USA alone is the American one."""
        if not any(feature.endswith("without the owner") for feature in features):
            return False
        owner = owner_of(one) or owner_of(other)
        return owner in self._countries and len(set(self._countries.values())) == 1

    @cached_property
    def _countries(self) -> dict[str, str]:
        """The countries of the listed places of the text, by the stems of those places."""
        places = [group.form for group in self._groups if group.form.type == "LOC"]
        return {
            place_key(place): place.listed.country
            for place in places
            if place.listed and place.listed.country
        }

    def _contradictions(self, one: Group, other: Group) -> tuple[str, ...]:
        if one.form.type == "PER":
            found = person_contradictions(one, other)
            if self._apart and (one, other) in self._apart:
                return (*found, "said to be a relative")
        else:
            found = body_contradictions(one.form, other.form)
            # An abbreviation that interrupts a name names the same: «Центр связи (ЦС) ФСБ».
            if (
                self._nested
                and (one, other) in self._nested
                and "in brackets" not in self.evidence(one, other)
            ):
                return (*found, "one stands inside another")
        return found

    @cached_property
    def _rulers(self) -> frozenset[Group]:
        """Who is called by the first name alone, so that he has no surname."""
        return rulers(self._tokens, self._groups)

    @cached_property
    def _apart(self) -> set[tuple[Group, Group]]:
        """Who is said to be whose relative."""
        return _either_way(said_apart(self._tokens, self._groups))

    @cached_property
    def _nested(self) -> set[tuple[Group, Group]]:
        """Which names stand inside which."""
        return _either_way(_nestings(self._groups))

    def _look(self, group: Group) -> Related:
        form = group.form
        index = self._indexes[form.type]
        found, asked = index.keys_of(form)
        near: Related = {group: _ITSELF}
        several = form.type == "PER" and len(form.words) > 1
        for key in sorted(index.found_by.keys() & {*found, *asked}):
            sharing = index.found_by[key]
            if len(sharing) > _FEW and several and key in first_name_keys(form):
                # Of those who share a first name only whoever is called by it alone may be meant.
                sharing = index.bare_by(key)
            for other in sharing[:_MOST]:
                if other not in near:
                    near[other] = self.evidence(group, other)
        for key in sorted(index.asked_by.keys() & {*found}) if index.asked_by else ():
            for other in index.asked_by[key][:_MOST]:
                if other not in near:
                    near[other] = self.evidence(group, other)
        for other in self._said.get(group, ()):
            if other not in near:
                near[other] = self.evidence(group, other)
        if all(near.values()):
            return near
        return {other: features for other, features in near.items() if features}


def _nestings(groups: Sequence[Group]) -> Iterator[tuple[Group, Group]]:
    """Yield two names of which one stands inside the other."""
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
            yield group, outer
        open_names.append((end, group))


def _both_ways(pairs: Iterable[Said]) -> dict[Group, dict[Group, str]]:
    found: dict[Group, dict[Group, str]] = {}
    for one, other, announced_as in pairs:
        feature = "said to be called so" if announced_as == FORMER else announced_as
        found.setdefault(one, {})[other] = feature
        found.setdefault(other, {})[one] = feature
    return found


def _either_way(pairs: Iterable[tuple[Group, Group]]) -> set[tuple[Group, Group]]:
    return {pair for one, other in pairs for pair in ((one, other), (other, one))}
