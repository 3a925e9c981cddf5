"""When a rule book was in force, in words."""

import pytest

from rulesim.cli.main import run_app
from rulesim.loading.scenario import load
from rulesim.model.rulebook import InForce
from rulesim.reports.words.thresholds import in_force, out_of_force


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("2020-01", "2021-03", "in force from January 2020 to March 2021"),
        ("2016", "", "in force since 2016"),
        ("2022", "2022", "in force in 2022"),
        ("", "2016-09-07", "in force until 7 September 2016"),
        ("", "", "dates in force not known"),
    ],
)
def test_the_period_is_said_as_one_says_it(since: str, until: str, said: str) -> None:
    assert in_force(InForce.model_validate({"from": since, "to": until})) == said


def test_a_contest_outside_the_time_of_its_rules_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    told = "the contest starts on 1 June 2015, outside the time of these rules (in force from"
    changed = load("labour-2016", {"starts": "2015-06-01"})
    assert out_of_force(changed).startswith(told)
    assert out_of_force(load("labour-2016")) == ""
    assert run_app(["check", "labour-2016", "--set", "starts=2015-06-01"]) == 0
    assert told in capsys.readouterr().out
