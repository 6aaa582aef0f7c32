"""What a system answers to today's articles, fold by fold, by data that has not seen the fold."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copy, copytree, ignore_patterns
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from ruentities.evaluation.scorers.scores import gold_spans
from ruentities.evaluation.systems import SYSTEMS
from ruentities.result.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruentities.corpora.gold import GoldDocument
    from ruentities.evaluation.scorers.scores import Span
    from ruentities.evaluation.systems import System

_PACKAGE: Final = Path(__file__).parents[2]
_MODEL: Final = "model.npz"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system says of a gold document.

    Attributes:
        document: What it finds in the text.
        given: For each gold mention, given as such, its normal form and the id of its entity.
    """

    document: Document
    given: Sequence[tuple[str, str]]


def answer(system: System, gold: GoldDocument) -> Answer:
    """Return what a system says of a gold document."""
    return _answer(system, gold.text, gold_spans(gold, nested=True))


def _answer(system: System, text: str, spans: Sequence[Span]) -> Answer:
    return Answer(system.extract(text), system.link(text, spans))


def fold_data(folder: Path, number: int) -> Path:
    """Return the data of a fold: the folder ``fold0`` or the model ``fold0.npz``, and so on.

    Raises:
        FileNotFoundError: When there is neither.
    """
    for path in (folder / f"fold{number}", folder / f"fold{number}.npz"):
        if path.exists():
            return path
    raise FileNotFoundError(f"{folder}: no fold{number} and no fold{number}.npz")


def answers_with(data: Path, gold: Sequence[GoldDocument]) -> list[Answer]:
    """Return what this library would answer with other data files.

    Args:
        data: As `replaced` takes it.
        gold: Gold documents.

    Raises:
        FileNotFoundError: When there is no such file or folder.
        ValueError: When a file stands for none of the library's, or is damaged.
    """
    with replaced(data) as folder:
        code = (
            f"import sys; sys.path.insert(0, {str(folder)!r}); "
            "from ruentities.evaluation.builds.answers import serve; serve()"
        )
        asked = json.dumps([(one.text, gold_spans(one, nested=True)) for one in gold])
        done = subprocess.run(
            [sys.executable, "-c", code], input=asked.encode(), capture_output=True, check=False
        )
    if done.returncode:
        raise ValueError(f"{data}: {done.stderr.decode().strip().splitlines()[-1]}")
    return [
        Answer(Document.model_validate_json(document), [(normal, id_) for normal, id_ in given])
        for document, given in json.loads(done.stdout)
    ]


def serve() -> None:
    """Answer texts and spans from standard input on standard output, for `answers_with`."""
    system = SYSTEMS["ruentities"]()
    answers = [_answer(system, text, spans) for text, spans in json.load(sys.stdin.buffer)]
    print(json.dumps([(found.document.model_dump_json(), found.given) for found in answers]))


@contextmanager
def replaced(data: Path) -> Iterator[Path]:
    """Give a folder that holds a copy of this package with other data files.

    Args:
        data: A folder of files that are called as in ``ruentities/data``, or a model's ``.npz``.

    Raises:
        FileNotFoundError: When there is no such file or folder.
        ValueError: When a file stands for none of the library's.
    """
    files = {data: _MODEL} if data.is_file() else {file: file.name for file in data.iterdir()}
    for file, name in files.items():
        if not (_PACKAGE / "data" / name).is_file():
            raise ValueError(f"{file}: the library has no data file {name}")
    with TemporaryDirectory() as folder:
        copied = Path(folder) / _PACKAGE.name
        copytree(_PACKAGE, copied, ignore=ignore_patterns("__pycache__"))
        for file, name in files.items():
            copy(file, copied / "data" / name)
        yield Path(folder)
