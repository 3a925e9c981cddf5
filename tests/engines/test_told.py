"""What the trace of one run tells, stage by stage, in order: with its numbers, its clause and its minute."""

from __future__ import annotations

from typing import Any

import pytest

from engines.contests import (
    DAY,
    Document,
    ballot,
    contest,
    decision,
    events,
    motion,
    names,
    nominations,
    petition,
    play,
    play_settled,
    said,
)
from rulesim.engines.event.play import play_run, play_runs, tell, trace_run
from rulesim.engines.event.state import Run
from rulesim.engines.outcomes import NOT_REACHED
from rulesim.loading.scenario import settle
from rulesim.luck.draws import BLOCK
from rulesim.luck.people import People

TRIO = {"begins": {"candidates": ["ann", "bob", "cat"]}}


def told(run: Run) -> list[tuple[str, str]]:
    """The kinds of all events, and their stages."""
    return [(event.kind, event.stage) for event in run.trace or []]


def record(*rounds: Document) -> Document:
    return {"vote": {"given": {"rounds": list(rounds)}}}


def test_a_round_without_votes_on_record_tells_who_left_and_nothing_else() -> None:
    run = play({"vote": ballot()}, record({"unrecorded": ["cat"]}, {"votes": {"ann": 5, "bob": 4}}), **TRIO)
    assert (run.path, run.winner, run.figures["vote.rounds"]) == (["vote.elected"], "ann", 2)
    assert run.excluded["vote"] == [("cat",)]
    assert told(run)[1:] == [
        ("counts", "vote"), ("excluded", "vote"), ("counts", "vote"), ("tested", "vote"), ("outcome", "vote"),
        ("ends", "won"),
    ]  # fmt: skip
    first, second = events(run, "counts")
    assert (first.round, first.points, second.round, len(second.points)) == (1, {}, 2, 2)  # type: ignore[attr-defined]
    assert [run.figures[f"vote.votes.{who}"] for who in ("ann", "bob")] == [5, 4]
    (gone,) = said(run, "excluded")
    assert (gone.who, gone.event.clause) == ("Cat", "§vote")


def test_a_stage_beside_another_opens_without_a_word_and_its_outcome_is_told() -> None:
    stages = {"call": petition(meanwhile={"go": {"yes": "end.empty"}}), "go": decision()}
    conduct: Document = {
        "call": {"sign": {"left": {"share": "51/60", "after": {"exactly": "2 days"}}}},
        "go": {"chooses": {"no": "100%"}, "after": {"exactly": "1 day"}},
    }
    run = play(stages, conduct)
    assert [event.stage for event in events(run, "opens")] == ["call"]
    assert told(run) == [
        ("opens", "call"), ("decides", "go"), ("outcome", "go"), *[("signs", "call")] * 51, ("tested", "call"),
        ("outcome", "call"), ("ends", "over"),
    ]  # fmt: skip
    assert [event.at for event in run.trace or []][:3] == [0, DAY, DAY]
    (opened,) = said(run, "opens")
    assert opened.event.clause == "§call"
    assert [event.names for event in events(run, "signs")] == list(range(1, 52))  # type: ignore[attr-defined]
    assert {(event.who, event.whom, event.added) for event in events(run, "signs")} == {("left", "", 1)}  # type: ignore[attr-defined]
    (tested,) = events(run, "tested")
    assert (tested.needed, tested.had, tested.who) == (51, 51, "")  # type: ignore[attr-defined]


def test_each_visit_to_a_stage_is_told_by_its_number() -> None:
    stages = {
        "go": decision(then={"yes": "end.over", "no": "again"}, window="3 days"),
        "again": decision(then={"yes": "go", "no": "end.over"}),
    }
    yes, no = {"chooses": {"yes": "100%"}}, {"chooses": {"no": "100%"}}
    conduct: Document = {"go": [{"when": {"stage": "again", "outcome": "yes"}, **yes}, no], "again": yes}
    run = play(stages, conduct)
    assert run.path == ["go.no", "again.yes", "go.yes"]
    assert [(event.stage, event.visit) for event in events(run, "opens")] == [  # type: ignore[attr-defined]
        ("go", 1), ("again", 1), ("go", 2)
    ]  # fmt: skip


