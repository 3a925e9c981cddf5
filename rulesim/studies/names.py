"""Names collected against the bars, as the people of the runs hand them in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from rulesim.engines.outcomes import NOT_REACHED
from rulesim.model.requirement import Names, Requirement
from rulesim.model.stages import Nominations
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.findings import Findings
from rulesim.studies.shares import Estimate, estimate, of_runs

Under = tuple[str, str]
"""A question and one of its readings."""


@dataclass(frozen=True)
class Collected:
    """The names one person collects at one stage, over the runs in which that person stands there."""

    person: str
    stood: Estimate
    counts: Mapping[int, int]
    """In how many runs the person had so many names, the fewest names first."""
    p5: int
    p50: int
    p95: int
    reaches: Mapping[int, Estimate]
    """For each bar, the share of these runs in which the person has so many names."""
    on_ballot: Estimate
    """The share of these runs in which the person is on the ballot in the end."""


@dataclass(frozen=True)
class Bar:
    """A number of names needed at a stage.

    `here` says whether it applies in the ensemble itself; `under` names the readings that make it apply
    where the ensemble has another.
    """

    names: int
    here: bool
    under: tuple[Under, ...]


@dataclass(frozen=True)
class NamesStudy:
    """One nominations stage: how often it is played, what is needed, and what people collect.

    Without `one_bar` a number of names does not tell who gets on the ballot: bodies are counted apart, or names must
    come from many places. Then there are no `bars`.
    """

    stage: str
    played: Estimate
    one_bar: bool
    bars: tuple[Bar, ...]
    people: tuple[Collected, ...]


def names_studies(findings: Findings) -> tuple[NamesStudy, ...]:
    """Every nominations stage that some run comes to, in the order of the rule book."""
    stages = findings.ensemble.settled.rules.stages
    found = (_stage(findings, name) for name, stage in stages.items() if isinstance(stage, Nominations))
    return tuple(study for study in found if study.people)


def _stage(findings: Findings, stage: str) -> NamesStudy:
    ensemble = findings.ensemble
    one_bar = _one_bar(findings, stage)
    bars = _bars(findings, stage) if one_bar else ()
    played = of_runs(ensemble.outcomes.codes(f"{stage}.outcome") != NOT_REACHED)
    people = tuple(
        _collected(ensemble, stage, person, bars)
        for person in ensemble.settled.scenario.people
        if (ensemble.outcomes.codes(f"{stage}.names.{person}") != NOT_REACHED).any()
    )
    return NamesStudy(stage, played, one_bar, bars, people)


def _one_bar(findings: Findings, stage: str) -> bool:
    """Whether, however the rules are read, a number of names alone decides on every candidate."""
    readings = (one for study in findings.readings.questions.values() for one in study.readings.values())
    books = (book for one in (findings.ensemble, *readings) for book in one.settled.books.values())
    stages = (book.stages[stage] for book in books)
    return all(
        _names_decide(need, one.by) for one in stages if isinstance(one, Nominations) for need in one.needs.values()
    )


def _names_decide(need: Requirement | None, by: tuple[str, ...]) -> bool:
    return need is None or (isinstance(need, Names) and set(by) <= set(need.counted(by)))


def _collected(ensemble: Ensemble, stage: str, person: str, bars: tuple[Bar, ...]) -> Collected:
    every, on_ballot = (ensemble.outcomes.codes(f"{stage}.{figure}.{person}") for figure in ("names", "on_ballot"))
    names = every[every != NOT_REACHED]
    p5, p50, p95 = (int(value) for value in np.percentile(names, (5, 50, 95), method="inverted_cdf"))
    values, counts = np.unique(names, return_counts=True)
    reaches = {bar.names: estimate(int((names >= bar.names).sum()), len(names)) for bar in bars}
    tallied = dict(zip(values.tolist(), counts.tolist(), strict=True))
    there = estimate(int((on_ballot == 1).sum()), len(names))
    return Collected(person, estimate(len(names), ensemble.runs), tallied, p5, p50, p95, reaches, there)


def _bars(findings: Findings, stage: str) -> tuple[Bar, ...]:
    """Every number of names that anybody needs under some reading."""
    here = set(_needed(findings.ensemble, stage))
    under: dict[int, list[Under]] = {}
    for question, study in findings.readings.questions.items():
        for reading, ensemble in study.readings.items():
            for number in _needed(ensemble, stage):
                under.setdefault(number, []).append((question, reading))
    return tuple(
        Bar(number, number in here, () if number in here else tuple(dict.fromkeys(under[number])))
        for number in sorted(here | set(under))
    )


def _needed(ensemble: Ensemble, stage: str) -> Iterator[int]:
    for person in ensemble.settled.scenario.people:
        values = np.unique(ensemble.outcomes.codes(f"{stage}.needed.{person}"))
        yield from (int(value) for value in values if value > 0)
