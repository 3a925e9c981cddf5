"""Real-sized profiles counted by us and by `pref_voting`, a library of other people, over all ways to break ties.

It is imported when it is used: that takes seconds, which collecting the tests should not.
"""

from __future__ import annotations

from typing import Any

import pytest
from ballot_files.generated import electorate, profiles
from hypothesis import given, settings
from strategies.ballots import ballot

from rules.test_papers import RANKED, elected
from rulesim.ballot_files.profile import Profile
from rulesim.rules.papers import PaperBallot, count_papers
from rulesim.rules.scores import Turnout
from rulesim.rules.ways import every_result

PEOPLE = ("c0", "c1", "c2", "c3")
METHODS: dict[str, dict[str, Any]] = {
    "instant_runoff_put": RANKED,
    "plurality_with_runoff_put": RANKED | {"excludes": {"all_but": 2}, "rounds": 2},
    "plurality": {"excludes": "nobody"},
}


def ours(profile: Profile, options: dict[str, Any]) -> set[str]:
    return elected(_papered(profile, options))


def _papered(profile: Profile, options: dict[str, Any]) -> PaperBallot:
    return PaperBallot(ballot(**options), profile.names, {"everybody": [profile.papers]}, Turnout())


def theirs(profile: Profile, method: str) -> set[str]:
    """Their winners, where papers rank everybody one after the other."""
    from pref_voting import profiles as their_profiles
    from pref_voting import voting_methods

    rankings = [[profile.names.index(who) for (who,) in paper] for paper in profile.papers]
    votes = their_profiles.Profile(rankings, list(profile.papers.values()))
    return {profile.names[number] for number in getattr(voting_methods, method)(votes)}


def theirs_with_ties(profile: Profile) -> set[str]:
    """Their winners by the runoff that divides papers among level names."""
    from pref_voting.iterative_methods import split_irv_put
    from pref_voting.profiles_with_ties import ProfileWithTies

    numbers = range(len(profile.names))
    rankings = [
        {profile.names.index(who): rank for rank, group in enumerate(paper, 1) for who in group}
        for paper in profile.papers
    ]
    votes = ProfileWithTies(rankings, list(profile.papers.values()), candidates=list(numbers))
    return {profile.names[number] for number in split_irv_put(votes)}


@pytest.mark.parametrize("method", METHODS)
def test_a_hundred_electorates_of_250_voters_and_six_candidates(method: str) -> None:
    for seed in range(100):
        profile = electorate(seed, 250, 6)
        assert ours(profile, METHODS[method]) == theirs(profile, method), f"seed {seed}"


def test_ties_are_no_corner_case() -> None:
    """They come up in one profile of three, and the winner hangs on them in one of seven (4,000 profiles counted)."""
    tied = hanging = 0
    for seed in range(200):
        ways = _papered(electorate(seed, 250, 6), RANKED)
        tied += any(done.first.kind == "tied" for done in count_papers(ways, lambda _: 0.5).rounds)
        hanging += len(every_result(ways).results) > 1
    assert 40 <= tied <= 90
    assert 15 <= hanging <= 45


@settings(max_examples=60, deadline=None)
@given(profiles(PEOPLE, ties=False, full=True))
def test_small_profiles_full_of_ties(profile: Profile) -> None:
    for method, options in METHODS.items():
        assert ours(profile, options) == theirs(profile, method), method


@settings(max_examples=60, deadline=None)
@given(profiles(PEOPLE, least=1))
def test_papers_with_level_names(profile: Profile) -> None:
    assert ours(profile, RANKED) == theirs_with_ties(profile)


def test_one_seed_elects_one_of_all_the_winners() -> None:
    for seed in range(60):
        ways = _papered(electorate(seed, 24, 5), RANKED | {"ties": ["lot"]})
        every = {result.who for result in every_result(ways).results}
        won = {count_papers(ways, lambda _, u=lot: u / 12).result for lot in range(12)}
        assert {result.who for result in won} <= every
