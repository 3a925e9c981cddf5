"""All that a count can come to, over every way to break its ties: sets worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from strategies.ballots import RUNOFF, ballot

from rulesim.rules.papers import PaperBallot
from rulesim.rules.scores import Turnout
from rulesim.rules.ways import Ways, every_result

PEOPLE = ("ann", "bob", "cat", "dan")
RANKED: dict[str, Any] = {**RUNOFF, "paper": "ranked", "votes": "transfer", "ties": ["lot"]}
Found = list[tuple[str, tuple[str, ...]]]


def ways(
    stack: Mapping[str, int], *, most: int = 20_000, reopen: str = "", people: str = "abcd", **options: Any
) -> Ways:
    """Papers by initials, `abc` for one that names ann, bob and cat; all of `people` stand."""
    name = {who[0]: who for who in PEOPLE}
    papers = {tuple((name[letter],) for letter in ranking): many for ranking, many in stack.items()}
    more = {"reopen_nominations": True} if reopen else {}
    rules = ballot(**{**RANKED, **more, **options})
    standing = tuple(name[letter] for letter in people)
    return every_result(
        PaperBallot(rules, standing, {"everybody": [papers]}, Turnout(), frozenset([reopen] if reopen else [])), most
    )


def found(stack: Mapping[str, int], **options: Any) -> Found:
    """The results, which are all that there are."""
    every = ways(stack, **options)
    assert every.complete
    assert all(result.why is None for result in every.results)
    return [(result.kind, result.who) for result in every.results]


def elected(*who: str) -> Found:
    return [("elected", (one,)) for one in who]


def test_a_tie_for_the_last_place_is_followed_whoever_leaves() -> None:
    """Of two that are level one leaves: without bob his papers make cat the winner, without cat ann wins."""
    stack = {"a": 4, "bc": 3, "ca": 3}
    assert found(stack, people="abc") == elected("ann", "cat")
    assert found(stack, people="abc", ties=["both out"]) == elected("ann", "cat")
    assert found(stack, people="abc", ties=["nobody leaves"]) == [
        ("elected", ("ann",)),
        ("no result", ("ann", "bob", "cat")),
        ("elected", ("cat",)),
    ]


def test_a_tie_for_the_first_place_is_won_by_each() -> None:
    assert found({"a": 2, "b": 2}, people="ab") == elected("ann", "bob")
    assert found({"b": 2, "a": 2}, people="ba") == elected("bob", "ann")


def test_where_the_choice_to_reopen_is_level_it_may_win() -> None:
    level = found({"a": 2, "d": 2}, people="ad", reopen="dan", sole_candidate="ballot")
    assert level == [("elected", ("ann",)), ("reopened", ("dan",))]
    assert found({"a": 3, "b": 3, "d": 7}, people="abd", reopen="dan") == [("reopened", ("dan",))]
    split = found({"ad": 3, "bd": 3, "d": 3}, people="abd", reopen="dan")
    assert split == [("reopened", ("dan",))]


@pytest.mark.parametrize(
    ("rounds", "results"),
    [
        (1, [("no result", ("ann", "bob", "cat")), ("no result", ("ann", "bob", "dan"))]),
        (2, [("no result", ("ann", "bob"))]),
        (3, [("no result", ("ann",))]),
        (4, elected("ann")),
        ("until nobody leaves", elected("ann")),
        (None, elected("ann")),
    ],
)
def test_at_the_limit_of_rounds_it_matters_who_of_those_without_a_paper_left_first(rounds: Any, results: Found) -> None:
    """Cat and dan have no paper at all: whoever leaves first, both do, if there are rounds enough."""
    strict = {"wins": {"majority": {"share": "3/4"}}}
    assert found({"a": 2, "b": 1}, rounds=rounds, **strict) == results


def test_a_round_short_of_enough_every_order_is_followed() -> None:
    """Where the last round leaves some of those without a paper, any of them may be left."""
    strict = {"wins": {"majority": {"share": "100%"}}, "last_standing": "needs the majority"}
    assert found({"a": 2, "b": 1}, rounds=2, **strict) == [("no result", ("ann", "bob"))]
    assert found({"a": 2}, rounds=1, **strict) == [
        ("no result", ("ann", "bob", "cat")),
        ("no result", ("ann", "bob", "dan")),
        ("no result", ("ann", "cat", "dan")),
    ]


@pytest.mark.parametrize("keeps", [2, 3])
def test_a_short_list_may_be_any_of_those_that_lots_leave(keeps: int) -> None:
    lists = {
        2: [("ann", "bob"), ("ann", "cat"), ("ann", "dan")],
        3: [("ann", "bob", "cat"), ("ann", "bob", "dan"), ("ann", "cat", "dan")],
    }
    assert found({"a": 2}, keeps=keeps) == [("shortlisted", who) for who in lists[keeps]]
    assert found({"a": 2, "b": 1, "c": 1, "d": 1}, keeps=keeps) == [("shortlisted", who) for who in lists[keeps]]


def test_who_leaves_in_a_bunch_is_drawn_as_a_bunch() -> None:
    """All but two leave: of three that are level for one place, any two."""
    cut = {"excludes": {"all_but": 2}, "rounds": 1}
    assert found({"a": 3, "b": 1, "c": 1, "d": 1}, **cut, wins={"majority": {"share": "3/4"}}) == [
        ("no result", ("ann", "bob")),
        ("no result", ("ann", "cat")),
        ("no result", ("ann", "dan")),
    ]
    nobody = found({"a": 3}, **cut, wins={"majority": {"share": "100%"}})
    assert nobody == [("no result", ("ann", "bob")), ("no result", ("ann", "cat")), ("no result", ("ann", "dan"))]


def test_on_a_paper_with_one_name_who_is_left_matters_though_nobody_named_them() -> None:
    """Level names spoil such a paper while both stand, and it counts once one of them has left."""
    shared = {(("ann",),): 1, (("bob",),): 1, (("cat", "dan"),): 3}
    rules = ballot(**{**RANKED, "paper": "single", "votes": "fresh"})
    every = every_result(PaperBallot(rules, PEOPLE, {"everybody": [shared]}, Turnout()))
    assert [(one.kind, one.who) for one in every.results] == elected("cat", "dan")


def test_without_any_paper_everything_is_possible() -> None:
    assert found({"": 3}, people="abc") == elected("ann", "bob", "cat")
    assert found({}, people="abc") == elected("ann", "bob", "cat")


def test_ties_that_are_not_broken_by_choice_are_followed_too() -> None:
    """With all level out in one go, nobody is left where everybody is level."""
    assert found({"a": 1, "b": 1, "c": 1}, people="abc", ties=["both out"]) == [
        ("no result", ()),
        *elected("ann", "bob", "cat"),
    ]


def test_of_an_advisory_ballot_there_is_one_result() -> None:
    assert found({"a": 1, "b": 1}, people="ab", binding=False) == [("held", ("ann", "bob"))]


def test_without_candidates_or_with_one_there_is_nothing_to_search() -> None:
    assert found({"a": 1}, people="a") == elected("ann")
    assert found({"a": 1}, people="") == [("no result", ())]


@pytest.mark.parametrize(("most", "complete"), [(6, False), (7, True), (8, True)])
def test_a_search_is_complete_up_to_the_number_of_states_allowed(most: int, complete: bool) -> None:
    """Seven: the start, three fields of two, and three winners, since each of the three beats one of the others."""
    every = ways({"abc": 1, "bca": 1, "cab": 1}, people="abc", most=most)
    assert every.complete == complete
