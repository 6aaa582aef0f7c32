"""The mistakes of a system, sorted by kind, the most frequent first."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from ruentities.evaluation.scorers.normals import comparison_key, gold_names
from ruentities.evaluation.scorers.scores import gold_spans, predicted_spans, typed_mentions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ruentities.corpora.gold import GoldDocument
    from ruentities.evaluation.bench import Bench
    from ruentities.evaluation.scorers.scores import Span
    from ruentities.evaluation.systems import System
    from ruentities.result.document import Document

Kind = Literal[
    "missed",
    "spurious",
    "wrong type",
    "wrong border",
    "wrong normal form",
    "split entity",
    "merged entity",
]
KINDS: tuple[Kind, ...] = get_args(Kind)

_AROUND = 50  # characters of context on each side


@dataclass(frozen=True, slots=True)
class Context:
    """Where a mistake was made, white space made even.

    Attributes:
        document: The corpus and the name of the document.
        before: The text before what the mistake is about, as far as it is shown.
        text: What the mistake is about.
        after: The text after it, as far as it is shown.
    """

    document: str
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake.

    Attributes:
        kind: What is wrong.
        text: The name in question, as the gold standard marks it where it does.
        expected: What the gold standard says; empty for a spurious mention.
        answer: What the system says; empty for a missed mention.
        context: Where.
    """

    kind: Kind
    text: str
    expected: str
    answer: str
    context: Context


@dataclass(frozen=True, slots=True)
class Repeated:
    """A mistake and how often it was made.

    Attributes:
        mistake: The first time it was made.
        count: How often the same was said of the same name.
    """

    mistake: Mistake
    count: int


def mistakes(bench: Bench, system: System) -> Iterator[Mistake]:
    """Yield all mistakes of a system on a fold.

    Recognition is judged as in the tables: on all layers of today's articles and on the outermost
    names of the other corpora; normal forms and linking on the default scheme and the corpora
    that have them.
    """
    for gold, answer in bench.todays_answers(system):
        yield from recognition_mistakes(gold, answer.document, nested=True)
        yield from normal_mistakes(gold, answer.document)
        yield from linking_mistakes(gold, answer.document)
    for corpus in bench.documents:
        for gold, found in bench.pairs(system, corpus, own_scheme=True):
            yield from recognition_mistakes(gold, found)
    for corpus in bench.among(lambda convention: convention.normals):
        for gold, found in bench.pairs(system, corpus):
            yield from normal_mistakes(gold, found)
    for corpus in bench.among(lambda convention: convention.ids != "none"):
        for gold, found in bench.pairs(system, corpus):
            yield from linking_mistakes(gold, found)


