"""What is bundled: rule books, and the scenarios and replays of each, read without checking so that it is quick."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic_core import PydanticCustomError

from rulesim.errors import Place, fail
from rulesim.loading.library import RULEBOOKS, SCENARIOS, names
from rulesim.model.quantities import parse_period
from rulesim.model.rulebook import InForce

Kind = Literal["rule book", "scenario", "replay"]
_VALUE = re.compile(r"^(title|party|country|rulebook):[ ]*(.+?)[ ]*$", re.MULTILINE)
_IN_FORCE = re.compile(r"^in_force:[ ]*\{(.*)\}", re.MULTILINE)
_END = re.compile(r"(from|to):[ ]*([\d-]+)")
_EXPECTS = re.compile(r"^expects:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A bundled file: what it is, and whose rules it holds or plays."""

    kind: Kind
    name: str
    title: str
    country: str
    party: str
    rulebook: str
    in_force: InForce
    """When its rules were in force."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to list: parts of names of parties or rule books, a country, a day on which the rules were in force."""

    party: str = ""
    country: str = ""
    in_force: str = ""
    replays_only: bool = False

    def admits(self, entry: Entry) -> bool:
        """Whether an entry is to be listed."""
        named = f"{entry.party}\n{entry.rulebook}".casefold()
        here = not self.country or self.country.casefold() == entry.country.casefold()
        then = not self.in_force or entry.in_force.holds_in(self.in_force)
        return self.party.casefold() in named and here and then and (not self.replays_only or entry.kind == "replay")


def wanted(party: str, country: str, in_force: str, replays_only: bool) -> Wanted:
    """What to list, as it is asked for. Raises InputError for what is no year, month or day."""
    try:
        return Wanted(party, country, parse_period(in_force), replays_only)
    except PydanticCustomError as error:
        raise fail("not-a-period", Place(f"--in-force {in_force}"), f"'{in_force}'", error.message()) from None


def bundled(wanted: Wanted = Wanted()) -> tuple[Entry, ...]:
    """The bundled files that are wanted, by country, party and name; rule books come before what is played by them."""
    order = ("rule book", "scenario", "replay")
    found = (entry for entry in _entries() if wanted.admits(entry))
    return tuple(sorted(found, key=lambda one: (one.country, one.party, order.index(one.kind), one.name)))


def _entries() -> Iterator[Entry]:
    books = {name: _book(name, _text(RULEBOOKS, name)) for name in names(RULEBOOKS)}
    yield from books.values()
    for name in names(SCENARIOS):
        text = _text(SCENARIOS, name)
        said = _said(text)
        kind: Kind = "replay" if _EXPECTS.search(text) else "scenario"
        yield replace(books[said["rulebook"]], kind=kind, name=name, title=said.get("title", ""))


def _book(name: str, text: str) -> Entry:
    said, span = _said(text), _IN_FORCE.search(text)
    in_force = InForce.model_validate(dict(_END.findall(span[1])) if span else {})
    return Entry("rule book", name, said["title"], said.get("country", ""), said["party"], name, in_force)


def _text(folder: Path, name: str) -> str:
    return (folder / f"{name}.yaml").read_text(encoding="utf-8")


def _said(text: str) -> Mapping[str, str]:
    return {key: value.strip("\"'") for key, value in _VALUE.findall(text)}
