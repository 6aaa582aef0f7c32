"""Gold in JSON Lines, one document a line: a user's own, and today's articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ruentities.corpora.gold import GoldMention
from ruentities.corpora.gold_files import gold_document, read_lines
from ruentities.kinds import Type

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typing_extensions import Self

    from ruentities.corpora.gold import GoldDocument


class _Mention(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    type: Type
    normal: str | None = Field(default=None, min_length=1)
    entity: str | None = Field(default=None, min_length=1)


class _Document(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    name: str = Field(min_length=1)
    text: str
    mentions: list[_Mention]

    @model_validator(mode="after")
    def _check_spans(self) -> Self:
        seen = set()
        for mention in self.mentions:
            span = (mention.start, mention.end)
            if not mention.start < mention.end <= len(self.text):
                raise ValueError(f"{span} is no span of a text of {len(self.text)} characters")
            if span in seen:
                raise ValueError(f"two mentions on the span {span}")
            seen.add(span)
        return self


def read_jsonl(path: Path, corpus: str = "jsonl") -> Iterator[GoldDocument]:
    """Read a file, or every ``.jsonl`` file of a folder, in the order of the lines.

    A line is ``{"name": ..., "text": ..., "mentions": [{"start": ..., "end": ..., "type":
    "PER", "normal": ..., "entity": ...}]}``. Offsets count code points; ``normal`` and
    ``entity`` may be missing.

    Args:
        path: The file or the folder.
        corpus: Which corpus the documents belong to.

    Raises:
        ValueError: When a line is not such an object, or two have one name; the message says
            which line.
    """
    names = set()
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        for where, line in read_lines(file):
            try:
                row = _Document.model_validate_json(line)
            except ValidationError as error:
                first = error.errors()[0]
                field = ".".join(map(str, first["loc"]))
                raise ValueError(f"{where}: {field}{': ' if field else ''}{first['msg']}") from None
            if row.name in names:
                raise ValueError(f"{where}: a second document is called {row.name!r}")
            names.add(row.name)
            mentions = [GoldMention(**mention.model_dump()) for mention in row.mentions]
            yield gold_document(corpus, row.name, row.text, mentions)
