"""How large bodies are at a minute."""

from __future__ import annotations

import numpy as np
import pytest

from engines.contests import contest, motion
from rulesim.engines.mechanics.sizes import Eras, eras

DAY = 24 * 60
CHANGES = [
    {"on": "2020-01-05", "body": "mps", "size": 90},
    {"on": "2020-01-03", "body": "mps", "size": 95},
    {"on": "2020-01-05", "body": "mps", "size": 91},
]


def sizes(changes: list[dict[str, object]]) -> Eras:
    return eras(contest({"vote": motion()}, {"vote": {}}, changes=changes).scenario)


@pytest.mark.parametrize(
    ("minute", "mps"),
    [(0, 100), (2 * DAY - 1, 100), (2 * DAY, 95), (4 * DAY - 1, 95), (4 * DAY, 91), (10**6, 91)],
)
def test_a_body_changes_size_in_the_minute_of_the_change(minute: int, mps: int) -> None:
    found = sizes([*CHANGES])
    assert found.at(minute)["mps"] == mps
    assert found.number_at(np.array([0, minute]), lambda now: now["mps"]).tolist() == [100, mps]


def test_without_changes_sizes_are_those_of_the_scenario() -> None:
    assert sizes([]).at(10**6)["mps"] == 100


def test_a_number_is_asked_for_only_of_the_sizes_that_some_run_has() -> None:
    asked: list[int] = []
    sizes([*CHANGES]).number_at(np.array([2 * DAY, 3 * DAY]), lambda now: asked.append(now["mps"]) or 0)
    assert asked == [95]
