"""Who is meant, mention by mention: start reading at `read`.

Full names are decided first, short ones after them, each in reading order: a reader of a headline
reads on before he asks who «Байден» is. Every decision is between the entities named so far that
something speaks for, and a new one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.language.folding import fold
from ruentities.linking.bodies import owner_of
from ruentities.linking.people import generation
from ruentities.linking.relations import Relations
from ruentities.text.marks import is_initial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ruentities.linking.groups import Group
    from ruentities.normalization.name import Name
    from ruentities.text.segmentation import Tokens

    Choose = Callable[[Name, Group, Sequence["Candidate"]], tuple["Cluster | None", float]]
    Features = tuple[tuple[str, float], ...]

# So many entities of one name are told apart; of more, the ones named last.
_MOST_RIVALS: Final = 8
# «Его сына зовут Хантер», «сын — Хантер».
_CHILDREN: Final = frozenset(
    "внук внука внуком внучка внучки дочери дочерью дочка дочки дочь сын сына сыном сыну".split()
)
_KINSHIP_REACH: Final = 3
_KINSHIP: Final = frozenset(
    """
    брат брата брату братом братья внук внука внуком внучка внучки дед деда дедом дочери дочерью
    дочка дочки дочку дочь дядя дяди жена жене жену женой жены мать матери матерью муж мужа мужем
    мужу отец отца отцом отцу сестра сестре сестрой сестру сестры супруг супруга супруги супругой
    супругом супругу сын сына сыном сыну тётя бабушка бабушки невеста невесты вдова вдовы вдовой
    """.split()
)


@dataclass(slots=True, eq=False)
class Cluster:
    """The mentions of one entity, as far as the text is read.

    Attributes:
        groups: Its names.
        first: Number of its first mention, counted from the beginning of the text.
        names: The number of each of its mentions, the mention, its name, and its probability to
            belong here, in the order of decision.
        latest: Number of its last mention before the one that is being read; -1 when it was not
            named yet.
        own: Number of the entry of the user's lexicon that it is, or None.
        is_relative: Whether a first name of it stands after a word of kinship.
        is_child: Whether that word is «сын» or the like.
        bare_names: Its names of one word.
        first_names: First names in its names of several words.
    """

    groups: list[Group]
    first: int
    names: list[tuple[int, Name, Group, float]] = field(default_factory=list)
    latest: int = -1
    own: int | None = None
    is_relative: bool = False
    is_child: bool = False
    bare_names: set[str] = field(default_factory=set)
    first_names: set[str] = field(default_factory=set)


class Evidence(NamedTuple):
    """What speaks for and against a name meaning an entity, wherever it stands.

    Attributes:
        features: Names of what was found.
        score: Sum of their weights.
        is_contradicted: Whether something speaks against it.
    """

    features: tuple[str, ...]
    score: float
    is_contradicted: bool


# Names of one entry of the user's lexicon are one entity, whatever the weights.
_USERS_OWN: Final = Evidence(("the user's entry",), 20.0, False)


class Candidate(NamedTuple):
    """An entity that a mention may mean.

    Attributes:
        cluster: The entity.
        evidence: What their names tell.
        around: What the text around the mention tells: features with their values.
        score: Sum of all weights: the logarithm of how much likelier than a new entity.
    """

    cluster: Cluster
    evidence: Evidence
    around: Features
    score: float


class Reading:
    """A document being read.

    Args:
        tokens: The whole text.
        groups: All names in it.
        weights: What each feature weighs.

    Attributes:
        meant: The entity of each mention decided so far, by the mention's ``id()``.
        relations: What ties the names to each other.
    """

    def __init__(
        self, tokens: Tokens, groups: Sequence[Group], weights: Mapping[str, float]
    ) -> None:
        self.relations = Relations(tokens, groups)
        self._weights = weights
        self._clusters_of: dict[int, list[Cluster]] = {id(group): [] for group in groups}
        self._evidence: dict[tuple[int, int], tuple[int, Evidence]] = {}
        self._settled: dict[int, list[Candidate]] = {}
        self._places: dict[str, int] = {}
        self._kinship = {
            index for index, word in enumerate(tokens.words) if word.lower() in _KINSHIP
        }
        self._children = {
            index for index in self._kinship if tokens.words[index].lower() in _CHILDREN
        }
        self.meant: dict[int, Cluster] = {}

    def read(self, names: Sequence[tuple[Name, Group]], choose: Choose) -> list[Cluster]:
        """Decide on every mention.

        Args:
            names: The mentions in text order, each with its name.
            choose: Says which candidate is meant, None for a new entity, and how likely that is.
        """
        clusters: list[Cluster] = []
        full = {id(group): is_full(group) for _, group in names}
        for only_full in (True, False):
            self._places.clear()
            for cluster in clusters:
                cluster.latest = -1
            for number, (name, group) in enumerate(names):
                if full[id(group)] == only_full:
                    candidates = self._candidates(name, group)
                    meant, probability = choose(name, group, candidates)
                    cluster = meant or Cluster([], number)
                    if meant is None:
                        clusters.append(cluster)
                    self._join(cluster, number, name, group, probability)
                    self.meant[id(name)] = cluster
                if id(name) in self.meant:
                    self.meant[id(name)].latest = number
                if group.type == "LOC":
                    self._places[group.stems[0]] = number
        return clusters

    def _join(
        self, cluster: Cluster, number: int, name: Name, group: Group, probability: float
    ) -> None:
        cluster.names.append((number, name, group, probability))
        cluster.first = min(cluster.first, number)
        known = self._clusters_of[id(group)]
        if cluster not in known:
            self._settled.clear()
            cluster.groups.append(group)
            if cluster.own is None:
                cluster.own = group.own
            known.append(cluster)
            if len(group.words) == 1:
                cluster.bare_names.add(group.key)
            if len(group.words) > 1 and group.parts.first:
                cluster.first_names.add(fold(group.parts.first))
        if group.type == "PER" and self._kinship:
            is_first_name = len(group.words) > 1 or group.key in cluster.first_names
            if is_first_name and self._follows_kinship(name.span.start):
                cluster.is_relative = True
                cluster.is_child |= self._follows_kinship(name.span.start, self._children)

    def _candidates(self, name: Name, group: Group) -> list[Candidate]:
        settled = self._settled.get(id(group))
        if settled is not None:
            return settled
        near: dict[int, Cluster] = {}
        for other, _ in self.relations.related(group):
            for cluster in self._clusters_of[id(other)]:
                near[id(cluster)] = cluster
        found = [
            (cluster, self._of(group, cluster))
            for cluster in near.values()
            if None in (group.own, cluster.own) or group.own == cluster.own
        ]
        rivals = [cluster for cluster, evidence in found if not evidence.is_contradicted]
        if len(rivals) < 2:
            # Until some entity has another name, each mention of this one is decided alike.
            candidates = self._settled[id(group)] = [
                Candidate(cluster, evidence, (), evidence.score) for cluster, evidence in found
            ]
            return candidates
        kin = group.type == "PER" and self._follows_kinship(name.span.start)
        if len(found) > _MOST_RIVALS:
            found.sort(key=lambda pair: (pair[1].is_contradicted, -pair[0].latest))
            found = found[:_MOST_RIVALS]
            rivals = [cluster for cluster, evidence in found if not evidence.is_contradicted]
        return self._compared(group, found, rivals, kin=kin)

    def _of(self, group: Group, cluster: Cluster) -> Evidence:
        key = id(group), id(cluster)
        size, evidence = self._evidence.get(key, (0, None))
        if evidence is None or size != len(cluster.groups):
            against = self.relations.contradictions(group, cluster.groups)
            tied = {
                feature
                for other, features in self.relations.related(group)
                if cluster in self._clusters_of[id(other)]
                for feature in features
            }
            if group.own is not None and group.own == cluster.own:
                return _USERS_OWN
            named = tuple(f"{group.type}: {feature}" for feature in (*sorted(tied), *against))
            score = sum([self._weights.get(feature, 0.0) for feature in named])
            evidence = Evidence(named, score, bool(against))
            self._evidence[key] = len(cluster.groups), evidence
        return evidence

    def _compared(
        self,
        group: Group,
        found: Sequence[tuple[Cluster, Evidence]],
        rivals: Sequence[Cluster],
        *,
        kin: bool,
    ) -> list[Candidate]:
        kind = group.type
        most = max([len(cluster.names) for cluster in rivals], default=0)
        last = max([cluster.latest for cluster in rivals], default=-1)
        earliest = min([cluster.first for cluster in rivals], default=0)
        owners = [self._owner_named(cluster) for cluster in rivals] if kind == "ORG" else []
        last_owner = max(owners, default=-1)
        weights = self._weights
        candidates = []
        for cluster, evidence in found:
            around: list[tuple[str, float]] = []
            if kin:
                word = "a word" if len(group.words) == 1 else "several words"
                around.append((f"{kind}: after a kinship word, {word}", 1.0))
            if not evidence.is_contradicted:
                around.append((f"{kind}: one of several", 1.0))
                if len(cluster.names) == most:
                    around.append((f"{kind}: named most", 1.0))
                if cluster.latest < 0:
                    around.append((f"{kind}: not named yet", 1.0))
                elif cluster.latest == last:
                    around.append((f"{kind}: named last", 1.0))
                if cluster.first == earliest:
                    around.append((f"{kind}: named first", 1.0))
                if group.key in cluster.bare_names:
                    around.append((f"{kind}: called so before", 1.0))
                elif not cluster.first_names.isdisjoint(cluster.bare_names):
                    around.append((f"{kind}: called by the first name before", 1.0))
                if cluster.is_child and generation(group) == "старший":
                    around.append((f"{kind}: another generation", 1.0))
                if cluster.is_relative:
                    around.append((f"{kind}: a relative", 1.0))
                if last_owner >= 0 and self._owner_named(cluster) == last_owner:
                    around.append((f"{kind}: its owner named last", 1.0))
            score = evidence.score
            for feature, value in around:
                score += weights.get(feature, 0.0) * value
            candidates.append(Candidate(cluster, evidence, tuple(around), score))
        return candidates

    def _owner_named(self, cluster: Cluster) -> int:
        """Return where the country or region that a body belongs to was named last, or -1."""
        owners = [owner_of(group) for group in cluster.groups]
        return max([self._places.get(owner, -1) for owner in owners if owner], default=-1)

    def _follows_kinship(self, start: int, words: set[int] | None = None) -> bool:
        """Whether a word of kinship, or one of some of them, stands right before a token."""
        among = self._kinship if words is None else words
        return any(index in among for index in range(start - _KINSHIP_REACH, start))


def is_full(group: Group) -> bool:
    """Whether a name says by itself whom it means: «Джо Байден», «Министерство обороны России»."""
    if group.type == "PER":
        parts = group.parts
        return parts.last is not None and parts.first is not None and not is_initial(parts.first)
    return len(group.words) > (1 if group.type == "LOC" else 2) or bool(owner_of(group))


def probabilities(scores: Iterable[float]) -> list[float]:
    """Return the probability of each candidate, that of a new entity being the rest.

    Args:
        scores: Their scores; a new entity's is 0.

    >>> probabilities([0.0])
    [0.5]
    """
    listed = list(scores)
    highest = max([0.0, *listed])
    shares = [math.exp(score - highest) for score in listed]
    total = math.exp(-highest) + sum(shares)
    # The last bits of exp differ between processors.
    return [round(share / total, 4) for share in shares]
