"""Findings and reports of few runs, made once for all tests of a worker."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from rulesim.engines.workers import Where
from rulesim.loading.library import SCENARIOS, names
from rulesim.loading.scenario import load
from rulesim.model.contest import Contest
from rulesim.reports.html import render_html
from rulesim.reports.markdown import render_markdown
from rulesim.reports.sections import Page, page
from rulesim.studies.bars import study_bars
from rulesim.studies.boundary import BoundaryStudy
from rulesim.studies.findings import Findings, telling_trace
from rulesim.studies.manifest import manifest
from rulesim.studies.order import Order, vary
from rulesim.studies.readings import study_readings
from rulesim.studies.shares import estimate

RUNS = 60
REPLAYS = ("history/ca-con-2017", "history/jp-ldp-2012", "history/nz-lab-2014", "history/uk-con-2001")
BUNDLED = (*(name for name in names(SCENARIOS) if "/" not in name), *REPLAYS)
"""Every scenario, and a few replays of quite different kinds."""
Held = tuple[tuple[str, str], ...]


def find_few(contest: Contest, held: Held = (), runs: int = RUNS) -> Findings:
    """As `find` does, but with a boundary made up, for it would need many runs."""
    order = Order(contest, runs, 1, dict(held), rows=True, where=Where(1))
    readings, claim = study_readings(vary(order)), contest.scenario.claim
    flips = {0: 350, 30: 300, 50: 20, 70: 8, 90: 0, 150: 0}
    boundary = bounded(contest, flips) if contest.scenario.boundary else None
    bars = study_bars(claim) if claim else None
    return Findings(readings, boundary, bars, telling_trace(readings), manifest(order, runs))


def bounded(contest: Contest, flips: dict[int, int]) -> BoundaryStudy:
    """A boundary with so many flips of 400 runs at each size, and some at the actual one."""
    boundary = contest.scenario.boundary
    assert boundary is not None
    actual = contest.scenario.blocs[boundary.bloc].size
    points = {size: estimate(count, 400) for size, count in sorted({actual: 200, **flips}.items())}
    return BoundaryStudy(boundary, actual, 400, points)


@cache
def findings(name: str, held: Held = ()) -> Findings:
    return find_few(load(name), held)


@cache
def html(name: str) -> str:
    return render_html(told(name))


@cache
def markdown(name: str) -> str:
    return render_markdown(told(name))


@cache
def told(name: str) -> Page:
    return page(findings(name))


def renamed(contest: Contest, name: str) -> Contest:
    """The contest with its leader called something else."""
    scenario = contest.scenario
    leader = scenario.people[scenario.leader].model_copy(update={"name": name})
    people = {**scenario.people, scenario.leader: leader}
    return replace(contest, scenario=scenario.model_copy(update={"people": people}))
