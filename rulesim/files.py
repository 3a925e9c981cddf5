"""Files: read within bounds, written whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from rulesim.errors import InputError, Place, fail

_SOMEWHERE = "expected a place to write to"
_NUMBERS = count()
"""No two files that this process is writing have one name until they are whole."""
UNFINISHED = ".new"
"""How the names of files end that are being written."""


def read_bytes(path: Path, most: int) -> bytes:
    """The content of a file of at most `most` bytes. Raises InputError; what is larger, or no file, is not read."""
    place = Place(str(path))
    try:
        check_is_file(path)
        size = path.stat().st_size
        if size > most:
            found = f"the file has {size / 1e6:,.0f} MB"
            raise fail("file-too-large", place, found, f"expected at most {most / 1e6:.0f} MB")
        with path.open("rb") as file:  # what has no size may have no end
            return file.read(most if size else 0)
    except (OSError, ValueError) as error:
        found = f"the file cannot be read ({getattr(error, 'strerror', None) or 'no such name'})"
        raise fail("file-unreadable", place, found, "expected a readable file") from None


def check_is_file(path: Path) -> None:
    """Raises InputError for a folder, and for a pipe or a device, which would be read for ever. Raises OSError."""
    mode = path.stat().st_mode
    if not S_ISREG(mode):
        found = "this is a folder" if S_ISDIR(mode) else "this is a pipe or a device, not a file"
        raise fail("file-unreadable", Place(str(path)), found, "expected a file on a disk")


def decode(content: bytes, file: str) -> str:
    """The text of a file in UTF-8; `file` is its name in errors. Raises InputError."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(file, content[: error.start].count(b"\n") + 1)
        raise fail("not-utf-8", place, "bytes that are not UTF-8 text", "expected a text file in UTF-8") from None


@contextmanager
def whole_file(path: Path, at: Path | None = None) -> Iterator[Path]:
    """A place beside a file, or in the folder `at`, to write it at; it is moved to its own place if all goes well, and
    removed if not."""
    with _beside(path, at) as temporary:
        try:
            yield temporary
            temporary.replace(path)
        except OSError as error:
            error.filename = str(path)  # which some errors lack, and others give as the temporary name
            raise


@contextmanager
def _beside(path: Path, at: Path | None = None) -> Iterator[Path]:
    temporary = (at or path.parent) / f".{os.getpid()}-{next(_NUMBERS)}{UNFINISHED}"
    try:
        yield temporary
    finally:
        with suppress(NotADirectoryError):
            temporary.unlink(missing_ok=True)


def unwritable(path: Path, error: OSError) -> InputError:
    """The error for a file, or a folder, that cannot be written."""
    return fail("file-unwritable", Place(str(path)), f"it cannot be written ({error.strerror})", _SOMEWHERE)


def make_ready(path: Path) -> None:
    """Sees, before anything is played, that a file can be written, also in a folder yet to be made. Raises InputError.

    It leaves everything as it was.
    """
    missing = [folder for folder in path.parents if not os.path.lexists(folder)]
    try:
        path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        with _beside(path) as temporary:
            temporary.write_bytes(b"written to see whether it can be")
    except OSError as error:
        raise unwritable(path, error) from None
    finally:
        for folder in missing:
            with suppress(OSError):
                folder.rmdir()
