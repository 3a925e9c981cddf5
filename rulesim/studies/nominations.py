"""How many nominations people collect, and how many they need."""

from collections.abc import Mapping
from dataclasses import dataclass

from rulesim.model.requirement import Names, Requirement
from rulesim.model.stages import Nominations
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.readings import ReadingsStudy
from rulesim.studies.shares import Estimate, estimate
from rulesim.studies.summary import Tally

Under = tuple[str, str]
"""A question and one of its readings."""


@dataclass(frozen=True)
class Collected:
    """The nominations one person collects at one stage, over the runs in which that person stands there.

    `reaches` is the share of these runs that reach each bar; `on_ballot`, of those that put the person on the ballot.
    """

    person: str
    stood: Estimate
    counts: Mapping[int, int]
    """In how many runs the person had each number of nominations, the fewest first."""
    p5: int
    p50: int
    p95: int
    reaches: Mapping[int, Estimate]
    on_ballot: Estimate


@dataclass(frozen=True)
class Bar:
    """A number of nominations needed at a stage: in the ensemble itself (`here`), or `under` other readings only."""

    names: int
    here: bool
    under: tuple[Under, ...]


@dataclass(frozen=True)
class NominationsStudy:
    """One nominations stage: how often it is played, what is needed, and what people collect.

    Without `one_bar` the number of nominations alone does not decide who is on the ballot: bodies are counted
    separately, or nominations must come from many places. Then there are no `bars`.
    """

    stage: str
    played: Estimate
    one_bar: bool
    bars: tuple[Bar, ...]
    people: tuple[Collected, ...]


def study_nominations(study: ReadingsStudy) -> tuple[NominationsStudy, ...]:
    """Every nominations stage that some run reaches, in the order of the rule book."""
    stages = study.base.settled.rules.stages
    found = (_stage(study, name) for name, stage in stages.items() if isinstance(stage, Nominations))
    return tuple(one for one in found if one.people)


def _stage(study: ReadingsStudy, stage: str) -> NominationsStudy:
    base, one_bar = study.base, _one_bar(study, stage)
    bars = _bars(study, stage) if one_bar else ()
    outcomes = base.layout.words[f"{stage}.outcome"]
    played = estimate(sum(base.summary.milestones[f"{stage}.{outcome}"] for outcome in outcomes), base.runs)
    people = tuple(found for person in base.settled.scenario.people if (found := _collected(base, stage, person, bars)))
    return NominationsStudy(stage, played, one_bar, bars, people)


def _one_bar(study: ReadingsStudy, stage: str) -> bool:
    """Whether, under every reading, the number of nominations alone decides who is on the ballot."""
    readings = (one for question in study.questions.values() for one in question.readings.values())
    stages = (book.stages[stage] for one in (study.base, *readings) for book in one.settled.books.values())
    return all(
        _names_decide(need, one) for one in stages if isinstance(one, Nominations) for need in one.needs.values()
    )


def _names_decide(need: Requirement | None, stage: Nominations) -> bool:
    return need is None or (isinstance(need, Names) and set(need.by or stage.by) >= set(stage.by))


def _collected(base: Ensemble, stage: str, person: str, bars: tuple[Bar, ...]) -> Collected | None:
    """What a person collects at a stage; None if the person never stands there."""
    nominated = base.summary.nominated
    missed, made = (nominated.get((stage, person, on_ballot), Tally()) for on_ballot in (False, True))
    names = missed + made
    stood = names.total()
    if not stood:
        return None
    reaches = {
        bar.names: estimate(sum(runs for number, runs in names.items() if number >= bar.names), stood) for bar in bars
    }
    p5, p50, p95 = (names.quantile(part, 100) for part in (5, 50, 95))
    there = estimate(made.total(), stood)
    return Collected(person, estimate(stood, base.runs), dict(names.items()), p5, p50, p95, reaches, there)


def _bars(study: ReadingsStudy, stage: str) -> tuple[Bar, ...]:
    """Every number of nominations that anybody needs under some reading."""
    under: dict[int, list[Under]] = {number: [] for where, number in study.base.summary.needed if where == stage}
    here = frozenset(under)
    for question, asked in study.questions.items():
        for reading, ensemble in asked.readings.items():
            for where, number in ensemble.summary.needed:
                if where == stage and number not in here:
                    under.setdefault(number, []).append((question, reading))
    return tuple(Bar(number, number in here, tuple(under[number])) for number in sorted(under))
