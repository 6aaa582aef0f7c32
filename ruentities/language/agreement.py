"""Every way to read a whole name whose words agree in case, gender and number.

All words of a person's name agree; in the name of a place or an organization the head and the
adjectives before it do, and what follows stays as it is. What a reading costs to believe is known
from the words alone, so that it is worked out once for each distinct name.
"""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

from ruentities.kinds import CASES, GENDERS, NUMBERS, Gender
from ruentities.language.declension import Form, forms, rarity
from ruentities.language.listed_words import listed_nominatives
from ruentities.language.morphology import is_common, known_readings
from ruentities.language.weights import weights
from ruentities.language.word_lists import FIXED_FIRST_SURNAMES, NAME_PARTICLES, PATRONYMIC_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruentities.kinds import Case, Number, Type, WordGender
    from ruentities.language.declension import Role
    from ruentities.language.names_table import Aliases

_Agreement = tuple["Case", Gender, "Number"]

_LONGEST_HEAD: Final = 5
_THREE: Final = 3
_SYLLABLE: Final = 4
_LONGEST_LISTED: Final = 4
_LIKELIEST: Final = 5
# A shorter word after a Korean's or a Chinese's surname is no Russian first name.
_SHORTEST_RUSSIAN: Final = 4
_GENDERS_OF_PEOPLE: Final[tuple[Gender, ...]] = get_args(Gender)
# Of the words of a person's name; a plural has no gender.
_AGREEMENTS: Final[tuple[_Agreement, ...]] = tuple(
    (case, gender, number)
    for case, gender, number in product(CASES, _GENDERS_OF_PEOPLE, NUMBERS)
    if (gender, number) != ("femn", "plur")
)
# The rows of those that a form with a case, a gender and a number fits; None fits any.
_FITTING: Final = {
    (case, gender, number): tuple(
        row
        for row, agreement in enumerate(_AGREEMENTS)
        if case in (None, agreement[0])
        and gender in (None, agreement[1])
        and number in (None, agreement[2])
    )
    for case, gender, number in product((None, *CASES), (None, *GENDERS), (None, *NUMBERS))
}
# No context makes up for so much.
_HOPELESS: Final = 8.0
# So much as never to win against a reading.
_UNREADABLE: Final = 9.0
# A form that costs more is too far-fetched to show that two words agree.
_BELIEVABLE: Final = 2.6


class Analysis(NamedTuple):
    """One agreeing reading of a name's words.

    Attributes:
        nominatives: Nominative of each word, in lower case; None for a word left as it is.
        roles: Part of the name that each word is.
        case: Case of the name, or None when nothing in it changes.
        gender: Gender, or None when the words fit any.
        number: ``"sing"`` or ``"plur"``, or None.
        read: Numbers of the words whose grammar in the sentence tells for or against it.
        cost: How hard it is to believe.
    """

    nominatives: tuple[str | None, ...]
    roles: tuple[Role, ...]
    case: Case | None
    gender: WordGender | None
    number: Number | None
    read: tuple[int, ...]
    cost: float


def analyses(words: tuple[str, ...], kind: Type) -> tuple[Analysis, ...]:
    """Return the agreeing readings of a name's words, the cheapest of each agreement first.

    >>> best = analyses(("Эльвире", "Набиуллиной"), "PER")[0]
    >>> best.nominatives, best.gender
    (('эльвира', 'набиуллина'), 'femn')
    >>> analyses(("Министерству", "обороны", "Франции"), "ORG")[0].nominatives
    ('министерство', None, None)
    """
    found = _person_analyses(words) if kind == "PER" else _headed_analyses(words, kind)
    return _believable(found) or (_unchanged(words),)


def is_one_person(words: Sequence[str]) -> bool:
    """Whether some case and gender fit all words of a person's name.

    >>> is_one_person(["Абдурахмановой", "Наталье"]), is_one_person(["Путиным", "Меркель"])
    (True, False)
    """
    rows = [[form for form in forms(word, "PER") if form.cost < _BELIEVABLE] for word in words]
    return any(
        all(_cheapest(row, case, gender, "sing") for row in rows)
        for case, gender in product(CASES, _GENDERS_OF_PEOPLE)
    )


def listed_analyses(
    words: tuple[str, ...], kind: Type, aliases: Aliases, agreeing: Sequence[Analysis]
) -> tuple[Analysis, ...]:
    """Return the readings that make a name that the alias table has: «Газпром нефти».

    Args:
        words: The name's words.
        kind: Its type.
        aliases: The table.
        agreeing: What `analyses` says of the words.

    >>> from ruentities.language.names_table import built_in_aliases
    >>> agreeing = analyses(("Единой", "России"), "ORG")
    >>> listed_analyses(("Единой", "России"), "ORG", built_in_aliases(), agreeing)[0].nominatives
    ('единая', 'россия')
    """
    if len(words) > _LONGEST_LISTED:
        return ()
    w = weights()
    if kind == "PER":
        return tuple(_listed_people(words, aliases, agreeing))
    if len(words) == 1:
        options: list[Sequence[str]] = [listed_nominatives(words[0], kind, aliases)]
    else:
        options = [
            list(dict.fromkeys([word.lower(), *(one.nominative for one in forms(word, kind))]))[:4]
            for word in words
        ]
    roles = same_role("noun", len(words))
    found: list[Analysis] = []
    for nominatives in product(*options):
        if aliases.find(kind, " ".join(nominatives)):
            found.append(Analysis(nominatives, roles, None, None, None, (), w.listed))
            # The same name, agreeing, says in which case it is.
            found += [
                reading._replace(nominatives=nominatives, roles=roles, cost=w.listed_and_agreeing)
                for reading in agreeing
                if all(
                    a in (None, b) for a, b in zip(reading.nominatives, nominatives, strict=True)
                )
            ]
    return tuple(found)


