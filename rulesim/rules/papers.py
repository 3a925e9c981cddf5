"""A ballot counted from its papers, round by round, until there is a result.

The papers say how everybody votes in every round, so a round that is held again has the same result.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial

from rulesim.model.ballot import Ballot
from rulesim.rules.conversion import convert
from rulesim.rules.count import Count, Result, Round, follow, hold, open_count
from rulesim.rules.piles import Stacks, sort_papers
from rulesim.rules.scores import Poll, Standing, Turnout


@dataclass(frozen=True, slots=True)
class PaperBallot:
    """A ballot with all that is counted: the candidates at the start, and the papers.

    `turnout` holds spoilt and exhausted papers that are in no stack, and the people entitled to vote.
    """

    ballot: Ballot
    standing: Standing
    stacks: Stacks
    turnout: Turnout
    reopen: frozenset[str] = frozenset()
    """The choices to re-open nominations."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """The size of each body that has a number of seats named after it."""

    def open_count(self) -> Count:
        """The count before the first round."""
        return open_count(self.ballot, self.standing, self.reopen, fixed_papers=True)

    def poll(self, standing: Standing) -> Poll:
        """A round among those standing."""
        single = self.ballot.paper == "single"
        piles = {name: [sort_papers(one, standing, single) for one in stacks] for name, stacks in self.stacks.items()}
        votes = {
            name: {who: sum((unit.votes[who] for unit in units), Fraction(0)) for who in standing}
            for name, units in piles.items()
        }
        tally = {
            name: convert(section, votes[name], [unit.votes for unit in piles[name]], self.sizes)
            for name, section in self.ballot.sections.items()
        }
        every = [unit for units in piles.values() for unit in units]
        spoilt = self.turnout.spoilt + sum(unit.spoilt for unit in every)
        exhausted = self.turnout.exhausted + sum(unit.exhausted for unit in every)
        return Poll(votes, tally, Turnout(spoilt, exhausted, self.turnout.entitled))


@dataclass(frozen=True, slots=True)
class Counted:
    """A ballot counted to its end: every round, and the result."""

    rounds: list[Round]
    result: Result


def count_papers(paper_ballot: PaperBallot, lot: Callable[[int], float]) -> Counted:
    """The whole count; `lot` gives the lot of a round by its number, counted from 1."""
    count, rounds = paper_ballot.open_count(), list[Round]()
    while count.result is None:
        done = hold(count, paper_ballot.poll(count.standing), partial(lot, count.held + 1))
        rounds.append(done)
        count = follow(count, done)
    return Counted(rounds, count.result)
