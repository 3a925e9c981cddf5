"""Files of ballot papers for a count, .blt, for one seat.

The format is that of I. D. Hill, B. A. Wichmann and D. R. Woodall, "Algorithm 123: Single Transferable Vote by Meek's
Method", The Computer Journal 30 (1987), with later programs' additions: `1=3` for candidates ranked equal, `-` for a
rank left open, a paper's number in parentheses before it, and remarks after `#`.
"""

import re
from collections.abc import Iterator
from itertools import repeat
from typing import NamedTuple

from rulesim.ballot_files.profile import Profile, Ranking, profile_of
from rulesim.ballot_files.reading import MOST_DIGITS, MOST_NAMES, Faults, check_names, no_such_number, shown
from rulesim.errors import Place, fail

_TOKEN = re.compile(r'"([^"\n]*)"|#[^\n]*|\n|[^\s"#]+|"')
_NUMBER = re.compile(rf"\d{{1,{MOST_DIGITS}}}", re.ASCII)
_RANK = re.compile(r"\d{1,6}(?:=\d{1,6})*", re.ASCII)
_OUT = re.compile(r"-\d{1,6}", re.ASCII)
_OPEN = "-"


class Token(NamedTuple):
    """A word of the file with its line; `quoted` words are names."""

    word: str
    line: int
    quoted: bool = False

    def fits(self, pattern: re.Pattern[str]) -> bool:
        """Whether it is a plain word of some form."""
        return not self.quoted and pattern.fullmatch(self.word) is not None

    def __str__(self) -> str:
        return shown(self.word) if self.word else "the end of the file"


class Words:
    """The words of a file, taken one after another. Past the end they are empty."""

    def __init__(self, text: str):
        self._rest = _tokens(text)
        self.next = next(self._rest)
        """The word to come."""

    @property
    def ended(self) -> bool:
        return not self.next.word and not self.next.quoted

    def take(self) -> Token:
        """The word to come, which is then gone."""
        token, self.next = self.next, next(self._rest)
        return token


def _tokens(text: str) -> Iterator[Token]:
    line = last = 1
    for match in _TOKEN.finditer(text):
        if match[0] == "\n":
            line += 1
        elif match[1] is not None or not match[0].startswith("#"):
            last = line
            yield Token(match[0] if match[1] is None else match[1].strip(), line, match[1] is not None)
    yield from repeat(Token("", last))


def read_blt(text: str, file: str) -> Profile:
    """The profile in a .blt file. Raises InputError with every fault found."""
    faults, words = Faults(file), Words(text)
    many = _header(words, faults)
    out = list(_withdrawn(words, many, faults))
    papers = list(_papers(words, many, faults))
    names, title = _names(words, many, faults)
    faults.check()
    named = ((tuple(tuple(names[number - 1] for number in group) for group in paper), count) for paper, count in papers)
    return profile_of(names, named, (names[number - 1] for number in out), title)


def _header(words: Words, faults: Faults) -> int:
    """How many candidates there are. Without this nothing else can be read."""
    many, seats = words.take(), words.take()
    if not _NUMBER.fullmatch(many.word) or not 0 < int(many.word) <= MOST_NAMES:
        expected = f"expected first the number of candidates, from 1 to {MOST_NAMES}, and of seats: '4 1'"
        faults.stop("profile-form", many.line, str(many), expected)
    if seats.word != "1" or seats.quoted:
        faults.stop("profile-seats", seats.line, str(seats), "expected 1 seat: a ballot for a leader fills one")
    return int(many.word)


def _withdrawn(words: Words, many: int, faults: Faults) -> Iterator[int]:
    while words.next.fits(_OUT):
        token = words.take()
        number = -int(token.word)
        if 0 < number <= many:
            yield number
        else:
            faults.refuse("profile-paper", token.line, *no_such_number(number, many))


def _papers(words: Words, many: int, faults: Faults) -> Iterator[tuple[tuple[tuple[int, ...], ...], int]]:
    """The papers, up to the 0 that ends them. A word that cannot be understood ends the reading."""
    while True:
        while words.next.word.startswith("(") and words.next.word.endswith(")") and not words.next.quoted:
            words.take()
        count = words.take()
        if not count.fits(_NUMBER):
            expected = "expected the number of such papers, or the 0 that ends the papers"
            faults.stop("profile-form", count.line, str(count), expected)
        if not int(count.word):
            return
        yield tuple(_ranking(words, many, faults)), int(count.word)


def _ranking(words: Words, many: int, faults: Faults) -> Iterator[tuple[int, ...]]:
    """The groups of one paper, up to the 0 that ends it."""
    seen: set[int] = set()
    while words.next.word != "0" or words.next.quoted:
        token = words.take()
        if not token.fits(_RANK) and (token.quoted or token.word != _OPEN):
            expected = "expected a number, '1=3', '-', or the 0 that ends a paper"
            faults.stop("profile-form", token.line, str(token), expected)
        if token.word != _OPEN:
            group = tuple(map(int, token.word.split("=")))
            _check_group(group, seen, many, token.line, faults)
            yield group
    words.take()


def _check_group(group: tuple[int, ...], seen: set[int], many: int, line: int, faults: Faults) -> None:
    for number in group:
        if not 0 < number <= many:
            faults.refuse("profile-paper", line, *no_such_number(number, many))
        elif number in seen:
            found = f"candidate number {number} appears twice on one paper"
            faults.refuse("profile-paper", line, found, "expected each at most once")
        seen.add(number)


def _names(words: Words, many: int, faults: Faults) -> tuple[list[str], str]:
    """The names in the order of their numbers, and the title. What follows is a remark."""
    found: dict[int, tuple[str, int]] = {}
    for number in range(1, many + 1):
        token = words.next
        if words.ended:
            expected = f"expected {many} names, each in quotation marks"
            faults.refuse("profile-names", token.line, f"the file ends before name {number}", expected)
            break
        if token.word == '"' and not token.quoted:
            faults.refuse("profile-form", token.line, "a quotation mark is not closed", "expected its pair in the line")
        found[number] = (words.take().word, token.line)
    check_names(found, faults)
    return [name for name, _ in found.values()], words.take().word


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
