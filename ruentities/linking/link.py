"""Named mentions to entities: who is meant, and the fullest name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.linking.entities import entities
from ruentities.linking.groups import group_names
from ruentities.linking.lands import told_by_lands
from ruentities.linking.reading import Reading
from ruentities.linking.weights import built_in_weights, probabilities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.language.names_table import Aliases
    from ruentities.linking.reading import Candidate, Decision
    from ruentities.linking.weights import Weights
    from ruentities.normalization.name import Name
    from ruentities.result.entity import Entity
    from ruentities.text.segmentation import Tokens

# A link is made when it is likelier than a new entity and than half: docs/developers/linking.md.
LEAST_LINK: Final = 0.5
_NOBODY: Final = None, 1.0


def link(
    tokens: Tokens,
    names: Sequence[Name],
    aliases: Aliases,
    threshold: float = LEAST_LINK,
    weights: Weights | None = None,
) -> tuple[Entity, ...]:
    """Group the mentions of a document into entities.

    Args:
        tokens: The whole text.
        names: Its mentions with their normal forms, in text order.
        aliases: Which names are names of the same thing, and of what.
        threshold: Least probability of a link.
        weights: What each piece of evidence weighs; by default as fitted on gold.

    Returns:
        Entities in the order of first mention, numbered by type.
    """
    groups = told_by_lands(tokens, names, group_names(tokens, names, aliases))
    reading = Reading(tokens, names, groups, weights or built_in_weights())
    meant = reading.read(lambda number, candidates: best(candidates, threshold))
    return entities(tokens, meant, aliases, reading)


class Option(NamedTuple):
    """An entity that a mention might have meant when it was decided.

    Attributes:
        names: What that entity was called by then.
        features: What spoke for and against it.
        probability: How likely it was.
    """

    names: tuple[str, ...]
    features: tuple[str, ...]
    probability: float


def options(tokens: Tokens, names: Sequence[Name], aliases: Aliases) -> list[tuple[Option, ...]]:
    """Return for each mention whom it might have meant, the likeliest first.

    Args:
        tokens: The whole text.
        names: Its mentions with their normal forms, in text order.
        aliases: Which names are names of the same thing, and of what.
    """
    found: list[tuple[Option, ...]] = [()] * len(names)

    def choose(number: int, candidates: Sequence[Candidate]) -> Decision:
        chances = probabilities(tuple([candidate.score for candidate in candidates]))
        listed = [
            Option(
                tuple([other.form.normal for other in candidate.cluster.groups]),
                candidate.features,
                chance,
            )
            for candidate, chance in zip(candidates, chances, strict=True)
        ]
        found[number] = tuple(sorted(listed, key=lambda option: -option.probability))
        return best(candidates)

    groups = told_by_lands(tokens, names, group_names(tokens, names, aliases))
    Reading(tokens, names, groups, built_in_weights()).read(choose, every=True)
    return found


def best(candidates: Sequence[Candidate], threshold: float = LEAST_LINK) -> Decision:
    """Return who is meant, None for somebody new, and the probability of that.

    Args:
        candidates: Whom a mention may mean.
        threshold: Least probability of a link.
    """
    if not candidates:
        return _NOBODY
    if len(candidates) == 1:
        (likeliest,) = candidates
        chances = probabilities((likeliest.score,))
        (chance,) = chances
    else:
        likeliest = max(candidates, key=_order)
        chances = probabilities(tuple([candidate.score for candidate in candidates]))
        chance = chances[candidates.index(likeliest)]
    if likeliest.score > 0 and chance >= threshold:
        return likeliest.cluster, chance
    return None, max(0.0, round(1 - sum(chances), 4))


def _order(candidate: Candidate) -> tuple[float, int]:
    return candidate.score, -candidate.cluster.first
