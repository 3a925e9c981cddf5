"""The pages of the documentation as tests see them: their blocks, what to run, and what must come out.

A block is told apart by its language; comments just above it add to what is done with it:

- `console`: every line `$ rulesim …` is run; the lines below it, if any, are what it must print;
- `python`: is run; a `text` block marked `<!-- printed -->` below it is what it must print;
- `yaml` marked `<!-- scenario: name.yaml -->` or `<!-- rule book: name.yaml -->`: is saved under that name and loaded;
- `yaml` marked `<!-- add to name.yaml -->`: is added to the end of that file;
- `<!-- kept as examples/name.yaml: name.yaml -->`: the file made so far is kept in the docs, letter for letter;
- `<!-- copy a.yaml to b.yaml: old => new -->`: saves a copy with a text replaced (several may follow one another);
- `<!-- exit 2 -->`: the commands of the block end with this exit code instead of 0;
- `<!-- not run -->`: the block is for the reader only.

In what is shown, a line `…` stands for any lines, and `…` within a line for any text: times, for instance.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
OMITTED = "…"
_MARK = re.compile(r"^\s*<!--\s*(.*?)\s*-->\s*$")
_FENCE = re.compile(r"^(\s*)```(\S*)\s*$")


@dataclass(frozen=True)
class Block:
    """A fenced block of a page; `line` is that of its first line of text."""

    line: int
    language: str
    marks: tuple[str, ...]
    text: str

    def mark(self, word: str) -> str | None:
        """What a mark says after its word; None without such a mark."""
        for mark in self.marks:
            head, _, tail = mark.partition(":")
            if head == word:
                return tail.strip()
        return None


@dataclass(frozen=True)
class Command:
    """A command of a console block, and the lines shown below it; `line` is that of the first of them."""

    line: int
    words: str
    shown: tuple[str, ...]


def pages() -> tuple[Path, ...]:
    """Every page: the README and everything under docs."""
    return (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page in order, each with the comments directly above it."""
    marks: list[str] = []
    body: list[str] | None = None
    language = indent = ""
    start = 0
    for number, line in enumerate(text.splitlines(), 1):
        fence = _FENCE.match(line)
        if body is not None:
            if fence and not fence[2]:
                yield Block(start, language, tuple(marks), "".join(f"{part}\n" for part in body))
                body, marks = None, []
            else:
                body.append(line.removeprefix(indent))
        elif fence:
            body, indent, language, start = [], fence[1], fence[2], number + 1
        elif mark := _MARK.match(line):
            marks.append(mark[1])
        elif line.strip():
            marks = []


def commands(block: Block) -> Iterator[Command]:
    """The commands of a console block; a line that ends with a backslash goes on in the next."""
    lines = block.text.splitlines()
    starts = [position for position, line in enumerate(lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        words, below = lines[start][2:], start + 1
        while words.endswith("\\"):
            words, below = words[:-1] + lines[below].strip(), below + 1
        yield Command(block.line + below, words, tuple(line.rstrip() for line in lines[below:end]))


def pattern(shown: tuple[str, ...]) -> re.Pattern[str]:
    """What printed text must look like to be what is shown."""
    parts = []
    for line in shown:
        if line.strip() == OMITTED:
            parts.append(r"(?:[^\n]*\n)*?")
        else:
            parts.append(r"[^\n]*?".join(re.escape(piece) for piece in line.rstrip().split(OMITTED)) + r"\n")
    return re.compile("".join(parts))


def tidy(printed: str) -> str:
    """Printed text without the spaces at line ends and the empty lines at its own ends."""
    lines = [line.rstrip() for line in printed.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "".join(f"{line}\n" for line in lines)


def links(text: str) -> Iterator[str]:
    """The targets of links and images outside of blocks."""
    outside = re.sub(r"^\s*```.*?^\s*```", "", text, flags=re.M | re.S)
    outside = re.sub(r"`[^`]*`", "", outside)
    for match in re.finditer(r"\]\(([^)\s]+)\)", outside):
        yield match[1]


def anchors(text: str) -> set[str]:
    """The places of a page that a link can name: its headings, as GitHub writes them, and its own anchors."""
    outside = re.sub(r"^\s*```.*?^\s*```", "", text, flags=re.M | re.S)
    found = set(re.findall(r'<a (?:id|name)="([^"]+)"', outside))
    for match in re.finditer(r"^#+\s+(.*?)\s*$", outside, flags=re.M):
        words = re.sub(r"[^\w\- ]", "", match[1].lower())
        found.add(words.replace(" ", "-"))
    return found


def script(name: str) -> ModuleType:
    """A script that makes a page of the documentation, as a module."""
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(ROOT / "docs"))
