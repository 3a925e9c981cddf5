"""Does a disputed rule matter? Every reading of every question, played on the same luck, run by run."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from rulesim.engines.ensemble import Progress
from rulesim.loading.rulebook import questions
from rulesim.model.contest import Readings
from rulesim.studies.certainty import is_certain
from rulesim.studies.divergence import Divergence, diverge
from rulesim.studies.ensemble import Ensemble, known
from rulesim.studies.flips import Compared, Verdict, verdict
from rulesim.studies.order import Order, Variants
from rulesim.studies.play import play_variants
from rulesim.studies.precision import Reached, reached
from rulesim.studies.shares import Estimate, estimate, known_exactly


@dataclass(frozen=True)
class QuestionStudy:
    """One contested question: an ensemble for each reading, and how often they differ."""

    question: str
    readings: Mapping[str, Ensemble]
    flips: Estimate
    leader_flips: Estimate
    """The runs whose leader differs between readings."""
    verdict: Verdict
    divergence: Divergence | None
    """Where the first run that flips diverges, and at which clause; None if no run flips."""
    certain: bool
    """Whether nothing is uncertain under any reading, so that the flips are known without playing many runs."""
    consulted: bool
    """Whether any stage that the contest can reach depends on the question."""


@dataclass(frozen=True)
class ReadingsStudy:
    """All contested questions of a contest, each varied while the others remain as in the scenario."""

    base: Ensemble
    questions: Mapping[str, QuestionStudy]
    combinations: Mapping[Readings, Ensemble]
    """Every combination of readings, if asked for."""
    reached: Reached | None = None
    """How closely the share of flips of every question is known, if that was asked for."""

    @property
    def ranked(self) -> tuple[QuestionStudy, ...]:
        """The questions, those with the most flips first; among equals, those that the scenario itself asks about."""
        scenario = self.base.contest.scenario
        own = {asked.question for asked in (scenario.boundary, scenario.claim) if asked}
        return tuple(sorted(self.questions.values(), key=lambda one: (-one.flips.count, one.question not in own)))


def ensembles(found: ReadingsStudy) -> Mapping[str, Ensemble]:
    """Everything that was played, by the reading that differs; the contest as ordered has no name."""
    one_differs = {
        f"{question}: {reading}": played
        for question, study in found.questions.items()
        for reading, played in study.readings.items()
    }
    together = {", ".join(reading for _, reading in key): played for key, played in found.combinations.items()}
    return {"": found.base, **one_differs, **together}


def study_readings(variants: Variants, progress: Progress | None = None, *, by_shares: bool = False) -> ReadingsStudy:
    """Plays every variant once, and counts the runs that flip between the readings of each question.

    A precision is that of the share of flips of every question or, with `by_shares`, of every share of the contest
    as it was ordered.
    """
    order = variants.order
    plain = order if by_shares else replace(order, precision=None)
    look = partial(_known, order, by_shares) if order.precision else None
    ensembles, total = play_variants(plain, variants.played, variants.varied, look, progress)
    results = {key: ensembles[at] for key, at in variants.place.items()}
    studies = {
        question: _study(question, readings, results, total)
        for question, readings in questions(order.contest.book).items()
        if question not in order.held
    }
    combinations = {key: result for key, result in results.items() if len(key) > 1}
    return ReadingsStudy(results[()], studies, combinations, look(total) if look and not by_shares else None)


def _known(order: Order, by_shares: bool, found: Compared) -> Reached:
    if by_shares:
        return known(order, found.summaries[0])
    assert order.precision is not None
    return reached(order.precision, [estimate(count, found.runs) for count in found.flips.values()], found.runs)


def _study(
    question: str, readings: tuple[str, ...], results: Mapping[Readings, Ensemble], total: Compared
) -> QuestionStudy:
    consulted = question in total.flips
    found = {reading: results[((question, reading),) if consulted else ()] for reading in readings}
    certain = all(is_certain(one.settled) for one in found.values())
    share = known_exactly if certain else estimate
    flips, leaders = (share(counts[question], total.runs) for counts in (total.flips, total.leader_flips))
    kind = verdict(flips) if consulted else "academic"
    where, flip = None, total.earliest.get(question)
    if flip is not None:
        one, other = ((name, found[name].settled) for name in (flip.one, flip.other))
        where = diverge(one, other, found[flip.one].seed, flip.run)
    return QuestionStudy(question, found, flips, leaders, kind, where, certain, consulted)
