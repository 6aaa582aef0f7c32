"""``python -m ruentities.training.vocabulary``: list the words that have vectors and their counts.

Writes ``ruentities/data/vocabulary.npz``, which `ruentities.language.vocabulary` reads, from the
words of Navec (https://github.com/natasha/navec, MIT).
"""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np

import ruentities
from ruentities.language.vocabulary import Vocabulary
from ruentities.natasha_files import checksum, member, opened


def navec_vocabulary() -> Vocabulary:
    """Return the vocabulary of natasha's wheel."""
    with opened("emb/navec_news_v1_1B_250K_300d_100q.tar") as tar:
        content = gzip.decompress(member(tar, "vocab.bin"))
        source = checksum(tar, "vocab.bin")
    # Their number and their counts come first, then the words themselves.
    count = int.from_bytes(content[:4], "little")
    counts = np.frombuffer(content, "<u4", count, offset=4)
    words = content[4 * (1 + count) :].decode().split("\n")
    # The last two are no words: <unk> and <pad>.
    return Vocabulary.of(words[:-2], counts, source)


if __name__ == "__main__":
    navec_vocabulary().save(Path(ruentities.__file__).parent / "data" / "vocabulary.npz")
