"""Normal forms: is the nominative of each name the one that the corpus gives?"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from ruentities.evaluation.scorers.scores import (
    Accuracy,
    ByType,
    gold_span,
    same_text,
    typed_mentions,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from ruentities.corpora.gold import GoldDocument
    from ruentities.evaluation.scorers.scores import Pairs, Span
    from ruentities.kinds import Type

    Normalize = Callable[[str, int, int, Type], str]

# The ruler's own folding, apart from the library's: a change there must not move the scores.
_FOLDED = str.maketrans(
    {
        "ё": "е",
        **dict.fromkeys("\"'`«»‹›‘’‚‛“”„‟", ""),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)


@dataclass(frozen=True, slots=True)
class NormalAccuracy:
    """How many normal forms are right.

    Attributes:
        all: Over all names, per type.
        inflected: Over the names whose normal form is not the form in the text, per type.
    """

    all: ByType[Accuracy]
    inflected: ByType[Accuracy]


@dataclass(frozen=True, slots=True)
class NormalScores:
    """How many normal forms a system gets right on its own mentions.

    Attributes:
        found: Over the gold names that the system found (same start, end and type).
        end_to_end: Over all gold names: one that was not found is wrong.
    """

    found: NormalAccuracy
    end_to_end: NormalAccuracy


@dataclass(frozen=True, slots=True)
class _Case:
    type: Type
    inflected: bool
    right: bool


def comparison_key(name: str) -> str:
    r"""Fold what does not make a normal form wrong.

    Letter case, ё or е, quotes and apostrophes (of any shape, or left out), the shape of
    dashes, and how much white space there is.

    >>> comparison_key("Банк «Зелёный\u00a0мир»") == comparison_key('банк "зеленый мир"')
    True
    """
    return " ".join(name.casefold().translate(_FOLDED).split())


def gold_names(document: GoldDocument) -> list[Span]:
    """Return the mentions whose normal form is scored: see `normal_scores`."""
    return [(start, end, type_) for start, end, type_, _ in _names(document)]


def normal_scores(pairs: Pairs, doubtful: Container[tuple[Type, str, str]] = ()) -> NormalScores:
    """Score the normal forms of a system's own mentions.

    The share of names whose ``Mention.normal`` equals ``GoldMention.normal`` under
    `comparison_key`. The gold standard is SlavicNER's lemma (Piskorski et al. 2024) or its like
    in another corpus. Only names count: gold mentions with a normal form whose first letter is
    a capital in the text, for a corpus may also tag «демократов», whose lemma is no name.

    Args:
        pairs: Gold and predicted documents over the same texts.
        doubtful: Type, name and normal form of what is left out: see `doubtful_normals`.

    Raises:
        ValueError: When the two texts of a pair differ.
    """
    found: list[_Case] = []
    missed: list[_Case] = []
    for gold, predicted in same_text(pairs):
        normals = {span: mention.normal for span, mention in typed_mentions(predicted)}
        for start, end, type_, normal in _names(gold):
            key = (type_, comparison_key(gold.text[start:end]), comparison_key(normal))
            if key in doubtful:
                continue
            answer = normals.get((start, end, type_))
            case = _judge(gold.text[start:end], type_, normal, answer)
            (missed if answer is None else found).append(case)
    return NormalScores(found=_accuracy(found), end_to_end=_accuracy([*found, *missed]))


def doubtful_normals(documents: Iterable[GoldDocument]) -> dict[tuple[Type, str, str], str]:
    """Tell which gold normal forms can hardly be right, and why.

    *Other words*: the normal form has more or fewer words
    than the name («Шмыгаль» of «Денис Шмыгаль»), or other letters («Pfizer» of «Пфайзер»).
    *Contradicted*: most mentions that are spelt so have another normal form («Трам» of
    «Трампа»). *Listed*: somebody read it and wrote it into ``wrong_normals.tsv``.

    Args:
        documents: Gold documents; the more, the more contradictions come to light.

    Returns:
        The reason for each doubtful type, name and normal form, both as `comparison_key` folds
        them.
    """
    counts: defaultdict[tuple[Type, str], Counter[str]] = defaultdict(Counter)
    for document in documents:
        for start, end, type_, normal in _names(document):
            key = comparison_key(document.text[start:end])
            counts[type_, key][comparison_key(normal)] += 1
    doubtful = {}
    listed = _listed()
    for (type_, name), normals in counts.items():
        (_, most), *_ = normals.most_common(1)
        for normal, count in normals.items():
            if len(name.split()) != len(normal.split()) or name.isascii() != normal.isascii():
                doubtful[type_, name, normal] = "other words"
            elif count < most / 2:
                doubtful[type_, name, normal] = "contradicted"
            elif (type_, name, normal) in listed:
                doubtful[type_, name, normal] = "listed"
    return doubtful


def _listed() -> frozenset[tuple[str, str, str]]:
    lines = files(__package__).joinpath("wrong_normals.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in lines.splitlines() if not line.startswith("#")]
    return frozenset(
        (kind, comparison_key(name), comparison_key(normal)) for kind, name, normal, _ in rows
    )


def normal_scores_on_gold_spans(
    documents: Iterable[GoldDocument],
    normalize: Normalize,
    doubtful: Container[tuple[Type, str, str]] = (),
) -> NormalAccuracy:
    """Score a normalizer alone, on the spans and types of the gold standard.

    The names and the comparison are those of `normal_scores`.

    Args:
        documents: Gold documents.
        normalize: Given a text, a start, an end and a type, returns the nominative.
        doubtful: Type, name and normal form of what is left out: see `doubtful_normals`.
    """
    return _accuracy(
        [
            _judge(gold.text[start:end], type_, normal, normalize(gold.text, start, end, type_))
            for gold in documents
            for start, end, type_, normal in _names(gold)
            if (type_, comparison_key(gold.text[start:end]), comparison_key(normal)) not in doubtful
        ]
    )


def _names(document: GoldDocument) -> Iterator[tuple[int, int, Type, str]]:
    for mention in document.mentions:
        letters = filter(str.isalpha, document.text[mention.start : mention.end])
        if mention.normal is not None and next(letters, "").isupper():
            yield (*gold_span(mention), mention.normal)


def _judge(surface: str, type_: Type, normal: str, answer: str | None) -> _Case:
    key = comparison_key(normal)
    return _Case(
        type=type_,
        inflected=key != comparison_key(surface),
        right=answer is not None and comparison_key(answer) == key,
    )


def _accuracy(cases: list[_Case]) -> NormalAccuracy:
    inflected = [case for case in cases if case.inflected]
    return NormalAccuracy(all=_by_type(cases), inflected=_by_type(inflected))


def _by_type(cases: list[_Case]) -> ByType[Accuracy]:
    total = Counter(case.type for case in cases)
    right = Counter(case.type for case in cases if case.right)
    return ByType.of(lambda type_: Accuracy(right[type_], total[type_]))
