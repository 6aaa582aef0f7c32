"""factRuEval-2016's gold files, as fine-grained as its scorer needs them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ruentities.kinds import Type

TYPE_OF: dict[str, Type] = {"Person": "PER", "Location": "LOC", "LocOrg": "LOC", "Org": "ORG"}
_NAMING: dict[Type, frozenset[str]] = {
    "PER": frozenset({"name", "surname", "patronymic", "nickname"}),
    "LOC": frozenset({"loc_name", "org_name"}),
    "ORG": frozenset({"org_name", "loc_name"}),
}
_QUOTES = frozenset("\"'«»“”„‟‘’‚‛")
_PUNCTUATION = _QUOTES | frozenset(".,;:!?…()[]{}-‐‑‒–—―/\\")


@dataclass(frozen=True, slots=True)
class Token:
    """A line of ``.tokens``.

    Attributes:
        start: Offset of the first character, in code points.
        end: Offset after the last character.
        text: The characters.
    """

    start: int
    end: int
    text: str

    @property
    def is_punctuation(self) -> bool:
        """Whether it counts for nothing in a comparison. A bullet («•») counts."""
        return _PUNCTUATION.issuperset(self.text)


@dataclass(frozen=True, slots=True)
class Span:
    """A line of ``.spans``: a stretch of text with one role in a mention.

    Attributes:
        kind: The role, such as ``"surname"``, ``"org_descr"`` or ``"geo_adj"``.
        start: Offset of the first character, in code points.
        end: Offset after the last character.
        tokens: The ids of its tokens.
    """

    kind: str
    start: int
    end: int
    tokens: frozenset[int]


@dataclass(frozen=True, slots=True)
class Object:
    """A line of ``.objects``: a mention.

    Attributes:
        kind: ``"Person"``, ``"Org"``, ``"Location"`` or ``"LocOrg"``.
        spans: Its spans, in the file's order. They may have gaps between them.
    """

    kind: str
    spans: tuple[Span, ...]

    @property
    def type(self) -> Type:
        """The type, LOC for LocOrg."""
        return TYPE_OF[self.kind]

    @property
    def tokens(self) -> frozenset[int]:
        """The ids of all its tokens."""
        return frozenset().union(*(span.tokens for span in self.spans))

    @property
    def naming_tokens(self) -> frozenset[int]:
        """The ids of the tokens that name it, unlike «партия» or «мэр»."""
        return frozenset().union(*(span.tokens for span in self.naming_spans))

    @property
    def naming_spans(self) -> tuple[Span, ...]:
        """The spans that name it."""
        return tuple(span for span in self.spans if span.kind in _NAMING[self.type])

    @property
    def interval(self) -> tuple[int, int]:
        """Where it begins and ends in the text, the gaps included."""
        return min(span.start for span in self.spans), max(span.end for span in self.spans)


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of an entity.

    Attributes:
        name: Such as ``"lastname"``.
        values: Alternatives, each of them right.
    """

    name: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entity:
    """A block of ``.coref``.

    Attributes:
        type: LOC as soon as one of its mentions is a Location or a LocOrg.
        attributes: With every alternative that the scorer accepts.
        objects: Its mentions.
    """

    type: Type
    attributes: tuple[Attribute, ...]
    objects: tuple[Object, ...]


@dataclass(frozen=True, slots=True)
class Annotation:
    """Everything that the scorer reads about one document.

    Attributes:
        name: The file's name without its ending.
        tokens: By id, in text order.
        objects: The mentions of PER, LOC and ORG, in the file's order.
        entities: The entities that have such a mention, in the file's order.
    """

    name: str
    tokens: dict[int, Token]
    objects: tuple[Object, ...]
    entities: tuple[Entity, ...]


def read_annotation(directory: Path, name: str) -> Annotation:
    """Read ``.tokens``, ``.spans``, ``.objects`` and ``.coref`` of a document.

    Args:
        directory: The corpus folder.
        name: The files' name without an ending, such as ``"book_100"``.

    Raises:
        FileNotFoundError: When one of the four is missing.
        ValueError: When a line does not follow the format; the message says which.
    """
    tokens = {
        int(id_): Token(int(start), int(start) + int(length), text)
        for id_, start, length, text in _rows(directory / f"{name}.tokens", 4)
    }
    spans: dict[str, list[Span]] = defaultdict(list)
    for id_, kind, start, length, _, count, _, *ids in _rows(directory / f"{name}.spans", 8):
        covered = frozenset(map(int, ids[: int(count)]))
        spans[id_].append(Span(kind, int(start), int(start) + int(length), covered))
    objects = {
        id_: Object(kind, tuple(span for part in _before_comment(parts) for span in spans[part]))
        for id_, kind, *parts in _rows(directory / f"{name}.objects", 3)
        if kind in TYPE_OF
    }
    entities = _entities(directory / f"{name}.coref", objects, tokens)
    return Annotation(name, tokens, tuple(objects.values()), tuple(entities))


def _rows(path: Path, fields: int) -> Iterator[list[str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        row = line.split()
        if 0 < len(row) < fields:
            raise ValueError(f"{path}:{number}: {fields} fields expected, not {line!r}")
        if row:
            yield row


def _before_comment(fields: list[str]) -> list[str]:
    return fields[: fields.index("#")] if "#" in fields else fields


def _entities(path: Path, objects: dict[str, Object], tokens: dict[int, Token]) -> Iterator[Entity]:
    for block in blocks(path.read_text(encoding="utf-8")):
        members = tuple(objects[id_] for id_ in block[0].split()[1:] if id_ in objects)
        if members:
            types = {member.type for member in members}
            yield Entity(
                type="LOC" if "LOC" in types else members[0].type,
                attributes=_attributes(block[1:], quoted=_is_quoted(members, tokens)),
                objects=members,
            )


def blocks(text: str) -> list[list[str]]:
    """Return the groups of lines that empty lines separate, each line trimmed."""
    found: list[list[str]] = [[]]
    for line in map(str.strip, text.splitlines()):
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [block for block in found if block]


def _attributes(lines: list[str], *, quoted: bool) -> tuple[Attribute, ...]:
    values: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        name, _, value = line.partition(" ")
        values[name].append(value)
    values.pop("wikidata", None)
    descriptors = values.pop("descriptor", [])
    # ``firstname`` and ``firstname1`` are two attributes, so digits go only now.
    return tuple(
        Attribute(
            name.rstrip("0123456789"),
            frozenset(_alternatives(given, descriptors, quoted=quoted and name == "name")),
        )
        for name, given in values.items()
    )


def _alternatives(given: list[str], descriptors: list[str], *, quoted: bool) -> Iterator[str]:
    for value in [*given, *(f'"{value}"' for value in given if quoted)]:
        yield value
        for descriptor in descriptors:
            yield f"{descriptor} {value}"
            yield f"{value} {descriptor}"


def _is_quoted(objects: tuple[Object, ...], tokens: dict[int, Token]) -> bool:
    """Whether a name among the mentions fills a pair of quotes: «партия "Весна"»."""
    ids = list(tokens)
    indexes = {id_: index for index, id_ in enumerate(ids)}
    for span in (span for mention in objects for span in mention.naming_spans):
        covered = [indexes[id_] for id_ in span.tokens]
        around = (min(covered) - 1, max(covered) + 1)
        if around[0] >= 0 and around[1] < len(ids):
            before, after = (tokens[ids[number]].text for number in around)
            if before in _QUOTES and after in _QUOTES:
                return True
    return False
