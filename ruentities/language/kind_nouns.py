"""Word lists: nouns that tell what a name beside them is, and what bodies' names go on with."""

from __future__ import annotations

from typing import Final

# Nouns before quotes that say that a place stands in them, also where the model takes it for a
# club or a company: «стадион «Локомотив»», «ЖК «Родина»».
PLACES_BEFORE_QUOTES: Final = frozenset(
    """
    автодорога автостанция аэродром аэропорт бизнес-центр бц вокзал газопровод гора деревня жк
    заказник зал карьер космодром кпм кпп курорт логопарк мемориал месторождение метро микрорайон
    монумент мцд небоскрёб нефтепровод павильон переправа площадка подстанция полустанок посёлок
    премиум-посёлок резиденция село сквер стадион станция терминал технопарк трасса трубопровод трц
    тц тюрьма фудмолл хутор электростанция
    """.split()
)

# Those that say that an organization does.
BODIES_BEFORE_QUOTES: Final = frozenset(
    """
    авиакомпания авиаполк автосалон автосервис агентство агрофирма агрохолдинг азс академия
    аквапарк ансамбль аптека артель ассоциация ателье банк бар батальон бригада войско газета
    галерея гимназия гипермаркет госкорпорация гостиница группа группировка гтрк движение детдом
    детсад дивизия журнал завод застройщик землячество зоомагазин издание издательство институт
    канал кафе кдц киносеть клиника клуб колледж колхоз комбинат компания контора концерн
    кооператив кофейня лавка лицей ломбард лоукостер магазин медиагруппа музей музей-заповедник
    нефтебаза нии община объединение организация оркестр отель отряд пансионат парикмахерская
    партия пекарня питомник пиццерия подразделение полк портал предприятие приют птицефабрика
    радиостанция редакция ресторан рыбзавод рыбколхоз салон санаторий секта сеть совхоз спецназ
    столовая студия супермаркет театр телеканал телестудия техникум типография товарищество трк
    турфирма универмаг фабрика ферма филиал фирма фонд фракция хлебозавод холдинг хор школа
    эскадрилья
    """.split()
)

# Before an abbreviation that is no country's and no thing's: on 12,687 marked texts and papers 144
# of 148 by itself, the others with a word beside them.
BODIES_BEFORE_LETTERS: Final = frozenset(
    """
    авиакомпания агентство банк биржа бренд газета журнал издание компания концерн корпорация
    партия радиостанция телеканал телекомпания университет холдинг
    """.split()
)

# What is written, played, shown or held is no name of the three types.
WORKS_AND_EVENTS: Final = frozenset(
    """
    альбом балет видеоигра вирус вклад выставка дайджест депозит картина кинокартина книга
    комедия конкурс лекция мелодрама мини-сериал моноспектакль мультфильм мюзикл нацпроект опера
    отчёт передача песня подкаст премия реалити-шоу роман сериал спектакль тариф телепрограмма
    телесериал телефильм телешоу ток-шоу триллер федпроект фестиваль фильм форум шоу экспозиция
    экшен
    """.split()
)

# What is called by what it does: «Комитет по труду», «Министерство науки и образования».
BODIES_WITH_COMPLEMENTS: Final = frozenset(
    """
    агентство академия ассоциация батальон бригада бюро ведомство госкорпорация департамент дивизия
    дирекция инспекция институт кафедра комиссия комитет лаборатория министерство музей объединение
    отдел отделение палата партия полк сборная секретариат служба совет союз театр управление
    факультет федерация фонд центр штаб генштаб
    """.split()
)

# Units that are called by their numbers: «155-я бригада».
UNITS: Final = frozenset(
    """
    армия батальон бригада дивизия дивизион корпус омбр полк рота флотилия эскадра эскадрилья
    """.split()
)

# Shortened in papers of war: «383-я сд», «12-я мсбр».
SHORT_UNITS: Final = frozenset(
    """
    бр вдбр вдд гвсд дшб дшбр дшп кд мсбр мсд мсп обрспн одшбр омбр омсб омсбр осб ошб ошп пдд пдп
    сбр сд сп тбр тд тп
    """.split()
)

