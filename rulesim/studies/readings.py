"""Does a disputed rule matter? Every reading of every question, played on the same luck, run by run.

A *flip* is a run that ends otherwise (another ending, or another leader) under one reading of a question
than under another. The verdict follows from the 95% interval of the share of flips:

- `academic`: the whole interval lies at or below 1%;
- `decisive`: the whole interval lies above 5%;
- `open`: neither can be said with so many runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import product
from typing import Literal

from rulesim.engines import ensemble
from rulesim.engines.pieces import ENGINE, Engine, piece_size
from rulesim.engines.workers import Where, open_workers
from rulesim.loading.rulebook import questions
from rulesim.loading.scenario import consulted, settle
from rulesim.model.contest import Contest, Settled
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.flips import Compare, Compared, Flip
from rulesim.studies.parting import Parting, parting
from rulesim.studies.precision import Reached, gather, reached
from rulesim.studies.shares import Estimate, estimate
from rulesim.studies.summary import Summary

ACADEMIC_UP_TO = 0.01
DECISIVE_ABOVE = 0.05
Verdict = Literal["academic", "decisive", "open"]
Key = tuple[tuple[str, str], ...]
"""Questions, each with the reading at which it is held."""


@dataclass(frozen=True)
class QuestionStudy:
    """One contested question: an ensemble for each reading, and what changes between them."""

    question: str
    readings: Mapping[str, Ensemble]
    flips: Estimate
    verdict: Verdict
    parting: Parting | None
    """Where the first run that flips parts, and by which clause; None if no run flips."""
    consulted: bool
    """Whether any stage that the contest can come to depends on the question."""


@dataclass(frozen=True)
class ReadingsStudy:
    """All contested questions of a contest, each varied while the others stay as the scenario has them."""

    base: Ensemble
    questions: Mapping[str, QuestionStudy]
    combinations: Mapping[tuple[tuple[str, str], ...], Ensemble]
    """Every combination of readings, if asked for."""
    reached: Reached | None = None
    """How closely the share of flips of every question is known, if a precision was asked for."""


def verdict(flips: Estimate) -> Verdict:
    """What a share of flips comes to, by the rule stated above."""
    if flips.high <= ACADEMIC_UP_TO:
        return "academic"
    return "decisive" if flips.low > DECISIVE_ABOVE else "open"


def study_readings(
    contest: Contest,
    runs: int,
    seed: int,
    held: Mapping[str, str] | None = None,
    combinations: bool = False,
    workers: int = 0,
    progress: ensemble.Progress | None = None,
    *,
    cluster: str = "",
    rows: bool = True,
    precision: Fraction | None = None,
    engine: Engine = ENGINE,
) -> ReadingsStudy:
    """Plays every reading of every question that is not held, and on request every combination.

    With a `precision` it plays until the share of flips of every question is known so closely, `runs` at the most.
    Without `rows` only counts are kept.
    """
    fixed = dict(held or {})
    variants = {(): settle(contest, fixed)} | _variants(contest, fixed, combinations)
    settled, compare = list(variants.values()), Compare(_places(contest, fixed, list(variants)), rows)
    total = Compared([Summary() for _ in settled])
    with open_workers(Where(workers, cluster), runs * len(settled), engine) as share_out:
        play = partial(
            ensemble.play_pieces, settled, seed,
            each=compare, share_out=share_out, progress=progress, engine=engine,
        )  # fmt: skip
        look = partial(_reached, total, precision) if precision else None
        gather(runs, piece_size(runs, engine), play, total.add, look)
    return _told(contest, variants, total, seed, fixed, combinations, rows, precision)


def _reached(total: Compared, precision: Fraction) -> Reached:
    """How closely the share of flips of every question is known."""
    runs = total.summaries[0].runs
    return reached(precision, [estimate(count, runs) for count in total.flips.values()], runs)


def _told(
    contest: Contest,
    variants: Mapping[Key, Settled],
    total: Compared,
    seed: int,
    fixed: Mapping[str, str],
    combinations: bool,
    rows: bool,
    precision: Fraction | None,
) -> ReadingsStudy:
    played = {
        key: Ensemble(contest, one, seed, total.summaries[at], 0.0, partial(total.rows, at) if rows else None, fixed)
        for at, (key, one) in enumerate(variants.items())
    }
    base = played[()]
    studies = {
        question: _study(question, readings, base, played, total)
        for question, readings in questions(contest.book).items()
        if question not in fixed
    }
    whole = {key: result for key, result in played.items() if combinations and len(key) > 1}
    return ReadingsStudy(base, studies, whole, _reached(total, precision) if precision else None)


def count_variants(contest: Contest, held: Mapping[str, str], combinations: bool) -> int:
    """How many ensembles a study plays."""
    return 1 + len(_keys(contest, held, combinations))


def _keys(contest: Contest, held: Mapping[str, str], combinations: bool) -> list[Key]:
    open_questions = {
        question: readings
        for question, readings in questions(contest.book).items()
        if question in consulted(contest) and question not in held
    }
    keys: list[Key] = [((question, reading),) for question, readings in open_questions.items() for reading in readings]
    if combinations and len(open_questions) > 1:
        pairs = [[(question, reading) for reading in readings] for question, readings in open_questions.items()]
        keys += [tuple(key) for key in product(*pairs)]
    return keys


def _variants(contest: Contest, held: Mapping[str, str], combinations: bool) -> dict[Key, Settled]:
    return {key: settle(contest, {**held, **dict(key)}) for key in _keys(contest, held, combinations)}


def _places(contest: Contest, held: Mapping[str, str], keys: list[Key]) -> dict[str, dict[str, int]]:
    """For every question that is varied, where among the variants each of its readings stands."""
    return {
        question: {reading: keys.index(((question, reading),)) for reading in readings}
        for question, readings in questions(contest.book).items()
        if question in consulted(contest) and question not in held
    }


def _study(
    question: str, readings: tuple[str, ...], base: Ensemble, played: Mapping[Key, Ensemble], total: Compared
) -> QuestionStudy:
    if question not in total.flips:
        same = dict.fromkeys(readings, base)
        return QuestionStudy(question, same, estimate(0, base.runs), "academic", None, False)
    results = {reading: played[((question, reading),)] for reading in readings}
    flips = estimate(total.flips[question], base.runs)
    return QuestionStudy(
        question, results, flips, verdict(flips), _parting(results, total.earliest.get(question)), True
    )


def _parting(results: Mapping[str, Ensemble], flip: Flip | None) -> Parting | None:
    """The first run that flips, told under the first two readings between which it does."""
    if flip is None:
        return None
    one, other = results[flip.one], results[flip.other]
    return parting((flip.one, one.settled), (flip.other, other.settled), one.seed, flip.run)
