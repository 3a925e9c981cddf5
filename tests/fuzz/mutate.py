"""Texts changed as hands, editors and bad luck change them: a line, a value, a key or a character at a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Lines = list[str]
Change = Callable[[Lines, Random], None]
MARKS = ":,-{}[]'\"#&*!|>%@`?= \t\n\x00\x1b\u202e\u00e90"
"""Characters that mean something to a reader of YAML, or that hands leave behind."""
VALUES = (
    "", "~", "foo", "0", "-1", "1", "2", "40.0", "48.7%", "120%", "0%", "1/3", "66.6666666666666667%", "1e3", "1,000",
    "1_000", "999999", "10000000000000000000000", ".5", "nan", "yes", "true", "null", "[]", "{}", "[a, b]", "{a: 1}",
    "rest", "1 day", "0 minutes", "200 years", "2001-01-01", "2026-13-01", "9999-12-31T23:59", "none", "not known",
    "not in the rules", "end.won", "{count: 1}", "{share: 1/2}", "{at_least: 3}", "{about: 9, within: 1}", "{fact: x}",
    "{question: q, a: 1, b: 2}", "'", '"', "lowest", "lot", "revote", "percent", "single", "fresh", "transfer",
)  # fmt: skip
_KEY = re.compile(r"([\w-]+)(\s*:)")
_VALUE = re.compile(r"(?<=: )[^,{}\[\]#\n]+")
_NUMBER = re.compile(r"\d+")


def mutate(text: str, other: str, luck: Random) -> str:
    """A text after one to three changes; some of them take lines or keys from another text."""
    lines = text.split("\n")
    for _ in range(luck.choice((1, 1, 1, 2, 3))):
        luck.choice((*CHANGES, lambda these, chance: _graft(these, other, chance)))(lines, luck)
    return "\n".join(lines)


def _some(lines: Lines, luck: Random) -> int:
    """The place of a line in which something is written."""
    return luck.choice([at for at, line in enumerate(lines) if line.strip()] or [0])


def _drop(lines: Lines, luck: Random) -> None:
    del lines[_some(lines, luck)]
    lines or lines.append("")


def _repeat(lines: Lines, luck: Random) -> None:
    at = _some(lines, luck)
    lines.insert(luck.choice((at, luck.randrange(len(lines)))), lines[at])


def _swap(lines: Lines, luck: Random) -> None:
    one, other = _some(lines, luck), _some(lines, luck)
    lines[one], lines[other] = lines[other], lines[one]


def _shift(lines: Lines, luck: Random) -> None:
    at = _some(lines, luck)
    lines[at] = luck.choice((" ", "  ", "\t", "    ")) + lines[at] if luck.random() < 0.5 else lines[at][1:]


def _cut(lines: Lines, luck: Random) -> None:
    if luck.random() < 0.2:
        del lines[_some(lines, luck) + 1 :]
    else:
        at = _some(lines, luck)
        lines[at] = lines[at][: luck.randrange(len(lines[at]) + 1)]


def _mark(lines: Lines, luck: Random) -> None:
    at = _some(lines, luck)
    where = luck.randrange(len(lines[at]) + 1)
    kept = where if luck.random() < 0.6 else where + 1
    lines[at] = lines[at][:where] + luck.choice((*MARKS, "")) + lines[at][kept:]


def _instead(pattern: re.Pattern[str], made: Callable[[str, Lines, Random], str]) -> Change:
    """The change of one place that a pattern finds."""

    def change(lines: Lines, luck: Random) -> None:
        found = [(at, one) for at, line in enumerate(lines) for one in pattern.finditer(line)]
        if found:
            at, one = luck.choice(found)
            lines[at] = lines[at][: one.start()] + made(one[0], lines, luck) + lines[at][one.end() :]

    return change


def _another_value(_: str, lines: Lines, luck: Random) -> str:
    taken = [value for line in lines for value in _VALUE.findall(line)]
    return luck.choice(VALUES) if luck.random() < 0.6 or not taken else luck.choice(taken)


def _another_number(value: str, _: Lines, luck: Random) -> str:
    return luck.choice((str(int(value) + 1), str(max(0, int(value) - 1)), value + "0", "0", *VALUES[4:20]))


def _another_key(_: str, lines: Lines, luck: Random) -> str:
    return luck.choice([key + colon for line in lines for key, colon in _KEY.findall(line)])


def _graft(lines: Lines, other: str, luck: Random) -> None:
    """A line of another file, as it is or in place of one."""
    taken, at = other.split("\n"), _some(lines, luck)
    lines[at : at + luck.choice((0, 1))] = [taken[_some(taken, luck)]]


CHANGES: tuple[Change, ...] = (
    _drop, _repeat, _swap, _shift, _cut, _mark,
    _instead(_VALUE, _another_value), _instead(_VALUE, _another_value), _instead(_NUMBER, _another_number),
    _instead(_NUMBER, _another_number), _instead(_KEY, _another_key),
)  # fmt: skip
