"""What the library is fed with: texts of every kind, lexicons, documents as JSON, spoiled."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import strategies as st

from ruentities import extract
from tests.paths import DOCS

WORDS = """
    Сергей Лавров Лаврова Анна Ивановой Салтыков-Щедрин Ким Чен Ын Ольги Королёвой бен аль фон
    оглы Москва Москве РФ США Россия России Донецкой Новосибирск Нью-Йорка ООН МИД СБ НАТО
    Министерство обороны Верховный суд партия компания газета агентство ООО ПАО Газпром нефть РИА
    Новости Единая и в на с из о что сказал приехала году российский президент глава 2004 XXI
""".split()
SIGNS = [
    *"«»“”„\"'‘’()[]{}<>.,:;!?…-–—/\\&#@*_=+|~`^%$№§",
    *" \n\r\t\x0b\x0c\x00\x1b\x7f\x85\u00a0\u00ad\u2028\u2029\ufeff",
    *"\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202e\u2066\u2069\u061c\ufe0f",
    *"\u0301\u0300\u0306\u0308\u0483\u20e3",
    *"🔥😀🇷🇺👩\u200d🚀ёЁйЙAaCcOoΑΩאع中の١٢ⅣﬁǅİßΣ",
    *["</b>", "<br>", "<p>", "<!--", "&nbsp;", "&laquo;", "&#1040;", "&#0;", "&#xD800;", "&amp;"],
    *["http://a.ru/б", "a@b.ru", "\r\n\r\n", "...", "А.", "А.С.", "Дж.", " - ", ", "],
]
SENTENCES = [
    sentence
    for line in (DOCS / "news.jsonl").read_text(encoding="utf-8").splitlines()
    for sentence in re.split(r"(?<=[.!?»])\s+", json.loads(line)["text"])
]

words = st.sampled_from(WORDS)
signs = st.sampled_from(SIGNS)
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
# Of one strategy for both, st.text would choose by their numbers: hardly ever a surrogate.
with_surrogates = st.lists(
    st.one_of(st.characters(), st.characters(categories=["Cs"])), max_size=20
).map("".join)
pieces = st.one_of(words, words, signs, st.characters(exclude_categories=["Cs"]))


@st.composite
def spoiled_news(draw: st.DrawFn) -> str:
    """Sentences of news with pieces put in, left out, doubled, shouted or moved."""
    text = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join))
    for _ in range(draw(st.integers(0, 5))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        end = min(end, start + 30)
        left, cut, right = text[:start], text[start:end], text[end:]
        change = draw(st.sampled_from(["put in", "left out", "doubled", "shouted", "moved"]))
        if change == "put in":
            text = f"{left}{draw(pieces)}{cut}{right}"
        elif change == "left out":
            text = left + right
        elif change == "doubled":
            text = left + cut * 2 + right
        elif change == "shouted":
            text = left + draw(st.sampled_from([cut.upper(), cut.lower(), cut.title()])) + right
        else:
            text = f"{left}{right} {cut}"
    return text


soups = {
    "any": any_text,
    "signs": st.lists(signs, max_size=40).map("".join),
    "glued": st.lists(pieces, max_size=40).map("".join),
    "spaced": st.lists(pieces, max_size=40).map(" ".join),
    "quotes": st.lists(st.sampled_from([*"«»“”„\"'()[] ", *WORDS[:30]]), max_size=40).map("".join),
    "initials": st.lists(
        st.sampled_from(["А.", "Б. ", "Дж. ", "А", ".", " ", "-", ", ", "\n", *WORDS[:8]]),
        max_size=40,
    ).map("".join),
    "sentences": st.lists(
        st.lists(words, min_size=1, max_size=12).map(lambda found: " ".join(found) + "."),
        max_size=3,
    ).map(" ".join),
    "shouted": st.lists(words, max_size=20).map(lambda found: " ".join(found).upper()),
    "whispered": st.lists(words, max_size=20).map(lambda found: " ".join(found).lower()),
    "news": spoiled_news(),
}
texts = st.one_of(*soups.values())
names = st.one_of(
    st.lists(words, min_size=1, max_size=3).map(" ".join), signs, any_text, with_surrogates
)
types = st.sampled_from(["PER", "ORG", "LOC"])
entries = st.fixed_dictionaries(
    {"name": names, "type": types}, optional={"aliases": st.lists(names, max_size=2)}
)

_VALUES = st.one_of(
    st.sampled_from(
        [None, True, -1, 0, 1, 2**63, 10**30, 0.5, 1.5, -0.0, 1e308, float("nan"), float("inf")]
    ),
    st.sampled_from(["", " ", "PER", "LOC", "ORG1", "Q1", "Q1\n", "Q٣", "RU", "masc", "gent", "."]),
    st.sampled_from(["\ud800", "<script>alert(1)</script>", '" onclick="x', "--><b>", "\x00"]),
    names,
    st.builds(list),
    st.builds(dict),
)


@st.composite
def spoiled_json(draw: st.DrawFn) -> str:
    """A document as JSON with some values changed, left out, doubled or exchanged."""
    text = draw(st.one_of(soups["news"], soups["sentences"], soups["quotes"]))
    content: dict[str, Any] = {"document": json.loads(extract(text).model_dump_json())}
    for _ in range(draw(st.integers(0, 3))):
        places = list(_places(content))
        container, key = draw(st.sampled_from(places))
        other, other_key = draw(st.sampled_from(places))
        value = container[key]
        change = draw(st.sampled_from(["set", "moved", "left out", "doubled", "exchanged"]))
        if change == "moved" and isinstance(value, int):
            container[key] = value + draw(st.sampled_from([-2, -1, 1, 2, 10]))
        elif change == "left out" and container is not content:
            del container[key]
        elif change == "doubled" and isinstance(container, list):
            container.insert(0, value)
        elif change == "exchanged":
            # A copy, lest something come to hold itself.
            container[key] = json.loads(json.dumps(other[other_key]))
        else:
            container[key] = draw(_VALUES)
    source = json.dumps(content.get("document"), ensure_ascii=draw(st.booleans()))
    if draw(st.integers(0, 9)) == 0:
        place = draw(st.integers(0, len(source)))
        source = source[:place] + draw(pieces) + source[place + draw(st.integers(0, 3)) :]
    return source


def _places(container: Any) -> Any:
    """Every container and key at which a value can be put, however deep."""
    keys = container if isinstance(container, dict) else range(len(container))
    for key in keys:
        yield container, key
        if isinstance(container[key], (dict, list)):
            yield from _places(container[key])
