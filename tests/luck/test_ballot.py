"""How people vote in a ballot, round by round."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.stats import beta, binom

from luck.crowd import NOW, STAGE, crowd, distance, distance_allowed
from rulesim.luck.ballot import BlocVotes, bloc_votes, votes_of_round
from rulesim.luck.draws import BLOCK
from rulesim.luck.people import Occasion, People
from rulesim.model.conduct import BallotConduct

FIELDS = (("ann", "bob", "cat"), ("ann", "cat"), ("cat",))
PARTS = {"ann": "50%", "bob": "30%", "cat": "20%"}
RANKINGS = {"ann > bob": "50%", "bob > cat > ann": "30%", "cat": "20%"}


def voters(size: int = 100, **preferring: Any) -> People:
    return crowd("ballot", {"votes": {"members": preferring}}, {"members": size})


def votes(people: People, rounds: int) -> BlocVotes:
    """The votes in a round whose field is the last of so many."""
    return bloc_votes(people, NOW, FIELDS[:rounds])["members"]


def total(found: BlocVotes) -> Any:
    return sum(found.votes.values()) + found.exhausted


@pytest.mark.parametrize("rounds", [1, 2, 3])
@pytest.mark.parametrize(
    "preferring",
    [{"shares": PARTS}, {"chances": PARTS}, {"rankings": RANKINGS}, {"shares": PARTS, "as_sure_as": 20}],
    ids=["shares", "chances", "rankings", "dirichlet"],
)
def test_votes_are_conserved_in_every_round(preferring: dict[str, Any], rounds: int) -> None:
    found = votes(voters(turnout="61%", size=101, **preferring), rounds)
    assert (total(found) == 62).all()
    assert tuple(found.votes) == FIELDS[rounds - 1]
    assert all((many >= 0).all() for many in [*found.votes.values(), found.exhausted])


def test_shares_divide_in_proportion_among_those_standing() -> None:
    people = voters(shares=PARTS)
    assert [int(votes(people, 1).votes[who][0]) for who in FIELDS[0]] == [50, 30, 20]
    assert [int(votes(people, 2).votes[who][0]) for who in FIELDS[1]] == [71, 29]
    assert (votes(people, 3).votes["cat"] == 100).all()


def test_rankings_go_to_the_first_who_still_stands() -> None:
    people = voters(rankings=RANKINGS)
    assert [int(votes(people, 1).votes[who][0]) for who in FIELDS[0]] == [50, 30, 20]
    second, third = votes(people, 2), votes(people, 3)
    assert [int(second.votes[who][0]) for who in FIELDS[1]] == [50, 50]
    assert (second.exhausted == 0).all()
    assert (third.votes["cat"] == 50).all()
    assert (third.exhausted == 50).all()


def test_first_choices_by_chance_are_multinomial() -> None:
    found = votes(voters(chances=PARTS), 1)
    for who, chance in (("ann", 0.5), ("bob", 0.3), ("cat", 0.2)):
        law = {k: float(binom.cdf(k - 1, 100, chance)) for k in range(102)}
        assert distance(found.votes[who], law) < distance_allowed()


def test_whose_candidate_leaves_divide_anew_and_the_others_stay() -> None:
    """So the vote in the second round has the closed form of Plackett and Luce: 50 to 20."""
    people = voters(chances=PARTS)
    first, second = votes(people, 1), votes(people, 2)
    assert (second.votes["ann"] >= first.votes["ann"]).all()
    assert (second.votes["cat"] >= first.votes["cat"]).all()
    assert np.array_equal(total(second), total(first))
    law = {k: float(binom.cdf(k - 1, 100, 5 / 7)) for k in range(102)}
    assert distance(second.votes["ann"], law) < distance_allowed()


def test_nobody_votes_for_people_of_no_weight() -> None:
    found = bloc_votes(voters(chances={"ann": "100%"}), NOW, (("bob", "cat"),))["members"]
    assert (found.exhausted == 100).all()
    found = bloc_votes(voters(shares={"ann": "100%", "bob": "0%"}), NOW, (("bob", "cat"),))["members"]
    assert (found.exhausted == 100).all()


def test_shares_as_sure_as_a_sample_follow_a_dirichlet_law() -> None:
    found = votes(voters(size=100_000, shares=PARTS, as_sure_as=50), 1)
    for who, part in (("ann", 0.5), ("bob", 0.3), ("cat", 0.2)):
        law = {k: float(beta.cdf((k - 0.5) / 100_000, 50 * part, 50 * (1 - part))) for k in range(0, 100_001, 1000)}
        assert distance(found.votes[who], law) < distance_allowed()


def test_who_leaves_does_not_change_how_sure_the_others_are() -> None:
    people = voters(size=100_000, shares=PARTS, as_sure_as=50)
    first, second = votes(people, 1).votes, votes(people, 2).votes
    wanted = first["ann"] / (first["ann"] + first["cat"]) * 100_000
    assert np.abs(second["ann"] - wanted).max() < 5


def test_every_visit_and_every_path_has_its_own_draws() -> None:
    people = voters(chances=PARTS)
    once, again = (bloc_votes(people, Occasion(STAGE, visit), FIELDS[:1])["members"] for visit in (1, 2))
    assert not np.array_equal(once.votes["ann"], again.votes["ann"])
    fresh = voters(chances=PARTS)
    straight = votes(fresh, 2)
    assert np.array_equal(straight.votes["ann"], votes(people, 2).votes["ann"])
    assert len(straight.votes["ann"]) == BLOCK


@pytest.mark.parametrize("preferring", [{"shares": PARTS}, {"chances": PARTS}, {"rankings": RANKINGS}])
def test_some_runs_vote_as_they_do_in_the_whole_block_whoever_stands_in_each(preferring: dict[str, Any]) -> None:
    people, rows = voters(**preferring), np.arange(3, BLOCK, 7)
    bob = rows % 2 == 0
    field = {"ann": np.ones(len(rows), bool), "bob": bob, "cat": ~bob}
    found = votes_of_round(people.of(rows), NOW, 1, field, {}, np.zeros(len(rows), bool))["members"]
    for standing, where in ((("ann", "bob"), bob), (("ann", "cat"), ~bob)):
        wanted = bloc_votes(people, NOW, (standing,))["members"]
        for who in standing:
            assert np.array_equal(found.votes[who][where], wanted.votes[who][rows][where])
        assert np.array_equal(found.exhausted[where], wanted.exhausted[rows][where])


def test_how_sure_people_are_is_theirs_in_each_case_of_conduct() -> None:
    """Two cases draw from one stream, each by its own law, whichever is asked for first."""
    cases = [{"votes": {"members": {"shares": PARTS, "as_sure_as": sure}}} for sure in (5, 5000)]
    people = voters(shares=PARTS)
    people.conduct = {STAGE: tuple(BallotConduct.model_validate(case) for case in cases)}
    spread = [
        float(bloc_votes(people, Occasion(STAGE, 1, case), FIELDS[:1])["members"].votes["ann"].std()) for case in (0, 1)
    ]
    assert spread[0] > 10 * spread[1] > 0
