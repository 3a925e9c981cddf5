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
from itertools import product
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rulesim.engines import ensemble
from rulesim.engines.outcomes import Outcomes
from rulesim.loading.rulebook import questions
from rulesim.loading.scenario import consulted, settle
from rulesim.model.contest import Contest, Settled
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.parting import Parting, parting
from rulesim.studies.shares import Estimate, of_runs

ACADEMIC_UP_TO = 0.01
DECISIVE_ABOVE = 0.05
Verdict = Literal["academic", "decisive", "open"]


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


def verdict(flips: Estimate) -> Verdict:
    """What a share of flips comes to, by the rule stated above."""
    if flips.high <= ACADEMIC_UP_TO:
        return "academic"
    return "decisive" if flips.low > DECISIVE_ABOVE else "open"


def flipped(tables: list[Outcomes], columns: tuple[str, ...] = ("ending", "leader")) -> NDArray[np.bool_]:
    """Which runs do not end alike in all of several tables."""
    first, *others = tables
    changed = np.zeros(len(first), bool)
    for other in others:
        for column in columns:
            changed |= first.codes(column) != other.codes(column)
    return changed


def study_readings(
    contest: Contest,
    runs: int,
    seed: int,
    held: Mapping[str, str] | None = None,
    combinations: bool = False,
    workers: int = 0,
    progress: ensemble.Progress | None = None,
) -> ReadingsStudy:
    """Plays every reading of every question that is not held, and on request every combination."""
    fixed = dict(held or {})
    variants = {(): settle(contest, fixed)} | _variants(contest, fixed, combinations)
    tables = ensemble.play(list(variants.values()), runs, seed, workers, progress)
    played = {
        key: Ensemble(contest, settled, seed, table, 0.0)
        for (key, settled), table in zip(variants.items(), tables, strict=True)
    }
    base = played[()]
    studies = {
        question: _study(question, readings, base, played, question in consulted(contest))
        for question, readings in questions(contest.book).items()
        if question not in fixed
    }
    whole = {key: result for key, result in played.items() if combinations and len(key) > 1}
    return ReadingsStudy(base, studies, whole)


Key = tuple[tuple[str, str], ...]


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


def _study(
    question: str, readings: tuple[str, ...], base: Ensemble, played: Mapping[Key, Ensemble], used: bool
) -> QuestionStudy:
    if not used:
        same = dict.fromkeys(readings, base)
        nothing = of_runs(np.zeros(base.runs, bool))
        return QuestionStudy(question, same, nothing, "academic", None, False)
    results = {reading: played[((question, reading),)] for reading in readings}
    changed = flipped([result.outcomes for result in results.values()])
    flips = of_runs(changed)
    return QuestionStudy(question, results, flips, verdict(flips), _first_parting(results, changed), True)


def _first_parting(results: Mapping[str, Ensemble], changed: NDArray[np.bool_]) -> Parting | None:
    """The first run that flips, told under the first two readings between which it does."""
    if not changed.any():
        return None
    run = int(np.flatnonzero(changed)[0])
    named = list(results.items())
    one = named[0]
    other = next(pair for pair in named[1:] if flipped([one[1].outcomes, pair[1].outcomes])[run])
    return parting((one[0], one[1].settled), (other[0], other[1].settled), one[1].seed, run)
