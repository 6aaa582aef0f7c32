"""One way to read one word of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ruentities.kinds import Case, Number, WordGender

Role = Literal["first", "middle", "last", "noun", "adjective", "fixed"]

# One way to read one word of a name:
# - the nominative, in lower case, of the same number and gender;
# - the case it stands in, or None when the word has one form for all;
# - the gender, or None when it fits any;
# - the number, or None when it fits any;
# - what part of a name it is; ``"fixed"`` when it does not change;
# - what it costs: how hard it is to believe, about 0 for a name that the dictionary knows.
# Thousands are made for an article: a plain tuple is made in a tenth of the time that one with
# names takes, and Python's garbage collector lets go of it.
Form = tuple[str, "Case | None", "WordGender | None", "Number | None", Role, float]
