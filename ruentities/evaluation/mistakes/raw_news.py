"""Raw news without gold, and what was answered for it: read, kept, gone on with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from tqdm import tqdm

from ruentities.corpora.gold_files import read_lines, read_text
from ruentities.extractor import extract_many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ruentities.kinds import Gender, Type
    from ruentities.result.document import Document


class RawText(NamedTuple):
    """A text and what it is called."""

    name: str
    text: str


class Found(NamedTuple):
    """A mention as it was answered.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last character.
        type: Its type.
        normal: Its nominative.
        entity: Number of its entity in the document.
        gender: The entity's gender; None where there is none.
    """

    start: int
    end: int
    type: Type
    normal: str
    entity: int
    gender: Gender | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A text with the mentions found in it, in text order."""

    name: str
    text: str
    found: tuple[Found, ...]


def read_raw(path: Path) -> list[RawText]:
    """Read a JSON Lines file of texts, or all files ``*.jsonl`` and ``*.txt`` of a folder.

    A line is an object with the string ``text``, and ``id`` or ``name`` if it has one.

    Raises:
        FileNotFoundError: When there is no such file, or nothing to read in the folder.
        ValueError: When a line is no such object; the message says which.
    """
    files = [path]
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.suffix in (".jsonl", ".txt"))
    texts = [text for file in files for text in _texts(file)]
    if not texts:
        raise FileNotFoundError(f"{path}: no texts in *.jsonl or *.txt here")
    return texts


def _texts(file: Path) -> Iterator[RawText]:
    if file.suffix == ".txt":
        yield RawText(file.name, read_text(file))
        return
    for where, line in read_lines(file):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise ValueError(f"{where}: no JSON: {error}") from None
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise ValueError(f"{where}: expected an object with the string 'text'")
        yield RawText(str(row.get("id") or row.get("name") or where), row["text"])


def answers(texts: Sequence[RawText], kept: Path | None) -> Iterator[Answer]:
    """Yield what is found in each text, with a progress bar.

    Args:
        texts: The texts.
        kept: File in which the answers are kept as they come. Those that it has already, of
            whatever version, are taken as they are, so that a run that was stopped goes on. None
            to keep nothing.

    Raises:
        ValueError: When the file keeps answers to other texts.
    """
    known = _read_kept(kept, texts) if kept and kept.exists() else []
    with tqdm(total=len(texts), unit="doc", initial=len(known)) as bar:
        yield from known
        rest = texts[len(known) :]
        for text, document in zip(rest, extract_many(one.text for one in rest), strict=True):
            answer = Answer(text.name, text.text, tuple(_found(document)))
            if kept:
                with kept.open("a", encoding="utf-8") as file:
                    row = {"name": answer.name, "found": answer.found}
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
            bar.update()
            yield answer


def _found(document: Document) -> Iterable[Found]:
    return sorted(
        Found(
            mention.start,
            mention.end,
            entity.type,
            mention.normal,
            number,
            entity.gender if entity.type == "PER" else None,
        )
        for number, entity in enumerate(document.entities)
        for mention in entity.mentions
    )


def _read_kept(kept: Path, texts: Sequence[RawText]) -> list[Answer]:
    stored = kept.read_bytes()
    # A run that was killed may leave half a line.
    whole = stored[: stored.rfind(b"\n") + 1]
    if whole != stored:
        kept.write_bytes(whole)
    known = []
    for text, line in zip(texts, islice(whole.splitlines(), len(texts)), strict=False):
        row = json.loads(line)
        if row["name"] != text.name:
            raise ValueError(f"{kept}: keeps an answer to {row['name']!r}, not to {text.name!r}")
        known.append(Answer(text.name, text.text, tuple(Found(*one) for one in row["found"])))
    return known
