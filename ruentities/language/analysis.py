"""One way to read all words of a name together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruentities.kinds import Case, Number, WordGender
    from ruentities.language.form import Form, Role


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


# From a tuple of all that it has, in half of the time: a dozen are made for a name.
analysis_of: Final = partial(tuple.__new__, Analysis)


def same_role(role: Role, count: int) -> tuple[Role, ...]:
    """Return the roles of so many words that are all the same part of a name."""
    return (role,) * count


def changing_words(chosen: Sequence[Form]) -> tuple[int, ...]:
    """Return the numbers of the words that have cases, or of all; initials say nothing."""
    changing = [i for i, (_, case, *_) in enumerate(chosen) if case]
    return tuple(changing) or tuple(range(len(chosen)))


def cheapest(row: Iterable[Form], case: str, gender: str | None, number: str) -> Form | None:
    """Return the first of some forms, the cheapest first, that fits; None fits any."""
    for form in row:
        _, own_case, own_gender, own_number, _, _ = form
        if (
            own_case in (None, case)
            and (own_gender is None or gender is None or own_gender == gender)
            and own_number in (None, number)
        ):
            return form
    return None
