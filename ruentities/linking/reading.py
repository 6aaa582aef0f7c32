"""Who is meant, mention by mention: start reading at `read`.

Full names are decided first, short ones after them, each in reading order: a reader of a headline
reads on before he asks who «Байден» is. Every decision is between the entities named so far that
something speaks for, and a new one.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from ruentities.language.folding import fold
from ruentities.linking.announced import CHILDREN, KINSHIP, PARENTS, tells_kinship
from ruentities.linking.bodies import owner_of, place_key
from ruentities.linking.people import generation
from ruentities.linking.relations import Relations
from ruentities.linking.weights import Evidence
from ruentities.text.marks import is_initial

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruentities.linking.groups import Group, NameForm
    from ruentities.linking.weights import Weights
    from ruentities.normalization.name import Name
    from ruentities.text.segmentation import Tokens

    # Who is meant, None for somebody new, and how likely that is.
    Decision = tuple["Cluster | None", float]
    # The number of a mention and whom it may mean, to whom it does.
    Choose = Callable[[int, Sequence["Candidate"]], Decision]

# So many entities of one name are told apart; of more, the ones named last.
_MOST_RIVALS: Final = 8
# So many names of one entity are looked at; more tell nothing new.
_MOST_NAMES: Final = 30
_KINSHIP_REACH: Final = 3


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
        generation: "младший" where that word is «сын» or the like, "старший" where it is «отец».
    """

    groups: list[Group]
    first: int
    numbers: list[int]
    latest: int = -1
    own: int | None = None
    is_relative: bool = False
    generation: str | None = None

    @property
    def bare_names(self) -> set[str]:
        """Its names of one word; of very many names the first ones."""
        forms = [group.form for group in self.groups[:_MOST_NAMES]]
        return {form.key for form in forms if len(form.words) == 1}

    @property
    def first_names(self) -> set[str]:
        """First names in its names of several words; of very many the first ones."""
        forms = [group.form for group in self.groups[:_MOST_NAMES]]
        return {
            fold(form.parts.first) for form in forms if form.parts.first and len(form.words) > 1
        }


# Names of one entry of the user's lexicon are one entity, whatever the weights.
_USERS_OWN: Final = Evidence(("the user's entry",), 20.0, False)


