"""Documents for annotators' tools, and what they make of them back as gold.

Each format has a function that writes and one that reads, over `GoldDocument`; `as_gold` turns an
answer of the library into one. Offsets count code points everywhere, as these tools do that are
written in Python.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from ruentities.corpora.gold import GoldMention
from ruentities.corpora.gold_files import gold_document
from ruentities.kinds import TYPES
from ruentities.text.segmentation import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruentities.corpora.gold import GoldDocument
    from ruentities.kinds import Type
    from ruentities.result.document import Document

_CORPUS: Final = "jsonl"
_LINE: Final = re.compile(r"[^\n\r]+")
_BOUND: Final = re.compile(r"(T\d+)\t(\w+) (\d+(?: \d+;\d+)* \d+)\t")
_NOTE: Final = re.compile(r"#\d+\tAnnotatorNotes (T\d+)\t(.+)")
_SAME: Final = re.compile(r"\*\t\w+ ((?:T\d+ ?)+)")


def as_gold(name: str, document: Document) -> GoldDocument:
    """Return a document of the library as gold, every mention with its nominative and entity."""
    return gold_document(
        _CORPUS,
        name,
        document.text,
        [
            GoldMention(one.start, one.end, one.type, normal=one.normal, entity=entity.id)
            for entity in document.entities
            for one in entity.mentions
        ],
    )


def to_conll(gold: GoldDocument) -> str:
    """Return a document in CoNLL columns: token, its offsets, BIO tag of the outermost mention.

    Nested mentions, nominatives and entities are left out. The comments, like those of CoNLL-U,
    hold the text, from which `from_conll` takes what stands between the tokens.
    """
    lines = [f"# name = {json.dumps(gold.name)}", f"# text = {json.dumps(gold.text)}"]
    outer = [mention for mention in gold.mentions if not mention.nested]
    number, begun = 0, False
    for start, end in _pieces(gold.text, outer):
        while number < len(outer) and outer[number].end <= start:
            number, begun = number + 1, False
        tag = "O"
        if number < len(outer) and outer[number].start <= start:
            tag = f"{'I' if begun else 'B'}-{outer[number].type}"
            begun = True
        lines.append(f"{_shown(gold.text[start:end])}\t{start}\t{end}\t{tag}")
    return "\n".join(lines) + "\n\n"


def from_conll(content: str) -> Iterator[GoldDocument]:
    """Yield the documents of a file that `to_conll` wrote, its tags perhaps corrected."""
    for block in content.split("\n\n"):
        if not block.strip():
            continue
        name, text = (json.loads(line.partition(" = ")[2]) for line in block.split("\n")[:2])
        mentions: list[GoldMention] = []
        for line in block.split("\n")[2:]:
            _, start, end, tag = line.split("\t")
            if tag.startswith("B-"):
                mentions.append(GoldMention(int(start), int(end), _type(tag[2:])))
            elif tag.startswith("I-") and mentions:
                begun = mentions.pop()
                mentions.append(GoldMention(begun.start, int(end), begun.type))
        yield gold_document(_CORPUS, name, text, mentions)


def to_brat(gold: GoldDocument) -> str:
    """Return the ``.ann`` of a document; its text is the ``.txt`` beside it.

    A note holds the nominative, an equivalence (``* Equiv``) the mentions of one entity. A mention
    over several lines has a fragment for each.
    """
    lines = []
    groups: dict[str, list[str]] = defaultdict(list)
    for number, mention in enumerate(gold.mentions, 1):
        words = gold.text[mention.start : mention.end]
        fragments = [line.span() for line in _LINE.finditer(words)]
        places = ";".join(f"{mention.start + a} {mention.start + b}" for a, b in fragments)
        shown = " ".join(words[a:b] for a, b in fragments)
        lines.append(f"T{number}\t{mention.type} {places}\t{shown}")
        if mention.normal:
            lines.append(f"#{number}\tAnnotatorNotes T{number}\t{mention.normal}")
        if mention.entity:
            groups[mention.entity].append(f"T{number}")
    lines += [f"*\tEquiv {' '.join(marks)}" for marks in groups.values() if len(marks) > 1]
    return "".join(f"{line}\n" for line in lines)


def from_brat(name: str, text: str, content: str) -> GoldDocument:
    """Return the document of a ``.txt`` and its ``.ann``."""
    spans: dict[str, tuple[int, int, Type]] = {}
    normals: dict[str, str] = {}
    entities: dict[str, str] = {}
    for line in content.split("\n"):
        if bound := _BOUND.match(line):
            places = bound[3].split()
            spans[bound[1]] = int(places[0]), int(places[-1]), _type(bound[2])
        elif note := _NOTE.fullmatch(line):
            normals[note[1]] = note[2]
        elif same := _SAME.fullmatch(line):
            entities.update(dict.fromkeys(same[1].split(), same[1].split()[0]))
    return gold_document(
        _CORPUS,
        name,
        text,
        [
            GoldMention(start, end, kind, normal=normals.get(mark), entity=entities.get(mark, mark))
            for mark, (start, end, kind) in spans.items()
        ],
    )


def to_label_studio(gold: GoldDocument) -> dict[str, Any]:
    """Return a task of Label Studio, the mentions as its first annotation.

    The labelling interface has ``<Labels name="label" toName="text">`` over ``<Text name="text"
    value="$text"/>``. A region's ``meta`` holds the nominative and the entity.
    """
    result = [
        {
            "id": f"m{number}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": mention.start,
                "end": mention.end,
                "text": gold.text[mention.start : mention.end],
                "labels": [mention.type],
            },
            "meta": {"normal": mention.normal, "entity": mention.entity},
        }
        for number, mention in enumerate(gold.mentions, 1)
    ]
    return {"data": {"text": gold.text, "name": gold.name}, "annotations": [{"result": result}]}


def from_label_studio(tasks: Iterable[dict[str, Any]]) -> Iterator[GoldDocument]:
    """Yield the documents of an export in Label Studio's JSON; the last annotation counts."""
    for task in tasks:
        regions = task["annotations"][-1]["result"] if task["annotations"] else []
        mentions = []
        for region in regions:
            if region["type"] == "labels":
                value, meta = region["value"], region.get("meta", {})
                kind = _type(value["labels"][0])
                known = {key: meta.get(key) for key in ("normal", "entity")}
                mentions.append(GoldMention(value["start"], value["end"], kind, **known))
        yield gold_document(_CORPUS, task["data"]["name"], task["data"]["text"], mentions)


