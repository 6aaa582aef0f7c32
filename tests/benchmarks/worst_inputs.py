"""Time per character of the worst inputs that we could think of, beside that of news.

The table of docs/developers/reliability.md: python -m tests.benchmarks.worst_inputs

Every input is read in a fresh process that has read one short text, in several rounds with other
invented words: *new* is the first reading, *known* the second, of the same text, whose words are in
the caches by then; *longer* is a text five times as long, read once, its words new. Each is given
in microseconds per character and as a multiple of the same reading of as much news. Seconds of the
processor, the best of all rounds.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from tqdm import tqdm

from ruentities import extract
from ruentities.evaluation.speed.stages import in_fresh_process
from tests.made_up import article, word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST = 20  # times the time of news
_LONGER = 5  # times as long
_SHOWN = 20
_NEWS = "news"
_LETTERS = "абвгдежзиклмнопрстуфхцчшыьэюя"

# Over and over. {New} is a word of four syllables that is invented each time, {Xxx} one of as many
# letters; all capitals or none as written.
PIECES = {
    "opening quotes": "«",
    "closing quotes": "»",
    "straight quotes": '"',
    "quotes of all kinds": "«»\"'„“",
    "quotes in quotes, never closed": "«Рога ",
    "brackets": "(",
    "quotes and brackets": "«(((((",
    "brackets in a name": "Союз ({New} ((( ",
    "initials": "А. А. А. ",
    "initials and a new surname": "А. А. {New}ов ",
    "one person": "Приехал Пётр Иванов. ",
    "one name, nothing else": "Пётр Иванов ",
    "new people": "{New}ов {New}. ",
    "new people of one first name": "Иван {New}нов. ",
    "first names and full names": "Иван, Иван {New}нов, ",
    "new companies": "Компания «{New}». ",
    "new ministries": "Министерство {New}ии ",
    "new streets": "{New}ская улица ",
    "names with commas": "{New}нов, ",
    "names with «и»": "{New}нов и ",
    "short names with «и»": "{Xxxx} и ",
    "short names and slashes": "/ {Xxxx} ",
    "initials and short names with a hyphen": "А.А.{Xxxx}-{Xxxx}",
    "coordinated names": "Иван и Пётр {New}новы, ",
    "apposition": "директор завода {New} ",
    "a genitive after a genitive": "Министерство обороны ",
    "one sentence without an end": "Иван {New}нов, который приехал в {New} и сказал, что ",
    "one word": "Абв",
    "one word of hyphens": "Иван-",
    "new words with hyphens": "{New}-{New}-{New} ",
    "all capitals": "{NEW} СКАЗАЛ {NEW}НОВУ. ",
    "all lower case": "{new} сказал {new}нову. ",
    "two scripts in a word": "Мoсква Moсква ",
    "two scripts, letter by letter": "аa",
    "combining marks": "\u0301",
    "stress marks": "Пу\u0301тин ",
    "zero-width signs": "П\u200bу\u200bтин ",
    "zero-width signs and spaces": "\u200b ",
    "controls": "Иван\x00Петров ",
    "addresses": "http://example.org/{New} ",
    "mail": "{New}@example.org ",
    "signs of mail": "a@",
    "dots of mail": "a.a.@ ",
    "a table": "{New}\t{New}\t12\n",
    "a list": "- {New}\n",
    "abbreviations": "МИД ФСБ МВД ООН ",
    "new abbreviations": "{XXXX} ",
    "line breaks": "\n",
    "spaces": " ",
    "digits": "1",
    "numbers": "1 .2 ",
    "pictograms": "🔥",
    "names and pictograms": "Путин🔥",
    "HTML": "<p><b>{New}</b>&nbsp;&laquo;{New}&raquo;</p>",
    "tags never closed": "<a",
    "references never closed": "&amp",
    "slashes": "/",
    "smiles": ":)",
    "letters": "{x} ",
    "words of two letters": "{xx} ",
    "words of eight letters": "{xxxxxxxx} ",
    "words of fifty letters": f"{{{'x' * 50}}} ",
    "Chinese": "中文",
    "Arabic": "مرحبا ",
}
SHAPES: dict[str, Callable[[random.Random, int], str]] = {
    "quotes in quotes": lambda _, length: "«Рога " * (length // 8) + "» " * (length // 8),
    "any characters": lambda seed, length: "".join(
        chr(seed.choice([seed.randrange(0x20, 0x3000), seed.randrange(0x10000, 0x1FFFF)]))
        for _ in range(length)
    ),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Microseconds per character of an input.

    Attributes:
        new: When its words are new.
        known: When they are known.
        long: Of a longer one, whose words are new.
    """

    new: float
    known: float
    long: float