def test_nominations_and_withdrawals_are_told_in_order_of_time_and_then_who_has_enough() -> None:
    given: dict[str, Any] = {"names": {"ann": 3, "bob": 20, "cat": 50}, "withdrawn": {"cat": "2020-01-05"}}
    run = play({"noms": nominations()}, {"noms": {"given": given}}, begins={"vacant": True})
    assert [(event.kind, event.at, event.who) for event in run.trace or [] if event.kind != "opens"] == [
        ("stands", 0, "ann"), ("stands", 0, "bob"), ("stands", 0, "cat"), ("nominates", 0, "@"),
        ("nominates", 0, "@"), ("nominates", 0, "@"), ("withdraws", 4 * DAY, "cat"), ("tested", 10 * DAY, "ann"),
        ("tested", 10 * DAY, "bob"), ("outcome", 10 * DAY, ""), ("ends", 10 * DAY, "bob"),
    ]  # fmt: skip
    assert [(event.whom, event.names, event.added) for event in events(run, "nominates")] == [  # type: ignore[attr-defined]
        ("ann", 3, 3), ("bob", 20, 20), ("cat", 50, 50)
    ]  # fmt: skip
    assert [(event.needed, event.had, event.met, event.decides) for event in events(run, "tested")] == [  # type: ignore[attr-defined]
        (10, 3, False, True), (10, 20, True, True)
    ]  # fmt: skip
    assert run.figures["noms.needed.bob"] == 10
    assert [run.figures[f"noms.on_ballot.{who}"] for who in ("ann", "bob", "cat")] == [0, 1, 0]


def test_the_parts_of_a_requirement_are_told_before_it() -> None:
    need = {
        "any": [{"count": 30, "by": ["mps"]}, {"all": [{"count": 5, "by": ["mps"]}, {"count": 9, "by": ["peers"]}]}]
    }
    stage = nominations(by=["mps", "peers"], needs={"challenger": need, "incumbent": "none"})
    nominate = {"left": {"shares": {"bob": "6/60"}}, "lords": {"shares": {"bob": "10/20"}}}
    run = play({"noms": stage}, {"noms": {"stands": {"bob": "1"}, "nominate": nominate}})
    assert run.candidates == ("ann", "bob")
    found = [
        (event.who, event.rule, event.needed, event.had, event.decides, event.met)  # type: ignore[attr-defined]
        for event in events(run, "tested")
    ]
    assert found == [
        ("ann", "by right", 0, 0, True, True), ("bob", "names", 30, 6, False, False),
        ("bob", "all", 1, 1, False, True), ("bob", "any", 1, 1, True, True),
    ]  # fmt: skip
    parts = [[(check.needed, check.had) for check in event.checks] for event in events(run, "tested")]  # type: ignore[attr-defined]
    assert parts == [[], [(30, 6)], [(5, 6), (9, 10)], []]


def test_a_motion_is_told_by_bloc_and_then_its_test() -> None:
    votes = {
        "left": {"shares": {"for": "1/2", "against": "1/3", "spoilt": "1/12"}},
        "right": {"shares": {"against": "1"}},
    }
    run = play(
        {"vote": motion(lasts="2 days", needs={"share": "1/3", "of": "cast", "and_more": 2})},
        {"vote": {"votes": votes}},
    )
    assert [(event.kind, event.at) for event in run.trace or []] == [
        ("opens", 0), ("votes", 2 * DAY), ("votes", 2 * DAY), ("tested", 2 * DAY), ("outcome", 2 * DAY),
        ("ends", 2 * DAY),
    ]  # fmt: skip
    found = [
        (event.who, event.votes_for, event.against, event.spoilt, event.away)  # type: ignore[attr-defined]
        for event in events(run, "votes")
    ]
    assert found == [("left", 30, 20, 5, 5), ("right", 0, 40, 0, 0)]
    (tested,) = events(run, "tested")
    facts = tested.needed, tested.had, tested.base, tested.of, tested.and_more, tested.hundred  # type: ignore[attr-defined]
    assert facts == (34, 30, 95, "cast", 2, 0)
    (outcome,) = events(run, "outcome")
    assert (outcome.outcome, outcome.numbers) == ("lost", {"for": 30, "against": 60})  # type: ignore[attr-defined]


