"""Who is meant, mention by mention: start reading at `read`.

Full names are decided first, short ones after them, each in reading order: a reader of a headline
reads on before he asks who «Байден» is. Every decision is between the entities named so far that
something speaks for, and a new one.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.kinds import TYPES
from ruentities.language.folding import fold
from ruentities.linking.bodies import owner_of
from ruentities.linking.people import generation
from ruentities.linking.relations import Relations
from ruentities.text.marks import is_initial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ruentities.kinds import Type
    from ruentities.linking.groups import Group, NameForm
    from ruentities.normalization.name import Name
    from ruentities.text.segmentation import Tokens

    # The number of a mention and whom it may mean, to whom it means and how likely that is.
    Choose = Callable[[int, Sequence["Candidate"]], tuple["Cluster | None", float]]
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
        numbers: The number of each of its mentions, in the order of decision.
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
    numbers: list[int] = field(default_factory=list)
    latest: int = -1
    own: int | None = None
    is_relative: bool = False
    is_child: bool = False
    bare_names: frozenset[str] = frozenset()
    first_names: frozenset[str] = frozenset()


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
        names: Its mentions, in text order.
        groups: The name of each.
        weights: What each feature weighs.

    Attributes:
        names: The mentions.
        groups: The name of each.
        meant: The entity of each, None for those that are not decided yet.
        probabilities: How likely that is.
        relations: What ties the names to each other.
    """

    def __init__(
        self,
        tokens: Tokens,
        names: Sequence[Name],
        groups: Sequence[Group],
        weights: Mapping[str, float],
    ) -> None:
        self.names = names
        self.groups = groups
        self.meant: list[Cluster | None] = [None] * len(names)
        self.probabilities = [1.0] * len(names)
        distinct = list(dict.fromkeys(groups))
        self.relations = Relations(tokens, distinct)
        self._tokens = tokens
        self._weights = weights
        self._full = {group: is_full(group.form) for group in distinct}
        self._clusters_of: dict[Group, list[Cluster]] = {group: [] for group in distinct}
        self._evidence: dict[tuple[Group, Cluster], tuple[int, Evidence]] = {}
        self._settled: dict[Group, list[Candidate]] = {}
        self._same_name = {kind: self._weighed(kind, ("same name",), ()) for kind in TYPES}
        self._places: dict[str, list[int]] = {}
        for number, group in enumerate(groups):
            if group.form.type == "LOC":
                self._places.setdefault(group.form.stems[0], []).append(number)

    def read(self, choose: Choose) -> list[Cluster]:
        """Decide on every mention.

        Args:
            choose: Says which candidate is meant, None for a new entity, and how likely that is.
        """
        clusters: list[Cluster] = []
        for only_full in (True, False):
            for cluster in clusters:
                cluster.latest = -1
            for number, group in enumerate(self.groups):
                meant = self.meant[number]
                if meant is None and self._full[group] == only_full:
                    candidates = self._settled.get(group)
                    if candidates is None:
                        candidates = self._candidates(number)
                    meant, self.probabilities[number] = choose(number, candidates)
                    if meant is None:
                        meant = Cluster([], number)
                        clusters.append(meant)
                    self._join(meant, number)
                if meant is not None:
                    meant.latest = number
        return clusters

    def _join(self, cluster: Cluster, number: int) -> None:
        group = self.groups[number]
        self.meant[number] = cluster
        cluster.numbers.append(number)
        if number < cluster.first:
            cluster.first = number
        known = self._clusters_of[group]
        if cluster not in known:
            if known or cluster.groups or group in self.relations.tied:
                self._unsettle(cluster, group)
            cluster.groups.append(group)
            if cluster.own is None:
                cluster.own = group.form.own
            known.append(cluster)
            if len(group.form.words) == 1:
                cluster.bare_names |= {group.form.key}
            elif group.form.parts.first:
                cluster.first_names |= {fold(group.form.parts.first)}
        if group.form.type == "PER" and not cluster.is_child:
            is_first_name = len(group.form.words) > 1 or group.form.key in cluster.first_names
            if is_first_name and self._follows(number, _KINSHIP):
                cluster.is_relative = True
                cluster.is_child = self._follows(number, _CHILDREN)

    def _unsettle(self, cluster: Cluster, group: Group) -> None:
        """Forget what was settled for all names that an entity with a new name may be meant by."""
        for named in (group, *cluster.groups):
            for other, _ in self.relations.related(named):
                self._settled.pop(other, None)

    def _candidates(self, number: int) -> list[Candidate]:
        group = self.groups[number]
        near: Iterable[Cluster] = self._clusters_of[group]
        if group in self.relations.tied:
            related = self.relations.related(group)
            near = dict.fromkeys([one for other, _ in related for one in self._clusters_of[other]])
        elif not near:
            return []
        found = [
            (cluster, self._of(group, cluster))
            for cluster in near
            if None in (group.form.own, cluster.own) or group.form.own == cluster.own
        ]
        rivals = [cluster for cluster, evidence in found if not evidence.is_contradicted]
        if len(rivals) < 2:
            # Until an entity near it has another name, each mention of this one is decided alike.
            candidates = self._settled[group] = [
                Candidate(cluster, evidence, (), evidence.score) for cluster, evidence in found
            ]
            return candidates
        kin = group.form.type == "PER" and self._follows(number, _KINSHIP)
        if len(found) > _MOST_RIVALS:
            found.sort(key=lambda pair: (pair[1].is_contradicted, -pair[0].latest))
            found = found[:_MOST_RIVALS]
            rivals = [cluster for cluster, evidence in found if not evidence.is_contradicted]
        return self._compared(number, found, rivals, kin=kin)

    def _of(self, group: Group, cluster: Cluster) -> Evidence:
        if cluster.groups == [group] and group.form.own is None:
            return self._same_name[group.form.type]
        size, evidence = self._evidence.get((group, cluster), (0, None))
        if evidence is None or size != len(cluster.groups):
            if group.form.own is not None and group.form.own == cluster.own:
                return _USERS_OWN
            against = self.relations.contradictions(group, cluster.groups)
            tied = {
                feature
                for other, features in self.relations.related(group)
                if cluster in self._clusters_of[other]
                for feature in features
            }
            evidence = self._weighed(group.form.type, sorted(tied), against)
            self._evidence[group, cluster] = len(cluster.groups), evidence
        return evidence

    def _weighed(self, kind: Type, tied: Iterable[str], against: Sequence[str]) -> Evidence:
        features = tuple([f"{kind}: {feature}" for feature in (*tied, *against)])
        score = sum([self._weights.get(feature, 0.0) for feature in features])
        return Evidence(features, score, bool(against))

    def _compared(
        self,
        number: int,
        found: Sequence[tuple[Cluster, Evidence]],
        rivals: Sequence[Cluster],
        *,
        kin: bool,
    ) -> list[Candidate]:
        group = self.groups[number]
        kind = group.form.type
        most = max([len(cluster.numbers) for cluster in rivals], default=0)
        last = max([cluster.latest for cluster in rivals], default=-1)
        earliest = min([cluster.first for cluster in rivals], default=0)
        bodies = rivals if kind == "ORG" else ()
        owners = {cluster: self._owner_named(number, cluster) for cluster in bodies}
        last_owner = max(owners.values(), default=-1)
        weights = self._weights
        candidates = []
        for cluster, evidence in found:
            around: list[tuple[str, float]] = []
            if kin:
                word = "a word" if len(group.form.words) == 1 else "several words"
                around.append((f"{kind}: after a kinship word, {word}", 1.0))
            if not evidence.is_contradicted:
                around.append((f"{kind}: one of several", 1.0))
                if len(cluster.numbers) == most:
                    around.append((f"{kind}: named most", 1.0))
                if cluster.latest < 0:
                    around.append((f"{kind}: not named yet", 1.0))
                elif cluster.latest == last:
                    around.append((f"{kind}: named last", 1.0))
                if cluster.first == earliest:
                    around.append((f"{kind}: named first", 1.0))
                if group.form.key in cluster.bare_names:
                    around.append((f"{kind}: called so before", 1.0))
                elif not cluster.first_names.isdisjoint(cluster.bare_names):
                    around.append((f"{kind}: called by the first name before", 1.0))
                if cluster.is_child and generation(group.form) == "старший":
                    around.append((f"{kind}: another generation", 1.0))
                if cluster.is_relative:
                    around.append((f"{kind}: a relative", 1.0))
                if last_owner >= 0 and owners[cluster] == last_owner:
                    around.append((f"{kind}: its owner named last", 1.0))
            score = evidence.score
            for feature, value in around:
                score += weights.get(feature, 0.0) * value
            candidates.append(Candidate(cluster, evidence, tuple(around), score))
        return candidates

    def _owner_named(self, number: int, cluster: Cluster) -> int:
        """Return where the country or region that a body belongs to was named last, or -1."""
        owners = {owner_of(group.form) for group in cluster.groups}
        named = [self._places.get(owner, ()) for owner in owners if owner]
        before = [(numbers, bisect_left(numbers, number)) for numbers in named]
        return max([numbers[count - 1] for numbers, count in before if count], default=-1)

    def _follows(self, number: int, words: frozenset[str]) -> bool:
        """Whether one of some words stands right before a mention."""
        start = self.names[number].span.start
        before = self._tokens.words[max(0, start - _KINSHIP_REACH) : start]
        return not words.isdisjoint(map(str.lower, before))


def is_full(form: NameForm) -> bool:
    """Whether a name says by itself whom it means: «Джо Байден», «Министерство обороны России»."""
    if form.type == "PER":
        parts = form.parts
        return parts.last is not None and parts.first is not None and not is_initial(parts.first)
    return len(form.words) > (1 if form.type == "LOC" else 2) or bool(owner_of(form))


# Most names are decided by the same few pieces of evidence.
@lru_cache(maxsize=1_000)
def probabilities(scores: tuple[float, ...]) -> tuple[float, ...]:
    """Return the probability of each candidate, that of a new entity being the rest.

    Args:
        scores: Their scores; a new entity's is 0.

    >>> probabilities((0.0,))
    (0.5,)
    """
    highest = max((0.0, *scores))
    shares = [math.exp(score - highest) for score in scores]
    total = math.exp(-highest) + sum(shares)
    # The last bits of exp differ between processors.
    return tuple([round(share / total, 4) for share in shares])
