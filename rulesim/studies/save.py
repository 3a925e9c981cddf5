"""Plays runs into a file that holds every one of them; it may be interrupted, and continued, at any moment.

Until `runs.parquet` is whole, a folder `runs.parquet.part` beside it holds `manifest.json`, which says what is being
played, and a file for each piece that has been played, named by its first run, its number of runs, and a checksum (part
of the SHA-256) of these and its bytes. A file that its name does not fit counts as not there.
"""

import re
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path

from rulesim.engines import ensemble
from rulesim.engines.outcomes import Layout, Outcomes, join, layout
from rulesim.engines.pieces import GROUP, Piece, cut, kept_size
from rulesim.engines.runs_at_once import runs_at_once
from rulesim.engines.workers import ShareOut, open_workers
from rulesim.errors import Place, UnfinishedError, WorkersLostError, fail
from rulesim.files import UNFINISHED, whole_file
from rulesim.model.contest import Settled
from rulesim.studies import parquet
from rulesim.studies.ensemble import Ensemble, known
from rulesim.studies.manifest import Provenance, from_text, manifest, refuse_other
from rulesim.studies.order import Order
from rulesim.studies.precision import gather
from rulesim.studies.saved import count_rows_of, in_file
from rulesim.studies.summary import Summary, summarise

MANIFEST = "manifest.json"
_NAME = re.compile(r"(\d{1,15})-(\d{1,15})-([0-9a-f]+)\.parquet")
_DIGITS = 32
Kept = Mapping[Piece, Path]
"""The pieces that are there, in the order of runs, each with its file."""


def pack(settled: Settled, tables: list[Outcomes]) -> tuple[Summary, bytes]:
    """A piece as it travels from where it is played: its counts, and its rows as the bytes of a file."""
    return summarise(settled, tables[0]), parquet.piece_bytes(tables[0])


def save_runs(order: Order, target: Path, resume: bool = False, progress: ensemble.Progress | None = None) -> Ensemble:
    """Plays runs into a new file or, with `resume`, continues where an earlier run of the same command stopped.

    The file is the same to the last byte however often it was interrupted, and wherever it was played. Raises
    InputError if the file exists already, or something else was started; UnfinishedError if it is stopped again.
    """
    made = Provenance(manifest(order, order.runs, target.parent), order.precision)
    if target.exists() and resume:
        return _there_already(order, made, target)
    parquet.refuse_to_replace(target)
    folder = begin(target, made, resume)
    try:
        return _play_into(folder, order, target, progress)
    except (KeyboardInterrupt, WorkersLostError, OSError) as error:
        why = "stopped" if isinstance(error, KeyboardInterrupt) else getattr(error, "strerror", "") or str(error)
        kept = f"{_count(finished(folder)):,} of {order.runs:,} runs are saved in {folder}"
        raise UnfinishedError(f"{why}: {kept}. Run the same command with --resume to continue.") from None


def _there_already(order: Order, made: Provenance, target: Path) -> Ensemble:
    there = parquet.read_provenance(target)
    refuse_other(Place(str(target)), there, made, "runs" if order.precision else "")
    summary = count_rows_of(target, order.settled, there.manifest.runs)
    shutil.rmtree(folder_of(target), ignore_errors=True)
    return in_file(target, order, summary, 0.0)


def _play_into(folder: Path, order: Order, target: Path, progress: ensemble.Progress | None) -> Ensemble:
    started, total, columns, kept = time.perf_counter(), Summary(), layout(order.settled), finished(folder)
    if progress and kept:
        progress(_count(kept))
    at_once = runs_at_once([order.settled])
    with open_workers(order.where, order.runs - _count(kept), order.engine, at_once) as share_out:
        asked: list[Piece] = []
        play = partial(_play_missing, folder, order, kept, share_out, progress, asked)
        look = partial(known, order, total) if order.precision else None
        runs = gather(order.runs, kept_size(order.engine, at_once), play, total.add, look)
    made = Provenance(manifest(order, runs, target.parent), order.precision)
    parquet.write_rows(target, columns, made, groups(folder, columns, asked, runs), folder)
    shutil.rmtree(folder, ignore_errors=True)
    return in_file(target, order, total, time.perf_counter() - started)