def test_a_ballot_tells_the_count_the_tests_the_ties_and_who_leaves() -> None:
    stage = ballot(
        wins={"majority": {"share": "1/2"}, "lead": {"share": "10%", "of": "valid"}},
        ties=["earlier rounds", "lot"],
        last_standing="elected",
    )
    level = {"ann": 6, "bob": 2, "cat": 2}
    rounds = {"votes": {**level, "ann": 5}, "spoilt": 3}, {"votes": {"ann": 5, "bob": 3}}
    run = play({"vote": stage}, record(*rounds), **TRIO)
    assert [event.kind for event in run.trace or []] == [
        "opens", "counts", "tested", "tested", "outcome", "ends"
    ]  # fmt: skip
    closer = {"votes": {"ann": 3, "bob": 2, "cat": 2}, "spoilt": 3}
    run = play({"vote": stage}, record(closer, {"votes": {"ann": 5, "bob": 3, "cat": 3}}), **TRIO)
    first = [event for event in run.trace or [] if event.kind != "opens"][:6]
    assert [event.kind for event in first] == ["counts", "tested", "tested", "tie", "tie", "excluded"]
    count, majority, lead, looked, lot, gone = first
    assert (count.points, count.spoilt, count.college) == ({"ann": 3, "bob": 2, "cat": 2}, 3, False)  # type: ignore[attr-defined]
    assert (majority.who, majority.measure, majority.needed, majority.had) == ("ann", "majority", 3.5, 3)  # type: ignore[attr-defined]
    assert (lead.measure, float(lead.needed), lead.had) == ("lead", 0.7, 1)  # type: ignore[attr-defined]
    assert (looked.level, looked.rule, looked.left, looked.then) == (  # type: ignore[attr-defined]
        ("bob", "cat"), "earlier rounds", ("bob", "cat"), ""
    )  # fmt: skip
    assert (lot.rule, len(lot.left), lot.then, lot.assumed) == ("lot", 1, "excluded", False)  # type: ignore[attr-defined]
    assert (gone.who, gone.round, gone.reason, gone.stay) == (lot.left[0], 1, "lot", 0)  # type: ignore[attr-defined]


def test_the_ending_says_who_leads() -> None:
    run = play({"noms": nominations()}, {"noms": names(ann=9, bob=10)})
    (ended,) = events(run, "ends")
    assert (ended.stage, ended.who, ended.at) == ("won", "bob", 10 * DAY)


def test_withdrawals_from_a_ballot_are_told_by_the_round_before_them() -> None:
    four = {"begins": {"candidates": ["ann", "bob", "cat", "dan"]}}
    given = {
        "withdrawn_before": ["dan"],
        "rounds": [{"votes": {"ann": 4, "bob": 3, "cat": 3}, "withdrawn": ["bob"]}, {"votes": {"ann": 2, "cat": 5}}],
    }
    stage = ballot(excludes="nobody", rounds=3, last_standing="elected")
    run = play({"vote": stage}, {"vote": {"given": given}}, **four)
    assert [(event.who, event.after) for event in events(run, "withdraws")] == [("dan", 0), ("bob", 1)]  # type: ignore[attr-defined]
    assert (run.winner, run.balloted, run.excluded["vote"]) == ("cat", ("ann", "bob", "cat"), [()])


def test_who_withdraws_by_chance_is_not_first() -> None:
    """Ann would go before the first round, Bob and Cat after any: Bob does, Cat leads and stays."""
    parts = {"bob": "40%", "cat": "45%", "dan": "15%"}
    conduct = {
        "votes": {"base": {"shares": {"ann": "0%", **parts}}},
        "withdraws_before": {"ann": "100%"},
        "withdraws": {"bob": "100%", "cat": "100%"},
    }
    run = play({"vote": ballot()}, {"vote": conduct}, begins={"candidates": ["ann", "bob", "cat", "dan"]})
    assert [(event.who, event.after) for event in events(run, "withdraws")] == [("ann", 0), ("bob", 1)]  # type: ignore[attr-defined]
    assert (run.winner, run.figures["vote.rounds"]) == ("cat", 1)


@pytest.mark.parametrize(("candidates", "wanted"), [("as before", ("ann", "bob", "cat")), ("anew", ("cat",))])
def test_who_was_on_a_list_that_still_holds_needs_no_names(candidates: str, wanted: tuple[str, ...]) -> None:
    stages = {
        "first": nominations(then={"contested": "noms"}),
        "noms": nominations(candidates=candidates, needs={"anyone": {"count": 5}}),
    }
    second = {"stands": dict.fromkeys(["ann", "bob", "cat"], "100%"), "nominate": {"left": {"shares": {"cat": "6/60"}}}}
    run = play(stages, {"first": names(ann=10, bob=10), "noms": second})
    assert run.candidates == wanted
    assert {event.who for event in events(run, "tested", "noms")} == {"ann", "bob", "cat"} - (
        {"ann", "bob"} if candidates == "as before" else set()
    )


