"""What is measured: ours and natasha behind one face."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ruentities.evaluation.scorers.normals import comparison_key
from ruentities.extractor import Extractor
from ruentities.language.names_table import built_in_aliases
from ruentities.linking.link import link
from ruentities.normalization.normalize import normalize
from ruentities.recognition.casing import capitalize_names
from ruentities.recognition.models import name_model
from ruentities.recognition.recognize import recognize
from ruentities.recognition.wording import read_tokens
from ruentities.result.document import Document
from ruentities.result.entity import Location, Mention, Organization, Person
from ruentities.schemes import CONVENTIONS, OF_SCHEME
from ruentities.text.segmentation import tokenize
from ruentities.text.spans import Span as TokenSpan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruentities.evaluation.scorers.scores import Span
    from ruentities.kinds import Type
    from ruentities.normalization.name import Name
    from ruentities.result.entity import Entity
    from ruentities.schemes import Corpus
    from ruentities.text.segmentation import Tokens


@dataclass(frozen=True, slots=True)
class System:
    """A system to measure.

    Attributes:
        name: How it is called in the tables.
        extract: Its answer to a text, names inside names included where it has them.
        extract_like: Gives, for a corpus, what answers in that corpus's own convention, where
            the system knows it.
        describe: Given a text and (start, end, type) spans of it, the ``"name"`` of each in the
            nominative and the parts of people's names, called as factRuEval calls them.
        link: Given a text and (start, end, type) spans of it, the normal form of each and the id
            of its entity.
        calibrated: Whether its scores claim to be probabilities.
        fitted: Whether it answers by the library's data files, which others may replace.
    """

    name: str
    extract: Callable[[str], Document]
    extract_like: Callable[[Corpus], Callable[[str], Document]]
    describe: Callable[[str, Sequence[Span]], list[dict[str, str]]]
    link: Callable[[str, Sequence[Span]], list[tuple[str, str]]]
    calibrated: bool
    fitted: bool = False

    def normalize(self, text: str, spans: Sequence[Span]) -> list[str]:
        """Return the nominatives of spans of a text."""
        return [described["name"] for described in self.describe(text, spans)]


def ruentities() -> System:
    """Return this library: the default scheme, and each corpus's own for one layer."""
    schemes = {scheme: Extractor(scheme=scheme) for scheme in OF_SCHEME}
    own = {row.corpus: schemes[row.scheme] for row in CONVENTIONS}
    return System(
        name="ruentities",
        extract=schemes["full"].extract,
        extract_like=lambda corpus: own[corpus].extract,
        describe=lambda text, spans: [_described(name) for name in _names(text, spans)],
        link=_linked,
        calibrated=True,
        fitted=True,
    )


def natasha() -> System:
    """Return natasha as it documents itself; see `natasha_document`."""
    from ruentities.evaluation.natasha_pipeline import Natasha

    pipeline = Natasha()

    def extract(text: str) -> Document:
        # natasha's models do not take a blank text.
        return natasha_document(pipeline.extract(text)) if text.strip() else Document(text=text)

    return System(
        name="natasha",
        extract=extract,
        extract_like=lambda _: extract,
        describe=pipeline.describe,
        link=lambda text, spans: _same_normals(pipeline.describe(text, spans), spans),
        calibrated=False,
    )


SYSTEMS: dict[str, Callable[[], System]] = {"ruentities": ruentities, "natasha": natasha}


def natasha_document(doc: Any) -> Document:
    """Turn natasha's ``Doc`` into a document: one entity for each type and normal form.

    natasha does not link mentions; equal normal forms (letter case, ё and quotes aside) are the
    best link it offers. It has no scores: each is 1.

    Args:
        doc: With its spans normalized.
    """
    groups: dict[tuple[Type, str], list[Any]] = {}
    for span in doc.spans:
        groups.setdefault((span.type, comparison_key(span.normal)), []).append(span)
    return Document(
        text=doc.text,
        entities=tuple(
            _entity(type_, f"{type_}{number}", spans)
            for number, ((type_, _), spans) in enumerate(groups.items(), start=1)
        ),
    )


def _entity(type_: Type, id_: str, spans: list[Any]) -> Entity:
    name = spans[0].normal
    mentions = tuple(
        Mention(
            start=span.start,
            end=span.stop,
            text=span.text,
            type=type_,
            normal=span.normal,
            score=1.0,
        )
        for span in spans
    )
    if type_ == "PER":
        parts: dict[str, Any] = next((span.fact.as_dict for span in spans if span.fact), {})
        return Person(type="PER", id=id_, name=name, mentions=mentions, **parts)
    if type_ == "ORG":
        return Organization(type="ORG", id=id_, name=name, mentions=mentions)
    return Location(type="LOC", id=id_, name=name, mentions=mentions)


def _same_normals(
    described: Sequence[dict[str, str]], spans: Sequence[Span]
) -> list[tuple[str, str]]:
    """Link given spans as `natasha_document` does."""
    return [
        (names["name"], f"{type_} {comparison_key(names['name'])}")
        for names, (_, _, type_) in zip(described, spans, strict=True)
    ]


def _linked(text: str, spans: Sequence[Span]) -> list[tuple[str, str]]:
    tokens = read_tokens(text)
    recognition = recognize(tokens, name_model(None, OF_SCHEME["full"].head))
    given = _token_spans(tokens, spans)
    tokens = capitalize_names(tokens, given)
    aliases = built_in_aliases()
    names = normalize(tokens, given, recognition, aliases)
    found = {
        (mention.start, mention.end, entity.type): entity.id
        for entity in link(tokens, names, aliases)
        for mention in entity.mentions
    }
    return [
        (name.normal, found[tokens.starts[span.start], tokens.ends[span.end - 1], span.type])
        for name, span in zip(names, given, strict=True)
    ]


def _names(text: str, spans: Sequence[Span]) -> list[Name]:
    tokens = tokenize(text)
    recognition = recognize(tokens, name_model(None, OF_SCHEME["full"].head))
    return normalize(tokens, _token_spans(tokens, spans), recognition)


def _token_spans(tokens: Tokens, spans: Sequence[Span]) -> list[TokenSpan]:
    """Return given spans as tokens: each stands for those that it touches, at least one."""
    found = []
    for start, end, type_ in spans:
        first = bisect_right(tokens.ends, start)
        last = max(bisect_left(tokens.starts, end), first + 1)
        nested = any(a <= start and end <= b and (a, b) != (start, end) for a, b, _ in spans)
        found.append(TokenSpan(first, last, type_, 1.0, nested))
    return found


def _described(name: Name) -> dict[str, str]:
    parts = name.parts
    known = {"firstname": parts.first, "lastname": parts.last, "patronymic": parts.middle}
    return {"name": name.normal, **{key: value for key, value in known.items() if value}}
