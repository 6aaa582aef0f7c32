"""natasha as it documents itself, for comparison with it; it imports nothing of ours.

Its steps and their order are those of natasha's README (https://github.com/natasha/natasha).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from natasha import (
    PER,
    Doc,
    MorphVocab,
    NamesExtractor,
    NewsEmbedding,
    NewsMorphTagger,
    NewsNERTagger,
    NewsSyntaxParser,
    Segmenter,
)
from natasha.doc import DocSpan
from natasha.morph.vocab import MorphForm
from pymorphy2.analyzer import MorphAnalyzer
from pymorphy2_dicts_ru import get_path

if TYPE_CHECKING:
    from collections.abc import Iterable


# natasha's names of a person's parts, and factRuEval's.
_PARTS = {"first": "firstname", "last": "lastname", "middle": "patronymic"}


class _Vocab(MorphVocab):  # type: ignore[misc]
    """natasha's vocabulary, told where its dictionary is.

    natasha lets pymorphy2 look for it through pkg_resources, which setuptools no longer has.
    """

    def __init__(self) -> None:
        MorphAnalyzer.__init__(self, path=get_path(), result_type=MorphForm)


class Natasha:
    """natasha's models, loaded once."""

    def __init__(self) -> None:
        embedding = NewsEmbedding()
        self._segmenter = Segmenter()
        self._vocab = _Vocab()
        self._morph_tagger = NewsMorphTagger(embedding)
        self._syntax_parser = NewsSyntaxParser(embedding)
        self._ner_tagger = NewsNERTagger(embedding)
        self._names_extractor = NamesExtractor(self._vocab)

    def extract(self, text: str) -> Any:
        """Return natasha's ``Doc``: its spans have a normal form, people the parts of a name.

        Args:
            text: Any text that is not blank.

        Raises:
            ValueError: When the text is blank.
        """
        doc = self._parse(text)
        doc.tag_ner(self._ner_tagger)
        for span in doc.spans:
            span.normalize(self._vocab)
            if span.type == PER:
                span.extract_fact(self._names_extractor)
        return doc

    def describe(self, text: str, spans: Iterable[tuple[int, int, str]]) -> list[dict[str, str]]:
        """Return natasha's normal form of given (start, end, type) spans, people's parts too."""
        doc = self._parse(text)
        described = []
        for start, end, type_ in spans:
            tokens = [token for token in doc.tokens if token.start < end and start < token.stop]
            span = DocSpan(start, end, type_, text[start:end], tokens)
            span.normalize(self._vocab)
            found = {"name": str(span.normal)}
            if type_ == PER:
                span.extract_fact(self._names_extractor)
                parts = span.fact.as_dict if span.fact else {}
                found |= {_PARTS[part]: value for part, value in parts.items() if part in _PARTS}
            described.append(found)
        return described

    def _parse(self, text: str) -> Any:
        doc = Doc(text)
        doc.segment(self._segmenter)
        doc.tag_morph(self._morph_tagger)
        doc.parse_syntax(self._syntax_parser)
        return doc
