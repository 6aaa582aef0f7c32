"""Word lists: what kinds of words stand in and around names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ruentities.kinds import Gender

# Legal forms stand before a company's name and are not part of it: ПАО «Газпром».
LEGAL_FORMS: Final = frozenset(
    """
    АКБ АКФХ АНО АО АОЗТ ГАПОУ ГАУ ГАУЗ ГБОУ ГБПОУ ГБУ ГБУЗ ГБУК ГК ГКУ ГСК ГУЗ ГУП ДНП ДНТ ЖСК ЗАО
    ИП КГБУ КГБУЗ КГКУ КПК КФХ МАДОУ МАОУ МАУ МБДОУ МБОУ МБУ МБУДО МБУК МДОУ МКДОУ МКОУ МКУ МОУ МУК
    МУП НАО НКО НОУ НПО НПП НПФ ОАО ОГБУ ОГБУЗ ООО ПАО ПКФ СНТ СОНТ СПК ТД ТОО ТСЖ ТСН УК ФГАОУ
    ФГБОУ ФГБУ ФГКУ ФГУП ФКУ ЧОО ЧОП ЧОУ ЧУЗ
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

# Those before whose quoted name no place stands: «колхоз «Заря»»; a legal form in words ends in
# the third: «общество с ограниченной ответственностью «Вектор»».
COMPANY_NOUNS: Final = frozenset(
    "артель колхоз кооператив общество ответственность совхоз товарищество".split()
)

# Common nouns that are no name by themselves, even at the start of a sentence.
GENERIC_BODIES: Final = frozenset(
    """
    академия банк больница ведомство департамент завод институт клуб комиссия комитет компания
    министерство музей парламент посольство правительство прокуратура сенат служба совет суд театр
    университет управление фонд школа
    """.split()
)

