"""How much is remembered of words and names: the bounds of the caches.

What full caches take is paid by every process that has read long enough; what they do not hold is
made again. Twice these bounds save 1 % of the time of 20,000 news texts in a row and take half as
much memory again: ``python -m tests.benchmarks.caches`` tells what other bounds bring. The words
and names of a hundred articles fit into each, so that all are known when these are read again.
"""

from __future__ import annotations

from functools import partial, update_wrapper
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Question = TypeVar("Question", bound="Hashable")
Answer = TypeVar("Answer")

# What nearly every word is asked: its readings, its key to be compared by.
EVERY_WORD: Final = 16_000
# Any other question about a word, whose answer is hardly larger than the word.
WORDS: Final = 8_000
# What hardly comes back: a word that no dictionary holds is read once, for its name.
RARE_WORDS: Final = 2_000
# What a name of some type can turn out to be, and each of its words.
NAMES: Final = 10_000
# What linking makes of a name, and of two of them.
LINKED: Final = 4_000

_UNKNOWN: Final[Any] = object()


class Answers(dict[Question, Answer], Generic[Question, Answer]):
    """What a function of one argument has answered.

    An entry takes 30 bytes, of `functools.lru_cache` a hundred, and is looked up in less time.
    What was not asked for while half of the bound's answers were made or looked up again is
    forgotten, so that half of the bound is kept for sure.

    Args:
        function: The function.
        bound: How many answers are kept at most.
    """

    def __init__(self, function: Callable[[Question], Answer], bound: int) -> None:
        self.function = function
        self.bound = bound
        self._older: dict[Question, Answer] = {}

    def __missing__(self, question: Question) -> Answer:
        answer: Answer = self._older.pop(question, _UNKNOWN)
        if answer is _UNKNOWN:
            answer = self.function(question)
        if len(self) >= self.bound // 2:
            self._older = dict(self)
            self.clear()
        self[question] = answer
        return answer


def remembered(
    bound: int,
) -> Callable[[Callable[[Question], Answer]], Callable[[Question], Answer]]:
    """Return a decorator that keeps the last answers of a function of one argument.

    Args:
        bound: How many at most.

    >>> @remembered(1_000)
    ... def letters(word: str) -> int:
    ...     return len(word)
    >>> letters("Тула"), letters("Тула")
    (4, 4)
    """

    def remember(function: Callable[[Question], Answer]) -> Callable[[Question], Answer]:
        # No function of Python's is called for what is known.
        return update_wrapper(partial(Answers(function, bound).__getitem__), function)

    return remember
