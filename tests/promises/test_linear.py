"""Rules take work in proportion to the text, whatever the text and whatever the model found."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from ruentities.language.lexicon import Lexicon
from ruentities.recognition.casing import restore_case
from ruentities.recognition.models import GRAMMEMES, TAGS
from ruentities.recognition.recognize import Recognition
from ruentities.repair.own_names import OwnNames
from ruentities.repair.rules import repair
from ruentities.text.segmentation import tokenize
from ruentities.text.spans import Span
from tests.work import calls

if TYPE_CHECKING:
    from ruentities.text.segmentation import Tokens

pytestmark = pytest.mark.slow

SYLLABLES = "ва бо ку ди ме ло ра ни со ту ше гри ста".split()

# A piece of text, over and over; {name} is another name each time. In brackets what the model
# finds, as a type and a text.
SHAPES = {
    "one name": "[PER Пётр Иванов] видел [ORG МИД]. ",
    "one name, missed again": "[PER Пётр Иванов] видел Иванова. ",
    "names": "[PER {name}] видел {name}. ",
    "names of several words": "[ORG Союз {name}] и Союз {name}. ",
    "people with one first name": "[PER Иван {name}]. Иван. Иван {name}. ",
    "first names before a capital": "[PER Иван {name}]. [PER Иван] Союз. ",
    "bodies with one first word": "Министерство [LOC {name}]. Министерство обороны. ",
    "a place after every body": "[ORG Министерство обороны] [LOC {name}]. ",
    "initials": "А. Б. {name}, [PER В. Г. {name}], А. А. А. ",
    "quotes": "«{name}» и [ORG «{name}] и «[ORG Рога] ",
    "brackets": "[ORG Союз ({name}] ((( ",
    "addresses": "http://{name}.ru [ORG {name}] и a.b.c.d@{name} ",
    "streets": "{name}ская улица и Тверская улица ",
    "shouted": "{name} И МИД РФ\n\n",
    "quotes never closed": "ООО «[ORG {name}] ",
    "dots": "a.a.a.a.a.a.a.a.a.a.",
}
SHAPES["dots"] = "@ " + SHAPES["dots"] * 10


def invented(seed: random.Random) -> str:
    return "".join(seed.choices(SYLLABLES, k=4)).capitalize() + seed.choice(["нов", "син", "цов"])


def found(shape: str, pieces: int) -> tuple[Tokens, Recognition]:
    """The tokens of a shape, and what the model is said to have found in it."""
    seed = random.Random(pieces)
    text = ""
    borders: list[tuple[int, int, Any]] = []
    for _ in range(pieces):
        piece = shape
        while "{name}" in piece:
            piece = piece.replace("{name}", invented(seed), 1)
        for number, part in enumerate(piece.replace("]", "[").split("[")):
            if number % 2:
                kind, _, words = part.partition(" ")
                borders.append((len(text), len(text) + len(words), kind))
                part = words
            text += part
    tokens = restore_case(tokenize(text))
    starts = {offset: number for number, offset in enumerate(tokens.starts)}
    ends = {offset: number + 1 for number, offset in enumerate(tokens.ends)}
    spans = [
        Span(starts[start], ends[end], kind, seed.choice([0.6, 0.85, 0.95]))
        for start, end, kind in borders
    ]
    chances = np.zeros((len(tokens), len(TAGS)))
    return tokens, Recognition(
        spans, [], np.arange(len(tokens)), chances, np.zeros((len(tokens), len(GRAMMEMES)))
    )


OWN = OwnNames(
    Lexicon(
        [{"name": f"Рога {invented(random.Random(seed))}", "type": "ORG"} for seed in range(200)]
    )
)


@pytest.mark.parametrize("own", [None, OWN], ids=["", "lexicon"])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_repair(shape: str, own: OwnNames | None) -> None:
    costs = []
    for pieces in (100, 200, 1_600):  # the first for what is loaded once
        tokens, recognition = found(shape, pieces)
        costs.append(calls(repair, tokens, recognition, "full", own) / pieces)
    assert costs[2] < 2 * costs[1]
