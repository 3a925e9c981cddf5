"""Ballots: rounds, winners, ties and what breaks them, short lists, and records that give out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from engines.contests import BODIES, DAY, ballot, contest, events, names, nominations, play, said, trace, votes
from rulesim.engines.ensemble import play as ensemble
from rulesim.engines.event.state import Run
from rulesim.loading.scenario import settle

A_B, B_A, ALL = {"ann": 5, "bob": 4}, {"ann": 4, "bob": 5}, {"ann": 4, "bob": 3, "cat": 2}


def hold(stage: dict[str, Any], *rounds: Mapping[str, int], people: str = "ann bob cat", **conduct: Any) -> Run:
    """A ballot among some people, from its record unless conduct is given."""
    stages = {"noms": nominations(then={"contested": "vote", "unopposed": "vote"}), "vote": stage}
    standing = names(**dict.fromkeys(people.split(), 10), **({} if "ann" in people else {"ann": 0}))
    return play(stages, {"noms": standing, "vote": conduct or votes(*rounds)})


def result(run: Run) -> str:
    return run.path[-1].removeprefix("vote.")


def test_more_than_half_wins_in_the_first_round() -> None:
    run = hold(ballot(), {"ann": 51, "bob": 30, "cat": 19})
    assert (result(run), run.winner, run.figures["vote.rounds"]) == ("elected", "ann", 1)


def test_half_is_not_more_than_half() -> None:
    run = hold(ballot(), {"ann": 50, "bob": 30, "cat": 20}, {"ann": 49, "bob": 51})
    assert (run.winner, run.figures["vote.rounds"]) == ("bob", 2)
    assert run.excluded["vote"] == [("cat",)]
    (gone,) = said(run, "excluded")
    assert (gone.who, gone.what, gone.event.clause) == ("Cat", "is eliminated after round 1: fewest votes", "§vote")
    assert [event.what for event in said(run, "counts")] == ["Ann 50, Bob 30, Cat 20", "Bob 51, Ann 49"]


def test_spoilt_papers_count_only_where_the_base_says_so() -> None:
    paper = {"given": {"rounds": [{"votes": {"ann": 50, "bob": 40}, "spoilt": 20}]}}
    assert result(hold(ballot(), people="ann bob", **paper)) == "elected"
    of_cast = ballot(wins={"majority": {"share": "1/2", "of": "cast"}}, excludes="nobody", rounds=1)
    assert result(hold(of_cast, people="ann bob", **paper)) == "no result"


def test_a_majority_of_all_entitled() -> None:
    of_all = ballot(wins={"majority": {"share": "1/2", "of": "entitled"}}, excludes="nobody", rounds=1)
    assert result(hold(of_all, {"ann": 501, "bob": 100, "cat": 0})) == "elected"
    assert result(hold(of_all, {"ann": 500, "bob": 100, "cat": 0})) == "no result"


def test_a_lead_over_the_runner_up() -> None:
    ahead = ballot(
        wins={"majority": {"share": "1/2"}, "lead": {"share": "15%", "of": "valid"}}, excludes="nobody", rounds=1
    )
    assert result(hold(ahead, {"ann": 57, "bob": 42, "cat": 1})) == "elected"
    assert result(hold(ahead, {"ann": 57, "bob": 43, "cat": 0})) == "no result"


def test_sections_weigh_by_their_share_whatever_their_size() -> None:
    sections = {"house": {"by": ["mps"], "weight": "1/2"}, "party": {"by": ["members"], "weight": "1/2"}}
    record = {"given": {"rounds": [{"sections": {"house": {"ann": 90, "bob": 10}, "party": {"ann": 200, "bob": 800}}}]}}
    run = hold(ballot(sections=sections), people="ann bob", **record)
    assert run.winner == "ann"
    assert said(run, "counts")[0].what == "Ann 55.00%, Bob 45.00%"


def test_shares_of_a_college_are_cut_millionths_of_the_last_round_of_each() -> None:
    sections = {"house": {"by": ["mps"], "weight": "1/3"}, "party": {"by": ["members"], "weight": "2/3"}}
    first = {"house": {"ann": 40, "bob": 35, "cat": 25}, "party": {"ann": 1, "bob": 1, "cat": 1}}
    second = {"house": {"ann": 2, "bob": 1}, "party": {"ann": 0, "bob": 0}}
    record = {"given": {"rounds": [{"sections": first}, {"sections": second}]}}
    run = hold(ballot(sections=sections, wins={"majority": {"share": "1/5"}}, ties=[]), **record)
    assert run.figures["vote.rounds"] == 1
    run = hold(ballot(sections=sections, ties=[]), **record)
    figures = [run.figures[f"vote.share.{who}"] for who in ("ann", "bob", "cat")]
    assert figures == [222_222, 111_111, 305_555]
    plain = hold(ballot(), {"ann": 51, "bob": 30, "cat": 19})
    assert not [figure for figure in plain.figures if ".share." in figure]


@pytest.mark.parametrize(("day", "bob"), [("2020-01-08", 5), ("2020-01-07", 10)])
def test_seats_are_as_many_as_a_body_has_people_when_the_round_is_counted(day: str, bob: int) -> None:
    sections = {"party": {"by": ["members"], "becomes": {"seats": {"as_many_as": "peers"}}}}
    stage = ballot(sections=sections, lasts="6 days", excludes="nobody", rounds=1)
    votes = {"given": {"rounds": [{"sections": {"party": {"ann": 400, "bob": 400}}, "papers": ["party"]}]}}
    changes = [{"on": day, "body": "peers", "size": 20}]
    more = {"begins": {"candidates": ["ann", "bob"]}, "changes": changes, "bodies": {**BODIES, "peers": 10}}
    run = play({"vote": stage}, {"vote": votes}, **more)
    assert said(run, "counts")[0].tally == {"ann": bob, "bob": bob}


def test_times_of_rounds_follow_one_another() -> None:
    run = hold(ballot(opens_after="1 day", lasts="7 days"), ALL, B_A)
    assert [event.at for event in events(run, "counts")] == [18 * DAY, 25 * DAY]


def test_a_short_list_is_handed_on() -> None:
    stages = {
        "noms": nominations(then={"contested": "house"}),
        "house": ballot(sections={"all": {"by": ["mps"], "weight": "100%"}}, keeps=2, then={"shortlisted": "party"}),
        "party": ballot(),
    }
    conduct = {"noms": names(ann=10, bob=10, cat=10), "house": votes(ALL), "party": votes(B_A)}
    conduct["house"] = votes(ALL, {"ann": 5, "bob": 4})
    run = play(stages, conduct)
    assert run.path == ["noms.contested", "house.shortlisted", "party.elected"]
    assert (run.balloted, run.winner) == (("ann", "bob"), "bob")


def test_nobody_excluded_and_nobody_elected_goes_on_to_the_last_round() -> None:
    stage = ballot(excludes="nobody", wins={"majority": {"share": "2/3"}}, rounds=3, last_standing="elected")
    run = hold(stage, *[A_B] * 5, people="ann bob")
    assert (result(run), run.figures["vote.rounds"]) == ("no result", 3)


def test_a_record_that_gives_out_is_told_and_is_not_no_result() -> None:
    run = hold(ballot(), ALL)
    assert (result(run), run.excluded["vote"]) == ("record ends", [("cat",)])
    assert (trace(run).ending, trace(run).leader) == ("record ends", "not known")
    assert said(run, "outcome", "vote")[0].what == "record ends: one round on record, and the rules ask for another"


def test_a_round_that_says_nothing_of_somebody_who_stands_is_not_counted() -> None:
    run = hold(ballot(), {"ann": 51, "bob": 30})
    assert (result(run), run.figures["vote.rounds"]) == ("record ends", 0)
    told = said(run, "outcome", "vote")[0].what
    assert told == "record ends: the record of round 1 does not say how many votes Cat had"
    others = {"given": {"rounds": [{"votes": {"ann": 51, "bob": 30}, "others": "none"}]}}
    assert result(hold(ballot(), **others)) == "elected"


def test_where_some_votes_are_not_known_who_leaves_is_as_recorded() -> None:
    """Ann has more than half of the votes that are known, and yet nobody can say that she has won."""
    some = {"votes": {"ann": 60, "bob": 30}, "others": "not known"}
    run = hold(ballot(), given={"rounds": [{**some, "unrecorded": ["bob"]}, {"votes": {"ann": 49, "cat": 51}}]})
    assert (run.winner, run.excluded["vote"]) == ("cat", [("bob",)])
    told = [event.what for event in said(run, "counts")]
    assert told == ["Ann 60, Bob 30; not all of the votes are on record", "Cat 51, Ann 49"]
    nobody = hold(ballot(), given={"rounds": [some, {"votes": {"ann": 10, "bob": 8, "cat": 1}}]})
    assert (nobody.winner, nobody.excluded["vote"]) == ("ann", [()])


def test_who_withdraws_between_rounds_is_gone() -> None:
    record = {"given": {"rounds": [{"votes": ALL, "withdrawn": ["ann"]}, {"votes": {"bob": 9}}]}}
    run = hold(ballot(), **record)
    assert (run.winner, run.excluded["vote"]) == ("bob", [("cat",)])
    assert [event.what for event in said(run, "withdraws")] == ["withdraws after round 1"]


def test_a_sole_candidate_is_elected_or_confirmed() -> None:
    run = hold(ballot(), people="bob", **votes({"bob": 1}))
    assert (run.winner, run.figures["vote.rounds"], events(run, "counts")) == ("bob", 0, [])
    confirmed = hold(ballot(sole_candidate="ballot"), people="bob", **votes({"bob": 1}))
    assert (result(confirmed), confirmed.figures["vote.rounds"]) == ("elected", 1)
    refused = hold(ballot(sole_candidate="ballot", rounds=1), people="bob", **votes({"bob": 0}))
    assert result(refused) == "no result"


LEVEL = {"ann": 4, "bob": 2, "cat": 2}


def test_a_tie_for_exclusion_looks_back_round_by_round() -> None:
    first, second = {"ann": 5, "bob": 4, "cat": 3, "dan": 1}, {"ann": 5, "bob": 4, "cat": 4}
    run = hold(ballot(ties=["earlier rounds"]), first, second, A_B, people="ann bob cat dan")
    assert run.excluded["vote"] == [("dan",), ("cat",)]
    (tie,) = said(run, "tie")
    assert (tie.who, tie.what, tie.event.clause) == ("Bob, Cat", "tied: Cat is eliminated on earlier rounds", "§vote")


def test_ties_without_a_rule_that_breaks_them_are_tied() -> None:
    assert result(hold(ballot(ties=["earlier rounds"]), LEVEL)) == "tied"
    assert result(hold(ballot(ties=["earlier rounds"]), {"ann": 5, "bob": 5}, people="ann bob")) == "tied"


def test_both_out() -> None:
    run = hold(ballot(ties=["both out"], last_standing="elected"), LEVEL, {"ann": 8})
    assert (run.excluded["vote"], run.winner) == ([("bob", "cat")], "ann")


def test_both_out_does_not_empty_the_first_place() -> None:
    level = {"ann": 5, "bob": 5}
    assert result(hold(ballot(ties=["both out"], last_standing="elected"), level, people="ann bob")) == "tied"
    assert result(hold(ballot(ties=["both out", "lot"], last_standing="elected"), level, people="ann bob")) == "elected"


def test_nobody_leaves_and_the_round_counts() -> None:
    stage = ballot(ties=["nobody leaves"], rounds=3)
    run = hold(stage, LEVEL, {"ann": 4, "bob": 3, "cat": 1}, A_B)
    assert (run.excluded["vote"], run.winner, run.figures["vote.rounds"]) == ([(), ("cat",)], "ann", 3)
    assert said(run, "tie")[0].what == "tied: the round stands and nobody is eliminated"
    assert result(hold(stage, LEVEL, LEVEL, LEVEL, A_B)) == "no result"
    void = hold(ballot(ties=["revote", "revote"], rounds=1), LEVEL, LEVEL, {"ann": 8, "bob": 2, "cat": 1})
    assert (void.winner, void.figures["vote.rounds"]) == ("ann", 3)


def test_every_rule_for_ties_that_was_tried_is_told() -> None:
    run = hold(ballot(ties=["earlier rounds", "lot"]), LEVEL, A_B)
    first, second = said(run, "tie")
    assert first.what == "tied: earlier rounds do not separate Bob, Cat"
    assert second.what in ("tied: Bob is eliminated by lot", "tied: Cat is eliminated by lot")


def test_the_order_in_which_a_file_lists_candidates_never_matters() -> None:
    sure = {"vote": {"votes": {"base": {"shares": {"ann": "1/2", "bob": "1/2"}}}}}
    found = []
    for listed in (["ann", "bob"], ["bob", "ann"]):
        settled = settle(contest({"vote": ballot(ties=["lot"])}, sure, begins={"candidates": listed}))
        assert settled.scenario.begins.candidates == ("ann", "bob")
        found.append(ensemble([settled], 50, 1, workers=1)[0].words("leader"))
    assert found[0] == found[1]


def test_a_tie_for_first_place_of_two() -> None:
    run = hold(ballot(ties=["lot"]), {"ann": 5, "bob": 5}, people="ann bob")
    assert (result(run), run.winner in ("ann", "bob")) == ("elected", True)


def test_the_lot_is_fair_and_falls_the_same_way_in_the_same_run() -> None:
    sure = {"votes": {"base": {"shares": {"ann": "1/2", "bob": "1/2"}}}}
    stages = {"noms": nominations(then={"contested": "vote"}), "vote": ballot(ties=["lot"])}
    settled = settle(contest(stages, {"noms": names(ann=10, bob=10), "vote": sure}))
    first, again = (ensemble([settled], 400, 1, workers=1)[0].words("leader") for _ in range(2))
    assert first == again
    assert 160 < first.count("ann") < 240


def test_a_revote_holds_the_round_again_once() -> None:
    stage = ballot(ties=["revote", "lot"])
    run = hold(stage, LEVEL, {"ann": 4, "bob": 3, "cat": 1}, A_B)
    assert (run.excluded["vote"], run.figures["vote.rounds"]) == ([(), ("cat",)], 3)
    twice = hold(stage, LEVEL, LEVEL, A_B)
    assert next(event.what.split(": ")[1] for event in said(twice, "tie")) == "the round is void and is held again"
    assert said(twice, "tie")[1].what.endswith("by lot")


def test_after_a_round_without_a_tie_the_rules_for_ties_begin_anew() -> None:
    first = {"ann": 5, "bob": 3, "cat": 2, "dan": 2}
    again = {"ann": 5, "bob": 3, "cat": 2, "dan": 1}
    level = {"ann": 4, "bob": 2, "cat": 2}
    run = hold(ballot(ties=["earlier rounds", "revote"]), first, again, level, A_B, people="ann bob cat dan")
    assert run.excluded["vote"] == [(), ("dan",), ("cat",)]
    assert said(run, "tie")[-1].what == "tied: Cat is eliminated on earlier rounds"


def test_papers_of_the_excluded_move_on_and_those_without_a_choice_are_told() -> None:
    rankings = {"ann > bob": "40%", "bob > ann": "35%", "cat > bob": "15%", "cat": "10%"}
    run = hold(ballot(paper="ranked", votes="transfer"), votes={"base": {"rankings": rankings}})
    assert run.winner == "bob"
    assert [event.tally for event in said(run, "counts")] == [
        {"ann": 400, "bob": 350, "cat": 250},
        {"ann": 400, "bob": 500},
    ]
    assert "100 exhausted" in said(run, "counts")[1].what


@pytest.mark.parametrize(
    "bloc",
    [{"shares": {"ann": "2/5", "bob": "2/5", "cat": "1/5"}}, {"chances": {"ann": "2/5", "bob": "2/5", "cat": "1/5"}}],
)
def test_every_paper_is_in_every_round(bloc: dict[str, Any]) -> None:
    run = hold(ballot(), votes={"base": bloc})
    assert {sum(event.tally.values()) for event in said(run, "counts")} == {1000}


def test_votes_are_those_of_the_last_round_a_person_stood_in() -> None:
    run = hold(ballot(), ALL, B_A)
    assert [run.figures[f"vote.votes.{who}"] for who in ("ann", "bob", "cat")] == [4, 5, 2]
