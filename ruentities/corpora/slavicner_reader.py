"""SlavicNER, Russian: ``raw/TOPIC/ru/*.txt`` with ``ner/TOPIC/ru/*.tsv``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruentities.corpora.gold import GoldMention
from ruentities.corpora.gold_files import (
    checked,
    gold_document,
    integer,
    read_lines,
    read_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ruentities.corpora.gold import GoldDocument
    from ruentities.kinds import Type

_TYPES: dict[str, Type] = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}
_COLUMNS = "start, end, mention, lemma, type, cross-lingual id"


def read_slavicner(directory: Path) -> Iterator[GoldDocument]:
    """Read SlavicNER (Piskorski, Marcińczuk and Yangarber, 2024), in no particular order.

    A document's name is ``TOPIC/file``. EVT and PRO are left out; a newspaper or agency may be
    PRO in one text and ORG in the next. ``normal`` is the lemma of the mention, ``entity`` the
    cross-lingual id. Peoples, and some adjectives, are PER («американцы», «российский»), and
    many of them carry the id of their country: one entity can have mentions of two types.

    Args:
        directory: The folder with ``raw`` and ``ner``.

    Raises:
        FileNotFoundError: When a text lacks its table.
        ValueError: When a row does not follow the format, or its words do not stand at its
            offsets.
    """
    for path in directory.glob("raw/*/ru/*.txt"):
        topic = path.parent.parent.name
        text = read_text(path)
        mentions = []
        for where, line in read_lines(directory / "ner" / topic / "ru" / f"{path.stem}.tsv"):
            fields = line.split("\t")
            if len(fields) != 6:
                raise ValueError(f"{where}: not the six columns {_COLUMNS}: {line!r}")
            first, last, words, lemma, type_, entity = fields
            span = (integer(first, where), integer(last, where))
            start, end = checked(text, [span], words, where)
            if type_ in _TYPES:
                normal, linked = lemma.strip() or None, entity.strip() or None
                mentions.append(GoldMention(start, end, _TYPES[type_], False, normal, linked))
        yield gold_document("slavicner", f"{topic}/{path.stem}", text, mentions)
