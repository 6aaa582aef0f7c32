"""Decisions between the entities of many documents, for the weights that only they have."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ruentities.linking.known import SAME_ID, KnownEntities
from ruentities.linking.weights import Weights
from ruentities.training.links_model import Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ruentities.corpora.gold import GoldDocument
    from ruentities.linking.known import Known
    from ruentities.result.entity import Entity


class KnownText(NamedTuple):
    """A gold document whose entities have one id in all documents, and what was linked in it."""

    gold: GoldDocument
    entities: Sequence[Entity]


def decisions_across(texts: Iterable[KnownText], weights: Mapping[str, float]) -> list[Decision]:
    """Read documents as their gold links say, and write down what there was to decide.

    Args:
        texts: Documents in their order; those of another corpus know nothing of each other.
        weights: Weights of linking within a document.
    """
    weighed = Weights(weights)
    found: list[Decision] = []
    corpus = None
    for gold, entities in texts:
        if gold.corpus != corpus:
            corpus, known = gold.corpus, KnownEntities(weighed)
            numbers: dict[str, Known] = {}
        entity_of = {
            (mention.start, mention.end, mention.type): mention.entity for mention in gold.mentions
        }
        taken: set[int] = set()
        for entity in entities:
            ids = Counter(
                entity_of.get((mention.start, mention.end, entity.type))
                for mention in entity.mentions
            )
            ids.pop(None, 0)
            if not ids:
                continue
            meant = numbers.get(ids.most_common(1)[0][0] or "")
            if meant is not None and meant.number in taken:
                # Split within its document: nothing can be learned of the second half.
                continue
            candidates = known.candidates(entity, taken)
            # What an id decides teaches nothing of names.
            if candidates and candidates[0].features != SAME_ID:
                among = [candidate.known for candidate in candidates]
                number = among.index(meant) if meant in among else -1
                listed = [tuple(sorted(candidate.features)) for candidate in candidates]
                found.append(Decision(tuple(listed), number))
            meant = known.add(entity, meant)
            numbers[ids.most_common(1)[0][0] or ""] = meant
            taken.add(meant.number)
    return found
