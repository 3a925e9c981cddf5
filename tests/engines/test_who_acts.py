"""Who acts is what the rules say as they are read: blocs of other bodies do nothing, whatever their conduct is."""

from __future__ import annotations

import pytest

from engines.contests import Document, contest, motion, nominations, petition, play_settled
from engines.test_agreement import agree
from rulesim.engines.event.state import Run
from rulesim.loading.scenario import settle

CONTESTED = {"who": ("wide", "narrow")}
BY = {"question": "who", "wide": ["mps", "peers"], "narrow": ["peers"]}


def played(stages: Document, conduct: Document, reading: str) -> Run:
    settled = settle(contest(stages, conduct, CONTESTED), {"who": reading})
    agree(settled, 4)
    return play_settled(settled)


@pytest.mark.parametrize(("reading", "figures"), [("wide", (60, 20, "carried")), ("narrow", (0, 20, "lost"))])
def test_on_a_motion(reading: str, figures: tuple[int, int, str]) -> None:
    votes = {"left": {"shares": {"for": "100%"}}, "lords": {"shares": {"against": "100%"}}}
    run = played({"vote": motion(by=BY)}, {"vote": {"votes": votes}}, reading)
    votes_for, against, outcome = figures
    assert (run.figures["vote.for"], run.figures["vote.against"]) == (votes_for, against)
    assert run.path == [f"vote.{outcome}"]


@pytest.mark.parametrize(("reading", "signatures", "outcome"), [("wide", 80, "met"), ("narrow", 20, "lapsed")])
def test_on_a_petition(reading: str, signatures: int, outcome: str) -> None:
    sign = {bloc: {"share": "100%"} for bloc in ("left", "lords")}
    stage = petition(by=BY, needs={"count": 80}, withdrawable=True)
    run = played({"call": stage}, {"call": {"sign": sign}}, reading)
    assert (run.figures["call.signatures"], run.path) == (signatures, [f"call.{outcome}"])


@pytest.mark.parametrize(("reading", "names", "there"), [("wide", 80, 1), ("narrow", 20, 0)])
def test_at_nominations(reading: str, names: int, there: int) -> None:
    nominate = {bloc: {"shares": {"bob": "100%"}} for bloc in ("left", "lords")}
    stage = nominations(by=BY, needs={"challenger": {"count": 30}, "incumbent": {"count": 0}})
    run = played({"noms": stage}, {"noms": {"stands": {"bob": "100%"}, "nominate": nominate}}, reading)
    assert (run.figures["noms.names.bob"], run.figures["noms.on_ballot.bob"]) == (names, there)


@pytest.mark.parametrize(("reading", "names"), [("wide", 35), ("narrow", 5)])
def test_nominations_on_record_of_a_body_that_may_not_nominate(reading: str, names: int) -> None:
    stage = nominations(by=BY, needs={"challenger": {"count": 30}, "incumbent": {"count": 0}})
    given = {"names": {"bob": {"mps": 30, "peers": 5}, "ann": {"mps": 0, "peers": 0}}}
    run = played({"noms": stage}, {"noms": {"given": given}}, reading)
    assert (run.figures["noms.names.bob"], run.figures["noms.on_ballot.bob"]) == (names, int(names >= 30))
