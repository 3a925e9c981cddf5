"""What a record does not say though the contest comes to it, and what it says that the rules never ask for."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rulesim.engines.event.state import Run
from rulesim.model.conduct import BallotConduct
from rulesim.model.record import GivenRound
from rulesim.model.stages import Ballot, Decision
from rulesim.studies.difference import Difference, Standing


def silent(run: Run) -> Iterator[Difference]:
    """Stages that the contest has gone through and of which the record says nothing.

    A decision that nobody takes has its default, and a ballot with a single candidate may need no votes. What
    stops because another stage takes over needs no record: nobody had to do anything there.
    """
    for name in dict.fromkeys(step.partition(".")[0] for step in run.path):
        if name not in run.settled.scenario.conduct and _needs_people(run, name):
            yield Difference("silence", name, None, None)


def _needs_people(run: Run, name: str) -> bool:
    stage = run.settled.rules.stages[name]
    if isinstance(stage, Ballot):
        return run.figures[f"{name}.rounds"] > 0
    return not isinstance(stage, Decision)


def stray(run: Run) -> Iterator[Difference]:
    """Votes on record that count for nothing: for somebody who is not on the ballot, or in a round never held."""
    for name, cast in run.papers.items():
        conduct = run.settled.conduct[name][cast.case]
        if isinstance(conduct, BallotConduct) and conduct.given:
            rounds, held = conduct.given.rounds, run.figures[f"{name}.rounds"]
            for number, one in enumerate(rounds[:held], 1):
                standing = cast.path[number - 1] if number <= len(cast.path) else ()
                yield from _strangers(name, number, one, standing)
            if len(rounds) > held:
                yield Difference("rounds", name, len(rounds), held)


def _strangers(name: str, number: int, one: GivenRound, standing: tuple[str, ...]) -> Iterator[Difference]:
    for who, votes in ({} if one.unrecorded else _votes(one)).items():
        if votes and who not in standing:
            yield Difference("stray votes", name, votes, None, Standing(standing), who, number)


def _votes(one: GivenRound) -> dict[str, Fraction]:
    sections = (one.votes, *one.sections.values())
    named = dict.fromkeys(who for section in sections for who in section)
    return {who: sum((section.get(who, Fraction(0)) for section in sections), Fraction(0)) for who in named}
