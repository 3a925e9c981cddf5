"""Reads a report as a browser would: its elements, whether they are closed, and its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "hr", "input"}


@dataclass
class Element:
    """An element with its attributes, its own and all text below it, and the elements below it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def all(self, tag: str) -> list[Element]:
        """Every element of a kind below this one, in order."""
        found = [self] if self.tag == tag else []
        return [*found, *(one for child in self.children for one in child.all(tag))]

    def everything(self) -> list[Element]:
        return [self, *(one for child in self.children for one in child.everything())]

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def find(self, name: str) -> Element:
        """The element with an id."""
        return next(one for one in self.everything() if one.get("id") == name)


class Reader(HTMLParser):
    """Builds the tree, and complains of whatever is not closed in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Element] = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(element.attributes) == len(attrs), f"<{tag}> names an attribute twice"
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>, line {self.getpos()[0]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def read(html: str) -> Element:
    """The page as a tree. Fails on anything left open."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is never closed"
    return reader.open[0]


def words(text: str) -> str:
    """Text as it is read: blanks are one, and nothing invisible."""
    return " ".join(text.replace("\u2060", "").split())


def rows(table: Element) -> list[list[str]]:
    """The cells of a table, row by row."""
    cells = ("td", "th")
    return [[words(cell.text) for cell in row.children if cell.tag in cells] for row in table.all("tr")]
