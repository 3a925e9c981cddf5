"""What candidates have in a round, and the thresholds that it is held against, in exact fractions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from rulesim.model.ballot import Ballot, Floor
from rulesim.model.rulebook import Body
from rulesim.model.stage import Base
from rulesim.model.threshold import Test
from rulesim.rules.threshold import Sizes, passes, union_size

Standing = tuple[str, ...]
"""The candidates standing, in their order."""
Scores = Mapping[str, Fraction]
"""What each candidate has: a sum of votes, seats and points, or a share of the whole in a college."""
Tally = Mapping[str, Scores]
"""What each candidate has in each section."""
Measure = Literal["majority", "lead"]
"""What a winner is tested for."""
Bases = Mapping[Base, Fraction]
"""The numbers that a share may be taken of."""


@dataclass(frozen=True, slots=True)
class Turnout:
    """The papers of a round that are spoilt or exhausted, and how many people are entitled to vote."""

    spoilt: int = 0
    exhausted: int = 0
    entitled: int = 0


@dataclass(frozen=True, slots=True)
class Poll:
    """A round of voting: the votes, what each section makes of them (votes, seats, points), and the turnout."""

    votes: Tally
    tally: Tally
    turnout: Turnout

    def votes_for(self, who: str) -> int:
        """The votes for a candidate over all sections (whole ones; points on record are cut)."""
        return int(sum(section.get(who, Fraction(0)) for section in self.votes.values()))


@dataclass(frozen=True, slots=True)
class VoteThreshold:
    """What a score must reach, or exceed: `needed`, and the base that it is a share of."""

    needed: Fraction
    test: Test
    of: Base

    def is_passed_by(self, score: Fraction) -> bool:
        """Whether a score is enough."""
        return passes(score, self.needed, self.test)


def entitled(ballot: Ballot, sizes: Sizes, bodies: Mapping[str, Body]) -> int:
    """How many people may vote in a ballot; a member of several of its bodies counts once."""
    return union_size((body for section in ballot.sections.values() for body in section.by), sizes, bodies)


def score(ballot: Ballot, tally: Tally, standing: Standing) -> dict[str, Fraction]:
    """What each candidate has: the sum over sections, each section's shares times its weight in a college."""
    total = dict.fromkeys(standing, Fraction(0))
    for name, section in ballot.sections.items():
        here = {who: tally[name].get(who, Fraction(0)) for who in standing}
        factor = _factor(section.weight, sum(here.values(), Fraction(0))) if ballot.is_college else Fraction(1)
        for who, many in here.items():
            total[who] += factor * many
    return total


def _factor(weight: Fraction | None, valid: Fraction) -> Fraction:
    return (weight or Fraction(0)) / valid if valid else Fraction(0)


def bases_of(ballot: Ballot, scores: Scores, turnout: Turnout) -> Bases:
    """The bases of shares in a round; in a college everything is a share of the whole."""
    valid = sum(scores.values(), Fraction(0))
    if ballot.is_college:
        return {"valid": valid, "papers": valid, "cast": valid, "present": valid, "entitled": Fraction(1)}
    papers = valid + turnout.exhausted
    cast = papers + turnout.spoilt
    return {"valid": valid, "papers": papers, "cast": cast, "present": cast, "entitled": Fraction(turnout.entitled)}


def winning_tests(ballot: Ballot) -> Iterator[tuple[Measure, Fraction, Base, Test]]:
    """What the first in a round must have (`majority`) and be ahead by (`lead`) to win, where the rules ask for it: a
    share of a base."""
    majority, lead = ballot.wins.majority, ballot.wins.lead
    if majority is not None:
        yield "majority", majority.share, majority.of, majority.test
    if lead is not None:
        yield "lead", lead.share, lead.of, "at least"


def winning_thresholds(ballot: Ballot, bases: Bases) -> dict[Measure, VoteThreshold]:
    """What winning takes in a round with such bases."""
    return {measure: VoteThreshold(share * bases[of], test, of) for measure, share, of, test in winning_tests(ballot)}


def floor_threshold(floor: Floor, bases: Bases) -> VoteThreshold:
    """What a candidate must have so as not to be eliminated."""
    needed = Fraction(floor.count or 0) if floor.share is None else floor.share * bases[floor.of]
    return VoteThreshold(needed, floor.test, floor.of)
