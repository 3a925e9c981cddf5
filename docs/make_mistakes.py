"""Writes docs/mistakes.md from the wrong files of the corpus that say which mistake was made in them.

`python docs/make_mistakes.py` writes it; `--check` only says whether it is as it would be written.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rulesim.errors import Fault, InputError
from rulesim.loading.rulebook import load_rulebook
from rulesim.loading.scenario import load, settle

DOCS = Path(__file__).resolve().parent
PAGE = DOCS / "mistakes.md"
BAD = DOCS.parent / "tests" / "corpus" / "bad"
INTRO = """<!-- Made by docs/make_mistakes.py from tests/corpus/bad. Change the files, not this page. -->

# Usual mistakes

What people write when they encode their first party, and what `rulesim check` says to it. The party is that of
[Write your party's rule book](write-your-rule-book.md). A message gives the file and the line, the place in it, what
was found, what is expected instead, and a word that the [page of errors](reference/errors.md) explains. Every message
here is made by the program itself, and a test keeps the page true.
"""
_SAYS = re.compile(r"^# mistake: (.+?): (.+)$", re.MULTILINE)
SECTIONS = (
    "Keys", "Names of things", "Lengths of time", "Days and hours", "Shares", "Numbers of people", "Lists and groups",
    "What follows from what", "How it is written", "The wrong file",
)  # fmt: skip


@dataclass(frozen=True)
class Mistake:
    """A mistake that people make: the section of the page, what was done, the lines in question, what is said."""

    section: str
    what: str
    written: tuple[str, ...]
    said: tuple[str, ...]


def mistakes() -> Iterator[Mistake]:
    """The mistakes of the corpus, and those that lie in the choice of the file."""
    for path in sorted(BAD.glob("*.yaml")):
        text = path.read_bytes().decode("utf-8", "replace")
        if found := _SAYS.search(text):
            here = (line.split("  # here")[0].strip() for line in text.splitlines() if line.endswith("# here"))
            yield Mistake(found[1], found[2], tuple(here), tuple(map(_shown, faults(path))))
    yield from _wrong_files()


def faults(path: Path) -> tuple[Fault, ...]:
    """What is wrong with a file."""
    try:
        if path.name.startswith("scenario"):
            settle(load(str(path)))
        else:
            load_rulebook(str(path))
    except InputError as error:
        return error.faults
    return ()


def _shown(fault: Fault) -> str:
    """A fault as it is printed, but for the folder and the name of the file."""
    name = "scenario.yaml" if "scenario" in Path(fault.place.file).name else "rule-book.yaml"
    return str(fault).replace(fault.place.file, name, 1)


def _wrong_files() -> Iterator[Mistake]:
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "maple").mkdir()
        (here / "empty.yaml").write_bytes(b"")
        for name in ("statutes.yaml", "statutes.docx"):
            (here / name).write_bytes(b"PK\x03\x04")
        for what, name in (
            ("a folder", "maple"),
            ("an empty file", "empty.yaml"),
            ("a Word file", "statutes.docx"),
            ("a Word file renamed", "statutes.yaml"),
            ("a file that does not exist", "emtpy.yaml"),
            ("a bundled scenario misspelt", "labor-2016"),
            ("a bundled rule book as a scenario", "uk-labour-2016"),
        ):
            yield Mistake("The wrong file", what, (f"rulesim run {name}",), tuple(_of_a_file(here, name)))


def _of_a_file(folder: Path, name: str) -> Iterator[str]:
    path = folder / name
    try:
        load(name if "labo" in name else str(path))
    except InputError as error:
        yield from (str(fault).replace(f"{folder}/", "") for fault in error.faults)


def page() -> str:
    """The page as it should be."""
    parts = [INTRO]
    found = list(mistakes())
    for section in SECTIONS:
        parts.append(f"\n## {section}\n")
        parts += [_entry(mistake) for mistake in found if mistake.section == section]
    return "".join(parts)


def _entry(mistake: Mistake) -> str:
    written = "".join(f"{line}\n" for line in mistake.written)
    said = "".join(f"{line}\n" for line in mistake.said)
    blank = "\n" if written else ""
    return f"\n**{mistake.what[0].upper()}{mistake.what[1:]}**\n\n```text\n{written}{blank}{said}```\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text("utf-8") != page())
    PAGE.write_text(page(), "utf-8")
