"""Papers of an earlier ballot counted again, for those who still stand."""

from __future__ import annotations

from typing import Any

import pytest

from engines.contests import Document, ballot, contest, play_settled, said
from rulesim.engines.event.state import Run
from rulesim.errors import InputError
from rulesim.loading.scenario import settle

UNITS = {"becomes": {"units": 9, "one_vote_each": True}}
SURE = {"shares": {"ann": "2/5", "bob": "2/5", "cat": "1/5"}, "as_sure_as": 5, "alike": 4}
CHANCES = {"chances": {"ann": "2/5", "bob": "2/5", "cat": "1/5"}}
BEGINS = {"candidates": ["ann", "bob", "cat"]}


def stages(first: Document, again: Document, **section: Any) -> Document:
    """A ballot that elects nobody, and one that counts its papers again."""
    pool = {"by": ["members"], **section}
    other = {**pool, "papers_of": "first"}
    none = {"wins": {"majority": {"share": "100%", "test": "more than"}}, "rounds": 1}
    elsewhere = {"elected": "end.won", "tied": "end.over", "no result": "again"}
    return {
        "first": ballot(sections={"all": pool}, then=elsewhere, **none, **first),
        "again": ballot(sections={"all": other}, wins={}, **again),
    }


def runs(document: Document, votes: Document) -> list[Run]:
    settled = settle(contest(document, {"first": {"votes": {"base": votes}}, "again": {}}, begins=BEGINS))
    return [play_settled(settled, seed=seed, row=row) for seed in (1, 2) for row in range(20)]


def tallies(run: Run) -> list[dict[str, int]]:
    return [dict(event.tally) for event in said(run, "counts")]


@pytest.mark.parametrize("votes", [SURE, CHANCES])
def test_among_the_same_people_they_come_to_the_same(votes: Document) -> None:
    for run in runs(stages({"excludes": "nobody"}, {"ties": []}), votes):
        first, again = tallies(run)
        assert first == again


def test_units_are_the_same_units() -> None:
    for run in runs(stages({"excludes": "nobody"}, {"ties": []}, **UNITS), SURE):
        first, again = tallies(run)
        assert first == again
        assert sum(first.values()) <= 9


def test_whoever_still_stands_keeps_every_paper() -> None:
    for run in runs(stages({"excludes": {"all_but": 2}}, {"ties": []}), CHANCES):
        first, again = tallies(run)
        assert len(again) == 2
        assert all(again[who] >= first[who] for who in again)
        assert sum(again.values()) == sum(first.values()) == 1000


def test_two_ballots_of_their_own_are_two_votes() -> None:
    document = stages({"excludes": "nobody"}, {"ties": []})
    del document["again"]["sections"]["all"]["papers_of"]
    votes = {"votes": {"base": SURE}}
    settled = settle(contest(document, {"first": votes, "again": votes}, begins=BEGINS))
    found = [tallies(play_settled(settled, row=row)) for row in range(10)]
    assert any(first != again for first, again in found)


@pytest.mark.parametrize(
    ("conduct", "slug"),
    [
        ({"first": {"votes": {"base": SURE}}, "again": {"votes": {"base": SURE}}}, "papers-counted-again"),
        (
            {"first": {"given": {"rounds": [{"votes": {"ann": 2, "bob": 1, "cat": 0}}]}}, "again": {}},
            "papers-never-cast",
        ),
    ],
)
def test_papers_are_cast_once_and_not_on_record(conduct: Document, slug: str) -> None:
    with pytest.raises(InputError) as error:
        contest(stages({}, {}), conduct, begins=BEGINS)
    assert [fault.slug for fault in error.value.faults] == [slug]


def test_a_contest_that_begins_after_the_papers_were_cast() -> None:
    with pytest.raises(InputError) as error:
        contest(stages({}, {}), {"again": {}}, begins={**BEGINS, "stage": "again"})
    assert "papers-never-cast" in {fault.slug for fault in error.value.faults}
