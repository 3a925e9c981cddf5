"""Files that were meant for another program, and files of the one kind where the other is wanted."""

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Literal

from rulesim.errors import Fault, Place, fail
from rulesim.model.document import Node

_FOREIGN = {
    b"PK\x03\x04": "a Word, Excel or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"%PDF": "a PDF file",
    b"{\\rtf": "a rich text file",
    b"<!DOCTYPE": "a web page",
    b"<html": "a web page",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_KINDS = {"a rule book": ("stages", "endings", "opens_with"), "a scenario": ("conduct", "leader", "people", "starts")}
"""The keys that only one kind of file has."""
Kind = Literal["a rule book", "a scenario"]


def refuse_foreign(content: bytes, file: str) -> None:
    """Raises InputError for the file of another program, and for one in which nothing is written."""
    kind = next((kind for start, kind in _FOREIGN.items() if content.startswith(start)), "")
    if kind:
        raise fail(
            "not-plain-text", Place(file, 1), f"this is {kind}", "expected plain text: save it as such, in UTF-8"
        )
    if not content.removeprefix(b"\xef\xbb\xbf").strip():
        raise fail("not-a-mapping", Place(file, 1), "the file is empty", "expected lines such as 'scenario: my-party'")


def other_kind(document: Node, wanted: Kind) -> Iterator[Fault]:
    """A fault if a document is a scenario where a rule book is wanted, or a rule book where a scenario is."""
    other = next(kind for kind in _KINDS if kind != wanted)
    has = {kind: sum(key in (document.fields or {}) for key in keys) for kind, keys in _KINDS.items()}
    if has[other] > 1 and not has[wanted]:
        found = f"the file '{FilePath(document.file).name}' is {other}"
        how = ", whose 'rulebook: …' names this file" if wanted == "a scenario" else ""
        yield Fault("other-kind-of-file", Place(document.file, 1), found, f"expected {wanted}{how}")
