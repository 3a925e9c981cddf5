"""Whole counts from ranked papers: the rules and a count paper by paper elect the same."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import papers as oracle
from strategies import fields, profiles
from strategies.ballots import RUNOFF, WEIGHTS, Profile, ballot

from rules.counting import Sections, count, one_round, tally_of, winners
from rulesim.model.ballot import Ballot


@st.composite
def pools(draw: st.DrawFn) -> tuple[Profile, tuple[str, ...]]:
    standing = draw(fields(2))
    return draw(profiles(standing)), standing


@st.composite
def colleges(draw: st.DrawFn) -> tuple[Ballot, Sections, tuple[str, ...]]:
    """Two or three sections with their own papers."""
    standing = draw(fields(2))
    weights = draw(st.sampled_from([weights for weights in WEIGHTS if len(weights) > 1]))
    named = {f"section-{i}": weight for i, weight in enumerate(weights)}
    sections = {name: {"by": ["members"], "weight": weight} for name, weight in named.items()}
    papers = {name: draw(profiles(standing, kinds=3)) for name in named}
    return ballot(sections=sections, **RUNOFF), papers, standing


@given(pools())
def test_a_pool_elects_whom_a_count_of_papers_elects(pool: tuple[Profile, tuple[str, ...]]) -> None:
    profile, standing = pool
    sections = {"everybody": profile}
    wanted = oracle.winners(sections, {"everybody": Fraction(1)}, frozenset(standing))
    assert winners(ballot(**RUNOFF), sections, standing) == wanted


@settings(max_examples=60)
@given(colleges())
def test_an_electoral_college_elects_whom_a_count_of_papers_elects(
    college: tuple[Ballot, Sections, tuple[str, ...]],
) -> None:
    counted, sections, standing = college
    weights = {name: section.weight for name, section in counted.sections.items()}
    assert winners(counted, sections, standing) == oracle.winners(sections, weights, frozenset(standing))


@given(pools())
def test_no_paper_is_lost_in_any_round(pool: tuple[Profile, tuple[str, ...]]) -> None:
    profile, standing = pool
    told = count(ballot(**RUNOFF), {"everybody": profile}, standing, lambda tied: tied[:1])
    for field, points in zip(told.fields, told.points, strict=True):
        counted = sum(points.values())
        silent = sum(many for ranking, many in profile.items() if not set(ranking) & set(field))
        assert counted + silent == sum(profile.values())
        assert set(points) == set(field)
    assert told.elected in standing


@given(pools())
def test_the_order_of_papers_never_matters(pool: tuple[Profile, tuple[str, ...]]) -> None:
    profile, standing = pool
    backwards = dict(reversed(profile.items()))
    single = dict.fromkeys(profile, 1)
    rest = {ranking: many - 1 for ranking, many in profile.items()}
    assert winners(ballot(**RUNOFF), {"everybody": backwards}, standing) == winners(
        ballot(**RUNOFF), {"everybody": profile}, standing
    )
    tally = tally_of({"everybody": profile}, standing)["everybody"]
    parts = [tally_of({"everybody": part}, standing)["everybody"] for part in (single, rest)]
    assert tally == {who: parts[0][who] + parts[1][who] for who in standing}


@given(pools())
def test_whoever_has_more_than_half_of_first_choices_wins_at_once(pool: tuple[Profile, tuple[str, ...]]) -> None:
    profile, standing = pool
    first = tally_of({"everybody": profile}, standing)["everybody"]
    winner = [who for who, many in first.items() if 2 * many > sum(first.values())]
    verdict = one_round(ballot(**RUNOFF), {"everybody": profile}, standing)
    assert (verdict.kind == "elected") == bool(winner)
    assert not winner or verdict.who == (winner[0],)
