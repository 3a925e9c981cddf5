"""The lines of a file that is no YAML, read as their writer meant them: what is a key, a dash or a value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rulesim.loading.yaml_flow import read_flow
from rulesim.loading.yaml_slip import CLOSES, ODD_BLANKS, OPENS, STEP, Slip, around, many, odd_blank
from rulesim.loading.yaml_text import QUOTED, in_plain, read_quoted, rest_of_line

_ENDS = re.compile(r"\r\n|\r|\n")
_KEY = re.compile(r"""("[^"\n]*"|'[^'\n]*'|[^\s,\[\]{}#&*!|>'"%@`?-][^\n{}\[\]#"]*?)[ \t]{0,9}:(?=\s|$)""")
_BLOCK = re.compile(r"(?:^|[ :])[|>][+\-\d]*$")
_ANCHOR = re.compile(r"&[\w-]+(?: +|$)")
_ODD_BLANK = re.compile(f"^ *([{ODD_BLANKS}])|^ *[^\\s'\"#:{{\\[]+:([{ODD_BLANKS}])")
_MOST_LINES = 200
"""Of one value: what is longer is taken as not closed."""


@dataclass(frozen=True)
class Entry:
    """A line, or what follows a dash on it. Of a value that goes on, the further lines belong to it."""

    line: int
    indent: int
    text: str
    """The line without its indentation, or what follows the dash."""
    key: str | None
    """None if it has none."""
    value: str
    dash: bool = False
    """Whether this is a dash itself; what follows it is an entry of its own, unless it is a value alone."""
    slip: Slip | None = None

    @property
    def opens(self) -> bool:
        """Whether what belongs to it may stand on the lines below."""
        return not self.value and (self.key is not None or self.dash)


def entries(text: str) -> Iterator[Entry]:
    """The entries of a file, in its order."""
    lines, at = _ENDS.split(text), 0
    while at < len(lines):
        bare = lines[at].strip()
        if not bare or bare.startswith("#") or (bare in ("---", "...") and not at):
            at += 1
            continue
        indent = _indent(lines[at])
        found = list(_of_line(lines, at, indent))
        yield from found
        at += 1 + found[-1].text.count("\n")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _of_line(lines: list[str], at: int, indent: int) -> Iterator[Entry]:
    """The entries on a line: each dash, and what follows it."""
    text = lines[at][indent:].rstrip()
    if re.match(r"-(\s|$)", text):
        rest = text[1:].lstrip()
        if rest and not rest.startswith("#") and (_KEY.match(rest) or re.match(r"-(\s|$)", rest)):
            yield Entry(at + 1, indent, "", None, "", dash=True)
            yield from _of_line(lines, at, indent + len(text) - len(rest))
        else:
            yield _with_value(lines, at, indent, text, None, rest, dash=True)
    elif key := _KEY.match(text):
        yield _with_value(lines, at, indent, text, key[1], text[key.end() :].lstrip())
    else:
        yield _with_value(lines, at, indent, text, None, text)


def _with_value(
    lines: list[str], at: int, indent: int, text: str, key: str | None, value: str, dash: bool = False
) -> Entry:
    """An entry with its value, which may go on below, and the slip in that."""
    value = _ANCHOR.sub("", "" if value.startswith("#") else value, count=1)
    more, slip = _below(lines, at, indent), None
    if _BLOCK.search(value.split(" #")[0].rstrip()):
        whole = "\n".join([value, *more])
        slip = _in_block(at + 2, more, indent) if key is not None or dash else None
    elif value[:1] in QUOTED or value[:1] in CLOSES:
        whole, slip = _closing("\n".join([value, *more]))
    elif key is None and not dash:
        whole = "\n".join([value, *_continued(_below(lines, at, indent - 1))])
    else:
        whole, slip = "\n".join([value, *_continued(more)]) if value else value, in_plain(value)
    further = whole.count("\n") if whole.startswith(value) else 0
    return Entry(at + 1, indent, text + "\n" * further, key, whole, dash, _odd_blank(lines[at]) or slip)


def _in_block(first: int, lines: list[str], indent: int) -> Slip | None:
    """In a text below its key: a line less far in than the first, which stands on the line `first` of the file."""
    indents = [(_indent(line), i) for i, line in enumerate(lines) if line.strip()]
    if not indents or min(indents)[0] == indents[0][0]:
        return None
    least, top = min(indents), indents[0]
    wrong, other = (top, least) if least[0] == indent + STEP else (least, top)
    found = f"this line begins with {many(wrong[0])}, but line {first + other[1]} with {many(other[0])}"
    return Slip(1 + wrong[1], found, f"expected {many(other[0])} here too, since these lines belong together")


def _odd_blank(line: str) -> Slip | None:
    """A space of another kind before a key or after its colon."""
    odd = _ODD_BLANK.match(line)
    return Slip(0, *odd_blank(odd[1] or odd[2])) if odd else None


def _below(lines: list[str], at: int, indent: int) -> list[str]:
    """The lines that may belong to a value: those further in, and brackets that close."""
    found: list[str] = []
    for line in lines[at + 1 : at + 1 + _MOST_LINES]:
        bare = line.lstrip()
        if bare and _indent(line) <= indent and bare[0] not in OPENS:
            break
        found.append(line)
    while found and not found[-1].strip():
        found.pop()
    return found


def _continued(more: list[str]) -> list[str]:
    """The lines on which a text without quotation marks goes on: up to a key or a dash."""
    found: list[str] = []
    for line in more:
        bare = line.strip()
        if _KEY.match(bare) or bare.startswith(("#", "- ")):
            break
        found.append(line)
    return found


def _closing(text: str) -> tuple[str, Slip | None]:
    """A value up to where its quotation mark or bracket closes, and what is wrong in it or after it."""
    end, slip = read_quoted(text) if text[0] in QUOTED else read_flow(text)
    if slip is None and text[0] in CLOSES and (rest := rest_of_line(text, end)):
        slip = _after_bracket(text, end, rest)
    return text[:end], slip


def _after_bracket(text: str, end: int, rest: str) -> Slip:
    line = text.count("\n", 0, end)
    if rest[0] in OPENS:
        return Slip(line, f"'{rest[0]}' without '{OPENS[rest[0]]}'", f"expected one '{rest[0]}' less, or the other too")
    if rest == ",":
        return Slip(line, "a comma after the value", "expected none, outside of braces and brackets")
    return Slip(line, f"a text begins with '{text[0]}'", around(f"{text[:end]} {rest}"))