def _listed_people(
    words: tuple[str, ...], aliases: Aliases, agreeing: Sequence[Analysis]
) -> Iterator[Analysis]:
    """Listed people decline as others do, and so show their gender: «Илона Маска» is Илон Маск."""
    listed = []
    for reading in agreeing if len(words) > 1 else ():
        pairs = zip(reading.nominatives, words, strict=True)
        if aliases.find("PER", " ".join([nominative or word for nominative, word in pairs])):
            listed.append(reading)
    if listed:
        gain = weights().listed_and_agreeing - min(reading.cost for reading in listed)
        yield from (reading._replace(cost=reading.cost + gain) for reading in listed)


def _believable(found: Iterable[Analysis]) -> tuple[Analysis, ...]:
    ordered = sorted(found, key=lambda analysis: analysis.cost)
    return tuple(one for one in ordered if one.cost < ordered[0].cost + _HOPELESS)


def _unchanged(words: tuple[str, ...]) -> Analysis:
    return Analysis(
        (None,) * len(words), same_role("fixed", len(words)), None, None, None, (), _UNREADABLE
    )


def same_role(role: Role, count: int) -> tuple[Role, ...]:
    """Return the roles of so many words that are all the same part of a name."""
    return (role,) * count


def _person_analyses(words: tuple[str, ...]) -> list[Analysis]:
    """All words of a person's name agree: «Анне Ивановой» is dative and feminine in both."""
    w = weights()
    options = _options(words)
    found = []
    least = math.inf
    by_agreement = [_cheapest_of_each(row) for row in options]
    for row, (case, gender, number) in enumerate(_AGREEMENTS):
        agreeing = [form for cheapest in by_agreement if (form := cheapest[row])]
        if len(agreeing) < len(words):
            continue
        fixed = all(form.case is None for form in agreeing)
        if fixed and case != CASES[0]:
            continue
        cost = sum([form.cost for form in agreeing])
        cost += w.family if number == "plur" else w.woman if gender == "femn" else 0.0
        if cost >= least + _HOPELESS:
            continue
        least = min(least, cost)
        open_gender = number == "plur" or all(form.gender is None for form in agreeing)
        found.append(
            Analysis(
                tuple([form.nominative for form in agreeing]),
                tuple([form.role for form in agreeing]),
                None if fixed else case,
                None if open_gender else gender,
                number,
                _changing(agreeing),
                cost,
            )
        )
    return found


def _cheapest_of_each(row: Iterable[Form]) -> list[Form | None]:
    """Return for each agreement the first of some forms, the cheapest first, that fits it."""
    found: list[Form | None] = [None] * len(_AGREEMENTS)
    for form in row:
        for fitting in _FITTING[form.case, form.gender, form.number]:
            if found[fitting] is None:
                found[fitting] = form
    return found


def _changing(chosen: Sequence[Form]) -> tuple[int, ...]:
    """The words that have cases, or all of them; initials say nothing."""
    return tuple([i for i, form in enumerate(chosen) if form.case]) or tuple(range(len(chosen)))


def _options(words: tuple[str, ...]) -> list[tuple[Form, ...]]:
    """What each word of a person's name can be, where its neighbours leave that open."""
    options = [_person_forms(words, number) for number in range(len(words))]
    if len(words) > 1 and words[0].lower() in FIXED_FIRST_SURNAMES:
        if any(map(is_russian_given_name, words[1:])):
            # «Ким Анне Ильиничне», «Ким Виктора Ильича»: the surname may stay as it is.
            cost = weights().undeclined_family_name
            options[0] = (*options[0], Form(words[0].lower(), None, None, None, "last", cost))
        else:
            # «Ким Чен Ына»: only the last word of a Korean or Chinese name changes.
            options[:-1] = [
                (_fixed(word, "first" if number else "last"),)
                for number, word in enumerate(words[:-1])
            ]
    elif len(words) == _THREE and len(words[1]) <= _SYLLABLE:
        # «Кима Чен Ира»: or the first one, too.
        family = tuple(form for form in options[0] if form.nominative in FIXED_FIRST_SURNAMES)
        if family:
            options[:2] = [family, (_fixed(words[1], "first"),)]
    return options


