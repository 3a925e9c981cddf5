"""Plays runs into a file that holds every one of them, and can be left and taken up again at any moment."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path

from rulesim.engines import ensemble
from rulesim.engines.outcomes import Outcomes, layout
from rulesim.engines.pieces import ENGINE, GROUP, Engine, Piece, cut, kept_size
from rulesim.engines.workers import ShareOut, Where, open_workers
from rulesim.errors import InputError, Place, UnfinishedError, WorkersLostError, fail
from rulesim.model.contest import Contest, Settled
from rulesim.studies.columns import need_arrow
from rulesim.studies.ensemble import Ensemble, known
from rulesim.studies.manifest import manifest
from rulesim.studies.origin import Origin, differences
from rulesim.studies.parquet import (
    piece_bytes,
    read_groups,
    read_origin,
    read_piece,
    remove_folder,
    write_bytes,
    write_rows,
)
from rulesim.studies.parts import begin, file_of, finished, folder_of, groups
from rulesim.studies.precision import gather
from rulesim.studies.saved import read_rows
from rulesim.studies.summary import Summary, summarise


@dataclass(frozen=True)
class Order:
    """What is to be played into a file: at most `runs` runs, or as few as give every share the `precision`."""

    contest: Contest
    settled: Settled
    runs: int
    seed: int
    held: Mapping[str, str]
    precision: Fraction | None = None
    engine: Engine = ENGINE

    @property
    def origin(self) -> Origin:
        return Origin(manifest(self.contest, self.runs, self.seed, self.held, engine=self.engine), self.precision)

    def result(self, summary: Summary, elapsed_s: float, target: Path) -> Ensemble:
        """The ensemble whose rows are in a file."""
        rows = partial(read_rows, target, layout(self.settled))
        return Ensemble(
            self.contest, self.settled, self.seed, summary, elapsed_s, rows, self.held, self.precision, self.engine
        )


@dataclass(frozen=True)
class Packed:
    """A piece as it travels: its counts, and its rows as the bytes of a file."""

    summary: Summary
    data: bytes


def pack(tables: list[Outcomes]) -> Packed:
    """What is made of a piece where it is played."""
    need_arrow()
    return Packed(summarise(tables[0]), piece_bytes(tables[0]))


def save_runs(
    order: Order,
    target: Path,
    resume: bool = False,
    where: Where | None = None,
    progress: ensemble.Progress | None = None,
) -> Ensemble:
    """Plays runs into a new file, or with `resume` goes on where an earlier playing of the same was left.

    The file is the same to the last byte however often it was left, and whoever played. Raises InputError if the
    file is there already, or what was begun is something else; UnfinishedError if it is stopped again.
    """
    need_arrow()
    if target.exists():
        return _there_already(order, target, resume)
    folder = begin(target, order.origin, resume)
    try:
        return _play_into(folder, order, target, where or Where(), progress)
    except (KeyboardInterrupt, WorkersLostError, OSError) as error:
        why = "stopped" if isinstance(error, KeyboardInterrupt) else getattr(error, "strerror", "") or str(error)
        kept = f"{sum(finished(folder).values()):,} of {order.runs:,} runs are kept in {folder}"
        raise UnfinishedError(f"{why}: {kept}. The same command with --resume goes on from there.") from None


def _there_already(order: Order, target: Path, resume: bool) -> Ensemble:
    place = Place(str(target))
    if not resume:
        raise fail("file-exists", place, "the file exists already", "expected a new name")
    then = read_origin(target)
    played = frozenset({"runs"}) if order.precision else frozenset[str]()
    if faults := differences(place, then, order.origin, played):
        raise InputError(faults)
    remove_folder(folder_of(target))
    total = Summary()
    for table in read_groups(target, layout(order.settled)):
        total.add(summarise(table))
    return order.result(total, 0.0, target)


def _play_into(folder: Path, order: Order, target: Path, where: Where, progress: ensemble.Progress | None) -> Ensemble:
    started, total, columns, kept = time.perf_counter(), Summary(), layout(order.settled), finished(folder)
    if progress and kept:
        progress(sum(kept.values()))
    with open_workers(where, order.runs - sum(kept.values()), order.engine) as share_out:
        play = partial(_play_missing, folder, order, kept, share_out, progress)
        look = partial(known, order.contest, order.settled, total, order.precision) if order.precision else None
        runs = gather(order.runs, kept_size(order.engine), play, total.add, look)
    rows = groups(folder, columns, finished(folder), runs)
    write_rows(target, columns, order.origin.played(order.contest, runs), rows)
    remove_folder(folder)
    return order.result(total, time.perf_counter() - started, target)


def _play_missing(
    folder: Path,
    order: Order,
    kept: Mapping[Piece, int],
    share_out: ShareOut,
    progress: ensemble.Progress | None,
    pieces: Iterator[Piece],
) -> Iterator[tuple[Piece, Summary]]:
    """The counts of pieces that are there, then of the others, each played and kept."""
    missing, columns = [], layout(order.settled)
    for piece in pieces:
        if piece in kept:
            yield piece, summarise(read_piece(file_of(folder, piece), columns))
        else:
            missing.append(piece)
    for piece, packed in ensemble.play_pieces(
        [order.settled], order.seed, missing, pack, share_out, progress, order.engine
    ):
        write_bytes(file_of(folder, piece), packed.data)
        yield piece, packed.summary


def save_rows(played: Ensemble, target: Path) -> None:
    """Writes the rows of an ensemble into a new file. Raises InputError, and RulesimError if it kept no rows."""
    need_arrow()
    place = Place(str(target))
    if target.exists():
        raise fail("file-exists", place, "the file exists already", "expected a new name")
    made = manifest(played.contest, played.runs, played.seed, played.held, engine=played.engine)
    origin = Origin(made, played.precision)
    rows = (played.outcomes.part(*piece) for piece in cut(0, played.runs, GROUP))
    try:
        write_rows(target, played.layout, origin, rows)
    except OSError as error:
        found = f"the file cannot be written ({error.strerror})"
        raise fail("file-unwritable", place, found, "expected a place to write to") from None
