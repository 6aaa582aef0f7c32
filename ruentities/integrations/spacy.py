"""A spaCy component: mentions as ``doc.ents``, linked and in their nominative.

Needs the extra ``ruentities[spacy]``. spaCy finds the component by its entry point, so that
``nlp.add_pipe("ruentities")`` needs no import.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans, get_words_and_spaces

from ruentities.extractor import Extractor
from ruentities.language.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruentities.result.document import Document
    from ruentities.schemes import Scheme

# The group of all mentions, nested ones too, which doc.ents cannot hold.
GROUP = "ruentities"
_EXTENSIONS = ("normal", "name")
_NAME = "ruentities_name"


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

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Set the entities of many documents, as `nlp.pipe` asks for it, and yield them."""
        pairs = ((doc.text, doc) for doc in docs)
        for found, doc in self._extractor.extract_many(
            pairs, batch_size=batch_size, as_tuples=True
        ):
            yield _annotated(doc, found)


@Language.factory(
    "ruentities",
    default_config={"scheme": "full", "threshold": None, "lexicon": []},
    assigns=["doc.ents", "doc.spans", "span._.normal", "span._.name"],
)
def create(
    nlp: Language,
    name: str,
    scheme: Scheme,
    threshold: float | None,
    lexicon: list[dict[str, Any]],
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


def docbin_of_rows(documents: Iterable[tuple[str, str, list[dict[str, Any]]]]) -> DocBin:
    """Return documents as spaCy stores them, tokens cut where a mention begins or ends.

    Args:
        documents: Name and text of each, and a row for each mention, with those keys of
            `Document.to_records` that are known.
    """
    _register()
    nlp = spacy.blank("ru")
    stored = DocBin(store_user_data=True)
    for name, text, rows in documents:
        borders = {row[key] for row in rows for key in ("start", "end")}
        cuts = sorted(borders.union(*((token.idx, token.idx + len(token)) for token in nlp(text))))
        pieces = [text[a:b] for a, b in pairwise(cuts)]
        words, spaces = get_words_and_spaces([piece for piece in pieces if piece.strip()], text)
        doc = Doc(nlp.vocab, words=words, spaces=spaces)
        doc.user_data[_NAME] = name
        stored.add(_with_spans(doc, rows))
    return stored


def rows_of_docbin(stored: DocBin) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Yield what `docbin_of_rows` was given, of a document without a name its number."""
    _register()
    for number, doc in enumerate(stored.get_docs(spacy.blank("ru").vocab)):
        rows = [
            {
                "start": span.start_char,
                "end": span.end_char,
                "type": span.label_,
                "id": span.id_ or None,
                "normal": span._.normal,
            }
            for span in doc.spans[GROUP]
        ]
        yield doc.user_data.get(_NAME, str(number)), doc.text, rows


def _annotated(doc: Doc, document: Document) -> Doc:
    return _with_spans(doc, document.to_records())


def _with_spans(doc: Doc, rows: list[dict[str, Any]]) -> Doc:
    spans = []
    for row in rows:
        span = doc.char_span(
            row["start"],
            row["end"],
            label=row["type"],
            kb_id=row.get("entry_id") or row.get("wikidata") or "",
            span_id=row["id"] or "",
            alignment_mode="expand",
        )
        span._.normal, span._.name = row["normal"], row.get("name")
        spans.append(span)
    doc.spans[GROUP] = spans
    doc.ents = filter_spans(spans)
    return doc


def _register() -> None:
    for name in _EXTENSIONS:
        if not Span.has_extension(name):
            Span.set_extension(name, default=None)
