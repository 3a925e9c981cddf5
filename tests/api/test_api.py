"""The public face: what the README shows, and every public name importable, typed and explained."""

from __future__ import annotations

import inspect
from fractions import Fraction
from importlib.resources import files
from typing import Any

import numpy as np
import pandas as pd
import pytest

import rulesim as rs

PUBLIC = tuple(rs.__all__)


@pytest.fixture(scope="module")
def labour() -> rs.Contest:
    return rs.load("labour-2016")


@pytest.fixture(scope="module")
def played(labour: rs.Contest) -> rs.Ensemble:
    return labour.run(120, seed=1, workers=1)


def test_the_readme_in_small(labour: rs.Contest, played: rs.Ensemble) -> None:
    assert played.runs == 120
    assert 0.5 < played.leaders["corbyn"].share < 0.8
    assert sum(share.share for share in played.endings.values()) == pytest.approx(1)
    told = labour.trace(run=17, seed=1)
    frame = played.frame()
    assert (told.ending, told.leader) == (frame["ending"][17], frame["leader"][17])
    assert told.told[-1].what.endswith("is leader")
    assert str(told).splitlines()[-1].endswith("is leader")


def test_readings(labour: rs.Contest) -> None:
    held = dict(labour.scenario.readings)
    study = labour.readings(runs=80, seed=1, readings=held, workers=1)
    question = study.questions["incumbent-on-ballot"]
    assert question.verdict == "decisive"
    assert question.divergence is not None
    assert question.divergence.clause == "Chapter 4, Clause II.2.B(ii)"


def test_a_reading_may_be_held(labour: rs.Contest) -> None:
    held = {"incumbent-on-ballot": "nominated"}
    assert labour.run(40, seed=1, readings=held, workers=1).leaders["eagle"].share > 0.5
    assert labour.trace(run=1, readings=held).readings["incumbent-on-ballot"] == "nominated"
    assert dict(labour.settle(held).held)["incumbent-on-ballot"] == "nominated"
    with pytest.raises(rs.InputError, match="unknown-reading"):
        labour.run(1, readings={"incumbent-on-ballot": "by-rite"})


def test_a_frame_has_one_row_a_run(played: rs.Ensemble) -> None:
    frame = played.frame()
    assert isinstance(frame, pd.DataFrame)
    assert len(frame) == 120
    assert (frame["leader"] == "corbyn").sum() == played.leaders["corbyn"].count


def test_replay() -> None:
    found = rs.load("what-happened").replay()
    assert isinstance(found, rs.Replay)
    assert found.matched


def test_it_shows_itself_in_a_notebook(labour: rs.Contest, played: rs.Ensemble) -> None:
    assert "<table>" in played._repr_html_()
    assert repr(labour) == "<Contest labour-2016: Labour on the evening of 28 June 2016>"


def test_load_with_overrides_of_any_type() -> None:
    contest = rs.load("labour-2016", {"blocs.loyalists.size": 45, "unknowns.loyalty.low": "80%"})
    assert contest.scenario.blocs["loyalists"].size == 45
    assert str(contest.scenario.unknowns["loyalty"].low) == "4/5"
    assert rs.load("labour-2016").scenario.blocs["loyalists"].size == 40


def test_every_fault_is_in_the_error() -> None:
    with pytest.raises(rs.InputError) as caught:
        rs.load("labour-2016", {"leader": "nobody-known", "blocs.loyalists.size": 500})
    assert isinstance(caught.value, rs.RulesimError)
    assert {fault.slug for fault in caught.value.faults} >= {"unknown-person", "blocs-larger-than-body"}
    assert all(isinstance(fault, rs.Fault) for fault in caught.value.faults)


def test_what_is_bundled() -> None:
    assert {"labour-2016", "labour-2016-resign", "article-arithmetic", "what-happened"} <= set(rs.scenarios())
    assert "uk-labour-2016" in rs.rulebooks()
    assert list(rs.scenarios()) == sorted(rs.scenarios())


def test_about_a_dozen_public_names_all_of_them_there() -> None:
    assert 10 <= len(PUBLIC) <= 16
    assert sorted(PUBLIC) == dir(rs)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = rs.nothing


