"""Word lists: what kinds of words stand in and around names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ruentities.kinds import Gender

# Legal forms stand before a company's name and are not part of it: ПАО «Газпром».
LEGAL_FORMS: Final = frozenset(
    """
    ООО ОАО ЗАО ПАО АО НАО АНО НКО ИП ФГУП ГУП МУП ФГБУ ФГБОУ ГБУ МБУ ТОО ГК ТД АКБ УК
    """.split()
)

# Common nouns that say what a quoted name is: партия «Единая Россия», газета «Ведомости».
GENERIC_WORDS: Final = frozenset(
    """
    агентство альянс ассоциация банк батальон блок газета группа группировка движение
    еженедельник журнал завод издание издательство интернет-издание клуб команда компания
    концерн корпорация магазин объединение организация партия платформа портал предприятие
    проект радио радиостанция ресурс ресторан сайт сервис сеть телекомпания телеканал театр
    университет фирма фонд форум фракция холдинг центр школа
    """.split()
)

# Common nouns that are no name by themselves, even at the start of a sentence.
GENERIC_BODIES: Final = frozenset(
    """
    ведомство департамент комиссия комитет министерство парламент посольство правительство
    прокуратура сенат служба совет суд управление фонд
    """.split()
)

# Abbreviations of common nouns.
GENERIC_ABBREVIATIONS: Final = frozenset("СМИ ТВ ПО НПО ВУЗ".split())

# Sides of the world with a capital are sides in a dispute, or parts of a country: no names.
SIDES_OF_THE_WORLD: Final = frozenset(
    """
    Запад Запада Западу Западом Западе Восток Востока Востоку Востоком Востоке
    Север Севера Северу Севером Севере Юг Юга Югу Югом Юге
    """.split()
)

# What is called by its maker's name, so that the name is not the maker's: «автомобиль Toyota».
GOODS: Final = frozenset(
    """
    автомобиль айфон внедорожник иномарка кроссовер машина ноутбук планшет самолёт седан смартфон
    телефон часы
    """.split()
)

# What an adjective with a capital makes a place name of: Тверская улица, Охотское море.
GEOGRAPHIC_WORDS: Final = frozenset(
    """
    бульвар край море набережная область озеро океан переулок площадь пролив проспект
    улица хребет шоссе
    """.split()
)

# First words of Korean, Chinese and Vietnamese names: surnames that do not change before a given
# name («Ким Чен Ына», «Си Цзиньпина»).
FIXED_FIRST_SURNAMES: Final = frozenset(
    """
    ван вэнь го дэн кан ким ли линь лю мао мун нгуен но пак пан пэн си сунь тан фан хван ху хо
    цай цзян чан чень чжан чжао чжоу чжу чо чон чхве чэнь юн ян
    """.split()
)

# Small words inside a name that go with the word after them: Мухаммед бен Салман, Урсула фон
# дер Ляйен.
NAME_PARTICLES: Final = frozenset(
    """
    аль ад ан ар ас аш ат бен бин ибн абу ван вон да дас де дель дела дер ди до дос дю ла ле
    тен тер фон эль эс
    """.split()
)

# Son and daughter: they follow a father's name and make a patronymic of it, with the gender of
# who bears it: Гейдар Али оглы Алиев.
PATRONYMIC_WORDS: Final[dict[str, Gender | None]] = {
    "оглы": "masc",
    "оглу": "masc",
    "угли": "masc",
    "улы": "masc",
    "уулу": "masc",
    "кызы": "femn",
    "кизи": "femn",
    "гызы": "femn",
    "заде": None,
}

# «Ростов-на-Дону», «Франкфурт-на-Майне»: what follows the first hyphen stays as it is.
PLACE_AFTER_HYPHEN: Final = frozenset("на над под".split())
