"""Papers counted round by round, against a count of one paper at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest
from ballot_files.generated import profiles
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import ranked_papers as oracle
from strategies.ballots import RUNOFF, ballot

from rulesim.ballot_files.profile import Profile
from rulesim.rules.conversion import highest_averages
from rulesim.rules.count import Result
from rulesim.rules.papers import Counted, PaperBallot, count_papers
from rulesim.rules.piles import sort_papers
from rulesim.rules.scores import Turnout
from rulesim.rules.ways import every_result

PEOPLE = ("ann", "bob", "cat", "dan")
RANKED: dict[str, Any] = {**RUNOFF, "paper": "ranked", "votes": "transfer"}
COLLEGE = {"mps": Fraction(1, 2), "members": Fraction(3, 10), "unions": Fraction(1, 5)}
SECTIONS = {name: {"by": [name], "weight": str(weight)} for name, weight in COLLEGE.items()}
PAPER = st.sampled_from(["ranked", "single"])


def papered(
    papers: Mapping[Any, int] | Sequence[Mapping[Any, int]], *, reopen: str = "", **options: Any
) -> PaperBallot:
    """A ballot of one pool; its papers as one stack, or one for each unit."""
    stacks = [papers] if isinstance(papers, Mapping) else papers
    return PaperBallot(
        ballot(**options), PEOPLE, {"everybody": stacks}, Turnout(), frozenset([reopen] if reopen else [])
    )


def counted(papers: Mapping[Any, int], lot: float = 0.0, **options: Any) -> Counted:
    return count_papers(papered(papers, **options), lambda _: lot)


def elected(ways: PaperBallot) -> set[str]:
    """Everybody who is elected in some way of breaking the ties."""
    found = every_result(ways)
    assert found.complete
    return {who for result in found.results if result.kind == "elected" for who in result.who}


def strict(**papers: int) -> dict[Any, int]:
    """Papers by initials: `abc=3` are three for ann, then bob, then cat."""
    name = {who[0]: who for who in PEOPLE}
    return {tuple((name[letter],) for letter in ranking): many for ranking, many in papers.items()}


@given(profiles(PEOPLE), st.permutations(PEOPLE), st.integers(1, 4))
def test_papers_lie_where_one_by_one_they_would(profile: Profile, order: list[str], many: int) -> None:
    standing = tuple(order[:many])
    found = sort_papers(profile.papers, standing, single=False)
    assert found.votes == oracle.votes(profile.papers, standing)
    assert tuple(found.votes) == standing


@given(profiles(PEOPLE), PAPER, st.integers(1, 4))
def test_every_paper_is_somewhere(profile: Profile, paper: str, many: int) -> None:
    found = sort_papers(profile.papers, PEOPLE[:many], single=paper == "single")
    assert sum(found.votes.values()) + found.spoilt + found.exhausted == profile.size
    assert found.spoilt >= profile.papers.get((), 0)


def test_level_names_share_a_paper_or_spoil_it() -> None:
    papers = {(("ann", "bob", "cat"),): 2, (("dan",), ("ann",)): 1, (): 4}
    shared = sort_papers(papers, ("ann", "bob", "cat"), single=False)
    assert shared.votes == {"ann": Fraction(5, 3), "bob": Fraction(2, 3), "cat": Fraction(2, 3)}
    assert (shared.spoilt, shared.exhausted) == (4, 0)
    marked = sort_papers(papers, ("ann", "bob", "cat"), single=True)
    assert (marked.votes["ann"], marked.spoilt) == (1, 6)
    assert sort_papers(papers, ("ann", "dan"), single=True).votes == {"ann": 2, "dan": 1}
    assert sort_papers(papers, ("dan",), single=True).exhausted == 2


@settings(max_examples=150)
@given(profiles(PEOPLE, least=1))
def test_instant_runoff_over_every_way_to_break_ties(profile: Profile) -> None:
    wanted = oracle.instant_runoff({"all": profile.papers}, {"all": Fraction(1)}, frozenset(PEOPLE))
    assert elected(papered(profile.papers, **RANKED)) == wanted


@settings(max_examples=100)
@given(st.fixed_dictionaries({name: profiles(PEOPLE, least=1, most=3) for name in COLLEGE}))
def test_a_college_over_every_way_to_break_ties(sections: dict[str, Profile]) -> None:
    papers = {name: profile.papers for name, profile in sections.items()}
    ways = PaperBallot(
        ballot(sections=SECTIONS, **RANKED), PEOPLE, {name: [stack] for name, stack in papers.items()}, Turnout()
    )
    assert elected(ways) == oracle.instant_runoff(papers, COLLEGE, frozenset(PEOPLE))


@given(profiles(PEOPLE, least=1))
def test_a_runoff_of_the_first_two_over_every_way_to_break_ties(profile: Profile) -> None:
    ways = papered(profile.papers, **RANKED | {"excludes": {"all_but": 2}, "rounds": 2})
    assert elected(ways) == oracle.two_rounds(profile.papers, PEOPLE)


@given(profiles(PEOPLE, ties=False, least=1), st.integers(0, 6))
def test_an_exhaustive_ballot_with_a_floor(profile: Profile, floor: int) -> None:
    ways = papered(profile.papers, **RUNOFF, excludes={"below": {"count": floor}})
    assert elected(ways) == oracle.exhaustive(profile.papers, frozenset(PEOPLE), floor)


@given(profiles(PEOPLE, ties=False))
def test_without_level_names_it_is_the_same_whether_papers_move_on_or_all_vote_again(profile: Profile) -> None:
    fresh = papered(profile.papers, **RUNOFF, paper="single", votes="fresh")
    assert every_result(fresh) == every_result(papered(profile.papers, **RANKED))


TIES = st.lists(
    st.sampled_from(["earlier rounds", "revote", "lot", "both out", "nobody leaves"]), max_size=4, unique=True
)
OPTIONS = st.fixed_dictionaries(
    {"ties": TIES, "paper": PAPER},
    optional={
        "wins": st.sampled_from([{}, RUNOFF["wins"], {"lead": {"share": "15%"}}]),
        "excludes": st.sampled_from(["lowest", "nobody", {"all_but": 2}, {"below": {"share": "20%"}}]),
        "keeps": st.integers(1, 3),
        "rounds": st.integers(1, 4) | st.just("until nobody leaves"),
        "sole_candidate": st.sampled_from(["elected", "ballot"]),
        "binding": st.sampled_from([True, True, False]),
    },
)


@settings(max_examples=300)
@given(profiles(PEOPLE), OPTIONS, st.floats(0, 1, exclude_max=True), st.booleans())
def test_what_a_count_comes_to_is_one_of_all_it_can_come_to(
    profile: Profile, options: dict[str, Any], lot: float, reopens: bool
) -> None:
    reopen = {"reopen": "dan", "reopen_nominations": True} if reopens else {}
    ways = papered(profile.papers, **options, **reopen)
    told = count_papers(ways, lambda _: lot)
    every = {(result.kind, frozenset(result.who)) for result in every_result(ways).results}
    if told.result.kind != "tied":
        assert (told.result.kind, frozenset(told.result.who)) in every
    assert all(result.kind != "tied" for result in every_result(ways).results)
    for done in told.rounds:
        assert sum(done.poll.votes["everybody"].values()) + done.poll.turnout.spoilt + done.poll.turnout.exhausted == (
            profile.size
        )


@given(profiles(PEOPLE, least=1), st.permutations(PEOPLE))
def test_the_order_of_people_and_papers_never_matters(profile: Profile, order: list[str]) -> None:
    backwards = dict(reversed(profile.papers.items()))
    other = PaperBallot(ballot(**RANKED), tuple(order), {"everybody": [backwards]}, Turnout())
    assert elected(other) == elected(papered(profile.papers, **RANKED))


def test_ties_by_each_rule() -> None:
    papers = strict(ab=4, ba=1, bc=2, ca=2, cb=1, d=3)  # a 4, b 3, c 3, d 3
    assert counted(papers, ties=[], **RANKED).result == Result("tied", ("bob", "cat", "dan"), "unbroken tie")
    first = counted(papers, 0.99, ties=["lot"], **RANKED).rounds[0]
    assert (first.verdict.who, first.steps[0].lot) == (("dan",), 0.99)
    both_out = counted(papers, ties=["both out"], **RANKED)
    assert both_out.result == Result("elected", ("ann",), "only one left")
    nobody = counted(papers, ties=["nobody leaves"], **RANKED)
    assert nobody.result == Result("no result", ("ann", "bob", "cat", "dan"), "nobody leaves")
    again = counted(papers, ties=["revote", "lot"], **RANKED)
    assert [step.rule for done in again.rounds[:2] for step in done.steps] == ["revote", "lot"]
    assert again.rounds[0].scores == again.rounds[1].scores


def test_earlier_rounds_break_a_tie_and_the_latest_comes_first() -> None:
    papers = strict(a=5, b=3, c=4, db=1, dc=0) | strict(d=0)
    papers = {paper: many for paper, many in papers.items() if many}
    told = counted(papers, ties=["earlier rounds"], **RANKED)  # a 5, c 4, b 3, d 1; then b and c have 4 each
    assert told.rounds[1].verdict.who == ("bob",)
    assert told.result == Result("elected", ("ann",), "passes")


def test_in_the_last_round_it_ends_and_in_an_advisory_ballot_after_the_first() -> None:
    papers = strict(a=2, b=2, c=2, d=1)
    assert counted(papers, rounds=1, **RANKED).result == Result("no result", ("ann", "bob", "cat"), "last round")
    assert counted(papers, binding=False, **RANKED).result == Result("held", PEOPLE, "advisory")
    assert counted(papers, keeps=3, **RANKED).result == Result("shortlisted", ("ann", "bob", "cat"), "few enough")


def test_the_choice_to_reopen_is_never_excluded_and_may_win() -> None:
    papers = strict(ad=2, bd=3, cd=4, d=1)
    told = counted(papers, reopen="dan", reopen_nominations=True, **RANKED)
    assert told.result.kind == "reopened"


def test_no_papers_at_all_leave_everything_to_the_lot() -> None:
    assert elected(papered({(): 3}, **RANKED)) == set(PEOPLE)


def test_who_has_no_paper_leaves_in_any_order_without_a_search() -> None:
    many = tuple(f"p{number}" for number in range(60))
    stack = {(("p0",),): 5, (("p1",),): 5, (("p2",),): 4}
    wins = {"majority": {"share": "2/3"}}
    ways = PaperBallot(ballot(wins=wins, paper="ranked", rounds=90), many, {"everybody": [stack]}, Turnout())
    assert every_result(ways, most=100).complete
    assert elected(ways) == {"p0", "p1"}


def test_a_search_without_end_is_broken_off() -> None:
    many = tuple(f"p{number}" for number in range(30))
    stack = {((who,),): 1 for who in many}
    ways = PaperBallot(ballot(**RANKED), many, {"everybody": [stack]}, Turnout())
    assert not every_result(ways, most=500).complete


UNITS = st.lists(profiles(PEOPLE, least=1), min_size=1, max_size=3)


@given(UNITS, st.integers(0, 3), st.integers(1, 100))
def test_units_that_are_worth_points(units: list[Profile], decimals: int, worth: int) -> None:
    stacks = [unit.papers for unit in units]
    becomes = {"units": 3, "points": worth, "decimals": decimals}
    points = ballot(sections={"everybody": {"by": ["members"], "becomes": becomes}}, paper="ranked")
    found = PaperBallot(points, PEOPLE, {"everybody": stacks}, Turnout()).poll(PEOPLE).tally["everybody"]
    assert found == oracle.unit_points(stacks, PEOPLE, worth, decimals)


@given(UNITS)
def test_units_with_one_vote_each(units: list[Profile]) -> None:
    stacks = [unit.papers for unit in units]
    becomes = {"units": 3, "one_vote_each": True}
    one = ballot(sections={"everybody": {"by": ["members"], "becomes": becomes}}, paper="ranked")
    found = PaperBallot(one, PEOPLE, {"everybody": stacks}, Turnout()).poll(PEOPLE).tally["everybody"]
    assert found == oracle.unit_votes(stacks, PEOPLE)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=5), st.integers(1, 25))
def test_seats_by_sorting_quotients(votes: list[int], seats: int) -> None:
    have = {f"c{number}": Fraction(many) for number, many in enumerate(votes)}
    assert highest_averages(have, seats) == oracle.seats(have, seats)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6).filter(any), st.integers(1, 60))
def test_seats_by_another_library_where_no_averages_are_level(votes: list[int], seats: int) -> None:
    from apportionment import methods

    try:
        wanted = methods.compute("dhondt", votes, seats, fractions=True, tiesallowed=False)
    except methods.TiesException:
        return
    have = {str(number): Fraction(many) for number, many in enumerate(votes)}
    assert list(highest_averages(have, seats).values()) == wanted


def test_a_thousand_million_million_seats_are_not_given_one_by_one() -> None:
    """Two thirds of them, cut, and one third, cut: the last seat goes to the higher average, 2 / 666666666666667."""
    have, seats = {"ann": Fraction(2), "bob": Fraction(1)}, 10**15
    assert highest_averages(have, seats) == {"ann": 666_666_666_666_667, "bob": 333_333_333_333_333}
    level = {"ann": Fraction(1), "bob": Fraction(1), "cat": Fraction(1)}
    assert highest_averages(level, 3 * 10**14 + 1) == {"ann": 10**14 + 1, "bob": 10**14, "cat": 10**14}
    assert highest_averages({"ann": Fraction(0)}, seats) == {"ann": 0}


@pytest.mark.parametrize("seats", [1, 2, 7])
def test_a_section_of_seats_counts_its_seats(seats: int) -> None:
    section = {"everybody": {"by": ["members"], "becomes": {"seats": seats}}}
    found = counted(strict(a=40, b=30, c=20, d=10), sections=section, excludes="nobody")
    assert sum(found.rounds[0].scores.values()) == seats


def college(sections: Mapping[str, Sequence[Mapping[Any, int]]], turnout: Turnout, **options: Any) -> Counted:
    """A college of which each section weighs a half; its papers by section and unit."""
    becomes = options.pop("becomes", {})
    halves = {name: {"by": [name], "weight": "1/2", **becomes.get(name, {})} for name in sections}
    rules = ballot(**{**RANKED, "sections": halves, **options})
    return count_papers(PaperBallot(rules, PEOPLE[:3], sections, turnout, sizes={"seats": 3}), lambda _: 0.0)


def test_papers_of_a_college_weigh_by_their_section_and_move_within_it() -> None:
    """Of six MPs and ten members: ann has 3 and 1, bob 1 and 6, cat 2 and 3; ann's papers all go to bob."""
    papers = {"mps": [strict(ab=3, ba=1, cb=2)], "members": [strict(ab=1, ba=6, ca=2, c=1)]}
    first, second = college(papers, Turnout()).rounds
    assert first.scores == {"ann": Fraction(18, 60), "bob": Fraction(23, 60), "cat": Fraction(19, 60)}
    assert (first.verdict.kind, first.verdict.who) == ("excluded", ("ann",))
    assert second.scores == {"bob": Fraction(41, 60), "cat": Fraction(19, 60)}
    assert (second.verdict.kind, second.verdict.who) == ("elected", ("bob",))
    assert first.poll.votes["members"] == {"ann": 1, "bob": 6, "cat": 3}
    assert second.poll.votes["mps"] == {"bob": 4, "cat": 2}


