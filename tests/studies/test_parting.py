"""Where two tellings of one run part, and by which clause."""

from __future__ import annotations

from engines.test_runs import chancy

from rulesim.engines.event.events import NamesTested, SignaturesTested, Signs
from rulesim.engines.event.play import trace_run
from rulesim.engines.event.trace import Event, Trace
from rulesim.loading.scenario import load, settle
from rulesim.studies.order import Order
from rulesim.studies.parting import part, parting
from rulesim.studies.readings import study_readings
from rulesim.studies.variants import vary

SAID = [Signs(minute, "call", "left", "", "", 1, 1) for minute in range(4)]


def told(*events: Event) -> Trace:
    return Trace(0, 1, {}, events, "over", "ann")


def test_the_first_pair_that_differs() -> None:
    other = SignaturesTested(2, "call", "", "§call", 3, 2)
    assert part(told(*SAID), told(*SAID[:2], other, SAID[3])) == (SAID[2], other)
    assert part(told(*SAID), told(*SAID)) == (None, None)


def test_one_may_have_ended_already() -> None:
    assert part(told(*SAID), told(*SAID[:3])) == (SAID[3], None)
    assert part(told(), told(*SAID)) == (None, SAID[0])


def test_a_number_alone_makes_a_difference() -> None:
    counted = Signs(0, "call", "left", "", "", 2, 1)
    assert part(told(counted), told(SAID[0])) == (counted, SAID[0])


def test_labour_2016_parts_at_the_disputed_clause() -> None:
    made = load("labour-2016")
    found = study_readings(vary(Order(made, 60, 1, made.scenario.readings))).questions["incumbent-on-ballot"].parting
    assert found is not None
    assert found.clause.endswith("Clause II.2.B(ii)")
    assert isinstance(found.other_event, NamesTested)
    assert (found.other_event.needed, found.other_event.met) == (51, False)
    assert isinstance(found.one_event, NamesTested)
    assert (found.one_event.rule, found.one_event.needed) == ("by right", 0)
    assert (found.one_leader, found.other_leader) == ("corbyn", "eagle")


def test_everything_before_the_parting_is_the_same() -> None:
    made = load("labour-2016")
    one, other = (trace_run(settle(made, {"incumbent-on-ballot": name}), 1, 1) for name in ("by-right", "nominated"))
    here, _ = part(one, other)
    assert here is not None
    at = one.events.index(here)
    assert one.events[:at] == other.events[:at]
    assert {event.stage for event in one.events[:at]} >= {"confidence", "challenge", "nec-ruling"}


def test_a_contest_does_not_part_from_itself() -> None:
    found = parting(("a", chancy()), ("b", chancy()), 1, 3)
    assert (found.one_event, found.other_event, found.clause) == (None, None, "")
