"""Files of ballot papers, by their suffix: read within bounds, written whole or not at all."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from rulesim.ballot_files.blt import read_blt, write_blt
from rulesim.ballot_files.preflib import KINDS, read_preflib, write_preflib
from rulesim.ballot_files.profile import Profile
from rulesim.errors import Place, fail
from rulesim.files import decode, read_bytes, whole_file

SUFFIXES = (*KINDS, "blt")
MOST_BYTES = 50_000_000
_EXPECTED = "expected a file that ends in " + ", ".join(f".{kind}" for kind in SUFFIXES)


@dataclass(frozen=True)
class ProfileFile:
    """A profile, the file it was read from and the SHA-256 of that file."""

    profile: Profile
    file: str
    hash: str


def read_profile(path: Path) -> ProfileFile:
    """The profile in a file. Raises InputError with every fault found."""
    kind, content = _kind(path), read_bytes(path, MOST_BYTES)
    text = decode(content, str(path)).replace("\r\n", "\n").replace("\r", "\n")
    profile = read_blt(text, str(path)) if kind == "blt" else read_preflib(text, str(path), kind)
    return ProfileFile(profile, str(path), sha256(content).hexdigest())


def read_profiles(path: Path) -> tuple[ProfileFile, ...]:
    """The profile in a file, or those of a folder in the order of their names: one for each unit of a section."""
    if not path.is_dir():
        return (read_profile(path),)
    found = sorted(one for one in path.iterdir() if one.suffix[1:].lower() in SUFFIXES)
    if not found:
        raise fail("profile-kind", Place(str(path)), "the folder holds no file of ballot papers", _EXPECTED)
    return tuple(map(read_profile, found))


def write_profile(profile: Profile, path: Path) -> None:
    """Writes a profile in the format given by the suffix, replacing the file. Raises InputError."""
    kind = _kind(path)
    text = write_blt(profile, str(path)) if kind == "blt" else write_preflib(profile, str(path), kind)
    try:
        with whole_file(path) as temporary:
            temporary.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        found = f"the file cannot be written ({error.strerror})"
        raise fail("file-unwritable", Place(str(path)), found, "expected a folder that can be written to") from None


def _kind(path: Path) -> str:
    kind = path.suffix[1:].lower()
    if kind not in SUFFIXES:
        raise fail("profile-kind", Place(str(path)), f"unknown suffix '{path.suffix}'", _EXPECTED)
    return kind