def made(name: str, seed: random.Random, length: int) -> str:
    """An input of a length, or a little longer."""
    if name in SHAPES:
        return SHAPES[name](seed, length)
    if name == _NEWS:
        return _repeated(lambda: f"{article(seed)}\n\n", length)
    piece = PIECES[name]
    if "{" in piece:
        return _repeated(lambda: _filled(piece, seed), length)
    return piece * (length // len(piece) + 1)


def _repeated(make: Callable[[], str], length: int) -> str:
    pieces = []
    while length > 0:
        pieces.append(make())
        length -= len(pieces[-1])
    return "".join(pieces)


def _filled(piece: str, seed: random.Random) -> str:
    def fill(match: re.Match[str]) -> str:
        like = match[1]
        letters = "".join(seed.choices(_LETTERS, k=len(like)))
        new = letters if "x" in like.lower() else word(seed)
        return new.upper() if like.isupper() else new.lower() if like.islower() else new.title()

    return re.sub(r"\{(\w+)\}", fill, piece)


def measure(name: str, length: int, rounds: int) -> Cost:
    """Read an input, in this process."""
    extract("Пушкин")
    new, known = [], []
    for number in range(rounds):
        text = made(name, random.Random(number), length)
        new.append(_microseconds(text))
        known.append(_microseconds(text))
    long = made(name, random.Random(rounds), _LONGER * length)
    return Cost(min(new), min(known), _microseconds(long))


def _microseconds(text: str) -> float:
    start = time.process_time()
    extract(text)
    return (time.process_time() - start) / len(text) * 1e6


def table(costs: dict[str, Cost]) -> str:
    """The worst inputs as Markdown, the worst first."""
    news = costs[_NEWS]
    rows = [
        "| input | new, µs | × news | known, µs | × news | longer, µs | × news |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    ranked = sorted(costs.keys() - {_NEWS}, key=lambda name: -_times(costs[name], news))
    for name in [*ranked[:_SHOWN], _NEWS]:
        pairs = zip(astuple(costs[name]), astuple(news), strict=True)
        cells = (f"{cost:.1f} | {cost / usual:.1f}" for cost, usual in pairs)
        rows.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _times(cost: Cost, news: Cost) -> float:
    return max(cost.new / news.new, cost.known / news.known, cost.long / news.long)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.worst_inputs",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--characters", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--input", action="append", choices=[*PIECES, *SHAPES], metavar="NAME")
    options = parser.parse_args(arguments)
    names = [_NEWS, *(options.input or [*PIECES, *SHAPES])]
    costs = {}
    for name in tqdm(names, unit="input", disable=None):
        costs[name] = in_fresh_process(measure, name, options.characters, options.rounds)
    print(f"{options.characters:,} characters, best of {options.rounds} rounds.\n\n{table(costs)}")
    news = costs.pop(_NEWS)
    worst = max(_times(cost, news) for cost in costs.values())
    print(f"\nOf {len(costs)} inputs the worst takes {worst:.1f} times as long as news.")
    return int(worst > MOST)


if __name__ == "__main__":
    sys.exit(main())
