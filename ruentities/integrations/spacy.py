"""A spaCy component: mentions as ``doc.ents``, linked and in their nominative.

Needs the extra ``ruentities[spacy]``. spaCy finds the component by its entry point, so that
``nlp.add_pipe("ruentities")`` needs no import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span
from spacy.util import filter_spans

from ruentities.extractor import Extractor

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from ruentities.schemes import Scheme

# The group of all mentions, nested ones too, which doc.ents cannot hold.
GROUP = "ruentities"
_EXTENSIONS = ("normal", "name")


class RuEntities:
    """Sets ``doc.ents`` to the outermost mentions, ``doc.spans["ruentities"]`` to all of them.

    On each span ``label_`` is the type, ``id_`` the entity's id within the document, ``_.normal``
    the mention's nominative, ``_.name`` the entity's name. ``kb_id_`` stays empty: it is for ids
    of a knowledge base, and "PER1" of one text is not "PER1" of the next.

    A span covers whole tokens of spaCy's; where a mention ends inside a token it takes the token.

    Args:
        scheme: What counts as a mention, see `Extractor`.
    """

    def __init__(self, scheme: Scheme) -> None:
        self._extractor = Extractor(scheme=scheme)
        for name in _EXTENSIONS:
            if not Span.has_extension(name):
                Span.set_extension(name, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of one document and return it."""
        found = self._extractor.extract(doc.text)
        spans = []
        for row in found.to_records():
            span = doc.char_span(
                row["start"],
                row["end"],
                label=row["type"],
                span_id=row["id"],
                alignment_mode="expand",
            )
            span._.normal, span._.name = row["normal"], row["name"]
            spans.append(span)
        doc.spans[GROUP] = spans
        doc.ents = filter_spans(spans)
        return doc


@Language.factory(
    "ruentities",
    default_config={"scheme": "full"},
    assigns=["doc.ents", "doc.spans", "span._.normal", "span._.name"],
)
def create(nlp: Language, name: str, scheme: Scheme) -> RuEntities:
    """Return the component, for spaCy's registry."""
    return RuEntities(scheme)
