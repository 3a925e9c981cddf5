"""At which size a dispute stops to matter: the search on known flips, and on a contest that can be reckoned."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

import pytest
from engines.contests import Document, contest, nominations

from rulesim.loading.scenario import load
from rulesim.model.contest import Contest
from rulesim.model.scenario import Boundary
from rulesim.studies import boundary as study
from rulesim.studies.boundary import BoundaryStudy, study_boundary
from rulesim.studies.flips import verdict
from rulesim.studies.order import Order
from rulesim.studies.shares import Estimate, estimate

RUNS = 1000
Flips = Callable[[int], int]


def with_flips(monkeypatch: pytest.MonkeyPatch, flips: Flips) -> BoundaryStudy:
    """The study of labour-2016 as if so many of a thousand runs flipped at each size (0 to 212)."""

    def fake(_: Order, __: Boundary, size: int, ___: int) -> Estimate:
        return estimate(flips(size), RUNS)

    monkeypatch.setattr(study, "_flips", fake)
    return study_boundary(Order(load("labour-2016"), 1))


def decides_up_to(found: BoundaryStudy) -> int | None:
    return max((span.last for span in found.spans if span.verdict == "decisive"), default=None)


def academic_from(found: BoundaryStudy) -> int | None:
    last = found.spans[-1]
    return last.first if last.verdict == "academic" else None


def falling(decisive_to: int, open_to: int) -> Flips:
    return lambda size: 500 if size <= decisive_to else 30 if size <= open_to else 0


@pytest.mark.parametrize(
    ("decisive_to", "open_to"), [(50, 86), (0, 1), (39, 40), (40, 41), (100, 100), (210, 211), (13, 190)]
)
def test_both_edges_are_found_to_the_person(monkeypatch: pytest.MonkeyPatch, decisive_to: int, open_to: int) -> None:
    found = with_flips(monkeypatch, falling(decisive_to, open_to))
    assert (decides_up_to(found), academic_from(found)) == (decisive_to, open_to + 1)
    assert {decisive_to, decisive_to + 1, open_to, open_to + 1} <= set(found.points), "the edges are sizes that touch"


def test_sizes_are_in_order_and_the_actual_one_and_both_ends_are_among_them(monkeypatch: pytest.MonkeyPatch) -> None:
    found = with_flips(monkeypatch, falling(50, 86))
    assert list(found.points) == sorted(found.points)
    assert {0, 40, 212} <= set(found.points)
    assert found.actual == 40
    counts = [share.count for share in found.points.values()]
    assert all(a >= b for a, b in pairwise(counts)), "flips that fall with the size are told as falling"


def test_a_dispute_that_always_decides_is_never_academic(monkeypatch: pytest.MonkeyPatch) -> None:
    found = with_flips(monkeypatch, lambda _: 999)
    assert (decides_up_to(found), academic_from(found)) == (212, None)


def test_a_dispute_that_never_decides_is_academic_from_nobody_on(monkeypatch: pytest.MonkeyPatch) -> None:
    found = with_flips(monkeypatch, lambda _: 0)
    assert (decides_up_to(found), academic_from(found)) == (None, 0)


def test_a_dispute_that_matters_again_is_academic_only_after_its_last_return(monkeypatch: pytest.MonkeyPatch) -> None:
    found = with_flips(monkeypatch, lambda size: 500 if size <= 50 or 180 <= size <= 190 else 0)
    assert (decides_up_to(found), academic_from(found)) == (190, 191)


def test_few_sizes_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    def flips(size: int) -> int:
        tried.append(size)
        return falling(50, 86)(size)

    with_flips(monkeypatch, flips)
    assert len(tried) == len(set(tried)) <= study.POINTS + 1 + 2 * 5


def test_people_move_between_two_blocs_and_nowhere_else() -> None:
    made = load("labour-2016")
    asked = made.scenario.boundary
    assert asked is not None
    moved = study._resize(made, asked, 60)
    before, after = made.scenario.blocs, moved.scenario.blocs
    assert (after["loyalists"].size, after["rebels"].size) == (60, 152)
    assert sum(bloc.size for bloc in before.values()) == sum(bloc.size for bloc in after.values())
    assert {name for name in before if before[name] != after[name]} == {"loyalists", "rebels"}
    assert before["loyalists"].size == 40, "the contest itself is as it was"


def fixed() -> Contest:
    """All of `right` name the leader, who needs 51 names under one reading: it decides up to 50, and not from 51 on."""
    needs = {"incumbent": {"question": "place", "right": "none", "needed": {"count": 51}}, "challenger": {"count": 0}}
    conduct: Document = {
        "noms": {
            "stands": {"ann": "100%", "bob": "100%"},
            "nominate": {"right": {"shares": {"ann": "100%"}}, "left": {"shares": {"bob": "100%"}}},
        }
    }
    return contest(
        {"noms": nominations(needs=needs)},
        conduct,
        {"place": ("right", "needed")},
        readings={"place": "right"},
        boundary={"question": "place", "bloc": "right", "taken_from": "left"},
    )


def test_a_contest_that_can_be_reckoned() -> None:
    told: list[int] = []
    found = study_boundary(Order(fixed(), 1, held={"place": "right"}), runs=400, progress=told.append)
    assert (found.actual, decides_up_to(found), academic_from(found)) == (40, 50, 51)
    assert set(shares(found.points)) == {0, 1}
    assert {verdict(share) for share in found.points.values()} == {"academic", "decisive"}
    assert sum(told) == 400 * len(found.points)


def shares(points: Mapping[int, Estimate]) -> list[float]:
    return [share.share for share in points.values()]