# What an adjective of its place does not make a place of: «Тульская больница», «Тульский цирк».
# All 18 that the model takes for places on the marked news and today's folds are bodies in gold.
BODIES_OF_PLACES: Final = frozenset(
    """
    аэроклуб больница группировка дельфинарий епархия медцентр музей-заповедник полк санаторий
    спиртзавод флот цирк экспедиция
    """.split()
)
SHORT_BODIES_OF_PLACES: Final = frozenset("ГПЗ ОПГ ЦРБ".split())

# What has a number, and often a name in quotes: «трасса А-240 «Сосна»».
ROADS: Final = frozenset("автодорога автомагистраль автотрасса дорога трасса шоссе".split())

# What says of «X» that it is a network, not an initial.
NETWORKS: Final = frozenset("платформа сеть соцсеть".split())

# Networks that are written with a small letter, too, and mean nothing else in the singular.
ONLY_NETWORKS: Final = frozenset(
    f"{name}{ending}"
    for name in ("инстаграм", "твиттер", "тикток", "фейсбук")
    for ending in ("", "а", "е", "ом", "у")
)

# These mean other things but for after «в».
SMALL_NETWORKS: Final = frozenset(
    """
    вконтакте запретграме инстаграме рутубе твиттере телеграме тиктоке фейсбуке ютубе
    """.split()
)

# Whose name says where they are: «посольство Перу в Чили».
MISSIONS: Final = frozenset(
    "генконсульство консульство полпредство посольство представительство торгпредство".split()
)

# Nouns after a body's name that say whose it is or begin something else.
NO_COMPLEMENTS: Final = frozenset(
    """
    администрация армия больница город госдума государство группировка губерния дума завод
    застройщик имя компания край корпорация мэрия область округ парламент площадка подразделение
    полиция посольство правительство прокуратура пресс-служба район регион республика сенат сила
    спецназ столица страна суд университет филиал школа экипаж
    """.split()
)

# After «по» they tell no body's subject: «Минюст по итогам проверки».
NO_SUBJECTS: Final = frozenset(
    """
    версия вина возможность данные дело договор договорённость заказ закон запрос заявление
    информация итог мера мнение момент мотив обвинение оценка ошибка подозрение повод
    подсчёт поручение правило предложение приглашение приказ причина прогноз просьба расчёт
    результат решение слово сообщение специальность сравнение статья требование умолчание
    указ факт ход
    """.split()
)

# What a body is divided into, each called by what it does: «управление связи Минтранса».
UNITS_OF_BODIES: Final = frozenset(
    "департамент дирекция кафедра лаборатория отдел управление факультет".split()
)

# A text of these speaks of clubs: of listed places in quotes there 31 are some and 2 are none on
# 14,422 marked texts and papers.
MATCHES: Final = frozenset(
    "вратарь голкипер матч нападающий полузащитник футболист хет-трик хоккеист".split()
)

# Clubs that are told apart by their cities, which are half of their names: «Реал Мадрид».
CLUBS_OF_CITIES: Final = frozenset(
    """
    айнтрахт арсенал атлетико барыс боруссия волга динамо енисей зенит интер кристалл локомотив
    маккаби металлург милан олимпик олимпия партизан реал рубин сатурн сибирь ска слован спарта
    спартак торпедо трактор факел хапоэль химик цска шахтёр шальке штурм шериф
    """.split()
)

# What speaks for a body and does nothing else, so that all that follows is the body's name.
SPEAKING_PARTS: Final = frozenset(("пресс-центр", "пресс-служба"))

# What is told from others of its kind by the town that it is in: «музей мёда в Твери».
SEATED: Final = frozenset(
    "академия гимназия институт колледж лицей музей университет школа".split()
)

# What is called by the towns at its ends: «трасса Омск — Тюмень».
WAYS: Final = ROADS | frozenset("газопровод магистраль нефтепровод трубопровод".split())

