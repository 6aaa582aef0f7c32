"""What the readers of gold files share: text with its offsets, checked rows, checked spans."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ruentities.corpora.gold import GoldDocument, GoldEntity, GoldMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def read_text(path: Path) -> str:
    """Return the text of a file with its line breaks as they are.

    Raises:
        FileNotFoundError: When it is missing.
        ValueError: When it is not UTF-8.
    """
    # Decoded from bytes: universal newlines would move the offsets.
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise FileNotFoundError(
            f"{path}: no such file; a document needs every file of its corpus's format"
        ) from None
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8: {error}") from None


def read_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield ("FILE, line N", line) of every line that is not blank.

    Raises:
        FileNotFoundError: When the file is missing.
        ValueError: When it is not UTF-8.
    """
    # Not splitlines(), which also breaks at characters that occur inside mentions.
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            yield f"{path}, line {number}", line.rstrip("\r")


def integer(digits: str, where: str) -> int:
    """Return the number that a field holds.

    Raises:
        ValueError: When it holds something else; the message begins with `where`.
    """
    if not digits.isdecimal():
        raise ValueError(f"{where}: {digits!r} is not a number")
    return int(digits)


def checked(text: str, fragments: list[tuple[int, int]], words: str, where: str) -> tuple[int, int]:
    """Check that annotated words stand at their offsets.

    Args:
        text: The document.
        fragments: Start and end of every fragment of the mention, in code points.
        words: What the annotation says it reads, fragments joined by a space.
        where: File and line, for the message.

    Returns:
        The first fragment without white space at its edges.

    Raises:
        ValueError: When the text reads otherwise.
    """
    found = " ".join(text[start:end] for start, end in fragments)
    if not found.strip() or found.split() != words.split():
        raise ValueError(f"{where}: the text has {found!r} where the annotation has {words!r}")
    start, end = fragments[0]
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def gold_document(
    corpus: str,
    name: str,
    text: str,
    mentions: Iterable[GoldMention],
    entities: tuple[GoldEntity, ...] = (),
) -> GoldDocument:
    """Return a document with its mentions in text order, one a span, `nested` set.

    Of two mentions on one span the organization stays (as in factRuEval-2016's scorer), else
    the first given.

    Raises:
        ValueError: When a mention is empty or reaches beyond the text.
    """
    ordered: list[GoldMention] = []
    reached = 0
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.type != "ORG")):
        if not 0 <= mention.start < mention.end <= len(text):
            raise ValueError(
                f"{corpus} {name}: mention {mention.start}:{mention.end} is no span of a text "
                f"of {len(text)} characters"
            )
        if ordered and (ordered[-1].start, ordered[-1].end) == (mention.start, mention.end):
            continue
        ordered.append(replace(mention, nested=mention.end <= reached))
        reached = max(reached, mention.end)
    return GoldDocument(corpus, name, text, tuple(ordered), entities)
