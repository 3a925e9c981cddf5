"""Faults gathered while a file of papers is read: a broken file has thousands, and the first ones tell enough."""

from __future__ import annotations

from rulesim.errors import Fault, InputError, Place

MOST_FAULTS = 50
MOST_NAMES = 500
MOST_DIGITS = 12
"""The longest whole number that is read: no electorate has a million million voters."""


class Faults:
    """The faults of one file so far."""

    def __init__(self, file: str):
        self.file = file
        self._found: list[Fault] = []

    def at(self, line: int) -> Place:
        """A line of the file."""
        return Place(self.file, line)

    def add(self, fault: Fault) -> None:
        """Notes a fault; stops the reading when there are too many to be worth telling."""
        self._found.append(fault)
        if len(self._found) >= MOST_FAULTS:
            self.stop()

    def stop(self) -> None:
        """Raises InputError if anything is wrong so far."""
        if self._found:
            raise InputError(self._found)


def shown(text: str) -> str:
    """A piece of a file as an error shows it: one short line."""
    short = text if len(text) <= 40 else text[:39] + "…"
    return "'" + "".join(char if char.isprintable() else "�" for char in short) + "'"


def check_names(names: dict[int, tuple[str, int]], faults: Faults) -> None:
    """Notes names that stand twice or say nothing; `names` holds each number's name and line."""
    seen: dict[str, int] = {}
    for number, (name, line) in sorted(names.items()):
        if not name:
            faults.add(Fault("profile-names", faults.at(line), f"no name for number {number}", "expected a name"))
        elif name in seen:
            found = f"the name {shown(name)} for the numbers {seen[name]} and {number}"
            faults.add(Fault("profile-names", faults.at(line), found, "expected names that differ"))
        seen.setdefault(name, number)
