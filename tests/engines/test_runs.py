"""Run k is the same run, however many are played, by however many workers, and under whatever reading."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from engines.contests import Document, ballot, contest, decision, nominations, petition
from rulesim.engines import ensemble
from rulesim.engines.event.events import Outcome
from rulesim.engines.event.play import trace_run
from rulesim.engines.outcomes import Outcomes
from rulesim.loading.scenario import load, settle
from rulesim.luck.draws import BLOCK, Draws
from rulesim.luck.people import Occasion, People
from rulesim.luck.petition import signatures
from rulesim.model.contest import Contest, Settled
from rulesim.rules import threshold


@cache
def chancy_contest() -> Contest:
    """A quick contest in which much is left to chance."""
    stages = {
        "call": petition(
            needs={"count": 4}, by=["peers"], meanwhile={"go": {"yes": "end.empty"}}, then={"met": "noms"}
        ),
        "go": decision(),
        "noms": nominations(needs={"anyone": {"count": 9}}, by=["peers"], then={"contested": "vote"}),
        "vote": ballot(ties=["earlier rounds", "lot"]),
    }
    conduct: Document = {
        "call": {"sign": {"lords": {"chance": "whim", "after": {"mean": "4 days"}}}},
        "go": {"chooses": {"yes": "30%"}, "after": {"between": ["1 day", "9 days"]}},
        "noms": {
            "stands": {"ann": "100%", "bob": "80%"},
            "nominate": {"lords": {"chances": {"ann": "45%", "bob": "45%"}, "after": {"mean": "1 day"}}},
        },
        "vote": {"votes": {"base": {"shares": {"ann": "50%", "bob": "50%"}, "as_sure_as": 40}}},
    }
    return contest(stages, conduct, unknowns={"whim": {"low": "10%", "high": "60%"}})


def chancy() -> Settled:
    return settle(chancy_contest())


def same(one: Outcomes, other: Outcomes, runs: int) -> bool:
    """Whether the first runs of two tables are equal, cell by cell."""
    if one.layout != other.layout or one.words("path")[:runs] != other.words("path")[:runs]:
        return False
    columns = [name for name in one.layout.columns if name != "path"]
    return all(np.array_equal(one.codes(name)[:runs], other.codes(name)[:runs]) for name in columns)


@pytest.fixture(scope="module")
def many() -> Outcomes:
    return ensemble.play([chancy()], 5000, 1, workers=1)[0]


def test_the_quick_contest_ends_in_many_ways(many: Outcomes) -> None:
    assert len(many.paths) >= 5
    assert len(many) == 5000


@pytest.mark.parametrize("runs", [1, 100, 300, 4096, 4097])
def test_however_many_are_played(many: Outcomes, runs: int) -> None:
    few = ensemble.play([chancy()], runs, 1, workers=1)[0]
    assert len(few) == runs
    assert same(few, many, runs)


def test_none_is_refused() -> None:
    with pytest.raises(ValueError, match="at least once"):
        ensemble.play([chancy()], 0, 1)


def test_by_however_many_workers(many: Outcomes) -> None:
    told: list[int] = []
    (table,) = ensemble.play([chancy()], 4200, 1, workers=2, progress=told.append)
    assert same(table, many, 4200)
    assert sum(told) == 4200


def test_another_seed_is_other_luck(many: Outcomes) -> None:
    assert not same(ensemble.play([chancy()], 300, 2, workers=1)[0], many, 300)


@pytest.mark.parametrize("run", [0, 17, BLOCK - 1, BLOCK, BLOCK + 17])
def test_a_trace_tells_the_run_that_the_ensemble_counts(many: Outcomes, run: int) -> None:
    told = trace_run(chancy(), 1, run)
    assert (told.ending, told.leader) == (many.words("ending")[run], many.words("leader")[run])
    outcomes = [f"{event.stage}.{event.outcome}" for event in told.events if isinstance(event, Outcome)]
    assert " > ".join(outcomes) == many.words("path")[run]
    assert told.events[-1].at == many.codes("decided")[run]


def test_blocks_are_not_each_other(many: Outcomes) -> None:
    rest = len(many) - BLOCK
    assert not np.array_equal(many.codes("decided")[:rest], many.codes("decided")[BLOCK:])


Asked = tuple[int, int, str]
"""A seed, a block and a purpose."""


class Heard(Draws):
    """Draws that remember what was asked of them."""

    heard: set[Asked]

    def _open(self, purpose: str) -> list[np.random.Generator]:
        self.heard.update((self.seed, block, purpose) for block in self.blocks)
        return super()._open(purpose)


def listen(monkeypatch: pytest.MonkeyPatch, settled: Settled, runs: int) -> set[Asked]:
    """What is asked for when some runs are played with people of their own."""
    heard: set[Asked] = set()
    monkeypatch.setattr(Heard, "heard", heard, raising=False)
    monkeypatch.setattr("rulesim.luck.people.Draws", Heard)
    monkeypatch.setattr(ensemble, "_latest", {})
    ensemble.play([settled], runs, 1, workers=1)
    return heard


def test_every_reading_asks_for_the_same_luck(monkeypatch: pytest.MonkeyPatch) -> None:
    """One reading may come to a stage that another does not, but what both come to is drawn alike."""
    made = load("labour-2016")
    heard = {
        name: listen(monkeypatch, settle(made, {"incumbent-on-ballot": name}), 120)
        for name in ("by-right", "nominated")
    }
    right, needed = heard.values()
    assert right <= needed
    assert {purpose.partition("/")[0] for _, _, purpose in needed - right} <= {
        "second-thoughts",
        "vacancy",
        "unknowns",
    }


def test_every_reading_of_the_size_of_the_bar_asks_for_the_same_luck(monkeypatch: pytest.MonkeyPatch) -> None:
    made = load("labour-2016")
    heard = [
        listen(monkeypatch, settle(made, {"size-of-threshold": name}), 120) for name in ("whip-holders", "all-elected")
    ]
    assert heard[0] == heard[1]


def test_people_know_no_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """What people do under one reading is the very array that they do it from under another."""
    made = load("labour-2016")
    one, other = (settle(made, {"incumbent-on-ballot": name}) for name in ("by-right", "nominated"))
    assert ensemble.people_of(one, 1, 0, 20) is ensemble.people_of(other, 1, 0, 20)
    asked: list[str] = []
    monkeypatch.setattr(threshold, "needed", lambda *_: asked.append("a threshold"))
    people = People(one.scenario, one.conduct, 1, 0)
    signatures(people, Occasion("challenge"))
    assert asked == []
