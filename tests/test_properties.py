"""What holds for any text whatever: no exception, exact offsets, whole round trips, linear time."""

from __future__ import annotations

import pickle
import random
import time
from cProfile import Profile
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruentities import Document, Extractor, Lexicon, Scheme, extract

SCHEMES: tuple[Scheme, ...] = ("full", "flat")
EXTRACTORS = {scheme: Extractor(scheme=scheme) for scheme in SCHEMES}

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

words = st.sampled_from(WORDS)
pieces = st.one_of(words, words, st.sampled_from(SIGNS), st.characters(exclude_categories=["Cs"]))
soups = {
    "any": st.text(max_size=200),
    "signs": st.lists(st.sampled_from(SIGNS), max_size=40).map("".join),
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
}


def check(document: Document, text: str) -> None:
    assert document.text == text
    mentions = document.mentions
    places = [(mention.start, mention.end) for mention in mentions]
    assert len(set(places)) == len(places), "two mentions in one place"
    for mention in mentions:
        assert mention.text == text[mention.start : mention.end]
        assert mention.text == mention.text.strip()
        assert mention.normal == mention.normal.strip() != ""
    for outer, inner in combinations(mentions, 2):
        crossed = outer.start < inner.start < outer.end < inner.end
        assert not crossed, f"{outer.text!r} crosses {inner.text!r}"
    for mention in mentions:
        inside = any(
            other.start <= mention.start and mention.end <= other.end
            for other in mentions
            if other is not mention
        )
        assert mention.nested == inside, f"{mention.text!r}: nested is {mention.nested}"
    ids = [entity.id for entity in document.entities]
    assert len(set(ids)) == len(ids)
    for entity in document.entities:
        assert entity.id.startswith(entity.type)
        starts = [mention.start for mention in entity.mentions]
        assert starts == sorted(starts)
        assert entity.name not in entity.aliases
    firsts = [entity.mentions[0].start for entity in document.entities]
    assert firsts == sorted(firsts)
    assert Document.model_validate_json(document.model_dump_json()) == document
    assert Document.model_validate(document.model_dump()) == document
    assert pickle.loads(pickle.dumps(document)) == document
    assert document.replace(lambda mention, entity: mention.text) == text
    assert len(document.to_records()) == len(mentions)
    assert document.to_html()


@pytest.mark.parametrize("kind", soups)
def test_any_text(kind: str) -> None:
    @given(text=soups[kind], scheme=st.sampled_from(SCHEMES))
    @settings(deadline=None, max_examples=40)
    def holds(text: str, scheme: Scheme) -> None:
        document = EXTRACTORS[scheme].extract(text)
        check(document, text)
        assert EXTRACTORS[scheme].extract(text) == document
        assert scheme == "full" or not any(mention.nested for mention in document.mentions)

    holds()


@given(
    names=st.lists(
        st.one_of(
            st.lists(words, min_size=1, max_size=3).map(" ".join),
            st.sampled_from(SIGNS),
            st.text(max_size=6),
        ),
        min_size=1,
        max_size=3,
    ),
    text=soups["spaced"],
)
@settings(deadline=None, max_examples=40)
def test_any_lexicon(names: list[str], text: str) -> None:
    try:
        lexicon = Lexicon.model_validate(
            [{"name": name, "type": "ORG", "aliases": [name]} for name in names]
        )
    except ValueError:
        return
    text = f"{text} {names[0]}"
    check(Extractor(lexicon=lexicon).extract(text), text)


NASTY = {
    "empty": "",
    "a letter that Unicode gives no name": "a\U00017000",
    "blank": "  \n",
    "no space": "Абв" * 33_334,
    "capitals": "А" * 100_000,
    "a word of hyphens": "Иван-" * 20_000,
    "combining marks": "а" + "\u0301" * 100_000,
    "opening quotes and brackets": "«(((((" * 1_000,
    "one bracket deep": "«(((((",
    "initials": "А. " * 50_000,
    "opening quotes": "«" * 100_000,
    "closing quotes": "»" * 100_000,
    "straight quotes": '"' * 100_000,
    "quotes in a quote": "«Рога " * 10_000,
    "tags": "<a" * 50_000,
    "references": "&amp" * 25_000,
    "line breaks": "\n" * 100_000,
    "one name": "МИД " * 10_000,
    "exclamations": "!" * 1_000_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_nasty_text(text: str) -> None:
    document = extract(text)
    assert document.text == text
    for mention in document.mentions:
        assert text[mention.start : mention.end] == mention.text


def invented(seed: random.Random) -> str:
    """A surname that hardly another call returns."""
    syllables = ["ва", "бо", "ку", "ди", "ме", "ло", "ра", "ни", "со", "ту", "ше", "гри", "ста"]
    return "".join(seed.choices(syllables, k=4)).capitalize() + seed.choice(["нов", "син", "цов"])


TEMPLATES = {
    "news": (
        "Накануне весь день шёл дождь, и к вечеру вода в реке заметно поднялась, так что движение "
        "по нижней набережной пришлось закрыть. Автобусы пошли в объезд, через старый мост, а "
        "пешеходов пускали по одному и только в сапогах. {name} обещал, что к утру всё откроют, "
        "и уехал в {name}ск. К ночи вода стала спадать, дождь кончился, и люди вернулись домой.\n"
    ),
    "people with one first name": "Выступил Иван {name}. ",
    "one person": "Приехал Пётр Иванов. Иванов и Иванов. ",
    "initials": "А. Б. {name} и В. Г. {name}. ",
    "quoted names": "Компания «{name}» и Министерство обороны {name}ии. ",
    "links": "Иван Петров открыл http://example.org/{name} вчера. ",
}


def filled(template: str, length: int) -> str:
    seed = random.Random(length)
    text = ""
    while len(text) < length:
        text += template.format(name=invented(seed))
    return text


@pytest.mark.slow
def test_time_is_linear_in_length() -> None:
    extract("Пушкин")
    costs = []
    for length in (100_000, 1_000_000):
        text = filled(TEMPLATES["news"], length)
        begun = time.process_time()
        extract(text)
        costs.append((time.process_time() - begun) / length)
    assert costs[1] < 3 * costs[0]


@pytest.mark.slow
@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_work_is_linear_in_length(template: str) -> None:
    """Calls are counted, not seconds: a noisy machine does not change them."""
    extract("Пушкин")
    costs = []
    for length in (5_000, 40_000):
        text = filled(template, length)
        profile = Profile()
        profile.runcall(extract, text)
        costs.append(sum(entry.callcount for entry in profile.getstats()) / length)
    assert costs[1] < 1.5 * costs[0]
