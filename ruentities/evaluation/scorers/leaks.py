"""Words of people's names that no mention covers: what a pseudonymized text would still show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ruentities.evaluation.scorers.scores import predicted_spans, same_text
from ruentities.language.folding import plain
from ruentities.language.morphology import agree, lemmas, readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruentities.corpora.gold import GoldDocument, GoldMention
    from ruentities.evaluation.scorers.scores import Pairs
    from ruentities.result.document import Document

# Words of letters, hyphened ones whole; an initial by itself gives nobody away.
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]+")
_NEXT: Final = re.compile(r"\W{1,3}(\w+)")


@dataclass(frozen=True, slots=True)
class Leak:
    """A word of a gold person that no mention covers.

    Attributes:
        document: The document's name.
        start: Offset of its first character, in code points.
        word: The word.
        known: Whether that person is found elsewhere in the document.
    """

    document: str
    start: int
    word: str
    known: bool


@dataclass(frozen=True, slots=True)
class Leaks:
    """How much of people's names stays uncovered.

    Attributes:
        words: How many words of gold persons there are.
        found: Those that no mention covers.
    """

    words: int
    found: tuple[Leak, ...]

    @property
    def known(self) -> int:
        """How many are of people who are found elsewhere in the document."""
        return sum(leak.known for leak in self.found)


def leaks(pairs: Pairs) -> Leaks:
    """Look for the words of gold persons that no mention covers, whatever its type.

    Words with a capital count: some corpora mark «россияне» and «герцогиня» as people. So does no
    adjective before its noun, which they mark as well: «Нобелевская премия».

    A person is found elsewhere where a mention covers a word of another gold mention of the same
    person: one that the corpus links, or one that has the same word in any form.

    Args:
        pairs: Gold and predicted documents over the same texts.

    Raises:
        ValueError: When the two texts of a pair differ.
    """
    words = 0
    found: list[Leak] = []
    for gold, document in same_text(pairs):
        people = [mention for mention in gold.mentions if mention.type == "PER"]
        places = {start for mention in people for start, _ in _words(gold, mention)}
        words += len(places)
        open_ = places - _covered(document)
        if open_:
            found += _leaks(gold, people, open_)
    return Leaks(words, tuple(found))


def _leaks(gold: GoldDocument, people: Iterable[GoldMention], open_: set[int]) -> Iterator[Leak]:
    """Yield the words at some offsets, each once."""
    seen: set[str] = set()
    for mention in people:
        named = list(_words(gold, mention))
        if any(start not in open_ for start, _ in named):
            seen.update(key for start, word in named if start not in open_ for key in _keys(word))
            seen.update([f"={mention.entity}"] if mention.entity else [])
    told: set[int] = set()
    for mention in people:
        for start, word in _words(gold, mention):
            if start in open_ and start not in told:
                told.add(start)
                known = not seen.isdisjoint({*_keys(word), f"={mention.entity}"})
                yield Leak(gold.name, start, word, known)


def _words(gold: GoldDocument, mention: GoldMention) -> Iterator[tuple[int, str]]:
    for word in _WORD.finditer(gold.text, mention.start, mention.end):
        whole = word.span() == (mention.start, mention.end)
        if word[0][0].isupper() and not (whole and _is_adjective(gold.text, *word.span())):
            yield word.start(), word[0]


def _is_adjective(text: str, start: int, end: int) -> bool:
    """Whether a word belongs to the noun or the adjective after it: «Нобелевская премия»."""
    after = _NEXT.match(text, end)
    return after is not None and any(
        one.part == "adjective" and other.part in ("noun", "adjective") and agree(one, other)
        for one in readings(text[start:end])
        for other in readings(after[1])
        if after[1].islower()
    )


def _covered(document: Document) -> set[int]:
    return {
        place
        for start, end, _ in predicted_spans(document, nested=False)
        for place in range(start, end)
    }


def _keys(word: str) -> set[str]:
    return {plain(word), *lemmas(word)}