class Candidate(NamedTuple):
    """An entity that a mention may mean.

    Attributes:
        cluster: The entity.
        evidence: What their names tell.
        around: What the text around the mention tells.
        score: Sum of all weights: the logarithm of how much likelier than a new entity.
    """

    cluster: Cluster
    evidence: Evidence
    around: tuple[str, ...]
    score: float

    @property
    def features(self) -> tuple[str, ...]:
        """What speaks for and against it, by the names that the weights have."""
        kind = self.cluster.groups[0].form.type
        return (*self.evidence.features, *[f"{kind}: {feature}" for feature in self.around])


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
        self, tokens: Tokens, names: Sequence[Name], groups: Sequence[Group], weights: Weights
    ) -> None:
        self.names = names
        self.groups = groups
        self.meant: list[Cluster | None] = [None] * len(names)
        self.probabilities = [1.0] * len(names)
        self._clusters_of: dict[Group, list[Cluster]] = {group: [] for group in groups}
        self.relations = Relations(tokens, list(self._clusters_of))
        self._clusters: list[Cluster] = []
        self._tokens = tokens
        self._has_kinship = tells_kinship(tokens)
        self._weights = weights
        # Where several entities are near, whose evidence each mention asks for, for how many names.
        self._evidence: dict[tuple[Group, Cluster], tuple[int, Evidence]] = {}
        self._decided: dict[Group, tuple[Cluster, float]] = {}

    def read(self, choose: Choose, *, every: bool = False) -> list[Cluster]:
        """Decide on every mention.

        Args:
            choose: Says which candidate is meant, None for a new entity, and how likely that is.
            every: Whether to ask for every mention, and not only where the candidates are others
                than at the last mention of the name.

        Returns:
            The entity of each mention.
        """
        meant_by, probabilities = self.meant, self.probabilities
        decided = self._decided
        short = {group for group in self._clusters_of if not is_full(group.form)}
        # Whom no other name may mean needs not be told from anybody.
        tied = self.relations.tied if self._has_kinship else ()
        relatives = {group for group in tied if group.form.type == "PER"}
        for only_full in (True, False) if short else (True,):
            for cluster in self._clusters:
                cluster.latest = -1
            for number, group in enumerate(self.groups):
                meant = meant_by[number]
                if meant is None:
                    known = decided.get(group)
                    if known is None:
                        if only_full and group in short:
                            continue
                        known = self._decide(number, choose, is_kept=not every)
                    meant, probabilities[number] = known
                    meant_by[number] = meant
                    meant.numbers.append(number)
                    if relatives and group in relatives and meant.generation is None:
                        self._note_kinship(meant, number)
                meant.latest = number
        return cast("list[Cluster]", meant_by)

    def _decide(self, number: int, choose: Choose, *, is_kept: bool) -> tuple[Cluster, float]:
        """Return whom a mention means, and how likely that is; keep it for its name if asked to."""
        group = self.groups[number]
        candidates, is_settled = self._candidates(number)
        meant, probability = choose(number, candidates)
        if meant is None:
            meant = Cluster([], number, [])
            self._clusters.append(meant)
        elif number < meant.first:
            meant.first = number
        if meant not in self._clusters_of[group]:
            self._name(meant, group)
        elif is_settled and is_kept:
            self._decided[group] = meant, probability
        return meant, probability

    def _name(self, cluster: Cluster, group: Group) -> None:
        """Add a name to those of an entity; what was decided for names near it is asked anew."""
        if self._decided and group in self.relations.tied:
            for named in (group, *cluster.groups):
                for other in self.relations.related(named):
                    self._decided.pop(other, None)
        cluster.groups.append(group)
        self._clusters_of[group].append(cluster)
        if cluster.own is None:
            cluster.own = group.form.own

    def _note_kinship(self, cluster: Cluster, number: int) -> None:
        form = self.groups[number].form
        if self._follows(number, KINSHIP) and (
            len(form.words) > 1 or form.key in cluster.first_names
        ):
            cluster.is_relative = True
            if self._follows(number, CHILDREN):
                cluster.generation = "младший"
            elif self._follows(number, PARENTS):
                cluster.generation = "старший"

    def _candidates(self, number: int) -> tuple[list[Candidate], bool]:
        """Return whom a mention may mean, and whether the next one of its name means the same.

        That is so until an entity near it has another name, when there are no two between which
        the text around the mention decides.
        """
        group = self.groups[number]
        own = group.form.own
        near: dict[Cluster, list[tuple[str, ...]]] = {}
        for other, features in self.relations.related(group).items():
            for cluster in self._clusters_of[other]:
                if own is None or cluster.own is None or own == cluster.own:
                    near.setdefault(cluster, []).append(features)
        found = []
        for cluster, tied in near.items():
            evidence = self._of(group, cluster, tied, is_kept=len(near) > 1)
            found.append(Candidate(cluster, evidence, (), evidence.score))
        if len(found) < 2:
            return found, True
        rivals = [one.cluster for one in found if not one.evidence.is_contradicted]
        if len(rivals) < 2:
            return found, True
        if len(found) > _MOST_RIVALS:
            found.sort(key=lambda one: (one.evidence.is_contradicted, -one.cluster.latest))
            found = found[:_MOST_RIVALS]
            rivals = [one.cluster for one in found if not one.evidence.is_contradicted]
        return self._compared(number, found, rivals), False

    def _of(
        self, group: Group, cluster: Cluster, tied: Sequence[tuple[str, ...]], *, is_kept: bool
    ) -> Evidence:
        """Return what speaks for and against a name meaning an entity.

        Args:
            group: The name.
            cluster: The entity.
            tied: What ties the name to each of those of the entity that it may be one with.
            is_kept: Whether to keep it, since the next mention will ask again.
        """
        form = group.form
        if form.own is not None and form.own == cluster.own:
            return _USERS_OWN
        if is_kept:
            size, kept = self._evidence.get((group, cluster), (0, None))
            if kept and size == len(cluster.groups):
                return kept
        features = tied[0] if len(tied) == 1 else tuple(sorted(set().union(*tied)))
        against = self.relations.against(group, cluster.groups)
        evidence = self._weights.evidence(form.type, features, against)
        if is_kept:
            self._evidence[group, cluster] = len(cluster.groups), evidence
        return evidence

    def _compared(
        self, number: int, found: Sequence[Candidate], rivals: Sequence[Cluster]
    ) -> list[Candidate]:
        """Return the candidates of a mention with what the text around it tells of each."""
        group = self.groups[number]
        kind = group.form.type
        most = max([len(cluster.numbers) for cluster in rivals], default=0)
        last = max([cluster.latest for cluster in rivals], default=-1)
        earliest = min([cluster.first for cluster in rivals], default=0)
        owners = {
            cluster: self._owner_named(number, cluster) if kind == "ORG" else -1
            for cluster in rivals
        }
        last_owner = max(owners.values(), default=-1)
        word = ""
        if kind == "PER" and self._has_kinship and self._follows(number, KINSHIP):
            word = "a word" if len(group.form.words) == 1 else "several words"
        named = generation(group.form) if kind == "PER" else None
        told = {cluster.generation for cluster in rivals} if named else ()
        candidates = []
        for cluster, evidence, _, _ in found:
            around = [f"after a kinship word, {word}"] if word else []
            if not evidence.is_contradicted:
                around.append("one of several")
                if len(cluster.numbers) == most:
                    around.append("named most")
                if cluster.latest < 0:
                    around.append("not named yet")
                elif cluster.latest == last:
                    around.append("named last")
                if cluster.first == earliest:
                    around.append("named first")
                if group.form.key in cluster.bare_names:
                    around.append("called so before")
                elif not cluster.first_names.isdisjoint(cluster.bare_names):
                    around.append("called by the first name before")
                if named and cluster.generation != (named if named in told else None):
                    around.append("another generation")
                if cluster.is_relative:
                    around.append("a relative")
                if last_owner >= 0 and owners[cluster] == last_owner:
                    around.append("its owner named last")
            shown = tuple(around)
            score = evidence.score + self._weights.total(kind, shown)
            candidates.append(Candidate(cluster, evidence, shown, score))
        return candidates

    def _owner_named(self, number: int, cluster: Cluster) -> int:
        """Return where the country or region that a body belongs to was named last, or -1."""
        owners = {owner_of(group.form) for group in cluster.groups}
        named = [self._places.get(owner, ()) for owner in owners if owner]
        before = [(numbers, bisect_left(numbers, number)) for numbers in named]
        return max([numbers[count - 1] for numbers, count in before if count], default=-1)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where places are named, by the stem of their first word."""
        places: dict[str, list[int]] = {}
        for number, group in enumerate(self.groups):
            if group.form.type == "LOC":
                places.setdefault(place_key(group.form), []).append(number)
        return places

    def _follows(self, number: int, words: frozenset[str]) -> bool:
        """Whether one of some words stands right before a mention."""
        start = self.names[number].span.start
        before = self._tokens.words[max(0, start - _KINSHIP_REACH) : start]
        return not words.isdisjoint(before)


def is_full(form: NameForm) -> bool:
    """Whether a name says by itself whom it means: «Джо Байден», «Министерство обороны России»."""
    if form.type == "PER":
        parts = form.parts
        return parts.last is not None and parts.first is not None and not is_initial(parts.first)
    return len(form.words) > (1 if form.type == "LOC" else 2) or bool(owner_of(form))
