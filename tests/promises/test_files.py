"""A file that is cut, altered, foreign, empty or of another version is refused by name, unrun."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from ruentities import Extractor, Lexicon
from ruentities.recognition.model_file import FORMAT, read_arrays, seal
from tests.paths import HOUSE

SHIPPED = Path(str(files("ruentities"))) / "data" / "corpora.npz"
WHOLE = SHIPPED.read_bytes()
ARRAYS = read_arrays(SHIPPED)


def written(path: Path, arrays: dict[str, Any], *, sealed: bool = True) -> Path:
    np.savez(path, **arrays)
    if sealed:
        seal(path)
    return path


def refused(path: Path, why: str) -> None:
    """A model is refused with its path, what is wrong with it, and what to do."""
    with pytest.raises(ValueError, match=why) as caught:
        Extractor(model=path).extract("Снег в Омске.")
    assert str(caught.value).startswith(f"model: {path} is no model of this library, or it is")
    assert "copy it again" in str(caught.value)


def test_a_sealed_copy_is_read(tmp_path: Path) -> None:
    text = "Снег в Омске."
    path = written(tmp_path / "model.npz", ARRAYS)
    copy = Extractor(scheme="flat", model=path)
    assert copy.extract(text) == Extractor(scheme="flat").extract(text)
    assert Extractor(scheme="flat", model=tmp_path).extract(text).locations


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not a zip file"),
        (b"not an archive", "not a zip file"),
        (WHOLE[:100], "not a zip file"),
        (WHOLE[: len(WHOLE) // 2], "not a zip file"),
        (WHOLE[:-1], "not a zip file"),
        (WHOLE[1000:], r"Invalid argument|Bad magic number"),
        ("Анна Ахматова жила в Ленинграде. ".encode() * 1000, "not a zip file"),
    ],
    ids=["empty", "text", "beginning", "half", "all but a byte", "end", "Russian"],
)
def test_what_is_no_archive(content: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(content)
    refused(path, why)


@given(place=st.integers(0, len(WHOLE) - 1), bit=st.integers(0, 7))
@settings(max_examples=60)
def test_an_altered_bit_is_found_or_changes_nothing(
    place: int, bit: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = bytearray(WHOLE)
    content[place] ^= 1 << bit
    path = tmp_path_factory.mktemp("altered") / "model.npz"
    path.write_bytes(content)
    try:
        arrays = read_arrays(path)
    except ValueError as error:
        assert str(path) in str(error)  # noqa: PT017 - either outcome is right
    else:
        assert all(np.array_equal(arrays[name], array) for name, array in ARRAYS.items())
    finally:
        path.unlink()


@pytest.mark.parametrize("name", sorted(ARRAYS))
def test_an_altered_byte_of_each_array(name: str, tmp_path: Path) -> None:
    with ZipFile(SHIPPED) as archive:
        info = archive.getinfo(f"{name}.npy")
        member = archive.read(info)
    place = WHOLE.index(member, info.header_offset)
    # The first shape of the header, and the last byte of the numbers.
    for inside in (member.index(b"shape"), len(member) - 1):
        content = bytearray(WHOLE)
        content[place + inside] ^= 1
        path = tmp_path / "model.npz"
        path.write_bytes(content)
        refused(path, f"Bad CRC-32 for file '{name}.npy'")


def test_another_version(tmp_path: Path) -> None:
    for number, cure in ((FORMAT + 1, "upgrade ruentities"), (FORMAT - 1, "train it again")):
        path = written(tmp_path / "model.npz", {**ARRAYS, "format": np.array(number)})
        refused(path, f"it has format {number}, this version reads {FORMAT}: {cure}")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"letters": None}, "letters"),
        ({"pictures": np.zeros(3, np.float16)}, "too many or too few: pictures"),
        ({"letters": ARRAYS["letters"][:-1]}, r"letters has shape \(29999, 64\)"),
        ({"narrow.scale": ARRAYS["narrow.scale"][:-1]}, r"narrow\.weight has shape \(768, 128\)"),
        ({"last.weight": ARRAYS["last.weight"].T}, r"last\.weight has shape \(192, 768\)"),
        ({"gate": ARRAYS["gate"][:-1]}, r"gate has shape \(255,\)"),
        ({"calibration": ARRAYS["calibration"][:, :1]}, "calibration has shape"),
        ({"answers.bias": ARRAYS["answers.bias"][:20]}, "20 answers of 4 heads"),
        ({"letters": ARRAYS["letters"].astype(np.float64)}, "letters has type float64"),
        ({"tags": np.arange(7)}, "tags has type int64"),
        ({"heads": np.array(list("abcd"), object)}, "an array holds objects"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_arrays_that_make_no_network(changed: dict[str, Any], why: str, tmp_path: Path) -> None:
    arrays = {name: array for name, array in {**ARRAYS, **changed}.items() if array is not None}
    refused(written(tmp_path / "model.npz", arrays), why)


def test_other_tags(tmp_path: Path) -> None:
    path = written(tmp_path / "model.npz", {**ARRAYS, "tags": np.array(list("OABCDEF"))})
    with pytest.raises(ValueError, match=r"model\.npz knows other tags than this version"):
        Extractor(model=path).extract("Снег в Омске.")


def test_an_array_of_another_model(tmp_path: Path) -> None:
    """Its shape and its own sum are right: the checksum over all finds it."""
    other = written(tmp_path / "other.npz", {**ARRAYS, "letters": ARRAYS["letters"] * 2})
    path = tmp_path / "model.npz"
    with ZipFile(SHIPPED) as ours, ZipFile(other) as theirs, ZipFile(path, "w") as mixed:
        for info in ours.infolist():
            source = theirs if info.filename == "letters.npy" else ours
            mixed.writestr(info.filename, source.read(info.filename))
    refused(path, "its parts do not belong together")


def test_without_a_checksum(tmp_path: Path) -> None:
    refused(written(tmp_path / "model.npz", ARRAYS, sealed=False), "do not belong together")


class Mine:
    """What pickle would run."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.path,)


