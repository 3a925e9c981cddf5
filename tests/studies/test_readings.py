"""The readings study on the contests it was made for, and on tiny ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from engines.contests import Document, contest, motion, names, nominations

from rulesim.engines import ensemble
from rulesim.loading.scenario import load, settle
from rulesim.model.contest import Contest
from rulesim.studies.flips import flipped
from rulesim.studies.order import Order, vary
from rulesim.studies.readings import ReadingsStudy, study_readings
from rulesim.studies.shares import of_runs

QUESTION = "incumbent-on-ballot"
RULING = {"on": "place", "gives": {"carried": "right", "lost": "needed", "tied": "needed"}}
BY_PLACE = {"question": "place", "right": "none", "needed": {"count": 20}}


def tiny() -> Contest:
    """The MPs rule whether the leader needs names; each votes by a coin. A second question changes nothing here."""
    stages = {
        "ruling": motion(rules_on=RULING, then=dict.fromkeys(("carried", "lost", "tied"), "noms")),
        "noms": nominations(
            needs={"incumbent": BY_PLACE, "challenger": {"count": 20}},
            former_leader={"question": "barring", "may": "may stand", "not": "barred"},
        ),
    }
    conduct: Document = {
        "ruling": {"votes": {"right": {"chances": {"for": "1/2", "against": "1/2"}}}},
        "noms": names(ann=19, bob=20),
    }
    contested = {"place": ("right", "needed"), "barring": ("may", "not")}
    return contest(stages, conduct, contested, readings={"barring": "may"})


def ask(made: Contest, runs: int, held: Mapping[str, str] | None = None, combinations: bool = False) -> ReadingsStudy:
    return study_readings(vary(Order(made, runs, 1, held or {}, rows=True), combinations))


@cache
def labour(scenario: str, runs: int) -> ReadingsStudy:
    """The one question, all others held at what the scenario assumes."""
    made = load(scenario)
    return ask(made, runs, made.scenario.readings)


def test_whether_the_incumbent_is_there_by_right_decides_in_2016() -> None:
    study = labour("labour-2016", 300)
    found = study.questions[QUESTION]
    assert (found.verdict, found.consulted) == ("decisive", True)
    assert found.flips.low > 0.5
    assert list(study.questions) == [QUESTION]
    leads = {reading: result.leaders["corbyn"].share for reading, result in found.readings.items()}
    assert leads["by-right"] > 0.85
    assert leads["nominated"] < 0.35


def test_a_leader_who_resigns_and_stands_again_makes_the_dispute_academic() -> None:
    found = labour("labour-2016-resign", 1000).questions[QUESTION]
    assert (found.flips.count, found.verdict, found.divergence) == (0, "academic", None)


def test_taken_at_its_word_the_article_flips_in_every_run() -> None:
    study = labour("article-arithmetic", 200)
    found = study.questions[QUESTION]
    assert (found.flips.count, found.flips.share, found.verdict) == (200, 1, "decisive")
    assert set(found.readings["nominated"].leaders) == {"eagle"}
    assert set(found.readings["by-right"].leaders) == {"corbyn"}


def test_the_flips_are_those_counted_run_by_run() -> None:
    made = tiny()
    study = ask(made, 150).questions["place"]
    tables = ensemble.play([settle(made, {"place": reading}) for reading in ("right", "needed")], 150, 1, workers=1)
    assert study.flips == of_runs(flipped(tables))
    assert study.flips.count == 150
    for (reading, result), table in zip(study.readings.items(), tables, strict=True):
        assert reading in ("right", "needed")
        assert np.array_equal(result.outcomes.codes("leader"), table.codes("leader"))


def test_the_base_goes_on_as_ruled_in_each_run() -> None:
    study = ask(tiny(), 150)
    ways = {reading: result.outcomes.words("ending") for reading, result in study.questions["place"].readings.items()}
    ruled = study.base.outcomes.words("reading.place")
    assert set(ruled) == {"right", "needed"}
    assert study.base.outcomes.words("ending") == [ways[reading][run] for run, reading in enumerate(ruled)]


def test_a_question_that_nothing_here_turns_on_never_flips() -> None:
    found = ask(tiny(), 50).questions["barring"]
    assert (found.flips.count, found.consulted) == (0, True)


def test_a_question_that_is_never_come_to_is_academic_and_says_so() -> None:
    made = load("labour-2016-nec")
    held = dict(made.scenario.readings)
    found = ask(made, 20, held).questions["standing-of-the-confidence-vote"]
    assert (found.consulted, found.verdict, found.flips.count, found.divergence) == (False, "academic", 0, None)


def test_a_question_held_is_not_varied() -> None:
    study = ask(tiny(), 20, {"place": "needed"})
    assert list(study.questions) == ["barring"]
    assert set(study.base.outcomes.words("reading.place")) == {"needed"}


@pytest.mark.parametrize("asked", [False, True])
def test_every_combination_is_played_if_asked_for(asked: bool) -> None:
    made = tiny()
    study = ask(made, 40, combinations=asked)
    pairs = [(("place", a), ("barring", b)) for a in ("right", "needed") for b in ("may", "not")]
    assert list(study.combinations) == (pairs if asked else [])
    assert len(vary(Order(made, 1), asked).played) == (6 if asked else 4)
    for key, result in study.combinations.items():
        alone = study.questions["place"].readings[dict(key)["place"]]
        assert result.outcomes.words("ending") == alone.outcomes.words("ending")


def test_progress_tells_of_every_run() -> None:
    told: list[int] = []
    variants = vary(Order(tiny(), 40))
    study_readings(variants, told.append)
    assert sum(told) == variants.runs == 40 * 4


def test_what_a_reading_comes_to_is_played_once_however_many_readings_come_to_it() -> None:
    """`barring` is held at `may` already: so to read it so, alone or beside another reading, plays nothing more."""
    variants = vary(Order(tiny(), 40, rows=True), combinations=True)
    assert len(variants.place) == 9
    assert variants.place[("barring", "may"),] == variants.place[()] == 0
    assert variants.place[("place", "right"),] == variants.place[("place", "right"), ("barring", "may")]
    found = study_readings(variants)
    for key, result in {**found.combinations, (): found.base}.items():
        (alone,) = ensemble.play([settle(tiny(), dict(key))], 40, 1, workers=1)
        assert {name: result.outcomes.words(name) for name in ("ending", "leader", "path", "reading.barring")} == {
            name: alone.words(name) for name in ("ending", "leader", "path", "reading.barring")
        }


def test_a_reading_that_had_been_ruled_is_not_played_apart() -> None:
    """Whether a question was ruled before the contest begins or is held changes nothing that happens."""
    made = tiny()
    begins = made.scenario.begins.model_copy(update={"ruled": {"barring": "not"}})
    scenario = made.scenario.model_copy(update={"readings": {}, "begins": begins})
    variants = vary(Order(replace(made, scenario=scenario), 1))
    assert variants.place[("barring", "not"),] == 0
    assert len(variants.played) == 4


def test_a_reading_that_a_stage_would_rule_is_played_apart() -> None:
    """Held, it is no longer ruled on in each run: no variant of `place` is the base."""
    variants = vary(Order(tiny(), 1))
    assert 0 not in variants.varied["place"].values()
