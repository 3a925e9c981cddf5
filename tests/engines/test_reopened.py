"""Ballots with a choice to re-open nominations: what follows when it wins, and what it never does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from engines.contests import Document, ballot, contest, events, names, nominations, play, said, votes
from rulesim.engines.ensemble import play as ensemble
from rulesim.engines.event.play import play_runs
from rulesim.engines.event.state import Run
from rulesim.loading.scenario import settle
from rulesim.luck.people import People

PEOPLE = {
    "ann": {"name": "Ann"},
    "bob": {"name": "Bob"},
    "cat": {"name": "Cat"},
    "ron": {"name": "Re-open nominations", "reopens": True},
}
AGAIN = {"reopened": "noms"}


def here(*names: str) -> Document:
    """Those of the people who have a part in a contest."""
    return {name: person for name, person in PEOPLE.items() if name in " ".join(names).split()}


def stages(**rules: Any) -> Document:
    """Nominations, and a ballot after which they may be held again."""
    return {
        "noms": nominations(then={"contested": "vote", "unopposed": "vote", "none": "end.empty"}),
        "vote": ballot(**{"reopen_nominations": True, "then": AGAIN, **rules}),
    }


def hold(*rounds: Mapping[str, int], standing: str = "ann bob", **rules: Any) -> Run:
    """Ballots on record that end with nobody, or go to a second round of nominations that nobody is left for."""
    record = names(**dict.fromkeys(standing.split(), 10), **({} if "ann" in standing else {"ann": 0}))
    then = rules.pop("then", {"reopened": "end.empty"})
    return play(stages(then=then, **rules), {"noms": record, "vote": votes(*rounds)}, people=here("ann ron", standing))


def test_with_more_than_half_it_wins_and_nobody_is_elected() -> None:
    run = hold({"ann": 20, "bob": 29, "ron": 51})
    assert run.path == ["noms.contested", "vote.reopened"]
    assert (run.winner, run.candidates, run.balloted) == ("", ("ann", "bob"), ("ann", "bob"))
    assert (run.figures["vote.rounds"], run.figures["vote.votes.ron"]) == (1, 51)
    assert [event.what for event in said(run, "counts")] == ["Re-open nominations 51, Bob 29, Ann 20"]
    assert run.excluded["vote"] == []


def test_with_half_it_does_not_win_and_it_is_never_eliminated() -> None:
    run = hold({"ann": 20, "bob": 30, "ron": 10}, {"bob": 40, "ron": 0})
    assert (run.path[-1], run.winner) == ("vote.elected", "bob")
    last = hold({"ann": 26, "bob": 25, "ron": 3}, {"ann": 20, "ron": 34})
    assert (last.path[-1], last.excluded["vote"]) == ("vote.reopened", [("bob",)])
    assert [event.stage for event in events(last, "excluded")] == ["vote"]


def test_where_the_only_candidate_faces_it_more_votes_win() -> None:
    alone = {"standing": "bob", "sole_candidate": "ballot"}
    assert hold({"bob": 5, "ron": 4}, **alone).winner == "bob"
    assert hold({"bob": 4, "ron": 5}, **alone).path[-1] == "vote.reopened"
    level = hold({"bob": 4, "ron": 4}, **alone, ties=["earlier rounds"])
    assert (level.path[-1], level.candidates) == ("vote.tied", ("bob",))
    elected = hold(standing="bob")
    assert (elected.path, elected.figures["vote.rounds"]) == (["noms.unopposed", "vote.elected"], 0)


@pytest.mark.parametrize(
    ("second", "path"), [({"cat": 9, "ron": 1}, "vote.elected"), ({"cat": 1, "ron": 9}, "vote.reopened")]
)
def test_nominations_are_held_again_and_their_ballot_is_a_visit_of_its_own(second: dict[str, int], path: str) -> None:
    """The second time only Cat comes forward, by another record of another stage."""
    book: Document = {
        "noms": nominations(then={"contested": "vote"}),
        "vote": ballot(reopen_nominations=True, then={"reopened": "again"}),
        "again": nominations(then={"contested": "end.over", "unopposed": "final"}),
        "final": ballot(reopen_nominations=True, sole_candidate="ballot", then={"reopened": "end.empty"}),
    }
    conduct = {
        "noms": names(ann=10, bob=10),
        "vote": votes({"ann": 1, "bob": 2, "ron": 7}),
        "again": names(ann=0, cat=10),
        "final": votes(second),
    }
    run = play(book, conduct, people=PEOPLE)
    assert run.path == ["noms.contested", "vote.reopened", "again.unopposed", path.replace("vote", "final")]
    assert run.lists.get("vote") is None, "nominations have been held since"
    assert (run.figures["final.votes.cat"], run.figures["vote.votes.ron"]) == (second["cat"], 7)


def test_without_the_choice_on_the_papers_it_does_not_stand() -> None:
    """It is on those of the first ballot only."""
    book = {
        "noms": nominations(then={"contested": "vote"}),
        "vote": ballot(reopen_nominations=True, keeps=2, then={"shortlisted": "final"}),
        "final": ballot(),
    }
    conduct = {"noms": names(ann=10, bob=10, cat=10), "vote": votes({"ann": 3, "bob": 4, "cat": 2, "ron": 5})}
    run = play(book, {**conduct, "final": votes({"ann": 1, "bob": 2})}, people=PEOPLE)
    assert run.figures["vote.votes.ron"] == 5
    assert "final.votes.ron" not in run.figures
    assert [event.what for event in said(run, "counts")][-1] == "Bob 2, Ann 1"


def test_a_short_list_has_no_place_for_it() -> None:
    run = hold({"ann": 5, "bob": 3, "cat": 2, "ron": 50}, standing="ann bob cat", keeps=2)
    assert (run.path[-1], run.candidates) == ("vote.shortlisted", ("ann", "bob"))


def test_where_no_round_is_left_the_choice_is_not_a_candidate() -> None:
    run = hold({"ann": 5, "bob": 3, "ron": 4}, rounds=1)
    assert (run.path[-1], run.candidates) == ("vote.no result", ("ann",))


def test_both_engines_reopen_in_the_same_runs_and_as_often_as_people_want_it() -> None:
    """Each of three voters wants to by a half: all three of them, or two, do so in four cases of eight."""
    base = {"base": {"of": "members", "size": 3}}
    conduct: Document = {
        "noms": names(bob=10, ann=0),
        "vote": {"votes": {"base": {"chances": {"bob": "1/2", "ron": "1/2"}}}},
    }
    more = {"bodies": {"mps": 100, "members": 3, "peers": 20}, "blocs": base, "people": here("ann bob ron")}
    book = stages(sole_candidate="ballot", then={"reopened": "end.empty"})
    settled = settle(contest(book, conduct, **more))
    many = ensemble([settled], 400, 1, workers=1)[0]
    one = play_runs(settled, People(settled.scenario, settled.conduct, 1, 0), 0, 400)
    paths = many.words("path")
    assert paths == one.words("path")
    assert 160 < sum(path.endswith("vote.reopened") for path in paths) < 240
    assert set(many.words("leader")) == {"bob", "nobody"}
