from __future__ import annotations

import re
from typing import Any

import pytest
from pydantic import ValidationError

from ruentities import Pseudonymized, Replacement, extract
from ruentities.language.morphology import readings
from ruentities.result.masked import masked
from ruentities.result.pseudonyms import Inventor, Subject

SECRET = "открой, сезам"

# The mention between bars, its nominative, and the case that the pseudonym has to stand in.
PLACES = """
nomn |Пётр Громов| уехал                 Пётр Громов
gent у |Петра Громова| был               Пётр Громов
datv |Громову| ответили                  Громов
accs видели |Громова|                    Громов
ablt с |Петром Громовым| спорили         Пётр Громов
loct о |Петре Громове| пишут             Пётр Громов
nomn |Анна Ланская| уехала               Анна Ланская
accs видели |Анну Ланскую|               Анна Ланская
datv |Анне Ланской| ответили             Анна Ланская
nomn |Тверь| ждёт                        Тверь
gent мэр |Твери| ждёт                    Тверь
loct в |Твери| ждут                      Тверь
datv к |Твери| едут                      Тверь
ablt под |Тверью| ждут                   Тверь
accs в |Казань| едут                     Казань
loct в |Омске| ждут                      Омск
gent из |Нидерландов| едут               Нидерланды
loct в |Нидерландах| ждут                Нидерланды
ablt |Министерством обороны| создан      Министерство обороны
loct в «|Газпроме|» молчат               Газпром
"""
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
FORMS = {
    "Пётр Громов": "ов ова ову ова овым ове",
    "Громов": "ов ова ову ова овым ове",
    "Анна Ланская": "ова овой овой ову овой овой",
    "Тверь": "ия ии ии ию ией ии",
    "Казань": "ия ии ии ию ией ии",
    "Омск": "ск ска ску ск ском ске",
    "Нидерланды": "цы цев цам цы цами цах",
    "Министерство обороны": "агентство агентства агентству агентство агентством агентстве",
    "Газпром": "союз союза союзу союз союзом союзе",
}
SUBJECTS = {
    "Пётр Громов": Subject("PER", "Пётр Громов", "Пётр", None, "Громов", "masc"),
    "Громов": Subject("PER", "Пётр Громов", "Пётр", None, "Громов", "masc"),
    "Анна Ланская": Subject("PER", "Анна Ланская", "Анна", None, "Ланская", "femn"),
    "Министерство обороны": Subject("ORG", "Министерство обороны"),
    "Газпром": Subject("ORG", "Газпром"),
}


@pytest.mark.parametrize("line", PLACES.strip().splitlines())
def test_pseudonym_stands_in_the_case_of_the_name(line: str) -> None:
    case, sentence, normal = re.fullmatch(r"(\w{4}) (.+?)  +(.+)", line).groups()  # type: ignore[union-attr]
    before, text, _ = sentence.split("|")
    subject = SUBJECTS.get(normal, Subject("LOC", normal))
    form = Inventor(SECRET, sentence).form(subject, text, normal, before)
    expected = FORMS[normal].split()[CASES.index(case)]
    if subject.type == "ORG":
        assert form.split()[0].lower() == expected
    else:
        assert re.fullmatch(rf"(?:\w+ )?[А-Я]\w{{4,5}}{expected}", form)


@pytest.mark.parametrize(
    ("subject", "normal", "shape"),
    [
        (Subject("PER", "А. С. Пушкин", "А.", "С.", "Пушкин", "masc"), "А. С. Пушкин", "Х. Х. Хов"),
        (Subject("PER", "А. С. Пушкин", "А.", "С.", "Пушкин", "masc"), "Пушкин", "Хов"),
        (
            Subject("PER", "Абдурахманова Наталья Петровна", "Наталья", "Петровна", "Абдурахманова", "femn"),  # noqa: E501
            "Абдурахманова Наталья Петровна",
            "Хова Ха Ховна",
        ),
        (Subject("PER", "Тарас Шевченко", "Тарас", None, "Шевченко", "masc"), "Шевченко", "Хенко"),
        (Subject("PER", "Ангела Меркель", "Ангела", None, "Меркель", "femn"), "Меркель", "Хенко"),
        (Subject("PER", "Обама"), "Обама", "Хенко"),
        (Subject("ORG", "ООН"), "ООН", "ХХХ"),
        (Subject("LOC", "Сочи"), "Сочи", "Хи"),
    ],
)  # fmt: skip
def test_pseudonym_has_the_parts_of_the_name(subject: Subject, normal: str, shape: str) -> None:
    form = Inventor(SECRET, "").form(subject, normal, normal, "")
    pattern = re.escape(shape).replace("Х\\.", "[А-ЯЁ]\\.").replace("ХХХ", "[А-Я]{5,6}")
    assert re.fullmatch(pattern.replace("Х", "[А-ЯЁ][а-яё]+"), form), form


def test_one_entity_has_one_pseudonym_in_every_form() -> None:
    doc = extract("Пётр Громов уехал. Громова ждали в Твери. Тверь тиха, но с Громовым спорят.")
    hidden = doc.pseudonymize(SECRET)
    again = extract(hidden.text)
    assert [person.last for person in again.persons] == [again.persons[0].last]
    assert len(again.persons[0].mentions) == 3
    assert len({replacement.entity_id for replacement in hidden.replacements}) == 2


