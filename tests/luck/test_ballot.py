"""How people vote in a ballot, round by round."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.stats import beta, binom

from luck.crowd import NOW, STAGE, crowd, distance, distance_allowed, plausible
from rulesim.luck.ballot import BlocVotes, bloc_votes, by_unit, votes_of_round, withdraws
from rulesim.luck.draws import BLOCK, Ints
from rulesim.luck.people import Field, Occasion, People, everywhere
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


def units_of(people: People, occasion: Occasion, field: Field, bloc: str, units: int) -> Ints:
    """The votes of all units by candidate, unit and run, though they are drawn some at a time."""
    return np.concatenate(list(by_unit(people, occasion, field, bloc, units)), axis=1)


@pytest.mark.parametrize("units", [1, 7, 20, 75])
def test_units_have_as_many_voters_as_one_another_and_vote_alike(units: int) -> None:
    """As samples of so many voters: each unit's part is a Dirichlet draw with the parts of the whole."""
    people = voters(size=20_000, shares=PARTS, turnout="50%", alike=40)
    found = units_of(people, NOW, everywhere(FIELDS[0], BLOCK), "members", units)
    assert found.shape == (3, units, BLOCK)
    papers = found.sum(axis=0)
    assert (papers.sum(axis=0) == 10_000).all()
    sizes = [10_000 // units + (place < 10_000 % units) for place in range(units)]
    assert (papers == np.array(sizes)[:, None]).all()
    for row, part in enumerate((0.5, 0.3, 0.2)):
        law = {k: float(beta.cdf((k - 0.5) / sizes[0], 40 * part, 40 * (1 - part))) for k in range(0, sizes[0], 100)}
        assert distance(found[row, 0], law) < distance_allowed()


def test_units_keep_their_weights_when_somebody_leaves_and_draw_apart() -> None:
    people = voters(size=20_000, shares=PARTS, alike=40)
    three, two = (units_of(people, NOW, everywhere(field, BLOCK), "members", 2) for field in FIELDS[:2])
    wanted = three[0] / (three[0] + three[2]) * 10_000
    assert np.abs(two[0] - wanted).max() < 3
    assert abs(np.corrcoef(three[0, 0], three[0, 1])[0, 1]) < 4.5 / BLOCK**0.5


def test_papers_in_units_that_rank_nobody_who_stands_are_exhausted() -> None:
    people = voters(size=1000, rankings={"ann > bob": "50%", "cat": "50%"}, alike=10)
    found = units_of(people, NOW, everywhere(("bob", "dan"), BLOCK), "members", 2)
    assert (found[1] == 0).all()
    assert 0 < found[0].mean() < 500
    assert abs(float(found[0].mean()) - 250) < 5
    sure = units_of(voters(shares={"ann": "100%"}), NOW, everywhere(("ann",), BLOCK), "members", 3)
    assert sure[0].T[0].tolist() == [34, 33, 33]


def test_candidates_withdraw_with_their_chances_before_and_after_each_round() -> None:
    conduct = {"votes": {"members": {"shares": PARTS}}, "withdraws": {"bob": "30%"}, "withdraws_before": {"cat": "60%"}}
    people = crowd("ballot", conduct, {"members": 10})
    assert plausible(int(withdraws(people, NOW, "bob", 1).sum()), BLOCK, 0.3)
    assert plausible(int(withdraws(people, NOW, "cat", 0).sum()), BLOCK, 0.6)
    for who, number in (("bob", 0), ("cat", 1), ("ann", 0), ("ann", 1)):
        assert not withdraws(people, NOW, who, number).any()
    first, second = (withdraws(people, NOW, "bob", number) for number in (1, 2))
    assert (first != second).any()
    assert np.array_equal(first, withdraws(people, NOW, "bob", 1))


def test_a_round_held_again_with_the_same_field_divides_anew() -> None:
    people = voters(chances=PARTS)
    again = bloc_votes(people, NOW, (FIELDS[0], FIELDS[0]))["members"]
    first = votes(people, 1)
    assert (total(again) == 100).all()
    assert abs(np.corrcoef(first.votes["ann"], again.votes["ann"])[0, 1]) < 4.5 / BLOCK**0.5


def test_turnout_is_to_the_nearest_voter_also_where_it_is_unknown() -> None:
    preferring = {"turnout": "mood", "shares": {"ann": "100%"}}
    people = crowd("ballot", {"votes": {"members": preferring}}, {"members": 3}, {"mood": {"from": "0%", "to": "100%"}})
    found = bloc_votes(people, NOW, (("ann",),))["members"].votes["ann"]
    law = {0: 0, 1: 1 / 6, 2: 1 / 2, 3: 5 / 6, 4: 1}
    assert distance(found, law) < distance_allowed()


def test_units_are_as_alike_as_said_however_sure_the_whole_is() -> None:
    """Of parts p drawn as by one voter, p(1 - p) is an eighth on average; samples of 100 differ by that over 101."""
    people = voters(size=2_000_000, shares={"ann": "1/2", "bob": "1/2"}, as_sure_as=1, alike=100)
    found = units_of(people, NOW, everywhere(("ann", "bob"), BLOCK), "members", 2)[0] / 1_000_000
    spread = float(((found[0] - found[1]) ** 2).mean() / 2)
    assert spread == pytest.approx(1 / 8 / 101, rel=0.15)


def test_by_chance_only_those_stay_whose_candidate_stands_in_a_run_that_goes_on() -> None:
    """Bob is left in every other run only, and every fourth run holds the round again."""
    people, rows = voters(chances=PARTS), np.arange(BLOCK)
    bob, goes_on = rows % 2 == 0, rows % 4 < 2
    before = bloc_votes(people, NOW, FIELDS[:1])
    field = {"ann": np.ones(BLOCK, bool), "bob": bob, "cat": np.ones(BLOCK, bool)}
    found = votes_of_round(people, NOW, 2, field, before, goes_on)["members"]
    assert (total(found) == 100).all()
    assert (found.votes["bob"][~bob] == 0).all()
    first = before["members"].votes
    for who in ("ann", "cat"):
        assert (found.votes[who] >= first[who])[goes_on].all()
        assert np.array_equal(found.votes[who][goes_on & bob], first[who][goes_on & bob])
    again = ~goes_on & bob
    assert abs(np.corrcoef(found.votes["ann"][again], first["ann"][again])[0, 1]) < 0.15
    law = {k: float(binom.cdf(k - 1, 100, 5 / 7)) for k in range(102)}
    assert distance(found.votes["ann"][~bob], law) < distance_allowed(BLOCK // 2)
