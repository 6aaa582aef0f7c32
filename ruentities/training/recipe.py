"""How networks are trained: what was chosen on the development fold (``docs/model.md``)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class Sizes:
    """Channels of each layer.

    Attributes:
        first: Of the first layer, 256 of them slovnet's.
        wide: Of the second layer beside slovnet's 128, looking two words to each side.
        last: Of the third layer, 64 of them slovnet's.
        memory: Of the layer that reads the memory.
        settle: Of the last layer.
        skips: Whether the layers after the first leave out words that are surely in no name.
    """

    first: int = 256
    wide: int = 128
    last: int = 192
    memory: int = 192
    settle: int = 128
    skips: bool = True


@dataclass(frozen=True, slots=True)
class Recipe:
    """What one network is trained by.

    Attributes:
        sizes: Channels of the network.
        epochs: How often each document is seen.
        dropout: Share of hidden states left out.
        cuts: Shares of sentence ends at which a document is cut, one of them for each document.
        caseless: Share of documents that are shown as one-case text.
        grammar: How much the grammar lesson counts beside the tags.
        rate: Highest learning rate of the cycle.
    """

    sizes: Sizes
    epochs: int
    dropout: float
    cuts: tuple[float, ...]
    caseless: float
    grammar: float
    rate: float


TEACHER: Final = Recipe(
    sizes=Sizes(first=512, wide=256, last=256, memory=256, settle=256, skips=False),
    epochs=10,
    dropout=0.15,
    cuts=(0.0, 0.0, 0.15, 0.7),
    caseless=0.0,
    grammar=0.1,
    rate=1e-3,
)
# A student has more to learn: what its teachers believe under every convention, text in one case,
# and the grammar that the library reads. It sees more sentences alone than its teachers, which
# keep what they know of whole articles.
STUDENT: Final = Recipe(
    sizes=Sizes(),
    epochs=30,
    dropout=0.05,
    cuts=(0.0, 0.15, 0.7, 0.7),
    caseless=0.15,
    grammar=0.7,
    rate=1e-3,
)
FINE_TUNING: Final = replace(STUDENT, epochs=4, rate=3e-4)
