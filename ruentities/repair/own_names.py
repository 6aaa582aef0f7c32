"""The user's own names, found in a text in every case form; start reading at `find_own_names`.

A name is looked up by what its words may begin with in any case, so that a text pays for the
words that it has and not for the names that a lexicon has.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.kinds import CASES
from ruentities.language.folding import may_be_form_of, plain
from ruentities.language.inflection import inflect
from ruentities.language.remembered import NAMES, remembered
from ruentities.repair.own_forms import (
    are_forms,
    is_form,
    is_spelt_alike,
    stem,
    stems,
)
from ruentities.text.marks import QUOTES, near
from ruentities.text.segmentation import tokenize
from ruentities.text.spans import Span, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruentities.language.lexicon import Lexicon
    from ruentities.language.lexicon_entry import LexiconEntry
    from ruentities.recognition.recognize import Recognition
    from ruentities.text.segmentation import Tokens

# A name that the user's holds needs so much: «Рогов» of «Рогов и копыт» has .5; set by eye.
_BELIEVED_INSIDE: Final = 0.6


class OwnName(NamedTuple):
    """A name of an entry of the lexicon.

    Attributes:
        name: The name, as the user gave it.
        entry: The entry.
        number: Its number in the lexicon.
        words: Its words as they are written, without quotes.
        keys: The same, to be compared.
    """

    name: str
    entry: LexiconEntry
    number: int
    words: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(slots=True, eq=False)
class _Node:
    """What may follow the stems so far.

    Attributes:
        next: Stems after which a name goes on.
        ends: Stems that are some names' last, with the numbers of these names.
    """

    next: dict[str, _Node] = field(default_factory=dict)
    ends: dict[str, tuple[int, ...]] = field(default_factory=dict)


class OwnNames:
    """The names of a lexicon by the stems of their words.

    What is kept for each name are two numbers and no object, lest Python's garbage collector
    visit tens of thousands at every text; a name that is asked for is made once.

    Args:
        lexicon: The names.

    Attributes:
        root: What a name may begin with.
        only_capitals: Whether all begin with a capital letter.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.root = _Node()
        self.only_capitals = True
        self._lexicon = lexicon
        self._entries: list[int] = []
        self._names: list[str] = []
        self._made: dict[int, OwnName] = {}
        for number, entry in enumerate(lexicon):
            for name in entry.names:
                words = _words(name)
                if words:
                    self.only_capitals &= words[0][0].isupper()
                    *before, last = map(stem, map(plain, words))
                    node = self.root
                    for part in before:
                        node = node.next.setdefault(part, _Node())
                    node.ends[last] = (*node.ends.get(last, ()), len(self._names))
                    self._entries.append(number)
                    self._names.append(name)

    def name(self, number: int) -> OwnName:
        """Return one of the names."""
        if number not in self._made:
            name, entry = self._names[number], self._entries[number]
            words = _words(name)
            keys = tuple(map(plain, words))
            self._made[number] = OwnName(name, self._lexicon.root[entry], entry, words, keys)
        return self._made[number]


def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name without its quotes, unless it is nothing else."""
    tokens = tokenize(name).words
    return tuple(word for word in tokens if word not in QUOTES) or tuple(tokens)


class _Match(NamedTuple):
    """A name found: its tokens, and how many of its words stand as they are in the lexicon."""

    start: int
    end: int
    exact: int
    own: OwnName


def find_own_names(
    tokens: Tokens,
    spans: Sequence[Span],
    *,
    recognition: Recognition,
    names: OwnNames,
    nested: bool,
) -> list[Span]:
    """Find the user's names; their score is 1, and they win over what they overlap.

    The user vouches for them: that is no estimate of ours. Of names that begin at one word the
    longest is taken.

    Args:
        tokens: The whole text.
        spans: The names found in it so far.
        recognition: What decides between types.
        names: The user's names.
        nested: Whether a name may lie inside one of another type: «Банк Москвы» and «Москва».

    Returns:
        Spans in text order; the user's have their entry and name, `own`.
    """
    own = _own_spans(tokens, recognition, names, nested=nested)
    if not own:
        return list(spans)
    at: dict[int, list[Span]] = defaultdict(list)
    for span in own:
        for index in range(span.start, span.end):
            at[index].append(span)
    kept = [
        span
        for span in spans
        if all(
            nested
            and span.type != other.type
            and span.holds(other) != other.holds(span)
            and (span.score >= _BELIEVED_INSIDE or not other.holds(span))
            for index in range(span.start, span.end)
            for other in at.get(index, ())
        )
    ]
    return _nested([*kept, *own])


def _own_spans(
    tokens: Tokens, recognition: Recognition, names: OwnNames, *, nested: bool
) -> list[Span]:
    found: list[Span] = []
    outer_end = inner_end = 0
    outer_type = None
    for start in _starts(tokens, names):
        matches = list(_matches(tokens, start, names))
        if matches and start >= outer_end:
            span = _longest(matches, recognition)
            found.append(span)
            outer_end, outer_type, inner_end = span.end, span.type, start
            matches = [match for match in matches if match.end < outer_end]
        if nested and start >= inner_end:
            inner = [
                match
                for match in matches
                if match.end <= outer_end and outer_type not in match.own.entry.types
            ]
            if inner:
                found.append(_longest(inner, recognition))
                inner_end = found[-1].end
    return found


def _starts(tokens: Tokens, names: OwnNames) -> Iterator[int]:
    """Yield the tokens that begin as a form of some name's first word might."""
    indexes: Iterable[int] = range(len(tokens))
    if names.only_capitals and not tokens.caseless:
        indexes = tokens.capitals
    goes_on, ends, words = names.root.next, names.root.ends, tokens.words
    for index in indexes:
        for begun in stems(words[index]):
            if begun in goes_on or begun in ends:
                yield index
                break


