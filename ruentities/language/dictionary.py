"""What the dictionary says of a word.

pymorphy3 makes an object for each way to read a word and asks it for its forms, which takes longer
than everything else that is done for a new name. Here a reading is a form of a paradigm
(`ruentities.language.cells`), and the answers are the same.
"""

from __future__ import annotations

from functools import partial
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from ruentities.language.cells import DECLINED, cell, forms, likeness, nominative_ending, tags
from ruentities.language.folding import beginning
from ruentities.language.opencorpora import dictionary, with_grammemes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.kinds import Case, Number, WordGender
    from ruentities.language.cells import Cell, Tag

# What shares are counted in.
_WHOLE: Final = 1_000_000
# Of two words with a hyphen one may have the rarer of two forms of a case.
_USUAL: Final = {"V-oy": "V-ey", "gen1": "gent", "loc1": "loct"}


class Reading(NamedTuple):
    """One way to read a word form.

    Attributes:
        nominative: The nominative of the same number and gender, in lower case.
        lemma: The dictionary form, in lower case.
        part: ``"noun"``, ``"adjective"`` (participles and ordinals too), ``"verb"`` or
            ``"other"``.
        case: ``"nomn"``, ``"gent"``, ``"datv"``, ``"accs"``, ``"ablt"``, ``"loct"`` or None.
        gender: ``"masc"``, ``"femn"``, ``"neut"``, or None where the word leaves it open.
        number: ``"sing"``, ``"plur"`` or None.
        labels: What kind of name it is: any of Name, Surn, Patr, Geox, Orgn, Abbr, Fixd.
        animate: Whether it means people or animals.
        known: Whether the dictionary holds the word, rather than a guess by its ending.
        weight: Share of this reading among the word's readings, 0 to 1.
    """

    nominative: str
    lemma: str
    part: str
    case: Case | None
    gender: WordGender | None
    number: Number | None
    labels: frozenset[str]
    animate: bool
    known: bool
    weight: float


class Found(NamedTuple):
    """A way to read a word, as the dictionary spells it: with ё.

    Attributes:
        prefix: What stands before the form and does not change.
        form: A form of the dictionary, or one like those that end so.
        cell: What it is of its paradigm.
        weight: How likely it is.
        left: What stands before a hyphen and changes as the rest does.
        particle: What stands after it: «-то».
    """

    prefix: str
    form: str
    cell: Cell
    weight: float
    left: Found | None = None
    particle: str = ""

    @property
    def tag(self) -> Tag:
        """The tag, that of what stands before a hyphen."""
        return self.left.tag if self.left else self.cell.tag

    @property
    def word(self) -> str:
        """The word."""
        return self.with_form(self.form, self.left.word if self.left else "")

    @property
    def lemma(self) -> str:
        """The dictionary form."""
        ending = self.cell.lemma
        form = ending.of(self.form) if ending else self.form
        return self.with_form(form, self.left.lemma if self.left else "")

    @property
    def nominative(self) -> str:
        """The nominative of the same number and gender."""
        if self.tag.superlative:
            return inflected(self, self.tag.nominative) or self.word
        ending = self.cell.nominative
        if self.left:
            wanted = self.tag.nominative
            ending = nominative_ending(self.cell.paradigm, self.cell.number, wanted)
        form = ending.of(self.form) if ending else self.form
        return self.with_form(form, self.left.nominative if self.left else "")

    def with_form(self, form: str, left: str) -> str:
        """Return the word with another form of what stands before and after its hyphen."""
        whole = f"{self.prefix}{form}{self.particle}"
        return f"{left}-{whole}" if left else whole


def lexeme(one: Found) -> list[tuple[str, Tag]]:
    """Return every form of a word, with its tag; of two with a hyphen those that agree best."""
    cell = one.cell
    if cell.paradigm < 0:
        return [(one.word, cell.tag)]
    own = zip(forms(cell.paradigm, cell.number, one.form), tags(cell.paradigm), strict=True)
    if not one.left:
        return [(one.with_form(form, ""), tag) for form, tag in own]
    lefts = lexeme(one.left)
    found = []
    for form, tag in own:
        grammemes = _usual(tag)
        left, agreeing = min(lefts, key=lambda other: len(_usual(other[1]) ^ grammemes))
        found.append((one.with_form(form, left), agreeing))
    return found


