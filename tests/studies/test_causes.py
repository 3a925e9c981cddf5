"""The reason of a difference is where the contest first went another way than the record, with all that was needed."""

from __future__ import annotations

from rulesim.loading.scenario import load
from rulesim.reports.words.differences import difference
from rulesim.studies.replay import replay


def changed(name: str, *changes: str) -> dict[str, str]:
    """What a bundled replay gives for each difference once some of its values are changed."""
    overrides = dict(change.split("=", 1) for change in changes)
    contest = load(name, overrides)
    told = [difference(one, contest) for one in replay(contest).differences]
    return {one.what: one.why or one.told for one in told}


def test_who_leads_is_put_down_to_the_stage_that_differs_first_and_not_to_the_last_test() -> None:
    """With 15 for the ruling the leader must be nominated: all that follows has that reason."""
    found = changed("what-happened", "conduct.nec-ruling.given.for=14", "conduct.nec-ruling.given.against=18")
    assert found["path"] == found["who leads"]
    assert "votes needed" in found["who leads"]
    assert "18" not in found["who leads"].partition("votes needed")[0]


def test_where_only_the_leader_differs_it_is_the_stage_that_made_the_winner() -> None:
    found = changed("what-happened", "expects.leads=smith")
    assert found == {"who leads": "Jeremy Corbyn: more than 253,219 needed (of valid votes), 313,209 received"}


def test_who_is_missing_from_the_ballot_is_told_with_every_alternative() -> None:
    """One way to the second ballot of 2020 was by constituency parties, the other by three kinds of affiliates."""
    found = changed("history/uk-lab-2020", "conduct.second-hurdle.given.names.nandy={clps: 31}", "expects.figures={}")
    why = found["who is on the ballot"]
    assert why.startswith("Lisa Nandy: ")
    assert "needed from constituency parties, 31 received; " in why
    assert ", and 2 needed from affiliated trade unions, 0 received" in why
    assert why.endswith("not on the ballot: meets none of these requirements")


def test_who_leaves_is_told_of_the_one_who_left() -> None:
    found = changed(
        "history/uk-con-2001",
        "conduct.mps-ballot.given.rounds.1.votes.ancram=19",
        "conduct.mps-ballot.given.rounds.1.votes.portillo=48",
        "conduct.mps-ballot.given.rounds.1.withdrawn=[]",
    )
    assert found["who is eliminated after round 2"] == "David Davis: is eliminated after round 2: fewest votes"


def test_a_ballot_without_a_bar_is_told_by_its_count() -> None:
    """The members' ballot of 2001 had two candidates: whoever has more wins."""
    found = changed("history/uk-con-2001", "conduct.members-ballot.given.rounds.0.votes.clarke=155934")
    assert found["who leads"].startswith(("members-ballot, round 1: ", "Kenneth Clarke: "))
    assert "155,934" in found["who leads"]
