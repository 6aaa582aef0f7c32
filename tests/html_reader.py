"""What an HTML parser reads in a fragment of ours, and that it reads nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

# Every element that we write, and every attribute that it may have.
_WRITTEN = {
    "b": {"data-entity", "title", "style"},
    "br": set(),
    "div": {"lang", "style"},
    "span": {"style"},
    "sup": {"style"},
    "table": {"lang", "style"},
    "tbody": set(),
    "td": {"style"},
    "th": {"style"},
    "thead": set(),
    "tr": {"data-entity", "style"},
}
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass
class Mark:
    """A coloured span.

    Attributes:
        start: Offset in the text that is read.
        end: Offset after its last character.
        entity: Its ``data-entity``.
        title: Its tooltip.
        style: Its inline style.
    """

    start: int
    end: int
    entity: str
    title: str
    style: str


class HTMLReader(HTMLParser):
    """What a browser makes of the fragment: the selectable text and where its marks are.

    Attributes:
        text: The text that can be selected.
        aside: What stands beside it: labels, legend, table.
        tags: The elements.
        marks: The coloured spans in the order in which they begin.
        rows: Entity and cells of each row of the table.
    """

    def __init__(self, fragment: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.aside = ""
        self.tags: set[str] = set()
        self.marks: list[Mark] = []
        self.rows: list[tuple[str, list[str]]] = []
        self._open: list[tuple[str, dict[str, str], Mark | None]] = []
        self.feed(fragment)
        self.close()
        assert not self._open, "a tag was left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert tag in _WRITTEN, f"we write no <{tag}>"
        assert given.keys() <= _WRITTEN[tag], f"we write no <{tag} {' '.join(given)}>"
        assert "url" not in given.get("style", "")
        self.tags.add(tag)
        if tag == "br":
            self.text += "\n"
            return
        mark = None
        if tag == "b" and "data-entity" in given:
            assert given.keys() == {"data-entity", "title", "style"}
            mark = Mark(len(self.text), -1, given["data-entity"], given["title"], given["style"])
            self.marks.append(mark)
        if tag == "tr" and "data-entity" in given:
            self.rows.append((given["data-entity"], []))
        if tag == "td":
            self.rows[-1][1].append("")
        self._open.append((tag, given, mark))

    def handle_endtag(self, tag: str) -> None:
        opened, _, mark = self._open.pop()
        assert opened == tag
        if mark:
            mark.end = len(self.text)

    def handle_data(self, data: str) -> None:
        if any("user-select:none" in given.get("style", "") for _, given, _ in self._open):
            self.aside += data
            if any(tag == "td" for tag, _, _ in self._open):
                self.rows[-1][1][-1] += data
        else:
            self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"we write no comments: {data!r}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"we write no declarations: {decl!r}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"we write no processing instructions: {data!r}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"we write no marked sections: {data!r}")


def shown(text: str) -> str:
    """A text as a page shows it: its line ends alike, what HTML forbids as U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", re.sub("\r\n?", "\n", text))
