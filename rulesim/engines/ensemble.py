"""Ensembles: many runs of one or several settled contests on the same luck, by whoever plays them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from rulesim.engines.event import play as event
from rulesim.engines.outcomes import Assembly, Outcomes, join, layout
from rulesim.engines.pieces import ENGINE, Engine, Piece, cut, piece_size
from rulesim.engines.runs_at_once import runs_at_once
from rulesim.engines.vector import play as vector
from rulesim.engines.workers import ShareOut, Where, open_workers
from rulesim.luck.draws import BLOCK
from rulesim.luck.people import People
from rulesim.model.contest import Settled

Progress = Callable[[int], None]
"""Called with the number of runs played since the last call."""
Made = TypeVar("Made")


def play(
    variants: Sequence[Settled],
    runs: int,
    seed: int,
    workers: int = 0,
    progress: Progress | None = None,
    cluster: str = "",
    engine: Engine = ENGINE,
) -> list[Outcomes]:
    """The outcomes of the first `runs` runs of each variant, every row kept.

    Run k is the same people doing the same things in every variant that has the same conduct, whatever the
    number of runs or workers. `workers` 0 takes as many as make it faster. Raises ValueError without runs.
    """
    if runs < 1:
        raise ValueError("a contest is played at least once")
    at_once = runs_at_once(variants)
    pieces = cut(0, runs, piece_size(runs, engine, at_once))
    with open_workers(Where(workers, cluster), runs * len(variants), engine, at_once) as share_out:
        tables = [Assembly(layout(settled), 0, runs) for settled in variants]
        for _, parts in play_pieces(variants, seed, pieces, list, share_out, progress, engine):
            for table, part in zip(tables, parts, strict=True):
                table.put(part)
    return [table.table() for table in tables]


def play_pieces(
    variants: Sequence[Settled],
    seed: int,
    pieces: Iterable[Piece],
    each: Callable[[list[Outcomes]], Made],
    share_out: ShareOut,
    progress: Progress | None = None,
    engine: Engine = ENGINE,
) -> Iterator[tuple[Piece, Made]]:
    """Plays pieces and gives, in any order, what `each` makes of the outcomes of one piece (one table a variant).

    `each` is called where the piece is played, so that rows need not travel; it must be a function or value that
    can be sent there.
    """
    for piece, made in share_out(partial(_play_each, each, variants, seed, engine), pieces):
        if progress:
            progress(piece.runs * len(variants))
        yield piece, made


def _play_each(
    each: Callable[[list[Outcomes]], Made], variants: Sequence[Settled], seed: int, engine: Engine, piece: Piece
) -> Made:
    size = runs_at_once(variants) if engine == "vector" else min(BLOCK, runs_at_once(variants))
    parts = [_play_piece(variants, seed, *part, engine) for part in cut(piece.first, piece.end, size)]
    return each(parts[0] if len(parts) == 1 else [join(tables) for tables in zip(*parts, strict=True)])


_latest: dict[object, People] = {}
"""The people last asked for, by what they are made of; as they keep hold of it, what has the same `id` is the same."""


def people_of(settled: Settled, seed: int, first: int, count: int) -> People:
    """The people of some runs; the latest ones are kept, since variants of a contest share them."""
    made_of = id(settled.scenario), id(settled.conduct), seed, first, count
    if made_of not in _latest:
        _latest.clear()
        block, last = first // BLOCK, (first + count - 1) // BLOCK
        _latest[made_of] = People(settled.scenario, settled.conduct, seed, block, last - block + 1).alone(first, count)
    return _latest[made_of]


def _play_piece(
    variants: Sequence[Settled], seed: int, first: int, count: int, engine: Engine = ENGINE
) -> list[Outcomes]:
    """The outcomes of some runs, one table for each variant: all that is asked of an engine."""
    play_one = {"vector": vector.play_runs, "event": event.play_runs}[engine]
    return [play_one(settled, people_of(settled, seed, first, count), first, count) for settled in variants]
