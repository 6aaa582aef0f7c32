"""factRuEval-2016's attributes on gold mentions: parts of names, names of places and bodies."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from ruentities.evaluation.scorers.factrueval_pairing import folded
from ruentities.evaluation.scorers.scores import Accuracy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ruentities.corpora.factrueval_gold import Annotation, Entity, Object
    from ruentities.evaluation.scorers.scores import Span
    from ruentities.kinds import Type

    Describe = Callable[[str, Sequence[Span]], list[dict[str, str]]]

# Which attribute a stretch of a person's name gives.
_PARTS: Final = {"name": "firstname", "surname": "lastname", "patronymic": "patronymic"}
COLUMNS: Final = ("firstname", "lastname", "patronymic", "LOC", "ORG")
# So many letters a name surely has in common with its case forms: «Лев», «Льва».
_SHARED: Final = 1


def attribute_scores(
    documents: Iterable[tuple[str, Annotation]], describe: Describe
) -> Mapping[str, Accuracy]:
    """Score the attributes that a system reads from gold mentions.

    A person's mention is asked for each part that gold marks in it (initials aside), any other
    mention for its name. Right is every alternative that the official scorer takes. What begins
    otherwise than every alternative («США» of an entity called «Америка», «Bill» of one called
    «Билл») is left out: to link it is another task.

    Args:
        documents: Texts and their annotations.
        describe: Given a text and spans of it, returns what it knows of each: ``"name"``, and
            of people ``"firstname"``, ``"lastname"`` and ``"patronymic"``.

    Returns:
        For each of `COLUMNS`, how many values are right.
    """
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for text, annotation in documents:
        asked = [
            (entity.type, mention, values)
            for entity in annotation.entities
            for mention in entity.objects
            for values in [_values(entity)]
            if mention.naming_spans
        ]
        answers = describe(text, [_span(kind, mention) for kind, mention, _ in asked])
        for (kind, mention, values), answer in zip(asked, answers, strict=True):
            for column, attribute in _wanted(kind, mention, values, text):
                total[column] += 1
                right[column] += folded(answer.get(attribute, "")) in values[attribute]
    return {column: Accuracy(right[column], total[column]) for column in COLUMNS}


def _values(entity: Entity) -> dict[str, set[str]]:
    values: dict[str, set[str]] = {}
    for attribute in entity.attributes:
        values.setdefault(attribute.name, set()).update(map(folded, attribute.values))
    return values


def _span(kind: Type, mention: Object) -> Span:
    spans = mention.naming_spans
    return min(span.start for span in spans), max(span.end for span in spans), kind


def _wanted(
    kind: Type, mention: Object, values: Mapping[str, set[str]], text: str
) -> Iterator[tuple[str, str]]:
    """Yield the columns of a mention's values and the attributes that they are."""
    if kind == "PER":
        for span in mention.naming_spans:
            attribute = _PARTS.get(span.kind, "")
            part = text[span.start : span.end].rstrip(".")
            if attribute in values and len(part) > 1 and _is_like(part, values[attribute]):
                yield attribute, attribute
    elif "name" in values:
        start, end, _ = _span(kind, mention)
        if _is_like(text[start:end], values["name"]):
            yield kind, "name"


def _is_like(text: str, values: set[str]) -> bool:
    beginning = folded(text)[:_SHARED]
    return any(value.startswith(beginning) for value in values)
