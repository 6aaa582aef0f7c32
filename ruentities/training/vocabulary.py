"""``python -m ruentities.training.vocabulary``: list the words that have vectors.

Writes ``ruentities/data/vocabulary.npz``, which `ruentities.language.vocabulary` reads, from the
words of Navec (https://github.com/natasha/navec, MIT).
"""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import ruentities
from ruentities.language.vocabulary import Vocabulary
from ruentities.natasha_files import member, opened


def navec_vocabulary() -> Vocabulary:
    """Return the vocabulary of natasha's wheel."""
    with opened("emb/navec_news_v1_1B_250K_300d_100q.tar") as tar:
        packed = member(tar, "vocab.bin")
    content = gzip.decompress(packed)
    count = int.from_bytes(content[:4], "little")
    words = content[4 * (1 + count) :].decode().split("\n")
    # The last two are no words: <unk> and <pad>.
    return Vocabulary.of(words[:-2], zlib.crc32(packed))


if __name__ == "__main__":
    navec_vocabulary().save(Path(ruentities.__file__).parent / "data" / "vocabulary.npz")