def test_equal_secrets_give_equal_pseudonyms_in_other_texts_and_others_do_not() -> None:
    def surname(text: str, secret: str) -> str:
        (form,) = re.findall(r"\w+ов", extract(text).pseudonymize(secret, types=["PER"]).text)
        return str(form)

    one = surname("Громов уехал.", SECRET)
    assert one == surname("Приехал Пётр Громов.", SECRET)
    assert one != surname("Громов уехал.", "другой")


def test_only_the_types_that_are_asked_for() -> None:
    doc = extract("МИД России ждёт Ольгу Королёву.")
    assert doc.pseudonymize(SECRET, types="LOC") == doc.pseudonymize(SECRET, types=["LOC"])
    hidden = doc.pseudonymize(SECRET, types=["LOC"])
    assert re.fullmatch(r"МИД \w+ ждёт Ольгу Королёву\.", hidden.text)
    assert "России" not in hidden.text


def test_words_of_a_name_are_replaced_where_nobody_found_them() -> None:
    text = "Громов и #Громов, громов, Громовец, Громов-старший"
    new = masked(text, [(0, 6, "Дегов", "PER1")])
    assert new.text == "Дегов и #Дегов, громов, Громовец, Дегов-старший"
    assert new.restore() == text


def test_the_longest_of_the_overlooked_forms_is_taken() -> None:
    text = "Громов. Громов Пётр. #Громов Пётр и #Громов"
    new = masked(text, [(0, 6, "Дегов", "PER1"), (8, 19, "Дегов Игнат", "PER1")])
    assert new.text == "Дегов. Дегов Игнат. #Дегов Игнат и #Дегов"


def test_no_word_of_a_persons_name_stays_in_any_form() -> None:
    text = "Кажется, Вера Холод ушла. Холода не видно. Олег Горбунов-Посадов здесь. ПОСАДОВУ рады."
    hidden = extract(text).pseudonymize(SECRET)
    assert not re.search("вер[аы]|холод|горбунов|посадов", hidden.text, re.IGNORECASE)
    assert hidden.restore() == text


def test_a_name_glued_to_a_word_is_replaced_alone() -> None:
    text = "Пётр Громов уехал. /тоГРОМОВ: то."
    hidden = extract(text).pseudonymize(SECRET)
    assert re.search(r"/то(?!громов)\w+: то\.$", hidden.text, re.IGNORECASE)
    assert hidden.restore() == text


def test_what_has_another_name_keeps_it() -> None:
    text = "Пётр Тула и Олег Громов живут в Туле."
    assert extract(text).pseudonymize(SECRET, types="PER").text.endswith("живут в Туле.")


def test_pseudonyms_are_not_words_of_the_text() -> None:
    subject = Subject("LOC", "Тверь")
    first = Inventor(SECRET, "").form(subject, "Тверь", "Тверь", "")
    other = Inventor(SECRET, f"Рядом {first}.").form(subject, "Тверь", "Тверь", "")
    assert first != other


@pytest.mark.parametrize("type_", ["PER", "ORG", "LOC"])
def test_a_name_without_a_word_gets_a_pseudonym_too(type_: Any) -> None:
    assert Inventor(SECRET, "").form(Subject(type_, "!", last=""), "!", "!", "").isalpha()


def test_two_entities_never_share_a_stem() -> None:
    inventor = Inventor(SECRET, "")
    forms = {inventor.form(Subject("LOC", f"Место {n}"), "Сочи", "Сочи", "") for n in range(50_000)}
    assert len(forms) == 50_000


def test_key_and_text_can_be_kept_apart() -> None:
    hidden = extract("Громов уехал.").pseudonymize(SECRET)
    kept = hidden.replacements
    assert Pseudonymized(text=hidden.text, replacements=kept).restore() == "Громов уехал."


@pytest.mark.parametrize("places", [[(0, 3), (2, 5)], [(4, 9)], [(3, 3)], [(3, 5), (0, 2)]])
def test_a_key_that_does_not_fit_is_refused(places: list[tuple[int, int]]) -> None:
    with pytest.raises(ValidationError):
        Pseudonymized(
            text="Омск.",
            replacements=tuple(
                Replacement(start=start, end=end, original="Тверь", entity_id="LOC1")
                for start, end in places
            ),
        )


@pytest.mark.parametrize(
    ("secret", "types", "error", "message"),
    [
        ("", ["PER"], ValueError, "secret: expected some text"),
        (b"x", ["PER"], TypeError, "secret: expected str, got bytes"),
        ("x", ["PERSON"], ValueError, "types: 'PERSON' is not one of"),
        ("x", "PERSON", ValueError, "types: 'PERSON' is not one of"),
    ],
)
def test_wrong_arguments_are_refused(
    secret: Any, types: Any, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        extract("Громов уехал.").pseudonymize(secret, types=types)


@pytest.mark.parametrize("gender", ["masc", "femn"])
def test_first_names_are_first_names_of_the_gender(gender: str) -> None:
    inventor = Inventor(SECRET, "")
    names = {
        inventor.form(Subject("PER", name, name, gender=gender), name, name, "")
        for name in (f"Имя{number}" for number in range(500))
    }
    assert len(names) == 20
    for name in names:
        assert any("Name" in r.labels and r.gender == gender for r in readings(name)), name
