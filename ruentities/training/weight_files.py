"""Fitted weights as files: those that the library reads, and those fitted without a fold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import ruentities
from ruentities.language.tables import END

if TYPE_CHECKING:
    from collections.abc import Mapping


def weight_file(name: str, folds: Path | None = None, fold: int = 0) -> Path:
    """Return where weights are written to.

    Args:
        name: The file's name, such as ``links.tsv``.
        folds: Folder for weights fitted without each fold, as ``--fold-data`` of the evaluation
            reads it; None for the library's own data.
        fold: Number of the fold that they are fitted without.

    >>> weight_file("links.tsv", Path("folds"), 1).as_posix()
    'folds/fold1/links.tsv'
    """
    folder = folds / f"fold{fold}" if folds else Path(ruentities.__file__).parent / "data"
    return folder / name


def write_weights(path: Path, header: str, weights: Mapping[str, float]) -> None:
    """Write a weight on each line, and tell of it.

    Args:
        path: The file; its folder is made.
        header: What the file is and which command wrote it: lines with ``#``.
        weights: The weight of each feature, in the order of the lines.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{feature}\t{weight:.3f}" for feature, weight in weights.items()]
    path.write_text(header + "\n".join([*lines, END]) + "\n", encoding="utf-8")
    print(f"wrote {path}: {len(lines)} weights")
