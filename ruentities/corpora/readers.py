"""Gold corpora in their published formats -> `GoldDocument`.

Every reader keeps its corpus's own idea of a name and only maps its types onto PER, LOC and
ORG; other types are left out. Annotated words that do not stand at their offsets are an
error, so a damaged copy cannot go unnoticed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ruentities.corpora.brat_reader import read_collection5, read_nerel
from ruentities.corpora.factrueval_reader import read_factrueval
from ruentities.corpora.jsonl_reader import read_jsonl
from ruentities.corpora.slavicner_reader import read_slavicner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ruentities.corpora.gold import GoldDocument
    from ruentities.schemes import Corpus


class _Format(NamedTuple):
    reader: Callable[[Path], Iterator[GoldDocument]]
    folder: str
    files: str
    source: str


_FORMATS: dict[Corpus, _Format] = {
    "factrueval": _Format(
        read_factrueval,
        "factrueval-2016",
        "*.txt with .spans, .objects and .coref",
        "https://github.com/dialogue-evaluation/factRuEval-2016",
    ),
    "collection5": _Format(
        read_collection5,
        "collection5",
        "*.txt with .ann",
        "http://labinform.ru/pub/named_entities",
    ),
    "nerel": _Format(read_nerel, "nerel", "*.txt with .ann", "https://github.com/nerel-ds/NEREL"),
    "slavicner": _Format(
        read_slavicner,
        "slavicner",
        "raw/TOPIC/ru/*.txt with ner/TOPIC/ru/*.tsv",
        "https://github.com/SlavicNLP/SlavicNER",
    ),
    "today": _Format(
        partial(read_jsonl, corpus="today"),
        "today",
        "gold.jsonl",
        "not published, since its texts have no free licence",
    ),
    "jsonl": _Format(read_jsonl, "jsonl", "*.jsonl", "your own annotation"),
}


def corpus_directory(root: Path, corpus: Corpus) -> Path:
    """Return the folder of one corpus under the folder of all.

    Args:
        root: The folder that holds ``factrueval-2016``, ``collection5``, ``nerel``,
            ``slavicner``, ``today`` and, for a user's own gold, ``jsonl``.
        corpus: Which of them.

    Raises:
        FileNotFoundError: When it is not there; the message says where to get it.
    """
    directory = root / _FORMATS[corpus].folder
    _require(directory.is_dir(), directory, corpus)
    return directory


def read(corpus: Corpus, directory: Path) -> list[GoldDocument]:
    """Read every document of a corpus.

    Args:
        corpus: The format.
        directory: The folder of that corpus, as `corpus_directory` returns it. For
            ``"jsonl"`` it may be a single file.

    Returns:
        The documents, sorted by name. Of two annotations on the same characters one is kept:
        the organization, else the first.

    Raises:
        FileNotFoundError: When the folder, its documents or a companion file is missing; the
            message says what belongs there and where to get it.
        ValueError: When a file does not follow its format; the message names file and line.
    """
    single_file = corpus == "jsonl" and directory.is_file()
    _require(single_file or directory.is_dir(), directory, corpus)
    documents = sorted(_FORMATS[corpus].reader(directory), key=lambda document: document.name)
    _require(bool(documents), directory, corpus)
    return documents


def _require(present: bool, directory: Path, corpus: Corpus) -> None:
    if not present:
        expected = _FORMATS[corpus]
        raise FileNotFoundError(
            f"{directory}: no {corpus} documents here; put its {expected.files} into this "
            f"folder ({expected.source})"
        )
