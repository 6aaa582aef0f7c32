"""Our numpy inference against slovnet's own, over the same weights."""

from __future__ import annotations

import pytest
from navec import Navec
from slovnet import NER, Morph

from ruentities import Extractor
from ruentities.recognition import slovnet as network

WORDS = (
    "Главой МИД РФ остаётся Сергей Лавров , сообщил « Интерфакс » 24 мая . "
    "Ёлкина-Королёва из Йошкар-Олы прилетела в Гааглландию на Boeing-737 !"
).split()


@pytest.fixture(scope="module")
def navec() -> Navec:
    return Navec.load(network._package_file(network._NAVEC))


@pytest.mark.parametrize(
    ("api", "file", "tagger"),
    [
        (NER, network._NER, network.name_tagger),
        (Morph, network._MORPH, network.grammar_tagger),
    ],
)
def test_scores_are_slovnets(api: type, file: str, tagger: object, navec: Navec) -> None:
    infer = api.load(network._package_file(file)).navec(navec).infer  # type: ignore[attr-defined]
    (given,) = infer.encoder([WORDS])
    expected = infer.model(given.word_id, given.shape_id, given.pad_mask)[0][:, 1:]
    assert tagger().scores(WORDS) == pytest.approx(expected, abs=1e-4)  # type: ignore[operator]


def test_blocks_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    words = WORDS * 20
    whole = network.name_tagger().scores(words)
    monkeypatch.setattr(network, "_BLOCK", 100)
    assert network.name_tagger().scores(words) == pytest.approx(whole, abs=1e-4)


def test_frequency_counts_news() -> None:
    assert network.frequency("москва") > network.frequency("небраска") > 0
    assert network.frequency("небраск") == 0
    assert network.frequency("абракадабренко") == 0


def test_each_word_has_its_row_and_no_other_word_has_one() -> None:
    words = [f"{first}{second}" for first in "абвг" for second in "дежзи"]
    rows = network.Rows(words)
    assert [rows.get(word) for word in words] == list(range(len(words)))
    assert [rows.get(word.upper()) for word in words] == [None] * len(words)
    assert network.Rows([]).get("а") is None


def test_a_word_unknown_with_yo_is_looked_up_without() -> None:
    vectors = network.word_vectors()
    assert vectors.rows.get("матвиёнко") is None
    assert vectors.row("Матвиёнко") == vectors.rows.get("матвиенко")
    assert vectors.row("Абракадабрёнко") == vectors.unknown


def test_natashas_model_stays_available_in_its_own_convention() -> None:
    document = Extractor(model="natasha", scheme="flat").extract("Сергей Лавров прилетел в Москву.")
    assert [mention.normal for mention in document.mentions] == ["Сергей Лавров", "Москва"]
    with pytest.raises(ValueError, match=r"natasha.*collection5, not nerel"):
        Extractor(model="natasha", scheme="nerel").extract("Лавров")


def test_a_missing_model_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.npz"):
        Extractor(model="nowhere.npz").extract("Лавров")
