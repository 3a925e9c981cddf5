"""Plays what was ordered, piece by piece, and adds up the results."""

import time
from collections.abc import Callable, Sequence
from functools import partial

from rulesim.engines import ensemble
from rulesim.engines.pieces import piece_size
from rulesim.engines.runs_at_once import runs_at_once
from rulesim.engines.workers import open_workers
from rulesim.model.contest import Settled
from rulesim.studies.ensemble import Ensemble, known
from rulesim.studies.flips import Compared, Places, compare
from rulesim.studies.order import Order
from rulesim.studies.precision import Reached, gather
from rulesim.studies.summary import Summary


def play(order: Order, progress: ensemble.Progress | None = None) -> Ensemble:
    """Plays a contest as ordered. Raises InputError, ValueError without runs, and what `open_workers` raises."""
    look = (lambda found: known(order, found.summaries[0])) if order.precision else None
    (played,), _ = play_variants(order, [order.settled], {}, look, progress)
    return played


def play_variants(
    order: Order,
    variants: Sequence[Settled],
    questions: Places,
    look: Callable[[Compared], Reached] | None = None,
    progress: ensemble.Progress | None = None,
) -> tuple[list[Ensemble], Compared]:
    """Plays several variants of the contest on the same luck, each once, and compares them run by run.

    With `look` it stops at the first checkpoint at which `look` finds the runs enough. The time taken is divided
    equally among the variants. Raises as `play` does.
    """
    if order.runs < 1:
        raise ValueError("a contest is played at least once")
    started, total = time.perf_counter(), Compared([Summary() for _ in variants])
    at_once = runs_at_once(variants)
    with open_workers(order.where, order.runs * len(variants), order.engine, at_once) as share_out:
        pieces = partial(
            ensemble.play_pieces, variants, order.seed, each=partial(compare, variants, questions, order.rows),
            share_out=share_out, progress=progress, engine=order.engine,
        )  # fmt: skip
        enough = partial(look, total) if look else None
        gather(order.runs, piece_size(order.runs, order.engine, at_once), pieces, total.add, enough)
    each_s = (time.perf_counter() - started) / len(variants)
    rows = [partial(total.rows, at) if order.rows else None for at in range(len(variants))]
    told = zip(variants, total.summaries, rows, strict=True)
    return [Ensemble(order, settled, summary, each_s, fetch) for settled, summary, fetch in told], total
