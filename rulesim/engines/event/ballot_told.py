"""What a trace tells of the rounds of a ballot, from the values of the count."""

from __future__ import annotations

from rulesim.engines.event.counted import Counts, Excluded, Tie
from rulesim.engines.event.state import Visit
from rulesim.engines.event.tested import VotesTested
from rulesim.model.ballot import Ballot
from rulesim.rules.count import Round
from rulesim.rules.round import lead_of
from rulesim.rules.scores import winning_bars


def tell_round(visit: Visit, ballot: Ballot, done: Round) -> None:
    """Tells of a round: the votes, the tests of a winner, the rules that broke a tie, and who leaves.

    There are no votes where the record does not have them.
    """
    order = {who: done.scores[who] for who in sorted(done.scores, key=lambda who: -done.scores[who])}
    turnout = done.poll.turnout
    visit.tell(Counts, "", ballot.clause, done.number, order, ballot.is_college, turnout.spoilt, turnout.exhausted)
    if done.scores:
        _tell_tests(visit, ballot, done, tuple(order))
    _tell_tie(visit, ballot, done)
    for person in done.verdict.leaving:
        stay = ballot.excludes.all_but or 0
        visit.tell(Excluded, person, ballot.clause, done.number, done.verdict.why, stay)


def _tell_tests(visit: Visit, ballot: Ballot, done: Round, order: tuple[str, ...]) -> None:
    """What the leader of the round needed and had, passed or not."""
    had = {"majority": done.scores[order[0]], "lead": lead_of(done.scores, order)}
    for name, bar in winning_bars(ballot, done.scores, done.poll.turnout).items():
        visit.tell(
            VotesTested, order[0], ballot.clause, name, bar.test, bar.of, bar.needed, had[name], ballot.is_college
        )  # fmt: skip


def _tell_tie(visit: Visit, ballot: Ballot, done: Round) -> None:
    """Each rule for ties that was tried, and what it came to."""
    level = done.first.who
    for step in done.steps:
        then = done.verdict.kind if step.rule == done.verdict.why else ""
        visit.tell(Tie, "", ballot.clause, level, step.rule, step.left, then)
        level = step.left
