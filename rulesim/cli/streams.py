"""Standard output and standard error on any terminal: what it cannot show is replaced.

A sign of ours, such as a dash, becomes one like it in ASCII; a letter of a name that cannot be shown becomes `?`, since
another letter would be another name.
"""

import codecs
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from rulesim.errors import Place, fail
from rulesim.visible import one_line

_ALIKE = {
    "–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "→": "->", "·": "*",
    "✓": "+", "✗": "x", "×": "x", "≥": ">=", "≤": "<=", "½": "1/2", "\u00a0": " ", "\u2060": "",
}  # fmt: skip


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_ALIKE.get(letter, "?") for letter in error.object[error.start : error.end]), error.end


codecs.register_error("rulesim-alike", _replace)


def prepare_streams() -> None:
    """Makes both streams take any text. Raises InputError if standard output is closed: the answer would be lost."""
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115, it stays open
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="rulesim-alike")
    if sys.stdout is None:
        raise fail("output-closed", Place("standard output"), "it is closed", "expected a place for the answer to go")


def tell(text: str) -> None:
    """A line on standard error, as far as that can be written to."""
    with suppress(OSError, ValueError):
        print(one_line(text), file=sys.stderr, flush=True)


def drop_output() -> None:
    """What could not be written to standard output is let go, so that Python does not try again when it ends."""
    with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
