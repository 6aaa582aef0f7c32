"""What stands beside a person's name and tells its case or its gender: marks, posts and verbs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.kinds import NUMBERS
from ruentities.language.morphology import known_readings, readings
from ruentities.language.remembered import WORDS, remembered
from ruentities.language.word_lists import SHORTENED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruentities.kinds import Case, Gender, Number, WordGender
    from ruentities.language.dictionary import Reading
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

_MARKS: Final = frozenset(":-–—©")
# What somebody is called follows in the nominative: «с позывным Белка».
_CALLED: Final = frozenset(
    "кличке кличкой никнеймом ником позывной позывным прозвищу прозвищем псевдонимом".split()
)
# «По фамилии Юнь», but «имени Юня».
_CALLED_BY: Final = frozenset(("имени", "фамилии"))
# Nouns for women that no dictionary has: «американистка».
_OF_WOMEN: Final = tuple(
    f"{stem}{ending}"
    for stem in ("истк", "ниц", "ентк", "ёрш", "ерш", "ичк")
    for ending in ("а", "и", "ы", "е", "у", "ой", "ей")
)
_OF_AGE: Final = re.compile("[-0-9а-яё]+летн(ий|его|ему|им|ем|яя|ей|юю)")
_PARTICIPLES: Final = ("нная", "тая", "мая", "вшая", "щая", "вшаяся", "щаяся")
# What several people of one surname are called by.
_FAMILIES: Final = frozenset(
    "банда брат династия клан род родители семейство семья сестра супруги чета".split()
)
_SENTENCE_ENDS: Final = frozenset(".!?…")
_GENITIVE: Final[frozenset[Case]] = frozenset(("gent",))
# A full stop after them ends no sentence: «им. Седова», «зам. Седова».
_SHORTENED: Final = SHORTENED | {"им"}
_PREPOSITIONS: Final = frozenset(
    """
    без в для до за из к ко между на над о об от перед по под после при про против с со у через
    """.split()
)
# Between people who are named in a row.
_JOINTS: Final = frozenset((",", "и", ";"))
_AFTER_SPEECH: Final = frozenset(',-–—»"”')
_PERSONAL: Final = ("masc", "femn")
# What share of a word's uses is not worth a look.
_HARDLY: Final = 0.05


class Surroundings(NamedTuple):
    """What stands beside a name.

    Attributes:
        is_first: Whether it opens a sentence or a block of text, or follows an adverb that does.
        after_mark: Whether a colon, a dash, a copyright sign or «с позывным» stands before it.
        after_saying: Whether a verb stands before it, or before its post, that follows somebody's
            words: «», — сказал», «, пишет американистка».
        before_verb: Whether a finite verb follows it, and no noun or preposition stands before
            it of which it may be the complement: not «дело Ивановой закрыто».
        verb_gender: The gender that this verb shows, if any, or else a participle in the nominative
            after a comma («, избранная в мае»), or else the verb after what was said.
        post_cases: The cases that a noun for people right before it may stand in, None where
            there is no such noun.
        post_gender: What that noun tells: «американистка» and «дочери» of a woman; so does
            an adjective of somebody's age («18-летнего»), of a man as well.
        after_family: Whether a noun before it is one for several people of a surname: «семья».
    """

    is_first: bool
    after_mark: bool
    after_saying: bool
    before_verb: bool
    verb_gender: WordGender | None
    may_act: bool
    post_cases: frozenset[Case] | None
    post_gender: Gender | None
    after_family: bool


def people_of(spans: Sequence[Span]) -> tuple[dict[int, int], dict[int, int]]:
    """Return where the people's names end by where they begin, and the other way round."""
    ends = {span.start: span.end for span in spans if span.type == "PER"}
    return ends, {end: start for start, end in ends.items()}


