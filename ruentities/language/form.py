"""One way to read one word of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from ruentities.kinds import Case, Number, WordGender

Role = Literal["first", "middle", "last", "noun", "adjective", "fixed"]


class Form(NamedTuple):
    """One way to read one word of a name.

    Attributes:
        nominative: In lower case, of the same number and gender.
        case: The case it stands in, or None when the word has one form for all.
        gender: ``"masc"``, ``"femn"``, ``"neut"`` or None when it fits any.
        number: ``"sing"``, ``"plur"`` or None when it fits any.
        role: What part of a name it is; ``"fixed"`` when it does not change.
        cost: How hard it is to believe: about 0 for a name that the dictionary knows.
    """

    nominative: str
    case: Case | None
    gender: WordGender | None
    number: Number | None
    role: Role
    cost: float