def members(public: Any) -> list[Any]:
    """A public function, or the public methods of a public class that are its own."""
    if not inspect.isclass(public):
        return [public]
    own = [value for name, value in vars(public).items() if not name.startswith("_")]
    return [value for value in own if inspect.isfunction(value)]


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_explained_and_typed(name: str) -> None:
    public = getattr(rs, name)
    assert public.__doc__
    for member in members(public):
        assert member.__doc__, member
        signature = inspect.signature(member)
        assert signature.return_annotation is not inspect.Signature.empty, member
        given = [one for one in signature.parameters.values() if one.name != "self"]
        untyped = [one.name for one in given if one.annotation is one.empty]
        assert not untyped, member


def test_type_checkers_are_told_that_it_is_typed() -> None:
    assert files("rulesim").joinpath("py.typed").is_file()


def test_numbers_of_every_kind_that_research_code_has() -> None:
    plain = rs.load("article-arithmetic").run(40, seed=7)
    for runs, seed in ((np.int64(40), np.uint8(7)), (40.0, np.float64(7)), (np.float32(40), 7)):
        assert rs.load("article-arithmetic").run(runs, seed=seed).summary == plain.summary
    assert rs.load("article-arithmetic").trace(np.int32(3), seed=np.int64(7)).run == 3


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda contest: contest.run(10, seed=-1), "seed: '-1'; expected 0 or more [number-too-small]"),
        (lambda contest: contest.run(10, seed=np.int64(-5)), "seed: '-5'; expected 0 or more [number-too-small]"),
        (lambda contest: contest.readings(10, seed=1.5), "seed: '1.5'; expected a whole number [not-a-number]"),
        (lambda contest: contest.trace(-1), "run: '-1'; expected 0 or more [number-too-small]"),
        (lambda contest: contest.trace(seed="one"), "seed: 'one'; expected a whole number [not-a-number]"),
        (lambda contest: contest.run(float("nan")), "runs: 'nan'; expected a whole number [not-a-number]"),
        (lambda contest: contest.run(0), "runs: '0'; expected 1 or more [number-too-small]"),
        (lambda contest: contest.run(10, workers=-2), "workers: '-2'; expected 0 or more [number-too-small]"),
    ],
)
def test_numbers_that_are_none_are_refused_by_name(ask: Any, told: str) -> None:
    with pytest.raises(rs.InputError) as caught:
        ask(rs.load("article-arithmetic"))
    assert str(caught.value) == told


@pytest.mark.parametrize("size", [40, 40.0, np.int64(40), np.float64(40), np.float32(40), "40"])
def test_sizes_of_every_kind_replace_a_value(size: object) -> None:
    found = rs.load("labour-2016", {"blocs.loyalists.size": size})
    assert found.scenario.blocs["loyalists"].size == 40


@pytest.mark.parametrize("chance", [0.25, np.float64(0.25), np.float32(0.25), "25%", "1/4"])
def test_shares_of_every_kind_replace_a_value(chance: object) -> None:
    unknown = {"from": chance, "to": np.float64(1e-1) * 5}
    found = rs.load("labour-2016", {"unknowns": changed(unknown)})
    assert found.scenario.unknowns[FIRST].least == Fraction(1, 4)


FIRST = next(iter(rs.load("labour-2016").scenario.unknowns))


def changed(unknown: dict[str, Any]) -> dict[str, Any]:
    """All unknowns of the scenario, the first replaced."""
    found = rs.load("labour-2016").scenario.unknowns
    rest = {name: law.model_dump(mode="json", by_alias=True, exclude_none=True) for name, law in found.items()}
    return {**rest, FIRST: unknown}


@pytest.mark.parametrize("size", [40.5, np.float64(39.9), float("inf")])
def test_a_size_that_is_no_number_of_people_is_refused_at_its_place(size: object) -> None:
    with pytest.raises(rs.InputError, match=r"blocs\.loyalists\.size.*expected a whole number \[not-a-number\]"):
        rs.load("labour-2016", {"blocs.loyalists.size": size})
