"""The one door to the packed files that natasha's wheel carries.

natasha itself is not imported: its package on disk holds the files.
"""

from __future__ import annotations

import gzip
import os
import tarfile
import zlib
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# Bytes of the checksum and the length that a gzip file ends with.
_GZIP_END: Final = 8


def package_file(name: str) -> Path:
    """Return the path of a file in natasha's ``data/``.

    Raises:
        ModuleNotFoundError: When natasha is not installed.
    """
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("natasha is not installed: pip install 'natasha>=1.6'")
    return Path(spec.submodule_search_locations[0]) / "data" / name


@contextmanager
def opened(name: str) -> Iterator[tarfile.TarFile]:
    """Open a file of natasha's; what is wrong with it is told with its name and the cure."""
    path = package_file(name)
    try:
        with tarfile.open(path, "r:") as tar:
            yield tar
    except (OSError, EOFError, LookupError, ValueError, tarfile.TarError, zlib.error) as error:
        raise ValueError(f"{path} is damaged ({error}): reinstall natasha") from error


def lines(tar: tarfile.TarFile, name: str) -> Iterator[str]:
    """Yield the lines of a packed text in an open file."""
    yield from gzip.decompress(member(tar, name)).decode().splitlines()


def member(tar: tarfile.TarFile, name: str) -> bytes:
    """Return the bytes of one member of an open file."""
    file = tar.extractfile(name)
    if file is None:
        raise ValueError(f"{tar.name!r}: {name} is not a file")
    return file.read()


def checksum(tar: tarfile.TarFile, name: str) -> int:
    """Return what tells the content of a packed member from others: the end that gzip gave it.

    That is its CRC-32 and its length, which are read alone.
    """
    file = tar.extractfile(name)
    if file is None:
        raise ValueError(f"{tar.name!r}: {name} is not a file")
    file.seek(-_GZIP_END, os.SEEK_END)
    return int.from_bytes(file.read(_GZIP_END), "little")


def placed(tar: tarfile.TarFile, name: str) -> tuple[Path, int]:
    """Return the path of an open file and where a member begins in it, to be read in part."""
    return Path(str(tar.name)), tar.getmember(name).offset_data
