"""Gaps of a record: what it does not say although the contest came to it, and what it says without use."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rulesim.engines.event.events import Outcome
from rulesim.engines.event.state import Held, Run
from rulesim.luck.people import Occasion
from rulesim.model.conduct import BallotConduct
from rulesim.model.figures import PERCENT
from rulesim.model.record import RECORD_ENDS, GivenBallot, GivenRound
from rulesim.model.stages import Ballot, Decision
from rulesim.rules.ties import Step
from rulesim.studies.difference import Difference, Standing


def silent(run: Run) -> Iterator[Difference]:
    """Stages that the contest has gone through and about which the record says nothing.

    A decision that nobody takes has its default, a ballot with a single candidate may need no votes, and a stage
    that another takes over needs no record, as nobody had to do anything there.
    """
    for name in dict.fromkeys(step.partition(".")[0] for step in run.path):
        if name not in run.settled.scenario.conduct and _needs_people(run, name):
            yield Difference("silence", name, None, None)


def _needs_people(run: Run, name: str) -> bool:
    stage = run.settled.rules.stages[name]
    return run.figures[f"{name}.rounds"] > 0 if isinstance(stage, Ballot) else not isinstance(stage, Decision)


def missing(run: Run) -> Iterator[Difference]:
    """Votes of candidates and lots of which the record says nothing, and a record that ends before its ballot does."""
    for visit, given, held in _recorded(run):
        for one, round_ in zip(given.rounds, held, strict=False):
            yield from _lot_missing(visit, one, round_)
    for event in run.trace or ():
        if isinstance(event, Outcome) and event.outcome == RECORD_ENDS:
            yield _end(event)


def _end(event: Outcome) -> Difference:
    """Where the record ends: after the rounds that were held, or in the next, as it does not say what somebody had."""
    held = event.numbers["rounds"]
    if event.people:
        return Difference("votes missing", event.stage, (), event.people, round=held + 1)
    return Difference("record ends", event.stage, held, None, round=held)


def _lot_missing(visit: Occasion, one: GivenRound, held: Held) -> Iterator[Difference]:
    """A lot that the record does not tell, or among others than the rules draw it among."""
    for level, step in _lots(held):
        if step.lot is not None:
            yield Difference("lot missing", visit.stage, one.lot, level, round=held.done.number)


def _lots(held: Held) -> Iterator[tuple[tuple[str, ...], Step]]:
    """Every lot of a round, with those who were level before it."""
    level = held.done.first.who
    for step in held.done.steps:
        if step.rule == "lot":
            yield level, step
        level = step.left


def stray(run: Run) -> Iterator[Difference]:
    """What a record says for nothing: of somebody not on the ballot, of a lot not drawn, of a round not held."""
    for visit, given, held in _recorded(run):
        for one, round_ in zip(given.rounds, held, strict=False):
            yield from _stray_names(run, visit, one, round_)
            if one.lot and not list(_lots(round_)):
                yield Difference("stray lot", visit.stage, one.lot, None, round=round_.done.number)
        stopped = run.path[-1] == f"{visit.stage}.{RECORD_ENDS}"
        if len(given.rounds) > len(held) and not stopped:
            yield Difference("rounds", visit.stage, len(given.rounds), len(held))


def _stray_names(run: Run, visit: Occasion, one: GivenRound, held: Held) -> Iterator[Difference]:
    at, standing = held.done.number, Standing(held.standing)
    for who, many in _votes(one).items():
        if many and who not in held.standing:
            yield Difference("stray votes", visit.stage, _printed(one, many), None, standing, who, at)
    for who in (*one.unrecorded, *one.withdrawn):
        if who not in held.standing:
            yield Difference("stray names", visit.stage, (who,), None, standing, who, at)


def _printed(one: GivenRound, many: Fraction) -> Fraction | str:
    """Votes as they are on record: in numbers, or in percent."""
    return f"{float(many):g}%" if one.in_ == PERCENT else many


def _votes(one: GivenRound) -> dict[str, Fraction]:
    """The figures of a round by candidate, as on record."""
    units = (unit for units in one.by_unit.values() for unit in units.values())
    sections: list[Mapping[str, Fraction | int]] = [one.votes, *one.sections.values(), *units]
    found = dict[str, Fraction]()
    for section in sections:
        found |= {who: found.get(who, Fraction(0)) + many for who, many in section.items()}
    return found


def _recorded(run: Run) -> Iterator[tuple[Occasion, GivenBallot, list[Held]]]:
    """Every visit to a ballot that is on record, and the rounds that were held."""
    for visit, held in run.ballots.items():
        conduct = run.settled.conduct[visit.stage][visit.case]
        if isinstance(conduct, BallotConduct) and conduct.given:
            yield visit, conduct.given, held
