"""Counts of ours beside those of `pref_voting`, a library of other people.

It is imported when it is used: that takes seconds, which collecting the tests should not.
"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import fields, profiles
from strategies.ballots import RUNOFF, Profile, ballot

from rules.counting import one_round, winners

Pool = tuple[Profile, tuple[str, ...]]


@st.composite
def pools(draw: st.DrawFn) -> Pool:
    """Papers that rank everybody, as their profiles do."""
    standing = draw(fields(2))
    return draw(profiles(standing, full=True)), standing


def theirs(method: str, pool: Pool) -> set[str]:
    """The winners by one of their methods."""
    from pref_voting import profiles as their_profiles
    from pref_voting import voting_methods

    profile, standing = pool
    rankings = [[standing.index(who) for who in ranking] for ranking in profile]
    votes = their_profiles.Profile(rankings, list(profile.values()))
    return {standing[number] for number in getattr(voting_methods, method)(votes)}


@settings(max_examples=150)
@given(pools())
def test_instant_runoff_over_every_way_to_break_ties(pool: Pool) -> None:
    ours = winners(ballot(**RUNOFF), {"everybody": pool[0]}, pool[1])
    assert ours == theirs("instant_runoff_put", pool)


@given(pools())
def test_instant_runoff_that_drops_all_who_are_last(pool: Pool) -> None:
    """Their plain version drops everybody level for last at once; if all are level, all win."""
    profile, standing = pool
    while True:
        verdict = one_round(ballot(**RUNOFF), {"everybody": profile}, standing)
        if verdict.kind == "elected" or set(verdict.who) == set(standing):
            break
        standing = tuple(who for who in standing if who not in verdict.who)
    assert set(verdict.who) == theirs("instant_runoff", pool)


@given(pools())
def test_most_votes_win(pool: Pool) -> None:
    verdict = one_round(ballot(excludes="nobody"), {"everybody": pool[0]}, pool[1])
    assert verdict.kind in ("elected", "tied")
    assert set(verdict.who) == theirs("plurality", pool)