# What an adjective with a capital makes a place of: «Терновская дамба».
PLACES_AFTER_ADJECTIVES: Final = frozenset(
    """
    берег бульвар бухта вокзал водохранилище волость гора дамба дацан долина дорога залив
    заповедник зона канал кладбище котёл край круг лес линия метромост море мост набережная область
    озеро округ остров парк перевал переулок плато пляж полуостров порт проезд пролив проспект пруд
    пустыня равнина район река республика роща сад сквер собор станица тоннель тракт тупик улица
    усадьба уезд хребет шоссе
    """.split()
)

# Their titles name their sees or lands: «митрополит Тульский», «герцог Сассекский».
PRELATES: Final = frozenset("архиепископ герцог герцогиня епископ митрополит патриарх".split())

# What is called by its number: «3-й микрорайон», «исправительная колония № 2».
NUMBERED_DISTRICTS: Final = frozenset(("микрорайон",))
COLONIES: Final = frozenset(("колония",))

# Bodies that a number is the name of: «школа № 8», «отдел полиции № 3», «детский сад № 40».
NUMBERED_BODIES: Final = frozenset(
    """
    аптека больница гимназия госпиталь детсад интернат лицей поликлиника роддом училище школа
    школа-интернат
    """.split()
)
NUMBERED_UNITS: Final = frozenset("больница отдел отделение станция школа".split())
NUMBERED_CHILDRENS: Final = frozenset("дом сад участок".split())
NUMBERED_OFFICES: Final = frozenset(
    """
    ГБ ГКБ ГП ДМШ ДХШ ДШИ ДЮСШ ИФНС МИФНС МРИ НОШ ООШ ОП ОУФМС ПЧ СДЮСШОР СОШ СШ СШОР ТИК УИК ЦГБ
    """.split()
)

# Bodies that a town is the name of: «администрация с. Лог», «суд г. Кирова», and those that have to
# be told by an adjective, too: «средняя школа с. Лог».
OFFICES_OF_TOWNS: Final = frozenset(
    "администрация гимназия дума лицей мэрия прокуратура суд управа".split()
)
TOLD_OF_TOWNS: Final = frozenset("библиотека больница музей поликлиника школа".split())

# What is called after somebody: «пролив Дрейка»; after something: «парк Победы».
LANDMARKS: Final = frozenset(
    "бухта залив комета ледник мыс остров пик плато пролив скала урочище ущелье хребет".split()
)
PARKS: Final = frozenset("аллея мемориал монумент парк площадь сад сквер".split())

# Before the name of whoever something is called after: «театр имени Седова», «театр им. Седова».
HONOURS: Final = frozenset(("имени", "им"))

# Called after a saint or a feast, which alone would name something else: «часовня Кирика».
TEMPLES: Final = frozenset("костёл монастырь скит собор храм церковь часовня".split())

# What is called in honour of somebody and is a place: «аэропорт имени Абрамова».
DEDICATED_PLACES: Final = PARKS | frozenset(
    "арена аэропорт бульвар канал каток мост набережная площадка стадион улица".split()
)

# Before a street they are no part of its name: where two meet, where somebody lives.
CROSSINGS: Final = frozenset("адрес пересечение перекрёсток угол".split())

# Before a plain name they are no part of it, whatever their capital: «деревня Лапино».
SETTLEMENTS: Final = frozenset(
    """
    астероид аул аэродром деревня посёлок село слобода снт станица хутор
    """.split()
)

# Shortened, before a settlement's name: «г. Шахты», «пос. Лесной».
SHORT_SETTLEMENTS: Final = frozenset("г гор д дер п пгт пос рп с сл ст х".split())

# Several of them are listed: «сёла Лог и Мартыновка».
SETTLED: Final = SETTLEMENTS | frozenset("город муниципалитет остров пункт район".split())

# Lands have them beside the first, with a dash: «Кемеровская область – Кузбасс».
SECOND_NAMES_OF_LANDS: Final = frozenset("алания кузбасс чувашия югра".split())
