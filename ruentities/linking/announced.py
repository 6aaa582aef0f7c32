"""What a text says itself of its names: «(далее — СК)», «по прозвищу Барс», «Служба связи GCHQ»."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ruentities.language.folding import plain
from ruentities.language.latin import consonants, hissing, is_latin
from ruentities.language.morphology import every_form
from ruentities.linking.people import generation
from ruentities.linking.short_forms import initials_of, is_acronym
from ruentities.text.marks import DASHES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruentities.linking.groups import Group
    from ruentities.text.segmentation import Tokens

    # Two names and the feature of their being one entity's.
    Said = tuple[Group, Group, str]

_OPENING: Final = frozenset('-—–«„“"')
_OPENING_WORDS: Final = _OPENING | {"далее"}
_NOTHING: Final = None, None
_UNANNOUNCED: Final = -1, ""
# What ties a name to one that it had before, the present one first.
FORMER: Final = "said to be called so before"
_CLOSING: Final = frozenset('»”“"')
_BEFORE_BRACKET: Final = _CLOSING | {"("}
# The last word before another name of the same: «по кличке», «он же», «известный как».
_ANNOUNCING: Final = frozenset(
    """
    aka ака бренд бренда брендом бывшая бывшее бывший девичестве же замужества замужестве имени
    именем имя как кличка кличке кличкой которого которой миру название названием назывался
    называлась называлось ник ником никнеймом ныне паспорту позывной позывным прежде прозвище
    прозвищем прозвищу псевдоним псевдонимом раньше ранее теперь урожденная урождённая фамилия
    """.split()
)
_BEFORE_ANNOUNCED: Final = _ANNOUNCING | _OPENING
# «Рубин» переименовали в «Сапфир».
_RENAMED: Final = frozenset(
    """
    переименован переименована переименовали переименовано переименованы переименовать
    переименовывают переименуют
    """.split()
)
_BEFORE: Final = frozenset("прежде раньше ранее".split())
# What announces a name that is no longer the one, and what a name that is the one now.
_PAST: Final = _BEFORE | frozenset(
    "бывшая бывшее бывший девичестве замужества урожденная урождённая".split()
)
_PRESENT: Final = frozenset("в ныне теперь".split())
_FORMER: Final = frozenset("бывшее новое прежнее старое".split())
# What «как» and «же» announce a name after only.
_ONLY_AFTER: Final = {
    **dict.fromkeys(("бывшая", "бывшее", "бывший", "ныне", "теперь", *_BEFORE), frozenset(("(",))),
    "в": _RENAMED,
    "замужества": frozenset(("до",)),
    "замужестве": frozenset(("в",)),
    **dict.fromkeys(("назывался", "называлась", "называлось"), _BEFORE),
    "миру": frozenset(("в",)),
    "название": _FORMER,
    "названием": frozenset(("прежним", "старым")),
    "именем": frozenset(("под",)),
    "же": frozenset(("он", "она")),
    "девичестве": frozenset(("в",)),
    "имени": frozenset(("настоящем", "настоящему")),
    "имя": frozenset(("настоящее", "подлинное")),
    "которого": frozenset(("имя", "фамилия")),
    "которой": frozenset(("имя", "фамилия")),
    "паспорту": frozenset(("по",)),
    "фамилия": frozenset(("девичья", "настоящая")),
    "как": frozenset(
        """
        известен известна известная известного известной известному известную известный
        известным также
        """.split()
    ),
}
# What else may stand between the two.
_BETWEEN: Final = frozenset(
    """
    ( , более в взял взяла взявший выступавший выступающая выступающий имеющий интернете которая
    который лучше носящий он она писавший пишущая пишущий по под получил получивший с сети себе со
    сценический сценическим также творческий творческим широко
    """.split()
).union(*_ONLY_AFTER.values())
_REACH: Final = 8
# A call sign may stand before the name: «с позывным «Молот» — Глеб Рощин».
_BEFORE_NAME: Final = frozenset("кличкой позывным прозвищем псевдонимом".split())
# What may stand between a relative and his name.
_APPOSED: Final = frozenset(",-—–(")


def _printed(words: str) -> frozenset[str]:
    """Return words as they stand in a sentence and at the head of one."""
    small = words.split()
    return frozenset((*small, *map(str.capitalize, small)))


PARENTS: Final = _printed("дед деда дедом мать матери матерью отец отца отцом отцу")
# «Его сына зовут Хантер», «сын — Хантер».
CHILDREN: Final = _printed(
    "внук внука внуком внучка внучки дочери дочерью дочка дочки дочь сын сына сыном сыну"
)
KINSHIP: Final = _printed(
    """
    брат брата брату братом братья внук внука внуком внучка внучки дед деда дедом дочери дочерью
    дочка дочки дочку дочь дядя дяди жена жене жену женой жены мать матери матерью муж мужа мужем
    мужу отец отца отцом отцу сестра сестре сестрой сестру сестры супруг супруга супруги супругой
    супругом супругу сын сына сыном сыну тётя бабушка бабушки невеста невесты вдова вдовы вдовой
    """
)
_PLAIN_KINSHIP: Final = frozenset(map(plain, KINSHIP))
# «Папа римский Лев», «патриарх всея Руси Кирилл». A bishop has a surname in brackets, or beside.
_TITLES: Final = frozenset(
    "император императрица королева король патриарх римский русь царица царь".split()
)


def tells_kinship(tokens: Tokens) -> bool:
    """Whether a text has a word of kinship at all."""
    return not _PLAIN_KINSHIP.isdisjoint(tokens.plain_words)


def announced(tokens: Tokens, groups: Sequence[Group]) -> Iterator[Said]:
    """Yield the pairs of names that a text says are one entity's.

    Args:
        tokens: The whole text.
        groups: All names in it.

    Yields:
        Two names of one type, and how that is said: ``"in brackets"``, ``"another name in
        brackets"``, ``"said to be called so"``, ``"side by side"`` or ``"said to be called so
        before"``, where the first of the two is the present name.
    """
    if "(" in tokens.plain_words:
        yield from _bracketed(tokens, groups)
    if len(groups) > 1:
        if not _BEFORE_ANNOUNCED.isdisjoint(tokens.plain_words) or _tells_renamed(tokens):
            yield from _called_otherwise(tokens, groups)
        if not _BEFORE_NAME.isdisjoint(tokens.plain_words):
            yield from _called_first(tokens, groups)
        yield from _side_by_side(groups)


def rulers(tokens: Tokens, groups: Sequence[Group]) -> frozenset[Group]:
    """Return the first names of those who are called by no other: «патриарх Кирилл».

    Args:
        tokens: The whole text.
        groups: All names in it.
    """
    titles = every_form(_TITLES)
    if tokens.plain_words.isdisjoint(titles):
        return frozenset()
    return frozenset(
        group
        for group in groups
        if group.form.type == "PER" and len(group.form.words) == 1
        for name in group.names
        if name.span.start and plain(tokens.words[name.span.start - 1]) in titles
    )


def said_apart(tokens: Tokens, groups: Sequence[Group]) -> Iterator[tuple[Group, Group]]:
    """Yield people whom a text calls relatives.

    «Отец Виталия Зорина, Виталий Степанович», «его сын, Виталий Зорин-младший».

    Args:
        tokens: The whole text.
        groups: All names in it.
    """
    people = [group for group in groups if group.form.type == "PER"]
    if len(people) < 2 or not tells_kinship(tokens):
        return
    words = (*tokens.words, "", "")
    ends: dict[int, Group] = {}
    for group in people:
        has_generation = generation(group.form) is not None
        for name in group.names:
            start, end = name.span.start, name.span.end
            if start and words[start - 1] in KINSHIP and name.case in ("gent", None):
                ends[end + (words[end] in _APPOSED)] = group
            if has_generation and not KINSHIP.isdisjoint(words[max(0, start - 2) : start]):
                for other in people:
                    if len(other.form.words) > 1 and generation(other.form) is None:
                        yield group, other
    for other in people if ends else ():
        for name in other.names:
            relative = ends.get(name.span.start)
            # «Дочь Рэддикс (Raddix Madden)» is one.
            if not relative or relative is other:
                continue
            if is_latin(relative.form.key) == is_latin(other.form.key):
                yield relative, other


def _bracketed(tokens: Tokens, groups: Sequence[Group]) -> Iterator[Said]:
    """«Следственный комитет (далее — СК)», but not «Роджер Кроун (Leidos)»."""
    starts = {name.span.start: (group, name) for group in groups for name in group.names}
    words = (*tokens.words, "")
    for group in groups:
        for name in group.names:
            if words[name.span.end] not in _BEFORE_BRACKET:
                continue
            inner = _after_bracket(tokens, name.span.end)
            other, inside = starts.get(inner, _NOTHING) if inner else _NOTHING
            if other and other is not group and other.form.type == group.form.type:
                outer_word, word = tokens.words[name.span.start], tokens.words[inner]
                latin = group.form.type == "PER" and _begin_alike(other, group)
                short = group.form.type == "ORG" and (is_acronym(word) or is_acronym(outer_word))
                said = "далее" in tokens.words[name.span.end : inner]
                if latin or short or said or word.lower() in initials_of(group.form.normal):
                    yield group, other, "in brackets"
                elif group.form.type == "PER" and inside and _closes(words, inside.span.end):
                    yield group, other, "another name in brackets"


def _closes(words: Sequence[str], end: int) -> bool:
    """Whether a bracket closes at a word: «Баста (Василий Вакуленко)», but not «(Ким, Пак)»."""
    while end < len(words) and words[end] in _CLOSING:
        end += 1
    return end < len(words) and words[end] == ")"


def _begin_alike(latin: Group, group: Group) -> bool:
    if not is_latin(latin.form.key) or is_latin(group.form.key):
        return False
    sounds = [
        [hissing(consonants(word))[:1] for word in name.form.key.split()] for name in (latin, group)
    ]
    return sounds[0] == sounds[1]


def _after_bracket(tokens: Tokens, end: int) -> int:
    """Return the first word inside a bracket that opens right after a name, 0 for none."""
    while end < len(tokens) and tokens.words[end] in _CLOSING:
        end += 1
    if end + 2 >= len(tokens) or tokens.words[end] != "(":
        return 0
    end += 1
    while end < len(tokens) and tokens.words[end] in _OPENING_WORDS:
        end += 1
    return end


def _called_otherwise(tokens: Tokens, groups: Sequence[Group]) -> Iterator[Said]:
    """«Пётр Лось по прозвищу Барс», «Анна Ёлкина, она же «Ёлка»», «Мегасеть» (бренд «Сотка»)»."""
    words = tokens.words
    before = _BEFORE_ANNOUNCED
    if _tells_renamed(tokens):
        before |= {"в"}
    found = [
        (group, _beginning_of_announcement(tokens, name.span.start))
        for group in groups
        for name in group.names
        if words[name.span.start - 1] in before
    ]
    if any(end > 0 for _, (end, _) in found):
        ends = {name.span.end: group for group in groups for name in group.names}
        for other, (end, word) in found:
            group = ends.get(end)
            if group and group is not other and group.form.type == other.form.type:
                if word in _PRESENT:
                    yield other, group, FORMER
                else:
                    yield group, other, FORMER if word in _PAST else "said to be called so"


def _tells_renamed(tokens: Tokens) -> bool:
    """Whether a text says of something that it was renamed: «Ленинск переименовали в Байконур»."""
    return not _RENAMED.isdisjoint(tokens.plain_words)


def _called_first(tokens: Tokens, groups: Sequence[Group]) -> Iterator[Said]:
    """«Боец с позывным «Молот» — Глеб Рощин»."""
    words = (*tokens.words, "")
    people = [group for group in groups if group.form.type == "PER"]
    starts = {name.span.start: group for group in people for name in group.names}
    for other in people if len(people) > 1 else ():
        for name in other.names:
            before, after = name.span.start - 1, name.span.end
            while before > 0 and words[before] in _OPENING:
                before -= 1
            while words[after] in _CLOSING:
                after += 1
            group = starts.get(after + (words[after] in DASHES))
            if group and group is not other and words[before] in _BEFORE_NAME:
                yield group, other, "said to be called so"


def _beginning_of_announcement(tokens: Tokens, start: int) -> tuple[int, str]:
    """Return where the words begin that announce a name, and the last of them; -1 for none."""
    index = start
    while index and tokens.words[index - 1] in _OPENING:
        index -= 1
    word = tokens.words[index - 1].lower() if index else ""
    if word not in _ANNOUNCING and word != "в":
        return _UNANNOUNCED
    index -= 1
    needed = _ONLY_AFTER.get(word)
    if needed and (not index or tokens.words[index - 1].lower() not in needed):
        return _UNANNOUNCED
    while start - index < _REACH and index and tokens.words[index - 1].lower() in _BETWEEN:
        index -= 1
    while index and tokens.words[index - 1] in _CLOSING:
        index -= 1
    return index, word


def _side_by_side(groups: Sequence[Group]) -> Iterator[Said]:
    """«Служба связи GCHQ»: an abbreviation in other letters, right after the name."""
    short = {
        name.span.start: group
        for group in groups
        if group.form.type == "ORG" and len(group.form.words) == 1
        for name in group.names
        if is_acronym(group.form.normal) and is_latin(group.form.key)
    }
    for group in groups if short else ():
        if group.form.type == "ORG" and len(group.form.words) > 1 and not is_latin(group.form.key):
            for name in group.names:
                if name.span.end in short:
                    yield group, short[name.span.end], "side by side"