def _matches(tokens: Tokens, start: int, names: OwnNames) -> Iterator[_Match]:
    """Yield every name that stands at a token."""
    words = tokens.words
    open_: list[tuple[int, tuple[int, ...], _Node]] = [(start, (), names.root)]
    while open_:
        index, before, node = open_.pop()
        while before and index < len(words) and words[index] in QUOTES:
            index += 1
        if index >= len(words):
            continue
        indexes = (*before, index)
        for begun in stems(words[index]):
            if begun in node.ends and near(tokens, start, index):
                yield from _forms(tokens, indexes, map(names.name, node.ends[begun]))
            if begun in node.next:
                open_.append((index + 1, indexes, node.next[begun]))


def _forms(tokens: Tokens, indexes: tuple[int, ...], names: Iterable[OwnName]) -> Iterator[_Match]:
    """Yield those of some names that the words at some tokens are a case form of."""
    words = tuple([tokens.words[index] for index in indexes])
    keys = tuple(map(plain, words))
    shown = [_has_case(tokens, index) for index in indexes]
    for own in names:
        if (
            len(own.keys) == len(keys)
            and all(map(is_spelt_alike, words, own.words, shown))
            and all(map(may_be_form_of, keys, own.keys))
            and (
                all(map(is_form, words, own.keys))
                or " ".join(keys) in _inflected(own)
                or (len(words) > 1 and "PER" not in own.entry.types and are_forms(words, own.keys))
            )
        ):
            exact = sum(map(str.__eq__, words, own.words))
            end = _closing(tokens, indexes[0], indexes[-1] + 1)
            yield _Match(indexes[0], end, exact, own)


def _closing(tokens: Tokens, start: int, end: int) -> int:
    """Take the quote that closes one inside the name: «Банк «Открытие»»."""
    quotes = [word for word in tokens.words[start:end] if word in QUOTES]
    opened = len(quotes) % 2 and end < len(tokens) and tokens.words[end] in QUOTES
    return end + 1 if opened and near(tokens, end - 1, end) else end


def _longest(matches: Sequence[_Match], recognition: Recognition) -> Span:
    """Return the longest name, of equals the one that is nearest to the letters of the text."""
    best = max(matches, key=lambda match: (match.end, match.exact))
    equal = [match for match in matches if (match.end, match.exact) == (best.end, best.exact)]
    offered = [(match, kind) for match in equal for kind in match.own.entry.types]
    match, kind = (
        max(offered, key=lambda pair: recognition.chance(best.start, best.end, pair[1]))
        if len(offered) > 1
        else offered[0]
    )
    return Span(match.start, match.end, kind, 1.0, own=(match.own.number, match.own.name))


def _nested(spans: Iterable[Span]) -> list[Span]:
    """Return spans in text order, each nested that lies in a longer one."""
    ordered: list[Span] = []
    around: list[Span] = []
    for span in in_order(spans):
        while around and around[-1].end <= span.start:
            around.pop()
        inside = bool(around)
        ordered.append(span if span.nested == inside else replace(span, nested=inside))
        around.append(span)
    return ordered


def _has_case(tokens: Tokens, index: int) -> bool:
    """Whether the case of a token's letters means something: not in text of one case."""
    return not any(start <= index < end for start, end in tokens.caseless)


@remembered(NAMES)
def _inflected(own: OwnName) -> frozenset[str]:
    """Return the case forms of a name."""
    forms = (
        inflect(own.name, kind, case, own.entry.gender if kind == "PER" else None)
        for kind in own.entry.types
        for case in CASES
    )
    return frozenset(
        " ".join(plain(word) for word in tokenize(form).words if word not in QUOTES)
        for form in forms
    )