def _play_missing(
    folder: Path,
    order: Order,
    kept: Kept,
    share_out: ShareOut,
    progress: ensemble.Progress | None,
    asked: list[Piece],
    pieces: Iterator[Piece],
) -> Iterator[tuple[Piece, Summary]]:
    """The counts of the pieces that are there, then of the others, each of which is played and saved; all are noted as
    `asked`."""
    missing, settled = [], order.settled
    for piece in pieces:
        asked.append(piece)
        if piece in kept:
            yield piece, summarise(settled, parquet.read_piece(kept[piece], piece, layout(settled)))
        else:
            missing.append(piece)
    each = partial(pack, settled)
    played = ensemble.play_pieces([settled], order.seed, missing, each, share_out, progress, order.engine)
    for piece, (summary, data) in played:
        with whole_file(file_of(folder, piece, data)) as temporary:
            temporary.write_bytes(data)
        yield piece, summary


def folder_of(target: Path) -> Path:
    """Where the pieces of a file are kept until it is whole."""
    return target.with_name(f"{target.name}.part")


def begin(target: Path, made: Provenance, resume: bool) -> Path:
    """The folder for the pieces of a new file or, to resume, the one that is there.

    Raises InputError if a folder is there and is not to be resumed, or was started for something else, or if no folder
    can be made.
    """
    folder = folder_of(target)
    try:
        folder.mkdir(exist_ok=True)
        if any(path.suffix != UNFINISHED for path in folder.iterdir()):
            _check_started(folder, made, resume)
        else:
            with whole_file(folder / MANIFEST) as temporary:
                temporary.write_bytes(made.to_text().encode())
    except OSError as error:
        found = f"a folder beside the file cannot be made ({error.strerror})"
        raise fail("file-unwritable", Place(str(target)), found, "expected a place to write to") from None
    return folder


def _check_started(folder: Path, made: Provenance, resume: bool) -> None:
    place = Place(str(folder))
    try:
        then = from_text((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        expected = "expected a folder that rulesim made; remove it to start again"
        raise fail("saved-form", place, f"no {MANIFEST} that can be read", expected) from None
    if not resume:
        found = f"{_count(finished(folder)):,} runs of an unfinished file"
        raise fail("file-unfinished", place, found, "add --resume to continue, or remove the folder to start again")
    refuse_other(place, then, made)


def file_of(folder: Path, piece: Piece, data: bytes) -> Path:
    """The file of a piece; names sort in the order of runs."""
    name = f"{piece.first:015d}-{piece.runs}"
    return folder / f"{name}-{sha256(name.encode() + data).hexdigest()[:_DIGITS]}.parquet"


def finished(folder: Path) -> Kept:
    """The pieces that are there whole, every bit as it was written."""
    named = ((path, match) for path in sorted(folder.glob("*.parquet")) if (match := _NAME.fullmatch(path.name)))
    pieces = ((Piece(int(match[1]), int(match[2])), path) for path, match in named)
    return {piece: path for piece, path in pieces if _is_whole(folder, piece, path)}


def _is_whole(folder: Path, piece: Piece, path: Path) -> bool:
    try:
        return path == file_of(folder, piece, path.read_bytes())
    except OSError:
        return False


def _count(pieces: Iterable[Piece]) -> int:
    return sum(piece.runs for piece in pieces)


def groups(folder: Path, layout: Layout, pieces: Iterable[Piece], runs: int) -> Iterator[Outcomes]:
    """All runs in order, in groups of rows that are the same however the pieces were cut.

    Raises UnfinishedError if pieces are missing, because somebody else has removed or changed them.
    """
    kept, needed = finished(folder), sorted(pieces)
    for group in cut(0, runs, GROUP):
        inside = [piece for piece in needed if group.first <= piece.first < group.end]
        if not kept.keys() >= set(inside):
            found = f"runs {group.first:,} to {group.end - 1:,} are no longer all in {folder}"
            raise UnfinishedError(f"{found}. The same command with --resume plays them again.")
        yield join(parquet.read_piece(kept[piece], piece, layout) for piece in inside)
