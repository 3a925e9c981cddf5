"""Text that would do something if anybody took it for more than words, and contests in which every text is such."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from rulesim.loading.library import RULEBOOKS, SCENARIOS
from rulesim.loading.yaml_reader import read_file

PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "element": "</title></style></svg><img src=x onerror=alert(1)>",
    "attribute": '" onload="alert(1)" x=\'',
    "cdata": "]]><!-- -- --!>",
    "entity": "&lt;b&gt; & &amp; &#x202e; &copy",
    "template": "{{ 7 * 7 }}{% raw %}${x}#{x}",
    "rich": "Anna [née Oak] [/] [bold]Ash[/bold] [link=x]y[/link] [red",
    "emoji": ":smile: :warning: :no_entry:",
    "link": "[a](javascript:alert(1)) ![b](//x.y) <//x.y> http://x.y www.x.y",
    "table": "a | b || *c* __d__ ~~e~~ `f",
    "numbered": "1. one\t2) two",
    "bullet": "+ one",
    "ruler": "---",
    "escape": "Anna\x1b[2J\x1b]0;owned\x07\x9b31m\x90q\x08\x7fAsh",
    "direction": "Anna \u202eevil\u202c \u2066isolated \u200f\u200e\u061c Ash",
    "lines": "Anna\nmine.yaml:9: forged; expected nothing [forged]\n\n# Heading\n\n- item",
    "long": "Anna " + "w" * 5_000,
}
ACTING = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
"""What may not reach a terminal or a page."""
_TEXTS = frozenset(
    {"title", "name", "about", "says", "note", "asks", "party", "clause", "decided_by", "is", "called", "record"}
)
_LISTS = frozenset({"assumptions", "departures", "held_by", "changed"})


def poisoned(folder: Path, scenario: str, payload: str) -> Path:
    """The file of a copy of a bundled scenario, beside its rule book, both with the payload in place of every text."""
    return poisoned_copy(folder, SCENARIOS / f"{scenario}.yaml", payload)


def poisoned_copy(folder: Path, scenario: Path, payload: str) -> Path:
    """The same of the scenario in a file."""
    document = read_file(scenario)[0].plain()
    beside, named = scenario.parent / document["rulebook"], RULEBOOKS / f"{document['rulebook']}.yaml"
    book = read_file(beside if beside.is_file() else named)[0].plain()
    for name, content in (("book.yaml", book), ("mine.yaml", {**document, "rulebook": "book.yaml"})):
        text = json.dumps(_with(content, payload), ensure_ascii=False)
        (folder / name).write_text(re.sub(ACTING, lambda match: f"\\u{ord(match[0]):04x}", text), "utf-8")
    return folder / "mine.yaml"


def _with(value: Any, payload: str, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _with(part, payload, name) for name, part in value.items()}
    if isinstance(value, list):
        return [payload if key in _LISTS and isinstance(part, str) else _with(part, payload) for part in value]
    return payload if key in _TEXTS and isinstance(value, str) else value


def in_words(payload: str) -> str:
    """A payload as it is read: each character that acts is a sign, and blanks are one."""
    return " ".join(re.sub(ACTING, "\ufffd", payload).split())
