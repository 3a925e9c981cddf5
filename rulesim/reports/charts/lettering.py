"""Lines of text, and the room they take.

Widths are those of DejaVu Sans, the widest font that a page is likely to be shown in: others leave room to spare.
"""

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal
from unicodedata import category, east_asian_width

from rulesim.visible import visible

Anchor = Literal["start", "middle", "end"]
SMALL, PLAIN = 12, 13
_WIDTHS = {
    letter: width
    for letters, width in (("ijlI'|", 0.3), (" .,:;!/()[]-ftrJ‘’", 0.42), ("mMW%@…—", 1.0), ("w&", 0.82))
    for letter in letters
}
_LOWER, _CAPITAL, _WIDE, _BOLD = 0.64, 0.79, 1.2, 1.14


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text whose anchor stands at `x` and whose letters stand on `y`, in pixels."""

    x: float
    y: float
    words: str
    anchor: Anchor = "start"
    size: int = SMALL
    bold: bool = False
    fill: str = "ink"

    @property
    def width(self) -> float:
        """How wide the text may become."""
        return measured(self.words, self.size, self.bold)

    @property
    def left(self) -> float:
        """Where the text may begin."""
        return self.x - self.width * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]

    @property
    def right(self) -> float:
        """Where the text may end."""
        return self.left + self.width


def in_a_line(words: str) -> str:
    """The words on one line, with one blank between them."""
    return " ".join(visible(words).split())


def measured(words: str, size: int, bold: bool = False) -> float:
    """How many pixels the words may take."""
    return sum(map(_letter, words)) * size * (_BOLD if bold else 1)


def fitted(words: str, room: float, size: int = SMALL, bold: bool = False) -> str:
    """As many of the words as there is room for, with an ellipsis where some are cut."""
    seen = in_a_line(words)
    if measured(seen, size, bold) <= room:
        return seen
    ends = accumulate(measured(letter, size, bold) for letter in seen)
    kept = sum(end <= room - measured("…", size, bold) for end in ends)
    return f"{seen[:kept].rstrip()}…"


def inside(text: Text, width: float, left: float = 0) -> Text:
    """The text, pushed inwards where it would leave the picture and cut to what the picture holds."""
    held = replace(text, words=fitted(text.words, width - left, text.size, text.bold))
    return replace(held, x=held.x + max(left - held.left, 0) - max(held.right - width, 0))


def beside(x: float, text: Text, width: float, gap: float = 5) -> Text:
    """The text to the right of a place, or to its left where there is more room for it."""
    after = replace(text, x=x + gap)
    if after.right <= width or x < width / 2:
        return inside(after, width, after.x)
    return inside(replace(text, x=x - gap, anchor="end"), x - gap)


def headed(name: str, note: Text) -> list[Text]:
    """The heading of a row: a name, cut before the note to its right."""
    named = Text(0, note.y, fitted(name, note.left - 12, PLAIN, bold=True), size=PLAIN, bold=True)
    return [named, note]


def _letter(letter: str) -> float:
    if category(letter) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    if east_asian_width(letter) in "WF":
        return _WIDE
    return _WIDTHS.get(letter, _CAPITAL if letter.isupper() else _LOWER)
