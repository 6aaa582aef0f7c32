"""News without gold that models may learn from, and which of them hold a gold document's text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.corpora.folds import near_duplicates
from ruentities.corpora.gold import GoldDocument
from ruentities.corpora.gold_files import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# The collections with a licence: CC BY 4.0 and MIT.
_LICENSED: Final = ("tg_news_2024.jsonl", "tg_hse78_2025.jsonl")
_CORPUS: Final = "raw"


class RawText(NamedTuple):
    """A news text without gold.

    Attributes:
        id: Its id in its collection.
        text: The text.
    """

    id: str
    text: str


def read_raw(root: Path) -> list[RawText]:
    """Read the raw texts whose licence lets models learn from them.

    Args:
        root: The folder of all corpora, which holds ``raw``.

    Raises:
        FileNotFoundError: When a file is missing.
    """
    rows = [json.loads(line) for file in _LICENSED for _, line in read_lines(root / _CORPUS / file)]
    return [RawText(row["id"], row["text"]) for row in rows]


def without_gold(
    raw: Iterable[RawText], documents: Iterable[GoldDocument], root: Path
) -> list[RawText]:
    """Leave out the raw texts that hold the text of a gold document, or nearly.

    Args:
        raw: Raw texts.
        documents: Gold of today's articles.
        root: The folder of all corpora; ``today/in_raw.tsv`` lists the raw texts of each.

    Returns:
        The others, in the same order.
    """
    gold = list(documents)
    names = {document.name for document in gold}
    lines = (line.split("\t") for _, line in read_lines(root / "today" / "in_raw.tsv"))
    held = {raw_id for name, raw_id in lines if name in names}
    others = [text for text in raw if text.id not in held]
    as_documents = [GoldDocument(_CORPUS, text.id, text.text, ()) for text in others]
    held = {
        document.name
        for group in near_duplicates([*gold, *as_documents])
        if any(document.corpus != _CORPUS for document in group)
        for document in group
    }
    return [text for text in others if text.id not in held]
