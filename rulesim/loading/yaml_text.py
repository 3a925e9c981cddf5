"""Slips in a single text: its quotation marks, the sign it begins with, a colon in it."""

import re

from rulesim.loading.yaml_slip import CLOSES, Slip, around, in_quotes, short

QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile(r"'(?:[^']|'')*'")}
_NOTE = re.compile(r"(?:^|[ \t])#.*")
_SIGN = re.compile(r"[@`%!]|\*(?![\w-]+\s*$)|&(?![\w-]+( |$))|[|>](?![+\-\d]*$)|[-?](?=[ \t])")
_SIGN_IN_FLOW = re.compile(r"[@`%!|>]|\*(?![\w-]+\s*$)|&(?![\w-]+( |$))|[-?](?=[ \t])")
_ODD_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\[^0abtnvfre \"/\\N_LPxuU\n\t]")


def without_note(line: str) -> str:
    """A line without the note at its end."""
    return _NOTE.sub("", line).strip()


def rest_of_line(text: str, end: int) -> str:
    """What follows a value on the line on which it ends."""
    return without_note(text[end:].partition("\n")[0])


def read_quoted(text: str) -> tuple[int, Slip | None]:
    """Where a text in quotation marks ends that stands alone after a key or a dash, and what is wrong with it."""
    mark, line = text[0], text.partition("\n")[0]
    found = QUOTED[mark].match(text)
    if not found:
        return len(line), not_closed(text)
    end = found.end()
    rest = rest_of_line(text, end)
    if not rest:
        return end, escape(found[0])
    if "\n" in found[0]:
        return len(line), not_closed(text)
    return end, _behind(text[:end], rest)


def _behind(quoted: str, rest: str) -> Slip:
    """More on the line after a text in quotation marks."""
    if rest == ",":
        return Slip(0, "a comma after the value", "expected none, outside of braces and brackets")
    mark = quoted[0]
    if mark == "'" and rest[0].isalpha():
        expected = f"expected double quotation marks around it: {in_quotes(quoted[1:] + rest.removesuffix(mark))}"
        return Slip(0, "an apostrophe ends the text that begins with one", expected)
    whole = f"{quoted[1:]}{rest[:-1]}" if rest.endswith(mark) else f"{quoted} {rest}"
    return Slip(0, "quotation marks end within a text", f"expected others around all of it: {in_quotes(whole)}")


def escape(quoted: str) -> Slip | None:
    """What is wrong with a backslash in double quotation marks, where it means more than itself."""
    if not (quoted.startswith('"') and _ODD_ESCAPE.search(quoted)):
        return None
    expected = f"expected single ones around the text: {in_quotes(quoted[1:-1])}"
    return Slip(0, "'\\' in double quotation marks", expected)


def not_closed(text: str, in_flow: bool = False) -> Slip:
    """A quotation mark without a second one."""
    first = without_note(text.partition("\n")[0])
    bare = short(re.split(r"[,}\]]" if in_flow else "$", first[1:], maxsplit=1)[0].strip())
    twice = "; an apostrophe within single quotation marks is written twice" if first[0] == "'" else ""
    found = "the quotation mark that opens on this line is not closed"
    return Slip(0, found, f"expected another where the text ends: {first[0]}{bare}{first[0]}{twice}")


def in_plain(line: str) -> Slip | None:
    """What is wrong with a text without quotation marks that stands alone after a key or a dash."""
    text = without_note(line)
    if odd := begins_with(text):
        return Slip(0, *odd)
    for opens, closes in CLOSES.items() if ": " in text else ():
        if text.count(closes) > text.count(opens):
            key = short(text.partition(":")[0])
            return Slip(0, f"'{closes}' without '{opens}'", f"expected '{opens}' before '{key}:'")
    if re.search(r":[ \t]", text):
        return Slip(0, "a text contains ': '", around(text))
    if text.endswith(":"):
        return Slip(0, "a text ends with ':'", f"expected no colon there, or quotation marks: {in_quotes(text)}")
    return None


def begins_with(text: str, in_flow: bool = False) -> tuple[str, str] | None:
    """What is told of a text that begins with a sign that means something else there."""
    found = (_SIGN_IN_FLOW if in_flow else _SIGN).match(text)
    if not found:
        return None
    if number := re.match(r"%\s*(\d[\d.]*)", text):
        return f"'{number[0]}'", f"expected the percent sign after the number: {number[1]}%"
    if found[0] != "-":
        return f"a text begins with '{found[0]}'", around(text)
    if in_flow:
        return "a dash in brackets", f"expected no dash: {short(text[1:])}"
    return "a dash after a key", f"expected no dash: {short(text[1:])}, or it on the next line"
