"""What comes up though the rules say nothing of it is counted alike in both engines, and told."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from engines.contests import Document, ballot, contest, decision, play, said, votes
from rulesim.engines.pieces import Engine
from rulesim.model.stages import SILENCES
from rulesim.reports.tables.ensemble import ensemble_table
from rulesim.reports.words.silences import silences
from rulesim.studies import play as studies
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.order import Order

PAIR = {"begins": {"candidates": ["ann", "bob"]}}
PEERS: Document = {"votes": {"lords": {"chances": {"ann": "50%", "bob": "50%"}}}}
AMONG_PEERS = {"all": {"by": ["peers"]}}


def ensemble(stages: Document, conduct: Document, engine: Engine = "vector") -> Ensemble:
    return studies.play(Order(contest(stages, conduct, **PAIR), 200, rows=True, engine=engine))


@pytest.mark.parametrize("engine", ["vector", "event"])
def test_ties_on_which_the_rules_are_silent_are_counted_and_told(engine: Engine) -> None:
    played = ensemble(
        {"vote": ballot(sections=AMONG_PEERS, ties="not in the rules", excludes="lowest")}, {"vote": PEERS}, engine
    )
    level = (played.outcomes.codes("vote.votes.ann") == 10) & (played.outcomes.codes("vote.votes.bob") == 10)
    assert 0 < level.sum() < 200
    assert (played.outcomes.codes("vote.silent_ties") == level).all()
    assert played.silent["vote.silent_ties"].count == level.sum()
    (sentence,) = silences(played)
    assert sentence == (
        f"Vote: in {level.sum()} of 200 runs there is a tie. The rules do not say how it is broken; lot is assumed."
    )
    console = Console(file=io.StringIO(), width=200)
    console.print(ensemble_table(played))
    assert sentence in console.file.getvalue()  # type: ignore[attr-defined]


def test_what_the_rules_say_is_no_silence() -> None:
    played = ensemble({"vote": ballot(sections=AMONG_PEERS, ties=["lot"])}, {"vote": PEERS})
    assert not played.silent
    assert not list(silences(played))
    assert (played.outcomes.codes("vote.silent_ties") == 0).all()


@pytest.mark.parametrize(
    ("ties", "told"),
    [
        ({"assumed": ["revote", "lot"]}, "a fresh vote, then lot is assumed"),
        ({"assumed": []}, "nothing is assumed"),
    ],
)
def test_what_is_assumed_may_be_named(ties: Document, told: str) -> None:
    (sentence,) = silences(ensemble({"vote": ballot(sections=AMONG_PEERS, ties=ties)}, {"vote": PEERS}))
    assert told in sentence


def test_all_visits_count_and_both_engines_agree() -> None:
    stages = {
        "vote": ballot(sections=AMONG_PEERS, ties={"assumed": []}, then={"tied": "again"}),
        "again": decision(then={"yes": "vote", "no": "end.over"}),
    }
    conduct = {"vote": PEERS, "again": {"chooses": {"yes": "90%"}}}
    tables = [ensemble(stages, conduct, engine).outcomes for engine in ("vector", "event")]
    columns = [[table.codes(f"vote.{figure}").tolist() for figure in SILENCES] for table in tables]
    assert columns[0] == columns[1]
    assert max(columns[0][0]) >= 2


def test_a_tie_in_a_trace_says_what_is_assumed() -> None:
    level = {"vote": votes({"ann": 10, "bob": 10})}
    for ties, told in (("not in the rules", True), (["lot"], False)):
        (tie,) = said(play({"vote": ballot(ties=ties)}, level, **PAIR), "tie")
        assert ("the rules do not say how a tie is broken, so this is assumed" in tie.what) == told


def test_no_valid_vote_and_no_candidate_are_told() -> None:
    run = play({"vote": ballot()}, {"vote": votes({"ann": 0, "bob": 0})}, **PAIR)
    assert run.figures["vote.empty_rounds"] == 1
    assert "not one valid vote, of which the rules say nothing" in said(run, "counts")[0].what
    gone = {"given": {"withdrawn_before": ["ann", "bob"], "rounds": []}}
    nobody = play({"vote": ballot()}, {"vote": gone}, **PAIR)
    assert (nobody.figures["vote.no_candidate"], nobody.figures["vote.empty_rounds"]) == (1, 0)
    assert said(nobody, "outcome")[0].what.endswith("the rules do not say what follows, and it is taken as no result")
    played = ensemble({"vote": ballot()}, {"vote": votes({"ann": 0, "bob": 0})})
    assert "Vote: in 200 of 200 runs a round has not one valid vote" in next(silences(played))
    full = play({"vote": ballot()}, {"vote": votes({"ann": 2, "bob": 1})}, **PAIR)
    assert [full.figures[f"vote.{figure}"] for figure in SILENCES] == [0, 0, 0]
