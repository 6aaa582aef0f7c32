"""What a lexicon costs texts that hold none of its names.

Run it as ``python -m tests.benchmarks.lexicon_cost FOLDER [COUNT]``, a folder of texts and how many
of them to read. Each line is a lexicon: of names that have nothing in common, or that all begin
with a word that the texts have. It is written so that it also runs with an earlier version of
the library: ``cd EARLIER && python .../lexicon_cost.py FOLDER``.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, "")  # the version in the working folder

from ruentities import Extractor, Lexicon

SIZES = (1_000, 20_000)
# How often each text is read, by turns with and without a lexicon; the fastest counts.
PASSES = 6
COMMON = "Завод"


def invented(seed: random.Random) -> str:
    syllables = (seed.choice("бвгджзклмнпрст") + seed.choice("аеиоу") for _ in range(4))
    return ("".join(syllables) + seed.choice(["н", "вич", "рск", "лия"])).capitalize()


def lexicon(size: int, *, alike: bool) -> Lexicon:
    seed = random.Random(size)
    names = {invented(seed): None for _ in range(2 * size)}
    prefix = f"{COMMON} " if alike else ""
    return Lexicon([{"name": prefix + name, "type": "ORG"} for name in list(names)[:size]])


def seconds(extractor: Extractor, text: str) -> float:
    start = time.process_time()
    extractor.extract(text)
    return time.process_time() - start


def main(folder: str, count: int = 300) -> None:
    paths = sorted(Path(folder).glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths[:: max(1, len(paths) // count)]]
    texts = [f"{text}\n{COMMON} работает." for text in texts]
    plain = Extractor()
    for alike in (False, True):
        for size in SIZES:
            own = Extractor(lexicon=lexicon(size, alike=alike))
            begun = time.process_time()
            own.extract("Тихо.")
            ready = time.process_time() - begun
            without = with_ = 0.0
            for text in texts:
                costs = [(seconds(plain, text), seconds(own, text)) for _ in range(PASSES)]
                fastest = [min(column) for column in zip(*costs, strict=True)]
                without, with_ = without + fastest[0], with_ + fastest[1]
            print(
                f"{'alike' if alike else 'unlike':6} {size:6,}: {without / len(texts) * 1e3:.2f} ms"
                f" a text without, {with_ / len(texts) * 1e3:.2f} with,"
                f" {with_ / without - 1:+.1%}; ready in {ready:.1f} s"
            )


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]))