@pytest.mark.parametrize("name", ["format", "tags", "letters"])
def test_nothing_in_a_file_is_executed(name: str, tmp_path: Path) -> None:
    trap = tmp_path / "executed"
    hostile = np.array([Mine(trap)], object)
    path = written(tmp_path / "model.npz", {**ARRAYS, name: hostile})
    refused(path, "an array holds objects")
    assert not trap.exists()
    with np.load(path, allow_pickle=True) as archive:
        archive[name]
    assert trap.exists(), "the trap works"


def test_no_file(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.npz", tmp_path):
        with pytest.raises(FileNotFoundError, match=r"npz does not exist; python -m ruentities"):
            Extractor(model=path).extract("Снег в Омске.")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "kept", "why"),
    [
        ("names.tsv", 0.0, "its last line is not '# end'"),
        ("names.tsv", 0.7, "is damaged"),
        ("paradigms.tsv", 0.5, "is damaged"),
        ("vocabulary.npz", 0.9, "is damaged"),
        ("vocabulary.npz", None, "No such file"),
        ("names.tsv", None, "No such file"),
        ("model.npz", 0.9, "File is not a zip file"),
        ("model.npz", None, "does not exist"),
    ],
)
def test_a_damaged_installation_says_so(
    name: str, kept: float | None, why: str, tmp_path: Path
) -> None:
    shutil.copytree(
        HOUSE, tmp_path / "ruentities", ignore=shutil.ignore_patterns("__pycache__", "training")
    )
    path = tmp_path / "ruentities" / "data" / name
    content = path.read_bytes()
    path.unlink()
    if kept is not None:
        path.write_bytes(content[: int(kept * len(content))])
    error = last_error(tmp_path)
    assert str(path) in error
    assert why in error
    assert "reinstall" in error or kept is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("\tQ159\t", " Q159 ", "names.tsv"),
        ("Россия", "Росси\ufffd", "names.tsv"),
        ("last masc sing", "lost masc sing", "paradigms.tsv"),
        ("аев 0:507", "аев 0", "paradigms.tsv"),
    ],
    ids=["a tab", "no UTF-8", "a word", "a number"],
)
def test_an_altered_table_says_so(old: str, new: str, name: str, tmp_path: Path) -> None:
    shutil.copytree(
        HOUSE, tmp_path / "ruentities", ignore=shutil.ignore_patterns("__pycache__", "training")
    )
    path = tmp_path / "ruentities" / "data" / name
    content = path.read_bytes()
    assert old.encode() in content
    # A replacement character stands for half a letter.
    broken = new.encode().replace("\ufffd".encode(), "я".encode()[:1])
    path.write_bytes(content.replace(old.encode(), broken))
    error = last_error(tmp_path)
    assert error.startswith(f"ValueError: {path} is damaged (")
    assert error.endswith("): reinstall ruentities")


@pytest.mark.slow
@pytest.mark.parametrize("kept", [0.0, 0.5, 0.999])
def test_damaged_word_vectors_of_natasha(kept: float, tmp_path: Path) -> None:
    spec = find_spec("natasha")
    assert spec
    assert spec.origin
    name = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"
    content = (Path(spec.origin).parent / name).read_bytes()
    path = tmp_path / "natasha" / name
    path.parent.mkdir(parents=True)
    (tmp_path / "natasha" / "__init__.py").touch()
    path.write_bytes(content[: int(kept * len(content))])
    error = last_error(tmp_path, HOUSE.parent)
    assert error.startswith(f"ValueError: {path} is damaged (")
    assert error.endswith("): reinstall natasha")


def last_error(*places: Path) -> str:
    """The last line that a first extraction with packages of these folders prints."""
    process = subprocess.run(
        [sys.executable, "-c", "from ruentities import extract; extract('Снег в Омске.')"],
        capture_output=True,
        encoding="utf-8",
        cwd=places[0],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, places))},
        timeout=60,
    )
    assert process.returncode == 1
    return process.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("content", "where", "why"),
    [
        ("", "", "Invalid JSON: EOF"),
        ('[{"name": "Рога", "type": "ORG"', "", "Invalid JSON: EOF"),
        ('{"name": "Рога", "type": "ORG"}', "", "valid array"),
        ('[{"name": "Рога", "type": "ORG"}, {"name": "Копыта"}]', "1.type", "required"),
        ('[{"name": "Рога", "type": "FIRM"}]', "0.type.one", "'PER', 'ORG' or 'LOC'"),
        ('[{"name": "Рога", "type": "ORG", "alias": ["РиК"]}]', "0.alias", "not permitted"),
        ('[{"name": "Рога", "type": "ORG", "aliases": "РиК"}]', "0.aliases", "valid array"),
        ('[{"name": "«»", "type": "ORG"}]', "0.name", "needs a letter or a digit"),
        ('[{"name": 7, "type": "ORG"}]', "0.name", "valid string"),
    ],
)
def test_a_lexicon_that_is_none(content: str, where: str, why: str) -> None:
    with pytest.raises(ValidationError, match=why) as caught:
        Lexicon.model_validate_json(content)
    (error,) = caught.value.errors()
    assert ".".join(map(str, error["loc"])) == where
