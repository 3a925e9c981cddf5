"""Bars of points are told as they are tested, and a fixed number can be one."""

from __future__ import annotations

from typing import Any

import pytest

from engines.contests import Document, ballot, contest, play, said, votes
from rulesim.engines.event.state import Run
from rulesim.engines.pieces import Engine
from rulesim.errors import InputError
from rulesim.studies import play as studies
from rulesim.studies.order import Order

PAIR = {"begins": {"candidates": ["ann", "bob"]}}
POINTS: Document = {"sections": {"all": {"by": ["members"], "becomes": {"units": 343, "points": 100}}}}


def on_record(ann: str, bob: str) -> Document:
    points = {"ann": ann, "bob": bob}
    return {"vote": {"given": {"rounds": [{"sections": {"all": points}, "converted": ["all"]}]}}}


def hold(ann: str, bob: str, **rules: Any) -> Run:
    stages, conduct = {"vote": ballot(**{**POINTS, **rules})}, on_record(ann, bob)
    run = play(stages, conduct, **PAIR)
    engines: tuple[Engine, ...] = ("vector", "event")
    for engine in engines:
        rows = studies.play(Order(contest(stages, conduct, **PAIR), 1, rows=True, engine=engine)).outcomes
        columns = [name for name in rows.columns if "needed" in name]
        assert {name: rows.codes(name)[0] for name in columns} == {name: run.figures.get(name, -1) for name in columns}
    return run


@pytest.mark.parametrize(
    ("ann", "bob", "needed", "told"),
    [
        ("17150.01", "17149.99", 17_150_000_001, "more than 17,150 needed (of valid votes), 17,150.01 received"),
        (
            "17150.000001",
            "17149.999999",
            17_150_000_001,
            "more than 17,150 needed (of valid votes), 17,150.000001 received",
        ),
        ("16869.004", "16869.002", 16_869_003_001, "more than 16,869.003 needed (of valid votes), 16,869.004 received"),
    ],
)
def test_a_part_of_a_point_above_the_bar_is_enough_and_nothing_says_otherwise(
    ann: str, bob: str, needed: int, told: str
) -> None:
    run = hold(ann, bob)
    assert (run.path, run.winner) == (["vote.elected"], "ann")
    assert run.figures["vote.needed_millionths"] == needed <= round(float(ann) * 10**6)
    assert "vote.needed" not in run.figures
    assert said(run, "tested")[0].what == told


@pytest.mark.parametrize(
    ("test", "ann", "elected"),
    [
        ("at least", "17150.01", False),
        ("at least", "17151", True),
        ("more than", "17151", False),
        ("more than", "17151.000001", True),
    ],
)
def test_a_fixed_number_is_needed_to_the_last_part(test: str, ann: str, elected: bool) -> None:
    rules = {"wins": {"majority": {"count": 17151, "test": test}}, "rounds": 1}
    run = hold(ann, "9", **rules)
    assert (run.winner == "ann") == elected
    assert run.figures["vote.needed_millionths"] == 17_151_000_000 + (test == "more than")
    assert "17,151 needed (a fixed number)" in said(run, "tested")[0].what


def test_a_fixed_number_of_votes() -> None:
    whole: Document = {"sections": {"all": {"by": ["members"]}}, "wins": {"majority": {"count": 51}}, "rounds": 1}
    for ann, winner in ((51, "ann"), (50, "")):
        run = play({"vote": ballot(**whole)}, {"vote": votes({"ann": ann, "bob": 9})}, **PAIR)
        assert (run.winner, run.figures["vote.needed"]) == (winner, 51)


def test_a_college_has_no_number_of_votes() -> None:
    college = {name: {"by": [name], "weight": "1/2"} for name in ("mps", "members")}
    stage = ballot(sections=college, wins={"majority": {"count": 51}}, last_standing="elected")
    halves = {"vote": {"votes": {"base": {"shares": {"ann": "1/2", "bob": "1/2"}}}}}
    with pytest.raises(InputError) as error:
        contest({"vote": stage}, halves, **PAIR)
    assert [fault.slug for fault in error.value.faults] == ["count-in-college"]
