"""How much is remembered of words and names: the bounds of the caches.

What full caches take is paid by every process that has read long enough; what they do not hold is
made again. Twice these bounds save 1 % of the time of 20,000 news texts in a row and take half as
much memory again: ``python -m tests.benchmarks.caches`` tells what other bounds bring. The words
and names of a hundred articles fit into each, so that all are known when these are read again.
"""

from __future__ import annotations

from typing import Final

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