def most_frequent(found: Iterable[Mistake], limit: int) -> dict[Kind, list[Repeated]]:
    """Group equal mistakes, the most frequent first, at most so many of each kind.

    Two are equal when their kind and, but for letter case, ё and quotes, their text, what was
    expected and what was answered are.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    first: dict[tuple[str, ...], Mistake] = {}
    for mistake in found:
        parts = (mistake.text, mistake.expected, mistake.answer)
        key = (mistake.kind, *map(comparison_key, parts))
        counts[key] += 1
        first.setdefault(key, mistake)
    grouped: defaultdict[Kind, list[Repeated]] = defaultdict(list)
    for key, count in counts.most_common():
        grouped[first[key].kind].append(Repeated(first[key], count))
    return {kind: grouped[kind][:limit] for kind in KINDS if grouped[kind]}


def recognition_mistakes(
    gold: GoldDocument, found: Document, *, nested: bool = False
) -> Iterator[Mistake]:
    """Yield what is wrong with the outermost names of a document, or with those on all layers.

    What is neither right nor on the right borders is paired with what it overlaps, one to one,
    first with the same type, then where the overlap is longest: a wrong border, or a wrong type
    where only another type overlaps. The rest is missed or spurious.
    """
    wanted = Counter(gold_spans(gold, nested=nested))
    given = Counter(predicted_spans(found, nested=nested))
    missed, spurious = list((wanted - given).elements()), list((given - wanted).elements())
    for left, right in _overlapping(missed, spurious):
        missed.remove(left)
        spurious.remove(right)
        same_type = left[2] == right[2]
        yield Mistake(
            kind="wrong border" if same_type else "wrong type",
            text=_words(gold.text, left),
            expected=left[2],
            answer=_words(gold.text, right) if same_type else right[2],
            context=_context(gold, left),
        )
    for span in missed:
        yield Mistake("missed", _words(gold.text, span), span[2], "", _context(gold, span))
    for span in spurious:
        yield Mistake("spurious", _words(gold.text, span), "", span[2], _context(gold, span))


def _overlapping(left: list[Span], right: list[Span]) -> list[tuple[Span, Span]]:
    def closeness(pair: tuple[Span, Span]) -> tuple[bool, bool, int]:
        one, other = pair
        overlap = min(one[1], other[1]) - max(one[0], other[0])
        return one[:2] == other[:2], one[2] == other[2], overlap

    overlapping = [
        (one, other)
        for one in left
        for other in right
        if max(one[0], other[0]) < min(one[1], other[1])
    ]
    paired: list[tuple[Span, Span]] = []
    for one, other in sorted(overlapping, key=closeness, reverse=True):
        if all(one != first and other != second for first, second in paired):
            paired.append((one, other))
    return sorted(paired)


def normal_mistakes(gold: GoldDocument, found: Document) -> Iterator[Mistake]:
    """Yield the wrong normal forms of the gold names that were found."""
    normals = {span: mention.normal for span, mention in typed_mentions(found)}
    expected = {(m.start, m.end, m.type): m.normal for m in gold.mentions}
    for span in gold_names(gold):
        wanted, given = expected[span], normals.get(span)
        if wanted and given and comparison_key(wanted) != comparison_key(given):
            text = _words(gold.text, span)
            yield Mistake("wrong normal form", text, wanted, given, _context(gold, span))


def linking_mistakes(gold: GoldDocument, found: Document) -> Iterator[Mistake]:
    """Yield the gold entities that are several, and the entities that are several gold ones.

    Only mentions with gold borders are looked at. ``expected`` and ``answer`` list the
    different first mentions of what should be, and is, an entity.
    """
    given = {
        (mention.start, mention.end): entity.id
        for entity in found.entities
        for mention in entity.mentions
    }
    wanted = {
        (mention.start, mention.end): mention.entity
        for mention in gold.mentions
        if mention.entity is not None and (mention.start, mention.end) in given
    }
    yield from _torn("split entity", gold, wanted, given)
    yield from _torn("merged entity", gold, {span: given[span] for span in wanted}, wanted)


def _torn(
    kind: Kind,
    gold: GoldDocument,
    whole: Mapping[tuple[int, int], str],
    parts: Mapping[tuple[int, int], str],
) -> Iterator[Mistake]:
    """Yield each entity of one partition that the other partition has in several."""
    first: defaultdict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for span in sorted(whole):
        first[whole[span]].setdefault(parts[span], span)
    for pieces in first.values():
        if len(pieces) > 1:
            spans = list(pieces.values())
            names = [_words(gold.text, span) for span in spans]
            sides = ("one entity", " | ".join(names))
            expected, answer = sides if kind == "split entity" else sides[::-1]
            yield Mistake(kind, names[0], expected, answer, _context(gold, spans[1]))


def _words(text: str, span: tuple[int, int] | Span) -> str:
    return " ".join(text[span[0] : span[1]].split())


def _context(gold: GoldDocument, span: tuple[int, int] | Span) -> Context:
    start, end = span[:2]
    before = gold.text[max(0, start - _AROUND) : start]
    after = gold.text[end : end + _AROUND]
    # A mark at the inner edge keeps the space between the name and its neighbour.
    return Context(
        document=f"{gold.corpus}/{gold.name}",
        before=" ".join(f"{before}|".split())[:-1],
        text=_words(gold.text, span),
        after=" ".join(f"|{after}".split())[1:],
    )
