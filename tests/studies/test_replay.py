"""Replays: the record of 2016 matches; damage any one deciding figure and it differs, at the right place."""

from __future__ import annotations

import pytest

from rulesim.loading.scenario import load
from rulesim.reports.words.differences import difference
from rulesim.studies.replay import Replay, replay

NAME = "what-happened"


def damaged(*changes: str) -> Replay:
    return replay(load(NAME, dict(change.split("=", 1) for change in changes)))


def places(found: Replay) -> set[str]:
    """Where differences show: a stage, or what is compared of the whole."""
    return {one.stage or one.what for one in found.differences}


def test_the_record_matches() -> None:
    found = damaged()
    assert (found.id, found.matched, found.differences) == (NAME, True, ())
    assert (found.trace.ending, found.trace.leader) == ("elected", "corbyn")


DECIDING = {
    "172 for the motion": ("conduct.confidence.given.for=171", "confidence", "confidence.needed"),
    "172 and 40 the other way round": ("conduct.confidence.given.for=39", "confidence", "path"),
    "51 signatures": ("conduct.challenge.given.signatures.eagle=50", "challenge", "path"),
    "the day of the challenge": ("conduct.challenge.given.at=2016-09-25", "challenge", "path"),
    "18 on the executive": ("conduct.nec-ruling.given.for=14", "nec-ruling", "path"),
    "18 on the executive, by a few": ("conduct.nec-ruling.given.for=15", "nec-ruling", "nec-ruling.needed"),
    "the withdrawal": ("conduct.nominations.given.withdrawn={}", "nominations", "nominations.on_ballot.eagle"),
    "the day of the withdrawal": (
        "conduct.nominations.given.withdrawn.eagle=2016-07-20T17:00",
        "nominations",
        "nominations.on_ballot.eagle",
    ),
    "the names for Smith": ("conduct.nominations.given.names.smith=50", "nominations", "path"),
    "the heads that a fifth is taken of": ("bodies.mps-elected=230", "challenge", "challenge.needed"),
    "fewer heads": ("bodies.meps=18", "challenge", "challenge.needed"),
    "the members' votes": ("conduct.ballot.given.rounds.0.votes.corbyn=193228", "who leads", "who leads"),
    "no votes at all for the winner": ("conduct.ballot.given.rounds.0.votes.corbyn=0", "who leads", "who leads"),
    "the day of the result": ("timetable.ballot.closes=2016-09-24T11:46", "when it is decided", "when it is decided"),
    "the close of nominations": (
        "timetable.nominations.closes=2016-07-18T19:00",
        "nominations",
        "nominations.on_ballot.eagle",
    ),
    "the day of the ruling": ("timetable.nec-ruling.opens=2016-09-30", "when it is decided", "when it is decided"),
    "the close of the challenge": ("timetable.challenge.closes=2016-07-11", "challenge", "path"),
    "the bar itself": ("rules.stages.challenge.needs.share=21%", "challenge", "challenge.needed"),
    "more than the bar": ("rules.stages.nominations.needs.challenger.share=69%", "nominations", "path"),
    "half of the executive": ("rules.stages.nec-ruling.needs.share=60%", "nec-ruling", "path"),
}


@pytest.mark.parametrize("figure", DECIDING)
def test_a_deciding_figure_that_is_damaged_makes_it_differ_at_its_place(figure: str) -> None:
    change, place, what = DECIDING[figure]
    found = damaged(change)
    assert not found.matched
    assert place in places(found), found.differences
    assert what in {one.what for one in found.differences}, found.differences


NOT_DECIDING = [
    "conduct.nominations.given.names.eagle=1",
    "conduct.nominations.given.names.corbyn=60",
    "conduct.nominations.given.names.smith=51",
    "conduct.confidence.given.spoilt=9",
    "conduct.challenge.given.signatures.eagle=90",
    "conduct.challenge.given.at=2016-07-01",
    "bodies.mps=230",
]


@pytest.mark.parametrize("change", NOT_DECIDING)
def test_a_figure_that_decides_nothing_may_be_another(change: str) -> None:
    assert damaged(change).matched


@pytest.mark.parametrize(
    ("reading", "what"),
    [
        ("incumbent-on-ballot=nominated", "nominations.needed.corbyn"),
        ("size-of-threshold=whip-holders", "challenge.needed"),
        ("standing-of-the-confidence-vote=must-go", "path"),
    ],
)
def test_another_reading_is_not_what_happened(reading: str, what: str) -> None:
    question, _, name = reading.partition("=")
    found = replay(load(NAME), {question: name})
    assert what in {one.what for one in found.differences}


def test_a_difference_says_what_was_recorded_and_what_follows_and_why() -> None:
    found = damaged("conduct.challenge.given.signatures.eagle=50")
    first = found.differences[0]
    assert (first.about, first.stage) == ("path", "challenge")
    assert (first.recorded, first.derived) == ("challenge.met", "challenge.lapsed")
    assert difference(first, found.contest).why == "Angela Eagle: 51 signatures needed, 50 collected"


def test_what_was_never_come_to_says_so() -> None:
    found = damaged("conduct.challenge.given.signatures.eagle=50")
    (missing,) = [one for one in found.differences if one.what == "ballot.rounds"]
    assert missing.derived is None


def test_who_was_excluded_is_compared_round_by_round() -> None:
    (one,) = damaged("expects.excluded={ballot: [[smith]]}").differences
    assert one.what == "who is eliminated after round 1"
    assert (one.stage, one.recorded, one.derived) == ("ballot", ("smith",), ())


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("expects.ending=vacant", "ending"),
        ("expects.leads=smith", "who leads"),
        ("expects.ballot=[corbyn]", "who is on the ballot"),
        ("expects.decided=2016-09-25", "when it is decided"),
        ("expects.figures.ballot.rounds=2", "ballot.rounds"),
        ("expects.path=[confidence.carried, challenge.met]", "path"),
    ],
)
def test_everything_expected_is_compared(change: str, what: str) -> None:
    path, _, value = change.partition("=")
    if path == "expects.figures.ballot.rounds":
        path, value = "expects.figures", "{ballot.rounds: 2}"
    found = replay(load(NAME, {path: value}))
    assert [one.what for one in found.differences] == [what]


@pytest.mark.parametrize(
    ("printed", "differs"), [("57.00", False), ("57.0", False), ("57", False), ("57.01", True), ("58", True)]
)
def test_a_share_of_a_college_is_compared_as_exactly_as_it_was_printed(printed: str, differs: bool) -> None:
    found = replay(load("history/uk-lab-1994", {"expects.shares": f"{{ballot: {{blair: '{printed}'}}}}"}))
    assert [one.what for one in found.differences] == ["ballot.share.blair"] * differs
    assert not differs or found.differences[0].derived == 570_000


def test_the_engine_gets_no_hint_of_what_is_expected() -> None:
    """Whatever the record is said to have come to, the run is the same."""
    plain, other = damaged(), damaged("expects.ending=vacant", "expects.leads=smith")
    assert plain.trace == other.trace
