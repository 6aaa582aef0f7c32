"""``python -m ruentities.training.links CORPORA``: fit the weights of linking on gold links.

Writes ``ruentities/data/links.tsv``. With ``--judge`` it writes nothing and prints how well weights
link that were fitted without the documents they are judged on.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tqdm import tqdm

from ruentities.corpora.folds import FOLDS, five_folds
from ruentities.corpora.readers import corpus_directory, read
from ruentities.evaluation.scorers.linking import linking_scores
from ruentities.language.names_table import built_in_aliases
from ruentities.linking.groups import group_names
from ruentities.linking.link import best, link
from ruentities.linking.reading import Reading
from ruentities.linking.weights import Weights
from ruentities.normalization.normalize import normalize
from ruentities.recognition.casing import capitalize_names
from ruentities.recognition.models import name_model
from ruentities.recognition.recognize import recognize
from ruentities.recognition.wording import read_tokens
from ruentities.repair.rules import repair
from ruentities.result.document import Document
from ruentities.schemes import OF_SCHEME
from ruentities.text.spans import Span, in_order
from ruentities.training.links_across import KnownText, decisions_across
from ruentities.training.links_model import decisions, fit
from ruentities.training.weight_files import weight_file, write_weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ruentities.corpora.gold import GoldDocument
    from ruentities.linking.reading import Candidate, Cluster
    from ruentities.normalization.name import Name
    from ruentities.recognition.models import NameModel
    from ruentities.schemes import Corpus
    from ruentities.text.segmentation import Tokens
    from ruentities.training.links_model import Decision

    # Corpus and name of a document.
    Key = tuple[Corpus, str]
    Judged = Sequence[tuple["LinkedText", Weights]]

_ALIASES: Final = built_in_aliases()
# Today's gold has the product's own idea of one entity, the others have theirs (Wikidata's in
# NEREL, where «Госдума» and «Дума» may be two), so that it counts more: chosen on today's folds
# 1 to 4 among 1, 2, 3 and 5 times.
_SHARES: Final[dict[Corpus, float]] = {
    "today": 3.0,
    "slavicner": 0.5,
    "nerel": 0.5,
    "factrueval": 1.0,
}
# Of the normal distribution around 0 that the weights are drawn from: chosen on the same folds
# among .1, .3, 1 and 3; the scores hardly move.
_PRIOR: Final = 0.3
_JUDGED: Final[tuple[Corpus, ...]] = ("today", "slavicner", "nerel")
# Their entities have one id in all documents.
_OF_ALL_DOCUMENTS: Final = frozenset(("slavicner", "nerel"))
_BINS: Final = 10
_HEADER: Final = """\
# What each piece of evidence for and against a link weighs: fitted on gold links by
# python -m ruentities.training.links; docs/developers/linking.md says on which.
"""


@dataclass(frozen=True, slots=True)
class LinkedText:
    """A gold document with the names that are to be linked.

    Attributes:
        corpus: ``"today"``, ``"slavicner"``, ``"nerel"`` or ``"factrueval"``.
        gold: The document.
        tokens: Its tokens.
        names: Its names: those that the gold has, or those that were found.
        entities: The gold entity of each, None where the gold has no such mention.
    """

    corpus: Corpus
    gold: GoldDocument
    tokens: Tokens
    names: tuple[Name, ...]
    entities: tuple[str | None, ...]


def main(argv: Sequence[str] | None = None) -> int:
    """Fit the weights and write them, or print how well they link what they were not fitted on."""
    parser = argparse.ArgumentParser("python -m ruentities.training.links", description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder that holds a folder for each corpus")
    parser.add_argument("--judge", action="store_true", help="print scores, write nothing")
    parser.add_argument(
        "--folds",
        type=Path,
        help="folder to write to instead: fold1/links.tsv and so on, each fitted without that fold",
    )
    options = parser.parse_args(argv)
    documents = _documents(options.corpora)
    fold_of = _folds(documents)
    # Fold 0 is looked at once, at the end, so that nothing is ever fitted on it.
    documents["today"] = [
        document for document in documents["today"] if fold_of["today", document.name] != 0
    ]
    given, found = _linked(documents)
    learned = {
        (text.corpus, text.gold.name): [*_decisions(text), *_decisions(other)]
        for text, other in zip(given, found, strict=True)
    }
    if options.judge:
        judge(given, found, learned, fold_of)
        return 0
    if options.folds:
        for fold in range(FOLDS):
            fitted = fit_both(given, learned, partial(_is_of_today, fold, fold_of))
            write_weights(weight_file("links.tsv", options.folds, fold), _HEADER, fitted)
        return 0
    fitted = fit_both(given, learned, lambda corpus, name: False)
    write_weights(weight_file("links.tsv"), _HEADER, fitted)
    return 0


def fit_both(
    given: Sequence[LinkedText],
    learned: Mapping[Key, Sequence[Decision]],
    is_held_out: Callable[[Corpus, str], bool],
) -> dict[str, float]:
    """Return the weights of linking within a document, and those that other documents add.

    Args:
        given: Documents with their gold mentions.
        learned: The decisions within each document.
        is_held_out: Whether a document is left out.
    """
    within = _fit(learned, is_held_out)
    of_all_documents = [
        KnownText(text.gold, link(text.tokens, text.names, _ALIASES, weights=Weights(within)))
        for text in given
        if text.corpus in _OF_ALL_DOCUMENTS and not is_held_out(text.corpus, text.gold.name)
    ]
    found = decisions_across(of_all_documents, within)
    return dict(sorted({**within, **fit(found, _PRIOR, fixed=within)}.items()))


def _is_of_today(fold: int, fold_of: Mapping[Key, int], corpus: Corpus, name: str) -> bool:
    return corpus == "today" and fold_of[corpus, name] == fold


def judge(
    given: Sequence[LinkedText],
    found: Sequence[LinkedText],
    learned: Mapping[Key, Sequence[Decision]],
    fold_of: Mapping[Key, int],
) -> None:
    """Print how weights link documents that they were not fitted on.

    Today's gold and NEREL are judged in five folds, SlavicNER topic by topic.

    Args:
        given: Documents with their gold mentions.
        found: The same with the mentions that the library finds.
        learned: The decisions of each document.
        fold_of: The fold of each document; near-duplicates have one.
    """
    weights: dict[tuple[Corpus, str | int], Weights] = {}
    reliable: list[tuple[float, bool]] = []
    for corpus in _JUDGED:
        for title, texts in (("gold mentions", given), ("found mentions", found)):
            judged = []
            for text in texts:
                if text.corpus == corpus:
                    part = _part(text.corpus, text.gold.name, fold_of)
                    if (corpus, part) not in weights:
                        held_out = partial(_is_held_out, corpus, part, fold_of)
                        weights[corpus, part] = Weights(_fit(learned, held_out))
                    judged.append((text, weights[corpus, part]))
            if judged:
                _print_scores(f"{corpus}, {title}", judged)
                if corpus != "nerel":
                    reliable += [pair for text, fitted in judged for pair in _links(text, fitted)]
    print(f"calibration of {len(reliable):,} links: expected error {_expected_error(reliable):.4f}")


def _part(corpus: Corpus, name: str, fold_of: Mapping[Key, int]) -> str | int:
    return name.partition("/")[0] if corpus == "slavicner" else fold_of[corpus, name]


def _is_held_out(
    corpus: Corpus, part: str | int, fold_of: Mapping[Key, int], other: Corpus, name: str
) -> bool:
    """Whether a document is judged now, or repeats one that is."""
    if corpus == "slavicner":
        return other == "slavicner" and name.partition("/")[0] == part
    # NEREL holds texts of factRuEval: a fold is held out of all corpora but SlavicNER.
    return other != "slavicner" and fold_of[other, name] == part


def _print_scores(title: str, judged: Judged) -> None:
    scores = linking_scores(
        [
            (
                text.gold,
                Document.model_construct(
                    text=text.gold.text,
                    entities=link(text.tokens, text.names, _ALIASES, weights=weights),
                ),
            )
            for text, weights in judged
        ]
    )
    pairs, b3 = scores.pairwise, scores.b_cubed
    print(
        f"{title}: {scores.mentions:,} mentions, pairwise {pairs.f1:.4f} (precision "
        f"{pairs.precision:.4f}, recall {pairs.recall:.4f}, wrong and missed "
        f"{pairs.gold + pairs.predicted - 2 * pairs.tp:,}), B3 {b3.f1:.4f} (precision "
        f"{b3.precision:.4f})"
    )


def _links(text: LinkedText, weights: Weights) -> list[tuple[float, bool]]:
    """Return the probability of each link that is made, and whether it is right."""
    made: list[tuple[float, bool]] = []

    def choose(number: int, candidates: Sequence[Candidate]) -> tuple[Cluster | None, float]:
        cluster, chance = best(candidates)
        entity = text.entities[number]
        if cluster is not None and entity is not None:
            among = Counter(text.entities[other] for other in cluster.numbers)
            among.pop(None, 0)
            if among:
                made.append((chance, among.most_common(1)[0][0] == entity))
        return cluster, chance

    groups = group_names(text.tokens, text.names, _ALIASES)
    Reading(text.tokens, text.names, groups, weights).read(choose, every=True)
    return made


def _expected_error(links: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error over ten bins of one width (Naeini et al. 2015)."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for chance, right in links:
        bins.setdefault(min(int(chance * _BINS), _BINS - 1), []).append((chance, right))
    gaps = [
        abs(sum(chance for chance, _ in inside) - sum(right for _, right in inside))
        for inside in bins.values()
    ]
    return sum(gaps) / len(links)


def _fit(
    learned: Mapping[Key, Sequence[Decision]], is_held_out: Callable[[Corpus, str], bool]
) -> dict[str, float]:
    found: list[Decision] = []
    shares: list[float] = []
    for (corpus, name), made in learned.items():
        if not is_held_out(corpus, name):
            found += made
            # Each document counts once, though it is read with its gold and its found mentions.
            shares += [_SHARES[corpus] / 2] * len(made)
    return fit(found, _PRIOR, shares)


def _documents(corpora: Path) -> dict[Corpus, list[GoldDocument]]:
    return {corpus: read(corpus, corpus_directory(corpora, corpus)) for corpus in _SHARES}


def _folds(documents: Mapping[Corpus, Sequence[GoldDocument]]) -> dict[Key, int]:
    """Return the fold of each document; near-duplicates have one."""
    others = [one for corpus in documents if corpus != "today" for one in documents[corpus]]
    numbers = {
        (document.corpus, document.name): number
        for several in (documents["today"], others)
        for number, fold in enumerate(five_folds(several))
        for document in fold
    }
    return {
        (corpus, document.name): numbers[corpus, document.name]
        for corpus in documents
        for document in documents[corpus]
    }


def _linked(
    documents: Mapping[Corpus, Sequence[GoldDocument]],
) -> tuple[list[LinkedText], list[LinkedText]]:
    """Read every document twice: with its gold mentions, and with those that are found."""
    model = name_model(None, OF_SCHEME["full"].head)
    given: list[LinkedText] = []
    found: list[LinkedText] = []
    for corpus, several in documents.items():
        for document in tqdm(several, corpus, unit="doc"):
            for texts, text in zip((given, found), _read(corpus, document, model), strict=True):
                texts.append(text)
    return given, found


def _read(
    corpus: Corpus, document: GoldDocument, model: NameModel
) -> tuple[LinkedText, LinkedText]:
    tokens = read_tokens(document.text)
    recognition = recognize(tokens, model)
    tokens = capitalize_names(tokens, recognition.spans)
    given = _gold_spans(tokens, document)
    found = repair(tokens, recognition, "full")
    entity_of = {
        (mention.start, mention.end, mention.type): mention.entity
        for mention in reversed(document.mentions)
    }

    def linked(spans: Iterable[Span]) -> LinkedText:
        names = tuple(normalize(tokens, list(spans), recognition, _ALIASES))
        entities = tuple(
            entity_of.get(
                (tokens.starts[name.span.start], tokens.ends[name.span.end - 1], name.span.type)
            )
            for name in names
        )
        return LinkedText(corpus, document, tokens, names, entities)

    return linked(given), linked(found)


def _gold_spans(tokens: Tokens, document: GoldDocument) -> list[Span]:
    """Return the gold mentions whose borders are borders of tokens."""
    starts = {start: index for index, start in enumerate(tokens.starts)}
    ends = {end: index + 1 for index, end in enumerate(tokens.ends)}
    spans = [
        Span(starts[mention.start], ends[mention.end], mention.type, 1.0, mention.nested)
        for mention in document.mentions
        if mention.start in starts and mention.end in ends
    ]
    return in_order(spans)


def _decisions(text: LinkedText) -> list[Decision]:
    return decisions(text.tokens, text.names, text.entities, _ALIASES)


if __name__ == "__main__":
    sys.exit(main())
