"""Where answers to raw news contradict each other: what no gold is needed to see.

Start reading at `contradictions`: each kind is a function from all answers to rows.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import combinations, takewhile
from typing import TYPE_CHECKING, Final, Literal, TypeVar, get_args

from ruentities.evaluation.mistakes.rows import Row, Tally
from ruentities.evaluation.mistakes.signs import is_told
from ruentities.evaluation.scorers.normals import comparison_key
from ruentities.evaluation.tables import Column, Table
from ruentities.language.names_table import built_in_aliases
from ruentities.language.word_lists import SEATS_OF_POWER
from ruentities.text.marks import CLOSING_QUOTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ruentities.evaluation.mistakes.raw_news import Answer, Found

_Subject = TypeVar("_Subject")

Kind = Literal[
    "several readings",
    "nominative never printed",
    "one ending apart",
    "two genders",
    "missed at a sentence's start",
    "missed in capitals",
    "missed in quotes",
    "cut off",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
_MISSES: Final[tuple[Kind, ...]] = tuple(kind for kind in KINDS if kind.startswith("missed"))

# Seen so often, a surface ought to have one reading.
_READ_OFTEN: Final = 5
# So many mentions in oblique cases make it odd that the nominative never occurs.
_NAMED_OFTEN: Final = 6
# A name is known when it is found so often in the middle of sentences, and missed there in at
# most a tenth of its occurrences.
_KNOWN: Final = 5
_MISSED: Final = 0.1
# Letters by which two case forms of a word differ at most, and have in common at least.
_ENDING: Final = 2
_STEM: Final = 3
_AROUND: Final = 40

_WORD: Final = re.compile(r"\w+(?:[-‑]\w+)*")
_SENTENCE_END: Final = re.compile(r"(?:^|[.!?…]|\n)[\s\W]*\Z")
_GOES_ON: Final = re.compile(r"[-‑–—]\w|\+|\d|\.(?:ru|рф|com|net|org|io|tv|info|su)\b", re.I)


def contradictions(answers: Sequence[Answer]) -> dict[Kind, list[Row]]:
    """Return the rows of each kind, the most frequent first."""
    found = {kind: find(answers) for kind, find in _FINDERS.items()} | _missed(answers)
    return {kind: sorted(found[kind], key=lambda row: -row.count) for kind in KINDS}


def to_table(answers: Sequence[Answer], found: dict[Kind, list[Row]]) -> Table:
    """Return how many names and how many answers each kind is about, and what their texts say."""
    mentions = sum(len(answer.found) for answer in answers)
    return Table(
        question="contradictions",
        title="Answers that contradict each other",
        note=f"{len(answers):,} texts, {mentions:,} mentions.",
        columns=(
            Column("Kind"),
            Column("Names", ",d"),
            Column("Answers", ",d"),
            Column("Told by the text", ",d"),
            Column("Against the text", ",d"),
        ),
        rows=tuple(
            (
                kind,
                len(found[kind]),
                sum(row.count for row in found[kind]),
                sum(row.told for row in found[kind]),
                sum(row.against for row in found[kind]),
            )
            for kind in KINDS
        ),
    )


def to_text(found: dict[Kind, list[Row]], most: int) -> str:
    """Return the first rows of each kind as text for a terminal, with their excerpts."""
    lines = []
    for kind, rows in found.items():
        lines.append(f"\n{kind}: {len(rows):,}, in {sum(row.count for row in rows):,} answers")
        for row in rows[:most]:
            readings = ", ".join(f"{reading} ({count})" for reading, count in row.readings)
            told = f"; told {row.told}, against {row.against}" if row.told or row.against else ""
            lines.append(f"{row.count:5d}  {row.subject}: {readings}{told}")
            lines += [f"         {excerpt.answer}: …{excerpt.text}…" for excerpt in row.excerpts]
    return "\n".join(lines)


def _several_readings(answers: Sequence[Answer]) -> list[Row]:
    """One surface with several types or nominatives: «Минцифры» as ORG, PER and LOC.

    In quotes it is another name: «Краснодар» is a club. A seat of power has the type that the
    sentence gives it. Of the answers in the minority those are told that the text itself bears
    out; any answer is against its text where that says that another of the readings is meant.
    """
    read: dict[str, list[tuple[Answer, Found]]] = defaultdict(list)
    for answer in answers:
        for one in answer.found:
            read[_with_quote(answer.text, one)].append((answer, one))
    rows = []
    for surface, found in read.items():
        if len(found) < _READ_OFTEN or len({_reading(one) for _, one in found}) == 1:
            continue
        tally = Tally()
        firsts: dict[str, Found] = {}
        for answer, one in found:
            tally.add(answer, one.start, one.end, _reading(one))
            firsts.setdefault(_reading(one), one)
        top, *others = (firsts[reading] for reading, _ in tally.counts.most_common())
        told = against = 0
        for answer, one in found:
            if _reading(one) == _reading(top):
                against += any(is_told(answer, one, other, top) for other in others)
            else:
                told += is_told(answer, one, one, top)
                against += is_told(answer, one, top, one)
        count = tally.counts.total() - max(tally.counts.values())
        rows.append(tally.row(surface, count, told, against))
    return rows


def _with_quote(text: str, one: Found) -> str:
    """A name that fills its quotes is quoted; «Россия» that opens somebody's words is not."""
    surface = text[one.start : one.end]
    closing = CLOSING_QUOTES.get(text[one.start - 1]) if one.start else None
    return f"«{surface}" if closing and text[one.end : one.end + 1] == closing else surface


