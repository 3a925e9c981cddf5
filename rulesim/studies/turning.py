"""How much turns on a disputed rule: not only the ending, but who leads."""

from __future__ import annotations

from rulesim.model.scenario import Scenario
from rulesim.studies.flips import flipped
from rulesim.studies.readings import QuestionStudy, ReadingsStudy
from rulesim.studies.shares import Estimate, of_runs


def leader_flips(study: QuestionStudy) -> Estimate:
    """The runs in which another person leads under one reading than under another."""
    return of_runs(flipped([result.outcomes for result in study.readings.values()], ("leader",)))


def ranked(study: ReadingsStudy, scenario: Scenario) -> tuple[QuestionStudy, ...]:
    """The questions, those first on which most turns; of equals, those the scenario itself asks about."""
    own = {asked.question for asked in (scenario.boundary, scenario.claim) if asked}
    order = list(study.questions)
    return tuple(
        sorted(
            study.questions.values(),
            key=lambda one: (-one.flips.count, one.question not in own, order.index(one.question)),
        )
    )
