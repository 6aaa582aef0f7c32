"""How networks are trained: what was chosen on development folds (``docs/developers/model.md``)."""

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
class Show:
    """What a network is shown.

    Attributes:
        epochs: How many there are.
        published: Share of the published documents that an epoch shows.
        today: How often it shows each of today's articles.
        marked: How often it shows each text that was marked for training.
    """

    epochs: int
    published: float = 1.0
    today: int = 0
    marked: int = 0


@dataclass(frozen=True, slots=True)
class Recipe:
    """What one network is trained by.

    Attributes:
        show: What it is shown.
        rate: Highest learning rate of the cycle.
        dropout: Share of hidden states left out.
        sizes: Channels of the network.
        cuts: Shares of sentence ends at which a document is cut, one of them for each document.
        caseless: Share of documents that are shown as one-case text.
        grammar: How much the grammar lesson counts beside the tags.
    """

    show: Show
    rate: float
    dropout: float
    sizes: Sizes
    cuts: tuple[float, ...]
    caseless: float
    grammar: float


TEACHER: Final = Recipe(
    show=Show(epochs=10),
    rate=1e-3,
    dropout=0.15,
    sizes=Sizes(first=512, wide=256, last=256, memory=256, settle=256, skips=False),
    cuts=(0.0, 0.0, 0.15, 0.7),
    caseless=0.0,
    grammar=0.1,
)
# A student has more to learn: what its teachers believe under every convention, text in one case,
# and the grammar that the library reads. It sees more sentences alone than its teachers, which
# keep what they know of whole articles.
STUDENT: Final = Recipe(
    show=Show(epochs=30),
    rate=1e-3,
    dropout=0.05,
    sizes=Sizes(),
    cuts=(0.0, 0.15, 0.7, 0.7),
    caseless=0.15,
    grammar=0.7,
)
FINE_TUNING: Final = replace(STUDENT, show=Show(epochs=4), rate=3e-4)
# The student trained further on news of today, with a quarter more channels for what it learns
# there: names of organizations profit.
TODAY: Final = replace(
    STUDENT,
    show=Show(epochs=10, published=0.15, today=3, marked=1),
    sizes=Sizes(wide=160, last=240, memory=240, settle=160),
)
