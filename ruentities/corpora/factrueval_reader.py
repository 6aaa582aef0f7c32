"""factRuEval-2016: ``.txt`` with ``.spans``, ``.objects`` and ``.coref``."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from ruentities.corpora.gold import GoldEntity, GoldMention
from ruentities.corpora.gold_files import gold_document, integer, read_lines, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ruentities.corpora.gold import GoldDocument
    from ruentities.kinds import Type

_TYPES: dict[str, Type] = {"Person": "PER", "Location": "LOC", "LocOrg": "LOC", "Org": "ORG"}
_NAMING_KINDS: dict[Type, frozenset[str]] = {
    "PER": frozenset({"name", "surname", "patronymic", "nickname"}),
    "LOC": frozenset({"loc_name", "org_name"}),
    "ORG": frozenset({"org_name"}),
}


class _Span(NamedTuple):
    kind: str
    start: int
    end: int


class _Object(NamedTuple):
    type: Type
    spans: list[_Span]


class _Block(NamedTuple):
    id: str
    objects: list[str]
    attributes: tuple[tuple[str, str], ...]


def read_factrueval(directory: Path) -> Iterator[GoldDocument]:
    """Read factRuEval-2016 (Starostin et al., 2016), in no particular order.

    An object of type Person, Org, Location or LocOrg (the last two are LOC) is a mention when
    it has spans of a kind that names, and runs from the first of these to the end of the last:
    name, surname, patronymic and nickname for PER, loc_name and org_name for LOC, org_name
    for ORG. Descriptors, jobs and geographic adjectives do not belong to it, and an object of
    nothing else («мэрия Москвы», «партия») is no mention.

    Of the readings tried, this is the one under which slovnet's NER comes closest to the token
    F1 reported for it on the development documents (PER / LOC / ORG .960 / .906 / .776): .960 /
    .908 / .777 over outermost mentions. With the place names inside an organization ORG falls
    to .75, with its descriptors to .65.

    ``entity`` is the id of the object's ``.coref`` block. ``entities`` has the blocks, LOC as
    soon as one of their objects is, with every attribute line: digits at the end of a name
    cut (``firstname1``), empty values kept, only a block of no PER, LOC or ORG object left out.

    Args:
        directory: The folder with the files of one part of the corpus.

    Raises:
        FileNotFoundError: When a text lacks one of its companion files.
        ValueError: When a line does not follow the format.
    """
    for path in directory.glob("*.txt"):
        objects = _objects(path)
        blocks = list(_blocks(path.with_suffix(".coref")))
        entity_of = {member: block.id for block in blocks for member in block.objects}
        mentions = [
            GoldMention(min(starts), max(ends), found.type, entity=entity_of.get(object_id))
            for object_id, found in objects.items()
            if (starts := [span.start for span in _naming(found)])
            and (ends := [span.end for span in _naming(found)])
        ]
        entities = []
        for block in blocks:
            types = [objects[member].type for member in block.objects if member in objects]
            if types:
                entities.append(GoldEntity("LOC" if "LOC" in types else types[0], block.attributes))
        yield gold_document("factrueval", path.stem, read_text(path), mentions, tuple(entities))


def _naming(found: _Object) -> list[_Span]:
    return [span for span in found.spans if span.kind in _NAMING_KINDS[found.type]]


def _objects(path: Path) -> dict[str, _Object]:
    spans: dict[str, list[_Span]] = {}
    for where, line in read_lines(path.with_suffix(".spans")):
        fields = line.split()
        if len(fields) < 4:
            raise ValueError(f"{where}: not 'id kind start length': {line!r}")
        start = integer(fields[2], where)
        span = _Span(fields[1], start, start + integer(fields[3], where))
        # One id may stand on several lines, a kind on each.
        spans.setdefault(fields[0], []).append(span)
    objects = {}
    for where, line in read_lines(path.with_suffix(".objects")):
        object_id, type_, *rest = line.split()
        ids = list(takewhile(str.isdecimal, rest))
        missing = [span_id for span_id in ids if span_id not in spans]
        if missing:
            raise ValueError(f"{where}: {path.stem}.spans has no span {missing[0]}")
        if type_ in _TYPES:
            members = [span for span_id in ids for span in spans[span_id]]
            objects[object_id] = _Object(_TYPES[type_], members)
    return objects


def _blocks(path: Path) -> Iterator[_Block]:
    for block in re.split(r"\n\s*\n", read_text(path).replace("\r\n", "\n").strip()):
        head, *lines = block.split("\n")
        if head:
            entity, *members = head.split()
            pairs = [line.partition(" ") for line in lines]
            attributes = ((name.rstrip("0123456789"), value.strip()) for name, _, value in pairs)
            yield _Block(entity, members, tuple(attributes))
