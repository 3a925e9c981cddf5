"""What a record leaves out, or says of somebody who is not there, is told and never played over in silence."""

from __future__ import annotations

from pathlib import Path as FilePath

import pytest
from loading.corpus import CORPUS
from loading.documents import without

from rulesim.loading.library import SCENARIOS
from rulesim.loading.scenario import load, load_document
from rulesim.loading.yaml_reader import read_file
from rulesim.model.contest import Contest
from rulesim.model.document import Path
from rulesim.reports.words.differences import DifferenceTold, difference, differences
from rulesim.studies.replay import replay


def left_out(name: str, *paths: Path) -> list[DifferenceTold]:
    """The differences of a bundled replay without some parts of its file."""
    file = SCENARIOS / f"{name}.yaml"
    document = read_file(file)[0]
    for path in paths:
        document = without(document, path)
    return told(load_document(document, file, "", {}))


def changed(name: str, path: str, value: str) -> list[DifferenceTold]:
    return told(load(name, {path: value}))


def told(contest: Contest) -> list[DifferenceTold]:
    return [difference(one, contest) for one in replay(contest).differences]


SILENT = {
    "ballot": ("history/uk-lab-1994", "ballot"),
    "motion": ("history/uk-con-2018-confidence", "confidence"),
    "nominations": ("what-happened", "nominations"),
}


@pytest.mark.parametrize("kind", SILENT)
def test_a_stage_that_the_contest_comes_to_and_the_record_passes_over_is_a_difference(kind: str) -> None:
    name, stage = SILENT[kind]
    found = [one for one in left_out(name, ("conduct", stage), ("expects", "figures")) if one.stage == stage]
    assert f"add 'conduct.{stage}.given'" in found[0].told


def test_decisions_and_ballots_of_one_candidate_need_no_record() -> None:
    """1990: nobody says that the leader need not resign, nor how the third ballot of one candidate went."""
    scenario = load("history/uk-con-1990")
    assert "third-ballot" not in scenario.scenario.conduct
    assert replay(scenario).matched
    assert replay(load("history/uk-con-2018-confidence")).matched


def test_votes_for_somebody_who_is_not_on_the_ballot_are_told() -> None:
    found = changed("what-happened", "conduct.ballot.given.rounds.0.votes.eagle", "20583")
    (one,) = found
    assert (one.stage, one.derived) == ("ballot", "none")
    assert one.told == (
        "the record has 20,583 votes in round 1 for Angela Eagle, who under the rules is not on the ballot"
    )
    assert one.why == "Angela Eagle: withdraws"


def test_no_votes_for_somebody_who_is_not_on_the_ballot_are_none() -> None:
    assert not changed("what-happened", "conduct.ballot.given.rounds.0.votes.eagle", "0")


def test_a_round_that_is_never_held_is_told() -> None:
    found = changed(
        "what-happened",
        "conduct.ballot.given.rounds",
        "[{votes: {corbyn: 313209, smith: 193229}}, {votes: {corbyn: 9}}]",
    )
    assert [one.told for one in found] == ["the record has two rounds, but the ballot ends after one round"]


def test_they_are_told_in_one_sentence() -> None:
    result = replay(load("what-happened", {"conduct.ballot.given.rounds.0.votes.eagle": "1"}))
    (line,) = differences(result)
    assert line == (
        "ballot: the record has 1 vote in round 1 for Angela Eagle, who under the rules is not on the ballot; "
        "reason: Angela Eagle: withdraws"
    ), "what is set on the command line has no line"


RECORD = (CORPUS / "good" / "scenario-maple-record.yaml").read_text("utf-8")
BESIDE = RECORD.replace("rulebook-maple.yaml", str(CORPUS / "good" / "rulebook-maple.yaml"))
SECOND = "  second-ballot:\n    given: {rounds: [{votes: {alder: 7700, rowan: 9800}}]}\n"
LINES = {
    "nothing on record": (SECOND, "", "conduct:"),
    "a round too many": ("rowan: 9800}}]", "rowan: 9800}}, {votes: {rowan: 1}}]", "9800}}, {"),
    "votes for nobody on the ballot": ("{alder: 7700,", "{hazel: 3, alder: 7700,", "hazel: 3, "),
    "late": (
        "leader: alder\n",
        "leader: alder\ntimetable: {nominations: {closes: 2024-09-08}}\n",
        "closes: 2024-09-08",
    ),
}


@pytest.mark.parametrize("gap", LINES)
def test_they_are_told_with_their_line(gap: str, tmp_path: FilePath) -> None:
    old, new, there = LINES[gap]
    text = BESIDE.replace(old, new)
    assert text != BESIDE
    (tmp_path / "maple.yaml").write_text(text, "utf-8")
    first = next(differences(replay(load(str(tmp_path / "maple.yaml")))))
    line = next(number for number, one in enumerate(text.splitlines(), 1) if there in one)
    assert f"(maple.yaml:{line})" in first
