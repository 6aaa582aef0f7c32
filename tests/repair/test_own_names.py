"""The user's own names come back as they were given, in every case form, linked to their entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ruentities import Document, Extractor, Lexicon
from ruentities.kinds import CASES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruentities import Case, Entity, Scheme

# A sentence for each case.
SENTENCES = {
    "nomn": "Сегодня {} снова на первой странице.",
    "gent": "Это случилось недалеко от {} вчера вечером.",
    "datv": "Все они очень благодарны {} за это.",
    "accs": "Вчера мы видели {} и ушли.",
    "ablt": "Его давно связывают с {} разные слухи.",
    "loct": "В статье рассказали о {} всё.",
}
# Type, then the name in the nominative and in the five other cases; one form for all cases alike.
FORMS = """
ORG Киа
ORG Лада Гранта, Лады Гранты, Ладе Гранте, Ладу Гранту, Ладой Грантой, Ладе Гранте
ORG Лада Ларгус, Лады Ларгус, Ладе Ларгус, Ладу Ларгус, Ладой Ларгус, Ладе Ларгус
ORG Жигули, Жигулей, Жигулям, Жигули, Жигулями, Жигулях
ORG Нива, Нивы, Ниве, Ниву, Нивой, Ниве
ORG Шкода Октавия, Шкоды Октавии, Шкоде Октавии, Шкоду Октавию, Шкодой Октавией, Шкоде Октавии
ORG Рено
ORG Хавал, Хавала, Хавалу, Хавал, Хавалом, Хавале
ORG Сбер, Сбера, Сберу, Сбер, Сбером, Сбере
ORG ВТБ
ORG Тинькофф, Тинькоффа, Тинькоффу, Тинькофф, Тинькоффом, Тинькоффе
ORG Точка, Точки, Точке, Точку, Точкой, Точке
ORG Альфа-Банк, Альфа-Банка, Альфа-Банку, Альфа-Банк, Альфа-Банком, Альфа-Банке
ORG Банк Москвы, Банка Москвы, Банку Москвы, Банк Москвы, Банком Москвы, Банке Москвы
ORG Озон, Озона, Озону, Озон, Озоном, Озоне
ORG Магнит, Магнита, Магниту, Магнит, Магнитом, Магните
ORG Лента, Ленты, Ленте, Ленту, Лентой, Ленте
ORG Пятёрочка, Пятёрочки, Пятёрочке, Пятёрочку, Пятёрочкой, Пятёрочке
ORG Вкусвилл, Вкусвилла, Вкусвиллу, Вкусвилл, Вкусвиллом, Вкусвилле
ORG Дикси
ORG Рога и копыта, Рогов и копыт, Рогам и копытам, Рога и копыта, Рогами и копытами, Рогах и копытах
ORG Красное и белое, Красного и белого, Красному и белому, Красное и белое, Красным и белым, Красном и белом
ORG Самокат, Самоката, Самокату, Самокат, Самокатом, Самокате
ORG Первый отдел, Первого отдела, Первому отделу, Первый отдел, Первым отделом, Первом отделе
LOC Химки, Химок, Химкам, Химки, Химками, Химках
LOC Мытищи, Мытищ, Мытищам, Мытищи, Мытищами, Мытищах
LOC Орёл, Орла, Орлу, Орёл, Орлом, Орле
LOC Верхняя Пышма, Верхней Пышмы, Верхней Пышме, Верхнюю Пышму, Верхней Пышмой, Верхней Пышме
LOC Каменск-Уральский, Каменска-Уральского, Каменску-Уральскому, Каменск-Уральский, Каменском-Уральским, Каменске-Уральском
LOC Малые Вязёмы, Малых Вязём, Малым Вязёмам, Малые Вязёмы, Малыми Вязёмами, Малых Вязёмах
LOC Большое Козино, Большого Козина, Большому Козину, Большое Козино, Большим Козином, Большом Козине
LOC Сочи
LOC Тёплый Стан, Тёплого Стана, Тёплому Стану, Тёплый Стан, Тёплым Станом, Тёплом Стане
LOC Победа, Победы, Победе, Победу, Победой, Победе
PER Вера, Веры, Вере, Веру, Верой, Вере
PER Лев, Льва, Льву, Льва, Львом, Льве
PER Анна Мельник, Анны Мельник, Анне Мельник, Анну Мельник, Анной Мельник, Анне Мельник
PER Пётр Заяц, Петра Зайца, Петру Зайцу, Петра Зайца, Петром Зайцем, Петре Зайце
PER Александр Дюма, Александра Дюма, Александру Дюма, Александра Дюма, Александром Дюма, Александре Дюма
PER Тамара Джигарханян, Тамары Джигарханян, Тамаре Джигарханян, Тамару Джигарханян, Тамарой Джигарханян, Тамаре Джигарханян
PER Иван Седых, Ивана Седых, Ивану Седых, Ивана Седых, Иваном Седых, Иване Седых
ORG Вкусно — и точка, Вкусно — и точки, Вкусно — и точке, Вкусно — и точку, Вкусно — и точкой, Вкусно — и точке
ORG М.Видео
ORG Л'Этуаль
ORG Азбука вкуса, Азбуки вкуса, Азбуке вкуса, Азбуку вкуса, Азбукой вкуса, Азбуке вкуса
ORG Леруа Мерлен
ORG Тойота Камри, Тойоты Камри, Тойоте Камри, Тойоту Камри, Тойотой Камри, Тойоте Камри
ORG Хёндэ Солярис, Хёндэ Соляриса, Хёндэ Солярису, Хёндэ Солярис, Хёндэ Солярисом, Хёндэ Солярисе
ORG Порше Кайен, Порше Кайена, Порше Кайену, Порше Кайен, Порше Кайеном, Порше Кайене
LOC Усть-Кут, Усть-Кута, Усть-Куту, Усть-Кут, Усть-Кутом, Усть-Куте
PER Отто фон Бисмарк, Отто фон Бисмарка, Отто фон Бисмарку, Отто фон Бисмарка, Отто фон Бисмарком, Отто фон Бисмарке
PER Дед Мороз, Деда Мороза, Деду Морозу, Деда Мороза, Дедом Морозом, Деде Морозе
PER Эдита Пьеха, Эдиты Пьехи, Эдите Пьехе, Эдиту Пьеху, Эдитой Пьехой, Эдите Пьехе
PER Ким Чен Ын, Ким Чен Ына, Ким Чен Ыну, Ким Чен Ына, Ким Чен Ыном, Ким Чен Ыне
ORG Сапсан, Сапсана, Сапсану, Сапсан, Сапсаном, Сапсане
ORG Четыре сезона, Четырёх сезонов, Четырём сезонам, Четыре сезона, Четырьмя сезонами, Четырёх сезонах
ORG Додо Пицца, Додо Пиццы, Додо Пицце, Додо Пиццу, Додо Пиццей, Додо Пицце
ORG Ростикс, Ростикса, Ростиксу, Ростикс, Ростиксом, Ростиксе
PER Алла Пугачёва, Аллы Пугачёвой, Алле Пугачевой, Аллу Пугачёву, Аллой Пугачевой, Алле Пугачёвой
PER Кличко
LOC Ласточкино Гнездо, Ласточкиного Гнезда, Ласточкиному Гнезду, Ласточкино Гнездо, Ласточкиным Гнездом, Ласточкином Гнезде
PER Павел Воля, Павла Воли, Павлу Воле, Павла Волю, Павлом Волей, Павле Воле
PER Сергей Жук, Сергея Жука, Сергею Жуку, Сергея Жука, Сергеем Жуком, Сергее Жуке
LOC Великий Устюг, Великого Устюга, Великому Устюгу, Великий Устюг, Великим Устюгом, Великом Устюге
LOC Чебоксары, Чебоксар, Чебоксарам, Чебоксары, Чебоксарами, Чебоксарах
ORG Совкомбанк, Совкомбанка, Совкомбанку, Совкомбанк, Совкомбанком, Совкомбанке
ORG Газпром нефть, Газпром нефти, Газпром нефти, Газпром нефть, Газпром нефтью, Газпром нефти
PER Пёс, Пса, Псу, Пса, Псом, Псе
ORG Белый ветер, Белого ветра, Белому ветру, Белый ветер, Белым ветром, Белом ветре
ORG Копейка, Копейки, Копейке, Копейку, Копейкой, Копейке
ORG Три кота, Трёх котов, Трём котам, Трёх котов, Тремя котами, Трёх котах
LOC Ржавки, Ржавок, Ржавкам, Ржавки, Ржавками, Ржавках
ORG Мир, Мира, Миру, Мир, Миром, Мире
ORG День, Дня, Дню, День, Днём, Дне
ORG УАЗ Патриот, УАЗа Патриота, УАЗу Патриоту, УАЗ Патриот, УАЗом Патриотом, УАЗе Патриоте
ORG Шаурма №1, Шаурмы №1, Шаурме №1, Шаурму №1, Шаурмой №1, Шаурме №1
"""  # noqa: E501
ROWS = [line.partition(" ")[::2] for line in FORMS.strip().splitlines()]
ENTRIES = [
    {"name": forms.split(", ")[0], "type": kind, "id": f"id{number}", "data": {"line": number}}
    for number, (kind, forms) in enumerate(ROWS)
]
EXTRACTOR = Extractor(lexicon=Lexicon(ENTRIES))


def entities(document: Document) -> dict[str | None, Entity]:
    return {entity.entry.id: entity for entity in document.entities if entity.entry}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("number", range(len(ROWS)), ids=lambda number: ENTRIES[number]["name"])
def test_a_name_comes_back_as_it_was_given(number: int, case: Case) -> None:
    kind, line = ROWS[number]
    name, *others = line.split(", ")
    form = dict(zip(CASES, (name, *others), strict=True))[case] if others else name
    document = EXTRACTOR.extract(SENTENCES[case].format(form))
    entity = entities(document)[f"id{number}"]
    assert (entity.name, entity.type) == (name, kind)
    assert entity.entry
    assert entity.entry.data == {"line": number}
    (mention,) = entity.mentions
    assert (mention.text, mention.normal, mention.score) == (form, name, 1.0)
    assert mention.case == (case if others else None) or form in (name, *others)


def found(text: str, *entries: Mapping[str, object], scheme: Scheme = "full") -> list[str]:
    """Type, text, nominative and the id of the entry of each mention, nested ones in brackets."""
    document = Extractor(scheme=scheme, lexicon=Lexicon(entries)).extract(text)
    ids = {id_: entity.entry.id for id_, entity in ids_of(document) if entity.entry}
    return [
        f"({line})" if row["nested"] else line
        for row in document.to_records()
        for line in [f"{row['type']} {row['text']} = {row['normal']} #{ids.get(row['id'], '')}"]
    ]


def ids_of(document: Document) -> list[tuple[str, Entity]]:
    return [(entity.id, entity) for entity in document.entities]


CAR = {"name": "Лада", "type": "ORG", "id": "car"}
GRANTA = {"name": "Лада Гранта", "type": "ORG", "aliases": ["Гранта"], "id": "granta"}
BANK = {"name": "Банк Москвы", "type": "ORG", "id": "bank"}
TOWN = {"name": "Москва", "type": "LOC", "id": "town"}
CLUB = {"name": "Заря", "type": ["ORG", "LOC"], "id": "dawn"}
SHOP = {"name": "Банк Открытие", "type": "ORG", "id": "open"}


def test_the_longest_name_is_taken_and_one_of_another_type_nests() -> None:
    text = "Лады и Лады Гранты продают в Банке Москвы."
    assert found(text, CAR, GRANTA, BANK, TOWN) == [
        "ORG Лады = Лада #car",
        "ORG Лады Гранты = Лада Гранта #granta",
        "ORG Банке Москвы = Банк Москвы #bank",
        "(LOC Москвы = Москва #town)",
    ]
    assert found("Ждали в Банке Москвы.", BANK, TOWN, scheme="flat") == [
        "ORG Банке Москвы = Банк Москвы #bank"
    ]


def test_a_users_name_inside_a_longer_one_of_another_type_nests_in_it() -> None:
    (outer, inner) = found("Министерство обороны Франции молчит.", {**TOWN, "name": "Франция"})
    assert outer.startswith("ORG Министерство обороны Франции")
    assert inner == "(LOC Франции = Франция #town)"


def test_the_sentence_decides_between_types() -> None:
    assert found("Автобус едет из Зари в Тулу.", CLUB)[0] == "LOC Зари = Заря #dawn"
    assert found("Футболисты «Зари» выиграли матч.", CLUB) == ["ORG Зари = Заря #dawn"]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("КУПИЛИ ЛАДУ ГРАНТУ В ОТЛИЧНОМ СОСТОЯНИИ", "ЛАДУ ГРАНТУ"),
        ("купили ладу гранту в отличном состоянии", "ладу гранту"),
        ("Купили «Ладу Гранту» вчера.", "Ладу Гранту"),
        ("Купили Ладу «Гранту» вчера.", "Ладу «Гранту»"),
    ],
)
def test_capitals_and_quotes_do_not_hide_a_name(text: str, mention: str) -> None:
    assert found(text, GRANTA) == [f"ORG {mention} = Лада Гранта #granta"]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ({"name": "ОН", "type": "ORG"}, "Он пришёл домой."),
        ({"name": "Лента", "type": "ORG"}, "Купили моток изоляционной ленты."),
        ({"name": "Лев", "type": "PER"}, "Повернули на Левой стороне улицы."),
        ({"name": "Иванов", "type": "PER"}, "Об Ивановой рассказали вчера."),
    ],
)
def test_another_word_is_not_a_form_of_the_name(entry: Mapping[str, object], text: str) -> None:
    document = Extractor(lexicon=Lexicon([entry])).extract(text)
    assert [entity for entity in document.entities if entity.entry] == []


def test_two_entries_are_never_one_entity() -> None:
    entries = (
        {"name": "Газпром", "type": "ORG", "id": "1"},
        {"name": "Газпром Холдинг", "type": "ORG", "id": "2"},
    )
    text = "Газпром и Газпром Холдинг судятся. Газпрому отказали."
    assert [line.rpartition("#")[2] for line in found(text, *entries)] == ["1", "2", "1"]


def test_the_users_gender_stands() -> None:
    entry = {"name": "Саша Мельник", "type": "PER", "gender": "femn"}
    (person,) = Extractor(lexicon=Lexicon([entry])).extract("Саша Мельник уехала.").persons
    assert person.gender == "femn"
    assert person.inflect("datv") == "Саше Мельник"