def _usual(tag: Tag) -> frozenset[str]:
    return frozenset(_USUAL.get(grammeme, grammeme) for grammeme in tag.grammemes)


def inflected(one: Found, wanted: frozenset[str]) -> str | None:
    """Return the form of a word that has some grammemes, as pymorphy3 chooses it.

    Of a superlative that is one, too: «Высший суд» does not become the highest one, which has the
    same grammemes.

    Args:
        one: How it is read.
        wanted: The grammemes.
    """
    if one.tag.superlative:
        wanted |= {"Supr"}
        alike = [form for form, tag in lexeme(one) if wanted.issubset(tag.grammemes)]
        word = one.word
        return max(alike, key=lambda form: len(beginning((form, word))), default=None)
    exact = with_grammemes(one.tag.grammemes, wanted)
    fitting = [
        (likeness(exact, tag), form) for form, tag in lexeme(one) if wanted.issubset(tag.grammemes)
    ]
    return max(fitting, key=itemgetter(0))[1] if fitting else None


# Faster than by name: tens of thousands are made for a hundred articles.
_reading = partial(tuple.__new__, Reading)
_found = partial(tuple.__new__, Found)
_weight = attrgetter("weight")


def dictionary_readings(word: str) -> tuple[Reading, ...]:
    """Return the readings of a word that the dictionary holds, the likeliest first.

    Args:
        word: One word in lower case.

    Returns:
        What pymorphy3's answer tells.

    >>> dictionary_readings("москве")[0].nominative, dictionary_readings("скабеевой")
    ('москва', ())
    """
    found = held(word)
    if len(found) > 1:
        found = weighed(word, found)
    return as_readings(word, found, known=True)


def as_readings(word: str, found: Sequence[Found], *, known: bool) -> tuple[Reading, ...]:
    """Return what some ways to read a word tell.

    Args:
        word: In lower case, as it is spelt.
        found: The ways.
        known: Whether the dictionary holds it.
    """
    readings = []
    # Most cases have one nominative: equal words are one object.
    same = {word: word}
    for one in found:
        prefix, form, (_, _, tag, nominative, lemma), weight, left, particle = one
        if left or particle or tag.superlative:
            tag, own, changed, first = one.tag, one.word, one.nominative, one.lemma
        else:
            own = prefix + form
            changed = prefix + nominative.of(form) if nominative else own
            first = changed
            if lemma is not nominative:
                first = prefix + lemma.of(form) if lemma else own
        if tag.grammar.part not in DECLINED:
            changed = word
        elif own != word:
            changed = spelt_like(changed, own, word)
        changed, first = same.setdefault(changed, changed), same.setdefault(first, first)
        readings.append(_reading((changed, first, *tag.grammar, known, weight)))
    return tuple(readings)


def held(word: str) -> list[Found]:
    """Return what the dictionary holds of a word in lower case."""
    read = dictionary()
    return [
        _found(("", form, cell(*place), 1.0, None, ""))
        for form, places in read.words.similar_items(word, read.alike)
        for place in places
    ]


def weighed(word: str, found: Sequence[Found]) -> list[Found]:
    """Sort readings by how often pymorphy3 counted each, or give all their share where it did not.

    What its method `prob` does; it is asked for each reading of each new word.
    """
    counted = dictionary().shares
    shares = [
        counted.get(f"{word}:{(left.tag if left else one.tag).text}", 0)
        for _, _, one, _, left, _ in found
    ]
    if not any(shares):
        whole = 1.0 / sum([one.weight for one in found])
        return [
            _found((prefix, form, one, weight * whole, left, particle))
            for prefix, form, one, weight, left, particle in found
        ]
    new = [
        _found((prefix, form, one, share / _WHOLE, left, particle))
        for (prefix, form, one, _, left, particle), share in zip(found, shares, strict=True)
    ]
    return sorted(new, key=_weight, reverse=True)


def spelt_like(nominative: str, form: str, word: str) -> str:
    """Drop the ё that pymorphy3 put into a text written without it: Королева -> Королев.

    «Петра» -> «Пётр» keeps its ё, which the nominative alone has.
    """
    if form != word and "ё" in form and "ё" not in word:
        return nominative.replace("ё", "е")
    return nominative
