"""The tables that come with the library, read with a word on what to do when they are damaged."""

from __future__ import annotations

from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# The last line of every table: without it the rest is missing too.
END: Final = "# end"


@contextmanager
def table(name: str) -> Iterator[str]:
    """Give the contents of a table in ``data/`` to those who read it.

    Args:
        name: The file's name.

    Raises:
        ValueError: When the file is missing or cut short, or when reading it failed with one.

    >>> with table("names.tsv") as text:
    ...     "Россия" in text
    True
    """
    path = files("ruentities").joinpath("data", name)
    try:
        text = path.read_text(encoding="utf-8")
        if not text.rstrip().endswith(f"\n{END}"):
            raise ValueError(f"its last line is not {END!r}")
        yield text
    except (OSError, KeyError, ValueError) as error:
        raise ValueError(f"{path} is damaged ({error}): reinstall ruentities") from error
