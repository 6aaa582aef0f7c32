from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruentities.result.html import NOTEBOOK_LIMIT, Coloured, Row, render
from tests.html_reader import HTMLReader, shown


def person(start: int, end: int, title: str = "Анна") -> Coloured:
    return Coloured(start, end, "PER", "PER1", title)


# Without \r, which a page cannot show as such: a browser reads it as \n. Without lone surrogates,
# which no document holds.
CHARACTERS = st.characters(exclude_characters="\r", exclude_categories=["Cs"])


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Coloured]]:
    text = draw(st.text(CHARACTERS, min_size=1, max_size=60))
    offsets = st.integers(0, len(text))
    borders = draw(st.lists(st.tuples(offsets, offsets).map(sorted), max_size=12))
    kept: list[tuple[int, int]] = []
    for start, end in borders:
        crosses = any(a < start < b < end or start < a < end < b for a, b in kept)
        if start < end and not crosses:
            kept.append((start, end))
    return text, [
        Coloured(
            start,
            end,
            draw(st.sampled_from(["PER", "ORG", "LOC"])),
            f"ID{number}",
            draw(st.text(CHARACTERS, max_size=8)),
        )
        for number, (start, end) in enumerate(sorted(kept, key=lambda pair: (pair[0], -pair[1])))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<script>alert(1)</script>",
        "</div></div><img src=x onerror=alert(1)>",
        "&amp; &lt; &#60; &nbsp; &raquo &notit;",
        "<!-- и --> <![CDATA[ ]]> <?php ?>",
        "\n\n  два  пробела\tтабуляция\r\nновая строка\rещё одна\n",
        "«ёлка» ’ \" ' ` = \u00a0\u00ad\u200b\u2028 🔥 и\u0301",
    ],
)
def test_text_is_read_back(text: str) -> None:
    assert HTMLReader(render(text, [])).text == re.sub("\r\n?", "\n", text)


@pytest.mark.parametrize("char", ["\x00", "\x0b", "\x1b", "\x7f", "\x85", "\ud800"])
def test_forbidden_characters_become_visible(char: str) -> None:
    fragment = render(f"а{char}б", [person(0, 1, title=char)])
    reader = HTMLReader(fragment)
    assert reader.text == "а\ufffdб"
    assert reader.marks[0].title == "\ufffd"
    assert fragment.encode("utf-8")


@given(texts_with_spans())
def test_text_and_spans_are_read_back(case: tuple[str, list[Coloured]]) -> None:
    text, spans = case
    reader = HTMLReader(render(text, spans))
    assert reader.text == shown(text)
    assert [(mark.start, mark.end, mark.entity, mark.title) for mark in reader.marks] == [
        (span.start, span.end, span.entity_id, shown(span.title)) for span in spans
    ]
    assert reader.tags <= {"div", "b", "span", "sup", "br"}


@given(texts_with_spans(), st.integers(0, 60))
def test_limit_shows_whole_spans_of_a_prefix(case: tuple[str, list[Coloured]], limit: int) -> None:
    text, spans = case
    reader = HTMLReader(render(text, spans, limit=limit))
    end = len(reader.text)
    assert end <= limit
    assert reader.text == shown(text[:end])
    assert [mark.entity for mark in reader.marks] == [
        span.entity_id for span in spans if span.end <= end
    ]
    missing = len(text) - end
    assert (f"… {missing} more character" in reader.aside) == (missing > 0)


@pytest.mark.parametrize(
    ("limit", "shown_text", "note"),
    [
        (6, "Вчера ", "… 21 more characters not shown"),
        (7, "Вчера ", "… 21 more characters not shown"),
        (18, "Вчера ", "… 21 more characters not shown"),
        (19, "Вчера Анна Ахматова", "… 8 more characters not shown"),
        (26, "Вчера Анна Ахматова уехала", "… 1 more character not shown"),
    ],
)
def test_limit_never_cuts_a_mention(limit: int, shown_text: str, note: str) -> None:
    reader = HTMLReader(render("Вчера Анна Ахматова уехала.", [person(6, 19)], limit=limit))
    assert reader.text == shown_text
    assert reader.aside.removeprefix("PER person").removeprefix("PER") == note


