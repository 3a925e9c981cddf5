"""When the rounds of a ballot are due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from rulesim.luck.draws import Ints
from rulesim.model.ballot import Ballot
from rulesim.model.quantities import minutes_between
from rulesim.model.scenario import Scenario

Minutes = TypeVar("Minutes", int, Ints)


def named_rounds(scenario: Scenario, stage: str) -> list[int]:
    """The minutes of the rounds that the timetable names, in order."""
    slot = scenario.timetable.get(stage)
    return [minutes_between(scenario.starts, moment) for moment in slot.rounds] if slot else []


def due(ballot: Ballot, number: int, named: Sequence[int], opens: Minutes, closes: Minutes | None) -> Minutes:
    """The minute of a round, by its number from 1, of a ballot that opens and closes at such minutes.

    Where papers move on, every round is counted at the close. Where all vote again, the rounds that the timetable names
    come first, and each later one lasts as long as the ballot would.
    """
    length = opens - opens if closes is None else closes - opens
    if ballot.votes == "transfer":
        return opens + length
    if number <= len(named):
        return opens - opens + named[number - 1]
    later = (named[-1] - opens) * (named[-1] > opens) if named else opens - opens
    return opens + later + length * (number - len(named))
