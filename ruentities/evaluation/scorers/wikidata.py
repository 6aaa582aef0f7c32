"""Are the Wikidata ids of entities right?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruentities.evaluation.scorers.scores import ByType, Counts, gold_span, same_text

if TYPE_CHECKING:
    from ruentities.evaluation.scorers.scores import Pairs
    from ruentities.kinds import Type

_ID = re.compile(r"Q\d+")


def wikidata_scores(pairs: Pairs) -> ByType[Counts]:
    """Score the ids of the mentions that have gold borders, gold type and a gold id.

    Args:
        pairs: Gold documents whose ``entity`` is a Wikidata id, each with what was found in it.

    Returns:
        Of each type, ``gold``: how many such mentions were found; ``predicted``: how many of
        them got an id; ``tp``: the right ones. So precision says how often an id is right, and
        ``predicted / gold`` how often there is one.

    Raises:
        ValueError: When a predicted document's text differs from the gold text.
    """
    counts: dict[Type, Counts] = {"PER": Counts(), "LOC": Counts(), "ORG": Counts()}
    for gold, predicted in same_text(pairs):
        wanted = {
            gold_span(mention): mention.entity
            for mention in gold.mentions
            if mention.entity and _ID.fullmatch(mention.entity)
        }
        for entity in predicted.entities:
            for mention in entity.mentions:
                id_ = wanted.get((mention.start, mention.end, entity.type))
                if id_:
                    answer = entity.wikidata
                    counts[entity.type] += Counts(answer == id_, 1, answer is not None)
    return ByType.of(lambda type_: counts[type_])
