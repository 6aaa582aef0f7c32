"""A spaCy component: mentions as ``doc.ents``, linked and in their nominative.

Needs the extra ``ruentities[spacy]``. spaCy finds the component by its entry point, so that
``nlp.add_pipe("ruentities")`` needs no import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import spacy
from spacy.language import Language
from spacy.tokens import DocBin, Span
from spacy.util import filter_spans

from ruentities.extractor import Extractor
from ruentities.language.lexicon import Lexicon
from ruentities.repair.rules import LEAST_SCORE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

    from ruentities.result.document import Document
    from ruentities.schemes import Scheme

# The group of all mentions, nested ones too, which doc.ents cannot hold.
GROUP = "ruentities"
_EXTENSIONS = ("normal", "name")


class RuEntities:
    """Sets ``doc.ents`` to the outermost mentions, ``doc.spans["ruentities"]`` to all of them.

    On each span ``label_`` is the type, ``id_`` the entity's id within the document, ``kb_id_``
    its id in the user's lexicon or else in Wikidata, empty where it has none, ``_.normal`` the
    mention's nominative, ``_.name`` the entity's name.

    A span covers whole tokens of spaCy's; where a mention ends inside a token it takes the token.

    Args:
        extractor: What finds the mentions.
    """

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor
        _register()

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of one document and return it."""
        return _annotated(doc, self._extractor.extract(doc.text))


@Language.factory(
    "ruentities",
    default_config={"scheme": "full", "threshold": LEAST_SCORE, "lexicon": []},
    assigns=["doc.ents", "doc.spans", "span._.normal", "span._.name"],
)
def create(
    nlp: Language, name: str, scheme: Scheme, threshold: float, lexicon: list[dict[str, Any]]
) -> RuEntities:
    """Return the component, for spaCy's registry; the settings are those of `Extractor`."""
    own = Lexicon(lexicon) if lexicon else None
    return RuEntities(Extractor(scheme=scheme, threshold=threshold, lexicon=own))


def docbin(documents: Iterable[Document]) -> DocBin:
    """Return documents as spaCy stores them, with all that the component sets.

    Args:
        documents: What `ruentities.extract` gave.
    """
    _register()
    nlp = spacy.blank("ru")
    stored = DocBin(store_user_data=True)
    for document in documents:
        stored.add(_annotated(nlp.make_doc(document.text), document))
    return stored


def _annotated(doc: Doc, document: Document) -> Doc:
    spans = []
    for row in document.to_records():
        span = doc.char_span(
            row["start"],
            row["end"],
            label=row["type"],
            kb_id=row["entry_id"] or row["wikidata"] or "",
            span_id=row["id"],
            alignment_mode="expand",
        )
        span._.normal, span._.name = row["normal"], row["name"]
        spans.append(span)
    doc.spans[GROUP] = spans
    doc.ents = filter_spans(spans)
    return doc


def _register() -> None:
    for name in _EXTENSIONS:
        if not Span.has_extension(name):
            Span.set_extension(name, default=None)