def is_russian_given_name(word: str) -> bool:
    """Whether a word is a first name or a patronymic of Russia, in any case.

    >>> is_russian_given_name("Ильиничне"), is_russian_given_name("Чен")
    (True, False)
    """
    return len(word) >= _SHORTEST_RUSSIAN and any(
        reading.labels & {"Name", "Patr"} for reading in known_readings(word)
    )


def _fixed(word: str, role: Role, gender: Gender | None = None) -> Form:
    return Form(word.lower(), None, gender, None, role, 0.0)


def _person_forms(words: tuple[str, ...], number: int) -> tuple[Form, ...]:
    word = words[number]
    if number and word in NAME_PARTICLES:
        return (_fixed(word, "fixed"),)
    child = word.rpartition("-")[2].lower()
    if number and child in PATRONYMIC_WORDS:
        # «Саид оглы», «Ислам-оглы»: a patronymic that does not change and tells the gender.
        return (_fixed(word, "middle" if "-" in word else "fixed", PATRONYMIC_WORDS[child]),)
    if number + 1 < len(words) and words[number + 1].lower() in PATRONYMIC_WORDS:
        return (_fixed(word, "middle"),)
    return forms(word, "PER")


def _cheapest(row: Iterable[Form], case: str, gender: str | None, number: str) -> Form | None:
    for form in row:
        if (
            form.case in (None, case)
            and (form.gender is None or gender is None or form.gender == gender)
            and form.number in (None, number)
        ):
            return form
    return None


def _headed_analyses(words: tuple[str, ...], kind: Type) -> list[Analysis]:
    """The head and the adjectives before it agree, what follows is left as it is.

    «Верховному суду Пакистана»: adjective and head in the dative, then a genitive.
    """
    found: dict[tuple[int, str | None, str | None, str | None], Analysis] = {}
    for head in range(min(len(words), _LONGEST_HEAD)):
        if head and not _may_precede_head(words[head - 1], kind):
            break
        for form in forms(words[head], kind):
            before = [_before_head(word, form, kind) for word in words[:head]]
            after = words[head + 1 :]
            if not all(before) or (after and _is_adjectival(form, words[head], kind)):
                continue
            joined = _joined(after, form, kind)
            chosen = [*(option for option in before if option), form, *joined]
            after = after[len(joined) :]
            key = (head, form.case, form.gender, form.number)
            cost = sum(option.cost for option in chosen) + _head_cost(form)
            cost += _rest_cost(after, kind)
            if key not in found or cost < found[key].cost:
                found[key] = Analysis(
                    (*(option.nominative for option in chosen), *(None,) * len(after)),
                    (*(option.role for option in chosen), *same_role("fixed", len(after))),
                    form.case,
                    form.gender,
                    form.number,
                    _changing(chosen),
                    cost,
                )
    return list(found.values())


def _joined(after: Sequence[str], head: Form, kind: Type) -> tuple[Form, ...]:
    """A second head after «и»: «Аргументам и фактам»."""
    if len(after) < 2 or after[0] != "и" or head.case is None:
        return ()
    for form in forms(after[1], kind):
        if form.case == head.case and form.role != "adjective":
            return (Form("и", None, None, None, "fixed", 0.0), form)
    return ()


def _is_adjectival(form: Form, word: str, kind: Type) -> bool:
    """Whether a head could be an adjective, so that what follows is its noun: «Красной площади»."""
    return form.role == "adjective" or any(
        other.role == "adjective"
        and (other.nominative == form.nominative or other.cost < form.cost)
        for other in forms(word, kind)
    )


def _head_cost(form: Form) -> float:
    w = weights()
    cost = w.plural if form.number == "plur" else 0.0
    if form.role == "adjective":
        # «в Грозном», «на Тверской»: an adjective for a head, hardly ever in the neuter.
        cost += w.adjective_as_head
        if form.gender == "neut":
            cost += w.neuter_adjective_as_head
    return cost


def _rest_cost(rest: Sequence[str], kind: Type) -> float:
    """What follows a head does not change, so it is a genitive or has no cases at all.

    «Великих Луках» is no head with something after it.
    """
    if not rest or not rest[0].isalpha():
        return 0.0
    changing = [form for form in forms(rest[0], kind) if form.role != "fixed"][:_LIKELIEST]
    stays = not changing or any(form.case in (None, "nomn", "gent") for form in changing)
    return 0.0 if stays else weights().odd_after_head


def _may_precede_head(word: str, kind: Type) -> bool:
    adjectival = any(form.role == "adjective" for form in forms(word, kind))
    return adjectival or _may_be_fixed(word)


def _before_head(word: str, head: Form, kind: Type) -> Form | None:
    """A word before the head is an adjective that agrees with it, or a name that is fixed."""
    adjectives = [option for option in forms(word, kind) if option.role == "adjective"]
    gender = head.gender if head.number != "plur" else None
    agreeing = _cheapest(adjectives, head.case or "nomn", gender, head.number or "sing")
    if agreeing or not _may_be_fixed(word):
        return agreeing
    cost = weights().unchanged_before_head + rarity(word.lower())
    return Form(word.lower(), None, None, None, "fixed", cost)


def _may_be_fixed(word: str) -> bool:
    return word[0].isupper() and not is_common(word)
