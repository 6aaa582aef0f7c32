"""Russian named entities: people, organizations and places, each in its nominative form.

>>> from ruentities import extract
>>> doc = extract("Главой МИД РФ остаётся Сергей Лавров. Лаврова назначили в 2004 году.")
>>> doc.persons[0].name, [mention.text for mention in doc.persons[0].mentions]
('Сергей Лавров', ['Сергей Лавров', 'Лаврова'])
"""

from __future__ import annotations

import gc
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from ruentities.version import VERSION

if TYPE_CHECKING:
    from ruentities.extractor import Extractor, extract, extract_many
    from ruentities.kinds import Case, Gender, Type
    from ruentities.language.inflection import inflect
    from ruentities.language.lexicon import Lexicon
    from ruentities.language.lexicon_entry import LexiconEntry
    from ruentities.linking.cross_document import link_documents
    from ruentities.normalization.normal_form import NormalForm, normalize
    from ruentities.result.document import Document
    from ruentities.result.entity import Entity, Location, Mention, Organization, Person
    from ruentities.result.masked import Pseudonymized, Replacement
    from ruentities.result.shown import show
    from ruentities.running.answering import Failure
    from ruentities.schemes import Scheme

__version__ = VERSION

# Where each public name is defined: nothing is imported before it is asked for (PEP 562).
_HOMES: Final = {
    "Case": "kinds",
    "Document": "result.document",
    "Entity": "result.entity",
    "Extractor": "extractor",
    "Failure": "running.answering",
    "Gender": "kinds",
    "Lexicon": "language.lexicon",
    "LexiconEntry": "language.lexicon_entry",
    "Location": "result.entity",
    "Mention": "result.entity",
    "NormalForm": "normalization.normal_form",
    "Organization": "result.entity",
    "Person": "result.entity",
    "Pseudonymized": "result.masked",
    "Replacement": "result.masked",
    "Scheme": "schemes",
    "Type": "kinds",
    "extract": "extractor",
    "extract_many": "extractor",
    "inflect": "language.inflection",
    "link_documents": "linking.cross_document",
    "normalize": "normalization.normal_form",
    "show": "result.shown",
}

__all__ = [
    "Case",
    "Document",
    "Entity",
    "Extractor",
    "Failure",
    "Gender",
    "Lexicon",
    "LexiconEntry",
    "Location",
    "Mention",
    "NormalForm",
    "Organization",
    "Person",
    "Pseudonymized",
    "Replacement",
    "Scheme",
    "Type",
    "extract",
    "extract_many",
    "inflect",
    "link_documents",
    "normalize",
    "show",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    enabled = gc.isenabled()
    # What is imported stays: to look for garbage a hundred times meanwhile finds none.
    gc.disable()
    try:
        value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    finally:
        if enabled:
            gc.enable()
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, *(name for name in globals() if name.startswith("__"))]
