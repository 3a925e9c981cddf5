"""What reports add to the findings: routes, weeks, names, spans and retold runs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from reports.made import BUNDLED, bounded, findings, told
from rulesim.engines.event.events import NamesGiven, Outcome
from rulesim.engines.event.play import trace_run
from rulesim.reports.page.boundary import boundary
from rulesim.reports.page.events import line
from rulesim.reports.page.story import Fold, story
from rulesim.studies.boundary import Span
from rulesim.studies.divergence import Course
from rulesim.studies.nominations import study_nominations
from rulesim.studies.routes import Route, routes, shared_start
from rulesim.studies.shares import estimate
from rulesim.studies.weeks import decided_by_week, span


@pytest.mark.parametrize("name", BUNDLED)
def test_routes_share_out_all_runs(name: str) -> None:
    ensemble = findings(name).ensemble
    found = routes(ensemble)
    assert sum(route.share.count for route in found) == ensemble.runs
    leaders: Counter[str] = Counter()
    for route in found:
        assert sum(route.leaders.values()) == route.share.count
        leaders.update(route.leaders)
    assert leaders == {who: share.count for who, share in ensemble.leaders.items()}


def test_a_shared_start_leaves_every_route_a_step() -> None:
    one, two, three = ("a", "x"), ("b", "x"), ("c", "x")
    made = [Route(steps, "end", estimate(1, 3), {"p": 1}) for steps in ((one, two), (one, two, three), (one, two))]
    assert shared_start(tuple(made)) == (one,)
    assert shared_start(tuple(made[1:2])) == ()
    assert shared_start((made[0], replace(made[0], steps=(two, one)))) == ()


@pytest.mark.parametrize("name", BUNDLED)
def test_weeks_share_out_all_runs_without_a_gap(name: str) -> None:
    ensemble = findings(name).ensemble
    weeks = decided_by_week(ensemble)
    assert sum(week.all.count for week in weeks) == ensemble.runs
    assert all(sum(one.count for one in week.leaders.values()) == week.all.count for week in weeks)
    assert all(week.monday.weekday() == 0 for week in weeks)
    gaps = {later.monday - week.monday for week, later in pairwise(weeks)}
    assert gaps <= {timedelta(weeks=1)}
    first, last = span(ensemble)
    assert weeks[0].monday <= first.date() < weeks[0].monday + timedelta(weeks=1)
    assert weeks[-1].monday <= last.date() < weeks[-1].monday + timedelta(weeks=1)


def test_bars_are_those_of_every_reading() -> None:
    studies = {study.stage: study for study in study_nominations(findings("labour-2016").readings)}
    against = studies["nominations"].bars
    assert [(bar.names, bar.here) for bar in against] == [(50, False), (51, True)]
    assert against[0].under == (("size-of-threshold", "whip-holders"), ("size-of-threshold", "fifth-of-250"))
    assert [(bar.names, bar.here) for bar in studies["vacancy"].bars] == [(38, True)]


def test_names_are_counted_only_where_somebody_stands() -> None:
    (study,) = study_nominations(findings("what-happened").readings)
    assert {one.person: one.counts for one in study.people} == {
        "corbyn": {0: 60},
        "eagle": {72: 60},
        "smith": {172: 60},
    }
    assert {one.person: one.reaches[51].share for one in study.people} == {"corbyn": 0, "eagle": 1, "smith": 1}


def test_spans_are_neighbours_of_one_verdict() -> None:
    points = {0: 380, 10: 300, 20: 20, 30: 0, 40: 0}
    study = bounded(findings("labour-2016").ensemble.contest, points)
    found = replace(study, points={size: estimate(count, 400) for size, count in points.items()}).spans
    assert found == (Span("decisive", 0, 10), Span("open", 20, 20), Span("academic", 30, 40))


@pytest.mark.parametrize(
    ("flips", "says"),
    [
        (
            {0: 350, 50: 16, 60: 0, 90: 0},
            (
                "up to 40 the dispute can change the result; from 60 upwards it no longer can; "
                "at other numbers it is unclear."
            ),
        ),
        (
            {0: 0, 30: 12, 90: 400},
            "from 40 upwards the dispute can change the result; at 0 it cannot; at other numbers it is unclear.",
        ),
        (
            {0: 390, 90: 390},
            "at every number from 0 to 90 the dispute can change the result, and at no number is it academic.",
        ),
        (
            {0: 0, 39: 0, 41: 0, 90: 0},
            "at 40 the dispute can change the result; up to 39 and from 41 upwards it cannot.",
        ),
    ],
)
def test_the_boundary_is_told_as_it_is(flips: dict[int, int], says: str) -> None:
    found = findings("labour-2016")
    shown = boundary(replace(found, boundary=bounded(found.ensemble.contest, flips)))
    assert shown is not None
    assert shown.says.startswith(f"Counting MPs who voted for the leader: {says}")


def outcomes_before(course: Course) -> dict[str, str]:
    """The outcome of each stage that is over when the run diverges."""
    assert course.event is not None
    before = course.trace.events[: course.trace.events.index(course.event)]
    return {event.stage: event.outcome for event in before if isinstance(event, Outcome)}


@pytest.mark.parametrize("name", BUNDLED)
def test_until_a_run_diverges_no_stage_comes_out_otherwise(name: str) -> None:
    found = [study.divergence for study in findings(name).readings.questions.values() if study.divergence]
    for one, other in (divergence.courses for divergence in found):
        before, others = outcomes_before(one), outcomes_before(other)
        assert {stage: before[stage] for stage in others if stage in before} == {
            stage: others[stage] for stage in before if stage in others
        }
        assert one.event != other.event
        assert all(course.then[-1].kind == "ends" for course in (one, other) if course.then)


@pytest.mark.parametrize("name", BUNDLED)
def test_a_story_tells_every_event_of_its_run(name: str) -> None:
    found = findings(name)
    contest, trace = found.ensemble.contest, found.trace
    lines = [
        one
        for chapter in story(found).chapters
        for part in chapter.told
        for one in (part.lines if isinstance(part, Fold) else (part,))
    ]
    decided = {(event.at, event.stage) for event in trace.events if event.kind == "decides"}
    left_out = {"opens", "ends"}
    expected = [
        line(event, contest)
        for event in trace.events
        if event.kind not in left_out and not (event.kind == "outcome" and (event.at, event.stage) in decided)
    ]
    assert lines == expected
    assert len(story(found).chapters) == sum(event.kind == "opens" for event in trace.events)


def test_a_fold_says_how_far_each_list_grows() -> None:
    found = findings("labour-2016")
    trace = trace_run(found.ensemble.settled, 1, 1)
    folds = [
        part
        for chapter in story(replace(found, trace=trace)).chapters
        for part in chapter.told
        if isinstance(part, Fold)
    ]
    assert folds
    last = {(event.kind, event.whom): event for event in trace.events if isinstance(event, NamesGiven)}
    assert last
    for event in last.values():
        person, count = found.ensemble.contest.scenario.people[event.whom].name, event.names
        assert any(re.search(rf"{person} (reaches|rises from \d+ to) {count}\b", one.says) for one in folds)


def test_people_keep_their_colour() -> None:
    page = told("labour-2016")
    tones = {led.who.name: led.who.tone for led in page.leads.leaders}
    assert tones["Jeremy Corbyn"] == "c1"
    for dispute in page.disputes:
        for reading in dispute.readings:
            assert all(tones.get(one.who.name, one.who.tone) == one.who.tone for one in reading.leaders)


def test_where_bodies_are_counted_apart_there_are_no_bars_but_words_and_who_gets_on_the_ballot() -> None:
    """In 2020 a candidate passed by constituency parties or by affiliates: no one number of names says so."""
    stages = {stage.study.stage: stage for stage in told("uk-lab-2020-hurdles").nominations}
    hurdle, first = stages["second-hurdle"], stages["vacancy"]
    assert (hurdle.study.one_bar, hurdle.study.bars, hurdle.main_bar) == (False, (), None)
    assert hurdle.needs.startswith("Every candidate: either at least 5% of constituency parties")
    assert "names are needed" not in hurdle.needs
    assert first.study.one_bar
    assert first.study.bars


def test_who_gets_on_the_ballot_is_counted_among_the_runs_in_which_they_stand() -> None:
    outcomes = findings("uk-lab-2020-hurdles").ensemble.outcomes
    (study,) = (
        one for one in study_nominations(findings("uk-lab-2020-hurdles").readings) if one.stage == "second-hurdle"
    )
    for one in study.people:
        column = outcomes.codes(f"second-hurdle.on_ballot.{one.person}")
        assert one.on_ballot == estimate(int((column == 1).sum()), int((column >= 0).sum()))
    assert len({one.on_ballot.count for one in study.people}) > 1
