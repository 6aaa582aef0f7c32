"""The one table of annotation conventions: who follows which, and what gold shows of it.

A scheme is the convention that an `Extractor` answers in, a tag head the part of the network that
learned one, a corpus the gold that is annotated by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Scheme = Literal["full", "flat", "factrueval", "nerel", "slavicner"]
Corpus = Literal["today", "factrueval", "collection5", "nerel", "slavicner", "jsonl"]
# How far an entity's id reaches: nowhere, over a document, over the corpus, to Wikidata.
Reach = Literal["none", "document", "corpus", "wikidata"]


@dataclass(frozen=True, slots=True)
class Convention:
    """What counts as a mention for a corpus, and for the scheme that follows it.

    Attributes:
        corpus: The corpus.
        scheme: The scheme in which a text is answered as the corpus would annotate it.
        head: The tag head of the network that the scheme reads.
        nested: Whether there are names inside names.
        normals: Whether the corpus gives nominatives.
        ids: How far the corpus's entity ids reach.
        scored: Whether a mention that is right has the corpus's borders too, so that the
            probabilities of mentions can be judged by it.
        one_case: Whether its texts are also read in small letters and in capitals.
    """

    corpus: Corpus
    scheme: Scheme
    head: str
    nested: bool
    normals: bool
    ids: Reach
    scored: bool
    one_case: bool


# fmt: off
CONVENTIONS: Final = (
    #          corpus         scheme        head           nested normals ids         scored 1 case
    Convention("today",       "full",       "today",       True,  True,   "document", True,  False),
    Convention("factrueval",  "factrueval", "factrueval",  False, False,  "document", False, True),
    Convention("collection5", "flat",       "collection5", False, False,  "none",     True,  False),
    Convention("nerel",       "nerel",      "nerel",       True,  False,  "wikidata", False, False),
    Convention("slavicner",   "slavicner",  "slavicner",   False, True,   "corpus",   False, False),
    # A user's own gold is expected to follow the default scheme.
    Convention("jsonl",       "full",       "today",       True,  True,   "document", True,  False),
)
# fmt: on

OF_SCHEME: Final[dict[Scheme, Convention]] = {
    row.scheme: row for row in CONVENTIONS if row.corpus != "jsonl"
}
# The tag heads of a network that knows every convention, in the order of its answers.
HEADS: Final = tuple(dict.fromkeys(row.head for row in CONVENTIONS if row.head == row.corpus))
