"""What readers of ballot papers share: faults gathered up to a limit, and bounds on names and numbers."""

from typing import NoReturn
from unicodedata import normalize

from rulesim.errors import Fault, InputError, Place, raise_if

MOST_FAULTS = 50
MOST_NAMES = 100_000
"""Public files rank up to some thousands; a header with more is a slip."""
MOST_DIGITS = 12
"""The longest whole number that is read: no electorate has a million million voters."""


class Faults:
    """The faults found so far in one file: a broken file may have thousands, and the first few show what is wrong."""

    def __init__(self, file: str):
        self.file = file
        self._found: list[Fault] = []

    def refuse(self, slug: str, line: int, found: str, expected: str) -> None:
        """Adds a fault, and raises InputError once there are as many as anybody would read."""
        self._found.append(Fault(slug, Place(self.file, line), found, expected))
        if len(self._found) >= MOST_FAULTS:
            self.check()

    def stop(self, slug: str, line: int, found: str, expected: str) -> NoReturn:
        """Raises InputError with this fault and those before it: nothing after it can be read."""
        raise InputError([*self._found, Fault(slug, Place(self.file, line), found, expected)])

    def check(self) -> None:
        """Raises InputError if there is a fault so far."""
        raise_if(self._found)


def shown(text: str) -> str:
    """A piece of a file as an error shows it: short, in quotation marks."""
    return f"'{text if len(text) <= 40 else text[:39] + '…'}'"


def no_such_number(number: int, many: int) -> tuple[str, str]:
    """What to say of a number that no candidate has: what was found, and what is expected."""
    return f"there is no candidate number {number}", f"expected numbers from 1 to {many}"


def check_names(names: dict[int, tuple[str, int]], faults: Faults) -> None:
    """Adds a fault for each name that is empty or repeated; `names` holds the name and line of each number."""
    seen: dict[str, int] = {}
    for number, (name, line) in sorted(names.items()):
        if not name:
            faults.refuse("profile-names", line, f"candidate number {number} has no name", "expected a name")
        elif (alike := normalize("NFC", name)) in seen:
            found = f"candidates number {seen[alike]} and {number} are both called {shown(name)}"
            faults.refuse("profile-names", line, found, "expected a different name for each")
        seen.setdefault(normalize("NFC", name), number)
