"""When a rule book was in force, in words."""

import pytest

from rulesim.model.rulebook import InForce
from rulesim.reports.words.thresholds import in_force


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("2020-01", "2021-03", "in force from January 2020 to March 2021"),
        ("2016", "", "in force since 2016"),
        ("", "2016-09-07", "in force until 7 September 2016"),
        ("", "", "dates in force not known"),
    ],
)
def test_the_period_is_said_as_one_says_it(since: str, until: str, said: str) -> None:
    assert in_force(InForce.model_validate({"from": since, "to": until})) == said
