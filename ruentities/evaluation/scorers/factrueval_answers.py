"""Answers to factRuEval-2016's first two tracks, and their official format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruentities.corpora.factrueval_gold import blocks
from ruentities.evaluation.scorers.scores import TYPES
from ruentities.result.entity import Person

if TYPE_CHECKING:
    from pathlib import Path

    from ruentities.kinds import Type
    from ruentities.result.document import Document

# «Ильич», «Петровна», «Али оглы», «ибн Хаттаб», or an initial.
_PATRONYMIC = re.compile(r"(?:[иы]ч|на|оглы|кызы)$|^(?:ибн|бин|бен) |^.$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A line of a ``.task1`` response.

    Attributes:
        type: ``"PER"``, ``"ORG"`` or ``"LOC"``.
        start: Offset of the first character, in code points.
        end: Offset after the last character.
    """

    type: Type
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """A block of a ``.task2`` response.

    Attributes:
        type: ``"PER"``, ``"ORG"`` or ``"LOC"``.
        attributes: (name, value) pairs: firstname, lastname, patronymic and nickname of PER,
            name of LOC and ORG.
    """

    type: Type
    attributes: tuple[tuple[str, str], ...]


def found_mentions(document: Document) -> tuple[FoundMention, ...]:
    """Return the document's answer to the first track: every mention, nested ones too."""
    found = (
        FoundMention(entity.type, mention.start, mention.end)
        for entity in document.entities
        for mention in entity.mentions
    )
    return tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))


def found_entities(document: Document) -> tuple[FoundEntity, ...]:
    """Return the document's answer to the second track.

    A person gives the known parts of the name, a second given name as another first name; one
    of whom no part is known, a nickname. Aliases are left out: in the second track a name more
    is a claim more.
    """
    found = []
    for entity in document.entities:
        attributes = [("name", entity.name)]
        if isinstance(entity, Person):
            second = entity.middle and not _PATRONYMIC.search(entity.middle)
            parts = (
                ("firstname", entity.first),
                ("firstname" if second else "patronymic", entity.middle),
                ("lastname", entity.last),
            )
            known = [(name, value) for name, value in parts if value]
            attributes = known or [("nickname", entity.name)]
        found.append(FoundEntity(entity.type, tuple(attributes)))
    return tuple(found)


def write_responses(document: Document, directory: Path, name: str) -> None:
    """Write ``name.task1`` and ``name.task2`` for the official scorer.

    Args:
        document: What was found in the document.
        directory: An existing folder.
        name: The document's name in the corpus, such as ``"book_100"``.
    """
    mentions = [f"{m.type} {m.start} {m.end - m.start}\n" for m in found_mentions(document)]
    (directory / f"{name}.task1").write_text("".join(mentions), encoding="utf-8")
    entities = [_block(entity) for entity in found_entities(document)]
    (directory / f"{name}.task2").write_text("\n".join(entities), encoding="utf-8")


def _block(entity: FoundEntity) -> str:
    # A value is one line, whatever line break stood in the name.
    attributes = [f"{name}: {' '.join(value.split())}\n" for name, value in entity.attributes]
    return "".join([f"{entity.type}\n", *attributes])


def read_task1(path: Path) -> tuple[FoundMention, ...]:
    """Read a response to the first track: ``TYPE start length`` a line.

    Raises:
        FileNotFoundError: When there is no such file.
        ValueError: When a line does not follow the format; the message says which.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        match line.split():
            case []:
                continue
            case [type_, start, length] if start.isdecimal() and length.isdecimal():
                mention = FoundMention(_type(type_, path), int(start), int(start) + int(length))
                found.append(mention)
            case _:
                raise ValueError(f"{path}:{number}: TYPE start length expected, not {line!r}")
    return tuple(found)


def read_task2(path: Path) -> tuple[FoundEntity, ...]:
    """Read a response to the second track: a type, then ``attribute: value`` lines.

    Raises:
        FileNotFoundError: When there is no such file.
        ValueError: When a block does not follow the format; the message says which line.
    """
    found = []
    for type_, *lines in blocks(path.read_text(encoding="utf-8")):
        attributes = []
        for line in lines:
            name, colon, value = line.partition(":")
            if not colon:
                raise ValueError(f"{path}: «attribute: value» expected, not {line!r}")
            attributes.append((name.strip(), value.strip()))
        found.append(FoundEntity(_type(type_, path), tuple(attributes)))
    return tuple(found)


def _type(text: str, path: Path) -> Type:
    for type_ in TYPES:
        if text == type_:
            return type_
    raise ValueError(f"{path}: {text!r} is none of {', '.join(TYPES)}")
