"""The changes that change no answer, each with the reason: `equivalent.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mutants.changes import Change
from rulesim.loading.yaml_reader import read_file

FILE = Path(__file__).with_name("equivalent.yaml")


@dataclass(frozen=True)
class Equivalent:
    """A change by module, function and lines, whatever their numbers, and why it changes no answer."""

    module: str
    within: str
    line: str
    becomes: str
    why: str

    def is_of(self, change: Change) -> bool:
        """Whether it is that change."""
        here = change.module, change.within, change.line, change.becomes
        return here == (self.module, self.within, self.line, self.becomes)


def equivalents() -> list[Equivalent]:
    """All that are on file."""
    return [
        Equivalent(module, one["in"], " ".join(one["line"].split()), " ".join(one["becomes"].split()), one["why"])
        for module, listed in read_file(FILE)[0].plain().items()
        for one in listed
    ]
