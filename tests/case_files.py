r"""Read the hand-written cases in ``tests/cases``: texts with bracketed mentions.

A file is a preamble of ``#`` lines and then cases::

    ## short-id: why this case exists
    @ scheme flat
    @ person Сергей Лавров: first=Сергей, last=Лавров, middle=, gender=masc
    Главой [ORG МИД [LOC РФ = РФ] > МИД РФ] был [PER Лавров > Сергей Лавров].

A case's text runs to the next header, without its trailing line breaks. ``[TYPE`` and a space
open a mention; `` = `` gives its nominative, `` > `` the name of its entity, `` ~ `` the reason
why it belongs there, all optional. In
``@ person``, an empty value means None and a part left out is not asserted. ``\[`` stands for a
bracket, ``\uXXXX`` for any character that an editor would not show.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ruentities.kinds import Type

CaseScheme = Literal["full", "flat"]

_HEADER = re.compile(r"## (?P<id>[\w-]+): (?P<reason>\S.*)")
_SCHEME = re.compile(r"@ scheme (?P<scheme>full|flat)")
_PERSON = re.compile(r"@ person (?P<name>[^:]+): (?P<parts>\S.*)")
_PART = re.compile(r"(?P<key>first|middle|last|gender)=(?P<value>.*)")
_TOKEN = re.compile(
    r"\\u(?P<code>[0-9a-fA-F]{4})"
    r"|\\(?P<literal>[^\w\s])"
    r"|\[(?P<type>PER|ORG|LOC) "
    r"|(?P<close>(?: = (?P<normal>[^\[\]\n]+?))?(?: > (?P<entity>[^\[\]\n]+?))?"
    r"(?: ~ (?P<why>[^\[\]\n]+?))?\])"
    r"|(?P<plain>[^\[\\])",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Expected:
    """A mention that must be found.

    Attributes:
        start: Offset of the first character in the case's text, in code points.
        end: Offset after the last character.
        type: ``"PER"``, ``"ORG"`` or ``"LOC"``.
        normal: Its nominative form, or None where the case does not assert it.
        entity: The name of its entity, or None where the case does not assert it. Mentions of
            one type and name are one entity, of different names different entities.
        nested: Whether it lies inside a longer mention.
        why: Its ``reason``, or None where the case does not assert it.
    """

    start: int
    end: int
    type: Type
    normal: str | None
    entity: str | None
    nested: bool
    why: str | None = None


@dataclass(frozen=True, slots=True)
class ExpectedPerson:
    """What a case asserts of the person called ``name``: pairs of a field and its value."""

    name: str
    parts: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A text and everything that must be found in it, mentions in text order, outer first."""

    id: str
    reason: str
    text: str
    scheme: CaseScheme
    mentions: tuple[Expected, ...]
    persons: tuple[ExpectedPerson, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a file something stands, for error messages."""

    file: str
    line: int

    def error(self, message: str, lines_below: int = 0) -> ValueError:
        return ValueError(f"{self.file}:{self.line + lines_below}: {message}")


def read_cases(path: Path) -> tuple[Case, ...]:
    """Return the cases of a file.

    Args:
        path: A UTF-8 text file in the notation of this module.

    Raises:
        ValueError: When the notation is broken, naming the file and the line.
    """
    return parse_cases(path.read_text(encoding="utf-8"), path.name)


def parse_cases(source: str, file: str) -> tuple[Case, ...]:
    """Return the cases of a file's contents; ``file`` is its name for error messages.

    Raises:
        ValueError: When the notation is broken, naming the file and the line.
    """
    cases: dict[str, Case] = {}
    for place, lines in _blocks(source, file):
        case = _parse_case(lines, place)
        if case.id in cases:
            raise place.error(f"a second case {case.id!r}")
        cases[case.id] = case
    return tuple(cases.values())


def _blocks(source: str, file: str) -> Iterator[tuple[_Place, list[str]]]:
    """Yield the lines of each case, its header first, with the header's place."""
    lines = source.split("\n")
    starts = [i for i, line in enumerate(lines) if line.startswith("##")]
    for i, line in enumerate(lines[: starts[0]] if starts else lines):
        if line and not line.startswith("#"):
            raise _Place(file, i + 1).error("text before the first '## id: reason'")
    for start, end in pairwise([*starts, len(lines)]):
        yield _Place(file, start + 1), lines[start:end]


def _parse_case(lines: list[str], place: _Place) -> Case:
    header = _HEADER.fullmatch(lines[0])
    if header is None:
        raise place.error(f"not '## id: reason': {lines[0]!r}")
    scheme: CaseScheme = "full"
    persons: list[ExpectedPerson] = []
    body = 1
    while body < len(lines) and lines[body].startswith("@ "):
        if found := _SCHEME.fullmatch(lines[body]):
            scheme = cast("CaseScheme", found["scheme"])
        elif found := _PERSON.fullmatch(lines[body]):
            parts = _parse_parts(found["parts"], _Place(place.file, place.line + body))
            persons.append(ExpectedPerson(found["name"], parts))
        else:
            raise place.error(f"unknown directive: {lines[body]!r}", body)
        body += 1
    marked = "\n".join(lines[body:]).rstrip("\n")
    text, mentions = _parse_mentions(marked, _Place(place.file, place.line + body))
    return Case(header["id"], header["reason"], text, scheme, mentions, tuple(persons))


def _parse_parts(parts: str, place: _Place) -> tuple[tuple[str, str | None], ...]:
    pairs = []
    for part in parts.split(", "):
        found = _PART.fullmatch(part)
        if found is None:
            raise place.error(f"not a part of a person's name: {part!r}")
        pairs.append((found["key"], found["value"] or None))
    return tuple(pairs)


def _parse_mentions(marked: str, place: _Place) -> tuple[str, tuple[Expected, ...]]:
    """Return the text without its markup, and the mentions that the markup gave."""
    text = ""
    mentions: list[Expected] = []
    opened: list[tuple[int, Type, int]] = []  # start in the text, type, position in `marked`
    at = 0
    while at < len(marked):
        line = marked.count("\n", 0, at)
        token = _TOKEN.match(marked, at)
        if token is None:
            raise place.error(f"neither a mention nor an escape: {marked[at : at + 12]!r}", line)
        if token["type"]:
            opened.append((len(text), cast("Type", token["type"]), at))
        elif token["close"]:
            if not opened:
                raise place.error("a ']' that closes nothing", line)
            start, kind, _ = opened.pop()
            found = text[start:]
            if not found or found != found.strip():
                raise place.error(f"a mention is empty or borders on a space: {found!r}", line)
            normal, entity, why = token["normal"], token["entity"], token["why"]
            mentions.append(Expected(start, len(text), kind, normal, entity, bool(opened), why))
        else:
            code = token["code"]
            text += chr(int(code, 16)) if code else token["literal"] or token["plain"]
        at = token.end()
    if opened:
        _, kind, position = opened[-1]
        raise place.error(f"a '[{kind}' that is never closed", marked.count("\n", 0, position))
    return text, tuple(sorted(mentions, key=lambda found: (found.start, -found.end, found.nested)))
