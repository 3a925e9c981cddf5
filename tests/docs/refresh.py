"""Puts what commands print now in place of what the pages show: `python tests/docs/refresh.py [PAGE...]`.

What a page leaves out (`…`) stays left out: the parts shown keep their number of lines and are found again by
their first line, figures aside. What cannot be found again is named, for a hand to mend. Read the change before
keeping it: a page that shows other figures needs other words around them.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path

from doc_pages import OMITTED, Block, Command, commands, name, pages, pattern
from test_docs import _KEPT, Page, rulesim


def _shape(line: str) -> str:
    return re.sub(r"[\d.,…]+", "0", re.sub(r"[━─═ ]+", " ", line)).strip()


def _segments(shown: tuple[str, ...]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for line in shown:
        if line.strip() == OMITTED:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def _find(lines: list[str], first: str, start: int) -> int | None:
    shape = _shape(first)
    for position in range(start, len(lines)):
        if _shape(lines[position]) == shape:
            return position
    return None


def renewed(shown: tuple[str, ...], printed: str) -> list[str] | None:
    """What is to be shown now, or None if it cannot be told."""
    lines = printed.splitlines()
    parts = _segments(shown)
    if len(parts) == 1:
        return _mask(parts[0], lines)
    result: list[str] = []
    at = 0
    for number, part in enumerate(parts):
        if number:
            result.append(OMITTED)
        if not part:
            continue
        if number == 0:
            start: int | None = 0
        elif number == len(parts) - 1:
            start = len(lines) - len(part)
        else:
            start = _find(lines, part[0], at)
        if start is None:
            return None
        result += _mask(part, lines[start : start + len(part)])
        at = start + len(part)
    return result


def _mask(old: list[str], new: list[str]) -> list[str]:
    """The new lines, with what the old ones left out within a line left out again."""
    masked = []
    for position, line in enumerate(new):
        before = old[position] if position < len(old) else ""
        masked.append(before if OMITTED in before and pattern((before,)).fullmatch(f"{line}\n") else line)
    return masked


class Renewing(Page):
    """A page whose shown output is replaced by what is printed."""

    def __init__(self, page: Path):
        super().__init__(page)
        self.edits: list[tuple[int, int, list[str]]] = []
        self.lost: list[str] = []

    def command(self, block: Block, command: Command) -> None:
        _, printed = rulesim(command.words)
        if command.shown and not pattern(command.shown).fullmatch(printed):
            self.put(command.line, command.shown, printed, command.words)

    def kept(self, mark: str) -> None:
        if found := _KEPT.fullmatch(mark):
            kept = self.page.parent / found[1]
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(Path(found[2]).read_text("utf-8"), "utf-8")

    def put(self, line: int, shown: tuple[str, ...], printed: str, what: str) -> None:
        new = renewed(shown, printed)
        if new is None:
            self.lost.append(f"{name(self.page)}:{line} {what}")
        else:
            self.edits.append((line, len(shown), new))

    def text(self) -> str:
        """The page with what is printed in place of what it shows."""
        lines = self.page.read_text("utf-8").splitlines()
        for line, count, new in sorted(self.edits, reverse=True):
            lines[line - 1 : line - 1 + count] = new
        return "".join(f"{line}\n" for line in lines)

    def block(self, block: Block) -> bool:
        if block.mark("printed") is not None:
            shown = tuple(block.text.splitlines())
            if not pattern(shown).fullmatch(self.printed):
                self.put(block.line, shown, self.printed, "what is printed")
            return True
        if block.language == "console":
            for command in commands(block):
                self.command(block, command)
            return True
        return super().block(block)


def main(words: list[str]) -> int:
    chosen = [Path(word).resolve() for word in words] or list(pages())
    lost: list[str] = []
    for page in chosen:
        renewing = Renewing(page)
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            renewing.play()
            os.chdir("/")
        if renewing.edits:
            page.write_text(renewing.text(), "utf-8")
            print(f"{name(page)}: renewed")
        lost += renewing.lost
    for place in lost:
        print(f"mend by hand: {place}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