def test_a_run_without_a_trace_comes_to_the_same_and_tells_nothing() -> None:
    settled = settle(contest({"vote": motion()}, {"vote": {"given": {"for": 2, "against": 1}}}))
    run = play_settled(settled, keep_trace=False)
    found = tell(run, 7, 3)
    assert (found.events, found.run, found.seed, found.leader) == ((), 3, 7, "ann")
    assert tell(play_settled(settled), 7, 3).ending == found.ending == "over"
    assert len(tell(play_settled(settled), 7, 3).events) == 5


@pytest.mark.parametrize(("signed", "passed"), [(52, True), (51, True), (50, False)])
def test_a_test_is_passed_with_exactly_as_many_as_are_needed(signed: int, passed: bool) -> None:
    conduct: Document = {"call": {"given": {"signatures": {"cause": signed}, "at": "2020-01-02"}}}
    (tested,) = events(play({"call": petition()}, conduct), "tested")
    assert (tested.needed, tested.passed) == (51, passed)  # type: ignore[attr-defined]
    free = play({"call": petition(needs={"count": 0})}, {"call": {"sign": {"left": {"share": "100%"}}}})
    (untested,) = events(free, "tested")
    assert (untested.needed, untested.passed) == (0, None)  # type: ignore[attr-defined]


def test_signatures_are_told_with_the_list_they_are_on_unless_they_are_secret() -> None:
    lists: Document = {"collects": "for each challenger", "needs": {"count": 3}}
    backs = {"left": {"share": "2/60", "backs": {"bob": "100%"}}, "right": {"share": "3/40", "backs": {"cat": "100%"}}}
    run = play({"call": petition(**lists)}, {"call": {"sign": backs}})
    assert [(event.who, event.whom, event.names) for event in events(run, "signs")] == [  # type: ignore[attr-defined]
        ("left", "bob", 1), ("left", "bob", 2), ("right", "cat", 1), ("right", "cat", 2), ("right", "cat", 3)
    ]  # fmt: skip
    (tested,) = events(run, "tested")
    assert (tested.who, tested.had) == ("cat", 3)  # type: ignore[attr-defined]
    assert [run.figures[f"call.{name}"] for name in ("signatures", "signatures.bob", "signatures.cat")] == [5, 2, 3]
    (outcome,) = events(run, "outcome")
    assert outcome.numbers == {"needed": 3, "had": 3}  # type: ignore[attr-defined]
    secret = play({"call": petition(secret=True)}, {"call": {"sign": {"left": {"share": "2/60"}}}})
    assert [event.who for event in events(secret, "signs")] == ["", ""]
    record = {"call": {"given": {"signatures": {"cause": 1}, "at": "2020-01-02"}}}
    assert [(event.who, event.at) for event in events(play({"call": petition()}, record), "signs")] == [("@", DAY)]


def test_the_outcome_of_a_ballot_gives_its_reason_and_those_it_is_for() -> None:
    (passed,) = events(play({"vote": ballot()}, record({"votes": {"ann": 5, "bob": 3, "cat": 1}}), **TRIO), "outcome")
    assert (passed.outcome, passed.people, passed.reason) == ("elected", ("ann",), "passes")  # type: ignore[attr-defined]
    short = ballot(rounds=1)
    (ended,) = events(play({"vote": short}, record({"votes": {"ann": 4, "bob": 3, "cat": 1}}), **TRIO), "outcome")
    assert (ended.outcome, ended.people, ended.reason) == ("no result", ("ann", "bob"), "last round")  # type: ignore[attr-defined]


def test_what_winning_takes_is_noted_in_whole_votes_and_parts_of_points() -> None:
    lead = {"wins": {"majority": {"share": "1/2"}, "lead": {"share": "10%", "of": "valid"}}, "last_standing": "elected"}
    run = play({"vote": ballot(**lead)}, record({"votes": {"ann": 5, "bob": 3, "cat": 1}}), **TRIO)
    assert (run.figures["vote.needed"], run.figures["vote.lead_needed"]) == (5, 1)
    halves: Document = {name: {"by": [name], "weight": "1/2"} for name in ("mps", "members")}
    votes = {"ann": 5, "bob": 3, "cat": 1}
    college = play({"vote": ballot(sections=halves)}, record({"sections": {"mps": votes, "members": votes}}), **TRIO)
    assert "vote.needed" not in college.figures
    assert college.figures["vote.share.ann"] == 555_555
    percent = {"in": "percent", "votes": {"ann": 50, "bob": 30, "cat": 20}}
    shares = play({"vote": ballot(rounds=1)}, record(percent), **TRIO)
    assert [shares.figures[f"vote.{name}"] for name in ("needed", "votes.ann", "votes.cat")] == [NOT_REACHED] * 3


