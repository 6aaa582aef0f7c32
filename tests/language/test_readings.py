"""Readings are pymorphy3's, however they are come by."""

from __future__ import annotations

from functools import lru_cache

import pymorphy3_dicts_ru
import pytest
from pymorphy3 import MorphAnalyzer
from pymorphy3.lang.ru.config import KNOWN_PREFIXES

from ruentities.language.morphology import every_form, known_readings, readings
from ruentities.language.tables import table
from tests.work import calls

DECLINED = {"NOUN", "ADJF", "PRTF"}
# Known words and guesses, prefixes, hyphens, ё, numbers, words that do not change.
WORDS = """
    реке дороги мостом сторожа Вёшенской Королёва Петра Ольгою Кузнецовых Седых Шевченко пальто
    сверхновой псевдонаукой экс-чемпиону Нью-Йорке Ростову-на-Дону Йошкар-Олы полулетаргией
    Брындоцким Гримальдеевой двадцатого третьей ВВЦ МЧСника старейшему детьми людей
    Травиным-Бежецким Сахно-Дуловым Ачинско-Боготольского
""".split()


@lru_cache(maxsize=1)
def analyzer() -> MorphAnalyzer:
    return MorphAnalyzer(pymorphy3_dicts_ru.get_path(), "ru")


def nominatives_by_inflection(word: str) -> list[str]:
    found = []
    for parse in analyzer().parse(word):
        tag = parse.tag
        if tag.POS in DECLINED:
            wanted = {"nomn", tag.number or "sing"}
            if tag.number == "sing" and tag.gender and "ms-f" not in tag:
                wanted.add(tag.gender)
            inflected = parse.inflect(wanted)
            found.append(inflected.word if inflected else parse.word)
    return found


def unmarked(words: list[str]) -> list[str]:
    return [word.replace("ё", "е") for word in words]


@pytest.mark.parametrize("word", WORDS)
def test_nominatives_are_those_that_inflecting_gives(word: str) -> None:
    found = [
        reading.nominative for reading in readings(word) if reading.part in ("noun", "adjective")
    ]
    assert unmarked(found) == unmarked(nominatives_by_inflection(word))


@pytest.mark.parametrize("prefix", ["гор", "неж", "казн", "перв", "озёр", "ив"])
def test_nominatives_of_dictionary_words(prefix: str) -> None:
    words = {parse.word for parse in analyzer().iter_known_word_parses(prefix)}
    for word in sorted(words)[::25]:
        test_nominatives_are_those_that_inflecting_gives(word)
        assert all(
            reading.known == parse.is_known
            for reading, parse in zip(readings(word), analyzer().parse(word), strict=True)
        )


@pytest.mark.parametrize("word", [*WORDS, "А", "высшему", "далее", "Boeing", "", "ъ" * 100])
def test_known_readings_are_those_that_are_known(word: str) -> None:
    assert known_readings(word) == tuple(one for one in readings(word) if one.known)


@pytest.mark.parametrize(
    "word",
    """
    Брындоцким Гримальдеевой псевдобрындоцкая полулетаргией евроскабееву заскабеевского Резви
    Йошкарова наибрындочайшего поскабеевски Скабёевым Скабеевым Донда ЖК Ц
    Буша-младшего оперативно-поискового 48-летнему Титан-2 вице-премьер-министру евро-брындоцкая
    дом-то брындочка-то по-скабеевски по-брындоцкому жил-был Нью-Брындоцк Ростов-на-Брындочке
    """.split(),
)
def test_guesses_are_those_of_pymorphy3_in_its_order(word: str) -> None:
    """They are made from its tables, without its objects."""
    told = [(one.lemma, round(one.weight, 9), one.known) for one in readings(word)]
    parsed = analyzer().parse(word)
    assert told == [(one.normal_form, round(one.score, 9), one.is_known) for one in parsed]


def test_two_new_words_with_a_hyphen_take_hardly_more_work_than_apart() -> None:
    """Their forms need not all be made: pymorphy3 would make them for each of thirty readings."""
    readings("Кузнецов-Мельник")
    ends = [(one, other) for one in "аоу" for other in "бвгдж"]
    left = [f"Лукобр{one}{other}ов" for one, other in ends]
    right = [f"Шемяр{one}{other}ин" for one, other in ends]
    whole = [f"{one}-{other}" for one, other in zip(left, right, strict=True)]
    apart = sum(calls(analyzer().parse, word) for word in [*left, *right])
    assert sum(calls(readings, word) for word in whole) < 3 * apart


def test_every_form_holds_the_forms_that_a_text_has() -> None:
    forms = every_form(frozenset({"озеро", "море", "шоссе", "набережная"}))
    assert {"озеру", "озер", "моря", "морями", "шоссе", "набережной", "набережных"} <= forms
    assert forms.isdisjoint({"озёр", "Море", "морской", "озерцо"})


def test_prefixes_are_those_by_which_pymorphy3_guesses() -> None:
    with table("prefixes.tsv") as text:
        assert set(text.splitlines()[2:-1]) == set(KNOWN_PREFIXES)


@pytest.mark.parametrize("word", ["хип-хопер", "бутявка-путешественница", "экс-маламут", "bmw"])
def test_every_form_of_an_unknown_word_is_in_its_lexemes(word: str) -> None:
    lexemes = [one.lexeme for one in analyzer().parse(word) if one.normal_form == word]
    assert every_form(frozenset({word})) == {form.word for forms in lexemes for form in forms}
