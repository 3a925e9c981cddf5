"""A line that is no YAML because no key is found on it: what its writer may have meant."""

import re

from rulesim.loading.yaml_lines import Entry
from rulesim.loading.yaml_slip import short
from rulesim.loading.yaml_text import without_note

_WORD = r"([^\W\d][\w.-]*)"
_INSTEAD = (
    (re.compile(_WORD + r":(?!//)(\S.*)"), "no space after the colon"),
    (re.compile(_WORD + r" *[：﹕︓] *(.*)"), "a colon of another kind"),
    (re.compile(_WORD + r" *= *(\S.*)"), "'=' in place of a colon"),
)
_NOTES = ("//", "/*", "<!--")
_KEY_ALONE = 2
"""Words: more may be a text that goes on."""


def without_key(entry: Entry, before: Entry | None, beside_dashes: bool) -> tuple[str, str]:
    """What is found, and what is expected, on a line without a key."""
    text = " ".join(without_note(entry.text.partition("\n")[0]).split())
    if mark := next((mark for mark in _NOTES if text.startswith(mark)), ""):
        return f"a note that begins with '{mark}'", "expected '#' before a note"
    if text[0] == "-":
        return "no space after the dash", f"expected '- {short(text[1:])}'"
    for pattern, found in _INSTEAD:
        if meant := pattern.match(text):
            return found, f"expected '{_with_key(meant[1], meant[2])}'"
    if beside_dashes:
        return "a line without a dash among lines with one", f"expected '- {short(text)}'"
    if text[0] in "%@`":
        return f"a line begins with '{text[0]}'", "expected a key, a colon and a value"
    return "a line without a colon", _colon(entry, text, before)


def _colon(entry: Entry, text: str, before: Entry | None) -> str:
    word, _, rest = text.partition(" ")
    if before and before.key and before.opens and before.indent == entry.indent:
        return f"expected the value after its key: '{before.key}: {short(text)}'"
    expected = f"expected '{_with_key(word, rest)}'"
    if before and before.value and len(text.split()) > _KEY_ALONE and text[-1] not in "]}":
        return f"{expected} or, if it goes on with the text above, more spaces than line {before.line} begins with"
    return expected


def _with_key(word: str, rest: str) -> str:
    return f"{word}: {short(rest)}".strip()
