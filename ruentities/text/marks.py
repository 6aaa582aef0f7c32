"""Quotes, brackets and initials: what the marks around and inside a name are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ruentities.text.segmentation import Tokens
    from ruentities.text.spans import Span

CLOSING_QUOTES: Final = {"«": "»", "“": "”", "„": "“", '"': '"'}
QUOTES: Final = frozenset(CLOSING_QUOTES) | frozenset(CLOSING_QUOTES.values())
LONG_DASHES: Final = frozenset("–—")
DASHES: Final = LONG_DASHES | {"-"}

# Shortened first names, printed with a dot: Вс. Иванов, Конст. Симонов. Words and whole names
# («Над», «Макс») are left out, and what shortens a post or a place too: Ген., Гр., Пр., Св.
_SHORT_FIRST_NAMES: Final = frozenset(
    """
    Ал Алекс Алексан Анат Андр Арк Афан Валент Викт Вл Вс Всев Вяч Геор Георг Герм Григ Дж
    Дм Дмитр Евг Екат Елиз Еф Зин Ив Игн Ил Инн Ип Ис Конст Ксен Людм Матв Мих Мст Никол Ол Пант
    Ростисл Серг Соф Ст Станисл Степ Тат Тих Фед Фил Фр Хр Эд Эдм Эм Юл Як Яросл
    """.split()
)


def is_initial(word: str) -> bool:
    """Whether a word can be an initial or a shortened first name: «А», «Дж», «Конст»."""
    return (len(word) == 1 and word.isupper()) or word in _SHORT_FIRST_NAMES


def near(tokens: Tokens, start: int, end: int) -> bool:
    """Whether nothing but spaces separates the tokens ``start`` to ``end``, both included."""
    for index in range(start + 1, end + 1):
        between = tokens.text[tokens.ends[index - 1] : tokens.starts[index]]
        if index in tokens.breaks or (between and not between.isspace()):
            return False
    return True


def follows_quote(tokens: Tokens, index: int) -> bool:
    """Whether a quote opens right before a token."""
    return index > 0 and tokens.words[index - 1] in CLOSING_QUOTES


def stands_in_quotes(tokens: Tokens, span: Span) -> bool:
    """Whether a quote opens right before a span."""
    return follows_quote(tokens, span.start)


def is_quoted(tokens: Tokens, start: int, end: int) -> bool:
    """Whether quotes stand right around tokens: not «Алиса» of «Алиса пришла»."""
    return follows_quote(tokens, start) and end < len(tokens) and tokens.words[end] in QUOTES


def is_dot(tokens: Tokens, index: int) -> bool:
    """Whether the token at ``index`` is a full stop right after a word: the dot of «ул.»."""
    words = tokens.words
    return 0 < index < len(words) and words[index] == "." and not tokens.gap(index)


def is_initial_dot(tokens: Tokens, index: int) -> bool:
    """Whether the token at ``index`` is the full stop of an initial: the dot of «А.»."""
    return is_dot(tokens, index) and is_initial(tokens.words[index - 1])
