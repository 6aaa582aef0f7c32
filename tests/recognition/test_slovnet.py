"""Our numpy inference against slovnet's own, over the same weights."""

from __future__ import annotations

import pytest
from navec import Navec
from slovnet import NER, Morph

from ruentities import Extractor
from ruentities.language import vectors
from ruentities.natasha_files import package_file
from ruentities.recognition import slovnet

WORDS = (
    "Главой МИД РФ остаётся Сергей Лавров , сообщил « Интерфакс » 24 мая . "
    "Ёлкина-Королёва из Йошкар-Олы прилетела в Гааглландию на Boeing-737 !"
).split()


@pytest.fixture(scope="module")
def navec() -> Navec:
    return Navec.load(package_file(vectors._NAVEC))


@pytest.mark.parametrize(
    ("api", "file", "tagger"),
    [
        (NER, slovnet._NER, slovnet.name_tagger),
        (Morph, slovnet._MORPH, slovnet.grammar_tagger),
    ],
)
def test_scores_are_slovnets(api: type, file: str, tagger: object, navec: Navec) -> None:
    infer = api.load(package_file(file)).navec(navec).infer  # type: ignore[attr-defined]
    (given,) = infer.encoder([WORDS])
    expected = infer.model(given.word_id, given.shape_id, given.pad_mask)[0][:, 1:]
    assert tagger().scores(WORDS) == pytest.approx(expected, abs=1e-4)  # type: ignore[operator]


def test_blocks_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    words = WORDS * 20
    whole = slovnet.name_tagger().scores(words)
    monkeypatch.setattr(slovnet, "_BLOCK", 100)
    assert slovnet.name_tagger().scores(words) == pytest.approx(whole, abs=1e-4)


def test_natashas_model_stays_available_in_its_own_convention() -> None:
    document = Extractor(model="natasha", scheme="flat").extract("Сергей Лавров прилетел в Москву.")
    assert [mention.normal for mention in document.mentions] == ["Сергей Лавров", "Москва"]
    with pytest.raises(ValueError, match=r"natasha.*collection5, not nerel"):
        Extractor(model="natasha", scheme="nerel").extract("Лавров")


def test_a_missing_model_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.npz"):
        Extractor(model="nowhere.npz").extract("Лавров")