def test_an_advisory_ballot_eliminates_nobody() -> None:
    run = play({"vote": ballot(binding=False)}, record({"votes": {"ann": 4, "bob": 3, "cat": 3}}), **TRIO)
    assert (run.path, run.excluded["vote"], run.candidates) == (["vote.held"], [], ("ann", "bob", "cat"))
    assert run.winner == ""


def test_votes_on_record_are_told_as_one_and_none_stays_away() -> None:
    run = play({"vote": motion()}, {"vote": {"given": {"for": 60, "against": 30, "spoilt": 5}}})
    (cast,) = events(run, "votes")
    found = cast.votes_for, cast.against, cast.spoilt, cast.away, cast.hundred  # type: ignore[attr-defined]
    assert (cast.who, found) == ("@", (60, 30, 5, 0, 0))


def test_of_votes_that_people_cast_none_is_spoilt_and_those_without_a_choice_are_exhausted() -> None:
    rankings = {"ann": "30%", "bob > ann": "45%", "cat": "25%"}
    run = play(
        {"vote": ballot(paper="ranked", votes="transfer")},
        {"vote": {"votes": {"base": {"rankings": rankings}}}},
        **TRIO,
    )
    counted = events(run, "counts")
    assert [(event.spoilt, event.exhausted) for event in counted] == [(0, 0), (0, 250)]  # type: ignore[attr-defined]


def test_at_a_second_visit_the_figures_of_the_first_are_gone() -> None:
    stages = {
        "noms": nominations(then={"contested": "go", "unopposed": "end.won"}),
        "go": decision(then={"yes": "noms", "no": "end.over"}),
    }
    again = {
        "when": {"stage": "go", "outcome": "yes"},
        "stands": {"cat": "100%"},
        "nominate": {"left": {"shares": {"cat": "1"}}},
    }
    first = {"stands": {"bob": "1", "cat": "1"}, "nominate": {"left": {"shares": {"bob": "1/2", "cat": "1/2"}}}}
    run = play(stages, {"noms": [again, first], "go": {"chooses": {"yes": "100%"}}})
    assert run.path == ["noms.contested", "go.yes", "noms.unopposed"]
    assert (run.figures["noms.names.cat"], run.figures["noms.at"]) == (60, 20 * DAY)
    assert "noms.names.bob" not in run.figures
    assert "noms.on_ballot.bob" not in run.figures
    assert run.figures["go.outcome"] == 0


def test_runs_are_played_by_their_numbers() -> None:
    settled = settle(contest({"go": decision()}, {"go": {"chooses": {"yes": "50%"}}}))
    people = People(settled.scenario, settled.conduct, 1, 0)
    every = play_runs(settled, people, 0, 12).words("path")
    assert len(every) == 12
    assert set(every) == {"go.yes", "go.no"}
    assert play_runs(settled, people, 5, 4).words("path") == every[5:9]
    assert [play_run(settled, people, row, keep_trace=False).path[0] for row in range(12)] == every
    second = People(settled.scenario, settled.conduct, 1, 1)
    assert play_runs(settled, second, BLOCK + 5, 4).words("path") == [
        play_run(settled, second, row, keep_trace=False).path[0] for row in range(5, 9)
    ]
    assert trace_run(settled, 1, BLOCK + 5).events[1].option == play_run(settled, second, 5, True).path[0][3:]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("conduct", "had", "met"),
    [
        ({"stands": {"bob": "1"}, "spread": {"bob": "0%"}}, 0, False),
        ({"stands": {"bob": "1"}, "spread": {"bob": "100%"}}, 3, True),
        ({"given": {"names": {"bob": 0}, "branches": {"bob": 2}}}, 2, False),
        ({"given": {"names": {"bob": 0}, "branches": {"bob": 3}}}, 3, True),
    ],
)
def test_places_are_told_as_they_are_on_record_or_as_enough_or_none(conduct: Document, had: int, met: bool) -> None:
    run = play({"noms": nominations(needs={"anyone": {"branches": 3}})}, {"noms": conduct}, begins={"vacant": True})
    (tested,) = events(run, "tested")
    assert (tested.needed, tested.had, tested.met) == (3, had, met)  # type: ignore[attr-defined]
    assert run.candidates == (("bob",) if met else ())
