"""What holds for every document, and what besides for one that was extracted."""

from __future__ import annotations

import json
import pickle
import re
from itertools import pairwise

from jsonschema import Draft202012Validator

from ruentities import Document
from tests.html_reader import HTMLReader, shown
from tests.paths import DOCS

_SCHEMA = DOCS / "schema.json"
_SCHEMAS = (
    Draft202012Validator(json.loads(_SCHEMA.read_text(encoding="utf-8"))),
    Draft202012Validator(Document.model_json_schema(mode="serialization")),
)
_SECRET = "открой, сезам"


def check_valid(document: Document) -> None:
    """Assert what holds for every document, wherever it comes from."""
    text = document.text
    for mention in document.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
    outermost: list[tuple[int, int]] = []
    for outer, inner in pairwise(document.mentions):
        crossed = outer.start < inner.start < outer.end < inner.end
        assert not crossed, f"{outer.text!r} crosses {inner.text!r}"
    for mention in document.mentions:
        if not outermost or mention.start >= outermost[-1][1]:
            outermost.append((mention.start, mention.end))
    ids = [entity.id for entity in document.entities]
    assert len(set(ids)) == len(ids)
    assert sum(len(entity.mentions) for entity in document.entities) == len(document.mentions)

    content = document.model_dump_json()
    assert Document.model_validate_json(content) == document
    assert Document.model_validate(document.model_dump()) == document
    assert pickle.loads(pickle.dumps(document)) == document
    for schema in _SCHEMAS:
        schema.validate(json.loads(content))

    records = document.to_records()
    assert [row["text"] for row in records] == [mention.text for mention in document.mentions]
    assert document.replace(lambda mention, entity: mention.text) == text
    assert document.replace(lambda mention, entity: "") == "".join(
        text[end:start]
        for (_, end), (start, _) in pairwise([(0, 0), *outermost, (len(text), len(text))])
    )
    assert repr(document)
    check_html(document)


def check_html(document: Document) -> None:
    """Assert that an HTML parser reads text and mentions, and no element that is not ours."""
    page = HTMLReader(document.to_html(table=True))
    assert page.text == shown(document.text)
    ids = [
        shown(entity.id)
        for entity, _ in sorted(
            ((entity, mention) for entity in document.entities for mention in entity.mentions),
            key=lambda pair: (pair[1].start, -pair[1].end),
        )
    ]
    assert [shown(mark.entity) for mark in page.marks] == ids
    assert [page.text[mark.start : mark.end] for mark in page.marks] == [
        shown(mention.text) for mention in document.mentions
    ]
    assert [shown(entity) for entity, _ in page.rows] == [
        shown(entity.id) for entity in document.entities
    ]
    assert HTMLReader(document._repr_html_()).text == page.text


def check_extracted(document: Document, text: str) -> None:
    """Assert what holds for a document that was extracted from a text."""
    assert document.text == text
    check_valid(document)
    mentions = document.mentions
    places = [(mention.start, mention.end) for mention in mentions]
    assert len(set(places)) == len(places), "two mentions in one place"
    for mention in mentions:
        assert mention.text == mention.text.strip()
        assert mention.normal == mention.normal.strip() != ""
    for mention in mentions:
        inside = any(
            other.start <= mention.start and mention.end <= other.end
            for other in mentions
            if other is not mention
        )
        assert mention.nested == inside, f"{mention.text!r}: nested is {mention.nested}"
    for entity in document.entities:
        assert entity.id.startswith(entity.type)
        starts = [mention.start for mention in entity.mentions]
        assert starts == sorted(starts)
        assert entity.name not in entity.aliases
    firsts = [entity.mentions[0].start for entity in document.entities]
    assert firsts == sorted(firsts)


def check_pseudonyms(document: Document) -> None:
    """Assert that pseudonyms can be undone, and that no name stands where another does not."""
    masked = document.pseudonymize(_SECRET)
    assert masked.restore() == document.text
    assert type(masked).model_validate_json(masked.model_dump_json()) == masked
    replaced = {at for place in masked.replacements for at in range(place.start, place.end)}
    for original in {place.original for place in masked.replacements}:
        # A word of the text: «ен» that a replaced name is glued to is none.
        survivor = re.compile(rf"(?<!\w){re.escape(original)}(?!\w)")
        if re.search(r"\w", original):
            found = survivor.finditer(masked.text)
            left = [one for one in found if replaced.isdisjoint(range(*one.span()))]
            assert not left, f"{original!r} is still there"