def test_note_counts_with_thousands() -> None:
    note = HTMLReader(render("а" * (NOTEBOOK_LIMIT + 12_345), [], limit=NOTEBOOK_LIMIT)).aside
    assert note == "… 12,345 more characters not shown"


def test_no_note_at_the_limit() -> None:
    assert HTMLReader(render("абв", [], limit=3)).aside == ""


def test_tooltip_and_id_are_escaped() -> None:
    title = "\"><script>alert('ё')</script>&amp;"
    fragment = render("Анна", [Coloured(0, 4, "PER", '"&<x>', title)])
    reader = HTMLReader(fragment)
    assert "<script" not in fragment
    assert (reader.marks[0].title, reader.marks[0].entity) == (title, '"&<x>')


def test_nested_is_underlined_inside_the_outer() -> None:
    spans = [
        Coloured(0, 10, "ORG", "ORG1", "МИД России"),
        Coloured(4, 10, "LOC", "LOC1", "Россия"),
        Coloured(13, 19, "LOC", "LOC1", "Россия"),
    ]
    reader = HTMLReader(render("МИД России и Россия", spans))
    outer, inner, alone = reader.marks
    assert (outer.start, outer.end, inner.start, inner.end) == (0, 10, 4, 10)
    assert "background:rgba" in outer.style
    assert "background:none" in inner.style
    assert "border-bottom:2px solid" in inner.style
    assert inner.entity == alone.entity == "LOC1"
    assert alone.style == outer.style.replace(rgb(outer.style), rgb(alone.style))


def rgb(style: str) -> str:
    match = re.search(r"rgb\((.+?)\)", style)
    assert match
    return match[1]


def test_label_and_legend_are_beside_the_text() -> None:
    spans = [person(0, 4), Coloured(7, 12, "LOC", "LOC1", "Тверь")]
    reader = HTMLReader(render("Анна в Твери", spans))
    assert reader.text == "Анна в Твери"
    assert reader.aside == "PER person LOC placePERLOC"


def test_table_lists_the_entities_under_the_ids_of_their_mentions() -> None:
    rows = [
        Row("PER1", "PER", "Анна <b>Дуб</b>", 2, ("Анны\n<b>Дуб</b>", "Дуб")),
        Row("LOC1", "LOC", "Тверь", 1, ("Твери",)),
    ]
    reader = HTMLReader(render("Анна в Твери", [person(0, 4)], table=rows))
    assert reader.text == "Анна в Твери"
    assert reader.rows == [
        ("PER1", ["PER", "Анна <b>Дуб</b>", "2", "Анны <b>Дуб</b>, Дуб"]),
        ("LOC1", ["LOC", "Тверь", "1", "Твери"]),
    ]


def test_no_table_without_rows() -> None:
    assert "table" not in HTMLReader(render("Анна", [person(0, 4)])).tags


def test_what_is_left_where_styles_are_stripped_is_readable() -> None:
    fragment = render("Анна в Твери.\r\nАнна дома.", [person(0, 4), person(15, 19)])
    bare = re.sub(r' (?:style|title|data-entity|lang)="[^"]*"', "", fragment)
    assert bare == (
        "<div><div><span><b>PER</b> person</span></div>"
        "<div><b>Анна<sup>PER</sup></b> в Твери.<br><b>Анна<sup>PER</sup></b> дома."
        "</div></div>"
    )


def test_no_legend_without_spans() -> None:
    assert HTMLReader(render("Тихо.", [])).aside == ""


def test_whitespace_is_kept_by_the_style() -> None:
    assert "white-space:pre-wrap" in render("а  б", [])
