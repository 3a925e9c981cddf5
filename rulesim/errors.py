"""The error family: what is wrong with an input, where, and what is expected.

Every fault found in an input is gathered, and all are raised together.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from rulesim.visible import brief, one_line


class Exit(IntEnum):
    """Exit codes of every command."""

    DONE = 0
    FAILED = 1
    """It ran, but something that was asked for failed: a replay differs, or somebody stopped it."""
    BAD_INPUT = 2
    OUR_BUG = 3


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in the input: a file, a line in it (1 is the first) and a dotted path of keys."""

    file: str = ""
    line: int = 0
    path: str = ""

    def __str__(self) -> str:
        file = brief(self.file) if self.file.startswith("--") or len(self.file) > 255 else one_line(self.file)
        spot = f"{file}:{self.line}" if self.line else file
        return f"{spot} {brief(self.path)}".strip()


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input. `slug` names its page in docs/reference/errors.md."""

    slug: str
    place: Place
    found: str
    expected: str

    def __str__(self) -> str:
        what = f"{brief(self.found)}; {brief(self.expected)} [{self.slug}]"
        return f"{self.place}: {what}" if str(self.place) else what


class RulesimError(Exception):
    """Any error that rulesim raises deliberately."""


class InputError(RulesimError):
    """The input is wrong. `faults` holds every fault found, in the order of the file."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = tuple(sorted(dict.fromkeys(faults), key=lambda fault: (fault.place, fault.slug)))
        super().__init__(self.faults)  # from which pickle and SimPy make it again

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


class WorkersLostError(RulesimError):
    """Workers went away while they were needed: killed, out of memory, or their cluster was shut down."""


class UnfinishedError(RulesimError):
    """It stopped before all runs were played. The text says how many are saved, and how to continue."""


def fail(slug: str, place: Place, found: str, expected: str) -> InputError:
    """The error for a single fault, ready to raise."""
    return InputError([Fault(slug, place, found, expected)])


def raise_if(faults: Iterable[Fault]) -> None:
    """Raises InputError if there is any fault."""
    found = tuple(faults)
    if found:
        raise InputError(found)


def besides(told: Iterable[Fault], more: Iterable[Fault]) -> list[Fault]:
    """The faults of `told`, and those of `more` in other places: the rest only follow from the first."""
    first = list(told)
    places = {_spot(fault.place) for fault in first}
    return [*first, *(fault for fault in more if _spot(fault.place) not in places - {()})]


def _spot(place: Place) -> tuple[str | int, ...]:
    """The line of a place, or its path where there are no lines; nothing if it is a whole file."""
    return (place.file, place.line or place.path) if place.line or place.path else ()


_SAME = (
    ("spoilt", "abstained", "abstain", "abstentions", "blank", "invalid", "void", "rejected"),
    ("for", "yes", "aye", "ayes", "in favour", "pro"),
    ("against", "no", "nay", "noes", "contra"),
    ("carried", "passed", "won", "accepted", "adopted"),
    ("lost", "failed", "rejected", "defeated"),
    ("met", "reached", "triggered", "succeeded"),
    ("lapsed", "failed", "expired"),
    ("unopposed", "uncontested", "single", "sole"),
    ("no result", "none", "failed", "undecided"),
    ("elected", "won", "winner"),
    ("window", "lasts", "duration", "period", "deadline"),
    ("lasts", "window", "duration", "period"),
    ("closes", "ends", "deadline", "until"),
    ("starts", "date", "begins"),
    ("opens_with", "begins_with", "starts_with", "first"),
    ("title", "name"),
    ("name", "title", "is"),
    ("is", "name", "title", "description"),
    ("says", "text", "description", "summary"),
    ("clause", "rule", "article", "paragraph"),
    ("needs", "threshold", "requires", "quota", "majority"),
    ("wins", "majority", "threshold", "needs"),
    ("by", "body", "who", "voters"),
    ("of", "base", "body"),
    ("count", "number", "names"),
    ("size", "number", "members", "count"),
    ("share", "percent", "percentage", "proportion"),
    ("excludes", "eliminates", "eliminated", "drops"),
    ("leads", "leader", "winner"),
    ("incumbent", "leader"),
    ("people", "candidates", "persons"),
    ("expects", "result", "results"),
    ("given", "record", "recorded"),
    ("low", "min", "minimum", "from"),
    ("high", "max", "maximum", "to"),
    ("signatures", "names", "letters"),
    ("names", "nominations", "signatures"),
)
"""Words that people write for one of ours, which stands first."""


def meant(word: str, known: Iterable[str]) -> str:
    """The known name that `word` stands for: the same but for capitals and hyphens, of the same sense, or the closest
    in spelling. Empty if there is none."""
    names = {_plain(name): name for name in sorted(known, reverse=True)}
    same = [ours for ours, *theirs in _SAME if word.lower() in theirs and _plain(ours) in names]
    close = difflib.get_close_matches(_plain(word), names, n=1, cutoff=0.65)
    return names.get(_plain(word)) or next(iter(same), "") or (names[close[0]] if close else "")


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name.casefold())


def nearest(word: str, known: Iterable[str]) -> str:
    """What is expected instead of `word`: the known name that it seems to mean, or a list of them."""
    names = sorted({str(name) for name in known})
    if offered := meant(word, names):
        return f"did you mean '{offered}'?"
    if not names:
        return "none is defined"
    listed = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    return f"expected one of: {listed}"
