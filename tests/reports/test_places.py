"""A difference about the record of a ballot is told with the line of its round."""

from __future__ import annotations

from pathlib import Path

import pytest

from rulesim.loading.scenario import load
from rulesim.reports.words.differences import differences
from rulesim.studies.replay import replay

SCENARIO = """\
scenario: oak
title: Oak
rulebook: uk-labour-2021
starts: 2025-10-08
begins: {stage: ballot, vacant: true, candidates: [ann, bob, cat]}
leader: ash
people: {ash: {name: Ash}, ann: {name: Ann}, bob: {name: Bob}, cat: {name: Cat}}
bodies: {mps: 100, members: 1000, affiliated: 0}
conduct:
  ballot:
    given:
      rounds:
"""
FIRST = "        - votes: {ann: 40, bob: 35, cat: 25}\n"
LEVEL = "        - votes: {ann: 40, bob: 30, cat: 30}\n"
LAST = "        - votes: {ann: 45, bob: 55}\n"
EXPECTS = "expects: {leads: bob}\n"
ROUNDS, ONE, TWO = 12, 13, 14
"""The lines of the word `rounds` and of its first items."""


@pytest.mark.parametrize(
    ("rounds", "said", "line"),
    [
        (FIRST, "the record ends after one round", ROUNDS),
        (FIRST + "        - votes: {ann: 45}\n", "does not say how many votes Bob had", TWO),
        (LEVEL + LAST, "lots are drawn between Bob and Cat", ONE),
        (FIRST + "          lot: [cat]\n" + LAST, "no lot is drawn", ONE + 1),
        (FIRST + LAST.replace("}", ", cat: 5}"), "Cat", TWO),
        (FIRST + "          withdrawn: [cat]\n" + LAST + "          withdrawn: [cat]\n", "Cat", TWO + 1),
    ],
)
def test_the_line_of_a_round_stands_beside_what_its_record_lacks(
    tmp_path: Path, rounds: str, said: str, line: int
) -> None:
    file = tmp_path / "oak.yaml"
    file.write_text(SCENARIO + rounds + EXPECTS, encoding="utf-8")
    told = next(one for one in differences(replay(load(str(file)))) if said in one)
    assert f"(oak.yaml:{line})" in told, told
