"""The first slip in a list in brackets or a group in braces: a comma, a colon, a bracket or a quotation mark amiss."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rulesim.loading.yaml_slip import CLOSES, Slip, around, in_quotes, short
from rulesim.loading.yaml_text import begins_with, escape, not_closed

_CALLED = {"{": "group", "[": "list"}
_PART = re.compile(
    r"""(?P<blank>[ \t\n]+(?P<note>\#[^\n]*)?)
    |(?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')
    |(?P<opens>[\[{])|(?P<closes>[\]}])|(?P<comma>,)
    |(?P<colon>:(?=[\s,\[\]{}]|\Z))
    |(?P<plain>(?:[^\s,\[\]{}:]|:(?![\s,\[\]{}]|\Z)|[ \t]+(?![\s\#,\[\]{}:]|\Z))+)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class _Part:
    """A sign or a text, and where it begins."""

    kind: str
    text: str
    at: int


@dataclass
class _Entry:
    """An entry as far as it is read: its parts, and the bracket it stands in."""

    opener: str
    at: int
    parts: list[_Part] = field(default_factory=list)

    @property
    def keys(self) -> int:
        return sum(part.kind == "colon" for part in self.parts)

    @property
    def last(self) -> str:
        return self.parts[-1].kind if self.parts else ""


def read_flow(text: str) -> tuple[int, Slip | None]:
    """Where the list or group ends with which a text begins, and the first slip in it. Without its end there is one."""
    stack: list[_Entry] = []
    noted = False
    for part in _parts(text):
        if part.kind in ("blank", "note"):
            noted = noted or (part.kind == "note" and bool(stack) and CLOSES[stack[-1].opener] in part.text)
            continue
        if found := _slip(stack, part, text):
            return part.at, found
        if part.kind == "closes" and len(stack) == 1:
            return part.at + 1, None
        _take(stack, part)
    return len(text), _told(text, stack[-1].at, *_unclosed(stack[-1].opener, noted))


def _parts(text: str) -> Iterator[_Part]:
    at = 0
    while at < len(text):
        found = _PART.match(text, at)
        kind = "plain" if found is None else "note" if found["note"] else str(found.lastgroup)
        end = len(text) if found is None else found.end()
        yield _Part(kind, text[at:end], at)
        at = end


def _take(stack: list[_Entry], part: _Part) -> None:
    """Notes a part that is in its place."""
    if part.kind == "opens":
        if stack:
            stack[-1].parts.append(part)
        stack.append(_Entry(part.text, part.at))
    elif part.kind == "closes":
        stack.pop()
        stack[-1].parts.append(part)
    elif part.kind == "comma":
        stack[-1].parts.clear()
    else:
        stack[-1].parts.append(part)


def _slip(stack: list[_Entry], part: _Part, text: str) -> Slip | None:
    """What is wrong with a part where it stands."""
    if not stack:
        return None
    entry = stack[-1]
    if part.kind == "closes" and CLOSES[entry.opener] != part.text:
        closer, called = CLOSES[entry.opener], _CALLED[entry.opener]
        found = f"the {called} that opens on this line with '{entry.opener}' is not closed before '{part.text}'"
        return _told(text, entry.at, found, f"expected '{closer}' where it ends")
    if part.kind == "comma" and not entry.parts:
        return _told(text, part.at, "a comma with nothing before it", "expected one comma between two entries")
    if part.kind == "colon" and entry.keys:
        return _told(text, part.at, *_second_key(entry.parts[-1], text))
    if part.kind in ("plain", "opens", "quoted") and entry.last in ("plain", "quoted", "closes"):
        return _told(text, part.at, *_side_by_side(entry.parts[-1], part, text))
    if part.kind == "plain":
        return _in_plain(part, text)
    odd = escape(part.text) if part.kind == "quoted" else None
    return odd and odd._replace(line=text.count("\n", 0, part.at))


def _in_plain(part: _Part, text: str) -> Slip | None:
    """A text that begins as none may."""
    if part.text[0] in "\"'":
        return not_closed(text[part.at :], in_flow=True)._replace(line=text.count("\n", 0, part.at))
    odd = begins_with(part.text, in_flow=True)
    return _told(text, part.at, *odd) if odd else None


def _second_key(before: _Part, text: str) -> tuple[str, str]:
    """Two keys in one entry: a comma is missing before the second, or a text has a colon in it."""
    rest, _, key = before.text.rpartition(" ")
    if before.kind == "plain" and rest.endswith(";"):
        return "';' between two entries", f"expected a comma: '{short(rest[:-1])}, {key}: …'"
    if before.kind == "plain" and rest:
        expected = f"expected '{short(rest)}, {key}: …', or quotation marks around a text with ': ' in it"
        return f"a comma is missing before '{key}:'", expected
    whole = re.split(r"[,\]}\n]", text[before.at :], maxsplit=1)[0].strip()
    return "a text contains ': '", around(whole)


def _side_by_side(before: _Part, part: _Part, text: str) -> tuple[str, str]:
    """Two values without a comma between them."""
    rest = re.split(r"[,\]}\n]", text[part.at :], maxsplit=1)[0].strip()
    if before.kind == "closes":
        return f"a comma is missing after '{before.text}'", f"expected '{before.text}, {short(rest)}'"
    if before.kind == "quoted" and part.kind == "plain":
        said = "quotation marks end within a text"
        return said, f"expected a comma after them, or others around all of it: {in_quotes(f'{before.text} {rest}')}"
    expected = f"expected a colon or a comma before '{part.text[:1]}', or quotation marks around the text"
    return f"'{part.text[:1]}' within a text", expected


def _unclosed(opener: str, noted: bool) -> tuple[str, str]:
    found = f"the {_CALLED[opener]} that opens on this line with '{opener}' is not closed"
    if noted:
        expected = "expected quotation marks around a text with ' #' in it, which makes a note of the rest of the line"
        return found, expected
    return found, f"expected a comma between its entries, and '{CLOSES[opener]}' after the last"


def _told(text: str, at: int, found: str, expected: str) -> Slip:
    return Slip(text.count("\n", 0, at), found, expected)