def surroundings(
    tokens: Tokens, span: Span, ends: Mapping[int, int], starts: Mapping[int, int]
) -> Surroundings:
    """Tell what stands beside a name, or beside the row of people that it stands in.

    Args:
        tokens: The whole text.
        span: The name.
        ends: End of each person's name by its start, as `people_of` returns them.
        starts: The reverse.
    """
    before = span.start
    while (
        before - 1 not in tokens.breaks
        and tokens.words[before - 1] in _JOINTS
        and before - 1 in starts
    ):
        before = starts[before - 1]
    left = tokens.words[before - 1] if before and before not in tokens.breaks else ""
    after, count = span.end, len(tokens.words)
    single = before == span.start
    while after + 1 < count and tokens.words[after] in _JOINTS and after + 1 in ends:
        after = ends[after + 1]
        single = False
    follower = tokens.words[after] if after < count and after not in tokens.breaks else ""
    number, gender = _verb(follower) if follower.islower() else (None, None)
    earlier = _verb(left)[1] if left.islower() else None
    may_act = earlier in _PERSONAL or (gender in _PERSONAL and _has_no_complement(left))
    if not gender and single and follower == ",":
        gender = _participle(tokens.words[after + 1]) if after + 1 < count else None
    if not gender and before > 1 and tokens.words[before - 2] in _AFTER_SPEECH:
        # «…, — сказала Бербок»
        gender = earlier
    post = left.lower() if before == span.start else ""
    if post == "." and tokens.words[max(before - 2, 0)] == "им":
        post = "имени"
    called = left in _CALLED or (
        left in _CALLED_BY and before > 1 and tokens.words[before - 2] == "по"
    )
    post_cases = _cases_of_post(post) if post and not called else None
    return Surroundings(
        # A name that stands alone is no sentence.
        is_first=bool(follower) and _opens(tokens, before),
        after_mark=called or left in _MARKS,
        after_saying=_is_after_saying(tokens, before - (2 if post_cases else 1)),
        # «Лаврова ждут»: one person does not act in the plural.
        before_verb=number in (("sing",) if single else NUMBERS) and _has_no_complement(left),
        verb_gender=gender if single else None,
        may_act=may_act,
        post_cases=post_cases,
        post_gender=_gender_of_post(post) if post_cases else None,
        after_family=bool(post) and _is_family(post),
    )


def _opens(tokens: Tokens, index: int) -> bool:
    """Whether a token opens a sentence or a block, an adverb aside: «Вчера Орлова приехала»."""
    if not _begins(tokens, index) and _is_adverb(tokens.words[index - 1]):
        index -= 1
    return _begins(tokens, index)


def _begins(tokens: Tokens, index: int) -> bool:
    if index == 0 or index in tokens.breaks:
        return True
    before = tokens.words[index - 1]
    if before == "." and index > 1 and tokens.words[index - 2].lower() in _SHORTENED:
        return False
    return before[-1] in _SENTENCE_ENDS


@remembered(WORDS)
def _is_adverb(word: str) -> bool:
    """Whether a word may open a sentence, but has neither a case nor a complement."""
    found = known_readings(word) if word.istitle() and word.lower() not in _PREPOSITIONS else ()
    return bool(found) and all(one.part == "other" for one in found)


def _is_after_saying(tokens: Tokens, index: int) -> bool:
    """Whether a token is a verb of which a person named after it is the subject."""
    return (
        index > 0
        and index not in tokens.breaks
        and tokens.words[index - 1] in _AFTER_SPEECH
        and tokens.words[index].islower()
        and _verb(tokens.words[index])[0] == "sing"
    )


@remembered(WORDS)
def _gender_of_post(post: str) -> Gender | None:
    genders = {reading.gender for reading in _readings_of_post(post)}
    if genders == {"femn"}:
        return "femn"
    return "masc" if _OF_AGE.fullmatch(post) and "femn" not in genders else None


def _readings_of_post(post: str) -> Sequence[Reading]:
    if _OF_AGE.fullmatch(post):
        return [one for one in readings(post) if one.part == "adjective"]
    found = known_readings(post)
    if found or not post.endswith(_OF_WOMEN):
        return found or readings(post)
    return [one for one in readings(post) if (one.part, one.gender) == ("noun", "femn")]


@remembered(WORDS)
def _is_family(word: str) -> bool:
    return any(reading.lemma in _FAMILIES for reading in known_readings(word))


@remembered(WORDS)
def _verb(word: str) -> tuple[Number | None, WordGender | None]:
    """The number and the gender that a word shows if it is a finite verb and hardly another word.

    «ведут» is once in fifty the genitive of «ведуты».
    """
    found = [reading for reading in readings(word) if reading.weight > _HARDLY]
    if not found or any(reading.part != "verb" or not reading.number for reading in found):
        return None, None
    genders = {reading.gender for reading in found}
    return found[0].number, genders.pop() if len(genders) == 1 else None


@remembered(WORDS)
def _participle(word: str) -> WordGender | None:
    """The gender of a participle that is in the nominative and in nothing else."""
    found = known_readings(word) if word.endswith(_PARTICIPLES) else ()
    told = {(one.part, one.case, one.gender) for one in found}
    return found[0].gender if len(told) == 1 and found[0].case == "nomn" else None


@remembered(WORDS)
def _has_no_complement(word: str) -> bool:
    found = known_readings(word)
    return word.lower() not in _PREPOSITIONS and not any(one.part == "noun" for one in found)


@remembered(WORDS)
def _cases_of_post(word: str) -> frozenset[Case] | None:
    """The cases that a noun for people, or somebody's age, may stand in: «судья», «секретарю».

    After «имени» people stand in the genitive.
    """
    if word == "имени":
        return _GENITIVE
    found = _readings_of_post(word)
    if not _OF_AGE.fullmatch(word):
        if not word.endswith(_OF_WOMEN):
            found = known_readings(word)
        if not all(reading.animate and reading.part == "noun" for reading in found):
            return None
    return frozenset(one.case for one in found if one.case and one.number == "sing") or None
