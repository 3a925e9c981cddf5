"""The folder of finished pieces in which a file of runs is made: `runs.parquet.part` beside `runs.parquet`.

It holds `manifest.json`, which says what is being played, and a file for each piece that has been played, named by
its first run and its number of runs. Each is there whole or not at all, so it can be left at any moment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from rulesim.engines.outcomes import Layout, Outcomes, join
from rulesim.engines.pieces import GROUP, Piece, cut
from rulesim.errors import InputError, Place, UnfinishedError, fail
from rulesim.studies.origin import Origin, differences, from_text
from rulesim.studies.parquet import count_rows, read_piece, write_bytes

MANIFEST = "manifest.json"
_NAME = re.compile(r"(\d+)-(\d+)\.parquet")


def folder_of(target: Path) -> Path:
    """Where the pieces of a file are kept until it is whole."""
    return target.with_name(f"{target.name}.part")


def begin(target: Path, origin: Origin, resume: bool) -> Path:
    """The folder for the pieces of a new file, or, to resume, the one that is there.

    Raises InputError if a folder is there and is not to be resumed, or was begun for something else, or if none
    can be made.
    """
    folder = folder_of(target)
    try:
        folder.mkdir(exist_ok=True)
        if (folder / MANIFEST).exists() or any(folder.iterdir()):
            _go_on(folder, origin, resume)
        else:
            write_bytes(folder / MANIFEST, origin.to_text().encode())
    except OSError as error:
        found = f"a folder beside the file cannot be made ({error.strerror})"
        raise fail("file-unwritable", Place(str(target)), found, "expected a place to write to") from None
    return folder


def _go_on(folder: Path, origin: Origin, resume: bool) -> None:
    place = Place(str(folder))
    then = _origin(folder)
    if not resume:
        found = f"{sum(finished(folder).values()):,} runs of an unfinished file"
        raise fail("file-unfinished", place, found, "add --resume to go on, or remove the folder to begin again")
    if faults := differences(place, then, origin):
        raise InputError(faults)


def _origin(folder: Path) -> Origin:
    try:
        return from_text((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        expected = "expected a folder that rulesim made; remove it to begin again"
        raise fail("saved-form", Place(str(folder)), f"no {MANIFEST} that can be read", expected) from None


def file_of(folder: Path, piece: Piece) -> Path:
    """The file of a piece; names sort in the order of runs."""
    return folder / f"{piece.first:015d}-{piece.runs}.parquet"


def finished(folder: Path) -> dict[Piece, int]:
    """The pieces that are there whole, in the order of runs, each with its number of runs."""
    named = {path: match for path in sorted(folder.glob("*.parquet")) if (match := _NAME.fullmatch(path.name))}
    pieces = {path: Piece(int(match[1]), int(match[2])) for path, match in named.items()}
    return {piece: piece.runs for path, piece in pieces.items() if count_rows(path) == piece.runs}


def groups(folder: Path, layout: Layout, pieces: Iterable[Piece], runs: int) -> Iterator[Outcomes]:
    """All runs in order, in groups of rows that are the same however the pieces were cut.

    Raises UnfinishedError if pieces are missing, as when somebody else has tidied up.
    """
    waiting = sorted(pieces)
    for group in cut(0, runs, GROUP):
        inside = [piece for piece in waiting if group.first <= piece.first < group.end]
        if sum(piece.runs for piece in inside) != group.runs:
            found = f"runs {group.first:,} to {group.end - 1:,} are no longer all in {folder}"
            raise UnfinishedError(f"{found}. The same command with --resume plays them again.")
        yield join(read_piece(file_of(folder, piece), layout) for piece in inside)
