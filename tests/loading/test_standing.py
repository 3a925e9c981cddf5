"""Who may stand where the office may be vacant, or a leader in it: told by `check`, and no others."""

from __future__ import annotations

from typing import Any

import pytest
from engines.contests import Document, contest, decision, names, nominations

from rulesim.errors import InputError
from rulesim.loading.library import RULEBOOKS
from rulesim.loading.rulebook import load_rulebook, variants
from rulesim.loading.standing import remarks

GOES: Document = decision(vacates=["yes"], then={"yes": "noms", "no": "noms"})
STAYS: Document = decision(then={"yes": "noms", "no": "noms"})
CHALLENGERS = {"incumbent": "none", "challenger": {"count": 10}}


def made(first: Document, needs: Document, **more: Any) -> list[str]:
    """The remarks on a contest of a decision and then nominations."""
    stages = {"go": first, "noms": nominations(needs=needs)}
    conduct = {"go": {"given": {"chooses": "yes"}}, "noms": names(ann=10, bob=10)}
    found = contest(stages, conduct, **more)
    opening = found.scenario.opening(found.rules.opens_with)
    return [*remarks(variants(found.book), opening, found.scenario.begins.vacant)]


def test_a_vacancy_in_which_nobody_may_stand_is_a_fault() -> None:
    with pytest.raises(InputError, match="the office may be vacant here, and then nobody may stand"):
        made(GOES, CHALLENGERS)
    made(GOES, {**CHALLENGERS, "anyone": {"count": 10}})
    made(STAYS, CHALLENGERS)


def test_it_is_one_too_where_the_scenario_begins_with_the_vacancy() -> None:
    with pytest.raises(InputError, match="the office is vacant at 'noms'"):
        made(STAYS, CHALLENGERS, begins={"vacant": True})


def test_a_leader_who_leaves_beside_the_stage_before_makes_a_vacancy() -> None:
    """The leader may go while the MPs decide; what takes over leads to nominations for challengers alone."""
    first = decision(options=["now", "later"], default="now", meanwhile={"go": {"yes": "noms"}})
    stages = {
        "first": {**first, "then": {"now": "noms", "later": "noms"}},
        "go": decision(vacates=["yes"]),
        "noms": nominations(needs=CHALLENGERS),
    }
    conduct = {"first": {"given": {"chooses": "now"}}, "go": {"chooses": {"yes": "50%"}}, "noms": names(ann=1, bob=10)}
    with pytest.raises(InputError, match="nobody may stand"):
        contest(stages, conduct)


@pytest.mark.parametrize(
    ("first", "needs", "vacant", "told"),
    [
        (STAYS, {"anyone": {"count": 10}}, False, 1),
        (GOES, {"anyone": {"count": 10}}, False, 1),
        (STAYS, {"anyone": {"count": 10}}, True, 0),
        (GOES, {**CHALLENGERS, "anyone": {"count": 10}}, False, 0),
    ],
)
def test_it_is_noted_where_anyone_is_the_leader_too(first: Document, needs: Document, vacant: bool, told: int) -> None:
    assert len(made(first, needs, begins={"vacant": vacant})) == told


def test_bundled_books_are_in_order_and_noted_where_they_leave_it_so() -> None:
    noted = set()
    for path in RULEBOOKS.glob("*.yaml"):
        book = load_rulebook(str(path))
        if [*remarks(variants(book.document), book.rules.opens_with, vacant=False)]:
            noted.add(path.stem)
    assert "uk-conservative-1975" in noted
    assert not {"uk-labour-2016", "uk-labour-1981", "uk-labour-1922"} & noted
