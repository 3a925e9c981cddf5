"""Where a run diverges between two readings, and at which clause."""

from __future__ import annotations

from engines.test_runs import chancy

from rulesim.engines.event.events import NamesTested, SignaturesTested, Signs
from rulesim.engines.event.play import trace_run
from rulesim.engines.event.trace import Event, Trace
from rulesim.loading.scenario import load, settle
from rulesim.studies.divergence import courses, diverge
from rulesim.studies.order import Order, vary
from rulesim.studies.readings import study_readings

SAID = [Signs(minute, "call", "left", "", "", 1, 1) for minute in range(4)]


def told(*events: Event) -> Trace:
    return Trace(0, 1, {}, events, "over", "ann")


def first(one: Trace, other: Trace) -> tuple[Event | None, ...]:
    """The first pair of events that differ."""
    return tuple(course.event for course in courses(("one", one), ("other", other)))


def test_the_first_pair_that_differs() -> None:
    other = SignaturesTested(2, "call", "", "§call", 3, 2)
    assert first(told(*SAID), told(*SAID[:2], other, SAID[3])) == (SAID[2], other)
    assert first(told(*SAID), told(*SAID)) == (None, None)


def test_one_may_have_ended_already() -> None:
    assert first(told(*SAID), told(*SAID[:3])) == (SAID[3], None)
    assert first(told(), told(*SAID)) == (None, SAID[0])


def test_a_number_alone_makes_a_difference() -> None:
    counted = Signs(0, "call", "left", "", "", 2, 1)
    assert first(told(counted), told(SAID[0])) == (counted, SAID[0])


def test_labour_2016_diverges_at_the_disputed_clause() -> None:
    made = load("labour-2016")
    found = study_readings(vary(Order(made, 60, 1, made.scenario.readings))).questions["incumbent-on-ballot"].divergence
    assert found is not None
    assert found.clause.endswith("Clause II.2.B(ii)")
    by_right, nominated = found.courses
    assert isinstance(nominated.event, NamesTested)
    assert (nominated.event.needed, nominated.event.met) == (51, False)
    assert isinstance(by_right.event, NamesTested)
    assert (by_right.event.rule, by_right.event.needed) == ("by right", 0)
    assert (by_right.trace.leader, nominated.trace.leader) == ("corbyn", "eagle")


def test_everything_before_the_divergence_is_the_same() -> None:
    made = load("labour-2016")
    one, other = (trace_run(settle(made, {"incumbent-on-ballot": name}), 1, 1) for name in ("by-right", "nominated"))
    here, _ = first(one, other)
    assert here is not None
    at = one.events.index(here)
    assert one.events[:at] == other.events[:at]
    assert {event.stage for event in one.events[:at]} >= {"confidence", "challenge", "nec-ruling"}


def test_a_contest_does_not_diverge_from_itself() -> None:
    found = diverge(("a", chancy()), ("b", chancy()), 1, 3)
    assert ([course.event for course in found.courses], found.clause) == ([None, None], "")
