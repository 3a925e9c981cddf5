"""The public face: what the README shows, and every public name importable, typed and explained."""

from __future__ import annotations

import inspect
from importlib.resources import files
from typing import Any

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
