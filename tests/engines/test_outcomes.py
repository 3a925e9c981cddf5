"""The table of outcomes: gathered, joined, in words and as a frame."""

from __future__ import annotations

import itertools
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.contests import ballot, contest
from engines.test_runs import chancy
from rulesim.engines import ensemble
from rulesim.engines.event.play import play_run
from rulesim.engines.event.state import Run
from rulesim.engines.outcomes import NOT_REACHED, Outcomes, collect, join, layout
from rulesim.loading.scenario import settle
from rulesim.luck.people import People

SETTLED = chancy()
PEOPLE = People(SETTLED.scenario, SETTLED.conduct, 1, 0)
RUNS = [play_run(SETTLED, PEOPLE, row, keep_trace=False) for row in range(40)]
PATHS = [" > ".join(run.path) for run in RUNS]
WHOLE = collect(layout(SETTLED), [run.figures for run in RUNS], PATHS)


def part(first: int, last: int) -> Outcomes:
    return collect(layout(SETTLED), [run.figures for run in RUNS[first:last]], PATHS[first:last], first)


@given(cuts=st.sets(st.integers(1, 39)), order=st.randoms())
def test_it_is_the_same_however_it_was_divided(cuts: set[int], order: st.DataObject) -> None:
    edges = [0, *sorted(cuts), 40]
    parts = [part(first, last) for first, last in itertools.pairwise(edges)]
    order.shuffle(parts)  # type: ignore[attr-defined]
    joined = join(parts)
    assert (joined.first, joined.paths, joined.layout) == (WHOLE.first, WHOLE.paths, WHOLE.layout)
    assert joined.columns.keys() == WHOLE.columns.keys()
    assert all(np.array_equal(joined.codes(name), WHOLE.codes(name)) for name in WHOLE.columns)


def test_only_a_college_has_shares_of_the_whole() -> None:
    weights = {"house": {"by": ["mps"], "weight": "1/2"}, "party": {"by": ["members"], "weight": "1/2"}}
    for sections, shares in ((weights, ["vote.share.ann", "vote.share.bob"]), (None, [])):
        stage = ballot(sections=sections) if sections else ballot()
        votes = {"vote": {"votes": {"base": {"shares": {"ann": "1/2", "bob": "1/2"}}}}}
        columns = layout(settle(contest({"vote": stage}, votes, begins={"candidates": ["ann", "bob"]}))).columns
        assert [name for name in columns if ".share." in name] == shares


def test_there_is_a_column_for_every_stage_and_person() -> None:
    assert WHOLE.layout.columns == (
        *("path", "ending", "leader", "decided"),
        *("call.outcome", "call.at", "call.needed", "call.signatures"),
        *("go.outcome", "go.at"),
        *("noms.outcome", "noms.at"),
        *("noms.needed.ann", "noms.names.ann", "noms.on_ballot.ann"),
        *("noms.needed.bob", "noms.names.bob", "noms.on_ballot.bob"),
        *(
            "vote.outcome",
            "vote.at",
            "vote.rounds",
            "vote.needed",
            "vote.lead_needed",
            "vote.silent_ties",
            "vote.empty_rounds",
            "vote.no_candidate",
            "vote.votes.ann",
            "vote.votes.bob",
        ),
    )
    assert set(WHOLE.columns) == set(WHOLE.layout.columns)


def outcomes_of(run: Run) -> dict[str, str]:
    """The last outcome of each stage of a run."""
    return dict(step.split(".") for step in run.path)


def test_words_stand_for_codes_and_nothing_for_what_was_not_reached() -> None:
    assert WHOLE.words("path") == PATHS
    for run, outcome, ending in zip(RUNS, WHOLE.words("vote.outcome"), WHOLE.words("ending"), strict=True):
        assert outcome == outcomes_of(run).get("vote", "")
        assert ending == tuple(SETTLED.rules.endings)[run.figures["ending"]]
    assert set(WHOLE.words("leader")) <= {"ann", "bob", "nobody"}


def test_what_was_not_reached_is_marked() -> None:
    never = [row for row, run in enumerate(RUNS) if "noms" not in outcomes_of(run)]
    assert never
    assert (WHOLE.codes("noms.names.ann")[never] == NOT_REACHED).all()


def test_a_frame_has_a_row_a_run_with_words_and_nullable_numbers() -> None:
    frame = ensemble.play([SETTLED], 40, 1, workers=1)[0].frame()
    assert list(frame.columns) == ["run", *WHOLE.layout.columns]
    assert frame["run"].tolist() == list(range(40))
    assert frame["path"].tolist() == PATHS
    assert str(frame["call.signatures"].dtype) == "Int64"
    assert frame["noms.names.ann"].isna().sum() == sum("noms" not in outcomes_of(run) for run in RUNS)
    assert str(frame["ending"].dtype) == "category"


def test_a_frame_of_later_runs_is_numbered_on() -> None:
    assert part(30, 40).frame()["run"].tolist() == list(range(30, 40))


def test_unknown_columns_are_refused() -> None:
    with pytest.raises(KeyError):
        WHOLE.codes("vote.votes.zoe")


@pytest.mark.parametrize("most", [127, 2**31, 2**53 + 1, 2**63 - 1])
def test_figures_of_any_size_travel_as_they_are(most: int) -> None:
    figures = {name: np.array([most, NOT_REACHED]) for name in WHOLE.layout.columns}
    sent = Outcomes(WHOLE.layout, WHOLE.paths, figures)
    back = pickle.loads(pickle.dumps(sent))
    assert all(back.codes(name).tolist() == [most, NOT_REACHED] for name in WHOLE.layout.columns)
