"""Plays runs into a file that holds every one of them; it may be interrupted, and continued, at any moment.

Until `runs.parquet` is whole, a folder `runs.parquet.part` beside it holds `manifest.json`, which says what is being
played, and a file for each piece that has been played, named by its first run and its number of runs. Each of these is
there whole or not at all.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rulesim.engines import ensemble
from rulesim.engines.outcomes import Layout, Outcomes, join, layout
from rulesim.engines.pieces import GROUP, Piece, cut, kept_size
from rulesim.engines.workers import ShareOut, open_workers
from rulesim.errors import InputError, Place, UnfinishedError, WorkersLostError, fail
from rulesim.model.contest import Settled
from rulesim.studies.ensemble import Ensemble, known
from rulesim.studies.manifest import Provenance, differences, from_text, manifest
from rulesim.studies.order import Order
from rulesim.studies.parquet import (
    count_rows,
    need_arrow,
    piece_bytes,
    read_origin,
    read_piece,
    refuse_to_replace,
    remove_folder,
    write_bytes,
    write_rows,
)
from rulesim.studies.precision import gather
from rulesim.studies.saved import count_rows_of, in_file
from rulesim.studies.summary import Summary, summarise


@dataclass(frozen=True)
class Packed:
    """A piece as it travels: its counts, and its rows as the bytes of a file."""

    summary: Summary
    data: bytes


def pack(settled: Settled, tables: list[Outcomes]) -> Packed:
    """What is made of a piece where it is played."""
    need_arrow()
    return Packed(summarise(settled, tables[0]), piece_bytes(tables[0]))


def save_runs(order: Order, target: Path, resume: bool = False, progress: ensemble.Progress | None = None) -> Ensemble:
    """Plays runs into a new file, or with `resume` goes on where an earlier playing of the same was left.

    The file is the same to the last byte however often it was left, and whoever played. Raises InputError if the
    file is there already, or what was begun is something else; UnfinishedError if it is stopped again.
    """
    need_arrow()
    origin = Provenance(manifest(order, order.runs), order.precision)
    if target.exists():
        return _there_already(order, origin, target, resume)
    folder = begin(target, origin, resume)
    try:
        return _play_into(folder, order, origin, target, progress)
    except (KeyboardInterrupt, WorkersLostError, OSError) as error:
        why = "stopped" if isinstance(error, KeyboardInterrupt) else getattr(error, "strerror", "") or str(error)
        kept = f"{sum(finished(folder).values()):,} of {order.runs:,} runs are kept in {folder}"
        raise UnfinishedError(f"{why}: {kept}. The same command with --resume goes on from there.") from None


def _there_already(order: Order, origin: Provenance, target: Path, resume: bool) -> Ensemble:
    if not resume:
        refuse_to_replace(target)
    played = frozenset({"runs"}) if order.precision else frozenset[str]()
    if faults := differences(Place(str(target)), read_origin(target), origin, played):
        raise InputError(faults)
    remove_folder(folder_of(target))
    return in_file(target, order, count_rows_of(target, order.settled), 0.0)


def _play_into(
    folder: Path, order: Order, origin: Provenance, target: Path, progress: ensemble.Progress | None
) -> Ensemble:
    started, total, columns, kept = time.perf_counter(), Summary(), layout(order.settled), finished(folder)
    if progress and kept:
        progress(sum(kept.values()))
    with open_workers(order.where, order.runs - sum(kept.values()), order.engine) as share_out:
        play = partial(_play_missing, folder, order, kept, share_out, progress)
        look = partial(known, order, total) if order.precision else None
        runs = gather(order.runs, kept_size(order.engine), play, total.add, look)
    rows = groups(folder, columns, finished(folder), runs)
    write_rows(target, columns, Provenance(manifest(order, runs), order.precision), rows)
    remove_folder(folder)
    return in_file(target, order, total, time.perf_counter() - started)


def _play_missing(
    folder: Path,
    order: Order,
    kept: Mapping[Piece, int],
    share_out: ShareOut,
    progress: ensemble.Progress | None,
    pieces: Iterator[Piece],
) -> Iterator[tuple[Piece, Summary]]:
    """The counts of pieces that are there, then of the others, each played and kept."""
    missing, settled = [], order.settled
    for piece in pieces:
        if piece in kept:
            yield piece, summarise(settled, read_piece(file_of(folder, piece), layout(settled)))
        else:
            missing.append(piece)
    each = partial(pack, settled)
    for piece, packed in ensemble.play_pieces([settled], order.seed, missing, each, share_out, progress, order.engine):
        write_bytes(file_of(folder, piece), packed.data)
        yield piece, packed.summary


MANIFEST = "manifest.json"
_NAME = re.compile(r"(\d+)-(\d+)\.parquet")


def folder_of(target: Path) -> Path:
    """Where the pieces of a file are kept until it is whole."""
    return target.with_name(f"{target.name}.part")


def begin(target: Path, origin: Provenance, resume: bool) -> Path:
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


def _go_on(folder: Path, origin: Provenance, resume: bool) -> None:
    place = Place(str(folder))
    then = _origin(folder)
    if not resume:
        found = f"{sum(finished(folder).values()):,} runs of an unfinished file"
        raise fail("file-unfinished", place, found, "add --resume to go on, or remove the folder to begin again")
    if faults := differences(place, then, origin):
        raise InputError(faults)


def _origin(folder: Path) -> Provenance:
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
