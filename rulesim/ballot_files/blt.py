"""Files of ballot papers for a count, .blt, for one seat.

The format is that of I. D. Hill, B. A. Wichmann and D. R. Woodall, "Algorithm 123: Single Transferable Vote by Meek's
Method", The Computer Journal 30 (1987), with later programs' additions: `1=3` for candidates ranked equal, `-` for a
rank left open, a paper's id in brackets before it, `[withdrawn 2]`, and remarks after `#`.

Every line is read by itself, though the paper of 1987 does not ask for lines: a 0 too many or too few, or a name with a
blank, would otherwise shift all that follows and elect somebody else.
"""

import re
from collections.abc import Iterator
from itertools import repeat
from typing import NamedTuple

from rulesim.ballot_files.profile import Profile, Ranking, profile_of
from rulesim.ballot_files.reading import MOST_DIGITS, MOST_NAMES, Faults, check_names, no_such_number, shown
from rulesim.errors import Place, fail

_NUMBER = re.compile(rf"\d{{1,{MOST_DIGITS}}}", re.ASCII)
_RANK = re.compile(r"\d{1,6}(?:=\d{1,6})*", re.ASCII)
_OPEN = "-"
_OUT = re.compile(r"(?:-\d{1,6}\s+)*-\d{1,6}", re.ASCII)
_WITHDRAWN = re.compile(r"\[withdrawn((?:\s+\d{1,6})+)\s*\]", re.ASCII)
_OTHERS = ("[", "=", "/*")
"""What begins the additions of other programs that are not read: an order for ties, short names, long remarks."""
_ID = re.compile(r"\(([^()]*)\)")
_NAME = re.compile(r'(?:"([^"]*)"|([^\s"\'‘’‚‛“”„«»#][^\s"]*))\s*(?:#.*)?')
"""One quoted text, or one word that begins with no kind of quotation mark."""
Groups = tuple[tuple[int, ...], ...]


class Line(NamedTuple):
    """A line of the file with its number; there is none without text until the file ends."""

    text: str
    number: int

    @property
    def words(self) -> list[str]:
        """Its words, without a remark."""
        return self.text.partition("#")[0].split()


class Lines:
    """The lines of a file, taken one after another. Past the end they are empty."""

    def __init__(self, text: str):
        self._rest = _lines(text)
        self.next = next(self._rest)
        """The line to come."""

    def take(self) -> Line:
        """The line to come, which is then gone."""
        line, self.next = self.next, next(self._rest)
        return line


def _lines(text: str) -> Iterator[Line]:
    last = 1
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            last = number
            yield Line(line.strip(), number)
    yield from repeat(Line("", last))


def read_blt(text: str, file: str) -> Profile:
    """The profile in a .blt file. Raises InputError with every fault found."""
    faults, lines = Faults(file), Lines(text)
    many = _header(lines.take(), faults)
    out = list(_withdrawn(lines, many, faults))
    papers = list(_papers(lines, many, faults))
    names, title = _names(lines, many, faults)
    faults.check()
    named = ((tuple(tuple(names[number - 1] for number in group) for group in paper), count) for paper, count in papers)
    return profile_of(names, named, (names[number - 1] for number in out), title)


def _header(line: Line, faults: Faults) -> int:
    """How many candidates there are. Without this nothing else can be read."""
    many, seats, *more = [*line.words, "", ""]
    if not _NUMBER.fullmatch(many) or not 0 < int(many) <= MOST_NAMES or any(more):
        expected = f"expected first a line with the number of candidates, from 1 to {MOST_NAMES}, and of seats: '4 1'"
        faults.stop("profile-form", line.number, _told(line), expected)
    if seats != "1":
        expected = "expected 1 seat: a ballot for a leader fills one"
        faults.stop("profile-seats", line.number, shown(seats) if seats else "no number of seats", expected)
    return int(many)


def _told(line: Line) -> str:
    return shown(line.text) if line.text else "the end of the file"


def _withdrawn(lines: Lines, many: int, faults: Faults) -> Iterator[int]:
    while lines.next.text.startswith(("-", "[withdrawn")):
        line = lines.take()
        there = _WITHDRAWN.fullmatch(" ".join(line.words))
        if there is None and not _OUT.fullmatch(" ".join(line.words)):
            expected = "expected nothing on this line but those who have withdrawn, each as a number such as -2"
            faults.stop("profile-form", line.number, _told(line), expected)
        for number in [abs(int(word)) for word in (there[1].split() if there else line.words)]:
            if 0 < number <= many:
                yield number
            else:
                faults.refuse("profile-paper", line.number, *no_such_number(number, many))


