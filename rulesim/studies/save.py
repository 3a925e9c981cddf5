"""Plays runs into a file that holds every one of them, and can be left and taken up again at any moment."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rulesim.engines import ensemble
from rulesim.engines.outcomes import Outcomes, layout
from rulesim.engines.pieces import Piece, kept_size
from rulesim.engines.workers import ShareOut, open_workers
from rulesim.errors import InputError, Place, UnfinishedError, WorkersLostError
from rulesim.model.contest import Settled
from rulesim.studies.columns import need_arrow
from rulesim.studies.ensemble import Ensemble, known
from rulesim.studies.manifest import manifest
from rulesim.studies.order import Order
from rulesim.studies.origin import Origin, differences
from rulesim.studies.parquet import (
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
from rulesim.studies.unfinished import begin, file_of, finished, folder_of, groups


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
    origin = Origin(manifest(order, order.runs), order.precision)
    if target.exists():
        return _there_already(order, origin, target, resume)
    folder = begin(target, origin, resume)
    try:
        return _play_into(folder, order, origin, target, progress)
    except (KeyboardInterrupt, WorkersLostError, OSError) as error:
        why = "stopped" if isinstance(error, KeyboardInterrupt) else getattr(error, "strerror", "") or str(error)
        kept = f"{sum(finished(folder).values()):,} of {order.runs:,} runs are kept in {folder}"
        raise UnfinishedError(f"{why}: {kept}. The same command with --resume goes on from there.") from None


def _there_already(order: Order, origin: Origin, target: Path, resume: bool) -> Ensemble:
    if not resume:
        refuse_to_replace(target)
    played = frozenset({"runs"}) if order.precision else frozenset[str]()
    if faults := differences(Place(str(target)), read_origin(target), origin, played):
        raise InputError(faults)
    remove_folder(folder_of(target))
    return in_file(target, order, count_rows_of(target, order.settled), 0.0)


def _play_into(
    folder: Path, order: Order, origin: Origin, target: Path, progress: ensemble.Progress | None
) -> Ensemble:
    started, total, columns, kept = time.perf_counter(), Summary(), layout(order.settled), finished(folder)
    if progress and kept:
        progress(sum(kept.values()))
    with open_workers(order.where, order.runs - sum(kept.values()), order.engine) as share_out:
        play = partial(_play_missing, folder, order, kept, share_out, progress)
        look = partial(known, order, total) if order.precision else None
        runs = gather(order.runs, kept_size(order.engine), play, total.add, look)
    rows = groups(folder, columns, finished(folder), runs)
    write_rows(target, columns, Origin(manifest(order, runs), order.precision), rows)
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
