"""What a slip in a file that is no YAML is told with: where it is, what was found, and what to write instead."""

from typing import NamedTuple

_LONGEST = 60
ODD_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
CLOSES = {"{": "}", "[": "]"}
OPENS = {closer: opener for opener, closer in CLOSES.items()}
STEP = 2
"""How many spaces further in what belongs to a line stands, as a rule."""


class Slip(NamedTuple):
    """What is wrong and what to write, and on which line: within a value, counted from its first, which is 0."""

    line: int
    found: str
    expected: str


def short(text: str) -> str:
    """A text on one line; of a long one, the middle is left out."""
    words = " ".join(text.split())
    if len(words) <= _LONGEST:
        return words
    return f"{words[: _LONGEST - 20].rsplit(' ', 1)[0]} … {words[-15:].split(' ', 1)[-1]}"


def in_quotes(text: str) -> str:
    """A text in the quotation marks that suit it."""
    words = short(text)
    return "'{}'".format(words.replace("'", "''")) if '"' in words or "\\" in words else f'"{words}"'


def around(text: str) -> str:
    """What is expected of a text that needs quotation marks."""
    return f"expected quotation marks around it: {in_quotes(text)}"


def many(spaces: int) -> str:
    """How many spaces a line begins with."""
    return "no space" if not spaces else "1 space" if spaces == 1 else f"{spaces} spaces"


def odd_blank(letter: str) -> tuple[str, str]:
    """What is said of a space that looks like one but is another, as copied from a word processor or a web page."""
    return f"a space of another kind (number {ord(letter)})", "expected an ordinary space in its place"
