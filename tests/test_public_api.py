from __future__ import annotations

import inspect
import re
from dataclasses import FrozenInstanceError
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

import ruentities
from ruentities import (
    Document,
    Extractor,
    Lexicon,
    LexiconEntry,
    Person,
    Pseudonymized,
    extract,
    extract_many,
    inflect,
    link_documents,
    normalize,
    show,
)
from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIGNATURES: dict[Callable[..., Any], str] = {
    extract: "(text: str) -> Document",
    extract_many: (
        "(texts: Iterable[object], *, n_process: int = 1, batch_size: int = 32, progress: bool = "
        "False, on_error: OnError = raise, as_tuples: bool = False) -> Iterator[Any]"
    ),
    Extractor: (
        "(*, scheme: Scheme = full, model: str | Path | None = None, "
        "lexicon: Lexicon | None = None, threshold: float | None = None, "
        "link_threshold: float = 0.5) -> None"
    ),
    Extractor.extract: "(self, text: str) -> Document",
    Extractor.explain: "(self, text: str) -> Explanation",
    Extractor.extract_many: (
        "(self, texts: Iterable[object], *, n_process: int = 1, batch_size: int = 32, progress: "
        "bool = False, on_error: OnError = raise, as_tuples: bool = False) -> Iterator[Any]"
    ),
    link_documents: "(documents: Iterable[Document]) -> Iterator[LinkedDocument]",
    inflect: "(name: str, type: Type, case: Case, gender: Gender | None = None) -> str",
    normalize: "(text: str, type: Type, *, start: int = 0, end: int | None = None) -> NormalForm",
    Person.inflect: "(self, case: Case) -> str",
    Document.to_records: "(self) -> list[dict[str, Any]]",
    Document.to_html: "(self, *, table: bool = False, limit: int | None = None) -> str",
    Document.replace: ("(self, fn: Callable[[Mention, Entity], str]) -> str"),
    Document.pseudonymize: (
        "(self, secret: str, *, types: Type | Collection[Type] = (PER, ORG, LOC)) -> Pseudonymized"
    ),
    Pseudonymized.restore: "(self) -> str",
    Document.to_entities: "(self) -> list[dict[str, Any]]",
    Document.entity_of: "(self, mention: Mention) -> Entity",
    show: "(documents: Document | Iterable[Document]) -> Shown",
}
FIELDS = {
    "Mention": "start end text type normal score nested reason link_score case",
    "Person": "type id name first middle last gender aliases wikidata mentions entry",
    "Organization": "type id name aliases wikidata mentions entry",
    "Location": "type id name aliases wikidata country mentions entry",
    "Document": "text entities model",
    "LexiconEntry": "name type aliases id gender data",
    "Pseudonymized": "text replacements",
    "Replacement": "start end original entity_id",
}


def public_objects() -> Iterator[tuple[str, Any]]:
    """The public classes and functions, and what our own classes define in public."""
    for name in ruentities.__all__:
        value = getattr(ruentities, name)
        if inspect.isclass(value) or inspect.isroutine(value):
            yield name, value
        for own, member in vars(value).items() if inspect.isclass(value) else ():
            if not own.startswith("_") and isinstance(member, (property, type(public_objects))):
                yield f"{name}.{own}", member


PUBLIC = dict(public_objects())


def test_exports() -> None:
    shown = [name for name in dir(ruentities) if not name.startswith("__")]
    assert shown == ruentities.__all__ == sorted(ruentities._HOMES)
    with pytest.raises(AttributeError, match="'ruentities' has no attribute 'extractt'"):
        ruentities.extractt  # noqa: B018
    namespace: dict[str, object] = {}
    exec("from ruentities import *", namespace)
    assert namespace.keys() >= set(ruentities.__all__)


@pytest.mark.parametrize("name", PUBLIC)
def test_is_documented_and_typed(name: str) -> None:
    value = PUBLIC[name]
    assert inspect.cleandoc(value.__doc__ or ""), f"{name} has no docstring"
    if not inspect.isclass(value):
        function: Any = value.fget if isinstance(value, property) else value
        signature = inspect.signature(function)
        parameters = list(signature.parameters.values())[1 if "." in name else 0 :]
        hints = [parameter.annotation for parameter in parameters] + [signature.return_annotation]
        assert inspect.Signature.empty not in hints


@pytest.mark.parametrize("function", SIGNATURES, ids=lambda function: function.__qualname__)
def test_signature(function: Callable[..., Any]) -> None:
    assert str(inspect.signature(function)).replace("'", "") == SIGNATURES[function]


@pytest.mark.parametrize("name", FIELDS)
def test_fields(name: str) -> None:
    assert set(getattr(ruentities, name).model_fields) == set(FIELDS[name].split())


def test_types_are_shipped() -> None:
    assert files("ruentities").joinpath("py.typed").is_file()


@pytest.mark.parametrize("blank", ["", " ", "  \n", "\t\r\n\u00a0\u2028", "\ufeff\u200b"])
def test_blank_text_gives_an_empty_document(blank: str) -> None:
    assert (extract(blank).text, extract(blank).entities) == (blank, ())


@pytest.mark.parametrize(
    "wrong", [None, 1, b"\xd0\x9e\xd0\x9e\xd0\x9d", ["ООН"], Document(text="")]
)
def test_text_of_another_type(wrong: Any) -> None:
    with pytest.raises(TypeError, match=rf"^text: .*\b{type(wrong).__name__}\b"):
        extract(wrong)
    with pytest.raises(TypeError, match=rf"^texts\[1\]: .*\b{type(wrong).__name__}\b"):
        list(extract_many(["ООН", wrong]))


