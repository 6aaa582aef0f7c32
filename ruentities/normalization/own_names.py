"""A user's own name as it stands in a text: its nominative is the user's, only its case is told."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

from ruentities.kinds import CASES
from ruentities.language.analysis import same_role
from ruentities.language.folding import plain
from ruentities.language.inflection import inflect, nominative_reading
from ruentities.language.person_names import NO_PARTS, split_name
from ruentities.normalization.name import Name
from ruentities.text.segmentation import is_word, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruentities.kinds import Case, Gender
    from ruentities.language.lexicon_entry import LexiconEntry
    from ruentities.recognition.recognize import Recognition
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span


def with_own_names(
    tokens: Tokens, names: Sequence[Name], recognition: Recognition, entries: Sequence[LexiconEntry]
) -> list[Name]:
    """Return names in which those of the user's are as the user gave them.

    Args:
        tokens: The whole text.
        names: Its mentions.
        recognition: What the model found in the text: the grammar of each word.
        entries: The entries of the lexicon.
    """
    return [
        _own_name(tokens, name.span, recognition, entries) if name.span.own else name
        for name in names
    ]


def _own_name(
    tokens: Tokens, span: Span, recognition: Recognition, entries: Sequence[LexiconEntry]
) -> Name:
    assert span.own
    number, name = span.own
    gender = entries[number].gender if span.type == "PER" else None
    words = tuple(filter(is_word, tokenize(name).words))
    reading = nominative_reading(words, span.type, gender) if words else None
    parts = NO_PARTS
    if span.type == "PER":
        parts = split_name(words, reading.roles if reading else same_role("fixed", len(words)))
        gender = gender or cast("Gender | None", reading.gender if reading else None)
    indexes = [index for index in range(span.start, span.end) if is_word(tokens.words[index])]
    case = _case(tokens, span, indexes, recognition, name, gender)
    return Name(span, name, words or (name,), parts, gender, case, math.inf)


def _case(
    tokens: Tokens,
    span: Span,
    indexes: Sequence[int],
    recognition: Recognition,
    name: str,
    gender: Gender | None,
) -> Case | None:
    """Return the likeliest of the cases in which the name is written as it stands here."""
    shown = [plain(tokens.words[index]) for index in indexes]
    forms = {case: inflect(name, span.type, case, gender) for case in CASES}
    fitting = [case for case, form in forms.items() if _plain_words(form) == shown]
    if len(fitting) == len(CASES) or not indexes:
        return None
    rows = recognition.grammemes(span.start, span.end)
    grammar = [rows[index - span.start] for index in indexes]
    return max(fitting or CASES, key=lambda case: sum(row[CASES.index(case)] for row in grammar))


def _plain_words(name: str) -> list[str]:
    return [plain(word) for word in tokenize(name).words if is_word(word)]
