"""What holds of every trace: of each bundled scenario, and of contests that nobody thought of."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import contests

from rulesim.engines.event.events import Outcome
from rulesim.engines.event.play import play_run, tell
from rulesim.engines.event.state import Run
from rulesim.engines.event.trace import Trace
from rulesim.engines.outcomes import collect, layout
from rulesim.loading.library import SCENARIOS, names
from rulesim.loading.scenario import load, settle
from rulesim.luck.people import People
from rulesim.model.contest import Contest, Settled
from rulesim.reports.json import facts
from rulesim.reports.words.events import entry

BY_THE_RULES = ("tested", "outcome", "rules", "opens", "takes over", "excluded", "tie", "counts", "decides")


def traces(settled: Settled, seed: int, rows: range) -> Iterator[tuple[Run, Run]]:
    """Each run with its trace, and the same run without."""
    people = People(settled.scenario, settled.conduct, seed, 0)
    for row in rows:
        yield play_run(settled, people, row, keep_trace=True), play_run(settled, people, row, keep_trace=False)


def check(run: Run, bare: Run, contest: Contest) -> None:
    told: Trace = tell(run, 1, 0)
    assert [event.kind for event in told.events].count("ends") == 1
    assert told.events[-1].kind == "ends"
    times = [event.at for event in told.events]
    assert times == sorted(times)
    assert times[0] >= 0
    assert times[-1] == run.figures["decided"]
    for event in told.events:
        assert event.clause or event.kind not in BY_THE_RULES, f"{event} cites no clause"
        said = entry(event, contest)
        assert said.who
        assert said.what
        assert said.whom or not getattr(event, "whom", "")
        assert json.loads(json.dumps(facts(event)))["who"] == event.who
    outcomes = [f"{event.stage}.{event.outcome}" for event in told.events if isinstance(event, Outcome)]
    assert outcomes == run.path, "the outcomes told are the path"
    assert bare.trace is None
    assert (bare.figures, bare.path, bare.excluded) == (run.figures, run.path, run.excluded)
    assert set(run.figures) <= set(layout(run.settled).columns), "every figure has a column"
    collect(layout(run.settled), [run.figures], [" > ".join(run.path)])


@pytest.mark.parametrize("name", names(SCENARIOS))
def test_of_every_bundled_scenario(name: str) -> None:
    contest = load(name)
    for run, bare in traces(settle(contest), 1, range(2 if contest.scenario.expects else 25)):
        check(run, bare, contest)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(contest=contests(), seed=st.integers(0, 3))
def test_of_every_contest(contest: Contest, seed: int) -> None:
    for run, bare in traces(settle(contest), seed, range(5)):
        check(run, bare, contest)