def _reading(one: Found) -> str:
    name = comparison_key(one.normal)
    return name if name in SEATS_OF_POWER else f"{one.type} {name}"


def _never_printed(answers: Sequence[Answer]) -> list[Row]:
    """A nominative that is never printed while other forms are: «Угальд» of «Угальде».

    What the table of names lists is one all the same: «Ростовская область».
    """
    listed = built_in_aliases()
    tallies = _tallies(
        (answer, one, (one.type, one.normal), answer.text[one.start : one.end])
        for answer in answers
        for one in answer.found
    )
    printed = {comparison_key(form) for tally in tallies.values() for form in tally.counts}
    return [
        tally.row(f"{kind} {name}", tally.counts.total())
        for (kind, name), tally in tallies.items()
        if tally.counts.total() >= _NAMED_OFTEN
        and comparison_key(name) not in printed
        and not listed.find(kind, name)
    ]


def _one_ending_apart(answers: Sequence[Answer]) -> list[Row]:
    """Two entities of a document by names with other endings: «Илон Маск», «Илона Маска»."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for answer in answers:
        firsts: dict[int, Found] = {}
        for one in answer.found:
            firsts.setdefault(one.entity, one)
        for one, other in combinations(firsts.values(), 2):
            if one.type == other.type and _differ_in_ending(one.normal, other.normal):
                names = " / ".join(sorted((one.normal, other.normal)))
                tallies[f"{one.type} {names}"].add(answer, other.start, other.end, other.normal)
    return [tally.row(names, tally.counts.total()) for names, tally in tallies.items()]


def _differ_in_ending(one: str, other: str) -> bool:
    words, others = comparison_key(one).split(), comparison_key(other).split()
    return (
        words != others
        and len(words) == len(others)
        and all(a == b or _have_one_stem(a, b) for a, b in zip(words, others, strict=True))
    )


def _have_one_stem(one: str, other: str) -> bool:
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    stem = sum(1 for _ in same)
    return stem >= _STEM and max(len(one), len(other)) - stem <= _ENDING


def _two_genders(answers: Sequence[Answer]) -> list[Row]:
    """A person of two words or more who is a man in one document and a woman in another."""
    tallies = _tallies(
        (answer, one, one.normal, one.gender)
        for answer in answers
        for one in answer.found
        if one.gender and " " in one.normal
    )
    return [
        tally.row(name, min(tally.counts.values()))
        for name, tally in tallies.items()
        if len(tally.counts) > 1
    ]


def _missed(answers: Sequence[Answer]) -> dict[Kind, list[Row]]:
    """Names that are found in the middle of sentences and missed elsewhere."""
    found = Counter(
        answer.text[one.start : one.end]
        for answer in answers
        for one in answer.found
        if not _begins_sentence(answer.text, one.start)
    )
    often = {surface for surface, count in found.items() if count >= _KNOWN}
    forms = _by_first_word(often)
    left_out = [(answer, *span) for answer in answers for span in _left_out(answer, forms)]
    tallies: dict[Kind | None, dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    for answer, surface, start, end in left_out:
        kind = _where(answer.text, start, end, surface)
        tallies[kind][surface].add(answer, start, end, answer.text[start:end])
    missed = tallies[None]
    return {
        kind: [
            tally.row(surface, tally.counts.total())
            for surface, tally in tallies[kind].items()
            if surface not in missed or missed[surface].counts.total() <= _MISSED * found[surface]
        ]
        for kind in _MISSES
    }


def _where(text: str, start: int, end: int, surface: str) -> Kind | None:
    """What may be why a name was missed here; None in the middle of a sentence."""
    if text[start:end] != surface:
        return "missed in capitals"
    if text[start - 1 : start] == "«" and text[end : end + 1] == "»":
        return "missed in quotes"
    return "missed at a sentence's start" if _begins_sentence(text, start) else None


def _by_first_word(surfaces: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Return the forms to look for, as printed and in capitals, the longest first."""
    forms: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for surface in sorted(surfaces, key=lambda one: (-len(one), one)):
        for form in dict.fromkeys((surface, surface.upper())):
            first = _WORD.match(form)
            if first:
                forms[first.group()].append((form, surface))
    return forms


