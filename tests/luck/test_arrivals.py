"""When people who act alike do so: sums of gaps, each by the rate of those who have not acted yet."""

from __future__ import annotations

import numpy as np
import pytest

from luck.crowd import crowd
from rulesim.luck.arrivals import arrivals
from rulesim.luck.draws import Floats
from rulesim.model.conduct import Delay

PEOPLE = crowd("petition", {}, {})
COUNT = np.arange(PEOPLE.runs) % 4
"""Nobody acts in the first run, one person in the second, and so on up to three."""
HOUR, WEEK = Delay.model_validate({"exactly": "1 hour"}), Delay.model_validate({"mean": "7 days"})


def drawn(rows: int) -> Floats:
    """The gaps that the same address gives."""
    return crowd("petition", {}, {}).draws.exponentials("stage", rows)


def test_the_gaps_are_shared_out_among_those_who_have_not_acted() -> None:
    found, gaps = arrivals(PEOPLE, "stage", COUNT, WEEK), drawn(3)
    week = 7 * 24 * 60
    assert found.shape == (3, PEOPLE.runs)
    assert np.isinf(found[:, 0]).all()
    assert found[0, 1] == pytest.approx(week * gaps[0, 1])
    assert np.isinf(found[1:, 1]).all()
    assert found[:2, 2] == pytest.approx([week * gaps[0, 2] / 2, week * (gaps[0, 2] / 2 + gaps[1, 2])])
    three = [gaps[0, 3] / 3, gaps[1, 3] / 2, gaps[2, 3]]
    assert found[:, 3] == pytest.approx(week * np.cumsum(three))
    assert np.isfinite(found[:, 3]).all()


@pytest.mark.parametrize(("most", "rows"), [(None, 3), (0, 0), (1, 1), (2, 2), (3, 3), (9, 3)])
def test_only_the_first_are_worked_out_and_they_are_the_same(most: int | None, rows: int) -> None:
    for law in (HOUR, WEEK):
        few = arrivals(PEOPLE, "stage", COUNT, law, most)
        assert few.shape == (rows, PEOPLE.runs)
        assert np.array_equal(few, arrivals(PEOPLE, "stage", COUNT, law)[:rows])


def test_at_a_fixed_time_all_who_act_do_so() -> None:
    found = arrivals(PEOPLE, "stage", COUNT, HOUR)
    assert found[:, :4].T.tolist() == [
        [np.inf, np.inf, np.inf], [60, np.inf, np.inf], [60, 60, np.inf], [60, 60, 60]
    ]  # fmt: skip


def test_where_nobody_acts_there_is_no_row() -> None:
    assert arrivals(PEOPLE, "stage", np.zeros(PEOPLE.runs, np.int64), WEEK).shape == (0, PEOPLE.runs)
