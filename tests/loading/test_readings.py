"""Readings held from outside, and questions that nothing settles."""

from __future__ import annotations

import pytest

from loading.corpus import CORPUS
from rulesim.errors import InputError
from rulesim.loading import scenario as scenarios
from rulesim.loading.scenario import load, settle

CONTESTED = str(CORPUS / "good" / "scenario-contested.yaml")


def slugs(readings: dict[str, str], scenario: str = CONTESTED, overrides: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(InputError) as caught:
        settle(load(scenario, overrides), readings)
    return [fault.slug for fault in caught.value.faults]


def test_a_question_that_is_ruled_on_stays_open_and_the_other_is_held() -> None:
    settled = settle(load(CONTESTED))
    assert settled.ruled == ("bar",)
    assert dict(settled.held) == {"heads": "narrow"}
    assert {dict(key)["bar"] for key in settled.books} == {"low", "high"}


def test_a_reading_from_outside_is_held_throughout() -> None:
    settled = settle(load(CONTESTED), {"bar": "high", "heads": "wide"})
    assert settled.ruled == ()
    assert dict(settled.held) == {"bar": "high", "heads": "wide"}
    assert len(settled.books) == 1


def test_unknown_questions_and_readings_are_told_together() -> None:
    assert slugs({"bars": "low", "heads": "both"}) == ["unknown-question", "unknown-reading"]


def test_the_place_of_a_reading_is_the_option() -> None:
    with pytest.raises(InputError, match=r"^--reading bar=middle: unknown reading 'middle'; expected one of: high"):
        settle(load(CONTESTED), {"bar": "middle"})


def test_a_reading_that_nothing_consults_is_told() -> None:
    assert slugs({"standing-of-the-confidence-vote": "no-effect"}, "labour-2016-nec") == ["reading-unused"]


def test_a_question_that_nothing_settles_is_told() -> None:
    assert slugs({}, overrides={"readings": "{}"}) == ["unsettled-question"]


def test_a_question_that_has_been_ruled_on_before_is_settled() -> None:
    contest = load(CONTESTED, {"readings": "{}", "begins": "{ruled: {heads: wide}}"})
    assert dict(settle(contest).start)["heads"] == "wide"


def test_combinations_of_rulings_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenarios, "MAX_WAYS", 1)
    assert slugs({}) == ["too-many-readings"]
