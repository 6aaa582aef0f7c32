"""A model's file: a ``.npz`` archive of plain arrays, and a checksum over them.

Every member of an archive carries the CRC-32 of its bytes, which finds what changed inside it.
The checksum is over the members' names and these sums: it finds what was left out, added, or
comes from another model, at the cost of hashing a few hundred bytes. Neither is against somebody
who means harm and can compute it anew; but nothing of a file is ever executed.
"""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - it is a class

import numpy as np
from numpy.lib.format import read_array_header_1_0, read_magic

from ruentities.recognition.features import BUCKETS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    Arrays = dict[str, NDArray[np.generic]]

FORMAT: Final = 5
# Each layer: how many words it reads, and the layers that it reads of them, which for the first
# is what is known of a word; the one after the memory reads its states twice.
LAYERS: Final[dict[str, tuple[int, tuple[str, ...]]]] = {
    "first": (3, ()),
    "narrow": (3, ("first",)),
    "wide": (5, ("first",)),
    "last": (3, ("narrow", "wide")),
    "remember": (3, ("last", "last")),
    "settle": (3, ("remember",)),
}

# What the first layer reads of a word, and the table that the last is the mean of.
INPUTS: Final = ("word vector", "shape vector", "mean of letters", "letters")

_CHECKSUM: Final = "checksum"
_WORD_VECTOR: Final = 300
# Kinds or exact types of arrays, by numpy's letters.
_TEXT, _WHOLE, _BYTES, _SINGLE = "Uibf"
# What zipfile and numpy raise for a file that is not what it should be.
_NOT_SO: Final = (
    BadZipFile,
    EOFError,
    IndexError,
    KeyError,
    MemoryError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    ZlibError,
)


def read_arrays(path: Path) -> Arrays:
    """Read a model's arrays by name.

    Args:
        path: An archive that ``python -m ruentities.training`` wrote, or the folder that it wrote
            ``model.npz`` into.

    Raises:
        FileNotFoundError: When there is no such file.
        ValueError: When the file is no such archive, of another format, or damaged.
    """
    path = existing(path)
    try:
        with ZipFile(path) as archive:
            arrays = _checked(archive)
            _check_shapes(arrays)
            return arrays
    except _NOT_SO as error:
        raise ValueError(
            f"model: {path} is no model of this library, or it is damaged ({error}); copy it "
            "again from where it was trained, or reinstall ruentities if it came with that"
        ) from error


def existing(path: Path) -> Path:
    """Return the file of a model, given it or the folder that it lies in.

    Raises:
        FileNotFoundError: When there is no such file.
    """
    file = path / "model.npz" if path.is_dir() else path
    if not file.exists():
        raise FileNotFoundError(
            f"model: {file} does not exist; python -m ruentities.training writes one"
        )
    return file


def checksum(path: Path) -> str:
    """Return the checksum of a model, which tells it from every other; see `read_arrays`."""
    with ZipFile(existing(path)) as archive:
        return archive.read(_CHECKSUM).decode()


def seal(path: Path) -> None:
    """Write the checksum into an archive that has none yet."""
    with ZipFile(path, "a") as archive:
        archive.writestr(ZipInfo(_CHECKSUM), _checksum(archive))


def _checksum(archive: ZipFile) -> str:
    members = sorted((info.filename, info.CRC) for info in archive.infolist())
    lines = (f"{name} {crc:08x}\n" for name, crc in members if name != _CHECKSUM)
    return sha256("".join(lines).encode()).hexdigest()


def _checked(archive: ZipFile) -> Arrays:
    # Read whole, a member is compared with its CRC; numpy alone stops where a header says.
    members = {info.filename: archive.read(info) for info in archive.infolist()}
    found = int(_array(members.get("format.npy", b"")))
    if found != FORMAT:
        cure = "upgrade ruentities" if found > FORMAT else "train it again"
        raise ValueError(f"it has format {found}, this version reads {FORMAT}: {cure}")
    if members.pop(_CHECKSUM, b"").decode() != _checksum(archive):
        raise ValueError("its parts do not belong together")
    return {name.removesuffix(".npy"): _array(content) for name, content in members.items()}


def _array(content: bytes) -> NDArray[np.generic]:
    """Read one array; unlike numpy's own reader without a copy, and never with pickle."""
    stream = BytesIO(content)
    if read_magic(stream) != (1, 0):
        raise ValueError("an array is not in numpy's format 1.0")
    shape, by_columns, dtype = read_array_header_1_0(stream)
    if dtype.hasobject:
        raise ValueError("an array holds objects")
    flat: NDArray[np.generic] = np.frombuffer(content, dtype, offset=stream.tell())
    return flat.reshape(shape, order="F" if by_columns else "C")


def _check_shapes(arrays: Arrays) -> None:
    """Refuse what the network cannot be built from."""
    expected = dict(_expected(arrays))
    if wrong := expected.keys() ^ arrays.keys():
        raise ValueError(f"arrays too many or too few: {', '.join(sorted(wrong))}")
    for name, (kind, shape) in expected.items():
        array = arrays[name]
        if kind not in (array.dtype.char, array.dtype.kind):
            raise ValueError(f"array {name} has type {array.dtype}")
        if array.shape != shape:
            raise ValueError(f"array {name} has shape {array.shape} instead of {shape}")


def _expected(arrays: Arrays) -> Iterator[tuple[str, tuple[str, tuple[int, ...]]]]:
    """Yield the type and shape of each array, as the sizes of some say of the others."""
    tags, heads, shapes = (arrays[name].size for name in ("tags", "heads", "shapes"))
    yield "format", (_WHOLE, ())
    yield "tags", (_TEXT, (tags,))
    yield "heads", (_TEXT, (heads,))
    yield "shapes", (_TEXT, (shapes,))
    shape_width, letters = (arrays[name].shape[-1] for name in ("shape_vectors", "letters"))
    yield "shape_vectors", (_BYTES, (shapes, shape_width))
    yield "letters", (_BYTES, (BUCKETS, letters))
    yield "input_steps", (_SINGLE, (len(INPUTS),))
    for name, (width, before) in LAYERS.items():
        inputs = sum(arrays[f"{other}.scale"].size for other in before)
        outputs = arrays[f"{name}.scale"].size
        rows = width * (inputs or _WORD_VECTOR + shape_width + letters)
        yield f"{name}.weight", (_BYTES, (rows, outputs))
        yield f"{name}.scale", (_SINGLE, (outputs,))
        yield f"{name}.offset", (_SINGLE, (outputs,))
        yield f"{name}.steps", (_SINGLE, (outputs,))
    yield "gate", (_BYTES, (arrays["first.scale"].size,))
    yield "gate_scale", (_SINGLE, (2,))
    answers = arrays["answers.bias"].size
    if answers <= 2 * heads * tags:
        raise ValueError(f"array answers.bias has {answers} answers of {heads} heads")
    yield "answers.weight", (_BYTES, (outputs, answers))
    yield "answers.scale", (_SINGLE, (answers,))
    yield "answers.bias", (_SINGLE, (answers,))
    yield "calibration", (_SINGLE, (heads, 2))
