"""Where a run diverges between two readings: by what decided, and at which clause."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from engines.contests import Document, ballot, contest, motion, names, nominations, petition, votes
from engines.test_runs import chancy

from rulesim.engines.event.events import (
    Counts,
    Ends,
    NamesTested,
    SignaturesTested,
    Signs,
    SupportTested,
    VotesTested,
)
from rulesim.engines.event.play import trace_run
from rulesim.engines.event.trace import Event, Trace
from rulesim.loading.scenario import load, settle
from rulesim.studies.divergence import Divergence, courses, diverge
from rulesim.studies.order import Order, vary
from rulesim.studies.readings import study_readings

SAID = [Signs(minute, "call", "left", "", "", 1, 1) for minute in range(4)]
END = Ends(9, "over", "ann", "", "it is over")


def told(*events: Event) -> Trace:
    return Trace(0, 1, {}, (*events, END), "over", "ann")


def first(one: Trace, other: Trace) -> tuple[Event | None, ...]:
    """The pair of events that is told."""
    return tuple(course.event for course in courses(("one", one), ("other", other)))


def test_where_nothing_comes_out_otherwise_it_is_the_first_pair_that_differs() -> None:
    counted = Signs(2, "call", "left", "", "", 2, 1)
    assert first(told(*SAID), told(*SAID[:2], counted, SAID[3])) == (SAID[2], counted)
    assert first(told(*SAID), told(*SAID)) == (None, None)
    assert first(told(*SAID), told(*SAID[:3])) == (SAID[3], END)


def test_a_number_that_changes_nothing_is_passed_over() -> None:
    """1,194 needed and nobody, or 1,294 needed and nobody; then a motion that fails by what it needs."""
    calls = [SignaturesTested(2, "call", "", "§call", needed, 0) for needed in (1194, 1294)]
    votes = [
        SupportTested(3, "vote", "", "§vote", needed, 55, "that it be so", "more than", Fraction(1, 2), 100, "cast", 0)
        for needed in (51, 61)
    ]
    assert first(told(calls[0], votes[0]), told(calls[1], votes[1])) == tuple(votes)


def disputed(stages: Document, conduct: Document, **more: Any) -> Divergence:
    """Run 0 of a contest with one question, under its two readings."""
    readings = ("few", "many")
    made = contest(stages, conduct, {"who": readings}, readings={"who": readings[0]}, **more)
    one, other = ((name, settle(made, {"who": name})) for name in readings)
    return diverge(one, other, 1, 0)


def words(found: Divergence, made_of: type[Event]) -> list[Any]:
    assert all(isinstance(course.event, made_of) for course in found.courses), found.courses
    return [course.event for course in found.courses]


VOTES = {"votes": {"base": {"rankings": {"ann": "60%", "bob": "40%"}}, "lords": {"rankings": {"bob": "100%"}}}}
VOTERS = {"few": {"all": {"by": ["members"]}}, "many": {"all": {"by": ["members", "peers"]}}}


def test_four_hundred_more_voters_are_told_and_not_the_petition_that_nobody_signed() -> None:
    """Whose heads count changes what a petition needs, which nobody signs, and who votes, which decides."""
    stages = {
        "call": petition(
            by=["members"],
            needs={"share": "10%", "of": {"question": "who", "few": ["members"], "many": ["members", "peers"]}},
            then={"lapsed": "noms"},
        ),
        "noms": nominations(by=["mps"], needs={"anyone": {"count": 1}}, then={"contested": "vote"}),
        "vote": ballot(sections={"question": "who", **VOTERS}, wins={}),
    }
    conduct: Document = {"call": {"sign": {"base": {"share": "0%"}}}, "noms": names(ann=5, bob=5), "vote": VOTES}
    bodies = {"mps": 100, "peers": 400, "members": 1000}
    blocs = {"base": {"of": "members", "size": 1000}, "lords": {"of": "peers", "size": 400}}
    found = disputed(stages, conduct, bodies=bodies, blocs=blocs)
    few, many = words(found, Counts)
    assert (few.points, many.points) == ({"ann": 600, "bob": 400}, {"bob": 800, "ann": 600})
    assert found.clause == "§vote"


def test_who_is_kept_off_the_ballot_is_told_before_the_votes_that_follow_from_it() -> None:
    """Cat takes votes from Ann: whether she stands decides between Ann and Bob, though she never leads."""
    needs = {"anyone": {"count": {"question": "who", "few": 10, "many": 11}}}
    stages = {"noms": nominations(needs=needs, then={"contested": "vote"}), "vote": ballot(wins={})}
    ranks = {"ann": "30%", "bob": "40%", "cat > ann": "30%"}
    conduct: Document = {"noms": names(ann=11, bob=11, cat=10), "vote": {"votes": {"base": {"rankings": ranks}}}}
    found = disputed(stages, conduct)
    assert [(event.who, event.needed, event.met) for event in words(found, NamesTested)] == [
        ("cat", 10, True),
        ("cat", 11, False),
    ]


def test_a_hopeless_candidate_who_is_kept_off_is_passed_over_where_the_voters_decide() -> None:
    needs = {"anyone": {"count": {"question": "who", "few": 10, "many": 11}}}
    stages = {
        "noms": nominations(needs=needs, then={"contested": "vote"}),
        "vote": ballot(sections={"question": "who", **VOTERS}, wins={}),
    }
    conduct: Document = {"noms": names(ann=11, bob=11, cat=10), "vote": VOTES}
    bodies = {"mps": 100, "peers": 400, "members": 1000}
    blocs = {"base": {"of": "members", "size": 1000}, "lords": {"of": "peers", "size": 400}}
    few, many = words(disputed(stages, conduct, bodies=bodies, blocs=blocs), Counts)
    assert (set(few.points), set(many.points)) == ({"ann", "bob", "cat"}, {"ann", "bob"})


def test_a_majority_is_told_by_what_it_needed() -> None:
    wins = {"majority": {"share": {"question": "who", "few": "1/2", "many": "2/3"}}}
    stages = {
        "noms": nominations(then={"contested": "vote"}),
        "vote": ballot(wins=wins, rounds=1),
    }
    found = disputed(stages, {"noms": names(ann=20, bob=20), "vote": votes({"ann": 600, "bob": 400})})
    assert [(event.who, event.had, event.needed) for event in words(found, VotesTested)] == [
        ("ann", 600, 500),
        ("ann", 600, Fraction(2000, 3)),
    ]


def test_where_the_readings_lead_to_different_stages_these_are_told() -> None:
    leads_to = {"question": "who", "few": "end.over", "many": "more"}
    stages = {"vote": motion(then={"carried": leads_to}), "more": motion(then={"lost": "end.empty"})}
    given = {"given": {"for": 60, "against": 40}}
    found = disputed(stages, {"vote": given, "more": {"given": {"for": 40, "against": 60}}})
    few, many = (course.event for course in found.courses)
    assert isinstance(few, Ends)
    assert (many and many.stage, many and many.kind) == ("more", "outcome")


def test_the_order_of_the_readings_does_not_matter() -> None:
    made = load("article-arithmetic")
    readings = [(name, settle(made, {"incumbent-on-ballot": name})) for name in ("by-right", "nominated")]
    there, back = diverge(readings[0], readings[1], 1, 0), diverge(readings[1], readings[0], 1, 0)
    assert [course.event for course in there.courses] == [course.event for course in reversed(back.courses)]
    assert there.clause == back.clause


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
