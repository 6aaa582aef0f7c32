"""The properties that are tried: for each, what it is tried on and what must hold."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import strategies as st
from pydantic import ValidationError

from ruentities import (
    Case,
    Document,
    Extractor,
    Failure,
    Gender,
    Lexicon,
    Scheme,
    extract,
    extract_many,
    inflect,
    link_documents,
    normalize,
)
from tests.fuzz import texts
from tests.fuzz.checks import check_extracted, check_pseudonyms, check_valid

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

EXTRACTORS = {scheme: Extractor(scheme=scheme) for scheme in get_args(Scheme)}
_NESTED = ("full", "nerel")


@dataclass(frozen=True, slots=True)
class Target:
    """A property.

    Attributes:
        inputs: What it is tried on: tuples of arguments.
        holds: Asserts it of an input; returns whether the input had anything to show.
    """

    inputs: SearchStrategy[tuple[Any, ...]]
    holds: Callable[..., bool]


def _text(text: str, scheme: Scheme) -> bool:
    document = EXTRACTORS[scheme].extract(text)
    check_extracted(document, text)
    assert EXTRACTORS[scheme].extract(text) == document
    assert scheme in _NESTED or not any(mention.nested for mention in document.mentions)
    return bool(document.mentions)


def _lexicon(entries: list[dict[str, Any]], text: str) -> bool:
    try:
        lexicon = Lexicon.model_validate(entries)
    except ValidationError:
        return False
    text = f"{text} {entries[0]['name']}" if entries else text
    check_extracted(Extractor(lexicon=lexicon).extract(text), text)
    return bool(entries)


def _normalize(text: str, kind: Any, start: int, end: int | None) -> bool:
    try:
        found = normalize(text, kind, start=start, end=end)
    except ValueError as error:
        if not re.match("start, end: no word stands at|text: lone surrogate", str(error)):
            raise
        return False
    assert found.name == found.name.strip() != ""
    assert 0 <= found.score <= 1
    return True


def _inflect(name: str, kind: Any, case: Any, gender: Any) -> bool:
    form = inflect(name, kind, case, gender)
    assert bool(form) == bool(name)
    assert case != "nomn" or form == name
    return form != name


def _pseudonyms(text: str) -> bool:
    document = extract(text)
    check_pseudonyms(document)
    return bool(document.mentions)


def _json(source: str) -> bool:
    try:
        document = Document.model_validate_json(source)
    except ValidationError:
        return False
    check_valid(document)
    masked = document.pseudonymize("открой, сезам")
    assert masked.restore() == document.text
    for entity in document.entities:
        assert entity.inflect("gent")
    assert [answer for _, answer in link_documents([document])] == [
        tuple(range(len(document.entities)))
    ]
    return source != document.model_dump_json()


def _python(source: str) -> bool:
    """The same verdict on what JSON holds as on the JSON."""
    try:
        content = json.loads(source)
    except ValueError:
        return False
    document = _verdict(Document.model_validate, content)
    assert _verdict(Document.model_validate_json, source) == document
    return document is not None


def _verdict(validate: Callable[[Any], Document], given: object) -> Document | None:
    try:
        return validate(given)
    except ValidationError:
        return None


def _documents(given: list[str]) -> bool:
    documents = list(extract_many(given))
    assert documents == [extract(text) for text in given]
    answers = list(link_documents(documents))
    assert [document for document, _ in answers] == documents
    seen = 0
    for document, numbers in answers:
        assert len(set(numbers)) == len(numbers) == len(document.entities)
        for number in numbers:
            assert 0 <= number <= seen
            seen = max(seen, number + 1)
    for length in range(len(documents)):
        assert list(link_documents(documents[:length])) == answers[:length]
    return len({number for _, numbers in answers for number in numbers}) < sum(
        len(numbers) for _, numbers in answers
    )


def _surrogates(text: str) -> bool:
    """What no encoding can store is refused, naming the place."""
    place = next((i for i, char in enumerate(text) if "\ud800" <= char <= "\udfff"), None)
    (answer,) = extract_many([text], on_error="yield")
    if place is None:
        assert answer == extract(text)
        return False
    with pytest.raises(ValueError, match=f"^text: lone surrogate .* at offset {place};"):
        extract(text)
    assert isinstance(answer, Failure)
    return True


_offsets = st.integers(-3, 60)

TARGETS = {
    "text": Target(st.tuples(texts.texts, st.sampled_from(get_args(Scheme))), _text),
    "lexicon": Target(st.tuples(st.lists(texts.entries, max_size=3), texts.texts), _lexicon),
    "normalize": Target(
        st.tuples(st.one_of(texts.texts, texts.names), texts.types, _offsets, _offsets | st.none()),
        _normalize,
    ),
    "inflect": Target(
        st.tuples(
            texts.names,
            texts.types,
            st.sampled_from(get_args(Case)),
            st.sampled_from([*get_args(Gender), None]),
        ),
        _inflect,
    ),
    "pseudonyms": Target(st.tuples(texts.texts), _pseudonyms),
    "spoiled JSON": Target(st.tuples(texts.spoiled_json()), _json),
    "JSON and Python": Target(st.tuples(texts.spoiled_json()), _python),
    "documents": Target(st.tuples(st.lists(texts.texts, max_size=4)), _documents),
    "surrogates": Target(st.tuples(texts.with_surrogates), _surrogates),
}
