"""Text that can be stored: a lone surrogate has no encoding, in UTF-8 or in JSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator


def storable(text: str, called: str) -> str:
    r"""Return a text that every encoding of Unicode can store.

    Args:
        text: Any text.
        called: What the argument is called, for the error.

    Raises:
        ValueError: When a lone surrogate stands in it.

    >>> storable("\ud800", "text")
    Traceback (most recent call last):
    ValueError: text: lone surrogate '\ud800' at offset 0; decode the source with errors='replace'
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(
            f"{called}: lone surrogate {text[error.start]!r} at offset {error.start}; "
            "decode the source with errors='replace'"
        ) from None
    return text


Text = Annotated[str, AfterValidator(lambda text: storable(text, "text"))]
