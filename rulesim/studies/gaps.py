"""What a record does not say though the contest comes to it, and what it says that the rules never ask for."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rulesim.engines.event.state import Run
from rulesim.model.conduct import BallotConduct
from rulesim.model.record import GivenRound
from rulesim.model.stages import Ballot, Decision
from rulesim.studies.difference import Difference
from rulesim.studies.wording import plural


def silent(run: Run) -> Iterator[Difference]:
    """Stages that the contest has gone through and of which the record says nothing.

    A decision that nobody takes has its default, and a ballot with a single candidate may need no votes. What
    stops because another stage takes over needs no record: nobody had to do anything there.
    """
    for name in dict.fromkeys(step.partition(".")[0] for step in run.path):
        if name not in run.settled.scenario.conduct and _needs_people(run, name):
            told = f"the contest comes to it, and the record says nothing of it; expected 'conduct.{name}.given'"
            yield Difference("what people did", name, "nothing", "a stage that is played", told=told)


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
                yield from _strangers(run, name, number, one, standing)
            if len(rounds) > held:
                had, came = plural(len(rounds), "round"), plural(held, "round")
                told = f"the record has {had}, and the ballot ends after {came}"
                yield Difference("rounds on record", name, str(len(rounds)), str(held), told=told)


def _strangers(run: Run, name: str, number: int, one: GivenRound, standing: tuple[str, ...]) -> Iterator[Difference]:
    for who, votes in ({} if one.unrecorded else _votes(one)).items():
        if votes and who not in standing:
            had = f"{_figure(votes)} in round {number}"
            told = f"the record has {had} for {run.name(who)}, whom the rules do not have on the ballot"
            why = f"on the ballot are {'; '.join(map(run.name, standing)) or 'none'}"
            yield Difference(f"votes for {who} in round {number}", name, had, "none", why, told)


def _votes(one: GivenRound) -> dict[str, Fraction]:
    sections = (one.votes, *one.sections.values())
    named = dict.fromkeys(who for section in sections for who in section)
    return {who: sum((section.get(who, Fraction(0)) for section in sections), Fraction(0)) for who in named}


def _figure(votes: Fraction) -> str:
    whole = votes.denominator == 1
    return f"{int(votes):,} {'vote' if votes == 1 else 'votes'}" if whole else f"{float(votes):,} votes"
