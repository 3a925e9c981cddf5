"""Text that comes from data, made fit to be shown: nothing in it acts on a terminal, a page or the words beside it.

Names are shown as they are written, with a sign in place of each character that is not seen but acts: escapes and other
controls, marks that turn the direction of text, and what no file in UTF-8 can hold.
"""

import re

INSTEAD = "\N{REPLACEMENT CHARACTER}"
_ACTS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufffe\uffff"
)
ACTING = re.compile(f"[{_ACTS}]")
"""What is not seen but acts; line breaks and tabs are told apart from it."""
_BLANKS = re.compile("[\t\n\r]+")
_LONG = re.compile(
    r"(?<![^\s(=:])'(?=\S)(?P<head>[^'\n]{60})[^'\n]{21,}(?P<tail>[^'\n]{40})'"
    r"|(?P<start>[^\s']{60})[^\s']{21,}(?P<end>[^\s']{40})"
)
"""A value in quotation marks, or a word, of more than 120 characters."""
_MOST, _HEAD, _TAIL = 600, 400, 150


def visible(text: str) -> str:
    """The text with a sign in place of each character that acts; it keeps its length and its lines."""
    return ACTING.sub(INSTEAD, text)


def one_line(text: str) -> str:
    """The text as `visible` makes it, on one line."""
    return visible(_BLANKS.sub(" ", text))


def brief(text: str) -> str:
    """A sentence of an error on one line; of long values in it, or a long line, the middle is left out."""
    line = _LONG.sub(_cut, one_line(text))
    return line if len(line) <= _MOST else f"{line[:_HEAD]} … {line[-_TAIL:]}"


def _cut(match: re.Match[str]) -> str:
    if match["head"] is None:
        return f"{match['start']}…{match['end']}"
    return f"'{match['head']}…{match['tail']}'"
