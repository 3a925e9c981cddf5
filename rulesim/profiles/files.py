"""Files of papers, by their suffix: read whole and within bounds, written whole or not at all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from rulesim.errors import Place, fail
from rulesim.profiles.blt import read_blt, write_blt
from rulesim.profiles.preflib import KINDS, read_preflib, write_preflib
from rulesim.profiles.profile import Profile

SUFFIXES = (*KINDS, "blt")
MOST_BYTES = 50_000_000


@dataclass(frozen=True)
class ProfileFile:
    """A profile, the file it stood in and the SHA-256 of that file."""

    profile: Profile
    file: str
    hash: str


def read_profile(path: Path) -> ProfileFile:
    """The profile in a file. Raises InputError with every fault found."""
    kind = _kind(path)
    content = _read(path)
    text = _decode(content, path).replace("\r\n", "\n").replace("\r", "\n")
    profile = read_blt(text, str(path)) if kind == "blt" else read_preflib(text, str(path), kind)
    return ProfileFile(profile, str(path), sha256(content).hexdigest())


def read_profiles(path: Path) -> tuple[ProfileFile, ...]:
    """The profile in a file, or those of a folder in the order of their names: one for each unit of a section."""
    if not path.is_dir():
        return (read_profile(path),)
    found = sorted(one for one in path.iterdir() if one.suffix[1:].lower() in SUFFIXES)
    if not found:
        raise fail("profile-kind", Place(str(path)), "a folder without a file of papers", _expected())
    return tuple(map(read_profile, found))


def write_profile(profile: Profile, path: Path) -> None:
    """Writes a profile in the format that the suffix names, replacing the file. Raises InputError."""
    kind = _kind(path)
    text = write_blt(profile, str(path)) if kind == "blt" else write_preflib(profile, str(path), kind)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        found = f"the file cannot be written ({error.strerror})"
        raise fail("file-unwritable", Place(str(path)), found, "expected a folder that can be written to") from None


def _kind(path: Path) -> str:
    kind = path.suffix[1:].lower()
    if kind not in SUFFIXES:
        raise fail("profile-kind", Place(str(path)), f"the suffix '{path.suffix}'", _expected())
    return kind


def _expected() -> str:
    return "expected a file that ends in " + ", ".join(f".{kind}" for kind in SUFFIXES)


def _read(path: Path) -> bytes:
    place = Place(str(path))
    try:
        if path.stat().st_size > MOST_BYTES:
            size = f"the file has {path.stat().st_size / 1e6:,.0f} MB"
            raise fail("file-too-large", place, size, f"expected at most {MOST_BYTES / 1e6:.0f} MB")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        found = f"the file cannot be read ({getattr(error, 'strerror', None) or 'no such name'})"
        raise fail("file-unreadable", place, found, "expected a readable file") from None


def _decode(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(str(path), content[: error.start].count(b"\n") + 1)
        raise fail("not-utf-8", place, "bytes that are not UTF-8 text", "expected a text file in UTF-8") from None
