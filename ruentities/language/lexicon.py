"""Word lists: names with their aliases, the user's own and the built-in ones; key folding."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, RootModel

from ruentities.kinds import Type
from ruentities.language.tables import table
from ruentities.text.storable import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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

# They follow a patronymic and belong to it: Гейдар Али оглы Алиев.
PATRONYMIC_WORDS: Final = frozenset("оглы оглу кызы заде улы угли гызы".split())

# «Ростов-на-Дону», «Франкфурт-на-Майне»: what follows the first hyphen stays as it is.
PLACE_AFTER_HYPHEN: Final = frozenset("на над под".split())

CLOSING_QUOTES: Final = {"«": "»", "“": "”", "„": "“", '"': '"'}

_QUOTES: Final = re.compile("[«»“”„‟\"'‘’`]")
_HYPHENS: Final = re.compile(r"\s*[-‐-―−]\s*")
_MARKS: Final = re.compile("[«»“”„‟\"'‘’`‐-―−-]")

_TWO_LETTER_INITIALS: Final = frozenset(("Дж", "Ал", "Вл", "Ст"))


def is_initial(word: str) -> bool:
    """Whether a word can be an initial: «А», «Ю», «Дж»."""
    return (len(word) == 1 and word.isupper()) or word in _TWO_LETTER_INITIALS


def _has_a_word(name: str) -> str:
    if not any(character.isalnum() for character in name):
        raise ValueError(f"a name needs a letter or a digit, got {name!r}")
    return name


Spelling = Annotated[Text, AfterValidator(_has_a_word)]


class LexiconEntry(BaseModel):
    """A name that the user knows.

    Attributes:
        name: Canonical name, in the nominative.
        type: ``"PER"``, ``"ORG"`` or ``"LOC"``.
        aliases: Other nominative names of the same entity.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Spelling
    type: Type
    aliases: tuple[Spelling, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical name and the aliases."""
        return (self.name, *self.aliases)


class Lexicon(RootModel[tuple[LexiconEntry, ...]]):
    """Names of the user's own, found in every case form and linked to their canonical name.

    Raises:
        ValueError: When an entry has no name, an unknown type or an unknown key.

    >>> from ruentities import Extractor
    >>> lexicon = Lexicon([{"name": "Рога и копыта", "type": "ORG", "aliases": ["РиК"]}])
    >>> doc = Extractor(lexicon=lexicon).extract("В «Рогах и копытах» обыск. РиК закрыта.")
    >>> doc.organizations[0].name, [mention.text for mention in doc.mentions]
    ('Рога и копыта', ['Рогах и копытах', 'РиК'])
    """

    model_config = ConfigDict(frozen=True)

    if TYPE_CHECKING:
        # For type checkers alone: pydantic gives the keys of a JSON object to a constructor of
        # ours, which fails in its own way for a lexicon that is no list.
        def __init__(self, root: Iterable[LexiconEntry | Mapping[str, object]]) -> None: ...

    def __iter__(self) -> Iterator[LexiconEntry]:  # type: ignore[override]
        return iter(self.root)

    def __len__(self) -> int:
        return len(self.root)


class Listed(NamedTuple):
    """What is known of a name.

    Attributes:
        name: Canonical name.
        wikidata: Id of what it names, or None.
        country: Of a place, ISO 3166-1 alpha-2 code of its country, or None.
        subdivision: Of a subject of Russia or a state of the USA, its ISO 3166-2 code, or None.
    """

    name: str
    wikidata: str | None = None
    country: str | None = None
    subdivision: str | None = None


@dataclass(frozen=True, eq=False)
class Aliases:
    """Which names are names of the same thing, and of what.

    Attributes:
        entries: What is known, by type and folded name.
        several_words: Type and name of the places and organizations that are more than one word.
        own: Canonical names that the user gave, which entities are called by in any case.
    """

    entries: dict[tuple[Type, str], Listed]
    several_words: tuple[tuple[Type, str], ...] = ()
    own: frozenset[tuple[Type, str]] = frozenset()

    def find(self, kind: Type, name: str) -> str | None:
        """Return the canonical name of a nominative name, or None when it is not listed.

        >>> built_in_aliases().find("LOC", "РФ")
        'Россия'
        """
        listed = self.entry(kind, name)
        return listed.name if listed else None

    def entry(self, kind: Type, name: str) -> Listed | None:
        """Return what is known of a nominative name, or None when it is not listed.

        >>> built_in_aliases().entry("LOC", "Питер")
        Listed(name='Санкт-Петербург', wikidata='Q656', country='RU', subdivision='RU-SPE')
        """
        return self.entries.get((kind, fold(name)))

    def with_lexicon(self, lexicon: Lexicon) -> Aliases:
        """Return a table in which the user's entries come first."""
        own = {
            (entry.type, fold(name)): Listed(entry.name)
            for entry in lexicon
            for name in entry.names
        }
        return replace(
            self,
            entries={**self.entries, **own},
            own=frozenset((entry.type, entry.name) for entry in lexicon),
        )


@lru_cache(maxsize=1)
def built_in_aliases() -> Aliases:
    """Return the curated table of ``data/names.tsv``, read once."""
    with table("names.tsv") as text:
        return _read_aliases(text)


def _read_aliases(text: str) -> Aliases:
    entries: dict[tuple[Type, str], Listed] = {}
    several_words: list[tuple[Type, str]] = []
    # All names are folded in one go: one by one takes longer than everything else here.
    for line, folded in zip(text.splitlines(), _plain(text).splitlines(), strict=True):
        if line and line[0] != "#":
            kind, name, wikidata, code, aliases = line.split("\t")
            _, key, _, _, keys = folded.split("\t")
            type_: Type = "LOC" if kind == "LOC" else "ORG" if kind == "ORG" else "PER"
            country, subdivision = code[:2] or None, code if len(code) > 2 else None
            listed = Listed(name, wikidata or None, country, subdivision)
            entries[type_, key] = listed
            for alias in keys.split(" | ") if keys else ():
                entries[type_, alias] = listed
            if type_ != "PER" and (" " in name or " " in aliases):
                names = [name, *aliases.split(" | ")]
                several_words += [(type_, alias) for alias in names if " " in alias]
    return Aliases(entries, tuple(several_words))


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Return a key for comparing names: case, ё, quotes, dashes and spaces do not count.

    >>> fold("Банк «Санкт – Петербург»") == fold('банк "Санкт-Петербург"')
    True
    """
    return " ".join(_plain(name).split())


def _plain(text: str) -> str:
    plain = text.lower().replace("ё", "е")
    return _HYPHENS.sub("-", _QUOTES.sub("", plain)) if _MARKS.search(plain) else plain
