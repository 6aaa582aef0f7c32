"""Collection5 and NEREL: ``.txt`` with brat's ``.ann``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruentities.corpora.gold import GoldMention
from ruentities.corpora.gold_files import checked, gold_document, read_lines, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ruentities.corpora.gold import GoldDocument
    from ruentities.kinds import Type

_COLLECTION5_TYPES: dict[str, Type] = {
    "PER": "PER",
    "LOC": "LOC",
    "GEOPOLIT": "LOC",
    "ORG": "ORG",
    "MEDIA": "ORG",
}
_NEREL_TYPES: dict[str, Type] = {
    "PERSON": "PER",
    "COUNTRY": "LOC",
    "STATE_OR_PROVINCE": "LOC",
    "CITY": "LOC",
    "DISTRICT": "LOC",
    "LOCATION": "LOC",
    "ORGANIZATION": "ORG",
}
_MENTION = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")
_WIKIDATA = re.compile(r"N\d+\tReference (T\d+) Wikidata:\W*(Q\d+)\b.*")


def read_collection5(directory: Path) -> Iterator[GoldDocument]:
    r"""Read Collection5 (Mozharova and Loukachevitch, 2016), in no particular order.

    GEOPOLIT is LOC and MEDIA is ORG. The offsets count a line break as two characters; some
    copies have lost the ``\r``, so it is put back: the documents' text has ``\r\n`` either way.

    Args:
        directory: The folder with the ``.txt`` and ``.ann`` files.

    Raises:
        FileNotFoundError: When a text lacks its ``.ann``.
        ValueError: When a line does not follow the format, or its words do not stand at its
            offsets.
    """
    for path in directory.glob("*.txt"):
        text = read_text(path)
        if "\r\n" not in text:
            text = text.replace("\n", "\r\n")
        yield _brat("collection5", path, text, _COLLECTION5_TYPES)


def read_nerel(directory: Path) -> Iterator[GoldDocument]:
    """Read NEREL (Loukachevitch et al., 2021), in no particular order.

    COUNTRY, STATE_OR_PROVINCE, CITY, DISTRICT and LOCATION are LOC. FACILITY is left out: it
    puts buildings, roads, stations and monuments into one, and slovnet's token F1 for LOC is
    1.5 points lower with it. A discontinuous mention stands for its first fragment: nearly
    all are coordinated names («Карла и Розы Люксембург») whose shared word closes the
    neighbour's mention. ``entity`` is the Wikidata id, the first of several, None where the
    link is NULL or not to an item.

    Args:
        directory: The folder with the ``.txt`` and ``.ann`` files.

    Raises:
        FileNotFoundError: When a text lacks its ``.ann``.
        ValueError: When a line does not follow the format, or its words do not stand at its
            offsets.
    """
    for path in directory.glob("*.txt"):
        yield _brat("nerel", path, read_text(path), _NEREL_TYPES)


def _brat(corpus: str, path: Path, text: str, types: Mapping[str, Type]) -> GoldDocument:
    lines = list(read_lines(path.with_suffix(".ann")))
    entity_of: dict[str, str] = {}
    for _, line in lines:
        if link := _WIKIDATA.fullmatch(line):
            entity_of.setdefault(link[1], link[2])
    mentions = []
    for where, line in lines:
        found = _MENTION.fullmatch(line)
        if found is None and re.match(r"T\d", line):
            raise ValueError(f"{where}: not a brat mention: {line!r}")
        # What is neither is a relation, a link, or a scrap: NEREL has one mention torn in two.
        if found and found[2] in types:
            pairs = (pair.split() for pair in found[3].split(";"))
            fragments = [(int(start), int(end)) for start, end in pairs]
            start, end = checked(text, fragments, found[4], where)
            mentions.append(
                GoldMention(start, end, types[found[2]], entity=entity_of.get(found[1]))
            )
    return gold_document(corpus, path.stem, text, mentions)
