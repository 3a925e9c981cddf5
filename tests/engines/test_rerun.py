"""Ballots held after one that has elected somebody: re-runs, recounts, appeals."""

from __future__ import annotations

from typing import Any

import pytest

from engines.contests import Document, ballot, contest, decision, names, nominations, play, said, votes
from rulesim.engines.event.state import Run
from rulesim.engines.pieces import Engine
from rulesim.errors import InputError
from rulesim.studies import play as studies
from rulesim.studies.order import Order

TRIO = {"begins": {"candidates": ["ann", "bob", "cat"]}}
SURE: Document = {"chooses": {"yes": "100%"}}
FIRST = votes({"ann": 50, "bob": 45, "cat": 5}, {"ann": 55, "bob": 45})


def stages(then: str = "appeal", **again: Any) -> Document:
    """A ballot, an appeal that is granted, and whatever follows it."""
    return {
        "vote": ballot(then={"elected": "appeal"}),
        "appeal": decision(then={"yes": "again", "no": "end.over"}),
        "again": ballot(**again),
    }


def on_ballot(run: Run, stage: str) -> set[str]:
    return {who for who, figure in (("ann", 0), ("bob", 0), ("cat", 0)) if f"{stage}.votes.{who}" in run.figures}


def test_a_re_run_is_among_those_of_the_first_ballot() -> None:
    conduct = {"vote": FIRST, "appeal": SURE, "again": votes({"ann": 20, "bob": 51, "cat": 29})}
    run = play(stages(candidates="as in vote"), conduct, **TRIO)
    assert run.path == ["vote.elected", "appeal.yes", "again.elected"]
    assert (run.winner, set(run.balloted), on_ballot(run, "again")) == (
        "bob",
        {"ann", "bob", "cat"},
        {"ann", "bob", "cat"},
    )


def test_the_winner_alone_stands_if_the_rules_say_so() -> None:
    conduct = {"vote": FIRST, "appeal": SURE, "again": votes({"ann": 20})}
    run = play(stages(candidates="those left"), conduct, **TRIO)
    assert (run.winner, run.balloted, run.figures["again.rounds"]) == ("ann", ("ann",), 0)
    faced = play(stages(candidates="those left", sole_candidate="ballot"), conduct, **TRIO)
    assert (faced.winner, faced.figures["again.rounds"]) == ("ann", 1)


def test_nominations_between_make_a_new_list() -> None:
    rules = stages(candidates="as in vote") | {"appeal": nominations(then={"contested": "again"})}
    given = names(bob=20, cat=20)
    conduct = {"vote": FIRST, "appeal": given, "again": votes({"bob": 51, "cat": 49})}
    assert set(play(rules, conduct, **TRIO).balloted) == {"bob", "cat"}


@pytest.mark.parametrize("list_", ["as before", "from before"])
def test_nominations_after_an_election_begin_with_those_who_were_on_its_ballot(list_: str) -> None:
    rules = stages(candidates="as in vote") | {"appeal": nominations(candidates=list_, then={"contested": "again"})}
    conduct = {
        "vote": FIRST,
        "appeal": names(ann=20, bob=20, cat=20),
        "again": votes({"ann": 20, "bob": 51, "cat": 29}),
    }
    assert set(play(rules, conduct, **TRIO).balloted) == {"ann", "bob", "cat"}


@pytest.mark.parametrize("list_", ["as before", "from before"])
def test_nominations_after_a_ballot_that_elected_nobody_begin_with_those_it_left(list_: str) -> None:
    """Cat is eliminated in the only round; of Bob alone it is said that he comes forward."""
    rules = {
        "vote": ballot(rounds=1, then={"no result": "noms"}),
        "noms": nominations(candidates=list_, needs={"anyone": {"count": 1}}),
    }
    conduct = {"vote": votes({"ann": 48, "bob": 47, "cat": 5}), "noms": {"stands": {"bob": "100%"}}}
    run = play(rules, conduct, **TRIO)
    assert (run.path[0], run.candidates) == ("vote.no result", ("ann", "bob") if list_ == "as before" else ())
    assert "noms.names.cat" not in run.figures


CHANCES: Document = {"votes": {"lords": {"chances": {"ann": "40%", "bob": "35%", "cat": "25%"}}}}
PEERS: Document = {"sections": {"all": {"by": ["peers"]}}}


def test_a_recount_finds_every_paper_where_it_lay() -> None:
    again = {"all": {"by": ["peers"], "papers_of": "vote"}}
    rules = {
        "vote": ballot(**PEERS, then={"elected": "again", "tied": "again"}),
        "again": ballot(sections=again, candidates="as in vote"),
    }
    several = 0
    for row in range(40):
        run = play_row(rules, row)
        told = [event.what for event in said(run, "counts", "vote")]
        assert [event.what for event in said(run, "counts", "again")][: len(told)] == told
        several += len(told) > 1
    assert several


def play_row(rules: Document, row: int) -> Run:
    from engines.contests import play_settled
    from rulesim.loading.scenario import settle

    return play_settled(settle(contest(rules, {"vote": CHANCES, "again": {}}, **TRIO)), row=row)


def test_both_engines_hold_a_ballot_again_among_the_same() -> None:
    rules = {
        "vote": ballot(**PEERS, candidates="as in vote", then={"elected": "appeal", "tied": "appeal"}),
        "appeal": decision(then={"yes": "vote", "no": "recount"}),
        "recount": ballot(sections={"all": {"by": ["peers"], "papers_of": "vote"}}, wins={}, candidates="as in vote"),
    }
    conduct = {"vote": CHANCES, "appeal": {"chooses": {"yes": "60%"}}, "recount": {}}
    engines: tuple[Engine, ...] = ("vector", "event")
    tables = [
        studies.play(Order(contest(rules, conduct, **TRIO), 150, rows=True, engine=engine)).outcomes
        for engine in engines
    ]
    assert {name: tables[0].words(name) for name in ("path", "leader")} == {
        name: tables[1].words(name) for name in ("path", "leader")
    }
    for name in tables[0].columns:
        assert tables[0].codes(name).tolist() == tables[1].codes(name).tolist()
    assert any(path.count("vote.elected") > 1 for path in tables[0].words("path"))
    assert (tables[0].codes("recount.votes.cat") >= 0).all()


@pytest.mark.parametrize(
    "rules",
    [
        stages(),
        {"vote": ballot(then={"elected": "again"}), "again": ballot()},
        {"vote": ballot(then={"elected": "appeal"}), "appeal": decision(then={"yes": "vote", "no": "end.won"})},
    ],
)
def test_what_is_silent_is_refused(rules: Document) -> None:
    conduct = {name: SURE if name == "appeal" else FIRST for name in rules}
    with pytest.raises(InputError) as error:
        contest(rules, conduct, **TRIO)
    assert {fault.slug for fault in error.value.faults} == {"candidates-missing"}
