"""Values replaced from outside, in the scenario and in its rule book."""

from __future__ import annotations

from fractions import Fraction

import pytest

from loading.corpus import CORPUS
from rulesim.errors import Fault, InputError
from rulesim.loading.override import override
from rulesim.loading.scenario import load
from rulesim.loading.yaml_reader import read_text
from rulesim.model.conduct import MotionConduct
from rulesim.model.stages import Motion

MOTION = str(CORPUS / "good" / "scenario-motion.yaml")
TEXT = b"a: {b: [1, 2], c: text}\n"


def changed(path: str, value: str) -> object:
    return override(read_text(TEXT, "file.yaml"), {path: value}).plain()


def faults(overrides: dict[str, str], scenario: str = MOTION) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as caught:
        load(scenario, overrides)
    return caught.value.faults


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("a.c", "other", {"a": {"b": [1, 2], "c": "other"}}),
        ("a.b.1", "5", {"a": {"b": [1, 5], "c": "text"}}),
        ("a.b", "[x, y]", {"a": {"b": ["x", "y"], "c": "text"}}),
        ("a", "{c: true}", {"a": {"c": True}}),
        ("a.d", "0.5", {"a": {"b": [1, 2], "c": "text", "d": "0.5"}}),
    ],
)
def test_a_value_is_replaced(path: str, value: str, expected: object) -> None:
    assert changed(path, value) == expected


@pytest.mark.parametrize("path", ["a.b.2", "a.b.x", "a.b.-1", "a.c.d", "x.y", "a.b.1.z", "a.b.²"])
def test_a_path_must_exist(path: str) -> None:
    with pytest.raises(InputError) as caught:
        changed(path, "1")
    assert [fault.slug for fault in caught.value.faults] == ["override-unknown"]
    assert str(caught.value).startswith(f"--set {path}=1: ")


@pytest.mark.parametrize(
    ("value", "slug"),
    [("[1", "not-yaml"), ("", "empty-value"), ("null", "empty-value"), ("1\nb: 2", "not-yaml"), ("!x 1", "yaml-tag")],
)
def test_a_value_must_be_one_value(value: str, slug: str) -> None:
    with pytest.raises(InputError) as caught:
        changed("a.c", value)
    assert [(fault.slug, fault.place.line) for fault in caught.value.faults] == [(slug, 0)]


def test_a_scenario_is_loaded_with_its_overrides() -> None:
    contest = load(MOTION, {"blocs.rebels.size": "100", "conduct.confidence.1.votes.others.chances.spoilt": "2%"})
    assert contest.scenario.blocs["rebels"].size == 100
    assert contest.scenario.blocs["others"].size == contest.scenario.bodies["mps"] - 100
    case = contest.conduct["confidence"][1]
    assert isinstance(case, MotionConduct)
    assert case.votes["others"].chances["spoilt"] == Fraction(1, 50)
    assert contest.overrides == {
        "blocs.rebels.size": "100",
        "conduct.confidence.1.votes.others.chances.spoilt": "2%",
    }


def test_a_rule_book_is_loaded_with_its_overrides() -> None:
    stage = load(MOTION, {"rules.stages.confidence.needs.share": "2/3"}).rules.stages["confidence"]
    assert isinstance(stage, Motion)
    assert stage.needs.share == Fraction(2, 3)


def test_facts_of_a_rule_book_stay_cited_under_overrides() -> None:
    plain = {citation.id for citation in load("labour-2016").citations}
    contest = load("labour-2016", {"rules.stages.vacancy.window": "4 days"})
    assert {citation.id for citation in contest.citations} == plain


def test_a_fact_that_is_overridden_is_no_longer_cited() -> None:
    contest = load("labour-2016", {"rules.stages.vacancy.needs.anyone.share": "15%"})
    assert "uk-lab-2016/vacancy.share" not in {citation.id for citation in contest.citations}


@pytest.mark.parametrize(
    ("path", "value", "slug"),
    [
        ("blocs.rebel.size", "1", "override-unknown"),
        ("blocs.rebels.sise", "1", "unknown-key"),
        ("blocs.rebels.size", "many", "not-a-number"),
        ("blocs.rebels.size", "1000", "blocs-larger-than-body"),
        ("unknowns.zeal.low", "0%", "unknown-range"),
        ("rulebook", "nowhere", "no-such-rulebook"),
        ("rules.stages.vote.needs.share", "1/2", "override-unknown"),
        ("rules.stages.confidence.needs.share", "150%", "share-out-of-range"),
        ("rules.stages.confidence.by", "[mp]", "unknown-body"),
        ("rules", "{}", "unknown-key"),
    ],
)
def test_a_wrong_override_is_told_with_its_own_place(path: str, value: str, slug: str) -> None:
    found = faults({path: value})
    assert {fault.slug for fault in found} == {slug}
    if slug not in ("no-such-rulebook", "unknown-range"):
        assert any(str(fault).startswith(f"--set {path}={value}") for fault in found)