# What is called in honour of somebody: «театр комедии имени Акимова».
DEDICATED: Final = frozenset(
    """
    академия ансамбль библиотека больница гимназия дворец дом институт клиника колледж консерватория
    лицей музей оркестр студия театр техникум университет училище филармония фонд хор центр цирк
    школа
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

# Buildings that are said to act.
SEATS_OF_POWER: Final = frozenset(
    ("белый дом", "букингемский дворец", "даунинг-стрит", "елисейский дворец", "кремль")
)

# What happens in a building, while others do what those who sit there do: «в Кремле прошли
# переговоры», «в Кремле заявили».
EVENT_VERBS: Final = frozenset(
    """
    быть висеть жить завершиться закончиться начаться начинаться находиться открыться появиться
    пройти проходить собираться собраться состояться стоять встретиться встречаться
    """.split()
)

# What is done to a building, while other verbs have those who sit there as object or subject:
# «покинул Кремль», «уведомил Кремль».
VERBS_OF_PLACE: Final = frozenset(
    """
    занимать занять захватить осмотреть отремонтировать перестроить покидать покинуть посетить
    посещать построить реставрировать снести украсить украшать штурмовать
    """.split()
)

# Who does this is a person: «в Киев прилетел Келлог».
COMINGS: Final = frozenset(
    """
    вернуться вылететь выступить отбыть погибнуть прибыть приехать прийти прилететь родиться
    скончаться уехать улететь умереть
    """.split()
)

# Who does this can speak: «Короткий отметил».
SAYINGS: Final = frozenset(
    """
    добавить заключить заметить заявить напомнить объяснить ответить отметить подчеркнуть пояснить
    поделиться позвонить признаться рассказать сказать сообщить спросить считать утверждать
    уточнить
    """.split()
)

# Whom one does this to is a person: «суд приговорил «Итальянца»».
TRIALS: Final = frozenset(
    """
    арестовать арестовывать допросить задержать избить ликвидировать опознать оправдать осудить
    освободить отпустить похитить приговорить убить
    """.split()
)

# What one does this to is a film or a book: «посмотрели «Сибиряка»».
VIEWINGS: Final = frozenset(
    """
    дочитать досмотреть перечитать перечитывать пересматривать пересмотреть посмотреть прочесть
    прочитать смотреть читать экранизировать
    """.split()
)

# Whose part is a building's: «крыло Белого дома».
PARTS_OF_BUILDINGS: Final = frozenset(
    """
    башня вход двор зал здание кабинет коридор крыло крыша купол лужайка подвал постройка стена
    территория фасад
    """.split()
)

# Before «в Кремле», «к Кремлю»: the body is meant, not the building.
SPEAKERS: Final = frozenset(
    """
    близкий жаловаться источник лицо обратиться обращаться обращение пожаловаться позвонить
    сигнал собеседник чиновник
    """.split()
)

# After «из Кремля»: what those who sit there send.
SENDINGS: Final = frozenset(
    "доноситься звучать исходить передать поступать поступить приходить прийти".split()
)

# Nouns that say when: «заявили 3 июля в Кремле», «сообщили утром в Кремле».
TIMES: Final = frozenset(
    """
    август апрель вечер воскресенье вторник год декабрь день июль июнь март май неделя ноябрь
    ночь октябрь понедельник пятница сентябрь среда суббота утро февраль час четверг январь
    """.split()
)

# What says of a quoted name that it is a place's: «аэропорт «Внуково»», «трасса «Дон»».
PLACE_NOUNS: Final = frozenset(
    """
    арена аэродром аэропорт аэс вокзал гавань гэс деревня метро остров парк платформа порт посёлок
    река село стадион станция станица трасса хутор
    """.split()
)

# Voice assistants that are called like people, and what says of a name that it is one.
ASSISTANTS: Final = frozenset("алиса маруся джой".split())
ASSISTANT_NOUNS: Final = frozenset(
    "ассистент бот колонка нейросеть помощник приложение станция чат-бот".split()
)

# Animals that news calls by name, and what says that they are called so: «кот Вася», «собака по
# кличке Белка». In whatever number: an owner stands in another case («кот Трампа»).
ANIMALS: Final = frozenset(
    """
    алабай бегемот белуха бульдог бык верблюд волчица гепард гиена горилла дворняга дельфин дог
    дракон енот жеребёнок жеребец жираф жирафа зебра зубр каракал касатка кобыла козёл козлёнок
    коза конь корги корова косатка кот котёнок котик кошка кошечка кенгуру крокодил крыса лабрадор
    ламантин лев леопард лиса лось лошадь львёнок львица маламут манул медведица медведь медвежонок
    мопс морж мышь носорог обезьяна обезьянка овчарка оленёнок олень осёл панда пандочка пантера
    петух пингвин питон питомец питомица поросёнок попугай пони пума пёс пёсик ретривер росомаха
    ротвейлер рысь самец самка свинья слон слонёнок слониха собака собачка сова спаниель страус
    такса телёнок терьер тигр тигрица тигрёнок тюлень фенек филин хаски хомяк черепаха чихуахуа
    шимпанзе шпиц щенок
    """.split()
)
CALLED: Final = frozenset(("кличке", "имени"))

# People who are known by one name, often in Latin letters: «певец Artik», «блогер Mellstroy».
STAGE_PEOPLE: Final = frozenset(
    """
    артист артистка бизнес-блогер битмейкер блогер блогерша видеоблогер диджей инстаблогер комик
    певец певица поп-певец поп-певица рэпер репер стендапер стример стримерша техноблогер тиктокер
    фитнес-блогер хип-хопер ютубер
    """.split()
)

# What is called like a person or a firm, in quotes, and is neither: «судно «Григорий Ловцов»».
SHIPS_AND_STORMS: Final = frozenset(
    """
    авианосец антициклон баржа вертолётоносец газовоз катер корабль корвет крейсер ледокол лодка
    паром парусник подлодка сейнер судно сухогруз тайфун танкер телескоп теплоход траулер ураган
    фрегат циклон шторм шхуна щит щит-гигант эсминец яхта
    """.split()
)

# Those who were born under a sign; three of them show that nobody is meant.
SIGNS_OF_THE_ZODIAC: Final = frozenset("водолей дева козерог овен скорпион стрелец телец".split())

# Before the genitive of meteors: «пик Леонид».
SHOWERS: Final = frozenset("активность звездопад максимум метеор пик поток".split())

# What is called by its maker's name, so that the name is not the maker's: «автомобиль Toyota».
GOODS: Final = frozenset(
    """
    автомобиль айфон внедорожник иномарка кроссовер машина ноутбук планшет самолёт седан смартфон
    телефон часы
    """.split()
)

# Whose name a car or an aircraft has, too: «врезался в Ниссан», «пассажирский Airbus».
CAR_MAKERS: Final = frozenset(
    """
    airbus audi bentley bmw boeing cadillac chery chevrolet ferrari ford geely haval honda hyundai
    infiniti jaguar jeep kia lada lamborghini lexus maserati mazda mercedes mercedes-benz mitsubishi
    nissan opel peugeot porsche renault rolls-royce skoda subaru suzuki tesla toyota volkswagen
    volvo
    автоваз ауди аэробус бентли бмв боинг вольво газ газель камаз киа лада лексус мазда мерседес
    мерседес-бенц митсубиси ниссан опель порше рено тесла тойота уаз урал фольксваген форд хонда
    хендай шевроле шкода
    """.split()
)

# First words of Korean, Chinese and Vietnamese names: surnames that do not change before a given
# name («Ким Чен Ына», «Си Цзиньпина»).
FIXED_FIRST_SURNAMES: Final = frozenset(
    """
    ван вэй вэнь гао го дэн жэнь зыонг кан ким куо ли линь лэй лю люй ляо мао мун нгуен но пак пан
    пэн си сунь сюй сяо тан фам фан фэн хван ху хо хоанг хэ хюинь цай цзэн цзян цуй чан чень чжан
    чжао чжоу чжу чжун чжэн чинь чо чон чхве чэн чэнь шэнь юй юн ян
    """.split()
)

# Foreign names, surnames in the dictionary, that are first names of women as well: «Тейлор Свифт».
BORNE_BY_WOMEN: Final = frozenset("джордан кэмерон морган робин сидней тейлор харпер".split())

# Small words inside a name that go with the word after them: Мухаммед бен Салман, Урсула фон
# дер Ляйен.
NAME_PARTICLES: Final = frozenset(
    """
    аль ад ан ар ас аш ат бен бин ибн абу ван вон да дас де дель дела дер ди до дос дю ла ле
    тен тер ул уль уд ус ут фон эд эль эр эс эш
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

# Posts, ranks, forms of address and kinship: before a name they are no surname, whatever their
# capital.
POSTS: Final = frozenset(
    """
    автор адвокат академик актёр актриса арендатор арендодатель артист артистка архиепископ
    архимандрит архитектор аспирант атаман бабушка барон баронесса беженец беженка близнец
    блогер боец брат бригадир бухгалтер вдова ведущая ведущий взыскатель владелец внук внучка
    водитель воспитатель воспитательница врач генерал генпрокурор герой гимнаст гимнастка глава
    господин госпожа госсекретарь гражданин гражданка граф графиня грузоотправитель
    грузополучатель губернатор деверь девочка девушка дедушка дежурный декан депутат дизайнер
    директор дирижёр доверитель докладчик докладчица доктор должник донор доцент дочка дочь дядя
    епископ женщина журналист журналистка заведующая заведующий заёмщик заимодавец займодавец
    заказчик залогодатель заместитель заявитель звезда зять игрок игумен имам император
    императрица инженер инспектор исполнитель истец кандидат канцлер капитан кассир кладовщик
    кладовщица княгиня княжна князь комендант комик комиссар композитор конструктор консультант
    контролёр королева корреспондент космонавт кредитор кум кума лаборант лейтенант лидер литератор
    лицензиар лицензиат майор малыш мальчик мама маршал мастер мать медсестра менеджер механик
    миллиардер министр митрополит модель муж мужчина мэр наймодатель наниматель наследник
    начальник няня обвиняемая обвиняемый ответственная ответственный ответчик отец отправитель
    офицер охранник парень пациент пациентка певец певица педагог пенсионер
    пенсионерка писатель писательница плательщик племянник племянница пленный повар подписант
    подполковник подросток подруга подрядчик подсудимая подсудимый покупатель полицейский
    полковник получатель помощник понятая понятой поручитель посол пострадавшая пострадавший
    потерпевшая потерпевший поэт поэтесса прапорщик председатель представитель президент премьер
    премьер-министр преподаватель приятель продавец продюсер прокурор прораб профессор психолог
    рабочая рабочий ребёнок редактор режиссёр резидент ректор референт руководитель рэпер
    рядовой санитар санитарка сват свекровь свидетель свидетельница секретарь сенатор сержант
    сестра сестрица следователь слесарь собственник советник солист солистка составитель
    специалист спикер спонсор староста старшина сторож страхователь стример студент студентка
    субподрядчик судья супермодель супруг супруга сын телеведущая телеведущий тесть тётя тёща
    товарищ тренер уборщик уборщица управляющая управляющий учащийся ученик ученица учёный
    учитель учительница учредитель фельдшер фигурист фигуристка фотограф хирург хозяин хозяйка
    хоккеист художник художница царица царь чемпион чемпионка школьник школьница эколог
    экономист эксперт юноша юрист
    """.split()
)

# Before a name they say what somebody made.
CREDITS: Final = frozenset(
    "видео графика иллюстрация карикатура перевод рисунок снимок текст фото".split()
)

# Before a name they say how it is addressed.
EPITHETS: Final = frozenset(
    """
    бедный благородный великий дорогой драгоценный достопочтенный любезный любимый милый
    многоуважаемый молодой наш новый покойный преподобный прежний простой родной сам святой славный
    старый уважаемый бывший действующий
    """.split()
)

# What follows a company's name in its particulars.
REQUISITES: Final = frozenset(
    """
    ИНН ОГРН ОГРНИП КПП ОКПО ОКВЭД ОКАТО ОКТМО БИК БИН ИИН УНП СНИЛС ЕГРЮЛ ЕГРИП тел телефон факс
    адрес паспорт расч расчётный кор
    """.split()
)

# Words that papers print shortened, with a full stop: what they say of somebody or something.
SHORTENED: Final = frozenset(
    """
    акад вх гл ген дер докл доц зав зам изд ил исп исх каб кв комн корп корр лит отв пер пом пр прим
    проф ред рец рис рук согл сост стр табл ул утв физ юр
    """.split()
)

# Initials of words: фамилия, имя, отчество; место печати; лицевой счёт; нашей эры.
INITIALS_OF_WORDS: Final = frozenset(("ФИО", "МП", "ЛС", "НЭ", "ИО", "США", "РФ"))

# What a daughter of a company does, as a word after the name of the company: «Lufthansa Cargo»,
# «Альфа Лизинг». Compiled by hand from how companies call their daughters.
TRADES: Final = frozenset(
    """
    air airlines auto bank capital cargo cloud consulting credit development digital energy
    engineering entertainment express finance foods gas health insurance labs leasing life
    logistics marketing media mobile motors music news oil pay petroleum pharma pictures power
    retail securities services shipping software solar space sport sports studios systems taxi
    technik technologies technology telecom trading transport travel ventures
    авиа авто агро аптека банк девелопмент доставка еда инвест инвестиции инжиниринг капитал карго
    клиника консалтинг лизинг логистика маркет медиа медицина мобайл моторс музыка недвижимость
    нефтехим нефть сервис софт спорт страхование строй студия такси телеком технологии трейд
    трейдинг туризм фарма финанс финансы экспресс энерго энергосбыт энергия
    """.split()
)
