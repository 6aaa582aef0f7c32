"""The hand-written names of ``tests/cases/declensions`` and others, from and into six cases."""

from __future__ import annotations

import re

import pytest

from ruentities import extract, inflect, normalize
from ruentities.evaluation.declensions import Declension, main, read_declensions
from ruentities.kinds import CASES
from tests.paths import CASE_FILES

FOLDER = CASE_FILES / "declensions"
LATER = FOLDER.with_name("declensions-later")
THIRD = FOLDER.with_name("declensions-third")
FOURTH = FOLDER.with_name("declensions-fourth")
FIFTH = FOLDER.with_name("declensions-fifth")
SIXTH = FOLDER.with_name("declensions-sixth")
HARD = FOLDER.with_name("declensions-hard")
EXPECTED = (FOLDER, THIRD, FOURTH, FIFTH, SIXTH, HARD)
NAMES = [name for folder in EXPECTED for name in read_declensions(folder)]
KNOWN_FAILURES = [
    line
    for folder in EXPECTED
    for line in folder.joinpath("known-failures.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def parameters(what: str) -> list[object]:
    """Each form of each name once, known failures marked."""
    found = {}
    for name in NAMES:
        for case, form, telling in zip(CASES, name.forms, name.telling, strict=True):
            key = f"{what} {name.name} {case}" if what == "inflect" else f"{what} {form}"
            marks = [pytest.mark.xfail(strict=True)] if key in KNOWN_FAILURES else []
            if telling or what == "inflect":
                found[key] = pytest.param(name, case, form, id=key, marks=marks)
    return list(found.values())


@pytest.mark.parametrize(("name", "case", "form"), parameters("normalize"))
def test_normalize(name: Declension, case: str, form: str) -> None:
    assert normalize(form, name.type).name == name.name


@pytest.mark.parametrize(("name", "case", "form"), parameters("inflect"))
def test_inflect(name: Declension, case: str, form: str) -> None:
    assert inflect(name.name, name.type, case, name.gender) == form  # type: ignore[arg-type]


def test_known_failures_are_cases() -> None:
    keys = {parameter.id for what in ("normalize", "inflect") for parameter in parameters(what)}  # type: ignore[attr-defined]
    assert set(KNOWN_FAILURES) <= keys


def test_list_is_large_and_of_all_kinds() -> None:
    forms = {(name.type, form) for name in NAMES for form in name.forms if form != name.name}
    counts = {kind: sum(one == kind for one, _ in forms) for kind in ("PER", "LOC", "ORG")}
    assert all(count >= 140 for count in counts.values()), counts


@pytest.mark.slow
def test_scores_of_the_lists(capsys: pytest.CaptureFixture[str]) -> None:
    lists = (
        (FOLDER, 0.98),
        (LATER, 0.91),
        (THIRD, 0.91),
        (FOURTH, 0.93),
        (FIFTH, 0.9),
        (SIXTH, 0.9),
        (HARD, 0.99),
    )
    for folder, least in lists:
        assert main([str(folder), "--system", "ruentities"]) == 0
        (row,) = re.findall(r"^all .*", capsys.readouterr().out, re.MULTILINE)
        nominatives, _, there_and_back, _ = map(float, row.split()[-4:])
        assert min(nominatives, there_and_back) >= least


@pytest.mark.parametrize(
    ("text", "start", "end", "name", "case"),
    [
        ("Премию вручили Анне Ивановой.", 15, 28, "Анна Иванова", "datv"),
        ("Дом по Лесной улице снесли.", 7, 19, "Лесная улица", "datv"),
        ("Он живёт в США.", 11, 14, "США", None),
    ],
)
def test_normalize_in_its_text(text: str, start: int, end: int, name: str, case: str) -> None:
    found = normalize(text, "PER" if "Анна" in name else "LOC", start=start, end=end)
    assert (found.name, found.case) == (name, case)


@pytest.mark.parametrize(
    "name", ["Марлинский Иван Петрович", "Иван Марлинский", "Марлинский И. П."]
)
def test_the_order_of_parts_is_found(name: str) -> None:
    assert "Марлинским" in inflect(name, "PER", "ablt").split()


@pytest.mark.parametrize(
    ("form", "name"),
    [
        # A surname left as it is.
        ("Анне Сорока", "Анна Сорока"),
        ("Ольгой Стрекоза", "Ольга Стрекоза"),
        # A short one, and one that is a first name otherwise.
        ("Пака Виктора Львовича", "Пак Виктор Львович"),
        ("Юна Олега Петровича", "Юн Олег Петрович"),
        ("Олега Сороки", "Олег Сорока"),
    ],
)
def test_normalize_surnames_that_are_other_words(form: str, name: str) -> None:
    assert normalize(form, "PER").name == name


def test_score_tells_a_guess() -> None:
    assert normalize("Эльвире Набиуллиной", "PER").score > 0.95
    # His genitive or her nominative.
    assert normalize("Перлова", "PER").score < 0.95


@pytest.mark.parametrize(
    ("arguments", "error", "argument"),
    [
        ((None, "PER"), TypeError, "text"),
        (("Омск", "MISC"), ValueError, "type"),
        (("", "PER"), ValueError, "start, end"),
        (("...", "PER"), ValueError, "start, end"),
    ],
)
def test_normalize_refuses(arguments: tuple[object, ...], error: type, argument: str) -> None:
    with pytest.raises(error, match=f"^{argument}: "):
        normalize(*arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "error", "argument"),
    [
        ((None, "PER", "gent"), TypeError, "name"),
        (("Омск", "MISC", "gent"), ValueError, "type"),
        (("Омск", "LOC", "genitive"), ValueError, "case"),
        (("Саша", "PER", "gent", "neut"), ValueError, "gender"),
    ],
)
def test_inflect_refuses(arguments: tuple[object, ...], error: type, argument: str) -> None:
    with pytest.raises(error, match=f"^{argument}: "):
        inflect(*arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "odd", ["", "!", "«»", "А", "-", "Ле-", "x" * 500, "Я-" * 40, "И́ван", "й" * 200]
)
@pytest.mark.parametrize("kind", ["PER", "LOC", "ORG"])
def test_inflect_takes_any_string(odd: str, kind: str) -> None:
    assert isinstance(inflect(odd, kind, "ablt"), str)  # type: ignore[arg-type]


def test_punctuation_and_spaces_stay() -> None:
    assert inflect("М. Е.  Салтыков-Щедрин", "PER", "datv") == "М. Е.  Салтыкову-Щедрину"
    assert inflect("группа «Альфа»", "ORG", "gent") == "группы «Альфа»"


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("Премию вручили Анне Ивановой.", "datv"),
        ("Он вырос в Соединённых Штатах Америки.", "loct"),
        ("Он улетел в США.", None),
        ("Анна Иванова уехала.", "nomn"),
    ],
)
def test_mention_has_its_case(text: str, case: str | None) -> None:
    (mention,) = extract(text).mentions
    assert mention.case == case


def test_replace_puts_a_pseudonym_into_the_case() -> None:
    document = extract("Ирина Соколова уехала. С Ириной Соколовой ушёл пёс.")
    assert (
        document.replace(lambda mention, _: inflect("Вера Лось", "PER", mention.case or "nomn"))
        == "Вера Лось уехала. С Верой Лось ушёл пёс."
    )
