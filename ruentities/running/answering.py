"""Texts answered together: each as if it were alone, but the network reads them at once."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ruentities.recognition.recognize import Recognition
    from ruentities.result.document import Document
    from ruentities.text.segmentation import Tokens

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")

# Characters of a group of texts that no other joins, a thousand words: of 113 articles of
# Collection5 larger groups took as long.
_ENOUGH: Final = 6_000


@dataclass(frozen=True, slots=True)
class Steps:
    """How texts are answered.

    Attributes:
        read: Given what should be a text and what to call it in an error, gives its tokens.
        recognize: Given the tokens of some texts, gives what the model finds in each of them,
            which does not depend on the others.
        document: Given both, gives the document.
    """

    read: Callable[[object, str], Tokens]
    recognize: Callable[[Sequence[Tokens]], Sequence[Recognition]]
    document: Callable[[Tokens, Recognition], Document]


@dataclass(frozen=True, slots=True)
class Failure:
    """A text that gave no document; see ``on_error`` of `ruentities.extract_many`.

    Attributes:
        index: Number of the text among the texts given, from 0.
        error: What was wrong with it.

    >>> from ruentities import extract_many
    >>> [answer] = extract_many([None], on_error="yield")
    >>> answer
    Failure(index=0, error=TypeError('texts[0]: expected str, got NoneType'))
    """

    index: int
    error: Exception


def attempt(steps: Steps, texts: Sequence[tuple[int, object]]) -> Iterator[Document | Failure]:
    """Answer numbered texts together, or say why not, in their order."""
    read = [_outcome(steps.read, text, f"texts[{index}]") for index, text in texts]
    recognized = _recognized(steps, [one for one in read if not isinstance(one, Exception)])
    for (index, _), tokens in zip(texts, read, strict=True):
        found = tokens if isinstance(tokens, Exception) else _document(steps, tokens, recognized)
        yield Failure(index, found) if isinstance(found, Exception) else found


def _document(
    steps: Steps, tokens: Tokens, recognized: deque[Recognition | Exception]
) -> Document | Exception:
    try:
        # Held by nobody else: a long text's is large, and goes when it has been used.
        return steps.document(tokens, _sure(recognized.popleft()))
    except Exception as error:
        return error


def _recognized(steps: Steps, texts: Sequence[Tokens]) -> deque[Recognition | Exception]:
    try:
        return deque(steps.recognize(texts))
    except Exception:
        # For each alone the memory may do.
        return deque(_outcome(lambda one: steps.recognize([one])[0], tokens) for tokens in texts)


def _sure(found: Recognition | Exception) -> Recognition:
    if isinstance(found, Exception):
        raise found
    return found


def _outcome(
    function: Callable[_Arguments, _Result], *arguments: _Arguments.args, **named: _Arguments.kwargs
) -> _Result | Exception:
    try:
        return function(*arguments, **named)
    except Exception as error:
        return error


def next_group(
    numbered: Iterator[tuple[int, object]], size: int
) -> tuple[list[tuple[int, object]], Exception | None]:
    """Read texts to be answered together, and what the source raised instead of going on.

    Args:
        numbered: Numbered texts.
        size: How many there may be.
    """
    group: list[tuple[int, object]] = []
    characters = 0
    try:
        for index, text in islice(numbered, size):
            group.append((index, text))
            characters += len(text) if isinstance(text, str) else 0
            if characters > _ENOUGH:
                break
    except Exception as error:
        return group, error
    return group, None
