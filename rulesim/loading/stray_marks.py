"""Marks in a text that YAML takes as a part of it, but whoever wrote them hardly meant so."""

import re

from rulesim.loading.yaml_slip import CLOSES, ODD_BLANKS, in_quotes, odd_blank, short

_CURLY = re.compile("[“„‟‘‚‛«»](.+)[”“‟’‘»«]")
_ODD_BLANK = re.compile(f"^[{ODD_BLANKS}]|[{ODD_BLANKS}]$")
_NUMBERED = re.compile(r"[ \t]{1,7}#\d")


def stray(text: str, after: str) -> tuple[str, str] | None:
    """What is found and expected if a text without quotation marks has a mark too many; `after` is what follows it."""
    if _NUMBERED.match(after):
        expected = "expected quotation marks around a text with ' #' in it, or '# ' before a note"
        return "'#' makes a note of the rest of the line", expected
    if odd := _ODD_BLANK.search(text):
        return odd_blank(odd[0])
    if curly := _CURLY.fullmatch(text):
        expected = f"expected straight ones: {in_quotes(curly[1])}; or both, to show them: {in_quotes(text)}"
        return "curly quotation marks, which would be shown with the text", expected
    if text.count('"') % 2:
        return "a quotation mark without another", f"expected none, or others around the whole: {in_quotes(text)}"
    for opens, closes in CLOSES.items():
        if text.count(opens) != text.count(closes):
            return _unpaired(text, opens, closes)
    if text.endswith(","):
        return "a comma at the end of a text", f"expected none: {short(text.rstrip(' ,'))}"
    return None


def _unpaired(text: str, opens: str, closes: str) -> tuple[str, str]:
    one, other = (opens, closes) if text.count(opens) > text.count(closes) else (closes, opens)
    found = f"'{one}' without '{other}' in a text"
    if before := re.match(rf"([\w.-]+) (\{opens}.*)", text):
        return f"no colon before '{opens}'", f"expected '{before[1]}: {short(before[2])}'"
    if one == "]" and text.count(one) == 1 and text.endswith(one) and " " not in text:
        return found, f"expected '[{text}', or quotation marks around the text"
    return found, f"expected none, or quotation marks around the text: {in_quotes(text)}"