def _papers(lines: Lines, many: int, faults: Faults) -> Iterator[tuple[Groups, int]]:
    """The papers, up to the line with a 0 alone that ends them. What is no paper at all ends the reading."""
    while lines.next.words != ["0"]:
        line = lines.take()
        if line.text.startswith(_OTHERS):
            expected = "expected none: ties are broken by the rule book, and candidates are known by their numbers"
            faults.stop("profile-form", line.number, f"{_told(line)}, an addition that is not read", expected)
        if not line.text.startswith(("(", *"0123456789")):
            expected = "expected a paper, or the line with 0 alone that ends the papers"
            faults.stop("profile-form", line.number, _told(line), expected)
        yield from _paper(line, many, faults)
    lines.take()


def _paper(line: Line, many: int, faults: Faults) -> Iterator[tuple[Groups, int]]:
    """The papers of one line, or a fault."""
    known = _ID.match(line.text)
    count, *marks = Line(line.text[known.end() :] if known else line.text, line.number).words or [""]
    wrong = _wrong_with(count, marks, known is not None)
    if wrong:
        faults.refuse("profile-form", line.number, *wrong)
        return
    groups = tuple(tuple(map(int, mark.split("="))) for mark in marks[:-1] if mark != _OPEN)
    _check(groups, many, line.number, faults)
    yield groups, int(count)


def _wrong_with(count: str, marks: list[str], known: bool) -> tuple[str, str] | None:
    """What is wrong with the form of a paper, and what is expected."""
    if not _NUMBER.fullmatch(count) or not int(count):
        return f"{shown(count)} as the number of such papers", "expected a whole number from 1"
    if not marks or marks[-1] != "0":
        return "a paper without a 0 at the end of its line", "expected each paper on one line, such as '3 1 4 2 0'"
    if "0" in marks[:-1]:
        return "a 0 before the end of the line", "expected one paper on a line, with one 0 at its end"
    if known and int(count) != 1:
        return f"an id in brackets before {count} papers", "expected 1 after an id, which stands for one paper"
    strange = next((mark for mark in marks if mark != _OPEN and not _RANK.fullmatch(mark)), None)
    if strange is not None:
        return shown(strange), "expected a candidate's number, '1=3' for two ranked equal, or '-' for a rank left open"
    return None


def _check(groups: Groups, many: int, line: int, faults: Faults) -> None:
    seen: set[int] = set()
    for number in (number for group in groups for number in group):
        if not 0 < number <= many:
            faults.refuse("profile-paper", line, *no_such_number(number, many))
        elif number in seen:
            found = f"candidate number {number} appears twice on one paper"
            faults.refuse("profile-paper", line, found, "expected each at most once")
        seen.add(number)


def _names(lines: Lines, many: int, faults: Faults) -> tuple[list[str], str]:
    """The names in the order of their numbers, and the title. What follows is a remark."""
    found: dict[int, tuple[str, int]] = {}
    for number in range(1, many + 1):
        line = lines.take()
        if not line.text:
            expected = f"expected {many} names, each on a line of its own"
            faults.refuse("profile-names", line.number, f"the file ends before name {number}", expected)
            break
        name = _name(line)
        if name is not None:
            found[number] = name, line.number
            continue
        expected = 'expected one name on this line, as "Anna Ash": straight quotation marks around it, none within it'
        faults.refuse("profile-form", line.number, _told(line), expected)
    check_names(found, faults)
    title = lines.take()
    if title.text.startswith(_OTHERS):
        faults.refuse("profile-form", title.number, f"{_told(title)}, an addition that is not read", "expected a title")
    return [name for name, _ in found.values()], title.text if (said := _name(title)) is None else said


def _name(line: Line) -> str | None:
    match = _NAME.fullmatch(line.text)
    if match is None or line.text.startswith(_OTHERS):
        return None
    return match[2] if match[1] is None else match[1].strip()


def write_blt(profile: Profile, file: str) -> str:
    """A profile as the text of a .blt file. Raises InputError for a name that cannot be written in one."""
    for name in (*profile.names, profile.title):
        if '"' in name or "\n" in name:
            raise fail("profile-names", Place(file), f"the name {shown(name)}", "expected no quotation mark in a name")
    numbers = {name: number for number, name in enumerate(profile.names, 1)}
    out = " ".join(f"-{numbers[name]}" for name in profile.withdrawn)
    papers = (f"{many} {_marks(ranking, numbers)}0" for ranking, many in profile.papers.items())
    names = (f'"{name}"' for name in (*profile.names, profile.title))
    lines = [f"{len(profile.names)} 1", *([out] if out else []), *papers, "0", *names]
    return "".join(f"{line}\n" for line in lines)


def _marks(ranking: Ranking, numbers: dict[str, int]) -> str:
    return "".join("=".join(str(numbers[name]) for name in group) + " " for group in ranking)