def test_spoilt_and_exhausted_papers_of_every_section_and_unit_add_up_with_those_in_no_stack() -> None:
    points = {"members": {"becomes": {"units": 2, "points": 100, "decimals": 0}}}
    papers = {
        "mps": [{**strict(a=2, b=1, c=3), (): 4}],
        "members": [{**strict(a=5, cb=4), (): 1}, {**strict(b=7, c=8), (): 2}],
    }
    first, second = college(papers, Turnout(10, 20, 300), becomes=points).rounds
    assert first.poll.turnout == Turnout(17, 20, 300)
    assert first.poll.tally["members"] == {"ann": 55, "bob": 46, "cat": 97}
    assert first.verdict.who == ("bob",)
    assert second.poll.turnout == Turnout(17, 28, 300)


def test_on_a_single_paper_of_a_college_level_names_spoil_it() -> None:
    level = {(("ann", "bob"),): 3, (("cat",),): 1, (("bob",),): 2}
    first = college({"mps": [level], "members": [strict(a=1)]}, Turnout(), paper="single", votes="fresh").rounds[0]
    assert first.poll.votes["mps"] == {"ann": 0, "bob": 2, "cat": 1}
    assert first.poll.turnout.spoilt == 3
    shared = college({"mps": [level], "members": [strict(a=1)]}, Turnout()).rounds[0]
    assert shared.poll.votes["mps"] == {"ann": Fraction(3, 2), "bob": Fraction(7, 2), "cat": 1}


def test_a_section_of_a_college_has_as_many_seats_as_a_body_has_people() -> None:
    seats = {"mps": {"becomes": {"seats": {"as_many_as": "seats"}}}}
    first = college({"mps": [strict(a=50, b=30, c=20)], "members": [strict(c=1)]}, Turnout(), becomes=seats).rounds[0]
    assert first.poll.tally["mps"] == {"ann": 2, "bob": 1, "cat": 0}
    assert first.scores == {"ann": Fraction(1, 3), "bob": Fraction(1, 6), "cat": Fraction(1, 2)}


def test_the_lot_of_each_round_is_asked_for_by_its_number() -> None:
    asked: list[int] = []

    def lot(number: int) -> float:
        asked.append(number)
        return 0.0

    all_of_them = {**RANKED, "wins": {"majority": {"share": "100%"}}}
    told = count_papers(papered(strict(a=5, b=2, c=2, d=2), ties=["lot"], **all_of_them), lot)
    assert asked == [1, 2]
    assert [done.verdict.who for done in told.rounds[:3]] == [("bob",), ("cat",), ("dan",)]
    assert told.result == Result("elected", ("ann",), "only one left")