def to_doccano(gold: GoldDocument) -> str:
    """Return a line of Doccano's JSONL; nominatives and entities are left out.

    Nested mentions need a project that allows overlapping spans.
    """
    labels = [[mention.start, mention.end, mention.type] for mention in gold.mentions]
    row = {"name": gold.name, "text": gold.text, "label": labels}
    return json.dumps(row, ensure_ascii=False) + "\n"


def from_doccano(lines: Iterable[str]) -> Iterator[GoldDocument]:
    """Yield the documents of an export in Doccano's JSONL."""
    for line in lines:
        row = json.loads(line)
        mentions = [GoldMention(start, end, _type(kind)) for start, end, kind in row["label"]]
        yield gold_document(_CORPUS, row["name"], row["text"], mentions)


def to_docbin(documents: Iterable[GoldDocument]) -> Any:
    """Return documents as spaCy's ``DocBin``; needs the extra ``ruentities[spacy]``.

    ``doc.spans["ruentities"]`` has all mentions, ``doc.ents`` the outermost. A span's ``_.normal``
    is the nominative, its ``id_`` the entity.
    """
    from ruentities.integrations.spacy import docbin_of_rows

    return docbin_of_rows(
        (
            gold.name,
            gold.text,
            [
                {
                    "start": mention.start,
                    "end": mention.end,
                    "type": mention.type,
                    "id": mention.entity,
                    "normal": mention.normal,
                }
                for mention in gold.mentions
            ],
        )
        for gold in documents
    )


def from_docbin(stored: Any) -> Iterator[GoldDocument]:
    """Yield the documents of a ``DocBin``: the spans of its group ``"ruentities"``."""
    from ruentities.integrations.spacy import rows_of_docbin

    for name, text, rows in rows_of_docbin(stored):
        mentions = [
            GoldMention(
                row["start"],
                row["end"],
                _type(row["type"]),
                normal=row["normal"],
                entity=row["id"],
            )
            for row in rows
        ]
        yield gold_document(_CORPUS, name, text, mentions)


def _pieces(text: str, mentions: Iterable[GoldMention]) -> Iterator[tuple[int, int]]:
    """Yield the tokens of a text, those cut that a mention begins or ends in."""
    borders = {border for mention in mentions for border in (mention.start, mention.end)}
    tokens = tokenize(text)
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        cuts = [border for border in range(start + 1, end) if border in borders]
        yield from zip([start, *cuts], [*cuts, end], strict=True)


def _shown(token: str) -> str:
    return "".join(token.split()) or "_"


def _type(label: str) -> Type:
    if label not in TYPES:
        raise ValueError(f"label: {label!r} is not one of 'PER', 'ORG', 'LOC'")
    return label