@pytest.mark.parametrize(
    ("text", "offset"),
    [("\ud800", 0), ("ООН\udfff", 3), ("😀 в \ud83d\ude00", 4), ("a" * 5000 + "\udc80", 5000)],
)
def test_lone_surrogate(text: str, offset: int) -> None:
    for refuse in (extract, lambda text: normalize(text, "PER")):
        with pytest.raises(ValueError, match=rf"^text: .*surrogate.*\b{offset}\b"):
            refuse(text)
    with pytest.raises(ValidationError, match=rf"surrogate.*\b{offset}\b"):
        Lexicon([{"name": "ООН", "type": "ORG", "aliases": [text]}])


@pytest.mark.parametrize(
    ("arguments", "error", "argument"),
    [
        ({"texts": "ООН"}, TypeError, "texts"),
        ({"texts": b"\xd0\x9e"}, TypeError, "texts"),
        ({"texts": None}, TypeError, "texts"),
        ({"texts": 3}, TypeError, "texts"),
        ({"texts": [], "n_process": 0}, ValueError, "n_process"),
        ({"texts": [], "n_process": -1}, ValueError, "n_process"),
        ({"texts": [], "n_process": "2"}, TypeError, "n_process"),
        ({"texts": [], "n_process": 1.5}, TypeError, "n_process"),
        ({"texts": [], "batch_size": 0}, ValueError, "batch_size"),
        ({"texts": [], "batch_size": None}, TypeError, "batch_size"),
        ({"texts": [], "on_error": "ignore"}, ValueError, "on_error"),
    ],
)
def test_extract_many_refuses_at_the_call(
    arguments: dict[str, Any], error: type[Exception], argument: str
) -> None:
    with pytest.raises(error, match=f"^{argument}: "):
        extract_many(**arguments)


def test_a_link_threshold_splits_who_may_be_two() -> None:
    text = "В зале были Алексей Морозов и Денис Морозов. Первым выступил Морозов."
    names = {
        least: [person.name for person in Extractor(link_threshold=least).extract(text).persons]
        for least in (0.5, 0.95)
    }
    assert names == {
        0.5: ["Алексей Морозов", "Денис Морозов"],
        0.95: ["Алексей Морозов", "Денис Морозов", "Морозов"],
    }


def test_a_threshold_trades_recall_for_precision() -> None:
    text = "В «Юности» открыли Весну, а вечером пел Сокол. Министр Кудрин уехал в Тверь."
    found = {
        least: {(m.start, m.end): m for m in Extractor(threshold=least).extract(text).mentions}
        for least in (0.0, 0.6, 0.97)
    }
    assert found[0.0].keys() > found[0.6].keys() > found[0.97].keys()
    assert all(mention.score >= 0.97 for mention in found[0.97].values())


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"scheme": "nested"}, ValueError),
        ({"scheme": ""}, ValueError),
        ({"scheme": None}, ValueError),
        ({"scheme": []}, ValueError),
        ({"lexicon": []}, TypeError),
        ({"lexicon": [{"name": "Рога", "type": "ORG"}]}, TypeError),
        ({"lexicon": "Рога"}, TypeError),
        ({"threshold": 1.5}, ValueError),
        ({"threshold": float("nan")}, ValueError),
        ({"threshold": "0.5"}, TypeError),
        ({"link_threshold": -0.1}, ValueError),
        ({"link_threshold": None}, TypeError),
        ({"model": 3}, TypeError),
        ({"model": "nowhere.npz"}, FileNotFoundError),
    ],
)
def test_extractor_refuses(arguments: dict[str, Any], error: type[Exception]) -> None:
    (argument,) = arguments
    with pytest.raises(error, match=f"^{argument}: "):
        Extractor(**arguments)


def test_an_extractor_is_a_value() -> None:
    one, other = Extractor(scheme="flat"), Extractor(scheme="flat", threshold=None)
    assert one == other
    assert hash(one) == hash(other)
    assert one != Extractor()
    assert repr(one) == (
        "Extractor(scheme='flat', model=None, lexicon=None, threshold=None, link_threshold=0.5)"
    )
    with pytest.raises(FrozenInstanceError):
        one.scheme = "full"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        ({"name": "", "type": "ORG"}, "name"),
        ({"name": "Рога", "type": "MISC"}, "type"),
        ({"name": "Рога"}, "type"),
        ({"name": "Рога", "type": "ORG", "alias": "РиК"}, "alias"),
        ({"name": "Рога", "type": "ORG", "aliases": "РиК"}, "aliases"),
        ({"name": " ", "type": "ORG"}, "name"),
        ({"name": "Рога", "type": "ORG", "aliases": ["РиК", ""]}, "aliases"),
    ],
)
def test_lexicon_refuses(entry: dict[str, Any], field: str) -> None:
    with pytest.raises(ValueError, match=rf"\b{field}\b"):
        Lexicon.model_validate([entry])


def test_lexicon_holds_its_entries() -> None:
    lexicon = Lexicon.model_validate([{"name": "Рога и копыта", "type": "ORG", "aliases": ["РиК"]}])
    assert list(lexicon) == [LexiconEntry(name="Рога и копыта", type="ORG", aliases=("РиК",))]
    assert len(lexicon) == 1


def test_a_document_says_what_made_it() -> None:
    own, other = extract("Тула."), Extractor(model="natasha", scheme="flat").extract("Тула.")
    assert re.fullmatch(
        rf"ruentities {ruentities.__version__}, model [0-9a-f]{{8}}", own.model or ""
    )
    assert other.model == f"ruentities {ruentities.__version__}, natasha's model"
    assert Document.model_validate_json(own.model_dump_json()).model == own.model
    assert ruentities.__version__ == version("ruentities")
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {ruentities.__version__}\n" in citation