def _left_out(
    answer: Answer, forms: dict[str, list[tuple[str, str]]]
) -> Iterator[tuple[str, int, int]]:
    """Where a surface, or the same in capitals, stands outside of every mention."""
    mentions = iter(answer.found)
    mention = next(mentions, None)
    covered = 0
    for word in _WORD.finditer(answer.text):
        while mention and mention.start < word.end():
            covered = max(covered, mention.end)
            mention = next(mentions, None)
        if word.start() < covered:
            continue
        for form, surface in forms.get(word.group(), ()):
            end = word.start() + len(form)
            if answer.text[word.start() : end] == form and not answer.text[end : end + 1].isalnum():
                yield surface, word.start(), end
                break


def _begins_sentence(text: str, start: int) -> bool:
    return bool(_SENTENCE_END.search(text, max(0, start - _AROUND), start)) or start == 0


def _cut_off(answers: Sequence[Answer]) -> list[Row]:
    """Mentions that end at a dash, a plus, a digit or a domain: «ОПЕК» of «ОПЕК+».

    What a dash joins may be two names: «рейс Москва-Сочи».
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    for answer in answers:
        starts = {one.start for one in answer.found}
        for one in answer.found:
            if one.end + 1 not in starts and _GOES_ON.match(answer.text, one.end):
                rest = answer.text[one.end :].split(None, 1)[0]
                surface = answer.text[one.start : one.end]
                whole = surface + rest.rstrip(".,:;!?»)")
                tallies[whole].add(answer, one.start, one.end, f"{one.type} {surface}")
    return [tally.row(whole, tally.counts.total()) for whole, tally in tallies.items()]


def _tallies(
    read: Iterable[tuple[Answer, Found, _Subject, str]],
) -> dict[_Subject, Tally]:
    tallies: dict[_Subject, Tally] = defaultdict(Tally)
    for answer, one, subject, reading in read:
        tallies[subject].add(answer, one.start, one.end, reading)
    return tallies


_FINDERS: Final[dict[Kind, Callable[[Sequence[Answer]], list[Row]]]] = {
    "several readings": _several_readings,
    "nominative never printed": _never_printed,
    "one ending apart": _one_ending_apart,
    "two genders": _two_genders,
    "cut off": _cut_off,
}
