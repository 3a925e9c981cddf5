"""What an ensemble says: shares that add up, milestones, and when it is decided."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest
from engines.contests import Document, contest, decision, petition

from rulesim.loading.scenario import load
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.order import Order
from rulesim.studies.play import play
from rulesim.studies.shares import Estimate


@pytest.fixture(scope="module")
def labour() -> Ensemble:
    made = load("labour-2016")
    return play(Order(made, 200, rows=True))


def test_every_run_has_one_ending_one_leader_and_one_path(labour: Ensemble) -> None:
    for shares in (labour.endings, labour.leaders, labour.paths):
        assert sum(share.count for share in shares.values()) == labour.runs == 200
        counts = [share.count for share in shares.values()]
        assert counts == sorted(counts, reverse=True)
        assert all(count > 0 for count in counts)


def test_milestones_count_the_runs_that_came_to_them(labour: Ensemble) -> None:
    assert labour.milestones["confidence.carried"].share == 1
    for name, found in labour.milestones.items():
        stage, _, outcome = name.partition(".")
        if stage == "on_ballot":
            continue
        assert found.count == labour.outcomes.words(f"{stage}.outcome").count(outcome) > 0
    met, ruled = (
        labour.milestones["challenge.met"],
        [labour.milestones[f"nec-ruling.{way}"] for way in ("carried", "lost")],
    )
    assert met.count == sum(share.count for share in ruled)


def test_who_was_on_a_ballot_at_any_stage(labour: Ensemble) -> None:
    frame = labour.frame()
    there = (frame["nominations.on_ballot.corbyn"].fillna(0) == 1) | (frame["vacancy.on_ballot.corbyn"].fillna(0) == 1)
    assert labour.milestones["on_ballot.corbyn"].count == int(there.sum())


def test_when_it_is_decided() -> None:
    """A leader who goes after 1, 2, …, at the latest 100 days, each as likely."""
    stages = {"call": petition(meanwhile={"go": {"yes": "end.empty"}}, window="200 days"), "go": decision()}
    conduct: Document = {
        "call": {"sign": {"left": {"share": "0%"}}},
        "go": {"chooses": {"yes": "100%"}, "after": {"between": ["0 days", "100 days"]}},
    }
    made = contest(stages, conduct)
    found = play(Order(made, 1000, rows=True))
    decided = np.sort(found.outcomes.codes("decided"))
    start = datetime(2020, 1, 1)
    assert found.decided.p5 == start + timedelta(minutes=int(decided[49]))
    assert found.decided.p50 == start + timedelta(minutes=int(decided[499]))
    assert found.decided.p95 == start + timedelta(minutes=int(decided[949]))
    assert timedelta(days=45) < found.decided.p50 - start < timedelta(days=55)


def test_it_shows_itself_in_a_notebook(labour: Ensemble) -> None:
    html = labour._repr_html_()
    assert html.startswith("<table>")
    assert html.endswith("</table>")
    assert "Jeremy Corbyn" in html
    assert "200 runs, seed 1" in html
    odd = load("labour-2016", {"title": "'<b>Labour</b> & others'"})
    assert "&lt;b&gt;Labour&lt;/b&gt; &amp; others" in play(Order(odd, 2))._repr_html_()


def test_the_same_runs_give_the_same_ensemble(labour: Ensemble) -> None:
    again = play(labour.order)
    assert (again.endings, again.leaders, again.paths) == (labour.endings, labour.leaders, labour.paths)
    assert isinstance(next(iter(again.endings.values())), Estimate)
